"""Documents for Word, in the form of Nghị định 30/2020/NĐ-CP."""

from cchc_cli.render.word.letter import render_letter

__all__ = ["render_letter"]
