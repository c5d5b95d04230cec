"""From a party's application to the president's protest or notice (BLTTDS 327–334, 353–355)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.replay import step
from toaan.core import audit, clock, files
from toaan.core.errors import Refused
from toaan.core.models import Event, StoredFile
from toaan.review import actions, queries
from toaan.review.models import Application, Letter


@pytest.fixture
def filed(world, judgment, at):
    """Call with what differs from a good application of the plaintiff."""
    plaintiff = judgment.case.parties.get(role="plaintiff")

    def call(who="nguyendon", **change):
        values = {
            "party_id": plaintiff.pk, "kind": "cassation", "ground": "326.1.c", "reason": "Áp dụng sai Điều 328 Bộ luật Dân sự.",
            "at": at, **change,
        }  # fmt: skip
        return actions.file(by=world.viewer(who), judgment_id=judgment.pk, **values)

    return call


@step
def reported(world, made, at, *, protest=True):
    president, judge = world.viewer("chanhan.tinh"), world.posts["thamphan2.tinh"]
    actions.assign_examiner(by=president, application_id=made.pk, post_id=judge.pk, at=at)
    return actions.report(
        by=world.viewer("thamphan2.tinh"), application_id=made.pk, text="Hồ sơ cho thấy sai lầm.", protest=protest, at=at
    )  # fmt: skip


PROTEST = {
    "text": "Bản án áp dụng sai luật.", "ground": "326.1.c", "scope": "toàn bộ bản án", "proposal": "Hủy bản án để xét xử sơ thẩm lại.",
}  # fmt: skip


def test_an_application_goes_to_the_president_of_the_province_who_protests(world, page, filed, judgment, at):
    made = filed()
    assert (made.court, made.state) == (world.province, "received")
    assert made.due_on == queries.last_day(judgment) and made.due_on.year == judgment.effective_on.year + 1
    assert files.read(made.sha256).startswith(b"%PDF")
    reported(world, made, at)
    letter = actions.protest(
        by=world.viewer("chanhan.tinh"), application_id=made.pk, at=at, stay=True, **PROTEST
    )
    made.refresh_from_db()
    assert made.state == "protested" and "/QĐKN-" in str(letter.number)
    assert letter.content["stay"] and letter.content["reviewing"].startswith("Ủy ban Thẩm phán")
    told = Event.objects.get(act="review.protest")
    assert (told.case_id, told.shown_to, told.court) == (judgment.case_id, "parties", world.province)
    book = page("thuky.tinh").get(reverse("books:book", args=["quyet-dinh"])).content.decode()
    assert str(letter.number) in book and "chưa ban hành" not in book
    audit.verify()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"reason": " "}, "review.no_reason"),
        ({"ground": "352.1"}, "review.ground"),
        ({"who": "bidon"}, "not_allowed"),
        ({"who": "thuky"}, "not_allowed"),
        ({"at": None}, "review.late"),
    ],
)
def test_what_is_no_application_is_refused(filed, judgment, at, change, code):
    if change.get("at", 1) is None:
        change = {"at": at + timedelta(days=500)}
        clock.move_to(change["at"])
    kept = StoredFile.objects.count()
    with pytest.raises(Refused) as refused:
        filed(**change)
    assert refused.value.code == code
    assert not Application.objects.exists()
    if change.get("who") is None:
        assert StoredFile.objects.count() == kept, "a paper of what was refused"


def test_the_court_of_the_judgment_does_not_see_what_is_asked_above(world, filed, at):
    made = filed()
    for who, there in (
        ("chanhan", False),
        ("thuky", False),
        ("thuky.tinh", True),
        ("nguyendon", True),
        ("bidon", False),
    ):
        assert queries.visible_to(world.viewer(who)).filter(pk=made.pk).exists() is there
    with pytest.raises(Refused) as twice:
        filed()
    assert twice.value.code == "review.open"


def test_a_month_to_amend_runs_from_the_receipt_and_then_it_is_returned(world, filed, at):
    made, president = filed(), world.viewer("chanhan.tinh")
    letter = actions.require_amendment(by=president, application_id=made.pk, text="Gửi kèm bản án.", at=at)

    def give_back(moment):
        return actions.return_application(
            by=president, application_id=made.pk, text="Không bổ sung.", at=moment
        )

    for received in (False, True):
        if received:
            actions.record_delivery(
                by=world.viewer("thuky.tinh"), letter_id=letter.pk, sent_on=date(2026, 3, 2), received_on=date(2026, 3, 2), at=at
            )  # fmt: skip
        with pytest.raises(Refused) as early:
            give_back(at)
        assert early.value.code == "review.too_early"
    made.refresh_from_db()
    assert made.amend_by == date(2026, 4, 2)
    assert give_back(at + timedelta(days=40)).kind == Letter.Kind.RETURN
    made.refresh_from_db()
    assert made.state == "returned"


def test_amended_declined_and_who_may_not(world, filed, at):
    made, president = filed(), world.viewer("chanhan.tinh")
    actions.require_amendment(by=president, application_id=made.pk, text="Gửi kèm bản án.", at=at)
    actions.amend(by=world.viewer("nguyendon"), application_id=made.pk, text="Đã gửi kèm.", at=at)
    reported(world, made, at, protest=False)
    with pytest.raises(Refused) as clerk:
        actions.decline(by=world.viewer("thuky.tinh"), application_id=made.pk, text="Không có căn cứ.", at=at)
    assert clerk.value.code == "not_allowed"
    with pytest.raises(Refused) as over:
        actions.protest(by=president, application_id=made.pk, at=at + timedelta(days=3 * 366 + 60), **PROTEST)
    assert over.value.code == "review.term_over"
    actions.decline(by=president, application_id=made.pk, text="Không có căn cứ kháng nghị.", at=at)
    made.refresh_from_db()
    assert made.state == "declined"


def test_a_reopening_is_protested_within_a_year_of_knowing(world, filed, at):
    made, president = filed(kind="reopening", ground="352.2"), world.viewer("chanhan.tinh")
    assert made.due_on is None
    reported(world, made, at)
    wanted = {**PROTEST, "ground": "352.2", "by": president, "application_id": made.pk, "at": at}
    for known_on, code in ((None, "review.known_on"), (date(2025, 1, 6), "review.term_over")):
        with pytest.raises(Refused) as refused:
            actions.protest(**wanted, known_on=known_on)
        assert refused.value.code == code
    assert actions.protest(**wanted, known_on=date(2026, 2, 2)).issued


def test_on_the_pages_of_both_faces(world, page, judgment, at):
    case = judgment.case
    party, clerk, president = page("nguyendon"), page("thuky.tinh"), page("chanhan.tinh")
    url = reverse("review:mine", args=[case.pk])
    assert "Chánh án " + world.province.name in party.get(url).content.decode()
    plaintiff, defendant = (case.parties.get(role=r).pk for r in ("plaintiff", "defendant"))
    bad = party.post(url, {"party": plaintiff, "ground": "326.1.c", "reason": ""})
    assert bad.status_code == 422
    assert (
        party.post(url, {"party": plaintiff, "ground": "326.1.c", "reason": "Sai luật."}).status_code == 302
    )
    found = clerk.get(reverse("review:receive"), {"so": str(judgment.number)})
    assert "Nhận đơn đề nghị" in found.content.decode() and str(judgment) in found.content.decode()
    taken = clerk.post(
        reverse("review:receive") + f"?so={judgment.number}",
        {
            "party": defendant,
            "ground": "352.1",
            "reason": "Tình tiết mới.",
            "channel": "direct",
            "sent_on": "02/03/2026",
        },
    )
    assert taken.status_code == 302
    one = Application.objects.get(party=plaintiff)
    assert str(one.number) in president.get(reverse("review:list")).content.decode()
    assert president.get(reverse("review:one", args=[one.pk])).status_code == 200
    step = reverse("review:step", args=[one.pk, "yeu-cau-bo-sung"])
    assert president.get(step).status_code == 200
    assert president.post(step, {"text": "Gửi kèm bản án."}).status_code == 302
    letter = one.letters.get()
    assert party.get(reverse("review:my_letter", args=[letter.pk])).status_code == 200
    assert page("bidon").get(reverse("review:my_letter", args=[letter.pk])).status_code == 404
    assert page("thuky").get(reverse("review:one", args=[one.pk])).status_code == 404
    assert party.post(reverse("review:amend", args=[case.pk, one.pk]), {"text": "Đã gửi."}).status_code == 302
    assert clerk.get(reverse("review:deliver", args=[letter.pk])).status_code == 200
    assert clerk.get(reverse("books:book", args=["thong-bao"])).status_code == 200
    assert page("chanhan").get(reverse("cases:overview", args=[case.pk])).status_code == 200
