"""From the draft to the pronounced judgment: number, sign, pronounce (BLTTDS 266, 267)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.utils import timezone

from toaan.cases.actions import advance
from toaan.cases.models import Case
from toaan.core import clock, files, numbering, policy, signatures
from toaan.core.acts import Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.engines.pdf import page_count
from toaan.judgments import checks, layout, papers, periods
from toaan.judgments.actions import settling
from toaan.judgments.actions.common import lock_judgment, post_of
from toaan.judgments.content import Content
from toaan.judgments.models import Draft, Judgment, JudgmentPart
from toaan.judgments.periods import Presence
from toaan.judgments.states import JUDGMENT, NUMBERED, REOPENED
from toaan.vietnamese.text import clean

PATTERN = {Case.Instance.FIRST: "judgment", Case.Instance.SECOND: "judgment_appeal"}


def number(*, by: Viewer, case_id: uuid.UUID, revision: int, dated: date, at: datetime) -> Judgment:
    """Freeze the draft and give the judgment its number; one mended after that keeps it.

    Args:
        revision: the draft that the judge saw when deciding; a newer one is not frozen unseen.
        dated: the day of pronouncement that the paper will bear.

    Raises:
        Refused: "wrong_state", "judgment.numbered", "judgment.no_draft", "draft.changed", "judgment.incomplete",
            "judgment.dated".
    """
    with act("judgments.number", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("judgments.number")
        judgment = (
            Judgment.objects.select_for_update(of=("self",), no_key=True)
            .select_related("number")
            .filter(case=case)
            .first()
        )
        if judgment is not None:
            if judgment.state != REOPENED:
                raise Refused(
                    "judgment.numbered",
                    _("%(judgment)s đã được cấp số. Hãy ký tiếp hoặc mở lại để sửa.")
                    % {"judgment": judgment},
                )
            judgment.state = JUDGMENT.after("judgments.number", judgment.state)
        content = _content(case, revision)
        _check_day(dated, clock.local_date(at))
        if judgment is None:
            judgment = Judgment(case=case, state=NUMBERED)
        judgment.case, judgment.dated, judgment.numbered_at, judgment.text = case, dated, at, {}
        judgment.save()
        if judgment.number is None:
            judgment.number = numbering.issue(
                court=case.court,
                pattern=PATTERN[Case.Instance(case.instance)],
                kind=case.kind,
                subject=judgment,
                at=at,
            )
        judgment.text = layout.frozen(case, content, number=judgment.number.text, dated=dated)
        judgment.save(update_fields=["number", "text"])
        a.record(
            judgment,
            court=case.court,
            case_id=case.pk,
            title=f"Cấp số bản án {judgment.number.text}",
            data={
                "number": judgment.number.text,
                "dated": dated,
                "revision": revision,
                "sha256": content.digest,
            },
            shown_to="panel",
        )
    return judgment


def sign(*, by: Viewer, judgment_id: uuid.UUID, at: datetime) -> Judgment:
    """Make the paper, sign it as the presiding judge and seal it as the court; then enter that.

    Rendering and signing hold no lock. Stopped anywhere, it is simply done again: the text is frozen, the number
    stays, a paper without a signature entered counts for nothing.

    Raises:
        Refused: "wrong_state", "judgment.changed", and those of `toaan.core.signatures`.
    """
    judgment = Judgment.objects.select_related("case__court", "number").filter(pk=judgment_id).first()
    if judgment is None:
        raise not_found()
    policy.require(by, "judgments.sign", judgment)
    JUDGMENT.after("judgments.sign", judgment.state)
    unsigned = papers.judgment(judgment, at=at)
    content = files.read(unsigned.pk)
    places = papers.signature_places(content)
    moment = timezone.localtime(at)  # the signature shows the time with its zone
    signed = signatures.sign_as(
        by, content, reason="Ký bản án", at=moment, field="chu_toa_phien_toa", appearance=places.judge
    )
    sealed = signatures.seal_as_court(judgment.case.court, signed, at=moment, appearance=places.court)
    kept = files.keep_made(sealed, pages=page_count(sealed), at=at)
    with act("judgments.sign", by=by, at=at) as a:
        locked = lock_judgment(a, judgment_id)
        a.allow(locked)
        locked.case.after("judgments.sign")
        locked.state = JUDGMENT.after("judgments.sign", locked.state)
        if locked.text != judgment.text:
            raise Refused("judgment.changed", "Bản án vừa được sửa trong lúc ký. Hãy xem lại rồi ký lại.")
        locked.unsigned_sha256, locked.signed_sha256 = unsigned.pk, kept.pk
        locked.signer, locked.signed_at = post_of(by), at
        locked.save(update_fields=["state", "unsigned_sha256", "signed_sha256", "signer", "signed_at"])
        a.record(
            locked,
            court=locked.case.court,
            case_id=locked.case_id,
            title=f"Ký số bản án {locked.number}",
            detail=f"Thẩm phán {by.name} ký, đóng dấu {locked.case.court}",
            data={"unsigned_sha256": unsigned.pk, "signed_sha256": kept.pk},
            shown_to="panel",
        )
    return locked


def reopen(*, by: Viewer, judgment_id: uuid.UUID, reason: str, at: datetime) -> Judgment:
    """Mend a judgment that is numbered or signed but not pronounced; the number stays with it.

    Raises:
        Refused: "wrong_state" (a pronounced judgment never changes), "judgment.no_reason".
    """
    reason = clean(reason)
    with act("judgments.reopen", by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        a.allow(judgment)
        judgment.state = JUDGMENT.after("judgments.reopen", judgment.state)
        if not reason:
            message = "Hãy nêu lý do sửa lại bản án."
            raise Refused("judgment.no_reason", message, status=422, fields={"reason": message})
        dropped = judgment.signed_sha256
        judgment.unsigned_sha256, judgment.signed_sha256 = "", ""
        judgment.signer, judgment.signed_at = None, None
        judgment.save(update_fields=["state", "unsigned_sha256", "signed_sha256", "signer", "signed_at"])
        a.record(
            judgment,
            court=judgment.case.court,
            case_id=judgment.case_id,
            title=f"Mở lại bản án {judgment.number} để sửa trước khi tuyên",
            detail=reason[:1000],
            data={"dropped_sha256": dropped},
            shown_to="panel",
        )
    return judgment


def pronounce(
    *,
    by: Viewer,
    judgment_id: uuid.UUID,
    at: datetime,
    presence: Mapping[uuid.UUID, Presence] | None = None,
    procurator: bool | None = None,
) -> Judgment:
    """Pronounce the judgment (tuyên án, BLTTDS 267): from now on nothing can change it; the periods begin.

    Args:
        presence: party id → who was there; parties not named stand as at the hearing.
        procurator: whether a procurator took part in the hearing; None: as its attendance list says.

    Raises:
        Refused: "wrong_state", "judgment.not_signed", "judgment.too_early", "judgment.other_day".
    """
    with act("judgments.pronounce", by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        a.allow(judgment)
        case, today = judgment.case, clock.local_date(at)
        if judgment.state in {NUMBERED, REOPENED}:
            raise Refused(
                "judgment.not_signed",
                _("%(judgment)s chưa được ký. Hãy ký bản án rồi tuyên.") % {"judgment": judgment},
            )
        judgment.state = JUDGMENT.after("judgments.pronounce", judgment.state)
        _check_pronouncing(judgment, today)
        advance(case, "judgments.pronounce")
        judgment.pronounced_at, judgment.pronounced_on = at, today
        judgment.save(update_fields=["state", "pronounced_at", "pronounced_on"])
        content = Content.from_json(judgment.text["content"])
        JudgmentPart.objects.bulk_create(
            JudgmentPart(judgment=judgment, order=order, text=text)
            for order, text in enumerate(content.parts, start=1)
        )
        on_appeal = case.instance == Case.Instance.SECOND
        if on_appeal:
            settling.effective_at_once(judgment, at)
        at_hearing, came = periods.presence_at_hearing(case)
        known = {**at_hearing, **{pk: p for pk, p in (presence or {}).items() if pk in at_hearing}}
        event = a.record(
            judgment,
            court=case.court,
            case_id=case.pk,
            title=f"Tuyên án: {judgment}",
            detail=f"Ngày {today:%d/%m/%Y}; có hiệu lực pháp luật ngay"
            if on_appeal
            else f"Ngày {today:%d/%m/%Y}; {len(content.parts)} phần có thể bị kháng cáo riêng",
            data={
                "number": str(judgment.number),
                "judgment_id": judgment.pk,
                "pronounced_on": today,
                "instance": case.instance,
            },
            documents=[
                Document(
                    judgment.signed_sha256,
                    f"Bản án {'phúc' if on_appeal else 'sơ'} thẩm số {judgment.number}",
                    "judgment",
                    today,
                )
            ],
            shown_to="parties",
        )
        if not on_appeal:
            periods.begin(judgment, known, procurator=came if procurator is None else procurator, event=event)
    return judgment


def _content(case: Case, revision: int) -> Content:
    draft = Draft.objects.select_for_update(no_key=True).filter(case=case).first()
    if draft is None:
        raise Refused("judgment.no_draft", "Chưa có dự thảo bản án. Hãy soạn bản án trước khi cấp số.")
    if draft.revision != revision:
        raise Refused(
            "draft.changed", "Dự thảo vừa được lưu lại ở một cửa sổ khác. Hãy xem bản mới rồi cấp số."
        )
    content = Content.from_json(draft.content)
    found = checks.check(content, parties=[p.name for p in case.parties.all()])
    missing = checks.errors([*found, *checks.of_guards(case)])
    if missing:
        words = "; ".join(f"{issue.section_title}: {issue.text}" for issue in missing)
        raise Refused(
            "judgment.incomplete", _("Bản án chưa cấp số được. %(words)s") % {"words": words}, status=422
        )
    return content


def _check_day(dated: date, today: date) -> None:
    if dated < today:
        message = "Ngày tuyên án ghi trên bản án không thể ở trước hôm nay."
    elif dated.year != today.year:
        message = "Số bản án thuộc năm cấp số; hãy cấp số trong năm tuyên án."
    else:
        return
    raise Refused("judgment.dated", message, status=422, fields={"dated": message})


def _check_pronouncing(judgment: Judgment, today: date) -> None:
    hearing = layout.trial_of(judgment.case)
    if today < judgment.dated or (
        hearing is not None and today < timezone.localtime(hearing.starts_at).date()
    ):
        raise Refused(
            "judgment.too_early",
            _("Bản án ghi ngày tuyên án %(dated)s; hãy tuyên vào ngày đó.")
            % {"dated": f"{judgment.dated:%d/%m/%Y}"},
        )
    if today > judgment.dated:
        raise Refused(
            "judgment.other_day",
            _(
                "Bản án ghi ngày tuyên án %(dated)s, hôm nay là %(today)s. Hãy mở lại bản án, ghi "
                "ngày tuyên án đúng rồi ký lại; số bản án được giữ nguyên."
            )
            % {"dated": f"{judgment.dated:%d/%m/%Y}", "today": f"{today:%d/%m/%Y}"},
        )
