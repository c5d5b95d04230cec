"""The file of an effective case is closed once, whole, by its clerk or the archivist."""

from __future__ import annotations

import threading

import pytest
from django.db import close_old_connections
from django.urls import reverse

from toaan.cases.models import Case
from toaan.cases.page import next_step
from toaan.core import audit, files
from toaan.core.errors import Refused
from toaan.core.models import Event, IssuedNumber
from toaan.dossiers import actions, closing, papers, queries
from toaan.dossiers.models import Dossier, Folio


@pytest.fixture(autouse=True)
def nothing_else_to_do(monkeypatch):
    monkeypatch.setattr(closing, "_blockers", [])


@pytest.mark.parametrize("person", ["clerk", "archivist"])
def test_closing_archives_the_case_with_its_inventory(person, request, effective, now) -> None:
    viewer = request.getfixturevalue(person)
    dossier = actions.close(by=viewer, case_id=effective.pk, at=now)
    effective.refresh_from_db()
    assert effective.state == "archived"
    assert (dossier.closed_at, dossier.closed_by) == (now, viewer.post)
    assert files.read(dossier.inventory_id).startswith(b"%PDF")
    assert "không tiêu hủy" in dossier.retention_note  # no period is laid down yet
    event = Event.objects.get(act="dossiers.close")
    assert event.title.endswith("3 tài liệu, 6 bút lục")
    assert audit.verify().good


@pytest.mark.parametrize(
    "person", ["president", "other_clerk", "procurator", "plaintiff", "stranger", "lay_judge"]
)
def test_others_may_not_close(person, request, effective, now) -> None:
    with pytest.raises(Refused, match="not_allowed"):
        actions.close(by=request.getfixturevalue(person), case_id=effective.pk, at=now)
    assert Case.objects.get(pk=effective.pk).state == "effective"


def test_a_case_that_still_runs_is_not_closed(filled, clerk, now) -> None:
    with pytest.raises(Refused, match="wrong_state"):
        actions.close(by=clerk, case_id=filled.pk, at=now)


def test_what_another_domain_still_has_to_do_stops_it(effective, clerk, now, page) -> None:
    closing.blocker(lambda _case: "Bản án chưa công bố.")
    with pytest.raises(Refused, match="Bản án chưa công bố"):
        actions.close(by=clerk, case_id=effective.pk, at=now)
    assert next_step(clerk, effective).waiting_for == "Bản án chưa công bố."
    assert (
        "Bản án chưa công bố"
        in page("thuky").get(reverse("dossiers:close", args=[effective.pk])).content.decode()
    )


def test_a_damaged_original_stops_it(effective, clerk, now) -> None:
    original = files.store().path(Folio.objects.first().file_id)
    original.unlink()
    with pytest.raises(Refused, match="dossier.faulty"):
        actions.close(by=clerk, case_id=effective.pk, at=now)
    assert Dossier.objects.get().closed_at is None


def test_an_empty_file_is_not_closed(case, clerk, now) -> None:
    Case.objects.filter(pk=case.pk).update(state="effective")
    with pytest.raises(Refused, match="dossier.empty"):
        actions.close(by=clerk, case_id=case.pk, at=now)


def test_a_document_that_comes_while_the_inventory_is_made_is_not_overlooked(
    effective, clerk, now, bring, monkeypatch
) -> None:
    make = papers.inventory

    def slowly(*args, **kwargs):
        made = make(*args, **kwargs)
        bring(("Đến đúng lúc", "evidence", 1, effective.accepted_on))
        return made

    monkeypatch.setattr(papers, "inventory", slowly)
    with pytest.raises(Refused, match="dossier.changed"):
        actions.close(by=clerk, case_id=effective.pk, at=now)
    assert Case.objects.get(pk=effective.pk).state == "effective"


def test_what_comes_after_closing_is_taken_and_marked(effective, clerk, now, bring) -> None:
    dossier = actions.close(by=clerk, case_id=effective.pk, at=now)
    bring(("Biên bản giao nhận", "proof_of_service", 1, effective.accepted_on), name="delivery.record_proof")
    late = Folio.objects.get(late=True)
    assert (late.numbers, papers.note(late)) == ("7", "bổ sung sau khi đóng")
    assert queries.check(Dossier.objects.get(pk=dossier.pk)) == []


def test_the_clerk_is_led_to_closing_and_others_see_whose_turn_it_is(effective, clerk, president) -> None:
    assert next_step(clerk, effective).url == reverse("dossiers:close", args=[effective.pk])
    assert "Thư ký" in next_step(president, effective).waiting_for


def test_pressing_twice_closes_once(page, effective) -> None:
    visitor, url = page("thuky"), reverse("dossiers:close", args=[effective.pk])
    assert "Đóng hồ sơ" in visitor.get(url).content.decode()
    for _ in range(2):
        assert visitor.post(url)["Location"] == reverse("dossiers:case", args=[effective.pk])
    assert Event.objects.filter(act="dossiers.close").count() == 1
    shown = visitor.get(reverse("dossiers:case", args=[effective.pk])).content.decode()
    assert "Hồ sơ đã đóng" in shown
    assert (
        visitor.get(reverse("dossiers:inventory", args=[effective.pk]))["Content-Type"] == "application/pdf"
    )


def test_a_second_person_learns_that_it_is_closed(page, effective, clerk, now) -> None:
    actions.close(by=clerk, case_id=effective.pk, at=now)
    response = page("luutru").post(reverse("dossiers:close", args=[effective.pk]))
    assert response.status_code == 409
    assert "Đã đóng hồ sơ" in response.content.decode()


def test_the_page_of_closing_refuses_who_may_not(page, effective) -> None:
    assert page("chanhan").get(reverse("dossiers:close", args=[effective.pk])).status_code == 403


def test_the_closed_file_has_a_number_in_the_archive_that_a_failed_closing_gives_back(
    effective, clerk, now, page, monkeypatch
) -> None:
    def fails(*_args, **_kwargs):
        raise Refused("test.stopped", "Dừng giữa chừng.")

    with monkeypatch.context() as patch:
        patch.setattr("toaan.dossiers.actions.dossier.advance", lambda *_a: None)
        patch.setattr(Dossier, "save", fails)
        with pytest.raises(Refused, match="test.stopped"):
            actions.close(by=clerk, case_id=effective.pk, at=now)
    assert not IssuedNumber.objects.filter(register="archive").exists()
    dossier = actions.close(by=clerk, case_id=effective.pk, at=now)
    assert str(dossier.archive_number) == f"01/{now:%Y}/LTHS"
    assert str(Event.objects.get(act="dossiers.close").data["archive"]) == str(dossier.archive_number)
    shown = page("thuky").get(reverse("dossiers:case", args=[effective.pk])).text
    assert str(dossier.archive_number) in shown
    Case.objects.filter(pk=effective.pk).update(state="effective")
    again = actions.close(by=clerk, case_id=effective.pk, at=now)
    assert again.archive_number == dossier.archive_number, "opened again, it keeps its number"


@pytest.mark.django_db(transaction=True)
def test_two_who_close_one_file_at_the_same_moment_take_one_number(effective, world, now) -> None:
    start, outcomes = threading.Barrier(2), []

    def press(username: str) -> None:
        close_old_connections()
        start.wait()
        try:
            made = actions.close(by=world.viewer(username), case_id=effective.pk, at=now)
            outcomes.append(str(made.archive_number))
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            close_old_connections()

    people = [threading.Thread(target=press, args=(name,)) for name in ("thuky", "luutru")]
    [t.start() for t in people]
    [t.join() for t in people]
    assert sorted(outcomes) == [f"01/{now:%Y}/LTHS", "wrong_state"]
    assert IssuedNumber.objects.filter(register="archive").count() == 1
