"""The post office's bar codes, read in bulk: letters going out, receipts coming back.

Nothing is written here: each good line becomes an act of its own, each refused one comes back in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.delivery import actions, mailing, queries
from toaan.delivery.models import ServiceRecipient
from toaan.delivery.states import DROPPED, FAILED, RECEIVED, SENT
from toaan.rules.postal import BadCode, compact, read_code

MOST = 300
"""Lines in one go."""


@dataclass(frozen=True)
class RefusedLine:
    """A line that was not recorded: where it stands, what it says, why, and what to do."""

    number: int
    text: str
    why: str


@dataclass(frozen=True)
class Pair:
    """A letter and the number the post office gave it."""

    row: ServiceRecipient
    code: str
    line: int

    @property
    def spaced(self) -> str:
        return mailing.spaced(self.code)


@dataclass
class Outcome:
    """What came of the lines."""

    done: list[ServiceRecipient] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)

    @property
    def rest(self) -> str:
        """The refused lines as they were scanned: they stay in the field."""
        return "\n".join(line.text for line in self.refused)


@dataclass
class Pairing:
    """The letters in the order of the list, each with its number; lines that fit nowhere."""

    pairs: list[Pair] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)
    by_order: bool = False
    """Whether any letter was found by its place in the list: then one bad line would shift all that follow."""

    @property
    def may_record(self) -> bool:
        return bool(self.pairs) and not (self.refused and self.by_order)


def lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with something on them, counted as the person sees them."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield number, line.strip()


def words_of(fault: BadCode) -> str:
    """What is wrong with a code, and what to do."""
    if fault.fault == "check":
        return _("Số kiểm tra không khớp: máy quét hoặc người gõ đã nhầm một chữ số. Hãy quét lại.")
    return _(
        "Không phải số hiệu bưu gửi (2 chữ cái, 9 chữ số, 2 chữ cái, ví dụ RR123456785VN). Hãy quét lại."
    )


# --- going out --------------------------------------------------------------------------------------------


def pair(rows: Sequence[ServiceRecipient], text: str) -> Pairing:
    """Read the codes: the letter's own mark before a code names the letter, else the next one of the list."""
    found, left = Pairing(), list(rows)
    by_mark = {mailing.reference(row): row for row in rows}
    used: dict[str, Pair] = {}
    named: tuple[int, str, ServiceRecipient] | None = None
    for number, line in lines(text):
        mark = compact(line)
        if mark in by_mark:
            named = _named(found, named, (number, line, by_mark[mark]), left)
            continue
        try:
            code = read_code(line).text
        except BadCode as fault:
            found.refused.append(RefusedLine(number, line, words_of(fault)))
            found.by_order |= named is None
            _drop(found, named)
            named = None
            continue
        row = named[2] if named else left[0] if left else None
        if row is None:
            words = _("Đã hết thư được chọn. Hãy đánh dấu thêm thư, hoặc xóa dòng này.")
            found.refused.append(RefusedLine(number, line, words))
            found.by_order = True
        elif code in used and not _same_addressee(used[code].row, row):
            words = _("Số này đã quét ở dòng %(line)d cho %(name)s. Hãy xóa dòng thừa.")
            told = {"line": used[code].line, "name": used[code].row.name}
            found.refused.append(RefusedLine(number, line, words % told))
            found.by_order |= named is None
            _drop(found, named)
            named = None
        else:
            found.by_order |= named is None
            left.remove(row)
            used[code] = used.get(code) or Pair(row, code, number)
            found.pairs.append(Pair(row, code, number))
            named = None
    _drop(found, named)
    found.refused.sort(key=lambda refused: refused.number)
    return found


def _named(
    found: Pairing,
    before: tuple[int, str, ServiceRecipient] | None,
    now: tuple[int, str, ServiceRecipient],
    left: list[ServiceRecipient],
) -> tuple[int, str, ServiceRecipient] | None:
    _drop(found, before)
    if now[2] in left:
        return now
    words = _("Thư này đã ghép với một số hiệu ở dòng trên. Hãy xóa dòng này.")
    found.refused.append(RefusedLine(now[0], now[1], words))
    return None


def _drop(found: Pairing, named: tuple[int, str, ServiceRecipient] | None) -> None:
    """A letter's mark that no good code followed comes back too."""
    if named is not None:
        words = _("Mã thư gửi %s chưa có số hiệu bưu gửi đi kèm. Hãy quét mã thư, rồi quét số hiệu.")
        found.refused.append(RefusedLine(named[0], named[1], words % named[2].name))


def _same_addressee(one: ServiceRecipient, other: ServiceRecipient) -> bool:
    """Several papers for one person of one case may travel in one envelope."""
    return (one.case_id, one.key) == (other.case_id, other.key)


def post(*, by: Viewer, pairs: Sequence[Pair], at: datetime) -> Outcome:
    """Record each pair as a sending of its own."""
    outcome = Outcome()
    for one in pairs:
        sending = actions.Sending(one.row.pk, ServiceRecipient.Method.POST, one.code)
        try:
            actions.send(by=by, service_id=one.row.service_id, sendings=[sending], at=at)
        except Refused as refused:
            why = _why_not_sent(one.row, by) if refused.code == "wrong_state" else refused.message
            outcome.refused.append(RefusedLine(one.line, one.code, f"{one.row.name}: {why}"))
        else:
            outcome.done.append(one.row)
    return outcome


def _why_not_sent(row: ServiceRecipient, by: Viewer) -> str:
    """A colleague was first, or the representative for whom it was meant is none any more."""
    if queries.visible_to(by).filter(pk=row.pk, state=DROPPED).exists():
        return _("không còn phải tống đạt vì người này đã thôi tham gia cho đương sự. Hãy bỏ thư này ra.")
    return _("Thư này đã được ghi gửi rồi.")


# --- coming back ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """What the returned receipts say: received on a day, or returned undelivered with the reason."""

    received: bool
    on: date
    reason: str = ""


def take_receipts(*, by: Viewer, text: str, result: Result, at: datetime) -> Outcome:
    """Record the result of every letter whose receipt was scanned."""
    outcome = Outcome()
    seen: dict[str, int] = {}
    read: list[tuple[int, str, str]] = []
    for number, line in lines(text):
        try:
            code = read_code(line).text
        except BadCode as fault:
            outcome.refused.append(RefusedLine(number, line, words_of(fault)))
            continue
        if code in seen:
            words = _("Đã quét ở dòng %d. Hãy xóa dòng thừa.") % seen[code]
            outcome.refused.append(RefusedLine(number, line, words))
            continue
        seen[code] = number
        read.append((number, line, code))
    known = queries.by_barcode(by, [code for _n, _l, code in read])
    for number, line, code in read:
        rows = known.get(code, [])
        open_ones = [row for row in rows if row.state == SENT]
        why = _record(open_ones, result, outcome, by, at) if open_ones else _why_nothing(rows, code, by)
        if why:
            outcome.refused.append(RefusedLine(number, line, why))
    outcome.refused.sort(key=lambda refused: refused.number)
    return outcome


def _record(rows: list[ServiceRecipient], result: Result, outcome: Outcome, by: Viewer, at: datetime) -> str:
    """Record every paper that travelled under one number; why not, when one was refused."""
    for row in rows:
        try:
            if result.received:
                actions.record_proof(
                    by=by,
                    recipient_id=row.pk,
                    received_on=result.on,
                    note="Quét báo nhận của bưu chính",
                    at=at,
                )
            else:
                actions.record_failure(
                    by=by, recipient_id=row.pk, failed_on=result.on, reason=result.reason, at=at
                )
        except Refused as refused:
            if refused.code == "wrong_state":
                return _("%s: kết quả vừa được người khác ghi. Hãy xóa dòng này.") % row.name
            return f"{row.name}: {refused.message}"
        outcome.done.append(row)
    return ""


def _why_nothing(rows: list[ServiceRecipient], code: str, by: Viewer) -> str:
    if not rows:
        other = queries.court_of_barcode(by, code)
        if other:
            return _("Thư này do %s gửi. Hãy chuyển giấy báo nhận cho Tòa án đó rồi xóa dòng này.") % other
        return _(
            "Tòa án chưa ghi gửi thư nào có số hiệu này. Hãy ghi gửi ở mục Gửi đi, hoặc xem lại giấy báo nhận."
        )
    row = rows[0]
    if row.state == RECEIVED and row.received_at:
        day = f"{clock.local_date(row.received_at):%d/%m/%Y}"
        return _("%(name)s: đã ghi nhận được ngày %(day)s. Hãy xóa dòng này.") % {
            "name": row.name,
            "day": day,
        }
    if row.state == DROPPED:
        return (
            _(
                "%s: đã ghi không tống đạt được, người này đã thôi tham gia cho đương sự nên không phải gửi lại. Hãy xóa dòng này."
            )
            % row.name
        )
    if row.state == FAILED:
        return _("%s: đã ghi không tống đạt được. Hãy xóa dòng này.") % row.name
    return _("%s: thư này chưa ở trạng thái đã gửi. Hãy mở vụ án để xem lại.") % row.name
