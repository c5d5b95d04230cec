"""A judgment in effect of the practice court, quickly: the case by its real acts, the judgment as a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from toaan.cases.models import Case
from toaan.core import clock, events, numbering, search_writer
from toaan.core.acts import act
from toaan.core.viewer import SYSTEM, Viewer
from toaan.demo import steps
from toaan.judgments import layout
from toaan.judgments.content import Content
from toaan.judgments.models import Effect, Judgment
from toaan.publication import actions
from toaan.publication.models import Publication
from toaan.publication.sheet import Decision, Doubt

CONTENT = Content(
    about="Tranh chấp hợp đồng đặt cọc",
    facts=(
        "Nguyên đơn Hoàng Thị Lan Chi trình bày: đã giao 350.000.000 đồng tại quán Ba Tám, điện thoại 0912000001.",
        "Bị đơn Vũ Đức Thịnh thừa nhận việc nhận tiền. Bà Chi và ông Thịnh không thống nhất về phạt cọc.",
    ),
    reasoning=("Đây là tranh chấp hợp đồng đặt cọc theo khoản 3 Điều 26 Bộ luật Tố tụng dân sự.",),
    basis=("Căn cứ khoản 2 Điều 328 Bộ luật Dân sự.",),
    ruling=("Buộc Vũ Đức Thịnh trả Hoàng Thị Lan Chi 350.000.000 đồng.",),
    fees=("Vũ Đức Thịnh phải chịu 17.500.000 đồng án phí dân sự sơ thẩm.",),
    appeal="Đương sự có quyền kháng cáo trong thời hạn 15 ngày.",
)
SECRETS = (
    "Lan Chi",
    "LAN CHI",
    "Đức Thịnh",
    "bà Chi",
    "ông Thịnh",
    "Bến Đò",
    "Yên Khê",
    "0912000001",
    "nguyendon@",
)
"""What may be read nowhere outside the court."""


def judgment_in_effect(
    case: Case, at: datetime, content: Content = CONTENT, *, effective_on: date | None = None, in_effect: bool = True,
    **text: object,
) -> Judgment:  # fmt: skip
    """The pronounced judgment of a case and its legal effect, without the hearing before it."""
    day = clock.local_date(at)
    judgment = Judgment.objects.create(
        case=case, text={}, dated=day, numbered_at=at, signed_sha256="0" * 64, pronounced_at=at, pronounced_on=day,
    )  # fmt: skip
    judgment.number = numbering.issue(
        court=case.court, pattern="judgment", kind=case.kind, subject=judgment, at=at
    )
    judgment.text = {**layout.frozen(case, content, number=judgment.number.text, dated=day), **text}
    judgment.state = "pronounced"
    judgment.save()
    Effect.objects.create(
        judgment=judgment, settled_at=at, effective_on=(effective_on or day) if in_effect else None
    )
    Case.objects.filter(pk=case.pk).update(state="effective")
    return judgment


def announce(judgment: Judgment, at: datetime) -> None:
    """The act that `judgments` records when the whole judgment takes effect, with what follows from it."""
    case = Case.objects.get(pk=judgment.case_id)
    with act("judgments.take_effect", by=SYSTEM, at=at) as a:
        a.allow()
        data = {"effective_on": clock.local_date(at), "judgment_id": judgment.pk}
        a.record(
            judgment, court=case.court, case_id=case.pk, title="Có hiệu lực", data=data, shown_to="parties"
        )
    events.drain()


@pytest.fixture
def case(world, now) -> Case:
    """A case with everybody assigned; the presiding judge is "thamphan", whomever the draw chose."""
    made = steps.assigned_case(world, now)
    made.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    return Case.objects.get(pk=made.pk)


@pytest.fixture
def judgment(case, now) -> Judgment:
    return judgment_in_effect(case, now)


@pytest.fixture
def proposed(judgment, now) -> Publication:
    announce(judgment, now)
    return Publication.objects.get(judgment=judgment)


def decide_all(publication: Publication, by: Viewer, at: datetime) -> Publication:
    """Every doubt becomes "T", every uncertain finding is confirmed."""
    decisions = [
        Decision(item.start, "T")
        if isinstance(item, Doubt)
        else Decision(item.first.start, item.first.replacement)
        for item in publication.sheet.undecided
    ]
    return actions.review(
        by=by, publication_id=publication.pk, changes=decisions, revision=publication.revision, at=at
    )


@pytest.fixture
def reviewed(proposed, judge, now) -> Publication:
    return decide_all(proposed, judge, now + timedelta(hours=1))


@pytest.fixture
def published(reviewed, judge, now) -> Publication:
    found = actions.publish(
        by=judge, publication_id=reviewed.pk, revision=reviewed.revision, at=now + timedelta(hours=2)
    )
    events.drain()
    search_writer.write_changes()
    found.refresh_from_db()
    return found


@pytest.fixture
def username(world) -> Callable[[Viewer], str]:
    return lambda viewer: viewer.user.username
