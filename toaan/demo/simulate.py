"""A province of any size, to measure on: a few matters are played by the real acts, the rest are copies of them.

A batch of copies is one transaction: numbers, audit chains and rows come together or not at all, so a run that is
interrupted leaves a sound court and may simply be started again for the rest.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from toaan.cases.models import Assignment, Case
from toaan.core import clock, planner, search_writer
from toaan.core.models import Court, Entered, Event, IssuedNumber, NewsMark, Post, User
from toaan.demo import bulk, identities, play, province, staff
from toaan.demo.copying import NUMBER, Copy, Matter, columns, copy, matter_of
from toaan.demo.names import Names
from toaan.demo.story import Course
from toaan.filing.tracking import ALPHABET
from toaan.vietnamese.text import fold

Progress = Callable[[str], None]
BATCH = 1000
YEARS = 6
UNREAD = 500
"""Events of the court since its officers last looked at their news."""
OVER = 0.94
"""Share of matters that have run their course; the others are under way: about four months' receipts of six years."""


def _course(until: str, step: str, day: int, kind: str, turns: str = "procurator") -> Course:
    return Course(until=until, fixed={step: day}, kind=kind, turns=frozenset(turns.split()), third=True)


ENDED = (
    _course("close", "pronounce", -75, "DS"),
    _course("close", "pronounce", -80, "HNGĐ", "procurator evidence"),
    _course("close", "pronounce", -70, "KDTM"),
    _course("close", "pronounce", -90, "LĐ"),
    _course("close", "settle", -65, "DS", "settled"),
)
GOING_ON = (
    _course("review", "pronounce", -40, "DS"),
    _course("prove:judgment", "pronounce", -8, "DS"),
    _course("prove:trial", "hear", 6, "HNGĐ"),
    _course("prove:plan", "session", 8, "DS", "evidence"),
    _course("prove:settle", "settle", -9, "DS", "settled"),
)
"""How the matters that are copied stand: over; publication to be decided, pronounced, waiting for trial, in preparation, an agreement
whose publication is to be decided.

Each court plays two of each.
"""


def run(cases: int, seed: str, progress: Progress) -> int:
    """Bring `cases` more cases into the regional courts; returns how many there are in all.

    The same seed on the same court gives the same names and days.
    """
    if not Court.objects.exists():
        progress("Lập Tòa án tỉnh và bốn Tòa án khu vực")
        with identities.drawn_from(seed):
            province.found(seed)
    before = Case.objects.count()
    with identities.drawn_from(f"{seed}/staff"):
        staff.recruit(round((Case.objects.count() + cases) * (1 - OVER)), seed)
    progress("Diễn lại một số vụ án mẫu bằng các hành vi tố tụng thật")
    played = _played(seed)
    matters = [matter_of(case) for case in _fit(played)]
    with bulk.swift():
        copy_all(matters, cases - len(played), Random(f"simulate/{seed}/{before}"), progress)  # noqa: S311
    _news_read()
    progress("Cập nhật thống kê của cơ sở dữ liệu")
    planner.analyse(after_loading=True)
    search_writer.rebuild(lambda _: None)
    return Case.objects.count()


def _news_read() -> None:
    """Everybody has read the news of the own court but the latest, as those do who work there every day."""
    heads = dict(Event.objects.order_by().values_list("court_id").annotate(models.Max("sequence")))
    posts = Post.objects.filter(court_id__in=heads)
    marks = [
        NewsMark(post=p, sequence=max(0, heads[p.court_id] - UNREAD), read_at=clock.now()) for p in posts
    ]
    changed = ["sequence", "read_at"]
    NewsMark.objects.bulk_create(marks, update_conflicts=True, unique_fields=["post"], update_fields=changed)


def _played(seed: str) -> Sequence[Case]:
    before = set(Case.objects.values_list("pk", flat=True))
    for turn, number in enumerate(province.NUMBERS):
        courses = [group[(turn + n) % len(group)] for group in (ENDED, GOING_ON) for n in range(2)]
        key = f"{seed}/{len(before)}"
        play.alone(number, key, clock.today(), lambda _: None, courses, scenes_too=False)
    made = Case.objects.exclude(pk__in=before).select_related("court").order_by("accepted_on", "pk")
    return list(made)


def _fit(played: Sequence[Case]) -> Sequence[Case]:
    """Those whose leader assigned them to somebody else: the copies go round among judges, never what a leader did."""
    own = Event.objects.filter(
        case_id=OuterRef("case_id"), act="cases.draw_judge", actor=OuterRef("post__user")
    )
    seats = Assignment.objects.filter(Exists(own), role=Assignment.Role.PRESIDING)
    theirs = set(seats.values_list("case_id", flat=True))
    return [case for case in played if case.pk not in theirs] or played


def copy_all(matters: Sequence[Matter], count: int, chance: Random, progress: Progress) -> None:
    """Write `count` copies of these matters, the oldest first, so that numbers follow the days."""
    if count <= 0:
        return
    over = [m for m in matters if m.is_over]
    under_way = [m for m in matters if not m.is_over] or over
    plan = sorted(
        (-chance.randrange(2, 52 * YEARS), chance.randrange(len(over)), True) if chance.random() < OVER
        else (-chance.randrange(3), chance.randrange(len(under_way)), False)
        for _ in range(count)
    )  # fmt: skip
    pool, rotation = _Pool(chance, count), staff.Rotation(chance)
    shown = 0
    for start in range(0, count, BATCH):
        with transaction.atomic():
            ledger = bulk.Ledger()
            tables: dict[type[models.Model], list[list[Any]]] = defaultdict(list)
            for weeks, which, is_over in plan[start : start + BATCH]:
                matter = (over if is_over else under_way)[which]
                made = copy(matter, weeks=weeks, chance=chance, name=pool.name, account=pool.account,
                            number=ledger.number, code=pool.code, hands=rotation.hands(matter.court, matter.presiding))  # fmt: skip
                _finish(made, matter.court, ledger)
                for model, rows in made.rows.items():
                    tables[model] += rows
            for model, rows in tables.items():
                bulk.insert(model, columns(model), rows)
            ledger.close()
        if (done := 100 * min(start + BATCH, count) // count) >= shown + 10:
            shown = done
            progress(f"Chép {count} vụ án: {done} %")


def _finish(made: Copy, court: str, ledger: bulk.Ledger) -> None:
    numbers = {row[0]: _renumber(row) for row in made.rows[IssuedNumber]}
    for model, rows in made.rows.items():
        if issubclass(model, Entered):
            _enter(model, rows, numbers)
    ledger.chain(court, made.rows)


def _renumber(row: list[Any]) -> tuple[int, int]:
    """The sequence and year columns follow the text; returns year and sequence."""
    place = {f.attname: n for n, f in enumerate(columns(IssuedNumber))}
    if match := NUMBER.fullmatch(row[place["text"]]):
        row[place["sequence"]], row[place["year"]] = int(match[1]), int(match[2])
    return row[place["year"]], row[place["sequence"]]


def _enter(model: type[models.Model], rows: Sequence[list[Any]], numbers: dict[str, tuple[int, int]]) -> None:
    """A line of a register stands where its number says."""
    place = {f.attname: n for n, f in enumerate(columns(model))}
    for row in rows:
        if row[place["number_id"]] is not None:
            row[place["register_year"]], row[place["register_sequence"]] = numbers[row[place["number_id"]]]


class _Pool:
    """People who are not in the copied matters yet: names, and citizens' accounts."""

    def __init__(self, chance: Random, count: int) -> None:
        names = Names(chance)
        names.taken(*User.objects.values_list("full_name", flat=True))
        self._chance = chance
        size = min(4000, max(60, count))
        self._people = [names.full(woman=chance.random() < 0.5) for _ in range(size)]
        self._companies = [names.company("phường Trung Tâm").name for _ in range(min(size, 200))]
        self._banks = [names.company("phường Trung Tâm", bank=True).name for _ in range(10)]
        self._accounts = [str(pk) for pk in self._register(self._people[: max(20, size // 4)])]
        self._receipt = 0

    def _register(self, people: Sequence[str]) -> Iterator[uuid.UUID]:
        tag = f"{self._chance.getrandbits(32):08x}"
        users = [
            User(
                username=f"dan-{tag}-{n}", full_name=name, full_name_folded=fold(name), email=f"{tag}.{n}@thu.example",
                password="!",  # noqa: S106  (nobody signs in with it)
                date_joined=clock.now(),
            )
            for n, name in enumerate(people)
        ]  # fmt: skip
        User.objects.bulk_create(users, batch_size=500)
        return (user.pk for user in users)

    def name(self, old: str) -> str:
        plain = fold(old)
        if plain.startswith("ngan hang"):
            return self._chance.choice(self._banks)
        return self._chance.choice(self._companies if plain.startswith("cong ty") else self._people)

    def account(self) -> str:
        return self._chance.choice(self._accounts)

    def code(self, old: str) -> str:
        if "-" not in old:  # a receipt of the enforcement agency: digits
            return f"{self._chance.randrange(10**9):0{max(9, len(old))}d}"
        signs = "".join(self._chance.choices(ALPHABET, k=12))
        return "-".join(signs[i : i + 4] for i in (0, 4, 8))
