"""Word documents as small as they can be, from the XML of their body, and what is read of documents as plain data."""

from collections.abc import Iterable

from cchc_cli.diagnostics import Diagnostic, in_order
from cchc_cli.ingest.papers.document import read_paper
from cchc_cli.ingest.papers.paper import Cover, Line, Paper, Table
from forms import packed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHOWN = {Cover.NONE: None, Cover.LEFT: "←", Cover.ABOVE: "↑"}


def docx(body: str, *, styles: str = "", numbering: str = "", **more: bytes) -> bytes:
    """A document of this body; styles and lists as the inside of their parts."""
    inside = {"document": f"<w:body>{body}</w:body>", "styles": styles, "numbering": numbering}
    named = [name for name, xml in inside.items() if xml]
    parts = {
        "[Content_Types].xml": _content_types(named),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(*((name, f"{name}.xml") for name in named[1:])),
        **{f"word/{name}.xml": _part(name, inside[name]) for name in named},
    }
    return packed({**parts, **{name.replace("__", "/"): content for name, content in more.items()}})


def _content_types(names: Iterable[str]) -> bytes:
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name}{".main" * (name == "document")}+xml"/>'
        for name in names
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{space}">{rels}{types}</Types>'.encode()


def _relations(*targets: tuple[str, str]) -> bytes:
    each = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{each}</Relationships>'.encode()


def _part(name: str, inside: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMES}>{inside}</w:{name}>'.encode()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of a text without markup."""
    inside = inside if inside.startswith("<") or not inside else run(inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def tc(inside: str = "", properties: str = "") -> str:
    """A cell of paragraphs, or of what a paragraph may hold."""
    inside = inside if inside.startswith(("<w:p>", "<w:sdt>", "<w:tbl>")) else p(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells, or of texts."""
    inside = "".join(cell if cell.startswith("<w:tc>") or "<w:tc>" in cell else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def paper_of(content: bytes, name: str = "k.docx") -> Paper:
    """What is read of a document that nothing is said of."""
    paper, problems = read_paper(name, content)
    assert paper is not None, problems
    assert problems == ()
    return paper


def shown(paper: Paper) -> list[str | list[list[str]]]:
    """Lines as texts, tables as rows of texts, with an arrow for a cell that is merged into another."""
    return [part.text if isinstance(part, Line) else grid(part) for part in paper.parts]


def grid(table: Table) -> list[list[str]]:
    return [[_SHOWN[cell.cover] or cell.text for cell in row.cells] for row in table.rows]


def read_shown(content: bytes, name: str = "k.docx") -> list[str | list[list[str]]]:
    """A document as lines and tables."""
    return shown(paper_of(content, name))


def only_table(content: bytes, name: str = "k.docx") -> list[list[str]]:
    """The rows of the one table of a document."""
    [table] = [part for part in paper_of(content, name).parts if isinstance(part, Table)]
    return grid(table)


def complaints(content: bytes, name: str = "k.docx") -> list[str]:
    """What is said of a document: code, place, message."""
    return [_said(one) for one in in_order(read_paper(name, content)[1])]


def refusal(content: bytes, name: str = "k.docx") -> str:
    """The one thing said of a document that is not read."""
    paper, problems = read_paper(name, content)
    assert paper is None
    [problem] = problems
    assert problem.hint
    assert "phiếu" not in problem.message + problem.hint
    return _said(problem)


def _said(one: Diagnostic) -> str:
    place = one.cell.address if one.cell and one.cell.address else f"{one.span.file}:{one.span.line}:{one.span.column}"
    return f"{one.code.id} {place} {one.message}"
