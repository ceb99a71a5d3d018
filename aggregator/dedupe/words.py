"""Titles as evidence: what is decoration, and how much two titles have in common beyond common words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from aggregator.dedupe.spelling import spelt
from aggregator.dedupe.starts import starting

_NOTE = re.compile(r"※[^※【「『]{1,24}$")
_DATE = starting(
    r"2\(\[\d【令土日月木水火金",
    r"(?:(?:20\d\d|令和\d+)\s*[年/.-]\s*)?\d{1,2}\s*(?:月\s*\d{1,2}\s*日?|[/.]\s*\d{1,2}(?!\d))\s*"
    r"(?:[(\[【]?[月火水木金土日祝・,]+(?:曜日?)?[)\]】])?"
    r"|[(\[【](?:mon|tue|wed|thu|fri|sat|sun|[月火水木金土日祝]+)[)\]】]|[月火水木金土日]曜日?"
    r"|(?<!\d)\d{1,2}月(?:度|号|の|(?=[^\d]|$))"
    r"|(?<!\d)\d{1,2}:\d{2}\s*(?:~|-)?\s*(?:\d{1,2}:\d{2})?\s*(?:~|開催|開始|スタート|start)?"
    r"|(?<!\d)\d{1,2}時(?:\d{1,2}分|半)?(?:~|開始|スタート)?",
)
_PRICE = re.compile(r"[¥￥]?\s*[\d,]+\s*円(?:引き|割引|off|~)?|[¥￥]\s*[\d,]+|\d+\s*%\s*(?:off|割引|引き)")
_PROMOTION = starting(
    (
        r"1\dcefnopsおごどのアイオキドハラリワ一中予人今会先入公再初参受増変大女好完定対延恒懇手日早明月未本歓残"
        r"毎満無特現申第緊締聴菓要見視観解託誰資軽追送途録開限飛食"
    ),
    r"(?:参加費?|入場|聴講|受講|視聴|観覧)?(?:完全)?無料"
    r"(?:開催|イベント|招待|体験|セミナー|ウェビナー|配信|ライブ配信)?"
    r"|参加(?:者)?(?:募集中?|受付中|費)|"
    r"満員御礼|満席(?:御礼)?|残席?(?:わずか|僅か|\d+(?:名|席|枠|人)?)"
    r"|残り\s*(?:わずか|僅か|\d+\s*(?:名|席|枠|人)?)|増席(?:しました|決定)?|キャンセル待ち"
    r"|受付(?:中|終了|開始)|"
    r"申込(?:受付中|締切間近|必要|不要)|要(?:予約|申込)|予約(?:不要|受付中|制)"
    r"|先着\s*\d*\s*(?:名|人|組)?(?:様|限定)?|限定\s*\d+\s*(?:名|人|組|席)(?:様)?"
    r"|\d+\s*(?:名|人|組|席)(?:様)?限定|定員\s*\d+\s*(?:名|人)|"
    r"(?:初心者|初参加|お一人様|おひとり様|一人参加|途中参加|未経験(?:者)?|初めての方|途中入退場|見学|飛び?入り"
    r"|手ぶら|どなたでも|誰でも)(?:も|の方)?(?:参加)?(?:大歓迎|歓迎|ok|可|自由|参加可|参加ok|大丈夫)?"
    r"|(?:大)?歓迎|"
    r"女性(?:も)?(?:多数|人気|参加者多数|無料)|開催(?:決定|中止|延期|します|しました|のお知らせ|案内|中)?"
    r"|(?:の)?(?:お知らせ|おしらせ)|のご案内|ご案内|緊急|特別(?:企画|開催)?|人気(?:企画|イベント|講座)?"
    r"|好評(?:につき)?|大好評|"
    r"再(?:開催|演)|追加(?:開催|公演|募集)|本日|明日|今週末?|締切(?:間近|迫る)?|早割(?:あり)?|早期割引|new!?"
    r"|pr|お席?わずか|中止(?:になりました|のお知らせ)?|延期|日程変更|日時変更|会場変更|変更|キャンセル"
    r"|cancel(?:l?ed)?|postponed|sold\s*out|free(?:\s+entry)?|"
    r"イベント(?:情報)?|event|公式|ハイブリッド(?:開催)?|現地(?:開催)?|会場開催"
    r"|オンライン(?:開催|参加可|同時開催|配信あり|同時配信|参加ok)?|online|リアル開催|対面開催|オフライン開催|"
    r"(?:軽食|お?食事|(?:1|ワン)?ドリンク|お土産|ランチ|特典|資料|お茶|お?菓子|送迎|託児|懇親会|アーカイブ|録画"
    r"|解説)(?:つき|付き?|あり|有り)"
    r"|お気軽に(?:どうぞ|ご参加(?:ください)?)?|"
    r"\d+\s*分(?:で)?|毎月|毎週|月例|定例|恒例|第\d[・,]?\d?(?=[月火水木金土日])",
)
_EDITION = starting(
    r"2#\ddenpsvそシ令第",
    (
        r"第\s*(?:\d+|[〇一二三四五六七八九十百]+)\s*(?:回|弾|夜|章|期|幕|講|話|集|号|部)|\d+\s*(?:回目|弾|日目)"
        r"|(?:vol(?:ume)?|no|ep(?:isode)?|ver|part|season|day|その|シーズン)[.\s:_-]*\d+|#\s*\d+"
        r"|\d+(?:st|nd|rd|th)(?![a-z])|20\d\d(?:年度?)?|令和\d+年度?"
    ),
)
_COMMON = starting(
    (
        r"abcdfhilmopstwのもイウオカゲコサセトハパビフミラワ主交京会体例入共冬初勉募参名夏夜大女学定懇教新春昼朝"
        r"東横池渋無男異相研社祭福秋経練若説読講起銀限飲"
    ),
    r"交流会|勉強会|セミナー|ワークショップ|もくもく会?|ミートアップ|meet\s?-?up|読書会|朝活|夜活|昼活"
    r"|カフェ会?|ランチ会?|飲み会|懇親会|異業種|ビジネス|講座|講演会?|講習会?|教室|体験会?|説明会|相談会"
    r"|研修会?|会議|カンファレンス|conference|workshop|"
    r"(?<![a-z])ws(?![a-z])|seminar|webinar|ウェビナー|サロン|イベント|パーティー?|party|ライブ|live"
    r"|コンサート|コンサ|入門|初心者|ハンズオン|hands-?on|lt会?|ライトニングトーク|トークセッション"
    r"|トーク(?:ショー|会|イベント)?|フェスティバル|フェス|祭り?|大会|練習会?|定例会|例会|オフ会|ゲーム会|"
    r"名刺交換会?|経営者|起業家?|社会人|若手|学生|女性|男性|限定|参加|無料|募集|渋谷|新宿|池袋|銀座|東京|大阪"
    r"|名古屋|福岡|京都|横浜|会場|主催|共催|朝|昼|夜|春|夏|秋|冬|の会|の部|会|in|at|by|the|for|of|with|and|de",
)
_QUOTED = re.compile(r"[「『]([^」』]{3,40})[」』]")
_SIGNATURES = tuple(
    map(
        re.compile,
        (
            r"^\s*[\[【(<](?P<name>[^\]】)>]+)[\]】)>]",
            r"^\s*(?P<name>[^|/]+?)\s*[|/]",
            r"[\[【(<](?P<name>[^\]】)>]+)[\]】)>]\s*$",
            r"(?:(?<![a-z])(?:by|at)|@|[|/])\s*(?P<name>[^@|/(\[【<]+)$",
        ),
    )
)
"""Where a site or its user puts who holds it, or where."""
_EMPTY = re.compile(r"[【\[《≪<〈(]\s*[】\]》≫>〉)]")
_CONTENT = re.compile(r"[a-z][a-z0-9+#.'-]*|\d+|[ァ-ヶー]+|[一-龥々]+|[ぁ-んー]+|[가-힣]+")
_LETTERS = re.compile(r"[a-z][a-z0-9+#.'-]*|[\dァ-ヶー一-龥々ぁ-ん가-힣]+")
"""The same letters as ``_CONTENT``, where nobody asks for the runs of one script."""
_LATIN = re.compile(r"[a-z]")
_KANA_KANJI = re.compile(r"[ぁ-んァ-ヶ一-龥]")

_HEAD = starting(
    (
        r"\dcefhlmnpstwたのはゆイオカクコサシスセトハパフホミラレワ一上交人企休会体作例入公写冬出刊初勉募原参回図"
        r"塾夏夜大定展平教方映春昼朝校楽気特相研祭秋第絵編者製説講週部開限集"
    ),
    r"交流会?|勉強会|セミナー?|ワークショップ|クラス|ws(?![a-z])|ミートアップ|meet-?up|講座|講演会?|講習会?"
    r"|研修会?|教室|体験会?|説明会|相談会|定例会?|例会|"
    r"イベント|パーティー?|カンファレンス|カンファ|シンポジウム|フォーラム|サミット|フェスティバル|フェスタ?"
    r"|祭り?|大会|集会|集い|オフ会|サロン|トークセッション|トークショー|トーク|レッスン|ライブ|コンサート|"
    r"ハンズオン|レクチャー|スクール|サークル|シリーズ|企画|特別|限定|会|編|回|部|"
    r"conference|workshop|seminar|webinar|event|party|forum|summit|talk|lesson|live|concert|lecture|hands-?on|night|"
    r"参加|募集|開催|体験|第|製|人形劇|公演|(?:写真|絵画|作品|原画)?展(?:示会?|覧会)?|(?:出版|刊行)記念"
    r"|週末の?|平日の?|休日の?|\d日(?:間)?|映画会|上映会?|シネマ|入門|(?:はじめの)?一歩|図書館|公民館"
    r"|センター|会館|ホール|校|初めて(?:さん)?の?|初心者|楽し[いむ]|ゆる[いっりふ]と?|気軽に?|大人の|冬の"
    r"|春の|夏の|秋の|朝の|夜の|昼の|(?:者|人|方)?(?:の)?ための|(?:者|の方)(?:に|へ)?向けの?|塾",
)
_TOKEN = re.compile(r"[a-z][a-z0-9+#.'-]*|\d+|[ァ-ヶー一-龥々ぁ-ん가-힣]|[(\[【《<≪「『|/@~:]")
_MARKS = {
    **dict.fromkeys("([【《<≪", "("),
    **dict.fromkeys("「『", "「"),
    **dict.fromkeys("|/", "|"),
    "by": "@",
    "at": "@",
    "in": "@",
}
MARKS = frozenset("(「|@~:")
_PARTICLE = re.compile(
    r"[ぁ-んー]|から|まで|より|など|って|する|した|して|しよう|なる|いる|ある|ない|たい|よう|この|その|どの"
    r"|こと|もの|ため|だけ|でも|です|ます|には|では|とは|への|での|との|"
    r"からの|ながら|について|はじめ|はじめて|はじめての|みんなで|みんなの|わかる|できる|作る|初めて|初めての"
    r"|あなたの|in|at|by|on|the|for|of|with|and|de|a|an"
)
_HASHTAG = re.compile(r"(?<=\s)#[a-z]\w*")
_DECORATION = (
    (_HASHTAG, re.compile("#")),
    (_NOTE, re.compile("※")),
    (_DATE, re.compile(r"[月/.:時曜(\[【]")),
    (_PRICE, re.compile("[円¥￥%]")),
    (_EDITION, re.compile(r"[第\d]")),
)
"""What is no part of a meeting's name, each with a letter without which it is not there."""
_KINDS = {
    "number": re.compile(r"\d+"),
    "latin": re.compile(r"[a-z0-9+#.'-]+"),
    "katakana": re.compile(r"[ァ-ヶー]+"),
    "hiragana": re.compile(r"(?!もくもく)[ぁ-んー]+"),
    "kanji": re.compile(r"[一-龥々]+"),
}
COMMON_WEIGHT = 0.25
TELLING_KANA = 0.4


def core(folded: str) -> str:
    """A folded title without date, price, edition and promotion: what the meeting is called."""
    bare = folded
    for pattern, letter in _DECORATION:
        if letter.search(bare):
            bare = pattern.sub(" ", bare)
    return spelt(" ".join(_PROMOTION.sub(" ", bare).split()))


def around_edition(folded: str) -> list[str]:
    """What stands before, between and behind the numbers of a title: 第3回, vol.3, 2027."""
    return _EDITION.split(folded)


def weigh(folded_core: str) -> dict[str, float]:
    """The pieces of a core title and how much each says: common words little, names much.

    Latin words and numbers are pieces; Japanese runs are cut into pairs of letters.
    """
    pieces: dict[str, float] = {}
    rest = _COMMON.sub(lambda match: _note(pieces, match.group()), folded_core)
    for run in _CONTENT.findall(rest):
        for piece, weight in _cut(run):
            if weight > pieces.get(piece, 0):
                pieces[piece] = weight
    return pieces


def unsigned(folded_core: str, names: Collection[str]) -> str:
    """A core title without its signature, one of ``names`` (squeezed) apart from the rest: 集いの会｜, [集いの会], by 集いの会, @ホール."""
    for pattern in _SIGNATURES if names else ():
        found = pattern.search(folded_core)
        if found and squeezed(found["name"]) in names and bare(rest := pattern.sub(" ", folded_core, count=1).strip()):
            folded_core = rest
    return folded_core


def tokens(folded_core: str) -> list[str]:
    """A title as Latin words, numbers, other letters one by one, and the marks that wrap a part of it."""
    return [_MARKS.get(token, token) for token in _TOKEN.findall(_EMPTY.sub(" ", folded_core))]


def quoted(folded_core: str) -> frozenset[str]:
    """What a title puts in quotation marks, without spaces and signs: the name of a work or a theme."""
    return frozenset(theme for theme in map(squeezed, _QUOTED.findall(folded_core)) if len(theme) > 2)


def is_mark(token: str) -> bool:
    """Whether a token is a mark, not a word."""
    return token in MARKS


def mark(tokens_: Sequence[str]) -> str:
    """The mark with which a stretch of tokens begins; empty where it begins with a word."""
    return tokens_[0] if tokens_ and tokens_[0] in MARKS else ""


def bare(filling: str) -> str:
    """A piece of a title without advertising, without words that only say that people meet, without particles."""
    return "".join(content(filling))


def content(filling: str) -> list[str]:
    """What ``bare`` leaves, one run of a script after the other."""
    rest = _HEAD.sub(" ", _PROMOTION.sub(" ", filling))
    return [run for run in _CONTENT.findall(rest) if not _PARTICLE.fullmatch(run)]


def common(run: str) -> bool:
    """Whether a piece of a title says nothing by itself: 朝, 会, 勉強会."""
    return _COMMON.fullmatch(run) is not None


@lru_cache(maxsize=16_384)
def kind(run: str) -> str:
    """The script of a piece of a title: latin, number, katakana, hiragana, kanji or mixed."""
    for name, pattern in _KINDS.items():
        if pattern.fullmatch(run):
            return name
    return "mixed"


def shared_start(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def squeezed(folded: str) -> str:
    """Folded words without spaces and signs."""
    return "".join(_LETTERS.findall(spelt(folded)))


@lru_cache(maxsize=16_384)
def pairs(text: str) -> frozenset[str]:
    """All pairs of neighbouring letters."""
    return frozenset(text[index : index + 2] for index in range(len(text) - 1)) or frozenset({text})


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    """Sørensen and Dice's coefficient of two sets, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def held(a: frozenset[str], b: frozenset[str]) -> float:
    """Which part of the first set lies in the second."""
    return len(a & b) / len(a) if a else 0.0


def contained(a: frozenset[str], b: frozenset[str]) -> float:
    """Which part of the smaller set lies in the other."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@lru_cache(maxsize=16_384)
def script(folded: str) -> str:
    """``latin``, ``japanese`` or ``mixed``: by which letters prevail."""
    if not _LATIN.search(folded):
        return "japanese" if _KANA_KANJI.search(folded) else "latin"
    latin, japanese = len(_LATIN.findall(folded)), len(_KANA_KANJI.findall(folded))
    if japanese <= latin * 0.1:
        return "latin"
    return "japanese" if latin <= japanese * 0.5 else "mixed"


def _note(pieces: dict[str, float], word: str) -> str:
    pieces[word] = COMMON_WEIGHT
    return " "


@lru_cache(maxsize=16_384)
def _cut(run: str) -> list[tuple[str, float]]:
    first = run[0]
    if first.isdecimal():
        return [(run, 0.5)]
    if first.isascii():
        return [(run, min(2.0, 0.5 * len(run)))]
    hiragana = "ぁ" <= first <= "ん"
    if len(run) == 1:
        return [(run, 0.1 if hiragana else 0.6)]
    weight = (0.3 if _PARTICLE.fullmatch(run) or len(run) < 3 else TELLING_KANA) if hiragana else 0.8
    return [(run[index : index + 2], weight) for index in range(len(run) - 1)]
