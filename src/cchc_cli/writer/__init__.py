"""Model values to text in the house form, as edits that leave every other byte of a file alone."""

from cchc_cli.writer.log import Unwritable, with_entries, without_entries
from cchc_cli.writer.plan_file import agency_lines, plan_text, with_agencies

__all__ = ["Unwritable", "agency_lines", "plan_text", "with_agencies", "with_entries", "without_entries"]
