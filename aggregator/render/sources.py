"""What the foot of the digest says of a source in trouble: one plain sentence, since when, and what is shown instead. Pure."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from typing import Final

from aggregator.errors import FetchError
from aggregator.health import Health
from aggregator.i18n import Translate, bare_day, bare_moment
from aggregator.model import SourceState, Trouble, TroubleKind
from aggregator.render.doubts import field_name

_DATED: Final = frozenset({TroubleKind.NOTHING_AHEAD, TroubleKind.NOTHING_NEW, TroubleKind.CERTIFICATE_EXPIRING})
"""Troubles whose ``value`` is a moment."""


def source_lines(states: Iterable[SourceState], say: Translate, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """Name and sentence for each source with a trouble."""
    for state in states:
        if any(not trouble.harmless for trouble in state.troubles):
            yield state.name, told(state, say, zone) + command(state.name, state.troubles, say)


def told(state: SourceState, say: Translate, zone: tzinfo) -> str:
    """What is wrong with a source, since when, and what is shown instead; empty where all is well."""
    sentences = dict.fromkeys(sentence(trouble, say, zone) for trouble in state.troubles)
    return "".join(sentences) + (_instead(state, say, zone) if sentences else "")


def _instead(state: SourceState, say: Translate, zone: tzinfo) -> str:
    if not state.stale:
        return ""
    if state.last_success is None:
        return say("まだ一度も読めていません。")
    return say("{day}に読んだ内容を表示しています。").format(day=bare_moment(state.last_success.astimezone(zone)))


def command(name: str, troubles: Iterable[Trouble], say: Translate) -> str:
    """The command that shows the trouble again, or mends it."""
    word = shell_word(name)
    if all(trouble.kind is TroubleKind.MOVED for trouble in troubles):
        return say("直すには: asagao sources edit {name} --moved").format(name=word)
    return say("確かめるには: asagao sources test {name}").format(name=word)


def usually(known: Health, say: Translate) -> str:
    """What a source usually gives, and how often something new; empty where too little is known."""
    parts = []
    if known.usual is not None:
        parts.append(say("{n}件").format(n=f"{known.usual:.0f}"))
    if known.interval is not None:
        days = max(1, round(known.interval.total_seconds() / 86400))
        parts.append(say("毎日") if days == 1 else say("{n}日ごと").format(n=days))
    return say("・").join(parts)


def shell_word(name: str) -> str:
    """``name`` as one word of a command line."""
    plain = all(character.isalnum() or character in "-_.,:/@" for character in name)
    return name if plain and name else shlex.quote(name)


def sentence(trouble: Trouble, say: Translate, zone: tzinfo) -> str:
    """The reader's sentence for a trouble."""
    if trouble.harmless:
        return say("文字コードの宣言（{value}）が中身と違うので、中身に合わせて読みました。").format(
            value=trouble.value
        )
    field = field_name(trouble.field, say) if trouble.field else ""
    day = _day(trouble.value, zone) if trouble.kind in _DATED else ""
    if trouble.kind is TroubleKind.NO_EVENTS and trouble.since is None:
        return say("催しが一件も見つかりませんでした。")
    text = _sentence(trouble.kind, trouble.value or "", say).format(n=trouble.count, field=field, day=day)
    if trouble.since is None:
        return text
    return say("{day}から、{text}").format(day=bare_day(trouble.since.astimezone(zone)), text=text)


def _day(moment: str | None, zone: tzinfo) -> str:
    return bare_day(datetime.fromisoformat(moment or "").astimezone(zone))


def fetch_sentence(error: FetchError, say: Translate, *, browser: bool = False) -> str:
    """The reader's sentence for an address that could not be read, and what to try: on a page (``browser``) no option of a command."""
    value = error.value or ""
    advice = _advice(error.kind, value, say)
    if browser and error.kind is TroubleKind.FORBIDDEN_ADDRESS and not value:
        advice = say(
            "手元のネットワークのサイトは、「設定」の config.yaml に allow_private: true を付けて書くと読めます"
        )
    if error.challenge:
        told = say(
            "サイトが「ロボットではない」ことの確認を求めました（{status}）。機械に読まれることを望んでいません。"
        )
        return told.format(status=error.status) + _advice_by_status("403", say)
    if error.kind is TroubleKind.UNREADABLE:
        return say("ページの中身が壊れていて、読めませんでした。") + advice
    return _sentence(error.kind, value, say).format(n=1, field="", day="") + advice


def _sentence(kind: TroubleKind, value: str, say: Translate) -> str:
    if kind is TroubleKind.HTTP_STATUS and value:
        return say("サイトがエラーを返しました（{status}）。").replace("{status}", _status(value, say))
    if kind is TroubleKind.FEWER_EVENTS and "/" in value:
        events, _, floor = value.partition("/")
        told = say("催しが{n}件しかありません（設定の expect は{floor}件）。")
        if events == "0":
            told = say("催しが一件もありません（設定の expect は{floor}件）。")
        return told.replace("{n}", events).replace("{floor}", floor)
    if kind is TroubleKind.NEEDS_KEY and value:
        return say("鍵（環境変数 {name}）が要ります。").replace("{name}", value)
    if told := _told_of(kind, value, say):
        return told
    return _sentences(say)[kind]


def _told_of(kind: TroubleKind, value: str, say: Translate) -> str:
    """A sentence that is clearer than that of the kind alone, where ``value`` says more; else empty."""
    if kind is TroubleKind.ROBOTS and value:
        told = say("サイトの robots.txt が読めず（{status}）、読んでよいか分からないので、読みませんでした。")
        return told.replace("{status}", value)
    return {
        (TroubleKind.CERTIFICATE, "expired"): say("サイトの証明書の期限が切れています。"),
        (TroubleKind.CERTIFICATE, "name"): say("サイトの証明書が、このアドレスのものではありません。"),
        (TroubleKind.CERTIFICATE, "issuer"): say("サイトの証明書を出したところが、確かめられません。"),
        (TroubleKind.FORBIDDEN_ADDRESS, "credentials"): say(
            "アドレスに名前とパスワードが書かれているので、読みませんでした。"
        ),
    }.get((kind, value), "")


def _status(code: str, say: Translate) -> str:
    """An HTTP status (RFC 9110 §15) in words: ``404: ページがありません``."""
    meanings = {
        **dict.fromkeys(("401", "407"), say("ログインが要ります")),
        **dict.fromkeys(("403", "405", "406", "451"), say("機械には見せないページです")),
        **dict.fromkeys(("404", "410"), say("ページがありません")),
    }
    meaning = meanings.get(code) or (say("サイトの不調です") if code.startswith("5") else "")
    return f"{code}: {meaning}" if meaning else code


def _advice(kind: TroubleKind, value: str, say: Translate) -> str:
    """What to try where an address could not be read; empty where nothing helps."""
    if kind is TroubleKind.HTTP_STATUS:
        return _advice_by_status(value, say)
    official = say("公式のフィード（RSS）やカレンダー（.ics）、APIがないか探してください")
    later = say("しばらくしてから、もう一度試してください")
    return {
        TroubleKind.UNREACHABLE: say("アドレスの綴りと、ネットワークの接続を確かめてください"),
        TroubleKind.TIMEOUT: later,
        TroubleKind.TOO_MANY_REQUESTS: later,
        TroubleKind.ROBOTS: later if value else official,
        TroubleKind.FORBIDDEN_ADDRESS: (
            say("それを除いたアドレスを試してください")
            if value == "credentials"
            else say("手元のネットワークのサイトなら --allow-private を付けてください")
        ),
        TroubleKind.REDIRECT_LOOP: say("ブラウザーで開いて、行き着いた先のアドレスを試してください"),
        TroubleKind.TOO_LARGE: say("月ごと・分野ごとの、もっと小さなページのアドレスを試してください"),
        TroubleKind.EMPTY_BODY: say("ブラウザーで開けるか確かめてください。開けるなら、") + official,
        TroubleKind.CERTIFICATE: {
            "expired": say("サイトの側で直るのを待って、もう一度試してください"),
            "name": say("アドレスの綴り（www. の有無など）を確かめてください"),
        }.get(value, say("ブラウザーで開いて警告が出ないか確かめてください")),
        TroubleKind.UNREADABLE: later,
        TroubleKind.NEEDS_KEY: say("鍵を環境変数に入れてから、もう一度試してください"),
    }.get(kind, "")


def _advice_by_status(code: str, say: Translate) -> str:
    if code in {"401", "407"}:
        return say("ログインなしで見られるページのアドレスを試してください")
    if code in {"403", "405", "406", "451"}:
        return say("公式のフィード（RSS）やカレンダー（.ics）、APIがないか探してください")
    if code.startswith("5"):
        return say("しばらくしてから、もう一度試してください")
    return say("ブラウザーで開いて、一覧のページのアドレスを写しなおしてください")


def _sentences(say: Translate) -> dict[TroubleKind, str]:
    return {
        TroubleKind.UNREACHABLE: say("サイトにつながりません。"),
        TroubleKind.TIMEOUT: say("サイトの返事が遅く、時間切れになりました。"),
        TroubleKind.HTTP_STATUS: say("サイトがエラーを返しました。"),
        TroubleKind.TOO_MANY_REQUESTS: say("サイトの求めに応じて、しばらく間をあけています。"),
        TroubleKind.ROBOTS: say("サイトが自動での読み取りを断っています（robots.txt や利用規約）。"),
        TroubleKind.FORBIDDEN_ADDRESS: say("読んではいけないアドレスなので、読みませんでした。"),
        TroubleKind.REDIRECT_LOOP: say("転送が終わらず、読めませんでした。"),
        TroubleKind.TOO_LARGE: say("ページが大きすぎるので、途中でやめました。"),
        TroubleKind.EMPTY_BODY: say("中身が空でした。"),
        TroubleKind.CERTIFICATE: say("サイトの証明書が確かめられません。"),
        TroubleKind.UNREADABLE: say("ページの一部が読めませんでした。"),
        TroubleKind.NOT_THE_KIND: say("中身が別の種類のページになっています。"),
        TroubleKind.NO_EVENTS: say("いつもはある催しが、一件もありませんでした。"),
        TroubleKind.FEWER_EVENTS: say("催しの数がいつもの半分より少なくなっています。"),
        TroubleKind.FIELD_VANISHED: say("いつも書かれている項目（{field}）がなくなりました。"),
        TroubleKind.NOTHING_AHEAD: say("{day}のあとの予定がありません。サイトが更新されていないのかもしれません。"),
        TroubleKind.NOTHING_NEW: say(
            "{day}のあと、新しい催しが出ていません（いつもは{n}日ごと）。サイトが更新されていないのかもしれません。"
        ),
        TroubleKind.MOVED: say("サイトの場所が変わっています（設定のアドレスを直せます）。"),
        TroubleKind.CERTIFICATE_EXPIRING: say(
            "サイトの証明書の期限が迫っています（{day}まで）。更新されないと、読めなくなります。"
        ),
        TroubleKind.BAD_RECORD: say("読めない告知が{n}件ありました。"),
        TroubleKind.PAGE_LIMIT: say("ページが多いので、途中までにしました（max_pages で増やせます）。"),
        TroubleKind.NEEDS_KEY: say("鍵（環境変数）が要ります。"),
        TroubleKind.CRASHED: say("読み取りの途中で不具合が起きました。"),
    }
