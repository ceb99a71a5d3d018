"""What speaks for a gathering that one can attend, and what for a notice of another thing, weighed against each other. Pure.

A notice has days and clocks like a listing, and no list of words knows all notices. So the sides are weighed: words of one group count
once, in the text and in its headline; how the days lie and what their sentences are like counts as well. The points were fitted to some two
thousand listings and two hundred notices (each sign held to its side) and rounded; docs/reading/dates.md says how.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from typing import Final

from aggregator.normalise.announced import OF_EVENT
from aggregator.normalise.dates import DateReading
from aggregator.normalise.labels import Labels
from aggregator.normalise.needed import Needed
from aggregator.normalise.notices import frame
from aggregator.normalise.sections import Role, Section
from aggregator.normalise.text import sentence_end, sentence_start


class Verdict(Enum):
    """Whether a text with a day announces a gathering."""

    EVENT = "event"
    UNSURE = "unsure"
    NOTICE = "notice"


_GROUPS: Final[dict[str, tuple[int, int, str]]] = {
    "seats": (1, 1, "定員 先着 残席 満席 満員御礼 増席 キャンセル待ち 人まで 名まで 組まで 名限定 組限定 人限定 名様限定 名程度 人程度 抽選で 募集人数 少人数 予約優先 席限定 席のみ 席です 席。 席"),
    "doors": (3, 0, "開場 開演 集合 開会 開宴 上演 開幕 開講 開式 整理券 受付開始 時受付 分受付 時より受付 出発 解散 入退室"),
    "fee": (2, 0, "参加費 参加料 参加無料 受講料 受講無料 入場料 入場無料 入場自由 入場は 観覧 聴講 前売 当日券 当日払 投げ銭 投げせん ドリンク代 チャージ ワンドリンク 木戸銭 資料代 材料費 材料代 テキスト代 割り勘 割勘 カンパ チケット 参加は無料 参加自由 出入り自由 飲み放題 入浴料 入園料 入館料 体験料 講習料 見学料 受験料 出場料 レッスン料 会場費 ドリンク付 ドリンク込 drink お茶代 弁当付 弁当つき 拝観料 鑑賞料 おひとり 無料です おごり"),
    "ask": (2, 0, "ご参加 参加でき 参加くだ 参加いただ 参加歓迎 参加希望 参加して 参加可 参加ok 初参加 途中参加 一人参加 参加も ご来場 お越し お待ちして お出かけくだ いらしてくだ お目にかかれ ご覧くだ ご覧いただけ お求めいただけ 来てほしい 呼びかけ お待ちしま 待ってます 待っています 気軽に どなたでも 誰でも だれでも どなたも ましょう ませんか 歓迎 遊びに来 来てくだ 来て下さ 来てね おいで お集まり 集まって 集まり 集まる 集う 要予約 予約不要 予約制 申込不要 申し込み不要 要申込 一緒に いっしょに どうぞ みんなで みんなの 初心者 未経験 見学歓迎 見学だけ ふらっと ふらり 手ぶら 飛び入り 希望者 参加者 参加募集 親子で 親子 同伴 どちらでも ごいっしょ join welcome"),
    "sign": (1, 0, "申込 申し込 もうしこ エントリー 予約"),
    "held": (2, 1, "斎行 執り行 厳修 おつとめ 開催 催します 開きます ひらきます 開かれます 行います 行ないます おこないます やります 実施します 上映 公演 披露 開放 実演 ふるまい 歩きます 歌います 話します 語ります 答えます 教えます 読みます 食べます 作ります 描きます 走ります 遊びます 囲みます 集まります 探します 学びます 考えます 聴きます 見ます 飲みます 弾きます 踊ります 並びます 出します"),
    "host": (1, 0, "講師 出演 ゲスト 登壇 講演 案内人 演奏 指導 先生が 先生と 語り手 話し手 主催 共催 後援 ファシリ ナビゲータ 聞き手 インストラクター 弁護士 税理士 専門家 学芸員 担当者が 職人 作家"),
    "bring": (1, 0, "持ち物 持参 持ってき 持って集 お持ちくだ お持ち下 服装 動きやすい 上履き 軍手 水筒 長靴 マット 飲み物 筆記用具 運動靴 レジャーシート 持ち寄 持ち帰 タオル おにぎり おやつ"),
    "rain": (1, 0, "雨天 荒天 小雨 雨なら 雨の場合 雨が降 雨でも 晴れたら 順延 決行"),
    "house": (2, 1, "会場 展示室 公民館 ホール 体育館 集会所 会館 公園 神社 カフェ 喫茶 スタジオ ギャラリー 広場 校庭 境内 駅前 駅から 図書館 美術館 博物館 居酒屋 レストラン スペース コワーキング 会議室 研修室 和室 調理室 お店は 屋上 河川敷 キャンプ場 教会 お寺 本堂 書店 古民家 ライブハウス プラザ グラウンド コート 道場 大学 徒歩 改札 酒場 バーで 本社にて 浜で 川辺 庭"),
    "online": (2, 0, "zoom オンライン google meet teams ウェビナー connpass discord youtube ライブ配信 生配信 ハイブリッド"),
    "run": (3, 2, "会期: 会期中 開催期間 入館は 入場は"),
    "when": (0, 1, "日時 にちじ ひにち 開催日 開講日 date: when: date/time"),
    "meeting": (2, 3, "会を 会で 会、 会。 会! 会( 会) 会」 祭 まつり フェス マルシェ バザー フリマ 朝市 夜市 の市 骨董市 楽市 くり市 作り市 しごと市 講座 講習 講演 講義 教室 スクール セミナー シンポ フォーラム ワークショップ ツアー 体験 交流 見学 相談 展示 展覧 映画 プラネタリウム 個展 写真展 企画展 特別展 作品展 原画展 絵画展 回顧展 二人展 展」 展( 大会 試合 レース ミーティング ミートアップ meetup イベント パーティ party キャンプ 合宿 遠足 花見 記念 ショー 練習 稽古 ゼミ サロン ライブ コンサート concert リサイタル 演奏 寄席 落語 トーク talk 朝活 夜活 もくもく 勉強 読書 ヨガ yoga ランニング ウォーク ハイキング 登山 散歩 散策 飲み会 茶会 bbq バーベキュー 花火 盆踊り 踊 ダンス 合唱 カラオケ 麻雀 囲碁 将棋 ボードゲーム 上映 朗読 つどい 集い 礼拝 法要 写経 座禅 坐禅 狩り 掘り 植え 工作 手芸 編み ナイト night 夕べ の夜 の朝 の午後 の一日 訓練 運動会 セッション session ガイダンス 入門 レッスン lesson 発表 ピクニック picnic テニス フットサル サッカー バドミントン 卓球 野球 バレー バスケ 個サル ハッカソン アイデアソン コンペ 点灯式 式典 献血 譲渡 ビアガーデン 収穫 観察 観賞 観望"),
    "learn": (1, 2, "学ぶ 学び 学ぼう 語る 語り 話す 話そう 話しま 聴く 聞く 観る 考える 読む 遊ぶ 遊び 遊ぼう 描く 撮る 歩く 走る 走って 歌う 作る 作ろう つくろう つくる 食べる 飲む 教える 体感 楽しむ 楽しみ 味わ 触れ ふれあ 巡る めぐり 使い方 はじめて はじめの コツ 基本 飲みくらべ 食べくらべ 試食 試飲 案内します 案内し のはなし の話 乾杯"),
    "called_off": (4, 2, "延ばす 延ばし 延期について 延期のお 中止のお 中止について 中止と決 中止(延期 と決めさせ 中止いたし 中止とさせ 中止とな 中止しま 開催を中止 開催中止 延期いたし 延期とさせ 延期とな 延期しま 延期するこ 延期が決 再延期 公演中止 公演延期 開催延期 振替公演"),
    "closed": (-2, -1, "休館 休業 休診 休園 休校 休場 休室 貸切のため 貸切と 貸切に 貸切です 貸切営業 貸切予定 貸切日 貸し切りのため 貸し切りと 貸し切りに 貸し切りです 貸し切り営業 定休 閉店 閉館 閉園 閉鎖 閉庁 休止 休刊 停止 断水 停電 運休 通行止 通行でき 使えません 使えなく 利用できません つながりに 動きません できなくな できません 入れません 入れなくな 見られなく 見合わせ 片側 交互通行 迂回 規制 途切れ 無休 閉めます 閉めさせ 切り上げ closed closure unavailable suspended outage 代休 振替休日"),
    "hours": (-2, -1, "貸切 開店時間 開店は 平日 営業時間 開館時間 営業 閉門 開門 通常通り 通常どおり 平常 時間帯 時まで延長 開室 日帰り 無料開放日 オープン予定 夏時間 冬時間 点灯時間"),
    "papers": (-3, -1, "予約番号 予約確認 届出 届け出 手続 証明書 申請 交付 住民票 本人確認 必要書類 印鑑 市役所 窓口 番号札 宿直 手帳を 願書 入所 入会受付 免許 暗証番号 パスワード 宛て 課の 係へ 書類 閲覧 回答"),
    "tax": (-1, -1, "納付 納期 納税 住民税 固定資産税 自動車税 市税 税務署 確定申告書 保険料 年金 給付 補助金 助成 還付 減免 手当 予算 義務 期限"),
    "law": (-1, -1, "条例 施行 改正 規約 法定 公告 入札 過料 投票 選挙 公示 議会 縦覧 ご意見 判決 裁判 債権者 監査 議決権 資本金 契約 処分 株主 行使 一般質問"),
    "posts": (-1, -1, "理事 監事 役員 任期 就任 退任 異動 着任 会長 総務 支社 人事 取締役 内示 配置 改選"),
    "money": (-1, -1, "振込 振り込 お支払 引き落と 引落 振替 口座 残高 年会費 月会費 会費は 町会費 月謝 納入 請求 料金改定 値上げ 値下げ 送料 時間額 家賃 手数料 収入 支出 残金 売上 終値 相場 前週比 前年比 利益 配当 希望小売 運賃 最大料金 払い戻し 会計 募金"),
    "wares": (-3, -1, "発売 入荷 受注 新商品 新製品 在庫 完売 品切れ 発送 再配達 お荷物 お届け 届きま 配送 ご注文 注文 出荷 お渡し 渡します 福袋 クーポン ポイント プラン 定期購読 キャンペーン リコール 取り替え 取替 交換します 解禁 販売 割引き おすすめは 先行登録 新サービス 予約は 個入り 限定ボックス 引き換え 引換え 当選番号 まで使え まで有効"),
    "books": (-1, -1, "刊 四六判 新書 文庫 第1話 話を公開 話は 連載 ポッドキャスト エピソード 書評"),
    "net": (-1, -1, "アプリ 不具合 アップデート バージョン サポート ログイン サーバー メール 機能 fix feat chore added changed 修正 直しました 通信 回線 脆弱性 端末 サイト 公開しました を公開します api 決済 システム ver"),
    "jobs": (-3, -1, "時給 日給 月給 勤務 シフト 早番 遅番 求人 急募 正社員 パート アルバイト 履歴書 職員 任用 スタッフを まかない 働ける 入れる方 面接 選考 内定 働きます"),
    "death": (-3, -2, "逝去 永眠 亡くな 通夜 告別式 葬儀 喪中 香典 訃報 他界"),
    "nature": (-1, -1, "気象台 注意情報 気温 降雪 積雪 大雪 台風 風速 予報 見込み 予想 警報 注意報 凍結 津波 地震 震度 満月 日の入 日の出 月の出 満開 見ごろ 平年 極大 センチ 氷点下 明け方 未明 高気圧 低気圧 満潮 干潮 水温 飛散 花粉 日食 貯水率 度の"),
    "traffic": (-3, -1, "渋滞 ラッシュ 始発 終電 終バス 最終便 増便 臨時便 時発 ダイヤ 乗り入れ 駐車料金 定期券 車線 運転を 運転士 シャトルバス 終夜運転"),
    "lost": (-1, -1, "迷子 逃げ 見失 保護し 落とし物 忘れ物 探して さがして 見かけ 心当たり 預か あずか 首輪 飼い主 里親 行方 不審 被害 盗難 通報 目撃 全焼 火災 けが 避難所"),
    "works": (-2, -1, "工事 補修 舗装 掘削 騒音 メンテ 移設 作業 係の者 点検 埋設 足場 エレベーター 塗装 切り替え 取り付け"),
    "results": (-1, -2, "結果 成績 日誌 日記 記録"),
    "report": (-1, -2, "優勝 順位 リザルト 議事 出席 欠席 承認 無事 終えました 終えて 受賞 完成しました 好評でした 感謝状 贈られ 掲載され 進学 就職 卒園 入選 特選 佳作 得点 勝利 観客 盛況 盛会 確認した 報告し いただきました 参加しました 人でした 名でした 発表された 勝ち 敗れ 式辞"),
    "years": (-2, -1, "周年 創業 創立 年を迎え おかげさま 歳になり 歳。 ごあいさつ ご挨拶 よろしくお願いい 生まれ 結婚し 入籍 移転 引っ越し 移ります お世話になりました 在園児 予定日 記念日"),
    "errata": (-2, -2, "訂正 お詫び おわび 誤り 正しくは 勝手ながら"),
    "collect": (-2, -1, "収集 回収 可燃 不燃 燃える 燃やす 資源ごみ 粗大ごみ ペットボトル 検針 集金 集めます 各戸 うかがい 伺い お宅 ご在宅 割らずに シールを"),
    "school": (-1, -2, "登園 降園 お昼寝 延長保育 登校 下校 給食 授業 短縮 学級 提出 課題 休講 補講 時間割 入試 出願 合格 学力 一次 二次 試験 検定 担任 原稿 奨学金 入学手続 家庭訪問 入学式 卒業式 空き状況"),
    "health": (-3, -1, "診療 診ます 担当医 代診 患者 接種 ワクチン 妊娠 体重"),
    "media": (-3, -1, "放送 放映 チャンネル fm テレビ ラジオ 特別番組 新番組 オンエア 朝刊 夕刊 紙面 聴けます 視聴 見逃し 配信します"),
    "change": (-2, -1, "になります となります 変わります かわります 変更 改定 廃止 終わります 終了します 終了いたし 開始します 新しい方針 書き出せる ようになります 始まります くなります 始まりました やめました 改めます 開きました に始まり"),
    "habit": (-3, -1, "活動していま 活動しま 活動し 練習は 練習していま 集まってい 続けてい 毎年 毎朝 毎晩 会員 部員 団員 メンバーは 創部 平均年齢 人数は 現在 団体です 団費 部費 昨年度"),
    "diary": (-1, -1, "思い出 文集 うちの わが家 我が家 わたしは 私は 今日は きょう きのう 昨日 痛い 疲れ 美味し おいし かった 星3 ★★ 読み終え 見てきた 手放し 眠って"),
    "forecast": (-2, -1, "降水確率 最高気温 最低気温 のち雨 のち晴 のちくもり 波の高さ の天気"),
    "found": (-3, -1, "拾いました 拾得 落とし主 持ち主 遺失 落ちていました"),
    "rent": (-3, -1, "賃貸 入居可 敷金 礼金 間取り 物件 月極"),
    "exams": (-3, -2, "期末試験 中間試験 定期試験 期末テスト 中間テスト 入学試験 追試 単位認定 学力テスト 1限 2限 3限 4限 5限"),
    "parcels": (-3, -1, "配達 宅配ボックス ご不在 再配達 置き配 追跡番号"),
    "lets": (-1, -1, "空室 満室 入居 内見 譲ります ゆずります 差し上げ 貸します チェックイン 泊2食 一泊 売ります 埋まって 貸し館"),
    "menu": (-1, -1, "定食 献立 味噌汁 サラダ スープ 日替わり 造り"),
    "duties": (-1, -1, "までに出 お出しくだ 出してくだ 入れてくだ ご協力 お願いいたします お願いします ご了承 ご理解 ご確認 ご注意 注意を 気をつけ ご連絡 ご遠慮 控えて お控え お済ませ おたずね お問い合わせ ご利用 ご来院 やめてくだ 置かないで 触らないで 情報をお待ち ならわし"),
}  # fmt: skip
"""Points in the text, points in its headline, and words (parted by a space) of what a text may speak of. The first ten speak of meeting."""
_WORDS: Final = Needed({name: words.split(" ") for name, (_, _, words) in _GROUPS.items()})
_FOR: Final = frozenset(name for name, (points, _, _) in _GROUPS.items() if points > 0)
_FORMS: Final = (
    (-2, re.compile(r"[日)](?:から|より|以降|をもって|付け?で?|現在|時点)(?![^\n。]{0,3}\d)(?!の?毎|開[催始講演])")),
    (-2, re.compile(r"\d\s?[分時]?の?(?:間|あいだ)[、,はに]")),
    (-2, re.compile(r"(?<!いり)(?<!要り)(?<!かかり)(?<!問い)(?<!かまい)(?<!構い)(?<!すみ)ません(?!か)")),
    (
        -3,
        re.compile(
            r"(?:^|\n)[^\w\n]{0,4}(?:\d{4}\W)?\d{1,2}[月/]\d{1,2}[^\n]*\n\s{0,3}[^\w\n]{0,4}(?:\d{4}\W)?\d{1,2}[月/]\d{1,2}"
        ),
    ),
    (-1, re.compile("です。|います。|あります。|る。")),
    (-4, re.compile("。")),
    (-1, re.compile("。[^。]+。[^。]+。")),
)
"""What begins and lasts (7月1日より、), a stretch in which something is so (13時から14時の間、), what cannot be, days in rows, sentences."""
_WORST: Final = sum(points for points, _ in _FORMS)
_PAST: Final = re.compile(r"(?:まし|でし|だっ|かっ|[っいしきえせてねべめれちりみびけげ]|ん)[ただ](?:[。!\n(]|$)")
_DONE: Final = re.compile(
    r"(?:行い|行ない|開催し|開き|催し|実施し|行われ|行なわれ|開かれ|開催され|登壇し|参加し|いたし)ました|(?:実施|開催|活動)報告"
)
"""So one reports what was held."""
_DONE_POINTS: Final = 6
_TALES: Final = 3
"""Sentences in the past from which on a text tells of what was, if all that it has to come is a rule without a clock."""
_MEETING: Final = OF_EVENT | {Role.SPEAKER}
_BY_LABELS: Final = (0, 3, 4, 5)
"""Points for no, one, two and more kinds of labels of a meeting."""
_BASE: Final = 4
_HEADED: Final = -2
_ONLY_DAYS: Final = re.compile(r"[\d\W年月日曜火水木金土時分祝]+")
_NAMED: Final = re.compile(
    r"(?:会|祭|まつり|祭り|の市)(?:の?(?:ご案内|お?知らせ|お?さそい|お誘い|ご招待))?[ )」】#\d]*$"
)
"""So the names of meetings end: …会, …祭のご案内."""
_MEMBERS: Final = re.compile(r"(?:団員|部員|会員|メンバー|生徒|隊員|選手|仲間)を?\s?(?:を?大?募集|募)")
_SEEKS: Final = -6
"""Points for a group that looks for members and tells when it meets: 団員募集, 毎週土曜に練習しています."""
_LETS: Final = re.compile(r"[おこごそとのぼもよろ]う(?:[!。 」)?]|$)")
"""So a headline bids one come: 工事現場を見に行こう."""
_BEGINS: Final = re.compile(r"\W*(?:日時\W*)?(?:\d{4}[年/.-])?\d{1,2}[月/.]\d{1,2}")
"""A text that begins with its day, as listings do."""
_SURE: Final = 1
"""More points than this are an event's."""
_NOTICE: Final = -1
"""So few points or fewer are a notice's; between the two nobody could tell."""
_TALE: Final = 2
"""More points against a day that is over where several sentences tell in the past, or the headline is a notice's (議事録)."""
_GRAVE: Final = -3
"""Points of a group that alone in a text, with no word of meeting, makes its day and clock unsure (ご不在の場合は宅配ボックスへ)."""
_ASIDES: Final = frozenset({"habit", "report", "errata", "posts"})
"""What says nothing beside a certain day to come: 毎年恒例の, 会員の皆さま, 前回は好評でした, お詫びと訂正, 会長."""
_ATTENDED: Final = frozenset({"seats", "doors", "fee", "ask", "sign", "bring", "rain"})
"""What is told of a thing that people come to."""
_OWN: Final = 4
"""Points from which on the sentence of the day alone says that people meet."""
_LOOSE: Final = frozenset({"imprecise", "day_in_passing"})
_MUCH: Final = 6
_SHORT: Final = 25
_LONG: Final = 2
_NIGHT: Final = 6


def leanings(text: str) -> tuple[int, int]:
    """How many groups of words of a text speak for a gathering, and how many of another thing."""
    said = _WORDS(text)
    for_ = len(said & _FOR)
    return for_, len(said) - for_


def weigh(text: str, head: str, sections: Sequence[Section], when: DateReading, labels: Labels, on: date) -> Verdict:
    """Whether a text announces a gathering that one can attend.

    Args:
        text: the text, folded; it names a day.
        head: its headline, folded: the title, or a first line that is none of its sentences.
        sections: its labelled parts.
        when: its days.
        labels: what it is about.
        on: the day of reading.
    """
    said, named = _WORDS(text), _WORDS(head)
    if _is_firm(when, on):
        said, named = said - _ASIDES, named - _ASIDES
    points = (
        _BASE
        + sum([_GROUPS[name][0] for name in said])
        + sum([_GROUPS[name][1] for name in named])
        + _of_day(text, when, on)
    )
    points += _BY_LABELS[min(len({one.role for one in sections} & _MEETING), len(_BY_LABELS) - 1)]
    over = max((one.day for one in (when.start, when.end) if one is not None), default=on) < on
    points -= _TALE * (over and frame(head) < 0)
    points += (
        2 * (bool(labels.kinds) and not over)
        + 3 * (len(text.strip()) < _SHORT)
        + _of_headline(head, rule=when.recurrence is not None)
    )
    if points + _WORST <= _SURE:
        points += sum(worth for worth, form in _FORMS if form.search(text))
    if points > _SURE:
        lone = any(_GROUPS[name][0] <= _GRAVE for name in said) and not any(_GROUPS[name][0] > 0 for name in said)
        return Verdict.UNSURE if lone and not labels.kinds and not sections else Verdict.EVENT
    if _own_sentence_meets(text, head, when, labels, on):
        return Verdict.UNSURE
    silent = head != "" and frame(head) == 0 and not any(min(_GROUPS[name][:2]) < 0 for name in said | named)
    piece = not head and "。" not in text and "\n" not in text.strip()
    return Verdict.UNSURE if points > _NOTICE - 2 * silent or piece or _meets(said, when, over=over) else Verdict.NOTICE


def _is_firm(when: DateReading, on: date) -> bool:
    """Whether a text names a certain day to come, which no rule gives."""
    start = when.start or when.end
    return start is not None and start.day >= on and when.recurrence is None and not _LOOSE & {*when.flags}


def _meets(said: frozenset[str], when: DateReading, *, over: bool) -> bool:
    """Whether a text with a clock to come says so much of meeting that no sum of its asides (休館, 払い戻し) makes it a notice."""
    clock = when.start is not None and isinstance(when.start.value, datetime) and when.recurrence is None
    return clock and not over and sum(max(_GROUPS[name][0], 0) for name in said) >= _MUCH


def _own_sentence_meets(text: str, head: str, when: DateReading, labels: Labels, on: date) -> bool:
    """Whether the sentence of a certain day and clock to come says that people meet, and the sum of the others (ごみの回収, 店休日, お礼) is beside the point."""
    start = when.start
    if start is None or not isinstance(start.value, datetime) or not _is_firm(when, on) or start.day == on:
        return False
    if frame(head) < 0 or start.end > len(text) or not text[start.start : start.end].strip():
        return False
    own = text[sentence_start(text, start.start) : sentence_end(text, start.end)]
    said = _WORDS(own) - _ASIDES
    if any(_GROUPS[name][0] < 0 for name in said):
        return False
    points = sum(_GROUPS[name][0] for name in said) + 2 * bool(labels.kinds)
    return points >= _OWN and bool(_WORDS(text) & _ATTENDED)


def _of_day(text: str, when: DateReading, on: date) -> int:
    """Points for how the days lie: an event has a clock and an end on its day; what is over, rests on a rule or goes on for days may be anything."""
    start = when.start or when.end
    if start is None:
        return 0
    first, last = start.day, (when.end or start).day
    long = (last - first).days > _LONG
    points = -3 * (when.recurrence is not None) - 2 * long - 4 * (first == on and when.recurrence is None)
    points -= 2 * bool(_LOOSE & {*when.flags})
    if when.recurrence is not None and not isinstance(start.value, datetime):
        points -= _DONE_POINTS * (len(_PAST.findall(text)) >= _TALES)
    if last < on:
        told = len(_PAST.findall(text))
        points -= 6 + (told > 0) + _TALE * (told > 1) + _DONE_POINTS * (_DONE.search(text) is not None)
    if isinstance(start.value, datetime):
        points += (
            3
            + (_BEGINS.match(text) is not None)
            - 3 * long
            + 2 * (when.end is not None and first == last)
            - 2 * (start.value.hour < _NIGHT)
        )
    return points


def _of_headline(head: str, *, rule: bool) -> int:
    """Points for what a headline says its text is; one that is nothing but a day says nothing."""
    if not _ONLY_DAYS.sub("", head):
        return 0
    if rule and _MEMBERS.search(head):
        return _HEADED + _SEEKS
    return _HEADED + (_LETS.search(head) is not None) + 2 * (_NAMED.search(head) is not None) + frame(head)
