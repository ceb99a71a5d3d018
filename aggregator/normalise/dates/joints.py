"""What may stand between days and clocks, and how far apart they may be. Patterns and bounds only."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.dates.roles import Use

RANGE: Final = re.compile(
    (
        r"[\s)）\]」】|]*"
        r"(?:頃|ごろ|ころ|開始|開演|開映|開講|開会|開宴|プレイボール|キックオフ|出発|チェックイン|スタート|start"
        r"|開場|集合|(?:生?配信|放送|収録|上映)(?:開始)?|on[ -]?air|オン・?エア|JST)?\s*[(（]?"
        r"(?:から|より|~|-{1,3}|ー|_|至|(?:[▶→⇒➡➤►↓]|=>|>>>?)[\ufe0e\ufe0f]?|\bto\b|\buntil\b|\btill\b|\bthrough\b)"
        r"\s*(?:around|about|approx\.?|約|およそ)?\s*[(（\[「|]?(?:翌日?|翌朝|同月?|終了|終演|END)?\s*"
    ),
    re.IGNORECASE,
)
ENDED: Final = re.compile(r"\n[^\w\n]*(?:終了|終演|END)[^\w\n]*$", re.IGNORECASE)
"""2nd 20:30~, below it 終了 21:30: the label of the whole ends no range."""
SLASHED: Final = re.compile(r"T\d\d:\d\d(?::\d\d)?$")
"""Behind a clock of ISO 8601 a slash leads to the end: 2026-04-26T10:30/17:00."""
SPAN: Final = re.compile(rf"(?:{RANGE.pattern})(?:午[前後]|夜)?\d{{1,2}}(?::\d|時|h|\s?[ap]\.?m)", re.IGNORECASE)
"""A range of clocks: the dash before it stands between day and clocks (October 7 - 12:15-12:55)."""
ROW: Final = re.compile(
    r"[ \t]*(?:[-~][ \t]*(?:\d{1,2}(?::\d\d|時(?:\d\d分)?))?[ \t]*)?\n\s*"
    r"(?=[^\d\sはがをに][^\d\nはがをに]{0,7}(?:\n|$))"
)
"""Behind a clock that has its line to itself, with a short label on the next one."""
LIST: Final = re.compile(
    r"[\s)）]*(?:[・,、/&＆と+]|か|及び|および|並びに|または|又は|もしくは|\band\b|\bor\b|\|)?\s*"
    r"(?:[①-⑳(（]*|(?:#\s?\d{1,2}|第\s?[\d一二三四五六七八九十]{1,3}\s?[回講夜]|\d{1,2}\s?回目)[ \t:]*)\s*",
    re.IGNORECASE,
)
FROM: Final = re.compile(r"\s?(?:から|より|~|スタート|開始)[の、]?\s?")
HELD: Final = re.compile(
    r"\s?(?:から|~|より)[^\n。、~]{2,12}?(?:まで)?[、 ]?[^\n。、\d]{0,4}(?:\d+[^\n。、\d]{1,6})?"
    r"(?:開かれ|開催|行われ|催され|催す|開く|出店|上演|実施し|繰り広げ)"
)
"""Behind the first clock of a range: what is held then."""
NEXT_DAY: Final = re.compile(r"翌(?:日|朝)?\s*$")
OPEN: Final = re.compile(r"[ \t]*(?:~|-|→|から|より)")
BREAK: Final = re.compile(r"。(?!\s*$)|\n\s*\n|[!?！？]\s*\n")
PARALLEL: Final = re.compile(
    r"\s*(?:開演|開始|スタート|start|~|から|より)?\s*(?:[/・、,&]|と|および|または|or|(?=[①-⑳]))\s*[①-⑳]?\s*",
    re.IGNORECASE,
)
PART: Final = re.compile(
    r"(?:[昼夜朝夕]|午[前後])の?(?:部|回|公演)|[①-⑨]|(?:第\s?)?[二三四2-4](?:部|回|公演|ステージ)|(?:2nd|3rd)",
    re.IGNORECASE,
)
BEGINS: Final = re.compile(r"\s?(?:に?(?:スタート|開始)|から(?![\s\d午前後夜朝]))")
"""Behind a day in a bracket: with it the list before the bracket begins."""
STRETCH: Final = re.compile(r"\s*(?:~|から|より)\s*(?P<n>\d{1,2})日間")
"""12月5日から7日間: the last day is counted from the first."""
STAY: Final = re.compile(r"\s*(?:から|より|の)?\s?(?P<n>[1-9一二三四五六])泊")
"""9月12日から一泊で: the last day is so many nights later."""
AS_TOLD: Final = re.compile(
    r"\n[^\w\n]*(?:以下|下記)?[はが、]?(?:開催)?"
    r"(?:告知|募集|当初|中止前|変更前|以前|元々?|もともと|最初|先日|お?知らせ|ご?案内|掲載)(?:時|当時)?の?"
    r"(?:内容|ご?案内|文章?|告知|投稿|お知らせ|予定|要項|概要|記載|情報|もの)?(?:です|でした|になります)?"
    r"[^\w\n]*\n"
)
"""A line over what was told before the event was called off: ――以下、告知時の内容――."""
ITEM: Final = re.compile(
    (
        r"\n\W*(?:第?\d{1,2}(?:回目?|部|日目)?|[①-⑳]|day\s?\d|[^\s:]{1,6}(?:会場|教室|クラス|コース))\W*$"
        r"|[/|]\s?[^\s:/|]{1,6}(?:日程|会場|クラス|コース)\s?:\s?$"
    ),
    re.IGNORECASE,
)
"""What numbers or names an item of a list of days."""
MOVED: Final = re.compile(
    r"\s*(?:に|へ)?(?:日程|日時)?"
    r"(?:を?変更|変わ[りる]|変え|延期|順延|振り?替|改め(?:ま|る|さ)|移[しりさ]|動[かいき]|ずら|延ば|早め|繰り?[上下]げ)"
    r"|(?:の?[月火水木金土日]曜日?)?に(?:なりました|なってしまい|決定し|決まりまし|します(?=[。!\n]|$))"
    r"|の?\s?(?:午前|午後|夜|朝)?\d{1,2}(?::\d\d|時(?:半|\d{1,2}分)?)(?:から|より)?[にへ](?:日程|日時)?"
    r"(?:変更|変え|変わ|改め|延期|順延|振り?替|移し|移さ|ずら)"
)
OF_NEXT: Final = re.compile(r"[ \t|/・]+(?!まで)[^\s\d:、。]{1,8}[ :]?\d{1,2}(?::\d\d|時)")
"""Behind a clock: the label of the next one (乾杯24:00 終演24:30)."""
CHAINED: Final = re.compile(r"集合|→|⇒|➡")
"""12:30集合 → 13:00乾杯: behind the meeting comes the start."""
EARLIER: Final = re.compile(r"に(?:繰り?[上下]げ|変更|早め|遅らせ)")
"""10時→9時半に繰り上げ: the second clock stands in the place of the first."""
MOVES: Final = re.compile(r"(?:延期|変更|順延)[^\n。]{0,12}$")
CORRECTED: Final = re.compile(r"(?:正しくは|(?:^|\n)正:)\W*$")
SHIFTED: Final = re.compile(
    r"(?:早め|遅らせ|繰り?[上下]げ|延ばし|延期し|ずらし|前倒しし|前倒し|改め|移し|変更し|変え)て?、?$"
)
"""Before the day to which the event is moved: 8日から一週間早めて1日の土曜に."""
ASIDE_SENTENCE: Final = re.compile(r"^\s*(?:なお|ちなみに|また|あわせて)、?[^。\n]{2,16}は\W*$")
"""なお、資源ごみの回収は9日に変更: another thing is moved."""
CONDITION: Final = re.compile(
    r"[けれせ]ば|[っん]た?たら|もし|万一|雨天|雨の|雨だった|とき[はに]|荒天|悪天|強風|暴風|大雨|雪|台風|場合"
    r"|時は|なら|予備"
)
"""Only if this comes about is the event moved."""
OPENS: Final = re.compile(r"(?:open|オープン|開場|開店|入場)[^\w\n]*$", re.IGNORECASE)
DAILY: Final = re.compile(r"毎日|連日")
NEEDED: Final = re.compile(r"(?:所要|上演|上映|演奏|公演)(?:時間)?[^\d\n]{0,6}$")
APPLIED: Final = re.compile(
    (
        r"\s?(?:まで)?(?:に|、|の間に|の間、)?\s?[^\s\d、。()]{0,8}"
        r"(?:お?電話|E?メール|ファック?ス|はがき|葉書|窓口|ホームページ|サイト|HP|フォーム|LINE|DM)"
        r"(?:から|で|にて|へ)(?=[ \t]*(?:\n|$|。|\(|お?申し?込|ご?応募|ご?予約|エントリー))"
    ),
    re.IGNORECASE,
)
"""12月1日〜10日にホームページから: behind a stretch of days, by what way one signs up in it."""
ALONE: Final = re.compile(r"[ \t)]*(?:\n|$)")
CLOSES: Final = re.compile(
    r"(?:頃|ごろ|ころ|くらい|ぐらい|前|過ぎ|すぎ)?に"
    r"(?:は"
    r"(?![^\n。、]{0,16}(?:集ま|集合|来て|揃|乾杯|着席|スタート|開[場演始会])|集合|開場|受付|来|お越し|お集|着"
    r"|[^\n。、]{0,14}(?:用意|始ま|はじま|行[いわうっ]|登場|披露))"
    r"|(?:[^\d。、\n]{1,8}[をが])?(?:閉[めじま館]|しまい|しまう|たたみ|片付|消し)"
    r"|(?:[^\d。、\n]{1,8}[へに])?(?:戻|帰)|出ます|(?:出て)?、?その?(?:あと|後)は?、?(?:各自)?自由|終|散会"
    r"|片付|[^\d。、\n]{1,12}(?:して|で)?(?:終わり|おしまい|解散|お開き))"
    r"|(?:頃|ごろ|ころ|くらい|ぐらい)(?:[^\d。、\n]{1,10}[にへ])?(?:戻|帰)[りるっ]"
)
"""Behind a clock that is later than the start."""
LASTS: Final = re.compile(
    r"\s*(?:(?<=半)(?:くらい|ぐらい|ほど|程度)、|(?:くらい|ぐらい|ほど|程度)[。!])"
    r"|\s*(?:くらい|ぐらい|ほど|程度|弱|強|前後)?"
    r"(?:だけ[。、です]|で(?:す|終|戻|出ます|解散|おしまい|切り上げ)|を?予定|の予定"
    r"|(?:[^\d。、\n]{1,8}を)?(?:回り|回って|巡り|めぐり|散策)|歩|走り|遊び|話し|過ごし)"
)
"""Behind a length by which a sentence says how long it lasts: 2時間くらいで戻ります."""
NEXT_ITEM: Final = re.compile(r"[^\n]{0,24}\n[ \t|・-]*(?:[^\W\d_①-⑳](?:[ \t]?[^\W\d部回目]){0,7}[ \t:]{1,4})?$")
PROGRAMME: Final = re.compile(
    r"\n[^\n]*(?:第[二三四五2-5]部|講演|質疑|発表|講義|演習|トーク|パネル|ディスカッション|セッション|報告|まとめ|表彰)"
)
PAUSE: Final = 20
"""Minutes between two items of one programme."""
COUNTED: Final = re.compile(r"[、\s]?(?:以降|以後)[、]?(?P<w>毎週|隔週)?[^\n。\d]{0,8}?(?:全|計)\s?(?P<n>\d{1,2})回")
"""5月12日、以降隔週で全4回: the days of the series."""
ASIDES: Final = re.compile(r"[^\n]{0,24}(?:懇親|交流|二次会|歓談|希望者|個別|任意|片付|撤収|相談)")
ENTRY: Final = re.compile(r"\s*(?:から|より)受付")
BARE: Final = re.compile(r"\W*")
SEPARATED: Final = re.compile(r"[、。,・/\n)]|(?<=[^\s\d])[ \t]")
OF_SOME: Final = re.compile(
    r"(?:(?:車|自転車|バス|電車|途中|遅れ|早め|早く)[^\n。、]{0,8}[方人]|車組"
    r"|[月火水木金土日祝](?:曜日?|[・、]?祝)|(?:帰り|行き|復路|往路|最終便|送迎|バス))は\s?"
    r"(?:現地(?:集合|[にへで])?|直接)?\s?$"
)
"""車の方は10:40に, 金曜は20:00まで: a clock for some of those who come, or for some days."""
EXCEPT: Final = re.compile(r"[はを]?(?:除[くき]|お?休み|おやすみ|休講)")
"""5月4日を除く: a day that is taken out of those before it."""
EVERY: Final = re.compile(r"[、\s]?(?:毎|隔|第\s?[\d一二三四五]|各)")
PAUSES: Final = re.compile(
    r"(?:\d{1,2}[月/])?\d{1,2}日?\s?(?:\([^()\n]{1,4}\))?"
    r"(?:\s?[・、,と]\s?(?:\d{1,2}[月/])?\d{1,2}日?\s?(?:\([^()\n]{1,4}\))?){0,6}\s?[はをも]?\s?"
    r"(?:お?休み|おやすみ|休[館業廊園講場演])"
)
"""6日(月)・7日(火)休み behind a range: days within it on which it pauses."""
EXCEPTED: Final = re.compile(
    r"\([^()\n※]{1,24}?[日)][ \t]?[はを]?[ \t]?(?:除[くき]|お?休み|おやすみ|休講)[^()\n]{0,6}\)"
)
"""(24日と31日はおやすみ): the days in the bracket are no days of the list before it."""
DAYS_ONLY: Final = re.compile(r"\((?:(?:\d{1,2}月)?\d{1,2}日?[・、,と\s]+){1,9}(?:\d{1,2}月)?\d{1,2}日?\s?\)")
"""A bracket of several days and nothing else."""
PART_REACH: Final = 40
TIMETABLE: Final = 3
"""So many clocks, each at the beginning of a line, are a timetable."""
EVERY_TIME: Final = re.compile(r"(?:毎[朝晩夜日回]?|各[回日]|平日)の?\s?$")
BELOW: Final = re.compile(r"\n[ \t・■●◆○□*-]*$")
"""Before a clock that stands first in the line below a day."""
EACH: Final = re.compile(r"各[回日]|各\s?$|どの[回日]も|いずれも|どちらも|どっちも|毎回|両日|全日程")
EACH_LASTS: Final = re.compile(rf"{EACH.pattern}|それぞれ|両方とも|[1一][回席部]|各[席部]")
"""The same before a length: 一席 一時間半."""
LONGEST_STAY: Final = 10
"""Days from the start to the end of a journey or camp whose days are told apart."""
FEW_DAYS: Final = 2
"""A range of no more days whose clocks are told for each of them (両日とも10時~16時) is several sittings."""
MORE_DAYS: Final = 10
"""The same where it is a start that is told for each day (各日14:00開演)."""
RULE_REACH: Final = 12
MOST_SITTINGS: Final = 60
NEAR: Final = 30
FAR: Final = 400
PROSE: Final = 60
"""Characters from a day to a clock, or from a start to a length, over sentences of running text."""
ASIDE: Final = 12
BLANK: Final = 2
"""Breaks of lines that set two things apart."""
SENTENCE: Final = re.compile(r"[\n。!?]")
OTHER_USES: Final = frozenset({Use.DEADLINE, Use.OTHER, Use.PAST})
UNTIL_DAY: Final = re.compile(r"\s?まで")
FINALE: Final = re.compile(r"(?:最終日|千[秋穐]楽)(?:のみ|だけ|[はの:~-]|\s){0,3}$")
EDITION: Final = re.compile(r"第\d+回は\W*$")
"""第631回は before a day that is past tells of that meeting."""
REASON: Final = re.compile(r"の[でだ]|ため|から|けれ?ど|[すただ]が、|避け|より")
"""Behind a day that only tells why, or is another one."""
BECAUSE: Final = re.compile(r"(?:ので|ため|[すた]が|けれど|けど)、|避け|外し|見送|取り?やめ|中止")
NEGATED: Final = re.compile(r"(?:では|じゃ)な[くい]|除[くき]\W*$")
"""日曜ではなく、: the next day is the one that is meant."""
FELL_THROUGH: Final = re.compile(
    r"[^\n。]{0,24}?(?:流れ(?:てしま|まし|た)|中止|でき(?:ません|な[いか])|開け(?:ません|な[いか])|お流れ)"
)
"""Behind a day that is past: it was not held then (21日の分は雨で流れました)."""
OWN_LABEL: Final = re.compile(r"\n[^\n\d]*[^\W\d_]{2}[^\n\d]*$")
"""A day that stands behind words in a line of its own."""
GOES_ON: Final = re.compile(r"に続|につづ|次回?|今回|今度|今年|[②-⑳]")
"""Behind this a day is no longer one of those that are past."""
ITS_NAME: Final = re.compile(
    r"\n[ \t・※*■●◆▼◎○]*(?!ただし|但し|初日|最終|当日|日時|時間|開催|開館|営業)[^\d\s:、。()]{4,}[ \t:]{1,3}$"
)
"""Before a day that stands there already: the name of what else is that day (オープニングトーク 5月10日 14:00)."""
NAMED: Final = re.compile(r"[ \t]?(?:頃|ごろ|ころ)?[ \t]{0,3}(?!から|より|まで|[にでは]\W)[^\W\d_]{2}")
"""A clock before what begins then: 20:00 交流会."""
NTH_DAY: Final = re.compile(r"(?:(?P<n>[1-9一二三四五六七])日目|初日)(?:のみ|だけ)?[はの:\])】\s|]{0,3}$")
"""2日目 10:00: the clocks of one day of several, by its place."""
ONLY_THEN: Final = re.compile(r"\s?(?:だけ|のみ|に限り|は(?=\s?(?:午[前後]|夜)?\d{1,2}(?::\d|時)))")
"""Behind a day within a range or a list: its own clocks follow (1/1は13:00から)."""
TOPIC: Final = re.compile(r"(?:開場|受付|入場|入室|集合|懇親会|交流会|二次会)は[、\s]?(?:だいたい|およそ|約)?$")
"""Before a clock: what begins then, whatever verb follows."""
SAID_USES: Final = frozenset({Use.EVENT, Use.DOORS, Use.START})
TIMED_USES: Final = frozenset({Use.EVENT, Use.START, Use.DOORS, Use.END})
DASHES: Final = ("~", "-", "→")
"""One of them before a clock closes a range rather than opening one (``~21:00`` after a day)."""
CUTS: Final = ("、", "。", "→", "⇒")
"""Behind these a word belongs to what stands before it: 20:00開始、21:30終了."""
