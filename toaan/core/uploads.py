"""Files sent in pieces: begun, continued after any break, finished when the whole is proved equal on both sides.

How much has arrived is the length of one file in TOAAN_HOME/incoming, written and flushed before it is reported: it
stays true through a killed server, and no row can disagree with it. One writer at a time holds a lock on that file,
which the kernel releases when the writer dies.

These rows are no acts of the court: nothing is handed in until a form names the finished upload (`files.take_in`).
Their clock is the real one: a practice clock that jumps must not drop a file on its way.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import time
import uuid
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from toaan.core import daily, faults, files
from toaan.core.errors import Refused, not_found
from toaan.core.files import DOORS, FinishedUpload, incoming
from toaan.core.models import PendingUpload
from toaan.core.viewer import Viewer
from toaan.engines.pdf import limit_for, media_type_of, megabytes
from toaan.vietnamese.text import clean

KEPT = timedelta(days=3)
OPEN_AT_ONCE = 60
KEEP_FREE = 1_000_000_000
"""Bytes that uploads leave free on the disk: the database must still be able to write."""
_PIECE = 1024 * 1024
RECEIVING, READY = PendingUpload.State.RECEIVING, PendingUpload.State.READY


class _Digest(Protocol):
    def update(self, piece: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


class _Crc32:
    """The quick check of one piece; the whole file is proved by SHA-256."""

    def __init__(self) -> None:
        self.value = 0

    def update(self, piece: bytes, /) -> None:
        self.value = zlib.crc32(piece, self.value)

    def digest(self) -> bytes:
        return self.value.to_bytes(4, "big")


CHECKSUMS: dict[str, Any] = {
    "crc32": _Crc32,
    "sha1": lambda: hashlib.sha1(usedforsecurity=False),
    "sha256": hashlib.sha256,
}


def begin(
    *, by: Viewer, name: str, size: int, door: str, place: str = "", mark: str = "", sha256: str = ""
) -> PendingUpload:
    """Announce a file; the one begun earlier goes on when it is the same by name, size and last change.

    Raises:
        Refused: "upload.unknown_door", "file.not_allowed", "file.too_large", "file.empty", "upload.quota",
            "file.no_space".
    """
    if by.user is None:
        raise Refused("upload.signed_out", _("Hãy đăng nhập lại để gửi tiếp."), status=401)
    name, place, mark = clean(name).replace("/", "_")[:255] or "tep", place[:200], mark[:64]
    if (earlier := _same(by, name=name, size=size, door=door, place=place, mark=mark)) is not None:
        return earlier
    _check_announced(by, name, size, door)
    now = datetime.now(UTC)
    row = PendingUpload.objects.create(
        owner=by.user, name=name, size=size, door=door, place=place, mark=mark, sha256=sha256,
        started_at=now, expires_at=now + KEPT,
    )  # fmt: skip
    _folder()
    incoming(row).touch(mode=0o600)
    return row


def _same(by: Viewer, **known: str | int) -> PendingUpload | None:
    if not known["mark"]:
        return None
    same = PendingUpload.objects.filter(owner=by.user, state=RECEIVING, **known)
    return same.order_by("-started_at").first()


def _check_announced(by: Viewer, name: str, size: int, door: str) -> None:
    """Say at once what would be refused after an hour of sending."""
    if door not in DOORS:
        raise Refused(
            "upload.unknown_door", _("Trang này đã cũ. Hãy tải lại trang rồi chọn tệp."), status=400
        )
    kind = media_type_of(name)
    limits = DOORS[door].limits
    if kind not in limits and kind != "image/heic":  # the check of the content has words of its own for HEIC
        raise Refused(
            "file.not_allowed",
            _("Tệp “%(name)s” không thuộc loại được nhận. Hãy gửi tệp có đuôi %(endings)s.")
            % {"name": name, "endings": ", ".join(DOORS[door].endings)},
            status=422,
        )
    if size <= 0:
        raise Refused(
            "file.empty", _("Tệp “%s” rỗng (0 byte). Hãy mở xem còn nội dung không.") % name, status=422
        )
    if size > (limit := limit_for(kind, limits)):
        raise Refused(
            "file.too_large",
            _("Tệp “%(name)s” có dung lượng %(size)s, vượt giới hạn %(limit)s. Hãy tách hoặc giảm cỡ tệp.")
            % {"name": name, "size": megabytes(size), "limit": megabytes(limit)},
            status=413,
        )
    mine = PendingUpload.objects.filter(owner=by.user, used_at=None)
    waiting = mine.aggregate(total=Sum("size"))["total"] or 0
    if mine.count() >= OPEN_AT_ONCE or waiting + size > settings.TOAAN_UPLOAD_QUOTA:
        raise Refused(
            "upload.quota",
            _("Bạn đang có quá nhiều tệp gửi dở. Hãy nộp hoặc bỏ bớt các tệp đang gửi rồi thử lại."),
            status=429,
        )
    if shutil.disk_usage(_folder()).free < size + KEEP_FREE:
        raise _no_space()


def get(by: Viewer, upload_id: uuid.UUID) -> PendingUpload:
    """The upload, for its owner only.

    Raises:
        Refused: "not_found".
    """
    row = PendingUpload.objects.filter(pk=upload_id, owner_id=by.user_id).first()
    if row is None or by.user_id is None:
        raise not_found()
    return row


def mine(by: Viewer, place: str) -> QuerySet[PendingUpload]:
    """What this person began in this field and has not handed in, oldest first."""
    return PendingUpload.objects.filter(owner_id=by.user_id, place=place[:200], used_at=None).order_by(
        "started_at"
    )


def received(row: PendingUpload) -> int:
    """How many bytes have arrived and are on the disk."""
    try:
        return incoming(row).stat().st_size
    except FileNotFoundError:
        return 0


def append(
    row: PendingUpload, stream: BinaryIO, *, offset: int, checksum: tuple[str, bytes] | None = None
) -> int:
    """Add one piece at the end; returns how much has arrived now, flushed to the disk.

    Raises:
        Refused: "upload.busy" (423), "upload.offset" (409), "upload.too_much" (413), "upload.checksum" (460),
            "file.no_space"; the file is then as long as before.
    """
    if row.state != RECEIVING:
        raise Refused("upload.finished", _("Tệp này đã gửi xong."))
    digest = CHECKSUMS[checksum[0]]() if checksum else None
    with _locked(row) as handle:
        here = os.fstat(handle).st_size
        if here != offset:
            raise Refused("upload.offset", _("Phần tệp này đã gửi rồi; trình duyệt sẽ gửi tiếp từ chỗ đúng."))
        try:
            end = _write(handle, stream, here, row.size, digest)
            if checksum and digest is not None and digest.digest() != checksum[1]:
                raise Refused(
                    "upload.checksum", _("Phần tệp bị hỏng trên đường truyền; sẽ gửi lại."), status=460
                )
        except OSError as error:
            os.ftruncate(handle, here)
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise _no_space() from error
        except Refused:
            os.ftruncate(handle, here)
            raise
        faults.point("upload:written")
        os.fsync(handle)
    return end


def _write(handle: int, stream: BinaryIO, start: int, size: int, digest: _Digest | None) -> int:
    os.lseek(handle, start, os.SEEK_SET)
    end = start
    while piece := stream.read(_PIECE):
        end += len(piece)
        if end > size:
            raise Refused("upload.too_much", _("Tệp dài hơn đã báo. Hãy chọn lại tệp."), status=413)
        if digest is not None:
            digest.update(piece)
        view = memoryview(piece)
        while view:
            view = view[os.write(handle, view) :]
    return end


def finish(*, by: Viewer, upload_id: uuid.UUID, sha256: str, at: datetime) -> FinishedUpload:
    """The whole has arrived: hash it here too, compare, inspect, scan. Repeating it changes nothing.

    Args:
        sha256: of the whole file as the sender has it.

    Raises:
        Refused: "upload.incomplete", "upload.changed" when the two sides differ, "file.…". Nothing is kept then,
            except when only the scanner did not answer.
    """
    row = get(by, upload_id)
    if row.state == READY:
        return FinishedUpload(row)
    declared = (row.sha256 or sha256).lower()
    with _locked(row):
        if received(row) != row.size:
            raise Refused("upload.incomplete", _("Tệp chưa gửi hết; hãy bấm Tiếp tục."))
        with incoming(row).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != declared or (sha256 and found != sha256.lower()):
            drop(row)
            raise Refused(
                "upload.changed",
                _(
                    "Nội dung tệp “%s” mà Tòa án nhận được không giống tệp trên máy bạn (tệp đã thay đổi trong lúc gửi, hoặc "
                    "bị hỏng trên đường truyền). Tòa án không giữ lại gì; hãy chọn lại tệp để gửi lại."
                )
                % row.name,
                status=422,
            )
        try:
            facts = files.examine(incoming(row), name=row.name, door=DOORS[row.door], by=by, at=at)
        except Refused as refusal:
            if refusal.code != "file.not_scanned":
                drop(row)
            raise
        row.sha256, row.media_type, row.pages, row.state = found, facts.media_type, facts.pages, READY
        row.save(update_fields=["sha256", "media_type", "pages", "state"])
    return FinishedUpload(row)


def drop(row: PendingUpload) -> None:
    """Forget an upload: file and row. What an act has taken in stays in the store."""
    incoming(row).unlink(missing_ok=True)
    PendingUpload.objects.filter(pk=row.pk).delete()


def finished(ids: Sequence[str]) -> dict[str, FinishedUpload]:
    """The finished uploads that a form names. Whose they are is asked when they are taken in."""
    known = []
    for text in ids:
        try:
            known.append(uuid.UUID(text))
        except ValueError:
            continue
    rows = PendingUpload.objects.filter(pk__in=known, state=READY)
    return {str(row.pk): FinishedUpload(row) for row in rows}


@daily.each_day
def expire(today: date, now: datetime) -> None:  # noqa: ARG001 (the real clock counts)
    """Drop what nobody continued, files without a row, and what crashed writers left in the store."""
    real = datetime.now(UTC)
    for row in PendingUpload.objects.filter(expires_at__lt=real):
        drop(row)
    known = {pk.hex for pk in PendingUpload.objects.values_list("pk", flat=True)}
    old = time.time() - KEPT.total_seconds()
    for path in _folder().iterdir():
        if path.name not in known and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
    files.store().sweep(older_than=86400, now=time.time())


@contextmanager
def _locked(row: PendingUpload) -> Iterator[int]:
    """The open file of the upload, for one writer at a time."""
    _folder()
    handle = os.open(incoming(row), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("upload.busy", _("Tệp này đang được gửi ở một cửa sổ khác."), status=423) from None
        yield handle
    finally:
        os.close(handle)


def _folder() -> Path:
    folder = Path(settings.TOAAN_INCOMING)
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    return folder


def _no_space() -> Refused:
    return Refused(
        "file.no_space",
        _("Máy chủ của Tòa án sắp hết chỗ nên chưa nhận được tệp. Hãy thử lại sau hoặc nộp trực tiếp."),
        status=507,
    )
