"""The acts of the desk on one petition: for each the form, what it shows, and the action it calls."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.core import clock, policy
from toaan.core.errors import Refused, not_found
from toaan.core.viewer import Viewer
from toaan.design.templatetags.ui import vn_date
from toaan.filing import actions, fees, foreign, grounds, queries, requests, strikes, venue
from toaan.filing.actions.examining import bars, latest_amendment_day
from toaan.filing.actions.extending import latest_extension
from toaan.filing.actions.extending import longest as longest_extension
from toaan.filing.foreign_form import ForeignForm
from toaan.filing.forms import (
    AcknowledgeForm,
    AmendmentForm,
    AssignForm,
    ExtensionOfAmendmentForm,
    JurisdictionForm,
    ReceiptForm,
    ReturnForm,
    TransferForm,
)
from toaan.filing.models import Petition
from toaan.filing.states import PETITION
from toaan.filing.views.authority_steps import AUTHORITIES
from toaan.filing.views.common import value_words
from toaan.filing.views.return_steps import RETURNS
from toaan.filing.views.step import Step
from toaan.filing.views.whole import WholePetition
from toaan.vietnamese.amounts import format_money


class Assign(Step):
    """Name the examining judge (BLTTDS 191.2)."""

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:
        judges = queries.judges(viewer, clock.now())
        barred = bars([petition], [load.post for load in judges])
        loads = [load for load in judges if not barred[petition.pk, load.post.pk]]
        return AssignForm(request.POST or None, loads=loads)

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        done = actions.assign_examiner(
            by=viewer, petition_id=petition.pk, post_id=form.cleaned_data["judge"], at=clock.now()
        )
        return _("Đã phân công Thẩm phán %s xem xét đơn.") % (done.examiner.user if done.examiner else "")


class RequestAmendment(Step):
    """Ask to amend (BLTTDS 193.1)."""

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        latest = latest_amendment_day(petition, clock.today())
        form = AmendmentForm(request.POST or None, latest=latest, initial={"due_on": latest})
        if petition.is_request:
            form.fields["due_on"].help_text = _("07 ngày: muộn nhất %s (khoản 2 Điều 363 BLTTDS)") % vn_date(
                latest
            )
        return form

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        made = actions.request_amendment(
            by=viewer, petition_id=petition.pk, matters=form.cleaned_data["matters"],
            due_on=form.cleaned_data["due_on"], at=clock.now(),
        )  # fmt: skip
        return _("Đã yêu cầu sửa đổi, bổ sung đơn, thông báo số %(number)s, đến hết ngày %(day)s.") % {
            "number": made.number, "day": vn_date(made.due_on),
        }  # fmt: skip


class ReturnIt(Step):
    """Return the petition (BLTTDS 192)."""

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        choices = grounds.at_step(petition.state, clock.today(), petition.nature)
        found = venue_of(petition, request)
        known = {"outside": "192.1.đ", "not_yet": "192.1.b"}.get(found.answer.outcome if found else "", "")
        initial = {"ground": f"{grounds.PREFIX}{known}"} if known else {}
        if known and found is not None:
            initial["reason"] = found.answer.explanation_vi
        form = ReturnForm(request.POST or None, choices=choices, initial=initial)
        if petition.is_request:
            form.fields["ground"].label = _("Căn cứ trả lại đơn (khoản 1 Điều 364 BLTTDS)")
        return form

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        made = actions.return_petition(
            by=viewer, petition_id=petition.pk, ground=form.cleaned_data["ground"],
            reason=form.cleaned_data["reason"], at=clock.now(),
        )  # fmt: skip
        return _("Đã trả lại đơn, thông báo số %s.") % made.number


class Acknowledge(Step):
    """Tell who sent the petition by post that it was received (BLTTDS 191.1)."""

    def offered(self, petition: Petition) -> bool:
        by_post = petition.channel == Petition.Channel.POST and petition.first_filed_on is None
        return by_post and not hasattr(petition, "acknowledgement")

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        return AcknowledgeForm(request.POST or None, initial={"sent_on": clock.today()})

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        actions.acknowledge(by=viewer, petition_id=petition.pk, at=clock.now(), **form.cleaned_data)
        return _("Đã ghi nhận việc gửi thông báo nhận đơn.")


class ExtendAmendment(Step):
    """More time to amend (BLTTDS 193.1)."""

    def offered(self, petition: Petition) -> bool:
        asked = getattr(petition, "amendment_request", None)
        if asked is None or petition.is_request or hasattr(asked, "extension"):
            return False
        return bool(asked.due_on >= clock.today())

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        latest = latest_extension(petition.amendment_request)
        longest = longest_extension(petition.amendment_request)
        return ExtensionOfAmendmentForm(
            request.POST or None, latest=latest, longest=longest, initial={"due_on": latest}
        )

    def context(self, viewer: Viewer, petition: Petition, form: Any) -> dict[str, Any]:  # noqa: ARG002
        return {"asked": petition.amendment_request}

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        made = actions.extend_amendment(
            by=viewer, petition_id=petition.pk, at=clock.now(), **form.cleaned_data
        )
        return _("Đã gia hạn sửa đổi, bổ sung đơn đến hết ngày %(day)s, thông báo số %(number)s.") % {
            "day": vn_date(made.due_on), "number": made.number,
        }  # fmt: skip


class Transfer(Step):
    """Send the petition on (BLTTDS 191.3.c)."""

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        courts = [c for c in queries.courts_to_send_to(clock.today()) if c.pk != petition.court_id]
        found = venue_of(petition, request)
        initial: dict[str, Any] = {}
        if found is not None and found.verdict == venue.WRONG:
            seat = next((s for s in found.others if s.name != petition.court.name), None)
            if seat is not None and seat.found is not None and seat.found.court in courts:
                initial["to_court"] = str(seat.found.court.pk) if seat.found.court else ""
            elif seat is not None:
                initial["to_court_name"] = seat.name
            initial["reason"] = found.sentence
        return TransferForm(request.POST or None, courts=courts, initial=initial)

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        data = form.cleaned_data
        made = actions.transfer_petition(
            by=viewer, petition_id=petition.pk, to_court_id=data["to_court"], to_court_name=data["to_court_name"],
            reason=data["reason"], at=clock.now(),
        )  # fmt: skip
        return _("Đã chuyển đơn đến %(court)s, thông báo số %(number)s.") % {
            "court": made.to_court_name, "number": made.number,
        }  # fmt: skip


def venue_of(petition: Petition, request: HttpRequest) -> venue.Venue | None:
    """Which court, by the petition's words and the clause that the judge tries (`?khoan=26.3`)."""
    clause = request.GET.get("khoan", "")[:8]
    if (
        petition.is_request
    ):  # the kind of request names its court (39.2); which places it tells is known of some kinds only
        return venue.of_request(petition, clock.today())
    return venue.of(petition.kind, petition.content, petition.court, clock.today(), clause=clause)


class RecordForeign(Step):
    """The foreign judgment or award that the request is about, and the limit of filing (BLTTDS 432, 444, 447, 451)."""

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        way = foreign.way_of(petition)
        if way is None:
            raise not_found()
        people = [p["name"] for p in petition.content["related"]]
        made = foreign.find(petition)
        names = [f.name for f in fields(actions.ForeignFacts)]
        initial = {name: getattr(made, name) for name in names} if made else {}
        if made is None and len(people) == 1:
            initial["opponent"] = 0
        return ForeignForm(request.POST or None, way=way, people=people, initial=initial)

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        made = actions.record_foreign(
            by=viewer,
            petition_id=petition.pk,
            facts=actions.ForeignFacts(**form.cleaned_data),
            at=clock.now(),
        )
        way = foreign.way_of(petition)
        if made.is_late and way is not None:
            return foreign.late_words(made, way)
        return _("Đã ghi nhận. Thời hạn gửi đơn đến hết ngày %s: đơn gửi trong hạn.") % vn_date(made.due_on)


class TakeJurisdiction(Step):
    """Take the case and call for the fee advance (BLTTDS 191.3, 195)."""

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        return JurisdictionForm(request.POST or None, exemptions=fees.open_to(petition, clock.today()))

    def context(self, viewer: Viewer, petition: Petition, form: Any) -> dict[str, Any]:  # noqa: ARG002
        today = clock.today()
        words = petition.content
        if (asked := requests.of(petition)) is not None:
            fee = fees.of_request(asked, today)
        else:
            fee = fees.advance(petition.kind, words["value"], today, relation=words["legal_relation"])
        due = fees.payment_due(today, petition.nature)
        return {"fee": fee, "due": due, "value_words": value_words(petition.content)}

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        made = actions.take_jurisdiction(
            by=viewer, petition_id=petition.pk, at=clock.now(), **form.cleaned_data
        )
        if not made.amount:
            return _("Đã xác nhận không phải nộp %s. Đơn đủ điều kiện thụ lý.") % _(petition.fee_name)
        return _("Đã thông báo nộp %(fee)s %(amount)s, đến hết ngày %(day)s.") % {
            "fee": _(petition.fee_name), "amount": format_money(made.amount), "day": vn_date(made.due_on),
        }  # fmt: skip


class HandInReceipt(Step):
    """The receipt, handed in at the counter (BLTTDS 195.2)."""

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        return ReceiptForm(
            request.POST or None, request.FILES or None, initial={"agency": fees.payee(petition)}
        )

    def context(self, viewer: Viewer, petition: Petition, form: Any) -> dict[str, Any]:  # noqa: ARG002
        return {"notice": petition.fee_notice, "court_takes": fees.court_takes(petition)}

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        data = dict(form.cleaned_data)
        upload = data.pop("file")
        actions.hand_in_receipt(
            by=viewer, petition_id=petition.pk, at=clock.now(), **data,
            upload=actions.Upload(upload, upload.name or "bien-lai") if upload else None,
        )  # fmt: skip
        return _("Đã nhận biên lai. Đơn đủ điều kiện thụ lý.")

    def show(self, refusal: Refused, form: Any) -> None:
        if refusal.code.startswith("file."):
            form.add_error("file", refusal.message)
        else:
            super().show(refusal, form)


class Accept(Step):
    """Acceptance (BLTTDS 195.3)."""

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:  # noqa: ARG002
        case = actions.accept(by=viewer, petition_id=petition.pk, at=clock.now())
        return (
            _("Đã thụ lý việc dân sự số %s.") % case
            if case.is_request
            else _("Đã thụ lý vụ án số %s.") % case
        )


class Amend(Step):
    """The clerk enters the amended paper (BLTTDS 193.2)."""

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        return WholePetition(
            request, petition.content, petition.kind, suit=not petition.is_request, strike=strikes.way_of(petition) is not None,
        )  # fmt: skip

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        data = {**form.data(), "witnesses": petition.content["witnesses"]}
        actions.amend(by=viewer, petition_id=petition.pk, data=data, at=clock.now())
        return _("Đã nhận đơn sửa đổi, bổ sung.")

    def show(self, refusal: Refused, form: Any) -> None:
        form.show(refusal)


ALL: tuple[Step, ...] = (
    Assign("filing.assign_examiner", "phan-cong", gettext_lazy("Phân công Thẩm phán xem xét đơn"), "user-check"),
    RecordForeign(
        "filing.record_foreign", "ban-an-nuoc-ngoai", gettext_lazy("Ghi nhận bản án, phán quyết của nước ngoài"), "file-text"
    ),
    TakeJurisdiction(
        "filing.take_jurisdiction", "nhan-tham-quyen", gettext_lazy("Nhận thẩm quyền, thông báo tạm ứng án phí"),
        "calculator", "filing/step_jurisdiction.html",
    ),
    RequestAmendment(
        "filing.request_amendment", "yeu-cau-sua-doi", gettext_lazy("Yêu cầu sửa đổi, bổ sung đơn"), "pencil", quiet=True
    ),
    ExtendAmendment(
        "filing.extend_amendment", "gia-han-sua-doi", gettext_lazy("Gia hạn sửa đổi, bổ sung đơn"), "clock",
        "filing/step_extension.html", quiet=True,
    ),
    HandInReceipt(
        "filing.hand_in_receipt", "bien-lai", gettext_lazy("Nhận biên lai tạm ứng án phí"), "receipt",
        "filing/step_receipt.html",
    ),
    Accept("filing.accept", "thu-ly", gettext_lazy("Thụ lý vụ án"), "file-certificate", "filing/step_accept.html"),
    Amend("filing.amend", "sua-doi", gettext_lazy("Nhập đơn sửa đổi, bổ sung"), "edit", "filing/step_amend.html"),
    Transfer(
        "filing.transfer_petition", "chuyen-don", gettext_lazy("Chuyển đơn cho Tòa án khác"), "send", quiet=True
    ),
    ReturnIt("filing.return_petition", "tra-lai", gettext_lazy("Trả lại đơn"), "arrow-back-up", quiet=True),
    Acknowledge(
        "filing.acknowledge", "thong-bao-nhan-don", gettext_lazy("Gửi thông báo nhận đơn"), "mail", quiet=True
    ),
    *AUTHORITIES,
    *RETURNS,
)  # fmt: skip
STEPS = {step.slug: step for step in ALL}


def links(viewer: Viewer, petition: Petition) -> list[dict[str, Any]]:
    """The acts that this viewer may do now, the usual way on first."""
    return [
        {
            "label": s.label_for(petition),
            "url": reverse("filing:step", args=[petition.pk, s.slug]),
            "icon": s.icon,
            "quiet": s.quiet,
        }
        for s in ALL
        if not (petition.is_request and s.act == "filing.transfer_petition")  # returned instead (364.1.c)
        and (s.act != "filing.record_foreign" or foreign.way_of(petition) is not None)
        and PETITION.can(s.act, petition.state)
        and policy.allows(viewer, s.act, petition)
        and s.offered(petition)
    ]
