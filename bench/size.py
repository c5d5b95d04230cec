"""Lists and case pages of a large court: median, 95th percentile and queries, and how they grow with the cases.

For each size and database a province is simulated, then every page is asked for as the person whose page it is: twenty
times, case pages for as many as twenty different cases, each time as the first visit after an act of the court (nothing is
remembered), by turns in one court and in the other. Then the acceptance book of the last whole year is printed once. Prints a table in Markdown and writes
`build/size.json`. What counts is the ratio of the larger court to the smaller one, in one run on one machine; beside the
wall clock stands the time of the processor, which a busy machine does not stretch. A case takes about 0.25 MB: the goal
of 70,000 (`--cases 7000 70000`) wants 20 GB. `--keep FOLDER` leaves the courts of SQLite there and measures them again the
next time, brought up to date, without simulating them anew.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "size.json"
TIMES = 20
MOST_QUERIES, MOST_MS, MOST_GROWTH, MOST_PRINT_S = 12, 150.0, 1.5, 20.0
PRINT = "in sổ thụ lý một năm"
LISTS = {
    "judge": (
        "desk:home", "desk:waiting", "cases:deadline_list", "hearings:calendar", "desk:notifications", "mediation:list",
        "cases:workload", "rulebook:rules",
    ),
    "clerk": (
        "desk:home",
        "desk:waiting",
        "desk:notifications",
        "cases:register",
        "delivery:desk",
        "books:shelf",
        "books:book thu-ly",
        "books:book quyet-dinh",
        "books:book giao-nhan",
        "books:book ban-an",
        "filing:register",
        "publication:list",
        "review:list",
        "mediation:list",
        "appeals:transfers",
        "appeals:counter",
    ),
    "document_clerk": ("desk:home", "desk:notifications", "delivery:mail", "delivery:receipts", "delivery:dispatches"),
    "president": (
        "desk:home", "desk:waiting", "desk:notifications", "statistics:leadership", "statistics:judges", "statistics:month",
        "cases:handover_people", "cases:overdue", "cases:workload", "desk:posts",
    ),
    "procurator": ("desk:home", "desk:notifications", "delivery:procuracy"),
}  # fmt: skip
ABOVE = {
    "president": ("statistics:leadership", "statistics:month", "review:list", "review:committee"),
    "clerk": ("desk:home", "cases:register", "appeals:transfers"),
}
"""The court of the province, which reads the figures of all courts below; nothing simulated lies with it itself."""
SEARCHES = (
    "desk:search?q=nguyen+van",
    "desk:search?q=7/2026",
    "cases:register?q=nguyen",
    "filing:register?q=nguyen",
)
CITIZEN = ("portal:mine", "delivery:inbox", "filing:mine")
"""Of whoever is a party to most cases."""
Visit = dict[str, Any]
"""One visit: its page, milliseconds by the clock and of the processor, and statements."""
CASE_PAGES = (
    "cases:overview", "cases:parties", "cases:assignment", "cases:deadlines", "cases:audit", "hearings:case",
    "delivery:case", "judgments:case", "dossiers:case", "appeals:case", "appeals:decisions", "course:case",
    "course:claims", "measures:case", "publication:case", "review:case",
)  # fmt: skip


def measure() -> Iterator[Visit]:
    """Every page in this process, visit by visit, with the settings of the court that the environment names."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toaan.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db.models import Count
    from django.urls import get_resolver, reverse

    from tests.pages.visitors import signed_in
    from toaan.cases.models import Assignment, Party
    from toaan.core import clock, memory
    from toaan.core.models import Post

    get_resolver().url_patterns  # noqa: B018  (as the web process does, config/asgi.py)
    memory.settle()
    settings.ALLOWED_HOSTS = ["*"]
    held = Post.objects.held_at(clock.now()).select_related("user").order_by("court__code", "user__username")
    # the last court by its code: of what is simulated it has most cases under way, the first one none
    court = list(held.filter(court__level="region").values_list("court", flat=True))[-1]
    above = held.filter(court__level="province").values_list("court", flat=True)[0]
    _book_the_week(court)
    for where, role, pages in [
        (w, r, p) for w, of in ((court, LISTS), (above, ABOVE)) for r, p in of.items()
    ]:
        client = signed_in(held.filter(court=where, kind=role)[0].user.username)
        for page in pages:
            name, *parts = page.split()
            called = f"{role}{' above' if where == above else ''}: {page}"
            yield from _ask(called, client, [reverse(name, args=parts)])
        if role == "clerk" and where == court:
            for page in SEARCHES:
                name, _, words = page.partition("?")
                yield from _ask(f"{role}: {page}", client, [f"{reverse(name)}?{words}"])
            address = reverse("books:print", args=["thu-ly"]) + f"?nam={clock.today().year - 1}"
            yield _print(client, address)
    parties = Party.objects.exclude(user=None).order_by().values("user__username").annotate(n=Count("pk"))
    client = signed_in(parties.order_by("-n", "user__username")[0]["user__username"])
    for page in CITIZEN:
        yield from _ask(f"citizen: {page}", client, [reverse(page)])
    presiding = Assignment.objects.filter(role=Assignment.Role.PRESIDING, ended_at=None, case__court=court)
    busiest = presiding.values("post").annotate(held=Count("pk")).order_by("-held", "post")[0]["post"]
    mine = list(presiding.filter(post=busiest).order_by("case_id").values_list("case_id", flat=True)[:TIMES])
    client = signed_in(held.get(pk=busiest).user.username)
    for page in CASE_PAGES:
        yield from _ask(page, client, [reverse(page, args=[case]) for case in mine])


def _book_the_week(court: Any) -> None:
    """Rooms for the sittings of this week, as many as three rooms can hold: copied cases have sittings and no bookings, and a
    calendar of empty rooms would cost nothing.
    """
    from datetime import timedelta

    from toaan.core import clock
    from toaan.hearings.models import Booking, Hearing, Room

    monday = clock.today() - timedelta(days=clock.today().weekday())
    starts, rooms = (
        clock.start_of(monday),
        list(Room.objects.filter(court=court, valid_to=None).order_by("name")[:3]),
    )
    week = Hearing.objects.filter(case__court=court, starts_at__range=(starts, starts + timedelta(days=7)))
    for n, hearing in enumerate(week.order_by("pk")[:45]):
        day, hour = divmod(n // len(rooms), 3)
        begins = starts + timedelta(days=day, hours=8 + 2 * hour)
        Booking.objects.get_or_create(
            hearing=hearing, resource_type="room", resource_id=rooms[n % len(rooms)].pk,
            defaults={"starts_at": begins, "ends_at": begins + timedelta(hours=1)},
        )  # fmt: skip


def _ask(page: str, client: Any, addresses: Sequence[str]) -> Iterator[Visit]:
    """Visit after visit of one page, each timed once with nothing remembered and then once more to count what it asks."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = client.get(addresses[0])
    if answer.status_code != 200:
        raise SystemExit(f"{addresses[0]}: {answer.status_code}")
    for n in range(TIMES):
        address = addresses[n % len(addresses)]
        cache.clear()
        begun, used = time.perf_counter(), time.process_time()
        client.get(address)
        took, worked = time.perf_counter() - begun, time.process_time() - used
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        yield {"page": page, "ms": 1000 * took, "cpu": 1000 * worked, "queries": len(asked)}


def _print(client: Any, address: str) -> Visit:
    begun, used = time.perf_counter(), time.process_time()
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    lines = answer.content.count(b"<tr") - answer.content.count(b"<thead")
    return {
        "page": PRINT, "ms": 1000 * (time.perf_counter() - begun), "cpu": 1000 * (time.process_time() - used),
        "lines": lines,
    }  # fmt: skip


def _summed(visits: Sequence[Visit]) -> dict[str, float]:
    """Of all visits of one page in one court."""
    took, worked = sorted(v["ms"] for v in visits), sorted(v["cpu"] for v in visits)
    if "lines" in visits[0]:
        return {"seconds": took[0] / 1000, "cpu_s": worked[0] / 1000, "lines": visits[0]["lines"]}
    return {
        "queries": max(v["queries"] for v in visits), "p50": took[len(took) // 2],
        "p95": took[int(0.95 * (len(took) - 1))], "cpu": worked[len(worked) // 2],
    }  # fmt: skip


@contextmanager
def database(kind: str) -> Iterator[dict[str, str]]:
    """The variable that names an empty database of this kind."""
    if kind == "sqlite":
        yield {}
        return
    sys.path.insert(0, str(ROOT))
    from toaan.config import postgres

    with postgres.cluster() as url:
        yield {"DATABASE_URL": url}


@contextmanager
def court_of(cases: int, kind: str, kept: Path | None) -> Iterator[tuple[float, subprocess.Popen[str]]]:
    """A court of this size: in how many seconds it was simulated, and a process that measures a page for each line it reads."""
    with _home(cases, kind, kept) as home, database(kind) as named:
        environment = {
            **os.environ, **named, "TOAAN_HOME": str(home), "TOAAN_MODE": "practice",
            "DJANGO_SETTINGS_MODULE": "toaan.config.settings",
        }  # fmt: skip

        def run(*command: str) -> None:
            subprocess.run(
                [sys.executable, *command], env=environment, check=True, cwd=ROOT, stdout=sys.stderr
            )

        whole = home / "loaded_s"
        if not whole.exists():
            begun = time.monotonic()
            run("-m", "toaan.cli", "simulate", "--cases", str(cases), "--seed", "bench")
            whole.write_text(str(time.monotonic() - begun))
        run("-c", "import django; django.setup(); from toaan.core import setup; setup.prepare()")
        asking = subprocess.Popen(
            [sys.executable, __file__, "--measure"],
            env=environment, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            yield float(whole.read_text()), asking
        finally:
            asking.kill()
            asking.wait()


def side_by_side(kind: str, sizes: Sequence[int], kept: Path | None) -> dict[str, dict[str, Any]]:
    """Visit by visit in every court by turns: a machine that is slower for a while is so for all of them."""
    with ExitStack() as open_courts:
        courts = [open_courts.enter_context(court_of(cases, kind, kept)) for cases in sizes]
        told: dict[str, dict[str, Any]] = {
            f"{kind} {cases}": {"loaded_s": loaded, "pages": {}}
            for cases, (loaded, _) in zip(sizes, courts, strict=True)
        }
        visits: dict[str, dict[str, list[Visit]]] = {name: {} for name in told}
        while True:
            for name, (_, asking) in zip(told, courts, strict=True):
                assert asking.stdin is not None and asking.stdout is not None  # noqa: S101
                asking.stdin.write("\n")
                asking.stdin.flush()
                if not (line := asking.stdout.readline()):
                    raise SystemExit(f"{kind}: ngừng giữa chừng")
                if (visit := json.loads(line)) is None:
                    for court, pages in visits.items():
                        told[court]["pages"] = {page: _summed(seen) for page, seen in pages.items()}
                    return told
                visits[name].setdefault(visit["page"], []).append(visit)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", nargs="+", type=int, default=[700, 7_000], metavar="N")
    parser.add_argument(
        "--database", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"]
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="courts of SQLite to keep and use again")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        visits = measure()
        for _line in sys.stdin:
            print(json.dumps(next(visits, None)), flush=True)
        return 0
    told: dict[str, dict[str, Any]] = {}
    for kind in options.database:
        told |= side_by_side(kind, options.cases, options.keep)
        _table(kind, options.cases, told)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


@contextmanager
def _home(cases: int, kind: str, kept: Path | None) -> Iterator[Path]:
    if kept is not None and kind == "sqlite":
        home = kept / str(cases)
        home.mkdir(parents=True, exist_ok=True)
        yield home
        return
    with tempfile.TemporaryDirectory(prefix="toaan-size-") as folder:
        yield Path(folder)


def _table(kind: str, sizes: Sequence[int], told: dict[str, dict[str, Any]]) -> None:
    small, large = (told[f"{kind} {n}"]["pages"] for n in (sizes[0], sizes[-1]))
    print(
        f"\n{kind}: "
        + ", ".join(f"{n} vụ án nạp trong {told[f'{kind} {n}']['loaded_s']:.0f} s" for n in sizes)
    )
    print(
        f"\n| trang | truy vấn (≤ {MOST_QUERIES}) | p50 {sizes[0]} ms | p50 {sizes[-1]} ms | tăng (< {MOST_GROWTH}) "
        f"| p95 {sizes[-1]} ms (< {MOST_MS:.0f}) | CPU {sizes[0]} ms | CPU {sizes[-1]} ms | tăng CPU |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for page, seen in large.items():
        before = small[page]
        if page == PRINT:
            continue
        print(
            f"| {page} | {seen['queries']:.0f} | {before['p50']:.0f} | {seen['p50']:.0f} | {seen['p50'] / before['p50']:.2f} "
            f"| {seen['p95']:.0f} | {before['cpu']:.0f} | {seen['cpu']:.0f} | {seen['cpu'] / before['cpu']:.2f} |",
            flush=True,
        )
    paper = large[PRINT]
    print(
        f"\n{PRINT}: {paper['lines']} dòng trong {paper['seconds']:.1f} s, CPU {paper['cpu_s']:.1f} s (< {MOST_PRINT_S:.0f})"
    )


if __name__ == "__main__":
    sys.exit(main())
