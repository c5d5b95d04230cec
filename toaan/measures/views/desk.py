"""The tab "Biện pháp khẩn cấp" of the case page, its forms, and the papers opened from it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, files, policy
from toaan.core.errors import Refused, not_found
from toaan.core.http import show_refusal, staff, viewer_of
from toaan.core.together import load
from toaan.core.viewer import Viewer
from toaan.filing.models import Petition
from toaan.measures import actions, queries
from toaan.measures.actions import common
from toaan.measures.actions.deciding import ISSUE
from toaan.measures.actions.serving import OPEN_TO
from toaan.measures.forms import (
    ApplyForm,
    CancelForm,
    MeasureComplaintForm,
    MeasurePaperForm,
    MeasureSettleForm,
    OwnMotionForm,
    RefuseForm,
    SecurityDoneForm,
    SecurityForm,
)
from toaan.measures.models import MeasureDecision, MeasureRequest, Side, name_of
from toaan.measures.states import APPLIED, CANCELLED, RECEIVED, REFUSED, REQUEST, SECURED, SECURITY, WAITING

TAB, PETITION_TAB = "measures:case", "measures:petition"
PROCURATOR = "vks"
"""The procuracy among those who complain."""
NAMED = (*WAITING, APPLIED)
"""States in which somebody must hold a request that came with the petition."""
K = MeasureDecision.Kind
COLOURS = {
    RECEIVED: "yellow",
    SECURITY: "yellow",
    SECURED: "yellow",
    APPLIED: "green",
    REFUSED: "grey",
    CANCELLED: "grey",
}
DONE_BEFORE = frozenset({"measure.already", "measure.asked", "copy.received", "measure.same_judge"})


@dataclass(frozen=True)
class Place:
    """Where a request stands: in a case, or before its acceptance in a petition."""

    matter: Case | Petition

    @property
    def case(self) -> Case | None:
        return self.matter if isinstance(self.matter, Case) else None

    @property
    def url(self) -> str:
        """The page with all requests of the matter."""
        return reverse(TAB if self.case else PETITION_TAB, args=[self.matter.pk])

    def to(self, name: str, *parts: Any) -> str:
        """The address of a page that both kinds of matter have."""
        return reverse(f"measures:{name}{'' if self.case else '_urgent'}", args=[self.matter.pk, *parts])

    def frame(self, viewer: Viewer) -> dict[str, Any]:
        """What the base of its pages shows."""
        if isinstance(self.matter, Case):
            return {**case_page.header(viewer, self.matter, TAB), "frame": "desk/case_base.html"}
        return {"petition": self.matter, "frame": "measures/petition_base.html"}


@dataclass(frozen=True)
class Page:
    """One form of a decision."""

    kind: MeasureDecision.Kind
    form: Callable[..., Any]
    title: Any
    intro: Any


PAGES = {
    "bao-dam": Page(
        K.SECURITY, SecurityForm, gettext_lazy("Buộc thực hiện biện pháp bảo đảm"),
        gettext_lazy("Quyết định được gửi cho người yêu cầu; thực hiện xong thì Thẩm phán ra ngay quyết định áp dụng (điểm a khoản 2 Điều 133, Điều 136)."),
    ),
    "ap-dung": Page(
        K.APPLICATION, ApplyForm, gettext_lazy("Áp dụng biện pháp khẩn cấp tạm thời"),
        gettext_lazy("Quyết định có hiệu lực thi hành ngay và được gửi ngay cho người yêu cầu, người bị áp dụng, nơi phải thực hiện, cơ quan thi hành án dân sự, Viện kiểm sát (Điều 139)."),
    ),
    "khong-chap-nhan": Page(
        K.REFUSAL, RefuseForm, gettext_lazy("Không chấp nhận yêu cầu"),
        gettext_lazy("Thông báo bằng văn bản, nêu rõ lý do, gửi cho người yêu cầu (khoản 2 Điều 133)."),
    ),
    "huy-bo": Page(
        K.CANCELLATION, CancelForm, gettext_lazy("Hủy bỏ biện pháp khẩn cấp tạm thời"),
        gettext_lazy("Ra ngay khi có một căn cứ tại khoản 1 Điều 138. Quyết định có hiệu lực thi hành ngay."),
    ),
    "khieu-nai": Page(
        K.SETTLEMENT, MeasureSettleForm, gettext_lazy("Giải quyết khiếu nại, kiến nghị"),
        gettext_lazy("Quyết định của Chánh án là quyết định cuối cùng, được gửi ngay (khoản 2 Điều 141)."),
    ),
}  # fmt: skip
ADDRESS = {page.kind: word for word, page in PAGES.items()}


@staff()
def tab(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Requests, what was decided, what may be decided now."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    asked, half_way = queries.of_case(viewer, case), queries.unfinished(case)
    load(asked, half_way)
    made = {d.request_id: d for d in half_way}
    context = {
        **case_page.header(viewer, case, TAB),
        "cards": [card(viewer, Place(case), r, made.get(r.pk)) for r in asked],
        "may_enter": case.can("measures.request") and policy.allows(viewer, "measures.request", case),
    }
    return render(request, "measures/case.html", context)


@staff()
def enter(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The clerk takes in a request on paper; the judge begins of the court's own motion."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    policy.require(viewer, "measures.request", case)
    own = "presiding_judge" in case.relations(viewer)
    form: Any
    if own:
        form = OwnMotionForm(request.POST or None, case=case, today=clock.today())
    else:
        form = MeasurePaperForm(
            request.POST or None, request.FILES or None, case=case, today=clock.today(),
            initial={"received_on": clock.today()},
        )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data, at = form.cleaned_data, clock.now()
        try:
            more: dict[str, Any] = {}
            if not own:
                kept = [
                    files.take_in(u, name=u.name, by=viewer, at=at, door=files.PDF_ONLY)
                    for u in data["paper"]
                ]
                more = {"party_id": uuid.UUID(data["party"]), "channel": data["channel"], "received_on": data["received_on"], "files": kept}  # fmt: skip
            actions.request(by=viewer, case_id=case.pk, asked=form.asked(**more), at=at)
        except Refused as refusal:
            if (answer := refused(request, form, refusal, Place(case))) is not None:
                return answer
        else:
            messages.success(
                request,
                _("Đã ghi nhận. Thẩm phán quyết định trong 03 ngày làm việc (điểm a khoản 2 Điều 133)."),
            )
            return redirect(TAB, case.pk)
    title = (
        _("Tòa án tự mình áp dụng (Điều 135)")
        if own
        else _("Nhận đơn yêu cầu áp dụng biện pháp khẩn cấp tạm thời")
    )
    return shown(request, Place(case), form, {"title": title, "button": _("Ghi nhận")})


@staff()
def decide(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID, word: str) -> HttpResponseBase:
    """Fill in and issue one of the decisions."""
    return decision_page(request, Place(cases.get(viewer_of(request), case_id)), request_id, word)


def decision_page(request: HttpRequest, place: Place, request_id: uuid.UUID, word: str) -> HttpResponseBase:
    """The form of one decision, in a case or before its acceptance."""
    viewer = viewer_of(request)
    page = PAGES.get(word)
    if page is None:
        raise not_found()
    asked = queries.get(viewer, place.matter, request_id)
    policy.require(viewer, ISSUE[page.kind], asked)
    made = queries.unfinished(place.matter).filter(request=asked).first()
    made = made if made is not None and made.kind == page.kind else None
    more = (
        {"today": clock.today(), "secured": bool(asked.security.get("done_on"))}
        if page.kind == K.CANCELLATION
        else {}
    )
    form = page.form(request.POST or None, initial=_initial(asked, made), **more)
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.decide(by=viewer, request_id=asked.pk, wish=form.wish, at=clock.now())
        except Refused as refusal:
            if (answer := refused(request, form, refusal, place)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ban hành %s.") % done.title)
            return redirect(place.url)
    context = {
        "title": page.title, "intro": page.intro, "button": _("Ký và ban hành"), "asked": asked, "unfinished": made,
        "complaints": queries.pending(asked) if page.kind == K.SETTLEMENT else [],
    }  # fmt: skip
    return shown(request, place, form, context)


@staff()
def record_security(request: HttpRequest, case_id: uuid.UUID, request_id: uuid.UUID) -> HttpResponseBase:
    """The requester has given security."""
    return security_page(request, Place(cases.get(viewer_of(request), case_id)), request_id)


def security_page(request: HttpRequest, place: Place, request_id: uuid.UUID) -> HttpResponseBase:
    """The form for security that was given."""
    viewer = viewer_of(request)
    asked = queries.get(viewer, place.matter, request_id)
    policy.require(viewer, "measures.record_security", asked)
    form = SecurityDoneForm(request.POST or None, initial={"done_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_security(by=viewer, request_id=asked.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if (answer := refused(request, form, refusal, place)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi nhận. Thẩm phán ra ngay quyết định áp dụng."))
            return redirect(place.url)
    context = {"title": _("Đã thực hiện biện pháp bảo đảm"), "button": _("Ghi nhận"), "asked": asked}
    return shown(request, place, form, context)


@staff()
def record_complaint(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """The clerk takes in a complaint; the procurator proposes (140)."""
    return complaint_page(request, Place(cases.get(viewer_of(request), case_id)), decision_id)


def complaint_page(request: HttpRequest, place: Place, decision_id: uuid.UUID) -> HttpResponseBase:
    """The form for a complaint on paper; before acceptance people are named by their side."""
    viewer, matter = viewer_of(request), place.matter
    decision = queries.decision(viewer, matter, decision_id)
    policy.require(viewer, "measures.complain", decision)
    outside = viewer.post is not None and viewer.post.is_outside
    parties = list(matter.parties.all()) if isinstance(matter, Case) and not outside else []
    form = MeasureComplaintForm(
        request.POST or None, parties=parties, short=outside, sides=None if place.case else _sides(decision),
        initial={"received_on": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        named = data.get("party", PROCURATOR)
        who = {"party_id": None} if named == PROCURATOR else {"party_id": uuid.UUID(named)} if place.case else {"party_id": None, "side": named}  # fmt: skip
        try:
            actions.complain(
                by=viewer, decision_id=decision.pk, at=clock.now(), ground=data["ground"],
                received_on=data.get("received_on"), channel=data.get("channel") or "direct", **who,
            )  # fmt: skip
        except Refused as refusal:
            if (answer := refused(request, form, refusal, place)) is not None:
                return answer
        else:
            messages.success(
                request, _("Đã ghi nhận. Chánh án giải quyết trong 03 ngày làm việc (khoản 1 Điều 141).")
            )
            return redirect(place.url)
    context = {
        "title": _("Khiếu nại, kiến nghị về biện pháp khẩn cấp tạm thời"), "button": _("Ghi nhận"),
        "intro": _("%s. Thời hạn: 03 ngày làm việc kể từ ngày nhận được văn bản (Điều 140).") % decision.title,
    }  # fmt: skip
    return shown(request, place, form, context)


def _sides(decision: MeasureDecision) -> list[tuple[str, str]]:
    return [(side.value, f"{name_of(decision.request, side)} ({side.label.lower()})") for side in Side]


@staff()
def paper(request: HttpRequest, case_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponseBase:
    """A decision as PDF."""
    viewer = viewer_of(request)
    case = cases.get(viewer, case_id)
    found = queries.decision(viewer, case, decision_id)
    return files.respond(found.sha256, name=f"{found.title}.pdf".replace("/", "-"))


def card(viewer: Viewer, place: Place, asked: MeasureRequest, made: MeasureDecision | None) -> dict[str, Any]:
    """One request as the tab shows it; `made`: its decision that was not signed to the end."""
    waiting = bool(queries.pending(asked))
    subject: Any = asked if asked.is_urgent else place.matter  # a case that is at hand asks nothing more

    def may(act: str) -> bool:
        return common.can(asked, act) and policy.allows(viewer, act, subject)

    links = []
    for word, page in PAGES.items():
        act = ISSUE[page.kind]
        if (waiting if page.kind == K.SETTLEMENT else REQUEST.can(act, asked.state)) and may(act):
            links.append({"url": place.to("decide", asked.pk, word), "label": str(page.title)})
    act = "measures.record_security"
    open_to = asked.case is not None or common.can(asked, act)
    if open_to and REQUEST.can(act, asked.state) and policy.allows(viewer, act, subject):
        links.append({"url": place.to("record_security", asked.pk), "label": _("Đã thực hiện biện pháp bảo đảm")})  # fmt: skip
    if asked.is_urgent and asked.case is None and asked.state in NAMED and may("measures.name_judge"):
        label = _("Phân công Thẩm phán khác") if asked.judge else _("Phân công Thẩm phán")
        url = reverse("measures:name_judge", args=[asked.petition_id, asked.pk])
        links.insert(0, {"url": url, "label": label})
    may_complain = may("measures.complain")
    decisions = [
        {
            "one": d, "complaints": list(d.complaints.all()), "paper": place.to("paper", d.pk),
            "complain": place.to("record_complaint", d.pk) if may_complain and d.kind in OPEN_TO else "",
            "copies": _copies(viewer, asked, subject, d) if asked.is_urgent else [],
        }
        for d in asked.decisions.all()
    ]  # fmt: skip
    unfinished = made if made is not None and policy.allows(viewer, ISSUE[K(made.kind)], subject) else None
    return {
        "asked": asked, "colour": COLOURS[asked.state], "links": links, "decisions": decisions,
        "unfinished": {"text": unfinished.title, "url": place.to("decide", asked.pk, ADDRESS[K(unfinished.kind)])} if unfinished else None,
    }  # fmt: skip


def _copies(
    viewer: Viewer, asked: MeasureRequest, subject: Any, made: MeasureDecision
) -> list[dict[str, Any]]:
    """Who has a decision made before acceptance, and who has not."""
    may = policy.allows(viewer, "measures.record_receipt", subject)
    return [
        {"one": c, "url": reverse("measures:record_receipt", args=[asked.petition_id, c.pk]) if may and c.received_on is None else ""}
        for c in made.copies.all()
    ]  # fmt: skip


def _initial(asked: MeasureRequest, made: MeasureDecision | None) -> dict[str, Any]:
    """What was typed when a decision stopped half-way; else what the request says."""
    if made is None:
        return {"orders": asked.demands, "due_on": clock.today()}
    security = asked.security
    return {
        "reason": made.reason, "orders": made.orders, "ground": made.ground, "form": security.get("form", ""),
        "amount": security.get("amount"), "due_on": security.get("due_on"), "outcome": "yes" if made.accepted else "no",
    }  # fmt: skip


def refused(request: HttpRequest, form: Any, refusal: Refused, place: Place) -> HttpResponseBase | None:
    """Pressed twice: the result is there, show it. No right: the error page. Else back onto the form."""
    if refusal.code in DONE_BEFORE:
        messages.info(request, refusal.message)
        return redirect(place.url)
    if refusal.status in (403, 404):
        raise refusal
    show_refusal(form, refusal)
    return None


def shown(request: HttpRequest, place: Place, form: Any, more: dict[str, Any]) -> HttpResponseBase:
    """A form of this domain, in the frame of its matter."""
    context = {**place.frame(viewer_of(request)), "form": form, "back": place.url, **more}
    return render(request, "measures/form.html", context, status=422 if form.is_bound else 200)
