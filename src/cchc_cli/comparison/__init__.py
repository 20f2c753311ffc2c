"""What changed between two plans, two catalogues, or in the course of a row's life."""

from cchc_cli.comparison.catalogues import AgencyChange, Comparison, PlanChange, compare, compare_years, sets_of
from cchc_cli.comparison.rows import Aspect, RowChange, compare_plans

__all__ = [
    "AgencyChange",
    "Aspect",
    "Comparison",
    "PlanChange",
    "RowChange",
    "compare",
    "compare_plans",
    "compare_years",
    "sets_of",
]
