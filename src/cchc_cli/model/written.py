"""The base of everything that stands in a data file."""

from pydantic import BaseModel, ConfigDict, PrivateAttr

from cchc_cli.diagnostics import Origin


class Written(BaseModel):
    """A value read from a data file; it knows where it stands. Built on first use, which keeps start-up short."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True)

    _origin: Origin | None = PrivateAttr(default=None)

    @property
    def origin(self) -> Origin:
        """Where the value was read from; set by the loader."""
        assert self._origin is not None
        return self._origin
