"""Writing a petition: private until filed, nothing typed lost, everything missing said at once."""

from __future__ import annotations

import io
import unicodedata
from datetime import date, timedelta

import pytest

from toaan.core import audit
from toaan.core.errors import Refused
from toaan.core.models import Event, IssuedNumber
from toaan.demo import steps
from toaan.filing import actions, content, queries
from toaan.filing.models import Attachment, Petition
from toaan.filing.tests.helpers import encrypted_pdf
from toaan.filing.tracking import ALPHABET, new_code, read_code


def start(by, world, at):
    return actions.start_draft(by=by, court_id=world.court.pk, kind="DS", at=at)


def save(by, petition, section, data, at, *, revision=None):
    return actions.save_draft(
        by=by, petition_id=petition.pk, section=section, data=data, at=at,
        revision=petition.revision if revision is None else revision,
    )  # fmt: skip


def test_a_draft_knows_the_writers_own_data(world, plaintiff, now):
    draft = start(plaintiff, world, now)
    assert draft.content["plaintiffs"][0]["name"] == "Hoàng Thị Lan Chi"
    assert draft.content["plaintiffs"][0]["birth_year"] == 1987


@pytest.mark.parametrize("who", ["clerk", "judge", "president"])
def test_an_officer_in_his_post_writes_no_petition(world, now, request, who):
    with pytest.raises(Refused, match="not_allowed"):
        start(request.getfixturevalue(who), world, now)
    assert not Petition.objects.exists()


def test_a_draft_is_seen_by_its_writer_only(world, plaintiff, now, request):
    draft = steps.draft_petition(world, now)
    assert list(queries.visible_to(plaintiff)) == [draft]
    for who in ("stranger", "defendant", "president", "clerk", "it_officer", "procurator"):
        viewer = request.getfixturevalue(who)
        assert not queries.visible_to(viewer).exists(), who
        with pytest.raises(Refused, match="not_found"):
            queries.get(viewer, draft.pk)


def test_a_stranger_changes_nothing_in_it(world, stranger, now):
    draft = steps.draft_petition(world, now)
    events = Event.objects.count()
    for deed in (
        lambda: save(stranger, draft, "facts", {"facts": "khác"}, now),
        lambda: actions.submit(by=stranger, petition_id=draft.pk, at=now),
        lambda: actions.attach(
            by=stranger, petition_id=draft.pk, upload=steps.small_pdf("lạ"), name="a.pdf", at=now
        ),
        lambda: actions.detach(
            by=stranger, petition_id=draft.pk, attachment_id=draft.attachments.get().pk, at=now
        ),
    ):
        with pytest.raises(Refused, match="not_allowed"):
            deed()
    assert Event.objects.count() == events
    assert draft.attachments.count() == 1


def test_two_windows_do_not_overwrite_each_other(world, plaintiff, now):
    draft = start(plaintiff, world, now)
    save(plaintiff, draft, "facts", {"legal_relation": "A", "facts": "cửa sổ một"}, now, revision=0)
    with pytest.raises(Refused, match=r"draft_changed.*Những gì bạn nhập vẫn ở dưới đây"):
        save(plaintiff, draft, "facts", {"legal_relation": "A", "facts": "cửa sổ hai"}, now, revision=0)
    draft.refresh_from_db()
    assert draft.content["facts"] == "cửa sổ một"


def test_the_same_saving_twice_is_one(world, plaintiff, now):
    draft = start(plaintiff, world, now)
    for _press in range(2):
        saved = save(plaintiff, draft, "facts", {"legal_relation": "A", "facts": "B"}, now, revision=0)
    assert saved.revision == 1


def test_text_is_stored_composed_and_clean(world, plaintiff, now):
    draft = start(plaintiff, world, now)
    typed = unicodedata.normalize("NFD", "Nguyễn\u200b  Thị Ái")
    saved = save(plaintiff, draft, "defendants", {"defendants": [{"name": typed, "kind": "person"}]}, now)
    assert saved.content["defendants"][0]["name"] == "Nguyễn Thị Ái"


@pytest.mark.parametrize(
    ("section", "data", "field", "message"),
    [
        ("defendants", {"defendants": [{"name": "A" * 300}]}, "defendants-0-name", "nhiều nhất 200 ký tự"),
        (
            "defendants",
            {"defendants": [{"name": "A", "email": "không phải"}]},
            "defendants-0-email",
            "Thư điện tử",
        ),
        ("facts", {"facts": "a" * 20_001}, "facts", "nhiều nhất 20000"),
        ("claims", {"claims": ["a", "b" * 2_001]}, "claims-1-text", "nhiều nhất 2000"),
        ("witnesses", {"witnesses": [{"name": "x"}] * 101}, "witnesses", "nhiều nhất 100"),
    ],
)
def test_what_cannot_be_stored_is_said_by_field(world, plaintiff, now, *, section, data, field, message):
    draft = start(plaintiff, world, now)
    with pytest.raises(Refused) as refused:
        save(plaintiff, draft, section, data, now)
    assert message in refused.value.fields[field]
    draft.refresh_from_db()
    assert draft.revision == 0


def test_everything_missing_is_said_at_once(world, plaintiff, now):
    draft = start(plaintiff, world, now)
    save(plaintiff, draft, "plaintiffs", {"plaintiffs": []}, now)
    with pytest.raises(Refused) as refused:
        actions.submit(by=plaintiff, petition_id=draft.pk, at=now)
    assert set(refused.value.fields) == {
        "plaintiffs-0-name", "defendants-0-name", "legal_relation", "facts", "claims-0-text", "value_kind",
    }  # fmt: skip
    assert not IssuedNumber.objects.exists()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value_kind": "amount", "value": None}, "value"),
        ({"witnesses": [{"name": "Kiều Văn Sơn", "address": ""}]}, "witnesses-0-address"),
        ({"defendants": [{**content.EMPTY, "kind": "person", "name": "Vũ", "address": ""}]}, "defendants-0-address"),
        ({"plaintiffs": [{"kind": "organisation", "name": "Công ty Mộc An", "address": "x", "representative": ""}]},
         "plaintiffs-0-representative"),
    ],
)  # fmt: skip
def test_contents_of_article_189(world, change, field):
    assert field in content.missing({**content.empty(), **change})


def test_a_complete_petition_lacks_nothing(world):
    words = content.empty() | {
        k: v for s in content.SECTIONS for k, v in content.tidy(s, steps.petition_words(world)).items()
    }
    assert content.missing(words) == {}


def test_filing_gives_number_version_day_and_code(world, plaintiff, now):
    petition = steps.filed_petition(world, now)
    assert (petition.state, str(petition.number)) == ("received", "01/2026/NĐ")
    assert petition.received_on == petition.filed_on == date(2026, 1, 5)
    version = petition.versions.get()
    assert version.content["claims"] == ["Buộc bị đơn trả số tiền đã vay."]
    assert petition.attachments.get().version == 1
    event = Event.objects.get(act="filing.submit")
    assert event.data["matter"] == f"Đơn {petition.number} · Hoàng Thị Lan Chi kiện Vũ Đức Thịnh"
    assert audit.verify().good


def test_filing_twice_gives_one_number(world, plaintiff, now):
    petition = steps.filed_petition(world, now)
    with pytest.raises(Refused, match="submitted_already.*01/2026/NĐ"):
        actions.submit(by=plaintiff, petition_id=petition.pk, at=now)
    assert IssuedNumber.objects.filter(register="petition").count() == 1


def test_a_court_that_is_gone_takes_no_petition(world, plaintiff, now):
    draft = steps.draft_petition(world, now)
    world.court.valid_to = date(2026, 1, 5)
    world.court.save()
    with pytest.raises(Refused, match="no_court"):
        actions.submit(by=plaintiff, petition_id=draft.pk, at=now)
    with pytest.raises(Refused, match="no_court"):
        start(plaintiff, world, now)


def test_what_was_filed_cannot_be_changed_or_taken_out(world, plaintiff, now):
    petition = steps.filed_petition(world, now)
    with pytest.raises(Refused, match="wrong_state"):
        save(plaintiff, petition, "facts", {"facts": "khác"}, now)
    with pytest.raises(Refused, match="wrong_state"):
        actions.detach(
            by=plaintiff, petition_id=petition.pk, attachment_id=petition.attachments.get().pk, at=now
        )


@pytest.mark.parametrize(
    ("name", "made", "code"),
    [
        ("hong.pdf", lambda: b"%PDF-1.7\nkhong phai", "file.broken"),
        ("khoa.pdf", encrypted_pdf, "file.encrypted"),
        ("gia.pdf", lambda: b"\x89PNG\r\n\x1a\n" + b"0" * 50, "file.wrong_type"),
        ("rong.pdf", lambda: b"", "file.empty"),
        ("phim.mp4", lambda: b"0" * 50, "file.wrong_type"),
        ("chay.exe", lambda: b"MZ" * 50, "file.not_allowed"),
    ],
)
def test_bad_files_are_named_and_leave_nothing(world, plaintiff, now, *, name, made, code):
    draft = start(plaintiff, world, now)
    with pytest.raises(Refused) as refused:
        actions.attach(by=plaintiff, petition_id=draft.pk, upload=io.BytesIO(made()), name=name, at=now)
    assert refused.value.code == code
    assert name in refused.value.message
    assert not Attachment.objects.exists()


def test_a_file_that_is_too_large(world, plaintiff, now, settings):
    settings.TOAAN_UPLOAD_LIMIT = settings.TOAAN_MEDIA_LIMIT = 200
    draft = start(plaintiff, world, now)
    with pytest.raises(Refused, match="file.too_large"):
        actions.attach(by=plaintiff, petition_id=draft.pk, upload=steps.small_pdf(), name="to.pdf", at=now)


def test_the_same_file_twice_is_told(world, plaintiff, now):
    draft = start(plaintiff, world, now)
    for expected in (None, "attached_already"):
        try:
            actions.attach(
                by=plaintiff, petition_id=draft.pk, upload=steps.small_pdf("x"), name="x.pdf", at=now
            )
        except Refused as refused:
            assert expected is not None
            assert expected in refused.code
    assert draft.attachments.count() == 1


def test_a_file_may_be_taken_out_of_a_draft(world, plaintiff, now):
    draft = steps.draft_petition(world, now)
    actions.detach(by=plaintiff, petition_id=draft.pk, attachment_id=draft.attachments.get().pk, at=now)
    assert not draft.attachments.exists()


def test_tracking_codes_can_be_read_out():
    code = new_code()
    assert len(code) == 14
    assert not set("0O1I") & set(ALPHABET)
    assert read_code(code.lower().replace("-", " ")) == code
    assert read_code("0000-0000-0000") == read_code("ABC") == ""


def test_the_number_belongs_to_the_year_of_filing(world, now):
    steps.filed_petition(world, now)
    assert str(steps.filed_petition(world, now + timedelta(days=360)).number) == "01/2026/NĐ".replace(
        "01/", "02/"
    )
    assert str(steps.filed_petition(world, now + timedelta(days=361)).number) == "01/2027/NĐ"
