"""Online, on site or both: what a listing says of how one attends."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from aggregator.model import Format
from aggregator.normalise.needed import Needed
from aggregator.normalise.places.said import SCAN_LIMIT
from aggregator.normalise.wording import AWAY, HERE


def _any(words: str) -> str:
    """The words as alternatives."""
    return "|".join(words.split())


_TOOL: Final = (
    r"(?:[Zz]oom|ZOOM|Google ?Meet|(?:Microsoft )?Teams|Webex|Skype|Discord|You[Tt]ube(?: ?[Ll]ive)?|oVice|Remo"
    r"|Gather|gather\.town|VRChat"
    r"|cluster|Spatial ?Chat|Google ?ハングアウト|ニコニコ生放送|インスタライブ|LINEビデオ|ツイキャス|ココフォリア|ユドナリウム)"
)
_SERVICES: Final = (
    "決済 申込 申し込 お申 お申込 お申し込 予約 受付 受け付 登録 チケット ショップ ストア サロン ゲーム "
    "カジノ 辞書 署名 販売 購入 支払 カード システム フォーム 書店 "
    "広告 通販 バンキング 診療 教材 アンケート エントリー マーケ コミュニティ 明細 英会話 メディア サービス "
    "カンニング 対戦 検索 投票 会員"
)
_WEB_WORK: Final = (
    "サイト デザイン 制作 開発 エンジニア アプリ ページ マーケ ディレクター デザイナー ライター カメラ "
    "ライティング 技術 系 業界 担当"
)
_HYBRID_THINGS: Final = "アプリ 開発 車 カー クラウド ワーク 型人材 働き方 キャスト エンジン ロケット 米 ライス IC"
_HERE: Final = "(?:会場|現地|リアル|対面|オフライン|来場|スタジオ|教室)(?:での?)?(?:参加|開催|受講|観覧|聴講)?"
_THERE: Final = "(?:オンライン|Zoom|zoom|ZOOM|配信|ライブ配信|リモート|Web|WEB|自宅)(?:での?)?(?:参加|開催|受講|視聴)?"
_AND: Final = (
    r"\)? ?(?:\([^()\n]{0,40}\))? ?(?:と|[+&/・×]|または|もしくは|あるいは|又は|or|および|及び|,|、|でも|にも|か) ?"
    r"の?(?:ご)?"
)
_NONE: Final = "(?:あり|行い|ござい|致し|いたし)ま?せん"
_MEETINGS: Final = (
    "セミナー 講座 イベント 勉強会 交流会 読書会 もくもく会 ミートアップ LT会 ランチ会 飲み会 ワークショップ "
    "ハンズオン 説明会 相談会 講演会 レッスン ヨガ 朝活 コーヒー "
    "座談会 対話 カンファレンス ハッカソン 輪読 座学 体験会"
)
NO_EVENT: Final = re.compile(
    "(?=[申予受購決提エ支オネWリテウ配メニプア音講登ゲハ話先連質問告D])(?:"
    rf"(?:連絡|質問|問い?合わ?せ|告知)(?:先)?(?:は|も|を|:)[^\n。、]{{0,6}}?{_TOOL}|Discord(?:で|にて)の?(?:連絡|告知|募集|質問|お知らせ)|"
    rf"(?:オンライン|ネット|Web|WEB)(?:上)?(?:で(?:の)?|から|にて)?の?(?:事前)?(?:{_any(_SERVICES)})"
    r"|リモート(?:ワーク|勤務|センシング|デスクトップ|接続|リポジトリ|コントロール|監視)|テレワーク"
    r"|(?:申し?込み?|予約|受付|購入|決済|提出|登録|エントリー|支払い?)(?:は|も|を)?(?:すべて|全て)?"
    r"(?:オンライン|Web|WEB)(?:で|にて|から|のみ|フォーム|上)?"
    r"|オンライン"
    rf"(?:では(?:ありません|なく|ない)|配信(?:は|の予定は)?{_NONE}"
    r"|(?:での?)?(?:参加|配信|視聴|開催|受講|聴講)?(?:は|も)?"
    r"(?:不可|なし|無し|できません|ございません|ありません|ない|やりません|行いません|行われません))"
    r"|オンライン[ァ-ヶー]{0,6}(?:スタジオ|スクール|サロン)"
    r"|オンライン(?:による|での|で|開催|化)?の?(?:開催|実施)?の?(?:可能性|検討|要望|希望|是非)"
    rf"|(?:Web|WEB|ウェブ)(?:{_any(_WEB_WORK)})"
    r"|配信(?:は|の予定は)?(?:あり|行い|ござい)ません|配信 ?[:は] ?(?:なし|無し|ナシ)"
    r"|(?:メルマガ|ニュース|メール|プレス|アプリ|音楽)配信|配信(?:者|業|元|停止|登録|用)"
    r"|(?:講師|登壇者|ゲスト|話し手|先生|講演者)[^\n。、]{0,12}(?:オンライン|リモート|Zoom)で?の?"
    r"(?:登壇|出演|講演|参加|つな|繋|登場)"
    rf"|ハイブリッド(?:{_any(_HYBRID_THINGS)})|オフライン(?:アプリ|環境|機能|対応|モード|でも(?:使|動))"
    ")"
)
"""Words that look like a way to attend and are none."""
RECORDED: Final = re.compile(
    r"(?:(?:YouTube|Vimeo|Web|ホームページ)?(?:で|にて)?、?(?:アーカイブ|見逃し|録画|オンデマンド)"
    r"|(?:YouTube(?:で|にて))?後日、?)"
    r"(?:[^\n。、]{0,14}?(?:公開|アップ|(?:配信|視聴|動画)(?!(?:ページ|用|の?URL|の?リンク|のみ|限定|専用|だけ))))?"
)
"""What one can watch afterwards."""
HYBRID: Final = re.compile(
    "(?=[+&+ハ会現リ対オ来ス教配同生ラどあ併ネご自ニイツコユZzGMTWSDYoRVcL])(?:"
    rf"ハイブリッド|{_HERE}{_AND}{_THERE}|{_THERE}{_AND}{_HERE}"
    r"|オンライン"
    r"(?:併用|併催|同時|でも(?:ご?参加|視聴|受講|開催|同時)"
    r"|(?:参加|受講|視聴|配信)も(?:可|OK|できます|あり|実施|行|受付|選べ)|(?:参加|視聴)?枠|配信あり)"
    r"|(?:同時|生|ライブ|Zoom|zoom|ZOOM|YouTube)(?:で)?の?(?:同時|生|ライブ)?配信"
    r"(?:も|あり|有|いたし|します|予定|を(?:行|実施|予定))"
    rf"|(?:{_TOOL}|配信|オンライン)も(?:あり|開け|用意|つな|繋|行[いう]|予定|可|やり|いたし|併用)"
    rf"|(?<=[階F館室所場社店ス] )[+&] ?{_TOOL}(?= ?[\n()、。]|$)"
    rf"|来られない(?:方|人)[^\n。]{{0,24}}(?:{_TOOL}|Meet|オンライン|配信)"
    rf"|(?:同時に|あわせて|併せて)?(?:{_TOOL}|オンライン|ネット|配信)(?:上)?(?:で|から)も(?:同時|生|ライブ)?"
    r"(?:に)?(?:中継|配信|視聴|ご?参加|ご覧|聴講|受講|観)"
    rf"|(?:配信|オンライン|{_TOOL})で(?:観|見|視聴|ご?参加|聴|聞|受講)[^\n]{{0,40}}?(?:会場|現地|対面)で"
    r"|(?:会場|現地)参加[^\n。]{0,20}オンライン参加|オンライン参加[^\n。]{0,20}(?:会場|現地)参加"
    r"|(?:会場|現地)(?:席|参加|枠)?は[^\n。]{0,14}、オンライン(?:席|参加|枠|の?視聴)?は"
    r"|(?:会場|現地|対面)(?:参加)?か(?:オンライン|配信|Zoom)"
    r"|ご?自宅(?:の[^\n。]{1,16}?)?(?:でも|からも)(?:ご|お)?(?:気軽に)?(?:参加|視聴|受講|覧|楽し)"
    rf"|(?:会場|現地)で[^\n。]{{0,12}}?(?:ほか|に加え|だけでなく)[^\n。]{{0,12}}?(?:配信|オンライン|{_TOOL})"
    rf"|(?:{_TOOL}|オンライン|配信)(?:と[^\n。、]{{1,16}})?の(?:両方|併用|二本立て)"
    r"|どちらでも参加|現地枠|会場(?:参加)?[^\n:]{0,40}\n[^\n]{0,4}オンライン(?:参加)?(?![^\n]{0,4}(?:決済|申|予約))"
    ")"
)
TIERS: Final = re.compile(
    rf"(?=[オZz配ラ生視リ])(?:{AWAY}|(?:ライブ|生)配信|視聴)(?:での?)?"
    r"(?:ご?参加|受講|視聴|聴講|チケット|券|席|枠)?(?:費|料)?[ \t]?[:はが/(]?[ \t]?"
    rf"(?:¥?\d[\d,]*\s?円|¥\d|無料|\d{{1,5}}\s?(?:名|人)(?!の|が))"
)
"""A price or seats for those who watch from home: 会場1,800円/配信1,000円; beside a venue it is a hybrid event."""
TIERS_HERE: Final = re.compile(
    rf"(?:{HERE})(?:での?)?(?:ご?参加|受講|観覧|聴講)?(?:枠|席)?[ \t]?[:はが/(]?[ \t]?"
    rf"(?:¥?\d[\d,]*\s?円|¥\d|無料|\d{{1,5}}\s?(?:名|人)(?!の|が))"
)
"""The same for those who come: beside an online way it is a hybrid event even where no venue is named."""
_GIVEN_UP: Final = {
    "moved": (
        rf"(?:会場|現地|対面|リアル|オフライン|{_THERE})?(?:会場|現地|対面|リアル|オフライン|{_THERE})(?:での?)?"
        r"(?:開催|形式)?(?:から|を(?:やめて?|改め)、?)"
        rf"(?=[^\n。、]{{0,8}}(?:会場|現地|対面|リアル|オンライン|Zoom|配信))|{_THERE}をやめて、?"
    ),
    "denied": (
        r"(?:会場|現地|対面)(?:での?)?(?:観覧|参加|開催|受講|聴講|入場|実施|販売)?"
        r"(?:は|の(?:開催|参加|実施|観覧)は)"
        r"(?:ご?遠慮|でき(?:ません|ない)|あり(?:ません|ませんので)|ござい|なし|行いま?せん|行わ|不可|なくな|中止"
        r"|取りやめ|受け?付け)"
    ),
    "weather": (
        r"(?:雨天|荒天|悪天候|雨の日|雨なら|台風|警報|感染|情勢|状況|場合)[^\n。、]{0,16}"
        rf"(?:オンライン|配信|{_TOOL})[^\n。]{{0,20}}"
    ),
    "hindered": r"(?:会場|現地|対面)(?:での?)?(?:開催|実施|参加)?[がは](?:難し|困難|でき(?:なく|ず)|かなわ|見送)",
    "formerly": (
        rf"(?:ふだん|普段|いつも|これまで|通常|前回|昨年|去年|例年|初回)(?:まで)?は?[^\n。]{{0,24}}?"
        rf"(?:{_THERE}|会場|対面|現地)[^\n。]{{0,30}}?(?:が|、|。)"
        r"(?=(?:今回|今年|今月|今度|次回|この回|ついに|はじめて|初めて))"
    ),
    "planned": (
        r"(?:^|(?<=[\n。]))[^\n。]*?"
        r"(?:予定(?:して|で)(?:いま|おりま)?した(?:が|ところ)|予定でしたが|はず(?:だった|でした)が"
        r"|を?取り?(?:やめ|止め)(?:、|て)|[はを](?:現在)?(?:検討|調整)中|未定)"
    ),
}
"""What was planned and is no more, or is not yet settled: 会場での開催を予定していましたが、…"""
STREAMED: Final = ("生", "ライブ", "YouTube", "Zoom", "zoom", "ZOOM")
"""A stream alone is no hybrid event; beside a venue it is."""
ONLINE_ONLY: Final = re.compile(
    r"(?:完全|フル|全て|すべて|全面)に?(?:オンライン|リモート)|※オンライン"
    r"|オンライン"
    r"(?:のみ|限定|だけ|(?:開催|配信)?[にへ](?:変更|切り?替|移行)|となりました|での?開催(?!も)|開催|にて開催"
    r"|で(?:行|実施|開催))"
    rf"|{_TOOL}(?:開催)?[にへ](?:変更|切り?替え?|移行)|(?<![A-Za-z]){_TOOL}(?:のみ|だけ|限定)(?=[での、。]|開催|にて)(?!で(?:な|は|の?参加))|客席(?:は|も)?(?:なし|無し|ナシ|あり?ません|設けません)"
    r"|(?:ボイチャ|ボイスチャット)(?= ?(?:で|に|を|[:(|]))|VC ?[:(|] ?Discord|Discord[ の]{0,2}VC(?=で|に|を|集)"
    r"|(?:リモート|Web|WEB|ウェブ|バーチャル)開催|在宅(?:で|から)ご?参加"
    r"|ご?自宅(?:の[^\n。]{1,16}?)?(?:で|から|にて)(?:ご|お)?(?:気軽に)?(?:参加|視聴|受講|覧|楽し)"
    r"|(?:ライブ|生)?配信(?:限定|のみ|専用)(?!(?:チケット|特典|グッズ|アーカイブ))|無観客|視聴のみ(?! ?[\d¥])"
    r"|ウェビナー|[Ww]ebinar"
    r"|(?:WEB|[Ww]eb|ウェブ)(?:セミナー|読書会|説明会|相談会|講演会|交流会|飲み会|茶話会)"
    rf"|オンライン(?:{_any(_MEETINGS)})"
)
ONLINE: Final = re.compile(
    r"(?=[オOビ視配ラ生同ネリバメZzGgMTWwSDYoRVcニイLボツコユ(\[【/@])(?:"
    rf"(?<![A-Za-z])[Ww]atch ?[:@|] ?{_TOOL}|(?<![^\n:,|/(] )(?<![^\s:,|/(])[Oo]nline(?= ?(?:[,)|/\n(]|$|via|event|meetup|session|on Zoom))|"
    r"オンライン|ビデオ通話(?:で|に|を)|視聴(?:ページ|URL|用URL|用リンク|リンク)"
    r"|(?<![^\n]{4})配信(?:方法|媒体)? ?:|(?:ライブ|生|同時|ネット)配信|リモート(?:で|参加|開催|登壇|から)"
    r"|バーチャル(?:空間|会場)|メタバース(?:空間)?(?:で|上|内|「|開催)"
    rf"|(?<![A-Za-z]){_TOOL}"
    r"(?: ?"
    r"(?:を(?:使|利用|用)|で|にて|[にへ]集|上で|サーバー|の?(?:ボイス)?(?:チャン?ネル|ルーム|サーバー|VC|ボイチャ|通話)|によ"
    r"|開催|ウェビナー|ミーティング|会議|配信|ライブ|参加|の?URL|の?リンク|Live|オンライン)"
    r"| ?[)\]】])"
    rf"|@ ?{_TOOL}(?![A-Za-z0-9])|[(\[【/] ?{_TOOL} ?[)\]】/]"
    rf"|(?:(?<![^\n])|(?<=[/|、] )|(?<=\n[・-])|(?<=\n[・-] )){_TOOL}(?=[ ]?(?:[/|、\n]|$))"
    rf"|(?<=[\d時分~)] ){_TOOL}(?=\s*(?:\n|$))"
    ")"
)
ONSITE_ONLY: Final = re.compile(
    "(?=[現会リ対オIioご直配館園駅場校店口寺社所])(?:"
    r"(?<!バーチャル)(?:現地|会場|リアル|対面|オフライン)(?:での?)?"
    r"(?:開催|のみ|限定|参加のみ|形式|で(?:行|実施|開催)|イベント|セミナー|講座|勉強会|もくもく会|交流会|会です)"
    r"|[館園駅場校店口寺社所]前?(?:に|で)(?:\d{1,2}[時:]\S{0,4}に?)?集合|オフ会|対面で|オフラインで"
    r"|[Ii]n[ -]person|(?<![a-z])on-?site(?![a-z])|ご来場|(?<!上の)会場に(?:お?集ま|お越し|集合)"
    r"|直接(?:会場|お越し)"
    r"|オンライン"
    rf"(?:ではなく|では(?:ありません|ない)|配信(?:は|の予定は)?{_NONE}|(?:参加|配信)?は?(?:なし|不可|無し))"
    r"|配信(?:は|の予定は)?(?:ありません|なし|行いません)"
    ")"
)

_DIGITAL: Final = (
    *("オンライン", "リモート", "配信", "ウェビナー", "webinar", "web", "ウェブ", "バーチャル", "メタバース", "在宅", "自宅", "ハイブリッド", "無観客", "視聴", "ネット", "ビデオ通話"),
    *("現地枠", "どちらでも", "zoom", "meet", "teams", "webex", "skype", "discord", "youtube", "ovice", "remo", "gather", "vrchat"),
    *("cluster", "spatial", "ハングアウト", "ニコニコ生放送", "インスタライブ", "lineビデオ", "ツイキャス", "ココフォリア", "ユドナリウム"),
    *("ボイチャ", "ボイスチャット", "客席", "online"),
)  # fmt: skip
ELSEWHERE: Final = re.compile(rf"オンライン|リモート|配信|ウェビナー|バーチャル|メタバース|ビデオ通話|ネット上|{_TOOL}")
"""Beside one of these nobody can tell what a listing without a venue means."""
_BOTH: Final = re.compile(
    rf"(?:会場|現地|リアル)(?:参加|での?|\d)|オフライン|対面|[Ii]n[ -]person|(?:および|及び|[+&]) ?{_TOOL}|{_TOOL}でも"
)
"""Beside a word for those who are away: one may come as well."""
_COMES: Final = re.compile(r"集合(?!知|論|体)|宿泊|\d泊|上履き")
"""What nobody needs to be told who stays at home."""
_PASSED_OVER: Final = re.compile(
    rf"(?:オンライン|リモート|配信(?!先|元)|ビデオ通話|(?<![A-Za-z]){_TOOL})"
    rf"(?![^\n。]{{0,10}}(?:なし|無し|ません|ない|予定|不可|講座))"
)
"""A word for those who are away, which was not taken for a way to attend."""
_HERE_WORDS: Final = (
    "集合 集まって お集まり お越し 来場 来館 来校 来園 来店 受付は 受付で 受付時間 会場 場所は 場所も 駐車場 "
    "徒歩 雨天 小雨 荒天 雨なら 雨の場合 晴天 上履き 上靴 室内履き 運動靴 歩きやすい "
    "動きやすい 着替え 軍手 タオル 帽子 レジャーシート 飲み放題 食べ放題 乾杯 ビアガーデン 屋台 キッチンカー "
    "焼きそば 豚汁 お茶菓子 軽食 公園 体育館 公民館 会館 図書館 博物館 美術館 文化センター "
    "市民センター コミュニティセンター 大ホール 小ホール 会議室 河川 海岸 神社 境内 本堂 当寺 商店街 屋上 "
    "店内 館内 校内 当館 当店 本校 弊社オフィス 役所 喫茶 居酒屋 ビストロ コート代 プール アトリエ "
    "大掃除 フットサル テニス バドミントン 卓球 登山 当日徴収 当日集金 当日お持ち 当日現金 改札 ラケット "
    "清掃 植樹 収穫 町歩き まち歩き 散歩 ハイキング 観察会 走って 走ります 歩きます 開場 picnic "
    "おこし 集まり、 待ち合わせ お立ち寄り 入場 入館 入園 雨でも 曇りの 晴れた 持参 上ばき 水筒 お弁当 "
    "手ぶらで 持ち寄 1ドリンク ワンドリンク ワンオーダー ドリンク代 立食 お菓子代 お茶代 試食 模擬店 飲食代 "
    "飲み物代 宿泊 1泊 合宿 駐輪 自転車で お車で 託児 全席自由 全席指定 自由席 園内 校庭 資料館 市民ホール "
    "河原 お寺 砂浜 海辺 駅前 オフィスで 弊社で 店で 視聴覚室 図書室 研修室 集会所 集会室 "
    "教室で センターで ホールで スタジオで カフェで ギャラリーで 小学校 中学校 高校の 母校 グラウンド "
    "コート2 体育室 キャンパス の2階 の3階 の1階 の4階 の5階 2階です 教会 古民家 歩いて 歩こう "
    "街歩き 走ろう ウォーキング さんぽ 花見 観望会 星空 盆踊り 盆おどり 花火 フリーマーケット フリマ "
    "マルシェ バーベキュー bbq 芋煮 キャンプ 遠足 ツーリング ライド ソフトボール 健康麻雀 麻雀大会 "
    "待合室 社務所 座敷 脱衣所 空き地 縁側 ガレージ 離れ わが家 我が家 拙宅 庭で 浜で 納経 写経 坐禅 座禅 "
    "法要 焚き火 焚火 薪 ストーブ 囲む 囲み 送迎 見学会 工場見学 落ち合 一泊 二泊 三泊 抹茶 茶席 持ち寄 "
    "差し入れ 試飲 利き酒 きき酒 新酒 お運び ご足労 "
    "当山 当院 山門 門前 お招き 会食 昼食付 夕食付 朝食付 温泉 銭湯 サウナ 入浴 どんど焼き 夕涼み 縁日 朝市 "
    "菜園 畑で 田植え 稲刈り "
    "餅つき もちつき 味噌づくり 料理教室 撮影会 玄関 来てください 来て下さい 解散 東屋 橋のたもと"
)
_BEHIND_HERE: Final = "で に 開 の 限 参 形 イ セ 講 勉 も 交 会"
_VENUES: Final = ("会場", "現地", "対面")
_AWAY: Final = "リアル オフライン オンライン zoom 配信 リモート web 自宅 で の 開催 形式 参加 受講 視聴"
_NEEDED: Final = Needed(
    {
        "moved": [
            f"{before}{away}"
            for before in (*_VENUES, *_AWAY.split())
            for away in ("から", "をやめ", "を改め")
        ],
        "denied": [f"{here}{behind}" for here in _VENUES for behind in "はでの観参開受聴入実販"],
        "weather": ("雨天", "荒天", "悪天候", "雨の日", "雨なら", "台風", "警報", "感染", "情勢", "状況", "場合"),
        "hindered": [f"{here}{behind}" for here in _VENUES for behind in "がはでの開実参"],
        "formerly": ("ふだん", "普段", "いつも", "これまで", "通常", "前回", "昨年", "去年", "例年", "初回"),
        "now": ("今回", "今年", "今月", "今度", "次回", "この回", "ついに", "はじめて", "初めて"),
        "planned": ("予定していました", "予定しておりました", "予定してした", "予定でいました", "予定でおりました", "予定でした", "はずだったが", "はずでしたが", "りやめ", "取やめ", "り止め", "取止め", "検討中", "調整中", "未定"),
        "digital": _DIGITAL,
        "recorded": ("アーカイブ", "見逃し", "録画", "オンデマンド", "後日"),
        "here": _HERE_WORDS.split(),
        "onsite": (
            *(f"{here}{behind}" for here in (*_VENUES, "リアル", "オフライン") for behind in _BEHIND_HERE.split()),
            *("集合", "オフ会", "in person", "in-person", "onsite", "on-site", "来場", "直接会場", "直接お越し", "オンライン", "配信"),
        ),
    }
)  # fmt: skip
"""One of these stands in every text in which one of ``_GIVEN_UP``, ``RECORDED``, the patterns of what is not on site, or ``ONSITE_ONLY`` find
something; what is ``formerly`` has one of ``now`` as well, what the ``weather`` does one of ``digital``."""
_TOGETHER: Final = {"formerly": "now", "weather": "digital"}


@lru_cache(maxsize=64)
def given_up(likely: frozenset[str]) -> re.Pattern[str] | None:
    """The pattern of what is no more, as far as a text may say it."""
    said = [pattern for key, pattern in _GIVEN_UP.items() if key in likely and _TOGETHER.get(key, key) in likely]
    return re.compile("|".join(said)) if said else None


class Attendance(NamedTuple):
    """The way to attend and the words that say it (a span of the text it was read from).

    ``here``: nothing says how, but the text speaks of what only those do who meet at a place (集合, 雨天, 軍手, 乾杯).
    ``unsure``: both ways were read where no words join them, or the words for one of them were passed over.
    """

    format: Format | None = None
    span: tuple[int, int] | None = None
    here: bool = False
    unsure: bool = False


class _Signs(NamedTuple):
    """What the words say, each with its match."""

    hybrid: re.Match[str] | None
    only: re.Match[str] | None
    online: re.Match[str] | None
    onsite: re.Match[str] | None
    tier: re.Match[str] | None = None
    here: re.Match[str] | None = None


def read_attendance(title: str, body: str, *, physical: bool, online_venue: bool) -> Attendance:
    """What a listing says of attending.

    Args:
        title: the title (NFKC), empty where there is none.
        body: the description (NFKC).
        physical: the listing names a venue, an address or a station.
        online_venue: the value of 会場 or 場所 is online.

    Returns:
        the way to attend, with the span in title, line break and body, or in the body alone.
    """
    likely, text = _NEEDED(body), body[:SCAN_LIMIT]
    if title:
        likely, text = likely | _NEEDED(title), f"{title}\n{text}"
    if gone := given_up(likely):
        text = gone.sub(_blank, text)
    onsite = ONSITE_ONLY.search(text) if "onsite" in likely else None
    masked = ""
    if "digital" in likely:
        masked = NO_EVENT.sub(_blank, text)
        masked = RECORDED.sub(_blank, masked) if "recorded" in likely else masked
        signs = _Signs(
            HYBRID.search(masked),
            ONLINE_ONLY.search(masked),
            ONLINE.search(masked),
            onsite,
            TIERS.search(masked),
            TIERS_HERE.search(masked),
        )
    else:
        signs = _Signs(None, None, None, onsite)
    found, match = _decide(signs, physical=physical, online_venue=online_venue)
    here = found is None and "here" in likely and not ("digital" in likely and ELSEWHERE.search(text))
    passed_over = found is Format.ONSITE and _PASSED_OVER.search(masked, len(title)) is not None
    comes = found is Format.ONLINE and _COMES.search(text) is not None
    unsure = passed_over or comes or (found is Format.HYBRID and not _joined(signs, masked))
    return Attendance(found, match.span() if match else None, here, unsure)


def _joined(signs: _Signs, masked: str) -> bool:
    """Whether words join both ways."""
    return (signs.hybrid, signs.tier, signs.here) != (None, None, None) or _BOTH.search(masked) is not None


def _decide(signs: _Signs, *, physical: bool, online_venue: bool) -> tuple[Format | None, re.Match[str] | None]:
    hybrid, online = signs.hybrid, signs.only or signs.online
    if (signs.tier and physical and not signs.only) or (signs.here and (signs.tier or online)):
        return Format.HYBRID, signs.tier or online
    if hybrid and signs.only and not signs.onsite and hybrid[0].startswith(STREAMED):
        hybrid = None  # 会場開催から配信へ変更: the stream is all that is left
    if hybrid and (physical or online_venue or signs.onsite or not hybrid[0].startswith(STREAMED)):
        return Format.HYBRID, hybrid
    if online_venue and physical:
        return Format.HYBRID, online
    if signs.only or online_venue:
        return (Format.HYBRID if signs.onsite and physical else Format.ONLINE), online
    if physical or signs.onsite:
        return (Format.HYBRID, online) if online and physical and not signs.onsite else (Format.ONSITE, signs.onsite)
    return (Format.ONLINE, online) if online else (None, None)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
