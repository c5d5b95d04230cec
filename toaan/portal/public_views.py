"""Public pages of the portal: fee calculator, check of a paper, courts, help, what we promise. Nobody signs in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from toaan.core import clock, rules_in_force
from toaan.core.errors import not_found
from toaan.core.models import Court
from toaan.core.throttle import throttled
from toaan.filing import fees
from toaan.portal import papers_check
from toaan.portal.forms import CodeForm, FeeForm, PaperFileForm
from toaan.portal.topics import BY_SLUG, TOPICS
from toaan.rules.time_limits import TimeLimit
from toaan.vietnamese.amounts import amount_in_words


def fee_calculator(request: HttpRequest) -> HttpResponse:
    """The fee advance with its arithmetic; a GET, so that a result can be kept as a bookmark or sent on."""
    today = clock.today()
    grounds = fees.exemptions(today)
    asked = "co_gia_ngach" in request.GET or "gia_tri" in request.GET
    form = FeeForm(
        request.GET if asked else None, exemptions=grounds, initial={"loai": request.GET.get("loai", "")}
    )
    context: dict[str, Any] = {"form": form, "result": None}
    status = 200
    if form.is_bound:
        if form.is_valid():
            context["result"] = _reckon(form)
        else:
            status = 422
    return render(request, "portal/fees.html", context, status=status)


def _reckon(form: FeeForm) -> dict[str, Any]:
    data, today = form.cleaned_data, clock.today()
    value = data["gia_tri"] if data["co_gia_ngach"] == "co" else None
    fee = fees.advance(data["loai"], value, today, data["mien_giam"])
    row = rules_in_force.rule("fee", f"fee:{data['loai']}", today)
    return {
        "fee": fee,
        "value": value,
        "value_words": amount_in_words(value) if value else "",
        "words": amount_in_words(fee.amount),
        "checked": row.source.check_status == "checked",
        "limit": fees.payment_due(today).limit,
    }


@throttled(20, name="check-paper")
def check_paper(request: HttpRequest) -> HttpResponseBase:
    """Whether the court issued a paper, by its code or by the file itself; nothing about its content."""
    code = CodeForm(initial={"ma": request.GET.get("ma", "")[:20]})
    file = PaperFileForm()
    context: dict[str, Any] = {"asked": False, "found": None}
    status = 200
    if request.method == "POST":
        by_file = "theo" in request.POST and request.POST["theo"] == "tep"
        if by_file:
            file = PaperFileForm(request.POST, request.FILES)
        else:
            code = CodeForm(request.POST)
        form = file if by_file else code
        if form.is_valid():
            found = (
                papers_check.by_file(form.cleaned_data["tep"].file)
                if by_file
                else papers_check.by_code(form.cleaned_data["ma"])
            )
            context |= {"asked": True, "found": found, "by_file": by_file}
        else:
            status = 422
    has_errors = bool(code.is_bound and code.errors) or bool(file.is_bound and file.errors)
    context |= {"code": code, "file": file, "has_errors": has_errors}
    return render(request, "portal/check_paper.html", context, status=status)


def courts(request: HttpRequest) -> HttpResponse:
    """Courts that this system serves, with where they are, and how one finds the right one."""
    today = clock.today()
    there = [c for c in Court.objects.select_related("parent").order_by("name") if c.exists_on(today)]
    regions: dict[Any, list[Court]] = {}
    for court in there:
        if court.level == Court.Level.REGION:
            regions.setdefault(court.parent_id, []).append(court)
    above = [(c, regions.pop(c.pk, [])) for c in there if c.level != Court.Level.REGION]
    alone = [court for group in regions.values() for court in group]
    return render(request, "portal/courts.html", {"above": above, "alone": alone})


def help_page(request: HttpRequest) -> HttpResponse:
    """The questions people ask, by topic."""
    return render(request, "portal/help.html", {"topics": TOPICS})


def help_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic: plain words, with the limits of the law as they stand today."""
    topic = BY_SLUG.get(slug)
    if topic is None:
        raise not_found()
    context = {
        "topic": topic,
        "topics": TOPICS,
        "limits": _limits(),
        "exemptions": fees.exemptions(clock.today()),
    }
    return render(request, f"portal/help/{topic.template}", context)


LIMITS = {
    "assign": "BLTTDS:191.2", "examine": "BLTTDS:191.3", "amend": "BLTTDS:193.1", "complain": "BLTTDS:194.1",
    "opinion": "BLTTDS:199.1", "civil": "BLTTDS:203.1.a", "business": "BLTTDS:203.1.b", "trial": "BLTTDS:203.4",
    "judgment_copy": "BLTTDS:269.1", "appeal": "BLTTDS:273.1",
}  # fmt: skip


def _limits() -> dict[str, TimeLimit]:
    """The limits that the help speaks of, so that its words follow the law in force."""
    today = clock.today()
    return {
        **{name: rules_in_force.time_limit(key, today) for name, key in LIMITS.items()},
        "fee": fees.payment_due(today).limit,
    }


def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for people with disabilities, what does not yet, and whom to tell."""
    return render(request, "portal/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """Which personal data are kept, why, who sees them, for how long."""
    return render(request, "portal/privacy.html")
