"""Reports as ordered parts, before anyone decides on a format."""

from cchc_cli.reports.parts import Facts, Head, Heading, Paragraph, Part, Report, Section, Steps, TablePart

__all__ = ["Facts", "Head", "Heading", "Paragraph", "Part", "Report", "Section", "Steps", "TablePart"]
