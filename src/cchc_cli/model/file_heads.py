"""The top keys of the data files; what stands in the lists below them is read item by item."""

from cchc_cli.model.fields import AgencyId, Year
from cchc_cli.model.written import Written


class AgenciesFile(Written):
    """The top of `agencies.yaml`, without its agencies."""


class PlanFile(Written):
    """The top of a plan's file, without its areas; `plan` is a `PlanHead`."""

    year: Year
    plan: object = None


class ProgressFile(Written):
    """The top of a progress file, without its updates; `returns` are `Return`s."""

    year: Year
    agency: AgencyId
    returns: object = None
