"""The acts on one mediation, on the desk and in the portal: for each the form and the action it calls."""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.core import clock, policy
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.filing.queries import judges
from toaan.mediation import actions, grounds, queries
from toaan.mediation import forms as f
from toaan.mediation.actions.common import of_role
from toaan.mediation.models import Mediation
from toaan.mediation.states import MEDIATION
from toaan.rules import mediation as rule
from toaan.vietnamese.text import clean

Choices = dict[str, list[f.Choice]]


@dataclass(frozen=True)
class Step(ABC):
    """One act: subclasses say what its page asks and does."""

    act: str
    slug: str
    label: Any
    icon: str = "arrow-right"
    form: type[f.Asked] = f.Asked
    intro: Any = ""
    quiet: bool = False
    portal: bool = False
    """Also offered to the parties."""

    def choices(self, viewer: Viewer, m: Mediation) -> Choices:  # noqa: ARG002
        """What may be chosen; an empty list takes the field away."""
        return {}

    def initial(self, viewer: Viewer, m: Mediation) -> dict[str, Any]:  # noqa: ARG002
        return {}

    def build(self, request: HttpRequest, viewer: Viewer, m: Mediation) -> f.Asked:
        """The form, filled in or fresh."""
        sent = request.POST if request.method == "POST" else None
        return self.form(sent, choices=self.choices(viewer, m), initial=self.initial(viewer, m))

    def open(self, viewer: Viewer, m: Mediation) -> bool:
        """Whether this viewer may do it as the mediation stands."""
        return MEDIATION.can(self.act, m.state) and policy.allows(viewer, self.act, m)

    @abstractmethod
    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        """Do it; returns the sentence that says so."""


def _id(value: Any) -> uuid.UUID | None:
    return uuid.UUID(str(value)) if value else None


class OfferAgain(Step):
    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:  # noqa: ARG002
        actions.offer_again(by=viewer, mediation_id=m.pk, at=clock.now())
        return _("Đã thông báo lần thứ hai.")


class Answer(Step):
    """The petitioner says yes or no."""

    def choices(self, viewer: Viewer, m: Mediation) -> Choices:
        rows = f.party_choices(of_role(m, "petitioner"))
        return {
            "party": rows if viewer.post is not None and len(rows) > 1 else [],
            "mediator": f.mediator_choices(queries.listed(m.court), empty=_("Thẩm phán chỉ định")),
        }

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        agrees = data["agrees"] == "yes"
        actions.answer(
            by=viewer, mediation_id=m.pk, agrees=agrees, mediator_id=_id(data.get("mediator")), party_id=_id(data.get("party")),
            at=clock.now(),
        )  # fmt: skip
        if agrees:
            return _("Đã ghi nhận: đồng ý hòa giải. Tòa án phân công Thẩm phán và chỉ định Hòa giải viên.")
        return _("Đã ghi nhận: không hòa giải. Đơn được xem xét theo thủ tục tố tụng.")


class AssignJudge(Step):
    def choices(self, viewer: Viewer, m: Mediation) -> Choices:  # noqa: ARG002
        return {
            "judge": [
                (str(load.post.pk), f"{load.post.user.full_name}" + (f" ({load.away})" if load.away else ""))
                for load in judges(viewer, clock.now())
            ]
        }

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        done = actions.assign_judge(
            by=viewer, mediation_id=m.pk, post_id=uuid.UUID(data["judge"]), at=clock.now()
        )
        return _("Đã phân công Thẩm phán %s phụ trách hòa giải.") % (done.judge.user if done.judge else "")


class Designate(Step):
    """Who may be named: barred persons are not offered, the petitioner's choice stands alone."""

    def choices(self, viewer: Viewer, m: Mediation) -> Choices:  # noqa: ARG002
        rows = [one for one in queries.listed(m.court) if not actions.barred(one, m, clock.now())]
        if m.chosen is not None and any(one.pk == m.chosen.pk for one in rows):
            rows = [one for one in rows if one.pk == m.chosen.pk]
        busy = queries.in_hand(rows)
        words = []
        for one in rows:
            marks = [_("đang làm %s việc") % busy[one.pk], *(w for _c, w in actions.unfit(one, m))]
            marks += [_("người khởi kiện chọn")] if m.chosen is not None and one.pk == m.chosen.pk else []
            words.append((str(one.pk), f"{one} ({'; '.join(marks)})"))
        return {"mediator": words}

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        made = actions.designate(
            by=viewer, mediation_id=m.pk, mediator_id=uuid.UUID(data["mediator"]), reason=data["reason"], at=clock.now()
        )  # fmt: skip
        return _("Đã chỉ định Hòa giải viên %(who)s, quyết định số %(number)s.") % {
            "who": made.mediator,
            "number": made,
        }


class Decline(Step):
    def choices(self, viewer: Viewer, m: Mediation) -> Choices:  # noqa: ARG002
        return {"ground": f.clauses(grounds.of_change("mediator", clock.today()))}

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        actions.decline(by=viewer, mediation_id=m.pk, ground=data["ground"], at=clock.now())
        return _("Đã ghi nhận việc từ chối. Thẩm phán phụ trách chỉ định Hòa giải viên khác.")


class Replace(Step):
    def choices(self, viewer: Viewer, m: Mediation) -> Choices:
        found = grounds.of_change("party", clock.today())
        if viewer.post is None:
            alone = [g for g in found if not g.key.endswith("18.1.c")]
            return {"party": [], "mediator": [], "ground": f.clauses(alone)}
        people: list[f.Choice] = [("", _("Các bên cùng đề nghị")), *f.party_choices(m.parties.all())]
        return {
            "party": people, "ground": f.clauses(found),
            "mediator": f.mediator_choices(queries.listed(m.court), empty=_("Không chọn")),
        }  # fmt: skip

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        actions.ask_replacement(
            by=viewer, mediation_id=m.pk, ground=data["ground"], mediator_id=_id(data.get("mediator")),
            party_id=_id(data.get("party")), at=clock.now(),
        )  # fmt: skip
        return _("Đã ghi nhận đề nghị thay đổi Hòa giải viên.")


class Respond(Step):
    def choices(self, viewer: Viewer, m: Mediation) -> Choices:
        rows = f.party_choices(of_role(m, "respondent"))
        return {"party": rows if viewer.post is not None and len(rows) > 1 else []}

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        agrees = data["agrees"] == "yes"
        actions.respond(
            by=viewer, mediation_id=m.pk, agrees=agrees, party_id=_id(data.get("party")), at=clock.now()
        )
        if agrees:
            return _("Đã ghi nhận: đồng ý hòa giải. Hòa giải viên sẽ mời các bên đến phiên hòa giải.")
        return _("Đã ghi nhận: không hòa giải. Đơn được xem xét theo thủ tục tố tụng.")


class Link(Step):
    def choices(self, viewer: Viewer, m: Mediation) -> Choices:  # noqa: ARG002
        return {"party": f.party_choices(p for p in m.parties.all() if p.user_id is None)}

    def open(self, viewer: Viewer, m: Mediation) -> bool:
        return policy.allows(viewer, self.act, m) and any(p.user_id is None for p in m.parties.all())

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        done = actions.link_account(
            by=viewer,
            mediation_id=m.pk,
            party_id=uuid.UUID(data["party"]),
            username=data["username"],
            at=clock.now(),
        )
        return _("Đã đăng ký giao dịch điện tử cho %s.") % done


class Schedule(Step):
    def initial(self, viewer: Viewer, m: Mediation) -> dict[str, Any]:  # noqa: ARG002
        return {"form": "court", "kind": "mediation", "starts_on": actions.earliest(clock.today())}

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        made = actions.schedule(
            by=viewer, mediation_id=m.pk, kind=data["kind"], starts_at=timezone.make_aware(datetime.combine(data["starts_on"], data["starts"])), form=data["form"],
            place=data["place"], at=clock.now(),
        )  # fmt: skip
        return _("Đã ấn định %s; thông báo được gửi cho các bên.") % str(made).lower()


class RecordSession(Step):
    def choices(self, viewer: Viewer, m: Mediation) -> Choices:  # noqa: ARG002
        return {"absent": f.party_choices(m.parties.all())}

    def open(self, viewer: Viewer, m: Mediation) -> bool:
        return super().open(viewer, m) and any(s.state == "planned" for s in m.sessions.all())

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        planned = m.sessions.filter(state="planned").first()
        actions.record_session(
            by=viewer, session_id=planned.pk if planned else m.pk, held=data["held"] == "yes",
            absent=[uuid.UUID(x) for x in data["absent"]], at=clock.now(),
        )  # fmt: skip
        return _("Đã ghi nhận. Nội dung trao đổi không được ghi lại (khoản 2 Điều 4).")


class Extend(Step):
    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        done = actions.extend(
            by=viewer, mediation_id=m.pk, article=data["article"], reason=data["reason"], until=data["until"], at=clock.now()
        )  # fmt: skip
        return _("Thời hạn hòa giải đến hết ngày %s.") % f"{done.due_on:%d/%m/%Y}"


class KeepNote(Step):
    def initial(self, viewer: Viewer, m: Mediation) -> dict[str, Any]:
        note = queries.note(viewer, m)
        return {"text": note.text if note else ""}

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        actions.save_note(by=viewer, mediation_id=m.pk, text=data["text"], at=clock.now())
        return _("Đã lưu ghi chép riêng.")


class Stop(Step):
    def choices(self, viewer: Viewer, m: Mediation) -> Choices:
        return {"party": f.party_choices(m.parties.all()) if viewer.post is not None else []}

    def open(self, viewer: Viewer, m: Mediation) -> bool:
        return super().open(viewer, m) and m.stop_asked_on is None

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        actions.ask_to_stop(by=viewer, mediation_id=m.pk, party_id=_id(data.get("party")), at=clock.now())
        return _("Đã ghi nhận. Hòa giải viên lập biên bản chấm dứt và chuyển đơn lại cho Tòa án.")


class End(Step):
    def choices(self, viewer: Viewer, m: Mediation) -> Choices:  # noqa: ARG002
        today = clock.today()
        none: list[f.Choice] = [("", _("Không"))]
        return {
            "ground": f.clauses(grounds.of(rule.END, today)),
            "excluded": [*none, *f.clauses(grounds.of(rule.EXCLUDED, today))],
        }

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        actions.end(
            by=viewer, mediation_id=m.pk, ground=data["ground"], excluded=data["excluded"], at=clock.now()
        )
        return _("Đã chấm dứt hòa giải; đơn trở lại Tòa án, ghi chép riêng đã xóa.")


class MakeResult(Step):
    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        flags = {name: data[name] == "yes" for name in ("whole", "wants_recognition")}
        actions.record_result(
            by=viewer, mediation_id=m.pk, outcome=actions.Outcome(**{**data, **flags}), at=clock.now()
        )
        return _("Đã lập và ký biên bản ghi nhận kết quả. Thẩm phán ký xác nhận.")


class Confirm(Step):
    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:  # noqa: ARG002
        actions.confirm_result(by=viewer, mediation_id=m.pk, at=clock.now())
        return _("Đã ký xác nhận biên bản.")


class Decide(Step):
    def choices(self, viewer: Viewer, m: Mediation) -> Choices:  # noqa: ARG002
        return {"met": f.clauses(actions.conditions(m))}

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        made = actions.decide(
            by=viewer, mediation_id=m.pk, met=data["met"], reason=data["reason"], at=clock.now()
        )
        return _("Đã ban hành quyết định số %s.") % made


class FileReview(Step):
    def choices(self, viewer: Viewer, m: Mediation) -> Choices:
        entered: list[f.Choice] = [*f.party_choices(m.parties.all()), ("procuracy", m.court.procuracy_name)]
        by_clerk = viewer.role == Role.CLERK
        return {
            "party": entered if by_clerk else [],
            "condition": f.clauses(grounds.of(rule.CONDITION, clock.today())),
        }

    def build(self, request: HttpRequest, viewer: Viewer, m: Mediation) -> f.Asked:
        form = super().build(request, viewer, m)
        if viewer.role != Role.CLERK:
            del form.fields["filed_on"]
        return form

    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        who = data.get("party") or ""
        actions.file_review(
            by=viewer, mediation_id=m.pk, condition=data["condition"], procuracy=who == "procuracy",
            party_id=_id(who if who != "procuracy" else ""), filed_on=data.get("filed_on"), obstacle=clean(data["obstacle"]),
            at=clock.now(),
        )  # fmt: skip
        return _("Đã ghi nhận. Hồ sơ được chuyển cho Tòa án cấp trên trực tiếp (Điều 38).")


class CloseReview(Step):
    def perform(self, viewer: Viewer, m: Mediation, data: dict[str, Any]) -> str:
        actions.close_review(by=viewer, mediation_id=m.pk, at=clock.now(), **data)
        return _("Đã ghi nhận quyết định của Tòa án cấp trên.")


STEPS: tuple[Step, ...] = (
    OfferAgain("mediation.offer_again", "thong-bao-lai", gettext_lazy("Thông báo lần thứ hai"), "mail"),
    Answer(
        "mediation.answer", "tra-loi", gettext_lazy("Trả lời về hòa giải"), "message-circle", f.AnswerForm, portal=True,
        intro=gettext_lazy("Hòa giải tại Tòa án không mất án phí, được giữ bí mật và không bắt buộc. Bạn có thể dừng bất cứ lúc nào."),
    ),
    AssignJudge("mediation.assign_judge", "phan-cong", gettext_lazy("Phân công Thẩm phán phụ trách"), "gavel", f.JudgeForm),
    Designate(
        "mediation.designate", "chi-dinh", gettext_lazy("Chỉ định Hòa giải viên"), "user-check", f.DesignateForm,
        intro=gettext_lazy("Quyết định được cấp số, ký số và gửi cho các bên cùng thông báo chuyển vụ việc sang hòa giải."),
    ),
    Respond(
        "mediation.respond", "nguoi-bi-kien", gettext_lazy("Người bị kiện trả lời"), "message-circle", f.RespondForm, portal=True,
        intro=gettext_lazy("Hòa giải tại Tòa án được giữ bí mật và không bắt buộc. Không trả lời thì Hòa giải viên vẫn mời bạn đến phiên hòa giải."),
    ),
    Schedule("mediation.schedule", "an-dinh-phien", gettext_lazy("Ấn định phiên"), "calendar-event", f.ScheduleForm),
    RecordSession(
        "mediation.record_session", "ghi-nhan-phien", gettext_lazy("Ghi nhận phiên"), "clipboard-check", f.SessionForm,
        intro=gettext_lazy("Chỉ ghi phiên có mở không và ai vắng mặt. Không ghi âm, ghi hình, ghi biên bản hòa giải (khoản 2 Điều 4)."),
    ),
    MakeResult(
        "mediation.record_result", "ket-qua", gettext_lazy("Lập biên bản kết quả"), "file-text", f.ResultForm,
        intro=gettext_lazy("Biên bản được tạo theo Điều 31, bạn ký số, Thẩm phán tham gia phiên họp ký xác nhận."),
    ),
    Confirm(
        "mediation.confirm_result", "xac-nhan", gettext_lazy("Ký xác nhận biên bản"), "signature",
        intro=gettext_lazy("Đọc biên bản ở trang hòa giải trước khi ký. Bạn giữ bí mật nội dung hòa giải (khoản 6 Điều 30)."),
    ),
    Decide(
        "mediation.recognise", "quyet-dinh", gettext_lazy("Ra quyết định về kết quả"), "gavel", f.DecideForm,
        intro=gettext_lazy("Quyết định có hiệu lực ngay, không bị kháng cáo, kháng nghị theo thủ tục phúc thẩm (Điều 35)."),
    ),
    Extend("mediation.extend", "keo-dai", gettext_lazy("Kéo dài thời hạn"), "calendar-time", f.ExtendForm, quiet=True),
    KeepNote("mediation.save_note", "ghi-chep", gettext_lazy("Ghi chép riêng"), "pencil", f.NoteForm, quiet=True),
    Replace("mediation.ask_replacement", "thay-doi", gettext_lazy("Đề nghị thay đổi Hòa giải viên"), "refresh", f.ReplaceForm, quiet=True, portal=True),
    Decline("mediation.decline", "tu-choi", gettext_lazy("Từ chối hòa giải"), "x", f.GroundForm, quiet=True),
    Stop(
        "mediation.ask_to_stop", "khong-tiep-tuc", gettext_lazy("Không tiếp tục hòa giải"), "x", f.PartyForm, quiet=True, portal=True,
        intro=gettext_lazy("Các bên có quyền dừng hòa giải bất cứ lúc nào, không phải nêu lý do (điểm a khoản 1 Điều 8). Đơn được xem xét theo thủ tục tố tụng."),
    ),
    End(
        "mediation.end", "cham-dut", gettext_lazy("Chấm dứt hòa giải"), "circle-x", f.EndForm, quiet=True,
        intro=gettext_lazy("Biên bản chỉ ghi việc chấm dứt và điều luật. Đơn trở lại Tòa án ngay; ghi chép riêng của bạn bị xóa."),
    ),
    Link("mediation.link_account", "tai-khoan", gettext_lazy("Đăng ký giao dịch điện tử"), "user-plus", f.LinkForm, quiet=True),
    FileReview("mediation.file_review", "xem-xet-lai", gettext_lazy("Đề nghị xem xét lại quyết định"), "refresh", f.ReviewForm, quiet=True, portal=True),
    CloseReview("mediation.close_review", "ket-qua-xem-xet", gettext_lazy("Ghi nhận quyết định của Tòa án cấp trên"), "clipboard-check", f.CloseReviewForm),
)  # fmt: skip
BY_SLUG = {s.slug: s for s in STEPS}


def links(viewer: Viewer, m: Mediation, *, portal: bool = False) -> list[dict[str, Any]]:
    """The acts that this viewer may do now, each with its page."""
    page = "mediation:mine_step" if portal else "mediation:step"
    return [
        {"label": s.label, "icon": s.icon, "quiet": s.quiet, "url": reverse(page, args=[m.pk, s.slug])}
        for s in STEPS
        if (s.portal or not portal) and s.open(viewer, m)
    ]
