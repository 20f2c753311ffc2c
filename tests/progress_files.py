"""Progress files of every look, and entries to add to them, for properties of what reads and writes them."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import product

from hypothesis import assume
from hypothesis import strategies as st

from cchc_cli.diagnostics import Diagnostic, Severity
from cchc_cli.loader import load
from cchc_cli.model.fields import REPORTED
from cchc_cli.model.progress import ProgressLog, Return, Update
from cchc_cli.model.states import Period, Status
from cchc_cli.text import clean
from homes import AGENCIES, CRITERIA

FILE = "progress/2024/snv.yaml"
ENTERED = datetime(2024, 7, 3, 9, 12, 5)
PIECES = (
    *("- ", "? ", ": ", " #", "#", "- -", "[", "]", "{", "}", "&a", "*a", "!", "!!str ", "|", ">", "'", '"', "%", "@"),
    *("`", ",", "\\", "\\n", "=", "<<", "~", "---", "...", "\n", "\n\n", "\n ", "  ", " \n", "\t", "🙂", "đ", "Ở", "ẩ"),
    *("yes", "No", "on", "null", "true", "1", "007", "0o17", "1e3", "1.5", "1_000", "12:30:45", "2024-06-28", ".inf"),
    *("Đã ban hành", "kế hoạch", "123/KH-UBND", "https://a.vn/?b=c#d", "«", "…", "\U0001fffe", "\U000e0041", "\ue000"),
)


def kept(text: str) -> str:
    """A text as the program keeps it."""
    return clean(text).strip()


TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join), st.text(min_size=1)).map(kept)
FILLED = TEXTS.filter(bool)
SIMPLE = st.sampled_from(("Đã ban hành kế hoạch", "1.10", "a: b", "Bước một\nBước hai"))
DAYS = st.dates(date(2024, 1, 1), date(2025, 6, 30))


def updates(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Update]:
    """Updates with any of their fields given, cleared or not given."""
    nothing = st.none()
    fields = st.fixed_dictionaries(
        {
            "date": DAYS,
            "code": st.sampled_from(("1.1", "1.3")),
            "status": st.sampled_from(REPORTED),
            "entered": st.just(ENTERED),
        },
        optional={
            "percent": st.integers(0, 100),
            "period": st.sampled_from(Period),
            "result": nothing | texts,
            "evidence": nothing | st.lists(texts, max_size=3).map(tuple),
            "explanation": nothing | texts,
            "self_score": nothing | st.decimals(-9, 99, places=2),
            "note": nothing | texts,
            "by": texts,
        },
    )
    return fields.map(lambda given: Update.model_construct(**given))


def returns(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Return]:
    fields = st.fixed_dictionaries(
        {"period": st.sampled_from(Period), "date": DAYS, "entered": st.just(ENTERED)}, optional={"by": texts}
    )
    return fields.map(lambda given: Return.model_construct(**given))


UPDATE = Update.model_construct(
    date=date(2024, 6, 28), code="1.1", status=Status.IN_PROGRESS, percent=60, result="Đã ban hành", entered=ENTERED
)
RETURN = Return.model_construct(period=Period.H1, date=date(2024, 7, 3), by="Phòng CCHC", entered=ENTERED)


def fields_of(entry: Update | Return) -> dict[str, object]:
    return {name: getattr(entry, name) for name in type(entry).model_fields if name in entry.model_fields_set}


def loaded(content: bytes) -> tuple[ProgressLog | None, list[Diagnostic]]:
    """The log that the loader reads from a file of the usual home, and what it finds wrong with the file itself."""
    files = {"agencies.yaml": AGENCIES.encode(), "criteria.yaml": CRITERIA.encode(), FILE: content}
    catalogue, problems = load(files, date(2025, 12, 31))
    own = [one for one in problems if one.span.file == FILE and one.code.id[0] in "FYS"]
    return (catalogue.logs[0] if catalogue.logs else None), own


def entries_in(content: bytes) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    log, problems = loaded(content)
    assert log is not None
    assert [one for one in problems if one.severity is Severity.ERROR] == []
    return list(map(fields_of, log.updates)), list(map(fields_of, log.returns))


# files

COMMENTS = ("# ghi chú", "#", "#\tthụt bằng tab", "  # thụt vào", "        # thụt sâu: {[", "# - date: 2024-01-01")
FILLERS = st.lists(st.sampled_from(("", *COMMENTS)), max_size=2)
TAILS = st.sampled_from(("", "", "", "  # cuối dòng", " #\tcuối dòng: x"))
PLAIN = ("Đã ban hành", '"có: dấu"', "'dấu ''nháy'' # đây'", "null", "", "~", '""', "dòng một\n{}dòng hai")
QUOTED = ('"dòng một\n{}dòng hai\\\n{}  hết"', "'dòng một\n\n{}dòng hai'")
BLOCKS = tuple(
    f"{style}{chomp}{comment}\n{{}}{body}"
    for style, chomp, comment in product("|>", ("", "-", "+"), ("", " # ghi chú"))
    for body in ("một", "một\n{}  hai\n\n{}ba", "một\n\n", "một\n\n\n# không phải chữ")
)
LISTS = ("[]", "[a, 'b c']", "[\n{}a,\n{}b # c\n{}]", "\n{}- a\n{}- 'b: c'", "\n{}-  a  # c\n# giữa\n{}- |\n{}   b\n")
VALUES = {"result": (*PLAIN, *QUOTED, *BLOCKS), "evidence": (*LISTS, "", "null"), "note": (*PLAIN, *BLOCKS)}


@st.composite
def items(draw: st.DrawFn, indent: int, firsts: Sequence[tuple[str, str]], keys: Sequence[Sequence[str]]) -> str:
    """An item of a list in a block, its dash in a column."""
    gap = draw(st.sampled_from((" ", " ", "   ", "", "  # một - hai", "\n  # một - hai\n#")))
    column = indent + (1 + len(gap) if gap.isspace() else draw(st.sampled_from((1, 2, 4))))
    chosen = draw(st.sampled_from(keys))
    pairs = [*firsts, *((key, draw(st.sampled_from(VALUES[key]))) for key in chosen)]
    lines = []
    for key, value in pairs:
        inner = value.replace("{}", " " * (column + draw(st.sampled_from((1, 2, 4)))))
        tail = "" if "\n" in value or inner == "" else draw(TAILS)
        lines.append(f"{' ' * column}{key}:{'' if inner[:1] in ('', chr(10)) else ' '}{inner}{tail}")
    if not gap.isspace():
        return f"{' ' * indent}-{gap}\n" + "\n".join(lines)
    return f"{' ' * indent}-{gap}" + "\n".join(lines)[column:]


FURTHER = (
    (),
    ("result",),
    ("note",),
    ("evidence",),
    ("result", "evidence"),
    ("evidence", "result"),
    ("result", "note"),
)
DATED = [("date", "2024-03-01"), ("code", '"1.1"'), ("status", "in_progress")]
FLOW_UPDATE = '{date: 2024-03-01, code: "1.1", status: done, evidence: ["a]", b]}'
FLOW_RETURN = "{period: q1, date: 2024-04-01}"


@st.composite
def block_lists(draw: st.DrawFn, key: str) -> str:
    """A key with a list in block or flow style, or with nothing."""
    flow = FLOW_UPDATE if key == "updates" else FLOW_RETURN
    kind = draw(st.sampled_from((*("block",) * 6, "flow", "empty")))
    if kind == "empty":
        return draw(st.sampled_from((f"{key}:", f"{key}: []", f"{key}: null", f"{key}:   [ ]")))
    if kind == "flow":
        shape = draw(
            st.sampled_from(("[{0}]", "[{0}, {0}]", "[ {0} ,\n  {0}\n  ]", "[{0},]", "[\n  # đầu\n  {0} # sau\n ]"))
        )
        return f"{key}: {shape.replace('{0}', flow)}"
    indent = draw(st.integers(0, 4))
    first, names = (DATED, FURTHER) if key == "updates" else ([("period", "q1"), ("date", "2024-04-01")], ((),))
    one = st.one_of(items(indent, first, names), st.just(f"{' ' * indent}- {flow}"))
    lines = [f"{key}:{draw(TAILS)}"]
    for item in draw(st.lists(one, min_size=1, max_size=2)):
        lines += [*draw(FILLERS), item]
    return "\n".join(lines)


@st.composite
def block_files(draw: st.DrawFn) -> str:
    """A progress file whose keys stand in a block, with comments, blank lines and keys in any order."""
    parts = ["year: 2024", "agency: snv"]
    parts = [part + draw(TAILS) for part in parts]
    lists = [draw(block_lists(key)) for key in draw(st.sampled_from(KEYS))]
    parts = draw(st.sampled_from(([*parts, *lists], [*parts, *reversed(lists)], [*lists, *parts])))
    lines = [*draw(st.sampled_from(([], [], ["---"], ["# đầu tệp"], ["%YAML 1.1", "---"])))]
    for part in parts:
        lines += [*draw(FILLERS), part]
    lines += draw(FILLERS)
    lines += draw(st.sampled_from(([], [], [], ["..."], ["...", "# sau dấu hết"])))
    return "\n".join(lines) + draw(st.sampled_from(("\n", "\n", "", "\n\n", " \n")))


KEYS = (("updates",), ("updates",), ("updates", "returns"), ("updates", "returns"), ("returns",), ())
FLOW_FILES = st.sampled_from(
    (
        "{year: 2024, agency: snv}",
        "{year: 2024, agency: snv, updates: []}\n",
        "{year: 2024, agency: snv, updates: }\n",
        "{year: 2024, agency: snv, updates: null, returns: [RETURN]}\n",
        "{year: 2024, agency: snv, updates: [UPDATE], }  # cuối\n",
        "{\n  returns: [RETURN],\n  year: 2024, # năm\n  agency: 'snv',\n  updates: [\n  UPDATE]\n}\n\n# hết\n",
    )
).map(lambda text: text.replace("UPDATE", FLOW_UPDATE).replace("RETURN", FLOW_RETURN))


@st.composite
def files(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> bytes:
    """A sound progress file, with any line ends and marks."""
    text = draw(texts)
    line_end = draw(st.sampled_from(("\n", "\n", "\r\n", "\r")))
    content = draw(st.sampled_from((b"", b"", b"\xef\xbb\xbf"))) + text.replace("\n", line_end).encode()
    log, problems = loaded(content)
    assume(log is not None and not any(one.severity is Severity.ERROR for one in problems))
    return content
