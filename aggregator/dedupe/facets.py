"""Words in a title by which two meetings that look alike are told apart, as 第12回/第13回, 初級/中級, 昼の部/夜の部.

Each facet is a set of values. Two titles that both speak of a facet and share no value are different meetings, however
alike the rest is. A title that says nothing of it proves nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from string import ascii_lowercase
from typing import NamedTuple

from aggregator.dedupe.starts import starting

Facets = dict[str, frozenset[str]]


class _Sign(NamedTuple):
    """A pattern that names values of a facet. Whatever it matches holds one of ``letters`` (a test holds this)."""

    facet: str
    letters: str
    pattern: re.Pattern[str]


_KANJI = {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMBER = r"(\d{1,4}|[〇一二三四五六七八九十百]{1,5})"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}

_NUMERALS = "0123456789〇一二三四五六七八九十百"

_NUMBERED = (
    _Sign("edition", "第", re.compile(rf"第\s*{_NUMBER}\s*(?:回|弾|夜|章|話|幕|講|期|集|号|shot)")),
    _Sign("edition", "目弾", re.compile(rf"{_NUMBER}\s*(?:回目|限目|弾|時限目)")),
    _Sign(
        "edition",
        "opvシそ",
        re.compile(
            r"(?:vol(?:ume)?|no|ep(?:isode)?|ver|round|session|chapter|lesson|season|シーズン|その)"
            r"[.\s:_-]*(\d{1,4})(?!\d)"
        ),
    ),
    _Sign("edition", "#", re.compile(r"#\s*(\d{1,4})(?![\d-])")),
    _Sign("edition", "td", re.compile(r"(?<![\d.])(\d{1,4})(?:st|nd|rd|th)(?![a-z])")),
    _Sign("edition", " ", re.compile(r"(?<=[a-zぁ-んァ-ヶ一-龥ー])\s(\d{1,3})(?=$|\s*(?:by\s|[@(【|\[]))")),
    _Sign("part", "部", re.compile(rf"(?:第\s*)?{_NUMBER}\s*部(?!屋|活|長|門)")),
    _Sign("part", "pパ部", re.compile(r"(?:part|パート|部門)[.\s:_-]*(\d{1,2})(?!\d)")),
    _Sign("day", "yデ目", re.compile(rf"(?:day|デイ)[.\s:_-]*(\d{{1,2}})(?!\d)|{_NUMBER}\s*日目")),
    _Sign("year", "2", re.compile(r"(?<!\d)(20\d\d)(?=年|年度|$|[^\d/.-])")),
    _Sign("class", "級", re.compile(r"(準?\s*(?<!\d)\d)\s*級")),
    _Sign("distance", "m", re.compile(r"(?<!\d)(\d{1,3}(?:\.\d)?)\s*km")),
    _Sign("jlpt", "n", re.compile(r"(?<![a-z0-9])(n[1-5])(?![a-z0-9])")),
    _Sign("grade", "小中高", re.compile(r"(?:小学?|中学?|高校?)\s*(\d)(?!\d)")),
    _Sign("grade", "生", re.compile(r"(\d)\s*年生")),
    _Sign("infants", "児", re.compile(r"(\d)\s*歳児")),
    _Sign("ages", "歳才", re.compile(r"(\d{1,2}\s*[~-]\s*\d{1,2})\s*[歳才]")),
    _Sign("toeic", "点", re.compile(r"(?:toeic|スコア)\D{0,4}(\d{3})\s*点")),
)

_LETTERED = (
    _Sign(
        "edition",
        "op",
        re.compile(r"(?:vol|part|session|season|chapter)[.\s:_-]*(viii|vii|vi|iv|ix|iii|ii|i|v|x)(?![a-z])"),
    ),
    _Sign("edition", "i", re.compile(r"(?<![a-z])(viii|vii|vi|iv|ix|iii|ii)(?![a-z])")),
    _Sign(
        "group",
        "コク程グチ場組級班ブリ卓レkgス",
        re.compile(
            r"(?<![a-z])([a-h])\s*"
            r"(?:コース|クラス|日程|グループ|チーム|会場|組|級|班|ブロック|リーグ|コート|卓|レーン|track"
            r"|プログラム|stage|ステージ)"
        ),
    ),
    _Sign(
        "group",
        "コク程グチ場mkル",
        re.compile(r"(?:コース|クラス|日程|グループ|チーム|会場|track|room|ルーム|プログラム)\s*([a-h])(?![a-z])"),
    ),
)

_SITE = re.compile(r"(?<=[(\[【「『\s/|・])[^\s()\[\]【】「」『』/|・]{2,12}(?=会場)")

_SPEAKING = r"(?= (?:language|conversation|chat|class|lesson|table|circle|exchange|speaking))"
"""Words behind a country's English name that make it a language."""

_WORDS: dict[str, dict[str, str]] = {
    "level": {
        "low": r"初級",
        "low-mid": r"初中級|初・中級|初級[~・/-]中級",
        "mid": r"(?<!初)中級|intermediate|ステップアップ編|応用(?:編|コース|クラス|講座)",
        "high": (
            r"(?<=[\[(【・/\s])経験者(?=[\])】・/\s]|$)|上級|advanced"
            r"|経験者(?:向け|卓|席|組|テーブル|コート|レーン|グループ|の部|コース|クラス|編|限定|専用)"
            r"|実践(?:編|コース|クラス|(?=$|[\s(\[【♪!~]))|エキスパート編|サブ\s?[2-5](?:\.5)?(?!\d)"
            r"|sub[- ]?[2-5](?:\.5)?(?!\d)|実務(?:編|コース|クラス|講座|ウェビナー|セミナー)"
        ),
        "mid-high": r"中上級|中・上級|中級[~・/-]上級",
    },
    "entry": {
        "low": (
            r"(?<=[\[(【・/\s])(?:未経験者?|初心者|ビギナー)(?=[\])】・/\s]|$)|初歩|入門(?!者)"
            r"|ビギナー(?:ズ)?(?!.{0,3}(?:歓迎|ok|大丈夫|も|から))|基礎(?:編|コース|クラス|講座)|beginners?"
            r"|初心者"
            r"(?:向け|卓|席|組|テーブル|コート|レーン|グループ|の部|コース|クラス|編|限定|のため|専用|講習)"
        ),
    },
    "time of day": {
        "morning": (
            r"(?:朝|午前)の?(?:部|回|クラス|コース|便|開催|組)|[(\[【](?:朝|午前|am)[)\]】]"
            r"|モーニング(?:クラス|コース|の部)|朝活|朝会|朝ヨガ|朝ラン"
        ),
        "noon": r"昼の?(?:部|回|クラス|コース|便|開催|組)|[(\[【](?:昼|デイ)[)\]】]|マチネ|昼活|ランチ会|デイタイム",
        "afternoon": r"午後の?(?:部|回|クラス|コース|便|開催|組)|[(\[【](?:午後|pm)[)\]】]",
        "night": (
            r"(?:夜|夕方?|夜間)の?(?:部|回|クラス|コース|便|開催|組)|[(\[【](?:夜|夕|ナイト)[)\]】]|ソワレ|夜活"
            r"|ディナー会|夜会|夜ヨガ|夜ラン|ナイトタイム"
        ),
    },
    "section": {
        "first": r"前編|前半|上巻|上の巻|前期|予選|初日",
        "middle": r"中編|中巻|中期|準決勝|中日(?!本|語|友)",
        "last": r"後編|後半|下巻|下の巻|後期|(?<!準)決勝|最終日|千秋楽|楽日",
        "eve": r"前夜祭|プレイベント|リハーサル",
        "after": r"後夜祭|二次会|アフターパーティー?|打ち上げ",
    },
    "sex": {
        "women": (
            r"女性(?:限定|向け|専用|のみ|編|クラス|枠|の方)|女子(?:会|限定|部|シングルス|ダブルス|の部)"
            r"|レディース|ladies|women"
        ),
        "men": (
            r"男性(?:限定|向け|専用|のみ|編|クラス|枠|の方)|男子(?:会|限定|部|シングルス|ダブルス|の部)|メンズ"
            r"|(?<!wo)men(?:'s)?(?![a-z])"
        ),
    },
    "for whom": {
        "adults": (
            r"for adults|adults only|大人(?:の|向け|クラス|コース|限定)|社会人(?:向け|限定|クラス)"
            r"|おとな(?:の|クラス)"
        ),
        "parents": r"親子|ママ(?!チャリ)|パパ|赤ちゃん|ベビー",
        "children": (
            r"(?<!親)(?:子ども|子供|こども|キッズ|ジュニア|kids)(?:の|向け|クラス|コース|限定|教室|部)?|小学生"
            r"|中学生|高校生|幼児"
        ),
        "students": r"大学生|学生(?:向け|限定|編)",
        "seniors": r"シニア(?!マネ|エンジニア)|高齢者|60歳以上",
    },
    "language": {
        "english": r"英語|英会話|english",
        "japanese": r"日本語|japanese(?! (?:food|cooking|home|culture|tea|garden|sake|style|craft|art|paper|history))",
        "chinese": r"中国語|台湾華語|中文|chinese",
        "korean": r"韓国語|ハングル|korean",
        "french": r"フランス語|仏語|french",
        "german": r"ドイツ語|独語|german",
        "spanish": r"スペイン語|spanish",
        "italian": r"イタリア語|italian",
        "portuguese": rf"ポルトガル語|português|portuguese{_SPEAKING}",
        "russian": rf"ロシア語|russian{_SPEAKING}",
        "vietnamese": rf"ベトナム語|vietnamese{_SPEAKING}",
        "thai": rf"タイ語|thai{_SPEAKING}",
        "sign": r"手話",
    },
    "attendance": {
        "online": (
            r"オンライン(?:参加|開催|版|枠|限定|会場|配信|クラス|回|チケット|編)"
            r"|[(\[【](?:オンライン|online|web|zoom)(?:開催)?[)\]】]|ライブ配信|配信(?:チケット|視聴|枠)"
            r"|リモート(?:参加|枠|開催)"
        ),
        "onsite": (
            r"(?:会場|現地|来場|リアル|対面|オフライン)(?:参加|開催|版|枠|限定|観覧|チケット|クラス|回|編)"
            r"|[(\[【](?:対面|リアル|オフライン|会場|現地)[)\]】]"
        ),
    },
    "form": {
        "lesson": r"教室|レッスン|講習会|lesson",
        "performance": r"コンサート|演奏会|リサイタル|発表会|の夕べ|concert|recital",
        "contest": r"大会(?!議)|コンテスト|選手権",
        "consultation": r"相談会|個別相談(?=会|日|$|[\s)\]】(（])",
        "work": r"もくもく会|作業会",
        "briefing": r"説明会",
        "party": r"懇親会(?!あり|付|つき|有)|飲み会|パーティー?|party",
    },
    "ticket": {
        "day": r"(?:1|一)日券",
        "days": r"(?:[2-9]|二|三)日(?:通し)?券|通し券",
        "parking": r"駐車(?:場)?券",
        "seat": r"指定席|s席",
        "free-seat": r"自由席|a席",
        "standing": r"立ち?見",
    },
    "season": {"spring": r"春(?!日|巻)", "summer": r"夏(?!目)", "autumn": r"(?<![0-9千])秋(?!葉|田)", "winter": r"冬"},
    "direction": {
        **{way: rf"{way}(?:側|口|面)?の?(?:コース|ルート|ブロック|エリア|地区|会場)" for way in "東西南北"},
        "up": r"(?:上り|登り)(?:コース|編|便)|往路",
        "down": r"(?:下り|降り)(?:コース|編|便)|復路",
    },
    "play": {
        "singles": r"(?<!女子)(?<!男子)シングルス",
        "doubles": r"(?<!女子)(?<!男子)(?<!ミックス)ダブルス",
        "mixed": r"ミックス",
    },
    "run": {
        "half": r"ハーフ(?!タイム)",
        "full": r"フルマラソン|フルの部|\sマラソン$",
        "relay": r"駅伝|リレーマラソン",
        "wheelchair": r"車(?:いす|椅子)",
    },
    "weekday": {day: rf"{day}曜(?:日)?(?:クラス|コース|の|開催|組|会|班)" for day in "月火水木金土日"},
}
_LETTERS = {
    "level": "級編応経実mvサs",
    "entry": "経心ビ歩門礎g",
    "time of day": "朝前モ昼デチ後夜夕ナソm",
    "section": "前巻予初中決後終楽プリ次ア打",
    "sex": "女男レメmd",
    "for whom": "大社お親マパ赤ベ子こキジk学生幼シ齢歳d",
    "language": "英語文ハ手npth",
    "attendance": "オ配リ場現対ob",
    "form": "教レ講コ演リ発夕大選談明懇飲パscpも作",
    "ticket": "券席見",
    "season": "春夏秋冬",
    "direction": "コルブエ地会上登下降往復",
    "play": "シダミ",
    "run": "ハフマ駅車",
    "weekday": "曜",
}
_BEGINNINGS = {
    "level": r"aisエサス上中初実応経",
    "entry": r"bビ入初基未",
    "time of day": r"\(\[【ソデナマモラ午夕夜昼朝",
    "section": r"アプリ上下中予二初前千後打最楽決準",
    "sex": r"lmwメレ女男",
    "for whom": r"6afkおこキシジパベマ中大子学小幼社親赤高",
    "language": r"cefgijkprstvイスタドハフベポロ中仏台手日独英韓",
    "attendance": r"\(\[【オラリ会対来現配",
    "form": r"clprのもコパリレ作個大懇教演発相説講選飲",
    "ticket": r"12-9as一三二指立自通駐",
    "season": r"冬夏春秋",
    "direction": r"東西南北上登往下降復",
    "play": r"シダミ",
    "run": r"\sハフリ車駅",
    "weekday": r"土日月木水火金",
}
"""With which letters the words of a facet begin."""
_WORDED = [
    _Sign(facet, _LETTERS[facet], starting(_BEGINNINGS[facet], "|".join(
        f"(?P<{f'd{index}' if facet in {'weekday', 'direction'} else name.replace('-', '_')}>{words})"
        for index, (name, words) in enumerate(values.items())
    )))
    for facet, values in _WORDS.items()
]  # fmt: skip


def _signs_by_letter() -> dict[str, int]:
    """The signs that a letter may belong to, as bits by their place; beyond the last one, whether it is a numeral or Latin."""
    found: dict[str, int] = defaultdict(int)
    for place, sign in enumerate(_SIGNS):
        for letter in sign.letters:
            found[letter] |= 1 << place
    for place, letters in enumerate((_NUMERALS, ascii_lowercase), len(_SIGNS)):
        for letter in letters:
            found[letter] |= 1 << place
    return dict(found)


_SIGNS = (*_NUMBERED, *_LETTERED, *_WORDED)
_OF_NUMBERS = (1 << len(_NUMBERED)) - 1
_OF_LETTERS = (1 << len(_NUMBERED) + len(_LETTERED)) - 1 - _OF_NUMBERS
_NUMERAL, _LATIN = 1 << len(_SIGNS), 2 << len(_SIGNS)
_OF_LETTER = _signs_by_letter()
_PART = re.compile(
    r"(?:点灯|点火|開会|閉会|開幕|表彰|授賞|授与|発足|除幕|出陣|解団|結団)式"
    r"|(?:ギャラリー|アーティスト|アフター)トーク|内覧会|レセプション|オープニングセレモニー|"
    r"(?:ボランティア|事前|希望者|出展者|登壇者|出演者|保護者|スタッフ)(?:向け)?説明会|前夜祭|後夜祭|二次会"
    r"|打ち上げ|反省会|慰労会|リハーサル|公開練習"
)
_PART_LETTER = re.compile("[式ト覧レオ明夜次打省慰リ習]")
"""Each of them is in one of the words of ``_PART``."""
_RANGE = re.compile(r"([1-9]0)\s*代?\s*[~-]\s*([1-9]0)\s*代")
_LISTED = re.compile(r"((?:[1-9]0\s*代?\s*[・,、/.&]?\s*)*[1-9]0)\s*代")


_QUALIFYING = frozenset(
    {"level", "for whom", "sex", "language", "class", "ages", "infants", "grade", "decade", "jlpt", "distance", "run"}
)
_EXACT = frozenset({"decade"})
"""Facets of which a part is another meeting: 20代限定 and 20代・30代限定."""


def facets(title: str) -> Facets:
    """The facets that a folded title speaks of."""
    found: dict[str, set[str]] = {}
    for facet, value in _found(title):
        found.setdefault(facet, set()).add(value)
    entry = found.pop("entry", None)
    if entry and "level" not in found:
        found["level"] = entry
    return {facet: frozenset(values) for facet, values in found.items()}


def part(title: str) -> str | None:
    """The word by which a folded title names a part of a larger event: 点灯式, ギャラリートーク."""
    found = _PART.search(title) if _PART_LETTER.search(title) else None
    return found.group() if found else None


def clash(a: Facets, b: Facets) -> tuple[str, str, str] | None:
    """The first facet of which both speak without agreeing: its name and both values as words."""
    both = a.keys() & b.keys()
    for facet in sorted(both) if len(both) > 1 else both:
        ours, theirs = a[facet], b[facet]
        if (facet in _EXACT and ours != theirs) or (ours - theirs and theirs - ours):
            return facet, "・".join(sorted(ours)), "・".join(sorted(theirs))
    return None


def qualifying(told: Facets) -> frozenset[str]:
    """In which respects a title says for whom or how hard it is; 小学1~6年 are 小学生."""
    return frozenset(["for whom" if facet == "grade" else facet for facet in told if facet in _QUALIFYING])


def number(words: str) -> int:
    """The value of digits, kanji numerals below 1,000 or small Roman numerals."""
    if words.isdecimal():
        return int(words)
    if words in _ROMAN:
        return _ROMAN[words]
    total, digit = 0, 0
    for letter in words:
        if letter in "十百":
            total += (digit or 1) * (10 if letter == "十" else 100)
            digit = 0
        else:
            digit = digit * 10 + _KANJI[letter]
    return total + digit


def _found(title: str) -> Iterator[tuple[str, str]]:
    for facet, worded, pattern in _worth(title):
        for match in pattern.finditer(title):
            if worded:
                yield facet, str(match.lastgroup)
                continue
            words = next(group for group in match.groups() if group)
            yield facet, str(number(words)) if facet in {"edition", "part", "day", "year"} else words
    if "会場" in title:
        yield from (("site", name) for name in _SITE.findall(title))
    if "代" in title:
        yield from (("decade", str(decade)) for decade in _decades(title))


def _worth(title: str) -> Iterator[tuple[str, bool, re.Pattern[str]]]:
    """The signs that a title may have, by the letters in it: facet, whether it is told in words, and pattern."""
    places, of_letter = 0, _OF_LETTER
    for letter in title:
        if letter in of_letter:
            places |= of_letter[letter]
    if not places & _NUMERAL:
        places &= ~_OF_NUMBERS
    if not places & _LATIN:
        places &= ~_OF_LETTERS
    places &= _NUMERAL - 1
    while places:
        last = places & -places
        facet, _, pattern = _SIGNS[last.bit_length() - 1]
        yield facet, last > _OF_LETTERS | _OF_NUMBERS, pattern
        places ^= last


def _decades(title: str) -> set[int]:
    """The ages of 20代, 20・30代, 20代〜40代 as decades."""
    found: set[int] = set()
    for match in _RANGE.finditer(title):
        found.update(range(int(match.group(1)), int(match.group(2)) + 1, 10))
    for match in _LISTED.finditer(title):
        found.update(int(words) for words in re.findall(r"[1-9]0", match.group(1)))
    return found
