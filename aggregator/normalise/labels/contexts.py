"""What stands beside a word of a label and changes what it says: a doing, a trade, a house, a fee, an afterwards."""

from __future__ import annotations

import re
from typing import Final

DOING: Final = re.compile(
    r"[ ・]?(?:[ァ-ヺー]{0,12}|[一-鿿]{0,2})"
    r"(?:練習|体験|部(?![門長署分屋員])|会(?![計社員議場館費])|教室|ツアー|大会|講座|講習|レッスン|クラブ"
    r"|サークル|クラス|ワークショップ"
    r"|入門|デビュー|遠征|オフ|合宿|ナイト|しよう|する|やろう|作り|づくり|巡り|めぐり|散歩)"
)
"""A doing word beside a hobby: 練習会, 体験, 部, 会, 教室, ツアー, 大会."""
_TRADES: Final = (
    "業界 会社 企業 メーカー 事業(?!所見学) 産業 市場 ビジネス 用品 グッズ 業者 代行 幹事代行 サービス "
    "プラットフォーム アプリ システム ソフト サイト 開業 経営 起業 独立 店舗 店の 店主 広告 マーケティング "
    "営業 "
    "販売 求人 採用 労務 法務 税務 労働 投資 ファンド 統計 条例 法改正 訴訟 保険 補助金 助成金 料金 改修 "
    "改装 新築 設計 施工 改定 DX テック エンジニア 開発 ロボット データ 会計 確定申告 場所取り 運営者 "
    "オーナー デザイナー 中継 写真 免許 所(?=[のをへに跡])"
)
_HOUSES: Final = "スタジオ(?:経営|開業|運営) 場(?:経営|開発|運営|建設|計画)"
TRADE: Final = re.compile(
    r"ならぬ|では(?:ない|なく|ありません)|じゃな|のよう[なに]|みたいな"
    r"|税(?:の|が|を)|届の|の(?:著作権|年金|税率)|による(?:交通規制|通行)|の(?:経済学|経営学|関税|社会学)"
    r"|(?:制作者|ストリーミング)"
    r"|(?:具|道具|器具|カフェ|スクール|教室|スタジオ|ジム|道場|館|店|インストラクター|コンロ|機器)?"
    r"(?:の"
    r"(?=幹事代行|場所取り代行|改修|料金改定|ご?寄付|ご?寄附|求人|開業|経営|運営費|市場|販売|事業承継|会計|税務"
    r"|確定申告))?(?:専門|関連|系|向け)?"
    rf"(?:{'|'.join(_TRADES.split())})|{'|'.join(_HOUSES.split())}|の(?:改修|料金|ご?寄付)"
)
"""Behind a hobby or a meeting's name: the word is one of a trade, nobody does it there (カフェ開業, 飲み会の幹事代行, ゲーム会社)."""
BODY: Final = re.compile("会(?:[社計員館議則]|場(?!所))")
"""ゲーム会社, 読書会員: 会 belongs to the next word."""
COUNTERS: Final = frozenset("本冊回話枚杯席曲品")
COUNTED: Final = re.compile(r"[0-9一二三四五六七八九十数何][本冊回話枚杯席曲品]")
"""3本紹介: the first character of the word is the counter of a number."""
DONE: Final = ("会", "部", "教室", "体験", "作り", "づくり", "巡り", "めぐり", "ツアー", "大会", "講座", "サークル")
"""The end of a hobby's word that says the doing itself (料理教室)."""
STATED: Final = re.compile(
    r"[^\n。、]{0,6}?"
    r"(?:です"
    r"|を(?:\d{1,2}[月/日](?:(?!後)[^\n。、を]){0,24}?)?"
    r"(?:開催|開き|行い|実施|やり|します|企画|始め|催し|持ち)"
    r"|の(?:お知らせ|ご案内)|(?:を)?開催|へようこそ|します)"
)
"""After a word of the body: the sentence says that the event is this."""
AFTERWARDS: Final = re.compile(
    r"(?:終了後|閉会後|その後|終わ(?:った|り|って)(?:あと|後|から)?|のあと|の後|後に|任意|希望者|後半|懇親)"
    r"[^\n。]{0,12}$"
)

_LET_US: Final = r"(?:ます|ません|ましょう|たい)"
USUALLY: Final = tuple(
    (kind, re.compile(words))
    for kind, words in (
        ("screening", r"上映|字幕|監督[:・]|本編"),
        ("workshop", (r"材料[費代込]|教材費|エプロン|持ち帰[りれ]|仕上げ"
        r"|(?:作品|一つ|ひとつ|[0-9一二三]個)を?(?:作|つく|完成)|手(?:作|づく)り|彫[りっる]|編み|染め"
        r"|縫[いうっ]|(?<![ムみ組リト会ち画社])を(?:作|つく)(?:ります|ってみ|りませんか|りましょう|ろう)"
        r"|工作[をや]")),
        ("seminar", (r"受講|講師|講義|聴講|解説|(?:話|はなし)を(?:聞|聴|うかが|伺|します)|学[びべぶん]|教え(?:ます|て)"
        r"|登壇|パネリスト|slides|speakers?\b|lecture")),
        ("exhibition", r"会期|入館|観覧|展示"),
        ("music_meet", (r"出演|演奏|生歌|ライブ|曲目|プログラム[:は].{0,40}(?:番|協奏曲|組曲|ソナタ)|1\s?drink"
        r"|(?:ワン|1)ドリンク|ドリンク代|open\s*\d.{0,12}start\s*\d")),
        ("sports", r"コート|ラケット|体育館|運動(?:着|靴)|シューズ|ストレッチ|試合|経験者|km走|キロ走"),
        ("walk", r"(?:歩き|歩い|あるき)(?:ます|やすい|て)|徒歩で巡|コース[:は].{0,30}(?:km|キロ)"),
        ("performance", r"開演|前売り?[券\s¥\d]|昼の部|夜の部"),
        ("festival", r"模擬店|屋台|抽選会|キッチンカー"),
        ("tea", r"(?:お茶|珈琲|コーヒー)を(?:飲|いただ)"),
        ("volunteer_activity", r"(?:ごみ|ゴミ)を?拾|掃除|草(?:刈|取|むし)り|お手伝い(?:いただける|くださる|してくださる)方"),
        ("sports", rf"(?:走り|泳ぎ|滑り|漕ぎ){_LET_US}|練習(?:します|を(?:し|行い|やり)ます)"),
        ("outdoor", rf"(?:登り|のぼり|摘み|掘り){_LET_US}|河原|川辺で|浜辺で"),
        ("drinks", rf"飲み{_LET_US}|飲も[うっ]|乾杯"),
        ("lunch", rf"食べ(?:{_LET_US}|に行|よう)|ごはん|ご飯|夕食|夕飯"),
        ("music_meet", rf"(?:歌い|うたい|弾き|吹き|奏で){_LET_US}"),
        ("game_meet", rf"対戦|遊び{_LET_US}"),
        ("dialogue", rf"(?:話し|語り|語り合い|話し合い){_LET_US}|おしゃべり|悩み"),
    )
)  # fmt: skip
"""What texts that no word names are, by what one brings, pays for or does there; the first that says so."""

_HOUSE_ENDS: Final = "会館 センター ホール 堂(?!々) 記念館 公園 プラザ スタジアム アリーナ 球場 ドーム 通り 駅(?!伝) 館前 場前 コート前".split()  # noqa: SIM905
HOUSE: Final = re.compile(
    rf"(?:部|協会|連盟|組合)?(?:OB|OG)?(?:{'|'.join(_HOUSE_ENDS)})",
    re.IGNORECASE,
)
"""Behind a word: it is in the name of a house or a place (テニス部OB会館, 将棋会館, 音楽堂)."""
HOUSE_BEGINS: Final = frozenset("部協連組Oo").union(end[0] for end in _HOUSE_ENDS)
"""What ``HOUSE`` can begin with: it is asked for every word that is found."""
FIELD: Final = re.compile(
    r"^[\s■□◆◇●○▼▽★☆・*#>※【\[〔《<(-]*"
    r"(?:(?:開催|実施)?(?:会\s*場|場\s*所|ところ)|アクセス|住\s*所|所在地|交\s*通|最寄り?|集合(?:場所)?|駐車場"
    r"|主\s*催|共\s*催|後\s*援|協\s*(?:力|賛)|お?問い?合わ?せ先?|連絡先|お?申し?込み?先?|講\s*師|司会|運営"
    r"|プロフィール|経歴|略歴|景品|賞品|(?:過去|これまで|前回|次回|今後)[^\n:]{0,12}|関連[^\n:]{0,8})"
    r"(?:[】\]〕》>)]+\s*[:/]?|\s*[:/\s])",
    re.MULTILINE,
)
"""The line of a field that says where, by whom, what one wins, or what other meetings were about: its words are no subject."""
ASIDE: Final = re.compile(
    r"(?:前回|次回|昨年|去年|以前|過去(?:の|に)|先日|景品|賞品|特典|お土産|趣味は|好きな(?:もの|こと)は|同時開催"
    r"|併催|別日程?|関連イベント|他に[はも]|ほかに[はも]|今後の予定|講師(?:は|の)|主宰の|プロフィール|終了後"
    r"|閉会後|お?帰りに|近くの|隣の|向かいの|元は?)[^\n。]{0,14}$"
)
"""Before a word of the body: it speaks of another time, a prize, a person or the neighbourhood."""
BELOW: Final = re.compile(
    r"(?:以[下上]|未満)?(?:の?(?:方|お子さ[まん]))?(?:は|・[^\n。、]{1,8}|/[^\n。、]{1,8})?[\s::(]*"
    r"(?:(?:各|一律|1人|お一人)?[\s¥¥]*\d[\d,]*\s*(?:円|点|品|枚|個|杯|ドリンク|オーダー)|無料|半額|割引|につき"
    r"|の?(?:ご?入場|ご?来場|同伴|ご?利用)|不可|お断り|ご遠慮|ご招待|要保護者)"
)
"""Behind who may come: what they pay, or that they may not."""
