"""Steps of a petition that a lawyer or a representative files for a client, for tests and the demonstration."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from toaan.core import clock
from toaan.demo import steps
from toaan.demo.people import PERSONAL_IDS, World
from toaan.filing import actions as filing
from toaan.filing import content
from toaan.filing.actions.drafting import digest_of
from toaan.filing.models import Petition

LAWYER = "luatsu"
CREDENTIALS = "Thẻ luật sư số 1234/LS, Văn phòng luật sư Gia Định; Giấy yêu cầu luật sư ngày 04/01/2026"


def words(world: World) -> dict[str, Any]:
    """The petition of the client, whose account is known by her personal number."""
    said = steps.petition_words(world, 350_000_000)
    said["plaintiffs"] = [{**said["plaintiffs"][0], "personal_id": PERSONAL_IDS["nguyendon"]}]
    return said


def drafted(world: World, at: datetime, *, capacity: str = "lawyer", paper: bool = True) -> Petition:
    """The lawyer has written everything for the client and said as what he files it."""
    clock.move_to(at)
    by = world.viewer(LAWYER)
    petition = filing.start_draft(by=by, court_id=world.court.pk, kind="DS", at=at)
    filing.file_for(by=by, petition_id=petition.pk, capacity=capacity, credentials=CREDENTIALS, at=at)
    petition.refresh_from_db()
    said = words(world)
    for section in content.SECTIONS:
        petition = filing.save_draft(
            by=by, petition_id=petition.pk, section=section, data=said, revision=petition.revision, at=at
        )
    if paper:
        filing.attach(
            by=by, petition_id=petition.pk, upload=steps.small_pdf(f"Giấy yêu cầu luật sư {petition.pk}"),
            name="giay-yeu-cau.pdf", title="Giấy yêu cầu luật sư", kind="authority", at=at,
        )  # fmt: skip
    return Petition.objects.get(pk=petition.pk)


def confirmed(world: World, at: datetime, **how: Any) -> Petition:
    """The client has confirmed the words in her own account."""
    petition = drafted(world, at, **how)
    filing.invite(by=world.viewer(LAWYER), petition_id=petition.pk, at=at)
    filing.confirm(
        by=world.viewer("nguyendon"), petition_id=petition.pk, digest=digest_of(petition.content), at=at
    )
    return Petition.objects.get(pk=petition.pk)


def filed(world: World, at: datetime, **how: Any) -> Petition:
    """In the register; the clerk has still to look at the lawyer's papers."""
    petition = confirmed(world, at, **how)
    return filing.submit(by=world.viewer(LAWYER), petition_id=petition.pk, at=at)


def asked(world: World, at: datetime) -> Petition:
    """The clerk has asked for a paper that cannot be read."""
    petition = filed(world, at)
    filing.ask_authority(
        by=world.viewer("thuky"), petition_id=petition.pk, missing="Ảnh thẻ luật sư không đọc được số.",
        due_on=clock.local_date(at) + timedelta(days=5), at=at,
    )  # fmt: skip
    return petition
