"""What a headline says a text is, where it announces no event: a closure, a job, a report, a new rule. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from aggregator.normalise.dates.told import MEETS

_CLOSURES: Final = (
    "断水 休館 閉園 休園 休場 休業 閉店 停止 運休 停電 休止 休刊 休演 休校 閉鎖 休診 障害 閉庁 閉館 お休み "
    "休演日 休業日 休園日 休館日 休診日 不具合 見合わせ 通行止 通行止め 通行規制 交通規制"
)
_JOBS: Final = (
    "採用 職員 求人 急募 任用 パート 正社員 アルバイト 募集要項 協賛募集 職員募集 社員募集 委託先募集 従業員募集 "
    "モニター募集 スタッフ募集 アルバイト募集 パート募集"
)
_NOTICES: Final = (
    f"{_CLOSURES} {_JOBS} "
    "発送 収集 検針 配達 工事 消毒 出荷 回収 点検 収集日 回収日 メンテナンス 診療 店舗 営業 アクセス "
    "電話受付 時刻 時刻表 ダイヤ "
    "営業時間 診療時間 開館時間 開園時間 開室時間 受付時間 窓口時間 点灯時間 利用時間 貸出時間 営業日 診療日 "
    "開館日 開園日 開室日 営業体制 診療体制 受付体制 営業カレンダー 診療カレンダー 開館カレンダー "
    "申請 入試 選挙 期限 規約 会則 規則 約款 規定 申告 投票 納税 納付 施行 値上げ 補助金 給付金 助成金 改定 "
    "改正 改訂 廃止 使い方 利用案内 申請期間 申請方法 申請受付 予防接種 更新履歴 変更履歴 よくある質問 q&a "
    "faq "
    "価格変更 料金変更 運賃変更 使用料変更 会費変更 規約変更 制度変更 名称変更 組織変更 体制変更 時刻変更 "
    "時刻表変更 ダイヤ変更 リリースノート パッチノート "
    "訃報 逝去 人事 異動 議事録 議事要旨 結果 結果発表 成績 受賞 当選 当選者 当選発表 当選者発表 開催報告 "
    "活動報告 実施報告 参加報告 視察報告 収支報告 会報告 開催記録 活動記録 実施記録 参加記録 視察記録 会記録 "
    "開催レポート 活動レポート 実施レポート 参加レポート 視察レポート 会レポート 開催リポート 活動リポート "
    "参加リポート 会リポート レビュー 感想 日記 書評 映画評 ふりかえり 振り返り インタビュー プロフィール "
    "沿革 略歴 経歴 年表 "
    "あいさつ 挨拶 取材 メディア掲載 放送 放映 献立 日替わりランチ 本日ランチ 日替わり定食 本日定食 "
    "本日メニュー ラジオ出演 テレビ出演 tv出演 メディア出演 新聞出演 天気 開花 見ごろ 流星群 忘れ物 落とし物 "
    "落し物 迷子 事故 健康診断"
)
"""What is never an event, without の and ご: closures, jobs, works, opening hours, rules, news."""
_WARES: Final = (
    "入荷 発売 新刊 移転 新製品 新商品 リリース 楽曲配信 録画配信 見逃し配信 アーカイブ配信 販売開始 販売終了 "
    "引っ越し キャンペーン 決算セール 歳末セール 半額セール タイムセール 期間限定セール ポイントセール "
    "ブラックフライデーセール"
)
_NOUNS: Final = (
    "納期 納期限 納税 課税 減税 還付 控除 税 年金 保険料 給付 支援金 交付 交付金 手当 証明書 住民票 戸籍 "
    "印鑑登録 マイナンバーカード 閲覧 縦覧 公告 公示 入札 落札 開札 パブリックコメント 意見募集 条例 投票所 "
    "期日前投票 ワクチン 注射 検診 健診 水質検査 測定 統計 人口 世帯数 ごみ し尿 下水道 水道 漏水 除雪 凍結 "
    "野焼き 害虫駆除 防除 薬剤散布 警報 注意報 アラート 避難情報 避難指示 余震 津波 不審者 詐欺 空き巣 盗難 "
    "行方不明 "
    "定休日 改装 改装工事 再入荷 予約受付 予約状況 空き状況 空室 在庫 欠品 品切れ 完売 送料 配送 お届け 返品 "
    "リコール 福袋 お中元 お歳暮 商品券 クーポン ポイント 失効 還元 引き換え 引換え 景品 新メニュー メニュー "
    "定食 テイクアウト "
    "入学手続 合格発表 合格者 時間割 休講 補講 課題 成績表 給食 給食費 学費 授業料 制服 登校 登校日 学級閉鎖 "
    "家庭訪問 内定 受け取り 学生証 学割証 奨学金 再発行 "
    "就任 退任 着任 役員人事 決算 決算短信 業績 配当 株主優待 監査 契約 保守 提供終了 サポート終了 復旧 バグ "
    "アップデート バージョン 仕様変更 プライバシーポリシー 勤務 勤務時間 シフト 有給休暇 休暇 特許 商標 "
    "再放送 連載 更新情報 新曲 新譜 天気予報 気温 熱帯夜 猛暑 台風情報 紅葉情報 潮見表 潮汐 満潮 干潮 初雪 "
    "積雪 水位 貯水率 運行 渋滞 渋滞予測 混雑 終電 始発 窓口 日報 近況 お礼 祝電 お客様声 合格者声 参加者声 "
    "体験談 自己紹介 締切 締切日 締め切り 締め日 登録 更新手続き 車検 免許更新 引き落とし 口座振替 ため"
)
"""What a notice of a town, a shop, a school, a firm, the press is of; a title that names a meeting beside it is none of these (講演会 地震と津波)."""
_LIVE: Final = ("生放送", "公開放送")
_TAILS: Final = (
    "お知らせ 知らせ 案内 お願い お詫び 報告 連絡 情報 概要 一覧 日程 予定 状況 様子 変更 延長 短縮 開始 "
    "について につきまして に関して に関する 大切な 重要な 臨時 です いたします いたしました しました します 中 "
    "の ご"
)
"""What may stand behind the noun that a headline ends with."""


def _by_end(words: str) -> dict[str, tuple[str, ...]]:
    """Words by their last character, so that few are compared."""
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(words.split(), key=len, reverse=True):
        found[word[-1]] = (*found.get(word[-1], ()), word)
    return found


_ENDS: Final = {name: _by_end(words) for name, words in (("notice", _NOTICES), ("ware", _WARES), ("noun", _NOUNS))}
_TAIL_ENDS: Final = _by_end(_TAILS)
_MARKS: Final = re.compile(r"\W+$")
_CAUSE: Final = re.compile(r"に(?:伴う|よる|係る)[^、。\s]{0,16}$")
_TAG: Final = re.compile(
    r"\W*"
    rf"(?:{'|'.join(f'{_CLOSURES} {_JOBS}'.split())}|訃報|議事録|会則|求む|(?:試合|大会|選考)?結果"
    r"|(?:活動|開催|実施)?(?:報告|レポート)|新発売|発売中|新商品)(?:の?(?:お知らせ|ご?案内))?\s*[】\]>):|/]"
)
"""Words in brackets, or with a colon, at the head: 【求人】, 訃報:."""
_DONE: Final = re.compile(
    r"(?:(?:開催|実施|終了|参加|参列|出展|出場|出演|訪問|卒業|受賞|優勝|紹介|完了|掲載)(?:(?:いた)?し|され)|行い"
    r"|行われ|開かれ|いただき|参加ありがとうござい)ました\W*$"
)
"""What has been: 夏祭りを開催しました."""
_ASIDE: Final = re.compile(r"\([^()]*\)\W*$")
_VISITED: Final = re.compile(
    r"(?:参加|受講|聴講|入場|観覧|鑑賞)(?:費|料(?!金改)|無料|自由|申し?込)|開演|前売|当日券"
    r"|開催(?:し|いたし)ます|観覧\d|(?:申し?込み?|予約)不要|要(?:予約|申込)"
)
"""So one asks to come to what has a fee, seats or doors, whatever its name (秋の総点検, レビュー)."""
_OF_NOTICE: Final = re.compile(
    r"(?:に(?:ついて|つきまして|関して)|知らせ|お願い|お詫び|あいさつ|挨拶|ご?案内|ご?報告|ご連絡|方法|しかた"
    r"|仕方|手続き?|の声|の(?:皆様|方|先生)へ|ニュース|だより|ありがとうございました|廃止|変更|終了)\W*$"
)
_OPENING: Final = re.compile(r"[^\n。、]{2,40}?(?:知らせ|について|お願い|ご?案内|お詫び)(?=[ \t:!】])")
_LONGEST: Final = 60
"""Characters of a headline that are looked at: the first for a tag, the last for what it ends with."""


def is_notice(title: str | None, text: str, *, meets: bool) -> bool:
    """Whether a headline says of its text, which names no day, that it announces no event.

    It does where it ends with (or bears as a tag) a closure, works, opening hours, a rule, a job or a report of what was, unless the text asks to
    come to something; where it ends with wares, which may be those of a concert, and nothing is ``meets``.

    Args:
        title: the title, folded; without one the first line of the text counts, if it is no sentence.
        text: the text, folded.
        meets: parts of the text have labels of a meeting (会場, 定員).
    """
    head = headline(title, text)
    end = head[-_LONGEST:]
    ends = _ends_with(end)
    named = ends == "noun" and not meets and MEETS.search(end) is None
    if named or ends == "notice" or _TAG.match(head[:_LONGEST]) or _DONE.search(_ASIDE.sub("", end)):
        return _VISITED.search(text) is None
    return ends == "ware" and not meets


def _ends_with(head: str) -> str | None:
    """The group of the noun with which a headline ends, behind which …のお知らせ, …について and the like may stand."""
    rest = _MARKS.sub("", head.lower())
    while rest:
        if rest.endswith(_LIVE):
            return None
        plain = rest.replace("のご", "").replace("の", "")
        for name, ends in _ENDS.items():
            if plain.endswith(ends.get(rest[-1], ())):
                return name
        tail = next((word for word in _TAIL_ENDS.get(rest[-1], ()) if rest.endswith(word)), None)
        cause = _CAUSE.search(rest) if tail is None else None
        if tail is None and cause is None:
            return None
        rest = _MARKS.sub("", rest[: cause.start()] if cause else rest[: -len(tail or "")])
    return None


def framed(head: str) -> Iterator[str]:
    """What a headline ends with as those of notices do, or bears as a tag: 断水のお知らせ, 【求人】, …を開催しました."""
    end = head[-_LONGEST:]
    if (ends := _ends_with(end)) is not None:
        yield f"headline ends with a {ends}"
    if _TAG.match(head[:_LONGEST]):
        yield "headline tagged"
    if _DONE.search(_ASIDE.sub("", end)):
        yield "headline of what was done"
    if _OF_NOTICE.search(end):
        yield "headline of a notice"


def headline(title: str | None, text: str) -> str:
    """The title, or the first line of a text that has more than one, where it is no sentence."""
    if title:
        return title.strip()
    first, broken, _ = text.lstrip().partition("\n")
    if (told := _OPENING.match(first)) is not None:
        return told[0].strip()
    return first.strip() if broken and len(first) <= _LONGEST and not first.rstrip().endswith(("。", "!")) else ""
