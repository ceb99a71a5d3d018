"""Forms in which running text or a line names its venue, one small pattern each, and the words that every text with one has. Pure."""

from __future__ import annotations

import re
from typing import Final

from aggregator.normalise.needed import Needed

SPOKEN: Final = re.compile(
    r"(?:[@＠](?![A-Za-z0-9_]+(?:\s|$|\b))[ ]?|(?:会場|場所|開催場所|集合場所|集合|待ち合わせ|発着|行き先|開催地|お店|(?:スタート|出発)地点)[はも][、 ]?|(?<![A-Za-z])(?:at|in|venue)[ ](?=[^a-z]))([^\n、。,()【】\[\]]{2,30}?)(?=です|にて|で(?:す|、|開催|行|[一-鿿ァ-ヶ])|となり|になり|[\n、。,()【】\[\]]|$| #| vol| in (?=[A-Z])|[.](?:\s|$))"
)
"""A venue named in running text: ＠青空カフェ, 会場は青空会館です, at Aozora Hall."""
BOTH: Final = re.compile(
    r"(?:日時|日程|時間|とき|いつ)(?:[・/&]|と|、)(?:開催)?(?:場所|会場|ところ|どこで?)[ \t】\])>〉》:=/|]{1,3}(?:[^\n]*(?:\d時半?|\d分|\d:\d\d|正午|\d日)(?:から|より|まで|~|頃)*(?:\([^()\n]*\))?[ 、,・/~]{1,3})([^\n、。(\d]{2,28}?)(?=[\n。(]|$)"
)
"""日時・場所:10月3日 10時~ ルミエ: what stands behind the day and the hour."""
MEET_THEN: Final = re.compile(
    r"(?:^|[。\n])[ \t]*([^\s、。(]{3,24})[、 ](?:朝|午前|午後|夕方)?\d{1,2}(?:時(?:半|\d{1,2}分)?|:\d\d)(?:に)?(?:現地)?集合"
)
"""富士ヶ丘カントリークラブ、7時半集合."""
LINE_AT: Final = re.compile(
    r"(?:^|\n)[ \t]*(?:at|At|AT|in|IN|於)[ :・]{1,2}(?=[^\x00-\x7f])([^\n、。(]{2,28}?)(?=[ \t]*(?:[\n。(]|$))"
)
"""A line that begins with at: at 高円寺 ルミエ."""
AT: Final = re.compile(
    r"[@＠](?![A-Za-z0-9-]+\.[a-z]) ?([^\n、。,/()【】\[\]@]{3,30}?)(?= ?(?:[\n、。,/()【】\[\]]|$))"
)
HELD: Final = re.compile(r"(?:^|[\n、。/|])[ \t]*([^\n、。/|:]{2,30}?)(?=にて(?:$|[\n、。 ]|開催|行|実施))")
"""札幌市民交流センター2階にて."""
NEW: Final = re.compile(
    r"(?:→|⇒|\n|。|、|\(|^)\s?[【\[]?(?:新会場|新|変更後)[ :は)】\]]{1,3}(?:(?:すぐ)?(?:隣|となり|向かい)の ?)?([^\n、。:()]{3,30})"
)
"""旧:青葉会議室 → 新:泉ヶ丘ホール."""
CHANGED: Final = re.compile(r"(?:会場|場所)[がをは][^\n。]{2,20}?から([^\n。、]{2,24}?)[にへ](?:、)?変更")
"""会場が青空会館から緑会館に変更."""
WALKED_TO: Final = re.compile(
    r"(?:徒歩|歩いて|歩)(?:約)?\s?\d{1,2}分(?:ほど|程度|くらい)?(?:[、, の]|のところにある|にある)\s?([^\n、。,()「」:]{3,28}?)(?=\s?(?:(?:B|地下)?\d{1,2}(?:F|階)|貸切|にて|で(?:す|、|開催|行)|に集|[\n、。(]|$))"
)
"""大宮駅東口徒歩3分、酒場ゆうなぎ 2F貸切: what stands behind the walk."""
SAID_WALK: Final = re.compile(
    r"(?=[会場集と])(?:会場|場所|集合(?:場所)?|ところ)は[^\n。]{1,24}?(?:徒歩|歩いて)(?:約)?\s?\d{1,2}分(?:ほど|程度|くらい)?(?:[、, の]|のところにある|にある)\s?([^\n、。,()「」:]{2,24}?)(?=\s?(?:\d{1,2}(?:F|階)|にて|で(?:す|、|開催|行)|[\n。(]|$))"
)
"""場所は大森駅から歩いて5分、鍋処みちのく。: whatever it is called."""
THIS_TIME: Final = re.compile(
    r"(?=[今次])(?:今回|今月|今年|次回|次)は[、 ]?([^\n、。()「」:]{3,28}?)(?:で(?=[、。\n])|にて)"
)
"""今回は昭和町のなにわ亭跡で、…"""
HERE: Final = re.compile(
    r"(?:現地|会場|対面|リアル|オフライン|来場)(?:会場|参加|開催)? ?[(:] ?([^()\n]{3,60})(?=[)\n])"
)
"""会場(高知市帯屋町 おびやホール)とYouTubeで."""
TOUR: Final = re.compile(r"[\d)]\s+([一-鿿]{2,4})・([^\s、。・/]{2,20})(?=$|\n|\s)")
"""8/22(土) 京都・磔磔: the town and the house of one day of a tour."""
BRACKETED: Final = re.compile(
    r"(?:^|(?<=[\n、。):→]))([^\n、。;:()\[\]<>→]{2,40})\(([^()\n]{2,60})\)(?![はがとを]|の(?!(?:[0-9一二]階|会議室|ホール|和室)))"
)
"""酒房いなほ(新潟市中央区古町通)."""
TOWN: Final = re.compile(
    r"(?:^|[\n、。])[ \t]*([^\s、。:()]{2,9}[市区町村] [^\n、。:()]{2,28}?)(?=です|にて|で(?:開催|行)|に集)"
)
"""会場は変わらず、東根市 さくらんぼ子育て館です."""
STAGE: Final = re.compile(
    r"(?![^がはを、。\n]{0,12}\d+の)([^\n、。()「」はがを]{3,30})(?:\([^()\n]{2,24}\))?が(?:今[回年]の)?(?:会場|舞台)(?=です|とな|にな|[。\n])"
)
"""6月4日は市民文化会館が舞台です."""
AT_FIRST: Final = re.compile(
    r"(?:^|[。\n])[ \t]*([^\n、。「」()はがを]{3,20})(?:\([^()\n]{1,20}\))?(?:で|にて)、?(?=[\d一二三四五六七八九十]{1,3}[月日][^。\n]{2,80}?が(?:開[かき催]|行わ|おこなわ|催さ))"
)
"""おかだ亭(五ノ十六)で、十六日午前十時から、…が開かれます: where, then when, then what, as newspapers write."""
RITE: Final = re.compile(
    r"(?=[^\n、。「」()]{0,24}の)([^\n、。「」()はがをで]{1,20}(?:神社|神宮|大社|八幡宮|天満宮|稲荷|不動尊?|寺|院|宮)(?:\([^()\n]{2,24}\))?)の[^\s、。はがを]{0,6}(?:祭り?|まつり|縁日|法要|護摩|市)[はが][^。\n]{2,60}?(?:営まれ|行われ|開かれ|催され|催行|開催|あり)(?!た(?![いめだ]))"
)
"""平尾、若草神社の秋祭りは27日に営まれる."""
FORMS: Final = {
    "rite": RITE,
    "stage": STAGE,
    "at first": AT_FIRST,
    "changed": CHANGED,
    "said walk": SAID_WALK,
    "new": NEW,
    "meet then": MEET_THEN,
    "both": BOTH,
    "line at": LINE_AT,
    "spoken": SPOKEN,
    "here": HERE,
    "at": AT,
    "held": HELD,
    "walked": WALKED_TO,
    "this time": THIS_TIME,
}
LIKELY: Final = Needed(
    {
        "rite": [f"{rite}{joint}" for rite in ("祭", "祭り", "まつり", "縁日", "法要", "護摩", "市") for joint in "はが"],
        "at first": ("が開", "が行わ", "がおこなわ", "が催さ"),
        "stage": ("が会場", "が舞台", "が今回の", "が今年の"),
        "changed": ("変更",),
        "new": ("新", "変更後"),
        "meet then": ("集合",),
        "both": [f"{when}{joint}" for when in ("日時", "日程", "時間", "とき", "いつ") for joint in "・/&と、"],
        "line at": ("at ", "at:", "at・", "in ", "in:", "in・", "於"),
        "spoken": ("@", "＠", "発着は", "発着も", "行き先は", "行き先も", "開催地は", "開催地も", "お店は", "お店も", "会場は", "場所は", "集合は", "会場も", "場所も", "集合も", "ち合わせは", "ち合わせも", "地点は", "地点も", "at ", "in ", "venue "),
        "here": [f"{here}{mark}" for here in ("現地", "会場", "対面", "リアル", "オフライン", "来場", "参加", "開催") for mark in ("(", ":", " (", " :")],
        "at": ("@", "＠"),
        "held": ("にて",),
        "walked": ("歩",),
        "said walk": ("徒歩", "歩いて"),
        "this time": ("今回は", "今月は", "今年は", "次回は", "次は"),
        "english": [f"{at} " for at in ("at", "in", "to", "of", "venue", "where", "place")] + ["venue:", "where:", "place:", "@", "-ku, ", "-shi, ", ", tokyo", ", kyoto", ", osaka"],
        "town": ("市 ", "区 ", "町 ", "村 "),
    }
)  # fmt: skip
"""One of these stands in every text in which the form finds something."""
_STOREY: Final = r"(?:(?:地下|B)?\d{1,2}(?:階|F)の? ?)"
_OF_OURS: Final = r"(?:(?:[本別新旧東西南北]|[校社園寮倉])(?:館|舎|屋|棟)|工場|本社|児童館|公民館|部室棟|学生会館)の?"
_ROOM: Final = r"(?:[大中小]|第?[0-9一二三]{1,2}|多目的|メイン)?(?:会議室|研修室|集会室|学習室)|[大中小]ホール|大?広間|ラウンジ|大?食堂|大?講堂|本堂|和室|ランチルーム|プレイルーム|視聴覚室|図書室|音楽室|調理室|多目的室"
_SPACE: Final = r"ホール|ロビー|教室|フロア|スペース|レストラン|カフェ|会議スペース|イベントスペース"
ROOM_ALONE: Final = re.compile(
    rf"(?<![^\s、。をはがにりで])(?:((?:{_OF_OURS}){_STOREY}?(?:{_ROOM}|{_SPACE})|{_STOREY}(?:{_SPACE})|(?:[一-鿿]{{1,3}}棟|[A-Z0-9]{{1,2}}号館)の?\d{{2,4}}(?:号室|教室|室)?)|{_STOREY}?({_ROOM}))"
    r"(?=にて|(?P<at>で)(?![はもす]|[^。\n]{0,14}(?:[ただ](?:あと|後)|てから))|と(?:Zoom|Teams|オンライン)|です[。\n]|[ ](?:開場|開演|OPEN|\d{1,2}[:時])|(?<=室)。)"
)
"""大ホール 開場13:15, 本堂にて, 本館2階の研修室で: all that a house's own programme or a note to its members tells."""
