"""Digests for the tests of what is shown: any number of invented events, as rank would hand them over."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aggregator.model import (
    Caution,
    Cautions,
    Change,
    Digest,
    Event,
    Fit,
    Format,
    Free,
    Interval,
    Item,
    Listing,
    Match,
    Part,
    Place,
    Price,
    Profile,
    Ranked,
    Refusal,
    Rejected,
    Sitting,
    SourceState,
    Status,
    Trouble,
    TroubleKind,
    Wording,
)  # fmt: skip

TOKYO = ZoneInfo("Asia/Tokyo")
DAY = date(2026, 11, 23)
MADE = datetime(2026, 11, 23, 6, 30, tzinfo=TOKYO)
TITLES = (
    "朝の読書会",
    "Python もくもく会",
    "異業種交流ランチ",
    "ボードゲームの夕べ",
    "はじめての陶芸",
    "英語で話す朝",
    "星空観察会",
)


def listing(number=0, *, others=(), **fields):
    start = MADE.replace(hour=19, minute=0) + timedelta(days=1 + number % 20, hours=number % 3)
    given = {
        "uid": f"demo:{number}", "source": "見本", "title": f"{TITLES[number % len(TITLES)]} 第{number + 1}回", "start": start,
        "end": start + timedelta(hours=2), "url": f"https://demo.example/{number}", "place": Place(name="みどり館", city="杉並区"),
        "price": Price(min=1000, max=1000), "organiser": "みどりの会", "kinds": ("study_group",), "format": Format.ONSITE,
    }  # fmt: skip
    event = Event(**(given | fields))
    return Listing(id=event.uid, event=event, copies=(event, *others), first_seen=MADE, last_seen=MADE)


def item(number=0, *, pick=None, changes=(), new=False, saved=False, cautions=None, **fields):
    one = listing(number, **fields)
    event = one.event
    sitting = Sitting(event.start, event.end, event.all_day) if event.start else None
    match = Match(
        listing=one, occurrence=sitting, fit=Fit.FITS, wording=lambda: Wording(fit="19:00開始。家から約20分、18:40に出れば間に合います"),
        travel_minutes=20, parts=(Part(name="hobby:reading", points=30, reason="好きな「読書」の会"),),
        cautions=cautions or Cautions(),
    )  # fmt: skip
    reasons = ("好きな「読書」の会", "空き時間に合う")
    return Item(
        ranked=Ranked(match=match, position=number + 1, telling=lambda: reasons, pick=pick),
        new=new,
        changes=tuple(changes),
        saved=saved,
    )


def digest(count=3, *, items=None, language="ja", **fields):
    made = (
        items if items is not None else [item(n, pick=n + 1 if n < 3 else None, new=n % 2 == 0) for n in range(count)]
    )
    slot = Interval(
        start=MADE.replace(hour=18) + timedelta(days=1),
        end=MADE.replace(hour=22) + timedelta(days=1),
        label="平日 18:00-22:00",
    )
    given = {
        "made": MADE, "day": DAY, "profile": Profile(language=language), "free": Free(slots=(slot,)), "items": tuple(made),
        "sources": (SourceState(name="見本", ok=True, events=len(made), last_success=MADE),), "read": 362, "merged": 41,
    }  # fmt: skip
    return Digest(**(given | fields))


def broken(name="こわれたサイト"):
    trouble = Trouble(source=name, kind=TroubleKind.TIMEOUT, detail="no answer in 20 s", since=MADE - timedelta(days=2))
    return SourceState(name=name, ok=False, stale=True, last_success=MADE - timedelta(days=2), troubles=(trouble,))


def rejected(number=0):
    return Rejected(
        listing=listing(number),
        rule="free",
        wording=lambda: Refusal(
            reason="12/1 13:00〜15:00は空き時間の外です", remedy="profile.free にその時間を足すと入ります"
        ),
    )


def risky():
    sign = Caution(
        id="income", group="money", say="収入を約束する言葉があります", words=("月収100万円",), why="約束できない"
    )
    return Cautions(level="risky", found=(sign,), confirmed=("主催者名",))


def moved(number=0):
    old, new = MADE + timedelta(days=1), MADE + timedelta(days=2)
    return Change(
        listing=f"demo:{number}", field="start", old=f'"{old.isoformat()}"', new=f'"{new.isoformat()}"', at=MADE
    )


CANCELLED = Status.CANCELLED
