"""One dispute in several cases: at first instance, at the court above, taken up anew, at the court to which it was sent, joined.

What was separated (42.2) is a dispute of its own from then on. Our reading: who is dismissed there goes on here until a party
says otherwise, while at another instance of the same dispute he is dismissed as well.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from toaan.cases import queries as cases
from toaan.cases.models import Case, Party, Representation
from toaan.cases.speakers import counterpart, is_same
from toaan.core.models import Event
from toaan.course.models import CourseDecision

APART = frozenset({"separated_by", "restored_by"})
"""How a case says that it came from another and goes on beside it: separated (42.2), or a claim that lives again (314.5.c)."""


def cases_of(case_id: uuid.UUID) -> set[uuid.UUID]:
    """Every case in which this dispute is or was, this one among them."""
    found, fresh = {case_id}, {case_id}
    while fresh:
        fresh = _beside(fresh) - found
        found |= fresh
    return found


def _beside(keys: set[uuid.UUID]) -> set[uuid.UUID]:
    """The cases next to these: where each came from, and what came of it."""
    rows = Case.objects.order_by().exclude(origin=None).values_list("pk", "origin")
    pairs = set(rows.filter(pk__in=keys)) | set(rows.filter(origin__in=keys))
    begun = cases.told_in([child for child, _origin in pairs], ["cases.open"])
    apart = {key for key, told in begun.items() if any(APART & set(event.data) for event in told)}
    beside = {key for pair in pairs if pair[0] not in apart for key in pair if key is not None}
    into = Event.objects.filter(act="course.be_joined", case_id__in=keys)
    beside |= {uuid.UUID(str(event.data["into"])) for event in into}
    joined = CourseDecision.objects.filter(case__in=keys, kind=CourseDecision.Kind.JOINDER).exclude(sha256="")
    return beside | {uuid.UUID(str(key)) for decision in joined for key in decision.subject["cases"]}


def elsewhere(one: Representation) -> list[Representation]:
    """The same person still speaking for the same party in another case of the dispute, in a fixed order."""
    others = cases_of(one.party.case_id) - {one.party.case_id}
    rows = Representation.objects.filter(party__case__in=others, kind=one.kind)
    there = [r for r in rows.select_related("party").order_by("party__case", "pk") if is_same(one, r)]
    parties: dict[uuid.UUID, list[Party]] = {}
    for party in Party.everybody.filter(case__in={r.party.case_id for r in there}):
        parties.setdefault(party.case_id, []).append(party)
    return [r for r in there if counterpart(one.party, parties[r.party.case_id]) == r.party]


def speaking_for(party: Party, above: Iterable[Case]) -> list[Representation]:
    """Who speaks for this party now, at first instance or at the last: those registered only above among them.

    Our reading: an authority, or the registration of a lawyer, lasts until its end is entered (89); that a judgment was quashed
    does not end it. A paper that is good for the appeal only, the clerk enters as ended. Whoever was ended here speaks no more,
    but for one who was registered above after that.
    """
    found = list(party.representations.all())
    ended = list(Representation.everybody.filter(party=party).exclude(ended_on=None))
    for case in above:
        same = counterpart(party, case.parties.all())
        later = same.representations.order_by("since", "pk") if same else ()
        found += [
            r for r in later
            if not any(is_same(r, known) for known in found)
            and not any(is_same(r, gone) and gone.ended_on and r.since <= gone.ended_on for gone in ended)
        ]  # fmt: skip
    return found
