"""Which rule lets a listing in or out, for whom, and what speaks for it."""

import unicodedata
from datetime import timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from match_builders import NOW, Around, at, interests, listing, match, matcher, price, sitting

from aggregator.calendars import free
from aggregator.match import RULES, Crowd, Matcher
from aggregator.match.words import content_words
from aggregator.model import (
    Caution,
    Cautions,
    Event,
    Fit,
    Format,
    Interest,
    Interval,
    Match,
    Part,
    Place,
    Price,
    Profile,
    Rejected,
    Status,
)
from aggregator.rank import cares


def rule(found):
    return found.rule if isinstance(found, Rejected) else None


def parts(found):
    assert isinstance(found, Match), found
    return {part.name: part.points for part in found.parts}


# ------------------------------------------------------------------------------------------------------------- rules

REFUSED = [
    ("cancelled", {"status": Status.CANCELLED}, {}, "中止"),
    ("cancelled", {"status": Status.POSTPONED}, {}, "延期"),
    ("past", {"start": "2026-11-23 06:00", "end": "2026-11-23 08:00"}, {}, "始まった"),
    ("horizon", {"start": "2027-01-10 19:00", "end": None}, {}, "30日より先"),
    ("closed", {"status": Status.CLOSED}, {}, "受付は終わって"),
    ("closed", {"deadline": "2026-11-22 23:59"}, {}, "11/22に締め切られ"),
    ("full", {"status": Status.FULL}, {}, "満席"),
    ("format", {"format": Format.ONLINE}, {"formats": ("onsite",)}, "オンライン"),
    ("format", {}, {"formats": ("online",)}, "会場に行く"),
    ("area", {}, {"areas": ("京都",)}, "東京都渋谷区"),
    ("area", {}, {"areas": ("武蔵野市", "神奈川県")}, "東京都渋谷区"),
    ("audience", {"audience": ("women_only",)}, {"attributes": ("men",)}, "女性限定"),
    ("budget", {"price": Price(min=4000)}, {"budget": 3000}, "4,000円"),
    ("language", {"language": "en-GB"}, {"languages": ("ja",)}, "英語の会です"),
    ("travel", {"place": Place(prefecture="大阪府", city="大阪市")}, {"home": "吉祥寺駅"}, "家から約"),
    ("travel", {}, {"home": "吉祥寺駅", "max_travel": 20}, "20分より遠い"),
    ("free", {}, {"free": ("土日 10:00-18:00",)}, "11/25 19:00〜21:00は空き時間の外"),
    ("home_by", {}, {"home": "吉祥寺駅", "home_by": "21:30"}, "21:30までに帰りたい"),
    ("exclude", {"description": "途中で投資の話もあります"}, {"exclude": ("投資",)}, "「投資」"),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "event", "profile", "says"), REFUSED)
def test_a_rejection_names_one_rule_the_fact_and_what_would_bring_it_back(expected, event, profile, says):
    found = match(listing(**event), **profile)
    assert isinstance(found, Rejected)
    assert found.rule == expected
    assert found.rule in RULES
    assert says in found.reason
    assert found.remedy.endswith(("入ります", "見られます"))


AT_ONCE = {
    "formats": (Format.ONLINE,),
    "areas": ("大阪府",),
    "budget": 1000,
    "exclude": ("投資",),
    "max_travel": 5,
    "home": "吉祥寺駅",
    "home_by": "21:30",
    "free": ("土 9:00-12:00",),
}


@pytest.mark.parametrize("count", range(1, len(AT_ONCE)))
def test_where_several_rules_refuse_the_remedy_names_them_all(count):
    """Whoever follows it has the listing in; whoever leaves out one of its parts has not."""
    one = listing(description="途中で投資の話もあります", price=price(("一般", 3000)))
    for chosen in combinations(AT_ONCE, count):
        wishes = {key: AT_ONCE[key] for key in chosen} | {"home": "吉祥寺駅"}
        found = match(one, **wishes)
        if isinstance(found, Match):
            continue
        named = [key for key in AT_ONCE if f"profile.{key} " in found.remedy]
        assert isinstance(match(one, **{key: value for key, value in wishes.items() if key not in named}), Match)
        for kept in named:
            rest = {key: value for key, value in wishes.items() if key not in named or key == kept}
            assert isinstance(match(one, **rest), Rejected)


def test_a_further_reason_is_told_beside_its_change():
    found = match(listing(price=price(("一般", 3000))), budget=1000, free=("土 9:00-12:00",))
    assert (found.rule, found.reason) == ("budget", "参加費3,000円は予算1,000円を超えます")
    assert found.remedy == (
        "すべてかなうと入ります: profile.budget を3000以上にする／"
        "profile.free にその時間を足す（11/25 19:00〜21:00は空き時間の外です）"
    )


def test_beyond_the_horizon_nothing_is_promised():
    far = {"start": "2027-03-05 19:00", "end": "2027-03-05 21:00"}
    assert match(listing(**far)).remedy == "profile.horizon_days を103以上にすると入ります"
    assert match(listing(**far), free=("水 18:00-22:00",)).remedy.endswith("にすると、空き時間に合うかを調べます")
    both = match(listing(**far, price=price(("一般", 3000))), budget=1000)
    assert both.remedy.startswith("すべてかなうと入ります: profile.horizon_days を103以上にする／profile.budget ")
    begun = match(listing(start="2026-11-22 19:00", end="2026-11-22 21:00"), free=("土 9:00-12:00",))
    assert begun.remedy == "次の回が載ると入ります"


WISHES = [(event, profile) for rule_, event, profile, _ in REFUSED if profile and rule_ not in ("travel", "audience")]


@pytest.mark.parametrize(("event", "profile"), WISHES)
def test_without_the_wish_the_same_listing_is_in(event, profile):
    assert isinstance(match(listing(**event), **profile), Rejected)
    assert isinstance(match(listing(**event)), Match)


def test_an_appointment_refuses_and_says_which():
    meeting = Interval(start=at("2026-11-25 18:30"), end=at("2026-11-25 19:30"), label="定例")
    found = match(listing(), [meeting])
    assert rule(found) == "clash"
    assert "「定例」（18:30〜19:30）と重なります" in found.reason


@pytest.mark.parametrize(
    ("areas", "place", "inside"),
    [
        (("東京",), ("東京都", "渋谷区"), True),
        (("東京都",), ("東京都", None), True),
        (("京都",), ("東京都", "渋谷区"), False),
        (("京都",), ("京都府", "宇治市"), True),
        (("横浜市",), ("神奈川県", "横浜市西区"), True),
        (("西区",), ("神奈川県", "横浜市西区"), True),
        (("神奈川県横浜市",), ("神奈川県", "横浜市西区"), True),
        (("横浜市",), ("神奈川県", "川崎市"), False),
        (("北海道",), ("北海道", "札幌市"), True),
        (("東京都武蔵野市",), ("東京都", None), True),
        (("東京都武蔵野市",), ("東京都", "三鷹市"), False),
        ((" ",), ("大阪府", "堺市"), True),
        (("東京",), (None, None), True),
    ],
)
def test_areas_as_people_write_them(areas, place, inside):
    found = match(listing(place=Place(prefecture=place[0], city=place[1])), areas=areas)
    assert (rule(found) != "area") is inside


def test_a_sitting_that_is_near_enough_counts_where_another_is_too_far():
    """On a weekday evening the way begins at work, on Saturday at home."""
    dates = (sitting("2026-11-25 19:00", "2026-11-25 21:00"), sitting("2026-11-28 14:00", "2026-11-28 16:00"))
    place = Place(name="武蔵野の館", prefecture="東京都", city="武蔵野市")
    one = listing(start="2026-11-25 19:00", dates=dates, place=place)
    person = {"home": "吉祥寺駅", "work": "東京都立川駅", "max_travel": 30}
    found = match(one, **person)
    assert isinstance(found, Match)
    assert found.occurrence.start == dates[1].start
    assert rule(match(listing(place=place), **person)) == "travel"


def test_hybrid_events_know_no_area_and_are_attended_from_home_where_it_is_far():
    far = listing(format=Format.HYBRID, place=Place(prefecture="大阪府", city="大阪市"))
    found = match(far, home="吉祥寺駅", areas=("東京都",), max_travel=60)
    assert isinstance(found, Match)
    assert (found.travel_minutes, found.travel_words) == (0, "オンライン")
    assert match(listing(format=Format.HYBRID), home="吉祥寺駅").travel_minutes > 0


@pytest.mark.parametrize(
    ("audience", "title", "own", "refused"),
    [
        ("women_only", "女子会", (), True),
        ("women_only", "女子会", ("Women",), False),
        ("men_only", "男子会", ("女性",), True),
        ("executives_only", "経営者限定の朝食会", ("owners",), False),
        ("members_only", "会員限定", (), True),
        ("students", "学割あり 読書会", (), False),
        ("students", "学生歓迎の読書会", (), False),
        ("students", "学生限定の読書会", (), True),
        ("students", "学生限定の読書会", ("学生",), False),
        ("students", "対象：学生・社会人どなたでも", (), False),
        ("students", "対象: 大学生", (), True),
        ("students", "学生のみ無料の読書会", (), False),
        ("children", "小学生対象の工作", (), True),
        ("children", "小学生対象の工作", ("parents",), False),
        ("children", "子ども歓迎の工作", (), False),
        ("age_20s", "20代限定ボードゲーム会", (), False),
        ("age_20s", "20代限定ボードゲーム会", ("40代",), True),
        ("age_20s", "20代限定ボードゲーム会", ("20代", "40代"), False),
        ("age_30s", "30代中心のボードゲーム会", ("50s",), False),
        ("working_adults", "社会人限定フットサル", (), False),
        ("working_adults", "社会人限定フットサル", ("students",), True),
        ("beginners_welcome", "初心者歓迎", (), False),
    ],
)
def test_limits_on_who_may_come(audience, title, own, refused):
    found = match(listing(title=title, audience=(audience,)), attributes=own)
    assert (rule(found) == "audience") is refused


@pytest.mark.parametrize(
    ("own", "event_price", "budget", "refused"),
    [
        ((), price(("一般", 3500), ("学生", 1000)), 3000, True),
        (("students",), price(("一般", 3500), ("学生", 1000)), 3000, False),
        ((), price(("会員", 0), ("非会員", 2000)), 1000, True),
        (("会員",), price(("会員", 0), ("非会員", 2000)), 1000, False),
        ((), price(("前売", 2000), ("当日", 4000)), 3000, False),
        ((), price(("男性", 6000), ("女性", 1000)), 3000, False),
        (("men",), price(("男性", 6000), ("女性", 1000)), 3000, True),
        (("women",), price(("男性", 6000), ("女性", 1000)), 3000, False),
        ((), price(("会場", 4000), ("オンライン", 0)), 3000, True),
        ((), price(("小学生", 500), ("学生", 800)), 600, False),
        ((), Price(min=5000, currency="USD"), 3000, False),
        ((), Price(), 0, False),
        ((), Price(min=0, tiers=()), 0, False),
        ((), Price(min=1500, max=2500, tiers=({"label": "A", "amount": 1000}, {"label": "B", "amount": 2000}), extras=({"label": "1ドリンク", "amount": 500},)), 1500, False),
        ((), Price(min=1500, max=2500, tiers=({"label": "学生", "amount": 1000}, {"label": "一般", "amount": 2000}), extras=({"label": "1ドリンク", "amount": 500},)), 2400, True),
    ],
)  # fmt: skip
def test_the_budget_is_held_against_what_this_person_pays(own, event_price, budget, refused):
    found = match(listing(price=event_price), attributes=own, budget=budget)
    assert (rule(found) == "budget") is refused


def risky(matchmaking=False):
    note = Caution(id="x", group="g", say="s", words=("権利収入",))
    return Cautions(level="risky", found=(note,), matchmaking=matchmaking)


def test_signs_fold_by_default_hide_on_wish_and_not_for_dismissed_organisers():
    one = listing(organiser="なないろの会")
    assert match(one, cautions=risky()).cautions.level == "risky"
    hidden = Profile(cautions="hide")
    found = matcher(hidden).match(one, risky(), NOW)
    assert (found.rule, "「権利収入」" in found.reason) == ("cautions", True)
    assert isinstance(matcher(hidden).match(one, Cautions(), NOW), Match)
    known = Profile(cautions="hide", dismissed_organisers=("なないろの会",))
    assert isinstance(matcher(known).match(one, risky(), NOW), Match)


def test_matchmaking_is_hidden_until_asked_for():
    assert rule(match(listing(), cautions=risky(matchmaking=True))) == "matchmaking"
    assert isinstance(match(listing(), cautions=risky(matchmaking=True), show_matchmaking=True), Match)


def test_notes_are_sought_only_on_what_can_be_attended():
    asked = []

    def judge(event):
        asked.append(event.uid)
        return Cautions()

    one = matcher(Profile(free=("土 10:00-12:00",)))
    one.match(listing(uid="no"), judge, NOW)
    one.match(listing(uid="yes", start="2026-11-28 10:00", end="2026-11-28 11:00"), judge, NOW)
    assert asked == ["yes"]


def test_an_english_profile_reads_a_sentence_for_every_rule():
    for expected, event, profile, _ in REFUSED:
        found = match(listing(**event), language="en", **profile)
        assert (rule(found), bool(found.reason)) == (expected, True)


# ------------------------------------------------------------------------------------------------------------- score


def test_interests_count_by_what_they_are_and_a_topic_counts_less():
    wished = interests(hobby=("board_games",), kind=("reading_club",))
    doing = parts(match(listing(hobbies=("board_games",)), interests=wished))
    talking = parts(match(listing(hobbies=("board_games",), topics=("board_games",)), interests=wished))
    assert doing["hobby:board_games"] > talking["hobby:board_games"] > 0
    assert doing["kind:reading_club"] == talking["kind:reading_club"] > 0


def test_many_labels_of_one_group_are_not_many_reasons():
    labels = ("study_group", "seminar", "workshop", "lt_meetup")
    found = parts(match(listing(kinds=labels), interests=interests(kind=labels)))
    points = sorted((found[f"kind:{label}"] for label in labels), reverse=True)
    assert all(a > b for a, b in pairwise(points))
    assert sum(points) < 2 * points[0]


def test_own_words_count_more_in_the_title_and_only_on_boundaries():
    wished = interests(word=("Go", "発酵"))
    title = parts(match(listing(title="Ｇｏではじめる発酵"), interests=wished))
    body = parts(match(listing(description="発酵の話もします"), interests=wished))
    assert title["word:発酵"] > 0 < title["word:Go"]
    assert title["word:Go"] > body["word:発酵"] > 0
    assert "word:Go" not in parts(match(listing(title="Googleの使い方"), interests=wished))


def test_followed_people_and_places_one_has_been_to():
    found = parts(match(listing(speakers=("山田はなこ",)), follow=("山田はなこ",)))
    assert found["follow:山田はなこ"] > 40
    been = matcher(Profile(), attended={"ことのはの会": 2}).match(listing(organiser="ことのはの会"), Cautions(), NOW)
    series = matcher(Profile(), attended={"夜の読書": 1, "ことのはの会": 2}).match(
        listing(organiser="ことのはの会", series="夜の読書"), Cautions(), NOW
    )
    assert "again:ことのはの会" in parts(been)
    assert [part.reason for part in series.parts if part.name.startswith("again")] == ["行った「夜の読書」の続きの会"]


def test_circumstances_are_parts_with_facts():
    one = listing(
        price=Price(min=0),
        audience=("solo_welcome", "beginners_welcome"),
        deadline="2026-11-24 12:00",
        capacity=20,
        accepted=17,
    )
    found = match(one, home="吉祥寺駅", work="新宿駅", free=("平日 19:00-22:00",))
    reasons = {part.name: part.reason for part in found.parts}
    assert reasons["free"] == "空き時間「平日 19:00-22:00」に合う"
    assert reasons["free_of_charge"] == "無料"
    assert reasons["deadline"] == "申込は11/24 12:00まで"
    assert reasons["few_seats"] == "残り3席"
    assert {"alone", "beginners", "travel", "soon"} <= reasons.keys()
    assert found.score == pytest.approx(sum(part.points for part in found.parts))


def test_no_seats_and_long_ways_speak_against():
    waiting = parts(match(listing(capacity=10, accepted=10)))
    assert waiting["no_seats"] < 0
    assert parts(match(listing(status=Status.WAITLIST)))["no_seats"] < 0
    far = parts(match(listing(place=Place(prefecture="大阪府", city="大阪市")), home="吉祥寺駅", max_travel=600))
    assert far["far"] < 0
    assert "travel" not in far


def test_learnt_parts_are_added_and_never_count_against_what_is_followed():
    def learned(_event: Event):
        return (Part(name="learned:kind:reading_club", points=-9.0), Part(name="learned:area:東京都", points=2.0))

    one = listing(organiser="ことのはの会")
    plain = matcher(Profile(), learned=learned).match(one, Cautions(), NOW)
    followed = matcher(Profile(follow=("ことのはの会",)), learned=learned).match(one, Cautions(), NOW)
    assert parts(plain)["learned:kind:reading_club"] == -9.0
    assert "learned:kind:reading_club" not in parts(followed)
    assert parts(followed)["learned:area:東京都"] == 2.0


OWN = (
    Interest(group="hobby", value="travel", said="サウナ"),
    Interest(group="hobby", value="travel", said="温泉", weight=2),
    Interest(group="industry", value="it", said="SE"),
)


@pytest.mark.parametrize(
    ("title", "told", "weight"),
    [
        ("夜のサウナの会", "サウナ", 1),
        ("日帰り温泉", "温泉", 2),
        ("サウナと温泉をめぐる", "温泉", 2),
        ("鈍行列車の旅", "旅行", 2),
    ],
)
def test_a_hobby_is_called_as_the_reader_does_where_the_listing_says_so(title, told, weight):
    """And by its own name where it does not: a journey is no sauna. One label is one reason, however many words name it."""
    found = match(listing(title=title, hobbies=("travel",)), interests=OWN)
    reasons = [part.reason for part in found.parts if part.name.startswith("hobby:")]
    assert reasons == [f"好きな「{told}」の会"]
    plain = match(listing(title=title, hobbies=("travel",)), interests=OWN[:1])
    assert parts(found)["hobby:travel"] == weight * parts(plain)["hobby:travel"]


def test_a_purpose_is_called_as_the_reader_does():
    wish = Interest(group="purpose", value="learning", said="学び")
    found = match(listing(kinds=("reading_club",), purposes=("learning",)), interests=(wish,), purposes=("学び",))
    assert found.purpose_line == "目的「学び」: 読書会です"


# ---------------------------------------------------------------------------------------------------------- purposes


def test_a_purpose_in_own_words_is_quoted():
    one = listing(kinds=("seminar",), industries=("hr",), description="転職のときに人事が見るところを話します")
    found = match(one, purposes=("転職の情報",))
    hr = Around().name("hr", "industry")
    assert found.purpose_line == f"目的「転職の情報」: {hr}のセミナーです。告知に「転職」とあります"
    assert parts(found)["purpose:転職 情報"] > 0


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("転職の情報", "転職 情報"),
        ("子育ての悩みを話す", "子育て 悩み"),
        ("働き方のヒント", "働き方 ヒント"),
        ("AIの使い方", "AI"),
        ("Python で自動化", "Python 自動化"),
        ("学び直し", "学び直し"),
        ("まちづくりに参加", "まちづくり 参加"),
        ("ものづくりの現場", "ものづくり 現場"),
        ("もくもく会の幹事", "もくもく会 幹事"),
        ("けん玉とおにぎり", "けん玉 おにぎり"),
        ("異業種との出会い", "異業種 出会い"),
        ("英語を話せるようになりたい", "英語"),
        ("もっと英語を使いたい", "英語"),
        ("新しい友達", "友達"),
        ("得たいこと", "得たいこと"),
        ("歌", "歌"),
    ],
)
def test_a_purpose_is_read_by_the_words_that_carry_it_in_whatever_letters(purpose, words):
    found = match(listing(description=f"『{purpose}』とだけ書いてあります"), purposes=(purpose,))
    assert f"purpose:{words}" in parts(found)


def test_of_a_kind_with_two_names_none_is_said_to_be_what_it_is():
    talk = listing(title="転職の悩みの座談会", kinds=("dialogue",))
    line = match(talk, purposes=("転職の情報",)).purpose_line
    assert line == "目的「転職の情報」: 「対話会・哲学カフェ」にあたる会です。告知に「転職」とあります"


@pytest.mark.parametrize(
    ("purpose", "text", "quoted"),
    [
        ("働き方のヒント", "これからの働き方を話します", "働き方"),
        ("まちづくりに参加したい", "駅前のまちづくりを語る夜", "まちづくり"),
        ("学び直し", "大人の学び直し講座", "学び直し"),
        ("フリーランスの横のつながり", "フリーランスの夕べ", "フリーランス"),
    ],
)
def test_a_purpose_is_served_by_its_words_in_kana(purpose, text, quoted):
    line = match(listing(description=text), purposes=(purpose,)).purpose_line
    assert line == f"目的「{purpose}」: 読書会です。告知に「{quoted}」とあります"
    assert match(listing(description="ただの集まりです"), purposes=(purpose,)).purpose_line == ""


@given(st.text(max_size=40))
def test_words_of_a_purpose_stand_in_it_once_each(text):
    found = content_words(text)
    folded = unicodedata.normalize("NFKC", text)
    assert all(word in folded and len(word) > 1 for word in found)
    assert len(set(found)) == len(found)


def test_a_word_that_every_listing_has_serves_no_purpose():
    assert match(listing(description="詳しい情報は後日"), purposes=("転職の情報",)).purpose_line == ""


def test_a_purpose_of_the_taxonomy_says_what_sort_of_meeting_it_is():
    one = listing(kinds=("cross_industry",), purposes=("contacts",))
    found = match(one, interests=interests(purpose=("contacts",)), purposes=("人脈",))
    assert found.purpose_line == "目的「人脈づくり」: 異業種交流会です"
    assert parts(found)["purpose:contacts"] == 4
    said = match(
        listing(purposes=("contacts",), description="人脈を広げたい方に"),
        interests=interests(purpose=("contacts",)),
        purposes=("人脈",),
    )
    assert said.purpose_line == "目的「人脈」: 読書会です。告知に「人脈」とあります"
    assert [part.points for part in said.parts if part.name.startswith("purpose:")] == [10]
    unsaid = match(listing(description="人脈を広げたい方に"), interests=interests(purpose=("contacts",)))
    assert unsaid.purpose_line == ""


def test_the_hour_is_no_sort_of_meeting():
    one = listing(kinds=("morning_activity",), purposes=("learning",))
    found = match(one, interests=interests(purpose=("learning",)))
    assert (found.purpose_line, parts(found)["purpose:learning"]) == ("", 4)


def test_a_label_in_the_title_counts_more_than_one_in_the_text():
    wished = interests(kind=("reading_club",))
    title = match(listing(title="夜の読書会"), interests=wished)
    body = match(listing(title="ことのはの夜"), interests=wished)
    assert parts(title)["kind:reading_club"] > parts(body)["kind:reading_club"] > 0
    assert title.parts[0].words == ("読書会",)


def test_a_purpose_without_a_kind_quotes_only_and_none_is_silent():
    assert (
        match(listing(kinds=(), title="転職を語る夜"), purposes=("転職",)).purpose_line
        == "目的「転職」: 告知に「転職」とあります"
    )
    assert match(listing()).purpose_line == ""


# -------------------------------------------------------------------------------------------------------- properties

EVENTS = st.builds(
    listing,
    uid=st.integers(0, 10_000).map(lambda n: f"example:{n}"),
    title=st.sampled_from(["朝の発酵入門", "学生限定の会", "Go勉強会 第3回", "夜の読書", ""]).filter(bool),
    start=st.one_of(st.none(), st.integers(-48, 24 * 50).map(lambda hours: NOW + timedelta(hours=hours))),
    end=st.none(),
    dates=st.lists(st.integers(-48, 900).map(lambda hours: sitting((NOW + timedelta(hours=hours)).strftime("%Y-%m-%d %H:%M"))), max_size=3).map(tuple),
    all_day=st.booleans(),
    place=st.sampled_from([None, Place(prefecture="東京都", city="渋谷区"), Place(prefecture="大阪府", city="大阪市"), Place(name="どこか")]),
    format=st.sampled_from([None, *Format]),
    price=st.sampled_from([None, Price(min=0), Price(min=9000), price(("一般", 3500), ("学生", 1000))]),
    status=st.sampled_from([None, None, None, *Status]),
    kinds=st.sampled_from([(), ("camp",), ("exhibition",), ("study_group",), ("morning_activity",)]),
    hobbies=st.sampled_from([(), ("board_games",)]),
    audience=st.sampled_from([(), ("students",), ("women_only",)]),
    language=st.sampled_from([None, "ja", "en"]),
)  # fmt: skip
PROFILES = st.builds(
    Profile,
    home=st.sampled_from([None, "吉祥寺駅", "知らない町"]),
    work=st.sampled_from([None, "新宿駅"]),
    free=st.sampled_from([(), ("平日 19:00-22:00",), ("土日祝 10:00-18:00", "平日 6:30-8:45")]),
    busy=st.sampled_from([(), ("水 18:00-20:00",)]),
    areas=st.sampled_from([(), ("東京",)]),
    formats=st.sampled_from([tuple(Format), (Format.ONLINE,), (Format.ONSITE,)]),
    budget=st.sampled_from([None, 0, 3000]),
    max_travel=st.sampled_from([None, 30, 600]),
    home_by=st.sampled_from([None, "22:00", "0:30"]),
    interests=st.sampled_from(
        [(), interests(hobby=("board_games",), word=("Go",)), interests(kind=("study_group",), word=("発酵",))]
    ),
    purposes=st.sampled_from([(), ("読書の仲間",)]),
    languages=st.sampled_from([(), ("ja",)]),
    horizon_days=st.sampled_from([7, 30]),
)


@given(EVENTS, PROFILES)
def test_property_every_listing_is_matched_or_rejected_by_one_known_rule(one, profile):
    found = matcher(profile).match(one, Cautions(), NOW)
    if isinstance(found, Rejected):
        assert found.rule in RULES
        assert found.reason
        assert found.remedy
    else:
        assert found.fit in (Fit.FITS, Fit.TIGHT, Fit.UNKNOWN)
        assert found.fit_words
        again = matcher(profile).match(one, Cautions(), NOW)
        assert (found, found.wording()) == (again, again.wording())


@given(st.lists(EVENTS, max_size=4), st.lists(PROFILES, max_size=4))
def test_property_a_crowd_is_told_what_each_would_be_told_alone(events, profiles):
    people = [(one, free(one, NOW.date(), NOW.date() + timedelta(days=one.horizon_days))) for one in profiles]
    crowd = Crowd(people, Around())
    for one in events:
        together = dict(crowd.matches(one, Cautions(), NOW))
        alone = {n: Matcher(*person, Around()).match(one, Cautions(), NOW) for n, person in enumerate(people)}
        assert all((alone[n], alone[n].wording()) == (found, found.wording()) for n, found in together.items())
        assert {n for n, found in alone.items() if isinstance(found, Match) and cares(found)} <= together.keys()


def test_the_next_meeting_of_one_that_the_person_went_to() -> None:
    found = matcher(Profile(), before=lambda event: "第3回 ことのは読書会" if "読書会" in event.title else None)
    matched = found.match(listing(organiser="ことのはの会"), Cautions(), NOW)
    (part,) = [one for one in matched.parts if one.name.startswith("again:")]
    assert part.reason == "行った「第3回 ことのは読書会」の続きの会"
    other = found.match(listing(title="ことのは句会"), Cautions(), NOW)
    assert not [one for one in other.parts if one.name.startswith("again:")]
