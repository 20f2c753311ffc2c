"""Plans of any size for the benchmarks: every optional field filled, two leads and two supports a row."""

_AGENCIES = 40
_AREA = '  - code: "{0}"\n    name: LĨNH VỰC {0}\n    leads: [a1]\n    criteria:\n'
_CRITERION = '      - code: "{0}.{1}"\n        name: Tiêu chí {0}.{1}\n        subcriteria:\n'
_ROW = """\
          - code: "{0}.{1}.{2}"
            stt: {3}
            name: Thực hiện nhiệm vụ số {3} của kế hoạch cải cách hành chính
            leads: [a{4}, a{5}]
            support: [a{6}, a{7}]
            due: 31/12/2024
            target: improve
            method: self
            max_score: 1.25
            evidence_required: true
            product: Báo cáo kết quả
            note: Ghi chú của dòng {3}
"""


def plan_files(rows: int) -> dict[str, bytes]:
    """A data home of about so many rows, nine in ten of them assigned, as bytes by path."""
    agencies = "".join(f"  - id: a{number}\n    name: Sở số {number}\n" for number in range(_AGENCIES))
    parts, stt, area, count = ["year: 2024\nareas:\n"], 0, 0, 0
    while count < rows:
        area += 1
        parts.append(_AREA.format(area))
        for criterion in range(1, 10):
            parts.append(_CRITERION.format(area, criterion))
            for row in range(1, 11):
                stt += 1
                first = stt * 7 % (_AGENCIES - 3)
                parts.append(_ROW.format(area, criterion, row, stt, first, first + 1, first + 2, first + 3))
        count += 100
    return {"agencies.yaml": f"agencies:\n{agencies}".encode(), "criteria.yaml": "".join(parts).encode()}
