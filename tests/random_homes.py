"""Random sound data homes: a plan, agencies that merge and split, logs; beside the files what was put into them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

import yaml

Facts = dict[str, Any]

DUES = (
    ("2024-05-15", date(2024, 5, 15)),
    ("Trước 30/6/2024", date(2024, 6, 30)),
    ("Tháng 10/2024", date(2024, 10, 31)),
    ("Quý II/2024", date(2024, 6, 30)),
    ("2/2024", date(2024, 2, 29)),
    ("2024", date(2024, 12, 31)),
    ("2024 - 2025", date(2025, 12, 31)),
    ("Thường xuyên", None),
    ("Năm 2024 và những năm tiếp theo", None),
    ("Theo yêu cầu của Bộ", None),
)
CLOSINGS = {"q1": (3, 31), "h1": (6, 30), "m9": (9, 30), "year": (12, 31)}
SCORES = (None, *map(Decimal, ("2", "1.5", "0.25", "-0.5", "-1", "0", "10")))
STATES = ("not_started", "in_progress", "in_progress", "done", "done", "not_met", "not_applicable")
ANSWER_DAYS = (date(2024, 3, 31), date(2024, 7, 1), date(2024, 9, 15), date(2025, 1, 1))


class RandomHome(NamedTuple):
    """The files of a data home, and the same as plain facts: assigned rows with what flows down to them."""

    files: dict[str, bytes]
    agencies: dict[str, Facts]
    rows: list[Facts]
    logs: dict[str, list[Facts]]
    closings: dict[str, date]

    @property
    def days(self) -> list[date]:
        """The days on which something happens, on which mistakes by one day would show."""
        told = [update["date"] for log in self.logs.values() for update in log]
        ends = [agency["until"] for agency in self.agencies.values() if agency["until"]]
        dues = [row["due_on"] for row in self.rows if row["due_on"]]
        return sorted({*told, *ends, *dues, *self.closings.values()})


def random_home(
    choose: Random,
    may_report: Callable[[Facts, str, date, Mapping[str, Facts]], bool],
    text: Callable[[str], str] = str,
) -> RandomHome:
    """A home of 1–25 assigned rows; `may_report` says whose updates are sound, `text` makes each text of a plain one."""
    agencies = _agencies(choose, text)
    due, due_on = choose.choice(((None, None), *DUES))
    areas, rows = _plan(choose, list(agencies), due_on, text)
    for agency in agencies.values():
        if len(agency["successors"]) > 1:
            decided = [row["code"] for row in rows if choose.random() < 0.3]
            agency["answers"] = {code: choose.choice(agency["successors"]) for code in decided}
    logs = _logs(choose, rows, agencies, may_report, text)
    closings = {**CLOSINGS, **choose.choice(({}, {}, {"h1": (6, 14)}, {"q1": (3, 15), "year": (12, 15)}))}
    plan = {"year": 2024, "plan": {"title": text("Kế hoạch"), "due": due}, "areas": areas}
    settings = {"periods": {name: f"{day}/{month}" for name, (month, day) in closings.items()}, "label": text("Nhãn")}
    written = {"agencies.yaml": {"agencies": list(agencies.values())}, "criteria.yaml": plan, "settings.yaml": settings}
    for agency, log in logs.items():
        written[f"progress/2024/{agency}.yaml"] = {"year": 2024, "agency": agency, "updates": log}
    files = {name: _yaml(content) for name, content in written.items()}
    closing_days = {name: date(2024, month, day) for name, (month, day) in closings.items()}
    return RandomHome(files, agencies, rows, logs, closing_days)


def _yaml(content: Facts) -> bytes:
    return yaml.safe_dump(_plain(content), allow_unicode=True, sort_keys=False, width=10**6).encode()


def _plain(value: Any) -> Any:
    """The value as YAML has it: days and numbers as text, nothing for what the program must work out itself."""
    if isinstance(value, dict):
        told = {key: _plain(one) for key, one in value.items() if one is not None and key != "_cleared"}
        return told | {key: [] if key == "evidence" else None for key in value.get("_cleared", ())}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, bool) else str(value)


def _agencies(choose: Random, text: Callable[[str], str]) -> dict[str, Facts]:
    ids = ["snv", "stc", "skhdt", "stp", "syt", "sct"][: choose.randint(2, 6)]
    agencies: dict[str, Facts] = {}
    for place, one in enumerate(ids):
        has_ended = choose.random() < 0.4
        later = ids[place + 1 :]
        heirs = choose.sample(later, min(len(later), choose.choice((0, 1, 1, 2, 3)))) if has_ended else []
        until = choose.choice(ANSWER_DAYS) if has_ended else None
        agencies[one] = {"id": one, "name": f"{text('Sở')} {place}", "until": until, "successors": heirs}
    for place, one in enumerate(("nhom", "khoi")[: choose.choice((0, 1, 2))]):
        members = choose.choice(("all", choose.sample(list(agencies), choose.randint(1, len(agencies)))))
        known = {"id": one, "name": f"{text('Nhóm')} {place}", "until": None, "successors": []}
        agencies[one] = {**known, "members": members}
    return agencies


def _plan(
    choose: Random, ids: list[str], due_on: date | None, text: Callable[[str], str]
) -> tuple[list[Facts], list[Facts]]:
    """The areas as written, and the assigned rows; `due_on` is the deadline of those that say nothing else."""
    assigned: list[Facts] = []
    most = choose.randint(1, 25)

    def row(code: str, above: Facts, *, is_area: bool = False, has_number: bool = True) -> tuple[Facts, Facts]:
        has_number = has_number and not is_area and len(assigned) < most
        known: Facts = {"code": code, "name": text(f"Dòng {code}")}
        if has_number:
            known["stt"] = len(assigned) + 1
        flows = dict(above)
        if is_area or choose.random() < 0.4:
            flows["leads"] = known["leads"] = choose.sample(ids, choose.choice((1, 1, 1, min(len(ids), 3))))
            flows["inferred"] = choose.random() < 0.2
            if flows["inferred"]:
                known |= {"leads_basis": "inferred", "note": text("Trang không in")}
        if choose.random() < 0.4:
            known["due"], flows["due_on"] = choose.choice(DUES)
        if choose.random() < 0.3:
            known["support"] = choose.sample(ids, 1)
        if has_number:
            known |= _own_fields(choose, ids, flows["leads"])
            assigned.append({**known, **flows, "area": code.partition(".")[0]})
        return known, flows

    areas = []
    number = 0
    while not areas or (len(areas) < 4 and len(assigned) < most):
        number += 1
        area, of_area = row(str(number), {"due_on": due_on}, is_area=True)
        area["criteria"] = []
        for second in range(1, choose.randint(1, 4) + 1):
            children = choose.choice((0, 0, 2, 3))
            has_number = not children or choose.random() < 0.4
            criterion, of_criterion = row(f"{number}.{second}", of_area, has_number=has_number)
            criterion["subcriteria"] = [row(f"{number}.{second}.{one + 1}", of_criterion)[0] for one in range(children)]
            area["criteria"].append(criterion)
        areas.append(area)
    return areas, assigned


def _own_fields(choose: Random, ids: list[str], leads: list[str]) -> Iterator[tuple[str, Any]]:
    yield "max_score", choose.choice(SCORES)
    yield "method", "survey" if choose.random() < 0.15 else None
    yield "evidence_required", choose.choice((None, None, None, True, False))
    yield "reassigned", _decisions(choose, ids, choose.choice(leads)) if choose.random() < 0.2 else []


def _decisions(choose: Random, ids: list[str], lead: str) -> list[Facts]:
    """A decision that moved a row to its lead, often after one that moved it to the lead before."""
    days = sorted(choose.sample(ANSWER_DAYS, choose.choice((1, 1, 2))))
    holders = [*choose.sample([one for one in ids if one != lead], min(len(days), len(ids) - 1)), lead]
    return [
        {"lead": former, "to": to, "from": day}
        for former, to, day in zip(holders[:-1], holders[1:], days[-len(holders) + 1 :], strict=True)
    ]


def _logs(
    choose: Random,
    rows: list[Facts],
    agencies: dict[str, Facts],
    may_report: Callable[[Facts, str, date, Mapping[str, Facts]], bool],
    text: Callable[[str], str],
) -> dict[str, list[Facts]]:
    logs: dict[str, list[Facts]] = {}
    for row in rows:
        for _ in range(choose.choice((0, 1, 2, 5))):
            day = choose.choice((*ANSWER_DAYS, date(2024, 1, 5) + timedelta(choose.randrange(420))))
            reporting = [one for one in agencies if may_report(row, one, day, agencies)]
            if reporting:
                log = logs.setdefault(choose.choice(reporting), [])
                log.insert(choose.choice((0, len(log))), _update(choose, row, day, text))
    return logs


def _update(choose: Random, row: Facts, day: date, text: Callable[[str], str]) -> Facts:
    update: Facts = {"date": day, "code": row["code"], "status": choose.choice(STATES)}
    update["period"] = choose.choice((None, None, *CLOSINGS))
    update["percent"] = choose.choice((None, choose.randint(0, 100)))
    number = choose.randint(1, 9999)
    fields = {
        "result": text(f"Việc {number}"),
        "evidence": [text(f"{number}/BC")],
        "explanation": text(f"Mật {number}"),
    }
    if row["max_score"] is not None and row["method"] is None:
        fields["self_score"] = (row["max_score"] * choose.randint(0, 100) / 100).quantize(Decimal("0.01"))
    given = {name: value for name, value in fields.items() if choose.random() < 0.4}
    cleared = [name for name in fields if name not in given and choose.random() < 0.15]
    return {**update, **given, "_cleared": cleared}
