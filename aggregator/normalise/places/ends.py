"""What nouns end with, as signs: 公民館, 広場, 橋のたもと; 電話, 抽選. Pure."""

from __future__ import annotations

import string
from functools import lru_cache
from typing import Final

from aggregator.lazy import Once
from aggregator.normalise.needed import Ending
from aggregator.normalise.places.houses import EVENT, FACILITY, ONLY_HOUSES, any_of

_HOUSE: Final = Ending(
    rf"(?:{any_of(ONLY_HOUSES)}|会館|公民館|図書館|体育館|美術館|博物館|[一-鿿ァ-ヶー]館|[本支]店)$",
    "ェクグザジスズセトドナムルンー丘会原台園地址堂場墳室宮家局岸幡店所敷杜校森橋浜港畔番社署舎荷街跡部郷里院頭館駅",
    reach=18,
)
_PUBLIC: Final = Ending(
    (
        r"(?:公民館|体育館|集会所|集会場|公会堂|図書館|児童館|消防署|市役所|区役所|役場|浄水場|事務所|[園校]庭|本堂"
        r"|庫裏|お寺|神社|境内|山門|講堂|武道場|音楽室|理科室|家庭科室|図書室|プール|グラウンド|公園|広場|河原"
        r"|河川敷|船着場|会館|ロータリー|屋上|展示室|食堂|ライブラリー|オフィス|ショールーム|車庫|倉庫|茶室|寮"
        r"|部室|教室|会議室)(?:の?前)?$"
    ),
    "スドムルー上内前原園堂場室寮寺庫庭所敷社署裏門館",
    reach=18,
)
_ROOM: Final = Ending(
    r"(?:室|(?<![時日期年週月分区中昼夜期人民世仲手])間|ホール|ルーム|ロビー)$",
    "ムルー室間",
    reach=4,
)
_NUMBER: Final = Ending(r"(?:棟|号館|室|ルーム|スタジオ|コート|ホール)の?[A-Z]?\d{1,4}$", "0123456789", reach=10)
"""大教室301, C棟305."""
_SPOT: Final = Ending(
    r"(?:前|まえ|下|口|たもと|ほとり|脇|横|裏|そば|真ん中|跡地|改札)$",
    "えとばり下中前口札横脇裏地",
    reach=3,
)
_NATURE: Final = Ending(
    r"(?:[山岳峠滝川橋池沼湖海浜岬島森林原坂塔像]|河原|ふもと|参道|登山口|のりば|乗り?場|船着場|こうえん|ひろば)$",
    "とばん像原口坂場塔山岬岳峠島川林森橋池沼浜海湖滝道",
    reach=5,
)
_HOME: Final = Ending(
    r"(?:宅|の家|邸|の(?:お?庭|畑|アトリエ|工房|ガレージ))$",
    "エジ宅家庭房畑邸",
    reach=5,
)
_REPLY: Final = Ending(
    r"(?:フォルダー?|チャンネル|シート|フォーム|スレッド|スレ|アカウント|アドレス|掲示板|窓口|受付|事務局|担任|係|課|名簿|欠表"
    r"|アンケート|番号|URL|リンク|ポスト|[収募込]箱|ノート|名前|出欠|返事|連絡|案内|一覧)$",
    "ダールトムレスドクL板口付局任係課簿表号箱前欠事絡内覧",
    reach=5,
)
"""Where one sends word to, not where one goes."""
_VERB: Final = Ending(
    r"[一-鿿][ぁ-ん]{0,2}(?:[るすくぐつむぶぬうた]|まし)$",
    "るすくぐつむぶぬうたし",
    reach=5,
)
_STEM: Final = Ending(
    r"[一-鿿][ぁ-ん]?し$|[一-鿿][いきぎちにびみりえけげせてねべめれ]$", "いきぎしちにびみりえけげせてねべめれ", reach=3
)
"""休みにいらしてください: what one comes for."""
_PERSON: Final = Ending(
    (
        r"(?:さん|氏|先生|様|君|くん|ちゃん|者|員|人|方|皆|名|(?<!芝)生|代表|講師|家族|仲間|同士|たち|達|客|親|子"
        r"|選手|監督|作家|団|隊|班|組|[次長三]男|[長次]女|娘|息子|住職|女将|店主|幹事|各位|部)$"
    ),
    "位子将主娘職男女息事部ちん人名君員団士子客家師手方族様氏班生皆督組者表親達間隊",
    reach=3,
)
_MEANS: Final = Ending(
    r"(?:[月火水木金土日祝]曜日?|土日|祝日|週末|平日|正午|午[前後]|夕方|電話|メール|抽選|順|現金|無料|有料|徒歩|車|バス|電車|自転車|船|語|手話|ペア|チーム|少人数|会費|実費"
    r"|自由|服装?|はがき|ハガキ|FAX|フォーム|サイト|ページ|ネット|アプリ|当日|途中|最後|最初|以上|以下|以内"
    r"|程度|前後|都合|理由|影響|関係|主催|共催|協力|後援|予定|条件|企画|テーマ|予約|招待|形式|方式|方法|単位"
    r"|事情|関連|中止|延期|雨天|荒天|体調|不良|対象|限定|交代|共同|合同|一緒|直接|個人|気軽|手作り|声|目|足"
    r"|体|気分|気持ち|言葉|音楽|楽器|画面|録画|配信"
    r"|オンライン|Zoom|ZOOM|Teams|YouTube|リモート|Discord|LINE|DM|SNS|Slack|連続|通し|別|割引|スタート"
    r"|ゴール|パレード|プログラム|セッション|満席|満員|完売|残席|価格|代|円|分|時間|期間|日間|年間|週間|昼間|手間|時|日|月|年|回|度|枚|部"
    r"|点|冊|台|本|階|後|中|上|内|外|ほか|など|場合|それ|これ|ここ|そこ|あと|まま|だけ|くらい|ぐらい|ごと"
    r"|ずつ|うち|形|姿|力|味|酒|料理|食事|弁当|コーヒー|お茶|道具|材料|機材|カメラ|スマホ|パソコン|マスク"
    r"|スリッパ|世界|日本|全国|海外|社会|地域|季節|[夏冬春秋朝昼夜晩]|気|意味|作業|工事|点検|清掃|準備|終了"
    r"|開始|開演|開場|発表|賞|号|編)$",
    "曜末EMSXdekmsいかきけこしちつとどまりれアキクジストドパホマムラリルンー上下中了事人代件会位体係信備催具内円冊冬分初別力台号合同味員器回国域場声売夏外夜天始姿定席年度式引当形待後情掃接援数料日春昼時晩月服朝期本材枚格検業楽止歩気法演点理由画界目秋節約続緒編船良茶葉表装話語調象費賞足車軽連選部酒金間階面響順間方午前",
    reach=8,
)
"""What is no place before で: by what means, for what reason, when."""
_PLACE: Final = Ending(
    r"(?:[所場園館舎堂寺院社宮城跡街店屋亭庵荘邸蔵棟室湯台門駅港号苑処宿舗宅造]|棟\d|バス停)$",
    "亭停処台号園城堂場宅室宮宿寺屋店庵所棟港湯社舎舗苑荘蔵街跡造邸門院館駅0123456789",
    reach=3,
)
_KATAKANA: Final = Ending(
    r"[ァ-ヶー]{3}$",
    [*map(chr, range(ord("ァ"), ord("ヶ") + 1)), "ー"],
    reach=3,
)
_LATIN: Final = Ending(
    r"[A-Za-z0-9&'. -]$",
    string.ascii_letters + string.digits + "&'. -",
    reach=1,
)
_HIRAGANA: Final = Ending(
    r"[ぁ-ん]$",
    map(chr, range(ord("ぁ"), ord("ん") + 1)),
    reach=1,
)

_ENDS: Final = (
    ("ends reply", _REPLY),
    ("ends number", _NUMBER),
    ("ends house", _HOUSE),
    ("ends public", _PUBLIC),
    ("ends facility", FACILITY),
    ("ends room", _ROOM),
    ("ends spot", _SPOT),
    ("ends nature", _NATURE),
    ("ends home", _HOME),
    ("ends event", EVENT),
    ("ends person", _PERSON),
    ("ends means", _MEANS),
    ("ends katakana", _KATAKANA),
    ("ends latin", _LATIN),
    ("ends place", _PLACE),
    ("ends verb", _VERB),
    ("ends stem", _STEM),
    ("ends hiragana", _HIRAGANA),
)
"""What a house's name ends with, the surest first, by the names of the signs."""
EVENT_ENDS: Final = "ends event"


def _of_last(last: str) -> tuple[tuple[str, Ending], ...]:
    """Those of ``_ENDS`` that words may end with of which ``last`` is the last character."""
    return tuple((name, form) for name, form in _ENDS if last in form.last or form.within)


_BY_LAST: Final = Once(_of_last)


@lru_cache(maxsize=4096)
def ending(words: str) -> str:
    """The sign of what words end with."""
    for name, form in _BY_LAST[words[-1:]]:
        if form.search(words):
            return name
    return "ends kanji"
