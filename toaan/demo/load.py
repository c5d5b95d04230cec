"""Load the practice province: found its courts, play their past side by side, bring the search index up to date."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from toaan.config.supervisor import signal_group, spawn
from toaan.core import clock, daily, events, search_writer
from toaan.core.models import Court, Post, User
from toaan.core.roles import Role
from toaan.demo import calendar, identities, people, plan, play, province, request_steps, wipe
from toaan.demo.story import Course
from toaan.vietnamese.names import sort_key

Progress = Callable[[str], None]
SEED = "song-thanh"
HEAVIEST_FIRST = (3, 1, 2, 4)


class LoadFailed(Exception):
    """One of the processes that play the courts failed; the message is for the terminal."""


def ensure(progress: Progress = print, *, processes: int | None = None, seed: str = SEED) -> bool:
    """Load the practice province when there is no court yet; otherwise leave everything as it is.

    One that an earlier run left half loaded is wiped and begun anew.

    Returns:
        Whether anything was loaded.
    """
    if Court.objects.exists():
        if not _half_loaded():
            return False
        progress("Lần nạp trước bị ngắt: xóa dữ liệu minh họa dở dang")
        wipe.everything()
    today = clock.today()
    _mark("loading", seed, today)
    progress("Lập Tòa án nhân dân tỉnh Sông Thanh và bốn Tòa án khu vực")
    with identities.drawn_from(seed):
        province.found(seed)
    work(progress, seed, today, processes or len(os.sched_getaffinity(0)))
    with clock.apart(clock.now()):
        request_steps.of_today(people.standing(), clock.now())
    finish(progress, seed)
    _mark("loaded", seed, today)
    return True


def slice_of(
    courses: Mapping[int, Sequence[Course]],
    *,
    seed: str = SEED,
    today: date | None = None,
    scenes_too: bool = False,
) -> None:
    """The same with a few matters only, in this process: for tests and measurements.

    Args:
        scenes_too: also the requests and reviews of the court of the fixed people.
    """
    day = today or clock.today()
    with identities.drawn_from(seed):
        province.found(seed, citizens=dict.fromkeys(province.NUMBERS, 3))
    for number, few in courses.items():
        play.alone(number, seed, day, lambda _: None, few, scenes_too=scenes_too)
    with clock.apart(calendar.moment(day, 0, 30)):
        finish(lambda _: None, seed)


def finish(progress: Progress, seed: str) -> None:
    """What the day of loading brings, and the search index."""
    progress("Việc của ngày hôm nay, chỉ mục tìm kiếm")
    with events.by_hand(), identities.drawn_from(f"{seed} finish"):
        daily.run(clock.today(), clock.now())
        events.drain()
    while search_writer.write_changes():
        pass


def work(progress: Progress, seed: str, today: date, processes: int) -> None:
    """Play every court, in as many processes as there are processors to use."""
    total = sum(len(plan.courses(number, today)) for number in province.NUMBERS)
    if processes < 2 or connection.settings_dict["NAME"] == ":memory:":
        for number in HEAVIEST_FIRST:
            progress(f"Diễn lại các vụ việc của Tòa án khu vực {number}")
            play.alone(number, seed, today, lambda _: None)
        return
    connections.close_all()
    shares = [HEAVIEST_FIRST[:1], HEAVIEST_FIRST[1:]] if processes == 2 else [(n,) for n in HEAVIEST_FIRST]
    _together(progress, seed, today, shares, total)


def _together(
    progress: Progress, seed: str, today: date, shares: Sequence[Sequence[int]], total: int
) -> None:
    """One process for each share of courts; all are ended when one fails or we are interrupted."""
    done = dict.fromkeys((n for share in shares for n in share), 0.0)
    size = {n: len(plan.courses(n, today)) / total for n in done}
    base = [sys.executable, "-m", "toaan.demo", seed, today.isoformat()]
    children = [
        spawn([*base, *map(str, share)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for share in shares
    ]
    shown = -1
    try:
        with selectors.DefaultSelector() as waiting:
            for child in children:
                waiting.register(child.stdout, selectors.EVENT_READ)  # type: ignore[arg-type]
            while waiting.get_map():
                for key, _ in waiting.select():
                    line = key.fileobj.readline()  # type: ignore[union-attr]
                    if not line:
                        waiting.unregister(key.fileobj)
                        continue
                    number, share = line.decode().split()
                    done[int(number)] = float(share)
                    fifth = int(5 * sum(size[n] * done[n] for n in done) + 0.02)
                    if fifth > shown:
                        shown = fifth
                        progress(f"Diễn lại {total} vụ việc của bốn Tòa án: {20 * fifth} %")
        for child in children:
            if child.wait():
                words = (child.stderr.read() if child.stderr else b"").decode().strip().splitlines()
                raise LoadFailed(
                    f"nạp dữ liệu minh họa không xong: {words[-1] if words else child.returncode}"
                )
    finally:
        for child in children:
            if child.poll() is None:
                signal_group(child, signal.SIGKILL)
                child.wait()


def _marker() -> Path:
    return Path(settings.TOAAN_CLOCK).with_name("demo.json")


def _mark(state: str, seed: str, today: date) -> None:
    content = {"state": state, "seed": seed, "day": today.isoformat()}
    draft = _marker().with_suffix(".tmp")
    draft.write_text(json.dumps(content), encoding="ascii")
    draft.replace(_marker())


def _half_loaded() -> bool:
    try:
        return bool(json.loads(_marker().read_text(encoding="ascii"))["state"] == "loading")
    except FileNotFoundError:
        return False


# --- accounts ---------------------------------------------------------------------------------------------

ORDER = tuple(Role)


def accounts() -> Iterator[dict[str, str]]:
    """The accounts of the practice province by court, then citizens: user name, post, court, name, password."""
    held = (
        Post.objects.held_at(clock.now())
        .filter(court__code__startswith="TAND-ST")
        .select_related("user", "court")
    )
    rows = sorted(
        held,
        key=lambda p: (
            p.court.level != Court.Level.PROVINCE,
            p.court.code,
            ORDER.index(p.role),
            p.user.username,
        ),
    )
    for post in rows:
        yield _account(post.user, f"{post.title} {post.chamber}".strip(), post.court.name)
    fixed = [name for name, *_ in people.CITIZENS] + [province.SECOND_LAWYER.username]
    citizens = User.objects.filter(posts=None, email__endswith="@thu.example")
    known = {name: n for n, name in enumerate(fixed)}
    for user in sorted(citizens, key=lambda u: (known.get(u.username, len(fixed)), sort_key(u.full_name))):
        yield _account(user, "Luật sư" if user.username.startswith("luatsu") else "Người dân", "")


def _account(user: User, post: str, court: str) -> dict[str, str]:
    return {
        "username": user.username, "post": post, "court": court, "name": user.full_name, "password": people.PASSWORD,
    }  # fmt: skip


def main_accounts(rows: Sequence[dict[str, str]]) -> Iterator[dict[str, str]]:
    """One account for each post of the court of the fixed people, and the fixed citizens."""
    court = Court.objects.get(code=province.code(province.FIXED)).name
    fixed = {name for name, *_ in people.CITIZENS}
    shown: set[str] = set()
    for row in rows:
        if (row["court"] == court and row["post"] not in shown) or row["username"] in fixed:
            shown.add(row["post"])
            yield row
