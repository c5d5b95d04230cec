"""The one clock. A practice court may move it; production never can.

Acts take the time as an argument; only faces, workers and the command line ask here. `move_to` moves the clock of the
whole installation; inside `apart` it moves that of this process alone, so that several may play a court's past at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

_read: tuple[float, timedelta] = (0.0, timedelta())
_apart: datetime | None = None


def _offset() -> timedelta:
    """How far the practice clock stands from the real one; read again when the file changes."""
    global _read  # noqa: PLW0603  (a cache of one small file)
    if settings.PRODUCTION:
        return timedelta()
    try:
        changed = Path(settings.TOAAN_CLOCK).stat().st_mtime_ns / 1e9
    except FileNotFoundError:
        return timedelta()
    if changed != _read[0]:
        seconds = json.loads(Path(settings.TOAAN_CLOCK).read_text(encoding="ascii"))["offset_seconds"]
        _read = (changed, timedelta(seconds=float(seconds)))
    return _read[1]


def now() -> datetime:
    """The present moment of this court, aware, in UTC."""
    return _apart or datetime.now(UTC) + _offset()


@contextmanager
def apart(moment: datetime) -> Iterator[None]:
    """Inside, the clock of this process stands at `moment`, or where `move_to` puts it; nobody else notices.

    Raises:
        PermissionError: in production, where time is not ours to set.
    """
    global _apart  # noqa: PLW0603  (one clock)
    _refuse_in_production()
    before, _apart = _apart, moment
    try:
        yield
    finally:
        _apart = before


def moved() -> bool:
    """Whether the practice clock stands elsewhere than the real one."""
    return abs(_offset()) >= timedelta(seconds=1)


def today() -> date:
    """Today's date in Vietnam."""
    return local_date(now())


def start_of(day: date) -> datetime:
    """The first moment of a day in Vietnam."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def tomorrow() -> datetime:
    """The moment at which the next day begins here: what is over by then is over today, whatever the hour."""
    return start_of(today() + timedelta(days=1))


def local_date(moment: datetime) -> date:
    """The Vietnamese calendar day on which `moment` falls."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def move_to(moment: datetime) -> None:
    """Set the practice clock; it goes on running from there, except inside `apart`.

    Raises:
        PermissionError: in production, where time is not ours to set.
    """
    global _apart  # noqa: PLW0603  (one clock)
    _refuse_in_production()
    if _apart is not None:
        _apart = moment
        return
    offset = (moment - datetime.now(UTC)).total_seconds()
    path = Path(settings.TOAAN_CLOCK)
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps({"offset_seconds": offset}), encoding="ascii")
    draft.replace(path)


def reset() -> None:
    """Give the practice clock back to the real time."""
    Path(settings.TOAAN_CLOCK).unlink(missing_ok=True)


def _refuse_in_production() -> None:
    if settings.PRODUCTION:
        raise PermissionError("Không được đổi giờ ở chế độ production.")
