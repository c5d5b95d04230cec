"""Who must receive which procedural document, and how it may be served (cấp, tống đạt, thông báo): BLTTDS
171-180.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from toaan.rules.calendar import Calendar
from toaan.rules.model import RuleRow, vi_article
from toaan.rules.time_limits import DueDate, TimeLimit, due_date

ParticipantRole = Literal[
    "plaintiff",
    "defendant",
    "related_person",
    "requester",
    "petitioning_body",
    "representative",
    "protector",
    "procuracy",
    "procuracy_above",
    "enforcement_agency",
    "justice_ministry",
    "witness",
    "expert",
    "interpreter",
]
MethodCode = Literal["direct", "post", "authorised_third", "electronic", "posting", "mass_media"]


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody the court may serve. ``asked_electronic``: asked for service by electronic means (173.2)."""

    id: str
    role: ParticipantRole
    asked_electronic: bool = False


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What decides the allowed methods: failed direct service with a record (177.5, 179.1), and whether
    posting is known not to reach the person (180.1).
    """

    asked_electronic: bool = False
    direct_failed: bool = False
    posting_insufficient: bool = False


@dataclass(frozen=True, slots=True)
class Method:
    """An allowed method of service with its article and what proves it."""

    code: MethodCode
    title: str
    article: str
    proof: str = field(default="")


def recipients(
    rule: RuleRow, participants: Iterable[Participant], *, author_id: str | None = None
) -> list[tuple[Participant, str]]:
    """Who receives the document of ``rule`` (a row ``service:<document kind>``), each with the article.

    Nobody is listed twice, and the author of a party's own submission never receives it.
    """
    articles: Mapping[str, str] = {item["role"]: item["article"] for item in rule.value["recipients"]}
    found: dict[str, tuple[Participant, str]] = {}
    for participant in participants:
        if participant.id == author_id or participant.role not in articles:
            continue
        law = rule.source.document or rule.source.law
        found.setdefault(participant.id, (participant, f"{vi_article(articles[participant.role])} {law}"))
    return list(found.values())


def allowed_methods(rule: RuleRow, facts: ServiceFacts) -> list[Method]:
    """The methods open now (a row ``service:methods``): posting only after direct service failed,
    electronic means only on request, mass media only where posting would not reach the person (173, 176,
    179.1, 180.1).
    """
    open_when = {
        "electronic": facts.asked_electronic,
        "posting": facts.direct_failed,
        "mass_media": facts.direct_failed and facts.posting_insufficient,
    }
    return [
        Method(cast(MethodCode, m["code"]), m["title"], f"BLTTDS {m['article']}", m.get("proof", ""))
        for m in rule.value["methods"]
        if open_when.get(m["code"], True)
    ]


def posting_ends(limit: TimeLimit, posted_on: date, calendar: Calendar) -> DueDate:
    """The last day of the public posting (``BLTTDS:179.3``, 15 days from the day of posting)."""
    return due_date(limit, posted_on, calendar)
