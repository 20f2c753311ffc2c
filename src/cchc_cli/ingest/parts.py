"""The parts of a zip of XML (ECMA-376), as office programs write their files, taken out so that none can do harm."""

from collections.abc import Iterable
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile, ZipInfo
import zlib

MAX_BYTES = 60_000_000
ZIP_FAULTS = (BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_UNPACKED = 1 << 30
_MAX_PART = 32_000_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Unsafe(Exception):
    """What no real file holds, in a few words."""


class Locked(Exception):
    """A zip with a password."""


def is_encrypted(content: bytes) -> bool:
    """Whether a file of an office program needs a password to be opened: it is a container of old then."""
    return content.startswith(OLE) and _ENCRYPTED in content


def entries_of(archive: ZipFile) -> dict[str, ZipInfo]:
    """What a zip says that it holds, by path with forward slashes. Raises Locked."""
    entries = {entry.filename.replace("\\", "/"): entry for entry in archive.infolist()}
    if any(entry.flag_bits & 1 for entry in entries.values()):
        raise Locked
    return entries


def refuse_bombs(needed: Iterable[ZipInfo], streamed: Iterable[ZipInfo] = ()) -> None:
    """Raises Unsafe where the parts unpack to too much; of those that are `streamed` one alone may be large.

    Declared sizes hold: the library reads no more of a part than it declares.
    """
    sizes, streamed_sizes = ([entry.file_size for entry in some] for some in (needed, streamed))
    if any(size > _MAX_PART for size in sizes) or sum(sizes) + sum(streamed_sizes) > _MAX_UNPACKED:
        raise Unsafe("nội dung nén bung ra quá lớn")


def refuse_declarations(content: bytes) -> None:
    """Raises Unsafe where XML declares entities, by which it could grow without end or read other files."""
    if any("<!DOCTYPE".encode(encoding) in content for encoding in ("ascii", "utf-16-le", "utf-16-be")):
        raise Unsafe("XML có khai báo DTD")
