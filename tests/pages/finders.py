"""Real addresses: each finder looks a matter up in the practice court that stands at the right stage.

A finder is called inside a court's own process (`tests.pages.practice`), where Django reads that court's database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

JUDGE, CLERK, PARTY, PETITIONER = "@judge", "@clerk", "@party", "@petitioner"
"""People who are named by the matter: whoever presides, keeps the file, is a party with an account, has petitioned."""


@dataclass
class Found:
    """The parts of an address, and who stands in the matter."""

    parts: dict[str, Any] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    query: str = ""
    """What the address asks for besides, where it names rows."""


Finder = Callable[[], Found]


def nothing() -> Found:
    """For an address without parts."""
    return Found()


def fixed(**parts: Any) -> Finder:
    """An address whose parts are known."""
    return lambda: Found(parts)


def first(rows: Any, what: str) -> Any:
    """The oldest of the rows, or a sentence that says what the practice court lacks."""
    found = rows.first()
    if found is None:
        raise LookupError(f"the practice court has no {what}; add it to tests/pages/matters.py")
    return found


def people_of(case: Any) -> dict[str, str]:
    """Who presides over the case, who keeps it, one of its parties with an account."""
    found: dict[str, str] = {}
    for held in case.assignments.filter(ended_at=None).select_related("post__user"):
        name = {"presiding": JUDGE, "clerk": CLERK}.get(held.role)
        if name:
            found[name] = held.post.user.username
    party = case.parties.exclude(user=None).select_related("user").first()
    if party is not None:
        found[PARTY] = party.user.username
    return found


def case(*states: str, **more: Any) -> Finder:
    """The oldest suit of first instance in one of these states; `more` are further conditions on the case."""

    def find() -> Found:
        from toaan.cases.models import Case

        wanted = {"nature": "suit", "instance": "ST", **more}
        rows = Case.objects.filter(**({"state__in": states} if states else {}), **wanted)
        if not more:
            rows = rows.exclude(course_decisions__periods__challenge__isnull=False)
        one = first(rows.order_by("accepted_on", "pk"), f"case {states or ''} {more or ''}")
        return Found({"case_id": one.pk}, people_of(one))

    return find


def drafted(**parts: Any) -> Finder:
    """A case whose judgment is being drafted; `parts` are further parts of the address."""

    def find() -> Found:
        found = case("deliberating", judgment__isnull=True, judgment_draft__isnull=False)()
        return Found({**found.parts, **parts}, found.people)

    return find


def word_return() -> Found:
    """A Word file that came back and waits for the judge."""
    from toaan.judgments.models import WordReturn

    one = first(WordReturn.objects.filter(state="waiting"), "Word file that came back")
    return Found({"case_id": one.draft.case_id, "return_id": one.pk}, people_of(one.draft.case))


def assigned() -> Finder:
    """A case in preparation whose judge has been drawn."""
    return case("preparing", assignments__role="clerk")


def party_of_a_case() -> Finder:
    """A party of such a case."""

    def find() -> Found:
        from toaan.cases.models import Case

        found = assigned()()
        party = Case.objects.get(pk=found.parts["case_id"]).parties.order_by("order").first()
        return Found({**found.parts, "party_id": party.pk}, found.people)

    return find


def representation() -> Finder:
    """Somebody who speaks for a party in a case under way."""

    def find() -> Found:
        from toaan.cases.models import Representation

        rows = Representation.objects.filter(
            party__case__state="preparing", party__case__assignments__role="clerk"
        )
        one = first(rows.order_by("since", "pk"), "representation")
        return Found({"case_id": one.party.case_id, "representation_id": one.pk}, people_of(one.party.case))

    return find


def petition(
    state: str, nature: str = "suit", *, asks: str = "", for_client: bool = False, **extra: Any
) -> Finder:
    """The oldest petition in this state; `extra` are further parts of the address.

    Args:
        asks: the kind of a request ("27.5").
        for_client: filed by a lawyer or representative.
    """

    def find() -> Found:
        from toaan.filing.models import Petition

        rows = Petition.objects.filter(state=state, nature=nature, court__posts__user__username="chanhan")
        rows = rows.filter(request_kind=asks) if asks else rows
        rows = rows.filter(represented=for_client)
        one = first(rows.order_by("received_on", "pk"), f"petition {state} {asks}")
        people = {PETITIONER: one.petitioner.username if one.petitioner else ""}
        if one.examiner:
            people[JUDGE] = one.examiner.user.username
        return Found({"petition_id": one.pk, **extra}, people)

    return find


def returned(state: str, *, copied: bool = False, **extra: Any) -> Finder:
    """The oldest returned petition with a settlement in this state; its judge is who was named to settle it.

    Args:
        state: empty: nobody has complained.
        copied: the address names a copy of the return whose receipt nobody wrote down.
    """

    def find() -> Found:
        from toaan.filing.models import Return, ReturnCopy

        rows = Return.objects.exclude(in_force=None).exclude(petition__petitioner=None)
        rows = rows.filter(reviews__state=state) if state else rows.filter(reviews=None)
        one = first(rows.order_by("returned_at", "pk"), f"complaint of a return {state}")
        people, parts = {PETITIONER: one.petition.petitioner.username}, dict(extra)
        review = one.reviews.filter(state=state).first()
        if review is not None and review.judge:
            people[JUDGE] = review.judge.user.username
        if copied:
            out = ReturnCopy.objects.filter(returned=one, received_on=None).order_by("order")
            parts["copy_id"] = first(out, "copy of a return").pk
        return Found({"petition_id": one.petition_id, **parts}, people)

    return find


def hearing(kind: str, state: str, **more: Any) -> Finder:
    """A sitting of this kind ("session", "trial") in this state."""

    def find() -> Found:
        from toaan.hearings.models import Hearing

        rows = Hearing.objects.filter(
            kind=kind, state=state, case__nature="suit", **{"case__instance": "ST", **more}
        ).order_by("starts_at")
        one = first(rows, f"hearing {kind} {state} {more or ''}")
        return Found({"case_id": one.case_id, "hearing_id": one.pk}, people_of(one.case))

    return find


def interpreter() -> Finder:
    """Somebody who interprets in a case whose hearing has not opened."""

    def find() -> Found:
        from toaan.cases.models import Interpreter

        rows = Interpreter.objects.filter(ended_at=None, pledged_on=None).exclude(case__state="hearing")
        one = first(rows.order_by("accepted_at"), "interpreter")
        return Found({"case_id": one.case_id, "interpreter_id": one.pk}, people_of(one.case))

    return find


def decision(kind: str, *, complained: bool = False) -> Finder:
    """An issued decision on the course of a case ("suspension", "discontinuance" …)."""

    def find() -> Found:
        from toaan.course.models import CourseDecision

        rows = CourseDecision.objects.filter(kind=kind).exclude(sha256="").order_by("decided_on")
        rows = rows.filter(periods__transfer_complaint__isnull=False) if complained else rows
        rows = rows.exclude(periods__challenge__isnull=False)
        one = first(rows, f"decision {kind}")
        return Found({"case_id": one.case_id, "decision_id": one.pk}, people_of(one.case))

    return find


def claim(state: str) -> Finder:
    """A counterclaim or an independent claim in this state."""

    def find() -> Found:
        from toaan.course.models import OtherClaim

        one = first(OtherClaim.objects.filter(state=state).order_by("recorded_at"), f"claim {state}")
        return Found({"case_id": one.case_id, "claim_id": one.pk}, people_of(one.case))

    return find


def mediation(state: str, **extra: Any) -> Finder:
    """A mediation at court in this state; `extra` are further parts of the address."""

    def find() -> Found:
        from toaan.mediation.models import Mediation

        one = first(Mediation.objects.filter(state=state).order_by("offered_at"), f"mediation {state}")
        return Found({"mediation_id": one.pk, **extra})

    return find


def mediation_copy() -> Found:
    """A paper of a mediation that somebody has not received yet."""
    from toaan.mediation.models import Copy

    one = first(Copy.objects.filter(received_on=None).exclude(paper__sha256="").order_by("pk"), "paper of a mediation to be received")  # fmt: skip
    return Found({"mediation_id": one.paper.mediation_id, "copy_id": one.pk})


def mediator() -> Found:
    """Somebody on the list of mediators."""
    from toaan.mediation.models import Mediator

    return Found({"mediator_id": first(Mediator.objects.filter(removed_on=None), "mediator").pk})


def claim_change() -> Found:
    """What a plaintiff asked to change; the judge has not answered."""
    from toaan.course.models import ClaimChange

    one = first(ClaimChange.objects.filter(state="filed"), "change of claims")
    return Found({"case_id": one.case_id, "change_id": one.pk}, people_of(one.case))


def replacement() -> Found:
    """A request that somebody be replaced; the president has not answered."""
    from toaan.course.models import Replacement

    one = first(Replacement.objects.filter(state="filed"), "request to replace somebody")
    return Found({"case_id": one.case_id, "replacement_id": one.pk}, people_of(one.case))


def sending() -> Found:
    """The file of a transferred case that waits to be taken in."""
    from toaan.course.models import Sending

    rows = Sending.objects.filter(case=None, dispute=None)
    return Found({"sending_id": first(rows, "file on its way").pk})


def dispute(**more: Any) -> Finder:
    """A dispute on jurisdiction."""

    def find() -> Found:
        from toaan.course.models import JurisdictionDispute

        return Found({"dispute_id": first(JurisdictionDispute.objects.filter(**more), "dispute").pk})

    return find


def extendable_deadline() -> Found:
    """A running deadline that the president may extend."""
    from toaan.cases.deadline_views import _choices
    from toaan.cases.models import Deadline
    from toaan.core import clock

    rows = Deadline.objects.filter(state="open", case__state="preparing", due_on__gte=clock.today())
    one = next(
        (
            d
            for d in rows.order_by("due_on")
            if _choices(d) and d.explanation["limit"]["extension"]["by"] == "court_president"
        ),
        None,
    )
    if one is None:
        raise LookupError("the practice court has no deadline that its president may extend")
    return Found({"case_id": one.case_id, "deadline_id": one.pk})


def open_deadline() -> Found:
    """A running deadline of the court of the small demonstration, which its president may speak about."""
    from toaan.cases.models import Deadline

    rows = Deadline.objects.filter(state="open", owner="clerk", post__user__username="thuky").order_by(
        "due_on", "pk"
    )
    return Found({"deadline_id": first(rows, "running deadline of a clerk").pk})


def measure(state: str, *, decided: bool = False, request: bool = False, word: str = "") -> Finder:
    """The oldest request for an interim measure in this state; `decided`: its application, `word`: a form of its judge."""

    def find() -> Found:
        from toaan.measures.models import MeasureRequest

        rows = MeasureRequest.objects.filter(state=state, case__isnull=False).select_related("case")
        one = first(rows.order_by("recorded_at"), f"measure request {state}")
        parts: dict[str, Any] = {"case_id": one.case_id}
        if decided:
            parts["decision_id"] = one.decisions.get(kind="application").pk
        if request or word:
            parts["request_id"] = one.pk
        if word:
            parts["word"] = word
        return Found(parts, people_of(one.case))

    return find


def urgent(
    state: str, *, decided: bool = False, copied: bool = False, request: bool = False, word: str = ""
) -> Finder:
    """The same before acceptance; `copied`: a copy of the decision that has not reached its addressee."""

    def find() -> Found:
        from toaan.measures.models import MeasureRequest

        rows = MeasureRequest.objects.filter(state=state, case=None).select_related("petition", "judge__user")
        one = first(rows.order_by("recorded_at"), f"urgent measure request {state}")
        parts: dict[str, Any] = {"petition_id": one.petition_id}
        if decided:
            parts["decision_id"] = one.decisions.get(kind="application").pk
        if copied:
            parts["copy_id"] = one.decisions.get(kind="application").copies.filter(received_on=None)[0].pk
        if request or word:
            parts["request_id"] = one.pk
        if word:
            parts["word"] = word
        return Found(parts, {JUDGE: one.judge.user.username} if one.judge else {})

    return find


def search(*, publication: bool = False, tiding: bool = False, public: bool = False) -> Finder:
    """The oldest search that runs, with something that somebody told the court; `public`: its own address."""

    def find() -> Found:
        from toaan.searches.models import Search

        rows = Search.objects.filter(ended_on=None, tidings__isnull=False).select_related("case")
        one = first(rows.order_by("issued_at"), "search with a tiding")
        if public:
            return Found({"search_id": one.pk}, people_of(one.case))
        parts: dict[str, Any] = {"case_id": one.case_id}
        if publication:
            parts["publication_id"] = one.publications.get(medium="paper").pk
        if tiding:
            parts["tiding_id"] = one.tidings.get(answered_at=None).pk
        return Found(parts, people_of(one.case))

    return find
