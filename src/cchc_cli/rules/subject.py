"""What the rules look at."""

from datetime import date
from typing import NamedTuple

from cchc_cli.model.catalogue import Catalogue
from cchc_cli.text import nearest

_DECLARE = "khai báo cơ quan trong agencies.yaml"


class Subject(NamedTuple):
    """A catalogue under check, the day of the check, and the files that hold something unknown."""

    catalogue: Catalogue
    today: date | None
    unread_files: frozenset[str]

    @property
    def knows_all_agencies(self) -> bool:
        """Whether every agency could be read, so that a missing one is really missing."""
        agencies = self.catalogue.agencies
        is_sound = all(agency.id for agency in agencies) and len(self.catalogue.by_id) == len(agencies)
        return "agencies.yaml" not in self.unread_files and is_sound

    @property
    def knows_all_plans(self) -> bool:
        """Whether there are plans, and every one could be read."""
        return bool(self.catalogue.plans) and not any(file.startswith("criteria") for file in self.unread_files)

    def nearest_agency(self, agency_id: str) -> str:
        """A hint that names the nearest declared id, or says where to declare one."""
        near = nearest(agency_id, tuple(self.catalogue.by_id), cutoff=0.5)
        return f"có phải «{near}»? cơ quan mới thì khai báo trong agencies.yaml" if near else _DECLARE
