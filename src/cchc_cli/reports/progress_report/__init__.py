"""The progress report of a plan: one set of sections, arranged as a workbook, an official document and a page."""

from cchc_cli.reports.progress_report.arrangement import build_progress_report
from cchc_cli.reports.progress_report.progress import Progress, build_progress
from cchc_cli.reports.progress_report.record import progress_record

__all__ = ["Progress", "build_progress", "build_progress_report", "progress_record"]
