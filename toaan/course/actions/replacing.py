"""A party asks that somebody be replaced; the president or the panel answers with reasons (BLTTDS 52–56, 60–62, 80–84,
240, 368). What the procuracy decides stands in `procuracy.py`."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import QuerySet

from toaan.cases import actions as cases
from toaan.cases.models import Assignment, Case, Interpreter, Party, Procurator
from toaan.cases.states import HEARING
from toaan.core import clock, rules_in_force
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.roles import LEADERS
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.course import queries, replacement_papers
from toaan.course.actions.wishes import wrong
from toaan.course.models import Replacement
from toaan.hearings import people
from toaan.rules.course import Ground
from toaan.rules.replacing import Decider, Office, decider, grounds_for
from toaan.vietnamese.text import clean

FILE, ANSWER = "course.ask_replacement", "course.answer_replacement"
OFFICER, PROCURATOR, INTERPRETER, EXPERT = "officer", "procurator", "interpreter", "expert"
S = Replacement.State
T = TypeVar("T", Assignment, Interpreter, Procurator)


@dataclass(frozen=True)
class Asked:
    """Who is to be replaced, and why. `whom` is "officer:<key>", "procurator:<key>", "interpreter:<key>" or "expert"."""

    id: uuid.UUID
    party_id: uuid.UUID
    whom: str
    ground: str
    reason: str
    expert: str = ""
    filed_on: date | None = None
    channel: str = Replacement.Channel.DIRECT
    paper: StoredFile | None = None


def ask_replacement(*, by: Viewer, case_id: uuid.UUID, asked: Asked, at: datetime) -> Replacement:
    """A party, or who speaks for it, asks in writing (55.1, 83.1): online, or on paper through the clerk; at the hearing
    the clerk notes what stands in the minutes (55.2, 83.2).

    Raises:
        Refused: "replacement.filed" (pressed twice), "replacement.waiting", "replacement.not_yours", "replacement.whom",
            "replacement.no_ground", "replacement.no_reason", "replacement.bad_day", "wrong_state".
    """
    paper = asked.paper
    if by.post is None:
        paper = _written(by, case_id, asked, at)
    with act(FILE, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        if Replacement.objects.filter(pk=asked.id).exists():
            raise Refused("replacement.filed", _("Đề nghị này đã được gửi, không cần gửi lại."))
        case.after(FILE)
        made = _checked(by, case, asked, at)
        same = Replacement.objects.filter(case=case, name=made.name, place=made.place)
        if same.filter(state=S.FILED).exists():
            raise Refused("replacement.waiting", _("Đang có đề nghị thay đổi người này chờ giải quyết."))
        made.save(force_insert=True)
        title = f"{made.party} đề nghị thay đổi {made}"
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=title[:500],
            detail=f"{made.citation}. {made.reason}"[:1000],
            data={"replacement": made.pk, "ground": made.ground, "party": made.party_id, "assignment": made.assignment_id},
            documents=[Document(paper.pk, "Đơn đề nghị thay đổi", "replacement_request", made.filed_on, str(made.party_id))]
            if paper
            else [],
            shown_to="parties",
        )  # fmt: skip
    return made


def answer_replacement(
    *, by: Viewer, replacement_id: uuid.UUID, accept: bool, opinion: str, reason: str, at: datetime
) -> Replacement:
    """The president decides before the hearing (56.1, 84.1, 368.1), the panel at it (56.2, 84.2), on replacing the president
    as judge the president of the court above (56.1, 368), with reasons.

    An interpreter leaves at once, and a procurator whom the panel replaces, whose place his reserve takes if he was
    there from the beginning (232.2); who sits on the case is replaced by handing the case over, at the hearing after it
    has been put off.

    Raises:
        Refused: "replacement.decided", "replacement.president_decides", "replacement.panel_decides",
            "replacement.court_above", "replacement.procuracy_decides", "replacement.own", "replacement.no_opinion", "replacement.no_reason", "wrong_state".
    """
    opinion, reason = clean(opinion), clean(reason)
    with act(ANSWER, by=by, at=at) as a:
        made = lock_request(a, replacement_id)
        a.allow(made)
        case = made.case
        case.after(ANSWER)
        if made.state != S.FILED:
            raise Refused("replacement.decided", _("Đề nghị này đã được giải quyết."))
        turn = turn_of(made)
        need_turn(turn, case, by, made)
        if turn.who == "panel" and not opinion:
            raise wrong(
                "replacement.no_opinion",
                "opinion",
                _("Hãy ghi ý kiến của người bị yêu cầu thay đổi (%(article)s).") % {"article": turn.citation},
            )
        if not reason:
            raise wrong("replacement.no_reason", "reason", _("Hãy nêu lý do chấp nhận hoặc không chấp nhận."))
        made.state = S.ACCEPTED if accept else S.REFUSED
        made.opinion, made.answer, made.decided_under = opinion, reason, turn.citation
        made.at_hearing, made.decided_on, made.decided_by = turn.who == "panel", clock.local_date(at), by.post
        made.save()
        a.record(
            made,
            court=case.court,
            case_id=case.pk,
            title=f"{'Chấp nhận' if accept else 'Không chấp nhận'} thay đổi {made}"[:500],
            detail=f"{turn.citation}. {reason}"[:1000],
            data={
                "replacement": made.pk,
                "accepted": accept,
                "at_hearing": made.at_hearing,
                "above": turn.who == "court_above",
            },
            shown_to="parties",
        )
        if accept and made.interpreter_id is not None:  # with the answer or not at all
            said = f"Theo đề nghị của {made.party}. {opinion} {reason}"
            cases.replace_interpreter(
                by=by, interpreter_id=made.interpreter_id, ground=made.ground, reason=said, at=at
            )
        if accept and made.procurator is not None and made.procurator.ended_at is None:
            follows = people.reserve_there(case, leaving=made.procurator.pk)
            cases.replace_procurator(
                by=by, procurator_id=made.procurator.pk, ground=made.ground, citation=made.citation, at=at,
                reason=f"Theo đề nghị của {made.party}. {reason}", successor_id=follows.pk if follows else None,
            )  # fmt: skip
    return made


def turn_of(made: Replacement) -> Decider:
    """Who decides on it as the case stands."""
    case = made.case
    judges = sum(a.ended_at is None and a.role in {"presiding", "judge"} for a in case.assignments.all())
    return decider(
        made.office, opened=case.state == HEARING, request=case.is_request, judges=judges,
        of_president=made.of_president or made.of_chief,
    )  # fmt: skip


def may_answer(viewer: Viewer, made: Replacement) -> bool:
    """Whether it is this viewer's turn; the right itself is the policy's."""
    try:
        need_turn(turn_of(made), made.case, viewer, made)
    except Refused:
        return False
    return made.state == S.FILED


def grounds_of(office: Office, day: date) -> list[Ground]:
    """On which somebody of this office is replaced."""
    return grounds_for(rules_in_force.rows("setting"), office, day)


def need_turn(turn: Decider, case: Case, by: Viewer, made: Replacement) -> None:
    """Whoever acts is the one who decides.

    Raises:
        Refused: "replacement.court_above", "replacement.procuracy_decides", "replacement.panel_decides",
            "replacement.president_decides", "replacement.own".
    """
    facts = {"article": turn.citation}
    if turn.who in {"procuracy", "procuracy_above"}:
        raise Refused(
            "replacement.procuracy_decides",
            _("Trước khi mở phiên tòa, phiên họp, việc thay đổi Kiểm sát viên do Viện trưởng Viện kiểm sát quyết định (%(article)s Bộ luật Tố tụng dân sự). Thư ký vụ án chuyển đề nghị đến Viện kiểm sát và ghi trả lời.") % facts,
        )  # fmt: skip
    if turn.who == "court_above":
        if by.role in LEADERS and "court_above" in made.relations(by):
            return
        if case.court.parent is None:
            said = _("Thẩm phán bị đề nghị thay đổi là Chánh án: Chánh án Tòa án cấp trên quyết định (%(article)s Bộ luật Tố tụng dân sự). Hãy chuyển đề nghị lên Tòa án đó.")  # fmt: skip
        else:
            facts["court"] = case.court.parent.name
            said = _("Thẩm phán bị đề nghị thay đổi là Chánh án: Chánh án %(court)s quyết định (%(article)s Bộ luật Tố tụng dân sự). Đề nghị đã ở bàn làm việc của Tòa án đó.")  # fmt: skip
        raise Refused("replacement.court_above", said % facts)
    if turn.who == "panel" and "presiding_judge" not in case.relations(by):
        raise Refused(
            "replacement.panel_decides",
            _("Phiên tòa, phiên họp đã mở: Hội đồng xét xử quyết định việc thay đổi (%(article)s Bộ luật Tố tụng dân sự).") % facts,
        )  # fmt: skip
    if turn.who == "president" and (by.role not in LEADERS or by.court_id != case.court_id):
        raise Refused(
            "replacement.president_decides",
            _("Việc thay đổi do Chánh án Tòa án quyết định (%(article)s Bộ luật Tố tụng dân sự).") % facts,
        )
    if turn.who == "president" and made.assignment is not None and by.post == made.assignment.post:
        raise Refused(
            "replacement.own", _("Bạn là người bị đề nghị thay đổi: Chánh án hoặc Phó Chánh án khác quyết định.")
        )  # fmt: skip


def _checked(by: Viewer, case: Case, asked: Asked, at: datetime) -> Replacement:
    today = clock.local_date(at)
    party = _requester(by, case, asked.party_id)
    made = Replacement(id=asked.id, case=case, party=party, recorded_at=at)
    kind, _sep, key = asked.whom.partition(":")
    if kind == OFFICER:
        made.assignment = held = _current(case.assignments.select_related("post__user"), key)
        made.name, made.place = held.post.user.full_name, str(Assignment.Role(held.role).label)
    elif kind == PROCURATOR:
        made.procurator = named = _current(case.procurators.all(), key)
        made.name, made.place = named.name, named.title
    elif kind == INTERPRETER:
        made.interpreter = speaks = _current(case.interpreters.all(), key)
        made.name, made.place = speaks.name, "Người phiên dịch"
    else:
        made.name, made.place = clean(asked.expert)[:200], "Người giám định"
    if not made.name or kind not in {OFFICER, PROCURATOR, INTERPRETER, EXPERT}:
        raise wrong("replacement.whom", "expert", _("Hãy ghi họ tên người giám định."))
    ground = next((g for g in grounds_of(made.office, today) if g.key == asked.ground), None)
    if ground is None:
        raise wrong(
            "replacement.no_ground", "ground", _("Hãy chọn một căn cứ của điều luật áp dụng cho người này.")
        )
    if not clean(asked.reason):
        raise wrong("replacement.no_reason", "reason", _("Hãy nêu rõ lý do và căn cứ đề nghị thay đổi."))
    filed_on = today if by.post is None or asked.filed_on is None else asked.filed_on
    if not case.accepted_on <= filed_on <= today:
        raise wrong("replacement.bad_day", "filed_on", _("Ngày nộp phải từ ngày thụ lý vụ án đến hôm nay."))
    made.ground, made.citation, made.reason, made.filed_on = (
        ground.key,
        ground.citation,
        clean(asked.reason),
        filed_on,
    )
    made.channel = Replacement.Channel.ONLINE if by.post is None else Replacement.Channel(asked.channel)
    made.user, made.post = by.user if by.post is None else None, by.post
    return made


def _current(rows: QuerySet[T], key: str) -> T:
    """Whoever still has the place."""
    found = next((r for r in rows.filter(ended_at=None) if str(r.pk) == key), None)
    if found is None:
        raise wrong("replacement.whom", "whom", _("Người này không còn tham gia vụ án. Hãy chọn lại."))
    return found


def _requester(by: Viewer, case: Case, party_id: uuid.UUID) -> Party:
    among = queries.spoken_for(by, case) if by.post is None else list(case.parties.all())
    found = next((p for p in among if p.pk == party_id), None)
    if found is None:
        raise Refused(
            "replacement.not_yours",
            _("Chỉ đương sự, người đại diện hoặc người bảo vệ quyền và lợi ích hợp pháp của đương sự đề nghị thay đổi (khoản 14 Điều 70, khoản 4 Điều 76 Bộ luật Tố tụng dân sự)."),
            status=403,
        )  # fmt: skip
    return found


def _written(by: Viewer, case_id: uuid.UUID, asked: Asked, at: datetime) -> StoredFile:
    """The paper of an online request, made before the act; the act judges everything once more."""
    case = Case.objects.select_related("court", "number").filter(pk=case_id).first()
    if case is None:
        raise not_found()
    case.after(FILE)
    return replacement_papers.request(_checked(by, case, asked, at), signed_by=by.name, at=at)


def lock_request(a: Act, replacement_id: uuid.UUID) -> Replacement:
    """A request, locked with its case.

    Raises:
        Refused: "not_found".
    """
    case_id = Replacement.objects.filter(pk=replacement_id).values_list("case_id", flat=True).first()
    if case_id is None:
        raise not_found()
    case = a.lock(Case, case_id, "court__parent", "number")
    made = a.lock(Replacement, replacement_id, "party", "procurator")
    made.case = case
    return made
