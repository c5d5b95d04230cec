"""Public posting (niêm yết công khai, BLTTDS 179): from which day until which, and the record to be signed where it was posted."""

from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import override

from toaan.core import clock, practice, rules_in_force
from toaan.core.words import RECORD_LANGUAGE
from toaan.delivery.models import ServiceRecipient
from toaan.engines.pdf import render_pdf
from toaan.rules.service import posting_ends
from toaan.rules.time_limits import TimeLimit

FORM = "delivery/forms/posting_record.html"


def days(row: ServiceRecipient) -> tuple[date, date]:
    """First and last day of the posting of one copy (179.3)."""
    posted_on = clock.local_date(row.sent_at or row.service.ordered_at)
    limit = TimeLimit.from_row(rules_in_force.rule("time_limit", "BLTTDS:179.3", posted_on))
    return posted_on, posting_ends(limit, posted_on, rules_in_force.calendar()).due


def record(row: ServiceRecipient, *, clerk: str) -> bytes:
    """The record of a posting, to be completed and signed at each place where the paper hangs (179.2.c)."""
    title, case = f"Biên bản niêm yết công khai: {row.service}", row.case
    posted_on, ends_on = days(row)
    context = {
        "case": case, "court": case.court, "service": row.service, "row": row, "title": title, "clerk": clerk,
        "posted_on": posted_on, "ends_on": ends_on, "tried": row.failures,
    }  # fmt: skip
    with override(RECORD_LANGUAGE):
        html = render_to_string(FORM, context)
    return render_pdf(html, title=title, author=case.court.name, mark=practice.paper_mark())
