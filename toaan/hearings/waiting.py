"""What waits in sessions and hearings: papers to sign, minutes to finish, the next step to decide."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from toaan.cases import queries as cases
from toaan.cases.models import Assignment, Case
from toaan.cases.states import PREPARING
from toaan.core import clock
from toaan.core.roles import JUDGES, Role
from toaan.core.viewer import Viewer
from toaan.core.waiting import DECIDE, PREPARE, SIGN, Found, Waiting, finder
from toaan.hearings.models import Adjournment, Hearing, Minutes, TrialDecision
from toaan.hearings.states import ADJOURNED, CALLED_OFF, CLOSED, DRAFT, FINISHED, OPEN, PAUSED


@finder
def minutes(viewer: Viewer) -> Found:
    """The clerk finishes what was written; the presiding judge signs what the clerk has finished."""
    rows = Minutes.objects.select_related("hearing__case__number").prefetch_related("hearing__case__parties")
    if viewer.role == Role.CLERK:
        over = Q(~Q(hearing__kind=Hearing.Kind.SESSION), hearing__state__in=[CLOSED, ADJOURNED])
        begun = Q(hearing__kind=Hearing.Kind.SESSION, hearing__state=OPEN)
        seats = yield from cases.held(viewer, Assignment.Role.CLERK)
        found = rows.filter(over | begun, state=DRAFT, hearing__case__in=seats)
        words, act, rank = _("Hoàn thành biên bản %s"), "hearings.finish_minutes", DECIDE
    elif viewer.role in JUDGES:
        goes_on = Q(hearing__state=PAUSED, hearing__starts_at__lt=clock.tomorrow())
        mine = yield from cases.held(viewer, Assignment.Role.PRESIDING)
        found = rows.filter(Q(state=FINISHED) | goes_on, hearing__case__in=mine)
        words, act, rank = _("Ký biên bản %s"), "hearings.sign_minutes", SIGN
    else:
        return []
    yield found
    return [
        _goes_on(m.hearing)
        if m.hearing.state == PAUSED
        else Waiting(
            title=words % m.hearing.short_kind, url=reverse("hearings:minutes", args=[m.hearing.case_id, m.hearing_id]),
            matter=str(m.hearing.case), about=m.hearing.case.title, who=_finished_by(m),
            since=m.saved_at or m.hearing.starts_at, rank=rank, act=act,
        )
        for m in found
    ]  # fmt: skip


def _goes_on(hearing: Hearing) -> Waiting:
    """The day has come on which a paused hearing goes on (259.2); its minutes were begun when it opened."""
    return Waiting(
        title=_("Tiếp tục %s đã tạm ngừng") % _(hearing.short_kind), url=reverse("hearings:case", args=[hearing.case_id]),
        matter=str(hearing.case), about=hearing.case.title, since=hearing.day, rank=DECIDE, act="hearings.go_on",
    )  # fmt: skip


def _finished_by(minutes: Minutes) -> str:
    return _("%s, Thư ký") % minutes.signers[-1]["name"] if minutes.is_finished and minutes.signers else ""


@finder
def decisions_without_paper(viewer: Viewer) -> Found:
    """A decision that has its number but was not signed, because something stopped in between."""
    if viewer.role not in JUDGES:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.PRESIDING)
    trial = TrialDecision.objects.filter(sha256="", case__in=mine).select_related("case__number", "number")
    put_off = Adjournment.objects.filter(sha256="", hearing__case__in=mine).select_related(
        "hearing__case__number", "number"
    )
    trial, put_off = (
        trial.prefetch_related("case__parties"),
        put_off.prefetch_related("hearing__case__parties"),
    )
    yield trial, put_off
    return [
        _unsigned(_("Ký tiếp quyết định đưa vụ án ra xét xử"), d, d.case, reverse("hearings:decide_trial", args=[d.case_id]),
                  "hearings.decide_trial")
        for d in trial
    ] + [
        _unsigned(_("Ký tiếp quyết định hoãn phiên tòa"), d, d.hearing.case,
                  reverse("hearings:adjourn", args=[d.hearing.case_id, d.hearing_id]), "hearings.adjourn")
        for d in put_off
    ]  # fmt: skip


def _unsigned(title: str, decision: TrialDecision | Adjournment, case: Case, url: str, act: str) -> Waiting:
    return Waiting(
        title=title, url=url, matter=str(case), about=case.title, who=_("số %s") % decision,
        since=decision.decided_on, rank=SIGN, act=act,
    )  # fmt: skip


@finder
def preparation(viewer: Viewer) -> Found:
    """Cases of this judge in preparation: a session to be set (208), or the trial to be decided (220)."""
    if viewer.role not in JUDGES:
        return []
    mine = yield from cases.held(viewer, Assignment.Role.PRESIDING)
    sittings = Hearing.objects.filter(case=OuterRef("pk"), kind=Hearing.Kind.SESSION).exclude(
        state__in=[ADJOURNED, CALLED_OFF]
    )
    undecided = ~Exists(TrialDecision.objects.filter(case=OuterRef("pk"), lapsed_at=None))
    found = (
        cases.visible_to(viewer)
        .filter(undecided, state=PREPARING, pk__in=mine)
        .annotate(sat=Exists(sittings), heard=Exists(sittings.exclude(outcome="")),
                  settled=Exists(sittings.filter(outcome=Hearing.Outcome.SETTLED)))
        .filter(Q(sat=False) | Q(heard=True, settled=False))
    )  # fmt: skip
    yield found
    return [
        Waiting(
            title=_("Ra quyết định đưa vụ án ra xét xử") if case.heard else _("Ấn định phiên họp hòa giải"),
            url=reverse("hearings:decide_trial" if case.heard else "hearings:schedule_session", args=[case.pk]),
            matter=str(case), about=case.title, since=case.accepted_on,
            rank=DECIDE if case.heard else PREPARE,
            act="hearings.decide_trial" if case.heard else "hearings.schedule_session",
        )
        for case in found
    ]  # fmt: skip
