"""The problems that a single field can have."""

from cchc_cli.diagnostics import Code, Severity

_GOOD_AGENCY = "agencies:\n  - id: snv\n    name: Sở Nội vụ\n"


def _plan(*lines: str) -> str:
    """A plan of one area whose criterion 1.1 has these further lines."""
    body = "".join(f"        {line}\n" for line in lines)
    return (
        'year: 2024\nareas:\n  - code: "1"\n    name: Chỉ đạo, điều hành\n    leads: [snv]\n    criteria:\n'
        f'      - code: "1.1"\n        stt: 1\n        name: Kế hoạch\n{body}'
    )


def _log(*lines: str) -> str:
    """A progress file of Sở Nội vụ with one update on row 1.1 that has these lines too."""
    body = "".join(f"    {line}\n" for line in lines)
    return f'year: 2024\nagency: snv\nupdates:\n  - code: "1.1"\n{body}'


UNKNOWN_KEY = Code(
    "S201",
    "unknown-key",
    Severity.ERROR,
    "Khóa lạ (thường do gõ sai) không được đọc, nên điều ghi ở đó sẽ mất.",
    "agencies:\n  - id: snv\n    nmae: SNV  # ←\n    name: Sở Nội vụ\n",
    _GOOD_AGENCY,
)
MISSING_KEY = Code(
    "S202",
    "missing-key",
    Severity.ERROR,
    "Thiếu khóa bắt buộc thì không biết dòng, cơ quan hay cập nhật đó là gì.",
    "agencies:\n  - id: snv  # ←\n",
    _GOOD_AGENCY,
)
WRONG_TYPE = Code(
    "S203",
    "wrong-type",
    Severity.ERROR,
    "Danh sách, nhóm khóa và giá trị đơn không thay cho nhau được.",
    _plan("support: snv  # ←"),
    _plan("support: [snv]"),
)
EMPTY_VALUE = Code(
    "S204",
    "empty-value",
    Severity.ERROR,
    "Giá trị rỗng ở chỗ bắt buộc làm mất tên; ở chỗ khác, hãy xóa cả khóa.",
    'agencies:\n  - id: snv\n    name: ""  # ←\n',
    _GOOD_AGENCY,
)
BAD_CODE = Code(
    "S205",
    "bad-code",
    Severity.ERROR,
    "Mã là các số (Ả Rập hoặc La Mã) cách nhau bằng dấu chấm; mã khác dạng không xếp được vào cây.",
    _log("date: 2024-06-28", "status: done", 'evidence: ["1/BC"]').replace('"1.1"', '"1,1"  # ←'),
    _log("date: 2024-06-28", "status: done", 'evidence: ["1/BC"]'),
)
BAD_AGENCY_ID = Code(
    "S206",
    "bad-agency-id",
    Severity.ERROR,
    "id là tên tệp và từ khóa tra cứu, nên chỉ gồm chữ thường không dấu, chữ số và gạch nối.",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n  - id: Sở Y tế  # ←\n    name: Sở Y tế\n",
    _GOOD_AGENCY,
)
BAD_NUMBER = Code(
    "S207",
    "bad-number",
    Severity.ERROR,
    "Số nguyên chỉ ghi chữ số; điểm có nhiều nhất hai chữ số thập phân.",
    _plan("max_score: 1.255  # ←"),
    _plan("max_score: 1.25"),
)
BAD_DAY = Code(
    "S208",
    "bad-day",
    Severity.ERROR,
    "Ngày không có thật làm sai trạng thái và quá hạn.",
    _log("date: 2024-06-31  # ←", "status: in_progress"),
    _log("date: 2024-06-30", "status: in_progress"),
)
BAD_CHOICE = Code(
    "S209",
    "bad-choice",
    Severity.ERROR,
    "Chỉ một số từ có nghĩa ở khóa này; từ khác không tính được.",
    _log("date: 2024-06-28", "status: xong  # ←"),
    _log("date: 2024-06-28", "status: done", 'evidence: ["1/BC"]'),
)
PERCENT_OUT_OF_RANGE = Code(
    "R609",
    "percent-out-of-range",
    Severity.ERROR,
    "Tiến độ là phần trăm từ 0 đến 100.",
    _log("date: 2024-06-28", "status: in_progress", "percent: 120  # ←"),
    _log("date: 2024-06-28", "status: in_progress", "percent: 20"),
)
PRINTED_DAY = Code(
    "S210",
    "printed-day",
    Severity.WARNING,
    "Ngày viết 28/6/2024 vẫn đọc được, nhưng chương trình khác dễ đọc nhầm ngày với tháng.",
    _log("date: 28/6/2024  # ←", "status: in_progress"),
    _log("date: 2024-06-28", "status: in_progress"),
)
COMMA_DECIMAL = Code(
    "S211",
    "comma-decimal",
    Severity.WARNING,
    "Dấu phẩy thập phân vẫn đọc được, nhưng trong YAML nên dùng dấu chấm.",
    _plan("max_score: 0,5  # ←"),
    _plan("max_score: 0.5"),
)
UNQUOTED_CODE = Code(
    "S212",
    "unquoted-code",
    Severity.WARNING,
    "Mã không có ngoặc kép bị chương trình khác đọc thành số: 1.10 thành 1.1.",
    _log("date: 2024-06-28", "status: in_progress").replace('"1.1"', "1.1  # ←"),
    _log("date: 2024-06-28", "status: in_progress"),
)

BLANK_LEADS = Code(
    "S214",
    "blank-leads",
    Severity.INFO,
    "Khóa leads không có gì đằng sau nghĩa là «không ghi»: dòng theo cấp trên. Muốn ghi không ai chủ trì thì viết [].",
    _plan("leads:  # ←"),
    _plan("leads: [snv]"),
)

BLANK_NUMBER = Code(
    "S216",
    "blank-number",
    Severity.WARNING,
    "Khóa stt không có gì đằng sau thì dòng thành tiêu đề: không ai phải làm, không được tính vào đâu.",
    _plan("target: improve").replace("stt: 1", "stt:  # ←"),
    _plan("target: improve"),
)
TOO_LONG = Code(
    "S215",
    "too-long",
    Severity.ERROR,
    "Một ô của Excel chứa nhiều nhất 32767 ký tự; giá trị dài hơn sẽ bị cắt trong danh mục và báo cáo.",
    "(note: dài 40000 ký tự)",
    "(note: vài câu; phần dài để ở văn bản riêng)",
)

FIELD_CODES = {
    code.id: code
    for code in (
        UNKNOWN_KEY,
        MISSING_KEY,
        WRONG_TYPE,
        EMPTY_VALUE,
        BAD_CODE,
        BAD_AGENCY_ID,
        BAD_NUMBER,
        BAD_DAY,
        BAD_CHOICE,
        PERCENT_OUT_OF_RANGE,
        TOO_LONG,
    )
}
