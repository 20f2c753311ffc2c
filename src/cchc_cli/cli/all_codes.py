"""Every kind of problem that the program can tell of, in the order of the ids."""

from cchc_cli.diagnostics import Code
from cchc_cli.drafting import disagreements, row_merge, update_checks
from cchc_cli.ingest import agency_form, cells, form_owner, form_rows, form_sheet, package
from cchc_cli.ingest.papers import kinds, old_letters, plain, sheets, word
from cchc_cli.ingest.plan_document import agency_cells, covering, joining, placing, reading, table_rows
from cchc_cli.loader import all_codes

_OF_FORMS = (
    package.NOT_A_WORKBOOK,
    package.OTHER_FORMAT,
    package.PASSWORD,
    package.UNSAFE,
    package.MACROS,
    form_sheet.NO_FORM,
    form_sheet.UNKNOWN_COLUMN,
    form_sheet.RENAMED_COLUMN,
    form_sheet.MISSING_COLUMN,
    form_sheet.REPEATED_COLUMN,
    form_sheet.FURTHER_TABLE,
    form_owner.LOST_IDENTITY,
    form_owner.UNKNOWN_OWNER,
    form_owner.OTHER_OWNER,
    cells.BAD_STATE,
    cells.BAD_NUMBER,
    cells.BAD_DAY,
    cells.NO_RESULT,
    cells.FORMULA_RESULT,
    cells.READ_OTHERWISE,
    cells.CONTROL_CHARACTER,
    cells.CUT_CELL,
    form_rows.UNKNOWN_ROW,
    form_rows.REPEATED_ROW,
    form_rows.SHIFTED_ROW,
    agency_form.STALE_ROW,
    agency_form.MISSING_ROWS,
    agency_form.LOCKED_CELL,
    agency_form.MERGED_CELLS,
    row_merge.NO_STATE,
    update_checks.NOT_ANSWERING,
    update_checks.BAD_SCORE,
    update_checks.ODD_DAY,
    update_checks.PERCENT_AGAINST_STATE,
    row_merge.EMPTIED,
    row_merge.CONFLICT,
    disagreements.DISAGREEING,
)

_OF_PLAN_DOCUMENTS = (
    kinds.NOT_A_PLAN,
    kinds.UNREADABLE,
    kinds.LOCKED,
    word.UNACCEPTED,
    old_letters.OLD_LETTERS,
    plain.NOT_UTF8,
    sheets.HIDDEN_SHEET,
    sheets.NO_VALUE,
    table_rows.NO_TABLE,
    table_rows.HEADING_FROM_TEXT,
    table_rows.NOT_TAKEN,
    table_rows.ODD_WIDTH,
    joining.JOINED_ROW,
    joining.BAND_ROW,
    joining.TOTAL_ROW,
    joining.CONTINUED_CELL,
    placing.CODE_FROM_PLACE,
    placing.CODE_READ_OTHERWISE,
    placing.CODE_OUT_OF_PLACE,
    placing.ROW_ADDED,
    placing.TOO_DEEP,
    placing.REOPENED,
    placing.ABOVE_AREAS,
    covering.INFERRED,
    covering.CARRIED,
    covering.DOUBTFUL,
    covering.NO_LEAD,
    agency_cells.UNKNOWN_AGENCY,
    agency_cells.COLLECTIVE,
    agency_cells.LOST_SEPARATOR,
    reading.BAD_SCORE,
    reading.NUMBERED_BY_PLACE,
    reading.SKIPPED_NUMBER,
    reading.OTHER_COLUMN,
    reading.NO_YEAR,
    reading.YEAR_TOLD,
    agency_cells.ODD_NAMES,
    agency_cells.CUT_NAME,
)

ALL_CODES: tuple[Code, ...] = tuple(
    sorted((*all_codes.ALL_CODES, *_OF_FORMS, *_OF_PLAN_DOCUMENTS), key=lambda code: code.id)
)
