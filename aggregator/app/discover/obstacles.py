"""Why a page gives no events: one clear sentence of what was seen and what to try. Pure."""

from __future__ import annotations

import re
from typing import Final

from bs4.element import NavigableString

from aggregator.app.discover.links import PROMISE, is_html
from aggregator.http import guess_content_type
from aggregator.i18n import Translate
from aggregator.plugin import Page
from aggregator.render.shown import clean

_CAPTCHA: Final = re.compile(
    r"captcha|cf-challenge|are you (?:a )?(?:human|robot)|ロボットではありません|just a moment", re.IGNORECASE
)
_SCRIPTED: Final = re.compile(
    r"enable javascript|javascript(?:を|が)(?:有効|必要)|requires javascript|you need to enable", re.IGNORECASE
)
_LOGIN: Final = re.compile(r"ログイン|サインイン|(?<![a-z])(?:log|sign)[ -]?in(?![a-z])", re.IGNORECASE)
_MEMBERS: Final = re.compile(
    r"(?:会員|メンバー|登録者|ログイン)[^。]{0,12}(?:限定|専用|のみ|だけ)"
    r"|(?:ログイン|サインイン|会員登録)[^。]{0,12}(?:してください|してご覧|すると|が必要|が要)|"
    r"members only|(?:log|sign) in to (?:view|see|continue)",
    re.IGNORECASE,
)
_MISSING: Final = re.compile(
    r"ページ[はが]?(?:、)?(?:見つかり|みつかり|あり|存在し)ません|not found|^\W*404\b", re.IGNORECASE
)
_UPKEEP: Final = re.compile(
    r"メンテナンス中|メンテナンスのお知らせ|準備中|工事中|(?:under|down for) maintenance|coming soon", re.IGNORECASE
)
_NOTHING_ON: Final = re.compile(
    r"(?:現在|今後|ただいま|今のところ)?[、の]?(?:開催|予定|募集|受付)?[^。、\s]{0,14}"
    r"(?:イベント|催し物?|行事|講座|公演|展覧会|予定|スケジュール)[はが]\s?(?:現在)?"
    r"(?:ありません|ございません|未定です)"
)
_MONTH: Final = re.compile(r"\d{1,2}\s?月|\d{4}\s?年")
_FILES: Final = (".pdf", ".xls", ".xlsx", ".doc", ".docx", ".jpg", ".jpeg", ".png")
_AROUND: Final = ("nav", "header", "footer", "aside", "script", "style", "noscript", "head")
_HARDLY_ANY: Final = 60
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
    if media.startswith(("image/", "video/", "audio/")) or guess_content_type(page.body).startswith("image/"):
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
    """The first sentence that holds of an HTML page."""
    text = page.soup.get_text(" ", strip=True)
    title = page.soup.title.get_text() if page.soup.title is not None else ""
    heads = " ".join(head.get_text(" ", strip=True) for head in page.soup.select("title, h1, h2"))
    little, some = len(text) < 2 * _LITTLE, len(text) < 10 * _LITTLE
    asks = page.soup.select_one("input[type=password]") is not None or (little and _LOGIN.search(title))
    seen = {
        say(
            "「ロボットではない」ことの確認ページでした。このサイトは機械に読まれることを望んでいません。公式のフィードかカレンダーがないか探してください"
        ): some and _CAPTCHA.search(page.text[:20_000]),
        say("ログインのページでした。ログインなしで見られるページのアドレスを試してください"): some and asks,
        say("会員かログインした人だけに見せるページでした。誰でも見られるページのアドレスを試してください"): (
            little and _MEMBERS.search(text)
        ),
        say(
            "「ページが見つかりません」というページでした。ブラウザーで開いて、一覧のページのアドレスを写しなおしてください"
        ): little and _MISSING.search(heads),
        say("メンテナンス中か準備中のページでした。しばらくしてから、もう一度試してください"): (
            little and _UPKEEP.search(heads)
        ),
        say(
            "JavaScriptで作られるページで、読める文字がありませんでした。サイトのフィード（RSS）やカレンダー（.ics）、APIのアドレスを試してください"
        ): _is_scripted(page, text),
    }
    return next((sentence for sentence, holds in seen.items() if holds), None)


def _is_scripted(page: Page, text: str) -> bool:
    """Whether a script has yet to put the words onto the page: around its menus and its foot there are hardly any."""
    if page.soup.find("script") is None and not _SCRIPTED.search(page.text):
        return False
    return len(text) < _LITTLE or (page.soup.find(["main", "div"]) is not None and len(_own_text(page)) < _HARDLY_ANY)


def _own_text(page: Page) -> str:
    """The words of the page beside its menus, head and foot."""
    return "".join(
        words.strip()
        for words in page.soup.find_all(string=True)
        if isinstance(words, NavigableString) and type(words) is NavigableString and words.find_parent(_AROUND) is None
    )


def no_list(page: Page | None, say: Translate) -> str:
    """Why nothing was found, where nothing stood in the way."""
    seen = hint(page, say) if page is not None and is_html(page) else None
    return seen or say(
        "催しの一覧が見つかりませんでした。一覧のページのアドレスか、種類（--kind）を指定してみてください"
    )


def hint(page: Page, say: Translate) -> str | None:
    """What a page without a list seems to be: one that has nothing on now, or shows its events as a file or a picture."""
    found = _NOTHING_ON.search(page.soup.get_text(" ", strip=True))
    if found is not None:
        return say("「{words}」と書かれたページでした。予定が載ってから、もう一度試してください").format(
            words=clean(found[0])
        )
    for element in page.soup.select("a[href]"):
        words, path = clean(element.get_text(" ")), str(element.get("href")).partition("?")[0].lower()
        if path.endswith(_FILES) and (PROMISE.search(words) or _MONTH.search(words)):
            return say(
                "予定はファイルで載っているようです（{words}）。ファイルの中は読めません。同じ予定のウェブページかカレンダー（.ics）を探してください"
            ).format(words=words[:40])
    for element in page.soup.select("img"):
        words = clean(str(element.get("alt") or ""))
        if PROMISE.search(words) and (_MONTH.search(words) or "表" in words):
            return say(
                "予定は画像で載っているようです（{words}）。画像の中は読めません。同じ予定のウェブページかカレンダー（.ics）を探してください"
            ).format(words=words[:40])
    return None
