"""Rules of `settings.yaml`."""

from collections.abc import Iterator
from itertools import pairwise

from cchc_cli.diagnostics import Code, Diagnostic, Related, Severity
from cchc_cli.model.states import Period
from cchc_cli.rules.subject import Subject

_YEAR = 2023  # any year without a 29 February, which no period can close on

PERIODS_OUT_OF_ORDER = Code(
    "S213",
    "periods-out-of-order",
    Severity.ERROR,
    "Kỳ sau chốt trước hoặc cùng ngày kỳ trước thì không biết cập nhật thuộc kỳ nào.",
    "desk: snv\nperiods:\n  h1: 15/12  # ←\n",
    "desk: snv\nperiods:\n  h1: 14/6\n  year: 15/12\n",
)


def check_periods(subject: Subject) -> Iterator[Diagnostic]:
    """The periods close one after the other; those not set close on their last day."""
    settings = subject.catalogue.settings
    if settings.periods is None:
        return
    days = [(period, settings.closing_day(period, _YEAR)) for period in Period]
    for (before, earlier), (after, later) in pairwise(days):
        if earlier < later:
            continue
        wrong, other = (after, before) if getattr(settings.periods, after.value) else (before, after)
        span = settings.origin.span("periods", wrong.value)
        message = f"kỳ {after.label} chốt ngày {later:%d/%m}, không sau kỳ {before.label} ({earlier:%d/%m})"
        related: tuple[Related, ...] = ()
        if getattr(settings.periods, other.value):
            related = (Related(settings.origin.span("periods", other.value), f"kỳ {other.label}"),)
        yield Diagnostic(PERIODS_OUT_OF_ORDER, message, span, "ghi ngày/tháng, mỗi kỳ sau kỳ trước", related)


RULES = (check_periods,)
