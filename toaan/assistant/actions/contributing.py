"""Acts around contributed answers: written by anybody of a court, approved or returned by reviewers, taken out again."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from toaan.assistant.models import Contribution
from toaan.assistant.naming import named
from toaan.assistant.states import CONTRIBUTION, WAITING
from toaan.core import clock
from toaan.core.acts import Act, act
from toaan.core.errors import Refused
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.vietnamese.text import clean, fold

if TYPE_CHECKING:
    from toaan.core.models import Court, Post

SITUATION, ANSWER, REASON = 2_000, 8_000, 2_000
"""Letters of each."""
REVISE = "assistant.revise"


@dataclass(frozen=True)
class Written:
    """What somebody wrote: a situation, its answer, the articles it rests on."""

    question: str
    answer: str
    articles: Sequence[str]
    since: date | None = None
    names_nobody: bool = False
    """The writer looked at the words that seem to name somebody and says that they do not."""


def contribute(*, by: Viewer, written: Written, at: datetime) -> Contribution:
    """Offer a situation with its answer (đóng góp tình huống); it answers nobody before a reviewer approved it.

    Raises:
        Refused: "assistant.incomplete", "assistant.no_article", "assistant.names_somebody", "not_allowed".
    """
    told = _checked(written)
    with act("assistant.contribute", by=by, at=at) as a:
        a.allow()
        holder = cast("Post", by.post)  # the policy admits posts only
        row = Contribution(by=holder, court=holder.court, state=WAITING, sent_at=at)
        _fill(row, told)
        row.save(force_insert=True)
        _record(a, row, _("Đóng góp một tình huống cho trợ lý ảo"))
    return row


def revise(
    *, by: Viewer, contribution_id: uuid.UUID, revision: int, written: Written, at: datetime
) -> Contribution:
    """Write it anew; it waits for approval again.

    Args:
        revision: the one that the writer began from.

    Raises:
        Refused: "assistant.stale", "wrong_state", and those of `contribute`.
    """
    told = _checked(written)
    with act("assistant.revise", by=by, at=at) as a:
        row = a.lock(Contribution, contribution_id, "by__user", "court")
        a.allow(row)
        row.state = CONTRIBUTION.after(REVISE, row.state)
        _refuse_stale(row, revision)
        _fill(row, told)
        row.revision, row.sent_at = row.revision + 1, at
        row.save()
        _record(a, row, _("Sửa tình huống đóng góp cho trợ lý ảo"))
    return row


def withdraw(*, by: Viewer, contribution_id: uuid.UUID, at: datetime, reason: str = "") -> Contribution:
    """Take it out for good: its writer when he likes, a reviewer with a reason. It answers no more from this moment.

    Raises:
        Refused: "assistant.no_reason", "wrong_state", "not_allowed".
    """
    reason = clean(reason).strip()[:REASON]
    with act("assistant.withdraw", by=by, at=at) as a:
        row = a.lock(Contribution, contribution_id, "by__user", "court")
        a.allow(row)
        if by.user_id != row.by.user_id and not reason:
            raise _mistyped("assistant.no_reason", "ly_do", _("Hãy ghi vì sao rút tình huống của đồng nghiệp: người viết đọc được lý do."))  # fmt: skip
        _decide(a, row, reason)
        _record(a, row, _("Rút tình huống đóng góp cho trợ lý ảo"))
    return row


def approve(*, by: Viewer, contribution_id: uuid.UUID, revision: int, at: datetime) -> Contribution:
    """Approve it (duyệt): the assistant answers with it at once, and learns from it.

    Args:
        revision: the one that the reviewer read.

    Raises:
        Refused: "assistant.stale", "wrong_state", "not_allowed" (nobody approves his own).
    """
    with act("assistant.approve", by=by, at=at) as a:
        row = a.lock(Contribution, contribution_id, "by__user", "court")
        a.allow(row)
        CONTRIBUTION.after(a.name, row.state)
        _refuse_stale(row, revision)
        _decide(a, row, "")
        _record(a, row, _("Duyệt tình huống đóng góp cho trợ lý ảo"))
    return row


def give_back(*, by: Viewer, contribution_id: uuid.UUID, reason: str, at: datetime) -> Contribution:
    """Send it back to its writer with the reason (trả lại để sửa); one in use answers no more.

    Raises:
        Refused: "assistant.no_reason", "wrong_state", "not_allowed".
    """
    reason = clean(reason).strip()[:REASON]
    with act("assistant.return", by=by, at=at) as a:
        row = a.lock(Contribution, contribution_id, "by__user", "court")
        a.allow(row)
        if not reason:
            raise _mistyped("assistant.no_reason", "ly_do", _("Hãy ghi chỗ cần sửa, để người viết biết sửa thế nào."))  # fmt: skip
        _decide(a, row, reason)
        _record(a, row, _("Trả lại tình huống đóng góp cho trợ lý ảo"))
    return row


def _checked(written: Written) -> Written:
    question, answer = clean(written.question).strip(), clean(written.answer).strip()
    for text, field, most, message in (
        (question, "tinh_huong", SITUATION, _("Hãy ghi tình huống: câu hỏi như đồng nghiệp sẽ hỏi.")),
        (answer, "tra_loi", ANSWER, _("Hãy ghi câu trả lời.")),
    ):
        if not any(letter.isalnum() for letter in text):
            raise _mistyped("assistant.incomplete", field, message)
        if len(text) > most:
            raise _mistyped(
                "assistant.incomplete", field,
                _("Phần này dài quá %(most)s chữ. Hãy rút gọn; một đóng góp nói một tình huống.") % {"most": f"{most:,}".replace(",", ".")},
            )  # fmt: skip
    if not written.articles:
        raise _mistyped("assistant.no_article", "can_cu", _("Hãy ghi ít nhất một điều luật mà câu trả lời dựa vào, ví dụ: Điều 203 BLTTDS."))  # fmt: skip
    if not written.names_nobody and (found := named(question, answer)):
        raise _mistyped(
            "assistant.names_somebody", "khong_neu_ten",
            _("Có vẻ nêu tên người, số giấy tờ hoặc số vụ án: %(words)s. Tình huống đóng góp được mọi Tòa án đọc nên không nêu ai. "
              "Hãy thay bằng “nguyên đơn”, “bị đơn”, “người làm chứng”; nếu không phải tên người, số vụ án thì đánh dấu xác nhận rồi gửi lại.")
            % {"words": ", ".join(f"“{one}”" for one in found)},
        )  # fmt: skip
    return Written(
        question, answer, list(dict.fromkeys(written.articles)), written.since, written.names_nobody
    )


def _fill(row: Contribution, told: Written) -> None:
    row.question, row.answer, row.articles, row.since = (
        told.question,
        told.answer,
        list(told.articles),
        told.since,
    )
    row.searched = fold(f"{told.question}\n{told.answer}")


def _decide(a: Act, row: Contribution, reason: str) -> None:
    row.state = CONTRIBUTION.after(a.name, row.state)
    row.decided_by, row.decided_at, row.reason = a.by.post, a.at, reason
    row.save()


def _refuse_stale(row: Contribution, revision: int) -> None:
    if row.revision != revision:
        raise Refused(
            "assistant.stale",
            _("Tình huống này vừa được sửa ở nơi khác (nay là bản %(now)s, bạn đang đọc bản %(then)s). Hãy chép lại phần bạn vừa ghi, tải lại trang rồi làm tiếp trên bản mới.")
            % {"now": row.revision, "then": revision},
        )  # fmt: skip


def _record(a: Act, row: Contribution, title: str) -> None:
    """In the court of who wrote it, so that it is news there; of what was written only digests."""
    a.record(
        row, court=standing(row.court, a), title=title, shown_to="nobody",
        data={
            "author": row.by_id, "state": row.state, "revision": row.revision, "articles": list(row.articles),
            "sha256": hashlib.sha256(f"{row.question}\n{row.answer}".encode()).hexdigest(),
            "reason": hashlib.sha256(row.reason.encode()).hexdigest() if row.reason else "",
        },
    )  # fmt: skip


def standing(court: Court, a: Act) -> Court | None:
    """The court while it exists; what was written in one that is no more is decided in the court of who decides."""
    gone = court.valid_to is not None and court.valid_to <= clock.local_date(a.at)
    return a.by.court if gone else court


def _mistyped(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})
