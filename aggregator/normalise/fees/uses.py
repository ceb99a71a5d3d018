"""What an amount is for: the fee, an extra, the party, a whole course, a choice, less, more, or no price at all. Pure.

A line is read as clauses, a clause as words, the amount and words: ``<what before> 1,000円 <what behind>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from aggregator.normalise.fees.amounts import Amount, amounts
from aggregator.normalise.fees.context import Context, context_of, label_of
from aggregator.normalise.fees.things import (
    BOOK,
    CARE,
    EACH_PAYS,
    LATER_TIME,
    OF_THOSE,
    ONE_MORE,
    OWN_LINE,
    is_bought,
    is_item,
    is_thing,
    is_wish,
)
from aggregator.normalise.fees.usual import lifted, of_other_day
from aggregator.normalise.needed import led
from aggregator.normalise.wording import GIVEN


class Use(StrEnum):
    """What an amount is for."""

    FEE = "fee"
    PART = "part"
    """Named as a part (材料費): the fee where none is told, else on top of it."""
    EXTRA = "extra"
    """On top, and everybody pays it."""
    CHOICE = "choice"
    """For those who want it, or no matter of this visit."""
    PARTY = "party"
    GATHERING = "gathering"
    """A party's where something else has a price, else the event is the party."""
    ITEM = "item"
    """Of a thing or a service (1杯300円, 図録): the fee only where the part on the fee has nothing else."""
    COURSE = "course"
    CUT = "cut"
    """Behind 割引: a price where it is most of another's, else nobody knows."""
    LESS = "less"
    MORE = "more"


class Sum(NamedTuple):
    """An amount of money with what it is for; ``before`` are the words of its line before it."""

    amount: int
    start: int
    end: int
    before: str
    use: Use
    open: bool = False

    @property
    def label(self) -> str:
        """The listing's word for it or for who pays it, which ends the words before it."""
        return label_of(self.before)


_NOT_PRICE: Final = re.compile(
    led(
        (
            r"123qQなタデ預買市落無壊破紛おこごとオ向別隣帰近ふ高安普ガキギクグシスプポ一夜延違過罰学部半決午全当"
            r"支終保三上予二交人介借億優先光円列制前副割助効募医協去収取商図土報売学家宿寄工市年建引従持手投振控"
            r"損携支教旅日昨時景最月株水汽物特生発税稼節給維総被補製調講謝貯賃資賞送通進運電食駐"
        ),
        (
            r"(?:隣|となり|向かい|別の会場|近く|近所|帰り)の[^。、]{1,12}[はが]|帰りに|買えば|買うと|市価|時価"
            r"|デポジット|保証金|預かり金|(?:落とし|なくし|無くし|壊し|破損し|紛失し)た|紛失|タクシー|ふだん|普段"
            r"|安くても|高いと|持ち物|賞金|賞品|(?<!鑑)賞\s?:?\s?$|景品|副賞|優勝者?(?!決定)|ギフト|商品券"
            r"|クーポン|(?<![ァ-ヶー])ポイント|プレゼント(?!代|交換)|(?:旅行|宿泊|食事|商品)券|図書カード|QUO"
            r"|[1-3一二三]等|特典|進呈|謝金|キャッシュバック|年収|月収|収入|年商|売上|売り上げ|時給|日[給当]|報酬"
            r"|謝礼|投資|資本金|(?<!ご)予算(?!は?(?:約|お?[1一]人|ひとり))|総額|補助|助成|給料|手当|賃料|家賃"
            r"|節約|損害|被害|効果|最大\d|(?<!値)引き(?!の\s?$)|割引に"
            r"|(?<!チョーク)オフ(?!の\s?$|会|ライン|ィス|シーズン|ショア|サイド)|円分|お得|寄附|税金|控除|交通費"
            r"|[電汽列]車代|運賃|駐車|宿泊|キャンセル|取消|振込手数料|システム手数料|発券手数料|発送|送料|グッズ"
            r"|募金|調達|クラウドファンディング|支援|協賛|[一1]口|億|株価|上限|ごち|稼|借金|貯|資産|資金|市場"
            r"|(?:医療|生活|食|学|教育|光熱|維持|制作|製作|人件|建設|工事|介護|通信)費"
            r"|(?:電気|ガス|水道|携帯|スマホ)(?:代|料金)|延滞[料金]|延滞料金|違約金|過料|罰金|部費|学費|半期"
            r"|(?<=は)当時|当時(?:は|の)|保育料|物件|土地|講演料|(?:前回|昨年|先月|去年|これまで|従来)(?:まで)?は"
        ),
    )
)
"""Words before an amount, in its clause, by which it is other money."""
WITHIN: Final = re.compile(
    r"^.*(?:込み?|付き?|(?<!に)つき|入れて|含めて?|入って|足して|加えて|を(?:割って|割り?勘にして|頭割りで))"
    r"(?=(?:[1一]人)?[^\d。]{0,8}$)"
)
"""交通費と食費を入れて28,000円, 道具代込みで1,800円: what the amount contains is not what it is."""
_PARKING: Final = re.compile(r"(?:駐車場?|駐輪場?|パーキング|コインP)(?!場?代?込)[^\n円]{0,40}\([^()\n]*$")
_BY_HOUR: Final = re.compile(
    r"\((?:[^()参会入料]*、)?(?:\d{1,2}時間|\d{1,2}分|[1一]日|[1一]回|[1一]台|最大|終日)[^()参会入料]{0,4}$"
)
"""車は隣の立体駐車場へ(1時間150円)."""
_MEAL_APART: Final = re.compile(
    r"(?:お?昼(?:ごはん|ご飯)?|昼食|ランチ|夕食|朝食|お?食事|飲食)代?は(?:別|各自)(?:です|途)?。[^。\n]{0,20}"
    r"(?:膳|懐石|定食|弁当|コース|ランチ|料理|そば|うどん|丼|カレー|パスタ)[^。\n\d]{0,6}$"
)
"""食事は別。御膳1,600円を頼みます: what the meal costs."""
_LEDGER: Final = re.compile(r"収支|支出|決算|(?:前回|先月|昨年|去年)(?:\([^()\n]*\))?の(?:お金|会費|参加費|分)")
"""In the sentence of an amount: it is what has been paid."""
_AFTER_NOT: Final = re.compile(
    r"\s*"
    rf"(?:分|相当|クーポン|商品券|金券|引換券|(?:お)?得|(?:を|も)?(?:{GIVEN})|キャッシュバック"
    r"|の(?:補助|助成|援助|ギフト|商品券|クーポン|割引|賞|特典|価値|寄付)"
    r"|(?:以上)?(?:の)?(?:お?買い?上?げ?|購入)|以上の(?:レシート|お会計)|を?稼|台|プラン"
    r"|(?:[がを]|から)\s?[\d,]+円に|から(?:変わ|変更|上が|下が|値上|値下)|する(?!予定)|に対し(?:て|、)"
    r"|[がを](?:集ま|達成|突破|調達|超え|節約|貯め|もらえ|当た|支給|還元|補助|寄付|獲得)|でした|だった"
    r"|で(?:やって|開催して)いま|まで(?:は)?無料|\)?が?なくても|[(\[]税込み?[:\s]?¥?[\d,]+円|が相場"
    r"|\)?[がの]?(?:未納|未払|滞納)|かけて|(?:も|ほど|くらい)?(?:下が|上が|安くな|減|浮く|得する)"
    rf"|[^。、\n円]{{0,14}}(?:ました|でした|だった)(?:が|けれど|けど|の[をにが])|なんだけど"
    r"|\)?と?(?:は|とは)(?:無?関係|別の)"
    rf"|\s?\(?(?:税別|税抜き?|本体)?[^\d\n。円]{{0,6}}(?:税込み?|消費税(?:込み?)?で)\s?¥?\d)"
)
_LESS: Final = re.compile(r"\s*(?:の)?(?:割引|値引き?|引き?(?!換|き続)|OFF|off|オフ|ディスカウント|お得|安く)")
GOODS: Final = re.compile(r"クーポン|次回|[回買商]品|お買|ドリンク|物販|グッズ|書籍|店|材料費|送料|宿泊|駐車|入会|参拝")
"""What is cheaper beside the fee: ドリンク100円引き, 次回500円引きクーポン."""
_NEXT_TIME: Final = re.compile(
    r"\s*(?:割引|引き?|OFF|オフ)?\s*(?:の|できる|になる)?(?:クーポン|券|チケット(?=プレゼント|進呈)|ポイント)",
    re.IGNORECASE,
)
_MINUS: Final = re.compile(r"(?:割引?|引き?|OFF|オフ)[^\d\n。、]{0,4}[-▲△]\s?$")
"""兄弟割 -200円."""
_CUT: Final = re.compile(r"(?:割引|(?<!学)割)\s*[:(]?\s*$")
_MORE: Final = re.compile(r"\s*(?:増し?|追加|アップ|up|プラス(?=$|[。、)\s])|加算)", re.IGNORECASE)
_AT_DOOR: Final = re.compile(r"当日[^\s\d。、]{0,6}\s?(?:\+|プラス)\s*(?:各)?\s*$")
_PARTY: Final = re.compile(
    (
        r"(?:懇親会|二次会|2次会|懇談会)(?![費代]?[をも]?(?:含め|込み)て?[で、の]{0,2}(?:会費|参加費|費用|料金))"
        r"(?!(?<=費は懇親会)を?(?:含め|込み))"
        r"|交流会(?:\([^()\n]{0,20}\))?(?=[にへ]|も参加|参加(?![費料]))|打ち?上げ|アフター(?:パーティ)?"
        r"|after\s*party|忘年会参加|(?:意見|情報|名刺)交換会|レセプション|祝賀会|夕食会|茶話会"
        r"|飲み会(?=は|参加|代|に)"
    ),
    re.IGNORECASE,
)
_GATHERING: Final = re.compile(
    (
        r"(?:交流会|交歓会|食事会|昼食会|ランチ会|ディナー|飲み会|パーティー?|ネットワーキング|お茶会|親睦会|BBQ"
        r"|交流タイム)(?:費|代|の?参加費|参加)?(?:\([^()\n]{1,20}\))?\s*[はが/:(=]?\s*(?:は|別途|各)?\s*$"
    ),
    re.IGNORECASE,
)
_BASE: Final = (
    r"参加|視聴|配信|アーカイブ|受講|入場|入館|入園|拝観|聴講|観覧|鑑賞|体験|木戸|エントリー|出場|観戦|受験|見学"
    r"|ツアー|レッスン|チケット|利用|使用|基本|プレー|セミナー|講座|公演|登録|大会|会|プログラム|コース|ライブ"
    r"|料金|ミュージック|乗船|試合|講習|講演|前売|当日|代|お|席|教室|指導|(?i:music|live|cover|door|entry) ?"
)
_IS_BASE: Final = re.compile(rf"(?:{_BASE})(?:費|料金?|代金?|フィー|チャージ|銭)?$")
_NAMED: Final = re.compile(
    r"(?P<noun>[^\s\d、。,;:/()+・「」【】\[\]~・とはがものでをに]{1,10}?)"
    r"(?P<kind>(?<!無)(?<!有)(?<!資)(?<!材)(?<!飲)(?<!原)(?<!史)料金?|費用?|(?<!時)(?<!世)(?<!\d)代金?|フィー"
    r"|チャージ(?!用)|\s?(?i:charge)|実費)(?:往復|片道)?(?:\([^()\n]{0,20}\))?\s*"
    r"(?:[はがもを:=]|として|等|など|込みで)?\s*"
    r"(?:別途|別に|別で|ほかに|税込|約|およそ|各|[1一]人|お?ひとり(?:様)?|お?一人様?|一律|の|,|、"
    r"|\d{1,3}\s?(?:kg|g|人分|袋))*\s*(?:[(\[:]\s*)?$"
)
"""A noun for what is paid, right before the amount: 材料費, 拝観料, カート代."""
_KIND: Final = re.compile(r"[料費代フチ実]|(?i:charge)")
"""One of these is in all that ``_NAMED`` finds."""
_DRINK: Final = re.compile(
    led(
        r"\ddtTおオツテドワ一二保席教材資飲",
        (
            r"(?:(?:\d|ワン|ツー|一|二)\s?(?:ドリンク|drink|オーダー|order|D\b|フード)"
            r"|ドリンク(?!チケット|コース|プラン)|お?飲み?(?:物|もの)|オーダー|テーブルチャージ|(?i:table charge)"
            r"|お通し|席料|drinks?|保険|材料|教材|テキスト|資料)(?![^\s\d。、円]{0,3}(?:付|込|つき))"
            r"[^\s\d。、円]{0,6}(?:1杯|一杯)?\s*[(:は]?\s*(?:お?一人様?|ひとり|1人|一律|各)?\s*$"
        ),
    ),
    re.IGNORECASE,
)
_MUST: Final = re.compile(
    r"別途|別(?!館|室|紙|日|々|会|れ|の)|いただ|頂[きく戴]|かかります|かかる|徴収|\+|プラス|必要"
    r"|要(?=\d|1|ドリンク|ワン|オーダー)|必須|(?<!その)ほか(?!の)|他に|に加え|のうえ|さらに|あわせて|併せて"
    r"|全員|ご?負担|ご注文|オーダー(?:制|をお願い)|毎回"
)
_CHOICE: Final = re.compile(
    r"任意|希望|必要な(?:方|人)|お?持ちで(?:ない|は?ない)|のない(?:方|人)|ご?持参(?:の|され|でき|い)|購入可"
    r"|ご購入|買えます|各自|オプション|不要です|の方は不要|出演(?:は|者|料|枠|希望)|なしでも|ご自由|別売"
    r"|販売して|頒布"
)
_COURSE: Final = re.compile(
    led(
        r"(/\d\s、かカシフヶ一会入全初合回年月登通は",
        (
            r"全\s?\d+\s?回"
            r"|(?<!\d)(?!1\s?回券)\d+\s?回(?:分|券|チケット|パス|コース|セット|通し|連続|シリーズ|綴)|通し券?"
            r"|回数券|一括|月額|月会費|月謝|年会費|年額|入会[金費]|入部[金費]|(?<!参加)(?<!大会)登録[料費]|/\s?月"
            r"|/\s?年|(?:1|一)?[かヶカ]月|月々|年間|(?<!\d)年\s?$|年パス|シーズン|会員登録"
            r"|(?:^|[\s(、初回は])月\s?$|合計|(?<![\d第])[2-9]\d?回(?:で)?\s?[:=]?\s*$|フルコース"
        ),
    )
)
_WHOLE_COURSE: Final = re.compile(
    r"\s*/\s?(?:月|年|[2-9]\d?回|全\d)"
    r"|\s*\(?(?:全\d+回|\d+回(?:分|合計)|月額|年会費|年間|税込[・、,]\s*全\d+回|全\)|一括)"
)
_PER_VISIT: Final = re.compile(
    r"(?:1|一|各|毎)\s?回(?!目|限)|都度|ビジター|単発|体験|会員でない|非会員|当日|参加|お試し"
)
_TAX: Final = re.compile(
    r"(?:^|[(\s])(?:うち(?!わ)|内)[^\d。]{0,8}$|(?<!\+入湯)税\s*$|[益金額代費料円そ]のうち\s?$|(?<!会)計\s*$"
)
_VENUE: Final = re.compile(r"(?:入[館園場]|拝観|観覧|鑑賞|利用|使用|乗船|入浴)$")
"""What is paid to the place; where the event itself is free or has its own fee it comes on top."""
_TO_PLACE: Final = re.compile(r"(?:入[館園場浴]|拝観|乗船)[料代](?:の|は|:|\s)*$")
_FOR_ONESELF: Final = re.compile(r"\)?(?:は|を)?、?(?:各自|それぞれ)")
_CONTAINS: Final = re.compile(r"\s*(?:を?含|込)")
_SURELY: Final = re.compile(
    r"払って(?:ください|下さい|いただ|もら)|お?支払い(?:ください|下さい|いただ)|必ず|全員|必須|必要です"
    r"|ご?負担|いただきます|頂きます"
)
"""Behind words that sound like a choice: テキスト代1,100円は必ずご購入いただきます."""
_ORDER: Final = re.compile(
    (
        r"(?:ご?注文|オーダー)(?:を|して)?(?:お願い|ください|下さい|いただ|必要|制|必須|が?必要)[^。\d]{0,10}[(:]"
        r"\s*$"
        r"|(?:\+|プラス|要)\s?(?:ワン|[12一二])\s?(?:オーダー|ドリンク|drink|order|フード)制?\s?\([^\d()]{0,10}$"
    ),
    re.IGNORECASE,
)
_APART: Final = re.compile(
    r"料別[。、]\s?[^\d()。、]{0,6}$"
    r"|(?:(?:別途|(?<!その)ほか(?!の)に?|他に|に加えて?|とは別に?|別に|プラス)[、:]?[^\d。、()]{0,14}"
    r"|とは別に、[^\d。()]{0,30})(?:\d{1,3}\s?(?:kg|g|人分|袋)\s?)?[(]?\s*$"
    r"|\+[^。.()円]{0,18}[(]?$"
)
"""Right before an amount: it is paid as well."""
_SET: Final = re.compile(
    r"(?:^|[\n・/、\s])[^\s\d+円¥、。/()・]{2,14}\s?\+"
    r"(?!\s?(?:\d|ワン|一)?\s?(?:ドリンク|オーダー|フード|[Dd](?:rink)?\b))[^+円¥、。()]{1,14}[\s:]*¥?\s?$"
)
"""店内観覧券+サイン本 ¥3,780: what two things cost together."""
_AT_WILL: Final = re.compile(r"\s*\(?\s*(?:任意|希望)")
_EACH_FOR_ONESELF: Final = re.compile(r"[、。(]\s?(?:各自|それぞれ)で?、?(?:お?納め|お?支払|払|購入|ご?用意|ご?負担)")
"""御朱印は300円、各自お納めください."""
_AT_WILL_ALL: Final = re.compile(
    r"(?:忘年会|新年会|食事|昼食|夕食|ランチ)に(?:出る|ご?出席)[^。\d]{0,4}[方人]は|連れ(?:は|の方は)"
    r"|(?:階席|指定席|桟敷|個室|ボックス席)は(?:別途|\+|プラス)|任意で|希望者(?:のみ|は|に限り)"
    r"|ご希望の方(?:のみ|は|に限り)"
)
_INCLUDED: Final = re.compile(r"込|含|付")
_SINCE: Final = re.compile(r"。|(?<=[\d千万百])円")
"""A sentence, or the amount before, ends here."""
_TICKET: Final = re.compile(
    r"(?:観覧|入[館場園]|乗[船車]|拝観)[券料][^()\n。\d]{0,8}(?:必要|かかり|要)[^()\n。\d]{0,10}$"
)
"""Right before what the place takes on top: 当日有効の観覧券が必要です:一般800円."""
_WHO: Final = re.compile(
    r"[、,・/\s(]*"
    r"(?:大人|おとな|小人|小児|子ども|こども|子供|幼児|小・?中学生|中・?高生|高校・大学生|小学生|中学生|高校生"
    r"|大学生|学生|一般|シニア)\s?"
)
"""Between two amounts of one tariff: 運賃は大人220円、小児110円."""
_PROPER: Final = re.compile(r"本編|参加費|のみ")
_FEE_OF_NEXT: Final = re.compile(r"。[^。、\d]{0,4}(?:参加費|会費|料金|費用|入場料|受講料|チケット)[^。、\d]{0,8}$")
"""二次会は駅前で。会費は6,000円です: the party's only where the event has a price of its own."""
_AFTERWARDS: Final = re.compile(r"後|あと|その|別|続|また|なお|希望")
"""Before a party that follows the event: 終了後に懇親会があります."""
_HELD: Final = re.compile(r"を(?:し|や|開|行|催|ひら|おこな|いた)[^。\n]{0,14}。")
"""茶話会をします。会費は500円です: the event is the party."""
_AND_MORE: Final = re.compile(r"\s?と(?:、)?[^、。\d円はもと]{1,8}[費料代](?:を|が|で)?\s?\d")
"""拝観料500円と講座代1,000円: one pays both."""
_NEVER: Final = re.compile(
    r"(?:隣|となり|向かい|近く|近所|帰り)の|日替わり|交通費|駐車|キャンセル|宿泊|クーポン|一部|送料|発送|配送"
)
"""What costs something beside the event, told before a bracket: 駐車場は有料(1日500円)."""
_LESS_FOR: Final = re.compile(
    r"(?:学生|女性|[小中高]校?生|大学生|子ども|こども|お子様|シニア|会員|[歳才]以上|以下|の方"
    r"|(?:くれ|くださっ|持参し|お持ちになっ)た(?:方|人))(?:の方)?(?:は|が|なら|:|\s)*$"
)
"""Who pays less."""
_WHO_PAYS: Final = re.compile(
    r"(?:会員|メンバー|ビジター|一般|学生|大人|おとな|子ども|こども|子供|小人|[小中高]校?生|[市町村区県]民"
    r"|[市町村区]外|初めての方|シニア)(?:の方)?(?:は|が|:|\s)*$"
)
_BOTH: Final = re.compile(r"両方|どちらも|全部|すべて|通しで")
"""A price of the parts together: BBQ 2,300円、両方なら4,000円."""
_TIER: Final = re.compile(r"(?:円|\([^()\n]{0,16}\)|[・/、,\s(])*[^\s\d・/、,。:()]{0,6}\s*")
"""A tier's name between two amounts: 月謝 一般6,000円・学生4,000円."""


_TIER_IN: Final = re.compile(
    r"(?P<who>[^\s\d()円、,/・:]{0,6}"
    r"(?:学生|学割|会員|メンバー|一般|大人|おとな|子ども|こども|子供|小人|[小中高]校?生|女性|男性|女子|男子"
    r"|シニア|初心者|ビジター|[市町村区県]民|[歳才]以[上下]|以下|未満|社会人|前売り?|当日|予約|早割)(?:の方)?)"
    r"[:はが ]{0,2}(?P<a>\d{1,2},\d{3}|\d{1,4}0)(?=[、,/・ )])"
)
_WITHOUT_YEN: Final = re.compile(
    rf"\s?\((?P<in>{re.sub('[(][?]P<[a-z]+>', '(?:', _TIER_IN.pattern)}[^()\n円¥]{{0,40}})\)"
)
"""What some pay, in the bracket behind an amount and without 円: 1,800円(学生1200、高校生900)."""


def sums(folded: str, start: int, end: int, *, whole: bool = False) -> Iterator[Sum]:
    """The amounts of a stretch that are money of this event, in order.

    Args:
        folded: the listing.
        start: where the stretch begins.
        end: where it ends.
        whole: what stands before the stretch in its line counts too.
    """
    last: Sum | None = None
    other: int | None = None
    for amount in amounts(folded, start, end):
        context = context_of(folded, amount, 0 if whole else start)
        if _no_price(folded, amount, context) or (other is not None and _WHO.fullmatch(folded, other, amount.start)):
            other = amount.end
            continue
        use = _use(context)
        if last is not None and use in (Use.FEE, Use.PART, Use.EXTRA):
            use = _after(folded, last, amount, context, use)
        if amount.low is not None:
            yield Sum(amount.low, amount.start, amount.end, "", use)
        last = Sum(amount.value, amount.start, amount.end, context.before, use, amount.open)
        yield last
        if use in (Use.FEE, Use.PART) and (bracket := _WITHOUT_YEN.match(folded, amount.end, end)) is not None:
            for tier in _TIER_IN.finditer(folded, bracket.start("in"), bracket.end()):
                value = int(tier["a"].replace(",", ""))
                yield Sum(value, tier.start("a"), tier.end("a"), folded[bracket.start("in") : tier.start("a")], use)


def _after(folded: str, last: Sum, amount: Amount, context: Context, use: Use) -> Use:
    """The use of an amount that may be one more tier of what the ``last`` one was for."""
    if last.use is Use.ITEM and context.aside and "(" in folded[last.end : amount.start]:
        return Use.ITEM
    if last.use is Use.FEE and _TO_PLACE.search(context.clause) and _FOR_ONESELF.match(context.near):
        return Use.CHOICE  # 会費300円、庭園の入園料410円は各自
    if last.use is Use.PART and use is Use.FEE:
        less = amount.value < last.amount and _LESS_FOR.search(context.before)  # 席料は600円で学生は400円
        more = _WHO_PAYS.search(last.before) and _WHO_PAYS.search(context.before)  # 材料費は会員700円、ビジター1,100円
        return Use.PART if (less or more) and "。" not in folded[last.end : amount.start] else use
    if last.use is Use.EXTRA:
        return Use.CHOICE if context.aside and _WHO.fullmatch(folded, last.end, amount.start) else use
    tier = use is not Use.EXTRA and last.use in (Use.COURSE, Use.GATHERING)
    if not tier or not _TIER.fullmatch(folded, last.end, amount.start):
        return use
    once = (
        last.before.endswith("通し") or _BOTH.search(context.clause) or _PER_VISIT.search(context.clause + context.near)
    )
    return use if once else last.use


def _no_price(folded: str, amount: Amount, context: Context) -> bool:
    return _is_other_money(context) or lifted(folded, amount, context.after) or of_other_day(folded, amount.start)


@lru_cache(maxsize=4096)
def _is_other_money(context: Context) -> bool:
    """Whether the words around an amount make it other money."""
    if _NEXT_TIME.match(context.after):
        return True
    if _NOT_PRICE.search(WITHIN.sub("", context.clause)) and not (
        _LESS.match(context.after) and not GOODS.search(context.clause)
    ):
        return True
    return (
        (_AFTER_NOT.match(context.after) is not None and not _LESS.match(context.after))
        or _NEVER.search(context.outer) is not None
        or _LEDGER.search(context.before.rpartition("。")[2]) is not None
        or (_BY_HOUR.search(context.aside) is not None and _PARKING.search(context.before) is not None)
        or ("。" in context.before and _MEAL_APART.search(context.before) is not None)
    )


@lru_cache(maxsize=4096)
def _use(context: Context) -> Use:
    before, clause, _, after, _, _ = context
    if _LESS.match(after) or _MINUS.search(before):
        return Use.CHOICE if GOODS.search(clause) else Use.LESS
    if _MORE.match(after) or _AT_DOOR.search(before):
        return Use.MORE if "当日" in clause or "当日" in before[-16:] else Use.CHOICE
    named = _named(context)
    if named is not None and (named is not Use.GATHERING or _GATHERING.search(context.clause)):
        return named
    if named is None and _SET.search(before):
        return Use.FEE
    thing = is_thing(context.clause, context.near) and not _DRINK.search(context.clause)
    use = Use.ITEM if thing else _part(context)
    return named if named is not None and use is Use.FEE else use


def _named(context: Context) -> Use | None:
    """The use that a word names: a reduced price, a party's, a whole course's."""
    before, clause, _, _, near, _ = context
    if _CUT.search(clause):
        return Use.CUT
    party = _PARTY.search(before)
    if party and (_PARTY.search(clause) or not _PROPER.search(before, party.end())):
        if (
            not _PARTY.search(clause)
            and _HELD.match(before, party.end())
            and not _AFTERWARDS.search(before, 0, party.start())
        ):
            return None
        next_ = not _PARTY.search(clause) and (
            _FEE_OF_NEXT.search(before, party.end())
            or ("。" in before[party.end() :] and not _AFTERWARDS.search(before, 0, party.start()))
        )
        return Use.GATHERING if next_ else Use.PARTY
    if _GATHERING.search(clause):
        return Use.GATHERING
    if _COURSE.search(clause) or BOOK.search(context.aside) or _WHOLE_COURSE.match(near):
        return Use.FEE if _PER_VISIT.search(clause) else Use.COURSE
    return None


def _part(context: Context) -> Use:
    """Whether an amount is the fee itself, a part of it, or something beside it."""
    before, clause, _, after, near, _ = context
    noun = _NAMED.search(clause) if _KIND.search(clause) else None
    part = not WITHIN.search(clause) and (
        _DRINK.search(clause) is not None or (noun is not None and not _IS_BASE.search(noun["noun"]))
    )
    if _beside(context, named=part or noun is not None):
        return Use.CHOICE
    surely = _SURELY.search(near) is not None
    at_will = _CHOICE.search(after) is not None and not surely
    both = noun is not None and _AND_MORE.match(after) is not None
    ticket = _TICKET.search(before) is not None and not context.aside.startswith("無料")
    if both or ticket or _ORDER.search(before) or _apart(context):
        return Use.CHOICE if at_will else Use.EXTRA
    if not part:
        venue = noun is not None and _VENUE.search(noun["noun"]) is not None
        return Use.EXTRA if venue and surely else Use.FEE
    must = surely or _MUST.search(clause + near) or _MUST.search(before[-24:])
    if must and not _INCLUDED.search(near[:8]):
        return Use.CHOICE if at_will else Use.EXTRA
    return Use.CHOICE if _CHOICE.search(near) else Use.PART


def _apart(context: Context) -> bool:
    """Whether an amount, or the bracket that it stands in, is paid as well: 別途入園料(大人450円、小人200円)."""
    bracket = context.before[: context.before.rfind("(") + 1] if context.aside else ""
    return _APART.search(context.before) is not None or _APART.search(bracket) is not None


def _beside(context: Context, *, named: bool) -> bool:
    """Whether an amount is for those who want it, or a part of another that is named (うち材料費500円, 税100円を含む)."""
    before, clause, outer, _, near, aside = context
    item = is_item(clause, near)
    if LATER_TIME.search(aside) or CARE.search(aside) or is_wish(_SINCE.split(before)[-1]):
        return True
    if OWN_LINE.match(before):
        return _AT_WILL.match(near) is not None
    led = _AT_WILL_ALL.search(before.rpartition("。")[2]) is not None
    if (
        "各自" in aside
        or _EACH_FOR_ONESELF.match(context.after)
        or is_bought(before, clause + outer, near, context.after)
    ):
        return True
    if OF_THOSE.search(before):
        return True
    chosen = _CHOICE.search(clause) and not EACH_PAYS.search(clause)
    if item or led or ONE_MORE.search(before) or _AT_WILL.match(near) or chosen or _TAX.search(clause):
        return True
    bracket = outer or before.rfind("(") > before.rfind(")")
    return bool((named or bracket) and _CONTAINS.match(near))


def of(found: Iterable[Sum], *uses: Use) -> list[Sum]:
    """The sums of these uses."""
    return [one for one in found if one.use in uses]
