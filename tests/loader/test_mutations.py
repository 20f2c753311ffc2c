"""A wrong edit of the real files gives the problems it deserves, each on its line, and none that follows from them."""

from collections.abc import Callable, Iterator
from datetime import date
import re
from typing import NamedTuple
import unicodedata

import pytest

from cchc_cli.diagnostics import Severity
from cchc_cli.loader import load
from cchc_cli.loader.all_codes import ALL_CODES
from conftest import SHIPPED

DAY = date(2024, 12, 1)
PLAN, AGENCIES, LOG, SETTINGS = "criteria.yaml", "agencies.yaml", "progress/2024/snv.yaml", "settings.yaml"
PLAN_TEXT = (SHIPPED / PLAN).read_text(encoding="utf-8")
AGENCIES_TEXT = (SHIPPED / AGENCIES).read_text(encoding="utf-8")
LOG_TEXT = """\
year: 2024
agency: snv
updates:
  - date: 2024-03-28
    code: "1.1"
    status: in_progress
    percent: 60
    period: q1
    result: Đã ban hành kế hoạch CCHC
  - date: 2024-06-13
    code: "1.2"
    status: in_progress
    percent: 50
    evidence: [45/BC-SNV]
  - date: 2024-11-15
    code: "1.2"
    status: done
  - date: 2024-11-16
    code: "1.3.1"
    status: done
    percent: 100
    evidence: [102/KH-SNV]
  - date: 2024-11-17
    code: "1.3.2"
    status: not_started
returns:
  - period: q1
    date: 2024-04-02
    by: Phòng CCHC
"""
SETTINGS_TEXT = """\
province: Quảng Trị
signer:
  authority: TM. ỦY BAN NHÂN DÂN
  title: CHỦ TỊCH
desk: snv
periods:
  q1: 14/3
  h1: 14/6
  year: 15/12
"""
SOUND = {PLAN: PLAN_TEXT, AGENCIES: AGENCIES_TEXT, LOG: LOG_TEXT, SETTINGS: SETTINGS_TEXT}

FACTS = (("A404", "leads_basis: inferred"), ("T306", "stt: 40"), ("T307", '- code: "7.3"'))  # odd in the plan itself

Change = Callable[[str], str | bytes]


class Place(NamedTuple):
    """A problem and the line it stands on: the only line, or the `nth`, that is or else holds this text."""

    code: str
    text: str = ""
    nth: int = 0
    file: str = ""


class Mutation(NamedTuple):
    """A kind of edit of a sound data home; `change` is None where the file is deleted."""

    name: str
    file: str
    change: Change | None
    expected: tuple[Place, ...]
    more: tuple[tuple[str, Change | None], ...]


def kind(
    name: str,
    file: str,
    change: Change | None,
    *expected: str | Place,
    more: tuple[tuple[str, Change | None], ...] = (),
) -> Mutation:
    """A mutation whose problems are each given as a code, a space and text of the line, or as a place."""
    places = (one if isinstance(one, Place) else Place(*one.split(" ", 1)) for one in expected)
    return Mutation(name, file, change, tuple(one._replace(file=one.file or file) for one in places), more)


def put(old: str, new: str) -> Change:
    """Puts `new` where `old` stands, which is in one place."""

    def change(text: str) -> str:
        if text.count(old) != 1:
            raise ValueError(f"{old!r} stands {text.count(old)} times")
        return text.replace(old, new)

    return change


def everywhere(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new)


def below(line: str, new: str) -> Change:
    """Inserts lines below the one that ends in `line`."""
    return put(f"{line}\n", f"{line}\n{new}")


def holding(content: str | bytes) -> Change:
    return lambda _: content


def both(*changes: Change) -> Change:
    def change(text: str) -> str | bytes:
        for one in changes:
            changed = one(text)
            text = changed if isinstance(changed, str) else changed.decode()
        return text

    return change


def lines_of(content: bytes) -> list[str]:
    return re.split("\r\n|\r|\n", content.decode("utf-8-sig", "replace"))


def block(first: str, text: str = PLAN_TEXT) -> str:
    """A row or agency: the line that ends in `first` and those indented deeper."""
    lines = text.splitlines(keepends=True)
    start = next(index for index, line in enumerate(lines) if line.rstrip().endswith(first))
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > depth:
        end += 1
    return "".join(lines[start:end])


NAME_1_4 = "name: Công tác tuyên truyền CCHC"
LEADS_1 = "name: CÔNG TÁC CHỈ ĐẠO ĐIỀU HÀNH CCHC\n    leads: [snv]"
LEADS_4_1_1 = "phòng chuyên môn cấp huyện\n            leads: [snv]"
ROW_1_4, ROW_1_5 = block('- code: "1.4"'), block('- code: "1.5"')
HEADING_7_3 = "".join(block('- code: "7.3"').partition("subcriteria:\n")[:2])
STP = block("- id: stp", AGENCIES_TEXT)

# fmt: off
# One kind of edit an entry, packed: a formatter would give each argument a line.
SYNTAX = (
    kind("colon missing", PLAN, put(NAME_1_4, "name Công tác tuyên truyền CCHC"), "Y101 name Công tác tuyên"),
    kind("colon missing before a list", PLAN, put("leads: [skhdt]", "leads [skhdt]"), "Y101 leads [skhdt]"),
    kind("closing quote of a code missing", PLAN, put('- code: "1.4"', '- code: "1.4'), 'Y101 - code: "1.4'),
    kind("opening quote of a code missing", PLAN, put('- code: "1.4"', '- code: 1.4"'), 'S205 - code: 1.4"'),
    kind("closing quote of a name missing", PLAN, put(NAME_1_4, 'name: "Công tác tuyên truyền CCHC'),
         'Y101 name: "Công tác'),
    kind("quoted word at the start of a name", PLAN, put(NAME_1_4, 'name: "Công tác" tuyên truyền'),
         'Y101 name: "Công tác"'),
    kind("key indented one less", PLAN, put(f"        {NAME_1_4}", f"       {NAME_1_4}"), f"Y101 {NAME_1_4}"),
    kind("key indented one more", PLAN, put(f"        {NAME_1_4}", f"         {NAME_1_4}"), f"Y101 {NAME_1_4}"),
    kind("row indented one less", PLAN, put(ROW_1_4, re.sub("(?m)^ ", "", ROW_1_4)), 'Y101 - code: "1.4"'),
    kind("row indented one more", PLAN, put(ROW_1_4, re.sub("(?m)^", " ", ROW_1_4)), 'Y101 - code: "1.4"'),
    kind("name goes on at the margin", PLAN, put(NAME_1_4, "name: Công tác\ntuyên truyền CCHC"),
         "Y101 tuyên truyền CCHC"),
    kind("tab", PLAN, put(f"        {NAME_1_4}", f"\t{NAME_1_4}"), f"Y105 {NAME_1_4}"),
    kind("bracket not closed", PLAN, put("leads: [skhdt]", "leads: [skhdt"), "Y101 leads: [skhdt"),
    kind("bracket not opened", PLAN, put("leads: [skhdt]", "leads: skhdt]"), "S203 leads: skhdt]"),
    kind("comma doubled in a list", PLAN, put("leads: [skhdt]", "leads: [skhdt,, stc]"), "Y101 leads: [skhdt,, stc]"),
    kind("comma missing in a list", PLAN, put("leads: [skhdt]", "leads: [skhdt stc]"), "S206 leads: [skhdt stc]"),
    kind("space missing after the colon", PLAN, put(NAME_1_4, NAME_1_4.replace(": ", ":")), "Y101 name:Công tác"),
    kind("space missing after the colon of a number", PLAN, put("stt: 5\n", "stt:5\n"), "Y101 stt:5"),
    kind("space missing after the dash", PLAN, put('- code: "1.4"', '-code: "1.4"'), 'Y101 -code: "1.4"'),
    kind("dash missing", PLAN, put('- code: "1.4"', '  code: "1.4"'), 'Y102 code: "1.4"'),
    kind("dash missing before an agency", AGENCIES, put("  - id: stp", "    id: stp"), "Y102 id: stp"),
    kind("dash missing before an area", PLAN, put('  - code: "5"', '    code: "5"'), 'Y102 code: "5"'),
    kind("dash missing before an update", LOG, put("  - date: 2024-06-13", "    date: 2024-06-13"),
         "Y102 date: 2024-06-13"),
    kind("key twice in a row", PLAN, below("stt: 5", "        stt: 5\n"), Place("Y102", "stt: 5", 2)),
    kind("leads twice in a row", PLAN, below("leads: [skhdt]", "        leads: [stc]\n"), Place("Y102", "leads: [stc]", 1)),
    kind("anchor", PLAN, put("leads: [skhdt]", "leads: &kh [skhdt]"), "Y103 leads: &kh"),
    kind("alias for leads", PLAN, put(LEADS_4_1_1, LEADS_4_1_1.replace("[snv]", "*noivu")), "Y103 *noivu",
         ),
    kind("alias for a code", PLAN, put('- code: "1.4"', "- code: *ma"), "Y103 *ma"),
    kind("star at the start of a name", PLAN, put(NAME_1_4, "name: *Công tác tuyên truyền"), "Y101 name: *Công"),
    kind("tag", PLAN, put("stt: 5\n", "stt: !!int 5\n"), "Y104 stt: !!int 5"),
    kind("merge key for leads", PLAN, put(LEADS_4_1_1, LEADS_4_1_1.replace("leads: [snv]", "<<: {leads: [snv]}")),
         "Y109 <<:"),
    kind("braces around a key", PLAN, put(LEADS_4_1_1, LEADS_4_1_1.replace("leads:", "{leads}:")), "Y107 {leads}:",
         ),
    kind("several documents", PLAN, below("leads: [skhdt]", "---\n"), "Y106 ---"),
    kind("percent sign at the start of a name", PLAN, put(NAME_1_4, "name: % hồ sơ đúng hạn"), "Y101 name: % hồ sơ"),
    kind("at sign at the start of a name", PLAN, put(NAME_1_4, "name: @tuyên truyền"), "Y101 name: @tuyên"),
    kind("backtick at the start of a name", PLAN, put(NAME_1_4, "name: `tuyên truyền`"), "Y101 name: `tuyên"),
    kind("bracket at the start of a name", PLAN, put(NAME_1_4, "name: [Mới] Công tác tuyên truyền"),
         "Y101 name: [Mới]"),
    kind("greater-than at the start of a name", PLAN, put(NAME_1_4, "name: > 50% hồ sơ trực tuyến"),
         "Y101 name: > 50%"),
    kind("dash at the start of a name", PLAN, put(NAME_1_4, "name: - Công tác tuyên truyền"), "Y101 name: - Công"),
    kind("colon in a name", PLAN, put(NAME_1_4, "name: Công tác: tuyên truyền"), "Y101 name: Công tác: tuyên"),
    kind("hash cuts a name", PLAN, put(NAME_1_4, "name: Công tác #tuyên truyền CCHC"), "Y112 #tuyên truyền"),
    kind("curly quotes around a code", PLAN, put('- code: "1.4"', "- code: “1.4”"), "S205 “1.4”"),
    kind("wide colon", PLAN, put("stt: 5\n", "stt： 5\n"), "Y101 stt： 5"),
    kind("bracket key held down", PLAN, put("leads: [skhdt]", f"leads: {'[' * 40}"), "Y108 leads: [[["),
    kind("backslash in a quoted name", PLAN, put(NAME_1_4, 'name: "Công tác \\tuyên \\huấn"'), 'Y101 name: "Công tác'),
    kind("conflict mark of git", PLAN, below("leads: [skhdt]", "<<<<<<< HEAD\n"), "Y101 <<<<<<<"),
    kind("colon missing below a quoted name over two lines", PLAN,
         both(put(NAME_1_4, 'name: "Công tác\n          tuyên truyền CCHC"'), put("stt: 57", "stt 57")), "Y101 stt 57",
         ),
    kind("colon missing below a list of quoted ids", PLAN,
         both(put("leads: [skhdt]", 'leads: [\n          "skhdt",\n          "stc"]'), put("stt: 57", "stt 57")),
         "Y101 stt 57"),
    kind("colon missing below a block that begins with a quote", PLAN,
         both(put("stt: 5\n", 'stt: 5\n        note: |\n          "Trích" văn bản\n'), put("stt: 57", "stt 57")),
         "Y101 stt 57"),
)

TEXT = (
    kind("no-break spaces as indentation", PLAN, put(f"        {NAME_1_4}", f"{chr(0xA0) * 8}{NAME_1_4}"),
         f"Y111 {NAME_1_4}"),
    kind("no-break space after the colon", PLAN, put(NAME_1_4, NAME_1_4.replace(": ", ":\u00a0")), "Y111 name:\u00a0"),
    kind("no-break space in a name", PLAN, put(NAME_1_4, NAME_1_4.replace("tác tuyên", "tác\u00a0tuyên")),
         "F008 tác\u00a0tuyên"),
    kind("zero-width space in a code", PLAN, put('- code: "1.4"', '- code: "1.\u200b4"'), "F009 1.\u200b4"),
    kind("one name in NFD", PLAN, put(NAME_1_4, unicodedata.normalize("NFD", NAME_1_4)),
         Place("F003", unicodedata.normalize("NFD", NAME_1_4))),
    kind("doubled space in a name", PLAN, put(NAME_1_4, NAME_1_4.replace("tác tuyên", "tác  tuyên")),
         "F010 tác  tuyên"),
    kind("space at the end of a quoted short name", AGENCIES, put("short: STP", 'short: "STP "'), 'F010 "STP "'),
    kind("Cyrillic letter in a short name", AGENCIES, put("short: STP", "short: S\u0422P"), "F011 short: S\u0422P"),
    kind("Cyrillic letter in an id", AGENCIES, put("id: stc", "id: st\u0441"), "S206 id: st\u0441",
         "F011 id: st\u0441"),
    kind("name in TCVN3", PLAN, put(NAME_1_4, "name: C«ng t¸c tuyªn truyÒn CCHC"), "F012 C«ng t¸c"),
    kind("control character as an escape", PLAN, put(NAME_1_4, 'name: "Công tác\\u000Btuyên truyền CCHC"'),
         "F004 \\u000B"),
    kind("control character as it is", PLAN, put(NAME_1_4, NAME_1_4.replace("tác tuyên", "tác\x0btuyên")),
         "Y101 tác\x0btuyên"),
    kind("lost letter", PLAN, put(NAME_1_4, NAME_1_4.replace("tuyên", "tuy\ufffdn")), "F013 tuy\ufffdn"),
    kind("name read in the wrong code page", PLAN,
         put("name: Công tác kiểm tra CCHC", f"name: {'Công tác kiểm định'.encode().decode('cp1252')}"), "F012 kiá»ƒm"),
    kind("wrong number in a CRLF file", PLAN, both(put("stt: 5\n", "stt: năm\n"), everywhere("\n", "\r\n")),
         "S207 stt: năm"),
)

SHAPE = (
    kind("key misspelt", PLAN, put("stt: 5\n", "sst: 5\n"), "S201 sst: 5"),
    kind("key with a capital", PLAN, put(NAME_1_4, NAME_1_4.replace("name", "Name")), "S201 Name: Công tác"),
    kind("name of a row misspelt key", PLAN, put(NAME_1_4, NAME_1_4.replace("name", "nmae")), "S201 nmae: Công tác"),
    kind("leads misspelt where nothing flows down", PLAN, put(LEADS_4_1_1, LEADS_4_1_1.replace("leads", "lead")),
         "S201 lead: [snv]"),
    kind("subcriteria misspelt", PLAN,
         put("name: Công tác kiểm tra CCHC\n        subcriteria:", "name: Công tác kiểm tra CCHC\n        subcriterias:"),
         "S201 subcriterias:"),
    kind("criteria for subcriteria", PLAN,
         put("name: Công tác kiểm tra CCHC\n        subcriteria:", "name: Công tác kiểm tra CCHC\n        criteria:"),
         Place("S201", "criteria:", 2)),
    kind("criteria misspelt", PLAN, put("leads: [stp]\n    criteria:", "leads: [stp]\n    critera:"), "S201 critera:",
         ),
    kind("in_source misspelt", PLAN, put("in_source: false", "in_sourse: false"), "S201 in_sourse"),
    kind("false with a capital", PLAN, put("in_source: false", "in_source: False"), "S209 in_source: False"),
    kind("list for a number", PLAN, put("stt: 5\n", "stt: [5]\n"), "S203 stt: [5]"),
    kind("scalar for a list", PLAN, put(LEADS_4_1_1, LEADS_4_1_1.replace("[snv]", "snv")), "S203 leads: snv"),
    kind("scalar for the leads of an area with updates", PLAN, put(LEADS_1, LEADS_1.replace("[snv]", "snv")),
         "S203 leads: snv"),
    kind("row as a bare word", PLAN, put(block('- code: "1.3.1"'), '          - "1.3.1"\n'), 'S203 - "1.3.1"',
         ),
    kind("agency as a bare name", AGENCIES, put(STP, "  - Sở Tư pháp\n"), "S203 - Sở Tư pháp"),
    kind("head of the plan as text", PLAN, lambda text: re.sub("plan:\n(?:  .*\n)+", "plan: Kế hoạch CCHC\n", text),
         "S203 plan: Kế hoạch CCHC"),
    kind("name empty", PLAN, put(NAME_1_4, 'name: ""'), 'S204 name: ""'),
    kind("name null", PLAN, put(NAME_1_4, "name: null"), Place("S204", "name: null", 1)),
    kind("name left blank", PLAN, put(NAME_1_4, "name:"), "S202 name:"),
    kind("name missing", PLAN, put(f"        {NAME_1_4}\n", ""), 'S202 - code: "1.4"'),
    kind("code missing", PLAN, put('- code: "1.4"\n        stt', "- stt"), "S202 - stt: 5"),
    kind("code with a comma", PLAN, put('"1.4"', '"1,4"'), 'S205 "1,4"'),
    kind("code with a full stop at its end", PLAN, put('"2"', '"2."'), 'S205 "2."'),
    kind("code without quotes", PLAN, put('"1.4"', "1.4"), "S212 - code: 1.4"),
    kind("code 1.10 without quotes in the log", LOG, put('"1.1"', "1.10"), "R601 code: 1.10", "S212 code: 1.10"),
    kind("id in capitals", AGENCIES, put("id: stc", "id: STC"), "S206 id: STC"),
    kind("name in place of a lead's id", PLAN, put("[skhdt]", "[Sở KH&ĐT]"), "S206 [Sở KH&ĐT]"),
    kind("id missing", AGENCIES, put("- id: stc\n    name", "- name"), "S202 - name: Sở Tài chính"),
    kind("number in words", PLAN, put("stt: 5\n", "stt: năm\n"), "S207 stt: năm"),
    kind("choice misspelt", PLAN, put("leads_basis: inferred", "leads_basis: infered"), "S209 leads_basis: infered"),
    kind("target in Vietnamese", PLAN, below("stt: 5", "        target: duy trì\n"), "S209 target: duy trì"),
    kind("month of issue that does not exist", PLAN, put("issued: 2024-06", "issued: 2024-13"), "S208 issued: 2024-13"),
    kind("decimal comma", PLAN, below("stt: 5", "        max_score: 0,5\n"), "S211 max_score: 0,5"),
    kind("three decimals", PLAN, below("stt: 5", "        max_score: 0.125\n"), "S207 max_score: 0.125"),
    kind("year as a word", PLAN, put("year: 2024", "year: nay"), "S207 year: nay"),
    kind("year of the plan mistyped", PLAN, put("year: 2024", "year: 2042"), Place("R603", "year: 2024", file=LOG)),
    kind("year missing", PLAN, put("year: 2024\n", ""), "S202 plan:"),
    kind("areas missing", PLAN, lambda text: text.partition("areas:")[0], "S202 year: 2024"),
    kind("areas left blank", PLAN, lambda text: f"{text.partition('areas:')[0]}areas:\n", "S202 areas:"),
    kind("agencies left blank", AGENCIES, holding("agencies:\n"), "S202 agencies:"),
    kind("leads left blank", PLAN, put("leads: [skhdt]", "leads:"), "S214 leads:"),
)

TREE = (
    kind("code used twice", PLAN, put('"1.5"', '"1.4"'), Place("T301", '- code: "1.4"', 2)),
    kind("code of a row further up", PLAN, put('"1.6"', '"1.1"'), Place("T301", '- code: "1.1"', 2)),
    kind("digit typed twice in a code", PLAN, put('"1.4"', '"1.44"'), 'T303 - code: "1.44"'),
    kind("code of a heading mistyped", PLAN, put('"7.2"', '"7.4"'), 'T302 - code: "7.4"'),
    kind("code of an area mistyped", PLAN, put('"4"', '"14"'), 'T302 - code: "14"'),
    kind("code of another area", PLAN, put('"1.4"', '"2.4"'), 'T302 - code: "2.4"'),
    kind("area with a code of two segments", PLAN, put('- code: "8"', '- code: "8.1"'), 'T302 - code: "8.1"',
         ),
    kind("segment too many", PLAN, put('"1.4"', '"1.4.1"'), 'T311 - code: "1.4.1"'),
    kind("heading deleted", PLAN, put(HEADING_7_3, ""), 'T311 - code: "7.3.3"'),
    kind("rows in the wrong order", PLAN, put(ROW_1_4 + ROW_1_5, ROW_1_5 + ROW_1_4), 'T303 - code: "1.4"',
         "T305 stt: 5"),
    kind("code lower than the one before", PLAN, put('"7.2.3"', '"7.2.0"'), 'T303 - code: "7.2.0"'),
    kind("row pasted twice", PLAN, put(ROW_1_4, ROW_1_4 * 2), Place("T301", '- code: "1.4"', 2)),
    kind("row pasted at the end of another area", PLAN, below(block('- code: "2.3"').rstrip(), ROW_1_4),
         Place("T301", '- code: "1.4"', 2)),
    kind("number used twice", PLAN, put("stt: 6\n", "stt: 5\n"), Place("T304", "stt: 5", 2)),
    kind("number of a row further down", PLAN, put("stt: 7\n", "stt: 17\n"), Place("T304", "stt: 17", 1)),
    kind("numbers of two rows swapped", PLAN,
         both(put("stt: 5\n", "stt: X\n"), put("stt: 6\n", "stt: 5\n"), put("stt: X\n", "stt: 6\n")), "T305 stt: 5",
         ),
    kind("digit typed twice in a number", PLAN, put("stt: 7\n", "stt: 77\n"), "T305 stt: 77"),
    kind("number zero", PLAN, put("stt: 1\n", "stt: 0\n"), "S207 stt: 0"),
    kind("row deleted", PLAN, put(ROW_1_5, ""), "T305 stt: 7"),
    kind("last number too high", PLAN, put("stt: 57", "stt: 58"), "T305 stt: 58"),
    kind("name copied from a row beside it", PLAN, put(NAME_1_4, "name: Công tác kiểm tra CCHC"),
         Place("T312", "name: Công tác kiểm tra CCHC", 2)),
    kind("day that does not exist", PLAN, below("stt: 5", "        due: 31/6/2024\n"), "T309 due: 31/6/2024"),
    kind("fifth quarter", PLAN, below("stt: 5", "        due: Quý V/2024\n"), "T309 due: Quý V/2024"),
    kind("deadline in words", PLAN, below("stt: 5", "        due: khi có hướng dẫn\n"), "T308 due: khi có"),
    kind("number of the child on its heading too", PLAN, below("name: Công tác kiểm tra CCHC", "        stt: 3\n"),
         Place("T306", "stt: 3", 1), Place("T304", "stt: 3", 2)),
    kind("row marked as not in the source", PLAN, below("stt: 5", "        in_source: false\n"), 'T307 - code: "1.4"'),
)

AGENCY = (
    kind("id of an agency misspelt in all its rows", PLAN, everywhere("[stp]", "[stpp]"), Place("A401", "leads: [stpp]", 1)),
    kind("lead of an area with updates misspelt", PLAN, put(LEADS_1, LEADS_1.replace("[snv]", "[snvv]")),
         "A401 leads: [snvv]"),
    kind("both leads of an agency under a misspelt key", PLAN, everywhere("leads: [stp]", "lead: [stp]"),
         *(Place("S201", "lead: [stp]", nth) for nth in (1, 2))),
    kind("agency deleted", AGENCIES, put(STP, ""), Place("A401", "leads: [stp]", 1, PLAN)),
    kind("id changed where it is declared", AGENCIES, put("id: stp", "id: tuphap"), "A409 - id: tuphap",
         Place("A401", "leads: [stp]", 1, PLAN)),
    kind("lead marked as inferred", PLAN,
         put("leads: [skhdt]", "leads: [skhdt]\n        leads_basis: inferred  # STT 7"), "A404 # STT 7"),
    kind("support by an agency that is not declared", PLAN, below("stt: 5", "        support: [sct]\n"),
         "A402 support: [sct]"),
    kind("lead of a row deleted", PLAN, put(LEADS_4_1_1, LEADS_4_1_1.partition("\n")[0]), "A403 stt: 25"),
    kind("leads of an area deleted", PLAN, put(LEADS_1, LEADS_1.partition("\n")[0]),
         *(f"A403 stt: {stt}" for stt in range(1, 7))),
    kind("same agency twice in leads", PLAN, put("[skhdt]", "[skhdt, skhdt]"), "A410 [skhdt, skhdt]"),
    kind("agency declared that leads nothing", AGENCIES, below("short: STP", "  - id: syt\n    name: Sở Y tế\n"),
         "A409 id: syt"),
    kind("agency pasted twice", AGENCIES, put(STP, STP * 2), Place("A405", "- id: stp", 2)),
    kind("agency pasted and only its id changed", AGENCIES, put(STP, STP + STP.replace("id: stp", "id: sotp")),
         Place("A406", "name: Sở Tư pháp", 2), Place("A407", "short: STP", 2), "A409 - id: sotp"),
    kind("id of another agency", AGENCIES, put("id: stp", "id: stc"), Place("A405", "- id: stc", 2)),
    kind("short name of another agency", AGENCIES, put("short: STP", "short: STC"), Place("A407", "short: STC", 2)),
    kind("successor that is not declared", AGENCIES,
         below("short: STP", "    until: 2025-03-01\n    successors: [snvv]\n"), "A402 successors: [snvv]"),
    kind("agency that succeeds itself", AGENCIES, below("short: STP", "    until: 2025-03-01\n    successors: [stp]\n"),
         "A408 successors: [stp]"),
    kind("two agencies that succeed each other", AGENCIES,
         both(below("short: STP", "    successors: [stc]\n"), below("short: STC", "    successors: [stp]\n")),
         "A408 successors: [stp]"),
    kind("days reversed", AGENCIES, below("short: STP", "    from: 2025-03-01\n    until: 2015-03-01\n"),
         "A411 until: 2015"),
    kind("lead closed before the plan was issued", AGENCIES, below("short: STP", "    until: 2024-03-01\n"),
         Place("A412", "leads: [stp]", 1, PLAN)),
    kind("printed day of closing", AGENCIES, below("short: STP", "    until: 1/3/2025\n"), "S210 until: 1/3/2025"),
    kind("key of a contact misspelt", AGENCIES, below("short: STP", "    contact:\n      phon: 0233\n"),
         "S201 phon: 0233"),
    kind("block of keys under a misspelt key of a contact", AGENCIES,
         below("short: STP", "    contact:\n      persons:\n        - Nguyễn Văn A\n"), "S201 persons:"),
    kind("aliases as one text", AGENCIES, below("short: STP", "    aliases: So Tu phap, STPTW\n"),
         "S203 aliases: So Tu"),
)

PROGRESS = (
    kind("code that the plan lacks", LOG, put('"1.1"', '"1.11"'), 'R601 "1.11"'),
    kind("code of a heading", LOG, put('"1.1"', '"1.3"'), 'R601 "1.3"'),
    kind("row of another agency", LOG, put('"1.1"', '"1.7"'), 'R602 "1.7"'),
    kind("file of a year without a plan", "progress/2023/snv.yaml", holding("year: 2023\nagency: snv\nupdates: []\n"),
         "R603 year: 2023"),
    kind("year mistyped inside the file", LOG, put("year: 2024", "year: 2042"), "R603 year: 2042"),
    kind("agency mistyped inside the file", LOG, put("agency: snv", "agency: snvv"), "A402 agency: snvv"),
    kind("another agency inside the file", LOG, put("agency: snv", "agency: stc"), "R602 agency: stc", "R611 agency: stc"),
    kind("percent over a hundred", LOG, put("percent: 60", "percent: 160"), "R609 percent: 160"),
    kind("percent with its sign", LOG, put("percent: 60", "percent: 60%"), "S207 percent: 60%"),
    kind("percent wrong beside evidence that a later update rests on", LOG, put("percent: 50", "percent: 50%"),
         "S207 percent: 50%"),
    kind("done at half", LOG, put("percent: 100", "percent: 50"), Place("R605", "percent: 50", 2)),
    kind("evidence deleted", LOG, put("    evidence: [102/KH-SNV]\n", ""), Place("R604", "status: done", 2)),
    kind("evidence without brackets", LOG, put("[102/KH-SNV]", "102/KH-SNV"), "S203 evidence: 102"),
    kind("year of an update too low", LOG, put("2024-03-28", "2023-03-28"), "R606 date: 2023-03-28"),
    kind("update after today", LOG, put("2024-11-17", "2024-12-17"), "R606 date: 2024-12-17"),
    kind("printed day of an update", LOG, put("2024-03-28", "28/3/2024"), "S210 date: 28/3/2024"),
    kind("day of an update that does not exist", LOG, put("2024-03-28", "2024-02-30"), "S208 date: 2024-02-30"),
    kind("status in Vietnamese", LOG, put("status: not_started", "status: Chưa thực hiện"), "S209 status: Chưa"),
    kind("status missing", LOG, put("    status: not_started\n", ""), "S202 - date: 2024-11-17"),
    kind("period of another kind", LOG, put("    period: q1\n    result", "    period: q2\n    result"),
         "S209 period: q2"),
    kind("score of a row without points", LOG, below("percent: 60", "    self_score: 1\n"), "R608 self_score: 1"),
    kind("score over the maximum", LOG, below("percent: 60", "    self_score: 1.5\n"), "R607 self_score: 1.5",
         more=((PLAN, below("stt: 1", "        max_score: 1\n")),)),
    kind("update pasted twice", LOG,
         below("status: not_started", '  - date: 2024-11-17\n    code: "1.3.2"\n    status: not_started\n'),
         Place("R612", "- date: 2024-11-17", 2)),
    kind("updates misspelt", LOG, put("updates:", "update:"), "S201 update:"),
    kind("copy appended to the file", LOG, holding(LOG_TEXT * 2),
         *(Place("Y102", text, 2) for text in ("year: 2024", "agency: snv", "updates:", "returns:"))),
    kind("file under the name of another agency", "progress/2024/stc.yaml", holding(LOG_TEXT), "R611 agency: snv",
         more=((LOG, None),)),
    kind("two files of one agency", "progress/2024/snv-2.yaml", holding(LOG_TEXT), "R610 agency: snv"),
)

SETTING = (
    kind("closing day that does not exist", SETTINGS, put("h1: 14/6", "h1: 31/6"), "S208 h1: 31/6"),
    kind("closing day with a year", SETTINGS, put("h1: 14/6", "h1: 14/6/2024"), "S208 h1: 14/6/2024"),
    kind("periods out of order", SETTINGS, put("h1: 14/6", "h1: 14/2"), "S213 h1: 14/2"),
    kind("desk that is not declared", SETTINGS, put("desk: snv", "desk: snvv"), "A402 desk: snvv"),
    kind("desk by its name", SETTINGS, put("desk: snv", "desk: Sở Nội vụ"), "S206 desk: Sở"),
    kind("period that does not exist", SETTINGS, put("h1: 14/6", "h2: 14/6"), "S201 h2: 14/6"),
    kind("key of settings misspelt", SETTINGS, put("province", "provnce"), "S201 provnce"),
    kind("periods as text", SETTINGS, lambda text: f"{text.partition('periods:')[0]}periods: quý, năm\n",
         "S203 periods:"),
    kind("settings all commented out", SETTINGS, lambda text: re.sub("(?m)^(?=.)", "# ", text), "F005"),
)

FILES = (
    kind("plan with the ending yml", "criteria.yml", holding(PLAN_TEXT), "F006", Place("F007", file=PLAN),
         more=((PLAN, None),)),
    kind("copy that a sync program left", "agencies (1).yaml", holding(AGENCIES_TEXT), "F006"),
    kind("log in a misspelt folder", "progres/2024/stc.yaml", holding(LOG_TEXT), "F006"),
    kind("copy of the plan under another name", "criteria-2024.yaml", holding(PLAN_TEXT), "T310 year: 2024"),
    kind("copy of the plan with a further mistake", "criteria-2024.yaml",
         holding(PLAN_TEXT.replace("[skhdt]", "[skhdtt]")), "T310 year: 2024", "A401 [skhdtt]"),
    kind("plan saved empty", PLAN, holding(""), "F005"),
    kind("agencies saved empty", AGENCIES, holding(""), "F005"),
    kind("log of comments alone", LOG, holding("# chưa có gì\n"), "F005"),
    kind("plan in UTF-16", PLAN, lambda text: text.encode("utf-16"), "F002"),
    kind("one name saved in TCVN3 bytes", AGENCIES,
         lambda text: text.encode().replace("Sở Tư pháp".encode(), b"S\xeb T\xad ph\xb8p"), "F001 name: S\ufffd T"),
    kind("Excel workbook under a data name", PLAN, holding(b"PK\x03\x04\x14\0\x06\0"), "F001"),
    kind("agencies deleted", AGENCIES, None, "F007"),
    kind("plan deleted", PLAN, None, "F007"),
    kind("copy appended to the agencies", AGENCIES, holding(AGENCIES_TEXT * 2), Place("Y102", "agencies:", 2)),
    kind("file cut off in the middle of a key", PLAN, lambda text: text[: text.index('ode: "8.3"')], "S203 - c"),
)

COMMENTS = (
    kind("allowance of nothing", PLAN, put("stt: 5\n", "stt: 5  # cchc: allow T305 -- văn bản in thiếu\n"),
         "F014 allow T305"),
    kind("allowance without a reason", PLAN, below("stt: 5", "        due: khi có hướng dẫn  # cchc: allow T308\n"),
         "F015 due: khi", "T308 due: khi"),
    kind("allowance misspelt", PLAN,
         below("stt: 5", "        # cchc: alow T308 -- chờ hướng dẫn\n        due: khi có hướng dẫn\n"), "F016 alow",
         "T308 due: khi"),
    kind("allowance with a long dash", PLAN,
         below("stt: 5", "        due: khi có hướng dẫn  # cchc: allow T308 – chờ hướng dẫn\n")),
    kind("allowance of an unknown code", PLAN,
         below("stt: 5", "        due: khi có hướng dẫn  # cchc: allow T380 -- chờ hướng dẫn\n"), "F016 due: khi",
         "T308 due: khi"),
    kind("allowance of an error", PLAN, put("stt: 6\n", "stt: 5  # cchc: allow T304 -- văn bản in trùng\n"),
         "F016 allow T304", "T304 allow T304"),
)

RIGHT = (
    kind("joint leads added", PLAN, put("[skhdt]", "[skhdt, stc, snv]")),
    kind("row added at the end", PLAN,
         lambda text: f'{text.rstrip()}\n          - code: "8.3.4"\n            stt: 58\n            name: Chỉ số mới\n            leads: [stc]\n'),
    kind("comment added", PLAN, put("stt: 5\n", "# đã rà soát #2\n        stt: 5  # đúng văn bản\n")),
    kind("quotes changed", PLAN, both(put('"1.4"', "'1.4'"), put(NAME_1_4, 'name: "Công tác tuyên truyền CCHC"'))),
    kind("optional key left blank", PLAN, below("stt: 5", "        due:\n        note:\n")),
    kind("keys of a row in another order", PLAN,
         put(ROW_1_4, f'      - {NAME_1_4}\n        stt: 5\n        code: "1.4"\n')),
    kind("leads one a line", PLAN, put("leads: [skhdt]", "leads:\n          - skhdt\n          - stc")),
    kind("name folded", PLAN, put(NAME_1_4, "name: Công tác\n          tuyên truyền CCHC")),
    kind("number in quotes", PLAN, put("stt: 5\n", 'stt: "5"\n')),
    kind("byte-order mark", PLAN, lambda text: text.encode("utf-8-sig")),
    kind("line ends of Windows", AGENCIES, everywhere("\n", "\r\n")),
    kind("one line end of Windows", PLAN, put("stt: 5\n", "stt: 5\r\n")),
    kind("blank lines and spaces at line ends", PLAN, put("stt: 5\n", "stt: 5   \n\n")),
    kind("three dashes at the top", PLAN, lambda text: f"---\n{text}"),
    kind("no line end at the end", PLAN, str.rstrip),
    kind("deadlines in all their forms", PLAN,
         both(below("stt: 5", "        due: Trước 15/12/2024\n"), below("stt: 6", "        due: Quý III/2024\n"), below("stt: 7", "        due: Thường xuyên\n"))),
    kind("agency closed later with a successor", AGENCIES,
         below("short: STP", "    until: 2025-03-01\n    successors: [snv]\n")),
    kind("deadline in words allowed with a reason", PLAN,
         below("stt: 5", "        due: khi có hướng dẫn  # cchc: allow T308 -- chờ hướng dẫn của Bộ\n")),
    kind("inferred lead allowed above its row", PLAN,
         put('  - code: "6"', '  # cchc: allow A404 -- Sở Tài chính đã xác nhận\n  - code: "6"')),
)

# fmt: on
MUTATIONS = (*SYNTAX, *TEXT, *SHAPE, *TREE, *AGENCY, *PROGRESS, *SETTING, *FILES, *COMMENTS, *RIGHT)


def home_after(mutation: Mutation) -> dict[str, bytes]:
    files: dict[str, str | bytes] = dict(SOUND)
    for file, change in ((mutation.file, mutation.change), *mutation.more):
        if change is None:
            del files[file]
        else:
            files[file] = change(SOUND.get(file, ""))
    return {file: content.encode() if isinstance(content, str) else content for file, content in files.items()}


def number_of(place: Place, content: bytes) -> int:
    """The number of the line that a place means."""
    if not place.text:
        return 1
    lines = [line.strip() for line in lines_of(content)]
    hits = [number for number, line in enumerate(lines, 1) if line == place.text]
    hits = hits or [number for number, line in enumerate(lines, 1) if place.text in line]
    if not hits or (len(hits) > 1 and not place.nth):
        raise LookupError(f"{place.text!r} stands on the lines {hits}")
    return hits[place.nth - 1] if place.nth else hits[0]


def found_in(files: dict[str, bytes]) -> Iterator[tuple[str, str, int]]:
    """The problems with their lines, without what the plan's own facts are and what a comment lets pass."""
    _, problems = load(files, DAY)
    for one in problems:
        line = lines_of(files.get(one.span.file, b""))[one.span.line - 1].strip()
        if one.allowed is None and (one.code.id, line) not in FACTS:
            yield one.code.id, one.span.file, one.span.line


def test_sound_home_has_only_the_facts_of_the_plan() -> None:
    assert list(found_in({file: text.encode() for file, text in SOUND.items()})) == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: one.name)
def test_edit_gives_its_problems_and_no_other(mutation: Mutation) -> None:
    files = home_after(mutation)
    expected = [(one.code, one.file, number_of(one, files.get(one.file, b""))) for one in mutation.expected]
    assert sorted(found_in(files)) == sorted(expected)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[one.name for one in MUTATIONS])
def test_every_place_lies_in_its_file(mutation: Mutation) -> None:
    files = home_after(mutation)
    _, problems = load(files, DAY)
    for span in (one for problem in problems for one in (problem.span, *(near.span for near in problem.related))):
        lines = lines_of(files.get(span.file, b""))
        assert (span.line, span.column) <= (span.end_line, span.end_column)
        assert span.end_line <= len(lines)
        assert span.column <= len(lines[span.line - 1]) + 1


def test_every_message_stands_on_one_line() -> None:
    problems = [one for mutation in MUTATIONS for one in load(home_after(mutation), DAY)[1]]
    assert [one.message for one in problems if "\n" in one.message] == []


def words_of(name: str) -> str:
    """Messages and hints of the errors and warnings of a mutation."""
    _, problems = load(home_after(next(one for one in MUTATIONS if one.name == name)), DAY)
    return "\n".join(f"{one.message} / {one.hint}" for one in problems if one.severity is not Severity.INFO)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("closing quote of a name missing", "đóng ngoặc ở cuối giá trị"),
        ("colon in a name", "đặt giá trị trong ngoặc kép"),
        ("id of an agency misspelt in all its rows", "có phải «stp»?"),
        ("segment too many", "thiếu dòng «1.4»"),
        ("status in Vietnamese", "có phải «not_started»?"),
        ("plan with the ending yml", "có phải «criteria.yaml»?"),
        ("space missing after the colon", "dấu cách sau dấu hai chấm"),
        ("wide colon", "«：»"),
        ("star at the start of a name", "ngoặc kép"),
        ("bracket at the start of a name", "ngoặc kép"),
        ("greater-than at the start of a name", "ngoặc kép"),
        ("dash at the start of a name", "ngoặc kép"),
        ("dash missing", "dấu gạch"),
        ("heading deleted", "thiếu dòng «7.3»"),
        ("period that does not exist", "có phải «h1»?"),
        ("key of a contact misspelt", "có phải «phone»?"),
    ],
)
def test_words_say_what_to_do(name: str, wanted: str) -> None:
    assert wanted in words_of(name)


@pytest.mark.parametrize(
    ("name", "unwanted"),
    [
        ("bracket not opened", "[skhdt]]"),
        ("plan with the ending yml", "cchc init"),
        ("dash missing before an agency", "giữ một, xóa một"),
    ],
)
def test_words_do_not_lead_astray(name: str, unwanted: str) -> None:
    assert unwanted not in words_of(name)


def test_corpus_has_many_kinds_of_edits() -> None:
    assert len({one.name for one in MUTATIONS}) == len(MUTATIONS) >= 75


def test_corpus_reaches_most_codes() -> None:
    reached = {place.code for one in MUTATIONS for place in one.expected}
    assert len(reached & {code.id for code in ALL_CODES}) >= 60
