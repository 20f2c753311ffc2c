"""What ends a command early, how it is said, and the exit codes of the program."""

import errno

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


_REASONS = {
    errno.ENOSPC: "hết chỗ trên đĩa",
    errno.EEXIST: "đã có tệp cùng tên",
    errno.ENOENT: "không có tệp hay thư mục đó",
    errno.EACCES: "không được phép",
    errno.EPERM: "không được phép",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOTDIR: "một phần đường dẫn không phải thư mục",
    errno.EISDIR: "là thư mục, không phải tệp",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết vòng tròn",
    errno.EIO: "ổ đĩa hoặc mạng có lỗi",
}


def reason(fault: OSError) -> str:
    """Why the system refused, in Vietnamese where the cause is a usual one."""
    return _REASONS.get(fault.errno or 0) or fault.strerror or str(fault)
