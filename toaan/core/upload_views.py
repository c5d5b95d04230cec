"""tus 1.0 (https://tus.io): the open protocol of uploads that resume; and the end of one, which tus leaves open.

Extensions: creation, checksum, termination, expiration. Answers to refusals carry {code, message} as JSON, the
message in words for the person.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from toaan.core import clock, uploads
from toaan.core.errors import Refused
from toaan.core.http import viewer_of
from toaan.core.models import PendingUpload

VERSION = "1.0.0"
EXTENSIONS = "creation,checksum,termination,expiration"
_SHA256 = re.compile(r"[0-9a-f]{64}")
Tus = Callable[..., HttpResponse]


def _tus(view: Tus) -> Tus:
    """Refusals as JSON, the version on every answer, nothing cached, only for people who are signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            asked = request.headers.get("Tus-Resumable", VERSION)
            if viewer_of(request).user is None:
                raise Refused(
                    "upload.signed_out",
                    _("Phiên làm việc đã hết. Hãy đăng nhập lại ở một thẻ khác rồi bấm Tiếp tục."),
                    status=401,
                )
            if asked != VERSION and request.method != "OPTIONS":
                raise Refused("upload.version", f"Tus-Resumable: {VERSION}", status=412)
            answer = view(request, *args, **kwargs)
        except Refused as refusal:
            answer = JsonResponse({"code": refusal.code, "message": refusal.message}, status=refusal.status)
        answer["Tus-Resumable"] = VERSION
        answer["Tus-Version"] = VERSION
        answer["Cache-Control"] = "no-store"
        return answer

    return guarded


@require_http_methods(["OPTIONS", "POST", "GET"])
@_tus
def collection(request: HttpRequest) -> HttpResponse:
    """OPTIONS: what we can; POST: begin an upload; GET ?cho=…: what this person left unfinished in a field."""
    viewer = viewer_of(request)
    if request.method == "OPTIONS":
        answer = HttpResponse(status=204)
        answer["Tus-Extension"] = EXTENSIONS
        answer["Tus-Max-Size"] = str(settings.TOAAN_MEDIA_LIMIT)
        answer["Tus-Checksum-Algorithm"] = ",".join(uploads.CHECKSUMS)
        return answer
    if request.method == "GET":
        rows = uploads.mine(viewer, request.GET.get("cho", ""))
        return JsonResponse({"uploads": [_facts(row) for row in rows]})
    told = _metadata(request.headers.get("Upload-Metadata", ""))
    row = uploads.begin(
        by=viewer, name=told.get("filename", ""), size=_number(request, "Upload-Length"), door=told.get("door", ""),
        place=told.get("place", ""), mark=told.get("mark", ""), sha256=_hash(told.get("sha256", "")),
    )  # fmt: skip
    answer = JsonResponse(_facts(row), status=201)
    answer["Location"] = reverse("core:upload", args=[row.pk])
    return _with_state(answer, row)


@require_http_methods(["HEAD", "PATCH", "DELETE"])
@_tus
def one(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """HEAD: how much has arrived; PATCH: the next piece; DELETE: forget it."""
    row = uploads.get(viewer_of(request), upload_id)
    if request.method == "DELETE":
        uploads.drop(row)
        return HttpResponse(status=204)
    if request.method == "PATCH":
        if request.content_type != "application/offset+octet-stream":
            raise Refused("upload.media_type", "application/offset+octet-stream", status=415)
        uploads.append(
            row, request, offset=_number(request, "Upload-Offset"), checksum=_checksum(request)  # type: ignore[arg-type]
        )  # fmt: skip
        return _with_state(HttpResponse(status=204), row)
    answer = _with_state(HttpResponse(status=200), row)
    answer["Upload-Length"] = str(row.size)
    return answer


@require_POST
@_tus
def finish(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """The sender's SHA-256 of the whole; the answer says what the file is, or why it is refused."""
    try:
        sha256 = _hash(str(json.loads(request.body or b"{}").get("sha256", "")))
    except (ValueError, AttributeError):
        raise Refused("upload.bad_hash", "sha256", status=400) from None
    viewer = viewer_of(request)
    done = uploads.finish(by=viewer, upload_id=upload_id, sha256=sha256, at=clock.now())
    return JsonResponse(_facts(done.row))


def _facts(row: PendingUpload) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "url": reverse("core:upload", args=[row.pk]),
        "name": row.name,
        "size": row.size,
        "mark": row.mark,
        "received": row.size if row.state == uploads.READY else uploads.received(row),
        "ready": row.state == uploads.READY,
        "sha256": row.sha256,
    }


def _with_state(answer: HttpResponse, row: PendingUpload) -> HttpResponse:
    answer["Upload-Offset"] = str(row.size if row.state == uploads.READY else uploads.received(row))
    answer["Upload-Expires"] = http_date(row.expires_at.timestamp())
    return answer


def _number(request: HttpRequest, header: str) -> int:
    value = request.headers.get(header, "")
    if not re.fullmatch(r"\d{1,15}", value, re.ASCII):
        raise Refused("upload.bad_header", header, status=400)
    return int(value)


def _hash(value: str) -> str:
    if value and not _SHA256.fullmatch(value.lower()):
        raise Refused("upload.bad_hash", "sha256", status=400)
    return value.lower()


def _checksum(request: HttpRequest) -> tuple[str, bytes] | None:
    header = request.headers.get("Upload-Checksum", "")
    if not header:
        return None
    kind, _space, value = header.partition(" ")
    try:
        expected = base64.b64decode(value, validate=True)
    except binascii.Error:
        expected = b""
    if kind not in uploads.CHECKSUMS or not expected:
        raise Refused("upload.bad_checksum", ",".join(uploads.CHECKSUMS), status=400)
    return kind, expected


def _metadata(header: str) -> dict[str, str]:
    """`key base64,key base64`; what cannot be read is left out."""
    told = {}
    for pair in header.split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            told[key] = base64.b64decode(value).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
    return told
