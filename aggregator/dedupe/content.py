"""Which words of a text say what a meeting is about."""

from __future__ import annotations

import re

from aggregator.dedupe import words

_RUN = re.compile(
    r"[a-z][a-z0-9+#.'-]*[a-z0-9+#]|[ァ-ヶー]{2,}|[一-龥々]{2,}|\d+(?:名|人|組|本|種|軒|杯|枚|店|台|問|章|km|分|話|席)"
)
_URL = re.compile(r"https?://\S+")
_COMMON = re.compile(
    r"参加者?|参加費|募集|会場|当日|時間|場所|定員|無料|有料|申込|申し込み|予約|初心者|歓迎|持参|対象|開催"
    r"|内容|一緒|自己紹介|紹介|発表|"
    r"作業|懇親会?|方法|講師|材料費?|受付|開始|終了|開場|開演|予定|詳細|主催|共催|協力|後援|案内|各自|自由"
    r"|気軽|必要|不要|準備|用意|休憩|交流|企画|"
    r"本人|方々|皆様|皆|人数|先着|抽選|料金|費用|円|税込|現地|公式|情報|問合|連絡|電話|住所|地図|最寄|徒歩|駅"
    r"|分|今回|次回|毎回|毎月|毎週|"
    r"経験|未経験|基本|基礎|入門|体験|教室|講座|勉強会?|会員|一般|学生|大人|子供|小学生|中学生|高校生|以上"
    r"|以下|以内|程度|前半|後半|途中|入場|退場|可能|"
    r"希望|希望者|担当|運営|登壇|話|質問|相談|実施|全員|全国|地域|市内|市民|団体|活動|仲間|今年|来年|昨年"
    r"|新年|春|夏|秋|冬|朝|昼|夜|午前|午後|本日|明日|"
    r"イベント|セミナー|ワークショップ|オンライン|テーマ|グループ|メンバー|スタッフ|チーム|プログラム"
    r"|スケジュール|スタート|ドリンク|ページ|サイト|"
    r"フォーム|チケット|カフェ|ゲスト|コース|クラス|レッスン|ルーム|ホール|センター|スペース|zoom|youtube|pc"
    r"|web|http|https|www|com|jp|org|"
    r"the|and|for|with|from|this|that|you|your|our|are|will|can|all|any|new|free|event|please|join|start|open"
    r"|doors?|yen|pm|am|at|in|on|of|to|or|is|we"
)


def content(told: str, named: str) -> tuple[str, ...]:
    """The words of a folded text that say something: no common words of invitations, nothing that ``named`` has."""
    found = {run for run in _RUN.findall(_URL.sub(" ", told)) if not _COMMON.fullmatch(run) and run not in named}
    return tuple(sorted(run for run in found if not words.common(run)))
