"""The fixes that need nobody's judgement, made as edits of the text and proved to change nothing else."""

from collections.abc import Iterable
from collections.abc import Mapping as Files
from datetime import date
from typing import NamedTuple

from cchc_cli.diagnostics import Diagnostic, Edit, Severity, count
from cchc_cli.loader.load import load
from cchc_cli.source import decode, edited, encode, is_same_elsewhere, parse

_PASSES = 8


class Fixed(NamedTuple):
    """What fixing came to: new contents by path, problems put right, files left alone because a check failed."""

    files: dict[str, bytes]
    made: tuple[Diagnostic, ...]
    refused: tuple[str, ...]


def fix(files: Files[str, bytes], today: date | None = None) -> Fixed:
    """Fixes in as many passes as it takes, since one edit may lie within the place of another.

    A file whose tree differs afterwards anywhere but at its edits, or that has more errors, stays as it was.
    """
    current, refused = dict(files), set[str]()
    made: list[Diagnostic] = []
    problems = load(current, today)[1]
    for _ in range(_PASSES):
        by_file: dict[str, list[Diagnostic]] = {}
        for problem in problems:
            if problem.fix and problem.allowed is None and problem.span.file not in refused:
                by_file.setdefault(problem.span.file, []).append(problem)
        changed, put_right = {}, []
        for file, fixable in by_file.items():
            content, edits = _fixed(file, current[file], (edit for problem in fixable for edit in problem.fix))
            if content is None:
                refused.add(file)
            else:
                changed[file], done = content, frozenset(edits)
                put_right += [problem for problem in fixable if done.issuperset(problem.fix)]
        after = {**current, **changed}
        if not changed:
            break
        left = load(after, today)[1]
        if count(left, Severity.ERROR) > count(problems, Severity.ERROR):
            refused |= set(changed)
            break
        current, problems, made = after, left, [*made, *put_right]
    result = {file: content for file, content in current.items() if content != files[file]}
    return Fixed(result, tuple(made), tuple(sorted(refused)))


def _fixed(file: str, content: bytes, edits: Iterable[Edit]) -> tuple[bytes | None, tuple[Edit, ...]]:
    """The file with the edits made; None where something else would change, or it still cannot be parsed.

    A file that could not be parsed before has no fixes but those of characters that nobody sees.
    """
    document, _ = decode(file, content)
    if document is None:
        return None, ()
    text, made = edited(document, edits)
    after, _ = decode(file, encode(text, content))
    before, now = parse(document)[0], parse(after)[0] if after else None
    if now is None or not (before is None or is_same_elsewhere((document, before), now, made)):
        return None, ()
    return encode(text, content), made
