"""Which date and which clock is which: the label before it, or the words behind it, say so."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from aggregator.normalise.needed import led


class Use(StrEnum):
    """What a date or a clock is for."""

    EVENT = "event"
    DOORS = "doors"
    START = "start"
    END = "end"
    DEADLINE = "deadline"
    PARTY = "party"
    OTHER = "other"
    PAST = "past"
    NONE = "none"


_LABELS: Final = {
    Use.OTHER: (
        "関連講演会 関連講演 関連イベント 関連企画 関連行事 関連トーク 同時開催 併催 抽選結果 結果 "
        "払い戻し期間 払戻期間 返金期間 登録期間 視聴可能期間 視聴可能 旧) 利用期間 使用期間 任用期間 "
        "勤務期間 契約期間 雇用期間 工事期間 作業期間 休館期間 休業期間 停止期間 保管期間 貸出期間 閲覧期間 "
        "縦覧期間 回収期間 対象期間 販売期間 提供期間 割引期間 セール期間 キャンペーン期間 掲載期間 旧: 誤: "
        "必要な方は オプション コース 行程 予告 追記 lottery 発行 生年月日 対象 利用期限 使用期限 賞味期限 "
        "消費期限 更新 公開日 掲載 投稿 作成日 作成 発表 発売 リリース 配信開始 アーカイブ 見逃し 視聴期 "
        "配信期間 支払 入金 振込 返金 発送 当選 抽選 回答 提出 最終入園 開設 創業 設立 創立 誕生 生まれ "
        "ラストオーダー updated posted published modified キャンセル 取消 予備日 雨天 雨なら 雨の場合 "
        "雨のとき 雨の時 雨の日は 雨だったら 雨天なら 荒天 悪天候 強風 暴風 降雨 大雨 大雪 天候不良 順延 "
        "延期前 営業 開館 閉館 電話: tel 問合せ 問い合わせ 問合わせ 休館 定休 最終入館 最終入場 最終受付 "
        "販売 発券 "
        "更新履歴 ticket tickets お知らせ日 登録日 掲示 受賞 卒業 入社 現在 時点 版 電話受付 有効期限 保険 "
        "出番は 早割 早期割引 変更前 当初 休み 休業 アクセス 徒歩 入荷 前売 前売り 先行 チケット"
    ),
    Use.PAST: (
        "去る 過去の開催 前回の開催 これまでの開催 昨年の開催 開催実績 開催履歴 前回 昨年 去年 開催報告 レポート "
        "開催済 終了しました 過去 実績"
    ),
    Use.DEADLINE: (
        "申請期間 申請受付 申請期限 出欠 出欠回答 出欠連絡 参加連絡 出欠確認 参加表明 返信 申しこみ "
        "もうしこみ よやく 締切 締め切り 〆切 しめきり 〆 申込期間 申込期限 申込み期間 申込み期限 "
        "申し込み期間 申し込み期限 応募期間 応募期限 募集期間 募集期限 受付期間 受付期限 受付締 申込締 "
        "エントリー期間 エントリー期限 申込 申し込み 募集 応募 予約 エントリー 出願 販売期間 販売期限 "
        "購入期限 発売期間 出願期間 出願期限 回答期限 回答期日 返信期日 返信日 申込期日 応募期日 出願期日 提出期限 registration deadline apply rsvp 申込開始 "
        "事前登録 受付開始日 受付終了 登録期限 登録締 参加登録 登録は"
    ),
    Use.PARTY: (
        "リハーサル リハ 場当たり ゲネプロ 音出し 声出し サウンドチェック 搬入 搬出 いけこみ 生け込み 楽屋入り 会場入り 小屋入り 設営 準備 懇親会 二次会 2次会 "
        "交流タイム 打上げ 打ち上げ 終了後 終演後 閉会後 アフター afterparty 歓談 食事会 懇談 ネットワーキング"
    ),
    Use.DOORS: (
        "木戸 しゅうごう reception オープン 開店 開場 op 受付開始 受付 集合 会場オープン 入場 入室 open opens "
        "doors door 乗船 チェックイン checkin check-in 入館 ロビー開場 ログイン開始 接続開始 入室開始"
    ),
    Use.START: "st 開式 開演 開始 開会 スタート start starts 開講 キックオフ 本編 上映 開宴 出航 出港 出船 出発",
    Use.END: (
        "over 閉式 おわる 帰港 帰着 下船 帰宅 ゴール 下山 散会 終映 納竿 到着 到着予定 チェックアウト checkout "
        "check-out はね おわり 終わるのは 終わりは 閉じるのは おひらき お開き 終演 終了 解散 閉会 閉場 終わり "
        "end ends close 撤収 完全撤収"
    ),
    Use.EVENT: (
        "新: 新) 正: 正しくは 今回 次回 次は 日付 開催日時 開催日 開催期間 日時 日程 日にち 期日 期間 会期 "
        "とき when date time 実施日 開講日 公演 スケジュール 時間 当日 イベント日 開催 本番 開催曜日 "
        "実施曜日 試合日 講演 交流会 変更後 開催時間 一般公開 一般公開日 公開日時"
    ),
}
_USES: Final = {word: use for use, words in _LABELS.items() for word in words.split()}
_NO_LABEL: Final = {
    "当初": "(?!の?(?:ご?案内|告知|お?知らせ|内容|募集|文))",
    "当日": r"(?=[\s:はの】\])）]|$)(?!の(?![日時開\s]))",
    "時間": "(?!中)(?<!現地時間)",
    "コース": r"(?<!\wコース)",
    "受付": "(?!にて|係|窓口|番号)",
    "対象": r"(?!\))",
    "入場": "(?!整理|券|料|は?無料|は?自由|者|行進|制限)",
    "日程": "(?!で(?:ご?都合|来|参加))",
    "発表": "(?!会|者)",
    "版": r"(?<=[\d訂新更定]版)",
    "終了": "(?!後)",
    "木戸": r"(?=[はをも:\s】])",
    "終了後": "(?<![限業務]終了後)(?<!講義終了後)(?<!練習終了後)",
    "集合": "(?!注射|住宅|写真|体|論|知|研修)",
    "本編": "(?<!基本編)",
    "終わり": "(?<!仕事終わり)(?<!の終わり)",
    "とき": "(?<![のたるいな]とき)",
    "結果": "(?<!た結果)(?<!の結果)",
    "スタート": "(?!し[てま])",
    "出発": "(?![日地点便駅ロゲ])",
    "開始": "(?!し[てま])",
    "前回": "(?!と同|同様|どおり|通り)",
    "休み": "(?<![夏春冬昼]休み)(?!し(?:て|、))",
    "期": "(?!中)",
    "間": "(?!中)",
    "催": "(?!する|され|し[ます])",
    "選": "(?!会)",
}
"""What follows the end of a word that is no label then: 期間中, 開催する, 抽選会, 当日の観覧券, 集合注射."""
_WORDS: Final = re.compile(
    led(
        "".join(sorted({word[0] for word in _USES})),
        "|".join(
            rf"(?<![a-z\d]){re.escape(word)}(?![a-z])"
            if word.isascii() and word.isalpha()
            else re.escape(word) + _NO_LABEL.get(word, _NO_LABEL.get(word[-1], ""))
            for word in sorted(_USES, key=len, reverse=True)
        ),
    )
)
_TAILS: Final = frozenset({"時間", "開始", "終了", "日時", "time", "スタート"})
_REGISTRATION: Final = re.compile(r"受付(?=(?:は|:)?[^0-9]{0,6}$)")
_BEHIND: Final[tuple[tuple[Use, re.Pattern[str]], ...]] = tuple(
    (use, re.compile(pattern, re.IGNORECASE))
    for use, pattern in (
        (
            Use.DEADLINE,
            r"[^\n。※]{0,4}?"
            + led(
                "ま締し〆必消にをもが受募申で",
                (
                    r"(?:受付|募集|申込)(?:を|の)?(?:締め?切|〆切)(?![:\s]{0,2}\d{1,2}[/月日])"
                    r"|[にで](?:いったん|一旦|[^\s\d。、]{2,8}を)?(?:締め?切|締め(?:ます|る)|〆ます)"
                    r"|までに(?!な[りっ])"
                    r"(?=[^\n。、]{0,12}(?:お知らせ|おしらせ)(?:くだ|下さ|願|いただ|を[。!])"
                    r"|[^\n。、]{0,10}(?:教えて|おしえて|お返事|返事)(?:くだ|下さ|を|ね|ちょうだい))"
                    r"|までに"
                    r"(?!な[りっ]|生まれ"
                    r"|[^\n。、\d]{0,8}(?:戻|帰|終わ|終え|解散|下山|撤収|お越し|お集|来て|集合|いらし)"
                    r"|(?:\d{1,2}階の?)?[^\n。、\d]{0,14}"
                    r"(?:お越し|来て|いらし|集まって|集まり|集まる|おいで|お入り|入って|着いて|到着|揃って|そろって"
                    r"|並んで|待って|着席|お座り)"
                    r"|は(?!がき)"
                    r"|[^\n。]{0,16}?"
                    r"(?:返金|お知らせ|発送|送付|お送り|連絡(?:いた)?します|発表|振り?込|入金|支払|納入))"
                    r"|まで"
                    r"(?:[、\s]?(?:電話|窓口|E?メール|ファック?ス)[^\n。、]{0,8}?(?:で|にて|か|また|又)"
                    r"|[にの]?お?申し?込|にご?予約|(?:[^\n。、]{0,8}を)?募[るり]|に応募|にエントリー|受付"
                    r"|受け付け|募集|にご?連絡|お申込|に.{0,12}(?:申し?込|ご?予約|応募|エントリー|フォーム))"
                    r"|が(?:お?申し?込み?|応募|予約)の?(?:締め?切|〆切|期限)"
                    r"|(?:に)?(?:締め?切|しめきり|〆切|必着|消印)"
                    r"(?:(?<=[)\d日時分頃ろに]締切)|(?<=[)\d日時分頃ろに]〆切)|(?![:\s]{0,2}\d{1,2}[/月日]))"
                    r"|までの期間[でに、][^\n。]{0,40}?(?:募集|受け?付け|応募)"
                    r"|を?も(?:って|ちまして)[^\n。、]{0,8}(?:受け?付け?|募集|申し?込み?|予約)"
                    r"|に[^\n。]{0,20}(?:申し?込み?|応募|予約)を?(?:受け?付け|お受け)"
                    r"|に(?:受け?付け?|募集|申し?込み?)を(?:閉[じめ]|終[えわ]|打ち切)"
                ),
            ),
        ),
        (
            Use.OTHER,
            r"(?!\s{0,2}[※(]?(?:土日|日祝|祝日|平日|[月火水木金土日]曜|毎週|第\s?\d))[^\n。]{0,3}?"
            + led(
                "ま更公掲投現時追発着到のはでじ配を除以リかよに設創生付バ電列",
                (
                    r"までに[^\n。]{0,24}?(?:返金|お知らせ|発送|連絡(?:いた)?します|発表|掲載|判断|決定)"
                    r"|に(?:は|も)?(?:お知らせ|知らせ|発表|ご?連絡)(?:する|します|いたします|の予定)"
                    r"|まで(?:は|の)?(?:早割|早期|前売|割引|特別|販売|配信|視聴|公開)"
                    r"|(?:更新|掲載|投稿|(?<![校業般設園庭場室別])公開(?!(?!予定|開始|終了|期間)[一-鿿ァ-ヶー]{2}))"
                    r"(?!日?時?\s?:)"
                    r"|現在|時点|追記"
                    r"|(?:(?<!出)発(?![一-鿿](?<![車便]))|(?<![帰先巾水古愛決試])着(?![一-鿿ぐこせなまる](?<!便))"
                    r"|到着(?!予定)|の(?:電車|バス(?![ケ釣]|ツアー|旅行|ハイ|遠足|研修|見学|の旅)|便|列車|新幹線)"
                    r"|(?:バス|電車|列車)に?乗)"
                    r"|は[^\n。、]{0,12}休(?:み|館|講|業)"
                    r"|(?<=[日曜)時分半\d末旬月])(?:では(?:ありません|な[くい])|じゃな[くい])|発行|配布"
                    r"|(?:まで|から|より)[^\n。]{0,14}?"
                    r"(?:休業|休館|休園|運休|(?:(?:チケット|券)[^\n。]{0,10})?発売(?!記念)|改定|値上げ|お預かり|保管)"
                    r"|をもって|を除|以外|発売|リリース"
                    r"|から"
                    r"(?:(?:カウンター|窓口|電話|受付|先着順?|[でにて]){1,6}受付|受付|販売|募集|申込|延長|配布|発売"
                    r"|変更|繰り)"
                    r"|の[^。、\n]{0,12}(?:チケット|券|ご?予約)を[^。、\n]{0,8}方"
                    r"|より(?:受付|販売|募集|申込|予約|前売|発売|先行)"
                    r"|に"
                    r"(?:公開(?!(?!予定|開始|終了|期間)[一-鿿ァ-ヶー]{2})|更新|発表|発売|リリース|設立|創業|生まれ"
                    r"|誕生)"
                    r"|設立|創業|生まれ|(?<![受片])付け?で?"
                ),
            ),
        ),
        (
            Use.PAST,
            r"[^\n。]{0,16}?"
            + led(
                "活開続行実終レ報の振に",
                (
                    r"活動していた|開催していた|続いていた|開催しました|行いました|行われました|開催されました"
                    r"|実施しました|開かれました|終了しました|終了いたしました|開催済|レポート|報告|の様子|振り返"
                    r"|に開催し[、た]"
                ),
            ),
        ),
        (
            Use.DOORS,
            (
                r"[ \t|]*(?:~|-|より|から|に)?[ \t]*(?:\((?=[^\d)\n]*\)))?"
                r"(?:に(?:は|[^\s\d、。]{0,8}の)?"
                r"(?:[^\s\d、。]{0,9}[^\s\d、。市日祭り会展口幕宴番]を(?:開け(?!放)|あけ(?=て(?!お)|ます|る))"
                r"|開け(?:て|なお|直|ま|る)"
                r"|[^\s\d、。をが]{0,6}(?:扉|ドア|門|会場|部屋|入り?口|客席|ロビー|玄関)が開[きくい])"
                r"|reception\b|から(?:[^\s\d、。]{0,8}に)?(?:入れ|開いて|入場|ご入場|入室|お入り)"
                r"|(?:まで)?に(?:お越し|お集|来て|集合|いらし)"
                r"|に(?:お越し|お集まり|集まって|来て|いらして)(?:くだ|下さ|いただ|ね)"
                r"|までに(?:\d{1,2}階の?)?[^\n。、\d]{1,14}"
                r"(?:(?:集まって|おいで|お越し|入って|着いて|揃って|そろって|並んで|来て|いらして)"
                r"(?:くだ|下さ|いただ|ね|お)"
                r"|(?:お集まり|お入り|集合|到着|着席|お座り)(?:くだ|下さ|願|いただ|の?こと|して|を?お))"
                r"|に?開[きけ](?:ます|る)|入[室場](?:可|開始|でき)|(?:ロビー|客席|会場|ホール)?開場|乗船|開店"
                r"|(?:現地|会場|当日|総合|参加)?受付(?!終了|締|中|は)"
                r"|(?:に[^\d\n。、]{0,8}|[一-鿿ァ-ヶー]{1,8})?(?:集合|しゅうごう)"
                r"|に[^\d\n。、]{0,16}(?:に|へ|で)(?:お?集ま(?:って|り(?=くだ|下さ|願|いただ|ます))|揃って)"
                r"|[^\n。、()\d→]{1,16}集合(?=[ \t]*(?:$|\n))|open\b|doors?\b|入場開始"
                r"|(?:ドア|ロビー|ゲート|扉)?オープン|会場(?=\s?[/・、]\s?\d))"
            ),
        ),
        (
            Use.START,
            (
                r"[ \t|]*(?:\((?=[^\d)\n]*\)))?(?:ちょうど|きっかり)?(?:より|から|に|~)?[ \t]*"
                r"(?:開演"
                r"|(?:(?!受付|申込|募集|販売|発売|配信|予約|登録|発券|工事|運用|提供|入場|入室|開場|受講|視聴|接続|応募"
                r"|抽選)[一-鿿]{2})?開始(?![日時])"
                r"|開[会式]|開宴|開映|プレイボール|試合開始|スタート|start\b|キックオフ|開講|始め|始ま(?!った)"
                r"|(?<=に)(?:歩き|走り|漕ぎ|登り|滑り)(?:始め|はじめ|出[しす]|だ[しす])|はじめ(?!に)|はじま(?!った)|(?<=から)(?:ひら[きく]|開[きく])|点灯(?!式|中)"
                r"|(?<=に)[^\s\d、。にで]{1,12}を出発|(?<!に)出発|出航|出港|出船)"
            ),
        ),
        (
            Use.END,
            (
                r"[ \t|]*(?:\((?=[^\d)\n]*\)))?(?:前|過ぎ|すぎ)?(?:には?|で|頃に?|ごろに?|ころに?|くらいに?)?"
                r"(?:いったん|一旦|一度)?[ \t]*"
                r"(?:[^\d\s。、()]{1,8}[・/]|[^\d\s。、()にの]{1,6}、(?=(?:閉会|散会|解散|終了)(?![はが])))?"
                r"(?:[^\d\s。、()]{0,8}(?:解散|(?<!到)着予定|到着予定)|片付け|(?:完全)?撤収|散会|終映|納竿|閉講|消灯"
                r"|(?:お?しま|終)い(?![^\s。、)])|クローズ|終演|(?:[一-鿿]{2}|全)?終了(?![し日時])|終わる"
                r"|終え(?:る|ます)|おわり|はねる|中締め|閉式|お?おひらき|お開き|帰港|帰着|下船|下山(?=し|予定)"
                r"|[^\n。、()\d→⇒➡]{0,14}?[^\s\d。、()] (?:解散|下車|帰着)(?=[ \t]*(?:$|\n))|解散|閉会"
                r"|閉[場館園廊]|(?:(?<=開店、\d\d時)|(?<=開店、\d時)|(?<=オープン、\d\d時))閉店|終わり"
                r"|ゴール(?=します|予定)|close\b"
                r"|まで(?!に(?!な[りっ]|は?[^\n。、]{0,8}(?:終|解散|お開き|おひらき|閉|撤収|戻|帰|片付)))|end\b)"
            ),
        ),
    )
)
_DAY_OF_ELSE: Final = re.compile(
    (
        r"[ \t)]*"
        r"(?:以降(?!の?(?:毎|隔|第))"
        r"|(?:(?:の?\s?(?:午前|午後|[夜晩朝])?\s?(?:\d{1,2}(?::\d\d|時(?:半|\d{1,2}分)?)|[一二三四五六七八九十]{1,3}時半?)"
        r"|正午)(?:頃|ごろ)?)?\s?"
    )
    + led(
        "まか~よ",
        r"までに"
        r"(?!(?:\d{1,2}階の?)?[^\n。、\d]{0,12}(?:お越し|集[合ま]|来[てら場]|いらし|到着|お入り|着席|受付))"
        r"|(?:から|より|~)[、, \t]{0,3}(?:(?:(?!まで)[^\n。\d~]){0,16}?[へにで、 ])??"
        r"(?:(?:直接|窓口)(?:また|又|か(?!ら)|[・、]電)|窓口[でへに]"
        r"|(?:お?電話|カウンター|E?メール|ファック?ス|fax|往復はがき|電子申請|ホームページ|申し?込み?フォーム|(?:公式|特設|チケット)サイト|プレイガイド)"
        r"(?:$|\s*[\n(・、]|また|又|か(?!ら)|で(?!の)|にて|や|等|のみ|申|予約|受)"
        r"|来[館庁所](?:また|又|か(?!ら)|に?て?[^\n。、]{0,4}申)|(?:事前)?(?:申し?込み|予約)(?:受け?付|開始|でき|可))",
    )
    + ")",
    re.IGNORECASE,
)
"""Behind a day, or its clock."""
_UNFIT: Final = re.compile(
    r"(?:の(?:夜|晩|夕方|朝|昼|午[前後]))?[.。…、\s]{0,6}(?:(?:では?|じゃ)な[くい](?![か?？で])|(?<=[.…、\s])いや、)|"
    r"[^\n。※]{0,3}?(?:は[^\n。、]{0,16}(?:避け|外し|外れ|はず|見送)"
    r"|[がは][^\n。\d]{0,24}?(?:(?:使え|取れ|空いてい?)(?:な[いか]|ず|ませ)|埋まっ|塞が|ふさが|重な[っり]|ぶつか[っり])"
    r"|の[^\n。、\d]{2,20}の?(?:延期|順延)(?:について|のお?知らせ|のご?案内))"
    r"|(?:の?\s?(?:午前|午後|夜|朝)?\d{1,2}(?::\d\d|時(?:半|\d{1,2}分)?))?(?:から)?」?と"
    r"(?:あります|ありまし|ある(?:の|が)|書いて|書きまし|書いた|書かれ|記載[しさ]|表記[しさ]|載って|載せ"
    r"|(?:ご?案内|お?知らせ|お?伝え)(?:を?(?:いた)?し(?:まし|て(?:い|お)り?まし)|して(?:い|お)り?まし)?た?"
    r"(?:ましたが|しましたが|していましたが|しておりましたが|いたしましたが|したものの)"
    r"|誤って|間違|まちが|なって(?:いまし|おりまし)たが)"
)
"""Behind a day on which it is not held: 第1日曜は会議室が使えないので, 5月の連休は避けて, 29日の会の延期について; or that stands elsewhere: 広報には23日とあります."""
_SAID_BEHIND: Final = re.compile("|".join(f"({pattern.pattern})" for _, pattern in _BEHIND), re.IGNORECASE)
"""All of ``_BEHIND``, the first that matches, by the number of its group."""
_ENDS: Final = frozenset(("", "\n", "。"))
"""Before one of these nothing is said of what it stands behind."""
_CLOCK_BETWEEN: Final = re.compile(r"\s*(?:の?正午|(?:午前|午後|夜|朝)?\s*\d{1,2}(?::\d\d|時(?:半|\d{1,2}分)?))")
_DECORATION: Final = re.compile(r"[\s:・\-|>)\]】》」『（(\[【■●◆◇○□▼▽★☆*#]*")
_PAIRED: Final = re.compile(r"(?:open|doors?|開場|受付)\s*[/・|&]\s*(?:start|開演|開始)[\s:】\])|]*$")
"""開場/開演 18:30/19:00: the first clock is the first label's."""
_LABEL_TAIL: Final = re.compile(
    r"(?:切り?|み)?(?:日時|日程|日|時間|時刻|方法|先|期間|期日|期限|受付|締切)?"
    r"(?:について|のご?案内|は(?:下記|以下|こちら)?\S{0,6}|の?(?:予定|開催|イベント|様子|実績))?[^\w\n]*"
    r"(?:\([^)\n]*\)\W*)?"
)
_NAME: Final = 10
_POLITE: Final = re.compile(r"[\W〇]*(?:お|ご|各種|参加者?|受講者?|事前|イベント|web)*+")
_SEEKING: Final = re.compile(r"(?<!期間)(?:募集中?|大募集|ぼしゅう)[!♪]*[】\])>]\s*$")
"""【参加者募集】 before a day: who comes is looked for, and no day is named till which."""
_SOUGHT: Final = re.compile(r"(?:募集|申し?込み?|受付|応募|エントリー|予約)[^\w\n]*\n[^\w\n]*$")
_SEATED: Final = re.compile(r"(?:先着|抽選|要予約|要申し?込|事前申し?込)[^()\n。]{0,16}$")
"""(先着25名、8/5まで): up to the day one can sign up."""
_OPENERS: Final = "【[<(■●◆▼★□○〇◇▽☆#*"
"""A longer line that ends with a label's word is a title (オフセッション PL募集), unless a mark says that it is a label."""
_WITHIN: Final = re.compile(r"\([^()]*[^\W\d_]{2}[^()]*$")
"""Words in a bracket that is still open: what stands before it speaks of another clock (開始(荷物は 19:00から))."""
_REGISTERED: Final = re.compile(
    r"^[\W〇]*(?:お|ご)?(?:申し?込み?|予約|応募|エントリー|参加登録)(?:方法|先|期限)?(?=\W|は)"
)
_BY: Final = re.compile(r"\bby:? (?:\w{3,4},? )?$", re.IGNORECASE)
"""Sign up by Jan 13."""
_CLOSES: Final = re.compile(
    r"\b(?:rsvps?|registrations?|sign-?ups?|entries|applications?|bookings?|sales?) (?:closes?|ends?|(?:is|are) due)(?: on)?:? "
    r"(?:\w{3,4},? )?$",
    re.IGNORECASE,
)
"""Registration closes on Jan 13."""
_BY_DAY: Final = re.compile(r"[ )]?までに[^\n。、]{1,24}?(?:お越し|来て|おいで|いらし|お立ち寄り)")
"""2月7日までに窓口へお越しください: nobody meets by a day."""
_WANTED: Final = re.compile(r"希望(?:の方|者|される方|する方|の場合)(?:は|、)[^。\n\d]{0,8}$")
"""参加ご希望の方は11月20日までに受付へ: until that day one signs up."""
_MARKED: Final = re.compile(r"[〔\[【(<■●◆◎]\s?[締〆]\s?[〕\]】)>:]?\s*$")
"""〔締〕12月7日: the label is one character."""
_TO_KNOW: Final = re.compile(
    r"(?:(?:人数|参加者|席)の?(?:確定|確認|把握)"
    r"|(?:席|会場|お?弁当|材料|教材|食事|保険|名簿|人数|テキスト)(?:の?(?:準備|手配|用意|発注|予約))?)の?"
    r"(?:ため|都合|関係)(?:上|で|により)?、?\s?$"
)
"""人数確定のため5/10まで: why one should sign up until the day."""
_TICKETS: Final = re.compile(r"(?<!前売)(?<!早割)(?<!先行)(?:チケット|参加券|入場券)の?販売(?:期限)?(?:は|:|】)?\s*$")
"""チケット販売: 9/26まで."""
_OF_DAYS: Final = frozenset({Use.OTHER, Use.PAST, Use.DEADLINE, Use.PARTY})
_BOTH: Final = re.compile(r"[会習演座ー][・&+/と](?:懇親会|交流会|懇談|二次会|食事会|ネットワーキング)[^\d]*$")
"""総会・懇親会 before a day is of both."""
_CLEFT: Final = re.compile(
    r"(?:(?:(?P<doors>開け(?:る|ます)|開け直す|が開[くき](?:ます)?|入れ(?:る|ます)"
    r"|(?:入って|上がって|座って|お入り|ご?入場|ご?入室)[^\s\d、。]{0,8}?"
    r"(?:け(?:る|ます)|える|なれ(?:る|ます)|でき(?:る|ます)))"
    r"|(?P<end>終わ(?:る|ります)|終える|おわる|お開き(?:に(?:する|なる))?|帰(?:る|って[くき](?:る|ます))"
    r"|戻(?:る|って[くき](?:る|ます))|(?:灯|火|明かり)?を?消す)"
    r"|(?P<start>始ま(?:る|ります)|始め(?:る|ます)|はじ(?:まる|まります|める|めます)))の[はが]"
    r"|(?P<ended>お帰り|しまい|終わり)は|(?P<begun>始まり|始め|はじまり|(?:最初の|一)[^\s\d、。]{1,6})は)\s?"
    r"(?:だいたい|およそ|約)?$"
)
_NTH_SITTING: Final = re.compile(
    r"(?<!\d)(?:(?:1st|2nd|3rd)\s?(?:set|stage|show|セット|ステージ)?|[123]回目は?)[\s:]*$", re.IGNORECASE
)
"""1st 19:30: the number of a sitting."""
_CLEFTS: Final = {
    "doors": Use.DOORS,
    "start": Use.START,
    "begun": Use.START,
    "end": Use.END,
    "ended": Use.END,
}
"""扉を開けるのが12時, 弾きはじめるのが12時半, 終わるのは4時: the verb before の tells what the clock is for."""
_JOINT: Final = re.compile(
    r"(?:日時|期間|期限|期日|開始|終了|予定|時間|時刻|方法|状況|様子|実績|情報|参加|切り?"
    r"|\b(?:by|on|is|at|until|before|date|for)\b|お?知らせ|の(?:記事|ブログ|様子|模様|回|会|開催)|のとき"
    r"|の?場合|中止|決行|、翌?|翌|[日時分先用料代費枠制み済はがをにもので]|から|より|頃|ごろ|\([^)]*\)|[^\w(])*"
    r"(?:\([^)]*)?"
)
"""What may stand between a label and its day."""
_TOPIC: Final = re.compile(r"^[^。、]{0,12}?(?<!で)は|:|^[はがにもで][^。]*、")
_OF_CLOCKS: Final = frozenset({Use.DOORS, Use.START, Use.END})
_ANOTHER: Final = re.compile(r"、[^、(\[]{0,12}[^\W\d_]{2}[^\w、]{0,3}$")
"""開始、日の出(6:50): the label is another clock's."""
_ANOTHER_TOPIC: Final = re.compile(r"で[^\s\d、。()]{3,12}は\s*$")
"""14時のオープンで食事タイムは 11時30分: what the second clock tells is told with it."""
_CLOSING: Final = re.compile(r"[^\n]{0,12}?(?:まで|締|〆|必着|消印)|\s?[~-]\s?\d{1,2}[/月]")
_UNTIL: Final = re.compile(r"\s*(?:の?\s?(?:午前|午後|夜|朝)?\s?\d{1,2}(?::\d\d|時(?:半|\d{1,2}分)?)|正午)?\s?まで")
_CONTRAST: Final = re.compile(r"が、(?=(?:今年|ことし|本年|今回|今度|今期|次|\d{1,2}月)[^。]{0,4}は)")
"""去年は一日だけでしたが、今年は: what stands before it is of another day."""
_PART: Final = re.compile(r"(?:^|[(、。,\n※*])\s*([^\s()、。,\n・※*]{2,12})は\s*(?:最終|お?昼|当日)?\s*$")
_PART_REACH: Final = 18
_ENTERED: Final = re.compile(r"\s*(?:頃|ごろ)?\s*まで(?!に)")
_PLANNED: Final = re.compile(r"\s*(?:頃|ごろ)?\s*までを?(?:の?予定|見込)")
_ENTRY: Final = re.compile(r"(?:受付|入[場館室園]|参加|申し?込み?|予約|販売|提供|注文)は[^\n。]{0,4}$")
"""見学は15時45分までを予定: planned is the whole, but for those parts."""
_ENTRY_UNTIL: Final = re.compile(r"(?:受け?付け?|入[場館室園])(?:時間|終了)?[:\s]{0,2}$")
"""(受付9時まで), 入館 16:30まで: up to when one is let in."""
_UP_TO: Final = re.compile(r"\s*(?:頃|ごろ)?\s*まで")
_WHOLE: Final = re.compile(
    r"(?:会|催|イベント|本[番編]|時間|公演|講[座演習]|教室|練習|稽古|試合|セッション|当日|日|曜日?|部|回|目|枠"
    r"|ライブ|展示?|夜|朝|営業|店|館|席|貸し?切り?|(?<![入退駐車])場|終わり)$"
)
_LONGEST_LINE: Final = 80
_REACH: Final = 22
_SPACED: Final = re.compile(r"(?<![\u3040-\u9fff]{2})(?<=[\u3040-\u9fff])[ \t]+(?=[\u3040-\u9fff])")


def use_before(text: str, start: int, floor: int) -> Use:
    """What the words before ``start`` (not before ``floor``, and of the same line or a label line above) say it is for."""
    return _use_of_clock(_line_before(text, start, floor))


def use_before_clock(text: str, start: int, floor: int) -> Use:
    """As ``use_before`` for a clock, which may be that of a sitting: 1st 19:30."""
    if _NTH_SITTING.search(text, max(floor, start - _REACH), start):
        return Use.START
    return use_before(text, start, floor)


def until_of_a_part(text: str, start: int, end: int, use: Use) -> bool:
    """Whether the clock from ``start`` to ``end``, as such an end or for ``use``, is up to when a part of an event goes on: 途中参加は20:30まで, (受付は20時まで), 入館16:30まで."""
    if use is Use.DOORS and _ENTERED.match(text, end):
        return True
    if use is not Use.END or _UP_TO.match(text, end) is None:
        return False
    if _PLANNED.match(text, end) and not _ENTRY.search(text, max(0, start - _PART_REACH), start):
        return False
    if _ENTRY_UNTIL.search(text, max(0, start - _PART_REACH), start):
        return True
    topic = _PART.search(text, max(0, start - _PART_REACH), start)
    return topic is not None and _WHOLE.search(topic[1]) is None


def _line_before(text: str, start: int, floor: int) -> str:
    """The words of the same line, or of a label line above, that may say what ``start`` is for."""
    low = max(floor, start - _REACH - 18)
    window = text[low:start]
    above, _, line = window.rpartition("\n")
    if _DECORATION.fullmatch(line):
        _, broken, label = above.rstrip(" \t\n|-").rpartition("\n")
        label = _SPACED.sub("", label)
        line = label if (broken or low == 0) and _label_line(label) else ""
    for mark in ("。", "!", "?", "※", "ので、", "ため、"):
        if mark in line:
            line = line.rpartition(mark)[2]
    if "(" in line and _WITHIN.search(line):
        line = line.rpartition("(")[2]
    if "が、" in line and (contrast := _CONTRAST.search(line)) is not None:
        line = line[contrast.start() + 2 :]
    line = line[-_REACH:].lower()
    return _SPACED.sub("", line) if " " in line else line


@lru_cache(maxsize=4096)
def _use_of_clock(line: str) -> Use:
    """As ``_use_of``; the verb of a sentence that tells when it is done counts as well."""
    cleft = _CLEFT.search(line)
    return _CLEFTS[cleft.lastgroup or ""] if cleft is not None else _use_of(line)


@lru_cache(maxsize=4096)
def _use_of(line: str) -> Use:
    """The use that the words of a line give to what follows: the same few lines stand in all listings."""
    if not line:
        return Use.NONE
    if _PAIRED.search(line):
        return Use.DOORS
    use = _last_use(line)
    if use in _OF_CLOCKS and _ANOTHER_TOPIC.search(line):
        return Use.NONE
    return _last_use(line.rpartition("、")[2]) if use in _OF_CLOCKS and _ANOTHER.search(line) else use


def _label_line(line: str) -> bool:
    """Whether a line is a label for the next one: it ends with the label's word. A name before that makes it a title (手作りパン販売)."""
    words = list(_WORDS.finditer(line.lower()))
    if not words or _LABEL_TAIL.fullmatch(line, words[-1].end()) is None:
        return False
    if line.strip()[:1] in _OPENERS:
        return True
    named = _POLITE.fullmatch(line[: words[0].start()]) is None
    return words[0].start() <= _NAME and not (named and _USES[words[-1][0]] in (Use.DEADLINE, Use.OTHER))


def _last_use(line: str) -> Use:
    """The use of the last word; a tail (時間, 開始) that is joined to a word keeps that word's use: 集合時間, 前売開始."""
    use, at = Use.NONE, -1
    for found in _WORDS.finditer(line):
        word = found[0]
        if not (found.start() == at and word in _TAILS and use not in (Use.EVENT, Use.NONE)):
            use = _USES[word]
        at = found.end()
    return use


@lru_cache(maxsize=4096)
def _joined(line: str) -> bool:
    """Whether the last label of a line speaks of the day behind it, and is no part of a name: 発表日 12/5, not 発表会 12/5."""
    *_, last = _WORDS.finditer(line)
    tail = line[last.end() :]
    return _JOINT.fullmatch(tail) is not None or _TOPIC.search(tail) is not None


def use_of_day_before(text: str, start: int, end: int, floor: int) -> Use:
    """As ``use_before``, for the day from ``start`` to ``end``.

    受付 before a day is a time of registration, not the opening of the doors; so is a day up to which a line that begins
    with 予約 or 申込 runs.
    """
    line = _line_before(text, start, floor)
    use = _use_of(line)
    if (use in _OF_DAYS and not _joined(line)) or (use is Use.PARTY and _BOTH.search(line)):
        use = Use.NONE
    if use is Use.DOORS and _REGISTRATION.search(text, max(floor, start - 10), start):
        return Use.DEADLINE
    if _closes(text, start, end, floor, use):
        return Use.DEADLINE
    if use is Use.DEADLINE and _SEEKING.search(text, max(floor, start - 12), start) and not _CLOSING.match(text, end):
        return Use.NONE
    if use in (Use.NONE, Use.OTHER) and _UNTIL.match(text, end):
        if _SOUGHT.search(text, max(floor, start - 12), start) or _SEATED.search(text, max(floor, start - 24), start):
            return Use.DEADLINE
        line = text[max(text.rfind("\n", 0, start), start - _LONGEST_LINE) + 1 : start]
        return Use.DEADLINE if _REGISTERED.match(line) else use
    return use


def _closes(text: str, start: int, end: int, floor: int, use: Use) -> bool:
    """Whether a mark (〔締〕), a preposition (by) or the sale of tickets (チケット販売: 9/26まで) says that one can sign up until the day."""
    if use is Use.OTHER:
        sold = _UNTIL.match(text, end) and _TICKETS.search(text, max(floor, start - 14), start)
        return sold is not None
    if use in (Use.NONE, Use.EVENT) and _MARKED.search(text, max(floor, start - 6), start):
        return True
    if use is Use.NONE and _UNTIL.match(text, end):
        before = text[max(floor, start - 20) : start]
        if _TO_KNOW.search(before) or _WANTED.search(before):
            return True
    if _CLOSES.search(text, max(floor, start - _LONGEST_LINE), start) is not None:
        return True
    return use is Use.NONE and _BY.search(text, max(floor, start - 8), start) is not None


def use_after_day(text: str, end: int) -> Use:
    """As ``use_after`` for a day, behind which registration may begin (5月2日9時から電話で) or what is told by then or from then on (以降、全員に連絡)."""
    use = use_after(text, end)
    if use in (Use.NONE, Use.DOORS) and _BY_DAY.match(text, end):
        return Use.DEADLINE
    if use is Use.NONE and _UNFIT.match(text, end):
        return Use.OTHER
    return Use.OTHER if use in (Use.NONE, Use.END) and _DAY_OF_ELSE.match(text, end) else use


@lru_cache(maxsize=16)
def use_after(text: str, end: int) -> Use:
    """What the words right behind ``end`` say it is for; for a deadline also behind the clock that follows a day."""
    said = _SAID_BEHIND.match(text, end) if text[end : end + 1] not in _ENDS else None
    if said is not None:
        return _BEHIND[(said.lastindex or 1) - 1][0]
    clock = _CLOCK_BETWEEN.match(text, end)
    if clock is not None:
        return next((use for use, pattern in _BEHIND[:2] if pattern.match(text, clock.end())), Use.NONE)
    return Use.NONE
