"""What a file holds, read again after an edit: the proof that the edit changed what it should and nothing else."""

from cchc_cli.source import Document, Mapping, decode, parse


class Unwritable(Exception):
    """Why a file cannot be edited without touching the rest."""


def read(content: bytes) -> tuple[Document, Mapping]:
    """The text of a file and its tree. Raises Unwritable where it has none."""
    document, _ = decode("", content)
    root = parse(document)[0] if document is not None else None
    if document is None or not isinstance(root, Mapping):
        raise Unwritable("tệp không đọc được")
    return document, root


def data_of(content: bytes) -> dict[str, object]:
    """What a file holds as plain values; nothing where it cannot be read."""
    try:
        return read(content)[1].data()
    except Unwritable:
        return {}


def data_before(document: Document, root: Mapping, at: int) -> dict[str, object]:
    """What the file holds; a break put behind its last line belongs to a text in a block that ends there."""
    is_unbroken = at == len(document.text) and not document.text.endswith(("\r", "\n"))
    return data_of(f"{document.text}\n".encode()) if is_unbroken else root.data()


def items_of(value: object) -> list[object]:
    """What a list holds, or is to hold where there is none yet. Raises Unwritable."""
    if value is None or isinstance(value, list):
        return list(value or ())
    raise Unwritable("chỗ của danh sách lại là giá trị khác")
