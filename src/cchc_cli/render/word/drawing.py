"""Charts in a document: drawn by the program that shows it, told in words to who cannot see them."""

from typing import Any

from docx.document import Document as Word
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from cchc_cli.render.charts import build_chart, chart_xml
from cchc_cli.render.word.paragraphs import CENTRE, Look, element, printable, write
from cchc_cli.reports.parts import Chart

_CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_NAME = "/word/charts/chart%d.xml"


def add_chart(document: Word, chart: Chart) -> None:
    """The chart in the middle of a line of its own."""
    drawn = build_chart(chart)
    package: Any = document.part.package
    name: PackURI = package.next_partname(_NAME)
    part = Part(name, CONTENT_TYPE.DML_CHART, chart_xml(chart), package)
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    paragraph = write(document, "", Look(across=CENTRE, before=6, after=6))
    holder = element("w:drawing")
    holder.append(_inline(chart, relation, Cm(drawn.width), Cm(drawn.height), number=name.idx or 1))
    paragraph.runs[0]._r.append(holder)


def _inline(chart: Chart, relation: str, width: int, height: int, number: int) -> Any:
    """What stands in a line as wide and high as the chart, in EMU, and leads to it."""
    made = _drawn("wp:inline", distT="0", distB="0", distL="0", distR="0")
    made.append(_drawn("wp:extent", cx=str(width), cy=str(height)))
    told = {"name": printable(chart.title), "descr": printable(chart.description)}
    made.append(_drawn("wp:docPr", id=str(number), **told))
    made.append(_drawn("wp:cNvGraphicFramePr"))
    graphic, data = _drawn("a:graphic"), _drawn("a:graphicData", uri=_CHARTS)
    link = OxmlElement("c:chart", nsdecls={"c": _CHARTS})
    link.set(qn("r:id"), relation)
    data.append(link)
    graphic.append(data)
    made.append(graphic)
    return made


def _drawn(name: str, /, **attributes: str) -> Any:
    return OxmlElement(name, attrs=attributes)
