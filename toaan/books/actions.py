"""The one act of the books: a keeper corrects what was written by hand. What stood there stays legible."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import IntegrityError

from toaan.books import papers, queries
from toaan.books.models import Correction
from toaan.books.queries import Cell
from toaan.books.shape import Book, shown
from toaan.core import policy
from toaan.core.acts import act
from toaan.core.errors import Refused, TooLate, not_found
from toaan.core.models import Post
from toaan.core.viewer import Viewer
from toaan.core.words import words as _
from toaan.vietnamese.text import clean, fold

CORRECT = "books.correct"


def correct(
    *,
    by: Viewer,
    book: str,
    line: str,
    column: str,
    seen: str,
    after: str,
    reason: str,
    key: uuid.UUID,
    at: datetime,
) -> Correction:
    """Correct one column of one line and sign the record of it (đính chính sổ).

    Args:
        seen: what the keeper saw in the column; when somebody else corrected it meanwhile, that is told first.
        key: identity of the correction, chosen by the page, so that pressing twice is once.

    Raises:
        Refused: "books.not_keeper", "not_found" (no such book or line for this viewer), "books.column" (a column that
            is not kept by hand), "books.reason", "books.same", "books.changed", "books.corrected" (pressed twice),
            those of `toaan.core.signatures`.
    """
    kept, now = _checked(by, book, line, column, key)
    after, reason = clean(after), clean(reason)
    _check_words(now, seen, after, reason)
    after = shown(queries.typed(after, now.column.form), now.column.form)
    found = queries.line_of(by, kept, line)
    label = queries.label(found, kept)
    paper = papers.record(kept, now, label=label, after=after, reason=reason, by=by, at=at)
    try:
        with act(CORRECT, by=by, at=at) as a:
            a.lock(kept.anchor, line)
            made = Correction(
                pk=key, court=_post(by).court, book=kept.key, line=line, label=label, column=column,
                order=len(now.corrections) + 1, before=now.text, after=after, after_folded=fold(after), reason=reason,
                made_by=_post(by), made_at=at, sha256=paper.pk,
            )  # fmt: skip
            a.allow(made)
            _kept, latest = _checked(by, book, line, column, key)
            _check_words(latest, seen, after, reason)
            made.save(force_insert=True)
            a.record(
                made,
                court=made.court,
                case_id=found.case_id,
                title=f"Đính chính {_lower(kept)}, dòng {label}, cột “{now.column.label}”"[:500],
                detail=f"“{now.text}” sửa thành “{after}”. Lý do: {reason}"[:1000],
                data={
                    "book": kept.key, "line": line, "column": column, "before": now.text, "after": after,
                    "reason": reason, "paper": paper.pk,
                },
                shown_to="court",
            )  # fmt: skip
    except IntegrityError as error:
        raise _changed("") from error
    return made


def _checked(by: Viewer, book: str, line: str, column: str, key: uuid.UUID) -> tuple[Book, Cell]:
    """The book and the cell as it stands now, when this person may correct it."""
    kept = queries.get(by, book)
    if by.role not in kept.keepers:
        raise Refused("books.not_keeper", policy.TABLE[CORRECT].hint, status=403)
    found = queries.line_of(by, kept, line)
    policy.require(by, CORRECT, Correction(court=_post(by).court))
    wanted = kept.column(column)
    if wanted is None:
        raise not_found()
    if not wanted.kept or column in found.fixed:
        raise _wrong(
            "books.column", "column",
            _("Cột này lấy từ văn bản đã ký hoặc việc đã ghi, không sửa được ở sổ. Hãy sửa ở nơi lập ra nó."),
        )  # fmt: skip
    if Correction.objects.filter(pk=key).exists():
        raise Refused("books.corrected", _("Dòng này đã được đính chính."))
    return kept, queries.cell(found, wanted)


def _check_words(now: Cell, seen: str, after: str, reason: str) -> None:
    if clean(seen) != clean(now.text):
        raise _changed(now.corrections[-1].made_by.user.full_name if now.corrections else "")
    if not reason:
        raise _wrong("books.reason", "reason", _("Hãy ghi lý do đính chính."))
    if len(reason) > 500:
        raise _wrong("books.reason", "reason", _("Lý do dài quá 500 ký tự. Hãy viết ngắn hơn."))
    if after == clean(now.text):
        raise _wrong(
            "books.same",
            "after",
            _("Nội dung mới giống hệt nội dung đang có. Hãy sửa lại, hoặc không đính chính."),
        )
    value = queries.typed(after, now.column.form)
    if after and now.column.form != "text" and isinstance(value, str):
        says = (
            _("Cột này ghi ngày: hãy nhập dd/mm/yyyy.") if now.column.form == "date" else _("Cột này ghi số.")
        )
        raise _wrong("books.type", "after", says)
    if after and shown(value, now.column.form) == now.text:
        raise _wrong(
            "books.same",
            "after",
            _("Nội dung mới giống hệt nội dung đang có. Hãy sửa lại, hoặc không đính chính."),
        )


def _changed(who: str) -> Refused:
    words = _("Dòng này vừa được %(who)s đính chính. Hãy xem nội dung mới rồi đính chính tiếp nếu cần.")
    return TooLate("books.changed", words % {"who": who or _("người khác")})


def _wrong(code: str, field: str, message: str) -> Refused:
    return Refused(code, message, status=422, fields={field: message})


def _lower(book: Book) -> str:
    title = str(book.title)
    return f"{title[:1].lower()}{title[1:]}"


def _post(by: Viewer) -> Post:
    if by.post is None:
        raise Refused("not_allowed", policy.TABLE[CORRECT].hint, status=403)
    return by.post
