"""Model values to text in the house form, as edits that leave every other byte of a file alone."""

from cchc_cli.writer.log import with_entries, without_entries
from cchc_cli.writer.plan_edits import append_item, set_key
from cchc_cli.writer.plan_file import agency_lines, plan_text, with_agencies
from cchc_cli.writer.proof import Unwritable

__all__ = [
    "Unwritable",
    "agency_lines",
    "append_item",
    "plan_text",
    "set_key",
    "with_agencies",
    "with_entries",
    "without_entries",
]
