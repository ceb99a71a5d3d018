"""The price that a sentence tells without a word for it: 鍋と飲み物込みで3,500円です, 3株で1,000円, 珈琲がついて千円. Pure.

The rare part is looked for first: 円 with what a sentence on the price goes on with. What the sentence is about decides: people,
the day, the event itself or nothing at all; never a thing that is sold (カレーは800円です), a way (バスで220円) or another time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from aggregator.normalise.fees.free import Span
from aggregator.normalise.fees.uses import WITHIN

_YEN: Final = re.compile(
    r"円(?:玉(?:ひとつ|[1一]つ|[1-3一二三]枚))?"
    r"(?:ほど|くらい|ぐらい|程度|前後|ちょうど|ぽっきり|ポッキリ|だけ|のみ|均一)?(?:\([^()\n]{1,12}\))?"
    r"(?:(?:が|は)?(?=かかります|必要です))?"
    r"(?:(?P<bare>(?=\s*(?:$|[\n。、!(])))|です|でございます|になります|になる予定|の(?:予定|見込み|つもり)"
    r"|となります|となって(?:い|お)|かかります|必要です|を予定|にて|と(?=[お格])"
    r"|で"
    r"(?:、|す|お?(?:作|つく|楽し|観|見|聴|聞|食べ|飲|召し|遊|乗|入|参加|体験|撮|学|習|受け|描|焼|試)"
    r"|ご(?:参加|体験|案内|用意|覧|提供)|やって|行|開催|どうぞ))"
)
"""What goes on behind a price that its sentence is about."""
_COIN: Final = re.compile(r"ワンコイン(?=で(?:どうぞ|す(?:[。、]|$)|お?楽し|ご?参加|体験|受け|聴|観|見|お試し))")
"""Which is 500 yen."""
_MOST: Final = 40
_FAR: Final = 80
"""Characters of a sentence before the amount."""
_HEAD: Final = 3000
"""Characters of a listing in which it is looked for."""
_END: Final = re.compile(r"[。\n!?]")
_AMOUNT: Final = re.compile(r"(?:[\d,.]+[千万百]?[\d,]*|[〇一二三四五六七八九十百千万、]+)$")
_LEADS: Final = re.compile(
    r"(?:^\W*|[ではてのと、)]|[のと]も|自由|指定|[費代料席]|[Cc]harge|込み?|付き?|つき|[1一]人|ひとり(?:様)?"
    r"|一律|約|なんと|たった|わずか|ちょうど)[\s¥]*$"
)
"""Before an amount that ends its clause: not the name of a thing (ロッカー 400円、)."""
_TOPIC: Final = re.compile(
    r"([^\s、。「」()はがも]{1,12})(?:は|(?<=[一-鿿ァ-ヶー])も|が(?!つ[いき]|付|あ))(?!じめ|つ|り|い|う|ん|ら|や|の)"
)
_OF_EVENT: Final = re.compile(
    r"(?:[日曜時回夜朝昼晩月年]|会|座|室|整理券|切符|[方人様員生者民]|[歳才]|以[上下降]|未満|さん|[代料費金銭]"
    r"|参加|券|席|体験|旅行|ツアー|ヨガ|レッスン|ショップ|ライブ|コース|セット|セミナー|当日|今回|事前|合計"
    r"|全部で|\)|だけ|定員|申込|予約|終了|開[始演場]|集合|場所|会場)$"
)
"""What a sentence on the fee may be about: the day, who comes, what is paid, the event."""
OTHER: Final = re.compile(
    r"(?<!参加)賞(?!味)|クーポン|ポイント|プレゼント|進呈|年収|時給|日[給当]|だけで|もらえ|稼|報酬|現金[をが]"
    r"|月給|賃金|売上|総額|(?<!ご)予算(?!は?(?:約|お?[1一]人|ひとり))|駐車|定価|本体|書籍|課題本|キャンセル"
    r"|割引|割安|オフ|近く|近所|周辺|隣の|向かい|帰り|前回|昨年|去年|先月|以前|かつて|当時|普段|ふだん|いつも"
    r"|通常|相場|株価|運賃|バス[代で]|電車|タクシー|送料|往復|片道|リフト|販売|売り|売って|値段|原価|貯|節約"
    r"|仕入|借|寄付|募金|補助|助成|グッズ|お土産|レンタル|メニュー|オプション|希望|追加|別売|月額|月に|年間"
    r"|毎月"
)
"""What makes the amount of a sentence another money."""
STALLS: Final = re.compile(
    r"販売(?!所)|屋台|露店|出店|マルシェ|朝市|夕市|バザー|フリマ|フリーマーケット|古本市|蚤の市|物販|メニュー"
    r"|キッチンカー"
)
"""Where things are sold what one of them costs is told so as well."""
FOR_NOTHING: Final = re.compile(
    r"(?<!以下)(?<!未満)(?<!学生)(?<!児)(?<!児は)(?<!下は)(?<!満は)(?<!生は)(?<!方は)無料"
    r"|(?:入場|参加|見学|観覧|出入り)(?:は|も)?自由|フリー(?:です|$)|タダ"
)


def told(folded: str) -> list[Span]:
    """Where sentences tell the price, each from the beginning of the sentence to its end."""
    text = folded[:_HEAD]
    found = list(_sentences(text)) or [coin.span() for coin in islice(_COIN.finditer(text), 1)]
    return [] if found and (STALLS.search(text) or FOR_NOTHING.search(text)) else found


def _sentences(text: str) -> Iterator[Span]:
    for yen in islice(_YEN.finditer(text), _MOST):
        near = max(0, yen.start() - _FAR)
        begin = max((end.end() for end in _END.finditer(text, near, yen.start())), default=near)
        words = text[begin : yen.start()]
        amount = _AMOUNT.search(words)
        if amount is None or OTHER.search(WITHIN.sub("", words[: amount.start()])) or OTHER.match(text, yen.end()):
            continue
        if yen["bare"] is not None and not _LEADS.search(words, 0, amount.start()):
            continue
        topics = _TOPIC.findall(words, 0, amount.start())
        if not topics or _OF_EVENT.search(topics[-1]):
            yield begin, yen.end()
