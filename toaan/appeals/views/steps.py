"""The steps of an appeal at the court of first instance and its withdrawal above, the same whatever it is against: a
judgment or a decision.

Each page takes the pages around it (`FormPages`), the case, and the act with what it is about; the views of either kind find
these and say who may.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from toaan.appeals import actions, queries
from toaan.appeals.forms import (
    AcceptForm,
    AppealReceiptForm,
    EarlyWithdrawalForm,
    ReturnForm,
    SendForm,
    WithdrawalForm,
)
from toaan.appeals.models import FeeAdvance
from toaan.appeals.views.case import take_paper
from toaan.appeals.views.pages import FormPages
from toaan.cases.models import Case
from toaan.core import clock, files
from toaan.core.http import viewer_of
from toaan.filing import fees
from toaan.vietnamese.amounts import format_money

Act = Callable[..., Any]
"""The act with the viewer and what it is about; it is called with what was typed and the moment."""


def check(
    pages: FormPages, request: HttpRequest, case: Case, act: Act, *, holder: object, **about: Any
) -> HttpResponseBase:
    """The judge finds the appeal valid (274.1, 276.1)."""
    form = AcceptForm(
        request.POST or None, exemptions=fees.exemptions(clock.today(), case.kind), of_request=case.is_request
    )
    nothing = _("không phải nộp tạm ứng lệ phí") if case.is_request else _("không phải nộp tạm ứng án phí")

    def said(made: FeeAdvance) -> str:
        return _("Đã chấp nhận đơn kháng cáo: %s.") % (format_money(made.amount) if made.amount else nothing)

    done = pages.sent(request, case, form, lambda: act(at=clock.now(), **form.cleaned_data), said)
    return done or pages.page(
        request, case, form, _("Kiểm tra đơn kháng cáo của %s") % holder, _("Chấp nhận đơn kháng cáo"),
        lead=_("Đơn đúng Điều 272, người kháng cáo có quyền kháng cáo và còn trong thời hạn. Tòa án báo nộp tạm ứng lệ phí phúc thẩm cho người kháng cáo, báo việc kháng cáo cho Viện kiểm sát và đương sự khác.") if case.is_request else _("Đơn đúng Điều 272, người kháng cáo có quyền kháng cáo và còn trong thời hạn. Tòa án báo nộp tạm ứng án phí phúc thẩm cho người kháng cáo, báo việc kháng cáo cho Viện kiểm sát và đương sự khác."),
        **about,
    )  # fmt: skip


def give_back(
    pages: FormPages, request: HttpRequest, case: Case, act: Act, *, holder: object, **about: Any
) -> HttpResponseBase:
    """The judge returns the appeal (274.4)."""
    form = ReturnForm(request.POST or None, case=case)
    done = pages.sent(
        request, case, form, lambda: act(at=clock.now(), **form.cleaned_data),
        lambda _made: _("Đã trả lại đơn kháng cáo."),
    )  # fmt: skip
    return done or pages.page(
        request, case, form, _("Trả lại đơn kháng cáo của %s") % holder, _("Trả lại đơn"), **about
    )


def receipt(
    pages: FormPages, request: HttpRequest, case: Case, act: Act, advance: FeeAdvance, *, own: bool
) -> HttpResponseBase:
    """The receipt for the fee advance: the clerk enters what was brought, or the appellant hands in his `own` (276.2)."""
    late = advance.due_on is not None and clock.today() > advance.due_on
    form = AppealReceiptForm(request.POST or None, request.FILES or None, need_file=own, late=late)

    def do() -> Any:
        data = form.cleaned_data
        kept = take_paper(data.pop("file"), viewer_of(request), files.PAPERS)
        return act(advance_id=advance.pk, paper=kept, at=clock.now(), **data)

    if own:
        done = pages.sent(request, case, form, do, lambda _made: _("Tòa án đã nhận biên lai."))
        title = _("Gửi biên lai tạm ứng án phí phúc thẩm")
        if case.is_request:
            title = _("Gửi biên lai tạm ứng lệ phí phúc thẩm")
        return done or pages.page(request, case, form, title, _("Gửi biên lai"), advance=advance, late=late)
    said, title = (
        _("Đã nhận biên lai tạm ứng án phí phúc thẩm."),
        _("Biên lai tạm ứng án phí phúc thẩm của %s"),
    )
    if case.is_request:
        said = _("Đã nhận biên lai tạm ứng lệ phí phúc thẩm.")
        title = _("Biên lai tạm ứng lệ phí phúc thẩm của %s")
    done = pages.sent(request, case, form, do, lambda _made: said)
    lead = _("Số tiền phải nộp: %s.") % format_money(advance.amount)
    return done or pages.page(request, case, form, title % advance.party, _("Ghi nhận"), lead=lead)


def withdraw_early(
    pages: FormPages, request: HttpRequest, case: Case, act: Act, *, title: str, said: str, **about: Any
) -> HttpResponseBase:
    """The clerk takes note that it was given up before the file went up."""
    form = EarlyWithdrawalForm(request.POST or None, request.FILES or None)

    def do() -> Any:
        kept = take_paper(form.cleaned_data["paper"], viewer_of(request))
        return act(reason=form.cleaned_data["reason"], paper=kept, at=clock.now())

    done = pages.sent(request, case, form, do, lambda _made: said)
    return done or pages.page(request, case, form, title, _("Ghi nhận"), **about)


def withdraw_own(
    pages: FormPages, request: HttpRequest, case: Case, act: Act, *, warn: str
) -> HttpResponseBase:
    """The appellant withdraws in the portal while the file is still here."""
    form = EarlyWithdrawalForm(request.POST or None, request.FILES or None)
    del form.fields["paper"]
    done = pages.sent(
        request, case, form, lambda: act(reason=form.cleaned_data["reason"], at=clock.now()),
        lambda _made: _("Đã rút kháng cáo."),
    )  # fmt: skip
    return done or pages.page(request, case, form, _("Rút kháng cáo"), _("Rút kháng cáo"), warn=warn)


def send_up(pages: FormPages, request: HttpRequest, case: Case, act: Act, *, lead: str) -> HttpResponseBase:
    """The clerk sends the file to the court above (283); `lead` has a place for its name."""
    form = SendForm(request.POST or None)
    done = pages.sent(
        request, case, form, lambda: act(note=form.cleaned_data["note"], at=clock.now()),
        lambda made: _("Đã gửi hồ sơ cho %s.") % made.to_court.name,
    )  # fmt: skip
    court = case.court.parent.name if case.court.parent else ""
    return done or pages.page(
        request, case, form, _("Gửi hồ sơ lên Tòa án cấp phúc thẩm"), _("Gửi hồ sơ"), lead=lead % court
    )


def withdraw(pages: FormPages, request: HttpRequest, case: Case) -> HttpResponseBase:
    """The clerk of the court above enters a withdrawal that came on paper or was said at the hearing (284.3)."""
    holders, given = queries.holders(case), {"received_on": clock.today()}
    form = WithdrawalForm(
        request.POST or None,
        request.FILES or None,
        holders=holders,
        whole=case.reviews_decision,
        initial=given,
    )

    def do() -> Any:
        data = form.cleaned_data
        kept = take_paper(data["paper"], viewer_of(request))
        return actions.withdraw(
            by=viewer_of(request), case_id=case.pk, holder=data["holder"], orders=form.orders,
            received_on=data["received_on"], reason=data["reason"], paper=kept, at=clock.now(),
        )  # fmt: skip

    done = pages.sent(request, case, form, do, lambda _made: _("Đã ghi nhận việc rút kháng cáo, kháng nghị."))
    return done or pages.page(request, case, form, _("Ghi nhận rút kháng cáo, kháng nghị"), _("Ghi nhận"))


def withdraw_own_above(
    pages: FormPages, request: HttpRequest, case: Case, own: list[dict[str, Any]], *, warn: str
) -> HttpResponseBase:
    """The appellant withdraws in the portal before the court above, of a judgment whole or for some parts (284.3)."""
    form = WithdrawalForm(request.POST or None, holders=own, whole=case.reviews_decision, portal=True)

    def do() -> Any:
        return actions.withdraw(
            by=viewer_of(request), case_id=case.pk, holder=form.cleaned_data["holder"], orders=form.orders,
            received_on=clock.today(), reason=form.cleaned_data["reason"], at=clock.now(),
        )  # fmt: skip

    done = pages.sent(request, case, form, do, lambda _made: _("Đã gửi văn bản rút kháng cáo đến Tòa án."))
    return done or pages.page(request, case, form, _("Rút kháng cáo"), _("Rút kháng cáo"), warn=warn)
