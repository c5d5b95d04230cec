"""What happened before a journey begins, by the real acts: python -m tests.journeys.scenes NAME, in the court's environment.

The thread walks petition, fee and acceptance in the browser; journeys that are about something later start from here.
Prints one line of JSON: what the walker must know.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

START = datetime(2026, 1, 5, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
"""A Monday."""


def loan(world: Any) -> Any:
    """A loan of 200 million: petition, fee, acceptance, judge and clerk; everybody has the notice of acceptance."""
    from toaan.demo import steps

    case = steps.assigned_case(world, START, case=steps.accepted_case(world, START, value=200_000_000))
    steps.served(world, case, START)
    steps.court_room(world)
    return case


def deposit(world: Any) -> Any:
    """A dispute about a deposit in preparation: both sides have an account, judge, clerk and lay judges are named."""
    from toaan.demo import steps

    case = steps.assigned_case(world, START)
    steps.served(world, case, START)
    steps.court_room(world)
    return case


def judged(world: Any) -> Any:
    """The deposit dispute judged: part 1 for the plaintiff, part 2 against; the judgment is in everybody's hands."""
    from toaan.core import clock
    from toaan.demo import appeals, people, steps

    people.staff_province(world)
    appeals.room(world)
    case = steps.pronounced_case(world, START)
    steps.sign_hearing_minutes(world, case, clock.now())
    steps.served(world, case, clock.now(), kind="judgment")
    return case


SCENES: dict[str, Callable[[Any], Any]] = {scene.__name__: scene for scene in (loan, deposit, judged)}


def main(name: str) -> None:
    """Play one scene and say which case it is, who judges it and what time it is."""
    import django

    django.setup()
    from toaan.core import clock, events
    from toaan.demo import people, steps

    clock.move_to(people.SINCE)
    world = people.standing()
    case = SCENES[name](world)
    events.drain()
    told = {
        "case": str(case.pk), "number": str(case.number), "judge": steps.presiding(world, case),
        "now": f"{clock.now().astimezone(START.tzinfo):%d/%m/%Y %H:%M}",
    }  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1])
