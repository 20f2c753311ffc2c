"""A row's life through commits that are given as values: branches, merges, what cannot be read."""

from datetime import UTC, datetime

from cchc_cli.comparison.life import Commit, row_in_years, row_life
from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from homes import AGENCIES, CRITERIA

DAY = datetime(2024, 1, 1, tzinfo=UTC)


def catalogue(*plans: str) -> Catalogue:
    """The catalogue of plans' texts."""
    files = {f"criteria-{number}.yaml": text.encode() for number, text in enumerate(plans)}
    return load({"agencies.yaml": AGENCIES.encode(), **files})[0]


def named(name: str) -> str:
    """The plan with another name in row 1.2."""
    return CRITERIA.replace("Đối thoại", name)


def told(code: str, now: str, *history: tuple[str, str, str | None]) -> list[tuple[str | None, list[str]]]:
    """The commit and changes of each event; `history`: name, parents by name, the plan (None: with errors)."""
    commits = [Commit(name, tuple(parents.split()), "A", "a@b", DAY, name) for name, parents, _ in history]
    plans = {name: plan for name, _, plan in history}

    def read(name: str) -> Catalogue | None:
        plan = plans[name]
        return catalogue(plan) if plan is not None else None

    life = row_life(code, 2024, catalogue(now), commits, read)
    found = [
        (one.commit.id if one.commit else None, [each.value for each in one.change.aspects]) for one in life.events
    ]
    return [*found, *(("unread", [one.id]) for one in life.unread)]


def test_merge_that_settles_a_conflict_its_own_way_changed_the_row() -> None:
    history = (
        ("m", "a b", named("Hai bên")),
        ("b", "o", named("Bên này")),
        ("a", "o", named("Bên kia")),
        ("o", "", CRITERIA),
    )
    assert told("1.2", named("Hai bên"), *history) == [
        ("o", ["added"]),
        ("a", ["renamed"]),
        ("b", ["renamed"]),
        ("m", ["renamed"]),
    ]


def test_merge_that_takes_one_side_changed_nothing() -> None:
    history = (
        ("m", "a b", named("Bên kia").replace("stt: 1\n", "stt: 9\n")),
        ("b", "o", CRITERIA.replace("stt: 1\n", "stt: 9\n")),
        ("a", "o", named("Bên kia")),
        ("o", "", CRITERIA),
    )
    assert told("1.2", history[0][2], *history) == [("o", ["added"]), ("a", ["renamed"])]


def test_merge_of_two_changes_of_one_row_leaves_each_with_its_commit_in_the_order_of_the_history() -> None:
    both = named("Bên kia").replace("stt: 2\n", "stt: 9\n")
    history = (
        ("m", "b a", both),
        ("b", "o", CRITERIA.replace("stt: 2\n", "stt: 9\n")),
        ("a", "z", named("Bên kia")),
        ("z", "o", CRITERIA),
        ("o", "", CRITERIA),
    )
    assert told("1.2", both, *history) == [("o", ["added"]), ("a", ["renamed"]), ("b", ["number"])]


def test_what_an_unread_commit_changed_is_told_at_the_next() -> None:
    history = (("c", "b", named("Mới")), ("b", "a", None), ("a", "", CRITERIA))
    assert told("1.2", named("Mới"), *history) == [("a", ["added"]), ("c", ["renamed"]), ("unread", ["b"])]


def test_row_is_followed_through_years_in_which_its_code_changed() -> None:
    years = [
        CRITERIA.replace("2024", str(year)).replace('"1.2"', f'"{code}"')
        for year, code in ((2023, "1.7"), (2024, "1.2"), (2025, "1.8"))
    ]
    found = row_in_years("1.2", 2024, catalogue(*years))
    assert [(one.plan.year, one.row and one.row.code, one.is_first) for one in found] == [
        (2023, "1.7", True),
        (2024, "1.2", False),
        (2025, "1.8", False),
    ]
    assert row_in_years("9", 2024, catalogue(*years)) == ()


def test_merge_with_errors_hides_neither_branch() -> None:
    history = (
        ("f", "m", named("Bên này")),
        ("m", "a b", None),
        ("b", "o", named("Bên này")),
        ("a", "o", CRITERIA.replace("stt: 1\n", "stt: 9\n")),
        ("o", "", CRITERIA),
    )
    assert told("1.2", named("Bên này").replace("stt: 1\n", "stt: 9\n"), *history) == [
        ("o", ["added"]),
        ("b", ["renamed"]),
        ("unread", ["m"]),
    ]


def test_merge_that_gives_the_row_to_a_third_lead_says_who_gained_and_lost_it() -> None:
    plans = {
        "m": CRITERIA.replace("leads: [stc]", "leads: [snv]").replace("Đối thoại", "Bên này"),
        "b": CRITERIA.replace("name: Đối thoại\n", "name: Bên này\n        note: Bên kia\n").replace(
            "stt: 2", "stt: 8"
        ),
        "a": named("Bên này"),
        "o": CRITERIA,
    }
    commits = [
        Commit(name, tuple(above), "A", "a@b", DAY, name)
        for name, above in zip(plans, ("ab", "o", "o", ""), strict=True)
    ]
    life = row_life("1.2", 2024, catalogue(plans["m"]), commits, lambda name: catalogue(plans[name]))
    merge = life.events[-1].change
    assert ([one.value for one in merge.aspects], merge.gained, merge.lost) == (["leads"], ("snv",), ("stc",))
