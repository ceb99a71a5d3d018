"""The signs that a day bears of being the last one on which one can sign up: words and marks beside it, where it lies before the event. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from aggregator.normalise.dates.closings import Closing
from aggregator.normalise.dates.model import Moment
from aggregator.words import Words

_GROUPS: Final = {
    "apply": "申込 申し込 申しこ もうしこ 申 予約 よやく 応募 エントリー 出願 申請 登録 受付 受け付 受けつけ うけつけ 募集 ぼしゅう 募って "
    "rsvp regist sign-up signup apply appl entry entries book reserv",
    "reply": "返事 返信 お返 返答 出欠 出席の 回答 参加の可 参加可否 連絡 一報 知らせ 教えて おしえて 声 名乗り 言って 伝えて リアクション 返して スタンプ 書き込 記入 挙手",
    "means": "電話 メール フォーム dm ライン line ハガキ はがき 葉書 fax ファク 窓口 回覧 用紙 グーグル google web ホームページ peatix connpass 宛 あて",
    "heads": "人数 確定 名簿 手配 発注 食数 準備 都合 数を 揃え 保険",
    "close": "締切 締め切 〆切 しめきり しめ切 締 〆 期限 期日 必着 消印 厳守 リミット 終了 閉 打ち切 打切 deadline due clos by until",
    "want": "希望 参加する 参加さ 参加した 参加の方 来る人 来れる 来られる 来たい 行ける 行きたい 行く人 乗る人 参加者 興味 入りたい 参加表明 ご参加",
    "seats": "定員 先着 抽選 満員 埋ま なり次第 達し 残り 名様 人まで いっぱい",
    "pay": "振込 振り込 入金 支払 納入 払込 払い込 決済 会費 参加費 代金 内金 前金 送金 払って 払う 集金",
    "cancel": "キャンセル 取消 取り消 辞退 欠席 不参加 返金 払戻 払い戻 cancel refund 行けなく 来られなく 来れなく 都合の悪 都合がつかな 出られない 出席できない",
    "change": "変更",
    "stall": "出店 出展 売りたい 出したい 搬入 ブース 区画 フリマ 出品",
    "talk": "登壇 lt 発表者 発表を 発表の 発表申 cfp 演題 原稿 投稿 投句 作品 論文 要旨 アブスト プロポーザル proposal submission paper 句を タイトル スライド 出句 出演 出場 ネタ",
    "early": "早割 早期 早得 早め 前売 先行 割引 early 早い人 優待 値上",
    "lodging": "宿泊 宿 ホテル バス 送迎 合宿 部屋 駐車 車で",
    "goods": "dvd 写真 tシャツ グッズ 弁当 商品 通販 注文 テキスト 教材",
    "ticket": "チケット ticket 発売 券 購入 販売",
    "side": "懇親会 二次会 2次会 託児 手話 車椅子 車いす 保育 アレルギー オプション 打ち上げ 打上げ",
    "show": "配信 視聴 アーカイブ 見逃 公開 掲載 録画",
    "held": "開催 会期 展示 開館 開場 開演 開始 営業 開講 開会 公演 期間 上映 日時 とき 日程 集合 解散 when",
    "open": "から より 解禁 以降 スタート from 受付開始",
    "told": "結果 当選 発送 通知 お知らせします 連絡します ご連絡いたします お送りします 届 発表します 判断 決定",
    "off": "休業 休館 工事 休み 停止 雨天 荒天 中止 順延 延期 催行 予備日",
    "staff": "ボランティア スタッフ 手伝 助っ人 運営 実行委員 協賛 スポンサー 係",
    "ends": "有効期限 利用期限 使用期限 賞味期限 消費期限 保証 有効 会員証 クーポン",
    "past": "前回 昨年 去年 前年 過去 昨日",
    "ask": "質問 問い合わせ 問合せ 問合わ 相談",
    "papers": "提出 資料 書類 誓約書 委任状 同意書 アンケート 調査票 課題",
    "part": "小学生 中学生 学生 会員 未就学 一般の方 初回 子ども 市内 市外 優先",
    "longer": "延長 延ばし 伸ばし 変更しま 追加募集 二次募集 再募集",
    "over": "締め切りました 終了しました 締切りました でした",
}
"""What words speak of: signing up, answering, how one does, why one should; and what else has a last day."""
_WORDS: Final = [(word, group) for group, words in _GROUPS.items() for word in words.split()]
_SEARCH: Final = Words([word for word, _ in _WORDS])
_GOOD: Final = frozenset({"apply", "reply", "close", "want", "means", "heads"})
_OTHER: Final = frozenset(
    {
        "cancel",
        "stall",
        "talk",
        "early",
        "lodging",
        "goods",
        "side",
        "show",
        "staff",
        "papers",
        "ask",
        "told",
        "pay",
        "off",
        "ends",
    }
)
_NOT_OURS: Final = frozenset({"stall", "talk", "staff", "early", "lodging", "goods", "show", "ask", "papers"})
"""What has its own last day where the clause begins with it."""
_CLASS: Final = {group: "good" if group in _GOOD else "other" if group in _OTHER else "plain" for group in _GROUPS}
_SECTION: Final = re.compile(r"(?:^|\n)[ \t]*(?:[■◆●◇▼▽★☆◎○□【〈《<#*]+|\d{1,2}[.)])[ \t]*([^\n。]{2,24})[ \t]*(?=\n)")
_SECTION_REACH: Final = 180
_REACH: Final = 40
_HEAD_REACH: Final = 30
_STOPS: Final = re.compile(r"[\n。!?※★♪|]")
_DECORATION: Final = " \t・●■◆◇○□▼▽★☆*#-:()[]【】<>「」"
_RIGHT: Final = re.compile(
    r"(?P<by>\s?(?:まで|迄|いっぱい)に)"
    r"|(?P<until>[)\s]{0,2}(?:まで|迄|いっぱい))"
    r"|(?P<close>[)\s]{0,2}[にがでを]?\s?(?:申込|申し込み|募集|受付|予約|応募|いったん|一旦|お)?の?(?:締|〆|しめ|期限|必着|消印|厳守|リミット))"
    r"|(?P<shut>\s?[にで][^。\n、]{0,8}?(?:閉|終了|終わ|打ち切|クローズ))"
    r"|(?P<within>\s?(?:中|内|のうち))|(?P<from>\s?(?:から|より|以降|開始|スタート))|(?P<range>\s?[~-])"
    r"|(?P<end>[)\s】\]。!]*(?:\n|$))|(?P<comma>\s?[、,])|(?P<bracket>\s?[()])|(?P<is>です|だ|となり|とし|厳)"
    r"|(?P<ni>に)|(?P<wa>は)|(?P<no>の)|(?P<ga>が)|(?P<mo>[もをへと])"
)
_LEFT: Final = (
    (
        "close",
        re.compile(
            r"(?:締め?切り?|〆切?り?|しめきり|期限|期日|deadline|due|リミット)(?:日|日時)?\s*[はがも:=】\])〕>|]?\s*$"
        ),
    ),
    ("by", re.compile(r"\b(?:by|until|closes?|before)\s*:?\s?(?:\w{3,9},?\s)?$")),
)
_LAST_SIGN: Final = {
    **dict.fromkeys(":】]〕>|", "label"),
    **dict.fromkeys("、,", "comma"),
    **dict.fromkeys("(「『", "bracket"),
    **dict.fromkeys("。!?", "stop"),
    **dict.fromkeys("~-", "range"),
    **dict.fromkeys("がにでのとも", "particle"),
    "は": "topic",
    "を": "を",
}
_BESIDE: Final = re.compile(
    r"託児|一時保育|保育(?:あり|付|希望|が必要)|手話|要約筆記|車[椅い][子す]|お?弁当(?:を|の|が)|入試"
    r"|(?:懇親会|二次会)(?:[^()\n]*\([^)\n]*$|(?:への?|の|に)?(?:ご?参加|お?申|締))"
    r"|(?:LT|登壇|発表|ボランティア|スタッフ)(?:枠|者)?(?:の|を)?(?:ご?応募|募集|申し?込|希望)|CFP|CfP"
    r"|プロポーザル|演題|スポンサー|出[店展品]者?[^\s。]{0,3}\s?(?:申し?込|募集|応募|受付|締)"
    r"|(?:貸|手伝|持って|持参|出[店展品]|弁当|演奏|スピーチ)[^\s。、]{0,6}[方人]は"
)
_THEN: Final = re.compile(r"まで(?:に)?[、,]")


def signs(one: Closing, folded: str, start: Moment | None, on: date) -> Iterator[str]:
    """What speaks for a candidate and against it."""
    yield f"kind {one.kind}"
    begin = _clause_start(folded, one.start)
    stop = _STOPS.search(folded, one.end, one.end + _REACH)
    left = folded[begin : one.start].lower()
    right = folded[one.end : stop.start() if stop else one.end + _REACH].lower()
    before, after = _groups(left), _groups(right)
    yield from _words("L", before)
    yield from _words("R", after)
    yield from _heads(folded, one.start, begin, left)
    mark = _mark_before(folded, one.start)
    yield f"<{mark}"
    yield f"<{mark} {_CLASS[before[-1]] if before else 'none'}"
    behind = _RIGHT.match(folded, one.end)
    mark = (behind.lastgroup or "other") if behind is not None else "other"
    yield f">{mark}"
    yield f">{mark} {_CLASS[after[0]] if after else 'none'}"
    if mark in ("by", "until") or "まで" in right[:12]:
        yield "until"
    if _BESIDE.search(_THEN.split(folded[begin : one.start])[-1]):
        yield "of else"
    yield from _when(one, start, on)
    if one.one is not None:
        yield f"use {one.one.use.value}"
        if one.one.last is not None:
            yield "ends range"
        if one.one.imprecise:
            yield "imprecise"
        if one.one.days[0][0].recurring:
            yield "rule"


def _clause_start(folded: str, at: int) -> int:
    begin = low = max(0, at - _REACH)
    for found in _STOPS.finditer(folded, low, at):
        begin = found.end()
    return begin


def _groups(words: str) -> list[str]:
    """What the words speak of, in order; of those that overlap the first and longest counts."""
    kept: list[str] = []
    end = 0
    for index, start, stop in sorted(_SEARCH.find(words), key=lambda hit: (hit[1], -hit[2])):
        if start >= end:
            kept.append(_WORDS[index][1])
            end = stop
    return kept


def _words(side: str, told: list[str]) -> Iterator[str]:
    """What the clause speaks of on one side of the day, and nearest to it."""
    if not told:
        yield f"{side} none"
        return
    before = side == "L"
    if before and told[0] in _NOT_OURS:
        yield "L of else"
    yield f"{side}1 {told[-1 if before else 0]}"
    near = [_CLASS[group] for group in (told[-2:] if before else told[:2])]
    if len(near) > 1:
        yield f"{side}2 {near[0]} {near[1]}"
    if before and told[-1] in _GOOD and not _OTHER.isdisjoint(told):
        yield "L other then good"
        if told[0] in _OTHER:
            yield f"L0 {told[0]}"
    for group in dict.fromkeys(told):
        yield f"{side} {group}"


def _heads(folded: str, at: int, begin: int, left: str) -> Iterator[str]:
    """What the line above speaks of, where nothing stands before the day in its own, and the heading of its part."""
    if begin and folded[begin - 1] == "\n" and not left.strip(_DECORATION):
        above = folded[max(folded.rfind("\n", 0, begin - 1) + 1, begin - _HEAD_REACH) : begin - 1]
        for group in dict.fromkeys(_groups(above.lower())):
            yield f"H {group}"
    sections = _SECTION.findall(folded, max(0, at - _SECTION_REACH), at)
    if sections:
        for group in dict.fromkeys(_groups(sections[-1].lower())):
            yield f"S {group}"


def _mark_before(folded: str, at: int) -> str:
    """What stands right before the day: a word for the end (締切:), a sign, a particle."""
    marks = folded[max(0, at - 24) : at].lower()
    for name, pattern in _LEFT:
        if pattern.search(marks):
            return name
    line = marks.rpartition("\n")[2] if "\n" in marks or at <= len(marks) else marks
    if line is not marks and not line.strip(_DECORATION):
        return "line"
    if (sign := _LAST_SIGN.get(marks.rstrip()[-1:])) is not None:
        return sign
    return "space" if marks[-1:].isspace() else "other"


def _when(one: Closing, start: Moment | None, on: date) -> Iterator[str]:
    """Where it lies between today and the event."""
    value = one.value
    if one.day < on:
        yield "over"
    if isinstance(value, datetime):
        yield "clock"
    if start is None:
        yield "no start"
        return
    ahead = (start.day - one.day).days
    if ahead < 0:
        yield "after 1-7" if ahead >= -7 else "after 8+"
    elif ahead > 0:
        yield (
            "ahead 1-2"
            if ahead <= 2
            else "ahead 3-31"
            if ahead <= 31
            else "ahead 32-120"
            if ahead <= 120
            else "ahead 121+"
        )
    elif isinstance(value, datetime) and isinstance(start.value, datetime):
        yield "same before" if value <= start.value else "same after"
    else:
        yield "same day"
