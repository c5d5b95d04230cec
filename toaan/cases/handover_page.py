"""What the pages of handing over show. No rules here."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toaan.cases import handover
from toaan.cases.handover import Load, Work
from toaan.cases.models import Handover, HandoverItem
from toaan.cases.page import badge
from toaan.core import absences, clock
from toaan.core.models import Post
from toaan.core.roles import LEADERS, Role
from toaan.core.together import Asking
from toaan.core.viewer import Viewer
from toaan.design.templatetags.ui import tag, vn_date
from toaan.rules.handover import Ground, share_out, verdict
from toaan.vietnamese.names import sort_key
from toaan.vietnamese.text import fold


@dataclass
class Person:
    """One officer and what hangs on the post."""

    post: Post
    load: Load
    away: str = ""
    left: bool = False

    @property
    def counts(self) -> str:
        """ "12 vụ án, 2 đơn, 1 việc hòa giải"."""
        said = {
            "case": _("%d vụ án"),
            "petition": _("%d đơn"),
            "mediation": _("%d việc hòa giải"),
            "return": _("%d khiếu nại về trả lại đơn"),
        }
        words = [said[kind] % n for kind in said if (n := self.load.pieces.get(kind, 0))]
        return ", ".join(words) or _("không có việc")

    @property
    def overdue(self) -> int:
        return self.load.late


def people(viewer: Viewer, moment: datetime, *, words: str = "", kind: str = "") -> list[Person]:
    """Everybody in the court on whom work hangs; those who have left first. A constant number of queries.

    Args:
        words: every one of them occurs in the name, with or without diacritics.
        kind: the post that they hold, or held.
    """
    by_post = handover.loads(viewer.court_id)
    posts = (
        Post.objects.filter(pk__in=by_post)
        .select_related("user")
        .only("kind", "chamber", "valid_from", "valid_to", "user__full_name")
    )
    for word in fold(words).split():
        posts = posts.filter(user__full_name_folded__contains=word)
    if kind:
        posts = posts.filter(kind=kind)
    away = absences.of(by_post, clock.local_date(moment))
    found = [
        Person(p, by_post[p.pk], absences.words(away.get(p.pk)), left=not p.is_held_at(moment)) for p in posts
    ]
    return sorted(found, key=lambda one: (not one.left, not one.away, sort_key(one.post.user.full_name)))


def people_table(found: Iterable[Person]) -> dict[str, Any]:
    """Everybody on whom work hangs, each with the way to hand it over."""
    labels = (_("Họ và tên"), _("Chức vụ"), _("Đang giữ"), _("Quá hạn"), _("Tình trạng"), _("Việc"))
    return {
        "label": _("Ai đang giữ việc"),
        "tight": False,
        "columns": [{"label": label, "numeric": label == labels[3]} for label in labels],
        "rows": [_person_row(one) for one in found],
    }


def _person_row(one: Person) -> list[Any]:
    name, title = one.post.user.full_name, one.post.title
    here = one.away[:1].upper() + one.away[1:] if one.away else _("Đang làm việc")
    link = format_html(
        '<a href="{}">{}<span class="ta-vh">: {}, {}</span></a>',
        reverse("cases:handover_choose", args=[one.post.pk]), _("Bàn giao"), name, title,
    )  # fmt: skip
    return [
        name,
        title,
        {"text": one.counts, "css": "ta-num"},
        {"text": one.overdue, "css": "ta-num"},
        {"html": tag(_("Đã thôi giữ chức vụ: việc chưa có người"), "red", "alert-triangle")}
        if one.left
        else here,
        {"html": link},
    ]


def done_table(found: Iterable[Handover]) -> dict[str, Any]:
    """The latest handovers, each with the way to its record."""
    labels = (_("Bàn giao"), _("Lý do"), _("Người quyết định"), _("Ngày"), _("Giao tạm đến"))
    return {
        "label": _("Các lần bàn giao"),
        "tight": False,
        "columns": [{"label": label} for label in labels],
        "rows": [
            [
                {"text": str(made), "url": reverse("cases:handover_done", args=[made.pk])},
                str(made.ground_title),
                made.decided_by.user.full_name,
                {"text": vn_date(made.decided_at), "css": "ta-num ta-nowrap"},
                {"text": vn_date(made.until) if made.until else "—", "css": "ta-num ta-nowrap"},
            ]
            for made in found
        ],
    }


def unattended(viewer: Viewer, moment: datetime) -> Asking[list[Person]]:
    """Officers who have left while work still hangs on them: nobody acts on it until it is handed over."""
    if viewer.role not in LEADERS:
        return []
    ended = Post.objects.filter(court_id=viewer.court_id, valid_to__lte=moment)
    yield (ended := ended.select_related("user", "court"))
    posts = {p.pk: p for p in ended}
    by_post = handover.loads(viewer.court_id) if posts else {}
    return [Person(posts[pk], load, left=True) for pk, load in by_post.items() if pk in posts]


def rows(work: Iterable[Work], post: Post, ground: Ground | None = None) -> list[dict[str, Any]]:
    """The table of everything that hangs on a person, with what stands against handing it over."""
    found = []
    for one in work:
        answer = verdict(one.role, one.standing, ground, of_president=post.role == Role.PRESIDENT)
        found.append({"work": one, "badge": badge(one.due), "answer": answer})
    return found


def load_words(count: int, away: str) -> str:
    """ "đang có 12 việc; nghỉ hằng năm đến …"."""
    words = ngettext("đang có %d việc", "đang có %d việc", count) % count
    return f"{words}; {away}" if away else words


@dataclass(frozen=True)
class Choice:
    """One piece on the check page: to whom it goes, or why it cannot go."""

    work: Work
    message: str
    allowed: bool
    receiver: Post | None = None
    restart: bool = False
    drawn: bool = False
    candidates: tuple[tuple[str, str], ...] = ()


def choices(
    work: Sequence[Work],
    post: Post,
    ground: Ground,
    receivers: Sequence[Post],
    *,
    draw: bool,
    chosen: Mapping[str, uuid.UUID | None],
) -> list[Choice]:
    """Who would take what: `chosen` where the leader has said so, otherwise divided evenly."""
    barred: dict[tuple[uuid.UUID, uuid.UUID], str] = {}
    for kind in handover.KINDS.values():
        subjects = [w.subject_id for w in work if w.kind == kind.name]
        barred |= kind.barred(subjects, receivers) if subjects else {}
    by_key = {str(p.pk): p for p in receivers}
    held = handover.loads(post.court_id)
    loads = {key: held[p.pk].total if p.pk in held else 0 for key, p in by_key.items()}
    answers = {
        w.key: verdict(w.role, w.standing, ground, of_president=post.role == Role.PRESIDENT) for w in work
    }
    to_share = [
        (w.key, frozenset(str(p.pk) for p in receivers if (w.subject_id, p.pk) in barred))
        for w in work
        if answers[w.key].allowed and not (draw and w.role == "presiding")
    ]
    shared = share_out(to_share, loads)
    found = []
    for one in work:
        answer = answers[one.key]
        drawn = draw and one.role == "presiding"
        key = str(chosen[one.key]) if chosen.get(one.key) else shared.get(one.key, "")
        receiver = by_key.get(key)
        reasons = [
            f"{p.user.full_name}: {barred[one.subject_id, p.pk]}"
            for p in receivers
            if (one.subject_id, p.pk) in barred
        ]
        allowed = answer.allowed and (drawn or receiver is not None)
        message = answer.message
        if answer.allowed and not allowed:
            message = _("Không ai trong những người được chọn nhận được việc này.") + " " + " ".join(reasons)
        options = tuple(
            (str(p.pk), p.user.full_name) for p in receivers if (one.subject_id, p.pk) not in barred
        )
        found.append(
            Choice(
                one,
                message,
                allowed,
                None if drawn else receiver,
                answer.restart,
                drawn,
                () if drawn else options,
            )
        )
    return found


def results(made: Handover) -> list[HandoverItem]:
    """The pieces of a handover, those that could not be handed over first."""
    order = {HandoverItem.State.REFUSED: 0, HandoverItem.State.WAITING: 1, HandoverItem.State.DONE: 2}
    items = made.items.select_related("receiver__user", "giver__user")
    return sorted(items, key=lambda i: (order[HandoverItem.State(i.state)], i.order))


def address(item: HandoverItem) -> str:
    """Where the piece of work is."""
    return reverse(handover.KINDS[item.kind].page, args=[item.subject_id])


def lately(items: QuerySet[HandoverItem]) -> Asking[list[dict[str, Any]]]:
    """What came to an officer by handover lately (`handover.handed_to`), for "my work"."""
    yield items
    return [
        {
            "label": i.label,
            "url": address(i),
            "from": i.giver.user,
            "at": i.done_at,
            "role": handover.ROLE_LABELS[i.role],
        }
        for i in items
    ]
