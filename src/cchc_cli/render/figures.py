"""Key figures as text."""

from decimal import Decimal

from cchc_cli.render.machine import document_text
from cchc_cli.reports.parts import Figure
from cchc_cli.tables import Column, Kind


def figure_text(figure: Figure) -> str:
    """A key figure as documents show it; a share has its unit where the label does not say it."""
    text = document_text(figure.value, Column("", "", figure.kind))
    is_share = figure.kind in (Kind.SHARE, Kind.PERCENT) and isinstance(figure.value, (int, Decimal))
    return f"{text}%" if is_share and "%" not in figure.label else text
