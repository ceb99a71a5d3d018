"""In which language an event is held: what the listing says of it, else the language that it is written in. Pure.

The value is a list of language tags as in ``Content-Language`` (RFC 9110 §8.5): ``en``, or ``ja, en`` for what is held in
both. ``docs/reading/language.md`` has the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from aggregator.model import Origin
from aggregator.normalise.needed import Needed
from aggregator.normalise.text import Text

_NAMES: Final = {
    "日本語": "ja", "やさしい日本語": "ja", "japanese": "ja", "英語": "en", "english": "en", "中国語": "zh", "北京語": "zh", "台湾華語": "zh", "中文": "zh",
    "chinese": "zh", "mandarin": "zh", "韓国語": "ko", "korean": "ko", "한국어": "ko", "フランス語": "fr", "仏語": "fr", "french": "fr",
    "スペイン語": "es", "spanish": "es", "ドイツ語": "de", "独語": "de", "german": "de", "イタリア語": "it", "italian": "it",
    "ポルトガル語": "pt", "portuguese": "pt", "ロシア語": "ru", "russian": "ru", "ウクライナ語": "uk", "ukrainian": "uk", "ベトナム語": "vi",
    "vietnamese": "vi", "タイ語": "th", "thai": "th", "インドネシア語": "id", "indonesian": "id", "フィリピノ語": "tl", "タガログ語": "tl", "tagalog": "tl",
    "ネパール語": "ne", "nepali": "ne", "ミャンマー語": "my", "ビルマ語": "my", "burmese": "my", "モンゴル語": "mn", "mongolian": "mn",
    "ヒンディー語": "hi", "hindi": "hi", "ベンガル語": "bn", "bengali": "bn", "アラビア語": "ar", "arabic": "ar", "広東語": "yue", "cantonese": "yue",
}  # fmt: skip
_NAME: Final = "|".join(sorted(_NAMES, key=len, reverse=True))
_ONE: Final = re.compile(_NAME, re.IGNORECASE)
_SEVERAL: Final = rf"(?:{_NAME})(?:\s*(?:[・/、,&+と]|and|or|または|及び|および)\s*(?:{_NAME})){{0,5}}"
_HELD: Final = r"(?:開催|実施|進行|お?行(?:い(?!ません)|う|われ|っ)|おこな(?:い(?!ません)|う|われ|っ)|お送り|講演)"
_DOES: Final = r"(?:held|conducted|presented|delivered|taught|hosted|run|led|facilitated)"
_STATED: Final = re.compile(
    rf"(?<!プログラミング)(?<!開発)(?<!翻訳)言語\s*(?:[:は]|\n)\s*(?P<label>{_SEVERAL})"
    r"|(?<!programming )\blanguages?\s*(?:of the (?:event|talk|session)s?)?\s*(?::|\bis\b|\n)\s*"
    rf"(?P<english>{_SEVERAL})"
    rf"|(?P<held>{_SEVERAL})(?:のみ)?(?:に(?:よる|て)|で)の?\s*{_HELD}"
    rf"|(?:^|(?<=[\s(\[【、。・:※はが]))(?P<only>{_SEVERAL})(?:での?{_HELD})?(?:のみ|だけ|オンリー)"
    r"(?=で(?!な|はな|も)|の(?:イベント|会|開催|進行|講演)|と?なり|$|[\s。、)\]】])"
    rf"|(?P<either>{_SEVERAL})の?(?:どちら|いずれ)か?(?:で)?も"
    rf"|全(?:編|て|部)?\s?(?P<whole>{_SEVERAL})(?=で|の|$|[\s。、)\]】])"
    rf"|(?P<easy>やさしい日本語)(?:で|による|を使)"
    rf"|(?P<each>(?:{_NAME})でも、?(?:{_NAME})でも)"
    r"(?=\s?(?:可|OK|オーケー|大丈夫|歓迎|どうぞ|かまいません|構いません|話せます|(?:ご?参加)?いただけます))"
    rf"|(?P<halves>(?:前半|半分|最初)[^\n。]{{0,8}}?(?:{_NAME})[^\n。]{{0,6}}?(?:後半|半分|残り|次)[^\n。]{{0,8}}?"
    rf"(?:{_NAME}))(?=で(?!な|は)|$|[\s。、)])"
    rf"|\b{_DOES}\s+(?:\w+ly |fully |mainly )?in\s+(?P<does>{_SEVERAL})\b"
    rf"|[(\[【]\s*(?:all )?in (?P<bracket>{_SEVERAL})\s*[)\]】]"
    rf"|\b(?P<alone>english|japanese)[ -]only\b|\b(?:only )?in (?P<inonly>english|japanese) only\b",
    re.IGNORECASE,
)
_BOTH: Final = re.compile(
    r"バイリンガル(?=で|開催|進行|イベント|対応|$|[\s。)\]】])|日英(?:両言語|[二2][かヶカケ]国語|併記|対応)"
    r"|\bbilingual\s+(?:event|session|talk|meetup|workshop|tour|seminar)|\b(?:is|be|fully|held)\s+bilingual"
    r"|[(\[【]\s*bilingual\s*[)\]】]"
    r"|(?<!手話)(?:(?:同時|逐次|日英|英日)通訳|通訳)"
    r"(?:者?(?:あり|有り|付き|つき|が(?:入り|つき|付き))|を(?:ご?用意|提供))"
    r"|interpretation\s+(?:(?:is|will be)\s+)?(?:available|provided)"
    r"|with\s+(?:simultaneous|consecutive)\s+interpretation",
    re.IGNORECASE,
)
"""Whoever follows one of the two can come."""
_TOO: Final = re.compile(
    rf"(?P<too>{_SEVERAL})(?:で)?も\s?(?:可|OK|対応|大丈夫|歓迎|話せます|使えます|(?:ご?参加)?いただけます)"
    rf"|(?P<also>english|japanese)\s+(?:is\s+)?(?:also\s+)?(?:ok\b|okay|welcome|supported)",
    re.IGNORECASE,
)
_NEEDED: Final = Needed({"said": ("語", "english", "japanese", "language", "バイリンガル", "bilingual", "日英", "通訳", "interpretation", *_NAMES)})  # fmt: skip
_BESIDE: Final = re.compile(
    (
        r"(?:字幕|科目|試験|メニュー|アプリ|翻訳|資料|スライド|テキスト|教材|サイト|ページ|案内|お?申込み?"
        r"|お?申し込み|問い?合わ?せ|メール|パンフレット|解説文|音声ガイド|前回|昨年|次回|過去|一部|前半|後半|原作"
        r"|原書|subtitles?|slides?|materials?)[^。\n]{0,12}$"
    ),
    re.IGNORECASE,
)
"""What is in that language is something beside the event, a part of it, or another one."""
_DENIED: Final = re.compile(
    r"^[^\n。]{0,4}(?:では?(?:あり|ござい)?ません|ではな|じゃな|不可|禁止|不要|(?:の|が)?苦手|の?(?:場合|とき|方))"
    r"|^\s*(?:字幕|資料|スライド|教材|subtitles?|slides?)",
    re.IGNORECASE,
)

_SCRIPTS: Final = {
    "ko": re.compile("[가-힣]"), "th": re.compile("[ก-๛]"), "ar": re.compile("[ء-ي]"), "ru": re.compile("[а-яё]", re.IGNORECASE),
    "my": re.compile("[က-႟]"),
}  # fmt: skip
"""Languages that are told by their letters; Cyrillic with the letters of Ukrainian is Ukrainian."""
_UKRAINIAN: Final = re.compile("[іїєґ]", re.IGNORECASE)
_CHINESE: Final = re.compile(
    "[们這这嗎吗呢您你妳她說说为對对时间请讓让谢谢歡欢讲习语见动过进们關关于东车书门问题认识现场费從还還與们哪吧啦]"
)
"""Letters of everyday Chinese that no Japanese text has; a few of them are names."""
_VIETNAMESE: Final = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_FOREIGN: Final = re.compile(
    "|".join(one.pattern for one in (*_SCRIPTS.values(), _CHINESE, _VIETNAMESE)), re.IGNORECASE
)
_EUROPEAN: Final = {
    "es": "el la los las de del que en y para con por una un es no su se al como más está son este esta nos te",
    "fr": "le la les des du et pour nous vous est dans une un avec que qui sur pas au aux ce cette votre notre sont",
    "de": "der die das und ist wir mit für ein eine nicht den dem zu im auf sich von sind bei auch wird euch",
    "it": "il lo la gli le di che per con una un è sono non del della nel alla si e da come questo anche vi",
    "pt": "o a os as de do da que em para com por uma um é não no na se ao como mais são este esta você",
}
"""The little words of languages in Latin letters besides English."""
READ: Final = 4000
"""So many characters show what a text is written in."""
_HIRAGANA: Final = re.compile("[ぁ-ゖ]")
_JAPANESE: Final = re.compile("[ぁ-ゖァ-ヺ一-鿿々]")
_LATIN: Final = re.compile(r"[a-z]+(?:'[a-z]+)?")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@\S+", re.ASCII)
_LITTLE: Final = frozenset(
    "the and of to a in for with you your we our is are will be at on this that from by or as it can all have us if please join".split()  # noqa: SIM905 - words are read more easily without quotes
)
"""Words that no English text does without, and few lists of names have."""
_ACCENTED: Final = re.compile(r"[a-zß-öø-ÿ]+")
_LITTLES: Final = {"en": _LITTLE, **{tag: frozenset(words.split()) for tag, words in _EUROPEAN.items()}}
_KANA: Final = 15
_SIGNS: Final = 15
_CHINESE_SHARE: Final = 0.04
_CLEARLY: Final = 1.25
_WORDS: Final = 25
_LITTLE_WORDS: Final = 8
_LITTLE_KINDS: Final = 5
_LITTLE_SHARE: Final = 0.2
_SHARE: Final = 0.1
"""A text with less than this share of a script is not written in it: names and addresses stand in either."""


@dataclass(frozen=True, slots=True)
class LanguageReading:
    """``languages`` as tags separated by ``, ``, ``None`` where nothing tells; ``words`` say so, if the text does."""

    languages: str | None = None
    words: str = ""

    @property
    def origin(self) -> Origin:
        """Read from words that say so, or inferred from what the text is written in."""
        return Origin.TEXT if self.words else Origin.INFERRED


def read_language(text: Text, title: Text | None = None) -> LanguageReading:
    """The language that the event is held in.

    Args:
        text: the listing without its title.
        title: the title, if it stands apart.
    """
    passages = [title, text] if title is not None else [text]
    stated: dict[str, None] = {}
    added: dict[str, None] = {}
    quotes: list[str] = []
    for passage in passages:
        if "said" not in _NEEDED(passage.folded):
            continue
        for languages, match, further in _said(passage.folded):
            (added if further else stated).update(languages)
            quotes.append(passage.quote(*match.span()).strip())
    if stated:
        return LanguageReading(", ".join(stated | added), "、".join(dict.fromkeys(quotes))[:80])
    written = _written("\n".join(passage.folded[:READ] for passage in passages))
    if not written:
        return LanguageReading()
    return LanguageReading(
        ", ".join(dict.fromkeys(written) | added), "、".join(dict.fromkeys(quotes))[:80] if added else ""
    )


def _said(folded: str) -> Iterator[tuple[dict[str, None], re.Match[str], bool]]:
    """What the text says of languages: the tags, where it says so, and whether it only adds them to another."""
    for pattern, further in ((_STATED, False), (_BOTH, False), (_TOO, True)):
        for match in pattern.finditer(folded):
            line = folded.rfind("\n", 0, match.start()) + 1
            if _BESIDE.search(folded[max(line, match.start() - 24) : match.start()]) or _DENIED.match(
                folded[match.end() : match.end() + 16]
            ):
                continue
            named = next((group for group in match.groups() if group), "")
            tags = dict.fromkeys(_NAMES[name.lower()] for name in _ONE.findall(named))
            yield tags or dict.fromkeys(("ja", "en")), match, further


def _written(text: str) -> tuple[str, ...]:
    """The languages of a text: Japanese by its kana, English by its little words, others by letters or little words."""
    text = _ADDRESS.sub(" ", text)
    words = _LATIN.findall(text.lower())
    latin = sum(map(len, words))
    japanese = len(_JAPANESE.findall(text))
    little = [word for word in words if word in _LITTLE]
    english = (
        len(words) >= _WORDS
        and len(little) >= max(_LITTLE_WORDS, _LITTLE_SHARE * len(words))
        and len(set(little)) >= _LITTLE_KINDS
        and latin >= _SHARE * (latin + japanese)
    )
    kana = len(_HIRAGANA.findall(text)) >= _KANA and japanese >= _SHARE * (latin + japanese)
    known = tuple(tag for tag, is_so in (("ja", kana), ("en", english)) if is_so)
    return (*known, *_otherwise(text, latin + japanese, known))


def _otherwise(text: str, letters: int, known: tuple[str, ...]) -> Iterator[str]:
    """The other languages of a text with so many Latin and Japanese letters, which is in the ``known`` ones."""
    if _FOREIGN.search(text):
        yield from _by_letters(text, letters)
    if not known:
        yield from _european(text.lower())


def _by_letters(text: str, letters: int) -> Iterator[str]:
    for tag, script in _SCRIPTS.items():
        count = len(script.findall(text))
        if count >= _SIGNS and count >= _SHARE * (letters + count):
            yield "uk" if tag == "ru" and _UKRAINIAN.search(text) else tag
    chinese = _CHINESE.findall(text)
    kinds = len(set(chinese))
    if len(chinese) >= _LITTLE_WORDS and kinds >= _LITTLE_KINDS and len(chinese) >= _CHINESE_SHARE * letters:
        yield "zh"
    marks = len(_VIETNAMESE.findall(text))
    if marks >= _SIGNS and marks >= _SHARE * letters:
        yield "vi"


def _european(text: str) -> Iterator[str]:
    """The language in Latin letters whose little words are most, clearly more than any other's."""
    words = _ACCENTED.findall(text)
    counts = sorted(
        (
            (sum(word in little for word in words), len(little.intersection(words)), tag)
            for tag, little in _LITTLES.items()
        ),
        reverse=True,
    )
    (most, kinds, tag), (second, _, _) = counts[:2]
    enough = len(words) >= _WORDS and most >= max(_LITTLE_WORDS, _LITTLE_SHARE * len(words)) and kinds >= _LITTLE_KINDS
    if enough and most >= _CLEARLY * second:
        yield tag
