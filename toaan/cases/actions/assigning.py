"""Who sits on a case: draw or designate the judge, name clerk and lay judges (BLTTDS 47, 63, 197; TT 01/2022)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from toaan.cases import deadlines, queries, recusals
from toaan.cases.models import Assignment, Case, Deadline, Draw
from toaan.core import absences, chance, clock, rules_in_force
from toaan.core.acts import act
from toaan.core.errors import Refused
from toaan.core.models import Court, Post
from toaan.core.roles import Role
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.rules import assignment as draw_rule
from toaan.rules.model import RuleRow, of_kind
from toaan.vietnamese.text import clean


def draw_judge(*, by: Viewer, case_id: uuid.UUID, at: datetime) -> Assignment:
    """Draw the trial judge at random among the eligible (phân công ngẫu nhiên, BLTTDS 197; TT 01/2022).

    The seed is the head of the court's audit chain at this moment with the case's number and a number made in the act:
    nobody could choose or foresee it, everybody can check it.

    Raises:
        Refused: "draw.assigned", or "draw.nobody" when every judge is barred.
    """
    with act("cases.draw_judge", by=by, at=at) as a:
        one_draw_at_a_time(case_id)
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("cases.draw_judge")
        if case.assignments.filter(role=Assignment.Role.PRESIDING, ended_at=None).exists():
            raise Refused("draw.assigned", "Vụ án đã có Thẩm phán được phân công.")
        today = clock.local_date(at)
        judges = queries.candidates(case, queries.judges_of(case.court_id, at), today)
        seed, seed_from = chance.seed_for(case.court, str(case))
        tolerance = rules_in_force.rule("setting", "setting:assignment-tolerance", today).value["value"]
        try:
            drawn = draw_rule.draw(judges, seed=seed, tolerance=tolerance)
        except draw_rule.NobodyToAssign as error:
            raise Refused("draw.nobody", str(error)) from error
        kept = Draw.objects.create(
            case=case,
            at=at,
            content=drawn.as_json(),
            seed_from=seed_from,
        )
        post = Post.objects.select_related("user").get(pk=drawn.chosen.id)
        made = Assignment.objects.create(
            case=case, post=post, role=Assignment.Role.PRESIDING, assigned_at=at, draw=kept
        )
        deadlines.hand_to(case, Deadline.Owner.JUDGE, post)
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=f"Phân công Thẩm phán {post.user} giải quyết {case.noun}",
            detail=f"Chọn ngẫu nhiên trong {len(drawn.pool)} Thẩm phán đủ điều kiện",
            data={"draw": kept.pk, "post": post.pk, "content": kept.content, "seed_from": kept.seed_from},
            shown_to="parties",
        )
    return made


def one_draw_at_a_time(case_id: uuid.UUID) -> None:
    """Two draws of one court at once would both see the loads before either: the second waits, and counts the first.

    The court before the case, as everywhere: who holds a case never waits for its court.
    """
    court = Case.objects.filter(pk=case_id).values_list("court_id", flat=True)
    Court.objects.select_for_update(no_key=True).filter(pk__in=list(court)).first()


def assign_clerk(*, by: Viewer, case_id: uuid.UUID, post_id: uuid.UUID, at: datetime) -> Assignment:
    """Name the clerk of the case (phân công Thư ký); a former one is relieved at the same moment.

    Raises:
        Refused: "post.not_held", "clerk.assigned" when the same clerk is on the case already.
    """
    with act("cases.assign_clerk", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        post = _officer(post_id, case, Role.CLERK, at)
        _free(post, case, Assignment.Role.CLERK)
        if case.assignments.filter(role=Assignment.Role.CLERK, ended_at=None, post=post).exists():
            raise Refused("clerk.assigned", _("%(user)s đã là Thư ký của vụ án này.") % {"user": post.user})
        case.assignments.filter(role=Assignment.Role.CLERK, ended_at=None).update(ended_at=at)
        made = Assignment.objects.create(case=case, post=post, role=Assignment.Role.CLERK, assigned_at=at)
        deadlines.hand_to(case, Deadline.Owner.CLERK, post)
        a.record(
            case, court=case.court, case_id=case.pk, title=f"Phân công Thư ký {post.user}",
            data={"post": post.pk}, shown_to="court",
        )  # fmt: skip
    return made


def assign_lay_judges(
    *, by: Viewer, case_id: uuid.UUID, post_ids: Sequence[uuid.UUID], at: datetime
) -> list[Assignment]:
    """Name the lay judges (phân công Hội thẩm nhân dân): two, or three in a panel of five (BLTTDS 63).

    Raises:
        Refused: "panel.lay_judges", "panel.simplified" (65), "panel.no_lay_judges", "post.not_held", "assignment.barred", "panel.assigned" when
            these very people sit already.
    """
    with act("cases.assign_lay_judges", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        if case.is_simplified:
            raise Refused(
                "panel.simplified",
                _("Vụ án giải quyết theo thủ tục rút gọn do một Thẩm phán tiến hành, không có Hội thẩm nhân dân (Điều 65 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        if not case.has_lay_judges:
            raise Refused(
                "panel.no_lay_judges",
                _("Không có Hội thẩm nhân dân khi xét xử phúc thẩm, khi giải quyết việc dân sự (Điều 64, Điều 67 Bộ luật Tố tụng dân sự)."),
            )  # fmt: skip
        if len(set(post_ids)) not in {2, 3}:
            raise Refused(
                "panel.lay_judges", "Hội đồng xét xử sơ thẩm có 02 Hội thẩm nhân dân, trường hợp đặc biệt 03 (Điều 63 BLTTDS).",
                status=422,
            )  # fmt: skip
        posts = [_officer(pk, case, Role.LAY_JUDGE, at) for pk in dict.fromkeys(post_ids)]
        for post in posts:
            _free(post, case, Assignment.Role.LAY_JUDGE, others=[p for p in posts if p != post])
        sitting = case.assignments.filter(role=Assignment.Role.LAY_JUDGE, ended_at=None)
        if set(sitting.values_list("post_id", flat=True)) == {p.pk for p in posts}:
            raise Refused("panel.assigned", "Các Hội thẩm nhân dân này đã được phân công cho vụ án.")
        case.assignments.filter(role=Assignment.Role.LAY_JUDGE, ended_at=None).update(ended_at=at)
        made = [
            Assignment.objects.create(case=case, post=p, role=Assignment.Role.LAY_JUDGE, assigned_at=at)
            for p in posts
        ]
        names = ", ".join(str(p.user) for p in posts)
        a.record(
            case, court=case.court, case_id=case.pk, title=f"Phân công Hội thẩm nhân dân {names}",
            data={"posts": [p.pk for p in posts]}, shown_to="court",
        )  # fmt: skip
    return made


def _officer(post_id: uuid.UUID, case: Case, role: Role, at: datetime) -> Post:
    """A post of this role, held now, in this court."""
    found = (
        Post.objects.held_at(at)
        .filter(pk=post_id, court=case.court_id, kind=role)
        .select_related("user")
        .first()
    )
    if found is None:
        raise Refused(
            "post.not_held",
            _("Người được chọn không giữ chức vụ %(label)s tại Tòa án này (khoản 1 Điều 47 BLTTDS).")
            % {"label": role.label},
            status=422,
        )
    return found


def _free(post: Post, case: Case, place: Assignment.Role, others: Sequence[Post] = ()) -> None:
    """Refuse an officer whom BLTTDS 52–54 bar from the case, with the reason and the article."""
    earlier = recusals.earlier_places([case.pk]).get((case.pk, post.user_id), frozenset())
    sitting = recusals.sitting_with(case, without=[place])
    reasons = list(
        recusals.barred(post, case.parties.all(), earlier, others=[*sitting, *(p.user for p in others)])
    )
    if reasons:
        raise Refused(
            "assignment.barred",
            _("Không phân công được %(user)s: %(why)s Hãy chọn người khác.")
            % {"user": post.user, "why": " ".join(reasons)},
            status=422,
        )


def designate_judge(
    *, by: Viewer, case_id: uuid.UUID, post_id: uuid.UUID, ground: str, reason: str, at: datetime
) -> Assignment:
    """The president designates the judge instead of a draw, on a listed ground only (phân công theo chỉ định).

    Raises:
        Refused: "draw.assigned", "designate.no_ground", "designate.no_reason", "post.not_held", "assignment.barred",
            "designate.away".
    """
    reason = clean(reason)
    today = clock.local_date(at)
    with act("cases.designate_judge", by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after("cases.draw_judge")
        if case.assignments.filter(role=Assignment.Role.PRESIDING, ended_at=None).exists():
            raise Refused("draw.assigned", "Vụ án đã có Thẩm phán được phân công.")
        found = next((g for g in designation_grounds(today) if g.key == ground), None)
        if found is None:
            words = _(
                "Chỉ được chỉ định khi có căn cứ trong danh sách; không có thì phải bốc thăm (khoản 1 Điều 197 BLTTDS)."
            )
            raise Refused("designate.no_ground", words, status=422, fields={"ground": words})
        if not reason:
            words = _("Hãy nêu rõ lý do chỉ định.")
            raise Refused("designate.no_reason", words, status=422, fields={"reason": words})
        post = _judge(post_id, case, at)
        _free(post, case, Assignment.Role.PRESIDING)
        if (away := absences.of([post], today).get(post.pk)) is not None:
            words = _("%(user)s đang vắng: %(away)s. Hãy chọn người khác.") % {
                "user": post.user,
                "away": away.words,
            }
            raise Refused("designate.away", words, status=422, fields={"post": words})
        made = Assignment.objects.create(
            case=case, post=post, role=Assignment.Role.PRESIDING, assigned_at=at, ground=found.key,
            ground_title=str(found.value["title"])[:300], reason=reason[:2000], decided_by=by.post,
        )  # fmt: skip
        deadlines.hand_to(case, Deadline.Owner.JUDGE, post)
        a.record(
            case,
            court=case.court,
            case_id=case.pk,
            title=f"Chỉ định Thẩm phán {post.user} giải quyết {case.noun}",
            detail=f"{made.ground_title} ({found.source.cite()})",
            data={
                "post": post.pk,
                "ground": found.key,
                "reason": reason,
                "by": by.post.pk if by.post else None,
            },
            shown_to="parties",
        )
    return made


def designation_grounds(day: date) -> list[RuleRow]:
    """The grounds on which a judge may be designated, in force on a day."""
    rows = of_kind(rules_in_force.rows("setting"), "setting", day)
    return [row for row in rows if row.key.startswith("designation_ground:")]


def _judge(post_id: uuid.UUID, case: Case, at: datetime) -> Post:
    found = queries.judges_of(case.court_id, at).filter(pk=post_id).first()
    if found is None:
        words = _(
            "Người được chọn không phải Thẩm phán đang công tác tại Tòa án này (khoản 1 Điều 47 BLTTDS)."
        )
        raise Refused("post.not_held", words, status=422, fields={"post": words})
    return found
