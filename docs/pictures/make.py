"""Makes the pictures of the README again, from `cchc init --demo`.

Needs LibreOffice, poppler-utils and Chromium with its driver, and the packages of the tests. Usage:
python docs/pictures/make.py
"""

from pathlib import Path
import subprocess
import sys
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).resolve().parent
DAY = "2024-10-31"
PHONE_HEIGHT = 1100


def main() -> None:
    """Writes the three pictures beside this file."""
    sys.path.insert(0, str(FOLDER.parents[1] / "tests"))
    with TemporaryDirectory() as name:
        scratch = Path(name)
        _cchc("init", "--demo", str(scratch))
        for suffix in ("xlsx", "pdf", "html"):
            _cchc("--data", str(scratch / "data"), "report", "--as-of", DAY, "-o", str(scratch / f"report.{suffix}"))
        _picture(scratch / "report.pdf", "document", page=1, width=700)
        _run("soffice", f"-env:UserInstallation={(scratch / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
             "--outdir", str(scratch / "workbook"), str(scratch / "report.xlsx"))  # fmt: skip
        _picture(scratch / "workbook" / "report.pdf", "workbook", page=5, width=1000)
        _phone(scratch / "report.html")


def _cchc(*args: str) -> None:
    _run(sys.executable, "-m", "cchc_cli", *args)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _picture(pdf: Path, name: str, *, page: int, width: int) -> None:
    first_last = ("-f", str(page), "-l", str(page), "-singlefile")
    _run("pdftoppm", "-png", "-scale-to-x", str(width), "-scale-to-y", "-1", *first_last, str(pdf), str(FOLDER / name))


def _phone(page: Path) -> None:
    """The top of the page as on a phone, in twice as many points."""
    from browser import PHONE, open_page, started

    with started() as browser:
        open_page(browser, page, PHONE)
        metrics = {"width": PHONE, "height": PHONE_HEIGHT, "deviceScaleFactor": 2, "mobile": True}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        browser.save_screenshot(str(FOLDER / "phone.png"))


if __name__ == "__main__":
    main()
