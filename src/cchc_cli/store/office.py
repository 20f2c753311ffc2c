"""A document or workbook as PDF, by the LibreOffice of the machine."""

from datetime import date
from hashlib import sha256
import os
from pathlib import Path
import re
import shutil
import signal
import subprocess
import sys
from tempfile import TemporaryDirectory

from cchc_cli.store.programs import ProgramFault

TIME_LIMIT = 180.0  # seconds

_PROGRAMS = ("soffice", "libreoffice")
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)")
_MAC_PROGRAM = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_ANOTHER_WAY = "ghi ra Word hoặc Excel (-o có đuôi .docx hay .xlsx), mở tệp đó và lưu thành PDF"
_CREATED = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
_IDENTITY = re.compile(rb"(?<=/ID \[ <)([0-9A-F]{32})(>\s+<)([0-9A-F]{32})(?=>)")
_CHECKSUM = re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}")


def find_office() -> Path | None:
    """The program of LibreOffice: that of the search path, or where it is usually installed."""
    for name in _PROGRAMS:
        if found := shutil.which(name):
            return Path(found)
    folders = [Path(os.environ[name]) for name in _WINDOWS_FOLDERS if name in os.environ]
    usual = [folder / "LibreOffice" / "program" / "soffice.com" for folder in folders]  # which waits until it is done
    return next((path for path in (*usual, _MAC_PROGRAM) if path.is_file()), None)


def pdf_of(document: bytes, suffix: str, day: date) -> bytes:
    """The document, whose file name would end in `suffix`, as PDF; the day stands in it as that of its making.

    The same document gives the same bytes. Works beside an open LibreOffice, whose settings are neither used nor
    changed. Raises ProgramFault where there is no LibreOffice, or where it fails or takes too long.
    """
    office = find_office()
    if office is None:
        raise ProgramFault("máy này không có LibreOffice để tạo PDF", f"cài LibreOffice, hoặc {_ANOTHER_WAY}")
    try:
        with TemporaryDirectory(prefix="cchc-", ignore_cleanup_errors=True) as name:
            return _same(_converted(office, document, Path(name), suffix), day)
    except OSError as fault:
        raise ProgramFault(f"không tạo được PDF: {fault.strerror or fault}", _ANOTHER_WAY) from fault


def _converted(office: Path, document: bytes, folder: Path, suffix: str) -> bytes:
    source, made = folder / f"document.{suffix.removeprefix('.')}", folder / "document.pdf"
    source.write_bytes(document)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    code = _run(command)
    if code or not made.is_file():
        raise ProgramFault(f"LibreOffice không chuyển được văn bản sang PDF (mã thoát {code})", _ANOTHER_WAY)
    return made.read_bytes()


def _run(command: list[str]) -> int:
    """Runs a command to its end; its exit code. Whatever happens, neither it nor what it started goes on running."""
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True) as process:
        try:
            return process.wait(TIME_LIMIT)
        except subprocess.TimeoutExpired as fault:
            raise ProgramFault(f"LibreOffice không xong sau {TIME_LIMIT:g} giây", _ANOTHER_WAY) from fault
        finally:
            if process.returncode is None:
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process with all that it started: LibreOffice is a program that starts another one."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _same(pdf: bytes, day: date) -> bytes:
    """The PDF with the day in place of the moment, and with what was drawn from that moment drawn from the content.

    What is put in is as long as what it replaces: a PDF knows its parts by where they begin.
    """
    blank = _drawn(_CREATED.sub(f"{day:%Y%m%d}000000".encode(), pdf), b"0" * 32)
    return _drawn(blank, sha256(blank).hexdigest()[:32].upper().encode())


def _drawn(pdf: bytes, number: bytes) -> bytes:
    return _CHECKSUM.sub(number, _IDENTITY.sub(lambda found: number + found[2] + number, pdf))
