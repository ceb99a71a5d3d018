"""One record, many forms that agree: page, mail, text, calendar, JSON, whatever stands in the digest."""

import email
import email.policy
import json
import re
from dataclasses import replace
from datetime import datetime, timedelta

import icalendar
import pytest
import vobject
from bs4 import BeautifulSoup
from digests import CANCELLED, DAY, MADE, TOKYO, broken, digest, item, listing, moved, rejected, risky

from aggregator.model import Format, Free, Interval, Place, Price, Profile, Wording
from aggregator.render.forms import render
from aggregator.render.mail import build_mail
from aggregator.render.record import to_json
from aggregator.render.view import make_view

LIMIT = 95_000


def words(html):
    soup = BeautifulSoup(html, "lxml")
    for silent in soup(["style", "script"]):
        silent.decompose()
    return " ".join(soup.get_text(" ").split())


def mail_of(rendered, **options):
    given = {"sender": "me@example.jp", "to": ("you@example.jp",), "made": MADE, "profile": "default"}
    return build_mail(rendered, **(given | options))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"sources": (), "read": 0}, "取得元がまだありません。asagao sources add アドレス で足せます。"),
        ({"read": 0}, "まだ何も読めていません。"),
        ({}, "362件を調べました。"),
        ({"rejected": (rejected(1),)}, "条件をゆるめると増えます（下の「落選」に理由があります）。"),
    ],
)
def test_a_day_without_events_says_why_and_leads_nowhere_that_is_not_there(given, says):
    rendered = render(digest(0, **given))
    assert all(says in form for form in (rendered.html, rendered.mail_html, rendered.text))
    assert ("落選" in rendered.text) == ("rejected" in given)
    soup = BeautifulSoup(rendered.html, "lxml")
    assert all(soup.find(id=link["href"][1:]) for link in soup.select("a[href^='#']"))


def test_page_and_mail_carry_the_marks_where_the_web_page_can_be_reached():
    made = digest(3)
    plain, linked = render(made), render(made, link=lambda deed, listing: f"https://a.example/{deed}/{listing}")
    for before, after in ((plain.html, linked.html), (plain.mail_html, linked.mail_html)):
        assert "増やす" not in before
        assert "https://a.example/went/demo:0" in after


@pytest.mark.parametrize("count", [0, 1, 3, 30, 120])
def test_every_form_tells_the_same_events(count):
    made = digest(count)
    rendered = render(made)
    titles = [item(n).ranked.match.listing.event.title for n in range(count)]
    page, text = words(rendered.html), rendered.text
    record = json.loads(to_json(made, make_view(made)))
    assert [one["title"] for one in record["events"]].__len__() == count
    assert {one["title"] for one in record["events"]} == set(titles)
    assert all(title in page and title in text for title in titles)
    assert len(icalendar.Calendar.from_ical(rendered.ics).walk("VEVENT")) == count
    schema = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', rendered.html, re.DOTALL)[1])
    assert {one["name"] for one in schema["@graph"]} == set(titles)


@pytest.mark.parametrize("count", [*range(0, 60, 7), 100, 150, 250, 500])
def test_a_mail_is_never_clipped(count):
    rendered = render(digest(count))
    assert len(rendered.mail_html.replace("\n", "\r\n").encode()) < LIMIT
    if count >= 250:
        assert re.search(r"ほか \d+ 件", words(rendered.mail_html))


def test_a_page_of_thirty_events_is_small_and_asks_nobody():
    html = render(digest(30)).html
    assert len(html.encode()) < 100_000
    soup = BeautifulSoup(html, "lxml")
    assert not soup.select("script[src], link[rel=stylesheet], img[src^=http], iframe")


def test_a_page_links_every_source_that_tells_an_event():
    copy = listing(1, source="まちの掲示板", url="https://b.example/1").event
    merged = item(others=(copy,))
    soup = BeautifulSoup(render(digest(items=(merged,))).html, "lxml")
    (link,) = soup.select("a[href='https://b.example/1']")
    assert link.text == "まちの掲示板"


def test_the_numbers_and_the_way_to_what_was_left_out():
    page = words(render(digest(13, rejected=(rejected(50), rejected(51)))).html)
    assert "362件を調べ、重複41件をまとめ、13件" in page
    assert "12/1 13:00〜15:00は空き時間の外です" in page
    assert "profile.free にその時間を足すと入ります" in page


def test_a_quiet_morning_is_one_calm_line():
    rendered = render(digest(0))
    assert rendered.subject == "11/23(月) 今日お知らせする会はありません｜朝顔"
    assert "今日お知らせする会はありません" in words(rendered.html)


def test_a_morning_of_changes_alone_says_so_from_the_subject_on():
    gone = item(0, status=CANCELLED)
    gone = gone.model_copy(update={"ranked": replace(gone.ranked, position=0)})
    rendered = render(digest(items=[], notices=(gone,)))
    assert rendered.subject == "11/23(月) 変更・中止1件｜朝顔"
    for form in (words(rendered.html), words(rendered.mail_html), rendered.text):
        assert "変わったことがあります。" in form
        assert "会はありません。" not in form
    both = render(digest(items=[item(1, changes=(moved(1),))], notices=(gone,)))
    assert both.subject == "11/23(月) 空き時間に合う1件・変更2件｜朝顔"


def test_sources_that_are_down_are_told_in_plain_words():
    rendered = render(digest(0, sources=(broken(), broken("もうひとつ"))))
    for form in (words(rendered.html), words(rendered.mail_html), rendered.text):
        assert "時間切れ" in form
        assert "もうひとつ" in form


def test_what_was_called_off_or_moved_comes_first():
    gone = item(0, status=CANCELLED, title="中止になった会", changes=(moved(0),))
    rendered = render(digest(items=[item(1, changes=(moved(1),)), item(2)], notices=(gone,)))
    page = words(rendered.html)
    assert page.index("中止になった会") < page.index(item(2).ranked.match.listing.event.title)
    assert "変更" in page
    entry = icalendar.Calendar.from_ical(rendered.ics).walk("VEVENT")[0]
    assert entry["SEQUENCE"] == 1


def test_what_a_badge_says_the_title_beside_it_does_not_say_again():
    gone = item(0, status=CANCELLED, title="【開催中止のお知らせ】川べりの会", changes=(moved(0),))
    rendered = render(digest(items=[item(1)], notices=(gone,)))
    for form in (words(rendered.html), words(rendered.mail_html), rendered.text):
        assert "川べりの会" in form
        assert "【開催中止" not in form


def test_a_note_on_who_was_looked_into_is_told_no_more():
    known = Profile(dismissed_organisers=("みどりの会",))
    rendered = render(digest(items=[item(0, cautions=risky())], profile=known))
    assert "月収100万円" not in rendered.html + rendered.mail_html + rendered.text
    assert "月収100万円" in render(digest(items=[item(0, cautions=risky())])).text


def test_a_note_quotes_the_words_and_gives_no_score():
    rendered = render(digest(items=[item(0)], folded=(item(1, cautions=risky()),)))
    page = words(rendered.html)
    assert "月収100万円" in page
    assert "主催者名" in page
    assert "30.0" not in page
    schema = re.search(r'<script type="application/ld\+json">(.*?)</script>', rendered.html, re.DOTALL)[1]
    assert item(1).ranked.match.listing.event.title not in schema


@pytest.mark.parametrize(
    "title",
    [
        "長" * 200,
        "🎉絵文字の会👨‍👩‍👧‍👦 髙﨑さんと",
        "\u202eさかさま\u202c の会\u200f",
        "<b>太い</b> & \"引用\" '会'",
        "</script><script>alert(1)</script>",
        "改行\nの\r\n会\x00\x1b[31m",
        "مساء القراءة 読書",
    ],
)
def test_no_title_breaks_a_form(title):
    rendered = render(digest(items=[item(0, title=title, pick=1)]))
    soup = BeautifulSoup(rendered.html, "lxml")
    assert "alert(1)" not in "".join(script.get_text() for script in soup.select("script:not([type])"))
    for form in (rendered.html, rendered.mail_html, rendered.text, rendered.subject):
        assert not set("\u202e\u202c\u200f\x00\x1b") & set(form)
    assert "\n" not in rendered.subject
    assert icalendar.Calendar.from_ical(rendered.ics).walk("VEVENT")[0]["SUMMARY"]
    message = mail_of(rendered)
    assert email.message_from_bytes(message.as_bytes(), policy=email.policy.default)["Subject"] == rendered.subject


def test_days_without_a_clock_nights_and_long_runs():
    midnight = MADE.replace(hour=0, minute=0)
    items = [
        item(0, title="一日の会", start=midnight + timedelta(days=1), end=midnight + timedelta(days=2), all_day=True),
        item(
            1,
            title="夜通しの会",
            start=MADE.replace(hour=22) + timedelta(days=2),
            end=MADE.replace(hour=5) + timedelta(days=3),
        ),
        item(
            2, title="長い展覧会", start=midnight + timedelta(days=3), end=midnight + timedelta(days=40), all_day=True
        ),
        item(3, title="日時不明の会", start=None, end=None),
    ]
    rendered = render(digest(items=items))
    entries = {str(one["SUMMARY"]): one for one in icalendar.Calendar.from_ical(rendered.ics).walk("VEVENT")}
    assert set(entries) == {"一日の会", "夜通しの会", "長い展覧会"}
    assert entries["一日の会"].start == (midnight + timedelta(days=1)).date()
    assert "日時不明の会" in words(rendered.html)
    assert "終日" in words(rendered.html)


def test_the_turn_of_the_year_and_holidays_are_named():
    newyear = MADE.replace(year=2027, month=1, day=1, hour=10)
    rendered = render(digest(items=[item(0, start=newyear, end=newyear + timedelta(hours=2))]))
    assert "1月1日" in words(rendered.html)
    assert "元日" in words(rendered.html)


def test_free_time_through_midnight_is_each_days_own():
    def slot(start, end):
        return Interval(start=datetime.fromisoformat(start + "+09:00"), end=datetime.fromisoformat(end + "+09:00"))

    evening = slot("2026-12-29T19:00", "2026-12-30T01:00")
    through = slot("2026-12-31T09:00", "2027-01-01T18:00")
    days = [MADE.replace(month=12, day=29 + n, hour=20) for n in (0, 2)] + [MADE.replace(2027, 1, 1, hour=10)]
    items = [item(n, start=start, end=start + timedelta(hours=1)) for n, start in enumerate(days)]
    told = render(digest(items=items, free=Free(slots=(evening, through)))).text
    assert "12月29日（火）　空き 19:00–1:00" in told
    assert "12月31日（木）　空き 9:00–24:00" in told
    assert "1月1日（金・祝）　元日　空き 0:00–18:00" in told


def test_english_readers_read_english():
    rendered = render(digest(3, language="en"))
    assert "fit" in rendered.subject or "Asagao" in rendered.subject
    page = words(rendered.html)
    assert "空き時間に合う会" not in page
    assert BeautifulSoup(rendered.html, "lxml").html["lang"] == "en"


def test_online_free_and_unknown_things_are_said():
    items = [
        item(0, format=Format.ONLINE, place=None, price=Price(min=0, max=0)),
        item(1, place=None, price=None, organiser=None),
        item(2, place=Place(name="とても長い名前の会場" * 5), price=Price(min=500, max=3000)),
    ]
    page = words(render(digest(items=items)).html)
    assert "オンライン" in page
    assert "無料" in page
    assert "500" in page


def test_the_calendar_is_clean_for_other_programs():
    ics = render(digest(5)).ics
    calendar = vobject.readOne(ics)
    assert calendar.method.value == "PUBLISH"
    assert {entry.transp.value for entry in calendar.vevent_list} == {"TRANSPARENT"}
    assert {entry.uid.value for entry in calendar.vevent_list} == {f"demo:{n}@asagao" for n in range(5)}
    assert ics == render(digest(5)).ics


# --------------------------------------------------------------------------------------------------------------- mail


def test_a_mail_has_text_page_and_calendar_and_says_that_a_program_sent_it():
    message = mail_of(render(digest(3)))
    assert [part.get_content_type() for part in message.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert {part["Content-Transfer-Encoding"] for part in message.walk() if part.get_content_maintype() == "text"} == {
        "base64"
    }
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"]
    assert "List-Unsubscribe" not in message
    html = message.get_body(("html",)).get_content()
    assert not BeautifulSoup(html, "lxml").select("img, script, form")


def test_the_same_morning_is_the_same_message():
    one, two = mail_of(render(digest(3))), mail_of(render(digest(5)), made=MADE + timedelta(minutes=9))
    assert one["Message-ID"] == two["Message-ID"]
    assert one["Message-ID"] != mail_of(render(digest(3)), made=MADE + timedelta(days=1))["Message-ID"]


def test_one_click_is_offered_only_where_it_can_act():
    rendered = render(digest(1))
    plain = mail_of(rendered, unsubscribe="http://127.0.0.1/m")
    assert "List-Unsubscribe" not in plain
    safe = mail_of(rendered, unsubscribe="https://asagao.example/m/unsubscribe/-/2027-01-01/x")
    assert safe["List-Unsubscribe"] == "<https://asagao.example/m/unsubscribe/-/2027-01-01/x>"
    assert safe["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_marks_stand_in_the_mail_where_the_web_page_has_an_address():
    html = render(
        digest(1), base_url="https://a.example", link=lambda deed, key: f"https://a.example/m/{deed}/{key}"
    ).mail_html
    links = [link["href"] for link in BeautifulSoup(html, "lxml").select("a[href*='/m/']")]
    assert links == [f"https://a.example/m/{deed}/demo:0" for deed in ("up", "down", "later", "went", "save")]
    assert "/m/" not in render(digest(1)).mail_html


def test_a_line_break_in_an_address_is_refused():
    with pytest.raises(ValueError, match=r"(?i)linefeed|carriage|header"):
        mail_of(render(digest(1)), to=("you@example.jp\nBcc: all@example.jp",))


def test_a_mail_without_events_carries_no_calendar():
    assert "text/calendar" not in [part.get_content_type() for part in mail_of(render(digest(0))).walk()]


def test_what_the_builders_make_is_what_rank_makes():
    assert listing(3).event.start.tzinfo is not None
    assert digest(1).made.astimezone(TOKYO).date() == DAY
    assert digest(1, profile=Profile(language="en")).profile.language == "en"


@pytest.mark.parametrize(("unknown", "shown", "hidden"), [(True, "時刻未定", "終日"), (False, "終日", "時刻未定")])
def test_all_day_is_said_only_where_the_listing_says_it(unknown, shown, hidden):
    midnight = MADE.replace(hour=0, minute=0) + timedelta(days=1)
    one = item(0, start=midnight, end=midnight + timedelta(days=1), all_day=True, clock_unknown=unknown)
    made = render(digest(items=[one]))
    for text in (made.html, made.mail_html, made.text):
        assert shown in text
        assert hidden not in text


def test_english_forms_hold_no_japanese_of_ours():
    one = item(
        0, title="Reading", organiser="Club", source="sample", place=Place(name="Hall", city="Town"), status=CANCELLED
    )
    match = replace(one.ranked.match, wording=lambda: Wording(fit="in time"))
    ranked = replace(one.ranked, match=match, telling=lambda: ("one", "two"))
    one = one.model_copy(update={"ranked": ranked})
    made = render(digest(items=[one], language="en", sources=()))
    texts = (made.text, *(BeautifulSoup(html, "lxml").get_text(" ") for html in (made.html, made.mail_html)))
    for text in texts:
        assert re.findall(r"[（）「」、。ぁ-ん]", text.replace("勤労感謝の日", "")) == []
    assert not re.search(r"[朝交学趣]活?</abbr>", made.html)


def test_every_event_says_which_purpose_it_serves_and_by_which_words():
    one = item(1)
    line = "目的「転職の情報」: 告知に「転職」とあります"
    match = replace(one.ranked.match, wording=lambda: Wording(fit="19:00開始", purpose=line))
    made = render(digest(items=(one.model_copy(update={"ranked": replace(one.ranked, match=match, pick=None)}),)))
    assert line in made.html
