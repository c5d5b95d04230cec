"""Finders for judgments under protest and for files on their way."""

from __future__ import annotations

from tests.pages.finders import Finder, Found, _people, first


def protested(state: str, *, step: str = "", case: bool = False) -> Finder:
    """A judgment under protest in this state; `case`: the page of its case."""

    def find() -> Found:
        from toaan.review.models import Proceeding

        one = first(Proceeding.objects.filter(state=state), f"protest {state}")
        if case:
            return Found({"case_id": one.judgment.case_id}, _people(one.judgment.case))
        return Found(
            {"proceeding_id": one.pk, **({"step": step} if step else {})}, _people(one.judgment.case)
        )

    return find


def file_asked() -> Found:
    """A case file that the court above has asked for."""
    from toaan.review.models import CaseFile

    return Found(
        {"file_id": first(CaseFile.objects.filter(sent_on=None, received_on=None), "file asked for").pk}, {}
    )
