"""Agencies that a document names and nobody has declared, with an id for each."""

from collections.abc import Sequence

from cchc_cli.ingest.plan_document.agency_names import Named
from cchc_cli.ingest.plan_document.known_names import initials
from cchc_cli.model.agency import Agency
from cchc_cli.text import spelling_words

_ALL = spelling_words("các")
_LONGEST_ID = 20


class Proposals:
    """Agencies that a document names and the data home does not declare, each with an id made of its initials.

    A collective is a group, of which somebody has to say whom it holds. Where a name is one of the reference agencies,
    it is proposed as it is called there, but for its dates: those differ from place to place.
    """

    def __init__(self, taken: frozenset[str], reference: Sequence[Agency] = ()) -> None:
        self._named: dict[tuple[str, ...], Named] = {}
        self._ids: dict[tuple[str, ...], str] = {}
        self._taken = set(taken)
        self._reference = {agency.id: agency for agency in reference}

    def id_of(self, named: Named) -> str:
        """The id of a known agency, or the one proposed for an unknown one."""
        if named.agency is not None:
            return named.agency
        key = spelling_words(named.words)
        if named.reference is not None:
            key = spelling_words(self._reference[named.reference].name)
        elif named.is_collective and key[:1] == _ALL:
            key = key[1:]
        if key not in self._ids:
            letters = initials(named.words).lstrip("0123456789")[:_LONGEST_ID] or "coquan"
            self._ids[key] = self._free(named.reference or letters)
            self._named[key] = named
        return self._ids[key]

    def as_agencies(self) -> tuple[Agency, ...]:
        """The agencies proposed, as `agencies.yaml` would declare them, in the order met."""
        return tuple(self._as_agency(self._ids[key], named) for key, named in self._named.items())

    def _as_agency(self, id_: str, named: Named) -> Agency:
        declared: dict[str, object] = {"id": id_, "name": named.words, "members": [] if named.is_collective else None}
        if named.reference is not None:
            agency = self._reference[named.reference]
            declared = {"id": id_, "name": agency.name, "short": agency.short, "aliases": agency.aliases}
        return Agency.model_validate({key: value for key, value in declared.items() if value is not None})

    def _free(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}{number}", number + 1
        self._taken.add(name)
        return name
