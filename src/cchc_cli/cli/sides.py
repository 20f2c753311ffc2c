"""The two sides of a comparison: what each word of the command line means, read and found sound."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
import re
from typing import NamedTuple

from cchc_cli.cli.faults import BAD_COMMAND, BAD_DATA, CommandFault, DataFault
from cchc_cli.cli.session import Checked, check_home, checked_files, errors_text, given_home, locate_home, refuse_errors
from cchc_cli.comparison import Comparison, compare, compare_years
from cchc_cli.loader.files import Kind, kind_of
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.store.home import Home, find_home, home_of
from cchc_cli.store.programs import ProgramFault
from cchc_cli.store.revision import has_revision, read_revision

_YEAR = re.compile(r"\d{4}")
_PATH_LIKE = re.compile(r"\.{1,2}(?:[/\\]|$)|[/~]|\w:[\\/]|.*\\")
_NOTHING = Catalogue()


class Side(NamedTuple):
    """One side: its name for people, its data, and the year where the word names one.

    `checked` is None where a revision had no data home yet.
    """

    name: str
    checked: Checked | None
    year: int | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The data of the side, as far as there are any."""
        return self.checked.catalogue if self.checked else _NOTHING


def read_sides(first: str, second: str | None) -> tuple[Side, Side]:
    """The sides that one or two words name; one word alone is compared with the data as they are now.

    Raises CommandFault where a word names nothing, DataFault where either side has errors.
    """
    before, after = _words(first, second)
    present = cache(lambda: check_home(locate_home(given_home())))
    sides = _side(before, present), _side(after, present)
    if sides[0].year and after is None:
        hint = f"so hai năm: cchc diff {before} NĂM-KHÁC; so với bản git: cchc diff HEAD --year {before}"
        raise CommandFault(BAD_COMMAND, f"«{before}» là một năm, cần một năm hay bản khác để so", hint)
    _refuse_errors(sides)
    if all(side.checked is None for side in sides):
        names = " và ".join(side.name for side in sides)
        raise CommandFault(BAD_COMMAND, f"ở {names} chưa có thư mục dữ liệu này", "xem: git log")
    return sides


def _words(first: str, second: str | None) -> tuple[str, str | None]:
    """The words of the two sides; None stands for the data as they are now."""
    ranges = [word for word in (first, second) if word and _is_range(word)]
    if not ranges:
        return first, second
    if second is not None or "..." in first:
        raise CommandFault(BAD_COMMAND, f"«{ranges[0]}» không dùng được ở đây", "viết «A..B», hoặc hai bản: A B")
    before, after = first.split("..", 1)
    return before or "HEAD", after or "HEAD"


def _is_range(word: str) -> bool:
    return ".." in word and not _PATH_LIKE.match(word) and not Path(word).exists()


def _side(word: str | None, present: Callable[[], Checked]) -> Side:
    """What a word means: a year with a plan, else a folder that is a data home, else a git revision."""
    if word is None:
        return Side("dữ liệu hiện nay", present())
    home = _home_of(word)
    if _YEAR.fullmatch(word) and (home is None or find_home(Path.cwd()) or given_home()):
        checked = present()
        if checked.catalogue.plan(int(word)) is not None:
            return Side(f"kế hoạch năm {word}", checked, int(word))
    if home is not None:
        return Side(word, check_home(home))
    folder = locate_home(given_home())
    if not has_revision(folder, word):
        _refuse_word(word, present)
    return _revision_side(folder, word)


def _refuse_word(word: str, present: Callable[[], Checked]) -> None:
    """Raises CommandFault where a word that names no revision was meant as a folder, or as a year."""
    if Path(word).exists() or _PATH_LIKE.match(word):
        locate_home(word)
    if _YEAR.fullmatch(word):
        checked = present()
        refuse_errors(checked.findings, f"Dữ liệu có lỗi nên không so sánh với năm {word}.")
        known = ", ".join(str(plan.year) for plan in checked.catalogue.plans)
        raise CommandFault(BAD_COMMAND, f"không có kế hoạch năm {word}", f"các năm có kế hoạch: {known}")


def _home_of(word: str) -> Path | None:
    return home_of(Path(word)) if Path(word).is_dir() else None


def _revision_side(folder: Path, word: str) -> Side:
    """The plans and agencies in a revision; what agencies reported does not matter there."""
    try:
        found = read_revision(folder, word)
    except ProgramFault as fault:
        read_as = f"«{word}» được hiểu là bản git: không phải năm có kế hoạch, cũng không phải thư mục dữ liệu"
        raise CommandFault(BAD_COMMAND, fault.message, f"{fault.hint}; {read_as}" if fault.hint else read_as) from fault
    name = f"{word} ({found.commit[:10]})"
    if found.links:
        message = f"ở {name} «{found.links[0]}» là liên kết (symlink), không đọc được từ git"
        raise CommandFault(BAD_DATA, message, "lưu nội dung tệp vào kho git thay cho liên kết")
    files = {path: content for path, content in found.files.items() if kind_of(path) is not Kind.PROGRESS}
    if not any(kind_of(path) in (Kind.PLAN, Kind.AGENCIES) for path in files):
        return Side(name, None)
    checked = checked_files(Home(folder, files))
    return Side(name, checked._replace(findings=checked.findings._replace(folder=f"{word}:{checked.findings.folder}")))


def _refuse_errors(sides: tuple[Side, Side]) -> None:
    told: dict[int, str] = {}
    for side in sides:
        if side.checked is not None and id(side.checked) not in told:
            outcome = f"Dữ liệu ở bên «{side.name}» có lỗi nên không so sánh."
            told[id(side.checked)] = errors_text(side.checked.findings, outcome)
    if text := "\n".join(filter(None, told.values())):
        raise DataFault(text)


def compare_sides(before: Side, after: Side, year: int | None) -> Comparison:
    """The plans of the two sides compared: of the years named, else year by year, or each side's only plan.

    Raises CommandFault where no side has such a plan.
    """
    if year is not None and (before.year or after.year):
        raise CommandFault(BAD_COMMAND, "đã nêu năm cần so, không dùng thêm --year", "bỏ --year")
    wanted = before.year or after.year or year, after.year or before.year or year
    plans = before.catalogue.plans, after.catalogue.plans
    if wanted == (None, None) and all(len(one) == 1 for one in plans):
        wanted = plans[0][0].year, plans[1][0].year
    if wanted[0] is None or wanted[1] is None:
        return compare(before.catalogue, after.catalogue)
    comparison = compare_years(before.catalogue, after.catalogue, wanted[0], wanted[1])
    if not comparison.plans:
        known = ", ".join(str(one) for one in sorted({plan.year for side in plans for plan in side}))
        raise CommandFault(BAD_COMMAND, f"không có kế hoạch năm {wanted[1]}", f"các năm có kế hoạch: {known}")
    return comparison
