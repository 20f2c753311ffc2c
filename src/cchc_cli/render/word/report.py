"""An official report as a Word document: cover, chapters, signature, and annexes with pages of their own."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docx.document import Document as Word
from docx.text.paragraph import Paragraph

from cchc_cli.render.word.blocks import add_head, add_signature, add_title
from cchc_cli.render.word.page import LANDSCAPE_WIDTH, TEXT_WIDTH, bytes_of, start_annex, start_document
from cchc_cli.render.word.paragraphs import BODY, CENTRE, Look, element, write, write_end
from cchc_cli.render.word.parts import SUBHEADING, Place, add_parts
from cchc_cli.reports.parts import Annex, Chapter, Cover, Report

_ANCHOR = "_section"  # what begins with a line below is not listed among the bookmarks of the document
_CHAPTER = replace(BODY, is_bold=True, before=12, keeps_with_next=True, level=1)
_SECTION = replace(SUBHEADING, level=2)
_NOTE = Look(is_italic=True, across=CENTRE)
_NUMBER = Look(is_bold=True, across=CENTRE, keeps_with_next=True, level=1)
_TITLE = Look(is_bold=True, across=CENTRE, keeps_with_next=True)


def render_report(report: Report) -> bytes:
    """The report as the bytes of a .docx file."""
    document = start_document(report.title, report.author, report.day, report.label)
    anchors = {section: f"{_ANCHOR}{number}" for number, section in enumerate(_placed(report), start=1)}
    if report.cover:
        _add_opening(document, report.cover, report.label)
    body = Place(document, TEXT_WIDTH, anchors)
    for chapter in report.chapters:
        _add_chapter(body, chapter, report)
    if report.cover:
        _add_closing(document, report.cover)
    for annex in report.annexes:
        start_annex(document)
        _add_annex(Place(document, LANDSCAPE_WIDTH, anchors), annex, report)
    write_end(document)
    return bytes_of(document, report.day)


def _placed(report: Report) -> Iterator[str]:
    """The sections that the document holds, each once, in reading order."""
    sections = [section for chapter in report.chapters for section in chapter.sections]
    yield from dict.fromkeys((*sections, *(annex.section for annex in report.annexes)))


def _add_opening(document: Word, cover: Cover, label: str | None) -> None:
    add_head(document, cover.head)
    add_title(document, cover.kind, cover.subject)
    if label:
        write(document, label, replace(_NOTE, before=3))
    for sentence in cover.opening:
        write(document, sentence, BODY)


def _add_closing(document: Word, cover: Cover) -> None:
    """The last sentences and who signs, which stays on a page with the last of them."""
    for position, sentence in enumerate(cover.closing, start=1):
        write(document, sentence, replace(BODY, keeps_with_next=position == len(cover.closing)))
    add_signature(document, cover.signature, cover.recipients)


def _add_chapter(place: Place, chapter: Chapter, report: Report) -> None:
    heading = write(place.document, chapter.heading, _CHAPTER)
    for number, key in enumerate(chapter.sections, start=1):
        section = report.section(key).on_screen
        if len(chapter.sections) > 1:
            heading = write(place.document, f"{number}. {section.name}", _SECTION)
        _mark(heading, place.anchors[key])
        add_parts(place, section.parts)


def _add_annex(place: Place, annex: Annex, report: Report) -> None:
    heading = write(place.document, annex.number.upper(), _NUMBER)
    if not any(annex.section in chapter.sections for chapter in report.chapters):
        _mark(heading, place.anchors[annex.section])
    write(place.document, annex.title.upper(), _TITLE)
    write(place.document, annex.note, replace(_NOTE, after=6, keeps_with_next=True))
    add_parts(place, report.section(annex.section).on_screen.parts)


def _mark(heading: Paragraph, anchor: str) -> None:
    """Makes the heading the place that an anchor names."""
    number = anchor.removeprefix(_ANCHOR)
    marked: Any = heading._p
    marked.pPr.addnext(element("w:bookmarkStart", id=number, name=anchor))
    marked.append(element("w:bookmarkEnd", id=number))
