"""What each kind of problem is: one explained on the terminal, all of them as a page of the documentation."""

from collections.abc import Sequence
from textwrap import indent

from cchc_cli.diagnostics import Code
from cchc_cli.render.findings.found import WORDS
from cchc_cli.render.machine import markdown_text
from cchc_cli.text import INVISIBLE, NO_BREAK_SPACES

_FAMILIES = {
    "F": "Tệp và chữ",
    "Y": "Cú pháp YAML",
    "S": "Khóa và giá trị",
    "T": "Cây tiêu chí",
    "A": "Cơ quan và chủ trì",
    "R": "Tiến độ",
    "X": "Phiếu Excel gửi về",
    "W": "Văn bản kế hoạch nhập vào",
}
_HEAD = """\
# Các mã vấn đề

Trang này do chương trình viết ra từ chính các mã (`cchc explain --format md -o docs/ma-van-de.md`); không sửa tay.
**Lỗi** làm sai danh sách hoặc tổng số, phải sửa; **cảnh báo** nên xem lại; **thông tin** chỉ để biết. Cảnh báo và thông
tin có lý do thì cho qua được bằng ghi chú `# cchc: allow MÃ -- lý do`.
"""


def codes_list(codes: Sequence[Code]) -> str:
    """All kinds of problems, a line each."""
    return "".join(f"{code.id}  {code.name}: {code.why}\n" for code in codes)


def explanation(code: Code) -> str:
    """Why a kind of problem matters, with a bad and a good example."""
    bad, good = (indent(_visible(text).rstrip("\n"), "    ") for text in (code.bad, code.good))
    return f"{code.id} {code.name} ({WORDS[code.severity]})\n\n{code.why}\n\nSai:\n\n{bad}\n\nĐúng:\n\n{good}\n"


def explanation_markdown(code: Code) -> str:
    """The same as a section of a Markdown page."""
    head = f"### {code.id} {code.name}\n\n*{WORDS[code.severity].capitalize()}.* {markdown_text(code.why)}\n"
    return f"{head}\nSai:\n\n{_fenced(code.bad)}\nĐúng:\n\n{_fenced(code.good)}"


def codes_page(codes: Sequence[Code]) -> str:
    """All kinds of problems as one Markdown page, by family."""
    parts = [_HEAD]
    for letter, family in _FAMILIES.items():
        members = [code for code in codes if code.id.startswith(letter)]
        rows = "".join(f"| [{one.id}](#{_anchor(one)}) | {one.name} | {WORDS[one.severity]} |\n" for one in members)
        parts.append(f"## {letter}: {family}\n\n| mã | tên | mức |\n| --- | --- | --- |\n{rows}")
        parts += [explanation_markdown(code) for code in members]
    return "\n".join(parts)


def _anchor(code: Code) -> str:
    return f"{code.id} {code.name}".lower().replace(" ", "-")


def _fenced(example: str) -> str:
    language = "text" if example.startswith("(") else "yaml"
    return f"```{language}\n{_visible(example).rstrip()}\n```\n"


def _visible(example: str) -> str:
    """The example with characters that cannot be seen, or told from a plain space, named in their place."""
    unseen = NO_BREAK_SPACES | INVISIBLE
    return "".join(f"⟨U+{ord(letter):04X}⟩" if letter in unseen else letter for letter in example)
