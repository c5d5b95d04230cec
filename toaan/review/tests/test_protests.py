"""From the request of the file to the four months of the session: protests, their changes, the file's way (329–336, 339)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from toaan.core import clock
from toaan.core.errors import Refused
from toaan.core.models import Event, StoredFile
from toaan.delivery.consequences import serve_documents
from toaan.delivery.models import Service
from toaan.dossiers.models import Folio
from toaan.dossiers.tests.conftest import pdf
from toaan.review import actions
from toaan.review.models import Application, CaseFile, Proceeding
from toaan.review.tests.test_applications import PROTEST, reported

DAY = date(2026, 3, 2)


@pytest.fixture
def protested(world, judgment, at) -> Proceeding:
    """The president has protested; nobody has asked for the file yet."""
    made = actions.file(
        by=world.viewer("nguyendon"), judgment_id=judgment.pk, party_id=judgment.case.parties.get(role="plaintiff").pk,
        kind="cassation", ground="326.1.c", reason="Áp dụng sai luật.", at=at,
    )  # fmt: skip
    actions.request_file(
        by=world.viewer("chanhan.tinh"), application_id=made.pk, text="Gửi trong tuần.", at=at
    )
    reported(world, made, at)
    actions.protest(by=world.viewer("chanhan.tinh"), application_id=made.pk, at=at, **PROTEST)
    return Proceeding.objects.get(application=made)


@pytest.fixture
def entered(world, judgment, at):
    """Call with what differs from a good protest of the procuracy."""

    def call(who="thuky.tinh", **change):
        values = {
            "kind": "cassation", "number": "03/QĐKNGĐT-VKS-DS", "protested_on": DAY, "ground": "326.1.a", "text": "Sai tình tiết.",
            "scope": "toàn bộ bản án", "proposal": "Hủy bản án.", "paper": StoredFile.objects.first(), **change,
        }  # fmt: skip
        return actions.enter_protest(
            by=world.viewer(who), judgment_id=judgment.pk, said=actions.Protesting(**values), at=at
        )

    return call


def code_of(call, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        call(*args, **kwargs)
    return refused.value.code


def test_the_file_goes_up_to_the_procuracy_and_the_four_months_begin_with_its_return(world, protested, at):
    clerk, found = world.viewer("thuky.tinh"), CaseFile.objects.get()
    both = {"by": clerk, "proceeding_id": protested.pk}
    assert code_of(actions.send_to_procuracy, **both, sent_on=DAY, at=at) == "review.no_file"
    assert code_of(actions.take_in_file, **both, received_on=DAY, at=at) == "review.to_procuracy_first"
    one = {"file_id": found.pk, "at": at}
    assert code_of(actions.receive_file, by=clerk, received_on=DAY, **one) == "review.file_not_sent"
    assert code_of(actions.send_file, by=clerk, sent_on=DAY, note="2 tập", **one) == "not_allowed"
    assert (
        code_of(actions.send_file, by=world.viewer("thuky"), sent_on=DAY, note=" ", **one) == "review.no_note"
    )
    actions.send_file(by=world.viewer("thuky"), sent_on=DAY, note="2 tập, bút lục 1–140", **one)
    assert code_of(actions.receive_file, by=clerk, received_on=date(2026, 3, 1), **one) == "review.day"
    actions.receive_file(by=clerk, received_on=DAY, **one)
    assert code_of(actions.return_file, by=clerk, returned_on=DAY, **one) == "review.file_needed"
    made = actions.send_to_procuracy(**both, sent_on=DAY, at=at)
    assert (made.state, made.procuracy_due_on) == ("studied", date(2026, 3, 17))
    later = at + timedelta(days=10)
    clock.move_to(later)
    made = actions.take_in_file(**both, received_on=date(2026, 3, 12), at=later)
    assert (made.state, made.open_by) == ("preparing", date(2026, 7, 13))  # 12/07 is a Sunday


def test_a_protest_is_served_on_the_parties_and_stands_in_the_file(protested):
    event = Event.objects.get(act="review.protest")
    assert [d["kind"] for d in event.documents] == ["cassation_protest"]
    assert Folio.objects.filter(kind="cassation_protest", dossier__case=protested.judgment.case).count() == 1
    serve_documents(event)
    served = Service.objects.get(kind="cassation_protest").recipients
    assert served.filter(party=None).count() == 1 and served.exclude(party=None).count() == 2


def test_a_protest_of_the_procuracy_comes_with_its_file(world, protested, entered, at):
    assert code_of(entered) == "review.under_protest"
    actions.withdraw_protest(
        by=world.viewer("chanhan.tinh"), proceeding_id=protested.pk, text="Đã thỏa thuận.", at=at
    )
    assert code_of(entered) == "review.under_protest"  # until the court has ended that trial
    actions.end_trial(by=world.viewer("chanhan.tinh"), proceeding_id=protested.pk, text="Đã rút.", at=at)
    for change, code in (
        ({"who": "thuky"}, "not_allowed"), ({"paper": None}, "review.no_paper"), ({"ground": "352.1"}, "review.ground"),
        ({"protested_on": date(2026, 3, 3)}, "review.day"), ({"kind": "reopening", "ground": "352.1"}, "review.known_on"),
        ({"text": " "}, "review.no_text"), ({"file_on": date(2026, 3, 3)}, "review.day"),
    ):  # fmt: skip
        assert code_of(entered, **change) == code
    waiting = entered(stay=True)
    assert (waiting.state, waiting.stayed_on) == ("protested", DAY)
    own = {"by": world.viewer("chanhan.tinh"), "proceeding_id": waiting.pk, "text": "x", "at": at}
    assert code_of(actions.stay, **own) == "review.not_own"
    clerk = {"by": world.viewer("thuky.tinh"), "proceeding_id": waiting.pk, "at": at}
    assert code_of(actions.send_to_procuracy, **clerk, sent_on=DAY) == "review.procuracy_protests"
    made = actions.take_in_file(**clerk, received_on=DAY)
    assert made.open_by == date(2026, 7, 2)
    again = actions.Paper("stay", "04/QĐ-VKS", DAY, "Tạm đình chỉ.", StoredFile.objects.first())
    assert code_of(actions.enter_change, **clerk, said=again) == "review.stayed"
    gone = actions.Paper("withdrawal", "05/QĐ-VKS", DAY, "Rút toàn bộ.", StoredFile.objects.first())
    assert actions.enter_withdrawal(**clerk, said=gone).state == "withdrawn"


def test_the_president_changes_within_the_term_and_afterwards_only_withdraws(world, protested, at):
    own = {"by": world.viewer("chanhan.tinh"), "proceeding_id": protested.pk}
    wanted = {**own, "text": "Bớt phần.", "scope": "phần lãi", "proposal": "Hủy phần lãi."}
    assert (
        code_of(actions.change_protest, **{**wanted, "scope": " "}, what="change", at=at)
        == "review.no_proposal"
    )
    letter = actions.change_protest(**wanted, what="change", at=at)
    protested.refresh_from_db()
    assert (protested.scope, protested.changes[0]["number"]) == ("phần lãi", str(letter))
    assert actions.stay(**own, text="Tránh hậu quả khó khắc phục.", at=at).issued
    assert code_of(actions.stay, **own, text="Lần nữa.", at=at) == "review.stayed"
    late = at + timedelta(days=3 * 366 + 60)
    clock.move_to(late)
    assert code_of(actions.change_protest, **wanted, what="change", at=late) == "review.term_over"
    assert actions.change_protest(**wanted, what="part", at=late).issued
    assert code_of(actions.end_trial, **own, text="x", at=late) == "wrong_state"


def test_on_the_pages_of_both_courts_and_of_the_party(world, page, protested, judgment, at):
    clerk, below, president = page("thuky.tinh"), page("thuky"), page("chanhan.tinh")
    file = reverse("review:file", args=[CaseFile.objects.get().pk])
    assert (
        reverse("review:file", args=[CaseFile.objects.get().pk])
        in below.get(reverse("desk:home")).content.decode()
    )
    assert below.post(file, {"sent_on": "02/03/2026", "note": ""}).status_code == 422
    assert below.post(file, {"sent_on": "02/03/2026", "note": "2 tập"}).status_code == 302
    assert clerk.post(file, {"received_on": "02/03/2026"}).status_code == 302
    one = reverse("review:protest", args=[protested.pk])
    step = reverse("review:protest_step", args=[protested.pk, "gui-vien-kiem-sat"])
    assert step in clerk.get(one).content.decode()
    assert clerk.post(step, {"sent_on": "02/03/2026"}).status_code == 302
    assert step not in clerk.get(one).content.decode()
    for slug in ("thay-doi", "rut", "tam-dinh-chi"):
        assert president.get(reverse("review:protest_step", args=[protested.pk, slug])).status_code == 200
    assert president.get(reverse("review:protest_step", args=[protested.pk, "nhap-rut"])).status_code == 403
    assert below.get(one).status_code == 200
    assert below.get(reverse("review:case", args=[judgment.case_id])).status_code == 200
    assert protested.protest_number in clerk.get(reverse("review:list")).content.decode()
    party = page("bidon").get(reverse("review:mine", args=[judgment.case_id])).content.decode()
    paper = reverse("review:my_protest", args=[protested.pk, 0])
    assert paper in party and page("bidon").get(paper).status_code == 200
    assert page("bidon").get(reverse("review:my_protest", args=[protested.pk, 3])).status_code == 404


def test_the_clerk_enters_a_protest_on_its_page(world, page, judgment, at):
    clerk, url = page("thuky.tinh"), reverse("review:receive_protest") + f"?so={judgment.number}"
    data = {
        "number": "03/QĐKN", "protested_on": "02/03/2026", "ground": "326.1.b", "text": "Vi phạm thủ tục.", "scope": "toàn bộ",
        "proposal": "Hủy án.", "file_on": "02/03/2026",
    }  # fmt: skip
    assert clerk.post(url, data).status_code == 422
    sent = clerk.post(
        url,
        {**data, "paper": SimpleUploadedFile("kn.pdf", pdf("Kháng nghị"), content_type="application/pdf")},
    )
    assert sent.status_code == 302
    made = Proceeding.objects.get()
    assert (made.author, made.state, Application.objects.exists()) == ("procuracy", "preparing", False)
    assert page("thuky").get(reverse("review:receive_protest")).status_code == 403
