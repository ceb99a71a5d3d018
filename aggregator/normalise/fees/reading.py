"""The fee of one visit, from all the amounts of a listing: tiers, compulsory extras, the party after it apart. Pure."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import islice
from typing import Final, NamedTuple

from aggregator.model import Price, Tier
from aggregator.normalise.fees.amounts import NUMBER
from aggregator.normalise.fees.changes import changed, without_parts
from aggregator.normalise.fees.choosing import likelier
from aggregator.normalise.fees.doubts import doubts
from aggregator.normalise.fees.free import Span, asides, for_all, for_some, free, itself, outside
from aggregator.normalise.fees.stretches import joined, stretches
from aggregator.normalise.fees.uses import Sum, Use, of, sums
from aggregator.normalise.needed import Needed, led
from aggregator.normalise.sections import Role, Section
from aggregator.normalise.text import Text

_BARE: Final = re.compile(rf"^\s*(?P<a>{NUMBER})\s*(?:-|~)?\s*(?:$|\(|/|\n|円(?!分|相当))")
_COIN: Final = re.compile(r"ワンコイン(?=$|[\s。、!()]|です|で(?!す)|のみ)")
_DONATION: Final = re.compile(
    r"カンパ|投げ銭|投銭|ドネーション|寄付|お?気持ち|お志|志納|おひねり|お布施|donation|pay[ -]what[ -]you",
    re.IGNORECASE,
)
_DONATION_SAID: Final = re.compile(
    r"(?:投げ銭|投銭|カンパ|ドネーション|志納|お布施|お気持ち)"
    r"(?:制|ライブ|形式|で(?:す|お願い|どうぞ|結構|$|[。、\n]))"
    r"|お?気持ち(?:だけ|を)[^。\n]{0,10}(?:箱|入れ|いただけ)"
)
_ADVANCE: Final = re.compile(
    led(
        r"abcdsuおこひシビチペ一中会前参入料大女予子学小当早男社費通非高",
        r"(?:\b(?:adv(?:ance)?|door|at the door|U-?\d\d)\b|前売り?|当日券?|(?<=/)day|(?<=/ )day|予約|早割|通常"
        r"|大人|おとな|こども|子ども|子供|小人|一般|学生|会員|非会員|男性|女性|小学生|中学生|高校生|大学生"
        r"|社会人|シニア|ビジター|ペア|[SABC]席"
        r"|(?:チャージ|会費|参加費|料金|入場料|ひとり|一人)"
        r"(?=[はが:\s]{0,2}\d{3,5}(?:です|ね|だよ|で[、す]|[。、(]|$))[はが]?)\.?\s*[:=]?\s*"
        r"(?P<a>\d{1,2},\d{3}|\d{3,5})(?![\d円%:.年月,名人]|/\d)"
        r"|(?:参加費|会費|費用)[は:\s]{0,2}(?P<b>\d{1,2},\d{3}|\d{3,5})(?=\s?(?:くらい|ぐらい|ほど|程度|前後|です))",
    ),
    re.IGNORECASE,
)
"""前売2500 当日3000: so tickets are often written without 円."""
_STALL: Final = re.compile(r"出店料|出展料|区画|協賛")
"""What stallholders pay where visitors go for nothing."""
_STALL_NEAR: Final = 16
_BESIDE: Final = re.compile(
    r"^\W*"
    r"(?:(?:ワークショップ|体験コーナー|物販|グッズ|キッチンカー|出店|屋台|飲食|フード|ドリンク)\w{0,4}\s*[:|]"
    r"|\w{2,12}(?:体験|教室|づくり|作り|コーナー)\s?[:(]?\s?(?:[1一]|各)(?:個|枚|本|回|名|人))"
)
"""A line on what costs something at an event that one enters for nothing."""
_STAND: Final = re.compile(
    r"(?:ワークショップ|占い|似顔絵|縁日|射的|くじ|マッサージ|ゲーム|フード|ドリンク|キッチンカー"
    r"|\w{2,8}(?:体験|づくり|作り))(?:は|:|\s|\d+分|[1一]回){0,3}$"
)
"""What costs something at a market that one enters for nothing: 入場フリー ワークショップ300円."""
_WHO_DOES: Final = re.compile(
    r"(?:[くぐすつぬぶむ]|(?<![見聴聞来観れ])る|(?<![初め])たい)(?:方|人|お客)(?:様|さま|さん)?"
    r"(?:は|に|には|からは?)[^。、\d]{0,6}$"
)
"""車を横付けする方は2,500円: where one enters for nothing it is for what some do beside."""
_ENTRY: Final = re.compile(r"入場|来場|入館")
_EACH_ONESELF: Final = re.compile(r"(?:ほど|くらい|程度)?(?:は|を)?、?各自")
"""費用: ジムのビジター料1,300円を各自窓口で: the one thing that is paid, though each pays it for oneself."""
_ONLOOKERS: Final = re.compile(r"見学(?:のみ|だけ)?(?:の方)?[はも:]?\s?(?:無料|タダ)")
"""Who only looks on goes for nothing: no tier of those who take part."""
_DRINK_ON_TOP: Final = re.compile(
    (
        r"(?:\+|別途)\s?(?:[12]|ワン|one)?\s?(?:drinks?|ドリンク|D|order|オーダー)(?:代)?\s?[(:]?\s?¥?"
        r"(?P<a>\d{3,4})(?![\d円年])"
    ),
    re.IGNORECASE,
)
"""adv 2500 / door 3000 (+1drink 600)."""
_NOUN: Final = re.compile(r"費|代|料|チャージ|charge|フィー|ドリンク|オーダー|drink|order|[1一]D$", re.IGNORECASE)
_LABEL: Final = re.compile(r"(?P<label>[^\s\d:、,/。;|~¥\\()（）\[\]【】「」・→◇◆■□●○]{1,16})\s*[:=]?\s*(?:[(\[])?\s*$")
_FEE_WORD: Final = re.compile(
    r"(?:参加|受講|入場|観覧|聴講|会|入館|鑑賞)(?:費用?|料金?)|料金|費用|チケット|入場|参加|聴講|観覧|は|お金"
)
_WHOSE: Final = ("方", "人", "方は", "人は")
_MOST: Final = 400
"""Amounts of one text that are read; what has more is a price list, not a listing."""
_LONGEST_FREE: Final = 4000
_NEAR: Final = 60
"""Characters behind an amount in which it says who pays nothing."""
_NEEDED: Final = Needed(
    {
        "amount": ("円", "ワンコイン", "¥", "\\", "jpy", "yen", "えん"),
        "free": ("無料", "むりょう", "無償", "から出", "が出し", "まかな", "賄", "かからない", "いらない", "持ち", "もち", "負担", "ただ", "結構", "けっこう", "no cover", "0円", "フリー", "free", "no entry", "no admission", "no participation", "no fee", "no charge", "タダ", "ません", "ない", "不要", "無用", "まへん", "なし", "無し", "ナシ", "ゼロ"),
        "donation": ("カンパ", "投げ銭", "投銭", "ドネーション", "寄付", "気持ち", "お志", "志納", "お布施", "おひねり", "donation", "pay what you", "pay-what-you", "pay what-you", "pay-what you"),
        "tickets": ("adv", "door", "day", "u", "前売", "当日", "予約", "早割", "通常", "人", "おとな", "こども", "子ども", "子供", "一般", "生", "会員", "男性", "女性", "シニア", "ビジター", "ペア", "席", "費", "料", "チャージ", "ひとり"),
    }
)  # fmt: skip
"""One of these stands in every text in which an amount, ``_DONATION`` or ``_ADVANCE`` is found, or that says 無料."""


class FeeReading(NamedTuple):
    """The fee of a listing. ``price`` is ``None`` where it does not say; ``spans`` are stretches of the folded text.

    ``flags``: ``course_fee`` where only a whole course has a price, ``extra_fee`` where a part (材料費) was added that the
    listing does not call compulsory; ``free_or_fee`` and ``other_fee`` as ``doubts`` tells.
    """

    price: Price | None = None
    spans: tuple[Span, ...] = ()
    flags: tuple[str, ...] = ()


_SILENT: Final = FeeReading()


def read_fees(
    text: Text, sections: Sequence[Section] = (), title: Text | None = None, *, dated: bool = False
) -> FeeReading:
    """The fee of one visit.

    Where a part of the listing is labelled as the fee it alone is read; else amounts that stand beside a price word; where
    there are none the title may say that it is for nothing.

    Args:
        text: the listing, folded.
        sections: its labelled parts.
        title: the title, if it stands apart.
        dated: it announces an event with its day: what each amount is for is weighed as well.
    """
    found = _by_rules(text, sections, title)
    return _weighed(text.folded, sections, found) if dated else found


def _by_rules(text: Text, sections: Sequence[Section], title: Text | None) -> FeeReading:
    found = _of_text(text, sections)
    if found != _SILENT:
        return found
    if title is not None and (told := _of_title(title)) is not None:
        return told
    said = itself(text.folded)
    if said is not None or (title is not None and itself(title.folded) is not None):
        return FeeReading(Price(min=0, max=0), (said,) if said else ())
    return found


def _weighed(folded: str, sections: Sequence[Section], found: FeeReading) -> FeeReading:
    """The reading of the rules, or one that is likelier by the words around the amounts."""
    likely = _NEEDED(folded)
    if "course_fee" in found.flags or ("amount" not in likely and (found.price is not None or "free" not in likely)):
        return found
    labelled = [(one.start, one.end) for one in sections if one.role is Role.FEE]
    chosen = likelier(folded, found.price, sections, labelled)
    if chosen is None:
        return found
    return FeeReading(chosen.price, chosen.spans, () if chosen.sure else ("weighed_fee",))


def _of_title(title: Text) -> FeeReading | None:
    """The fee that only the title tells; its words are not the text's, so it has no spans."""
    found = _of_text(title, ()) if "amount" in _NEEDED(title.folded) else _SILENT
    return FeeReading(found.price, (), found.flags) if found.price is not None and found.price.min is not None else None


def _of_text(text: Text, sections: Sequence[Section]) -> FeeReading:
    folded = text.folded
    labelled = [(one.start, one.end) for one in sections if one.role is Role.FEE]
    party = [
        one
        for section in sections
        if section.role is Role.AFTER_PARTY
        for one in sums(folded, section.start, section.end)
    ]
    likely = _NEEDED(folded)
    if labelled and (found := _reading(folded, labelled, party, likely, labelled=True)) != _SILENT:
        return found
    if not likely or (likely == {"tickets"} and not _ADVANCE.search(folded)):
        return _SILENT
    spans = stretches(folded)
    return _reading(folded, spans, party, likely, labelled=False)


class _Said(NamedTuple):
    """What is said of money: the tiers, what everybody pays on top, the party's, where it is for nothing."""

    fees: list[Sum]
    extras: list[Sum]
    parties: list[Sum]
    nothing: list[Span]
    flags: tuple[str, ...] = ()

    @property
    def after_party(self) -> int | None:
        """The least that the party costs."""
        return min((one.amount for one in self.parties), default=None)


def _reading(folded: str, spans: list[Span], party: list[Sum], likely: Container[str], *, labelled: bool) -> FeeReading:
    apart = set(party)
    read = (one for start, end in spans for one in sums(folded, start, end, whole=not labelled) if one not in apart)
    sums_ = list(islice(read, _MOST))
    found = without_parts(sums_, folded)
    if not of(found, Use.FEE) and of(found, Use.PART, Use.EXTRA):
        known = {one.start for one in found}
        found = [
            *found,
            *(one for one in _advance(folded, spans) if one.start not in known),
        ]  # 前売2500 当日3000 (ドリンク代600円)
    nothing = _nothing(folded, spans, likely, labelled=labelled)
    said = _with_parts(folded, found, _with_parties(folded, found, party, nothing, spans if labelled else None))
    fees, flags = said.fees, said.flags
    if of(found, Use.COURSE) and not fees:
        flags = ("course_fee",)
        said = said if said.nothing else said._replace(extras=[])
    elif not fees:
        plain = not (said.nothing or said.extras)
        fees = _advance(folded, spans) or (_bare(folded, spans, labelled=labelled) if plain else [])
        said = said._replace(extras=[*said.extras, *(_drinks(folded, spans) if fees else ())])
    donation = "donation" in likely and (
        any(_DONATION.search(folded, start, end) for start, end in spans)
        or (not labelled and _DONATION_SAID.search(folded) is not None)
    )
    if not (fees or said.nothing or donation or said.extras):
        return FeeReading(Price(after_party=said.after_party) if said.parties else None, (), flags)
    tiers = changed(folded, spans if labelled else _lines(folded, spans), fees, found)
    price = _price(folded, said._replace(fees=tiers), donation=donation)
    used = sorted([(one.start, one.end) for one in (*fees, *said.extras)] + said.nothing)
    if not labelled:
        flags = (*flags, *doubts(folded, price, fees, said.nothing))
    return FeeReading(price, tuple(used) or tuple(spans[:1]), flags)


def _with_parties(
    folded: str, found: list[Sum], party: list[Sum], nothing: list[Span], labelled: list[Span] | None
) -> _Said:
    """The fees and what is the party's: a gathering with the only price is the event itself."""
    fees = of(found, Use.FEE)
    if fees:
        nothing = [one for one in nothing if not _ONLOOKERS.match(folded, *one)]
    if labelled:
        fees = outside(fees, asides(folded, labelled))
    nothing = [one for one in nothing if not _of_extra(folded, one, found)]
    if nothing:
        fees = [
            one
            for one in fees
            if not _STALL.search(folded, max(0, one.start - _STALL_NEAR), one.start) and not _BESIDE.match(one.before)
        ]
        fees = [one for one in fees if not _WHO_DOES.search(one.before)]
        if any(_ENTRY.search(folded, *one) for one in nothing):
            fees = [one for one in fees if not _STAND.search(one.before)]
    fees = [*fees, *_of_choice(found, fees, nothing)]
    items = of(found, Use.ITEM)
    if not (nothing or labelled is None or len(items) < len(found)):
        fees = items
    if labelled and not nothing and found and not of(found, *(set(Use) - {Use.CHOICE})):
        fees = found if _EACH_ONESELF.match(folded, found[0].end) and _has_noun(found[0]) else fees
    gatherings = of(found, Use.GATHERING)
    parties = [*party, *of(found, Use.PARTY)]
    if fees or nothing:
        parties += gatherings
    else:
        fees = gatherings
    lines = labelled or _lines(folded, nothing)
    if nothing and not fees and not of(found, Use.PART):
        nothing = for_all(folded, lines, nothing)
    elif not nothing and (paid := fees or of(found, Use.PART, Use.EXTRA)):
        some = for_some(folded, labelled or _lines(folded, [(one.start, one.end + _NEAR) for one in paid]))
        nothing = [one for one in some if not _of_extra(folded, one, found)]
    return _Said(fees, of(found, Use.EXTRA), parties, nothing)


def _of_choice(found: list[Sum], fees: list[Sum], nothing: list[Span]) -> list[Sum]:
    """The tiers that depend on what one brings: 材料持参の方 300円、セット希望の方 800円; 500円、マイカップ持参の方は400円."""
    choices = [one for one in of(found, Use.CHOICE, Use.ITEM) if one.label.endswith(_WHOSE)]
    if fees:
        return [one for one in choices if "持参" in one.before and one.amount < min(fee.amount for fee in fees)]
    return choices if 1 < len(choices) == len(found) and not nothing else []


def _of_extra(folded: str, nothing: Span, found: list[Sum]) -> bool:
    """Whether who goes for nothing is told in the bracket of something else: 別途入園料(大人450円、中学生以下無料)."""
    line = folded.rfind("\n", 0, nothing[0]) + 1
    begin = folded.rfind("(", line, nothing[0])
    if begin < 0 or folded.find(")", begin, nothing[0]) >= 0:
        return False
    return any(begin < one.start < nothing[0] and one.use in (Use.EXTRA, Use.CHOICE) for one in found)


def _with_parts(folded: str, found: list[Sum], said: _Said) -> _Said:
    """The parts (材料費) on top of a fee; where no fee is told they are the fee."""
    parts = of(found, Use.PART)
    if said.nothing:
        parts = [one for one in parts if not _STALL.search(folded, max(0, one.start - _STALL_NEAR), one.start)]
        parts = [one for one in parts if "(" not in one.before[one.before.rfind(")") + 1 :] or _near(folded, one, said)]
    if not parts:
        one = len(said.extras) == 1 and not said.fees and said.nothing and _of_some(folded, said.nothing)
        return (
            said._replace(fees=said.extras, extras=[]) if one else said
        )  # 会員は無料、ほかの方は資料代1,000円を頂きます
    if said.nothing and not said.fees and len(parts) == 1 and _of_some(folded, said.nothing):
        return said._replace(fees=parts)  # 資料代1,000円(学生は無料)
    everybody = for_all(folded, _lines(folded, said.nothing), said.nothing)
    alone = not (said.fees or everybody or said.extras)
    if alone and (len(parts) == 1 or not all(map(_has_noun, parts))):
        return said._replace(fees=parts)
    flags = ("extra_fee",) if said.fees else ()
    return said._replace(extras=[*said.extras, *filter(_has_noun, parts)], flags=flags)


def _near(folded: str, part: Sum, said: _Said) -> bool:
    """Whether a part stands in the line in which it is said that one goes for nothing: not that of a programme (稚児行列(衣装代3,000円))."""
    line = folded.rfind("\n", 0, part.start)
    return any(folded.rfind("\n", 0, start) == line for start, _ in said.nothing)


def _of_some(folded: str, nothing: list[Span]) -> bool:
    """Whether only a group goes for nothing, each of ``nothing`` being told of one."""
    some = for_some(folded, _lines(folded, nothing))
    return all(any(begin < one[1] and one[0] < end for begin, end in some) for one in nothing)


def _nothing(folded: str, spans: list[Span], likely: Container[str], *, labelled: bool) -> list[Span]:
    """Where it says that somebody goes for nothing."""
    found = [span for start, end in spans for span in free(folded, start, end, labelled=labelled)]
    if found or labelled or "free" not in likely:
        return found
    return free(folded, 0, min(len(folded), _LONGEST_FREE), labelled=False)


def _lines(folded: str, spans: list[Span]) -> list[Span]:
    """The stretches from the beginnings of their lines."""
    return joined([(folded.rfind("\n", 0, start) + 1, end) for start, end in spans])


def _price(folded: str, said: _Said, *, donation: bool) -> Price:
    added = sum(one.amount for one in said.extras)
    values = [0] * bool(said.nothing) + [one.amount for one in said.fees]
    tiers = [Tier(label=one.label, amount=one.amount) for one in said.fees] if len(values) > 1 else []
    if tiers and said.nothing:
        tiers.insert(0, Tier(label=_free_label(folded, said.nothing[0][0]), amount=0))
    values = values or ([0] if donation or said.extras else [])
    most = max(values, default=None)
    top_open = any(one.open and one.amount == most for one in said.fees)
    return Price(
        min=min(values) + added if values else None,
        max=None if most is None or top_open else most + added,
        tiers=tuple(tiers),
        extras=tuple(Tier(label=one.label or "別途", amount=one.amount) for one in said.extras),
        after_party=said.after_party,
        donation=donation,
    )


def _has_noun(part: Sum) -> bool:
    """Whether a part is named by itself (材料費), not by who pays it (子ども)."""
    return _NOUN.search(part.label) is not None


def _advance(folded: str, spans: list[Span]) -> list[Sum]:
    """Tickets in advance and at the door, without 円."""
    return [
        Sum(int((match["a"] or match["b"]).replace(",", "")), *match.span("a" if match["a"] else "b"), "", Use.FEE)
        for start, end in spans
        for match in _ADVANCE.finditer(folded, start, end)
    ]


def _drinks(folded: str, spans: list[Span]) -> list[Sum]:
    """The drink that everybody buys beside tickets without 円."""
    found = (match for start, end in spans for match in _DRINK_ON_TOP.finditer(folded, start, end))
    return [Sum(int(match["a"]), match.start("a"), match.end("a"), "ドリンク", Use.EXTRA) for match in found][:1]


def _bare(folded: str, spans: list[Span], *, labelled: bool) -> list[Sum]:
    """A fee field that holds nothing but a number (1000), or ワンコイン, which is 500 yen."""
    found = []
    for start, end in spans:
        match = _BARE.match(folded[start:end]) if labelled else None
        if match and ((amount := float(match["a"].replace(",", ""))) >= 50 or match["a"] == "0"):
            found.append(Sum(round(amount), start, start + match.end("a"), "", Use.FEE))
        elif (coin := _COIN.search(folded, start, end)) is not None:
            found.append(Sum(500, *coin.span(), "", Use.FEE))
    return found


def _free_label(folded: str, at: int) -> str:
    begin = max(folded.rfind("\n", 0, at) + 1, at - 16)
    label = _LABEL.search(folded[begin:at])
    word = label["label"] if label else ""
    return "" if _FEE_WORD.fullmatch(word) else word
