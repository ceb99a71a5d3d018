"""The README's pictures, from a finished digest: ``make screenshots`` (needs Chromium and CJK fonts)."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
VIEWS = {
    "phone-light": (390, 844, "light"),
    "phone-dark": (390, 844, "dark"),
    "desktop-light": (1200, 844, "light"),
    "desktop-dark": (1200, 844, "dark"),
}
FRAME = """<body style="margin:0;padding:28px;display:flex;gap:24px;align-items:center;background:#e9e6df;width:1144px;box-sizing:border-box">
<img src="phone-light.png" style="height:560px;border-radius:22px;box-shadow:0 6px 30px #0003"><img src="desktop-dark.png" style="height:560px;border-radius:12px;box-shadow:0 6px 30px #0004"></body>"""


def main() -> int:
    """Write the pictures of the page ``argv[1]`` into the folder ``argv[2]``."""
    page, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        for name, (width, height, scheme) in VIEWS.items():
            shoot(browser, page.as_uri(), folder / f"{name}.png", width, height, scheme)
        frame = folder / "frame.html"
        frame.write_text(FRAME, encoding="utf-8")
        shoot(browser, frame.resolve().as_uri(), folder / "overview.png", 1144, 616, "light")
        frame.unlink()
        browser.close()
    return 0


def shoot(browser: Browser, address: str, target: Path, width: int, height: int, scheme: str) -> None:
    """One picture of what a screen of that size shows first."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(address)
    page.screenshot(path=str(target))
    page.close()


if __name__ == "__main__":
    sys.exit(main())
