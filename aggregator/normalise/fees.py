"""What one visit costs: tiers, compulsory extras, the party after it apart; prizes and other money are no price. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from aggregator.model import Price, Tier
from aggregator.normalise.needed import Needed, led
from aggregator.normalise.sections import Role, Section
from aggregator.normalise.text import Text

_NUMBER: Final = r"\d{1,3}(?:[,.]\d{3})+|\d+(?:\.\d+)?"
_AMOUNT: Final = re.compile(
    led(
        r"\\\dj¥一七万三九二五八六十千四百",
        rf"(?:(?:[¥\\]|JPY\s?)\s*(?P<a>{_NUMBER})(?P<au>\s*[千万])?|(?P<b>{_NUMBER})\s*(?:(?P<bu>[千万百])\s*(?:(?P<b2>\d,\d{{3}}|\d{{1,4}})(?P<b3>[百千])?)?)?\s*(?:円|yen\b|JPY\b|えん)|(?P<k>[一二三四五六七八九]?[十百千万](?:[一二三四五六七八九]?[十百千])*)円)(?!台|玉|相当|分の|卓|形|周|満|高|安|ショップ|均一ショップ|グッズ)",
    ),
    re.IGNORECASE,
)
_BARE: Final = re.compile(rf"^\s*(?P<a>{_NUMBER})\s*(?:-|~)?\s*(?:$|\(|/|\n|円(?!分|相当))")
_FREE: Final = re.compile(
    led(
        r"0:\sfいかたなはもタチフ不会入参受必料無聴視観費頂",
        r"(?<![未])(?:参加費?|入場料?|受講料?|料金|費用|会費|入館料?|観覧料?|聴講料?|チケット|視聴)?[\s:はも]{0,3}(?P<f>(?<!一部)無料|タダ|ただ(?=[\s。(で])|フリー(?=$|[\s。)])|入場自由|free(?:\s+(?:of charge|admission|entry|event))?\b|不要|(?<![\d,.])0円|なし(?=$|[\s。(])|(?:いただき|頂き|かかり)ません|必要ありません)",
    ),
    re.IGNORECASE,
)
_FREE_SAID: Final = re.compile(
    led(
        r"(\[f【こ今体入参受当期本無終聴視観",
        r"(?:参加|入場|受講|聴講|観覧|入館|視聴|体験)(?:費|料|料金)?(?:は|が|も)?[:\s]{0,2}(?:完全)?無料(?!トライアル|体験版|相談|駐車|送迎|Wi|で?プレゼント|配布|ドリンク)|[【\[(]無料[】\])]|今回は無料|(?:この日|本日|当日|期間中|終日)に?(?:限り)?無料|(?<!一部)無料(?:イベント|セミナー|勉強会|講座|開催|招待|ウェビナー|オンライン|ライブ|公演|で(?:ご)?(?:参加|見学|入場|聴講|観覧|体験)|です)|free\s+(?:event|admission|entry|of charge)|(?:^|(?<=[\s、。/・,(]))無料(?=$|[\s、。/・,)!])|(?:参加|入場|受講|聴講|観覧)(?:費|料)(?:用|金)?は(?:ありません|ございません|かかりません|いただきません|頂きません|不要)|(?:^|(?<=[/|,(:])|(?<=[/|,(:] ))free(?=\s?(?:$|[/|,)\n]))",
    ),
    re.IGNORECASE,
)
_PRICE_TAIL: Final = re.compile(
    r"[\d円]\s*[(\[]?\s*(?:税込|税別|税抜|tax)|\+\s*(?:(?:1|ワン|one)\s?(?:drink|ドリンク|order|オーダー)|1D\b|ドリンク|別途)|\d+\s?回券|円(?:が|は)?(?:かかり|必要です|いただき|頂き|頂戴)|\b(?:ADV|DOOR)\b",
    re.IGNORECASE,
)
"""Words behind an amount, or in its line, by which it is a price."""
_FREE_SOME: Final = re.compile(
    r"(?:以下|未満|以上|学生|小学生|中学生|高校生|幼児|児童|乳児|未就学児|会員|メンバー|女性|男性|オンライン(?:参加|視聴)?|配信|子ども|こども|子供|お子様|初回|障(?:害|がい|碍)者[^\n]{0,12}|付き添い|介護者)(?:\([^)\n]{1,12}\))?(?:の方|様)?(?:は|も|が|のみ|に限り)?\s*:?\s*(?:(?:参加|入[場園館]|観覧|受講)(?:費|料)?(?:は|が)?)?(?P<f>無料|0円|タダ)|[^\s、。(]{1,8}(?:の方|者)は(?P<g>無料)"
)
"""Free for some: a tier beside others, and nothing said where no other tier is named."""
_ANYBODY: Final = re.compile(r"初回|オンライン|配信|視聴|メンバー|どなた|誰でも|全員|以上")
_LONGEST_BRACKET: Final = 80
_FREE_AT_ALL: Final = re.compile(r"無料|タダ|障|0(?<!\d0)円")
"""One of these is in all that ``_FREE_SOME`` finds."""
_ALONE: Final = re.compile(
    rf"(?:^|(?<=[\n/|、。]))[ \t・*◇◆■□●○▼★☆-]*(?:お?[1一](?:人|名)(?:様|さま)?|税込)?[ \t:]*(?P<p>[¥\\]\s*(?:{_NUMBER})|(?:{_NUMBER})\s*[千万]?円)(?=\s*(?:$|\n|[(/|、。+]|です|で[、。す]|[ \t]+[^\s~]))",
    re.IGNORECASE,
)
"""An amount that stands by itself between commas, slashes or line breaks: so listings give their fee without a word for it."""
_DONATION: Final = re.compile(r"カンパ|投げ銭|投銭|ドネーション|寄付|お気持ち|おひねり|donation|pay what you")
_DONATION_SAID: Final = re.compile(r"(?:投げ銭|投銭|カンパ|ドネーション)(?:制|ライブ|形式|で(?:す|お願い))")
_ADVANCE: Final = re.compile(
    led(
        r"abcdsこ一中会前大女子学小当男社非高",
        r"(?:\b(?:adv(?:ance)?|door|at the door)\b|前売り?|当日券?|大人|こども|子ども|子供|一般|学生|会員|非会員|男性|女性|小学生|中学生|高校生|大学生|社会人|[SABC]席)\.?\s*[:=]?\s*(?P<a>\d{1,2},\d{3}|\d{3,5})(?![\d円:/.年月,名人])",
    ),
    re.IGNORECASE,
)
"""前売2500 当日3000: so tickets are often written without 円."""
_PRICE_WORD: Final = re.compile(
    led(
        r"1abcefpstおこそエオチツテビメリレワ一上中予代会体入出前参受場大女子学小当指教料施早有木材来現男社立聴自茶見観資通運鑑非高",
        r"(?:参加|受講|入場|会|観覧|聴講|チケット|鑑賞|入館|体験|木戸|エントリー|出場|出店|観戦|受験|見学|ツアー|レッスン|材料|教材|テキスト)(?:費用?|料金?|銭|代|券)|料金|有料\s*[(:]?\s*(?=[¥\d])|お代(?=[は:\s]{0,2}[\d¥])|代金|前売|当日券|チャージ|(?:自由|指定|立見|[SABC])席[^\n\d¥。、]{0,4}[\d¥]|(?:会場|場所|運営|資料|茶菓|お茶|施設)(?:費|代)(?:として|は|:|\s)|(?:1|ワン)(?:drink|ドリンク|オーダー)(?:オーダー)?制|(?:1|一)\s?回(?:のみ|だけ|ごと)(?:の?参加)?\s?(?=[¥\d])|(?:会場|オンライン|現地|リアル|来場)(?:参加|視聴)?\s*[:\s]?(?=[¥\d]|無料|参加)|(?:1|一)\s?回\s?(?=[¥\d])|(?:その他|上記以外|それ以外|予約|早割|早期|通常|一般|学生|大人|小人|子ども|こども|会員|非会員|男性|女性|当日|小学生|中学生|高校生|大学生|中高生|大高生|ビジター|メンバー|社会人)[^\n\d¥。、]{0,8}[\d¥]|ticket|admission|entrance|fee\b|cost\b|price",
    ),
    re.IGNORECASE,
)
_NOT_PRICE: Final = re.compile(
    r"賞金|賞品|景品|副賞|ギフト|商品券|クーポン|ポイント|プレゼント|特典|進呈|キャッシュバック|年収|月収|収入|年商|売上|売り上げ|時給|日給|報酬|謝礼|投資|資本金|予算|総額|補助|助成|給料|手当|賃料|家賃|節約|損害|最大\d|割引$|引き|割引に|オフ|円分|得|寄附|税金|控除|交通費|駐車|宿泊|キャンセル|取消|振込手数料|システム手数料|発送|送料|グッズ|募金|調達|億|株価|上限|ごち|稼|借金|貯|資産"
)
_AFTER_NOT: Final = re.compile(
    r"\s*(?:分|相当|増|クーポン|商品券|金券|引換券|OFF|off|引き|割引|オフ|プレゼント|進呈|キャッシュバック|の(?:ギフト|商品券|クーポン|割引|賞|特典)|以上(?:のお?買|購入)|を?稼|台|プラン)"
)
_PARTY: Final = re.compile(
    r"懇親会|二次会|2次会|交流会費|交流会(?=[にへ]|も参加|参加)|懇談会|打ち?上げ|アフター(?:パーティ)?|after\s*party|食事会|忘年会参加|(?:意見|情報)交換会|レセプション|祝賀会|夕食会"
)
_EXTRA: Final = re.compile(
    led(
        r"1\sdおオコシステドフボレワ会保入別席教施材飲",
        r"(?:ワン|1|別途)?\s*(?:ドリンク|drink|ワンオーダー|1オーダー|オーダー|お?飲み?物|飲食|材料|教材|ボール|シャトル|テキスト|保険|レンタル|施設|会場|入園|入館|入場|コート|スタジオ|フード|お通し|席料|テーブルチャージ|1D\b)[料代費込]?",
    ),
    re.IGNORECASE,
)
_MUST: Final = re.compile(
    r"別途|別(?!館|室|紙|日|々|会)|いただ|頂[きく]|かかります|徴収|\+|プラス|必要|要(?=\d|1|ドリンク|ワン|オーダー)|必須|ほか|他に"
)
_CHOICE: Final = re.compile(r"任意|希望者|希望の方|自由|必要な方|レンタル|お持ちでない|購入可|各自|オプション")
_COURSE: Final = re.compile(
    led(
        r"/\dかカコシヶ一会入全回年月登通",
        r"全\s?\d+\s?回|(?<!\d)(?!1\s?回券)\d+\s?回(?:分|券|コース|セット|通し|連続|シリーズ)|通し券|回数券|コース料金|一括|月額|月会費|月謝|年会費|年額|入会[金費]|入部[金費]|(?<!参加)(?<!大会)登録[料費]|/\s?月|/\s?年|(?:1|一)?[かヶカ]月|月々|年間|(?<!\d)年\s?$|年パス|シーズン|会員登録",
    )
)
_PER_VISIT: Final = re.compile(r"(?:1|一|各|毎)\s?回|都度|ビジター|単発|体験")
_LABEL_END: Final = re.compile(
    r"(?P<label>[^\s\d:、,/。;|~¥\\()（）\[\]【】「」・→]{1,16}(?:\([^)\n\d]{1,10}\))?)\s*[)\]】]?\s*[:=|-]?\s*(?:各|お一人様?|1名様?|一人|ひとり|税込|税別)?\s*[(\[:]?\s*$"
)
_NEVER: Final = re.compile(r"駐車|キャンセル|宿泊|クーポン")
"""What costs something beside the event, told before a bracket: 駐車場は有料(1日500円)."""
_STALL: Final = re.compile(r"出店料|出展料|区画")
"""What stallholders pay where visitors go for nothing."""
_USUAL: Final = re.compile(r"通常の?(?:料金|入[館場園]料)")
_TIER: Final = re.compile(r"[・/、,\s]*[^\s\d・/、,。:]{0,6}\s*")
"""A tier's name between two amounts: 月謝 一般6,000円・学生4,000円."""
_SURCHARGE: Final = re.compile(rf"当日[はの券]?[^\d\n。]{{0,4}}(?P<n>{_NUMBER})円(?:増|アップ|プラス|加算)")
_ALL_FREE: Final = re.compile(r"^\s*(?:無料|なし|不要|0円)\s*\((?P<aside>[^()\n]*)\)")
_TIERED: Final = re.compile(r"一般|学生|会員|大人|以外|当日|男性|女性|別途|いただ|必要")
"""Who pays after all: 無料(学生以外は500円)."""
_LOW: Final = re.compile(r"(?<![\d,])(?P<low>\d{1,3}(?:,\d{3})+|\d{2,5})\s*[~-]\s*$")
_SHORT: Final = 1500
"""Characters of a listing in which a bare amount is the fee; further down it may be anything."""
_NEEDED: Final = Needed(
    {
        "amount": ("円", "¥", "\\", "jpy", "yen", "えん"),
        "free": ("無料", "free", "ありません", "ございません", "かかりません", "いただきません", "頂きません", "不要"),
        "donation": ("カンパ", "投げ銭", "投銭", "ドネーション", "寄付", "お気持ち", "おひねり", "donation", "pay what you"),
        "tickets": ("adv", "door", "前売", "当日", "大人", "こども", "子ども", "子供", "一般", "生", "会員", "男性", "女性", "社会人", "席"),
    }
)  # fmt: skip
"""One of these stands in every text in which ``_AMOUNT``, ``_FREE_SAID``, ``_DONATION`` or ``_ADVANCE`` finds something."""
_CLAUSE: Final = re.compile(r"[。、,;/]|(?<=\d)円")
_SENTENCE: Final = re.compile(r"[。、,;]")
_PROPER: Final = re.compile(r"本編|参加費|のみ")
_WHOLE_COURSE: Final = re.compile(r"\s*/\s?(?:月|年)|\s*\(?(?:全\d+回|\d+回分|月額|年会費|年間|税込[・、,]\s*全\d+回)")
_CONTAINS: Final = re.compile(r"\s*(?:を?含|込)")
_AT_WILL: Final = re.compile(r"\s*\(?\s*(?:任意|希望者)")
_THOUSANDS: Final = re.compile(r"[,.](?=\d{3}(?:\D|$))")
_FREE_OF_ELSE: Final = re.compile(
    r"駐車|送迎|相談|抽選会|コーナー|ドリンク|飲み物|貸出|レンタル|キャンセル|保険|託児|Wi-?Fi|懇親会|持ち物|予約|申込|申し込み|事前"
)
_NOT_FREE: Final = re.compile(r"では?(?:ありません|ない)|キャンセル|相談|駐車")
_INCLUDED: Final = re.compile(r"込|含|付")


@dataclass(frozen=True, slots=True)
class FeeReading:
    """The fee of a listing. ``price`` is ``None`` where it does not say; ``spans`` are stretches of the folded text."""

    price: Price | None = None
    spans: tuple[tuple[int, int], ...] = ()
    flags: tuple[str, ...] = ()


class _Sum(NamedTuple):
    """An amount of money with what is said around it."""

    amount: int
    start: int
    end: int
    label: str
    use: str  # fee, party, extra, course


def read_fees(text: Text, sections: Sequence[Section] = ()) -> FeeReading:
    """The fee of one visit.

    Where a part of the listing is labelled as the fee it alone is read; else amounts that stand beside a price word.

    Args:
        text: the listing, folded.
        sections: its labelled parts.
    """
    folded = text.folded
    spans = [(one.start, one.end) for one in sections if one.role is Role.FEE]
    party = [
        one
        for section in sections
        if section.role is Role.AFTER_PARTY
        for one in _sums(folded, section.start, section.end)
    ]
    likely = _NEEDED(folded)
    if spans and (found := _reading(folded, spans, party, likely, labelled=True)) != FeeReading():
        return found
    if not likely or (likely == {"tickets"} and not _ADVANCE.search(folded)):
        return FeeReading()
    around = [(match.start(), _line_end(folded, match.end())) for match in _PRICE_WORD.finditer(folded)]
    around += [
        (max(folded.rfind("\n", 0, match.start()) + 1, match.start() - 40), _line_end(folded, match.end()))
        for match in _PRICE_TAIL.finditer(folded)
    ]
    around += [
        (match.start("p"), _line_end(folded, match.end()))
        for match in _ALONE.finditer(folded, 0, min(len(folded), _SHORT))
        if not _NOT_PRICE.search(folded, max(0, match.start() - 12), match.start())
    ]
    return _reading(folded, _joined(around), party, likely, labelled=False)


def _line_end(folded: str, at: int) -> int:
    end = folded.find("\n", at)
    return min(len(folded) if end < 0 else end, at + 120)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping stretches made one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _reading(
    folded: str, spans: list[tuple[int, int]], party: list[_Sum], likely: Container[str], *, labelled: bool
) -> FeeReading:
    sums = _without_parts(
        [one for start, end in spans for one in _sums(folded, start, end, whole=not labelled)], folded
    )
    fees = [one for one in sums if one.use == "fee"]
    if labelled:
        fees = _without_asides(fees, _asides_of_free(folded, spans))
    apart = set(party)
    parties = [one.amount for one in sums if one.use == "party" or one in apart] + [one.amount for one in party]
    free = [span for start, end in spans for span in _free(folded, start, end, labelled=labelled)] or (
        [] if labelled or "free" not in likely else _said_free(folded)
    )
    if free:
        fees = [one for one in fees if not _STALL.search(folded, max(0, one.start - 16), one.start)]
    if free and not fees and labelled:
        free = _free_for_all(folded, spans, free)
    if fees and not free and _FREE_AT_ALL.search(folded):
        lines = spans if labelled else [(folded.rfind("\n", 0, start) + 1, end) for start, end in spans]
        free = [match.span() for start, end in _joined(lines) for match in _FREE_SOME.finditer(folded, start, end)]
    donation = "donation" in likely and (
        any(_DONATION.search(folded, start, end) for start, end in spans)
        or (not labelled and _DONATION_SAID.search(folded) is not None)
    )
    flags = ("course_fee",) if any(one.use == "course" for one in sums) and not fees else ()
    if not fees and not flags:
        fees = _advance(folded, spans) or (_bare(folded, spans) if labelled and not free else [])
    extras = [one for one in sums if one.use == "extra"]
    if not (fees or free or donation or extras):
        price = Price(after_party=min(parties)) if parties else None
        return FeeReading(price, (), flags)
    if fees and (more := _SURCHARGE.search(folded)):
        most = max(one.amount for one in fees) + int(more["n"].replace(",", ""))
        fees.append(_Sum(most, *more.span("n"), "当日", "fee"))
    added = sum(one.amount for one in extras)
    tiers = [Tier(label=one.label, amount=one.amount) for one in fees]
    if free:
        tiers.insert(0, Tier(label=_free_label(folded, free[0][0]), amount=0))
    amounts = [tier.amount for tier in tiers] or ([0] if donation or extras else [])
    price = Price(
        min=min(amounts) + added if amounts else None,
        max=max(amounts) + added if amounts else None,
        tiers=tuple(tiers) if len(tiers) > 1 else (),
        extras=tuple(Tier(label=one.label or "別途", amount=one.amount) for one in extras),
        after_party=min(parties) if parties else None,
        donation=donation,
    )
    used = [(one.start, one.end) for one in (*fees, *extras)] + free
    return FeeReading(price, tuple(sorted(used)) or tuple(spans[:1]), flags)


def _without_parts(sums: list[_Sum], folded: str) -> list[_Sum]:
    """The amounts without those that a bracket behind one of them takes it apart into: 5,000円(参加費4,000円、保険料1,000円)."""
    parts: set[_Sum] = set()
    for number, one in enumerate(sums):
        if one in parts or not folded.startswith("(", one.end):
            continue
        close = folded.find(")", one.end, one.end + _LONGEST_BRACKET)
        named = [_value(match) or 0 for match in _AMOUNT.finditer(folded, one.end, max(one.end, close))]
        if len(named) > 1 and sum(named) == one.amount:
            parts.update(other for other in sums[number + 1 : number + 1 + len(named)] if other.end <= close)
    return [one for one in sums if one not in parts] if parts else sums


def _free_for_all(folded: str, spans: list[tuple[int, int]], free: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is free for everybody: where only 高校生以下 go for nothing, what the others pay is not said."""
    some = [match for start, end in spans for match in _FREE_SOME.finditer(folded, start, end)]
    groups = [match.span("f") if match["f"] else match.span("g") for match in some if not _ANYBODY.search(match[0])]
    return [span for span in free if not any(begin < span[1] and span[0] < end for begin, end in groups)]


def _asides_of_free(folded: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The notes behind 無料 or なし that name nobody who pays: なし(本は各自ご用意ください。2,970円)."""
    found = ((start, _ALL_FREE.match(folded[start:end])) for start, end in spans)
    return [
        (start + free.start("aside"), start + free.end("aside"))
        for start, free in found
        if free and not _TIERED.search(free["aside"])
    ]


def _without_asides(sums: list[_Sum], asides: list[tuple[int, int]]) -> list[_Sum]:
    """The amounts that stand in none of ``asides``, which are in order."""
    if not asides:
        return sums
    begins = [begin for begin, _ in asides]
    before = ((one, bisect_right(begins, one.start) - 1) for one in sums)
    return [one for one, place in before if place < 0 or one.start >= asides[place][1]]


def _sums(folded: str, start: int, end: int, *, whole: bool = False) -> Iterator[_Sum]:
    """The amounts of a stretch, each with its label and its use; ``whole``: what stands before it in its line counts too."""
    line_from = start
    last: _Sum | None = None
    for match in _AMOUNT.finditer(folded, start, end):
        amount = _value(match)
        if amount is None or amount > 1_000_000:
            continue
        line_from = max(0 if whole else start, folded.rfind("\n", 0 if whole else start, match.start()) + 1)
        before = folded[max(line_from, match.start() - 40) : match.start()]
        after = folded[match.end() : match.end() + 16].partition("\n")[0]
        clause = _CLAUSE.split(before.replace("として、", "として"))[-1]
        outer, _, inner = clause.rpartition("(")
        clause = inner if len(inner.strip()) > 1 else clause
        if _NOT_PRICE.search(clause) or _AFTER_NOT.match(after) or _NEVER.search(outer) or _lifted(folded, match):
            continue
        use = _use(before, clause, after)
        if (
            use == "fee"
            and last is not None
            and last.use == "course"
            and _TIER.fullmatch(folded, last.end, match.start())
            and not _PER_VISIT.search(clause + after)
        ):
            use = "course"
        label = _LABEL_END.search(before)
        if before.rstrip().endswith(("~", "-")) and (low := _LOW.search(before)):  # 500~1,000円
            yield _Sum(int(low["low"].replace(",", "")), match.start(), match.end(), "", use)
        last = _Sum(amount, match.start(), match.end(), label["label"] if label else "", use)
        yield last


def _lifted(folded: str, match: re.Match[str]) -> bool:
    """Whether the amount is what is not asked this time: 通常料金(大人400円)がこの日に限り無料."""
    if "無料" not in folded[match.end() : match.end() + 60].partition("\n")[0]:
        return False
    line = folded.rfind("\n", 0, match.start()) + 1
    return _USUAL.search(folded, max(line, match.start() - 40), match.start()) is not None


def _use(before: str, clause: str, after: str) -> str:
    """Whether an amount is the fee, the party's, an extra that everybody pays, or a whole course's."""
    near = after.split("、", maxsplit=1)[0].split("。", maxsplit=1)[0]
    party = _PARTY.search(before)
    if party and (_PARTY.search(clause) or not _PROPER.search(before, party.end())):
        return "party"
    if _COURSE.search(clause) or _WHOLE_COURSE.match(near):
        return "fee" if _PER_VISIT.search(clause) else "course"
    words, extra = clause + near, _EXTRA.search(clause)
    if extra and _CONTAINS.match(near):
        return "choice"  # a part of the fee, named
    if extra and not _INCLUDED.search(near[:8]) and (_MUST.search(words) or _MUST.search(before)):
        return "choice" if _CHOICE.search(words) or _CHOICE.search(before[-20:]) else "extra"
    if _AT_WILL.match(near):
        return "choice"
    return "fee"


def _value(match: re.Match[str]) -> int | None:
    """The amount in yen: 1,000円, 3千円, 1.5万円, 1万2000円, 千円."""
    if match["k"]:
        return _kanji(match["k"])
    number, unit = (match["a"], match["au"]) if match["a"] else (match["b"], match["bu"])
    plain = _THOUSANDS.sub("", number)
    try:
        value = float(plain)
    except ValueError:
        return None
    value *= {"百": 100, "千": 1000, "万": 10000}.get((unit or "").strip(), 1)
    if match["b2"]:
        value += int(match["b2"].replace(",", "")) * {"百": 100, "千": 1000}.get(match["b3"], 1) if unit else 0
    return round(value)


def _kanji(text: str) -> int:
    digits = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
    total, current = 0, 0
    for character in text:
        if character in digits:
            current = digits[character]
            continue
        unit = {"十": 10, "百": 100, "千": 1000, "万": 10000}[character]
        if unit == 10000:
            total, current = (total + current or 1) * unit, 0
        else:
            total, current = total + (current or 1) * unit, 0
    return total + current


def _advance(folded: str, spans: list[tuple[int, int]]) -> list[_Sum]:
    """Tickets in advance and at the door, without 円."""
    return [
        _Sum(int(match["a"].replace(",", "")), match.start("a"), match.end("a"), "", "fee")
        for start, end in spans
        for match in _ADVANCE.finditer(folded, start, end)
    ]


def _bare(folded: str, spans: list[tuple[int, int]]) -> list[_Sum]:
    """A fee field that holds nothing but a number (1000)."""
    found = []
    for start, end in spans:
        match = _BARE.match(folded[start:end])
        if match and ((amount := float(match["a"].replace(",", ""))) >= 50 or match["a"] == "0"):
            found.append(_Sum(round(amount), start, start + match.end("a"), "", "fee"))
    return found


def _free(folded: str, start: int, end: int, *, labelled: bool) -> list[tuple[int, int]]:
    """Where a stretch says that somebody goes for nothing."""
    pattern = _FREE if labelled else _FREE_SAID
    found = []
    for match in pattern.finditer(folded, start, end):
        begin = max(folded.rfind("\n", start, match.start()) + 1, start, match.start() - 16)
        clause = _SENTENCE.split(folded[begin : match.end()])[-1]
        after = folded[match.end() : match.end() + 8]
        if not _FREE_OF_ELSE.search(clause) and not _NOT_FREE.match(after):
            found.append((match.start(), match.end()))
    return found


def _said_free(folded: str) -> list[tuple[int, int]]:
    return _free(folded, 0, min(len(folded), 4000), labelled=False)


def _free_label(folded: str, at: int) -> str:
    begin = max(folded.rfind("\n", 0, at) + 1, at - 16)
    label = _LABEL_END.search(folded[begin:at])
    word = label["label"] if label else ""
    return "" if _PRICE_WORD.fullmatch(word) else word
