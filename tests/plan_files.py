"""Plan files of every look, of which one row is edited, for properties of what edits them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from cchc_cli.diagnostics import Severity
from cchc_cli.loader import load
from cchc_cli.model.plan import Plan
from homes import AGENCIES

CODE = "1.2"
TAILS = st.sampled_from(("", "", "", "  # cuối dòng: {[", " #\tcuối dòng"))
FILLERS = st.lists(st.sampled_from(("", "# ghi chú", "          # - thụt sâu", "#")), max_size=2)
NAMES = ("Đối thoại", "'Đối ''thoại'' # đây'", '"Đối: thoại"', "Đối thoại,\n{}và nghe", '"Đối\n{}thoại"', "|\n{}Đối\n")
LEADS = (
    *("[snv]", "[snv, stc]", "['snv']", '[ "snv" , stc ]', "[\n{}snv, # c\n{}stc\n{}]", "", "null", "[snv,]"),
    *("\n{}- snv", "\n{}- snv  # c\n# giữa\n{}-   'stc'", "\n{}# đầu\n{}- snv"),
)
DECISION = "lead: skhdt, to: snv, from: 2024-02-01"
BLOCK_DECISION = "- lead: skhdt\n{}  to: snv  # c\n{}  from: 2024-02-01"
REASSIGNED = (
    *("", "[]", "null", f"{{{DECISION}}}", f"[{{{DECISION}}}]", f"[\n{{}}{{{DECISION}}} # c\n{{}}]", "[ ]"),
    *(f"\n{{}}{BLOCK_DECISION}", f"\n{{}}# c\n{{}}{BLOCK_DECISION}\n{{}}  by: |+\n{{}}    Quyết định\n\n"),
    f"\n{{}}- {{{DECISION}}}",
)
OTHERS = {
    "stt": ("2", '"2"'),
    "leads_basis": ("inferred", '"inferred"', "'inferred'"),
    "due": ("6/2024", "", "Quý II/2024"),
    "note": ("", "Chữ", "|\n{}Chữ\n{}nữa", ">-\n{}Chữ\n\n{}nữa", "|+\n{}Chữ\n\n"),
    "product": ("Báo cáo", '"Báo: cáo"'),
}
FLOW_ROWS = (
    '{code: "1.2", stt: 2, name: Đối thoại}',
    '{code: "1.2", stt: 2, name: Đối thoại, leads: [snv, stc], }  # cuối',
    '{ "code": "1.2", "stt": 2, "leads": ["snv"], "name": "Đối {thoại}" }',
    '{stt: 2, name: Đối thoại, leads: [snv],\n            reassigned: [{DECISION}], # giữa\n            code: "1.2"\n          }',
    '{code: "1.2", stt: 2, name: Đối thoại, leads: , reassigned: {DECISION}}',
    '{code: "1.2", stt: 2, name: Đối thoại, note: , reassigned: []}',
    '{code: "1.2", stt: 2, name: Đối thoại, leads: null, subcriteria: [{code: "1.2.1", name: Con}]}',
)


class PlanText(NamedTuple):
    """A plan's file, and its text before and behind the row that is edited."""

    content: bytes
    before: bytes
    behind: bytes


@st.composite
def block_rows(draw: st.DrawFn) -> str:
    """The row as an item whose keys stand in a block, in any order, with rows below it or without."""
    indent = 6
    gap = draw(st.sampled_from((" ", " ", "   ")))
    column = indent + 1 + len(gap)
    keys = draw(st.permutations(["stt", "name", *draw(st.sampled_from(KEYS))]))
    keys = draw(st.sampled_from((["code", *keys], [*keys, "code"])))
    lines: list[str] = []
    for key in keys:
        values: Sequence[str] = {
            "code": ('"1.2"', "'1.2'"),
            "name": NAMES,
            "leads": LEADS,
            "reassigned": REASSIGNED,
        }.get(key) or OTHERS[key]
        value = draw(st.sampled_from(values)).replace("{}", " " * (column + draw(st.sampled_from((1, 2, 4)))))
        tail = "" if "\n" in value or value == "" else draw(TAILS)
        lines.append(f"{' ' * column}{key}:{'' if value[:1] in ('', chr(10)) else ' '}{value}{tail}")
        lines += draw(FILLERS)
    if draw(st.booleans()):
        lines += [f'{" " * column}subcriteria:\n{" " * column}  - code: "1.2.1"\n{" " * column}    name: Con  # con']
    lines[0] = f"{' ' * indent}-{gap}{lines[0].lstrip()}"
    return "\n".join(lines)


KEYS = (
    *((), ("leads",), ("leads", "leads_basis"), ("reassigned",), ("leads", "reassigned"), ("leads", "note")),
    *(("due", "note"), ("reassigned", "note", "product"), ("leads_basis", "note"), ("leads", "reassigned", "due")),
)
HEAD = """\
year: 2024 # năm
areas:
  - code: "1"
    name: CHỈ ĐẠO
    leads: [snv]
    criteria:
      - code: "1.1"
        stt: 1
        name: Thực hiện
"""
BEHIND = ("", '      - {code: "1.3", stt: 3, name: Sau}\n', '      - code: "1.3"\n        name: Sau\n        stt: 3')


@st.composite
def plan_texts(draw: st.DrawFn) -> PlanText:
    """A sound plan file with a row 1.2, with any line ends and marks."""
    flow = st.sampled_from(FLOW_ROWS).map(lambda row: "      - " + row.replace("DECISION", DECISION))
    row = draw(st.one_of(block_rows(), block_rows(), block_rows(), flow))
    fillers = "".join(f"{line}\n" for line in draw(FILLERS))
    behind = draw(st.sampled_from(BEHIND))
    ending = "\n" if behind else draw(st.sampled_from(("\n", "", "\n\n", "\n# hết\n")))
    line_end = draw(st.sampled_from(("\n", "\n", "\r\n", "\r")))
    parts = [one.replace("\n", line_end).encode() for one in (HEAD, f"{row}{ending}{fillers}", behind)]
    parts[0] = draw(st.sampled_from((b"", b"", b"\xef\xbb\xbf"))) + parts[0]
    assume(plan_of(b"".join(parts)) is not None)
    return PlanText(b"".join(parts), parts[0], parts[2])


def plan_of(content: bytes) -> Plan | None:
    """The plan that the loader reads from a file of the usual home; None where it is not sound."""
    catalogue, problems = load({"agencies.yaml": AGENCIES.encode(), "criteria.yaml": content}, date(2025, 12, 31))
    is_sound = not any(one.severity is Severity.ERROR for one in problems)
    return catalogue.plans[0] if is_sound and catalogue.plans else None
