"""The pages of one case, petition or mediation: twelve statements at most, and no more for many rows than for few."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from toaan.cases import actions as cases
from toaan.cases.models import Case
from toaan.cases.tests.handing import LEAVE, plan_of, work_of
from toaan.core import clock, events
from toaan.course.tests import helpers as course
from toaan.course.tests.test_claims import counterclaimed
from toaan.course.tests.test_replacing import ask
from toaan.demo import mediations, steps
from toaan.desk.tests.cost import MOST, costs, dear
from toaan.dossiers.models import Folio
from toaan.filing import actions as filing
from toaan.hearings.tests.conftest import quick_papers, real_papers
from toaan.judgments import actions as judgments
from toaan.judgments import corrections
from toaan.judgments.tests.conftest import quick_paper
from toaan.judgments.tests.thread import pronounced
from toaan.measures.tests.test_measures import asked, decide, security

__all__ = ["quick_paper", "quick_papers", "real_papers"]
pytestmark = pytest.mark.usefixtures("steady_rules")
ON_THE_WAY = ("course:case", "course:claims", "measures:case", "cases:audit")


@pytest.fixture
def case(world, now) -> Case:
    """ "thamphan" presides, "thuky" is the clerk."""
    found = steps.assigned_case(world, now)
    found.assignments.filter(role="presiding").update(post=world.posts["thamphan"])
    return Case.objects.get(pk=found.pk)


def test_decisions_claims_measures_and_the_audit_of_a_case(world, page, now, case):
    visits = [
        (who, reverse(name, args=[case.pk]))
        for name in ON_THE_WAY
        for who in ("thamphan", "thuky", "chanhan")
        if (who, name) not in {("thamphan", "cases:audit"), ("thuky", "cases:audit")}
    ]
    told = []
    for n, role in enumerate(("presiding", "clerk")):
        at = now + timedelta(days=n)
        clock.move_to(at)
        counterclaimed(world, case, at)
        one = asked(world, case, at)
        decide(world, one, security(at), at)
        ask(world, case, at, role=role)
        told.append(costs(page, visits))
    assert max(told[0].values()) <= MOST
    assert told[0] == told[1]


def test_decisions_that_followed_each_other(world, page, now, case):
    visits = [(who, reverse("course:case", args=[case.pk])) for who in ("thamphan", "thuky", "chanhan")]
    course.suspended(world, now, case)
    few = costs(page, visits)
    course.resumed(world, Case.objects.get(pk=case.pk), course.later(now, days=1))
    course.suspended(world, course.later(now, days=2), Case.objects.get(pk=case.pk))
    assert max(few.values()) <= MOST
    assert costs(page, visits) == few


def test_the_assignment_before_the_draw(world, page, now):
    case = steps.opened_case(world, now)
    visits = [(who, reverse("cases:assignment", args=[case.pk])) for who in ("chanhan", "thuky")]
    assert dear(page, visits) == {}


def test_a_petition_with_many_on_both_sides_and_its_files(world, page, now):
    found = steps.filed_petition(world, now)
    more = steps.draft_petition(world, now)
    words = steps.petition_words(world)
    words["defendants"] += [
        {"kind": "person", "name": f"Bùi Văn {name}", "birth_year": 1980, "address": f"Xã {place}, tỉnh Sông Thanh"}
        for name, place in (("Hải", "Yên Khê"), ("Nam", "An Phú"), ("Sơn", "Hà Trung"))
    ]  # fmt: skip
    by = world.viewer("nguyendon")
    filing.save_draft(
        by=by, petition_id=more.pk, section="defendants", data=words, revision=more.revision, at=now
    )
    for n in range(3):
        upload = steps.small_pdf(f"Tài liệu {n}")
        filing.attach(
            by=by, petition_id=more.pk, upload=upload, name=f"{n}.pdf", title=f"Tài liệu {n}", at=now
        )
    filing.submit(by=by, petition_id=more.pk, at=now)
    events.drain()
    told = [
        list(costs(page, [
            ("chanhan", reverse("filing:petition", args=[one.pk])),
            ("nguyendon", reverse("filing:mine_petition", args=[one.pk])),
            ("chanhan", reverse("filing:step", args=[one.pk, "phan-cong"])),
        ]).values())
        for one in (found, more)
    ]  # fmt: skip
    assert max(told[0]) <= MOST
    assert told[0] == told[1]
    one = steps.fee_paid_petition(world, now)
    desk, own = reverse("filing:petition", args=[one.pk]), reverse("filing:mine_petition", args=[one.pk])
    assert dear(page, [("thamphan", desk), ("thuky", desk), ("nguyendon", own)]) == {}


@pytest.mark.usefixtures("quick_paper")
def test_a_correction_and_a_certified_copy(world, page, now):
    judgment = pronounced(world, now)
    clock.move_to(now + timedelta(days=1))
    events.drain()
    line = next(
        line for line in judgment.text["content"]["ruling"]
        if "0" in line and corrections.printed(judgment).count(line) == 1
    )  # fmt: skip
    judgments.mark_error(
        by=world.viewer("thamphan"), judgment_id=judgment.pk, at=clock.now(), kind="figure", wrong=line,
        right=line.replace("0", "1", 1), why="Cộng lại theo bảng kê: lệch một chữ số.",
    )  # fmt: skip
    visits = [
        (who, reverse("judgments:correction", args=[judgment.case_id])) for who in ("thamphan", "hoitham")
    ]
    folio = Folio.objects.filter(dossier__case=judgment.case_id).first()
    assert dear(page, [*visits, ("thuky", reverse("dossiers:make_copy", args=[folio.pk]))]) == {}
    few = costs(page, visits)
    judgments.agree_to_correction(
        by=world.viewer("hoitham"), judgment_id=judgment.pk, places=1, at=clock.now()
    )
    assert costs(page, visits) == few


def test_a_mediation(world, page, now):
    names = ("mediation:file", "mediation:mine_file")
    made = mediations.offered(world, now)
    address, own = (reverse(name, args=[made.pk]) for name in names)
    assert dear(page, [("thuky", address), ("nguyendon", own)]) == {}
    made = mediations.mediating(world, now)
    address, own = (reverse(name, args=[made.pk]) for name in names)
    visits = [("hoagiai", address), ("thuky", address), ("bidon", own)]
    at = mediations.planned(world, now, made)
    few = costs(page, visits)
    for _ in range(2):
        clock.move_to(at)
        mediations.held(world, at, made)
        at = mediations.planned(world, at, made)
    assert max(few.values()) <= MOST
    assert costs(page, visits) == few


@pytest.mark.usefixtures("steady_rules")
def test_handing_over_what_hangs_on_one_person(world, page, now):
    """Cases, a petition, a mediation, and what is with another for a time."""
    judge = steps.presiding(world, steps.mediated_case(world, now))
    mediations.in_charge(world, now + timedelta(minutes=1))
    steps.examined_petition(world, now + timedelta(minutes=2))
    given = plan_of(world, "thuky", *work_of(world, "thuky")[:1], to="thuky2", ground=LEAVE, until=now.date())
    cases.hand_over(by=world.viewer("chanhan"), plan=given, at=now + timedelta(minutes=3))
    people = {judge, "thamphan2", "thuky"}
    addresses = [("chanhan", reverse("cases:handover_choose", args=[world.posts[who].pk])) for who in people]
    assert dear(page, addresses) == {}
