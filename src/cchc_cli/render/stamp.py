"""The day on the entries of a zip archive, as workbooks and documents are: the same content, the same bytes."""

from datetime import date
from struct import Struct

_FIRST_DAY = date(1980, 1, 1)  # a zip archive knows no day before, and none after 2107
_LAST_DAY = date(2107, 12, 31)
_STAMP = Struct("<HH")  # time, day
_END = Struct("<4s6xH4xI2x")  # how many entries, where the directory begins
_ENTRY = Struct("<4s8xHH12xHHH8xI")  # time, day; lengths of name, extra field and comment; where the local header is
_ENTRY_STAMP_AT, _LOCAL_STAMP_AT = 12, 10


def stamped(archive: bytes, day: date) -> bytes:
    """The archive with midnight of the day on all entries; nothing is packed anew.

    Takes an archive as `zipfile` writes it below 4 GiB: without a comment of its own.
    """
    content = bytearray(archive)
    stamp = _stamp(min(max(day, _FIRST_DAY), _LAST_DAY))
    signature, count, at = _END.unpack_from(content, len(content) - _END.size)
    assert signature == b"PK\x05\x06", "the end of a zip archive"
    for _ in range(count):
        signature, _, _, name, extra, comment, local = _ENTRY.unpack_from(content, at)
        assert signature == b"PK\x01\x02", "an entry of a zip archive's directory"
        for place in (at + _ENTRY_STAMP_AT, local + _LOCAL_STAMP_AT):
            content[place : place + _STAMP.size] = stamp
        at += _ENTRY.size + name + extra + comment
    return bytes(content)


def _stamp(day: date) -> bytes:
    return _STAMP.pack(0, (day.year - _FIRST_DAY.year) << 9 | day.month << 5 | day.day)
