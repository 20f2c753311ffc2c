"""Small data homes that tests share."""

AGENCIES = """\
agencies:
  - id: snv
    name: Sở Nội vụ
    short: SNV
  - id: stc
    name: Sở Tài chính
    short: STC
  - id: skhdt
    name: Sở Kế hoạch và Đầu tư
    short: Sở KH&ĐT
"""
CRITERIA = """\
year: 2024
plan:
  title: Kế hoạch mẫu
areas:
  - code: "1"
    name: CHỈ ĐẠO ĐIỀU HÀNH
    leads: [snv]
    criteria:
      - code: "1.1"
        stt: 1
        name: Thực hiện kế hoạch
      - code: "1.2"
        stt: 2
        name: Đối thoại
        leads: [stc]
      - code: "1.3"
        stt: 3
        name: Phân cấp
        leads: [snv, stc, skhdt]
"""


def log_of(agency: str, *entries: str, year: int = 2024) -> str:
    """A progress file: each entry is the text of one update in flow style."""
    return f"year: {year}\nagency: {agency}\nupdates:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


DUE = (
    CRITERIA.replace("name: Thực hiện kế hoạch\n", "name: Thực hiện kế hoạch\n        due: Quý II/2024\n")
    .replace("name: Đối thoại\n", "name: Đối thoại\n        due: 31/7/2024\n")
    .replace("name: Phân cấp\n", "name: Phân cấp\n        due: 6/2024\n")
)
ENDED = AGENCIES.replace("    short: Sở KH&ĐT\n", "    until: 2024-07-01\n    successors: [stc]\n")
DUE_LOGS = {
    "progress/2024/snv.yaml": log_of(
        "snv",
        'date: 2024-03-01, code: "1.1", status: in_progress, percent: 60',
        'date: 2024-03-01, code: "1.3", status: done, evidence: ["1/BC"]',
    )
}
