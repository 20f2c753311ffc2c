"""What is wrong with who came after whom, and with groups."""

from cchc_cli.loader import load
from homes import CRITERIA

BY_SNV = CRITERIA.replace("[stc]", "[snv]").replace("[snv, stc, skhdt]", "[snv]")


def problems_of(*agencies: str) -> list[tuple[str, int, str, str | None]]:
    """The problems of such agencies: code, line in the file, message, hint."""
    text = "agencies:\n" + "".join(f"  - {{{one}}}\n" for one in agencies)
    _, problems = load({"agencies.yaml": text.encode(), "criteria.yaml": BY_SNV.encode()})
    return [(one.code.id, one.span.line, one.message, one.hint) for one in problems if one.code.id != "A409"]


def test_answers_that_lead_back_are_a_loop_told_at_the_answer() -> None:
    found = problems_of(
        "id: snv, name: Sở Nội vụ",
        'id: stc, name: Sở Tài chính, until: 2024-07-01, successors: [snv], answers: {"1.1": sct}',
        'id: sct, name: Sở Công Thương, until: 2024-07-01, successors: [snv], answers: {"1.1": stc}',
    )
    assert [(code, line) for code, line, _, _ in found] == [("A408", 3), ("A415", 3), ("A415", 4)]
    assert found[0][2:] == (
        "cơ quan kế thừa của «stc» dẫn về chính nó (qua «sct»)",
        "answers chỉ nêu cơ quan tiếp nhận có trong successors",
    )


def test_answer_by_no_successor_names_those_there_are() -> None:
    found = problems_of(
        "id: snv, name: Sở Nội vụ",
        "id: sct, name: Sở Công Thương",
        'id: stc, name: Sở Tài chính, until: 2024-07-01, successors: [snv], answers: {"1.1": sct}',
        'id: syt, name: Sở Y tế, until: 2024-07-01, answers: {"1.1": sct}',
    )
    assert found == [
        (
            "A415",
            4,
            "«sct» trả lời mã «1.1» mà không có trong successors của «stc»",
            "chọn trong: snv; hoặc thêm «sct» vào successors",
        ),
        ("A415", 5, "«sct» trả lời mã «1.1» mà không có trong successors của «syt»", "thêm successors: [sct]"),
    ]


def test_groups_that_hold_each_other_are_one_loop() -> None:
    found = problems_of(
        "id: snv, name: Sở Nội vụ",
        "id: khoi, name: Khối, members: [csbn, snv]",
        "id: csbn, name: Các sở, members: [khoi]",
        "id: chung, name: Chung, members: [khoi, snv]",
    )
    assert [(code, line, message) for code, line, message, _ in found] == [
        ("A414", 3, "nhóm «khoi» là thành viên của chính nó (qua «csbn»)")
    ]


def test_member_of_all_is_not_idle() -> None:
    text = "agencies:\n  - {id: snv, name: Sở Nội vụ}\n  - {id: stc, name: Sở Tài chính}\n"
    group = "  - {id: csbn, name: Các sở, members: all}\n"
    told = []
    for agencies in (text, text + group):
        _, problems = load({"agencies.yaml": agencies.encode(), "criteria.yaml": BY_SNV.encode()})
        told.append([one.message for one in problems if one.code.id == "A409"])
    assert told[0] == ["cơ quan «Sở Tài chính» không chủ trì, không phối hợp dòng nào"]
    assert told[1] == ["cơ quan «Các sở» không chủ trì, không phối hợp dòng nào"]
