"""Protests: the president's and the procuracy's; changed, stayed, withdrawn; the end after withdrawal (BLTTDS 331–336)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toaan.core import clock
from toaan.core.acts import Act, Document, act
from toaan.core.errors import Refused, not_found
from toaan.core.models import StoredFile
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.judgments.actions.common import refused_on
from toaan.review import queries
from toaan.review.actions.common import lock_proceeding, record, term_of_protest
from toaan.review.actions.letters import write
from toaan.review.actions.moving import begin_preparing, bring_file
from toaan.review.models import Application, Letter, Proceeding
from toaan.review.rulings import Ruling
from toaan.review.states import UNDER_WAY
from toaan.rules import review as rule
from toaan.vietnamese.text import clean

CHANGE, PART, STAY, WITHDRAWAL = "change", "part", "stay", "withdrawal"
"""Kinds of an entry of `Proceeding.changes`; PART is a withdrawal of a part (335.2)."""


@dataclass(frozen=True)
class Protesting:
    """What a protest says (333)."""

    kind: str
    number: str
    protested_on: date
    ground: str
    text: str
    scope: str
    proposal: str
    paper: StoredFile | None
    stay: bool = False
    extended: bool = False
    known_on: date | None = None
    file_on: date | None = None
    """Day on which the file came with it (336.3); None: it has not come."""


@dataclass(frozen=True)
class Paper:
    """A decision of the procuracy on its protest, as the clerk enters it."""

    what: str
    number: str
    dated: date
    text: str
    paper: StoredFile | None
    scope: str = ""
    proposal: str = ""


def protest(
    *, by: Viewer, application_id: uuid.UUID, text: str, ground: str, scope: str, proposal: str, at: datetime,
    stay: bool = False, extended: bool = False, known_on: date | None = None,
) -> Letter:  # fmt: skip
    """The president protests (331.2, 354.2), with all that 333 asks for: the judgment is under protest.

    Args:
        scope: the whole judgment or which parts (333.7).
        proposal: what the committee of judges is asked to decide (333.9).
        stay: the enforcement of the judgment is suspended until the decision (332.2, 354.3).
        extended: both conditions of 334.2 are given, so that two years are added.
        known_on: of a reopening, the day on which the president learned of the ground (355).

    Raises:
        Refused: "review.no_text", "review.ground", "review.no_proposal", "review.known_on", "review.term_over",
            "review.under_protest", "wrong_state".
    """
    said: dict[str, Any] = {
        "ground": ground, "scope": clean(scope)[:500], "proposal": clean(proposal), "stay": stay, "extended": extended,
        "known_on": known_on,
    }  # fmt: skip

    def check(application: Application, today: date) -> None:
        _check(application, today, said)
        _need_free(application.ruling)

    def then(a: Act, application: Application, letter: Letter) -> dict[str, object]:  # noqa: ARG001
        _need_free(application.ruling)
        last = term_of_protest(application, extended=extended, known_on=known_on)
        made = Proceeding.objects.create(
            case=application.case, **application.ruling.same, court=application.court, application=application, kind=application.kind,
            author=Proceeding.Author.PRESIDENT, protest_number=str(letter), protested_on=letter.decided_on, recorded_at=at,
            ground=ground, finding=clean(text), scope=said["scope"], proposal=said["proposal"],
            last_day=last or letter.decided_on, sha256=letter.sha256, stayed_on=letter.decided_on if stay else None,
        )  # fmt: skip
        return {"proceeding": made.pk}

    return write(Letter.Kind.PROTEST, application_id, by=by, text=text, at=at, check=check, then=then, **said)


def enter_protest(
    *, by: Viewer, said: Protesting, at: datetime, judgment_id: uuid.UUID | None = None, decision_id: uuid.UUID | None = None
) -> Proceeding:  # fmt: skip
    """The clerk enters the protest of the chief procurator of the province (331.2, 336.3, 354.2).

    Raises:
        Refused: "review.elsewhere", "review.not_effective", "review.ground", "review.no_text", "review.no_proposal",
            "review.known_on", "review.term_over", "review.day", "review.no_paper", "review.under_protest".
    """
    ruling = queries.find_ruling(judgment_id=judgment_id, decision_id=decision_id)
    if ruling is None or ruling.effective_on is None:
        raise not_found()
    with act("review.enter_protest", by=by, at=at) as a:
        court, today = queries.competent_court(ruling), clock.local_date(at)
        if court is None:
            raise Refused(
                "review.elsewhere", _("Bản án, quyết định của Tòa án cấp tỉnh, kể cả khi giữ nguyên hoặc sửa quyết định sơ thẩm, do Tòa án nhân dân tối cao giám đốc thẩm, tái thẩm (khoản 2, khoản 5 Điều 337).")
            )  # fmt: skip
        made = Proceeding(
            case=ruling.case, **ruling.same, court=court, kind=said.kind, author=Proceeding.Author.PROCURACY,
            protest_number=clean(said.number)[:60], protested_on=said.protested_on, recorded_at=at, ground=said.ground,
            finding=clean(said.text), scope=clean(said.scope)[:500], proposal=clean(said.proposal),
            sha256=said.paper.pk if said.paper else "", stayed_on=said.protested_on if said.stay else None,
        )  # fmt: skip
        a.allow(made)
        _check_entered(made, said, today)
        _need_free(ruling)
        if said.file_on is not None:
            begin_preparing(made, said.file_on)
        made.save()
        brought = {"file": bring_file(made, said.file_on).pk} if said.file_on is not None else {}
        record(
            a, made, f"Nhận quyết định kháng nghị {_way(made)} số {made.protest_number} của Viện kiểm sát",
            {
                "proceeding": made.pk, "about": str(ruling), "kind": made.kind, "ground": made.ground, "protested_on": made.protested_on,
                "stay": said.stay, "open_by": made.open_by,
                **brought,
            },
            detail=f"Phạm vi: {made.scope}", shown_to="parties",
            documents=[Document(made.sha256, f"Quyết định kháng nghị số {made.protest_number}", "cassation_protest", made.protested_on)],
        )  # fmt: skip
    return made


def change_protest(
    *, by: Viewer, proceeding_id: uuid.UUID, what: str, text: str, scope: str, proposal: str, at: datetime
) -> Letter:
    """The president changes or supplements the own protest within its term, or withdraws a part (335.1, 335.2).

    Raises:
        Refused: "review.not_own", "review.term_over", "review.no_text", "review.no_proposal", "wrong_state".
    """
    said = {"what": what, "scope": clean(scope)[:500], "proposal": clean(proposal)}

    def check(made: Proceeding, today: date) -> None:
        _need_own(made, president=True)
        _check_change(made, what, said, today)

    def then(a: Act, made: Proceeding, letter: Letter) -> None:  # noqa: ARG001
        _changed(made, what, letter.decided_on, _entry(letter, text), said)

    return write(Letter.Kind.CHANGE, proceeding_id, by=by, text=text, at=at, check=check, then=then, **said)


def stay(*, by: Viewer, proceeding_id: uuid.UUID, text: str, at: datetime) -> Letter:
    """The president who protested suspends enforcement until the decision (332.2, 354.3).

    Raises:
        Refused: "review.not_own", "review.stayed", "review.no_text", "wrong_state".
    """

    def check(made: Proceeding, today: date) -> None:  # noqa: ARG001
        _need_own(made, president=True)
        _need_running(made)

    def then(a: Act, made: Proceeding, letter: Letter) -> None:  # noqa: ARG001
        _changed(made, STAY, letter.decided_on, _entry(letter, text), {})

    return write(Letter.Kind.STAY, proceeding_id, by=by, text=text, at=at, check=check, then=then)


def withdraw_protest(*, by: Viewer, proceeding_id: uuid.UUID, text: str, at: datetime) -> Letter:
    """The president withdraws the whole protest (335.2).

    Raises:
        Refused: "review.not_own", "review.no_text", "wrong_state".
    """

    def check(made: Proceeding, today: date) -> None:  # noqa: ARG001
        _need_own(made, president=True)

    def then(a: Act, made: Proceeding, letter: Letter) -> None:  # noqa: ARG001
        _changed(made, WITHDRAWAL, letter.decided_on, _entry(letter, text), {})

    return write(Letter.Kind.WITHDRAWAL, proceeding_id, by=by, text=text, at=at, check=check, then=then)


def enter_change(*, by: Viewer, proceeding_id: uuid.UUID, said: Paper, at: datetime) -> Proceeding:
    """The clerk enters what the procuracy decided on its protest: change, part withdrawn, enforcement suspended (332, 335).

    Raises:
        Refused: "review.not_own", "review.term_over", "review.no_text", "review.no_proposal", "review.no_paper",
            "review.day", "review.stayed", "wrong_state".
    """
    return _enter("review.enter_change", by=by, proceeding_id=proceeding_id, said=said, at=at)


def enter_withdrawal(*, by: Viewer, proceeding_id: uuid.UUID, said: Paper, at: datetime) -> Proceeding:
    """The clerk enters that the procuracy withdrew its whole protest (335.2).

    Raises:
        Refused: as `enter_change`.
    """
    return _enter("review.enter_withdrawal", by=by, proceeding_id=proceeding_id, said=said, at=at)


def end_trial(*, by: Viewer, proceeding_id: uuid.UUID, text: str, at: datetime) -> Letter:
    """The whole protest was withdrawn: the court ends the trial, and what was protested stays as it is (335.3).

    Raises:
        Refused: "review.no_text", "wrong_state".
    """
    return write(Letter.Kind.DISCONTINUANCE, proceeding_id, by=by, text=text, at=at)


def _enter(name: str, *, by: Viewer, proceeding_id: uuid.UUID, said: Paper, at: datetime) -> Proceeding:
    number, text = clean(said.number)[:60], clean(said.text)
    with act(name, by=by, at=at) as a:
        made = lock_proceeding(a, proceeding_id)
        after, today = made.machine.after(name, made.state), clock.local_date(at)
        _need_own(made, president=False)
        if not number or not text:
            raise refused_on("text", "review.no_text", _("Ghi số và nội dung quyết định của Viện kiểm sát."))
        if not made.protested_on <= said.dated <= today:
            raise refused_on("dated", "review.day", _("Ngày quyết định phải từ ngày kháng nghị đến hôm nay."))
        if said.paper is None:
            raise refused_on("paper", "review.no_paper", _("Đính kèm quyết định của Viện kiểm sát (PDF)."))
        wanted = {"scope": clean(said.scope)[:500], "proposal": clean(said.proposal)}
        if said.what == STAY:
            _need_running(made)
        elif said.what in {CHANGE, PART}:
            _check_change(made, said.what, wanted, said.dated)
        made.state = after
        entry = {"number": number, "text": text, "sha256": said.paper.pk}
        _changed(made, said.what, said.dated, entry, wanted)
        made.save()
        title = f"{WORDS[said.what]} số {number} của Viện kiểm sát"
        record(
            a, made, f"Nhận {title[:1].lower()}{title[1:]}",
            {"proceeding": made.pk, "what": said.what, "number": number, "dated": said.dated}, detail=text, shown_to="parties",
            documents=[
                Document(said.paper.pk, title, "cassation_stay" if said.what == STAY else "cassation_change", said.dated)
            ],
        )  # fmt: skip
    return made


WORDS = {
    CHANGE: "Quyết định thay đổi, bổ sung kháng nghị", PART: "Quyết định rút một phần kháng nghị",
    STAY: "Quyết định tạm đình chỉ thi hành bản án, quyết định", WITHDRAWAL: "Quyết định rút kháng nghị",
}  # fmt: skip


def _changed(made: Proceeding, what: str, day: date, entry: dict[str, str], said: dict[str, Any]) -> None:
    entry = {**entry, "text": clean(entry["text"]), "on": day.isoformat(), "kind": what}
    made.changes = [*made.changes, entry]
    if what == STAY:
        made.stayed_on = day
    if what in {CHANGE, PART}:
        made.scope, made.proposal = said["scope"], said["proposal"]


def _entry(letter: Letter, text: str) -> dict[str, str]:
    return {"number": str(letter), "text": text, "sha256": letter.sha256}


def _check(application: Application, today: date, said: dict[str, Any]) -> None:
    _check_words(application, said)
    last = term_of_protest(application, extended=said["extended"], known_on=said["known_on"])
    _need_term(last, today, said["known_on"])


def _check_entered(made: Proceeding, said: Protesting, today: date) -> None:
    begins = made.ruling.effective_on
    if begins is None or begins > today:
        raise Refused("review.not_effective", _("Bản án, quyết định chưa có hiệu lực pháp luật toàn bộ."))
    if not made.protest_number or not made.finding:
        raise refused_on("text", "review.no_text", _("Ghi số quyết định và nhận xét của người kháng nghị."))
    _check_words(made, {"ground": said.ground, "scope": made.scope, "proposal": made.proposal})
    if not begins <= said.protested_on <= today:
        raise refused_on(
            "protested_on",
            "review.day",
            _("Ngày kháng nghị phải từ ngày bản án, quyết định có hiệu lực đến hôm nay."),
        )
    if said.file_on is not None and not said.protested_on <= said.file_on <= today:
        raise refused_on("file_on", "review.day", _("Ngày nhận hồ sơ phải từ ngày kháng nghị đến hôm nay."))
    if not made.sha256:
        raise refused_on("paper", "review.no_paper", _("Đính kèm quyết định kháng nghị (PDF)."))
    last = term_of_protest(made, extended=said.extended, known_on=said.known_on)
    _need_term(last, said.protested_on, said.known_on)
    made.last_day = last or said.protested_on


def _check_words(made: Application | Proceeding, said: dict[str, Any]) -> None:
    if said["ground"] not in rule.grounds(made.ruling.sort).get(made.kind, {}):
        raise refused_on("ground", "review.ground", _("Chọn một căn cứ của thủ tục này."))
    _need_proposal(said)


def _need_proposal(said: dict[str, Any]) -> None:
    if not said["scope"] or not said["proposal"]:
        raise refused_on(
            "proposal", "review.no_proposal", _("Ghi phần bị kháng nghị và đề nghị của người kháng nghị (khoản 7, khoản 9 Điều 333).")
        )  # fmt: skip


def _need_term(last: date | None, day: date, known_on: date | None) -> None:
    if last is None or (known_on and known_on > day):
        raise refused_on("known_on", "review.known_on", _("Ghi ngày biết được căn cứ kháng nghị (Điều 355)."))
    if day > last:
        raise Refused(
            "review.term_over", _("Thời hạn kháng nghị đã hết ngày %(day)s.") % {"day": f"{last:%d/%m/%Y}"}
        )


def _check_change(made: Proceeding, what: str, said: dict[str, Any], day: date) -> None:
    _need_proposal(said)
    if what == CHANGE and day > made.last_day:
        raise Refused(
            "review.term_over",
            _("Thời hạn kháng nghị đã hết ngày %(day)s: chỉ còn được rút kháng nghị (Điều 335).")
            % {"day": f"{made.last_day:%d/%m/%Y}"},
        )


def _need_own(made: Proceeding, *, president: bool) -> None:
    """Only who protested may change, withdraw or suspend (332.2, 335)."""
    if made.by_president != president:
        raise Refused(
            "review.not_own",
            _("Chỉ người đã kháng nghị thay đổi, rút kháng nghị hoặc tạm đình chỉ thi hành (Điều 332, Điều 335)."),
        )  # fmt: skip


def _need_running(made: Proceeding) -> None:
    if made.stayed_on is not None:
        raise Refused(
            "review.stayed",
            _("Việc thi hành đã bị tạm đình chỉ từ ngày %(day)s.") % {"day": f"{made.stayed_on:%d/%m/%Y}"},
        )


def _need_free(ruling: Ruling) -> None:
    found = Proceeding.objects.filter(**ruling.same, state__in=UNDER_WAY).first()
    if found is not None:
        raise Refused(
            "review.under_protest",
            _("Bản án, quyết định đang bị kháng nghị: %(one)s ngày %(day)s.")
            % {"one": found, "day": f"{found.protested_on:%d/%m/%Y}"},
        )


def _way(made: Proceeding) -> str:
    return "giám đốc thẩm" if made.kind == Proceeding.Kind.CASSATION else "tái thẩm"
