"""Finders for what is taken to the court above: appeals, cassation and reopening, protests, files on their way."""

from __future__ import annotations

from typing import Any

from tests.pages.finders import JUDGE, PARTY, Finder, Found, case, first, people_of


def late_review() -> Found:
    """A late appeal at the court above, its panel formed; the judge is the one who presides over that panel."""
    from toaan.appeals.models import LateReview

    one = first(LateReview.objects.filter(issued_at=None).exclude(presiding=None), "late appeal above")
    return Found({"review_id": one.pk}, {JUDGE: one.presiding.user.username})


def file_demand() -> Found:
    """A decision on a strike that is challenged: the court above has still to ask for the file."""
    from toaan.appeals.models import FileDemand

    one = first(FileDemand.objects.filter(issued_at=None), "file of a strike to ask for")
    return Found({"demand_id": one.pk})


def appeal(*, checked: bool, one: bool = True) -> Finder:
    """An appeal at the court of first instance: to be checked, or accepted with its fee advance due.

    `one`: the address names the appeal, not the case alone.
    """

    def find() -> Found:
        from toaan.judgments.models import Appeal

        rows = Appeal.objects.filter(
            dropped_on=None, judgment__case__state="judged", judgment__file_transfer=None
        )
        rows = rows.filter(advance__state="due") if checked else rows.filter(advance=None)
        row = first(rows.order_by("recorded_at"), f"appeal checked={checked}")
        people = {**people_of(row.judgment.case), PARTY: row.party.user.username}
        return Found({"case_id": row.judgment.case_id} | ({"appeal_id": row.pk} if one else {}), people)

    return find


def above(*states: str, **more: Any) -> Finder:
    """A case of second instance in one of these states."""
    return case(*states, instance="PT", **{"procedure__in": ["ordinary", "simplified"], **more})


def reviewed(*states: str) -> Finder:
    """A decision at second instance in one of these states."""
    return above(*states, procedure__in=["decision"])


def challenge(*, checked: bool) -> Finder:
    """An appeal against a decision at the court of first instance: to be checked, or with its fee advance due."""

    def find() -> Found:
        from toaan.course.models import Challenge

        rows = Challenge.objects.filter(dropped_on=None, period__decision__file_transfer=None)
        rows = rows.filter(advance__state="due") if checked else rows.filter(advance=None)
        one = first(rows.order_by("recorded_at"), f"challenge checked={checked}")
        case = one.period.decision.case
        return Found({"case_id": case.pk, "challenge_id": one.pk}, {**people_of(case), PARTY: "nguyendon"})

    return find


def challenged(*, checked: bool) -> Finder:
    """The case of such an appeal."""

    def find() -> Found:
        found = challenge(checked=checked)()
        return Found({"case_id": found.parts["case_id"]}, found.people)

    return find


def asked_review(state: str, *, letter: bool = False) -> Finder:
    """An application for cassation or reopening in this state; `letter`: the court's letter about it."""

    def find() -> Found:
        from toaan.review.models import Application

        one = first(Application.objects.filter(state=state).order_by("recorded_at"), f"application {state}")
        people = {**people_of(one.case), PARTY: one.party.user.username}
        if letter:
            return Found({"letter_id": one.letters.first().pk}, people)
        return Found({"application_id": one.pk}, people)

    return find


def review_step(step: str) -> Finder:
    """A step of an application that has just come."""

    def find() -> Found:
        found = asked_review("received")()
        return Found({**found.parts, "step": step}, found.people)

    return find


def my_amendment() -> Found:
    """The page on which a party mends an application."""
    from toaan.review.models import Application

    one = first(Application.objects.filter(state="amending"), "application amending")
    return Found({"case_id": one.case_id, "application_id": one.pk}, {PARTY: one.party.user.username})


def protested(state: str, *, step: str = "", case: bool = False, of_decision: bool = False) -> Finder:
    """A judgment (or decision) under protest in this state; `case`: the page of its case."""

    def find() -> Found:
        from toaan.review.models import Proceeding

        one = first(Proceeding.objects.filter(state=state, judgment__isnull=of_decision), f"protest {state}")
        if case:
            return Found({"case_id": one.case_id}, people_of(one.case))
        return Found({"proceeding_id": one.pk, **({"step": step} if step else {})}, people_of(one.case))

    return find


def committee_member() -> Found:
    """A member of the committee of judges of the province."""
    from toaan.review.models import CommitteeMember

    one = first(CommitteeMember.objects.filter(until=None), "member of the committee")
    return Found({"member_id": one.pk}, {})


def reversal() -> Found:
    """A judgment or decision that came back changed."""
    from toaan.review.models import Reversal

    return Found({"reversal_id": first(Reversal.objects.order_by("recorded_at"), "reversal").pk}, {})


def file_asked() -> Found:
    """A case file that the court above has asked for."""
    from toaan.review.models import CaseFile

    return Found(
        {"file_id": first(CaseFile.objects.filter(sent_on=None, received_on=None), "file asked for").pk}, {}
    )
