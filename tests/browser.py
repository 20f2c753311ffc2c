"""A real browser without a window, for tests of pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
import shutil
from tempfile import TemporaryDirectory

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
needs_browser = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Chromium or its driver is not installed")
PHONE, DESK = 375, 1280
_SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def started() -> Iterator[Chrome]:
    """A browser with an empty profile, closed at the end."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ChromeOptions()
        options.binary_location = CHROMIUM or ""
        for switch in (*_SWITCHES, f"--user-data-dir={profile}"):
            options.add_argument(switch)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        browser = Chrome(options=options, service=Service(DRIVER))
        try:
            yield browser
        finally:
            browser.quit()


def open_page(browser: Chrome, page: Path, width: int = DESK, anchor: str = "") -> None:
    """Opens a file as on a screen of a width, with nothing left of what was open before."""
    metrics = {"width": width, "height": 812, "deviceScaleFactor": 1, "mobile": width == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get("about:blank")
    browser.get(page.as_uri() + anchor)


def complaints(browser: Chrome) -> list[str]:
    """What the browser found wrong since it was last asked: errors of scripts, breaches of the page's policy."""
    return [entry["message"] for entry in browser.get_log("browser")]
