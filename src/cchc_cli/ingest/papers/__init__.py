"""Documents of Word, Excel and plain text as lines and tables, whatever is in them."""

from cchc_cli.ingest.papers.document import read_paper
from cchc_cli.ingest.papers.paper import Cell, Cover, Line, Paper, Table, TableRow

__all__ = ["Cell", "Cover", "Line", "Paper", "Table", "TableRow", "read_paper"]
