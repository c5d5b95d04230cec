"""The acts of the desk on complaints about a returned petition (BLTTDS 194)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.core import clock
from toaan.core.errors import Refused, TooLate
from toaan.core.viewer import Viewer
from toaan.filing import actions, queries, returns
from toaan.filing.actions.examining import bars
from toaan.filing.forms import AssignForm
from toaan.filing.models import Petition, ReturnReview
from toaan.filing.return_forms import AnswerAboveForm, AnswerForm, SessionForm, TakeInForm
from toaan.filing.states import ABOVE, AT_THE_COURT, DEMANDED, TO_MEET, TO_NAME, TO_SET
from toaan.filing.views.step import Step

LEVEL = ReturnReview.Level


class OfReview(Step):
    """It has a place while a settlement is at one of these steps."""

    states: tuple[str, ...] = ()

    def offered(self, petition: Petition) -> bool:
        return returns.review_in(petition, self.states) is not None

    def context(self, viewer: Viewer, petition: Petition, form: Any) -> dict[str, Any]:  # noqa: ARG002
        return {"review": returns.review_in(petition, self.states), "returned": returns.standing(petition)}


class TakeIn(Step):
    """A complaint or recommendation on paper (194.1, 194.5)."""

    level = LEVEL.FIRST

    def offered(self, petition: Petition) -> bool:
        return bool(returns.open_sources(petition, self.level))

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        return TakeInForm(
            request.POST or None, request.FILES or None, sources=returns.open_sources(petition, self.level),
            initial={"received_on": clock.today()},
        )  # fmt: skip

    def context(self, viewer: Viewer, petition: Petition, form: Any) -> dict[str, Any]:  # noqa: ARG002
        return {"days": returns.last_days(petition, self.level)}

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        data = form.cleaned_data
        intake = actions.ReturnIntake(
            source=data["source"], made_on=data["made_on"], received_on=data["received_on"], channel=data["channel"],
            scans=[actions.Upload(f, f.name or "khieu-nai") for f in data["scans"]],
        )  # fmt: skip
        self.take(viewer, petition, data["ground"], intake)
        return _("Đã nhận khiếu nại, kiến nghị.")

    def take(self, viewer: Viewer, petition: Petition, ground: str, intake: actions.ReturnIntake) -> None:
        """The act itself."""
        actions.complain_of_return(
            by=viewer, petition_id=petition.pk, ground=ground, at=clock.now(), intake=intake
        )

    def show(self, refusal: Refused, form: Any) -> None:
        if refusal.code.startswith("file."):
            form.add_error("scans", refusal.message)
        else:
            super().show(refusal, form)


class TakeInAbove(TakeIn):
    """The same at the court above (194.5)."""

    level = LEVEL.ABOVE

    def take(self, viewer: Viewer, petition: Petition, ground: str, intake: actions.ReturnIntake) -> None:
        actions.complain_of_return_above(
            by=viewer, petition_id=petition.pk, ground=ground, at=clock.now(), intake=intake
        )


class NameJudge(OfReview):
    """Another judge settles it (194.2)."""

    states: tuple[str, ...] = AT_THE_COURT

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:
        returned = returns.standing(petition)
        judges = [j for j in queries.judges(viewer, clock.now()) if j.post.user_id != returned.judge.user_id]
        barred = bars([petition], [load.post for load in judges])
        loads = [load for load in judges if not barred[petition.pk, load.post.pk]]
        return AssignForm(
            request.POST or None, loads=loads, label=_("Thẩm phán giải quyết khiếu nại, kiến nghị")
        )

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        review = actions.name_return_judge(
            by=viewer, petition_id=petition.pk, post_id=form.cleaned_data["judge"], at=clock.now()
        )
        return _("Đã phân công Thẩm phán %s giải quyết khiếu nại, kiến nghị.") % (
            review.judge.user if review.judge else ""
        )


class NameAnew(NameJudge):
    """The same once somebody was named."""

    states = (TO_SET, TO_MEET)


class NameFirst(NameJudge):
    """Nobody is named yet."""

    states = (TO_NAME,)


class SetSession(OfReview):
    """The session (194.3)."""

    states = (TO_SET,)

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        again = returns.review_in(petition, (TO_MEET,)) is not None
        return SessionForm(request.POST or None, again=again, latest=returns.session_due(petition))

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        data = form.cleaned_data
        starts = timezone.make_aware(datetime.combine(data["day"], data["hour"]))
        made = actions.set_return_session(
            by=viewer, petition_id=petition.pk, starts_at=starts, place=data["place"], why=data.get("why", ""),
            at=clock.now(),
        )  # fmt: skip
        return _("Đã ấn định phiên họp, thông báo số %s.") % made.number


class SetAnew(SetSession):
    """The session that was set is not held."""

    states = (TO_MEET,)


class Answer(OfReview):
    """After the session: keep the return, or take the petition back (194.4)."""

    states = (TO_MEET,)

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        review = returns.review_in(petition, self.states)
        complained = review is not None and any(c.is_complaint for c in review.complaints.all())
        return AnswerForm(request.POST or None, complained=complained)

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        data = dict(form.cleaned_data)
        reason = data.pop("reason")
        data["complainant"] = data.get("complainant", "yes") == "yes"
        kept = self.act == "filing.keep_return"
        act = actions.keep_return if kept else actions.take_back
        record = actions.ReturnRecord(**data)
        try:
            review = act(by=viewer, petition_id=petition.pk, record=record, reason=reason, at=clock.now())
        except Refused as refusal:
            return not_signed(refusal)
        if kept:
            return _("Đã ra quyết định giữ nguyên việc trả lại đơn, số %s.") % review
        return _("Đã ra quyết định nhận lại đơn, số %s. Bạn tiếp tục việc thụ lý.") % review


class AnswerAbove(OfReview):
    """The president of the court above (194.6)."""

    states = (ABOVE,)

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:  # noqa: ARG002
        return AnswerAboveForm(request.POST or None)

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        act = (
            actions.keep_return_above if self.act == "filing.keep_return_above" else actions.demand_take_back
        )
        try:
            review = act(
                by=viewer, petition_id=petition.pk, reason=form.cleaned_data["reason"], at=clock.now()
            )
        except Refused as refusal:
            return not_signed(refusal)
        return _("Đã ra quyết định số %s; quyết định này là quyết định cuối cùng.") % review


def not_signed(refusal: Refused) -> str:
    """The decision stands with its number and waits for its signature; any other refusal is one."""
    if not refusal.code.startswith("signing."):
        raise refusal
    return (
        _("Quyết định đã có số nhưng chưa ký được: %s Hãy bấm Ký quyết định khi chữ ký số dùng được.")
        % refusal.message
    )


class SignAnswer(Step):
    """The decision has its number and waits for its signature."""

    def offered(self, petition: Petition) -> bool:
        return returns.unsigned_answer(petition) is not None

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:  # noqa: ARG002
        review = returns.unsigned_answer(petition)
        if review is None:
            raise TooLate("answer.signed", _("Quyết định đã được ký."))
        actions.sign_return_answer(by=viewer, review_id=review.pk, at=clock.now())
        return _("Đã ký quyết định số %s.") % review


class TakeBackDemanded(NameJudge):
    """The court below obeys (194.6.b)."""

    states = (DEMANDED,)

    def form(self, request: HttpRequest, viewer: Viewer, petition: Petition) -> Any:
        judges = queries.judges(viewer, clock.now())
        barred = bars([petition], [load.post for load in judges])
        loads = [load for load in judges if not barred[petition.pk, load.post.pk]]
        return AssignForm(request.POST or None, loads=loads, label=_("Thẩm phán tiếp tục việc thụ lý"))

    def perform(self, viewer: Viewer, petition: Petition, form: Any) -> str:
        actions.take_back_demanded(
            by=viewer, petition_id=petition.pk, post_id=form.cleaned_data["judge"], at=clock.now()
        )
        return _("Đã nhận lại đơn. Thẩm phán được phân công tiếp tục việc thụ lý.")


PAGE = "filing/step_return.html"
RETURNS: tuple[Step, ...] = (
    SignAnswer(
        "filing.sign_return_answer", "ky-quyet-dinh", gettext_lazy("Ký quyết định về việc trả lại đơn"), "signature"
    ),
    TakeIn(
        "filing.complain_of_return", "khieu-nai", gettext_lazy("Nhận khiếu nại, kiến nghị về việc trả lại đơn"), "inbox", PAGE,
        quiet=True,
    ),
    NameFirst(
        "filing.name_return_judge", "phan-cong-giai-quyet", gettext_lazy("Phân công Thẩm phán khác giải quyết"), "user-check", PAGE
    ),
    NameAnew(
        "filing.name_return_judge", "phan-cong-lai", gettext_lazy("Phân công lại Thẩm phán giải quyết"), "user-check", PAGE, quiet=True
    ),
    SetSession("filing.set_return_session", "phien-hop", gettext_lazy("Ấn định phiên họp"), "calendar", PAGE),
    Answer("filing.take_back", "nhan-lai-don", gettext_lazy("Nhận lại đơn để thụ lý"), "check", PAGE),
    Answer("filing.keep_return", "giu-nguyen-tra-lai", gettext_lazy("Giữ nguyên việc trả lại đơn"), "arrow-back-up", PAGE),
    SetAnew("filing.set_return_session", "phien-hop-lai", gettext_lazy("Ấn định lại phiên họp"), "calendar", PAGE, quiet=True),
    TakeInAbove(
        "filing.complain_of_return_above", "khieu-nai-tiep", gettext_lazy("Nhận khiếu nại, kiến nghị gửi Chánh án"), "inbox", PAGE,
        quiet=True,
    ),
    AnswerAbove(
        "filing.demand_take_back", "yeu-cau-nhan-lai", gettext_lazy("Yêu cầu Tòa án cấp sơ thẩm nhận lại đơn"), "check", PAGE
    ),
    AnswerAbove(
        "filing.keep_return_above", "giu-nguyen-cap-tren", gettext_lazy("Giữ nguyên việc trả lại đơn"), "arrow-back-up", PAGE
    ),
    TakeBackDemanded(
        "filing.take_back_demanded", "nhan-lai-theo-yeu-cau", gettext_lazy("Nhận lại đơn theo quyết định của Tòa án cấp trên"), "check", PAGE
    ),
)  # fmt: skip
