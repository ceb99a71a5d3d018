"""The long form of the checks on what a reader sees: ``make check-digest`` prints one figure a line and fails on a bad one.

Validators and Lighthouse come from npm (into ``out/check``), SpamAssassin and Chromium from the system; what is not on the
machine is named as skipped. The short form is tests/test_browser.py and tests/test_render.py.
"""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

from mail_roundtrip import missing, roundtrip

from aggregator.dedupe import dedupe
from aggregator.render.forms import render
from aggregator.render.mail import build_mail
from aggregator.store import Store
from aggregator.web.app import make_app
from aggregator.web.desk import Desk
from tests.digests import MADE, digest
from tests.test_browser import ARGUMENTS
from tests.test_web import CONFIG, EVENTS, SECRET, serving
from tests.test_web import NOW as WEB_NOW

CHROMIUM = "/usr/bin/chromium"
PACKAGES = ("html-validate@10", "vnu-jar", "lighthouse@12")
PAGES = (
    "/", "/events", "/week", "/month", "/saved", "/out", "/weights", "/sources", "/sources/add", "/profile", "/settings", "/help", "/digest",
)  # fmt: skip
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100}
TEXTS = """() => {
  const out = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n; n = walk.nextNode();) {
    const e = n.parentElement, text = n.data.trim();
    if (!text || /^(SCRIPT|STYLE)$/.test(e.tagName) || !e.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})) continue;
    const s = getComputedStyle(e), range = document.createRange();
    if (s.clipPath !== 'none' || (e.closest('details:not([open])') && !e.closest('summary'))) continue;
    range.selectNodeContents(n);
    const big = parseFloat(s.fontSize) >= 24 || (parseFloat(s.fontSize) >= 18.66 && +s.fontWeight >= 700);
    for (const r of range.getClientRects())
      if (r.width >= 8 && r.height >= 8) out.push([r.x, r.y + scrollY, r.width, r.height, big, text.slice(0, 24)]);
  }
  return out;
}"""
MODES: Mapping[str, tuple[str, str, Sequence[str]]] = {
    "light": ("light", "", ()),
    "dark": ("dark", "", ()),
    "a client's partial inversion": ("light", "", ("--enable-features=WebContentsForceDark",)),
    "a client's full inversion": (
        "light",
        "html{filter:invert(1) hue-rotate(180deg);background:#000!important}",
        (),
    ),
}
"""How mail clients show colours: scheme, added style, Chromium's switches."""


def main() -> int:
    """Print all figures; 1 if one is bad."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out/check").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    files = list(make(folder))
    bad = 0
    for name, figure, good in figures(folder, files):
        print(f"{'skipped' if good is None else 'ok' if good else 'BAD':<8}{name}: {figure}", flush=True)
        bad += good is False
    print(f"{bad} bad")
    return 1 if bad else 0


def make(folder: Path) -> Iterator[Path]:
    """A digest of 30 events as page and mail, and every page of the web UI, as files."""
    address = "https://asagao.example"
    link = partial(_signed, address)
    rendered = render(digest(30), base_url=address, link=link)
    (folder / "digest.html").write_text(rendered.html, encoding="utf-8")
    message = build_mail(
        rendered,
        sender="Asagao <asagao@asagao.example>",
        to=("reader@mail.example",),
        made=MADE,
        profile="default",
        unsubscribe=f"{address}/unsubscribe/x",
    )
    (folder / "digest.eml").write_bytes(message.as_bytes())
    parsed = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    body = parsed.get_body(("html",))
    (folder / "mail.html").write_text(body.get_content() if body else "", encoding="utf-8")
    yield folder / "digest.html"
    yield folder / "mail.html"
    with tempfile.TemporaryDirectory() as place, Store.open(Path(place) / "events.db") as store:
        config = Path(place) / "config.yaml"
        config.write_text(CONFIG, encoding="utf-8")
        store.save(dedupe(EVENTS, now=WEB_NOW), WEB_NOW)
        app = make_app(Desk(config, store, lambda: WEB_NOW, {}), hosts=["127.0.0.1"], secret=SECRET, data=Path(place))
        with serving(app) as client:
            for path in (*PAGES, _story(client)):
                file = folder / f"web{path.replace('/', '_')}.html"
                file.write_text(client.get(path).text, encoding="utf-8")
                yield file


def _signed(address: str, deed: str, listing: str) -> str:
    return f"{address}/do/{deed}/{listing}"


def _story(client: httpx.Client) -> str:
    found = re.search(r'href="(/e/[^"/?]+)"', client.get("/events?days=366").text)
    return found[1] if found else "/events"


def figures(folder: Path, files: Sequence[Path]) -> Iterator[tuple[str, str, bool | None]]:
    """What is measured: its name, its figure, and whether that is good (``None``: could not be measured)."""
    npm = npm_folder(folder)
    if npm is None:
        yield "html-validate, Nu HTML checker, Lighthouse", "npm is not on this machine", None
    else:
        for file in files:
            yield f"html-validate {file.name}", *html_validate(npm, file)
            yield f"Nu HTML checker {file.name}", *nu(npm, file)
        yield "Lighthouse mobile digest.html", *lighthouse(npm, folder)
    yield "SpamAssassin", *spam(folder / "digest.eml")
    yield "delivery through Postfix and Dovecot", *delivered(folder / "digest.eml")
    if Path(CHROMIUM).exists():
        for name in ("digest.html", "mail.html"):
            for mode in MODES if name == "mail.html" else ("light", "dark"):
                yield f"lowest contrast {name} {mode}", *contrast(folder / name, mode)
        yield "printed A4 pages digest.html", *printed(folder / "digest.html")
    else:
        yield "contrast, print", "Chromium is not on this machine", None


def npm_folder(folder: Path) -> Path | None:
    """The npm packages, installed on first use."""
    if not shutil.which("npm"):
        return None
    if not (folder / "node_modules" / ".bin" / "lighthouse").exists():
        subprocess.run(["npm", "init", "-y"], cwd=folder, check=True, capture_output=True)
        environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
        subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", *PACKAGES],
            cwd=folder,
            check=True,
            capture_output=True,
            env=environment,
        )
    return folder / "node_modules"


def html_validate(npm: Path, file: Path) -> tuple[str, bool]:
    """Errors of html-validate (recommended and a11y); mail needs inline styles and old attributes."""
    off = ["no-inline-style"]
    if file.name == "mail.html":
        off += ["no-deprecated-attr", "no-conditional-comment", "prefer-tbody", "prefer-native-element"]
    rules: dict[str, object] = dict.fromkeys(off, "off")
    config = npm.parent / f"{file.stem}.htmlvalidate.json"
    extends = ["html-validate:recommended", "html-validate:a11y"]
    config.write_text(json.dumps({"root": True, "extends": extends, "rules": rules}), encoding="utf-8")
    command = [str(npm / ".bin" / "html-validate"), "--config", str(config), "--formatter", "json", str(file)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout or "[]")
    found = [f"{one['ruleId']} {one['line']}: {one['message'][:80]}" for result in told for one in result["messages"]]
    return f"{len(found)} {'; '.join(found[:3])}".strip(), not found


def nu(npm: Path, file: Path) -> tuple[str, bool | None]:
    """Errors of the Nu HTML checker; it does not know the properties for Outlook."""
    if not shutil.which("java"):
        return "java is not on this machine", None
    jar = next((npm / "vnu-jar").rglob("vnu.jar"))
    command = ["java", "-Xss2m", "-jar", str(jar), "--format", "json", "--exit-zero-always", str(file)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)
    found = [
        f"{one.get('lastLine')}: {one['message'][:90]}"
        for one in told["messages"]
        if one["type"] == "error"
        and not (file.name == "mail.html" and re.search(r"mso-|supported-color", one["message"]))
    ]
    return f"{len(found)} {'; '.join(found[:3])}".strip(), not found


def lighthouse(npm: Path, folder: Path) -> tuple[str, bool]:
    """Lighthouse's scores for the page over HTTP."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        report = folder / "lighthouse.json"
        command = [
            str(npm / ".bin" / "lighthouse"),
            f"http://127.0.0.1:{server.server_port}/digest.html",
            "--quiet",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking",
            f"--only-categories={','.join(LEAST)}",
            "--output=json",
            f"--output-path={report}",
        ]
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, "CHROME_PATH": CHROMIUM})
        server.shutdown()
    scores = {
        name: round(one["score"] * 100)
        for name, one in json.loads(report.read_text(encoding="utf-8"))["categories"].items()
    }
    return str(scores), all(scores[name] >= least for name, least in LEAST.items())


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        return


def spam(mail: Path) -> tuple[str, bool | None]:
    """SpamAssassin's local score."""
    if not shutil.which("spamassassin"):
        return "spamassassin is not on this machine", None
    told = subprocess.run(
        ["spamassassin", "-L", "-t", "-x"], input=mail.read_bytes(), capture_output=True, check=True
    ).stdout.decode(errors="replace")
    found = re.search(r"score=(-?[\d.]+).*?tests=([\w,\s]*)", told, re.DOTALL)
    if found is None:
        return "no score", False
    return f"{found[1]} {' '.join(found[2].split())}", float(found[1]) < 1


def delivered(mail: Path) -> tuple[str, bool | None]:
    """A real delivery, signed."""
    if lacking := missing():
        return f"{lacking} not on this machine", None
    with mail.open("rb") as file:
        return roundtrip(email.message_from_binary_file(file, policy=email.policy.default))


def contrast(file: Path, mode: str) -> tuple[str, bool]:
    """The lowest contrast of a text with its ground on the painted pixels (WCAG 2.2 §1.4.3)."""
    scheme, style, switches = MODES[mode]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, "--hide-scrollbars", *switches])
        page = browser.new_page(
            viewport={"width": 390, "height": 844},
            device_scale_factor=2,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page.goto(file.as_uri())
        if style:
            page.add_style_tag(content=style)
        low = sorted(_low(page))
        browser.close()
    worst = low[0] if low else (21.0, 1.0, "")
    return f"{worst[0]:.2f}:1 「{worst[2]}」", all(ratio >= needed for ratio, needed, _ in low)


def _low(page: Page) -> Iterator[tuple[float, float, str]]:
    texts: list[tuple[float, float, float, float, bool, str]] = page.evaluate(TEXTS)
    picture = Image.open(BytesIO(page.screenshot(full_page=True))).convert("RGB")
    for x, y, width, height, big, text in texts:
        box = tuple(round(one * 2) for one in (x, y, x + width, y + height))
        if box[0] < 0 or box[2] > picture.width or box[3] > picture.height:
            continue
        colours: Any = Counter(picture.crop(box).get_flattened_data())
        ground = colours.most_common(1)[0][0]
        ratio = max((_ratio(ground, one) for one, often in colours.items() if often > 1), default=1.0)
        if ratio > 1.05:  # below, nothing is drawn: the preheader of a mail
            yield ratio, 3.0 if big else 4.5, text


def _ratio(one: Sequence[int], other: Sequence[int]) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Sequence[int]) -> float:
    parts = [one / 255 for one in colour]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def printed(file: Path) -> tuple[str, bool]:
    """Sheets of A4 for the page's 30 events."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        page.goto(file.as_uri())
        sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
        browser.close()
    return str(sheets), sheets <= 3


if __name__ == "__main__":
    sys.exit(main())
