"""Words for the houses that events take place in, and the proper name within a phrase such as 駅前のカフェ「ことり」. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aggregator.normalise.needed import Ending

_CLOSERS: Final = (
    "センター 会館 ホール 公民館 図書館 体育館 公園 広場 プラザ ビル タワー 館 カフェ cafe café CAFE Cafe "
    "珈琲 喫茶 店 バー bar Bar BAR スタジオ ラウンジ サロン スペース "
    "オフィス 会議室 ルーム 教室 大学 高校 学校 キャンパス ホテル 寺 神社 教会 ビッグサイト メッセ アリーナ "
    "スタジアム ドーム 競技場 球場 コート グラウンド プール ジム 道場 劇場 シアター ギャラリー "
    "美術館 博物館 書店 ブックス ハウス ベース ラボ Lab LAB Hub HUB BASE Base Space SPACE Hall コワーキング "
    "テラス ガーデン パーク 市場 工房 商店街 食堂 酒場 居酒屋 レストラン "
    "キッチン ダイニング 庁舎 役所 役場 フロア 会場 荘 園 亭 庵 堂 軒 屋 駅 港 海岸 河川敷 キャンプ場 "
    "スキー場 牧場 農園 ヒルズ フォーラム アカデミー 倶楽部 クラブ モール "
    "座 院 浜辺 ビーチ マリーナ ビオトープ 緑地 遺跡 城跡 史跡 古墳 展望台 灯台 庭園 御苑 埠頭 ふ頭 桟橋 "
    "空港 ターミナル チャペル 大社 天満宮 八幡宮 稲荷 不動尊 観音 大師 屋敷 画廊 アーケード 消防本部 消防署 "
    "警察署 郵便局 支所 分室 出張所 案内所 事務所 保健所 研究所 作業所 保育所 醸造所 蒸留所 ワイナリー "
    "ブルワリー 酒造 ショップ ストア ベーカリー ビストロ バル パブ シネマ 天文台 プラネタリウム ロッジ "
    "コテージ ペンション ホステル ヒュッテ 山小屋 の家 の里 の郷 の杜 民の森 いの森 年の森 相談所 縁側 斎場 "
    "温泉 車庫 営業所 事業所 ひろば 武道場 弓道場 テニスコート 会議場 野外ステージ 別館 本館 新館 号館 酒房 "
    "茶房 寺院 待合所 水泳場 運動場 ガレージ スクエア プレイス ステーション コモンズ ミュージアム "
    "ライブラリー 本社 支社 本店 講義棟 学部棟 本部棟 株式会社\\S*"
)
ONLY_HOUSES: Final = (
    "センター ホール 公園 緑地 プラザ ビル ビルディング タワー 医院 診療所 分室 小学校 中学校 高校 高等学校 "
    "支援学校 専門学校 幼稚園 保育園 保育所 こども園 子ども園 動物園 植物園 庭園 遊園地 学園 "
    "神社 神宮 大社 天満宮 八幡宮 八幡 稲荷 教会 海岸 海水浴場 海浜 河川敷 河原 湖畔 河畔 運動場 競技場 球場 "
    "野球場 球技場 グラウンド グランド プール スタジアム アリーナ ドーム キャンプ場 スキー場 スケート場 "
    "ゴルフ場 牧場 農場 農園 庁舎 "
    "市役所 区役所 町役場 村役場 役場 支所 出張所 会議所 消防署 消防本部 消防局 警察署 郵便局 保健所 研究所 "
    "集会所 集会場 交番 商店街 モール 百貨店 デパート ホテル ロッジ コテージ キャンパス 会議場 展示場 メッセ "
    "ヒルズ 城址 城跡 "
    "遺跡 古墳 史跡 公会堂 ダム 展望台 灯台 ふ頭 埠頭 桟橋 空港 ターミナル 武道場 弓道場 テニスコート 待合所 "
    "の森 の杜 の里 の家 の丘 の郷 基地 駐屯地 コミセン 図書室 資料室 天文台 醸造所 蒸留所 道の駅 "
    "フットサルパーク フットサルポイント "
    "フットサルコート アイランド マリーナ 市民農園 卸売市場 魚市場 青果市場 ベーカリー ブルワリー ワイナリー "
    "クライミングジム カルチャーハウス コミュニティハウス コミュニティカフェ 番街"
)
"""What only houses end with, and no event."""
_SHOPS: Final = (
    "道の駅 カフェ 喫茶 喫茶店 珈琲館 珈琲店 コーヒー店 コーヒースタンド バー バル パブ スナック ダイニング "
    "レストラン ビストロ トラットリア イタリアン 食堂 居酒屋 酒場 酒蔵 味噌蔵 蔵 酒房 茶房 甘味処 "
    "リストランテ オステリア ピッツェリア ブラッスリー タベルナ "
    "ワインバル ワインバー 立ち飲み 炉端 炉ばた ダイニングバー カフェバー ビアガーデン カフェ&バー "
    "カフェダイニング 純喫茶 大衆酒場 ビアホール ビアバー ビアダイニング スポーツバー ミュージックバー "
    "ジャズバー ジャズ喫茶 ドッグカフェ 猫カフェ コミュニティカフェ ブックカフェ ブックバー "
    "割烹 料亭 料理店 そば屋 蕎麦屋 そば処 鮨 寿司 ラーメン店 パン屋 ベーカリー 店 お店 書店 本屋 古書店 "
    "古本屋 書房 書肆 文庫 本と 古書と 花屋 雑貨店 ギャラリー 画廊 アトリエ 工房 窯 スタジオ STUDIO Studio "
    "ライブハウス ライブバー LIVE Live クラブ club Club CLUB 小劇場 劇場 シアター ミニシアター 映画館 寺 "
    "お寺 寺院 神社 教会 真言宗 曹洞宗 浄土宗 日蓮宗 臨済宗 コワーキング コワーキングスペース シェアオフィス "
    "シェアスペース レンタルスペース イベントスペース コミュニティスペース フリースペース 多目的スペース "
    "スペース SPACE Space キッチン シェアキッチン キッチンスタジオ サロン サロン・ド ラウンジ ゲストハウス "
    "ホテル 旅館 民宿 宿 "
    "雀荘 碁会所 古民家 町家 町屋 長屋 母屋 施設 複合施設 商業施設 拠点 ジム クライミングジム 道場 サウナ "
    "銭湯 温泉 農園 牧場 ファーム ハウス ハンドクラフト舎 家 ラボ ベース 基地 ガレージ 倉庫 テラス 屋形船 "
    "cafe Cafe CAFE bar Bar BAR Book Books"
)
"""Private houses: a word before the name is a description of it (隠れ家カフェ「ことり」)."""
_PUBLIC: Final = (
    "会館 市民会館 町民会館 ホール 市民ホール 公民館 センター 図書館 ビル 体育館 教室 公園 広場 大学 会議室 "
    "貸会議室 会場 場所 資料館 美術館 博物館 記念館 交流館 文化会館 集会所 多目的ホール 小ホール 大ホール "
    "部屋 "
    "コミュニティセンター 交流センター 地区センター 児童館 道の駅 キャンプ場 総合施設 公共施設 "
    "イベントホール 結婚式場 商店街 中学校 小学校 高校"
)
"""Public houses: such a word alone is a description, with more before it a name (市民会館, but not もみじ市民会館)."""
_BARE: Final = frozenset(_SHOPS.split())
_ROOMS: Final = (
    "会議室 ホール 研修室 和室 洋室 講堂 教室 展示室 多目的室 学習室 ルーム ラウンジ ロビー ホワイエ 宴会場 "
    "大広間 の間 談話室 実習室 調理室 音楽室 視聴覚室"
)


def any_of(words: str) -> str:
    """The words of a line as alternatives; a backslash keeps a space."""
    return "|".join(re.split(r"(?<!\\) ", words))


def _shortest(words: list[str]) -> list[str]:
    """The words in which no other of them stands."""
    kinds = sorted({word for word in words if "[" not in word}, key=len)
    return [word for word in kinds if not any(other in word for other in kinds if other != word)]


FACILITY: Final = Ending(
    (
        r"(?<![講口星正即](?=座))(?<!フェスティ)(?<!カーニ)(?<!ワーク)(?<!部(?=屋))"
        rf"(?:{any_of(_CLOSERS)}|[亭館邸宅城寺宮校場屋]跡地?|[社寺宮院]の?(?:境内|参道)|工場跡地?"
        rf"|旧[^ ]{{2,10}}(?:邸|住宅|銀行|駅舎|倉庫|医院|工場))$"
    ),
    "BERbelréばアェオクグザジスズセチテトドナブプボマムルロンー亭会側内台園地堂場墳学宅室宮家寺尊局屋岸師店座庫庵廊房所敷杜校森棟橋泉港琲社署舎苑茶荘荷行街跡軒辺造道邸部郷里院音頭館駅",
    reach=18,
    within="株式会社",
)
"""What the name of a house ends with."""
SHOP: Final = re.compile(
    rf"(?!バ[ルー][ァ-ヶー])(?:{'|'.join(word for word in _SHOPS.split() if len(word) > 1)})"
    r"(?![をがはにでのも、。])(?=.)"
    rf"|(?:{'|'.join(word for word in _SHOPS.split() if len(word) == 1)})(?=[ ・])"
)
"""What a house is called before its name: カフェ ことり, 味噌蔵 たきもと."""
HOUSE_WORD: Final = re.compile(
    "|".join(
        _shortest(
            [*_CLOSERS.split(), *ONLY_HOUSES.split(), *_SHOPS.split(), "跡", "境内", "邸", "場", "協", "タウン", "旧"]
        )
    )
)
"""A word that houses are called by, anywhere in the words."""
BEHIND_GA: Final = "[丘原谷島浜崎台淵岡池沢]"
"""With one of these behind it が is a part of a name and no particle: 緑が丘."""
EVENT: Final = Ending(
    (
        r"(?:会|祭り?|展|講座|教室|まつり|だより|便り|ツアー|体験|見学|募集|清掃|開放|無料|トーク|コンサート|ライブ"
        r"|フェス\w*|大会|ワークショップ|利用|案内|通信|ニュース|説明|相談|さんぽ|散歩|めぐり|巡り|あそび|遊び"
        r"|つどい|集い|タイム|デー|ナイト|パーティー?|マルシェ|マーケット|バザー|セール|市|号|編"
        r"|(?<=[0-9曜祝])[年月日回]|場合|方法|発表|公演|企画|上映|朗読|式|法要|供養|ランチ|ディナー|ビュッフェ"
        r"|バイキング|飲み|茶会|講演|研修|訓練|点検|学習|授業|実習|貸出|返却|休館|開館|閉館|工事|改修|オープン"
        r"|営業|スタッフ|アルバイト|ボランティア|サポーター|クイズ|ラリー|カード|マップ|ガイド|ブック|フェア"
        r"|レッスン|クラス|コース|プラン|セット|デビュー|活動|運動|事業|支援|制作|販売|直売|即売|鑑賞|演奏|合唱"
        r"|交流|懇親|対談|講話|法話|座談|部|課|係|長|員|者|さん|氏|様|名|先生|工作|作り|づくり|ウォーク|ラン|ヨガ"
        r"|体操|撮影|夕べ|ゆうべ|[0-9])$"
    ),
    "いびべぽみりんアィェガクグスズチトドフブプムルンー事会作係信修内出動却号合名員唱回売奏学室展市年座式影掃援操放料日明映月検業様歩氏法流演生用画祭編練習者表要親話読課談賞部長集養館験0123456789",
    reach=18,
    within="フェス",
)
"""What a house's own name behind the word for it does not end with: 図書館まつり, カフェめぐり."""
QUOTE: Final = re.compile(
    r"「([^「」\n]{1,30})」|『([^『』\n]{1,30})』|[\"“”]([^\"“”\n]{1,30})[\"“”]|《([^《》\n]{1,30})》"
)
_KIND: Final = re.compile(
    rf"[^\s。、「」]{{0,8}}(?:{any_of(_SHOPS)})|(?:[一-鿿ぁ-ん]{{1,4}}[いな])?(?:{any_of(_PUBLIC)})"
)
_ROOM: Final = re.compile(rf"(?:大|小|中|第|特別|多目的|展示|\d|[A-Z])*(?:{any_of(_ROOMS)})[A-Z\d]?")
_SEPARATOR: Final = re.compile(r"[\sの、。・/|)(:：,@]")
WHEREABOUTS: Final = re.compile(
    r"(?:内|前|横|隣り?|となり|側|そば|傍|近く|付近|裏手?|脇|向かい|沿い|上|下|奥|角|階|[0-9]F|分|[0-9]秒|口|街"
    r"|通り|駅|[市区町村島郷]|丁目|番地?|号|[0-9]|温泉|地区|エリア|某所|すぐ|ある|した|たもと|ほとり|ふもと"
    r"|一角|一室|境内|敷地|中心部?|先|手前)$"
)
"""The end of a phrase that says where a house stands, not what it is called."""
_INSIDE: Final = re.compile(r"[^「」]{0,3}(?:内|の中)の?[^「」]{0,8}")
"""Between two quotes: the second house stands within the first."""
_STOP_BEFORE: Final = re.compile(r"(?:線|鉄|鉄道|地下鉄|メトロ|バス|バス停|停留所|電停|停|交差点)\s?$")
_STOP_BEHIND: Final = re.compile(r"\s?(?:駅|停|電停|バス停|交差点|行き?|方面|下車|から|より)")
_TOWN: Final = re.compile(r"[一-鿿ヶケ]{2,4}")


def is_room(words: str) -> bool:
    """Whether the words only name a room: 大ホール, 第2会議室."""
    return _ROOM.fullmatch(words) is not None


def is_bare(words: str) -> bool:
    """Whether the words are a kind of private house and nothing more: カフェ, スタジオ."""
    return words in _BARE


def is_kind(words: str) -> bool:
    """Whether the words only say what kind of house it is: カフェ, 隠れ家バー, 公民館."""
    return _KIND.fullmatch(words) is not None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A name in quotes: the name, and where the quote with its marks stands."""

    name: str
    start: int
    end: int


def quotes(text: str) -> Iterator[Quoted]:
    """What stands in quotes, without stations and bus stops (地下鉄「天神」駅, バス停「役場前」)."""
    for match in QUOTE.finditer(text):
        if _STOP_BEFORE.search(text, 0, match.start()) or _STOP_BEHIND.match(text, match.end()):
            continue
        yield Quoted(next(filter(None, match.groups())).strip(), match.start(), match.end())


def inner_name(piece: str) -> Quoted | None:
    """The name in quotes where all before it only describes or locates the house; ``None``: the piece has no such name.

    駅前のカフェ「ことり」 -> ことり; 卯辰の森庭園 茶室「松涛庵」 and 文化会館「大会議室」 are names as they stand.
    """
    found: Quoted | None = None
    inside = False
    for quoted in quotes(piece):
        if found is None or _INSIDE.fullmatch(piece, found.end, quoted.start):
            found, inside = quoted, found is not None
    if found is None or _ROOM.fullmatch(found.name):
        return None
    return found if inside or describes(piece[: found.start]) else None


def describes(head: str) -> bool:
    """Whether the words before a quoted name end with where the house is or what it is, so that the name stands in the quotes."""
    *before, token = _SEPARATOR.split(head.rstrip())
    if not token or WHEREABOUTS.search(token):
        return True
    house = next((word for word in reversed(before) if word), "")
    if house and token.endswith("室") and not token.startswith(("貸", "レンタル")):
        return False
    of = head.rstrip()[: -len(token)].endswith("の")
    if not of and FACILITY.search(house) and not is_kind(house) and not WHEREABOUTS.search(house):
        return False
    return is_kind(token) or _TOWN.fullmatch(token) is not None or ("の" in head and not FACILITY.search(token))
