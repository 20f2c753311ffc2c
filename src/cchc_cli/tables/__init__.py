"""Neutral tables: what is shown, before anyone decides how."""

from cchc_cli.tables.table import Column, Kind, Line, Link, Rank, Shown, Table, Value

__all__ = ["Column", "Kind", "Line", "Link", "Rank", "Shown", "Table", "Value"]
