"""Entering and ending the lines of a court's area (địa bàn của Tòa án).

They come from the resolution that founds the courts (its annex), entered by an officer or read from the court's own file.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from toaan.core import areas, clock
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.models import Court, CourtArea
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.vietnamese.text import clean

MAX_LINES = 2_000


@dataclass(frozen=True)
class _Court:
    """The court whose area it is, as the thing an act concerns."""

    court: Court | None

    def relations(self, viewer: Viewer) -> frozenset[str]:
        mine = self.court is not None and viewer.is_staff and viewer.court_id == self.court.pk
        return frozenset({"same_court"} if mine else ())


def enter_area(
    *,
    by: Viewer,
    lines: Sequence[areas.Line],
    at: datetime,
    court: Court | None = None,
    court_name: str = "",
) -> list[CourtArea]:
    """Enter communes into the area of a court (ghi địa bàn). A line that is there already stays as it is.

    Args:
        court: a court of this installation; otherwise `court_name` alone.

    Raises:
        Refused: "area.empty", "area.no_basis", "area.bad_day", "area.taken" with the court that has the commune,
            "area.court_gone" when the court has ended before the first day.
    """
    with act("filing.enter_area", by=by, at=at) as a:
        if court is not None:
            court = a.lock(Court, court.pk)
        a.allow(_Court(court))
        name = court.name if court else clean(court_name)
        wanted = [_checked(line, court, at) for line in lines if clean(line.province)]
        if not wanted or not name:
            raise _wrong("area.empty", "communes", _("Hãy ghi ít nhất một xã, phường, đặc khu."))
        if len(wanted) > MAX_LINES:
            raise _wrong("area.empty", "communes", _("Mỗi lần ghi nhiều nhất %s dòng.") % MAX_LINES)
        made = [row for line in wanted if (row := _kept(line, court, name)) is not None]
        CourtArea.objects.bulk_create(made)
        a.record(
            court or (made or [_stands(wanted[0])])[0],
            court=court,
            title=_("Ghi địa bàn %(court)s: %(n)s đơn vị hành chính") % {"court": name, "n": len(made)},
            detail=", ".join(row.place for row in made)[:1000],
            data={"court": name, "lines": [str(row) for row in made], "basis": wanted[0].basis},
        )
    return made


def _checked(line: areas.Line, court: Court | None, at: datetime) -> areas.Line:
    first = line.valid_from or clock.local_date(at)
    if not clean(line.basis):
        raise _wrong(
            "area.no_basis", "basis", _("Hãy ghi văn bản quy định địa bàn, ví dụ số nghị quyết và phụ lục.")
        )
    if line.valid_to is not None and line.valid_to < first:
        raise _wrong("area.bad_day", "valid_from", _("Ngày cuối phải từ ngày đầu trở đi."))
    if court is not None and not court.exists_on(first):
        raise _wrong(
            "area.court_gone", "valid_from",
            _("%s không hoạt động vào ngày này. Hãy ghi địa bàn cho Tòa án kế thừa.") % court.name,
        )  # fmt: skip
    return areas.Line(
        clean(line.province), clean(line.commune), line.matter if line.matter in CourtArea.Matter.values else "",
        first, line.valid_to, clean(line.basis)[:300],
    )  # fmt: skip


def _same(line: areas.Line) -> dict[str, str]:
    return {
        "province_key": areas.province_key(line.province), "matter": line.matter,
        "commune_folded": areas.commune_keys(line.commune)[1],
    }  # fmt: skip


def _kept(line: areas.Line, court: Court | None, name: str) -> CourtArea | None:
    """The row to add; None when it stands already."""
    first = line.valid_from or date.max
    rows = CourtArea.objects.filter(**_same(line)).exclude(valid_to__lt=first)
    if line.valid_to is not None:
        rows = rows.filter(valid_from__lte=line.valid_to)
    other = rows.select_related("court").first()
    if other is not None and (other.court_id, other.court_name) == (court.pk if court else None, name):
        return None
    if other is not None:
        raise _wrong(
            "area.taken", "communes",
            _("%(place)s đang thuộc %(court)s từ ngày %(day)s. Hãy kết thúc dòng ấy trước.")
            % {"place": other.place, "court": other.court_name, "day": f"{other.valid_from:%d/%m/%Y}"},
        )  # fmt: skip
    return CourtArea(
        court=court, court_name=name, province=line.province, commune=line.commune, valid_from=first,
        valid_to=line.valid_to, basis=line.basis, commune_key=areas.commune_keys(line.commune)[0], **_same(line),
    )  # fmt: skip


def _stands(line: areas.Line) -> CourtArea:
    return CourtArea.objects.filter(**_same(line)).order_by("-valid_from")[0]


def end_area(*, by: Viewer, area_id: uuid.UUID, on: date, at: datetime) -> CourtArea:
    """End one line (kết thúc một dòng địa bàn): `on` is its last day.

    Raises:
        Refused: "area.ended", "area.bad_day".
    """
    with act("filing.end_area", by=by, at=at) as a:
        row = a.lock(CourtArea, area_id, "court")
        a.allow(_Court(row.court))
        if row.court is None and not by.system:
            raise not_found()
        if row.valid_to is not None and row.valid_to <= on:
            raise Refused("area.ended", _("Dòng này đã kết thúc ngày %s.") % f"{row.valid_to:%d/%m/%Y}")
        if on < row.valid_from:
            raise _wrong("area.bad_day", "on", _("Ngày cuối phải từ ngày đầu trở đi."))
        row.valid_to = on
        row.save(update_fields=["valid_to"])
        a.record(
            row, court=row.court, title=_("Kết thúc địa bàn: %s") % row,
            data={"place": row.place, "court": row.court_name, "on": on},
        )  # fmt: skip
    return row


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
