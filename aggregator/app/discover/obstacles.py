"""Why a page gives no events: one clear sentence of what was seen and what to try. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.i18n import Translate
from aggregator.plugin import Page

_CAPTCHA: Final = re.compile(
    r"captcha|cf-challenge|are you (?:a )?(?:human|robot)|ロボットではありません|just a moment", re.IGNORECASE
)
_SCRIPTED: Final = re.compile(
    r"enable javascript|javascript(?:を|が)(?:有効|必要)|requires javascript|you need to enable", re.IGNORECASE
)
_LOGIN: Final = re.compile(r"ログイン|サインイン|(?<![a-z])(?:log|sign)[ -]?in(?![a-z])", re.IGNORECASE)
_ZIP: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_LITTLE: Final = 400
"""Fewer letters than this is no page to read."""


def obstacle(page: Page, say: Translate) -> str | None:
    """The sentence for a page that cannot be read as a list; ``None`` where nothing special is seen."""
    media = page.content_type.partition(";")[0].strip().lower()
    if media == "application/pdf" or page.body.startswith(b"%PDF-"):
        return say(
            "PDFでした。PDFの予定表は読めません。同じ予定のウェブページかカレンダー（.ics）のアドレスを試してください"
        )
    if media.startswith(("image/", "video/", "audio/")):
        return say("画像や動画でした。予定が文字で載っているページのアドレスを試してください")
    if page.body.startswith((_ZIP, _OLD_OFFICE)):
        return say(
            "ExcelやWord、圧縮ファイルでした。中の予定表は読めません。同じ予定のウェブページかCSV、カレンダー（.ics）のアドレスを試してください"
        )
    if not page.body.strip():
        return say("ページの中身が空でした。アドレスを確かめてください")
    if "html" not in media and "<html" not in page.text[:2000].lower():
        return None
    return _of_page(page, say)


def _of_page(page: Page, say: Translate) -> str | None:
    text = page.soup.get_text(" ", strip=True)
    if _CAPTCHA.search(page.text[:20_000]) and len(text) < 10 * _LITTLE:
        return say(
            "「ロボットではない」ことの確認ページでした。このサイトは機械に読まれることを望んでいません。公式のフィードかカレンダーがないか探してください"
        )
    title = page.soup.title.get_text() if page.soup.title is not None else ""
    asks = page.soup.select_one("input[type=password]") is not None or (
        _LOGIN.search(title) and len(text) < 2 * _LITTLE
    )
    if asks and len(text) < 10 * _LITTLE:
        return say("ログインのページでした。ログインなしで見られるページのアドレスを試してください")
    if len(text) < _LITTLE and (page.soup.find("script") is not None or _SCRIPTED.search(page.text)):
        return say(
            "JavaScriptで作られるページで、読める文字がありませんでした。サイトのフィード（RSS）やカレンダー（.ics）、APIのアドレスを試してください"
        )
    return None
