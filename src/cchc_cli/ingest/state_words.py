"""The words that officers type for a state, beside its label."""

from functools import cache

from cchc_cli.model.states import Status
from cchc_cli.text import spelling_key, unmarked_key

_OTHER_WORDS = {
    Status.DONE: (
        "đã hoàn thành", "HT", "ĐHT", "hoàn tất", "đã hoàn tất", "xong", "đã xong", "đạt", "đã đạt", "đã thực hiện",
        "đã thực hiện xong", "hoàn thành 100%", "đã hoàn thành 100%", "100%",
    ),
    Status.IN_PROGRESS: (
        "đang", "đang làm", "đang TH", "ĐTH", "đang triển khai", "đang tiến hành", "đang triển khai thực hiện",
        "đang hoàn thiện",
    ),
    Status.NOT_STARTED: (
        "chưa", "chưa làm", "chưa TH", "CTH", "chưa triển khai", "chưa bắt đầu", "chưa tiến hành",
        "chưa triển khai thực hiện",
    ),
    Status.NOT_MET: ("không hoàn thành", "không đạt được", "KĐ", "KHT"),
    Status.NOT_APPLICABLE: ("KAD", "KÁD", "không phát sinh", "không thuộc phạm vi", "N/A"),
}  # fmt: skip


def read_status(words: str) -> tuple[Status, bool] | None:
    """The state that the words mean, and whether they are its label or id; None where they mean none for sure."""
    bare = words.strip(" .;:!*")
    for fold in (spelling_key, unmarked_key):
        key = fold(bare)
        for status in Status:
            if key and key in (fold(status.label), fold(status.value)):
                return status, True
        if status_meant := _other_words(fold is unmarked_key).get(key):
            return status_meant, False
    return None


@cache
def _other_words(is_unmarked: bool) -> dict[str, Status]:
    """The other words by key; those that mean different states once their marks are gone are left out."""
    fold = unmarked_key if is_unmarked else spelling_key
    meant: dict[str, set[Status]] = {}
    for status, texts in _OTHER_WORDS.items():
        for text in texts:
            meant.setdefault(fold(text), set()).add(status)
    return {key: statuses.pop() for key, statuses in meant.items() if len(statuses) == 1}
