"""Plans of the public administration reform index: data files, queries, checks, reports."""

__version__ = "0.1.0"
