"""An official letter as a Word document."""

from dataclasses import replace

from cchc_cli.render.word.blocks import add_head, add_signature
from cchc_cli.render.word.page import bytes_of, start_document
from cchc_cli.render.word.paragraphs import BODY, CENTRE, JUSTIFIED, Look, write
from cchc_cli.render.word.tables import add_table
from cchc_cli.reports.letter import Letter

_NOTE = Look(size=12, is_italic=True, across=CENTRE)


def render_letter(letter: Letter) -> bytes:
    """The letter as the bytes of a .docx file."""
    document = start_document(letter.title, letter.author, letter.day, letter.label)
    add_head(document, letter.head, letter.subject)
    if letter.label:
        write(document, letter.label, replace(_NOTE, before=6))
    write(document, letter.addressee, Look(across=CENTRE, before=12))
    if letter.contact:
        write(document, letter.contact, _NOTE)
    for sentence in letter.opening[:-1]:
        write(document, sentence, replace(BODY, before=12))
    write(document, letter.opening[-1], replace(BODY, after=6, keeps_with_next=True))
    add_table(document, letter.table)
    for note in letter.notes:
        write(document, note, Look(size=12, is_italic=True, across=JUSTIFIED, before=3))
    for sentence in letter.closing[:-1]:
        write(document, sentence, BODY)
    write(document, letter.closing[-1], replace(BODY, keeps_with_next=True))
    add_signature(document, letter.signature, letter.recipients)
    return bytes_of(document, letter.day)
