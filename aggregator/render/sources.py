"""What the foot of the digest says of a source in trouble: one plain sentence, since when, and what is shown instead. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from aggregator.i18n import Translate
from aggregator.model import SourceState, Trouble, TroubleKind
from aggregator.render.doubts import field_name


def source_lines(states: Iterable[SourceState], say: Translate, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """Name and sentence for each source with a trouble."""
    for state in states:
        if state.troubles:
            sentences = dict.fromkeys(sentence(trouble, say, zone) for trouble in state.troubles)
            yield state.name, "".join(sentences) + _instead(state, say, zone)


def _instead(state: SourceState, say: Translate, zone: tzinfo) -> str:
    if not state.stale:
        return ""
    if state.last_success is None:
        return say("まだ一度も読めていません。")
    local = state.last_success.astimezone(zone)
    return say("{day}に読んだ内容を表示しています。").format(
        day=f"{local.month}/{local.day} {local.hour}:{local.minute:02}"
    )


def sentence(trouble: Trouble, say: Translate, zone: tzinfo) -> str:
    """The reader's sentence for a trouble."""
    text = _sentences(say)[trouble.kind].format(n=trouble.count, field=trouble.field or "", value=trouble.value or "")
    if trouble.since is None:
        return text
    local = trouble.since.astimezone(zone)
    return say("{day}から、{text}").format(day=f"{local.month}/{local.day}", text=text)


def fetch_sentence(kind: TroubleKind, say: Translate) -> str:
    """The reader's sentence for an address that could not be read."""
    return _sentences(say)[kind].format(n=1, field="", value="")


def change_sentence(field: str, then: int, now: int, example: str, say: Translate) -> str:
    """The reader's sentence for a field that ``then`` events stated when the source was added and ``now`` state today."""
    text = say("{field}: {then}件 → {now}件  {example}")
    return text.format(field=field_name(field, say), then=then, now=now, example=example).rstrip()


def _sentences(say: Translate) -> dict[TroubleKind, str]:
    return {
        TroubleKind.UNREACHABLE: say("サイトにつながりません。"),
        TroubleKind.TIMEOUT: say("サイトの返事が遅く、時間切れになりました。"),
        TroubleKind.HTTP_STATUS: say("サイトがエラーを返しました。"),
        TroubleKind.TOO_MANY_REQUESTS: say("サイトの求めに応じて、しばらく間をあけています。"),
        TroubleKind.ROBOTS: say("サイトが自動での読み取りを断っています（robots.txt）。"),
        TroubleKind.FORBIDDEN_ADDRESS: say("読んではいけないアドレスなので、読みませんでした。"),
        TroubleKind.REDIRECT_LOOP: say("転送が終わらず、読めませんでした。"),
        TroubleKind.TOO_LARGE: say("ページが大きすぎるので、途中でやめました。"),
        TroubleKind.EMPTY_BODY: say("中身が空でした。"),
        TroubleKind.CERTIFICATE: say("サイトの証明書が確かめられません。"),
        TroubleKind.UNREADABLE: say("ページの一部が読めませんでした。"),
        TroubleKind.NOT_THE_KIND: say("中身が別の種類のページに変わっています。"),
        TroubleKind.NO_EVENTS: say("いつもはある催しが、一件もありませんでした。"),
        TroubleKind.FEWER_EVENTS: say("催しの数がいつもの半分より少なくなっています。"),
        TroubleKind.FIELD_VANISHED: say("いつも書かれている項目（{field}）がなくなりました。"),
        TroubleKind.MOVED: say("サイトの場所が変わりました（設定のアドレスを直せます）。"),
        TroubleKind.CERTIFICATE_EXPIRING: say("サイトの証明書がもうすぐ切れます。"),
        TroubleKind.BAD_RECORD: say("読めない告知が{n}件ありました。"),
        TroubleKind.PAGE_LIMIT: say("ページが多いので、途中までにしました。"),
        TroubleKind.NEEDS_KEY: say("鍵（環境変数）が要ります。"),
        TroubleKind.CRASHED: say("読み取りの途中で不具合が起きました。"),
    }
