"""Model values to text in the house form, as edits that leave every other byte of a file alone."""

from cchc_cli.writer.log import Unwritable, with_entries, without_entries

__all__ = ["Unwritable", "with_entries", "without_entries"]
