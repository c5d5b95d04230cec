"""Correcting a pronounced judgment: spelling and figures, nothing else, by who pronounced it (BLTTDS 268)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop as N_

from toaan.core import clock, numbering
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.delivery.models import ENFORCEMENT, ServiceRecipient
from toaan.hearings import signing
from toaan.judgments import corrections, papers
from toaan.judgments.actions.common import lock_judgment, post_of, refused_on
from toaan.judgments.models import Correction, CorrectionConsent, Judgment
from toaan.judgments.states import JUDGMENT
from toaan.rules import correction as rule
from toaan.vietnamese.text import clean

MARK, UNMARK, AGREE = "judgments.mark_error", "judgments.unmark_error", "judgments.agree_to_correction"
NUMBER, ISSUE = "judgments.number_correction", "judgments.correct"
FAULTS = {
    "same": ("right", N_("Chỗ sửa phải khác chỗ sai.")),
    "figures_change": ("kind", N_("Lỗi chính tả không được làm thay đổi con số. Nếu sửa con số, hãy chọn loại số liệu.")),
    "meaning_changes": ("right", N_("Chỗ sửa làm thay đổi nội dung quyết định: đó không phải lỗi chính tả (khoản 1 Điều 268).")),
    "another_text": ("right", N_("Chỗ sửa khác chỗ sai quá nhiều: đó không phải lỗi chính tả rõ ràng (khoản 1 Điều 268).")),
    "no_figure": ("wrong", N_("Chỗ sai và chỗ sửa đều phải có con số.")),
    "words_change": ("right", N_("Sửa số liệu chỉ được thay con số và số tiền bằng chữ trong ngoặc; các từ khác giữ nguyên.")),
}  # fmt: skip


def mark_error(
    *, by: Viewer, judgment_id: uuid.UUID, kind: str, wrong: str, right: str, why: str, at: datetime
) -> Correction:
    """Enter one place that is wrong; whoever had agreed before is asked again.

    Raises:
        Refused: "correction.kind", "correction.not_there", "correction.twice", "correction.no_why", one of `FAULTS`
            as "correction.<fault>", "correction.not_yours", "wrong_state".
    """
    wrong, right, why = (" ".join(clean(value).split()) for value in (wrong, right, why))
    with act(MARK, by=by, at=at) as a:
        judgment, found = _open(a, judgment_id, at)
        if kind not in rule.KINDS:
            raise refused_on("kind", "correction.kind", _("Chọn loại lỗi (khoản 1 Điều 268)."))
        places = found.places if found else []
        whole = corrections.applied(corrections.printed(judgment), places)
        if not wrong or wrong not in whole:
            raise refused_on(
                "wrong", "correction.not_there",
                _("Không thấy đoạn này trong bản án. Chép đúng nguyên văn, kể cả dấu câu, trong một đoạn."),
            )  # fmt: skip
        if whole.count(wrong) > 1:
            raise refused_on(
                "wrong", "correction.twice",
                _("Đoạn này có ở %(n)d chỗ trong bản án. Chép thêm vài từ trước và sau để chỉ còn một chỗ.")
                % {"n": whole.count(wrong)},
            )  # fmt: skip
        if fault := rule.fault(kind, wrong, right):
            field, message = FAULTS[fault]
            raise refused_on(field, f"correction.{fault}", _(message))
        if not why:
            raise refused_on(
                "why", "correction.no_why", _("Nêu vì sao đó là lỗi rõ ràng: tài liệu nào, phép tính nào cho thấy.")
            )  # fmt: skip
        found = found or Correction(judgment=judgment, decided_on=clock.local_date(at), content={})
        found.places = [*places, {"kind": kind, "wrong": wrong, "right": right, "why": why}]
        _changed(found)
        _record(a, found, judgment, f"Ghi chỗ cần sửa chữa của {judgment}", {"place": found.places[-1]})
    return found


def unmark_error(*, by: Viewer, judgment_id: uuid.UUID, place: int, at: datetime) -> Correction:
    """Take one place out again; later ones may rest on it, so the last goes first.

    Raises:
        Refused: "correction.none", "correction.not_last", "correction.not_yours", "wrong_state".
    """
    with act(UNMARK, by=by, at=at) as a:
        judgment, found = _open(a, judgment_id, at)
        if found is None or not found.places:
            raise _none()
        if place != len(found.places) - 1:
            raise Refused("correction.not_last", _("Danh sách vừa thay đổi. Chỉ bỏ được chỗ ghi sau cùng."))
        gone = found.places[-1]
        found.places = found.places[:-1]
        _changed(found)
        _record(a, found, judgment, f"Bỏ một chỗ sửa chữa của {judgment}", {"place": gone})
    return found


def agree_to_correction(*, by: Viewer, judgment_id: uuid.UUID, places: int, at: datetime) -> Correction:
    """A lay judge (at second instance, another judge) of the panel agrees to the places as they stand.

    Args:
        places: how many were on the screen; the list may have grown since.

    Raises:
        Refused: "correction.none", "correction.changed", "correction.not_member", "correction.agreed", "wrong_state".
    """
    with act(AGREE, by=by, at=at) as a:
        judgment = lock_judgment(a, judgment_id)
        a.allow(judgment)
        JUDGMENT.after(AGREE, judgment.state)
        found = corrections.unissued(judgment)
        if found is None or not found.places:
            raise _none()
        found.judgment = judgment
        if len(found.places) != places:
            raise Refused("correction.changed", _("Danh sách chỗ sửa vừa thay đổi. Hãy đọc lại rồi đồng ý."))
        post = post_of(by)
        if post.pk not in {p.pk for p in corrections.members(judgment)}:
            raise Refused(
                "correction.not_member", _("Chỉ thành viên Hội đồng xét xử đã tuyên bản án này đồng ý."), status=403
            )  # fmt: skip
        made, new = CorrectionConsent.objects.get_or_create(correction=found, post=post, defaults={"at": at})
        if not new:
            raise Refused("correction.agreed", _("Bạn đã đồng ý với các chỗ sửa này."))
        _record(a, found, judgment, f"{by.name} đồng ý sửa chữa {judgment}", {"consent": made.pk})
    return found


def correct(*, by: Viewer, judgment_id: uuid.UUID, at: datetime) -> Correction:
    """Number, sign and issue the decision. Stopped in between, it is done again: the number stays.

    Raises:
        Refused: "correction.none", "correction.not_agreed", "correction.not_yours", "correction.changed", "wrong_state",
            and those of `toaan.core.signatures`.
    """
    made = _number(by=by, judgment_id=judgment_id, at=at)
    paper = papers.correction(made.content, at=at)
    paper = signing.signed(
        paper, by=by, field=signing.JUDGE, reason="Ký quyết định sửa chữa, bổ sung bản án", at=at
    )
    paper = signing.sealed(paper, court=made.judgment.case.court, at=at)
    with act(ISSUE, by=by, at=at) as a:
        judgment, found = _open(a, judgment_id, at)
        if found is None:
            raise _none()
        if found.content != made.content or found.places != made.places:
            raise Refused("correction.changed", _("Danh sách chỗ sửa vừa thay đổi. Hãy đọc lại rồi đồng ý."))
        JUDGMENT.after(ISSUE, judgment.state)
        found.sha256, found.signer, found.issued_at = paper.sha256, by.post, at
        found.save(update_fields=["sha256", "signer", "issued_at"])
        a.record(
            found,
            court=judgment.case.court,
            case_id=judgment.case_id,
            title=found.title,
            detail="; ".join(f"“{p['wrong']}” sửa thành “{p['right']}”" for p in found.places)[:1000],
            data={
                "judgment_id": judgment.pk, "number": str(found), "decided_on": found.decided_on, "places": len(found.places),
                "serve_without": _spared(judgment),
            },
            documents=[Document(paper.sha256, found.title, "correction_decision", found.decided_on)],
            shown_to="parties",
        )  # fmt: skip
    return found


def _number(*, by: Viewer, judgment_id: uuid.UUID, at: datetime) -> Correction:
    with act(NUMBER, by=by, at=at) as a:
        judgment, found = _open(a, judgment_id, at)
        if found is None or not found.places:
            raise _none()
        waiting = corrections.outstanding(found, at, in_office=corrections.judge_in_office(judgment, at))
        if waiting:
            raise Refused(
                "correction.not_agreed",
                _("Còn chờ %(names)s đồng ý: quyết định do Thẩm phán phối hợp với thành viên Hội đồng xét xử (khoản 2 Điều 268).")
                % {"names": ", ".join(str(p.user) for p in waiting)},
            )  # fmt: skip
        found.decided_on = clock.local_date(at)
        if found.number is None:
            found.number = numbering.issue(
                court=judgment.case.court, pattern="correction", kind=judgment.case.kind, subject=found, at=at
            )
        found.content = papers.correction_content(found, judgment, by)
        found.save()
        _record(
            a, found, judgment, f"Cấp số {found.title[:1].lower()}{found.title[1:]}",
            {"number": str(found), "content": found.content}, shown_to="nobody",
        )  # fmt: skip
    return found


def _open(a: Act, judgment_id: uuid.UUID, at: datetime) -> tuple[Judgment, Correction | None]:
    """The judgment locked, and what is being made of its correction, for who may make one."""
    judgment = lock_judgment(a, judgment_id)
    a.allow(judgment)
    JUDGMENT.after(a.name, judgment.state)
    if not corrections.may_correct(a.by, judgment, in_office=corrections.judge_in_office(judgment, at)):
        raise Refused(
            "correction.not_yours",
            _(
                "Thẩm phán đã ký bản án sửa chữa, bổ sung; Chánh án chỉ làm thay khi Thẩm phán đó không còn là Thẩm phán của "
                "Tòa án (khoản 2 Điều 268)."
            ),
            status=403,
        )
    found = corrections.unissued(judgment)
    if found is not None:
        found = a.lock(Correction, found.pk, "number")
        found.judgment = judgment
    return judgment, found


def _changed(found: Correction) -> None:
    found.save()
    found.consents.all().delete()


def _spared(judgment: Judgment) -> list[str]:
    """The enforcement agency gets the correction if the judgment went to it, or took effect and had to go (268.2)."""
    had = ServiceRecipient.objects.filter(
        case=judgment.case, sha256=judgment.signed_sha256, key=ENFORCEMENT
    ).exists()
    return [] if had or judgment.effective_on is not None else [ENFORCEMENT]


def _none() -> Refused:
    return Refused("correction.none", _("Chưa ghi chỗ nào cần sửa chữa."))


def _record(
    a: Act,
    found: Correction,
    judgment: Judgment,
    title: str,
    data: dict[str, Any],
    *,
    shown_to: str = "panel",
) -> None:
    a.record(
        found,
        court=judgment.case.court,
        case_id=judgment.case_id,
        title=title[:500],
        data=data,
        shown_to=shown_to,
    )
