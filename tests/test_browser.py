"""The page, the mail and the local web page in a real Chromium: accessible, no wider than the window, and they do what they say."""

from __future__ import annotations

import email
import email.policy
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from aggregator.store import Store
from aggregator.web.app import make_app
from aggregator.web.desk import Desk
from tests.loopback import Loopback, Reply
from tests.test_web import CONFIG, EVENTS, NOW, PAGES, SECRET, serving

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEWS = [(width, scheme) for width in (390, 1200) for scheme in ("light", "dark")]
SMALL = """() => [...document.querySelectorAll('a[href],button,summary,input:not([type=hidden]),select')].filter(e => {
  const r = e.getBoundingClientRect(), s = getComputedStyle(e);
  return r.width && r.height && (r.width < 24 || r.height < 24) && s.display !== 'inline' && s.position !== 'absolute';
}).map(e => e.outerHTML.slice(0, 90))"""
AXE = """() => axe.run(document, {resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"""
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's page and its mail as files."""
    folder = tmp_path_factory.mktemp("digest")
    environment = {**os.environ, "LANGUAGE": "ja"}
    subprocess.run(
        [sys.executable, "-m", "aggregator", "demo", "--out", folder, "--quiet"],
        check=True,
        env=environment,
        capture_output=True,
    )
    with (folder / "digest.eml").open("rb") as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    (folder / "mail.html").write_text(mail.get_body(("html",)).get_content(), encoding="utf-8")
    return folder


def violations(page: Page) -> list[str]:
    import axe_playwright_python

    page.evaluate((Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(AXE)
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("name", ["digest.html", "mail.html"])
@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_page_and_mail_have_no_barrier(browser: Browser, digest: Path, name: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((digest / name).as_uri())
    assert violations(page) == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()


@pytest.mark.parametrize("name", ["digest.html", "mail.html"])
@pytest.mark.parametrize("width", [320, 390, 768, 1200])
def test_nothing_is_wider_than_the_window(browser: Browser, digest: Path, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto((digest / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_page_is_small_and_its_targets_are_not(browser: Browser, digest: Path) -> None:
    assert (digest / "digest.html").stat().st_size < 100_000
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((digest / "digest.html").as_uri())
    assert page.evaluate(SMALL) == []
    page.close()


# -------------------------------------------------------------------------------------------------- the local web page


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    from aggregator.dedupe import dedupe

    file = tmp_path / "config.yaml"
    file.write_text(CONFIG, encoding="utf-8")
    with Store.open(tmp_path / "events.db") as store:
        store.save(dedupe(EVENTS, now=NOW), NOW)
        app = make_app(
            Desk(file, store, lambda: NOW, {}), hosts=["127.0.0.1"], secret=SECRET, data=tmp_path, allow_private=True
        )
        with serving(app) as client:
            yield str(client.base_url).rstrip("/")


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_no_page_of_the_web_ui_has_a_barrier(browser: Browser, site: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for path in (
        "/",
        "/digest",
        "/events",
        "/week",
        "/month",
        "/saved",
        "/out",
        "/weights",
        "/sources",
        "/sources/add",
        "/profile",
        "/settings",
        "/help",
    ):
        page.goto(site + path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert (path, violations(page)) == (path, [])
        assert (path, page.evaluate("document.documentElement.scrollWidth <= innerWidth")) == (path, True)
        assert (path, page.evaluate(SMALL)) == (path, [])
    page.goto(f"{site}/")
    page.goto(site + str(page.locator("a.t").first.get_attribute("href")))
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_filtering_saving_and_undoing(browser: Browser, site: str, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{site}/events")
    page.get_by_label("趣味").select_option("reading")
    page.get_by_role("button", name="しぼりこむ").click()
    expect(page.locator("a.t")).to_have_text(["朝の読書会"])
    assert "hobby=reading" in page.url
    page.get_by_label("趣味").select_option("")
    page.get_by_label("業種").select_option("it")
    page.get_by_role("button", name="しぼりこむ").click()
    expect(page.locator("a.t")).to_have_text(["夜のもくもく会"])
    page.get_by_role("button", name="保存: 夜のもくもく会").click()
    expect(page.get_by_role("status")).to_contain_text("印をつけました")
    page.goto(f"{site}/saved")
    expect(page.locator("a.t")).to_have_text(["夜のもくもく会"])
    page.get_by_role("button", name="保存: 夜のもくもく会").click()
    page.goto(f"{site}/saved")
    assert page.locator("a.t").count() == 0
    context.close()


def test_free_hours_are_painted_by_dragging_and_saved(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1200, "height": 1100})
    page.goto(f"{site}/profile")
    first, last = (page.get_by_label(name, exact=True).bounding_box() for name in ("火 7:00", "火 8:30"))
    page.mouse.move(first["x"] + 10, first["y"] + 10)
    page.mouse.down()
    page.mouse.move(last["x"] + 10, last["y"] + 10, steps=12)
    page.mouse.up()
    assert page.get_by_label("火 7:30", exact=True).is_checked()
    page.get_by_label("月 7:00", exact=True).press("Space")
    page.get_by_role("button", name="保存").click()
    page.goto(f"{site}/settings")
    assert "火 7:00-9:00" in page.locator("textarea").input_value()
    page.close()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_source_is_added_by_its_address_after_a_look(browser: Browser, site: str, script: bool) -> None:
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    with Loopback() as other:
        other.on("/robots.txt", Reply(404))
        body = (PAGES / "dl_list.html").read_text("utf-8").encode()
        other.on("/list", Reply(body=body, headers={"Content-Type": "text/html; charset=utf-8"}))
        page.goto(f"{site}/sources")
        page.get_by_label("足したいページのアドレス").fill(f"{other.base}/list")
        page.get_by_role("button", name="試し読みする").click()
        expect(page.locator("main")).to_contain_text("はじめてのヨガ教室")
        page.get_by_role("button", name="この取得元を足す").click()
        expect(page.get_by_role("status")).to_contain_text("足しました")
        page.goto(f"{site}/sources")
        expect(page.get_by_role("button", name="休ませる")).to_have_count(2)
    context.close()


def test_thumbs_up_and_down_and_back(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/events")
    for word in ("増やす", "減らす"):
        thumb = page.get_by_role("button", name=f"{word}: 朝の読書会")
        thumb.click()
        expect(thumb).to_have_attribute("aria-pressed", "true")
        page.get_by_role("button", name=f"{word}: 朝の読書会").click()
        expect(page.get_by_role("status")).to_contain_text("取り消しました")
        expect(thumb).to_have_attribute("aria-pressed", "false")
    page.close()


def test_marks_are_put_from_the_digest_as_it_is_sent(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{site}/digest")
    row = page.locator(".row", has_text="朝の読書会")
    row.locator("summary").click()
    row.get_by_role("link", name="あとで: 朝の読書会").click()
    page.get_by_role("button", name="あとで").click()
    expect(page.get_by_role("status")).to_contain_text("印をつけました: 朝の読書会")
    page.goto(f"{site}/events")
    expect(page.get_by_role("button", name="あとで: 朝の読書会")).to_have_attribute("aria-pressed", "true")
    page.close()


def test_everything_by_keyboard(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/")
    page.keyboard.press("j")
    page.keyboard.press("s")
    page.wait_for_url("**/?done=*")
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/saved")
    assert page.locator("a.t").count() == 1
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/e/*")
    page.keyboard.press("?")
    page.wait_for_url("**/help")
    page.locator("#keys").uncheck()
    page.goto(f"{site}/")
    page.keyboard.press("g")
    page.keyboard.press("s")
    assert page.url == f"{site}/"
    page.close()


def test_settings_go_round(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/settings")
    text = page.locator("textarea").input_value()
    assert text == CONFIG
    page.locator("textarea").fill(text.replace("読書", "テニス"))
    page.get_by_role("button", name="確かめて書く").click()
    expect(page.get_by_role("status")).to_contain_text("書きました")
    assert "テニス" in page.locator("textarea").input_value()
    page.locator("textarea").fill("profile: {hobbys: [a]}")
    page.get_by_role("button", name="確かめて書く").click()
    expect(page.get_by_role("alert")).to_contain_text("profile.hobbys")
    page.close()


def test_no_page_breaks_its_own_policy(browser: Browser, site: str) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for path in ("/", "/events", "/digest", "/sources", "/settings", "/help"):
        page.goto(site + path)
    assert complaints == []
    page.close()
