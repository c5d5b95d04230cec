"""Faults of the house, not of the person: the database restarts, is held up, or a disk is full.

Such a fault is not an error of the program: the page says what happened and what to do, keeps every field that was
sent and offers to send it again. An act is one transaction, so nothing of it was written.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from toaan.core.typed import sent_fields, typed_text
from toaan.core.words import shown
from toaan.engines.storage import StorageFull

DISK_FULL = "53100"  # SQLSTATE of PostgreSQL
HELD_UP = ("locked", "deadlock", "lock timeout", "too many clients")


@dataclass(frozen=True)
class Outage:
    """One kind of outage, and what its page says."""

    code: str
    status: int
    retry_after: int
    """Seconds after which trying again makes sense."""
    message: str


AWAY = Outage(
    "outage.database", 503, 10,
    "Cơ sở dữ liệu đang khởi động lại hoặc tạm mất kết nối. Việc vừa gửi chưa được ghi nhận; hãy gửi lại sau ít giây.",
)  # fmt: skip
BUSY = Outage(
    "outage.busy", 503, 5,
    "Hệ thống đang bận ghi việc của người khác quá lâu. Việc vừa gửi chưa được ghi nhận; hãy gửi lại sau ít giây.",
)  # fmt: skip
FULL = Outage(
    "outage.full", 507, 300,
    "Ổ đĩa của Tòa án đã đầy nên chưa ghi được gì. Hãy báo cán bộ công nghệ thông tin của Tòa án giải phóng dung lượng, "
    "rồi gửi lại. Nếu sắp hết hạn, hãy nộp trực tiếp tại Tòa án hoặc qua bưu điện.",
)  # fmt: skip


def outage_of(fault: BaseException | None) -> Outage | None:
    """The outage behind a fault; None when the program itself is wrong."""
    found = [outage for one in _chain(fault) if (outage := _kind(one)) is not None]
    # A broken connection is often only what a full disk looks like from the end of the chain.
    return FULL if FULL in found else next(iter(found), None)


def answer(request: HttpRequest, outage: Outage) -> HttpResponse:
    """The page (or JSON for the upload script): no database, no session, no context of ours is needed to show it."""
    response: HttpResponse
    if request.headers.get("Accept", "").startswith("application/json"):
        response = JsonResponse({"code": outage.code, "message": shown(outage.message)}, status=outage.status)
    else:
        context = {
            "outage": outage, "message": shown(outage.message), "address": request.get_full_path(),
            "sent": sent_fields(request), "typed": typed_text(request), "files": bool(request.FILES),
        }  # fmt: skip
        response = HttpResponse(render_to_string("errors/outage.html", context), status=outage.status)
    response["Retry-After"] = str(outage.retry_after)
    response["Cache-Control"] = "no-store"
    return response


def _kind(fault: BaseException) -> Outage | None:
    if isinstance(fault, StorageFull):
        return FULL
    if isinstance(fault, OperationalError | InterfaceError):
        text = str(fault)
        if "disk is full" in text or getattr(fault.__cause__, "sqlstate", "") == DISK_FULL:
            return FULL
        return BUSY if any(words in text for words in HELD_UP) else _away(text)
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return FULL
    return None


def _away(text: str) -> Outage | None:
    # SQLite says so of a table or column that is missing: that is our fault, and no waiting helps.
    return None if text.startswith("no such ") or "syntax error" in text else AWAY


def _chain(fault: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        yield fault
        fault = fault.__cause__ or fault.__context__
