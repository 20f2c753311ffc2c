"""Plans of any size for the benchmarks: rows with all that a row may hold, or with a name alone."""

_AGENCIES = 40
_HEADING = '{indent}- code: "{code}"\n{indent}  name: {name}\n'
_ROW = '{indent}- code: "{code}"\n{indent}  stt: {stt}\n{indent}  name: {name}\n'
_NAME = "Thực hiện nhiệm vụ số {0} của kế hoạch cải cách hành chính"
_FIELDS = """\
{indent}  leads: [a{0}, a{1}]
{indent}  leads_basis: stated
{indent}  support: [a{2}, a{3}]
{indent}  due: 31/12/2024
{indent}  target: improve
{indent}  method: self
{indent}  max_score: 1.25
{indent}  evidence_required: true
{indent}  product: Báo cáo kết quả
{indent}  note: Ghi chú của {code}
{indent}  reassigned:
{indent}    - lead: a{2}
{indent}      to: a{0}
{indent}      from: 2024-07-01
{indent}      by: 12/QĐ-UBND
{indent}  in_source: true
"""


def plan_files(rows: int, *, is_sparse: bool = False) -> dict[str, bytes]:
    """A data home of so many rows, rounded up to hundreds, nine in ten of them assigned, as bytes by path.

    Every row holds every field, two leads and two supports; a sparse one its code, number and name, and an area leads.
    """
    agencies = "".join(f"  - id: a{number}\n    name: Sở số {number}\n" for number in range(_AGENCIES))
    areas = "".join(_area(number, is_sparse=is_sparse) for number in range(1, (rows + 99) // 100 + 1))
    return {
        "agencies.yaml": f"agencies:\n{agencies}".encode(),
        "criteria.yaml": f"year: 2024\nareas:\n{areas}".encode(),
    }


def _area(number: int, *, is_sparse: bool) -> str:
    """An area of nine criteria, each of ten rows: a hundred rows in all."""
    code = str(number)
    leads = f"    leads: [a{number % _AGENCIES}]\n" if is_sparse else _fields("  ", code, number)
    parts = [_HEADING.format(indent="  ", code=code, name=f"LĨNH VỰC {code}"), leads, "    criteria:\n"]
    for criterion in range(1, 10):
        code = f"{number}.{criterion}"
        parts.append(_HEADING.format(indent=" " * 6, code=code, name=f"Tiêu chí {code}"))
        parts.append("" if is_sparse else _fields(" " * 6, code, number + criterion))
        parts.append("        subcriteria:\n")
        first = (number * 9 + criterion - 10) * 10 + 1
        parts += (
            _row(f"{code}.{row}", stt, is_sparse=is_sparse) for row, stt in enumerate(range(first, first + 10), start=1)
        )
    return "".join(parts)


def _row(code: str, stt: int, *, is_sparse: bool) -> str:
    row = _ROW.format(indent=" " * 10, code=code, stt=stt, name=_NAME.format(stt))
    return row if is_sparse else row + _fields(" " * 10, code, stt)


def _fields(indent: str, code: str, seed: int) -> str:
    """What a row may hold beside its code, number and name, with four agencies picked by a seed."""
    first = seed * 7 % (_AGENCIES - 3)
    return _FIELDS.format(first, first + 1, first + 2, first + 3, indent=indent, code=code)
