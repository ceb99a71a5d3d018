"""What each sign of a deadline weighs. Plain data, made by ``python -m tests.bench.fit_deadlines`` (docs/reading/dates.md)."""

from __future__ import annotations

from typing import Final

BASE: Final = -19
WEIGHTS: Final = {
    "<close": 12, "<close good": 9, "<close none": 9, "<particle other": 9, "<range": 8, "<topic good": 8,
    "<label good": 7, "<by": 6, "<by good": 6, "<other good": 6, "<space good": 5, "<を none": 5, "<comma plain": 4,
    "<stop": 4, "<stop none": 4, "<を good": 3, "<comma none": 2, "<bracket plain": -2, "<label": -2,
    "<label plain": -2, "<space": -2, "<space plain": -2, "<topic none": -2, "<を": -2, "<bracket other": -3,
    "<label none": -3, "<other plain": -3, "<particle none": -3, "<other none": -4, "<other other": -4,
    "<label other": -5, "<other": -5, "<space other": -5, "<topic plain": -5, "<particle good": -7, "<comma": -8,
    "<bracket none": -9, "<topic": -11, "<bracket": -12, "<topic other": -12, "<comma other": -14, ">close": 9,
    ">ni good": 9, ">by none": 8, ">until": 8, ">until none": 8, ">close good": 7, ">comma good": 7, ">ga": 7,
    ">until plain": 7, ">end": 5, ">end none": 5, ">mo other": 5, ">other other": 5, ">by": 4, ">bracket plain": 3,
    ">comma": 3, ">no good": 3, ">bracket": 2, ">by good": 2, ">shut": 2, ">by plain": -2, ">no none": -2,
    ">wa other": -2, ">comma none": -3, ">mo": -3, ">mo none": -3, ">range none": -3, ">wa none": -3,
    ">mo good": -4, ">no": -4, ">other": -4, ">by other": -5, ">ni": -5, ">ni none": -5, ">other none": -5,
    ">other plain": -5, ">range plain": -5, ">no plain": -6, ">until other": -8, ">from": -9, ">from plain": -9,
    ">ni other": -9, ">wa": -10, ">range": -15, "H held": 7, "H apply": 5, "H open": -3, "L close": 11,
    "L reply": 9, "L lodging": 9, "L open": 7, "L heads": 7, "L papers": 4, "L pay": 4, "L want": 4, "L apply": 3,
    "L means": 3, "L ticket": 3, "L show": 2, "L none": -3, "L held": -4, "L seats": -4, "L early": -6,
    "L told": -6, "L other then good": -7, "L part": -7, "L staff": -7, "L off": -8, "L change": -11,
    "L cancel": -13, "L of else": -13, "L talk": -13, "L side": -14, "L0 pay": 7, "L0 stall": 5, "L0 side": -4,
    "L0 talk": -7, "L1 heads": 11, "L1 close": 9, "L1 reply": 9, "L1 held": 6, "L1 means": 6, "L1 apply": 4,
    "L1 want": 4, "L1 ticket": 2, "L1 past": -2, "L1 seats": -2, "L1 part": -3, "L1 papers": -4, "L1 stall": -4,
    "L1 talk": -4, "L1 side": -6, "L1 off": -6, "L1 told": -6, "L1 cancel": -7, "L2 plain good": 4,
    "L2 good good": 2, "L2 plain plain": 2, "L2 plain other": -2, "L2 good plain": -2, "L2 good other": -3,
    "L2 other plain": -4, "L2 other good": -13, "R close": 15, "R pay": 7, "R staff": 5, "R apply": 4, "R heads": 4,
    "R means": 3, "R ticket": 3, "R open": 2, "R ends": 2, "R none": -2, "R papers": -2, "R part": -2,
    "R reply": -3, "R seats": -4, "R show": -4, "R held": -5, "R off": -5, "R longer": -6, "R change": -6,
    "R told": -8, "R1 reply": 9, "R1 ticket": 9, "R1 means": 6, "R1 pay": 6, "R1 close": 4, "R1 apply": 4,
    "R1 heads": 4, "R1 show": -2, "R1 cancel": -2, "R1 talk": -3, "R1 off": -4, "R1 told": -4, "R1 papers": -4,
    "R1 seats": -4, "R1 open": -5, "R1 held": -5, "R1 longer": -6, "R2 good plain": 7, "R2 other other": 4,
    "R2 good good": 2, "R2 plain plain": 2, "R2 other good": 2, "R2 plain good": -3, "R2 good other": -4,
    "R2 other plain": -6, "S off": -2, "S means": -3, "S heads": -4, "S apply": -5, "S pay": -6, "S talk": -12,
    "after 1-7": 5, "ahead 1-2": 12, "ahead 3-31": 10, "ahead 121+": -3, "ahead 32-120": -5, "clock": 7,
    "ends range": 13, "imprecise": -9, "kind month": 8, "kind weekday": -2, "kind day": -3, "kind same day": -3,
    "kind event": -11, "no start": -12, "of else": -22, "over": -18, "rule": -8, "same before": -2, "same day": -13,
    "until": 12, "use deadline": 15, "use party": -4, "use event": -5, "use other": -10, "use past": -11,
    "use none": -14,
}  # fmt: skip
"""In tenths of the logarithm of the odds. ``L`` and ``R``: what the clause speaks of before the day and behind it (``1``: nearest to it, ``2``: the two
nearest), ``H`` the line above, ``S`` the heading of the part; ``<`` and ``>``: the mark right before and behind the day; ``use``: what rules hold it for."""
