"""Papers of service: the notice of acceptance, the record of handing over, the envelope."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from toaan.cases.models import Assignment, Case, Deadline, Party
from toaan.core import clock, documents, practice, rules_in_force
from toaan.core.models import Event, StoredFile
from toaan.core.words import RECORD_LANGUAGE, in_record_language
from toaan.delivery import mailing, public_posting
from toaan.delivery.models import Dispatch, Service, ServiceRecipient
from toaan.delivery.states import DROPPED
from toaan.engines.pdf import render_pdf
from toaan.rules.time_limits import TimeLimit

NOTICE, REQUEST_NOTICE = "delivery/forms/acceptance_notice.html", "delivery/forms/request_notice.html"


@in_record_language
def acceptance_notice(service: Service, *, at: datetime) -> StoredFile:
    """Render the notice of acceptance (thông báo về việc thụ lý vụ án, 30-DS; BLTTDS 196.2, of a request 365.2) and keep it."""
    form = REQUEST_NOTICE if service.case.is_request else NOTICE
    return documents.render(
        form, notice_context(service), title=str(service), at=at, author=service.case.court.name
    )


@in_record_language
def notice_context(service: Service) -> dict[str, Any]:
    """What the notice says, each point of BLTTDS 196.2, from the data of the case."""
    case = Case.objects.select_related("court", "number").get(pk=service.case_id)
    parties = list(case.parties.all())
    limit = TimeLimit.from_row(
        rules_in_force.rule("time_limit", "BLTTDS:199.1", clock.local_date(service.ordered_at))
    )
    return {
        "case": case,
        "court": case.court,
        "number": service.number.text if service.number else "",
        "day": clock.local_date(service.ordered_at),
        "recipients": service.recipients.exclude(state=DROPPED),
        "plaintiffs": [p for p in parties if p.role == Party.Role.PLAINTIFF],
        "defendants": [p for p in parties if p.role == Party.Role.DEFENDANT],
        "requesters": [p for p in parties if p.role == Party.Role.REQUESTER],
        "documents": _with_the_petition(service),
        "judge": _notifying_judge(case),
        "answer_words": f"Trong thời hạn {limit.words()} kể từ ngày nhận được thông báo này",
    }


@in_record_language
def delivery_record(row: ServiceRecipient) -> bytes:
    """A record of handing over, to be filled in and signed on paper (biên bản giao nhận, BLTTDS 175.1)."""
    return _pdf("delivery_record", row, f"Biên bản giao nhận: {row.service}", clerk=_clerk(row))


@in_record_language
def posting_record(row: ServiceRecipient) -> bytes:
    """The record of a public posting (biên bản niêm yết công khai, BLTTDS 179.2.c)."""
    return public_posting.record(row, clerk=_clerk(row))


def _clerk(row: ServiceRecipient) -> str:
    """The clerk of the case, as a record names him; empty when there is none now."""
    clerks = row.case.assignments.filter(role=Assignment.Role.CLERK, ended_at=None)
    clerk = clerks.select_related("post__user").first()
    return f"{clerk.post.user}, Thư ký" if clerk else ""


REGISTER = """
@page { size: A4 landscape; margin: 15mm 12mm 16mm 20mm;
  @bottom-right { content: "Trang " counter(page) "/" counter(pages); font: 9pt Tinos, serif } }
html { font: 10pt/1.3 Tinos, "Times New Roman", serif }
h1 { margin: 4pt 0 2pt; font-size: 14pt; text-align: center; text-transform: uppercase }
p { margin: 0 } .note { margin-bottom: 6pt; text-align: center; font-style: italic }
table { width: 100%; border-collapse: collapse; font-size: 9.5pt }
thead { display: table-header-group } tr { break-inside: avoid }
th, td { border: 0.5pt solid #000; padding: 2.5pt 3.5pt; vertical-align: top; text-align: left; overflow-wrap: anywhere }
thead th { text-align: center; vertical-align: middle } .k { white-space: nowrap }
.foot { display: flex; margin-top: 8mm; text-align: center; break-inside: avoid } .foot div { flex: 1 }
.foot .space { height: 22mm }
"""


def dispatch_list(dispatch: Dispatch) -> bytes:
    """The list for the post office: one line a letter, the papers in it, room for its stamp and signature."""
    lines: dict[str, dict[str, Any]] = {}
    for line in dispatch.lines.select_related("recipient__service__number", "recipient__case__number"):
        row = line.recipient
        one = lines.setdefault(
            line.barcode,
            {"line": line, "code": mailing.spaced(line.barcode), "case": str(row.case), "papers": []},
        )
        one["papers"].append(str(row.service))
    title = str(dispatch)
    context = {"dispatch": dispatch, "court": dispatch.court, "lines": lines.values(), "title": title}
    with override(RECORD_LANGUAGE):
        html = render_to_string("delivery/forms/dispatch.html", context)
    return render_pdf(
        html, title=title, author=dispatch.court.name, base_css=REGISTER, mark=practice.paper_mark()
    )


def _pdf(form: str, row: ServiceRecipient, title: str, **more: Any) -> bytes:
    case = row.case
    context = {"case": case, "court": case.court, "service": row.service, "row": row, "title": title, **more}
    with override(RECORD_LANGUAGE):
        html = render_to_string(f"delivery/forms/{form}.html", context)
    return render_pdf(html, title=title, author=case.court.name, mark=practice.paper_mark())


def _with_the_petition(service: Service) -> list[dict[str, Any]]:
    """What came with the petition (196.2.đ), also for somebody who joins the case later."""
    if service.source.act == "cases.open":
        return service.source.documents
    opened = Event.objects.filter(case_id=service.case_id, act="cases.open").first()
    return opened.documents if opened else []


def _notifying_judge(case: Case) -> str:
    """The judge who notifies: the one drawn, or before the draw the one who examined the petition."""
    drawn = (
        case.assignments.filter(role=Assignment.Role.PRESIDING, ended_at=None)
        .select_related("post__user")
        .first()
    )
    if drawn is not None:
        return str(drawn.post.user)
    examined = (
        Deadline.objects.filter(
            petition_id=case.petition_id, owner=Deadline.Owner.EXAMINER, post__isnull=False
        )
        .select_related("post__user")
        .order_by("-trigger_on")
        .first()
    )
    return str(examined.post.user) if examined and examined.post else ""
