"""Writing, finishing and signing minutes (BLTTDS 211, 236)."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from toaan.core import clock, policy
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.hearings import bookings, papers, signing
from toaan.hearings.actions.common import lock_hearing
from toaan.hearings.models import Hearing, Minutes, Participation
from toaan.hearings.states import MINUTES, SESSION, TRIAL
from toaan.vietnamese.text import clean

TIME = re.compile(r"([01]?\d|2[0-3])[:hg.]([0-5]\d)")


class Changed(Refused):
    """Somebody (often the same clerk in another window) saved meanwhile; `theirs` is what stands now."""

    def __init__(self, theirs: Minutes) -> None:
        super().__init__(
            "minutes.changed",
            "Biên bản đã được lưu ở cửa sổ khác sau khi bạn mở trang này. Nội dung bạn vừa nhập vẫn còn bên dưới: hãy "
            "so với bản đã lưu, sửa cho đủ rồi lưu lại.",
        )
        self.theirs = theirs


@dataclass(frozen=True)
class SessionRecord:
    """What the minutes of a session hold beyond time, place and people (BLTTDS 211.2, 211.3)."""

    opinions: str = ""
    """Ý kiến của đương sự về yêu cầu, phạm vi khởi kiện, tài liệu, chứng cứ (210.2)."""
    evidence: str = ""
    """Tài liệu, chứng cứ được công khai."""
    court_decision: str = ""
    """Quyết định của Tòa án về các yêu cầu của đương sự (211.2.e)."""
    agreed: str = ""
    disputed: str = ""
    result: str = ""
    """A value of `Hearing.Outcome`; may stay empty until the minutes are finished."""


def record_session(
    *, by: Viewer, hearing_id: uuid.UUID, record: SessionRecord, revision: int, at: datetime
) -> Minutes:
    """Save the minutes of a session; the first save on its day begins the session.

    Raises:
        Changed: `revision` is not the saved one.
        Refused: "hearing.not_today", "minutes.unknown_result", "wrong_state".
    """
    content = {key: clean(value) for key, value in asdict(record).items()}
    if content["result"] not in ("", *Hearing.Outcome.values):
        message = "Hãy chọn kết quả hòa giải."
        raise Refused("minutes.unknown_result", message, status=422, fields={"result": message})
    with act("hearings.record_session", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        if hearing.is_trial:
            raise not_found()
        if content["result"] and (content["result"] in Hearing.OF_SPOUSES) != hearing.case.is_request:
            message = "Hãy chọn kết quả hòa giải."
            raise Refused("minutes.unknown_result", message, status=422, fields={"result": message})
        hearing.advance("hearings.record_session")
        if hearing.opened_at is None:
            if clock.local_date(at) < hearing.day:
                raise Refused(
                    "hearing.not_today",
                    _("Phiên họp được ấn định ngày %(day)s, chưa đến ngày mở.")
                    % {"day": f"{hearing.day:%d/%m/%Y}"},
                )
            hearing.opened_at = at
        hearing.save(update_fields=["state", "opened_at"])
        return _save(a, hearing, content, revision, "Ghi biên bản phiên họp")


def write_minutes(
    *, by: Viewer, hearing_id: uuid.UUID, paragraphs: Sequence[Mapping[str, str]], revision: int, at: datetime
) -> Minutes:
    """Save the minutes of a trial hearing.

    Args:
        paragraphs: {time: "08:05", speaker, text} in order; empty ones are dropped.

    Raises:
        Changed: `revision` is not the saved one.
        Refused: "minutes.bad_time", "wrong_state".
    """
    content = {"paragraphs": [p for p in (_paragraph(n, raw) for n, raw in enumerate(paragraphs)) if p]}
    with act("hearings.write_minutes", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        if not hearing.is_trial:
            raise not_found()
        hearing.advance("hearings.write_minutes")
        return _save(a, hearing, content, revision, f"Ghi biên bản {hearing.short_kind}")


def finish_minutes(*, by: Viewer, hearing_id: uuid.UUID, revision: int, at: datetime) -> Minutes:
    """The clerk has done his part: the minutes become a paper and wait for the presiding judge (211.4, 236.3).

    Raises:
        Changed: they were saved again meanwhile.
        Refused: "minutes.empty", "minutes.no_result", "attendance.missing", "wrong_state".
    """
    hearing = _read(hearing_id)
    policy.require(by, "hearings.finish_minutes", hearing)
    minutes = Minutes.objects.filter(hearing=hearing).first()
    if minutes is None or not _has_words(minutes):
        raise Refused(
            "minutes.empty", "Biên bản chưa có nội dung. Hãy ghi và lưu biên bản trước.", status=422
        )
    if not hearing.is_trial and not minutes.content.get("result"):
        message = "Hãy chọn kết quả hòa giải rồi lưu biên bản."
        raise Refused("minutes.no_result", message, status=422, fields={"result": message})
    if minutes.revision != revision:
        raise Changed(minutes)
    content, rows = minutes.content, list(hearing.participations.all())
    MINUTES.after("hearings.finish_minutes", minutes.state)
    if any(row.attendance == Participation.Attendance.UNKNOWN for row in rows):
        raise Refused(
            "attendance.missing",
            "Chưa ghi đủ ai có mặt, ai vắng mặt. Hãy ghi sự có mặt trước khi hoàn thành.",
        )
    (TRIAL if hearing.is_trial else SESSION).after("hearings.finish_minutes", hearing.state)
    paper = papers.minutes(hearing, content, rows, clerk=by.name, at=at)
    paper = signing.signed(paper, by=by, field=signing.CLERK, reason="Hoàn thành biên bản", at=at)
    with act("hearings.finish_minutes", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        (TRIAL if hearing.is_trial else SESSION).after("hearings.finish_minutes", hearing.state)
        minutes = a.lock(Minutes, minutes.pk)
        if minutes.revision != revision or minutes.content != content:
            raise Changed(minutes)
        minutes.state = MINUTES.after("hearings.finish_minutes", minutes.state)
        minutes.sha256, minutes.signers = paper.sha256, [_signer(by, at)]
        minutes.save(update_fields=["state", "sha256", "signers"])
        a.record(
            minutes,
            court=hearing.case.court,
            case_id=hearing.case_id,
            title=f"Thư ký hoàn thành biên bản {hearing.short_kind} ngày {hearing.day:%d/%m/%Y}",
            data={"hearing": hearing.pk, "revision": minutes.revision, "sha256": paper.sha256},
            shown_to="court",
        )
    return minutes


def return_minutes(*, by: Viewer, hearing_id: uuid.UUID, reason: str, at: datetime) -> Minutes:
    """Open finished, unsigned minutes again for corrections (236.3, 236.4)."""
    reason = clean(reason)
    if not reason:
        message = "Hãy ghi nội dung cần sửa, bổ sung."
        raise Refused("minutes.no_reason", message, status=422, fields={"reason": message})
    with act("hearings.return_minutes", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        (TRIAL if hearing.is_trial else SESSION).after("hearings.return_minutes", hearing.state)
        minutes = _locked(a, hearing)
        minutes.state = MINUTES.after("hearings.return_minutes", minutes.state)
        minutes.sha256, minutes.signers = "", []
        minutes.save(update_fields=["state", "sha256", "signers"])
        a.record(
            minutes,
            court=hearing.case.court,
            case_id=hearing.case_id,
            title=f"Mở lại biên bản {hearing.short_kind} để sửa, bổ sung",
            detail=reason,
            data={"hearing": hearing.pk, "revision": minutes.revision},
            shown_to="court",
        )
    return minutes


def sign_session_minutes(*, by: Viewer, hearing_id: uuid.UUID, at: datetime) -> Minutes:
    """The judge signs the minutes of the session, which ends it and brings the paper into the file (211.4, 211.5)."""
    paper = _countersigned(by, hearing_id, "hearings.sign_session_minutes", at)
    with act("hearings.sign_session_minutes", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        hearing.advance("hearings.sign_session_minutes")
        minutes = _locked(a, hearing)
        hearing.outcome = minutes.content["result"]
        hearing.closed_at = at
        hearing.save(update_fields=["state", "outcome", "closed_at"])
        bookings.release(hearing, at)
        settled = hearing.outcome in {Hearing.Outcome.SETTLED, Hearing.Outcome.CONSENT}
        kind = "settlement_minutes" if settled else "session_minutes"
        _sign(a, hearing, minutes, paper, kind=kind, detail=hearing.get_outcome_display())
    return minutes


def sign_minutes(*, by: Viewer, hearing_id: uuid.UUID, at: datetime) -> Minutes:
    """The presiding judge has checked the minutes of the hearing and signs them with the clerk (236.3)."""
    paper = _countersigned(by, hearing_id, "hearings.sign_minutes", at)
    with act("hearings.sign_minutes", by=by, at=at) as a:
        hearing = lock_hearing(a, hearing_id)
        a.allow(hearing)
        TRIAL.after("hearings.sign_minutes", hearing.state)
        minutes = _locked(a, hearing)
        _sign(a, hearing, minutes, paper, kind="hearing_minutes", detail="")
    return minutes


@dataclass(frozen=True)
class _Paper:
    """The minutes as the clerk signed them, and the same with the judge's signature."""

    before: str
    after: str


def _countersigned(by: Viewer, hearing_id: uuid.UUID, name: str, at: datetime) -> _Paper:
    """The judge's signature under the finished minutes, made before the act."""
    hearing = _read(hearing_id)
    policy.require(by, name, hearing)
    minutes = Minutes.objects.filter(hearing=hearing).first() or Minutes(hearing=hearing)
    MINUTES.after(name, minutes.state)
    paper = StoredFile.objects.get(pk=minutes.sha256)
    signed = signing.signed(paper, by=by, field=signing.JUDGE, reason="Kiểm tra, ký biên bản", at=at)
    return _Paper(paper.sha256, signed.sha256)


def _sign(a: Act, hearing: Hearing, minutes: Minutes, paper: _Paper, *, kind: str, detail: str) -> None:
    minutes.state = MINUTES.after(a.name, minutes.state)
    if minutes.sha256 != paper.before:
        raise Changed(minutes)
    minutes.sha256 = paper.after
    minutes.signers = [*minutes.signers, _signer(a.by, a.at)]
    minutes.save(update_fields=["state", "signers", "sha256"])
    title = f"{papers.minutes_title(hearing, kind)} ngày {hearing.day:%d/%m/%Y}"
    a.record(
        minutes,
        court=hearing.case.court,
        case_id=hearing.case_id,
        title=f"Ký {title[0].lower()}{title[1:]}",
        detail=detail,
        data={"hearing": hearing.pk, "outcome": hearing.outcome, "sha256": minutes.sha256},
        documents=[Document(minutes.sha256, title, kind, hearing.day)],
        shown_to="parties",
    )


def _save(a: Act, hearing: Hearing, content: dict[str, Any], revision: int, title: str) -> Minutes:
    minutes = _locked(a, hearing)
    MINUTES.after(a.name, minutes.state)
    if minutes.revision != revision and minutes.content != content:
        raise Changed(minutes)
    if minutes.content != content:
        minutes.content, minutes.revision = content, minutes.revision + 1
    minutes.saved_at = a.at
    minutes.save(update_fields=["content", "revision", "saved_at"])
    a.record(
        minutes,
        court=hearing.case.court,
        case_id=hearing.case_id,
        title=title,
        data={"hearing": hearing.pk, "revision": minutes.revision, "content_sha256": _digest(content)},
        shown_to="nobody",
    )
    return minutes


def _locked(a: Act, hearing: Hearing) -> Minutes:
    """The hearing's minutes, locked with the hearing itself; begun when there are none yet."""
    minutes, _ = Minutes.objects.get_or_create(hearing=hearing)
    return a.lock(Minutes, minutes.pk)


def _read(hearing_id: uuid.UUID) -> Hearing:
    found = (
        Hearing.objects.select_related("case__court", "case__number", "room")
        .prefetch_related("case__parties")
        .filter(pk=hearing_id)
        .first()
    )
    if found is None:
        raise not_found()
    return found


def _signer(by: Viewer, at: datetime) -> dict[str, str]:
    return {
        "post": str(by.post.pk) if by.post else "",
        "role": by.role.label,
        "name": by.name,
        "at": at.isoformat(),
    }


def _paragraph(number: int, raw: Mapping[str, str]) -> dict[str, str] | None:
    time, speaker, text = (clean(raw.get(key, "")) for key in ("time", "speaker", "text"))
    if not speaker and not text:
        return None
    if time:
        match = TIME.fullmatch(time)
        if match is None:
            message = f"Giờ “{time}” ở dòng {number + 1} chưa đúng. Hãy nhập giờ và phút, ví dụ 08:05."
            raise Refused("minutes.bad_time", message, status=422, fields={f"time-{number}": message})
        time = f"{int(match[1]):02d}:{match[2]}"
    return {"time": time, "speaker": " ".join(speaker.split()), "text": text}


def _has_words(minutes: Minutes) -> bool:
    return any(value for key, value in minutes.content.items() if key != "result")


def _digest(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
