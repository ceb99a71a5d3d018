"""A venue that running text names in quotes: what stands around each quote is weighed for and against a house. Pure.

Organisers quote houses (浦安市の「うみかぜホール」で), but titles, themes, books, works, slogans and people's groups as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from aggregator.normalise.places.gazetteer import Gazetteer
from aggregator.normalise.places.houses import FACILITY, HOUSE_WORD, SHOP, describes, is_kind, quotes
from aggregator.normalise.places.spoken import HOUR_LEADS
from aggregator.normalise.places.standing import WHEN

ENOUGH: Final = 3
"""The weight from which a quote is the venue."""
_MOST: Final = 24
"""Quotes that are weighed."""
_LEAST: Final = 2
"""Characters of a name that running text may give: 「食」 is no house."""
_REACH: Final = 40
"""Characters before a quote that may speak of it."""

_CLAUSE: Final = re.compile(r"[\n。、!?]")
_SENTENCE: Final = re.compile(r"[\n。!?]")
_TOKEN: Final = re.compile(r"[^\sの、。・/|)(:,@]*$")
SAID: Final = re.compile(
    r"(?:会場|場所|ところ|集合|現地|対面|リアル|開催地|お店|[@＠]|お会いするの|待ち合わせ)(?:場所|会場|参加)?"
    r"(?:に?は|が|:|\(|で聴く|→|となるのは|の|\s|=|/|$)[^。\n「」]{0,30}$"
)
"""Before the quote: the sentence speaks of where."""
GONE: Final = re.compile(
    r"(?:から|より)\s?$"
    r"|(?:お近くの|最寄りの|各地の|全国の|ではなく|でなく|だった|でした|していた|予定の|昨年|去年|前回|これまで"
    r"|従来|旧(?:会場)?$|以前|いつも|通常)[^。\n「」]{0,4}$"
)
WALKED: Final = re.compile(r"(?:徒歩|歩いて|歩|から|より|車で|バスで)(?:約|およそ)?\s?[0-9]{1,2}分[^「」。\n]{0,14}$")
OF_A_WORK: Final = re.compile(
    r"(?:テーマ|題名?|タイトル|作品|名作|小説|漫画|マンガ|絵本|著書|著作|新刊|本|映画|ドラマ|アニメ|番組|雑誌|曲"
    r"|新曲|歌|名曲|アルバム|演目|演題|演劇|舞台作品|戯曲|童話|詩|句|講演|講座|講義|教室|企画|シリーズ|特集"
    r"|連載|展覧?会?"
    r"|イベント|ライブ|公演|コンサート|セミナー|勉強会|フェア|祭り?|まつり|大会|合言葉|言葉|キーワード"
    r"|スローガン|キャッチコピー|問い|問|モットー|コンセプト|メッセージ|商品|銘柄|銘酒|限定|ゲーム|アプリ"
    r"|サービス|サイト|ブログ|アカウント|チャンネル|名物|おなじみの|第\d+[回弾話部章]"
    r"|前編|後編|国宝|重文|教材|テキスト|課題|課題図書|主演|監督|脚本|原作|著|作|訳|編|[#＃]|主催|共催|協力"
    r"|後援|団体|サークル|グループ|劇団|バンド|楽団|合唱団|ユニット|コンビ|NPO|NPO法人|法人|会社|企業|チーム"
    r"|クラス|コース|プログラム|プラン|名前|愛称|通称|ロゴ|行事|風物詩|出演|ゲスト|講師|登壇|検索|件名|合図)"
    r"(?:名|に?は|が|の|:|,|、|/|=|「|のひとつ|も)?\s?$"
)
"""Before the quote: what follows is a work, a theme, a title, a group."""
HELD_IN: Final = re.compile(
    r"\s?(?:\([^()\n]{2,24}\))?(?:さん)?の?(?:[B地]?[0-9]{1,2}(?:F|階))?"
    r"(?:(?:の)?"
    r"(?:会議室|ホール|和室|スタジオ|[2二三]階|奥座敷|裏庭|地下|屋上|テラス|広間|大広間|離れ|本堂|一室|奥|個室"
    r"|座敷|店内|一角|スペース))?"
    r"(?:(?:店内|館内|境内|前|前庭|広場)?"
    r"(?:では、|で(?!す|は|の(?:出版|ない)|も(?:ない|あり)|ある|あり|は(?:な|あ))|にて|において(?!は))"
    r"|の[^\s。、「」]{1,6}席(?:で|に)"
    r"|に"
    r"(?:お越し|おります|います|[一二三1-3]泊|泊ま|宿泊|(?:\d{1,2}時\S{0,2})?集合|集ま|て|お集|移|変更|なり)"
    r"|へ(?:お越し|どうぞ|集合|移)|さんに(?:お?邪魔|お?伺|うかが)|まで(?:お越し|直接|お集)"
    r"|(?:を|が)(?:会場|舞台|お借り|借り|貸し切)|に(?:お|会場を)?(?:伺い|移|うかが)|前?に?集合|をお借り"
    r"|は、?[^。\n]{0,20}(?:駅|徒歩|建物|部屋|カフェ|スペース)"
    r"|\s?(?:(?:駐車場|駐輪場)(?:あり|なし|完備)|\d+F|[0-9]階))"
)
CALLED_VENUE: Final = re.compile(
    r"\s?[にへ](?:会場を?)?(?:の)?(?:変更|移しま|移り|切り替|決まり|決定)"
    r"|\s?(?:という(?:名の)?[^。、\n]{0,14}?)?"
    r"(?:を(?:会場|舞台)に|(?:が|は)(?:今回|今年|今月|当日|次回)?の?(?:会場|舞台|集合場所))"
)
MEET_AT: Final = re.compile(r"\s?(?:の?(?:前|入り?口|玄関))?に(?:\d{1,2}(?:時|:\d\d)\S{0,4})?(?:集合|お?集ま(?!った))")
"""「ハシルバ」前に集合."""
AT_HOUR: Final = re.compile(r"(?:\d時(?:半|\d{1,2}分)?|:\d\d)(?:に|から|より)$")
"""19時に「青空」、: where one is at an hour; what begins then is begun, played, or read (を, が)."""
ERRAND: Final = re.compile(
    r"\s?(?:など)?(?:で|にて|に|まで)[^。\n]{0,14}"
    r"(?:発券|購入|販売|受け?付|申し?込|予約|問い?合わせ|お求め|検索|配布|連絡|掲載|投稿|登録|お支払|入金|お送り"
    r"|メール|電話)"
)
"""Behind the quote: what one does there is an errand before the event."""
IS: Final = re.compile(
    r"\s?(?:さん)?(?:[B地]?[0-9]{1,2}(?:F|階))?(?:\([^()\n]{0,40}\))?\s?"
    r"(?:です|でございます|になり|となり|に変更|に決|$|\n|。|を予定)"
)
_OF_NO_HOUSE: Final = re.compile(
    r"\s?"
    r"(?:と"
    r"(?:題"
    r"|いう"
    r"(?![^。、\n]{0,6}(?:カフェ|お?店|喫茶|場|バー(?!ド|チ)|ギャラリー|スペース|古民家|建物|ホール|施設|宿))"
    r"|は|の|し[てた]|呼|銘|叫|いえ|言|答|聞|思|考|感|っ)"
    r"|をテーマ|を題材|をめぐ|について"
    r"|に(?:関|ちな|つい|ま?つわ|込|注目|参加|応募|登場|出演|掲載|学|挑|出て|向け|ふさわ|迫|出会)"
    r"|の"
    r"(?:出版|刊行|著者|作者|上映|原作|監督|世界|主宰|代表|主催|皆|みなさん|メンバー|チーム|会員|読書会|精神"
    r"|意味|歴史|秘密|魅力|続編|第|[0-9](?!F|階)|時代|とき|時|日|人|方|ため|よう|練習|発表|体験|作り方|解説"
    r"|お知らせ|ご案内|公開|収録|回|曲|歌|連載|スタッフ|開発)"
    r"|を"
    r"(?:上映|開放|読|演奏|開催|開[きくい]|行[いうな]|観|見|聴|聞|歌|使|持|学|体験|語|考|つく|作|味わ|描|書|知"
    r"|探|公開|発売|販売|合言葉|モット|手|掲げ|コンセプト|お届|披露|上演|発表|実施|通|中心|始|もと|目指|紹介"
    r"|遊|食|飲|楽|飾|巡|企画|主催|運営|主宰|お楽しみ|プレ|特集|配信|テキスト|課題|題|キー)"
    r"|が(?:開[かき]|公開|上映|発売|聞|好き|でき|テーマ|始|文庫|映画|本)|な|たち|達"
    r"|さん"
    r"(?!にて|の[0-9二三]階|に(?:お?邪魔|お?伺|うかが|集)|で(?:開|行|お)|を(?:お借り|会場)|[。\n]|です|$)"
    r"|氏|ちゃん|先生|展|編|号|賞|事件|作|著|より|主催|共催|による?|主宰|代表|所属|店主|上映|開催|公演|発売"
    r"|刊行|読書会|ライブ|ツアー|コンサート|ワークショップ|講座|セミナー|イベント|メンバー"
    r"|で(?:おなじみ|知られ|話題|検索|有名|受賞|デビュー|ある|の(?:出版|ない)|も)|[=×&])"
)
TITLE_LIKE: Final = re.compile(
    r"[。、!?…~]"
    r"|(?:会|展|祭|まつり|祭り|フェス|フェスタ|フェスティバル|講座|教室|入門|ワークショップ|セミナー|ライブ"
    r"|コンサート|ツアー|ナイト|とは|づくり|作り|体験|しよう|ましょう|たい|です|ます|ない|する|した|いる|ある"
    r"|なる|れる|って|こと|もの|方法|仕方|たち|とき|さん|賞|号|編|論|学|力|話|物語|日記|日和|交流|大会"
    r"|カフェ会|読書会|勉強会|フォーラム\d+|サミット|マルシェ|マーケット|市|ごっこ|クイズ|トーク|対談|研究"
    r"|問題|社会|未来|時代|人生|世界|仕事|暮らし|働き方|生き方)$"
    r"|(?:をを|について|による|のための)|^第|^(?:Zoom|オンライン|YouTube|Discord|cluster|Teams|LINE)"
)
"""What a venue is hardly ever called."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A quoted name with the weight of what speaks for a venue, and the words beside it that tell its region."""

    name: str
    start: int
    end: int
    weight: int
    beside: str


def weigh(text: str, title: str, barred: Sequence[tuple[int, int]], known: Gazetteer) -> list[Weighed]:
    """The quoted names that are enough like a venue, the likeliest first, of equals the first.

    Args:
        text: the beginning of the description (NFKC).
        title: the listing's title: what it quotes or says is the event's name.
        barred: stretches that speak of something else (主催, 講師).
        known: names of places.
    """
    found = list(_weighed(text, title, barred, known))
    return sorted((one for one in found if one.weight >= ENOUGH), key=lambda one: (-one.weight, one.start))


def _weighed(text: str, title: str, barred: Sequence[tuple[int, int]], known: Gazetteer) -> Iterator[Weighed]:
    for number, quoted in enumerate(quotes(text)):
        if number >= _MOST:
            return
        if len(quoted.name) < _LEAST or any(begin <= quoted.start < end for begin, end in barred):
            continue
        before = text[max(0, quoted.start - _REACH) : quoted.start]
        sentence = _SENTENCE.split(before)[-1]
        clause = _CLAUSE.split(before)[-1]
        behind = text[quoted.end : quoted.end + _REACH]
        address = _address_behind(behind, known)
        weight = _for(quoted.name, sentence, clause, behind, known) + (2 if address else 0)
        weight += 1 if _on_its_line(text, quoted.start, quoted.end) else 0
        weight -= _against(quoted.name, clause, behind, text[quoted.start], title)
        yield Weighed(
            quoted.name,
            quoted.start,
            quoted.end,
            weight,
            f"{clause}\n{address}" if address or known.mentions(clause) else sentence,
        )


def _for(name: str, sentence: str, clause: str, behind: str, known: Gazetteer) -> int:
    """What speaks for a venue."""
    said = SAID.search(sentence) is not None
    head = _LED.sub("", clause)
    token = _TOKEN.search(head.rstrip().removesuffix("の"))
    word = token[0] if token else ""
    weight = 3 if said else 0
    weight += 3 if WALKED.search(sentence) else 0
    if word and describes(head):
        place = known.mentions(word[-8:])
        weight += 2 if is_kind(word) or (place and place[-1].end == len(word[-8:])) or _LOCATED.search(word) else 0
    weight += 1 if behind.startswith("、") and is_kind(word) and known.mentions(clause[-_NEAR:]) else 0
    weight += (3 if behind.startswith("さん") else 2) if HELD_IN.match(behind) else 0
    weight += 7 if _THERE.match(behind) and HOUR_LEADS.search(sentence) else 0
    weight += 3 if CALLED_VENUE.match(behind) else 0
    weight += 1 if MEET_AT.match(behind) or _INSIDE.match(behind) else 0
    weight += 3 if AT_HOUR.search(clause) and behind.startswith(("、", "集合", "に集", "で待", "集まり")) else 0
    weight += 2 if _FLOOR.match(behind) else 0
    weight += 2 if ROOM_NAME.search(name) and HOUSE_WORD.search(word) else 0
    weight += 1 if (said or _NOW.search(sentence)) and IS.match(behind) else 0
    weight += 2 if FACILITY.search(name) or SHOP.match(name) else 0
    return weight


def _on_its_line(text: str, start: int, end: int) -> bool:
    """Whether the kind of a house and the quote are all of a line below one with the day: 三宮ガード下の立ち飲み「ごくり」."""
    if text[end : end + 1] not in ("", "\n", "("):
        return False
    *_, above, line = ["", "", *text[max(0, start - 2 * _REACH) : start].split("\n")]
    return WHEN.search(above) is not None and (token := _TOKEN.search(line)) is not None and is_kind(token[0])


_THERE: Final = re.compile(r"で(?:ある[。\n]|あり、)")
"""六日午後三時から、駅前の「青空」である: more than what である weighs against a house."""
_AFTERWARDS: Final = re.compile(r"懇親会|二次会|2次会|打ち?上げ|解散後|終了後")
"""Before the quote: where one goes from the event."""
_LED: Final = re.compile(r"^.*(?:[時分半日)](?:に|から|より|まで)|[はをが](?=[一-鿿ァ-ヶ]{2}))")
"""14時にカフェ「…」: what leads to the word for the house."""
_INSIDE: Final = re.compile(r"\s?の?(?:店内|館内|園内|境内|店頭)(?:で|にて)")
_NEAR: Final = 16
"""Characters of a clause in which a place says where the house is: 五反田の居酒屋「…」."""
_FLOOR: Final = re.compile(r"\s?[B地]?[0-9]{1,2}(?:F|階)")
ROOM_NAME: Final = re.compile("(?:の間|室|ホール)$")
"""What a room of a house is called: 青空会館「鳳の間」."""
_NOW: Final = re.compile(r"(?:今回|今月|今年|次回)は")
_LOCATED: Final = re.compile(
    r"(?:[市区町村]|丁目|番地|[0-9]|駅前?|商店街|通り|近く|そば|隣り?|向かい|沿い|内|階|裏|口)$"
)


def _against(name: str, clause: str, behind: str, mark: str, title: str) -> int:
    """What speaks against one."""
    weight = 0
    weight += 4 if OF_A_WORK.search(clause) and not SAID.search(clause) else 0
    weight += 4 if GONE.search(clause) else 0
    party = _AFTERWARDS.search(clause)
    weight += 4 if party and party[0] not in title else 0
    weight += 5 if _OF_NO_HOUSE.match(behind) or behind.startswith("ではな") else 0
    weight += 4 if ERRAND.match(behind) else 0
    weight += 3 if TITLE_LIKE.search(name) and not FACILITY.search(name) else 0
    weight += 2 if name in title else 0
    weight += 2 if mark == "『" else 0
    return weight


def _address_behind(behind: str, known: Gazetteer) -> str:
    """The region or the way there right behind the quote, in brackets or not; empty where there is none."""
    words = None if behind.startswith(("@", "＠", "を", "が", "は", "に", "で", "と", "の")) else _BEHIND.match(behind)
    if words is None:
        return ""
    inside = words[1].strip()
    place = next(iter(known.mentions(inside)), None)
    if _GOES_ON.match(behind, words.end()):
        return ""
    if (place and place.start <= 1) or _WAY.search(inside):
        return inside
    return ""


_BEHIND: Final = re.compile(r"\s*(?:[B地]?[0-9]{1,2}(?:F|階))?\s*[(/、,\n]?\s*([^()\n。]{3,36})")
_GOES_ON: Final = re.compile(r"\)[はがやをの]")
"""Behind the brackets: the sentence tells something of the place, not of the event."""
_WAY: Final = re.compile(r"^〒|^[^。]{0,16}(?:駅|徒歩[0-9])")
