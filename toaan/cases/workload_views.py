"""Who has how much in hand: the court's judges and clerks, and the cases behind each figure."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from toaan.cases import queries, tables
from toaan.cases import workload as counted
from toaan.cases.forms import HandFilter
from toaan.cases.models import Assignment, Case
from toaan.core import absences, clock, rules_in_force
from toaan.core.errors import not_found
from toaan.core.http import staff, viewer_of
from toaan.core.models import Absence, Post
from toaan.core.paging import page_of
from toaan.core.roles import JUDGES, LEADERS, Role
from toaan.core.together import Asking, answered, read
from toaan.core.viewer import Viewer
from toaan.rules.time_limits import SOON_WORKING_DAYS
from toaan.vietnamese.names import sort_key

NONE = counted.Load()


@dataclass(frozen=True)
class Person:
    """One officer and what is in hand."""

    post: Post
    load: counted.Load
    away: str = ""
    beside: Sequence[int] = ()
    """Pieces of each kind of `counted.BESIDE`."""

    @property
    def name(self) -> str:
        return self.post.user.full_name


@dataclass(frozen=True)
class Staffing:
    """Who works in the court, who is away, who has how much in hand: read once for a page."""

    posts: list[Post]
    away: dict[uuid.UUID, Absence]
    loads: counted.Loads
    beside: dict[uuid.UUID, list[int]]

    def held(self, *roles: Role) -> list[Post]:
        """The posts of these kinds, by given name."""
        found = [p for p in self.posts if p.kind in {role.value for role in roles}]
        return sorted(found, key=lambda p: sort_key(p.user.full_name))

    def people(self) -> tuple[list[Person], list[Person]]:
        """Judges and clerks with their loads, each list by given name."""
        return self._loaded(JUDGES), self._loaded({Role.CLERK})

    def _loaded(self, roles: Iterable[Role]) -> list[Person]:
        posts = self.held(*roles)
        return [
            Person(
                p,
                self.loads.get((p.pk, _place(p)), NONE),
                absences.words(self.away.get(p.pk)),
                self.beside.get(p.pk) or [0] * len(counted.BESIDE),
            )
            for p in posts
        ]


def staffing(viewer: Viewer, posts: QuerySet[Post]) -> Staffing:
    """These posts of the viewer's court."""
    court = viewer.court_id
    only = None if viewer.role in LEADERS else posts.values("pk")
    asked: list[Asking[Any]] = [read(posts), counted.loads(court, clock.today(), only), counted.beside(court)]
    found, loads, beside = answered(asked)
    return Staffing(found, absences.of(found, clock.today()), loads, beside)


@require_GET
@staff("page.workload")
def workload(request: HttpRequest) -> HttpResponse:
    """Open cases per judge and clerk: by type, by urgency, with sittings in the next fortnight."""
    viewer = viewer_of(request)
    judges, clerks = staffing(viewer, queries.loaded(viewer)).people()
    of_judges, of_clerks = (
        page_of(request, judges, named="tham_phan"),
        page_of(request, clerks, named="thu_ky"),
    )
    context = {
        "judges": _table(list(of_judges), _("Thẩm phán"), viewer) if judges else None, "of_judges": of_judges,
        "clerks": _table(list(of_clerks), _("Thư ký")) if clerks else None, "of_clerks": of_clerks,
        "beside": counted.BESIDE,
        "whole": viewer.role in LEADERS,
        "tolerance": rules_in_force.rule("setting", "setting:assignment-tolerance", clock.today()).value["value"],
        "ahead": counted.DAYS_AHEAD, "soon": SOON_WORKING_DAYS,
    }  # fmt: skip
    return render(request, "cases/workload.html", context)


@require_GET
@staff("page.workload")
def in_hand(request: HttpRequest, post_id: uuid.UUID) -> HttpResponse:
    """The cases behind one figure of one officer."""
    viewer = viewer_of(request)
    post = queries.loaded(viewer).filter(pk=post_id).first()
    if post is None:
        raise not_found()
    form = HandFilter(request.GET or None)
    order = request.GET.get("xep", "")
    order = order if order in queries.ORDERS else "han"
    cases = queries.in_hand(
        viewer, post, kind=form.chosen("loai"), how=form.chosen("muc"), words=form.chosen("q")
    ).order_by(*queries.ORDERS[order])
    rows = page_of(request, cases)
    context = {
        "post": post, "form": form, "page_obj": rows, "clear": reverse("cases:in_hand", args=[post.pk]),
        "table": tables.screen(list(rows), request.GET.dict(), order, viewer),
    }  # fmt: skip
    return render(request, "cases/in_hand.html", context)


def _place(post: Post) -> str:
    """In which place this officer's load is counted: everybody who is not a clerk is a judge here."""
    return (Assignment.Role.CLERK if post.kind == Role.CLERK else Assignment.Role.PRESIDING).value


def _table(rows: Sequence[Person], who: str, judges_for: Viewer | None = None) -> dict[str, Any]:
    """The figures of these officers; of judges also the work that is counted beside cases, as this viewer may open it."""
    short = {counted.REQUESTS: _("Việc DS")}
    whole = {**dict(Case.Kind.choices), counted.REQUESTS: _("Việc dân sự")}
    figures = (
        _("Tất cả"),
        *(short.get(k, k) for k in counted.TYPES),
        *(str(words) for _key, words in counted.HOWS),
    )
    long = (
        _("Đang giải quyết"),
        *(str(whole[k]) for k in counted.TYPES),
        *(str(words) for _key, words in counted.HOWS),
    )
    return {
        "label": _("Khối lượng công việc: %(who)s") % {"who": who},
        "caption": who,
        "columns": [
            {"label": who},
            *({"label": a, "short": b, "numeric": True} for a, b in zip(figures, long, strict=True)),
            *(
                {"label": kind.short, "short": kind.label, "numeric": True}
                for kind in (counted.BESIDE if judges_for else ())
            ),
        ],
        "rows": [[*_row(one), *(_beside(one, judges_for) if judges_for else ())] for one in rows],
    }


def _row(one: Person) -> list[Any]:
    load = one.load
    by_how = {
        counted.OVERDUE: load.overdue, counted.SOON: load.soon, counted.RUNNING: load.running,
        counted.STILL: load.suspended, counted.SITTING: load.sitting,
    }  # fmt: skip
    address = reverse("cases:in_hand", args=[one.post.pk])
    return [
        f"{one.name} ({one.away})" if one.away else one.name,
        _leading(address, load.pending),
        *(_leading(address, load.by_type.get(kind, 0), loai=kind) for kind in counted.TYPES),
        *(_leading(address, by_how[how], muc=how) for how, _words in counted.HOWS),
    ]


def _beside(one: Person, viewer: Viewer) -> list[Any]:
    whole = viewer.role in LEADERS or (viewer.post is not None and viewer.post.pk == one.post.pk)
    return [
        {"text": str(n), "url": kind.page(one.post)} if n and whole else str(n)
        for kind, n in zip(counted.BESIDE, one.beside, strict=True)
    ]


def _leading(address: str, n: int, **query: str) -> Any:
    """A number that leads to its cases; none leads nowhere."""
    if not n:
        return "0"
    return {"text": str(n), "url": f"{address}?{urlencode(query)}" if query else address}
