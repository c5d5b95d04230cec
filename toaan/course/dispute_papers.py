"""Papers of a dispute on jurisdiction: the request of the court that has the file, and the decision of the president above."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from toaan.core import clock, documents
from toaan.core.models import Post, StoredFile
from toaan.core.roles import Role
from toaan.core.words import in_record_language
from toaan.course.models import JurisdictionDispute, Sending
from toaan.hearings.papers import case_words
from toaan.rules.copies import signing_title
from toaan.vietnamese.dates import date_in_words


def _matter(sending: Sending) -> dict[str, Any]:
    """The case, the transfer and the two courts, as both papers name them."""
    decision = sending.decision
    old = decision.case
    return {
        "case_number": str(old),
        "accepted_on": date_in_words(old.accepted_on),
        "noun": old.noun,
        "kind_words": case_words(old),
        "legal_relation": old.legal_relation,
        "transfer": {
            "title": decision.title,
            "day": date_in_words(decision.decided_on),
            "reason": decision.reason,
        },
        "from_name": old.court.name,
        "to_name": decision.to_name,
        "parties": [{"role": str(p.get_role_display()), "name": p.name} for p in old.parties.all()],
    }


@in_record_language
def request(
    sending: Sending, *, decider: str, citation: str, reason: str, letter: str, leader: Post, at: datetime
) -> StoredFile:
    """The request to the president above (văn bản đề nghị)."""
    court = leader.court
    context = {
        **_matter(sending), "court": court, "number": letter, "day": clock.local_date(at), "decider": decider,
        "citation": citation, "reason": reason.splitlines(), "leader": _leader(leader),
        "here": str(sending.case) if sending.case else "",
    }  # fmt: skip
    title = "Đề nghị giải quyết tranh chấp về thẩm quyền"
    return documents.render(
        "course/forms/dispute_request.html", context, title=title, at=at, author=court.name
    )


@in_record_language
def content(made: JurisdictionDispute, *, named: str, finding: str, leader: Post, on: date) -> dict[str, Any]:
    """Everything printed on the decision."""
    court = leader.court
    return {
        **_matter(made.sending),
        "court": {"name": court.name, "place": court.place, "address": court.address},
        "number": str(made),
        "day": on.isoformat(),
        "citation": made.citation,
        "asked_on": date_in_words(clock.local_date(made.asked_at)),
        "asked_reason": made.reason.splitlines(),
        "here": str(made.here) if made.here else "",
        "stays": named == made.sending.decision.to_name,
        "named": named,
        "finding": finding.splitlines(),
        "leader": _leader(leader),
    }


@in_record_language
def decision(told: dict[str, Any], *, at: datetime) -> StoredFile:
    """The decision."""
    context = {**told, "day": date.fromisoformat(told["day"])}
    title = f"Quyết định giải quyết tranh chấp về thẩm quyền số {told['number']}"
    return documents.render(
        "course/forms/dispute_decision.html", context, title=title, at=at, author=told["court"]["name"]
    )


def _leader(post: Post) -> dict[str, Any]:
    """Who signs for the court."""
    title = signing_title(president=post.role == Role.PRESIDENT)
    return {"name": post.user.full_name, "title": title.split("\n")}
