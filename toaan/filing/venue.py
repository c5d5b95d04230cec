"""Which court a petition belongs to: the facts out of its words, the rule, and the courts of this country over a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from toaan.core import areas, rules_in_force
from toaan.core.errors import Refused
from toaan.core.models import Court, CourtArea
from toaan.core.together import answered
from toaan.filing import foreign, requests, strike_words, strikes
from toaan.filing.models import Petition
from toaan.rules import strike
from toaan.rules.foreign import clause_of
from toaan.rules.jurisdiction import Answer, Facts, UnknownClause, Way, jurisdiction
from toaan.rules.model import NoRuleInForce

RIGHT, WRONG, UNKNOWN, NO_MATTER = "right", "wrong", "unknown", "no_matter"


@dataclass(frozen=True)
class Seat:
    """One way of the law with the court that sits over its place, where that is known."""

    way: Way
    place: str
    found: areas.Found | None

    @property
    def name(self) -> str:
        """The court's name, or "" while nobody has entered its area."""
        return self.found.name if self.found else ""


@dataclass(frozen=True)
class Venue:
    """What is told to the petitioner and to the judge about one petition and one court."""

    answer: Answer
    seats: tuple[Seat, ...]
    verdict: str
    sentence: str
    """One sentence with its article."""

    @property
    def others(self) -> list[Seat]:
        """Courts that the law names, each once, the usual one first."""
        seen: dict[str, Seat] = {}
        for seat in self.seats:
            if seat.name:
                seen.setdefault(seat.name, seat)
        return list(seen.values())

    @property
    def missing(self) -> list[str]:
        """Places that an exclusive way needs and the petition does not tell."""
        return [way.words for way in self.answer.ways if way.rank == "exclusive" and not way.places]


def facts_of(kind: str, words: Mapping[str, Any]) -> Facts:
    """The facts that the words of a petition tell."""
    told = words.get("venue") or {}
    flags = set(told.get("flags", ()))
    if "mediated" in flags:
        flags |= {"labour_mediated", "land_mediated"}
    if kind == "LĐ" and any(p.get("kind") == "person" for p in words.get("plaintiffs", ())):
        flags.add("worker")
    places = {
        role: tuple(p["address"] for p in words.get(group, ()) if p.get("address"))
        for role, group in (("plaintiff", "plaintiffs"), ("defendant", "defendants"))
    }
    if "defendant_unknown" in flags:
        places["defendant_last"] = places["defendant"]
    if told.get("role") and told.get("address"):
        places[told["role"]] = (told["address"],)
    return Facts(
        kind=kind,
        relation=words.get("legal_relation", ""),
        places=places,
        flags=frozenset(flags - {"mediated"}),
    )


def of(kind: str, words: Mapping[str, Any], court: Court, on: date, *, clause: str = "") -> Venue | None:
    """The answer for one petition at one court; None where the law of that day has no rule here."""
    facts = facts_of(kind, words)
    if clause:
        facts = Facts(facts.kind, facts.relation, clause, facts.places, facts.flags)
    return _at(facts, court, on)


def of_foreign(petition: Petition, on: date) -> Venue | None:
    """The answer for a request about a foreign judgment or award (35, 39.2.d–e); None for every other petition."""
    if not petition.is_request:
        return None
    way, asked = foreign.way_of(petition), requests.of(petition)
    if way is None or asked is None:
        return None
    made, words = foreign.find(petition), petition.content
    mine = tuple(p["address"] for p in words["plaintiffs"] if p["address"])
    other = words["related"][made.opponent : made.opponent + 1] if made and made.opponent is not None else []
    theirs = tuple(p["address"] for p in other if p["address"])
    places = {"requester": mine, "debtor": mine if way.key == "foreign_refusal" else theirs}
    if made is not None and made.property_place:
        places["enforcement_property"] = (made.property_place,)
    flags = frozenset({"not_recognise" if way.key == "foreign_unenforced" else "enforce"})
    facts = Facts(kind=asked.kind, clause=clause_of(asked.code), places=places, flags=flags)
    return _at(facts, petition.court, on)


def of_request(petition: Petition, on: date) -> Venue | None:
    """The answer for a request whose kind tells its place: a foreign judgment or award, a strike (39.2.x, 405.1); else None."""
    if strikes.way_of(petition) is None:
        return of_foreign(petition, on)
    told = strike_words.facts(petition.content)
    places = {"strike": (told.place,)} if told.place else {}
    return _at(Facts(kind=petition.kind, clause=strike.CLAUSE, places=places), petition.court, on)


def check_place(petition: Petition, on: date) -> None:
    """A request whose kind tells its place is accepted only at a court that the law names.

    Raises:
        Refused: "filing.foreign_elsewhere", "filing.strike_elsewhere" (405.1).
    """
    if strikes.way_of(petition) is not None:
        at = of_request(petition, on)
        if at is not None and at.verdict == WRONG:
            raise Refused(
                "filing.strike_elsewhere",
                _("%(why)s Chỉ Tòa án nhân dân khu vực nơi xảy ra đình công giải quyết (khoản 1 Điều 405): hãy trả lại đơn (điểm c khoản 1 Điều 364 Bộ luật Tố tụng dân sự).")
                % {"why": at.sentence},
            )  # fmt: skip
        return
    found = of_foreign(petition, on)
    if found is not None and found.verdict == WRONG:
        raise Refused(
            "filing.foreign_elsewhere",
            _("%(why)s Hãy ghi nơi có tài sản để thi hành nếu Tòa án này có thẩm quyền theo nơi đó; nếu không, trả lại đơn (điểm c khoản 1 Điều 364 Bộ luật Tố tụng dân sự).")
            % {"why": found.sentence},
        )  # fmt: skip


def _at(facts: Facts, court: Court, on: date) -> Venue | None:
    try:
        answer = jurisdiction(facts, rules_in_force.rows("jurisdiction"), on)
    except (NoRuleInForce, UnknownClause):
        return None
    matter = CourtArea.Matter.IP if answer.bench == "Tòa Sở hữu trí tuệ" else CourtArea.Matter.ALL
    places = [(way, place) for way in answer.ways for _role, place in way.places]
    found = answered([areas.over_place(place, on, matter=matter) for _way, place in places])
    seats = tuple(Seat(way, place, over) for (way, place), over in zip(places, found, strict=True))
    verdict = _verdict(answer, seats, court)
    return Venue(answer, seats, verdict, _sentence(answer, seats, court, verdict))


def _verdict(answer: Answer, seats: tuple[Seat, ...], court: Court) -> str:
    if answer.outcome != "court":
        return NO_MATTER
    if answer.level and answer.level != court.level:
        return WRONG
    known = [seat.found for seat in seats if seat.found]
    if any(found.court == court or found.name == court.name for found in known):
        return RIGHT
    # A place without a court in the data may still be this court's: only when every place is known is it wrong.
    return WRONG if known and len(known) == len(seats) else UNKNOWN


def _sentence(answer: Answer, seats: tuple[Seat, ...], court: Court, verdict: str) -> str:
    if verdict == NO_MATTER:
        return answer.explanation_vi
    if verdict == RIGHT:
        seat = next(s for s in seats if s.found and (s.found.court == court or s.name == court.name))
        told = {"court": court.name, "place": seat.place, "article": seat.way.article}
        return _("Thuộc thẩm quyền của %(court)s: %(place)s (%(article)s).") % told
    if verdict == WRONG:
        names = ", ".join(dict.fromkeys(s.name for s in seats if s.name)) or _("Tòa án nhân dân cấp tỉnh")
        told = {"court": court.name, "names": names, "article": answer.article}
        return _("Không thuộc thẩm quyền của %(court)s mà của %(names)s (%(article)s).") % told
    return (
        _("Chưa xác định được Tòa án theo địa chỉ đã ghi: địa bàn của nơi này chưa được nhập (%s).")
        % answer.article
    )
