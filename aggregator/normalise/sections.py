"""The labelled parts of a listing: ``■日時``, ``【会場】``, ``参加費：``, a table's left cells. Pure and linear."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from aggregator.lazy import Once
from aggregator.normalise.text import Text


class Role(StrEnum):
    """What a labelled part speaks of."""

    WHEN = "when"
    DOORS = "doors"
    START = "start"
    PLACE = "place"
    ACCESS = "access"
    FEE = "fee"
    CAPACITY = "capacity"
    AUDIENCE = "audience"
    DEADLINE = "deadline"
    REGISTRATION = "registration"
    ORGANISER = "organiser"
    PROGRAMME = "programme"
    AFTER_PARTY = "after_party"
    PUBLISHED = "published"
    REPORT = "report"
    CANCEL_POLICY = "cancel_policy"
    CONTACT = "contact"
    SPEAKER = "speaker"
    OTHER = "other"


class Section(NamedTuple):
    """A label and the stretch of its value in the folded text; the value may run over several lines."""

    role: Role
    label: str
    start: int
    end: int


_LABELS: Final[dict[Role, str]] = {
    Role.WHEN: (
        "開催日時 開催日程 開催日 開催期間 開催時間 実施日時 実施日 日時 日程 日付 日にち 期日 期間 会期 とき "
        "時間 時刻 開講日 運航日 公演日 公演日時 スケジュール いつ じかん ひにち when date time date&time date&time"
    ),
    Role.DOORS: "開場 開場時間 受付開始 受付時間 集合時間 集合 doors open",
    Role.START: "開始 開演 開始時間 start",
    Role.PLACE: (
        "開催場所 開催会場 開催地 於 会場 場所 ところ 会場名 会場住所 集合場所 所在地 住所 venue location place "
        "where meetingpoint meetingplace meetuppoint meetuplocation wheretomeet venuename どこ どこで 会場・場所 "
        "実施場所 実施会場 開催施設 開催店舗 施設名 店名 店舗 店舗名 予約店名 ご予約店名 お店 お店所在地 劇場 "
        "行先 行き先 目的地 待ち合わせ 待合せ 待ち合わせ場所 待合せ場所 待ち合せ 待ち合せ場所 集合地点 "
        "集まる場所 お集まりの場所 イベント会場 セミナー会場 講演会場 公演会場 上映会場 講習会場 講座会場 "
        "受講場所 集合・解散 活動場所 活動拠点 練習場所 練習会場 試合会場 試験会場 現地会場 リアル会場 会場案内 "
        "会場情報 主会場 メイン会場 撮影場所 観察場所 受付場所 出発地 出発場所 スタート地点 ロケーション "
        "会場予定 大会会場 競技会場 展示会場 会場(予定) 開催予定地 開催予定場所 見学場所 開催教室 とこ バショ "
        "ばしょ かいじょう 所 処 コート 乗り場 乗場 乗船場所 乗船場 のりば 対面会場 オフライン オフライン会場 "
        "配信方法 開催方法 開催形式 開催形態 開催方式 実施方法 実施方式 参加方法 方式 形式"
    ),
    Role.ACCESS: "アクセス 会場へのアクセス 交通 交通アクセス 行き方 最寄り駅 最寄駅 最寄り access 道順",
    Role.FEE: (
        "参加費 参加費用 参加料 参加料金 料金 費用 会費 受講料 受講費 入場料 入場料金 チケット チケット料金 "
        "チケット代 チャージ 価格 観覧料 鑑賞料 入館料 利用料 年会費 月会費 体験料 エントリー費 エントリー料 "
        "エントリー代 参加金 受講代 観戦料 出場料 受験料 見学料 ツアー代金 fee price charge cost admission "
        "ticket tickets 金額 代金 入場 entrance 参加費(税込) 木戸銭 会場費 おいくら おかね おねだん 参加ひ "
        "さんか費 さんかひ お金 いくら お代 おだい 志納金 志納 ご志納 ご志納金 志納料 お布施 布施 御布施 喜捨 "
        "ご喜捨 浄財 初穂料 玉串料 予算 ご予算 鑑賞券 入園料 拝観料 聴講料 登録料 かいひ お代金 レッスン料 "
        "参加料等 参加費等 費用等 入場券 cover entry howmuch"
    ),
    Role.CAPACITY: (
        "定員 募集人数 募集人員 募集定員 募集数 募集 定員数 受入人数 人数 参加人数 募集枠 席数 残席 座席数 先着 "
        "にんずう 何人 なんにん なん人 ひと お席 席 募集対象人数 参加定員 ていいん 受講定員 参加枠 募集枠数 "
        "参加枠数 観覧定員 開催人数 受講人数 参加可能人数 定 capacity seats seat cap limit attendeelimit "
        "participantlimit maxattendees maxparticipants"
    ),
    Role.AUDIENCE: "対象 対象者 参加対象 参加資格 参加条件 応募資格 こんな方に こんな方におすすめ for",
    Role.DEADLINE: (
        "申込締切 申込み締切 申し込み締切 締切 締切日 締め切り 〆切 申込期限 申込期間 申込み期間 応募締切 "
        "応募期間 募集期間 募集締切 しめきり しめ切り 申込しめきり 受付期間 受付締切 予約締切 申込期日 応募期日 エントリー期間 エントリー締切 "
        "返信期日 返信期限 返信締切 回答期日 回答期限 回答締切 出欠締切 deadline registerby signupby applyby rsvpby"
    ),
    Role.REGISTRATION: (
        "申込方法 申込み方法 申し込み方法 お申込み お申し込み 申込み 申込 申し込み 参加申込 予約 ご予約 応募方法 "
        "予約方法 申込先 申しこみ もうしこみ 申込み先 registration"
    ),
    Role.ORGANISER: "主催 主催者 主催団体 主宰 運営 企画 企画・運営 主催・運営 organizer organiser host 開催者",
    Role.PROGRAMME: (
        "内容 プログラム タイムテーブル タイムスケジュール 当日の流れ 流れ 概要 次第 アジェンダ イベント内容 "
        "イベント概要 program programme agenda timetable"
    ),
    Role.AFTER_PARTY: (
        "懇親会 二次会 2次会 交流会 打ち上げ 懇親会費 懇親会参加費 意見交換会 情報交換会 アフターパーティー "
        "アフター after party"
    ),
    Role.PUBLISHED: "更新日 公開日 掲載日 投稿日 最終更新 最終更新日 作成日 updated published",
    Role.REPORT: "前回の様子 開催報告 レポート 過去の様子 前回 開催実績 実績",
    Role.CANCEL_POLICY: (
        "キャンセル キャンセルポリシー キャンセル料 キャンセル規定 キャンセルについて 返金 中止の場合 雨天時 荒天時"
    ),
    Role.CONTACT: "問合せ 問い合わせ お問合せ お問い合わせ 問合せ先 お問い合わせ先 連絡先 contact tel 電話",
    Role.SPEAKER: "講師 登壇者 登壇 スピーカー ゲスト 出演 出演者 ファシリテーター 講演者 speaker speakers モデレーター",
    Role.OTHER: (
        "範囲 課題図書 課題本 課題曲 教材 担当 レベル エリア 持ち物 服装 備考 注意事項 注意 特典 景品 賞金 賞品 "
        "参加賞 その他 協力 協賛 後援 共催 url hp 公式サイト ハッシュタグ 目的 特徴 メリット 支払方法 支払い方法 "
        "お支払い方法 お支払い"
    ),
}
_ROLES: Final = {label: role for role, labels in _LABELS.items() for label in labels.split()}
LABELS: Final = frozenset(_ROLES)
"""All labels."""
_OF_WORDS: Final = {
    "".join(words.split()): words
    for words in (
        *("meeting point", "meeting place", "meetup point", "meetup location", "where to meet", "venue name"),
        *("register by", "sign up by", "apply by", "rsvp by"),
        *("attendee limit", "participant limit", "max attendees", "max participants"),
    )
}
_SPREAD: Final = frozenset({"date", "time", "place", "venue", "price", "fee", "charge", "open", "start"})
_MARKS: Final = r"■□◆◇●○◎▼▽▲△★☆▶►▷♦◉⬛◼・※*#>✅✔️➡→📅🗓⏰🕐📍🏠💰💴👥📌🎤"
_SIGNS: Final = "■□◆◇●○◎▼▽▲△★☆"
"""Marks that stand before labels and hardly ever before other words of a line."""
_ORNAMENT: Final = "〇\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f\U0001f300-\U0001faff"
"""Rings, suns and pictures: before a label of the line each is an ornament."""


def _spaced(word: str) -> str:
    """A label as a pattern; a short one may be spaced out (日 時, D A T E)."""
    if word in _OF_WORDS:
        return " ?".join(_OF_WORDS[word].split())
    if word in _SPREAD:
        return f"{word}|{' '.join(word)}"
    spaced = len(word) <= 4 and not word.isascii()
    return r"\s*".join(map(re.escape, word)) if spaced else re.escape(word)


def _by_first() -> dict[str, list[str]]:
    """The labels as patterns by their first character, the longest first."""
    words: dict[str, list[str]] = {}
    for word in sorted(_ROLES, key=len, reverse=True):
        for first in {word[0], word.lstrip("0123456789")[0]}:  # the 2 of 2次会 may be taken for the number of a line
            words.setdefault(first, []).append(_spaced(word))
    return words


_BY_FIRST: Final = _by_first()


def _by_character(pattern: Callable[[str], str]) -> Once[str, re.Pattern[str]]:
    """A pattern of labels for each character with which one begins, so that few words are tried at a place; made when it is asked for.

    Args:
        pattern: makes the expression of a choice between words.
    """
    return Once(lambda first: re.compile(pattern("|".join(_BY_FIRST[first.lower()])), re.IGNORECASE))


_COLON: Final = (
    r"(?:[・/&][^\W\d]\w{0,5}|は(?:こちら|以下|下記)?)?\s*(?:\([^)\n]{1,12}\))?\s*"
    r"(?:[:|*◎○●=→⇒▷▶▸»》〉】〕>;↓]|/(?!/|解散|場所|会場|日時|時間|アクセス)|\.{2,6}|・{2,6}|[-~](?=[ \t])"
    r"|\?(?:[→:]|(?=[ \t]))|[-~=]{1,6}(?=[ \t]*\n))"
)
_GLOSS: Final = re.compile(
    (
        r"(?:date(?:[ \t]?(?:&|and|/)[ \t]?time)?|time|when|schedule|place|venue|where|location|meet(?:ing)?(?: (?:point|place))?"
        r"|fee|price|charge|cost|admission|tickets?|capacity|seats|limit|deadline|registration|organi[sz]er|host|contact|access)"
        r"\)?(?:[ \t]{0,4}[:|][ \t]*|[ \t]{1,8}(?=[^\sa-z]|JR)|(?=[ \t]*\n))"
    ),
    re.IGNORECASE,
)
"""A Japanese label once more in English: 場所 Place 岡山県備前市, 会場 / Venue: …"""
_SPACE: Final = r"(?=[ \t]{1,8}\S|\t|\s*\n)"
"""What ends a label: a colon and the like, with a short note before it, or space."""


def _label(word: str) -> str:
    """A label at the beginning of a line, or behind a full stop, a slash or a tab."""
    return (
        rf"{_NUMBERED}{_LEAD}(?:"
        rf"[{_OPENERS}]\s*(?P<a>{word})(?:[ \t]?[・/&|]?[ \t]?[a-z][a-z &/]{{2,14}}(?=[】\])〕])|[・/&]\w{{1,6}})?(?:について|のご案内|\([^)\n]{{1,8}}\))?\s*"
        r"[】\]>)〕」》〉]\s*[:：|-]?"
        rf"|(?P<b>{word}){_COLON}"
        rf"|(?<!/)(?<!/ )(?P<c>{word})(?:[・/&]\w{{1,6}})?(?:\([^()\n]{{1,12}}\)(?=[ \t]*\n))?{_SPACE}"
        rf"|(?<=[{_MARKS}])\s*(?P<d>{word})(?:[ \t]?[{_SIGNS}](?=\s)|(?=\s|\d))"
        rf"|(?<=[{_SIGNS}{_ORNAMENT}])(?P<e>{word})[{_SIGNS}{_ORNAMENT}]{{1,3}}(?![がはをにでのも])"
        r")[ \t]*"
    )


def _bare(word: str) -> str:
    """A label with nothing before it in its line."""
    return rf"(?P<b>{word})(?:{_COLON}|(?:[・/&]\w{{1,6}})?{_SPACE})[ \t]*"


def _inline(word: str) -> str:
    """A label within a line."""
    return (
        rf"(?:[{_MARKS}]?(?:[【\[<](?P<a>{word})[】\]>]\s*:?|(?P<b>{word})\s*(?::|[/=◎→⇒](?=[^/\s])|\.{{2,3}}(?=[^.])))"
        rf"|[{_SIGNS}](?P<c>{word})(?=[ \t]+[^\s{_SIGNS}]))[ \t]*"
    )


_FIRST: Final = "".join(sorted({one for word in _ROLES for one in map(re.escape, (word[0], word[0].upper()))}))
_OPENERS: Final = r"【\[<(〔「《〈"
_NUMBERED: Final = r"(?:[ \t]{0,4}[一二三四五六七八九十]{1,2}(?:[、,.]|[ \t])[ \t]{0,4})?"
"""Letters count their fields: 一、日時."""
_LEAD: Final = rf"[ \t~={_MARKS}{_ORNAMENT}\u2500-\u257f\d.①-⑳•‣∙»》⇒()\-]*"
_EDGE: Final = re.compile(rf"[\n\t。/|](?=({_NUMBERED}{_LEAD[:-1]}{{0,40}}+[{_OPENERS}]?\s{{0,40}}+)([{_FIRST}]))")
"""Behind one of these, or at the beginning, a label may stand that begins with the character; elsewhere none is looked for."""
_LABEL: Final = _by_character(_label)
_BARE: Final = _by_character(_bare)
_WITHIN: Final = "".join(sorted({one for word in _ROLES for one in map(re.escape, word + word.upper())}))
_GAP: Final = re.compile(
    rf"[ \t,、。)】](?=[{_SIGNS}]([{_FIRST}])|[{_MARKS}]?[【\[<]?([{_FIRST}])[{_WITHIN}\s]{{0,40}}+[:/=◎→⇒】\]>.])"
)
"""Behind one of these a label may stand within a line; all that follows it is looked at that its end needs."""
_SIGN: Final = re.compile(rf"[{_SIGNS}](?<=[^\s{_MARKS},、。)】][{_SIGNS}])(?=([{_FIRST}]))")
"""So may one at a mark: 14時まで▼場所=…."""
_INLINE: Final = _by_character(_inline)
_PICTURES: Final = {
    **dict.fromkeys("📅🗓📆⏰⏱🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕜🕝🕞🕟🕠🕡🕢🕣🕤🕥🕦🕧", Role.WHEN),
    **dict.fromkeys("📍🏠🏢🗺🏛🏫🏟🏨🏪🏬🏯⛩⛪🚩🧭", Role.PLACE),
    **dict.fromkeys("💰💴💵💸🎫🎟", Role.FEE),
    **dict.fromkeys("👥👤🧑🪑", Role.CAPACITY),
    **dict.fromkeys("⌛⏳", Role.DEADLINE),
}
_PICTURE: Final = re.compile(
    rf"^[ \t]*(?P<a>[{''.join(_PICTURES)}])[ \t:\ufe0f]*(?=[^\s{''.join(_PICTURES)}\ufe0f])", re.MULTILINE
)
"""A picture that stands for the label: 📍 カフェ・ルミエ."""
_PICTURE_WITHIN: Final = re.compile(rf"(?<=[ \t])(?P<a>[{''.join(_PICTURES)}])[ \t:]*(?=[^\s{''.join(_PICTURES)}])")
"""The same within a line, where one sets two of a listing's fields apart at least: 12/13 13:30 📍紙とペン 💴1500円."""
_PICTURE_SIGN: Final = re.compile("[\u2300-\u23ff⛩⛪\U0001f000-\U0001faff]")
"""The blocks that the pictures are of."""
_LETTERS: Final = {
    "日": "日時", "時": "時間", "場": "場所", "所": "場所", "対": "対象", "定": "定員", "費": "費用", "料": "料金", "持": "持ち物", "講": "講師", "師": "講師", "申": "申込", "問": "問合せ",
    "内": "内容", "主": "主催", "員": "定員", "刻": "時間", "処": "場所", "締": "締切",
}  # fmt: skip
_LETTER: Final = re.compile(
    r"(?P<a>[日時場所対定費持講師申問内主])(?<![^ \n].)"
    r"(?:(?<=[日時])(?=\d)|(?<=場)(?![所面合内外])|(?<=所)(?![在要定属沢得長])"
    r"|(?<=対)(?![象面応談策話戦決抗照馬])|(?<=定)(?=\d|各|先着|なし)|(?<=費)(?=\d|[1一]人|無料|[大一]|各)"
    r"|(?<=持)(?![ちっ参続病])|(?<=講)(?![師座演義習堂評話談読])|(?<=師)(?![匠走範弟])"
    r"|(?<=申)(?![込し請告年])|(?<=問)(?![合い題屋診])|(?<=内)(?![容科部定側外閣覧田藤山村海])"
    r"|(?<=主)(?![催人婦要にな体任将張食治権]))(?=\S)"
)
"""Town papers shorten labels to a letter: 日6月13日 場市民会館 対市内在住の方 定40人."""
_SHORTENED: Final = 3
"""So many different ones make a text one of these."""
_APART: Final = re.compile(r"^[ \t|]*(?P<a>[日時場所対定費料持講申問内主員締])[ \t]+(?=\S)", re.MULTILINE)
"""The same at the beginning of lines, with blanks behind them."""
_BRACKETED: Final = re.compile(r"[【〔\[](?<![\d日][【〔\[])(?P<a>[日時場所対定費料持講申問内主員刻処締])[】〕\]]")
"""The same in brackets, of which two different ones are enough: 【場】みどり会館 【費】500円."""
_BLANK: Final = re.compile(r"\n[ \t]*\n")
_LONGEST: Final = 600


def sections(text: Text) -> tuple[Section, ...]:
    """The labelled parts of a folded text, in order. A value ends where the next label begins, or at a blank line."""
    heads = sorted(_heads(text.folded), key=lambda head: (head[0], -head[1]))
    kept: list[tuple[int, int, str]] = []
    for head in heads:
        if not kept or head[0] >= kept[-1][1]:
            kept.append(head)
    found, folded = [], text.folded
    spaced = _BLANK.search(folded) is not None
    for index, (_begin, start, word) in enumerate(kept):
        limit = kept[index + 1][0] if index + 1 < len(kept) else len(folded)
        end = min(limit, start + _LONGEST)
        begin = end - len(folded[start:end].lstrip())
        blank = _BLANK.search(folded, begin, end) if spaced else None
        found.append(Section(_ROLES.get(word) or _PICTURES[word], word, begin, blank.start() if blank else end))
    return tuple(found)


def _heads(folded: str) -> Iterator[tuple[int, int, str]]:
    """Begin and end of each label, and its word."""
    edges = (
        (edge.start(), (_LABEL if edge[1] or edge[0] == "/" else _BARE)[edge[2]])
        for edge in _EDGE.finditer("\n" + folded)
    )
    gaps = ((gap.end(), _INLINE[gap[gap.lastindex or 0]]) for gap in _GAP.finditer(folded))
    signs = ((sign.start(), _INLINE[sign[1]]) for sign in _SIGN.finditer(folded))
    for places in (edges, gaps, signs):
        free = 0
        for at, pattern in places:
            if at >= free and (match := pattern.match(folded, at)) is not None:
                word = match[match.lastgroup or 0]
                free = match.end() if ":" in match[0] or word.isascii() else _behind_gloss(folded, match.end())
                yield at, free, word if word in _ROLES else "".join(word.split()).lower()
    if _PICTURE_SIGN.search(folded):
        yield from ((*match.span(), match["a"]) for match in _PICTURE.finditer(folded))
        within = list(_PICTURE_WITHIN.finditer(folded))
        if len({_PICTURES[match["a"]] for match in within}) > 1:
            yield from ((*match.span(), match["a"]) for match in within)
    bracketed = "】" in folded or "〕" in folded or "]" in folded
    for letters, enough in ((_LETTER, _SHORTENED), (_APART, _SHORTENED), (_BRACKETED, 2))[: 2 + bracketed]:
        found = list(letters.finditer(folded))
        if len({match["a"] for match in found}) >= enough:
            yield from ((*match.span(), _LETTERS[match["a"]]) for match in found)


def _behind_gloss(folded: str, at: int) -> int:
    """Where a value begins, behind the English word for the label that may stand ``at``."""
    gloss = _GLOSS.match(folded, at) if folded[at : at + 1].isascii() else None
    return gloss.end() if gloss is not None else at
