"""English and Japanese words of titles that mean one thing: sketch/スケッチ sound alike, walk/散歩 do not.

General words of meetings, hobbies, work and seasons; no names. Those behind a dash say how, when and for whom people meet,
not what they do: they translate nothing by themselves.
"""

from __future__ import annotations

import re
from functools import lru_cache

from aggregator.dedupe import sounds
from aggregator.dedupe.starts import any_of

_TABLE = """
walk walking stroll hike: 散歩 さんぽ 散策 歩く 歩き ウォーク ウォーキング ハイキング 山歩き
run running jog: ラン ランニング 走る 走 マラソン ジョギング
photo photography camera: 写真 フォト 撮影 撮る カメラ
sketch drawing: スケッチ 描く デッサン クロッキー 写生 絵
painting watercolor watercolour: 絵画 水彩 油絵
reading book books: 読書 本 輪読 読む 課題本 書籍
language exchange: 語学 言語交換 ランゲージ
conversation chat talk: 会話 おしゃべり 話す 話そう 話 雑談 井戸端 トーク 談
english: 英語 英会話
cooking cook kitchen: 料理 クッキング 調理
baking bread: パン
tea: 茶 お茶 紅茶 ティー
coffee: 珈琲 コーヒー
sake: 日本酒 酒 きき酒 利き酒
beer: ビール
wine: ワイン
whisky whiskey malt malts: ウイスキー モルト
tasting: 試飲 飲み比べ 味わう きき テイスティング
drinks drinking: 飲み会 飲む 乾杯 ドリンク
- dinner: 夕食 ディナー 晩餐
- lunch: ランチ 昼食
- breakfast: 朝食 朝ごはん
potluck: 持ち寄り ポットラック
game games gaming: ゲーム
board: ボード ボドゲ 盤
chess: チェス
go baduk: 囲碁 碁
shogi: 将棋
comedy: コメディ お笑い 漫才
improv: 即興 インプロ
music concert: 音楽 演奏会 コンサート 演奏
jam session: ジャム セッション
jazz: ジャズ
piano pf pno: ピアノ
guitar gt: ギター
ukulele: ウクレレ
choir chorus singing: 合唱 コーラス 歌
dance dancing: ダンス 踊り 踊る
salsa: サルサ
tango: タンゴ
yoga: ヨガ
meditation mindfulness: 瞑想 マインドフルネス
zen zazen: 坐禅 座禅 禅
film movie cinema screening: 映画 上映 シネマ
theatre theater drama play: 演劇 芝居 劇 舞台
museum: 博物館 美術館 ミュージアム
gallery exhibition: 展覧会 個展 展示 ギャラリー
art: アート 美術 芸術
craft crafts handmade: 工作 手作り 手仕事 クラフト
pottery ceramics: 陶芸 焼き物
knitting crochet: 編み物 編みもの あみもの かぎ針
sewing: 裁縫 縫う ミシン
leather: 革 レザー
origami: 折り紙
calligraphy: 書道 習字 書き初め
flower flowers ikebana: 花 生け花
kimono: 着物
manga comics: 漫画 マンガ
anime: アニメ
science: 科学 サイエンス
astronomy star stars stargazing: 天文 星 星空 観望
philosophy: 哲学
history: 歴史
climate: 気候
energy: エネルギー
environment sustainability: 環境
farm farming: 農業 農園 畑
rice: 田植え 稲 棚田 米
planting: 植え
garden gardening: 庭 園芸
cat cats: 猫
dog dogs: 犬
bird birds: 鳥 野鳥
castle: 城
temple: 寺 お寺
shrine: 神社
alley alleys: 路地
river: 川
sea beach: 海 浜 ビーチ
mountain: 山 登山
camp camping: キャンプ
bike cycling bicycle: 自転車 サイクリング
tennis: テニス
badminton: バドミントン
football soccer: サッカー フットボール
futsal: フットサル
basketball: バスケ
volleyball: バレー
climbing bouldering: クライミング ボルダリング
swimming swim: 水泳 スイミング
- lesson class: レッスン 教室 講座 クラス
- beginner beginners newcomers starter: 初心者 初めて はじめて 入門 ビギナー 初級
- workshop: ワークショップ
- hands-on: ハンズオン
- study: 勉強 研究
- meetup meeting gathering: ミートアップ 例会 集まり 集い
- party: パーティー 宴会
- year-end: 忘年 年末
- new year: 新年 新春
- night evening: 夜 ナイト 宵
- morning: 朝 モーニング
- afternoon: 午後
- saturday: 土曜
- sunday: 日曜
- monday: 月曜
- tuesday: 火曜
- wednesday: 水曜
- thursday: 木曜
- friday: 金曜
- weekend: 週末
- spring: 春
- summer: 夏
- autumn fall: 秋
- winter: 冬
christmas: クリスマス
halloween: ハロウィン
cherry blossom: 桜 花見
- family parents: 親子 家族 ファミリー
- kids children: 子ども キッズ 児童
- student students: 学生
- women ladies: 女性 女子
career: キャリア
job jobs hiring recruiting: 就職 採用 仕事 転職
startup startups founders founder entrepreneur: 起業 スタートアップ 創業 起業家 ファウンダー
business: ビジネス
marketing: マーケティング
sales: 営業
product: プロダクト
manager managers management: マネージャー 管理 マネジメント
design designer: デザイン
developer developers engineer engineers: 開発者 エンジニア 技術者
programming coding code: プログラミング コーディング コード
web: ウェブ
mobile app apps: アプリ モバイル
data: データ
database: データベース
security: セキュリティ
cloud: クラウド
ai: 人工知能
machine learning: 機械学習
embedded: 組み込み 組込
test testing: テスト
automation: 自動化 自動
quality: 品質
architecture: 設計 建築
release: リリース
failure failures: 失敗
- community: コミュニティ
pitch: ピッチ
hackathon: ハッカソン
volunteer volunteers: ボランティア
disaster: 防災 災害
health: 健康
medical medicine: 医療 医学 メディカル
nursing nurse: 看護
- tour guided: ツアー ガイド 巡り めぐり
market flea: 市 マルシェ 蚤の市
- festival: 祭り フェス フェスティバル
fireworks: 花火
lantern lanterns: 灯籠 ランタン
quiz: クイズ
poetry poem: 詩
haiku: 俳句
storytelling stories story: 物語 おはなし 語り 朗読
open mic: オープンマイク
speech speakers speaking: スピーチ スピーカーズ 話し方
leadership: リーダーシップ
money finance: お金 金融 マネー
tax: 税 確定申告
investment investing: 投資 資産
japanese: 日本語
chinese: 中国語
korean: 韓国語
foreigner foreigners international: 外国 国際
travel trip: 旅 旅行
food gourmet: 食 グルメ
ramen: ラーメン
curry: カレー
sushi: 寿司
cheese: チーズ
chocolate: チョコ
cake sweets: ケーキ 菓子 スイーツ
dawn: 夜明け
ambient: アンビエント
sauna: サウナ
repair maintenance fix: 修理 整備 お直し メンテナンス
- basic basics fundamentals essentials: 基本 基礎 きほん ベーシック
- advanced: 上級 応用
- practice practicing training: 練習 実践 稽古 トレーニング
underwater diving: 水中 ダイビング
hiphop hip-hop: ヒップホップ
blues: ブルース
rock: ロック
classical: クラシック
drum drums percussion dr perc: ドラム 太鼓 打楽器
violin: バイオリン
harp: ハープ
opera: オペラ
ballet: バレエ
circus: サーカス
magic: マジック 奇術
puppet: 人形
picture: 絵本 写真
library: 図書館 図書室
- school: 学校 スクール
university college: 大学
history historical: 歴史 史
culture cultural: 文化 カルチャー
nature natural: 自然 里山
forest wood woods: 森 木
tree trees: 木 樹
snow ski skiing: 雪 スキー
moon: 月 満月
sun sunrise sunset: 日の出 夕日 太陽
water: 水
fire bonfire: 火 焚き火
fish fishing: 魚 釣り
harvest picking: 収穫 摘み 狩り
mushroom: きのこ
vegetable vegetables: 野菜
fruit: 果物 フルーツ
noodle noodles soba udon: そば 蕎麦 うどん 麺
dumpling gyoza: 餃子
mochi: もち 餅
miso: 味噌
pasta: パスタ
pizza: ピザ
spice spices: スパイス
herb herbs: ハーブ
soap: 石けん 石鹸
candle candles: キャンドル ろうそく
glass: ガラス
paper: 紙 和紙
indigo dyeing dye: 藍 染め 染色
weaving: 織り 織物
embroidery: 刺繍
jewelry accessory accessories: アクセサリー
print printing: 版画 印刷
poster: ポスター
fashion clothes clothing: 服 ファッション 古着
antique antiques vintage: 骨董 古道具 アンティーク
exchange swap: 交換 交流
- networking: 交流 ネットワーキング
- mixer social: 交流 懇親
shipping logistics: 発送 物流
trade export: 貿易 輸出
e-commerce ec: 通販 ネットショップ
retail store shop: 店 小売
restaurant: 飲食 レストラン
law legal: 法 法律 法務
patent: 特許 知財
accounting: 会計 簿記 経理
hr: 人事
- team teams: チーム 組織
remote: リモート テレワーク
freelance freelancer freelancers: フリーランス
writing writer writers: 執筆 書く ライティング 文章
editing editor: 編集
translation translators: 翻訳
video: 動画 映像
radio podcast: ラジオ ポッドキャスト
robot robotics: ロボット
electronics hardware: 電子 ハードウェア
space: 宇宙
physics: 物理
math maths mathematics: 数学
chemistry: 化学
biology: 生物
medicine: 医 薬
mental: 心 メンタル
sleep: 睡眠
body: 体 からだ
- aging seniors senior: シニア 高齢
disability: 障害
welfare: 福祉
peace: 平和
gender: ジェンダー
lgbtq: 多様性
education teaching teacher teachers: 教育 教える 先生 授業
parenting: 子育て 育児
- baby babies: 赤ちゃん ベビー
- mother mothers moms: ママ 母
- father fathers dads: パパ 父
marriage dating singles: 婚活 恋活
- friend friends: 友 仲間 フレンズ
tournament cup championship: 大会 選手権 カップ トーナメント
race: レース
relay: 駅伝 リレー
table tennis ping-pong: 卓球
baseball: 野球
rugby: ラグビー
golf: ゴルフ
surf surfing: サーフィン サーフ
skate skateboard: スケート スケボー
judo karate aikido kendo: 柔道 空手 合気道 剣道
parade: パレード
opening launch: 開店 発売 刊行 公開
anniversary: 周年 記念
award awards: 賞 表彰
report reporting: 報告 レポート
case: 事例
review retrospective: 振り返り ふりかえり
strategy: 戦略
- future: 未来
innovation: イノベーション 革新
research: 研究 リサーチ
survey: 調査 アンケート
planning plan: 計画 企画
- open: 公開 一般公開
- day: 日 デー 一日
- week: 週 週間
city urban town: 都市 町 街 まち
rural countryside village: 村 農村 田舎
migration relocation: 移住
railway train trains: 鉄道 電車
bus: バス
airplane aviation flight: 飛行機 航空
ship boat cruise: 船 クルーズ ボート
car cars: 車 自動車
motorcycle: オートバイ
bike bicycle: バイク ロードバイク
tower: 塔 タワー
bridge: 橋
house home housing: 家 住まい 住宅
room: 部屋
onsen hot spring: 温泉
shamisen: 三味線
koto: 琴 箏
shakuhachi: 尺八
taiko: 和太鼓 太鼓
noh: 能 能楽 謡
kabuki: 歌舞伎
rakugo: 落語 寄席
bonsai: 盆栽
zine zines: ジン 小冊子
tatami: 畳
kintsugi: 金継ぎ
pilates: ピラティス
vocal vocals vo: ボーカル 歌唱
bass ba: ベース
cello vc: チェロ
sax saxophone: サックス
flute: フルート
solo: ソロ 独奏
duo: デュオ 二重奏
orchestra symphony: 管弦楽 オーケストラ 交響
brass: 吹奏楽 金管
matcha: 抹茶
wagashi: 和菓子
firefly fireflies: ほたる 蛍 ホタル
leaf leaves foliage: 紅葉
insect insects bug bugs: 昆虫 虫
cleanup clean-up cleaning: 清掃 ごみ拾い 掃除
barbecue bbq: バーベキュー
karaoke: カラオケ
mahjong: 麻雀
trivia: クイズ 雑学
debate: ディベート 討論
interview: インタビュー 面接
certificate exam: 資格 試験 検定
retirement pension: 年金 老後
inheritance: 相続 遺言
property estate: 不動産
consultation: 相談
- trial: 体験 お試し
- monthly: 月例 毎月 定例
- weekly: 毎週
- annual: 年次
- free: 無料
- introduction intro: 入門 初歩
- online: オンライン
- north: 北
- south: 南
- east: 東
- west: 西
"""
_ENGLISH: dict[str, int] = {}
_JAPANESE: dict[str, int] = {}
_WEAK: set[int] = set()
for _number, _line in enumerate(_TABLE.strip().splitlines()):
    if _line.startswith("- "):
        _WEAK.add(_number)
    _names, _, _readings = _line.removeprefix("- ").partition(": ")
    _ENGLISH |= dict.fromkeys(_names.split(), _number)
    _JAPANESE |= dict.fromkeys(_readings.split(), _number)
_WEAK_OR_NONE = frozenset({-1, *_WEAK})
_LATIN = re.compile(r"[a-z][a-z-]*")
_KANA = any_of(_JAPANESE)


@lru_cache(maxsize=16_384)
def meanings(folded: str) -> tuple[frozenset[int], frozenset[int]]:
    """What the English and what the Japanese words of a folded title mean, as lines of the table."""
    english = frozenset(_ENGLISH[word] for word in _LATIN.findall(folded) if word in _ENGLISH)
    return english, frozenset(_JAPANESE[word] for word in _KANA.findall(folded))


def general(word: str) -> bool:
    """Whether a word is one of the table's, and so no name."""
    return word in _ENGLISH or word in _JAPANESE


def translated(one: str, other: str) -> int:
    """How many meanings one folded title gives in English and the other in Japanese."""
    (english, japanese), (others_english, others_japanese) = meanings(one), meanings(other)
    crossed = (english & others_japanese) | (japanese & others_english)
    return len(crossed - (english & others_english) - (japanese & others_japanese) - _WEAK)


def explained(latin: str, other: str) -> tuple[int, int]:
    """How many words of a Latin folded title are known, and how many of them the ``other`` says in Japanese or by their sound."""
    japanese = meanings(other)[1]
    bones = sounds.skeletons(other)
    known = told = 0
    for word in _LATIN.findall(latin):
        heard = len(word) > 2 and any(sounds.same(sounds.skeleton(word), bare) for bare in bones)
        meant = _ENGLISH.get(word, -1) not in _WEAK_OR_NONE
        known += heard or meant
        told += heard or (meant and _ENGLISH[word] in japanese) or (len(word) > 2 and word in other)
    return known, told
