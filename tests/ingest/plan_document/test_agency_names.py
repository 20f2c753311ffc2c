import pytest

from cchc_cli.ingest.plan_document.agency_names import read_names
from cchc_cli.ingest.plan_document.known_names import KnownNames
from cchc_cli.ingest.plan_document.proposals import Proposals
from cchc_cli.model.agency import Agency
from ingest.plan_document.drafts import AGENCIES

KNOWN = KnownNames(AGENCIES)
NOBODY = KnownNames(())


def told(text: str, known: KnownNames = KNOWN) -> str:
    """Who leads, then who supports: ids, unknown names as printed, collectives with a star."""
    names = read_names(text, known)
    sides = [
        "; ".join((one.agency or one.words) + ("*" if one.is_collective else "") for one in side)
        for side in (names.leads, names.support)
    ]
    return " | ".join(filter(None, sides))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sở Nội vụ", "snv"),
        ("SỞ NỘI VỤ", "snv"),
        ("So Noi vu", "snv"),
        ("Văn phòng Uỷ ban nhân dân tỉnh, Sở Tài chính", "vpubnd; stc"),
        ("Sở Tài chính, Sở Tư pháp; UBND cấp huyện", "stc; stp; UBND cấp huyện*"),
        ("Sở Tài chính\nSở Tư pháp", "stc; stp"),
        ("Sở Kế hoạch\nvà Đầu tư", "skhdt"),
        ("Sở Tài chính và Sở Tư pháp", "stc; stp"),
        ("Sở KH&ĐT; SNV", "skhdt; snv"),
        ("Các Sở: Kế hoạch và Đầu tư, Tài chính, Nội vụ", "skhdt; stc; snv"),
        ("Các Sở Tài chính, Nội vụ và Tư pháp", "stc; snv; stp"),
        ("Các Sở: Tài chính, Văn hóa, Thể thao và Du lịch, Nội vụ", "stc; svhttdl; snv"),
        ("Các Sở: Tài chính, Y tế", "stc; Sở Y tế"),
        ("Sở Tài chính, Nội vụ", "stc; snv"),
        ("Sở Văn hoá, Thể thao & Du lịch", "svhttdl"),
        ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và các địa phương", "snv | stc; các địa phương*"),
        ("Chủ trì: Sở Nội vụ; Phối hợp: Sở Y tế, Sở Tài chính", "snv | Sở Y tế; stc"),
        ("Các sở, ban, ngành", "Các sở, ban, ngành*"),
        (
            "Sở Nội vụ, các sở, ban, ngành; UBND các huyện, thị xã, thành phố",
            "snv; các sở, ban, ngành*; UBND các huyện, thị xã, thành phố*",
        ),
        ("Sở Nội vụ (Phòng CCHC)", "snv"),
        ("Sở Nội vụ - Đ/c Nguyễn Văn A", "snv"),
        ("Đồng chí Nguyễn Văn A, Giám đốc Sở Nội vụ", "snv"),
        ("Cơ quan chủ trì: Sở Nội vụ\nCơ quan phối hợp: Sở Tài chính", "snv | stc"),
        ("- Phối hợp: Sở Y tế.\n- Chủ trì: Sở Nội vụ.", "snv | Sở Y tế"),
        ("- Sở Nội vụ\n- Sở Y tế\n- UBND cấp huyện", "snv; Sở Y tế; UBND cấp huyện*"),
        ("• Sở Nội vụ\n• Sở Y tế\n+ Sở Tư pháp", "snv; Sở Y tế; stp"),
        ("1. Sở Nội vụ 2. Sở Y tế\n3) Sở Tư pháp", "snv; Sở Y tế; stp"),
        ("Các Sở:\n- Tài chính\n- Nội vụ", "stc; snv"),
        ("Sở Nội vụ (chủ trì), Sở Tài chính (phối hợp)", "snv | stc"),
        ("Sở Nội vụ (chủ trì); các sở: Tài chính, Tư pháp (phối hợp)", "snv | stc; stp"),
        ("Sở Nội vụ (chủ trì), Sở Tài chính", "snv | stc"),
        ("Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính và các đơn vị thực hiện", "snv | stc; các đơn vị*"),
        ("Sở Nội vụ là cơ quan chủ trì", "snv"),
        ("Sở Y tế cùng Sở Tài chính", "Sở Y tế; stc"),
        ("Sở Nội vụ. Sở Y tế. Sở Tài chính.", "snv; Sở Y tế; stc"),
        ("VP.UBND tỉnh; V.P UBND tỉnh", "vpubnd; vpubnd"),
        ("SỞ NỘI VỤ, SỞ Y TẾ VÀ SỞ TƯ PHÁP", "snv; SỞ Y TẾ; stp"),
        ("Sở Tàichính; S\u01a1\u0309 Nô\u0323i vu\u0323", "stc; snv"),
        ("Sở KHĐT; SKH&ĐT; Sở NV", "skhdt; skhdt; snv"),
        ("Sở VH,TT&DL; Sở LĐTB&XH, UBND TP", "svhttdl; Sở LĐTB&XH; UBND TP"),
        ("Ban Quản lý Khu kinh tế và các khu công nghiệp", "Ban Quản lý Khu kinh tế và các khu công nghiệp"),
        ("Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Văn phòng Đoàn ĐBQH và HĐND tỉnh"),
        ("Tất cả các cơ quan, đơn vị", "Tất cả các cơ quan, đơn vị*"),
    ],
)
def test_cells_as_plans_print_them(text: str, meant: str) -> None:
    assert told(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (
            "Bộ Khoa học và Công nghệ, Bộ Thông tin và Truyền thông",
            "Bộ Khoa học và Công nghệ; Bộ Thông tin và Truyền thông",
        ),
        ("Bộ Văn hóa, Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch"),
        (
            "Bộ Lao động - Thương binh và Xã hội,Thanh tra Chính phủ",
            "Bộ Lao động - Thương binh và Xã hội; Thanh tra Chính phủ",
        ),
        ("VTV, VOV, TTXVN, các địa phương", "VTV; VOV; TTXVN; các địa phương*"),
        ("Các bộ, ngành, địa phương", "Các bộ, ngành, địa phương*"),
        ("Bộ, ngành, địa phương", "Bộ, ngành, địa phương*"),
        ("Bộ Tài chính, bộ, ngành liên quan", "Bộ Tài chính; bộ, ngành liên quan*"),
        ("Văn phòng HĐND và UBND xã", "Văn phòng HĐND và UBND xã"),
        ("Phòng Văn hoá - Xã hội, Văn phòng HĐND-UBND xã", "Phòng Văn hoá - Xã hội; Văn phòng HĐND-UBND xã"),
        ("Văn phòng Chính phủ; Bộ Công an", "Văn phòng Chính phủ; Bộ Công an"),
    ],
)
def test_names_that_nobody_declared_are_parted_by_how_agencies_are_called(text: str, meant: str) -> None:
    assert told(text, NOBODY) == meant


def test_initials_name_nobody_but_the_only_one_whose_name_they_are() -> None:
    known = KnownNames(
        tuple(
            Agency.model_validate({"id": id_, "name": name})
            for id_, name in (("an-bien", "UBND xã An Biên"), ("sct", "Sở Công Thương"), ("sct2", "Sở Cây trồng"))
        )
    )
    assert told("UBND xã An Bình; Sở CT", known) == "UBND xã An Bình; Sở CT"


def test_lost_separator_is_told_whether_the_names_are_known_or_not() -> None:
    for text, known in (("Sở Tài chính Sở Tư pháp", KNOWN), ("Bộ Tài chính Bộ Khoa học và Công nghệ", NOBODY)):
        names = read_names(text, known)
        assert (len(names.leads), len(names.remarks)) == (2, 1), text


def test_part_of_a_name_is_no_agency() -> None:
    names = read_names("Bộ Tài chính, Bộ", NOBODY)
    assert ([one.words for one in names.leads], names.cut) == (["Bộ Tài chính"], ("Bộ",))
    assert read_names("nghiệp và phát triển nông thôn, Bộ Tài chính", NOBODY).cut == ("nghiệp và phát triển nông thôn",)


def test_ids_are_initials_each_once() -> None:
    proposals = Proposals(frozenset({"skhcn"}))
    texts = (
        "Sở Khoa học và Công nghệ",
        "Sở KHOA HỌC & CÔNG NGHỆ",
        "UBND tỉnh",
        "Đài Phát thanh - Truyền hình",
        "UBND thị xã",
    )
    ids = [proposals.id_of(read_names(text, NOBODY).leads[0]) for text in texts]
    assert ids == ["skhcn2", "skhcn2", "ubndt", "dptth", "ubndtx"]
    assert next(agency.name for agency in proposals.as_agencies()) == "Sở Khoa học và Công nghệ"
