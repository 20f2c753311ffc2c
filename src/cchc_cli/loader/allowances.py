"""Comments that let a problem pass, with a reason: `# cchc: allow A409 -- why`.

Behind a value, the comment speaks for its line; on a line of its own, for the row (without the rows below it) or the
key that follows. Only warnings and infos can pass: an error makes a list or a total wrong.
"""

from collections.abc import Iterable, Iterator
import re
from typing import NamedTuple

from cchc_cli.diagnostics import Code, Diagnostic, Severity, Span, has_errors
from cchc_cli.loader.allowance_codes import ALLOW_WITHOUT_REASON, BAD_ALLOW, UNUSED_ALLOW
from cchc_cli.source import Document, Node, comments_of, lines_of_entry
from cchc_cli.text import nearest

_MARK = r"(?i)cchc(?:\s*:|\s+allow\b)"
_COMMENT = r"(?i)#+\s*cchc(?:\s*:\s*|\s+(?=allow\b))(?P<rest>.*)"
_CODES = r"[A-Za-z]\d+(?:[\s,;]+[A-Za-z]\d+)*"
_ALLOW = rf"(?i)allow\s+(?P<codes>{_CODES})[\s,;]*(?:(?:--?|[–—])\s*(?P<reason>.*))?"  # Word makes – of --
_FORM = "viết: # cchc: allow A409 -- lý do"
_ROW_KEYS = frozenset(("agencies", "areas", "criteria", "subcriteria", "updates", "returns"))


class _Allowance(NamedTuple):
    """What one comment lets pass: codes on lines `first` to `last` of its file."""

    span: Span
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int

    def places(self) -> Iterator[tuple[str, int, str]]:
        """File, line and code of each problem that the comment speaks for."""
        for line in range(self.first, self.last + 1):
            for code in self.codes:
                yield self.span.file, line, code


def allow(problems: list[Diagnostic], documents: Iterable[tuple[Document, Node | None]]) -> list[Diagnostic]:
    """The problems, those that a comment lets pass marked with its reason, and what is wrong with such comments."""
    marked = [(document, root) for document, root in documents if re.search(_MARK, document.text)]
    if not marked:
        return problems
    known = _known_codes()
    read = [one for document, root in marked for one in _read(document, root, known)]
    found = [one for one in read if isinstance(one, Diagnostic)]
    allowances = [one for one in read if isinstance(one, _Allowance)]
    by_place = {place: one for one in reversed(allowances) for place in one.places()}
    result, used = [], set()
    for problem in problems:
        place = (problem.span.file, problem.span.line, problem.code.id)
        allowance = by_place.get(place) if problem.severity is not Severity.ERROR else None
        result.append(problem._replace(allowed=allowance.reason) if allowance else problem)
        if allowance:
            used.add((allowance.span, problem.code.id))
    if not has_errors(problems):  # where data could not be read, a rule may have kept silent
        unused = ((one, code) for one in allowances for code in one.codes if (one.span, code) not in used)
        found += [_unused(one, code) for one, code in unused]
    return result + found


def _unused(allowance: _Allowance, code: str) -> Diagnostic:
    message = f"không có vấn đề {code} nào ở đây để cho qua"
    return Diagnostic(UNUSED_ALLOW, message, allowance.span, "xóa ghi chú này, hoặc chuyển đến đúng dòng")


def _read(document: Document, root: Node | None, known: dict[str, Code]) -> Iterator[_Allowance | Diagnostic]:
    content = _content_lines(document)
    for comment in comments_of(document, root):
        found = re.fullmatch(_COMMENT, comment.text.rstrip())
        if found is None:
            continue
        span = document.span(comment.start, comment.end)
        allowed = re.fullmatch(_ALLOW, found["rest"])
        if allowed is None:
            yield Diagnostic(BAD_ALLOW, f"không hiểu ghi chú «{comment.text.rstrip()}»", span, _FORM)
            continue
        codes = tuple(code.upper() for code in re.findall(r"[A-Za-z]\d+", allowed["codes"]))
        sound = tuple(code for code in codes if code in known and known[code].severity is not Severity.ERROR)
        yield from (_bad(code, known, span) for code in codes if code not in sound)
        if not re.search(r"\w", allowed["reason"] or ""):
            named = ", ".join(codes)
            form = f"viết: # cchc: allow {named} -- lý do"
            yield Diagnostic(ALLOW_WITHOUT_REASON, f"cho qua {named} mà không có lý do", span, form)
        elif sound:
            lines = (span.line, span.line)
            if comment.is_alone:
                line = content[span.line]
                lines = lines_of_entry(document, root, line, _ROW_KEYS) if line else lines
            yield _Allowance(span, sound, allowed["reason"].strip(), *lines)


def _content_lines(document: Document) -> list[int]:
    """For each line the next one below it that holds more than a comment; 0 where there is none."""
    following, lines = 0, list(document.lines())
    result = [0] * (len(lines) + 1)
    for number in range(len(lines), 0, -1):
        result[number] = following
        text = lines[number - 1].lstrip()
        following = number if text and not text.startswith("#") else following
    return result


def _bad(code: str, known: dict[str, Code], span: Span) -> Diagnostic:
    if code in known:
        message = f"{code} là lỗi, không cho qua được"
        return Diagnostic(BAD_ALLOW, message, span, "sửa lỗi đó; chỉ cảnh báo và thông tin mới cho qua được")
    near = nearest(code.upper(), tuple(known))
    hint = f"có phải «{near}»?" if near else "mọi mã: cchc explain"
    return Diagnostic(BAD_ALLOW, f"không có mã vấn đề «{code}»", span, hint)


def _known_codes() -> dict[str, Code]:
    from cchc_cli.loader.all_codes import ALL_CODES  # every family at once, needed by such comments alone

    return {code.id: code for code in ALL_CODES}
