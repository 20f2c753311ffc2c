"""What changed between two plans, row by row."""

from cchc_cli.comparison import compare, compare_plans, sets_of
from cchc_cli.loader import load
from cchc_cli.model.catalogue import Catalogue
from homes import AGENCIES, CRITERIA, ENDED


def catalogue(criteria: str) -> Catalogue:
    """The catalogue of a plan's text."""
    return load({"agencies.yaml": AGENCIES.encode(), "criteria.yaml": criteria.encode()})[0]


def changes(after: str, before: str = CRITERIA) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    """The codes before and after, and what changed, of each row that did."""
    found = compare_plans(catalogue(before).plans[0], catalogue(after).plans[0])
    return [
        (
            one.before.code if one.before else None,
            one.after.code if one.after else None,
            tuple(aspect.value for aspect in one.aspects),
        )
        for one in found
    ]


def test_same_plans_have_no_changes() -> None:
    assert changes(CRITERIA.replace("leads: [snv, stc, skhdt]", "leads: [stc, snv, skhdt]  # thứ tự khác")) == []


def test_changed_lead_of_a_heading_is_told_for_the_rows_that_inherit_it() -> None:
    assert changes(CRITERIA.replace("    leads: [snv]\n", "    leads: [stc]\n", 1)) == [("1.1", "1.1", ("leads",))]


def test_gained_and_lost_leads() -> None:
    found = compare(catalogue(CRITERIA), catalogue(CRITERIA.replace("[snv, stc, skhdt]", "[snv, skhdt]")))
    (change,) = found.plans[0].rows
    assert (change.gained, change.lost) == ((), ("stc",))
    assert [(one.agency, one.before, one.after) for one in found.agencies] == [("stc", 2, 1)]


def test_same_name_under_another_code_is_a_move() -> None:
    moved = CRITERIA.replace('code: "1.3"', 'code: "1.4"')
    assert changes(moved) == [("1.3", "1.4", ("moved",))]


def test_another_name_under_the_same_code_is_a_renaming() -> None:
    assert changes(CRITERIA.replace("Phân cấp", "Phân quyền")) == [("1.3", "1.3", ("renamed",))]


def test_two_rows_that_swap_their_names_have_moved() -> None:
    swapped = CRITERIA.replace("Phân cấp", "X").replace("Đối thoại", "Phân cấp").replace("name: X", "name: Đối thoại")
    assert [(before, after) for before, after, _ in changes(swapped)] == [("1.3", "1.2"), ("1.2", "1.3")]


def test_spelling_that_differs_in_tone_placement_alone_is_no_renaming() -> None:
    before = CRITERIA.replace("Đối thoại", "Thủy lợi, hòa giải")
    after = CRITERIA.replace("Đối thoại", "Thuỷ lợi, hoà giải")
    assert changes(after, before) == [("1.2", "1.2", ("tones",))]


def test_spelling_that_differs_in_case_or_signs_is_no_renaming_and_not_called_tone_placement() -> None:
    before = CRITERIA.replace("Đối thoại", "Thủy lợi và hòa giải")
    for other in ("THỦY LỢI VÀ HÒA GIẢI", "Thủy lợi & hòa giải", "Thuỷ  lợi & hoà giải"):
        assert changes(CRITERIA.replace("Đối thoại", other), before) == [("1.2", "1.2", ("respelt",))]


def test_tone_placement_is_told_in_capitals_too() -> None:
    assert changes(CRITERIA.replace("Đối thoại", "HOÀ"), CRITERIA.replace("Đối thoại", "HÒA")) == [
        ("1.2", "1.2", ("tones",))
    ]


def test_rows_come_and_go() -> None:
    more = CRITERIA + '      - code: "1.4"\n        stt: 4\n        name: Mới\n'
    assert changes(more) == [(None, "1.4", ("added",))]
    assert changes(CRITERIA, more) == [("1.4", None, ("removed",))]


def test_number_deadline_score_and_basis() -> None:
    after = CRITERIA.replace(
        "name: Đối thoại", "name: Đối thoại\n        due: 6/2024\n        max_score: 1\n        leads_basis: inferred"
    ).replace("stt: 2", "stt: 7")
    assert changes(after) == [("1.2", "1.2", ("basis", "number", "due", "score"))]


def test_plan_of_a_year_that_was_not_there_is_all_added() -> None:
    found = compare(Catalogue(), catalogue(CRITERIA))
    assert [len(plan.rows) for plan in found.plans] == [4]
    assert {(one.agency, one.before, one.after) for one in found.agencies} == {
        ("snv", 0, 2),
        ("stc", 0, 2),
        ("skhdt", 0, 1),
    }


def test_name_that_stands_several_times_is_no_proof_of_a_move() -> None:
    before = CRITERIA.replace("Phân cấp", "Đối thoại")
    after = before.replace('"1.2"', '"1.4"').replace('"1.3"', '"1.5"')
    assert changes(after, before) == [
        (None, "1.4", ("added",)),
        (None, "1.5", ("added",)),
        ("1.2", None, ("removed",)),
        ("1.3", None, ("removed",)),
    ]


REPEATED = CRITERIA.replace("Phân cấp", "Đối thoại")


def test_row_of_a_repeated_name_is_renamed_where_it_stands() -> None:
    assert changes(CRITERIA, REPEATED) == [("1.3", "1.3", ("renamed",))]
    assert changes(REPEATED, CRITERIA) == [("1.3", "1.3", ("renamed",))]


def test_name_that_stands_more_than_once_is_no_sign_of_a_move() -> None:
    after = REPEATED.replace('code: "1.2"', 'code: "1.8"').replace('code: "1.3"', 'code: "1.9"')
    assert changes(after) == [
        (None, "1.8", ("added",)),
        (None, "1.9", ("added",)),
        ("1.2", None, ("removed",)),
        ("1.3", None, ("removed",)),
    ]


def test_name_that_now_stands_on_other_rows_did_not_change_where_it_stood() -> None:
    after = CRITERIA.replace("Đối thoại", "Khác hẳn").replace("Phân cấp", "Đối thoại")
    twice = after.replace("Kế hoạch", "Đối thoại")
    assert ("1.2", "1.2", ("renamed",)) not in changes(twice)


def test_row_given_by_a_decision_to_the_agency_that_took_over_later_is_no_succession() -> None:
    agencies = AGENCIES.replace("    short: Sở KH&ĐT\n", "    until: 2025-03-01\n    successors: [stc]\n").encode()
    before = CRITERIA.replace("leads: [stc]", "leads: [skhdt]")
    decided = "leads: [stc]\n        reassigned: {lead: skhdt, to: stc, from: 2024-09-01, by: QĐ 1}"

    def told(after: str) -> list[bool]:
        sides = (load({"agencies.yaml": agencies, "criteria.yaml": text.encode()})[0] for text in (before, after))
        return [change.is_succession for plan in compare(*sides).plans for change in plan.rows]

    assert told(CRITERIA) == [True]
    assert told(CRITERIA.replace("leads: [stc]", decided)) == [False]


def test_name_that_became_two_rows_names_no_move() -> None:
    after = CRITERIA.replace('code: "1.3"', 'code: "1.8"') + (
        '      - code: "1.9"\n        stt: 4\n        name: Phân cấp\n        leads: [snv]\n'
    )
    assert changes(after) == [(None, "1.8", ("added",)), (None, "1.9", ("added",)), ("1.3", None, ("removed",))]


def test_deadline_and_basis_of_a_heading_are_told_at_its_rows_alone() -> None:
    area = "    leads: [snv]\n"
    due = CRITERIA.replace(area, f"{area}    due: 2024\n", 1)
    assert [(code, what) for _, code, what in changes(due)] == [(f"1.{row}", ("due",)) for row in (1, 2, 3)]
    guessed = CRITERIA.replace(area, f"{area}    leads_basis: inferred\n    note: Đoán\n", 1)
    assert changes(guessed) == [("1", "1", ("note",)), ("1.1", "1.1", ("basis",))]


def compared(after: str, before: str = CRITERIA, agencies: str = AGENCIES, agencies_before: str = AGENCIES):
    """Two data homes compared."""
    old, new = (
        load({"agencies.yaml": known.encode(), "criteria.yaml": plan.encode()})[0]
        for known, plan in ((agencies_before, before), (agencies, after))
    )
    return compare(old, new)


def test_row_that_lost_its_number_is_lost_to_its_leads_and_never_by_succession() -> None:
    heading = CRITERIA.replace("        stt: 2\n", "").replace("leads: [stc]", "leads: [snv]")
    found = compared(heading, agencies=ENDED)
    (change,) = found.plans[0].rows
    assert (change.gained, change.lost, change.is_succession) == ((), ("stc",), False)
    assert [(one.agency, one.before, one.after) for one in found.agencies] == [("stc", 2, 1)]
    (change,) = compared(CRITERIA, CRITERIA.replace("        stt: 2\n", "")).plans[0].rows
    assert (change.gained, change.lost) == (("stc",), ())
    numbered = compared(
        CRITERIA, heading.replace("Đối thoại\n        leads: [snv]", "Đối thoại\n        leads: [skhdt]"), ENDED
    )
    (change,) = numbered.plans[0].rows
    assert (change.gained, change.lost, change.is_succession) == (("stc",), (), False)


def test_succession_that_only_the_newer_data_know_is_told() -> None:
    led = CRITERIA.replace("leads: [stc]", "leads: [skhdt]")
    (change,) = compared(CRITERIA, led, ENDED).plans[0].rows
    assert (change.before.code, change.is_succession) == ("1.2", True)
    assert not compared(CRITERIA, led).plans[0].rows[0].is_succession


def test_answers_for_the_code_of_before_count_for_a_row_that_moved() -> None:
    decided = ENDED.replace("successors: [stc]", 'successors: [stc, snv]\n    answers: {"1.2": snv}')
    led = CRITERIA.replace("leads: [stc]", "leads: [skhdt]")
    moved = CRITERIA.replace("leads: [stc]", "leads: [snv]").replace('code: "1.2"', 'code: "1.8"')
    (change,) = compared(moved, led, decided).plans[0].rows
    assert (change.before.code, change.after.code, change.is_succession) == ("1.2", "1.8", True)


def test_agency_under_another_id_is_the_same_in_leads_supports_and_figures() -> None:
    before = CRITERIA.replace("leads: [stc]", "leads: [stc]\n        support: [skhdt]")
    found = compared(
        before.replace("skhdt", "khdt").replace("leads: [stc]", "leads: [khdt]"),
        before,
        AGENCIES.replace("skhdt", "khdt"),
    )
    (change,) = found.plans[0].rows
    assert ([one.value for one in change.aspects], change.gained, change.lost) == (["leads"], ("khdt",), ("stc",))
    assert [(one.agency, one.before, one.after) for one in found.agencies] == [("stc", 2, 1), ("khdt", 1, 2)]


def test_criteria_set_written_another_way_is_the_same_set() -> None:
    plans = [
        catalogue(CRITERIA.replace("plan:\n", f"plan:\n  set: {name}\n")).plans[0] for name in ("QĐ 876", "qđ  876")
    ]
    assert len(sets_of(plans)) == 1
