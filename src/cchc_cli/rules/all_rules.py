"""All rules in one run."""

from collections.abc import Callable, Iterator
from datetime import date

from cchc_cli.diagnostics import Diagnostic
from cchc_cli.model.catalogue import Catalogue
from cchc_cli.rules import agencies, deadlines, leads, numbers, progress, settings, tree
from cchc_cli.rules.subject import Subject

RULES: tuple[Callable[[Subject], Iterator[Diagnostic]], ...] = (
    *tree.RULES,
    *numbers.RULES,
    *deadlines.RULES,
    *leads.RULES,
    *agencies.RULES,
    *progress.RULES,
    *settings.RULES,
)


def check(catalogue: Catalogue, today: date | None, unread_files: frozenset[str]) -> list[Diagnostic]:
    """Every problem that the rules find. What depends on a file that could not be read is not judged."""
    subject = Subject(catalogue, today, unread_files)
    return [problem for rule in RULES for problem in rule(subject)]
