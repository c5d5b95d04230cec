"""One case from acceptance to the closed file: at every stage, for every person, the one next step is right.

A step with an address is that person's to do now, and the page behind it opens for that person; a step without one
says who or what is awaited. Nobody outside the panel learns anything of the judgment before it is pronounced.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from toaan.cases import actions as cases
from toaan.cases.models import Case
from toaan.cases.page import next_step
from toaan.core import clock, events
from toaan.demo import steps
from toaan.dossiers import actions as dossiers
from toaan.hearings import actions as hearings
from toaan.hearings.models import Hearing
from toaan.judgments import actions as judgments
from toaan.publication.models import Publication

pytestmark = pytest.mark.django_db
WAITING = ""
"""In place of the page's name: no address, somebody or something is awaited."""


class Stage:
    """Where the case stands, and the people who look."""

    def __init__(self, world, page, now):
        self.world, self.page, self.at = world, page, now
        self.case = steps.opened_case(world, now)

    @property
    def people(self) -> dict[str, str]:
        held = {a.role: a for a in self.case.assignments.filter(ended_at=None)}
        judge = steps.presiding(self.world, self.case) if "presiding" in held else "thamphan"
        leader = "chanhan" if judge != "chanhan" else "phochanhan"
        return {"judge": judge, "clerk": "thuky", "leader": leader, "lay": "hoitham", "procurator": "kiemsat"}

    def expect(self, **told: tuple[str, str]) -> None:
        """`role=(part of the title, page name or WAITING)`; `rest` is for everybody not named."""
        self.case = Case.objects.get(pk=self.case.pk)
        for role, username in self.people.items():
            title, name = told.get(role) or told["rest"]
            if role == "lay" and not self.case.assignments.filter(role="lay_judge").exists():
                continue  # not on the case yet: it does not exist for a lay judge
            step = next_step(self.world.viewer(username), self.case)
            where = f"{self.case.state}, {role}: {step}"
            assert step is not None, where
            assert title in step.title, where
            if name == WAITING:
                assert not step.url, where
                assert step.waiting_for, where
            else:
                assert step.url, where
                opened = self.page(username).get(step.url)
                assert opened.status_code == 200, where
                assert opened.resolver_match.view_name == name, where
            if step.way_out:
                assert self.page(username).get(step.way_out[1]).status_code == 200, where
        party = next_step(self.world.viewer("nguyendon"), self.case)
        assert party is None or not party.url, f"{self.case.state}, party: {party}"


def test_the_next_step_is_right_for_everyone_at_every_stage(world, page, now):
    s = Stage(world, page, now)
    clock.move_to(now)
    president = world.viewer("chanhan")
    s.expect(leader=("Bốc thăm", "cases:assignment"), rest=("Bốc thăm", WAITING))

    cases.draw_judge(by=president, case_id=s.case.pk, at=now)
    s.expect(
        leader=("Phân công Thư ký", "cases:assignment"), rest=("Phân công Thư ký", WAITING),
        judge=("Phân công Thư ký", "cases:assignment" if s.people["judge"] in ("chanhan", "phochanhan") else WAITING),
    )  # fmt: skip
    cases.assign_clerk(by=president, case_id=s.case.pk, post_id=world.posts["thuky"].pk, at=now)
    lay = [world.posts["hoitham"].pk, world.posts["hoitham2"].pk]
    cases.assign_lay_judges(by=president, case_id=s.case.pk, post_ids=lay, at=now)
    steps.served(world, Case.objects.get(pk=s.case.pk), now)
    steps.court_room(world)
    plan = ("Ấn định phiên họp", "hearings:schedule_session")
    s.expect(judge=plan, clerk=plan, rest=("Ấn định phiên họp", WAITING))

    steps.mediated_case(world, now, case=Case.objects.get(pk=s.case.pk))
    steps.served(world, s.case, clock.now(), kind="session_notice")
    decide = "Ra quyết định đưa vụ án ra xét xử"
    s.expect(judge=(decide, "hearings:decide_trial"), rest=(decide, WAITING))

    steps.trial_decided_case(world, clock.now(), case=s.case)
    steps.served(world, s.case, clock.now(), kind="trial_decision")
    s.expect(rest=("Mở phiên tòa", WAITING))
    hearing = Hearing.objects.get(case=s.case, kind="trial")
    assert next_step(world.viewer(s.people["judge"]), s.case).way_out[0] == "Hoãn phiên tòa"
    assert next_step(world.viewer("thuky"), s.case).way_out is None

    clock.move_to(hearing.starts_at)
    s.expect(clerk=("Kiểm tra sự có mặt", "hearings:attendance"), rest=("Khai mạc phiên tòa", WAITING))
    assert "Chờ Thư ký ghi sự có mặt" in next_step(world.viewer(s.people["judge"]), s.case).waiting_for
    steps.everybody_present(world, hearing, hearing.starts_at)
    s.expect(judge=("Khai mạc phiên tòa", "hearings:conduct"), rest=("Khai mạc phiên tòa", WAITING))
    clock.move_to(hearing.starts_at + timedelta(days=1))
    s.expect(judge=("Hoãn phiên tòa", "hearings:adjourn"), rest=("Hoãn phiên tòa", WAITING))

    clock.move_to(hearing.starts_at)
    steps.opened_hearing(world, clock.now(), case=s.case)
    s.expect(
        judge=("Kết thúc tranh luận", "hearings:conduct"), clerk=("Ghi biên bản", "hearings:minutes"),
        rest=("Kết thúc tranh luận", WAITING),
    )  # fmt: skip
    words = [{"time": "08:05", "speaker": "Chủ tọa", "text": "Khai mạc phiên tòa."}]
    later = hearing.starts_at + timedelta(hours=2)
    hearings.write_minutes(
        by=world.viewer("thuky"), hearing_id=hearing.pk, paragraphs=words, revision=0, at=later
    )
    hearings.close_debate(by=world.viewer(s.people["judge"]), hearing_id=hearing.pk, at=later)
    clock.move_to(later)
    outside = ("Nghị án", WAITING)
    s.expect(
        judge=("Soạn và ký bản án", "judgments:case"), clerk=("Soạn và ký bản án", WAITING),
        lay=("Soạn và ký bản án", WAITING), rest=outside,
    )  # fmt: skip
    steps.signed_judgment(world, clock.now(), case=Case.objects.get(pk=s.case.pk))
    s.expect(
        judge=("Tuyên án", "judgments:case"), clerk=("Tuyên án", WAITING), lay=("Tuyên án", WAITING), rest=outside
    )  # fmt: skip

    judgment = Case.objects.get(pk=s.case.pk).judgment
    judgments.pronounce(by=world.viewer(s.people["judge"]), judgment_id=judgment.pk, at=clock.now())
    periods = "Chờ hết thời hạn kháng cáo"
    s.expect(clerk=("Hoàn thành biên bản", "hearings:minutes"), rest=(periods, WAITING))
    events.drain()
    s.expect(clerk=("Gửi Bản án", "delivery:case"), rest=(periods, WAITING))
    steps.served(world, s.case, clock.now(), kind="judgment")
    steps.sign_hearing_minutes(world, s.case, clock.now())
    s.expect(rest=(periods, WAITING))

    steps.effective_case(world, clock.now(), case=Case.objects.get(pk=s.case.pk))
    events.drain()
    review = "Duyệt"
    s.expect(
        judge=(review, "publication:review"), clerk=(review, "publication:review" if undecided(s.case) else WAITING),
        rest=(review, WAITING),
    )  # fmt: skip
    steps.published_case(world, clock.now(), case=Case.objects.get(pk=s.case.pk))
    s.expect(clerk=("Đóng hồ sơ", "dossiers:close"), rest=("Đóng hồ sơ", WAITING))
    dossiers.close(by=world.viewer("thuky"), case_id=s.case.pk, at=clock.now())
    s.expect(rest=("Vụ án đã xong", WAITING))


def undecided(case: Case) -> bool:
    """Whether the machine left something for a person to decide."""
    return bool(Publication.objects.get(case=case).sheet.undecided)
