"""Acts of a request that three judges settle (BLTTDS 67.1): its panel, what it asks to have explained, the file at the procuracy."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from toaan.cases import actions as case_actions
from toaan.cases import queries as cases
from toaan.cases import request_kinds
from toaan.cases.models import Assignment, Case, Deadline
from toaan.core import clock, rules_in_force
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Post
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import actions as course
from toaan.course.models import CourseDecision
from toaan.requests.recognition import Explanation, need_way
from toaan.rules.foreign import Way

R = Assignment.Role
PANEL_OF_STRIKE = "Điều 406"
"""Whose first clause says how many judges sit on a strike; of the others the article on the session does."""


def others(case: Case, on: date) -> int:
    """How many judges sit beside the presiding one; none where one judge settles the request."""
    way = request_kinds.way_of(case)
    if way is None or case.instance != Case.Instance.FIRST:
        return 0
    return int(rules_in_force.rule("panel", way.panel, on).value["compositions"][0]["judges"]) - 1


def assign_panel(
    *, by: Viewer, case_id: uuid.UUID, post_ids: Sequence[uuid.UUID], at: datetime
) -> list[Assignment]:
    """The president names the other judges of the panel (Hội đồng xét đơn yêu cầu, 67.1, 406.1, 410.1, 438.1, 458.1).

    Raises:
        Refused: "request.one_judge", "panel.no_presiding", "panel.judges", "panel.barred" with the article,
            "post.not_held", "panel.assigned", "wrong_state".
    """
    with act("requests.assign_panel", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("requests.assign_panel")
        way = _need_panel(case)
        chosen, wanted = list(dict.fromkeys(post_ids)), others(case, clock.local_date(at))
        seats = case.assignments.filter(ended_at=None)
        presiding = seats.filter(role=R.PRESIDING).first()
        if presiding is None:
            raise Refused(
                "panel.no_presiding",
                _(
                    "Chưa có Thẩm phán chủ tọa. Hãy bốc thăm phân công Thẩm phán trước, rồi thành lập Hội đồng."
                ),
            )
        if len(chosen) != wanted or presiding.post_id in chosen:
            raise Refused(
                "panel.judges",
                _("Hội đồng xét đơn yêu cầu gồm %(all)d Thẩm phán: chọn đúng %(others)d Thẩm phán ngoài chủ tọa (khoản 1 Điều 67, khoản 1 %(article)s Bộ luật Tố tụng dân sự).")
                % {"all": wanted + 1, "others": wanted, "article": PANEL_OF_STRIKE if way.is_strike else way.session}, status=422,
            )  # fmt: skip
        posts = _judges(case, chosen, at)
        sitting = seats.filter(role=R.JUDGE)
        if set(sitting.values_list("post_id", flat=True)) == {p.pk for p in posts}:
            raise Refused("panel.assigned", _("Các Thẩm phán này đã được phân công cho việc dân sự."))
        sitting.update(ended_at=at)
        made = [Assignment.objects.create(case=case, post=p, role=R.JUDGE, assigned_at=at) for p in posts]
        names = ", ".join(str(p.user) for p in posts)
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=f"Thành lập Hội đồng xét đơn yêu cầu: Thẩm phán {names}",
            data={"posts": [p.pk for p in posts]},
            shown_to="parties",
        )
    return made


def _need_panel(case: Case) -> Way:
    """The way of a request that three judges settle (67.1).

    Raises:
        Refused: "request.one_judge".
    """
    way = request_kinds.way_of(case)
    if way is None:
        raise Refused(
            "request.one_judge",
            _("Việc dân sự này do một Thẩm phán giải quyết (khoản 2 Điều 67 Bộ luật Tố tụng dân sự): không thành lập Hội đồng."),
        )  # fmt: skip
    return way


def _judges(case: Case, chosen: Sequence[uuid.UUID], at: datetime) -> list[Post]:
    """The posts, held here now, none of them barred.

    Raises:
        Refused: "post.not_held", "panel.barred".
    """
    posts = list(cases.judges_of(case.court_id, at).filter(pk__in=chosen).select_related("user", "court"))
    if len(posts) != len(chosen):
        raise Refused("post.not_held", _("Người được chọn không phải Thẩm phán của Tòa án này."), status=422)
    for one in cases.candidates(case, posts, clock.local_date(at)):
        if one.barred_reasons:
            raise Refused("panel.barred", f"{one.name}: {' '.join(one.barred_reasons)}", status=422)
    return posts


def ask_explanation(*, by: Viewer, case_id: uuid.UUID, wish: Explanation, at: datetime) -> CourseDecision:
    """Ask the requester or the foreign court to explain (437.1, 457.1): the preparation grows by the whole extension, once.

    The letter goes out as every decision does; the longer term is an act of its own, which the judge may also do by hand.

    Raises:
        Refused: those of `Explanation.fill` and of `toaan.course.actions.decide`.
    """
    made = course.decide(by=by, case_id=case_id, wish=wish, at=at)
    preparation = request_kinds.of(made.case).preparation
    open_one = Deadline.objects.filter(
        case_id=case_id,
        rule=preparation,
        state=Deadline.State.OPEN,
        extension__isnull=True,
        due_on__gte=clock.local_date(at),
    ).first()
    limit = rules_in_force.time_limit(preparation, clock.local_date(at))
    if open_one is not None and limit.extension is not None:
        case_actions.extend_deadline(
            by=by, deadline_id=open_one.pk, amount=limit.extension.amount, at=at,
            reason=f"{made.title} ({made.citation} Bộ luật Tố tụng dân sự)",
        )  # fmt: skip
    return made


def send_to_procuracy(*, by: Viewer, case_id: uuid.UUID, sent_on: date, at: datetime) -> Case:
    """The file goes to the procuracy to be studied in the days before the session (chuyển hồ sơ, 437.3, 457.1).

    Raises:
        Refused: "request.not_foreign", "request.file_sent", "request.bad_day", "wrong_state".
    """
    today = clock.local_date(at)
    with act("requests.send_to_procuracy", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("requests.send_to_procuracy")
        way = need_way(case)
        waiting = file_to_send(case)
        if waiting is None:
            raise Refused("request.file_sent", _("Hồ sơ đã được chuyển cho Viện kiểm sát."))
        if not case.accepted_on <= sent_on <= today:
            message = _("Ngày chuyển hồ sơ phải từ ngày thụ lý đến hôm nay.")
            raise Refused("request.bad_day", message, status=422, fields={"sent_on": message})
        late = sent_on > waiting.due_on
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=f"Chuyển hồ sơ cho Viện kiểm sát nghiên cứu ngày {sent_on:%d/%m/%Y}",
            detail=f"Chuyển sau ngày {waiting.due_on:%d/%m/%Y} ({way.prepare})" if late else "",
            data={"sent_on": sent_on, "late": late},
            shown_to="parties",
        )
    return case


def file_to_send(case: Case) -> Deadline | None:
    """The limit of sending the file to the procuracy that still runs."""
    way = request_kinds.way_of(case)
    if way is None or not way.vks:
        return None
    found: Deadline | None = case.deadlines.filter(rule=way.vks, state=Deadline.State.OPEN).first()
    return found
