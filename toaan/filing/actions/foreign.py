"""The examining judge enters the foreign judgment or award that a request is about."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from toaan.core import clock, rules_in_force
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.filing import foreign
from toaan.filing.models import ForeignDocument, Petition
from toaan.filing.states import PETITION
from toaan.rules.foreign import Way, last_day
from toaan.vietnamese.text import clean


@dataclass(frozen=True)
class ForeignFacts:
    """What the judge reads in the papers."""

    issuer: str
    country: str
    dated: date
    counts_on: date
    number: str = ""
    opponent: int | None = None
    property_place: str = ""
    away_from: date | None = None
    away_to: date | None = None
    away_why: str = ""
    ministry_on: date | None = None


def record_foreign(
    *, by: Viewer, petition_id: uuid.UUID, facts: ForeignFacts, at: datetime
) -> ForeignDocument:
    """Enter the judgment or award (bản án, phán quyết được yêu cầu), and reckon the limit of filing; done again it is mended.

    Raises:
        Refused: "filing.not_foreign", "filing.bad_foreign" by field, "filing.no_opponent" by field, "wrong_state".
    """
    with act("filing.record_foreign", by=by, at=at) as a:
        petition = a.lock(Petition, petition_id, "court", "number", "examiner")
        a.allow(petition)
        PETITION.after("filing.record_foreign", petition.state)
        way = foreign.way_of(petition)
        if way is None or petition.examiner is None:
            raise Refused(
                "filing.not_foreign",
                _("Đơn này không yêu cầu về bản án, quyết định, phán quyết của nước ngoài."),
                status=422,
            )
        if faults := _faults(facts, way, petition, clock.local_date(at)):
            code = "filing.no_opponent" if set(faults) == {"opponent"} else "filing.bad_foreign"
            raise Refused(code, _("Chưa ghi nhận được. Hãy sửa các chỗ đã nêu."), status=422, fields=faults)
        away = (facts.away_from, facts.away_to) if facts.away_from and facts.away_to else None
        limit = rules_in_force.time_limit(way.file_by, facts.counts_on)
        found = last_day(limit, facts.counts_on, rules_in_force.calendar(), away)
        made = foreign.find(petition) or ForeignDocument(petition=petition)
        made.petition = petition
        made.issuer, made.country, made.number = (
            clean(facts.issuer),
            clean(facts.country),
            clean(facts.number),
        )
        made.dated, made.counts_on = facts.dated, facts.counts_on
        made.opponent = facts.opponent if way.opponent else None
        made.property_place = clean(facts.property_place)
        made.away_from, made.away_to = facts.away_from, facts.away_to
        made.away_why, made.ministry_on = clean(facts.away_why), facts.ministry_on
        made.due_on, made.explanation = found.due, found.as_json()
        made.judge, made.recorded_at = petition.examiner, at
        made.save()
        a.record(
            petition,
            court=petition.court,
            petition_id=petition.pk,
            title=_("Ghi nhận %(what)s: %(paper)s") % {"what": way.subject, "paper": made},
            detail=_("Thời hạn gửi đơn đến hết ngày %s") % f"{made.due_on:%d/%m/%Y}",
            data={
                **petition.told, "document": made.pk, "counts_on": made.counts_on, "due_on": made.due_on, "late": made.is_late,
            },
            shown_to="court",
        )  # fmt: skip
    return made


def _faults(facts: ForeignFacts, way: Way, petition: Petition, today: date) -> dict[str, str]:
    faults: dict[str, str] = {}
    if not clean(facts.issuer):
        faults["issuer"] = _(
            "Hãy ghi tên Tòa án, cơ quan hoặc Trọng tài nước ngoài đã ra bản án, quyết định, phán quyết."
        )
    if not clean(facts.country):
        faults["country"] = _("Hãy ghi nước đã ra bản án, quyết định, phán quyết.")
    if facts.dated > today:
        faults["dated"] = _("Ngày ra bản án, quyết định, phán quyết không được ở sau hôm nay.")
    if not facts.dated <= facts.counts_on <= today:
        faults["counts_on"] = _("Ngày này phải từ ngày ra bản án, quyết định, phán quyết đến hôm nay.")
    if way.opponent and (
        facts.opponent is None or not 0 <= facts.opponent < len(petition.content["related"])
    ):
        faults["opponent"] = foreign.no_opponent(way)
    if (facts.away_from is None) != (facts.away_to is None):
        faults["away_to"] = _("Hãy ghi cả ngày bắt đầu và ngày kết thúc.")
    elif facts.away_from and facts.away_to:
        if not facts.counts_on <= facts.away_from <= facts.away_to:
            faults["away_to"] = _(
                "Ngày kết thúc phải từ ngày bắt đầu, và cả hai ở sau ngày bắt đầu tính thời hạn."
            )
        if not clean(facts.away_why):
            faults["away_why"] = _(
                "Hãy ghi sự kiện bất khả kháng, trở ngại khách quan và giấy tờ chứng minh."
            )
    if facts.ministry_on and not facts.dated <= facts.ministry_on <= (petition.received_on or today):
        faults["ministry_on"] = _("Ngày Bộ Tư pháp nhận đơn phải trước hoặc trong ngày Tòa án nhận hồ sơ.")
    return faults
