"""Originals on the wire: piece by piece, in the range a player asks for, never whole in memory."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import BinaryIO, TypeVar

from asgiref.sync import sync_to_async
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from toaan.core.models import StoredFile

R = TypeVar("R", bound=HttpResponseBase)
_PIECE = 256 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)


class FileAnswer(StreamingHttpResponse):
    """A stored original as an answer. `narrow` limits it to the range that the request asks for.

    Served to an event loop it reads in a thread; Django's own FileResponse would gather the whole file first.
    """

    def __init__(self, file: BinaryIO, row: StoredFile, *, name: str, download: bool) -> None:
        super().__init__(content_type=row.media_type)
        self.file, self.size = file, row.size
        self.start, self.end = 0, row.size
        self._resource_closers.append(file.close)  # type: ignore[attr-defined]
        self["Content-Length"] = str(row.size)
        self["Accept-Ranges"] = "bytes"
        self["ETag"] = f'"{row.pk}"'
        self["Content-Disposition"] = content_disposition_header(download, name) or "inline"
        # media-src: a video opened by itself is shown by the browser in a page under this very policy.
        self["Content-Security-Policy"] = "sandbox; default-src 'none'; media-src 'self'"
        self["Cache-Control"] = "private, max-age=0, must-revalidate"
        self.streaming_content = self._pieces()

    def narrow(self, wanted: str, condition: str = "") -> None:
        """Answer 206 with one range, or 416; ranges we do not understand are ignored, as HTTP allows."""
        found = _RANGE.fullmatch(wanted.replace(" ", ""))
        if found is None or (condition and condition != self["ETag"]) or not any(found.groups()):
            return
        first, last = found.groups()
        if first:
            start, end = int(first), min(int(last) + 1, self.size) if last else self.size
        else:
            start, end = max(0, self.size - int(last)), self.size
        if start >= self.size or start >= end:
            self.status_code = 416
            self["Content-Range"] = f"bytes */{self.size}"
            self["Content-Length"] = "0"
            self.start = self.end = 0
            return
        self.status_code = 206
        self.start, self.end = start, end
        self["Content-Range"] = f"bytes {start}-{end - 1}/{self.size}"
        self["Content-Length"] = str(end - start)

    def _pieces(self) -> Iterator[bytes]:
        self.file.seek(self.start)
        left = self.end - self.start
        while left > 0 and (piece := self.file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        pieces = self._pieces()
        while (
            piece := await sync_to_async(lambda: next(pieces, None), thread_sensitive=False)()
        ) is not None:
            yield piece


def answer_range(headers: Mapping[str, str], response: R) -> R:
    """Narrow a file answer to what the request asks for; other answers pass unchanged."""
    if isinstance(response, FileAnswer) and response.status_code == 200:
        if wanted := headers.get("Range", ""):
            response.narrow(wanted, headers.get("If-Range", ""))
        elif headers.get("If-None-Match") == response["ETag"]:
            response.status_code = 304
            response.start = response.end = 0
            del response["Content-Length"]
    return response
