"""Points by area and by agency: the maximum, what agencies gave themselves, the ratio."""

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.standing import Standings
from cchc_cli.standing.scores import ScoreSum, lead_scores, row_scores
from cchc_cli.tables.cells import share_cell
from cchc_cli.tables.table import Column, Kind, Line, Rank, Table, Value
from cchc_cli.tables.tallies import leading_agencies

_NOTES = (
    "Điểm trừ không tính vào điểm tối đa mà trừ vào điểm tự chấm; dòng không áp dụng không tính; dòng chưa chấm vẫn "
    "tính vào điểm tối đa.",
    "Điểm của dòng nhiều cơ quan cùng chủ trì là trung bình điểm các cơ quan, khi tất cả đã chấm.",
)
_SURVEY_NOTE = "Tiêu chí điều tra xã hội học không tự chấm nên đứng riêng, không tính vào tỷ lệ."


def build_area_scores(standings: Standings) -> Table:
    """Points by area, with their sum."""
    sums = [(f"{area.code}. {area.name}", row_scores(standings.under(area))) for area in standings.plan.areas]
    lines = [_line(name, one) for name, one in sums if one.rows or one.surveyed]
    lines.append(_line("Tổng số", row_scores(standings.rows), Rank.TOTAL))
    return _table("Lĩnh vực", lines, "Điểm theo lĩnh vực")


def build_agency_scores(standings: Standings, catalogue: Catalogue) -> Table:
    """Points by lead agency, by its own scores; a joint row counts for each of its leads."""
    sums = [(agency.name, lead_scores(standings.led[agency.id])) for agency in leading_agencies(standings, catalogue)]
    return _table("Cơ quan chủ trì", [_line(name, one) for name, one in sums if one.rows], "Điểm theo cơ quan chủ trì")


def _table(heading: str, lines: list[Line], title: str) -> Table:
    columns = (
        Column("name", heading, Kind.TEXT, 44),
        Column("rows", "Số dòng có điểm", Kind.NUMBER, 10),
        Column("maximum", "Điểm tối đa", Kind.SCORE, 11),
        Column("self_score", "Điểm tự chấm", Kind.SCORE, 11),
        Column("ratio", "Tỷ lệ (%)", Kind.SHARE, 11),
        Column("unscored", "Chưa chấm (dòng)", Kind.NUMBER, 11),
        Column("surveyed", "Điểm tối đa điều tra XHH", Kind.SCORE, 12),
    )
    has_survey = any(line.cells[-1] for line in lines)
    table = Table(columns, tuple(lines), title, (*_NOTES, *((_SURVEY_NOTE,) if has_survey else ())))
    return table if has_survey else table.without("surveyed")


def _line(name: str, one: ScoreSum, rank: Rank = Rank.ROW) -> Line:
    # where nobody has scored yet, 0 points would say that somebody did
    score: Value = one.self_score if one.unscored < one.rows else None
    return Line((name, one.rows, one.maximum, score, share_cell(one.ratio), one.unscored, one.surveyed), rank)
