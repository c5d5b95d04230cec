"""Which matters the demonstration holds: an even flow over last year and this one, and one for each thing to show today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, islice

from toaan.core import clock
from toaan.demo.people import SINCE
from toaan.demo.province import FIXED
from toaan.demo.story import Course

FLOW = {1: 15, 2: 12, 3: 12, 4: 9}
"""Regional court → matters that come in evenly from the first day to a few weeks ago and run as far as they get."""
KINDS = ("DS", "HNGĐ", "DS", "DS", "KDTM", "DS", "HNGĐ", "LĐ", "DS", "HNGĐ", "DS", "KDTM")
CHANNELS = ("online", "online", "counter", "online", "post", "online", "counter")
TURNS: tuple[frozenset[str], ...] = tuple(
    frozenset(words.split())
    for words in (
        "procurator", "settled", "evidence", "adjourned absent", "lawyer procurator", "amended", "failed", "deliberated",
        "procurator evidence", "appealed", "returned", "extended", "lawyer", "declined", "protested procurator", "adjourned",
    )
)  # fmt: skip


def courses(number: int, today: date) -> list[Course]:
    """The matters of one regional court, in the order in which they are numbered inside the demonstration."""
    if number != FIXED:
        return [*_flow(number, today), *_some_features(number)]
    return [*_flow(number, today), *FEATURES, *ABOVE, *BEFOREHAND]


def _flow(number: int, today: date) -> Iterator[Course]:
    first = max(clock.local_date(SINCE) + timedelta(days=6), date(today.year - 1, 1, 8))
    count = FLOW[number]
    stretch = (today - timedelta(days=24) - first).days
    choices = zip(
        islice(cycle(KINDS), number, None), islice(cycle(CHANNELS), number, None), islice(cycle(TURNS), number * 3, None),
        strict=False,
    )  # fmt: skip
    for n, (wanted, channel, turns) in zip(range(count), choices, strict=False):
        course = Course(
            filed=first + timedelta(days=stretch * n // max(1, count - 1)), turns=turns, channel=channel,
            kind="KDTM" if "declined" in turns else wanted, lawyer="plaintiff" if "lawyer" in turns else "",
        )  # fmt: skip
        yield _with_fixed_people(course, n) if number == FIXED else course


def _with_fixed_people(course: Course, n: int) -> Course:
    """The people of the fixed accounts take part in some of the flow of their court."""
    course = replace(course, judge="thamphan" if n % 3 == 0 else "", clerk="thuky" if n % 3 else "")
    if course.turns & {"appealed", "protested"}:
        course = replace(course, turns=course.turns | {"above"})
    if "declined" in course.turns or n % 6 not in {1, 4}:
        return course
    course = replace(course, kind="DS" if course.kind in {"KDTM", "LĐ"} else course.kind)
    return (
        replace(course, plaintiff="nguyendon", channel="online")
        if n % 6 == 1
        else replace(course, defendant="bidon")
    )


def _c(until: str, step: str, day: int, turns: str = "", **more: str) -> Course:
    return Course(until=until, fixed={step: day}, turns=frozenset(turns.split()), **{"kind": "DS", **more})  # type: ignore[arg-type]


MINE = {"judge": "thamphan", "clerk": "thuky"}
FEATURES: tuple[Course, ...] = (
    # Petitions
    _c("start", "start", -1, plaintiff="nguyendon", template="doi-tai-san"),
    _c("start", "start", -4, kind="HNGĐ"),
    _c("file", "file", -1, kind="HNGĐ"),
    _c("file", "file", -3, plaintiff="nguyendon", template="thue-nha"),
    _c("file", "file", -1, channel="counter", kind="LĐ"),
    _c("file", "file", -2, channel="post", kind="KDTM"),
    _c("file", "file", -6, channel="counter"),
    _c("examiner", "examiner", -5, judge="thamphan", kind="HNGĐ"),
    _c("examiner", "examiner", -2, judge="thamphan"),
    _c("examiner", "examiner", -8, judge="thamphan2", channel="post"),
    _c("ask", "ask", -5, "amended", judge="thamphan", plaintiff="nguyendon", template="boi-thuong-tai-san"),
    _c("amend", "amend", -1, "amended", judge="thamphan"),
    _c("return", "return", -2, "returned", judge="thamphan", kind="HNGĐ"),
    _c("decide", "decide", -2, judge="thamphan", plaintiff="nguyendon", template="hui"),
    _c("decide", "decide", -4, kind="KDTM", channel="counter", judge="thamphan3"),
    _c("receipt", "receipt", -1, kind="HNGĐ", judge="thamphan2"),
    _c("decide", "decide", -1, kind="LĐ", channel="online", judge="thamphan"),
    # Preparation
    _c("accept", "accept", -3, kind="HNGĐ"),
    _c("accept", "accept", -1, plaintiff="nguyendon", defendant="bidon", template="vay-tai-san"),
    _c("send:notice", "accept", -3, **MINE),
    _c("prove:notice", "draw", -4, "failed", channel="counter", template="ranh-gioi-dat", **MINE),
    _c("post", "post", -6, "failed", channel="counter", kind="HNGĐ", **MINE),
    _c("prove:notice", "prove:notice", -5, defendant="bidon", template="chuyen-nhuong-dat", **MINE),
    _c("answer", "answer", -1, "lawyer", plaintiff="nguyendon", lawyer="plaintiff", template="boi-thuong-suc-khoe", **MINE),
    _c("prove:plan", "session", 0, "evidence", template="dat-coc", **MINE),
    _c("prove:plan", "session", 1, "lawyer", kind="HNGĐ", template="ly-hon-nuoi-con", lawyer="defendant", **MINE),
    _c("prove:plan", "session", 3, kind="KDTM", channel="counter", **MINE),
    _c("record", "session", -1, kind="LĐ", **MINE),
    _c("sign", "session", -2, "settled", kind="HNGĐ", template="chia-tai-san-sau-ly-hon", **MINE),
    _c("sign", "session", -9, template="thua-ke", **MINE),
    _c("prove:sign", "session", -9, "settled", channel="counter", template="vay-tai-san", **MINE),
    _c("prove:settle", "settle", -5, "settled", plaintiff="nguyendon", template="dat-coc", **MINE),
    _c("extend", "extend", -12, "extended", template="loi-di", **MINE),
    _c("prove:answer", "accept", -95, kind="KDTM", channel="counter", judge="thamphan", clerk="thuky2"),
    # Trial
    _c("prove:trial", "hear", 0, plaintiff="nguyendon", defendant="bidon", template="dat-coc", **MINE),
    _c("prove:trial", "hear", 0, "procurator", kind="HNGĐ", template="thay-doi-nguoi-nuoi-con"),
    _c("prove:trial", "hear", 2, "lawyer procurator", plaintiff="nguyendon", lawyer="plaintiff", template="hui", **MINE),
    _c("trial", "trial", -1, kind="LĐ", **MINE),
    _c("prove:adjourn", "hear_again", 4, "adjourned", channel="counter", template="thue-nha", **MINE),
    _c("debate", "debate", -2, "deliberated procurator", defendant="bidon", template="boi-thuong-tai-san", **MINE),
    _c("hear", "hear", -1, "procurator", kind="KDTM", channel="counter", template="mua-ban-hang-hoa", judge="thamphan2"),
    # Judgment and after
    _c("minutes", "minutes", -1, "procurator", plaintiff="nguyendon", template="chuyen-nhuong-dat", **MINE),
    _c("prove:judgment", "pronounce", -7, kind="HNGĐ", template="cap-duong", **MINE),
    _c("prove:appeal", "appeal", -2, "appealed procurator", defendant="bidon", template="vay-tai-san", **MINE),
    _c("prove:protest", "protest", -3, "protested procurator", channel="counter", template="thua-ke", **MINE),
    _c("effect", "pronounce", -26, "procurator", plaintiff="nguyendon", template="thue-nha", **MINE),
    _c("review", "pronounce", -34, "procurator", kind="KDTM", channel="counter", template="thi-cong", **MINE),
    _c("effect", "pronounce", -50, "procurator", channel="counter", template="ranh-gioi-dat", **MINE),
    _c("publish", "pronounce", -38, "procurator", kind="HNGĐ", template="ly-hon", **MINE),
    _c("decline", "pronounce", -46, "declined closed procurator", kind="HNGĐ", template="ly-hon-nuoi-con", **MINE),
    # Off the ordinary way
    _c("prove:suspend", "suspend", -9, "suspended", template="ranh-gioi-dat", **MINE),
    _c("prove:discontinue", "discontinue", -12, "discontinued", template="thue-nha", **MINE),
)  # fmt: skip
"""What the fixed people of the third regional court find today. Days are working days from the day of loading."""


UP = {**MINE, "above": "thamphan.tinh"}
ABOVE: tuple[Course, ...] = (
    # Before the clerk and the judges of the provincial court
    _c("up", "up", -1, "protested above procurator", channel="counter", template="thua-ke", **UP),
    _c("prove:enter", "bench", -7, "appealed above", plaintiff="nguyendon", template="hui", **{**UP, "above": "thamphan3.tinh"}),
    _c("prove:trial_above", "hear_above", 2, "appealed above procurator", plaintiff="nguyendon", defendant="bidon", template="vay-tai-san", **UP),
    _c("pronounce_above", "hear_above", -1, "appealed above", defendant="bidon", template="dat-coc", **UP),
    _c("prove:judgment_above", "hear_above", -18, "appealed above", channel="counter", template="chuyen-nhuong-dat", **{**UP, "above": "thamphan2.tinh"}),
    _c("withdraw", "withdraw", -1, "appealed above withdrawn", defendant="bidon", template="boi-thuong-tai-san", **UP),
    _c("prove:panel_above", "sit_above", 3, "discontinued above", plaintiff="nguyendon", template="doi-tai-san", **UP),
)  # fmt: skip
"""Cases of the fixed court that went up, each at another stage."""
BEFOREHAND: tuple[Course, ...] = (
    # Mediation before acceptance
    _c("offer", "offer", -1, "mediated", plaintiff="nguyendon", template="thue-nha", **MINE),
    _c("designate", "designate", -1, "mediated", defendant="bidon", template="hui", **MINE),
    _c("call", "meet", 1, "mediated", plaintiff="nguyendon", defendant="bidon", template="vay-tai-san", **MINE),
    _c("confirm", "confirm", -2, "mediated", template="dat-coc", **MINE),
    _c("recognise", "recognise", -5, "mediated", template="vay-tai-san", **MINE),
    _c("fail", "fail", -1, "mediated unsettled", template="boi-thuong-tai-san", **MINE),
    # Interim measures
    _c("secure", "secure", -1, "measured", template="vay-tai-san", **MINE),
    _c("prove:apply", "apply", -4, "measured", template="hui", **MINE),
)  # fmt: skip
"""Mediations at each stage, and a measure asked for and one that binds."""


def _some_features(number: int) -> Iterator[Course]:
    """Fewer of the same in another court, other ones in each, without the fixed people."""
    wanted = 9 if number == 1 else 8 if number == 2 else 7
    plain = [c for c in FEATURES if c.until not in {"start", "prove:suspend", "prove:discontinue"}]
    step = len(plain) / wanted
    for n in range(wanted):
        course = plain[int(n * step + number) % len(plain)]
        yield replace(
            course, plaintiff="", defendant="", judge="", clerk="", template=course.template if course.turns else "",
            fixed={name: day + (1 if day > 0 else 0) for name, day in course.fixed.items()},
        )  # fmt: skip
