"""Where rows stand, worked out a second time: slowly, from plain facts, by the words of the data format alone."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from random_homes import Facts, RandomHome

PERIODS = ["q1", "h1", "m9", "year"]
CARRIED = ("result", "evidence", "explanation", "self_score")
NOTHING: Facts = {"status": "no_report", "percent": None, "day": None, "late": False, **dict.fromkeys(CARRIED)}


class Asked(NamedTuple):
    """The day D, whether it was named, and the period."""

    day: date
    is_named: bool = False
    period: str | None = None


class Term(NamedTuple):
    """An agency that speaks for a row, from a day on and before another."""

    agency: str
    since: date = date.min
    end: date = date.max


def half_up(value: Decimal, places: str) -> Decimal:
    return value.quantize(Decimal(places), ROUND_HALF_UP)


# who answers


def heirs_on(agency: str, code: str, day: date, agencies: Mapping[str, Facts]) -> list[str]:
    """Who took the row over from an agency that no longer exists on the day."""
    until = agencies[agency]["until"]
    if until is None or until > day:
        return []
    decided = agencies[agency].get("answers", {}).get(code)
    return [decided] if decided else agencies[agency]["successors"]


def lines_of(agency: str, code: str, day: date, agencies: Mapping[str, Facts]) -> list[list[Term]]:
    """Every way from an agency down to one that has no successor on the day."""
    lines = []
    for heir in heirs_on(agency, code, day, agencies):
        since = agencies[agency]["until"]
        for line in lines_of(heir, code, day, agencies):
            lines.append([Term(heir, since), *[Term(one, max(since, later)) for one, later, _ in line]])
    return lines or [[]]


def former_leads(row: Facts, lead: str, agencies: Mapping[str, Facts], limit: date = date.max) -> list[Term]:
    """Who answered for the lead before decisions, and who took over from those; the first comes first."""
    for one in row["reassigned"]:
        if one["to"] == lead and one["from"] < limit:
            former, end = one["lead"], one["from"]
            heirs = unique(heir for line in lines_of(former, row["code"], end, agencies) for heir in line)
            later = [Term(heir, since, end) for heir, since, _ in heirs if since < end]
            return [*former_leads(row, former, agencies, end), Term(former, date.min, end), *later]
    return []


def may_report(row: Facts, agency: str, day: date, agencies: Mapping[str, Facts]) -> bool:
    terms = [
        term
        for lead in row["leads"]
        for line in lines_of(lead, row["code"], day, agencies)
        for term in [*former_leads(row, lead, agencies), Term(lead), *line]
    ]
    return any(term.agency == agency and term.since <= day < term.end for term in terms)


def who_answers(row: Facts, lead: str, day: date, agencies: Mapping[str, Facts]) -> list[str]:
    holder = lead
    for decision in reversed(row["reassigned"]):  # the last comes first
        if decision["to"] == holder and day < decision["from"]:
            holder = decision["lead"]
    return unique(line[-1].agency if line else holder for line in lines_of(holder, row["code"], day, agencies))


def members_of(group: str, day: date, agencies: Mapping[str, Facts]) -> list[str]:
    """The agencies of a group, those of groups within it among them."""
    members = agencies[group].get("members")
    if members is None:
        return [group]
    if members == "all":
        return [
            one
            for one, facts in agencies.items()
            if "members" not in facts and (facts["until"] is None or facts["until"] > day)
        ]
    return unique(one for member in members for one in members_of(member, day, agencies))


def stands_as(row: Facts, agency: str, day: date, agencies: Mapping[str, Facts], *, is_current: bool) -> set[str]:
    """Why a row stands in the list of what an agency leads: `own`, `former` or `member`."""
    kinds = set()
    for lead in row["leads"]:
        told = who_answers(row, lead, day, agencies) if is_current else [lead]
        groups = [one for one in told if "members" in agencies[one]]
        members = [one for group in groups for one in members_of(group, day, agencies)]
        if is_current:
            heirs = [(one, lines_of(one, row["code"], day, agencies)) for one in members]
            members = [line[-1].agency if line else one for one, lines in heirs for line in lines]
        if agency in told:
            kinds.add("own")
        elif agency == lead and (until := agencies[agency]["until"]) is not None and until <= day:
            kinds.add("former")
        elif agency in members:
            kinds.add("member")
    return kinds - {"member"} if "own" in kinds else kinds


def unique(values):
    return list(dict.fromkeys(values))


# states


def effective_day(home: RandomHome, update: Facts) -> date:
    period = update["period"]
    return min(update["date"], home.closings[period]) if period else update["date"]


def is_known(home: RandomHome, update: Facts, asked: Asked) -> bool:
    if asked.period is None:
        return update["date"] <= asked.day
    if asked.is_named and update["date"] > asked.day:
        return False
    if update["period"]:
        return PERIODS.index(update["period"]) <= PERIODS.index(asked.period)
    return update["date"] <= home.closings[asked.period]


def lateness_day(home: RandomHome, asked: Asked) -> date:
    return home.closings[asked.period] if asked.period else asked.day


def last_day(home: RandomHome, asked: Asked) -> date:
    """The last day of which anything is told."""
    return min(asked.day, lateness_day(home, asked)) if asked.is_named else lateness_day(home, asked)


def joint_status(states: list[str]) -> str:
    live = [one for one in states if one != "not_applicable"]
    if not live:
        return "not_applicable"
    if set(live) == {"done"}:
        return "done"
    if "not_met" in live:
        return "not_met"
    if set(live) == {"no_report"}:
        return "no_report"
    return "not_started" if set(live) <= {"not_started", "no_report"} else "in_progress"


def joint_percent(parts: list[Facts]) -> Decimal | None:
    percents = [one["percent"] for one in parts if one["status"] != "not_applicable"]
    if not percents or None in percents:
        return None
    return half_up(Decimal(sum(percents)) / len(percents), "0.1")


def is_late(home: RandomHome, row: Facts, status: str, asked: Asked) -> bool:
    is_past = row["due_on"] is not None and row["due_on"] < lateness_day(home, asked)
    return is_past and status not in ("done", "not_applicable")


def line_state(home: RandomHome, row: Facts, lead: str, line: list[Term], asked: Asked) -> Facts:
    """What the lead, who answered before it and those who took over along the line have come to."""
    told = []
    for rank, term in enumerate([*former_leads(row, lead, home.agencies), Term(lead), *line]):
        for place, update in enumerate(home.logs.get(term.agency, ())):
            is_in_office = term.since <= update["date"] < term.end
            if update["code"] == row["code"] and is_in_office and is_known(home, update, asked):
                told.append(((effective_day(home, update), update["date"], rank, place), update))
    state = dict(NOTHING)
    for _, update in sorted(told, key=lambda one: one[0]):
        state |= {"status": update["status"], "percent": update["percent"], "day": update["date"]}
        state |= {name: update[name] for name in CARRIED if name in update}
        state |= dict.fromkeys(update["_cleared"])
    state["evidence"] = tuple(state["evidence"] or ())
    state["percent"] = {"done": 100, "not_started": 0, "not_applicable": None}.get(state["status"], state["percent"])
    return state


def joined(parts: list[Facts]) -> Facts:
    """Several standings as one: by the joint rule, with the words of the newest."""
    newest = max(parts, key=lambda one: one["day"] or date.min)
    return {**newest, "status": joint_status([one["status"] for one in parts]), "percent": joint_percent(parts)}


def lead_state(home: RandomHome, row: Facts, lead: str, asked: Asked) -> Facts:
    lines = lines_of(lead, row["code"], asked.day, home.agencies)
    parts = [line_state(home, row, lead, line, asked) for line in lines]
    state = parts[0] if len(parts) == 1 else joined(parts)
    return {**state, "agency": lead, "late": is_late(home, row, state["status"], asked)}


def current_leads(home: RandomHome, row: Facts, asked: Asked, day: date) -> list[Facts]:
    """The agencies that answer on the day in the place of the printed leads, each with its own part."""
    parts: dict[str, list[Facts]] = {}
    for lead in row["leads"]:
        lines = lines_of(lead, row["code"], asked.day, home.agencies)
        answering = who_answers(row, lead, day, home.agencies)
        for agency in answering:
            own = [line for line in lines if line and line[-1].agency == agency]
            if len(answering) > 1 and len(lines) > 1 and own:
                state = joined([line_state(home, row, lead, line, asked) for line in own])
            else:
                state = lead_state(home, row, lead, asked)
            parts.setdefault(agency, []).append(state)
    states = [{**joined(states), "agency": agency} for agency, states in parts.items()]
    return [{**one, "late": is_late(home, row, one["status"], asked)} for one in states]


def row_state(home: RandomHome, row: Facts, asked: Asked, current_on: date | None = None) -> Facts:
    leads = [lead_state(home, row, lead, asked) for lead in row["leads"]]
    status = joint_status([one["status"] for one in leads])
    live = [one for one in leads if one["status"] != "not_applicable"]
    shown = current_leads(home, row, asked, current_on) if current_on else leads
    return {
        "row": row,
        "status": status,
        "late": is_late(home, row, status, asked),
        "percent": joint_percent(leads),
        "leads": shown,
        "marks": [one["self_score"] for one in live],
        "reported": sum(one["status"] != "no_report" for one in live),
        "live": len(live),
        "answers": unique(one for lead in row["leads"] for one in who_answers(row, lead, asked.day, home.agencies)),
        "due_in": row["due_on"] and (row["due_on"] - lateness_day(home, asked)).days,
    }


def plan_states(
    home: RandomHome, asked: Asked, agencies: tuple[str, ...] = (), current_on: date | None = None
) -> list[Facts]:
    """Every assigned row, or those that some agencies lead; of a single one by its own state."""
    states = [row_state(home, row, asked, current_on) for row in home.rows]
    if agencies:
        states = [one for one in states if any(lead["agency"] in agencies for lead in one["leads"])]
    if len(agencies) == 1:
        states = [{**one, **own_part(one, agencies[0])} for one in states]
    return states


def own_part(state: Facts, agency: str) -> Facts:
    (lead,) = [one for one in state["leads"] if one["agency"] == agency]
    own = {"status": lead["status"], "late": lead["late"], "percent": lead["percent"], "leads": [lead]}
    return {**own, "marks": [lead["self_score"]]}
