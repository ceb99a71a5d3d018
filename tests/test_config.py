"""A config mistake is one line: file, line, key, what is wrong and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.config.edit import add_item, remove_item, set_values, starter
from aggregator.config.load import Loaded, load, load_text
from aggregator.errors import ConfigError
from aggregator.i18n import translator
from aggregator.model import Format, Interest

ROOT = Path(__file__).parents[1]
say = translator("ja")


def read(text: str, environment: dict[str, str] | None = None) -> Loaded:
    return load_text(text, environment or {}, say)


def problems(text: str, environment: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        read(text, environment)
    return [str(one) for one in (caught.value, *caught.value.others)]


def test_the_starter_configuration_is_right_as_it_is() -> None:
    loaded = load(ROOT / "config.yaml", {}, say)
    assert loaded.settings.profile.free
    assert [one.settings.kind for one in loaded.sources] == ["feed", "techplay"]


def test_an_empty_file_is_a_configuration_with_all_defaults() -> None:
    loaded = read("")
    assert loaded.sources == ()
    assert loaded.settings.digest.at == "06:30"


def test_names_are_resolved_and_weights_kept() -> None:
    profile = read("profile:\n  hobbies: [ボードゲーム, {テニス: 2}]\n  words: Python\n").settings.profile
    assert Interest(group="hobby", value="tennis", weight=2, said="テニス") in profile.interests
    assert Interest(group="word", value="Python") in profile.interests
    assert {("board_games", ""), ("tennis", "テニス")} <= {(one.value, one.said) for one in profile.interests}


def test_purposes_may_be_the_readers_own_words() -> None:
    profile = read("profile:\n  purposes: [猫の話をする, 転職]\n").settings.profile
    assert profile.purposes == ("猫の話をする", "転職")
    assert [one.group for one in profile.interests] == ["purpose"]


def test_one_value_may_stand_where_a_list_is_meant() -> None:
    profile = read("profile:\n  formats: online\n  areas: 東京都\n").settings.profile
    assert profile.formats == (Format.ONLINE,)
    assert profile.areas == ("東京都",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "profile:\n  hobbys: []\n",
            "config.yaml:2: profile.hobbys: 知らない名前です: hobbys。もしかして hobbies ですか",
        ),
        ("digest:\n  at: 25:00\n", "config.yaml:2: digest.at: 時刻は 06:30 のように書いてください"),
        (
            "profile:\n  zone: Asia/Tokio\n",
            "config.yaml:2: profile.zone: 時間帯の名前は Asia/Tokyo のように書いてください",
        ),
        ("fetch:\n  every: soon\n", "config.yaml:2: fetch.every: 間隔は 30m、6h、1d のように書いてください"),
        (
            "sources:\n  - name: a\n    kind: fed\n",
            "config.yaml:3: sources.0.kind: 知らない名前です: fed。もしかして feed ですか",
        ),
        ("sources:\n  - name: a\n    kind: feed\n", "config.yaml:2: sources.0.url: 必要なキーがありません"),
        ("digest:\n  limit: many\n", "config.yaml:2: digest.limit: 'many' は読めません。整数を書いてください"),
        (
            "digest:\n  to: [post]\n",
            "config.yaml:2: digest.to.0: 'post' は使えません。使えるのは 'html', 'mail', 'push', 'stdout' です",
        ),
        ("calendars:\n  - name: x\n", "config.yaml:2: calendars.0: file か url のどちらか一つを書いてください"),
        ("profile:\n\thome: 吉祥寺駅\n", "config.yaml:2: タブは使えません。空白で字下げしてください"),
        (
            "mail:\n  to: you@example.jp\n  host:\n",
            "config.yaml:3: mail.host: 値がありません。文字列（必要なら引用符で囲んで）を書いてください",
        ),
        (
            "profile:\n  hobbies: ボードゲーム、読書\n",
            "config.yaml:2: profile.hobbies.0: 一つずつ分けて書いてください: [ボードゲーム, 読書]（自分の言葉は words に書けます）",
        ),
        ("digest: 5\n", "config.yaml:1: digest: 5 は読めません。「キー: 値」の形を書いてください"),
    ],
)
def test_a_mistake_names_file_line_key_and_remedy(text: str, expected: str) -> None:
    assert problems(text) == [expected]


def test_of_an_unknown_key_all_that_there_are_are_named_however_many() -> None:
    (line,) = problems("profile: {zzz: 1}\n")
    assert line.startswith("config.yaml:1: profile.zzz: 知らない名前です: zzz。使えるのは areas, attributes, ")


def test_all_mistakes_are_shown_at_once_in_the_order_of_their_lines() -> None:
    found = problems(
        "profile:\n  free: [なんとか]\n  hobbies: [テニヌ]\n  home: どこか遠い所\ndigest:\n  at: x\nsources:\n  - {name: a, kind: nothing}\n"
    )
    assert [line.split(":")[1] for line in found] == ["2", "3", "4", "6", "8"]


def test_two_sources_of_one_name_are_a_mistake() -> None:
    text = "sources:\n" + "  - {name: a, kind: feed, url: 'https://a.example/'}\n" * 2
    assert problems(text) == ["config.yaml:3: sources.1.name: 同じ名前の取得元がもうあります: a"]


@pytest.mark.parametrize("text", ["a: [1\n", "a: 1\na: 2\n", "- a\n", "\tx: 1\n", "a: &b [*b]\n", "a: 'x"])
def test_what_is_no_yaml_is_named_with_its_line(text: str) -> None:
    (line,) = problems(text)
    assert line.startswith("config.yaml")


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="asagao init"):
        load(tmp_path / "config.yaml", {}, say)


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_bytes("profile: {home: 新宿駅}".encode("cp932"))
    with pytest.raises(ConfigError, match="UTF-8"):
        load(path, {}, say)


def test_a_folder_instead_of_a_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        load(tmp_path, {}, say)


def test_secrets_come_from_the_environment() -> None:
    text = "calendars:\n  - name: work\n    url: ${MY_CALENDAR}\n"
    assert read(text, {"MY_CALENDAR": "https://c.example/x.ics"}).settings.calendars[0].url == "https://c.example/x.ics"
    assert problems(text) == ["config.yaml:3: calendars.0.url: 環境変数 MY_CALENDAR がありません"]


def test_messages_come_in_english_too() -> None:
    with pytest.raises(ConfigError, match="did you mean hobbies"):
        load_text("profile:\n  hobbys: []\n", {}, translator("en"))


def test_what_a_kind_refuses_is_told_in_the_readers_language() -> None:
    text = "sources:\n  - {name: 町, kind: html, url: www.example.jp, item: 'li['}\n"
    for language, sentences in (
        ("ja", ("https:// から始まるアドレスを全部書いてください", "CSSセレクターとして読めません")),
        ("en", ("Write the full address, beginning with https://", "cannot be read as a CSS selector")),
    ):
        with pytest.raises(ConfigError) as caught:
            load_text(text, {}, translator(language))
        told = "\n".join(caught.value.mistakes)
        assert [sentence for sentence in sentences if sentence not in told] == []


def test_edits_keep_every_comment() -> None:
    text = starter()
    edited = set_values(
        text, {("profile", "home"): "三鷹駅", ("profile", "free"): ["平日 19:00-22:00"], ("mail", "to"): "a@example.jp"}
    )
    comments = {line.strip() for line in text.splitlines() if line.strip().startswith("#")}
    assert comments <= {line.strip() for line in edited.splitlines()}
    loaded = read(edited)
    assert loaded.settings.profile.free == ("平日 19:00-22:00",)
    assert loaded.settings.mail is not None


def test_a_source_can_be_added_and_removed_again() -> None:
    text = starter()
    added = add_item(text, ("sources",), {"name": "町", "kind": "ics", "url": "https://town.example/c.ics"})
    assert [one.name for one in read(added).sources][-1] == "町"
    removed = remove_item(added, ("sources",), "町")
    assert [one.name for one in read(removed).sources] == [one.name for one in read(text).sources]
    assert remove_item(text, ("sources",), "nobody") == text


def test_a_source_can_be_added_to_an_empty_file() -> None:
    added = add_item("", ("sources",), {"name": "町", "kind": "ics", "url": "https://town.example/c.ics"})
    assert read(added).sources[0].name == "町"


@given(st.text(max_size=200))
def test_property_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        read(text)
    except ConfigError as error:
        assert str(error).startswith("config.yaml")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("profile:\n  budget: -5\n", "config.yaml:2: profile.budget: -5 は使えません。0以上にしてください"),
        ("profile:\n  budget: much\n", "config.yaml:2: profile.budget: 'much' は読めません。整数を書いてください"),
    ],
)
def test_a_number_out_of_its_limits_is_told_the_limit(text: str, advice: str) -> None:
    assert problems(text)[0].startswith(advice)


def test_an_item_stands_below_a_blank_line_where_the_others_do():
    apart = "sources:\n  - name: a\n    kind: ics\n\n  # by hand\n  - name: b\n    kind: ics\n"
    close = "sources:\n  - name: a\n    kind: ics\n  - name: b\n    kind: ics\n"
    assert add_item(apart, ("sources",), {"name": "c"}) == f"{apart}\n  - name: c\n"
    assert add_item(close, ("sources",), {"name": "c"}) == f"{close}  - name: c\n"
