"""What a text speaks of and how it is written, as signs that what was read from it may be another thing's. Pure."""

from __future__ import annotations

from typing import Final

from aggregator.normalise.evidence import leanings
from aggregator.normalise.needed import Needed

TIERS: Final = (
    "学生 会員 小学生 中学生 高校生 子ども こども 子供 小人 シニア 女性 男性 女子 男子 以下 未満 ペア 親子 一般 "
    "市民 町民 障が 障害 歳以上 学割 当日券 当日は 2回目"
)
"""Who may pay another price."""
SAID: Final = Needed(
    {
        name: words.split()
        for name, words in {
            "said tiers": TIERS,
            "said party": "懇親会 二次会 2次会 打ち上げ 打上げ 交流会 アフター 飲み会 懇談 食事会",
            "said stall": "出店 区画 ブース 出展 協賛",
            "said before": "前回 昨年 去年 先月 先日 先週 これまで 例年 毎年 きのう 昨日 以前",
            "said next": "次回 次は 次の 来月 来年 翌月 次々回 続いて",
            "said moved": (
                "変更 延期 振替 振り替え 順延 移し 移り ずら 改め かわりに 代わりに 取りやめ 取り止め 正しくは "
                "まちが 間違 誤り 訂正 のはずが 予定でし 変わりました 変えました となりました になりました"
            ),
            "said usual": "ふだん 普段 いつも 通常 毎週 毎月",
            "said or": "または もしくは あるいは どちらか どちらで いずれか",
            "said shop": "営業 開店 閉店 ラストオーダー 定休 閉館 開館",
            "said way": "バス 徒歩 列車 電車 乗り換え 発車",
            "said online": "オンライン zoom 配信 youtube teams meet discord web ウェブ リモート スペースで",
            "said sent": "from: sent: subject: 転送 wrote:",
            "said closing": "締切 締め切 〆切 期限 までに",
        }.items()
    }
)
"""What a text speaks of beside the fact that is read."""


def of_text(folded: str, labels: int) -> list[str]:
    """Signs of a text with so many labelled parts: what it speaks of, whether in sentences, how much of meetings and of other things."""
    stops = folded.count("。")
    meeting, other = leanings(folded)
    return [
        *SAID(folded),
        "sentences 4+" if stops > 3 else "sentences" if stops else "no sentence",
        "labels 3+" if labels > 2 else "labels 1-2" if labels else "labels 0",
        "meets 6+" if meeting > 5 else "meets 4-5" if meeting > 3 else "meets 2-3" if meeting > 1 else "meets 0-1",
        "notice 3+" if other > 2 else f"notice {other}",
    ]


def how_many(name: str, number: int) -> str:
    """A number as a sign."""
    return f"{name} 4+" if number > 3 else f"{name} 2-3" if number > 1 else f"{name} 1" if number == 1 else f"{name} 0"
