"""The sample events: invented meetings of invented organisers, on days relative to today so that the page is always alive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")
WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample event. ``weekday`` 0 is Monday; it takes place in ``week`` weeks (0: the next such day from tomorrow on)."""

    key: str
    title: str
    weekday: int
    begins: str
    ends: str
    venue: str
    address: str
    organiser: str
    text: str
    week: int = 0
    fee: str = "無料"
    capacity: int | None = None
    accepted: int | None = None
    cancelled: bool = False

    def day(self, today: date) -> date:
        """The day on which it takes place."""
        tomorrow = today + timedelta(days=1)
        return tomorrow + timedelta(days=(self.weekday - tomorrow.weekday()) % 7 + 7 * self.week)

    def start(self, today: date) -> datetime:
        """Start, in Japan's time."""
        return datetime.combine(self.day(today), time.fromisoformat(self.begins), TOKYO)

    def end(self, today: date) -> datetime:
        """End, in Japan's time."""
        return datetime.combine(self.day(today), time.fromisoformat(self.ends), TOKYO)

    def when(self, today: date) -> str:
        """Date and time as an organiser would write them."""
        day = self.day(today)
        return f"{day.year}年{day.month}月{day.day}日({WEEKDAYS[day.weekday()]}) {self.begins}〜{self.ends}"


def samples(*, morning: bool) -> Mapping[str, tuple[Sample, ...]]:
    """The samples by source; in the ``morning`` some have changed since the evening before, as in real life."""
    return {
        source: tuple(
            _next_morning(sample) if morning else sample for sample in group if morning or sample.key not in _OVERNIGHT
        )
        for source, group in _GROUPS.items()
    }


def _next_morning(sample: Sample) -> Sample:
    return replace(sample, **_CHANGES.get(sample.key, {}))


_OVERNIGHT = frozenset({"asakatsu-read", "board-night", "hr-talk", "civic-tech"})
_CHANGES: Mapping[str, Mapping[str, Any]] = {
    "river-run": {"cancelled": True, "title": "【中止】多摩川ゆるラン 5km"},
    "sauna-talk": {
        "begins": "19:30",
        "ends": "21:30",
        "text": "※開始時刻を19:30に変更しました。サウナ好きの経営者と会社員が、肩書きなしで話す夜です。",
    },
    "python-quiet": {"accepted": 23},
}

_GROUPS: Mapping[str, tuple[Sample, ...]] = {
    "rss": (
        Sample(
            "asakatsu-read",
            "朝の読書会 in 吉祥寺 第48回「働き方の本を持ち寄る朝」",
            1,
            "07:00",
            "08:20",
            "喫茶みなも",
            "東京都武蔵野市吉祥寺本町1-0-0",
            "吉祥寺あさよみ会",
            "出勤前の80分。好きな本を一冊持ってきてください。初参加・お一人の方が毎回半分ほどです。過去47回の様子は開催レポートをご覧ください。",
            fee="500円（飲み物代は各自）",
            capacity=12,
            accepted=7,
        ),
        Sample(
            "board-night",
            "仕事帰りのボードゲーム会 vol.31",
            2,
            "19:00",
            "21:45",
            "カフェ盤上",
            "東京都新宿区西新宿7-0-0",
            "新宿ボードゲーム部",
            "会社帰りに軽めのゲームを3つほど。初心者歓迎、手ぶらでどうぞ。",
            fee="1,500円（1ドリンク込）",
            capacity=16,
            accepted=13,
        ),
        Sample(
            "it-shinjuku",
            "情シスの交流会 − 一人情シスのつながりをつくる夜",
            4,
            "19:00",
            "21:00",
            "コワーキング西口ノート",
            "東京都新宿区西新宿1-0-0",
            "一人情シスの会",
            "ひとり情シス、少人数情シスの担当者どうしで困りごとを話します。懇親会は別途3,000円（任意）。営業目的の方はご遠慮ください。",
            fee="1,000円",
            capacity=30,
            accepted=18,
        ),
        Sample(
            "river-run",
            "多摩川ゆるラン 5km",
            5,
            "09:30",
            "11:00",
            "多摩川河川敷 登戸",
            "神奈川県川崎市多摩区登戸",
            "ゆるラン多摩川",
            "話しながら走れる速さで5km。雨天中止。",
            capacity=20,
            accepted=9,
        ),
    ),
    "atom": (
        Sample(
            "python-quiet",
            "Pythonもくもく会 #112",
            5,
            "13:00",
            "17:00",
            "武蔵野シェアオフィス 2階",
            "東京都武蔵野市中町1-0-0",
            "むさしのPython",
            "各自の作業を黙々と進め、最後に一言ずつ成果を話します。電源とWi-Fiあり。",
            capacity=25,
            accepted=19,
        ),
        Sample(
            "llm-lt",
            "生成AI LT会 − 失敗談だけを話す5分",
            3,
            "19:00",
            "21:00",
            "オンライン",
            "",
            "しくじりAI研究会",
            "オンライン（Zoom）開催。LTは1本5分、聞くだけの参加も歓迎です。",
            capacity=200,
            accepted=64,
        ),
        Sample(
            "data-full",
            "データ分析 輪読会 第12回",
            2,
            "19:30",
            "21:00",
            "オンライン",
            "",
            "データ輪読クラブ",
            "オンライン開催。第4章を読みます。満席のためキャンセル待ちです。",
            capacity=15,
            accepted=15,
        ),
    ),
    "rdf": (
        Sample(
            "tea-morning",
            "はじめての抹茶 朝の茶会",
            6,
            "09:30",
            "11:00",
            "三鷹市市民協働センター 和室",
            "東京都三鷹市下連雀4-0-0",
            "三鷹お茶の会",
            "作法を知らなくて大丈夫です。お菓子つき。",
            fee="800円",
            capacity=10,
            accepted=4,
        ),
        Sample(
            "mushroom",
            "朝の野鳥観察会 井の頭公園",
            5,
            "09:00",
            "11:00",
            "井の頭恩賜公園 弁天橋",
            "東京都三鷹市井の頭4-0-0",
            "井の頭とり歩き",
            "双眼鏡の貸し出しがあります。小雨決行、荒天中止。",
            fee="300円（保険料）",
            capacity=20,
            accepted=8,
        ),
    ),
    "jsonld": (
        Sample(
            "hr-talk",
            "人事・採用担当の異業種交流会",
            2,
            "19:00",
            "21:00",
            "新宿三丁目ホール 4F",
            "東京都新宿区新宿3-0-0",
            "採用のとなり",
            "人事と採用の担当者が業界を越えて話す会。最初の30分は自己紹介シートを使います。参加規約と過去19回の開催レポートを公開しています。",
            fee="2,000円",
            capacity=40,
            accepted=26,
        ),
        Sample(
            "sauna-talk",
            "経営者と会社員のサウナ談義",
            4,
            "19:00",
            "21:00",
            "湯屋ラウンジ中野",
            "東京都中野区中野5-0-0",
            "ととのい談義",
            "サウナ好きの経営者と会社員が、肩書きなしで話す夜です。",
            fee="2,500円",
            capacity=18,
            accepted=11,
        ),
        Sample(
            "tennis",
            "週末テニス練習会（初中級）",
            6,
            "13:00",
            "15:00",
            "小金井公園テニスコート",
            "東京都小金井市関野町1-0-0",
            "小金井テニスなかま",
            "ラリー中心、ラケット貸出2本まで。",
            fee="700円",
            capacity=8,
            accepted=6,
        ),
    ),
    "html": (
        Sample(
            "haiku",
            "句会へようこそ 当季雑詠三句",
            6,
            "14:00",
            "16:00",
            "杉並区立西荻地域区民センター",
            "東京都杉並区桃井4-0-0",
            "西荻句会",
            "はじめての方も歓迎します。①三句を持参 ②無記名で選句。",
            fee="500円",
        ),
        Sample(
            "ceramic",
            "髙﨑さんと楽しむ 器の会",
            5,
            "10:30",
            "12:00",
            "ギャラリー草の音",
            "東京都武蔵野市御殿山1-0-0",
            "草の音",
            "陶芸家を囲んで、器とお茶を楽しみます。",
            fee="1,200円",
            capacity=12,
        ),
        Sample(
            "board-night-copy",
            "ボードゲーム会vol.31 仕事帰りにどうぞ【初心者歓迎】",
            2,
            "19:00",
            "21:45",
            "カフェ盤上（西新宿）",
            "東京都新宿区西新宿7-0-0",
            "新宿ボードゲーム部",
            "会社帰りに軽めのゲームを。",
            fee="1,500円",
        ),
    ),
    "json": (
        Sample(
            "futsal",
            "個サル 初心者クラス",
            5,
            "18:00",
            "20:00",
            "多摩フットサルパーク",
            "東京都多摩市落合2-0-0",
            "個サルたま",
            "一人参加が中心です。ビブスあり。",
            fee="1,800円",
            capacity=15,
            accepted=12,
        ),
        Sample(
            "yoga",
            "出勤前の朝ヨガ 45分",
            3,
            "07:00",
            "07:45",
            "オンライン",
            "",
            "あさのびヨガ",
            "Zoomで開催。カメラオフで参加できます。",
            fee="500円",
            capacity=30,
            accepted=10,
        ),
        Sample(
            "english",
            "英語でしゃべる朝カフェ",
            1,
            "07:15",
            "08:30",
            "珈琲サンライズ新宿",
            "東京都新宿区新宿2-0-0",
            "朝英会",
            "中級くらいの英語で、仕事の話を。",
            fee="700円",
            capacity=10,
            accepted=9,
        ),
        Sample(
            "board-night-copy2",
            "新宿ボードゲーム部 仕事帰りのボードゲーム会 vol.31",
            2,
            "19:00",
            "21:45",
            "カフェ盤上",
            "東京都新宿区西新宿7-0-0",
            "新宿ボードゲーム部",
            "手ぶらでどうぞ。",
            fee="1,500円",
            capacity=16,
            accepted=13,
        ),
        Sample(
            "free-life",
            "自由な働き方を学ぶカフェ会",
            6,
            "15:00",
            "16:30",
            "都内カフェ（場所は申込後に連絡）",
            "東京都渋谷区",
            "みさき",
            "会社に頼らず権利収入を作った師匠から、不労所得で経済的自由を手に入れる考え方を聞けます。興味のある方は公式LINEに登録してください。後日、個別に詳しいお話の機会があります。",
            fee="500円",
            capacity=8,
            accepted=2,
        ),
        Sample(
            "photo",
            "フォトウォーク 谷根千",
            6,
            "10:00",
            "12:30",
            "日暮里駅 北改札",
            "東京都荒川区西日暮里2-0-0",
            "歩いて撮る会",
            "スマートフォンでも参加できます。",
            fee="1,000円",
            capacity=12,
            accepted=5,
            week=1,
        ),
        Sample(
            "marche",
            "農業×IT 情報交換会",
            3,
            "18:30",
            "20:30",
            "立川シビックラボ",
            "東京都立川市曙町2-0-0",
            "アグリテック多摩",
            "農家とエンジニアが現場の課題を持ち寄ります。",
            fee="1,000円",
            capacity=30,
            accepted=14,
            week=1,
        ),
    ),
    "csv": (
        Sample(
            "civic-tech",
            "市民講座 はじめてのオープンデータ",
            5,
            "10:00",
            "12:00",
            "武蔵野プレイス 4階",
            "東京都武蔵野市境南町2-0-0",
            "むさしの市民講座",
            "統計の地図をつくります。",
            capacity=30,
        ),
        Sample(
            "jazz",
            "ロビーコンサート 昼のジャズ",
            5,
            "12:15",
            "13:00",
            "市民文化会館 ロビー",
            "東京都武蔵野市中町3-0-0",
            "市民文化会館",
            "申込不要、先着順です。",
            week=1,
        ),
    ),
    "ics": (
        Sample(
            "walk",
            "朝の散歩会",
            2,
            "06:40",
            "07:30",
            "井の頭公園 七井橋",
            "東京都三鷹市井の頭4-0-0",
            "井の頭朝さんぽ",
            "毎週水曜の朝、池を一周します。雨の日は休みです。",
        ),
    ),
}
