"""A content store in a folder of this machine: ``ab/cd/<sha256>``.

A file appears under its name only when it is complete and on the disk: it is written to ``tmp/`` in the same file
system, flushed, and then renamed. A crash leaves at most a temporary file, which ``sweep`` removes.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .api import ContentMissing, ContentTooLarge, StorageError, StorageFull, Stored, check_hash

_CHUNK = 1024 * 1024
_FILE_MODE = 0o640
_FOLDER_MODE = 0o750
_FULL = (errno.ENOSPC, errno.EDQUOT)


class LocalStore:
    """ContentStore in the folder ``root``, made when missing. ``max_bytes`` bounds one file."""

    def __init__(self, root: Path | str, *, max_bytes: int | None = None) -> None:
        self.root = Path(root)
        self.max_bytes = max_bytes
        self._tmp = self.root / "tmp"
        try:
            for folder in (self.root, self._tmp):
                _make_folder(folder)
        except OSError as error:
            raise _as_storage_error(error) from error

    def put(self, content: BinaryIO | bytes) -> Stored:
        """Store the bytes (streamed in pieces of 1 MiB) and return once they are on the disk.

        Raises StorageFull, ContentTooLarge or StorageError; then nothing was stored.
        """
        stream: BinaryIO = io.BytesIO(content) if isinstance(content, bytes) else content
        try:
            handle, name = tempfile.mkstemp(dir=self._tmp, prefix="put-")
        except OSError as error:
            raise _as_storage_error(error) from error
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                stored = self._copy(stream, file)
                os.fchmod(file.fileno(), _FILE_MODE)
                os.fsync(file.fileno())
            self._publish(temporary, stored.sha256)
        except OSError as error:
            raise _as_storage_error(error) from error
        finally:
            temporary.unlink(missing_ok=True)
        return stored

    def adopt(self, path: Path) -> Stored:
        """Store a finished file of this machine: by a link when it lies on the same disk, else copied.

        Nothing may write to ``path`` afterwards; it may be removed. Raises like ``put``.
        """
        temporary = self._tmp / f"put-{secrets.token_hex(8)}"
        try:
            os.link(path, temporary)
        except OSError:
            with path.open("rb") as stream:
                return self.put(stream)
        try:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
                os.fchmod(stream.fileno(), _FILE_MODE)
                os.fsync(stream.fileno())
            size = temporary.stat().st_size
            if self.max_bytes is not None and size > self.max_bytes:
                raise _too_large(self.max_bytes)
            self._publish(temporary, digest)
        except OSError as error:
            raise _as_storage_error(error) from error
        finally:
            temporary.unlink(missing_ok=True)
        return Stored(digest, size)

    def open(self, sha256: str) -> BinaryIO:
        """Open for reading. Raises ContentMissing."""
        try:
            return self._file(sha256).open("rb")
        except FileNotFoundError as error:
            raise ContentMissing(
                f"Không tìm thấy tệp đã lưu (mã {sha256[:12]}…). Hãy báo quản trị viên kiểm tra kho lưu trữ."
            ) from error

    def read(self, sha256: str) -> bytes:
        """All bytes at once. Raises ContentMissing."""
        with self.open(sha256) as file:
            return file.read()

    def exists(self, sha256: str) -> bool:
        """Whether content with this hash is stored."""
        return self._file(sha256).is_file()

    def path(self, sha256: str) -> Path | None:
        """The file, for programs that want a name; None when missing. Never write to it."""
        file = self._file(sha256)
        return file if file.is_file() else None

    def verify(self, sha256: str) -> bool:
        """Read the file again and compare with its name. False when damaged or missing."""
        try:
            with self._file(sha256).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    def iter_hashes(self) -> Iterator[str]:
        """Every stored hash, in ascending order."""
        for first in _sorted_folders(self.root):
            for second in _sorted_folders(first):
                yield from sorted(entry.name for entry in os.scandir(second) if len(entry.name) == 64)

    def sweep(self, *, older_than: float, now: float) -> int:
        """Remove what crashed writers left: temporary files last changed over ``older_than`` seconds before
        ``now`` (seconds since 1970). Returns how many were removed.
        """
        removed = 0
        for entry in list(self._tmp.iterdir()):
            try:
                if now - entry.stat().st_mtime > older_than:
                    entry.unlink()
                    removed += 1
            except FileNotFoundError:  # its writer finished just now
                continue
        return removed

    def _file(self, sha256: str) -> Path:
        check_hash(sha256)
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def _copy(self, stream: BinaryIO, file: BinaryIO) -> Stored:
        digest = hashlib.sha256()
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if self.max_bytes is not None and size > self.max_bytes:
                raise _too_large(self.max_bytes)
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        return Stored(digest.hexdigest(), size)

    def _publish(self, temporary: Path, sha256: str) -> None:
        """Give the finished file its name. A copy that is there already stays when it is whole."""
        final = self._file(sha256)
        if final.is_file() and final.stat().st_size == temporary.stat().st_size and self.verify(sha256):
            return
        for folder in (final.parent.parent, final.parent):
            _make_folder(folder)
        temporary.replace(final)
        _sync_folder(final.parent)


def _make_folder(folder: Path) -> None:
    """Make one folder that survives a crash; its mode does not depend on the umask."""
    if folder.is_dir():
        return
    folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    folder.chmod(_FOLDER_MODE)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """A rename is durable only when the folder that lists the name is on the disk too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sorted_folders(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if len(entry.name) == 2 and entry.is_dir())


def _as_storage_error(error: OSError) -> StorageError:
    if error.errno in _FULL:
        return StorageFull(
            "Kho lưu trữ đã hết chỗ nên tệp chưa được lưu. "
            "Hãy báo quản trị viên giải phóng dung lượng rồi gửi lại."
        )
    return StorageError(
        "Không ghi được tệp vào kho lưu trữ nên tệp chưa được lưu. "
        f"Hãy thử lại; nếu vẫn lỗi, báo quản trị viên ({error.strerror or error})."
    )


def _too_large(limit: int) -> ContentTooLarge:
    return ContentTooLarge(
        f"Tệp lớn hơn mức cho phép ({_megabytes(limit)}). "
        "Hãy giảm dung lượng hoặc tách thành nhiều tệp rồi gửi lại."
    )


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
