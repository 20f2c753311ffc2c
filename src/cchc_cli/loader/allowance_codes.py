"""What can be wrong with a comment that lets a problem pass."""

from cchc_cli.diagnostics import Code, Severity

_AGENCY = "agencies:\n  - id: snv\n    name: Sở Nội vụ\n"
_IDLE = f"{_AGENCY}  # cchc: allow A409 -- mới thành lập, giao việc từ quý IV\n  - id: syt\n    name: Sở Y tế\n"

UNUSED_ALLOW = Code(
    "F014",
    "unused-allow",
    Severity.WARNING,
    "Ghi chú cho qua một vấn đề không còn nữa sẽ che mất vấn đề cùng mã xuất hiện về sau.",
    "agencies:\n  - id: snv  # cchc: allow A409 -- mới thành lập ←\n    name: Sở Nội vụ\n",
    _IDLE,
)
ALLOW_WITHOUT_REASON = Code(
    "F015",
    "allow-without-reason",
    Severity.WARNING,
    "Cho qua một vấn đề phải nói vì sao (sau dấu --), để người xem lại biết; không có lý do thì không cho qua.",
    _IDLE.replace(" -- mới thành lập, giao việc từ quý IV", " -- ←"),
    _IDLE,
)
BAD_ALLOW = Code(
    "F016",
    "bad-allow",
    Severity.WARNING,
    "Ghi chú «# cchc:» viết sai, nêu mã không có, hoặc đòi cho qua một lỗi thì không có tác dụng.",
    _IDLE.replace("A409", "A999").replace("quý IV", "quý IV ←"),
    _IDLE,
)
