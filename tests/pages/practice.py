"""A small practice court with a matter at every stage, made by the real acts, always on the same day.

python -m tests.pages.practice fill         # in a court's own process: TOAAN_HOME says which
python -m tests.pages.practice addresses    # JSON: key → who, path
python -m tests.pages.practice queries      # JSON: key → queries, bytes of HTML
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import Any

from tests.pages.day import NOW
from tests.pages.matters import matters
from tests.pages.visitors import signed_in


def fill() -> None:
    """Found the court and make every matter."""
    from toaan.core import clock, daily, events, search_writer
    from toaan.demo import people, steps

    clock.move_to(people.SINCE)
    world = people.found()
    for days, make in matters():
        at = min(steps.next_working_day(NOW - timedelta(days=days)), NOW)
        clock.move_to(at)
        make(world, at)
        events.drain()
    clock.move_to(NOW)
    daily.run(clock.today(), clock.now())
    events.drain()
    while search_writer.write_changes():
        pass


def addresses() -> dict[str, dict[str, Any]]:
    """Who opens which address, for every row of the census."""
    from django.urls import NoReverseMatch, reverse

    from tests.pages.census import PAGES

    found: dict[str, dict[str, Any]] = {}
    for page in PAGES:
        try:
            at = page.where()
            path = page.path or reverse(page.url, kwargs=at.parts)
            who = at.people[page.who] if page.who.startswith("@") else page.who
        except (LookupError, NoReverseMatch) as fault:
            found[page.key] = {"fault": f"{page.key}: {fault}"}
            continue
        query = "&".join(part for part in (page.query, at.query) if part)
        found[page.key] = {"who": who, "path": path + (f"?{query}" if query else "")}
    return found


def queries() -> dict[str, dict[str, int]]:
    """What each page asks of the database, and how long its HTML is."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    rows = {key: row for key, row in addresses().items() if "fault" not in row}
    clients = {username: signed_in(username) for username in {row["who"] for row in rows.values()}}
    counted = {}
    for key, row in rows.items():
        client = clients[row["who"]]
        client.get(row["path"])  # the first reading fills what is remembered
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(row["path"])
        counted[key] = {"queries": len(seen), "html": len(b"".join(answer))}
    return counted


def main() -> None:
    import django

    django.setup()
    if sys.argv[1] == "fill":
        fill()
    else:
        print(json.dumps({"addresses": addresses, "queries": queries}[sys.argv[1]]()))


if __name__ == "__main__":
    main()
