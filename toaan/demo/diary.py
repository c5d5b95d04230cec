"""Rooms and people of one court on each day, so that no sitting of the demonstration clashes with another."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from toaan.demo.calendar import moment, shifted
from toaan.hearings.models import Room

SESSIONS = ((8, 0), (9, 15), (10, 30), (14, 0), (15, 15))
TRIALS = ((8, 0), (14, 0))


@dataclass(frozen=True)
class Slot:
    room: Room
    starts: datetime
    ends: datetime


@dataclass
class Diary:
    """What is taken on which day."""

    rooms: Sequence[Room]
    _taken: dict[tuple[uuid.UUID, date], list[tuple[datetime, datetime]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def take(self, day: date, people: Sequence[uuid.UUID], *, trial: bool) -> Slot:
        """The first free time on this day, or on the working days after it, for a room and all these people."""
        for later in range(20):
            on = shifted(day, later)
            for hour, minute in TRIALS if trial else SESSIONS:
                starts = moment(on, hour, minute)
                ends = starts + timedelta(minutes=170 if trial else 70)
                rooms = [r for r in self.rooms if r.name.startswith("Phòng xử án") == trial]
                for room in rooms:
                    wanted = [room.pk, *people]
                    if all(self._free(one, on, starts, ends) for one in wanted):
                        for one in wanted:
                            self._taken[one, on].append((starts, ends))
                        return Slot(room, starts, ends)
        raise LookupError(f"no room for a sitting on {day} or soon after")

    def _free(self, who: uuid.UUID, day: date, starts: datetime, ends: datetime) -> bool:
        return all(ends <= begun or over <= starts for begun, over in self._taken[who, day])
