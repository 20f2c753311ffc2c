"""What ends a command early, how it is said, and the exit codes of the program."""

FINE = 0
BAD_DATA = 1
BAD_COMMAND = 2
BAD_PLACE = 3
BUG = 70
INTERRUPTED = 130


class CommandFault(Exception):
    """A command that cannot go on: the exit code, what is wrong, what to do."""

    def __init__(self, exit_code: int, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.exit_code = exit_code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"Lỗi: {self.message}" + (f"\n  gợi ý: {self.hint}" if self.hint else "")


class DataFault(Exception):
    """Data with errors: `findings` is what to print."""

    def __init__(self, findings: str) -> None:
        super().__init__(findings)
        self.findings = findings
