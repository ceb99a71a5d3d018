"""What nouns end with, as signs: 公民館, 広場, 橋のたもと; 電話, 抽選. Pure."""

from __future__ import annotations

import re
import string
from typing import Final, NamedTuple

from aggregator.normalise.places.houses import EVENT, FACILITY, ONLY_HOUSES, any_of

_HOUSE: Final = re.compile(
    rf"(?:{any_of(ONLY_HOUSES)}|会館|公民館|図書館|体育館|美術館|博物館|[一-鿿ァ-ヶー]館|[本支]店)$"
)
_PUBLIC: Final = re.compile(
    r"(?:公民館|体育館|集会所|集会場|公会堂|図書館|児童館|消防署|市役所|区役所|役場|浄水場|事務所|[園校]庭|本堂|庫裏|お寺|神社|境内|山門|講堂|武道場|音楽室|理科室|家庭科室|図書室|プール|グラウンド|公園|広場|河原|河川敷|船着場|会館|ロータリー|屋上|展示室|食堂|ライブラリー|オフィス|ショールーム|車庫|倉庫|茶室|寮|部室|教室|会議室)(?:の?前)?$"
)
_ROOM: Final = re.compile(r"(?:[室間]|ホール|ルーム|ロビー)$")
_SPOT: Final = re.compile(r"(?:前|下|口|たもと|ほとり|脇|横|改札)$")
_NATURE: Final = re.compile(
    r"(?:[山岳峠滝川橋池沼湖海浜岬島森林原坂塔像]|河原|ふもと|参道|登山口|のりば|乗り?場|船着場|こうえん|ひろば)$"
)
_HOME: Final = re.compile(r"(?:宅|の家|邸|の(?:お?庭|畑|アトリエ|工房|ガレージ))$")
_PERSON: Final = re.compile(
    r"(?:さん|氏|先生|様|君|くん|ちゃん|者|員|人|方|皆|名|(?<!芝)生|代表|講師|家族|仲間|同士|たち|達|客|親|子|選手|監督|作家|団|隊|班|組)$"
)
_MEANS: Final = re.compile(
    r"(?:電話|メール|抽選|順|現金|無料|有料|徒歩|車|バス|電車|自転車|船|語|手話|ペア|チーム|少人数|会費|実費|自由|服装?|はがき|ハガキ|FAX|フォーム|サイト|ページ|ネット|アプリ|当日|途中|最後|最初|以上|以下|以内|程度|前後|都合|理由|影響|関係|主催|共催|協力|後援|予定|条件|企画|テーマ|予約|招待|形式|方式|方法|単位|事情|関連|中止|延期|雨天|荒天|体調|不良|対象|限定|交代|共同|合同|一緒|直接|個人|気軽|手作り|声|目|足|体|気分|気持ち|言葉|音楽|楽器|画面|録画|配信"
    r"|オンライン|Zoom|ZOOM|Teams|YouTube|リモート|Discord|LINE|DM|SNS|Slack|連続|通し|別|割引|スタート|ゴール|パレード|プログラム|セッション|満席|満員|完売|残席|価格|代|円|分|時間|時|日|月|年|回|度|枚|部|点|冊|台|本|階|後|中|上|内|外|ほか|など|場合|それ|これ|ここ|そこ|あと|まま|だけ|くらい|ぐらい|ごと|ずつ|うち|形|姿|力|味|酒|料理|食事|弁当|コーヒー|お茶|道具|材料|機材|カメラ|スマホ|パソコン|マスク|スリッパ|世界|日本|全国|海外|社会|地域|季節|[夏冬春秋朝昼夜晩]|気|意味|作業|工事|点検|清掃|準備|終了|開始|開演|開場|発表|賞|号|編)$"
)
"""What is no place before で: by what means, for what reason, when."""
_PLACE: Final = re.compile(r"(?:[所場園館舎堂寺院社宮城跡街店屋亭庵荘邸蔵棟室湯台門駅港号苑処宿舗宅造]|棟\d|バス停)$")
_KATAKANA: Final = re.compile(r"[ァ-ヶー]{3}$")
_LATIN: Final = re.compile(r"[A-Za-z0-9&'. -]$")
_HIRAGANA: Final = re.compile(r"[ぁ-ん]$")


class _End(NamedTuple):
    """What a house's name may end with.

    Attributes:
        name: of the sign.
        form: its form.
        last: the characters of which one stands at its end, or, for words that are ``within``, any. They only save time:
            ``tests/test_needed.py`` proves that all are there.
        reach: characters of it at most.
        within: words behind which any characters may follow.
    """

    name: str
    form: re.Pattern[str]
    last: frozenset[str]
    reach: int = 18
    within: str = ""


_ENDS: Final = (
    _End(
        "house",
        _HOUSE,
        frozenset(
            "ェクグザジスズセトドナムルンー丘会原台園地址堂場墳室宮家局岸幡店所敷杜校森橋浜港畔番社署舎荷街跡部郷里院頭館駅"
        ),
        18,
    ),
    _End("public", _PUBLIC, frozenset("スドムルー上内前原園堂場室寮寺庫庭所敷社署裏門館"), 18),
    _End(
        "facility",
        FACILITY,
        frozenset(
            "BERbelréばアェオクグザジスズセチテトドナブプボマムルロンー亭会側内台園地堂場墳学宅室宮家寺尊局屋岸師店座庫庵廊房所敷杜校森橋泉港琲社署舎苑茶荘荷行街跡軒辺造道邸部郷里院音頭館駅"
        ),
        18,
        "株式会社",
    ),
    _End("room", _ROOM, frozenset("ムルー室間"), 4),
    _End("spot", _SPOT, frozenset("とり下前口札横脇"), 3),
    _End("nature", _NATURE, frozenset("とばん像原口坂場塔山岬岳峠島川林森橋池沼浜海湖滝道"), 5),
    _End("home", _HOME, frozenset("エジ宅家庭房畑邸"), 5),
    _End(
        "event",
        EVENT,
        frozenset(
            "いびぽみりんアィェガクグスズチトドフブプムルンー事会作係信修内出動却号合名員唱回売奏学室展市年座式影掃援操放料日明映月検業様歩氏法流演生用画祭編練習者表要親話読課談賞部長集養館験0123456789"
        ),
        18,
        "フェス",
    ),
    _End("person", _PERSON, frozenset("ちん人名君員団士子客家師手方族様氏班生皆督組者表親達間隊"), 3),
    _End(
        "means",
        _MEANS,
        frozenset(
            "EMSXdekmsいかきけこしちつとどまりれアキクジストドパホマムラリルンー上下中了事人代件会位体係信備催具内円冊冬分初別力台号合同味員器回国域場声売夏外夜天始姿定席年度式引当形待後情掃接援数料日春昼時晩月服朝期本材枚格検業楽止歩気法演点理由画界目秋節約続緒編船良茶葉表装話語調象費賞足車軽連選部酒金間階面響順"
        ),
        8,
    ),
    _End("katakana", _KATAKANA, frozenset(map(chr, range(ord("ァ"), ord("ヶ") + 1))) | {"ー"}, 3),
    _End("latin", _LATIN, frozenset(string.ascii_letters + string.digits + "&'. -"), 1),
    _End(
        "place",
        _PLACE,
        frozenset("亭停処台号園城堂場宅室宮宿寺屋店庵所棟港湯社舎舗苑荘蔵街跡造邸門院館駅0123456789"),
        3,
    ),
    _End("hiragana", _HIRAGANA, frozenset(map(chr, range(ord("ぁ"), ord("ん") + 1))), 1),
)
"""What a house's name ends with, the surest first."""
EVENT_ENDS: Final = "ends event"


def ending(words: str) -> str:
    """The sign of what words end with."""
    last, long = words[-1:], len(words)
    for one in _ENDS:
        if (last in one.last or (one.within and one.within in words)) and one.form.search(
            words, max(0, long - one.reach)
        ):
            return f"ends {one.name}"
    return "ends kanji"
