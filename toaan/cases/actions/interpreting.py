"""Interpreters of a case: accepted or asked by the court, pledged, replaced (BLTTDS 81–84)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from toaan.cases.models import Case, Interpreter, Party, Representation
from toaan.cases.recusals import same_person
from toaan.cases.states import HEARING
from toaan.core import clock, rules_in_force
from toaan.core.acts import act
from toaan.core.errors import Refused, not_found
from toaan.core.roles import LEADERS
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.rules.course import INTERPRETER, Ground, grounds
from toaan.rules.replacing import decider
from toaan.vietnamese.text import clean, fold

ACCEPT, PLEDGE, REPLACE = "cases.accept_interpreter", "cases.record_pledge", "cases.replace_interpreter"
DISABLED_ONLY = "khoản 2 Điều 81"


@dataclass(frozen=True)
class InterpreterData:
    """What the judge enters."""

    name: str
    language: str
    address: str
    chosen: str
    party_id: uuid.UUID | None = None
    personal_id: str = ""
    phone: str = ""
    only_one: bool = False


def grounds_against(day: date) -> list[Ground]:
    """BLTTDS 82.2, point by point."""
    return grounds(rules_in_force.rows("setting"), INTERPRETER, day)


def accept_interpreter(*, by: Viewer, case_id: uuid.UUID, data: InterpreterData, at: datetime) -> Interpreter:
    """The court accepts whom the parties chose, or asks somebody itself (81.1); sittings to come call him.

    Raises:
        Refused: "interpreter.no_name", "interpreter.no_language", "interpreter.no_address", "interpreter.no_party",
            "interpreter.exists" (pressed twice), "interpreter.barred" (82.2), "wrong_state".
    """
    name, language, address = clean(data.name), clean(data.language), clean(data.address)
    with act(ACCEPT, by=by, at=at) as a:
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        case.after(ACCEPT)
        if not name:
            raise _wrong("interpreter.no_name", "name", _("Hãy nhập họ tên người phiên dịch."))
        if not language:
            raise _wrong(
                "interpreter.no_language",
                "language",
                _("Hãy ghi ngôn ngữ, chữ hoặc ký hiệu được phiên dịch."),
            )
        if not address:
            raise _wrong("interpreter.no_address", "address", _("Hãy ghi địa chỉ để Tòa án triệu tập."))
        party = _party(case, data)
        number = clean(data.personal_id)
        for other in case.interpreters.filter(ended_at=None):
            if same_person(name, number, other.name, other.personal_id) and fold(other.language) == fold(
                language
            ):
                raise Refused(
                    "interpreter.exists",
                    _("%(name)s đã là người phiên dịch trong vụ án.") % {"name": other.name},
                )
        if why := next(_bars(case, name, number, disabled=data.only_one and party is not None), ""):
            raise _wrong("interpreter.barred", "name", why)
        made = Interpreter.objects.create(
            case=case, name=name, personal_id=number, address=address, phone=clean(data.phone), language=language,
            party=party, chosen=Interpreter.Chosen(data.chosen), only_one=data.only_one, accepted_at=at, accepted_by=by.post,
        )  # fmt: skip
        a.record(
            case, court=case.court, case_id=case.pk, title=f"Người phiên dịch {name} tham gia tố tụng",
            detail=f"{language}; {made.get_chosen_display().lower()}" + (f"; phiên dịch cho {party}" if party else ""),
            data={"interpreter": made.pk, "language": language, "chosen": made.chosen, "party": party.pk if party else None},
            shown_to="parties",
        )  # fmt: skip
    return made


def record_pledge(*, by: Viewer, interpreter_id: uuid.UUID, on: date, at: datetime) -> Interpreter:
    """He pledged before the court to interpret truthfully (82.1.e).

    Raises:
        Refused: "interpreter.pledged" (pressed twice), "interpreter.ended", "interpreter.pledge_day".
    """
    with act(PLEDGE, by=by, at=at) as a:
        case_id = _case_of(interpreter_id)
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        found = a.lock(Interpreter, interpreter_id)
        _need_current(found)
        if found.pledged_on is not None:
            raise Refused(
                "interpreter.pledged",
                _("Đã ghi cam đoan ngày %(day)s.") % {"day": f"{found.pledged_on:%d/%m/%Y}"},
            )
        if not clock.local_date(found.accepted_at) <= on <= clock.local_date(at):
            raise _wrong(
                "interpreter.pledge_day",
                "on",
                _("Ngày cam đoan không trước ngày tham gia tố tụng và không sau hôm nay."),
            )
        found.pledged_on = on
        found.save(update_fields=["pledged_on"])
        a.record(
            case, court=case.court, case_id=case.pk, title=f"Người phiên dịch {found.name} cam đoan trước Tòa án",
            detail=f"Ngày {on:%d/%m/%Y}", data={"interpreter": found.pk, "on": on}, shown_to="parties",
        )  # fmt: skip
    return found


def replace_interpreter(
    *, by: Viewer, interpreter_id: uuid.UUID, ground: str, reason: str, at: datetime
) -> Interpreter:
    """He refused, or somebody asked that he be replaced, with reason: the president decides before the hearing
    (84.1), the panel at the hearing after hearing him (84.2), which is then put off.

    Raises:
        Refused: "interpreter.president_decides", "interpreter.panel_decides", "interpreter.no_ground",
            "interpreter.no_reason", "interpreter.ended".
    """
    reason = clean(reason)
    with act(REPLACE, by=by, at=at) as a:
        case_id = _case_of(interpreter_id)
        case = a.lock(Case, case_id, "court", "number")
        a.allow(case)
        found = a.lock(Interpreter, interpreter_id)
        _need_current(found)
        _need_turn(case, by)
        why = next((g for g in grounds_against(clock.local_date(at)) if g.key == ground), None)
        if why is None:
            raise _wrong("interpreter.no_ground", "ground", _("Hãy chọn một căn cứ của điều luật."))
        if not reason:
            raise _wrong(
                "interpreter.no_reason",
                "reason",
                _("Hãy ghi ai từ chối hoặc đề nghị thay đổi, lý do, và ý kiến của người phiên dịch."),
            )
        found.ended_at, found.ground, found.citation, found.reason = at, why.key, why.citation, reason[:1000]
        found.save(update_fields=["ended_at", "ground", "citation", "reason"])
        a.record(
            case, court=case.court, case_id=case.pk, title=f"Thay đổi người phiên dịch {found.name}",
            detail=f"{why.citation}. {reason}"[:1000],
            data={"interpreter": found.pk, "ground": why.key, "at_hearing": case.state == HEARING}, shown_to="parties",
        )  # fmt: skip
    return found


def _need_turn(case: Case, by: Viewer) -> None:
    """84.1 or 84.2."""
    opened = case.state == HEARING
    turn = decider("interpreter", opened=opened, request=case.is_request, judges=1, of_president=False)
    if turn.who == "panel" and "presiding_judge" not in case.relations(by):
        raise Refused(
            "interpreter.panel_decides",
            _("Phiên tòa, phiên họp đã mở: việc thay đổi người phiên dịch do Thẩm phán, Hội đồng xét xử quyết định (khoản 2 Điều 84 Bộ luật Tố tụng dân sự)."),
        )  # fmt: skip
    if turn.who == "president" and by.role not in LEADERS:
        raise Refused(
            "interpreter.president_decides",
            _("Trước khi mở phiên tòa, phiên họp, việc thay đổi người phiên dịch do Chánh án quyết định (khoản 1 Điều 84 Bộ luật Tố tụng dân sự)."),
        )  # fmt: skip


def _need_current(found: Interpreter) -> None:
    if found.ended_at is not None:
        raise Refused(
            "interpreter.ended",
            _("%(name)s không còn là người phiên dịch trong vụ án.") % {"name": found.name},
        )


def _party(case: Case, data: InterpreterData) -> Party | None:
    party = next((p for p in case.parties.all() if p.pk == data.party_id), None)
    if data.chosen not in Interpreter.Chosen.values or (data.party_id and party is None):
        raise not_found()
    if party is None and (data.only_one or data.chosen == Interpreter.Chosen.PARTY):
        raise _wrong("interpreter.no_party", "party", _("Hãy chọn đương sự được phiên dịch."))
    return party


def _bars(case: Case, name: str, number: str, *, disabled: bool) -> Iterator[str]:
    """What the data show against him (82.2): a party, a representative (unless 81.2), a protector, an officer of the case."""
    for party in case.parties.prefetch_related("representations"):
        if same_person(name, number, party.name, party.personal_id):
            yield _("%(name)s là đương sự trong vụ án (điểm a khoản 2 Điều 82 Bộ luật Tố tụng dân sự).") % {
                "name": name
            }
        for r in party.representations.all():
            if fold(r.name) != fold(name):
                continue
            if r.kind == Representation.Kind.LAWYER:
                yield _(
                    "%(name)s bảo vệ quyền và lợi ích hợp pháp của đương sự trong vụ án (điểm b khoản 2 Điều 82 Bộ luật Tố tụng dân sự)."
                ) % {"name": name}
            elif not disabled:
                yield _(
                    "%(name)s là người đại diện của đương sự; chỉ được phiên dịch khi không ai khác biết chữ, ký hiệu của người khuyết tật (khoản 2 Điều 81, điểm a khoản 2 Điều 82 Bộ luật Tố tụng dân sự)."
                ) % {"name": name}
    for held in case.assignments.select_related("post__user"):
        user = held.post.user
        if same_person(name, number, user.full_name, user.personal_id):
            yield _(
                "%(name)s đã tiến hành tố tụng trong vụ án này (điểm c khoản 2 Điều 82 Bộ luật Tố tụng dân sự)."
            ) % {"name": name}


def _case_of(interpreter_id: uuid.UUID) -> uuid.UUID:
    found = Interpreter.objects.filter(pk=interpreter_id).values_list("case_id", flat=True).first()
    if found is None:
        raise not_found()
    return found


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
