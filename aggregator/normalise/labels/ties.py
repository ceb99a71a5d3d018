"""Which kinds of meeting and hobbies go together: what is done, heard of or shown where."""

from __future__ import annotations

from typing import Final

TOPIC_KINDS: Final = frozenset(
    {"hackathon", "seminar", "conference", "study_group", "pitch", "company_event", "exhibition"}
)
"""Kinds at which people talk about a hobby or a trade more often than they do it."""
ACTIVITY_KINDS: Final = frozenset(
    {"sports", "outdoor", "walk", "game_meet", "music_meet", "language_exchange", "volunteer_activity", "screening"}
)
"""Kinds that are themselves a doing: a talk about it is not one."""
GATHERING_KINDS: Final = frozenset({"party", "lunch", "drinks", "tea", "networking"})
"""Kinds that a talk often ends with; in the body they are a part of the event, not the event."""

DOERS: Final = ACTIVITY_KINDS | GATHERING_KINDS | {"camp", "dialogue", "reading_club", "morning_activity"}
"""Kinds at which people do what the word says."""
STUDIED: Final = frozenset(
    [
        "reading",
        "history",
        "science",
        "astronomy",
        "finance_hobby",
        "language",
        "philosophy",
        "psychology",
        "disaster",
        "eco",
        "volunteering",
        "speech",
        "nature",
        "gardening",
        "architecture",
        "wellness",
        "intercultural",
        "programming",
    ]
)
"""Hobbies that people follow by hearing of them: a lecture on history is for who likes history."""
SHOWN: Final = STUDIED | frozenset(
    "art craft photography calligraphy models anime_manga collecting railway cars_bikes fashion pets writing aviation".split()  # noqa: SIM905
)
"""Hobbies that people follow by looking at what is shown."""
LECTURES: Final = frozenset({"seminar", "study_group", "exhibition"})
LESSONS: Final = frozenset({"教室"})
"""Words of a workshop that mean a lesson where sport is what is taught."""

IMPLIED: Final = {
    hobby: kind
    for kind, hobbies in (
        ("sports", ("running cycling climbing football basketball volleyball badminton tennis baseball golf martial_arts "
        "fitness skateboard")),
        ("sports", "swim_marine winter_sports new_sports rugby athletics horse_riding"),
        ("outdoor", "hiking camping fishing"),
        ("game_meet", "board_games video_games shogi_go mahjong puzzle bowling_darts survival_game"),
        ("music_meet", "music_play"),
    )
    for hobby in hobbies.split()
}  # fmt: skip
"""The kind of a meeting whose title names but the hobby that people meet for: テニス 水曜の夜."""
LIKELY: Final = {
    hobby: kind
    for kind, hobbies in (
        ("workshop", "craft cooking calligraphy gardening"),
        ("music_meet", "music_listen karaoke"),
        ("outdoor", "nature astronomy"),
        ("performance", "theatre performing"),
        ("sports", "dance yoga"),
        ("screening", "film sports_watch"),
        ("walk", "walking"),
        ("dialogue", "philosophy"),
    )
    for hobby in hobbies.split()
}
"""The same where nothing else tells the kind."""
