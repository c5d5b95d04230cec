"""Decisions on their way to the public: agreements, requests at both instances, the committee of judges (350.2, 370.4, 375.5)."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.replay import step
from toaan.appeals.tests.thread import judged
from toaan.cases import deadlines
from toaan.cases.models import Case, Deadline
from toaan.core import audit, clock, events, files, search_writer
from toaan.core.errors import Refused
from toaan.core.integrity import Asked
from toaan.core.models import Event
from toaan.core.viewer import SYSTEM
from toaan.core.waiting import waiting_for
from toaan.course import duties as course_duties
from toaan.course.models import CourseDecision, Period
from toaan.course.tests.helpers import moment, suspended
from toaan.course.tests.test_agreement import recognise, ripe, settled
from toaan.demo import decision_appeals, people, request_steps, reviews, steps, strike_steps
from toaan.demo.people import World
from toaan.dossiers.closing import reasons as against_closing
from toaan.hearings.tests.conftest import quick_papers, real_papers
from toaan.publication import actions, duties, known, paper, public_paper, queries, rulings
from toaan.publication import reasons as publication_reasons
from toaan.publication.integrity import undecided
from toaan.publication.models import Publication
from toaan.publication.steps import encode_and_publish
from toaan.review.models import Reversal
from toaan.rules.tests.law_text import _page_text
from toaan.vietnamese.text import fold

from .conftest import decide_all

__all__ = ["quick_papers", "real_papers"]
pytestmark = pytest.mark.django_db
LIMIT = "NQ03/2017:cong-bo"
AGREED = """Ông Vũ Đức Thịnh trả bà Hoàng Thị Lan Chi 350.000.000 đồng, trong đó 20.000.000 đồng cho anh Hoàng Minh Đức, chậm nhất ngày 30/06/2026, qua tài khoản số 0123456789012.
Bà Chi được quyền sử dụng thửa đất số 125, tờ bản đồ số 7 tại thôn Hạ, xã Yên Khê, giấy chứng nhận số CE 123456; giáp nhà ông Trần Văn Bảy.
Giao cháu Vũ Hoàng Minh, sinh ngày 12/03/2018 cho bà Chi, điện thoại 0912000001, căn cước công dân số 001187012345, trực tiếp nuôi.
Công ty TNHH Xây dựng Hồng Phát hoàn trả xe ô tô biển số 30A-123.45."""
FINDINGS = "Người làm chứng ông Phạm Văn Sáu, trú tại số 5 phố Hàng Bè, xác nhận."
SECRETS = (
    "Lan Chi", "Đức Thịnh", "bà Chi", "Minh Đức", "Văn Bảy", "Hoàng Minh,", "Văn Sáu", "Hồng Phát", "Bến Đò", "Yên Khê", "Hàng Bè",
    "0123456789012", "CE 123456", "12/03/2018", "0912000001", "001187012345", "30A-123.45",
)  # fmt: skip


@step
def agreed(world: World, at) -> Publication:
    """What the parties agreed is recognised; the machine has proposed the encoding."""
    case = settled(world, at)
    ripe(case)
    recognise(world, case, agreement=AGREED, findings=FINDINGS)
    events.drain()
    return Publication.objects.get(case=case)


@step
def divorced(world: World, at) -> Publication:
    """A divorce by consent of a court below a province with its people."""
    people.staff_province(world)
    case = request_steps.divorced(world, at)
    events.drain()
    return Publication.objects.get(case=case)


@step
def ruled(world: World, at) -> CourseDecision:
    """A request is decided on; its periods run."""
    people.staff_province(world)
    case = request_steps.ruled(world, at)
    events.drain()
    return CourseDecision.objects.select_related("case").get(case=case, kind="ruling")


@step
def quashed(world: World, at) -> Publication:
    """The committee of judges of the province quashed the divorce; the publication is the one of its decision."""
    mine = divorced(world, at)
    made = reviews.of_decision(world, mine.decision, clock.now(), ground="213.2#trai-luat")
    reviews.decided(world, made, clock.now(), "retry")
    events.drain()
    return Publication.objects.get(committee__isnull=False)


def judge_of(world: World, publication: Publication):
    return world.viewer(steps.presiding(world, publication.case))


def open_to_all(world: World, publication: Publication, by=None) -> Publication:
    """Every place decided, published, its PDF made, in the index."""
    by = by or judge_of(world, publication)
    if publication.sheet.undecided:
        publication = decide_all(publication, by, clock.now())
    actions.publish(by=by, publication_id=publication.pk, revision=publication.revision, at=clock.now())
    events.drain()
    search_writer.write_changes()
    publication.refresh_from_db()
    return publication


def refused(act, **kwargs) -> str:
    with pytest.raises(Refused) as found:
        act(**kwargs)
    return found.value.code


def limits(case: Case) -> list[tuple[str, str]]:
    rows = Deadline.objects.filter(case=case, rule=LIMIT).order_by("trigger_on")
    return [(d.court.code, d.state) for d in rows.select_related("court")]


# --- agreements ---------------------------------------------------------------------------------------------


def test_an_agreement_is_proposed_at_once_and_its_thirty_days_run(world, now):
    made = agreed(world, now)
    assert (made.kind, made.state, made.reasons_against) == ("agreement", "proposed", [])
    assert str(made) == "Quyết định công nhận sự thỏa thuận của các đương sự số 01/2026/QĐST-DS"
    assert (made.effective_on, made.dated) == (made.decision.decided_on, made.decision.decided_on)
    assert [state for _court, state in limits(made.case)] == ["open"]
    assert Deadline.objects.get(case=made.case, rule=LIMIT).trigger_on == made.effective_on
    judge, clerk = judge_of(world, made), world.viewer("thuky")
    step_now = encode_and_publish(judge, made.case)
    assert step_now is not None and "quyết định" in step_now.title.lower() + step_now.text.lower()
    assert [w.title for w in waiting(judge)] == ["Duyệt công bố quyết định"]
    assert [w.title for w in waiting(clerk)] == ["Chuẩn bị quyết định mã hóa để công bố"]
    assert against_closing(made.case) == [
        "Quyết định đã có hiệu lực chưa được công bố, cũng chưa có quyết định không công bố."
    ]
    assert audit.verify().good


def waiting(viewer):
    return [w for w in waiting_for(viewer) if w.act.startswith("publication.")]


def test_nothing_of_anybody_is_left_and_court_law_and_officers_are(world, now):
    made = open_to_all(world, agreed(world, now))
    text = made.public_text
    for secret in SECRETS:
        assert fold(secret) not in fold(text), secret
    assert known.leaks(text, known.of(rulings.of(made))) == []
    for kept in (
        "Tòa án nhân dân khu vực 3 - tỉnh Sông Thanh", "01/2026/TLST-DS", "01/2026/QĐST-DS", "Điều 212 và Điều 213", "350.000.000 đồng",
        "Hoàng Thị Lan C", "Vũ Đức T", "cháu Vũ Hoàng M", "Công ty TNHH Xây dựng HP", "XÉT THẤY", "QUYẾT ĐỊNH",
    ):  # fmt: skip
        assert kept in text, kept
    assert f"Thẩm phán: {judge_of(world, made).name}." in text
    assert "Nơi nhận" not in text


def test_the_public_reads_it_finds_it_and_the_limit_is_met(world, now, client):
    made = open_to_all(world, agreed(world, now))
    assert [state for _court, state in limits(made.case)] == ["met"]
    assert against_closing(made.case) == []
    page = client.get(reverse("publication:read", args=[made.pk])).content.decode()
    for words in (
        "Quyết định công nhận sự thỏa thuận của các đương sự 01/2026/QĐST-DS", "Ngày ra", "Xét thấy", "Hoàng Thị Lan C",
    ):  # fmt: skip
        assert words in page, words
    assert "Bản án" not in page.partition("<article")[2].partition("</article")[0]
    for query in ("q=thoa+thuan", "q=01/2026/QĐST-DS", "dang=decision", ""):
        assert str(made.pk) in client.get(f"/ban-an/?{query}").content.decode(), query
    assert str(made.pk) not in client.get("/ban-an/?dang=judgment").content.decode()
    assert public_paper.file_name(made) == "quyet-dinh-01-2026-qdst-ds.pdf"
    answer = client.get(reverse("publication:download", args=[made.pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


@pytest.mark.usefixtures("real_papers")
def test_the_pdf_says_what_it_is(world, now):
    made = open_to_all(world, agreed(world, now))
    with pikepdf.open(io.BytesIO(files.read(made.paper_sha256))) as pdf:
        words = " ".join("".join(_page_text(page) for page in pdf.pages).split())
    assert "QUYẾT ĐỊNH CÔNG NHẬN SỰ THỎA THUẬN" in words.upper()
    assert "Bản án" not in words
    assert "đã mã hóa tên" in words
    assert "Lan Chi" not in words


# --- requests -----------------------------------------------------------------------------------------------


def test_a_ruling_waits_for_its_periods(world):
    decision = ruled(world, moment("2026-03-02"))
    assert not Publication.objects.exists()
    assert (
        refused(actions.propose, by=SYSTEM, of="decision", ruling_id=decision.pk, at=clock.now())
        == "publication.not_effective"
    )
    steps.served(world, decision.case, clock.now() + timedelta(days=2), kind="ruling")
    last = max(Period.objects.filter(decision=decision).values_list("due_on", flat=True))
    after = moment((last + timedelta(days=1)).isoformat())
    clock.move_to(after)
    course_duties.settle_effect(clock.local_date(after), after)
    events.drain()
    made = Publication.objects.get()
    assert (made.kind, made.number) == ("ruling", "01/2026/QĐST-VDS")
    assert [state for _court, state in limits(made.case)] == ["open"]
    assert "Tuyên bố ông Vũ Đức T mất năng lực" in made.public_text
    assert "Nghiêm Thị Bích" in made.public_text


def test_above_both_decisions_are_published_each_by_its_court(world):
    decision = ruled(world, moment("2026-03-02"))
    decision_appeals.reviewed(world, decision, clock.now(), "upheld")
    events.drain()
    below, above = Publication.objects.order_by("dated")
    assert (below.kind, above.kind) == ("ruling", "above")
    assert below.court.code != above.court.code
    assert above.case.instance == "PT"
    assert [state for _court, state in limits(above.case)] == ["open"]
    assert {p.pk for p in queries.visible_to(world.viewer("chanhan.tinh"))} == {above.pk}
    told = above.above.content
    for name in (told["judge"], *told["judges"], told["clerk"]):
        assert name in above.public_text
    assert "Hoàng Thị Lan C kháng cáo" in above.public_text
    assert open_to_all(world, above).state == "published"


def test_what_only_suspends_or_ends_a_case_is_not_published(world, now):
    decision = suspended(world, now)
    events.drain()
    assert not Publication.objects.exists()
    assert refused(actions.propose, by=SYSTEM, of="decision", ruling_id=decision.pk, at=now) == "not_found"


def test_a_judgment_of_second_instance_says_that_it_is_one(world, now):
    case = judged(people.staff_province(world), now, {2: "amended"}).case
    events.drain()
    made = Publication.objects.get(case=case)
    told = made.judgment.text
    assert public_paper.called(made) == "Bản án phúc thẩm"
    for words in (
        "xét xử phúc thẩm công khai", "Các Thẩm phán: " + ", ".join(told["bench"]["judges"]), "Do Bản án sơ thẩm số 01/2026/DS-ST",
        "Người kháng cáo: ",
    ):  # fmt: skip
        assert words in made.public_text, words
    assert "xét xử sơ thẩm công khai" not in made.public_text
    titles = [section.title for section in paper.sections(made.public_text)]
    assert titles[1:] == ["Nội dung vụ án, kháng cáo, kháng nghị", "Nhận định của Tòa án", "Quyết định"]
    assert known.leaks(made.public_text, known.of(rulings.of(made))) == []


# --- what is kept from the public ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [({"involves_minor": True}, "minor"), ({"closed_hearing": True}, "closed_hearing")],
)
def test_minors_and_closed_sessions_stay_inside(world, now, change, code):
    made = agreed(world, now)
    Case.objects.filter(pk=made.case_id).update(**change)
    judge = judge_of(world, made)
    ready = decide_all(made, judge, clock.now()) if made.sheet.undecided else made
    found = publication_reasons.against(rulings.of(queries.get(judge, ready.pk)), on=clock.today())
    assert [r.code for r in found] == [code]
    call = {"by": judge, "publication_id": ready.pk, "at": clock.now()}
    assert refused(actions.publish, revision=ready.revision, **call) == "publication.reasons"
    actions.decline(**call, reason=code, explanation="Theo hồ sơ.")
    assert [state for _court, state in limits(made.case)] == ["met"]


def test_a_closed_session_of_the_case_counts_too(world, now):
    made = agreed(world, now)
    made.case.hearings.update(closed_doors=True)
    assert rulings.of(queries.get(SYSTEM, made.pk)).closed


def test_its_pages_ask_little(world, now, page, django_assert_max_num_queries):
    made = agreed(world, now)
    desk = page(steps.presiding(world, made.case))
    for address in (
        reverse("publication:case", args=[made.case_id]), reverse("publication:one", args=[made.pk]), "/ban/cong-bo/",
    ):  # fmt: skip
        desk.get(address)
        with django_assert_max_num_queries(12):
            assert desk.get(address).status_code == 200


@pytest.mark.parametrize("person", ["thuky", "thuky2", "chanhan", "nguyendon", "luutru"])
def test_only_the_judge_of_the_case_publishes_and_declines(world, now, person):
    made = agreed(world, now)
    judge = judge_of(world, made)
    ready = decide_all(made, judge, clock.now()) if made.sheet.undecided else made
    if steps.presiding(world, made.case) == person:  # the draw may choose the president
        person = "phochanhan"
    call = {"by": world.viewer(person), "publication_id": made.pk, "at": clock.now()}
    with pytest.raises(Refused) as no:
        actions.publish(revision=ready.revision, **call)
    assert no.value.status == 403
    with pytest.raises(Refused) as no:
        actions.decline(reason="good_customs", explanation="x", **call)
    assert no.value.status == 403


def test_twice_is_refused_and_withdrawn_is_gone(world, now, client):
    made = open_to_all(world, agreed(world, now))
    judge = judge_of(world, made)
    call = {"by": judge, "publication_id": made.pk, "at": clock.now()}
    assert refused(actions.publish, revision=made.revision, **call) == "wrong_state"
    assert (
        refused(actions.propose, by=SYSTEM, of="decision", ruling_id=made.decision_id, at=clock.now())
        == "publication.exists"
    )
    actions.withdraw(reason="Còn đọc được tên.", **call)
    answer = client.get(reverse("publication:read", args=[made.pk]))
    assert answer.status_code == 410
    assert "quyết định" in answer.content.decode()


def test_a_publication_is_of_exactly_one_ruling(world, now):
    made = agreed(world, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.filter(pk=made.pk).update(decision=None)


# --- the committee of judges --------------------------------------------------------------------------------


def test_the_presiding_judge_of_the_committee_publishes_its_decision(world):
    made = quashed(world, moment("2026-01-05"))
    assert (made.kind, str(made)) == ("cassation", "Quyết định giám đốc thẩm số 01/2026/HNGĐ-GĐT")
    president, reporter = world.viewer("chanhan.tinh"), world.viewer("thamphan2.tinh")
    assert made.court_id == president.court_id != made.case.court_id
    limit = Deadline.objects.get(case=made.case, rule=LIMIT, court=made.court)
    assert (limit.post, limit.trigger_on) == (president.post, made.dated)
    assert [w.title for w in waiting(president)] == ["Duyệt công bố quyết định"]
    assert [p.pk for p in queries.listed(reporter, mine=True)] == [made.pk]
    below = judge_of(world, made)
    call = {"publication_id": made.pk, "at": clock.now(), "revision": made.revision}
    with pytest.raises(Refused) as no:
        actions.publish(by=below, **call)
    assert no.value.status == 403
    with pytest.raises(Refused):
        actions.publish(by=reporter, **call)
    first = Publication.objects.exclude(pk=made.pk).get()
    assert open_to_all(world, made, president).state == "published"
    assert limits(made.case)[1] == (made.court.code, "met")
    assert limits(made.case)[0][1] == "open", "the limit of the decision below is its own"
    assert first.state == "proposed"


def test_what_was_quashed_before_it_was_published_is_declined(world):
    committee = quashed(world, moment("2026-01-05"))
    mine = Publication.objects.get(committee=None)
    judge = judge_of(world, mine)
    ready = decide_all(mine, judge, clock.now()) if mine.sheet.undecided else mine
    call = {"by": judge, "publication_id": mine.pk, "at": clock.now()}
    assert refused(actions.publish, revision=ready.revision, **call) == "publication.reasons"
    assert queries.is_quashed(mine)
    actions.decline(reason="not_effective", explanation="Bị hủy.", **call)
    assert limits(mine.case)[0][1] == "met"
    assert not queries.is_quashed(committee)


def test_what_was_published_before_it_was_quashed_stays_and_says_so(world, client):
    mine = open_to_all(world, divorced(world, moment("2026-01-05")))
    made = reviews.of_decision(world, mine.decision, clock.now(), ground="213.2#trai-luat")
    reviews.decided(world, made, clock.now(), "retry")
    events.drain()
    page = client.get(reverse("publication:read", args=[mine.pk]))
    assert page.status_code == 200
    said = "Quyết định giám đốc thẩm số 01/2026/HNGĐ-GĐT"
    assert said in page.content.decode()
    assert "Hủy, xét xử sơ thẩm lại" in page.content.decode()
    above = open_to_all(world, Publication.objects.get(committee__isnull=False), world.viewer("chanhan.tinh"))
    assert (
        reverse("publication:read", args=[above.pk])
        in client.get(reverse("publication:read", args=[mine.pk])).content.decode()
    )
    assert refused(
        actions.decline, by=judge_of(world, mine), publication_id=mine.pk, reason="not_effective", explanation="x", at=clock.now()
    ) == "wrong_state"  # fmt: skip


# --- the desk -----------------------------------------------------------------------------------------------


def test_the_pages_of_both_courts(world, page):
    made = quashed(world, moment("2026-01-05"))
    mine = Publication.objects.get(committee=None)
    below, president = page(steps.presiding(world, mine.case)), page("chanhan.tinh")
    tab = reverse("publication:case", args=[mine.case_id])
    shown = below.get(tab).content.decode()
    assert str(mine) in shown
    assert str(made) not in shown, "not yet public"
    one = reverse("publication:one", args=[made.pk])
    assert president.get(tab).headers["Location"] == one  # the case is not its own; its limit leads there
    for name in ("one", "review", "decline"):
        assert president.get(reverse(f"publication:{name}", args=[made.pk])).status_code == 200, name
        assert below.get(reverse(f"publication:{name}", args=[made.pk])).status_code in {403, 404}, name
    assert str(made.number) in president.get("/ban/cong-bo/").content.decode()
    assert str(mine.number) in below.get("/ban/cong-bo/").content.decode()
    open_to_all(world, made, world.viewer("chanhan.tinh"))
    assert str(made) in below.get(tab).content.decode()
    assert president.get(reverse("publication:withdraw", args=[made.pk])).status_code == 200


def test_a_judge_who_takes_over_the_case_leaves_the_limit_of_the_court_above(world):
    made = quashed(world, moment("2026-01-05"))
    before = Deadline.objects.get(case=made.case, rule=LIMIT, court=made.court).post
    other = next(
        p for name, p in world.posts.items()
        if name.startswith("thamphan") and p.court_id == made.case.court_id and name != steps.presiding(world, made.case)
    )  # fmt: skip
    deadlines.hand_to(made.case, Deadline.Owner.JUDGE, other)
    assert Deadline.objects.get(case=made.case, rule=LIMIT, court=made.court).post == before


# --- what is missed -----------------------------------------------------------------------------------------


def test_the_night_makes_up_for_what_was_never_proposed(world, now):
    made = agreed(world, now)
    made.revisions.all().delete()
    made.delete()
    duties.catch_up(clock.today(), clock.now())
    again = Publication.objects.get()
    assert (again.decision_id, again.state) == (made.decision_id, "proposed")
    duties.catch_up(clock.today(), clock.now())
    assert Publication.objects.count() == 1
    assert Event.objects.filter(act="publication.propose").count() == 2


@pytest.mark.parametrize("make", [agreed, quashed])
def test_nobody_decides_and_the_nightly_check_says_so(world, make):
    made = make(world, moment("2026-01-05"))
    day = made.effective_on + timedelta(days=8)

    def asked(when):
        return [
            f.subject[1]
            for f in undecided(Asked(court=made.court, today=when, now=clock.now(), days={"publication": 7}))
        ]

    target = rulings.of(made).pk
    assert asked(day) == [target]
    assert asked(day - timedelta(days=1)) == []
    Publication.objects.update(state="declined")
    assert asked(day) == []


def test_the_limit_of_another_ruling_is_never_met(world):
    committee = quashed(world, moment("2026-01-05"))
    mine = Publication.objects.get(committee=None)
    Deadline.objects.filter(case=mine.case, rule=LIMIT).exclude(
        court=committee.court
    ).delete()  # made before there were limits
    judge = judge_of(world, mine)
    actions.decline(
        by=judge, publication_id=mine.pk, at=clock.now(), reason="not_effective", explanation="Bị hủy."
    )
    assert limits(mine.case) == [(committee.court.code, "open")]
    assert queries.deadline_of(mine) is None


def test_what_the_court_above_cancelled_is_declined_as_no_longer_in_effect(world):
    ruling = decision_appeals.missed(world, ruled(world, moment("2026-03-02")), clock.now())
    events.drain()
    mine = Publication.objects.get(decision=ruling)
    CourseDecision.objects.filter(pk=ruling.pk).update(effective_on=None)  # a late appeal lifted it
    assert not queries.is_quashed(Publication.objects.get(pk=mine.pk)), "it may come back"
    Reversal.objects.create(
        case=ruling.case, decision=ruling, above=ruling.case, judge=ruling.signer, outcome=Reversal.Outcome.QUASHED,
        told="Hủy", decided_on=clock.today(), recorded_at=clock.now(),
    )  # fmt: skip
    assert queries.is_quashed(Publication.objects.get(pk=mine.pk))


def test_a_strike_in_another_commune_stays_unknown(world):
    case = strike_steps.decided(world, moment("2026-03-02"))
    ruling = strike_steps.ruling_of(case)
    content = {
        **ruling.content,
        "strike": {**ruling.content["strike"], "told": "ở Xưởng may số 2, xã Hạ Trạch, tỉnh Sông Thanh"},
    }
    CourseDecision.objects.filter(pk=ruling.pk).update(content=content)
    found = rulings.find("decision", ruling.pk)
    source = found.source()
    sheet, _codes = known.propose(source, known.of(found))
    assert "Hạ Trạch" in source and "Hạ Trạch" not in sheet.public_text
