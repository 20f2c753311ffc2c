"""A report as one HTML file that needs no network."""

from cchc_cli.render.html.page import render_html

__all__ = ["render_html"]
