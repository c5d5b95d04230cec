"""Steps of a mediation by the real acts: each brings it one stage further, for tests and the demonstration."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from toaan.core import clock, events
from toaan.demo import steps
from toaan.demo.people import World
from toaan.filing.models import Petition
from toaan.mediation import actions
from toaan.mediation.models import Copy, Mediation, Mediator

AGREED = (
    "Ông Vũ Đức Thịnh trả lại bà Hoàng Thị Lan Chi 350.000.000 đồng tiền đặt cọc, chậm nhất ngày 30/06/2026."
)


def offered(world: World, at: datetime, *, kind: str = "DS", petition: Petition | None = None) -> Mediation:
    """The petitioner has the notice (through the portal); the defendant has registered for the portal too."""
    petition = petition or steps.filed_petition(world, at, kind=kind)
    made = actions.offer(by=world.viewer("thuky"), petition_id=petition.pk, at=at)
    events.drain()
    defendant = made.parties.get(role="defendant")
    actions.link_account(
        by=world.viewer("thuky"), mediation_id=made.pk, party_id=defendant.pk, username="bidon", at=at
    )
    return anew(made)


def anew(made: Mediation) -> Mediation:
    """The row as it stands now."""
    return Mediation.objects.get(pk=made.pk)


def on_list(world: World, username: str = "hoagiai") -> Mediator:
    """Entry of the list."""
    return Mediator.objects.get(user=world.users[username], removed_on=None)


def in_charge(
    world: World, at: datetime, *, chosen: str = "hoagiai", made: Mediation | None = None
) -> Mediation:
    """The petitioner agreed and chose; the president has named the judge in charge."""
    made = made or offered(world, at)
    mediator = on_list(world, chosen).pk if chosen else None
    actions.answer(
        by=world.viewer("nguyendon"), mediation_id=made.pk, agrees=True, mediator_id=mediator, at=at
    )
    post = world.posts["thamphan2"].pk
    actions.assign_judge(by=world.viewer("chanhan"), mediation_id=made.pk, post_id=post, at=at)
    return anew(made)


def designated(world: World, at: datetime, *, made: Mediation | None = None) -> Mediation:
    """A mediator is named; both sides have the notice."""
    made = made or in_charge(world, at)
    actions.designate(
        by=world.viewer("thamphan2"), mediation_id=made.pk, mediator_id=on_list(world).pk, at=at
    )
    events.drain()
    return anew(made)


def mediating(world: World, at: datetime, *, made: Mediation | None = None) -> Mediation:
    """The defendant agreed too."""
    made = made or designated(world, at)
    actions.respond(by=world.viewer("bidon"), mediation_id=made.pk, agrees=True, at=at)
    return anew(made)


def planned(
    world: World, at: datetime, made: Mediation, *, kind: str = "mediation", after: int = 6
) -> datetime:
    """A session is set; returns when."""
    starts = steps.next_working_day(at + timedelta(days=after)).replace(microsecond=0)
    actions.schedule(
        by=world.viewer("hoagiai"), mediation_id=made.pk, kind=kind, starts_at=starts, form="court",
        place="Phòng hòa giải số 1", at=at,
    )  # fmt: skip
    events.drain()
    return starts


def held(
    world: World, at: datetime, made: Mediation, *, absent: tuple[uuid.UUID, ...] = (), was: bool = True
) -> None:
    """The planned session took place, or was put off."""
    one = made.sessions.get(state="planned")
    actions.record_session(by=world.viewer("hoagiai"), session_id=one.pk, held=was, absent=absent, at=at)


def agreed(world: World, at: datetime, *, made: Mediation | None = None, **said: Any) -> Mediation:
    """Two sessions later the minutes of the result are made and signed by the mediator."""
    made = made or mediating(world, at)
    for kind, after in (("mediation", 6), ("result", 1)):
        starts = planned(world, at, made, kind=kind, after=after)
        at = starts + timedelta(hours=2)
        clock.move_to(at)
        held(world, at, made)
    words: dict[str, Any] = {"agreed": AGREED, "whole": True, "wants_recognition": True, "signed": True}
    outcome = actions.Outcome(**{**words, **said})
    actions.record_result(by=world.viewer("hoagiai"), mediation_id=made.pk, outcome=outcome, at=at)
    return anew(made)


def to_decide(world: World, at: datetime, **said: Any) -> tuple[Mediation, datetime]:
    """The judge has confirmed the minutes; returns the moment too."""
    made = agreed(world, at, **said)
    now = clock.now()
    actions.confirm_result(by=world.viewer("thamphan2"), mediation_id=made.pk, at=now)
    return anew(made), now


def recognised(world: World, at: datetime, **said: Any) -> Mediation:
    """Settled and recognised; the procuracy has its copy."""
    made, now = to_decide(world, at, **said)
    actions.decide(
        by=world.viewer("thamphan2"),
        mediation_id=made.pk,
        met=[g.key for g in actions.conditions(made)],
        at=now,
    )
    copy = Copy.objects.get(paper__mediation=made, key="procuracy")
    actions.record_receipt(
        by=world.viewer("thuky"), copy_id=copy.pk, on=clock.local_date(now), how="Ký nhận tại Tòa án", at=now
    )
    return anew(made)
