"""One spelling for words that are written in several ways: letters, loanwords, kana for kanji, abbreviations."""

from __future__ import annotations

import re
import unicodedata

from aggregator.dedupe.starts import any_of

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("〜∼˜～", "~"),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‘’‛`´", "'"),
        **dict(zip("髙﨑邊邉齋齊澤濵濱廣國學會櫻", "高崎辺辺斎斉沢浜浜広国学会桜", strict=True)),
    }
)
_LETTER = re.compile(f"[{''.join(map(chr, _LETTERS))}]")
_CIRCLED = {ord("①") + index: f" #{index + 1} " for index in range(20)}
_CIRCLE = re.compile("[①-⑳]")
_TABLE = """
バ ヴァ
ビ ヴィ
ベ ヴェ
ボ ヴォ
ブ ヴ
ウォ ウオ
ウェ ウエ
ウィ ウイ
大人 おとな
一人 ひとり
初めて はじめて
楽しむ たのしむ
楽しい たのしい
暮らし くらし
街歩き まちあるき まち歩き 町歩き
桜 さくら
紅葉 もみじ
折り紙 おりがみ
生け花 いけばな 活け花 活花
集まり あつまり
集い つどい
学び まなび
遊び あそび
作ろう つくろう
作る つくる
作り づくり つくり 創り 造り
心 こころ
体 からだ カラダ
歌 うた
踊り おどり
祭り まつり
着物 きもの
浴衣 ゆかた
味噌 みそ
森 もり
絵本 えほん
音楽 おんがく
親子 おやこ
言葉 ことば
宇宙 うちゅう
広場 ひろば
子ども 子供 こども
障害 障がい 障碍
打ち合わせ 打合せ 打合わせ
1日 1day ワンデー ワンデイ
ボードゲーム ボドゲ
トレイルランニング トレラン
スマホ スマートフォン
バスケ バスケットボール
プレゼン プレゼンテーション
麻雀 マージャン
パソコン パーソナルコンピュータ
九州 kyushu
調べ しらべ
灯り あかり 明かり
光 ひかり
仕事 しごと
手仕事 てしごと
手作り てづくり
命 いのち
住まい すまい
時間 じかん
形 かたち
気持ち きもち
友達 ともだち 友だち
野菜 やさい
果物 くだもの
お菓子 おかし
ご飯 ごはん
散歩 さんぽ
探検 たんけん 探険
冒険 ぼうけん
実験 じっけん
観察 かんさつ
工作 こうさく
弁当 べんとう
将棋 しょうぎ
粘土 ねんど
体験 たいけん
教室 きょうしつ
夕べ ゆうべ
始まり はじまり
出会い であい
東北 tohoku
四国 shikoku
北陸 hokuriku
関東 kanto
"""
_VARIANTS = {variant: line.split()[0] for line in _TABLE.strip().splitlines() for variant in line.split()[1:]} | {
    **dict.fromkeys(("&", " and ", "アンド"), "と")
}
_VARIANT = any_of(_VARIANTS)
_SMALL_KE = re.compile(r"(?<=[一-龥])[ヶケ](?=[一-龥])")
"""霞ヶ関 and 自由ケ丘 are written with が as well."""
_KANA_MARK = re.compile(r"(?<=[ァ-ヶ])ー(?![ァ-ヶー])|(?<=[ァ-ヶー])・(?=[ァ-ヶ])")


def fold(words: str) -> str:
    """``words`` in one set of letters: NFKC, lower case, one kind of dash, tilde and quote, single spaces."""
    plain = words.translate(_CIRCLED) if _CIRCLE.search(words) else words
    plain = unicodedata.normalize("NFKC", plain).casefold()
    if _LETTER.search(plain):
        plain = plain.translate(_LETTERS)
    return " ".join(plain.split())


def spelt(folded: str) -> str:
    """Folded words with variants of spelling unified: ヴァイオリン/バイオリン, サーバー/サーバ, 子供/こども."""
    unified = _VARIANT.sub(_unified, folded)
    if "ヶ" in unified or "ケ" in unified:
        unified = _SMALL_KE.sub("が", unified)
    return _KANA_MARK.sub("", unified) if "ー" in unified or "・" in unified else unified


def _unified(match: re.Match[str]) -> str:
    return _VARIANTS[match.group()]
