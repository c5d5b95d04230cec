"""What the suggestions take of one case: its facts for the plan, the acts of now, the articles with their validity. Thin."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.assistant.suggesting import forms, relations
from toaan.assistant.suggesting.plan import DONE, Facts, Line, Plan, Running
from toaan.assistant.suggesting.relations import About, Group, Hint
from toaan.assistant.suggesting.way import WAYS, Stop
from toaan.cases import deadlines as rule
from toaan.cases import queries as cases
from toaan.cases import request_kinds
from toaan.cases.models import Assignment, Case, Deadline
from toaan.cases.states import PREPARING, SUSPENDED
from toaan.core import clock, policy, rules_in_force
from toaan.core.models import Event
from toaan.core.viewer import Viewer
from toaan.hearings import queries as hearings
from toaan.hearings.models import Hearing
from toaan.legislation import names, queries
from toaan.legislation.models import Article as LawArticle
from toaan.legislation.models import ArticleVersion
from toaan.rules import jurisdiction
from toaan.rules.model import vi_article, vi_date

OPEN, MET = Deadline.State.OPEN, Deadline.State.MET
PAGES = {
    "cases": "cases:overview", "filing": "dossiers:case", "hearings": "hearings:case", "course": "course:case", "measures": "measures:case",
    "judgments": "judgments:case", "appeals": "appeals:case", "requests": "cases:overview", "searches": "searches:case", "dossiers": "dossiers:case",
    "review": "review:case",
}  # fmt: skip
"""Where on the pages of a case the acts of a domain are done."""


# --- the plan of work ---------------------------------------------------------------------------------------


def ways_of(case: Case) -> tuple[Stop, ...]:
    """The steps of this case. Of a request whose person is searched for first, only those up to the search: when it ends is unknown."""
    way = WAYS[case.proceeding]
    if case.proceeding == "request" and request_kinds.searched_first(case):
        search = Stop(
            "searches.order",
            PREPARING,
            _("Ra quyết định thông báo tìm kiếm"),
            "judge",
            "BLTTDS 385",
            "preparation",
        )
        return (*way[:2], search)
    return way


def asked_for_plan(viewer: Viewer, case: Case) -> tuple[QuerySet[Event], QuerySet[Hearing], QuerySet[Any]]:
    """The rows that a plan reads, to be fetched beside others."""
    acts = {act for stop in WAYS[case.proceeding] for act in (stop.act, *stop.or_by)} | {"searches.order"}
    events = cases.timeline(viewer, case).filter(act__in=acts)
    return events, hearings.ahead_in_case(viewer, case), case.procurators.filter(ended_at=None)


def plan(
    case: Case, events: Iterable[Event], ahead: Iterable[Hearing], procurators: Sequence[Any]
) -> list[Line]:
    """The plan of a case, from rows at hand."""
    counting = Plan(
        facts_of(case, events, ahead, bool(procurators)), key=lambda name: rule.key_in(case, name) if name else "",
        limit=rules_in_force.time_limit, calendar=rules_in_force.calendar(),
    )  # fmt: skip
    return counting.lines(ways_of(case))


def facts_of(case: Case, events: Iterable[Event], ahead: Iterable[Hearing], has_procurator: bool) -> Facts:
    """What the case's rows say for its plan."""
    done: dict[str, date] = {}
    for event in events:
        day = clock.local_date(event.at)
        done[event.act] = max(day, done.get(event.act, day))
    running: dict[str, Running] = {}
    met: dict[str, date] = {}
    for row in case.deadlines.all():
        if row.state == OPEN and (row.rule not in running or running[row.rule].due < row.due_on):
            running[row.rule] = Running(row.due_on, row.explanation, row.provisional)
        elif row.state == MET and row.ended_on:
            met[row.rule] = max(row.ended_on, met.get(row.rule, row.ended_on))
    planned = {
        "hearings.sign_session_minutes" if one.kind == Hearing.Kind.SESSION else "hearings.open_hearing": one.day for one in ahead
    }  # fmt: skip
    seated = any(a.role == Assignment.Role.PRESIDING and a.ended_at is None for a in case.assignments.all())
    sat = sum(a.role == Assignment.Role.JUDGE and a.ended_at is None for a in case.assignments.all())
    ready = {"cases.draw_judge"} if seated else set()
    ready |= {"appeals.assign_panel"} if sat else set()
    ready |= {"hearings.schedule_session"} if "hearings.sign_session_minutes" in planned else set()
    return Facts(
        case.state, case.accepted_on, clock.today(), done, running, met, planned, frozenset(ready),
        _nobody_waits(case, has_procurator), case.state == SUSPENDED,
    )  # fmt: skip


def _nobody_waits(case: Case, has_procurator: bool) -> frozenset[str]:
    """Times of study that no procurator has here: he takes part in a trial of first instance in some cases only (21.2); requests before
    three judges have their own."""
    if case.is_request:
        return frozenset({"BLTTDS:366.3", "BLTTDS:373.3"}) if request_kinds.way_of(case) else frozenset()
    if has_procurator or case.instance == Case.Instance.SECOND:
        return frozenset()
    return frozenset({"BLTTDS:220.2#vks", "BLTTDS:318.3"})


def in_hand(lines: Iterable[Line]) -> list[str]:
    """Acts of the next two steps that are not done."""
    return [line.stop.act for line in lines if line.state != DONE][:2]


# --- acts and papers ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """An act that this viewer may do at this stage."""

    title: str
    article: str
    article_url: str
    url: str
    leads_on: bool
    """Whether it changes the stage of the case."""


def acts_now(viewer: Viewer, case: Case, places: Collection[str]) -> list[Act]:
    """What the transition table allows at this stage and the policy table allows this viewer: what moves the case first.

    Args:
        places: addresses of the tabs of the case that this viewer may open; an act whose page this case lacks has no place in it.
    """
    found = {}
    for one in case.machine.transitions:
        url = reverse(PAGES[one.act.partition(".")[0]], args=[case.pk])
        if case.state in one.sources and url in places and policy.allows(viewer, one.act, case):
            row = policy.TABLE[one.act]
            moves = one.target not in {None, case.state}
            found[one.act] = Act(row.title, row.article, article_url(row.article), url, moves)
    return sorted(found.values(), key=lambda act: not act.leads_on)


@dataclass(frozen=True)
class Paper:
    """One form of the step in hand."""

    title: str
    code: str
    article: str
    article_url: str
    url: str


def papers(case: Case, acts: Iterable[str], places: Collection[str]) -> list[Paper]:
    """Papers of the steps in hand, and of what the transition table allows besides."""
    wanted = [*acts, *(act for act in _BESIDES if case.can(act))]
    told = []
    for one in forms.for_acts(wanted, case.proceeding):
        url = reverse(one.where, args=[case.pk]) if one.where else ""
        told.append(
            Paper(
                str(one.title),
                one.code,
                cited(one.article),
                article_url(one.article),
                url if url in places else "",
            )
        )
    return told


_BESIDES = ("course.recognise", "course.suspend", "course.discontinue", "hearings.adjourn")
"""Decisions off the straight way for which a paper is made."""


def cited(article: str) -> str:
    """ "khoản 1 Điều 220 BLTTDS" from "BLTTDS 220.1"; "Điều 264, Điều 267 BLTTDS" from "BLTTDS 264, 267"."""
    law, _blank, places = article.partition(" ")
    return f"{', '.join(vi_article(one.strip()) for one in places.split(','))} {law}" if places else article


def article_url(article: str, day: date | None = None) -> str:
    """The page of the first article of "BLTTDS 220.1, 221" on a day; empty where the law has no number here."""
    law, _blank, places = article.partition(" ")
    number = names.number_of(law, day)
    label = places.split(",")[0].split(".")[0].strip()
    if not number or not label[:1].isdigit():
        return ""
    shown = f"?ngay={vi_date(day)}" if day else ""
    return f"{reverse('legislation:article', args=[number, label])}{shown}"


# --- articles -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Article:
    """One suggested article as the page shows it."""

    label: str
    heading: str
    why: str
    url: str
    tag: tuple[str, str, str]


@dataclass(frozen=True)
class Shelf:
    """Articles under one heading."""

    title: str
    articles: tuple[Article, ...]


def about(case: Case) -> About:
    """What of a case chooses articles."""
    if case.is_request:
        clause = case.request_kind if case.request_kind[:1].isdigit() else ""
    else:
        rows = rules_in_force.rows("jurisdiction")
        clause, _residual = jurisdiction.clause_of(rows, case.kind, case.legal_relation, case.accepted_on)
    claims = [
        *map(str, case.claims),
        *(str(claim) for other in case.other_claims for claim in other.get("claims", ())),
    ]
    return About(case.kind, case.legal_relation, claims, case.proceeding, case.state, clause)


def asked_for_articles(case: Case) -> tuple[QuerySet[LawArticle], QuerySet[ArticleVersion]]:
    """The rows of every article that may be suggested, to be fetched beside others: the day of the facts is not known before."""
    return queries.rows_of(
        [hint.key for group in relations.for_case(about(case), None) for hint in group.hints]
    )


def shelves(case: Case, known: Mapping[str, queries.Known], day: date) -> list[Shelf]:
    """The articles of a case by their headings, each with its validity on the day of the facts; of procedure today's."""
    found = relations.for_case(about(case), day)
    return [
        Shelf(
            _title(group),
            tuple(_article(hint, known.get(hint.key), _day_of(group, day)) for hint in group.hints),
        )
        for group in found
    ]


def _day_of(group: Group, day: date) -> date:
    return clock.today() if group.what in {"procedure", "jurisdiction"} else day


def _title(group: Group) -> str:
    if group.what == "relation":
        return group.name
    return {
        "jurisdiction": _("Thẩm quyền"), "limitation": _("Thời hiệu"), "procedure": _("Tố tụng ở bước này"),
    }[group.what]  # fmt: skip


def _article(hint: Hint, known: queries.Known | None, day: date) -> Article:
    number, _hash, label = hint.key.partition("#")
    name = f"Điều {label} {names.short_for(number) or number}"
    if known is None:
        words = _("Chưa nạp văn bản này") if not hint.unchecked else _("Chưa có lời văn để đối chiếu")
        return Article(name, "", hint.why, "", (words, "yellow", "history"))
    article, versions = known
    holds = queries.validity(article.document, versions, day)
    shown = vi_date(day)
    tag = {
        True: (_("Có hiệu lực ngày %s") % shown, "green", "circle-check"),
        False: (_("Không có hiệu lực ngày %s") % shown, "red", "alert-triangle"),
        None: (_("Chưa rõ còn hiệu lực ngày %s") % shown, "yellow", "history"),
    }[holds]
    url = f"{reverse('legislation:article', args=[number, label])}?ngay={shown}"
    return Article(name, article.title, hint.why, url, tag)
