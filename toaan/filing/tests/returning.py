"""A petition on the way of complaints about its return, each step further than the one before."""

from __future__ import annotations

from datetime import datetime, timedelta

import pypdfium2

from tests.replay import step
from toaan.cases.models import Deadline
from toaan.core import clock, files
from toaan.demo import steps
from toaan.demo.people import World
from toaan.filing import actions
from toaan.filing.models import Petition, ReturnCopy

GROUND = "Tôi là người cho vay, có giấy vay tiền mang tên tôi; tôi có quyền khởi kiện."
SAID = actions.ReturnRecord(
    procurator="Nghiêm Thị Bích",
    opinions="Kiểm sát viên đề nghị chấp nhận khiếu nại. Người khiếu nại giữ nguyên ý kiến.",
)


@step
def returned(world: World, at: datetime, *, ground: str = "petition_return:192.1.a") -> Petition:
    """The judge "thamphan" has returned the petition of "nguyendon"."""
    petition = steps.examined_petition(world, at)
    actions.return_petition(
        by=world.viewer("thamphan"), petition_id=petition.pk, ground=ground, at=at,
        reason="Hợp đồng vay do người khác ký.",
    )  # fmt: skip
    petition.refresh_from_db()
    return petition


@step
def complained(world: World, at: datetime, *, petition: Petition | None = None) -> Petition:
    """The petitioner has complained in the portal the day after."""
    petition = petition or returned(world, at)
    later = at + timedelta(days=1)
    clock.move_to(later)
    actions.complain_of_return(by=world.viewer("nguyendon"), petition_id=petition.pk, ground=GROUND, at=later)
    return petition


@step
def named(world: World, at: datetime, *, petition: Petition | None = None) -> Petition:
    """The president has named "thamphan2"."""
    petition = complained(world, at, petition=petition)
    later = at + timedelta(days=1, hours=1)
    actions.name_return_judge(
        by=world.viewer("chanhan"), petition_id=petition.pk, post_id=world.posts["thamphan2"].pk, at=later
    )
    return petition


@step
def set_to_meet(world: World, at: datetime, *, petition: Petition | None = None) -> Petition:
    """The session is to be held two days later."""
    petition = named(world, at, petition=petition)
    actions.set_return_session(
        by=world.viewer("thamphan2"), petition_id=petition.pk, starts_at=at + timedelta(days=3),
        place="Phòng họp số 2", at=at + timedelta(days=1, hours=2),
    )  # fmt: skip
    return petition


@step
def kept(world: World, at: datetime, *, petition: Petition | None = None) -> Petition:
    """After the session the judge has kept the return."""
    petition = set_to_meet(world, at, petition=petition)
    later = at + timedelta(days=3, hours=1)
    clock.move_to(later)
    actions.keep_return(
        by=world.viewer("thamphan2"), petition_id=petition.pk, record=SAID, at=later,
        reason="Giấy vay tiền do người khác ký.",
    )  # fmt: skip
    return petition


@step
def complained_above(world: World, at: datetime, *, petition: Petition | None = None) -> Petition:
    """The petitioner has gone on to the president of the court above."""
    petition = kept(world, at, petition=petition)
    later = at + timedelta(days=4)
    clock.move_to(later)
    actions.complain_of_return_above(
        by=world.viewer("nguyendon"), petition_id=petition.pk, ground=GROUND, at=later
    )
    return petition


def limits(petition):
    """Open limits with whose they are and when they end."""
    rows = Deadline.objects.filter(petition_id=petition.pk, state="open")
    return {(d.rule.removeprefix("BLTTDS:"), d.owner, f"{d.due_on:%d/%m}") for d in rows}


def state(petition):
    return Petition.objects.get(pk=petition.pk).state


def paper(source="procuracy", *, made, received=None, **more):
    return actions.ReturnIntake(source, made, received or made, **more)


def received(world, petition, at, *, key="procuracy", who="thuky", review=None):
    copy = ReturnCopy.objects.get(returned__petition=petition, key=key, review=review)
    return actions.record_return_receipt(
        by=world.viewer(who), petition_id=petition.pk, copy_id=copy.pk, on=clock.local_date(at),
        how="Ký nhận tại Viện kiểm sát", at=at,
    )  # fmt: skip


def settle(act, by, petition, at, **change):
    return act(by=by, petition_id=petition.pk, at=at, **{"record": SAID, "reason": "Có căn cứ.", **change})


def text_of(file):
    pages = pypdfium2.PdfDocument(files.read(file.pk))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
