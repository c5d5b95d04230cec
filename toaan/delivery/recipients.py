"""Whom the rules name for a document of a case, and how each may be reached."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toaan.cases import request_kinds
from toaan.cases.models import Case, Party, Representation
from toaan.core import rules_in_force
from toaan.delivery.models import ENFORCEMENT, MINISTRY, PROCURACY, ServiceRecipient
from toaan.rules import service as rule
from toaan.rules.model import NoRuleInForce, RuleRow, vi_article
from toaan.vietnamese.text import fold

Method = ServiceRecipient.Method
ROLE: dict[str, rule.ParticipantRole] = {
    Party.Role.PLAINTIFF: "plaintiff", Party.Role.DEFENDANT: "defendant", Party.Role.RELATED: "related_person",
    Party.Role.REQUESTER: "requester",
}  # fmt: skip
CODE = {
    Method.PORTAL: "electronic",
    Method.POST: "post",
    Method.HAND: "direct",
    Method.POSTING: "posting",
}
"""Our methods as the rules call them."""


@dataclass(frozen=True)
class Addressee:
    """A recipient to be: what the row of the service is made from."""

    key: str
    name: str
    capacity: str
    role: rule.ParticipantRole
    method: ServiceRecipient.Method
    address: str = ""
    party: Party | None = None
    representation: Representation | None = None
    article: str = ""


STRIKE = "#dinh-cong"
"""Ending of the rules that hold for a request about a strike instead (410.2, 412.1)."""


def rule_for(kind: str, on: date, case: Case | None = None) -> RuleRow | None:
    """The rule that says who receives a document of this kind; None when the law names nobody.

    Args:
        case: where the kind of request may have a rule of its own.
    """
    way = request_kinds.way_of(case) if case is not None else None
    keys = ([f"service:{kind}{STRIKE}"] if way is not None and way.is_strike else []) + [f"service:{kind}"]
    for key in keys:
        try:
            return rules_in_force.rule("service", key, on)
        except NoRuleInForce:
            continue
    return None


def addressees(
    case: Case, found: RuleRow, *, author_party_id: str = "", leaving: Collection[str] = ()
) -> list[Addressee]:
    """Everybody who must receive the document, each once, with the article; never its own author's side.

    Args:
        leaving: parties who leave the case by this very document (42.2, 42.3).
    """
    people = {
        a.key: a for a in _everybody(case, leaving) if not (author_party_id and side(a) == author_party_id)
    }
    chosen = rule.recipients(
        found,
        [rule.Participant(a.key, a.role, a.method == Method.PORTAL) for a in people.values()],
        author_id=f"party:{author_party_id}",
    )
    return [Addressee(**{**people[p.id].__dict__, "article": article}) for p, article in chosen]


def outsiders(found: RuleRow, others: Sequence[Mapping[str, str]]) -> list[Addressee]:
    """Agencies and persons outside the case who must obey the document: by registered letter, or handed over (139.2)."""
    article = f"{vi_article(found.source.article)} {found.source.document or found.source.law}"
    return [
        Addressee(
            key=f"agency:{fold(one['name'])}"[:60], name=one["name"], capacity="Cơ quan, tổ chức, cá nhân có liên quan",
            role="enforcement_agency", method=Method.POST if one.get("address") else Method.HAND,
            address=one.get("address", ""), article=article,
        )
        for one in others
    ]  # fmt: skip


def open_methods(*, electronic: bool, direct_failed: bool, on: date) -> list[ServiceRecipient.Method]:
    """The methods that the law leaves open for one recipient now (BLTTDS 173, 176, 179.1)."""
    row = rules_in_force.rule("service", "service:methods", on)
    facts = rule.ServiceFacts(asked_electronic=electronic, direct_failed=direct_failed)
    codes = {m.code for m in rule.allowed_methods(row, facts)}
    return [m for m in Method if CODE[m] in codes]


def side(a: Addressee) -> str:
    """Id of the party whose side this is; empty for agencies."""
    party = a.party or (a.representation.party if a.representation else None)
    return str(party.pk) if party else ""


def _everybody(case: Case, leaving: Collection[str]) -> list[Addressee]:
    found: list[Addressee] = []
    gone = Party.everybody.filter(case=case, pk__in=leaving).exclude(left_on=None) if leaving else []
    for party in [*case.parties.all(), *gone]:
        # An account tied to the party means that electronic service was asked for (BLTTDS 173.2, 176).
        method = Method.PORTAL if party.user_id else Method.POST
        found.append(
            Addressee(
                f"party:{party.pk}", party.name, party.get_role_display(), ROLE[party.role], method,
                party.address, party,
            )
        )  # fmt: skip
        for person in party.representations.all():
            found.append(_representative(party, person))
    found += [
        Addressee(
            f"interpreter:{i.pk}",
            i.name,
            f"Người phiên dịch {i.language}"[:100],
            "interpreter",
            Method.POST,
            i.address,
        )
        for i in case.interpreters.filter(ended_at=None)
    ]
    court = case.court
    # Court and procuracy exchange outside NQ 04/2016 (art. 1): the paper is handed over and signed for.
    if court.procuracy_name:
        found.append(
            Addressee(PROCURACY, court.procuracy_name, "Viện kiểm sát cùng cấp", "procuracy", Method.HAND)
        )
    if court.enforcement_name:
        found.append(
            Addressee(
                ENFORCEMENT, court.enforcement_name, "Cơ quan thi hành án dân sự", "enforcement_agency", Method.HAND
            )
        )  # fmt: skip
    way = request_kinds.way_of(case)
    if way is not None and not way.is_strike:  # a foreign judgment or award: 436, 441, 455, 460
        told = rules_in_force.rule("setting", "setting:justice-ministry", case.accepted_on).value["value"]
        found.append(
            Addressee(
                MINISTRY, told["name"], "Cơ quan nhận thông báo về yêu cầu", "justice_ministry", Method.POST, told["address"]
            )
        )  # fmt: skip
    return found


def _representative(party: Party, person: Representation) -> Addressee:
    protects = person.kind == Representation.Kind.LAWYER
    return Addressee(
        key=f"representation:{person.pk}",
        name=person.name,
        capacity=f"{person.get_kind_display()} của {party.get_role_display().lower()}"[:100],
        role="protector" if protects else "representative",
        method=Method.PORTAL if person.user_id else Method.POST,
        address=person.user.address if person.user else "",
        representation=person,
    )
