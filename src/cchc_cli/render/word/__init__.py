"""Documents for Word, in the form of Nghị định 30/2020/NĐ-CP."""

from cchc_cli.render.word.letter import render_letter
from cchc_cli.render.word.report import render_report

__all__ = ["render_letter", "render_report"]
