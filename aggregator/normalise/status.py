"""Whether it is cancelled, postponed, moved, full or closed: what is so, against what would be so if. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from aggregator.model import Status
from aggregator.normalise.dates.numbers import number
from aggregator.normalise.needed import Needed
from aggregator.normalise.text import Text, sentence_start

_SAID_OF_TITLE: Final = (
    r"(?=\s*"
    r"(?:$|[】\])〉>》〕:;!、。・/|★※■●◆~\s→-]|の?お(?:知らせ|詫び)|のご案内|について(?=$|[】\])\s])"
    r"|と(?:なり|いたし|し[まて]|させ)|に(?:なり|いたし|よ[りる]|つき|伴)|し(?:ました|ます)|いたし|です|決定|御礼"
    r"|中))"
)
"""What may follow a state in a title that has it: not 中止になった祭り, 満員電車, 満席の店."""
_TITLE: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = tuple(
    (status, re.compile(f"(?:{pattern}){_SAID_OF_TITLE}|(?:{alone})", re.IGNORECASE))
    for status, pattern, alone in (
        (
            Status.CANCELLED,
            (
                r"(?:開催)?中止|取り?(?:止め|やめ)|開催(?:見送り|断念)|見合わせ"
                r"|(?<!ポリシー)キャンセル(?=(?:と|に)なりました)|休会|休講|休演"
            ),
            (
                r"(?:has been|is|was) cancell?ed|cancell?ed(?=\s*(?:$|[\])】:!*-]))"
                r"|(?:^|[\s【\[(])cancell?ed\b(?=\s*[\])】:!-])|^cancell?ed\b"
                r"|(?:取り?やめ|見送り|見送らせ)(?:ます|ました|て)"
                r"|(?:今年|今回|今月|本年|年度)[^\n、「」]{0,10}は(?:開催|実施)?(?:いた)?"
                r"(?:しません|行いません|やりません|ありません|中止)"
            ),
        ),
        (Status.POSTPONED, r"延期(?!公演|分)", r"postponed"),
        (
            Status.RESCHEDULED,
            r"(?:開催)?日(?:時|程|にち)?(?:を)?変更|日程変更|時間変更|開始時刻変更",
            r"振替(?:開催|公演)|延期公演|rescheduled",
        ),
        (
            Status.WAITLIST,
            r"キャンセル待ち|キャンセル待受|補欠募集",
            r"キャンセル待ち(?:受付|のみ|で)|wait(?:ing)?\s?list",
        ),
        (Status.FULL, r"満員御礼|満席|満員|完売|定員に達し(?:ました|たため)?|満枠|満室", r"sold\s?out|fully booked"),
        (
            Status.CLOSED,
            (
                r"(?:受付|募集|申込み?|申し込み|エントリー|応募)(?:は|を)?(?:終了|締切|締め切り|しめきり)"
                r"(?!日?\s?[:|]?\s?\d)"
                r"|開催終了|受付〆切(?!日?\s?[:|]?\s?\d)|締切済み?"
            ),
            r"終了しました|registration closed",
        ),
    )
)
_NOW: Final = (
    r"(?:と|に)"
    r"(?:なり(?:ました(?!ら)|ます(?!。ので))|なってしまいました|なって(?:い|お)り?ます|いたし(?:ました|ます)"
    r"|し(?:ました|ます|て(?:おり|い)ます)|させて(?:いただ|頂))"
)
"""〜となりました, 〜とさせていただきます."""
_NONE_LEFT: Final = (
    r"残(?:席|枠|り(?:席|枠|人)?数?)\s*[:はがも]*\s*"
    r"(?:(?:0|ゼロ)\s*(?:席|名|人|枠)?(?![\d./:])|なし|(?:ありません|ございません)(?!ので)|[×✕✖])"
    r"|空(?:席|き枠|き)(?:状況)?\s*"
    r"(?:[:はがも]\s*(?:0(?![\d./:])|なし|ありません|ございません|[×✕✖])|なし(?=$|[\s。)\]】]))"
    r"|\b(?:no|0|zero)(?: more)? (?:seats?|spots?|places?|tickets?)(?: are)? (?:left|available|remaining)"
)
"""The seats that are left are none."""
_SOME_LEFT: Final = re.compile(
    r"残(?:席|枠|り(?:席|枠|人)?数?)\s*[:はが]*\s*(?:あと|わずか)?\s*(?:[1-9]\d*\s*(?:席|名|人|枠)|わずか|あり|[◎○〇△])"
)
_TEXT: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = tuple(
    (status, re.compile(pattern, re.IGNORECASE))
    for status, pattern in (
        (
            Status.CANCELLED,
            (
                r"中止」?"
                rf"(?:{_NOW}|し(?:ました|ます)|いたし(?:ました|ます)|[がをと]決(?:定|ま|め)|決定"
                r"|のお知らせ(?!は|を|方法)|する(?:こと)?(?:に|と)(?:いた)?(?:し(?:ました|ます)|なりました)"
                r"|(?:に|と)しよう(?:と思い|かと思い)ます|です|。)"
                r"|取り?(?:やめ|止め)(?:と|に|ま|させ|る(?:こと)?(?:に|と)|いた)"
                r"|(?:見送|見合わせ)"
                r"(?:る(?:こと)?(?:に|と)(?:いた)?(?:し|なり)|り(?:と|ます|ました)|らせて|ます|ました|させて"
                r"|いたし)"
                r"|休(?:演|講|会)(?:いたし|し(?:ます|ました)|です|と(?:なり|いたし|し(?:ます|ました)|させて))"
                r"|開催を?断念"
                r"|(?:今[回月週日年]|本日|当日|\d月|例会|の会|講座|教室|レッスン|練習)[^\n。、]{0,6}"
                r"(?:は|を|も)[^\n。、]{0,4}お休み"
                r"(?:と?(?:なり)|します|です|いたします|(?:と)?させて|をいただ)(?!が)"
                r"|(?:開催|実施)(?:が)?(?:できなく|不可能と)なりました"
                r"|(?:今年|今回|今月|本年|年度)[^\n。、「」]{0,10}は(?:開催|実施)?"
                r"(?:いたしません|しません|行いません|やりません)"
                r"|(?<!ポリシー)キャンセル(?:と|に)なりました"
                r"|(?:has been|is|was) cancell?ed|to cancel (?:this|the|our)|\bevent cancell?ed"
                r"|(?:^|\n)\s*cancell?ed\b(?! (?:if|in case))"
                r"|^\s*[【\[(★※●■]*\s*(?:開催)?中止\s*[】\]):★]?\s*$"
                r"|(?:^|\n)\s*[【\[(〔]\s*(?:開催)?中止\s*[】\])〕]"
            ),
        ),
        (
            Status.POSTPONED,
            (
                r"延期」?"
                rf"(?:{_NOW}|する(?:こと)?(?:に|と)(?:いた)?(?:し(?:ました|ます)|なりました)|し(?:ました|ます)"
                r"|いたし|です|[がと]決|決定|のお知らせ)"
                r"|[にへ]延ばす(?:こと)?[にと](?:いた)?(?:し(?:ました|ます)|なりました)"
                r"|(?:has been|is) postponed|(?:^|\n)\s*postponed\b"
            ),
        ),
        (
            Status.RESCHEDULED,
            (
                r"(?:日程|日時|開催日|開催日時|開[始演場](?:時[刻間])?|時間|日にち|期日)(?:を|が|は)"
                r"[^\n。]{0,24}?(?:(?:に|へ)?変更(?:し|いたし|と|になり|させて)|変わりました|変わります)"
                r"|(?:日程|日時|開催日|時間|開始時刻)変更(?:のお知らせ|あり|しました|:)"
                r"|振替(?:公演|開催)?(?:の?日程?|開催)(?:は|が|:)|\d日[^\n。]{0,8}に振替(?:と|に|いたし|え)"
                r"|振り?替え(?:て|の)(?:行|開催|実施)"
                r"|\d日?\s?(?:\([^)\n]{1,4}\))?[にへ](?:延期|順延)(?:して|し(?:ます|ました)|いたし|となり)"
                r"|\d日?の?(?:[月火水木金土日]曜日?)?[にへ]延ばし(?:ます|ました)"
                r"|(?:ため|により|につき)、?順延(?:し|と|いたし)"
                r"|予定して(?:い|おり)(?:ま(?:した|す)|た)?(?:(?!会場|場所)[^。\n]){0,60}?"
                r"(?:[にへ]変更(?:し|いたし|となり|になり|させ)"
                r"|(?:延ば|ずら|繰り?[下上]げ|早め)[^。\n]{0,40}?(?:[行お]|開催|実施|なり|変更|いたし|します))"
                r"|rescheduled to|moved to"
            ),
        ),
        (
            Status.WAITLIST,
            (
                r"キャンセル待ち"
                r"(?:で(?:の)?(?:お?受付|お?受け|承|お?申込|お?申し込み|ご案内|登録)"
                r"|(?:の(?:お?申込み?|受付|登録))?[をは](?:承|お?受け|開始|受付|可能)|とな(?:り|って)|です"
                r"|にな(?:り|って)|(?:の)?受付(?:中|を|開始)|のみ|のお申)"
                r"|キャンセル待ち\s*[:：]?\s*[1-9]\d*\s*(?:名|人)|wait\s?list only"
                r"|waiting list (?:available|open|only)|補欠(?:での|として|登録(?:を|の受付|受付|のみ)|を?受付)"
            ),
        ),
        (
            Status.FULL,
            (
                rf"満席(?:{_NOW}|となりましたので|となったため|です|御礼|につき|のため(?!.{{0,6}}場合))"
                r"|満員御礼(?!の[^\s。])|満員(?:と|に)なりました(?!ら)|定員(?:と|に)なりました(?!ら)"
                r"|定員[^\n。]{0,24}?に達し"
                r"(?:ました(?!ら)|たため|たので|ましたので|ております|ています)"
                rf"|(?:定員|予約|お?席)(?:が|で|は)?いっぱい(?:です|{_NOW})"
                rf"|(?:予約で|[席枠][がはも]|定員[がはも]?)[^\n。、]{{0,6}}埋ま(?:りました(?!ら)|って(?:おり|い)ます)"
                r"|予約で埋まり|(?:^|\n)\W*満席\W*(?:!|$|\n)|予定(?:枚数|数|人数)(?:に達し|を?終了)"
                rf"|完売(?:しました|いたしました|御礼|です|{_NOW})|sold out|fully booked|{_NONE_LEFT}"
                r"|キャンセル待ち(?:の(?:受付|登録|お?申し?込み?))?[もをは](?:すでに|既に)?"
                r"(?:締め?切(?:りました|らせて|って(?:おり|い)ます)"
                r"|終了(?:し(?:ました|て(?:おり|い)ます)|いたしました|です)|定員|満員|満席|いっぱい)"
            ),
        ),
        (
            Status.CLOSED,
            (
                r"(?:受付|募集|申込み?|申し込み|お申し込み|エントリー|応募|予約)(?:期間)?(?:は|を|が|の受付は)?"
                r"(?:[^\n。]{0,6}"
                r"(?:終了(?:し(?:ました|ております|ています)|いたしました)|終わりました"
                r"|締め?切(?:りました|らせて(?:いただき|頂き)ました|らせて(?:いただい|頂い)て|っております))"
                r"|[^\n。\d]{0,6}(?:終了(?:です|。|$)|締め?切(?:りま|らせて)))"
                r"|registration (?:is )?(?:now )?closed"
                r"|(?:^|\n)\W*(?:この|本|当)?(?:開催|イベント|講座|会|セミナー|公演)?(?:は|を)?"
                r"(?:全て|すべて|無事)?(?:に)?終了(?:し|いたし)ました"
            ),
        ),
    )
)
_NEEDED_IN_TITLE: Final = Needed(
    {
        Status.CANCELLED: ("中止", "取止", "取り止", "取やめ", "取りやめ", "見送", "見合わせ", "断念", "cance", "キャンセル", "休会", "休講", "休演", "ません"),
        Status.POSTPONED: ("延期", "postponed"),
        Status.RESCHEDULED: ("変更", "振替", "延期", "rescheduled"),
        Status.WAITLIST: ("キャンセル待", "補欠", "wait"),
        Status.FULL: ("満員", "満席", "満枠", "満室", "完売", "定員に達し", "sold", "fully"),
        Status.CLOSED: ("終了", "締切", "締め切", "しめきり", "〆切", "closed"),
    }
)  # fmt: skip
_NEEDED: Final = Needed(
    {
        Status.CANCELLED: ("中止", "休演", "休講", "休会", "やめ", "止め", "見送", "見合わせ", "断念", "お休み", "しません", "行いません", "やりません", "なくなりました", "不可能となりました", "キャンセルと", "キャンセルに", "cancel"),
        Status.POSTPONED: ("延期", "延ばす", "postponed"),
        Status.RESCHEDULED: ("変更", "変わり", "予定して", "順延", "延ばし", "振替", "振り替", "延期", "rescheduled", "moved to"),
        Status.WAITLIST: ("キャンセル待ち", "補欠", "wait"),
        Status.FULL: ("満席", "満員", "定員に達し", "定員にな", "定員とな", "いっぱい", "埋ま", "に達し", "を終了", "予定枚数終", "予定数終", "予定人数終", "完売", "sold out", "fully booked", "残席", "残枠", "残り", "空席", "空き", "キャンセル待ち", "left", "available", "remaining"),
        Status.CLOSED: ("終了し", "終了いた", "終了で", "終了。", "終了$", "終わりました", "締切り", "締切ら", "締切っ", "締め切り", "締め切ら", "締め切っ", "closed"),
    }
)  # fmt: skip
"""One of these stands in every text that ``_TITLE`` and ``_TEXT`` speak of."""
_SIDE: Final[dict[Status, re.Pattern[str]]] = {
    Status.CANCELLED: re.compile(
        r"(?P<what>出演(?!者)|登壇(?!者)|在廊|飲食|提供|試[食飲]|屋台|出店|出展|模擬店|販売|物販|駐車|託児|懇親会"
        r"|二次会|交流会|打ち?上げ|握手会|サイン会|撮影|花火|抽選会|送迎|運行|貸し?出し?|レンタル|お茶|食事"
        r"|配信|中継|アーカイブ|一部|プログラム|連載|制作|放送|刊行|採用|入荷|制限|規制|利用|営業|電話|窓口"
        r"|募集|受付)[^。\n、]{0,10}$"
    ),
    Status.CLOSED: re.compile(
        r"(?P<what>(?<!参加の)(?<!希望の)(?<!受講の)(?<!観覧の)方の|見学|講演|発表|演題|出[店展演品場]|ボランティア"
        r"|スタッフ|早割|早期|前売|LT|登壇|前半|後半|優先|先行|抽選|懇親会|協賛|スポンサー|ポスター|一次"
        r"|第[1一]次|アンケート)[^。\n]{0,10}$"
    ),
    **dict.fromkeys(
        (Status.POSTPONED, Status.RESCHEDULED),
        re.compile(r"(?P<what>締め?切り?|〆切り?|(?<!無)期限|募集|受付|申し?込み?)[^。\n、]{0,10}$"),
    ),
    Status.FULL: re.compile(r"(?P<what>前売り?|早割|[SA]席|LT|駐車|懇親会|託児|バス)[^。\n]{0,8}$"),
}
"""Something beside the event that is cancelled, closed or full."""
_SITTING: Final = re.compile(
    r"(?:(?:^|[\s。、(])[1-9A-Z①-⑳]|(?:第\d|午前|午後|昼|夜)の?(?:部|回|席|クラス|枠)"
    r"|\d{1,2}(?::\d\d|時(?:半|\d\d分)?)(?:~|開始)?)(?:の(?:部|回|枠))?[はが]\s?$"
)
"""②は満席になりました, 午後の部は満席です: the others are open."""
_HEADED: Final = re.compile(r"【([^】\n]{2,16})】[^【\n]{0,24}?\d{1,2}[/月][^【\n]{0,40}$")
_OF_STATE: Final = re.compile(r"中止|延期|変更|満[席員]|受付|募集|締切|終了|重要|お知らせ|日時|開催")
"""【移住体験ツアー】10/17-18 募集は締め切りました: another event with a day of its own, told under its name."""
_SIDE_LED: Final = re.compile(r"出[店展]|ボランティア|スタッフ|懇親会|二次会|早割|前売|駐車|託児|バス")
"""The same, as what leads to the bracket in which it is told."""
_OPEN: Final = re.compile(
    r"受付中|受け?付けて(?:おり|い)(?!ません)"
    r"|空き(?:が(?!(?:出|で)(?:次第|たら|れば|る|た場合|ましたら))|あり|ます|席)"
    r"|残(?:席|枠|り)\s*[:はが]*\s*(?:あり|わずか|[1-9])|余裕"
    r"|当日券(?!の販売は(?:ござい|あり)ません|はござい|はありま|なし)[^。\n]{0,10}(?:あり|販売|出し|用意)"
    r"|募集中|お?申し?込み?(?:いただけ|可能|できます)|(?:当日|ご)?参加も?(?:可能|できます|いただけ)"
    r"|まだ[^。\n]{0,6}(?:あり|ござい)|席(?:が)?空"
)
"""Behind 満席 or 受付終了: another sitting or way is open."""
_OFF: Final = frozenset({Status.CANCELLED, Status.POSTPONED})
_INSTEAD: Final = re.compile(
    r"\d日?\s?(?:\([^)\n]{1,4}\))?\s?(?:の?\d{1,2}(?::\d\d|時[^\s。、]{0,5}?))?(?:から)?[にへ]\s?"
    r"(?:延期|変更|順延)(?=[。!\n]|$|と(?!き)|し|いたし|になり|させ)"
    r"|\d日[^。\n]{0,20}(?:改めて|あらためて)[^。\n]{0,6}(?:開[きくか催]|行[いう]|実施)"
    r"|振り?替え(?:て|の)(?:行|開催|実施)|振替(?:開催|公演)?(?:日|の日程)(?:は|が|:)"
)
"""Behind 中止 or 延期: it has its new day."""
_QUOTED: Final = re.compile(r"「[^」\n]*」|『[^』\n]*』")
_NO_LIST: Final = re.compile(
    (
        r"^[^\n。、]{0,14}(?:ません|不可|しない)|^[^\n。、]{0,4}(?:終了|締め?切|なし|満員|満席|いっぱい|定員)"
        r"|^\s*(?:is |has )?(?:closed|full)"
    ),
    re.IGNORECASE,
)
"""Behind キャンセル待ち: one cannot wait, or no longer."""
_IF: Final = re.compile(
    r"まもなく|間もなく|もうすぐ|場合|際(?:は|に)|とき(?:は|に|も)|時は|なら|れば|たら|可能性|ことがあり"
    r"|こともあり|ことがござい|次第|ますので|恐れ|おそれ|検討"
    r"|(?:雨天|荒天|悪天候|台風|大雪|強風)"
    r"(?!(?:\d+号)?(?:の?接近)?"
    r"(?:のため|に(?:伴|とも)|の[^\n。、]{0,6}影響|が予想されるため|が見込まれるため|の影響|により|による|で中止))"
    r"|満たない|達しない|達し次第|未満|前日|原則|際、|if |may be|in case|万が?一|昨年|前回|去年"
    r"|202[0-5]年度?の|過去|これまで"
)
_LATER: Final = re.compile(
    r"^[^\n。]{0,12}増[席枠](?!の?予定は?(?:なし|あり)|なし|でき|は?いた)|^ら(?!せ)"
    r"|^[はも]?(?:でき|お受けでき|お受けして(?:おり|い))ません"
    r"|^[^\n。]{0,6}"
    r"(?:場合|際|とき|時に?は|の可能性|こともあ|ことがあ|次第|かも|もあり|することが|となることが|になることが)"
)
_AS_PLANNED: Final = re.compile(
    r"予定(?:どおり|通り)|^が、?[^\n。]{0,20}(?:今年|今回|今度|代わり|かわり|オンライン)|のみ(?:行|開催|実施)"
    r"|例年(?:どおり|通り)"
)
"""握手会は取りやめとなりましたが、ライブは予定どおり: something else than the event."""
_CONDITIONAL: Final = re.compile(r"ポリシー|キャンセル料|チケットは|払い?戻|について|規定|に関する")
_GOES_AHEAD: Final = re.compile(
    r"予定(?:どおり|通り)(?:に|、)?(?:開催|実施|行[いう]|おこな)(?:い?たし|し|い)?(?:ます|ました|決定)?"
    r"(?![^。\n]{0,8}(?:予定|場合|ません))"
)
"""台風が心配されましたが、予定どおり開催いたします: what one reads before all else."""


_NEW_DAY: Final = re.compile(
    r"\d日?\s*(?:\([^)\n]{1,4}\))?\s*(?:\d{1,2}[:時]\S{0,6})?[にへ]\s?(?:延期|変更|順延)(?:と|し|いたし|になり|させ)"
)
"""26日(土)に延期します: a postponed event that has its new day (schema.org EventRescheduled)."""
_IN_PART: Final = re.compile(r"場合|なければ|ければ|なら|たら|際は|でも|小雨|中止|取り?(?:やめ|止め)|延期|見送|変更")
"""握手会は取りやめ、ライブは予定どおり: the listing is of both; 小雨の場合は予定どおり is a rule."""
_HEADLINE: Final = 120
"""Characters at the beginning in which it is told that an event goes ahead; further down it is a rule."""
_RAIN: Final = re.compile(r"(?:雨|荒天|悪天|強風|台風)[^。\n]{0,16}$")
_OFF_WORD: Final = re.compile(
    r"(?:中止|延期|取り?やめ|取り?止め|見送[りる]|見合わせ|延ば[しす])"
    r"(?![^。\n]{0,10}(?:場合|際|とき|なら|たら|れば|次第|と?な(?:る|った))|の(?:判断|連絡|お知らせ|場合))"
)
"""Near the beginning: something is off, and the reading found no words by which it is the event."""
_MONTH: Final = re.compile(
    r"(?<![\d〇一二三四五六七八九十])(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:の[^\s\d。、()]{1,12})?"
    r"(?:\([^()\n]{1,12}\))?は"
)
"""六月は, 12月の福岡会場は."""
_DAY: Final = re.compile(
    r"(?<![\d/])(?P<m>\d{1,2})[/月](?P<d>\d{1,2})(?![\d/])"
    r"(?!日?\s?(?:\d{1,2}[:時]\d*分?\s?)?(?:更新|追記|現在|時点|投稿|発表|付|記\b))"
)
_OF_BEFORE: Final = re.compile(
    r"(?:先々?週|先々?月|先日|昨日|きのう|一昨日|おととい|この前|この間|こないだ|前の回|前の会)[のはもに]、?"
    r"(?!(?:ご|お)?(?:案内|知らせ|告知|便り|連絡|投稿|メール|記事|話|伝え|願い))"
    r"(?!も?(?:ご|お)?[^\s。、]{0,8}(?:案内|知らせ|告知|連絡|伝え)(?:し|いた))"
)
"""先週の記録会は中止になりましたが: of another time; not 先日お知らせした会は."""
_TOPIC: Final = re.compile(r"[)の]?[^\s\d。、()]{0,12}(?:\([^()\n]{1,6}\))?[^\s\d。、()]{0,8}[はも]")
"""Behind a day that the sentence is about: 新月の会(7/14)は満席; not 11/30で満席."""
_LABELLED: Final = re.compile(
    r"(?:^|\n)[^\w\n]{0,3}(?:ステータス|(?:開催|受付|募集|申込み?|予約|空席|空き)?(?:状態|状況)|status)[ \t]*[:|】\]][ \t]*([^\n]{2,20})",
    re.IGNORECASE,
)
"""A field that says nothing but the state: ステータス:キャンセル待ち."""
_TAKEN: Final = frozenset({Status.FULL, Status.CLOSED, Status.WAITLIST})
_PIECE: Final = re.compile(r"[【\[(<★※][^】\])>★\n]*[】\])>★]?|[^【\[(<★※]+")
_MARKED: Final = re.compile(r"[【\[(<★※]|[^!]{0,20}!+\s*$")


class StatusReading(NamedTuple):
    """The state of a listing, ``None`` where it says nothing; ``span`` in the folded text, or in the title."""

    status: Status | None = None
    words: str = ""
    flags: tuple[str, ...] = ()


def read_status(
    text: Text, title: Text | None = None, months: Collection[int] = (), days: Collection[tuple[int, int]] = ()
) -> StatusReading:
    """The state that a listing is in now. The title outweighs the text; conditions (雨天中止) say nothing.

    Args:
        text: the listing, folded.
        title: the title, if it stands apart.
        months: those in which the event is, where it is known: what is said of another (六月は休会といたします) is not of it.
        days: month and day of each of its days, where they are known: so is what is said of another (4日の会は中止となりました).
    """
    if title is not None and (found := _of_title(title)) is not None:
        if found.status is Status.POSTPONED and (new := _NEW_DAY.search(text.folded)) is not None:
            return StatusReading(Status.RESCHEDULED, text.quote(*new.span()))
        return found
    body = text.folded
    if (marked := (_of_headline(text) if title is None else None) or _of_field(text)) is not None:
        return marked
    likely = _NEEDED(body)
    for status, pattern in _TEXT:
        if status not in likely:
            continue
        for match in pattern.finditer(body):
            apart = (
                _conditional(body, match)
                or _of_else(body, match, status, title)
                or (months and _of_month(body, match) not in {None, *months})
                or (days and status in _TAKEN and _is_of_another_day(body, match, days))
            )
            now = None if apart else _with_days(body, match, status, days)
            if now is not None:
                return StatusReading(now[0], text.quote(*now[1].span()))
    ahead = _GOES_AHEAD.search(body, 0, _HEADLINE) if "予定" in body[:_HEADLINE] else None
    if ahead and not _IN_PART.search(body, 0, ahead.start()):
        return StatusReading(Status.SCHEDULED, text.quote(*ahead.span()))
    off = _OFF_WORD.search(body, 0, _HEADLINE)
    unsure = (
        off is not None
        and not _conditional(body, off)
        and not _RAIN.search(body, 0, off.start())
        and not (days and _of_another_day(body, off, days))
    )
    return StatusReading(flags=("status_unsure",) if unsure else ())


def _with_days(
    body: str, match: re.Match[str], status: Status, days: Collection[tuple[int, int]]
) -> tuple[Status, re.Match[str]] | None:
    """The state in view of the event's days, and the words of it; ``None`` where another day was cancelled.

    What is off and has its new day is rescheduled: 29日の会は延期します。新しい日は12月19日です.
    """
    if status not in _OFF:
        return status, match
    new = _INSTEAD.search(body, match.end())
    if new is not None:
        return Status.RESCHEDULED, new
    if not days or not _of_another_day(body, match, days):
        return status, match
    return None if status is Status.CANCELLED else (Status.RESCHEDULED, match)


def _of_month(body: str, match: re.Match[str]) -> int | None:
    """The month that is the topic of the sentence in which ``match`` stands."""
    begin = sentence_start(body, match.start())
    topic = _MONTH.search(body, max(begin, match.start() - 40), match.end())
    return number(topic["n"]) if topic else None


def _of_another_day(body: str, match: re.Match[str], days: Collection[tuple[int, int]]) -> bool:
    """Whether the sentence in which ``match`` stands tells of a time before, or only of days that are not the event's, which has its own behind it."""
    begin = sentence_start(body, match.start())
    told = {(int(day["m"]), int(day["d"])) for day in _DAY.finditer(body, begin, match.end())}
    if told & {*days}:
        return False
    return bool(told) or _OF_BEFORE.search(body, begin, match.start()) is not None


def _is_of_another_day(body: str, match: re.Match[str], days: Collection[tuple[int, int]]) -> bool:
    """Whether the sentence in which ``match`` stands is about days that are not the event's: 7/14の会は満席です."""
    begin = sentence_start(body, match.start())
    told = [
        day for day in _DAY.finditer(body, begin, match.start()) if _TOPIC.match(body, day.end(), match.start() + 1)
    ]
    return bool(told) and not {(int(day["m"]), int(day["d"])) for day in told} & {*days}


def _of_else(body: str, match: re.Match[str], status: Status, title: Text | None) -> bool:
    """Whether the words speak of something beside the event (懇親会は中止), or of one way in of several."""
    begin = sentence_start(body, match.start())
    bracket = body.rfind("(", begin, match.start())
    if bracket >= 0 and body.find(")", bracket, match.start()) < 0 and status in _SIDE:
        led = _SIDE_LED.search(body, max(begin, bracket - 24), bracket)
        if led and not _names(title, led[0]):
            return True  # 出店料 1区画3,000円(募集は締め切りました)
    headed = _HEADED.search(body, max(body.rfind("\n", 0, match.start()) + 1, match.start() - 90), match.start())
    if headed and status in _SIDE and not _OF_STATE.search(headed[1]):
        named = title.folded if title is not None else body.partition("\n")[0]
        if headed[1] not in named:
            return True
    before = body[max(begin, match.start() - 24) : match.start()]
    side = _SIDE[status].search(before) if status in _SIDE else None
    if side and not _names(title, side["what"]):
        return True
    rest = body[match.end() : match.end() + 60].partition("\n\n")[0]
    if status is Status.WAITLIST:
        return _NO_LIST.search(rest) is not None
    left = match[0].startswith(("残", "空")) and _SOME_LEFT.search(body)
    if status in (Status.FULL, Status.CLOSED) and (left or _SITTING.search(before)):
        return True  # of one sitting or kind of seat
    return status in (Status.FULL, Status.CLOSED) and _OPEN.search(rest) is not None


def _names(title: Text | None, what: str) -> bool:
    """Whether the title says that the listing is of ``what``, and not of those who come as well."""
    return title is not None and what in title.folded and "来場" not in title.folded


def _of_title(title: Text) -> StatusReading | None:
    likely = _NEEDED_IN_TITLE(title.folded)
    if not likely:
        return None
    plain = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), title.folded)
    for status, pattern in _TITLE:
        if status not in likely:
            continue
        for match in pattern.finditer(plain):
            if not _conditional(plain, match, named=True):
                return StatusReading(status, title.quote(*match.span()))
    return None


def _of_field(text: Text) -> StatusReading | None:
    """A line that is a label of the state, and the state."""
    found = _LABELLED.search(text.folded) if _NEEDED_IN_TITLE(text.folded) else None
    return _of_title(Text(found[1], found[1], range(len(found[1]) + 1))) if found is not None else None


def _of_headline(text: Text) -> StatusReading | None:
    """A first line that marks the state in brackets or with an exclamation, as titles do."""
    if not _NEEDED_IN_TITLE(text.folded):
        return None
    headline = text.folded.partition("\n")[0]
    if len(headline) > 120 or not _NEEDED_IN_TITLE(headline):
        return None
    marked = "".join(
        found[0] if _MARKED.match(found[0]) else " " * len(found[0]) for found in _PIECE.finditer(headline)
    )
    return _of_title(Text(text.original, marked, text.offsets)) if marked.strip() else None


def _conditional(body: str, match: re.Match[str], *, named: bool = False) -> bool:
    """Whether the words stand under a condition, speak of another time, or name a rule; ``named``: they stand in a title."""
    begin = sentence_start(body, match.start())
    before = body[max(begin, match.start() - 40) : match.start()]
    after = body[match.end() : match.end() + 24].partition("\n")[0]
    return (
        _IF.search(before + match[0]) is not None
        or _LATER.search(after) is not None
        or (not named and _CONDITIONAL.match(after.lstrip()) is not None)
        or _AS_PLANNED.search(after) is not None
    )
