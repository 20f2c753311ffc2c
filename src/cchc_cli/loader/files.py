"""Which file of a data home holds what, and the files that are missing, empty or of a name that nothing reads."""

from collections.abc import Iterable
from enum import Enum
import re

from cchc_cli.diagnostics import Code, Diagnostic, Severity, Span
from cchc_cli.text import nearest

EMPTY_FILE = Code(
    "F005",
    "empty-file",
    Severity.ERROR,
    "Tệp rỗng (hoặc chỉ có ghi chú) thường do lưu hỏng; nó không được coi là đúng.",
    "# chỉ có ghi chú ←\n",
    "agencies:\n  - id: snv\n    name: Sở Nội vụ\n",
)
UNREAD_FILE = Code(
    "F006",
    "unread-file",
    Severity.WARNING,
    "Tệp có tên lạ trong thư mục dữ liệu không được đọc; điều ghi trong đó sẽ không có trong báo cáo.",
    "(tệp criterias.yml, hoặc bản sao «agencies (1).yaml»)",
    "(tệp criteria.yaml)",
)
MISSING_FILE = Code(
    "F007",
    "missing-file",
    Severity.ERROR,
    "Cần agencies.yaml và ít nhất một tệp criteria*.yaml thì mới có kế hoạch để làm việc.",
    "(thư mục chỉ có criteria.yaml)",
    "(thư mục có criteria.yaml và agencies.yaml)",
)


class Kind(Enum):
    """What a file of the data home holds."""

    AGENCIES = "agencies"
    PLAN = "plan"
    SETTINGS = "settings"
    PROGRESS = "progress"


_PLAN = re.compile(r"criteria[^/]*\.yaml")
_PROGRESS = re.compile(r"progress/[^/]+/[^/]+\.yaml")


def kind_of(file: str) -> Kind | None:
    """What the file at this path below the data home holds; None where nothing reads it."""
    if file == "agencies.yaml":
        return Kind.AGENCIES
    if file == "settings.yaml":
        return Kind.SETTINGS
    if _PLAN.fullmatch(file):
        return Kind.PLAN
    if _PROGRESS.fullmatch(file):
        return Kind.PROGRESS
    return None


def empty_problem(file: str) -> Diagnostic:
    """A file that holds nothing but comments."""
    return Diagnostic(EMPTY_FILE, "tệp không có dữ liệu", Span(file), "khôi phục từ bản trước, hoặc xóa tệp")


def unread_problem(file: str) -> Diagnostic:
    """A file whose name nothing reads, with the name that it may mean."""
    folder, _, name = file.rpartition("/")
    stem = _stem(name)
    near = meant_name(stem)
    if folder and means_progress(folder.partition("/")[0]):
        year = next(iter(re.findall(r"[0-9]{4}", file)), "NĂM")
        agency = "CƠ-QUAN" if stem.isdecimal() else stem
        hint = f"có phải «progress/{year}/{agency}.yaml»?"
    elif near:
        hint = f"có phải «{near}.yaml»? đổi tên; nếu là bản sao của tệp đã có thì xóa"
    else:
        hint = "tên đúng: agencies.yaml, criteria*.yaml, settings.yaml, progress/NĂM/CƠ-QUAN.yaml"
    return Diagnostic(UNREAD_FILE, f"không đọc tệp «{file}»: tên không thuộc dữ liệu", Span(file), hint)


def means_progress(name: str) -> bool:
    """Whether a folder is `progress`, or so like it (`Progress`, `progres`) that its files were meant to be read."""
    return name == "progress" or nearest(name.lower(), ("progress",), cutoff=0.7) is not None


def meant_name(stem: str) -> str | None:
    """The file of a data home, without its suffix, that a name is most like."""
    return nearest(stem, ("agencies", "criteria", "settings"), cutoff=0.7)


def missing_problems(files: Iterable[str]) -> list[Diagnostic]:
    """The files without which there is no plan to work with."""
    missing, present = [], set(files)
    if "agencies.yaml" not in present:
        missing.append(("agencies.yaml", "thiếu tệp agencies.yaml"))
    if not any(kind_of(file) is Kind.PLAN for file in present):
        missing.append(("criteria.yaml", "chưa có kế hoạch nào (criteria.yaml)"))
    return [Diagnostic(MISSING_FILE, message, Span(file), _missing_hint(file, present)) for file, message in missing]


def _missing_hint(file: str, present: set[str]) -> str:
    unread = (one for one in sorted(present) if kind_of(one) is None and "/" not in one)
    meant = next((one for one in unread if nearest(_stem(one), (_stem(file),), cutoff=0.7)), None)
    return f"đổi tên «{meant}» thành «{file}»" if meant else "tạo thư mục dữ liệu mẫu bằng: cchc init THƯ-MỤC"


def _stem(name: str) -> str:
    """The name without its suffix and without what programs add to copies."""
    return re.sub(r"\s*(?:\(.*\)|-\s*(?:copy|bản sao).*)", "", name.lower().partition(".y")[0])
