"""Finders for the office itself: posts, absences, handovers, areas, rules and incidents of the portal."""

from __future__ import annotations

from typing import Any

from tests.pages.finders import Finder, Found, first, people_of


def post(role: str) -> Finder:
    """A post of the court."""

    def find() -> Found:
        from toaan.core.models import Post

        return Found(
            {
                "post_id": first(
                    Post.objects.filter(kind=role, court__level="region").order_by("valid_from", "pk"),
                    f"post {role}",
                ).pk
            }
        )

    return find


def area() -> Found:
    """A line of a court's area that holds without end."""
    from toaan.core.models import CourtArea

    return Found({"area_id": first(CourtArea.objects.filter(valid_to=None).exclude(court=None), "area").pk})


def incident() -> Found:
    """An incident of the portal that goes on."""
    from toaan.rulebook.models import PortalIncident

    return Found({"incident_id": first(PortalIncident.objects.filter(ended_at=None), "incident").pk})


def absence() -> Found:
    """An absence that runs or lies ahead."""
    from toaan.core.models import Absence

    return Found({"absence_id": first(Absence.objects.filter(back_on=None), "absence").pk})


def handed_over() -> Found:
    """A handover that is done."""
    from toaan.cases.models import Handover

    return Found({"handover_id": first(Handover.objects.filter(state="done"), "handover").pk})


def rule_proposal(state: str) -> Finder:
    """A proposed change of a rule in this state."""

    def find() -> Found:
        from toaan.rulebook.models import RuleProposal

        return Found({"proposal_id": first(RuleProposal.objects.filter(state=state), "rule proposal").pk})

    return find


def law(label: str = "") -> Finder:
    """An invented document of the law, or one of its articles."""
    where = {"number": "901/2018/NĐ-CP", **({"label": label} if label else {})}
    return lambda: Found(where)


def law_import() -> Found:
    """An import of texts of the law."""
    from toaan.legislation.models import ImportRun

    return Found({"run_id": first(ImportRun.objects.filter(state="done"), "import of the law").pk})


def question() -> Found:
    """What the judge asked the assistant."""
    from toaan.assistant.models import Question

    return Found(
        {
            "question_id": first(
                Question.objects.filter(case=None).order_by("asked_at"), "question to the assistant"
            ).pk
        }
    )


def contribution(state: str) -> Finder:
    """A situation that the judge contributed, at one of its stages."""

    def find() -> Found:
        from toaan.assistant.models import Contribution

        rows = Contribution.objects.filter(state=state).order_by("sent_at", "pk")
        return Found({"contribution_id": first(rows, "contribution to the assistant").pk})

    return find


def feedback() -> Found:
    """What the judge said of an answer, before reviewers."""
    from toaan.assistant.models import Feedback

    rows = Feedback.objects.filter(review="waiting", question__case=None).order_by("at", "pk")
    return Found({"question_id": first(rows, "word on an answer").question_id})


def question_in_case() -> Found:
    """What a judge asked the assistant in a case."""
    one = _asked_in_case()
    return Found({"case_id": one.case_id, "question_id": one.pk}, people_of(one.case))


def case_with_a_question() -> Found:
    """The case in which the assistant was asked."""
    one = _asked_in_case()
    return Found({"case_id": one.case_id}, people_of(one.case))


def _asked_in_case() -> Any:
    from toaan.assistant.models import Question

    return first(Question.objects.exclude(case=None).order_by("asked_at"), "question asked in a case")
