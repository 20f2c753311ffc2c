"""Reports as Excel workbooks."""

from cchc_cli.render.excel.form import render_form
from cchc_cli.render.excel.workbook import render_table_workbook, render_workbook

__all__ = ["render_form", "render_table_workbook", "render_workbook"]
