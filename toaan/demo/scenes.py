"""What the demonstration shows beside its matters: requests on their way, judgments under review. Each is a routine
that yields when its next act is due, as `toaan.demo.office` does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from toaan.demo import calendar
from toaan.demo.diary import Diary
from toaan.demo.province import Seat


@dataclass(frozen=True)
class Stage:
    """The court of the fixed people and the court above it on the way to the day of loading."""

    seat: Seat
    upper: Seat
    diary: Diary
    diary_above: Diary
    seed: str
    today: date

    def day(self, working_days: int) -> date:
        """Counted in working days from the day of loading."""
        return calendar.shifted(self.today, working_days)

    def at(self, working_days: int, hour: int, minute: int = 0) -> datetime:
        return calendar.moment(self.day(working_days), hour, minute)


def all_of(stage: Stage) -> list[Iterator[datetime]]:
    """Every scene, in the order in which those that are due at the same minute are played."""
    from toaan.demo import requested, reviewed

    return [*requested.scenes(stage), *reviewed.scenes(stage)]
