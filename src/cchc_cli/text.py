"""Text as it is kept and compared: NFC, match keys, natural order."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import takewhile
import re
import unicodedata

NO_BREAK_SPACES = frozenset(map(chr, (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
_SOFT = (0xAD, 0x034F, 0x061C, 0x180E, 0xFEFF)
INVISIBLE = frozenset(map(chr, (*_SOFT, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))))
CONTROLS = frozenset(map(chr, (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFFFE, 0xFFFF)))
_LINE_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_KEPT = str.maketrans(
    {
        **dict.fromkeys((*INVISIBLE, *CONTROLS)),
        **dict.fromkeys(NO_BREAK_SPACES, " "),
        **dict.fromkeys(_LINE_BREAKS, "\n"),
    }
)
_CHANGED = frozenset(map(chr, _KEPT))

_WORD_BREAKS = re.compile(r"[\s&,;:()/\-\u2013\u2014]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = re.compile("(?:[aeiouy][\u0300-\u036f]*)+", re.IGNORECASE)
_MARKS = re.compile("[\u0300-\u036f]")
_JOINING_WORDS = ("và", "va")

_COMPARED = 200
_LONGEST_WORD = 100

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def clean(value: str) -> str:
    """The text as the program keeps it: NFC, every kind of space a plain one, what cannot be seen gone.

    Spreadsheets and documents cannot hold control characters, and nobody types a no-break space into a search, so both
    are dealt with once, on the way in. Those that break a line become a line break.
    """
    if value.isascii() and value.isprintable():
        return value
    if not _CHANGED.isdisjoint(value):  # `translate` is slow where nearly every letter is outside ASCII
        value = value.replace("\r\n", "\n").translate(_KEPT)
    return unicodedata.normalize("NFC", value)


def trimmed(value: str) -> str:
    """The text without spaces at the ends of its lines, and without blank lines around it."""
    return "\n".join(line.rstrip() for line in value.split("\n")).strip()


def spelling_words(value: str) -> tuple[str, ...]:
    """The words of a name, alike for case, tone placement (Uỷ/Ủy), `&` and `và`, hyphen and comma."""
    words = _WORD_BREAKS.split(clean(value).casefold())
    return tuple(_fold_tones(word) for word in words if word and word != _JOINING_WORDS[0])


def unmarked_words(value: str) -> tuple[str, ...]:
    """As `spelling_words`, but alike for all marks and for đ and d too."""
    words = (_strip_marks(word) for word in _WORD_BREAKS.split(clean(value).casefold()))
    return tuple(word for word in words if word and word != _JOINING_WORDS[1])


def spelling_key(value: str) -> str:
    """Match key of a name with its marks kept; spaces do not count."""
    return "".join(spelling_words(value))


def unmarked_key(value: str) -> str:
    """Match key of a name without its marks; spaces do not count."""
    return "".join(unmarked_words(value))


def tone_key(value: str) -> str:
    """Match key of a text for the placement of its tone marks alone (hòa/hoà): case, spaces and signs count."""
    return _fold_tones(clean(value))


def natural_key(code: str) -> tuple[tuple[int, bool], ...]:
    """Sort key of a code, segment by segment: 1.9 before 1.10, Arabic before Roman of the same value."""
    return tuple(_segment_key(segment) for segment in code.split("."))


@lru_cache(maxsize=256)
def nearest(wanted: str, known: tuple[str, ...], cutoff: float = 0.6) -> str | None:
    """The word most like one that is not there, before all one with the same letters (`sct` for `stc`).

    A misspelling that recurs is looked up once.
    """
    from difflib import get_close_matches  # only where something is misspelt

    likely = [word for word in known if word[:1] == wanted[:1] or word[-1:] == wanted[-1:]]
    near = get_close_matches(wanted[:_LONGEST_WORD], likely[:_COMPARED], cutoff=cutoff)
    letters = sorted(wanted)
    return next((word for word in near if sorted(word) == letters), next(iter(near), None))


def nearest_codes(wanted: str, codes: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The codes most like one that is not there: without its dots the same, then by leading segments and letters.

    Of a large plan only some codes of the same area are compared.
    """
    area, digits, segments = wanted.partition(".")[0], wanted.replace(".", ""), wanted.split(".")
    known = tuple(codes)
    near = known if len(known) <= _COMPARED else tuple(code for code in known if code.partition(".")[0] == area)

    def likeness(code: str) -> tuple[bool, int, int, int]:
        pairs = zip(code.split("."), segments, strict=False)
        letters = zip(code, wanted, strict=False)
        is_dotless = code.replace(".", "") == digits
        return is_dotless, _shared(pairs), _shared(letters), -abs(len(code) - len(wanted))

    return tuple(sorted(sorted(near[:_COMPARED], key=likeness, reverse=True)[:most], key=natural_key))


def _shared(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs are alike from the first on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _segment_key(segment: str) -> tuple[int, bool]:
    if segment.isdecimal():
        return int(segment), False
    values = [_ROMAN.get(letter, 0) for letter in segment]
    following = [*values[1:], 0]
    total = sum(-one if one < after else one for one, after in zip(values, following, strict=True))
    return total, True


@lru_cache(maxsize=16384)
def _fold_tones(word: str) -> str:
    """The word decomposed, each tone mark moved behind the vowels it stands among; Vietnamese has few words."""
    if word.isascii():
        return word
    return _VOWELS.sub(_tone_last, unicodedata.normalize("NFD", word))


def _tone_last(vowels: re.Match[str]) -> str:
    letters = vowels.group()
    tones = "".join(letter for letter in letters if letter in _TONES)
    return "".join(letter for letter in letters if letter not in _TONES) + tones


def _strip_marks(word: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", word)).replace("đ", "d")
