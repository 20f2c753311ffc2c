"""What goes wrong with other programs of the machine: git, LibreOffice."""


class ProgramFault(Exception):
    """Why another program could not do its part: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
