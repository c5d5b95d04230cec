"""Who signs, with which key: a person in a post, or the court as an organisation.

The machine's side (PAdES, time stamps, revocation) is `toaan.engines.signing`. A practice court makes keys of its own
on first use, marked as demonstration; a real one names its keys in `TOAAN_SIGNER`. Signing takes time and may
wait for a token, so it is never called while an act holds its locks.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.core.cache import cache as remembered
from django.db import connection
from django.utils.module_loading import import_string

from toaan.core import files
from toaan.core.errors import Refused
from toaan.core.models import Court, Post
from toaan.core.viewer import Viewer
from toaan.engines.signing import (
    Appearance,
    DemoAuthority,
    Signer,
    SigningError,
    SigningIdentity,
    TrustMaterial,
    Verification,
)
from toaan.engines.signing import verify as verify_pdf

COURT_FIELD = "con_dau_toa_an"
CHECKED_FOR = 600
"""Seconds."""


class Keys(Protocol):
    """Where identities come from: what the dotted path in `TOAAN_SIGNER` must make when called."""

    def of_post(self, post: Post) -> SigningIdentity: ...

    def of_court(self, court: Court) -> SigningIdentity: ...

    def signer(self) -> Signer: ...

    def trust(self) -> TrustMaterial: ...


def sign_as(
    viewer: Viewer, pdf: bytes, *, reason: str, at: datetime, field: str, appearance: Appearance | None = None
) -> bytes:
    """The PDF signed by the person in the post held, in the signature field `field`.

    Raises:
        Refused: "signing.no_post", "signing.not_configured", "signing.failed".
    """
    if viewer.post is None:
        raise Refused(
            "signing.no_post", "Chỉ người giữ chức vụ tại Tòa án ký số được văn bản của Tòa án.", status=403
        )
    identity = keys().of_post(viewer.post)
    return _sign(identity, pdf, viewer.post.court, reason=reason, at=at, field=field, appearance=appearance)


def seal_as_court(court: Court, pdf: bytes, *, at: datetime, appearance: Appearance | None = None) -> bytes:
    """The PDF with the court's own signature (its electronic seal) beside those it carries already.

    Raises:
        Refused: as `sign_as`.
    """
    identity = keys().of_court(court)
    return _sign(
        identity, pdf, court, reason="Đóng dấu của Tòa án", at=at, field=COURT_FIELD, appearance=appearance
    )


def verify(pdf: bytes, at: datetime | None = None) -> Verification:
    """What the signatures of a PDF are worth (`at` as in `toaan.engines.signing.verify`)."""
    return verify_pdf(pdf, trust=keys().trust(), at=at)


def verify_stored(sha256: str) -> Verification:
    """What the signatures of a stored paper are worth, checked within the last ten minutes.

    Checking takes a third of a second, and a page is opened many times; the bytes under a hash do not change.
    """
    found = checked(sha256)
    if found is None:
        found = verify(files.read(sha256))
        remembered.set(f"signatures:{sha256}", found, CHECKED_FOR)
    return found


def checked(sha256: str) -> Verification | None:
    """What the last check of a stored paper said, None when that was more than ten minutes ago."""
    found: Verification | None = remembered.get(f"signatures:{sha256}")
    return found


def keys() -> Keys:
    """The keys of this installation.

    Raises:
        Refused: "signing.not_configured" in production when nobody named any.
    """
    if path := getattr(settings, "TOAAN_SIGNER", ""):
        return cast(Keys, import_string(path)())
    if settings.PRODUCTION:
        raise Refused(
            "signing.not_configured",
            "Tòa án chưa cấu hình chữ ký số nên chưa ký được văn bản. Văn bản và số đã cấp vẫn được giữ nguyên; "
            "đề nghị quản trị viên khai báo thiết bị ký của Tòa án (TOAAN_SIGNER) rồi ký tiếp.",
            status=503,
        )
    return _demo_keys(Path(settings.TOAAN_KEYS))


class DemoKeys:
    """Keys of the practice court, made on first use: one per post, one per court, readable by the owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, SigningIdentity] = {}
        with self._alone():
            self._authority = DemoAuthority(folder / "demo")
            self._passphrase = self._keep_passphrase()

    def of_post(self, post: Post) -> SigningIdentity:
        slug = f"post-{post.pk}"
        return self._kept(
            slug,
            lambda: self._authority.issue_person(
                slug=slug,
                name=post.user.full_name,
                organisation=post.court.name,
                title=post.title,
                passphrase=self._passphrase,
            ),
        )

    def of_court(self, court: Court) -> SigningIdentity:
        slug = f"court-{court.pk}"
        return self._kept(
            slug,
            lambda: self._authority.issue_court(slug=slug, name=court.name, passphrase=self._passphrase),
        )

    def signer(self) -> Signer:
        return self._authority.signer()

    def trust(self) -> TrustMaterial:
        return self._authority.trust()

    def _kept(self, slug: str, issue: Callable[[], SigningIdentity]) -> SigningIdentity:
        """The identity, opened once in this process: opening one costs more than signing with it."""
        if slug not in self._open:
            with self._alone():
                self._open[slug] = self._known(slug) or issue()
        return self._open[slug]

    def _known(self, slug: str) -> SigningIdentity | None:
        try:
            return self._authority.identity(slug, self._passphrase)
        except SigningError:
            return None

    def _keep_passphrase(self) -> str:
        path = self._folder / "demo" / "passphrase"
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(24))
        return path.read_text(encoding="ascii")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Web and worker start together: only one of them makes a key that is missing."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(self._folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


@cache
def _demo_keys(folder: Path) -> DemoKeys:
    return DemoKeys(folder)


def _sign(
    identity: SigningIdentity,
    pdf: bytes,
    court: Court,
    *,
    reason: str,
    at: datetime,
    field: str,
    appearance: Appearance | None,
) -> bytes:
    if any(not getattr(block, "_from_testcase", False) for block in connection.atomic_blocks):
        raise RuntimeError("no document is signed while an act holds its locks")
    try:
        return (
            keys()
            .signer()
            .sign(
                pdf,
                signer=identity,
                reason=reason,
                location=court.place or court.name,
                at=at,
                field_name=field,
                appearance=appearance,
            )
        )
    except SigningError as error:
        raise Refused("signing.failed", str(error)) from error
