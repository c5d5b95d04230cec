"""The tab "Thông báo tìm kiếm" of the case page, and the forms opened from it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
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
from toaan.core.http import staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.course import queries as course
from toaan.course.models import CourseDecision
from toaan.course.views.common import refused
from toaan.course.views.deciding import Page, decide
from toaan.searches import actions, papers, queries, rules, steps
from toaan.searches.actions.ordering import ordering
from toaan.searches.forms import (
    AnswerForm,
    NoticeForm,
    OrderForm,
    PublicationForm,
    ReturnForm,
    StrikeForm,
    TellForm,
)
from toaan.searches.models import Publication, Search

TAB = "searches:case"
DONE_BEFORE = frozenset(
    {"search.already", "search.recorded", "search.struck", "search.told", "search.answered", "search.ended"}
)
ORDER = Page(
    CourseDecision.Kind.SEARCH, OrderForm, actions.order, gettext_lazy("Quyết định thông báo tìm kiếm"),
    gettext_lazy(
        "Quyết định được cấp số, ký và gửi cho người yêu cầu, Viện kiểm sát (khoản 1 Điều 388, khoản 1 Điều 392). Sau đó lập thông báo; "
        "Thư ký đăng, phát thông báo trong thời hạn tại khoản 1 Điều 385."
    ),
)  # fmt: skip


@staff()
def tab(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The notice, where it appeared, until when it runs, what people told the court, what may be done now."""
    viewer = viewer_of(request)
    case = _case(viewer, case_id)
    search = queries.of_case(viewer, case)
    media = {m.code: m for m in rules.media(search.issued_on)} if search else {}
    rows = list(search.publications.all()) if search else []
    decisions = list(course.of_case(viewer, case)) if search is None else []
    context = {
        **case_page.header(viewer, case, TAB),
        "search": search,
        "rule": rules.of(case),
        "publications": [_publication(viewer, case, search, p, media) for p in rows],
        "missing": [m.title for m in rules.missing(rows, search.issued_on)] if search else [],
        "cost": sum(p.cost or 0 for p in rows if p.stands),
        "tidings": [_tiding(viewer, case, t) for t in queries.tidings(viewer, search)] if search else [],
        "buttons": _buttons(viewer, case, search, decisions),
    }
    return render(request, "searches/case.html", context)


@staff()
def order(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The decision to search."""
    _case(viewer_of(request), case_id)
    return decide(request, case_id, ORDER)


@staff()
def issue(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The notice."""
    viewer = viewer_of(request)
    case = _case(viewer, case_id)
    policy.require(viewer, "searches.issue", case)
    form = NoticeForm(request.POST or None, case=case, decision=ordering(case))
    if request.method == "POST" and form.is_valid():
        try:
            actions.issue(by=viewer, case_id=case.pk, notice=form.notice, at=clock.now())
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(
                request, _("Đã ký thông báo; thông báo hiện trên Cổng. Thư ký gửi báo, Đài đăng, phát.")
            )
            return redirect(TAB, case.pk)
    intro = _("Thông báo có các nội dung tại Điều 384, được ký, lưu hồ sơ và hiện trên Cổng ngay; tên người yêu cầu, số quyết định hệ thống tự ghi.")  # fmt: skip
    return _shown(
        request, case, form, title=_("Lập thông báo tìm kiếm"), intro=intro, button=_("Ký và công bố")
    )


@staff()
def publish(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The notice appeared somewhere."""
    viewer = viewer_of(request)
    case = _case(viewer, case_id)
    search = queries.get(viewer, case)
    policy.require(viewer, "searches.record_publication", search)
    form = PublicationForm(request.POST or None, search=search)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_publication(by=viewer, search_id=search.pk, appeared=form.appeared, at=clock.now())
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi nhận việc đăng, phát."))
            return redirect(TAB, case.pk)
    intro = _("Thời hạn thông báo tính từ ngày đầu tiên đăng báo hoặc phát sóng (khoản 2 Điều 388).") if _waits(case) else ""  # fmt: skip
    return _shown(
        request, case, form, title=_("Ghi nhận việc đăng, phát thông báo"), intro=intro, button=_("Ghi nhận")
    )


@staff()
def strike(request: HttpRequest, case_id: uuid.UUID, publication_id: uuid.UUID) -> HttpResponseBase:
    """A record that was made by mistake."""
    viewer = viewer_of(request)
    case = _case(viewer, case_id)
    found = queries.publication(viewer, case, publication_id)
    policy.require(viewer, "searches.strike_publication", found)
    form = StrikeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.strike_publication(
                by=viewer, publication_id=found.pk, at=clock.now(), **form.cleaned_data
            )
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(
                request, _("Đã gạch bỏ; thời hạn được tính lại theo các lần đăng, phát còn lại.")
            )
            return redirect(TAB, case.pk)
    return _shown(
        request,
        case,
        form,
        title=_("Gạch bỏ việc ghi nhận đăng, phát"),
        intro=f"{found}.",
        button=_("Gạch bỏ"),
    )


@staff()
def tell(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Somebody told the court by telephone, letter or at the counter."""
    viewer = viewer_of(request)
    case = _case(viewer, case_id)
    search = queries.get(viewer, case)
    policy.require(viewer, "searches.tell", search)
    form = TellForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.tell(by=viewer, search_id=search.pk, told=form.told, at=clock.now())
        except Refused as refusal:
            if (answer := _refused(request, form, refusal, case)) is not None:
                return answer
        else:
            messages.success(request, _("Đã ghi nhận tin báo."))
            return redirect(TAB, case.pk)
    intro = _("Chỉ Tòa án đọc được tin báo và tên người báo.")
    return _shown(request, case, form, title=_("Nhận tin báo"), intro=intro, button=_("Ghi nhận"))


@staff()
def answer(request: HttpRequest, case_id: uuid.UUID, tiding_id: uuid.UUID) -> HttpResponseBase:
    """What the court did about it."""
    viewer = viewer_of(request)
    case = _case(viewer, case_id)
    found = queries.tiding(viewer, queries.get(viewer, case), tiding_id)
    policy.require(viewer, "searches.answer", found)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(by=viewer, tiding_id=found.pk, words=form.cleaned_data["answer"], at=clock.now())
        except Refused as refusal:
            if (shown := _refused(request, form, refusal, case)) is not None:
                return shown
        else:
            messages.success(request, _("Đã ghi kết quả xử lý. Người đó trở về thật thì ghi nhận ở mục này."))
            return redirect(TAB, case.pk)
    return _shown(
        request, case, form, title=_("Xử lý tin báo"), intro=f"{found}: {found.text}", button=_("Ghi kết quả")
    )


@staff()
def record_return(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The person is back."""
    viewer = viewer_of(request)
    case = _case(viewer, case_id)
    search = queries.get(viewer, case)
    policy.require(viewer, "searches.record_return", search)
    form = ReturnForm(request.POST or None, initial={"day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_return(by=viewer, search_id=search.pk, at=clock.now(), **form.cleaned_data)
        except Refused as refusal:
            if (shown := _refused(request, form, refusal, case)) is not None:
                return shown
        else:
            messages.success(request, _("Đã ghi nhận; thông báo không còn trên Cổng."))
            return redirect(TAB, case.pk)
    intro = _(
        "Quyết định thông báo tìm kiếm người vắng mặt đương nhiên hết hiệu lực khi người đó trở về (Điều 386)."
    )
    if _waits(case):
        intro = _("Người đó yêu cầu đình chỉ (tuyên bố là đã chết: báo cho Tòa án biết) thì Thẩm phán ra quyết định đình chỉ ở mục Quyết định (khoản 3 Điều 388, khoản 3 Điều 392).")  # fmt: skip
    return _shown(
        request, case, form, title=_("Người được tìm kiếm đã trở về"), intro=intro, button=_("Ghi nhận")
    )


@staff()
def paper(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The notice as PDF."""
    viewer = viewer_of(request)
    search = queries.get(viewer, _case(viewer, case_id))
    return files.respond(search.sha256, name=f"{papers.TITLE}.pdf")


def _case(viewer: Viewer, case_id: uuid.UUID) -> Case:
    """The request; any other case has none of these pages."""
    case = cases.get(viewer, case_id)
    if rules.of(case) is None:
        raise not_found()
    return case


def _waits(case: Case) -> bool:
    found = rules.of(case)
    return found is not None and found.comes_first


def _buttons(
    viewer: Viewer, case: Case, search: Search | None, decisions: list[CourseDecision]
) -> list[dict[str, str]]:
    """What this viewer may do now; the first is the one that comes next."""
    wanted: list[tuple[str, str, Any]] = []
    if search is None:
        step = steps.step(case, decisions, None, [], clock.today())
        wanted = [(step.act, step.url, step.title)] if step is not None else []
    elif search.ended_on is None:
        wanted = [
            ("searches.record_publication", "searches:publish", _("Ghi nhận việc đăng, phát")),
            ("searches.tell", "searches:tell", _("Nhận tin báo")),
            ("searches.record_return", "searches:record_return", _("Người đó đã trở về")),
        ]
    return [
        {"url": reverse(url, args=[case.pk]), "label": str(label)}
        for act, url, label in wanted
        if policy.allows(viewer, act, case) and (act not in _BY_STAGE or case.can(act))
    ]


_BY_STAGE = frozenset({steps.ORDER, steps.ISSUE, steps.PUBLISH})


def _publication(
    viewer: Viewer, case: Case, search: Search | None, one: Publication, media: dict[str, Any]
) -> dict[str, Any]:
    act = "searches.strike_publication"
    may = search is not None and search.ended_on is None and one.stands and one.post_id is not None
    return {
        "one": one,
        "medium": media[one.medium].title if one.medium in media else one.medium,
        "strike": reverse("searches:strike", args=[case.pk, one.pk])
        if may and case.can(act) and policy.allows(viewer, act, case)
        else "",
    }


def _tiding(viewer: Viewer, case: Case, one: Any) -> dict[str, Any]:
    may = one.answered_at is None and policy.allows(viewer, "searches.answer", case)
    return {"one": one, "answer": reverse("searches:answer", args=[case.pk, one.pk]) if may else ""}


def _refused(request: HttpRequest, form: forms.Form, refusal: Refused, case: Case) -> HttpResponseBase | None:
    return refused(request, form, refusal, case, back=TAB, done_before=DONE_BEFORE)


def _shown(request: HttpRequest, case: Case, form: forms.Form, **more: Any) -> HttpResponseBase:
    context = {
        **case_page.header(viewer_of(request), case, TAB),
        "form": form,
        "back": reverse(TAB, args=[case.pk]),
        **more,
    }
    return render(request, "searches/form.html", context, status=422 if form.is_bound else 200)
