"""The words that names of agencies, and of many agencies at once, begin with."""

from cchc_cli.text import spelling_words

KINDS = tuple(
    spelling_words(words)
    for words in (
        *(
            "bộ",
            "sở",
            "ban",
            "ubnd",
            "ủy ban",
            "hđnd",
            "văn phòng",
            "thanh tra",
            "công an",
            "công ty",
            "cục",
            "chi cục",
        ),
        *("tổng cục", "viện", "trung tâm", "phòng", "đài", "báo", "hội", "hiệp hội", "liên đoàn", "liên minh", "quỹ"),
        *(
            "tập đoàn",
            "tòa án",
            "kho bạc",
            "ngân hàng",
            "bảo hiểm",
            "đoàn",
            "mặt trận",
            "trường",
            "đại học",
            "học viện",
        ),
        *("tổ", "đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "tỉnh đoàn", "thành đoàn", "thường trực", "cơ quan"),
        *("đơn vị", "các", "doanh nghiệp", "kiểm toán", "thuế", "hải quan", "thống kê", "điện lực", "bệnh viện"),
    )
)  # the words that what agencies are called begins with
COLLECTIVE_STARTS = tuple(
    spelling_words(words)
    for words in (
        "các",
        "những",
        "một số",
        "tất cả",
        "toàn bộ",
        "toàn thể",
        "bộ ngành",
        "sở ngành",
        "sở ban",
        "bộ ban",
        "ban ngành",
        "ngành",
        "địa phương",
    )
)
COLLECTIVE_WORDS = tuple(
    spelling_words(words) for words in ("cấp huyện", "cấp xã", "các huyện", "các xã", "địa phương", "các sở")
)
MANY = frozenset(
    spelling_words(
        "huyện xã phường thị thành quận địa ngành tổ hội đoàn cơ đơn sở ban phòng bộ trường doanh cấp cá trung bệnh "
        "cục công hợp chi chủ viện"
    )
)
"""What «các» stands before where it opens a collective."""
