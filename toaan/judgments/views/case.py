"""The tab "Bản án" of the case page: what stands there depends on the stage, and on who looks."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from toaan.cases import page as case_page
from toaan.cases import queries as cases
from toaan.cases.models import Case
from toaan.core import clock, files, policy, signatures
from toaan.core.errors import Refused, not_found
from toaan.core.http import staff, viewer_of
from toaan.core.viewer import Viewer
from toaan.judgments import checks, corrections, layout, papers, periods, queries
from toaan.judgments.content import Content
from toaan.judgments.forms import NumberForm, PronounceForm, ReopenForm
from toaan.judgments.models import Draft, Judgment
from toaan.judgments.states import NUMBERED, REOPENED, SIGNED

TAB = "judgments:case"


@staff()
def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Before pronouncement for the panel and its clerk only; afterwards for everybody who sees the case."""
    viewer = viewer_of(request)
    return show(request, viewer, cases.get(viewer, case_id))


@staff()
def print_view(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The judgment as a page of paper: the frozen text, or what the draft would become."""
    viewer = viewer_of(request)
    one = cases.get(viewer, case_id)
    judgment = queries.judgment_of(viewer, one)
    if judgment is not None and judgment.state != REOPENED:
        text = judgment.text
    else:
        text = preview(one, queries.draft_of(viewer, one), judgment)
    return render(
        request,
        "judgments/print.html",
        {
            "case": one,
            "judgment": judgment,
            "corrections": corrections.issued(judgment) if judgment else (),
            **papers.context(text),
        },
    )


@staff()
def signed(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """What the signatures of the paper are worth: a part of the tab that the tab does not wait for, or the whole tab."""
    viewer = viewer_of(request)
    one = cases.get(viewer, case_id)
    judgment = queries.judgment_of(viewer, one)
    if judgment is None or not judgment.signed_sha256:
        raise not_found()
    checked = {"signatures": signatures.verify_stored(judgment.signed_sha256)}
    if getattr(request, "htmx", False):
        return render(request, "judgments/_signatures.html", {**checked, "judgment": judgment})
    return show(request, viewer, one, forms=checked)


@staff()
def paper(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """The signed PDF."""
    viewer = viewer_of(request)
    judgment = queries.judgment_of(viewer, cases.get(viewer, case_id))
    if judgment is None or not judgment.signed_sha256:
        raise not_found()
    return pdf(judgment, download="tai" in request.GET)


def pdf(judgment: Judgment, *, download: bool = False) -> HttpResponseBase:
    """The signed PDF as an answer."""
    name = f"Bản án {judgment.number}.pdf".replace("/", "-")
    return files.respond(judgment.signed_sha256, name=name, download=download)


def preview(case: Case, draft: Draft | None, judgment: Judgment | None) -> dict[str, Any]:
    """The text that the draft would become if it were numbered today."""
    content = Content.from_json(draft.content) if draft else Content()
    number = str(judgment.number) if judgment else ""
    return layout.frozen(case, content, number=number, dated=clock.today())


def show(
    request: HttpRequest,
    viewer: Viewer,
    case: Case,
    *,
    forms: dict[str, Any] | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    """The tab; `forms` are those that were refused, with what was typed, or what else it is to say."""
    judgment = queries.judgment_of(viewer, case)
    context: dict[str, Any] = {
        **case_page.header(viewer, case, TAB),
        "judgment": judgment,
        "refusal": refusal,
    }
    if judgment is not None and judgment.is_pronounced:
        template = "judgments/pronounced.html"
        context |= _pronounced(viewer, judgment)
    else:
        draft = queries.draft_of(viewer, case)
        template = "judgments/deliberation.html"
        context |= _deliberation(viewer, case, judgment, draft)
    context |= forms or {}
    return render(request, template, context, status=refusal.status if refusal else 200)


def _deliberation(
    viewer: Viewer, case: Case, judgment: Judgment | None, draft: Draft | None
) -> dict[str, Any]:
    may = {
        name: policy.allows(viewer, f"judgments.{name}", case)
        for name in ("save_draft", "number", "sign", "reopen", "pronounce")
    }
    state = judgment.state if judgment else ""
    open_draft = state in {"", REOPENED}
    content = Content.from_json(draft.content) if draft else Content()
    issues = checks.of_case(case, content) if draft and open_draft else []
    found: dict[str, Any] = {
        "draft": draft,
        "issues": issues,
        "text": papers.context(
            preview(case, draft, judgment) if open_draft or judgment is None else judgment.text
        ),
        "can_write": may["save_draft"] and open_draft and case.can("judgments.save_draft"),
        "can_number": (
            may["number"]
            and draft is not None
            and open_draft
            and case.can("judgments.number")
            and not checks.errors(issues)
        ),
        "can_sign": may["sign"] and state == NUMBERED,
        "can_pronounce": may["pronounce"] and state == SIGNED,
        "can_reopen": may["reopen"] and state in {NUMBERED, SIGNED},
        "signatures": _checked(judgment),
    }
    found["steps"] = _steps(state, draft)
    if may["number"] and draft is not None and open_draft and not found["can_number"]:
        found["why_no_number"] = _why_no_number(case, checks.errors(issues))
    if found["can_number"] and draft is not None:
        found["number_form"] = NumberForm(initial={"revision": draft.revision, "dated": clock.today()})
    if found["can_pronounce"]:
        found["pronounce_form"] = pronounce_form(case)
    if found["can_reopen"]:
        found["reopen_form"] = ReopenForm()
    return found


def _steps(state: str, draft: Draft | None) -> list[dict[str, str]]:
    """The way of a judgment until it is pronounced, for `{% stages %}`."""
    labels = (_("Soạn dự thảo"), _("Cấp số"), _("Ký, đóng dấu"), _("Tuyên án"))
    done = {NUMBERED: 2, SIGNED: 3}.get(state, 0)
    notes = [_("bản thứ %d") % draft.revision if draft else "", "", "", ""]
    return [
        {
            "label": label,
            "note": note,
            "state": "done" if place < done else "now" if place == done else "",
        }
        for place, (label, note) in enumerate(zip(labels, notes, strict=True))
    ]


def _why_no_number(case: Case, errors: list[checks.Issue]) -> str:
    """What stands between a written draft and its number."""
    if not case.can("judgments.number"):
        return _("Bản án được cấp số và ký khi Hội đồng xét xử đã vào nghị án.")
    return _("Còn %d chỗ phải sửa trong dự thảo; xem danh sách kiểm tra bên dưới.") % len(errors)


def pronounce_form(case: Case, data: Any = None) -> PronounceForm:
    """Who was there, filled in from the attendance list of the hearing."""
    presence, procurator = periods.presence_at_hearing(case)
    return PronounceForm(data, parties=list(case.parties.all()), presence=presence, procurator=procurator)


def _pronounced(viewer: Viewer, judgment: Judgment) -> dict[str, Any]:
    queries.fetch_all(judgment)
    settled = getattr(judgment, "effect", None) is not None
    can_appeal, can_take_late = ways_in(viewer, judgment)
    issued = [one for one in judgment.corrections.all() if one.sha256]
    made = next((one for one in judgment.corrections.all() if not one.sha256), None)
    agrees = policy.allows(viewer, "judgments.agree_to_correction", judgment) and bool(made and made.places)
    return {
        "corrections": issued,
        "can_correct": corrections.may_correct(
            viewer, judgment, in_office=corrections.judge_in_office(judgment, clock.now())
        )
        or agrees,
        "correcting": made if made and made.places else None,
        "text": papers.context(judgment.text),
        "signatures": _checked(judgment),
        "parts": [{"part": part, "challenged": _challengers(part)} for part in judgment.parts.all()],
        "periods": judgment.periods.all(),
        "appeals": judgment.appeals.all(),
        "protests": judgment.protests.all(),
        "settled": settled,
        "can_appeal": can_appeal,
        "can_take_late": can_take_late,
        "can_take_posted": settled and policy.allows(viewer, "appeals.take_posted", judgment),
        "can_protest": not settled and policy.allows(viewer, "judgments.record_protest", judgment),
    }


def ways_in(viewer: Viewer, judgment: Judgment) -> tuple[bool, bool]:
    """Whether the viewer may take in an appeal in time, and one that comes after the period (275).

    `judgment` with its effect, periods, appeals and late appeals.
    """
    settled = getattr(judgment, "effect", None) is not None
    return (
        not settled and policy.allows(viewer, "judgments.record_appeal", judgment),
        policy.allows(viewer, "judgments.file_late_appeal", judgment)
        and bool(queries.missed(judgment, clock.today())),
    )


def _challengers(part: Any) -> list[str]:
    return [str(one) for one in (*part.appeals.all(), *part.protests.all())]


def _checked(judgment: Judgment | None) -> Any:
    """What the last check of the paper's signatures said, None when the page is to ask for one."""
    return signatures.checked(judgment.signed_sha256) if judgment and judgment.signed_sha256 else None
