"""An invented world of meetings: each is told by several sites in their own way, beside siblings that look almost alike.

Everything is made from a seed, so that figures can be repeated. Organisers and venues are fictional.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from aggregator.model import Event, Format, Place, Precision, Price, Status

JST = timezone(timedelta(hours=9))

TOPICS = [
    "ヨガ",
    "Python",
    "Rust",
    "読書",
    "英会話",
    "ボードゲーム",
    "写真",
    "登山",
    "珈琲",
    "ワイン",
    "簿記",
    "資産形成",
    "起業",
    "マーケティング",
    "デザイン",
    "書道",
    "茶道",
    "陶芸",
    "ランニング",
    "フットサル",
    "バドミントン",
    "卓球",
    "ボルダリング",
    "将棋",
    "囲碁",
    "俳句",
    "短歌",
    "哲学",
    "歴史",
    "天文",
    "料理",
    "パン作り",
    "日本酒",
    "ビール",
    "映画",
    "演劇",
    "ジャズ",
    "ギター",
    "ウクレレ",
    "合唱",
    "Kubernetes",
    "生成AI",
    "データ分析",
    "UXリサーチ",
    "SEO",
    "採用",
    "人事",
    "防災",
    "相続",
    "終活",
    "子育て",
    "園芸",
    "盆栽",
    "手話",
    "点字",
    "編み物",
    "刺繍",
    "消しゴムはんこ",
    "水彩画",
    "デッサン",
    "朗読",
    "落語",
    "マインドフルネス",
    "瞑想",
    "ピラティス",
    "太極拳",
    "社交ダンス",
    "サルサ",
    "釣り",
    "鉄道",
    "城めぐり",
]
TWISTS = [
    "失敗から学ぶ",
    "冬に楽しむ",
    "ゼロから始める",
    "はじめての",
    "仕事帰りに",
    "週末に",
    "暮らしに活かす",
    "現場で使える",
    "一歩先の",
    "手を動かす",
    "みんなで語る",
    "名作で味わう",
    "五感で楽しむ",
    "データで読み解く",
    "30分でわかる",
    "夜更けの",
    "雨の日の",
    "まちなか",
    "古民家で",
    "海辺で",
]
THEMES = [
    "待つということ",
    "秋の夜長の名盤",
    "チームの心理的安全性",
    "発酵と暮らし",
    "型と証明",
    "障害対応の勘所",
    "路地裏の光",
    "はじめの一杯",
    "江戸の食卓",
    "週次の振り返り",
    "値付けの考え方",
    "採用面接の設計",
    "やさしい日本語",
    "観測性のいま",
    "静かな朝の過ごし方",
    "木の器を使う",
    "旅する言葉",
    "失敗の供養",
    "小さな商いの始め方",
    "星を数える",
]
HEADS = [
    "の会",
    "勉強会",
    "教室",
    "ワークショップ",
    "交流会",
    "もくもく会",
    "セミナー",
    "講座",
    "ミートアップ",
    "カフェ",
    "体験会",
    "サロン",
    "練習会",
    "入門講座",
    "研究会",
]
AREAS = (
    ("渋谷", "東京都", "渋谷区"), ("新宿", "東京都", "新宿区"), ("池袋", "東京都", "豊島区"), ("銀座", "東京都", "中央区"),
    ("丸の内", "東京都", "千代田区"), ("吉祥寺", "東京都", "武蔵野市"), ("横浜", "神奈川県", "横浜市西区"), ("大宮", "埼玉県", "さいたま市大宮区"),
    ("梅田", "大阪府", "大阪市北区"), ("難波", "大阪府", "大阪市中央区"), ("名古屋", "愛知県", "名古屋市中区"), ("天神", "福岡県", "福岡市中央区"),
    ("札幌", "北海道", "札幌市中央区"), ("仙台", "宮城県", "仙台市青葉区"), ("京都", "京都府", "京都市中京区"), ("神戸", "兵庫県", "神戸市中央区"),
)  # fmt: skip
VENUE_NAMES = [
    "カフェ青磁",
    "コワーキング結",
    "まちの広場ホール",
    "文化プラザ",
    "喫茶ランプ",
    "スタジオ凪",
    "ラウンジ昴",
    "会議室ベース",
    "書斎カフェ葉",
    "公民館",
    "テックハブ",
    "アトリエ群青",
    "サロン・ド・木蓮",
    "交流センター",
    "蔵ギャラリー",
    "シェアキッチン灯",
    "ホール楓",
    "図書館多目的室",
    "道場一歩",
    "ライブハウス波",
]
GROUPS = [
    "朝の輪",
    "つむぎの会",
    "はじめの一歩",
    "まなびのひろば",
    "暮らし研究所",
    "NEXT",
    "LINK",
    "青い扉",
    "ゆるり部",
    "月曜会",
    "港町クラブ",
    "三角帽子",
    "学びの森",
    "Blue",
    "Owl",
    "Tech",
    "ことのは",
    "みつばち商会",
    "ひだまり大学",
    "北極星",
    "あめんぼ倶楽部",
    "Kaze",
    "Works",
    "結いの庭",
]
LEGAL = ("株式会社{}", "{}", "{}実行委員会", "NPO法人{}", "{}事務局", "一般社団法人{}", "{}運営")
PROMOTIONS = [
    "【参加無料】",
    "【初心者大歓迎】",
    "【満員御礼】",
    "【残席わずか】",
    "≪途中参加OK≫",
    "【おひとり様歓迎】",
    "【オンライン同時配信】",
    "☆人気☆",
    "【先着20名】",
    "《増席しました》",
    "【受付中】",
    "【早割あり】",
]
TAILS = (
    "♪",
    "（初参加歓迎）",
    "〜お気軽にどうぞ〜",
    " ※途中入退場可",
    "（軽食つき）",
    "【懇親会あり】",
    "!!",
    "（要予約）",
    "｜参加者募集",
    "",
)
LEVELS = ("初級", "中級", "上級")
PARTS = ("昼の部", "夜の部")
DECADES = ("20代", "30代", "40代")
LETTERS = ("Aコース", "Bコース", "Cコース")
LANGUAGES = ("英語", "中国語", "韓国語", "フランス語")
BODIES = (
    "当日は少人数で進めます。終わったあとにお茶の時間があり、はじめての方も安心してご参加いただけます。",
    "前半は講師の話、後半は手を動かす時間です。筆記用具をお持ちください。会場は駅から歩いてすぐです。",
    "テーマに沿って自由に話します。結論は出しません。聞くだけの参加も歓迎しています。",
    "道具はすべて貸し出します。動きやすい服装でお越しください。更衣室があります。",
)
PLATFORM_SITES = (
    "tsudoi.example",
    "machi-event.example",
    "techgather.example",
    "kurashi-note.example",
    "ivent.example",
)


@dataclass(frozen=True)
class Meeting:
    """What truly takes place."""

    key: str
    name: str
    edition: int | None
    extra: str
    start: datetime
    minutes: int
    area: tuple[str, str, str]
    venue: str
    online: bool
    group: str
    price: int
    capacity: int
    body: str
    host: str


def meetings(count: int, seed: int, days: int = 60) -> Iterator[Meeting]:
    """``count`` meetings; about a third are families of siblings."""
    dice = random.Random(seed)
    made = 0
    while made < count:
        meeting = _meeting(dice, f"m{made}", days)
        family = siblings(meeting, dice, dice.randint(1, 2)) if dice.random() < 0.35 else []
        for index, one in enumerate((meeting, *family)):
            yield replace(one, key=f"m{made + index}")
        made += 1 + len(family)


def siblings(meeting: Meeting, dice: random.Random, count: int = 1) -> list[Meeting]:
    """Other meetings that look almost like this one."""
    found = [meeting]
    while len(found) <= count:
        change = dice.choice(_CHANGES)
        sibling = replace(change(meeting, dice), key=f"{meeting.key}~{change.__name__.strip('_')}")
        if all(_facts(sibling) != _facts(one) for one in found):
            found.append(sibling)
    return found[1:]


def _facts(meeting: Meeting) -> tuple[object, ...]:
    return meeting.name, meeting.edition, meeting.start, meeting.venue, meeting.area, meeting.group


def tell(meeting: Meeting, style: int, dice: random.Random, number: int, *, link: bool | None = None) -> Event:
    """One site's telling of a meeting, in one of six styles."""
    site = f"{meeting.host}" if style == 0 else PLATFORM_SITES[(style - 1) % len(PLATFORM_SITES)]
    url = f"https://{site}/event/{number}" if style else f"https://{site}/{meeting.start:%Y%m%d}-{number}"
    body = meeting.body if style in {0, 1} else (meeting.body[:40] if style == 4 else "")
    if style in {2, 3} and (dice.random() < 0.3 if link is None else link):
        body += f" 詳細は https://{meeting.host}/{meeting.start:%Y%m%d}-{meeting.key} をご覧ください。"
    if style == 0:
        url = f"https://{meeting.host}/{meeting.start:%Y%m%d}-{meeting.key}"
    by_day = style == 4
    start = meeting.start.replace(hour=0, minute=0) if by_day else meeting.start
    seated = style in {1, 2}
    return Event(
        uid=f"{site}:{number}",
        source=site,
        source_id=str(number),
        url=url,
        title=_title(meeting, style, dice),
        start=start,
        end=None if by_day or style in {2, 5} else meeting.start + timedelta(minutes=meeting.minutes),
        all_day=by_day,
        precision=Precision.DAY if by_day else Precision.MINUTE,
        place=_place(meeting, style, dice),
        format=Format.ONLINE if meeting.online and style != 5 else None,
        organiser=_organiser(meeting, style, dice),
        price=Price(min=meeting.price, max=meeting.price) if style in {0, 1, 3} else None,
        capacity=meeting.capacity if seated else None,
        status=Status.SCHEDULED if style == 1 else None,
        description=body,
    )


def _meeting(dice: random.Random, key: str, days: int) -> Meeting:
    area = dice.choice(AREAS)
    topic, head = dice.choice(TOPICS), dice.choice(HEADS)
    group = dice.choice(GROUPS) + dice.choice(("", "", area[0], "部"))
    shape = dice.random()
    if shape < 0.25:
        name = f"{topic}{head}"
    elif shape < 0.5:
        name = f"{dice.choice(TWISTS)}{topic}{head}"
    elif shape < 0.75:
        name = f"{topic}{head}「{dice.choice(THEMES)}」"
    else:
        name = f"{area[0]}{topic}{head}"
    start = datetime(2026, 12, 1, tzinfo=JST) + timedelta(
        days=dice.randrange(days), minutes=dice.choice((450, 600, 630, 780, 840, 1080, 1110, 1140, 1170, 1200))
    )
    return Meeting(
        key=key,
        name=name,
        edition=dice.randint(2, 60) if dice.random() < 0.4 else None,
        extra="",
        start=start,
        minutes=dice.choice((60, 90, 120, 150, 180)),
        area=area,
        venue=dice.choice(VENUE_NAMES) + dice.choice(("", "", area[0], "本店", "別館")),
        online=dice.random() < 0.2,
        group=group,
        price=dice.choice((0, 0, 500, 1000, 1500, 2000, 3500)),
        capacity=dice.choice((8, 10, 12, 15, 20, 30, 50)),
        body=f"{name}を開きます。{group}がお届けします。" + dice.choice(BODIES),
        host=f"{dice.randrange(16**6):06x}.example",
    )


def _title(meeting: Meeting, style: int, dice: random.Random) -> str:
    number = meeting.edition
    place = "オンライン" if meeting.online else meeting.area[0]
    name = f"{meeting.name} {meeting.extra}".strip()
    if style == 0:
        return f"第{number}回 {name}" if number else name
    if style == 1:
        numbered = f"{name} #{number}" if number else name
        return f"{dice.choice(PROMOTIONS)}{numbered}{dice.choice(TAILS)}"
    if style == 2:
        numbered = f"{name} vol.{number}" if number else name
        return dice.choice(
            (f"{meeting.group}｜{numbered}", f"{numbered} by {meeting.group}", f"{numbered} / {meeting.group}")
        )
    if style == 3:
        numbered = f"{name}（第{number}回）" if number else name
        return f"【{place}】{dice.choice(PROMOTIONS)}{numbered}"
    if style == 4:
        return f"{name} 第{number}回" if number else name
    short = f"{meeting.start.month}/{meeting.start.day} {name}"
    return f"{short} @{place}" + (f" #{number}" if number else "")


def _place(meeting: Meeting, style: int, dice: random.Random) -> Place | None:
    if meeting.online:
        return Place(name=dice.choice(("オンライン", "Zoom", "オンライン（Zoom）"))) if style in {1, 3, 5} else None
    area, prefecture, city = meeting.area
    if style == 5:
        return None if dice.random() < 0.4 else Place(name=meeting.venue)
    if style == 2:
        return Place(name=f"{meeting.venue} {dice.choice(('2F', '会議室A', '3階', ''))}".strip(), prefecture=prefecture)
    if style == 3:
        return Place(name=f"{meeting.venue}（{area}駅 徒歩5分）", address=f"{prefecture}{city}1-2-3")
    return Place(name=meeting.venue, prefecture=prefecture, city=city)


def _organiser(meeting: Meeting, style: int, dice: random.Random) -> str | None:
    if style in {2, 4}:
        return None
    if style == 3:
        return dice.choice(("イベント編集部", "まちあそび案内", meeting.group))
    return dice.choice(LEGAL).format(meeting.group)


def _next_edition(meeting: Meeting, dice: random.Random) -> Meeting:
    if meeting.edition is None:
        return _next_day(meeting, dice)
    later = meeting.start + timedelta(days=dice.choice((0, 0, 7, 14)))
    return replace(meeting, edition=meeting.edition + 1, start=later)


def _slot(meeting: Meeting, dice: random.Random) -> Meeting:
    return replace(meeting, start=meeting.start + timedelta(minutes=meeting.minutes * dice.choice((1, 1, 2))))


def _next_day(meeting: Meeting, dice: random.Random) -> Meeting:
    return replace(meeting, start=meeting.start + timedelta(days=dice.choice((1, 2, 7))))


def _town(meeting: Meeting, dice: random.Random) -> Meeting:
    area = dice.choice([area for area in AREAS if area != meeting.area])
    name = meeting.name.replace(meeting.area[0], area[0])
    if meeting.online:
        return _next_day(meeting, dice)
    group = meeting.group.replace(meeting.area[0], area[0])
    return replace(meeting, area=area, name=name, group=group, venue=dice.choice(VENUE_NAMES))


def _topic(meeting: Meeting, dice: random.Random) -> Meeting:
    old = next((topic for topic in sorted(TOPICS, key=len, reverse=True) if topic in meeting.name), None)
    if old is None:
        return _next_day(meeting, dice)
    new = dice.choice([topic for topic in TOPICS if topic not in meeting.name and old not in topic])
    return replace(meeting, name=meeting.name.replace(old, new), body=meeting.body.replace(old, new))


def _theme(meeting: Meeting, dice: random.Random) -> Meeting:
    old = next((theme for theme in THEMES if theme in meeting.name), None)
    if old is None:
        return _topic(meeting, dice)
    new = dice.choice([theme for theme in THEMES if theme != old])
    return replace(meeting, name=meeting.name.replace(old, new), body=meeting.body.replace(old, new))


def _other_group(meeting: Meeting, dice: random.Random) -> Meeting:
    """A namesake: the same common name at the same hour in the same town, held by others elsewhere."""
    group = dice.choice([group for group in GROUPS if group not in meeting.group])
    venue = dice.choice([venue for venue in VENUE_NAMES if venue not in meeting.venue])
    body = f"{group}の集まりです。" + dice.choice(BODIES)
    return replace(
        meeting, group=group, venue=venue, body=body, online=False, host=f"{dice.randrange(16**6):06x}.example",
        price=meeting.price + 300, capacity=meeting.capacity + 3, edition=None,
    )  # fmt: skip


_CHANGES = (_next_edition, _slot, _next_day, _town, _topic, _theme, _other_group)


def marked(meeting: Meeting, dice: random.Random) -> tuple[Meeting, Meeting]:
    """Two meetings of one organiser at one hour and place that only a word in the title tells apart."""
    values = dice.choice((LEVELS, PARTS, DECADES, LETTERS, LANGUAGES))
    first, second = dice.sample(values, 2)
    later = meeting.start if values is not PARTS else meeting.start + timedelta(hours=dice.choice((0, 4)))
    one = replace(meeting, extra=first, key=f"{meeting.key}-a")
    return one, replace(meeting, extra=second, start=later, key=f"{meeting.key}-b")


def labelled(count: int, seed: int) -> Iterator[tuple[bool, str, Event, Event]]:
    """``count`` pairs, half of them copies: whether they are one, why, and both tellings."""
    dice = random.Random(seed)
    for index in range(count):
        meeting = _meeting(dice, f"p{index}", 60)
        styles = dice.sample(range(6), 2)
        if index % 2 == 0:
            yield (
                True,
                f"styles {styles}",
                *(tell(meeting, style, dice, index * 10 + style + 100_000) for style in styles),
            )
            continue
        if dice.random() < 0.4:
            one, other = marked(meeting, dice)
            why = f"{one.extra} / {other.extra}"
        else:
            one, other = meeting, siblings(meeting, dice)[0]
            why = other.key.partition("~")[2]
            styles = _provable(why, styles)
        yield (
            False,
            why,
            tell(one, styles[0], dice, index * 10 + 100_001),
            tell(other, styles[1], dice, index * 10 + 100_002),
        )


def _provable(why: str, styles: list[int]) -> list[int]:
    """Styles that say what tells siblings apart: a telling without an hour cannot part two hours, nor one without a venue two venues."""
    silent = {"slot": {4}, "other_group": {2, 5}}.get(why, set())
    spare = [style for style in (0, 1, 3) if style not in styles]
    return [spare.pop() if style in silent else style for style in styles]


def tellings(count: int, seed: int, days: int = 180) -> Iterator[tuple[str, Event]]:
    """About ``count`` events as sources give them, each with the key of the meeting that it tells; a third are copies."""
    dice = random.Random(seed)
    number = 100_000
    told = 0
    for meeting in meetings(count, seed + 1, days):
        styles = dice.sample((0, 1, 2, 3, 5), dice.choice((1, 1, 1, 2, 2, 3)))
        for style in styles:
            number += 1
            told += 1
            yield meeting.key, tell(meeting, style, dice, number)
            if told >= count:
                return
