"""A file sent in pieces arrives whole or not at all, whatever happens on the way, and only for its owner."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zlib
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from toaan.core import daily, files, uploads
from toaan.core.errors import Refused
from toaan.core.models import Event, PendingUpload, StoredFile
from toaan.engines.antivirus.tests.contract import EICAR, own_signatures

pytestmark = pytest.mark.django_db
URL = "/tai-len/"


def picture(size=(400, 300)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def b64(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


class Sender:
    """What a browser does."""

    def __init__(
        self, client: Client, content: bytes, name: str = "hóa đơn.jpg", door: str = "evidence"
    ) -> None:
        self.client, self.content, self.name, self.door = client, content, name, door

    def begin(self, **told: str):
        facts = {"filename": self.name, "door": self.door, "place": "/don#tep", "mark": "1", **told}
        answer = self.client.post(
            URL,
            headers={
                "Tus-Resumable": "1.0.0",
                "Upload-Length": str(len(self.content)),
                "Upload-Metadata": ",".join(f"{k} {b64(v)}" for k, v in facts.items()),
            },
        )
        self.address = answer.headers.get("Location", "")
        return answer

    def piece(self, start: int, end: int, content: bytes | None = None, checksum: str | None = None):
        piece = self.content[start:end] if content is None else content
        headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(start)}
        if checksum is not None:
            headers["Upload-Checksum"] = checksum
        return self.client.patch(
            self.address, piece, content_type="application/offset+octet-stream", headers=headers
        )

    def offset(self) -> int:
        return int(self.client.head(self.address).headers["Upload-Offset"])

    def finish(self, sha256: str | None = None):
        told = {"sha256": sha256 or hashlib.sha256(self.content).hexdigest()}
        return self.client.post(self.address + "xong/", json.dumps(told), content_type="application/json")

    def all(self):
        self.begin()
        self.piece(0, len(self.content))
        return self.finish()

    @property
    def row(self) -> PendingUpload:
        return PendingUpload.objects.get()


@pytest.fixture
def send(page):
    return lambda content=None, who="nguyendon", **more: Sender(page(who), content or picture(), **more)


def test_the_protocol_says_what_it_can(page):
    answer = page("nguyendon").options(URL)
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert set(answer.headers["Tus-Extension"].split(",")) >= {
        "creation",
        "checksum",
        "termination",
        "expiration",
    }
    assert int(answer.headers["Tus-Max-Size"]) == 500 * 1024 * 1024


def test_pieces_make_a_whole_that_a_form_takes_in(send, plaintiff, now):
    sender = send()
    assert sender.begin().status_code == 201
    half = len(sender.content) // 2
    assert sender.piece(0, half).headers["Upload-Offset"] == str(half)
    assert sender.offset() == half
    assert sender.finish().status_code == 409
    sender.piece(half, len(sender.content))
    told = sender.finish().json()
    assert told["ready"]
    upload = uploads.finished([told["id"]])[told["id"]]
    kept = files.take_in(upload, name="x", by=plaintiff, at=now)
    assert kept.pk == hashlib.sha256(sender.content).hexdigest()
    assert kept.media_type == "image/jpeg"
    assert files.read(kept.pk) == sender.content
    assert files.take_in(upload, name="x", by=plaintiff, at=now) == kept  # the act was refused, pressed again


def test_the_same_file_goes_on_where_it_stopped_in_another_window(send):
    sender = send()
    sender.begin()
    sender.piece(0, 1000)
    again = Sender(sender.client, sender.content)
    answer = again.begin()
    assert (again.address, answer.headers["Upload-Offset"]) == (sender.address, "1000")
    assert PendingUpload.objects.count() == 1
    left = sender.client.get(URL, {"cho": "/don#tep"}).json()["uploads"]
    assert [(u["name"], u["received"], u["ready"]) for u in left] == [("hóa đơn.jpg", 1000, False)]


def test_a_piece_twice_or_out_of_place_changes_nothing(send):
    sender = send()
    sender.begin()
    sender.piece(0, 1000)
    assert sender.piece(0, 1000).status_code == 409
    assert sender.piece(5000, 6000).status_code == 409
    assert sender.offset() == 1000


def test_two_windows_do_not_write_into_each_other(send):
    sender = send()
    sender.begin()
    with uploads._locked(sender.row):
        assert sender.piece(0, 1000).status_code == 423
        assert sender.finish().status_code == 423
    assert sender.piece(0, 1000).status_code == 204


@pytest.mark.parametrize(
    ("kind", "digest"),
    [
        ("crc32", lambda b: zlib.crc32(b).to_bytes(4, "big")),
        ("sha1", lambda b: hashlib.sha1(b, usedforsecurity=False).digest()),
        ("sha256", lambda b: hashlib.sha256(b).digest()),
    ],
)
def test_a_piece_that_was_damaged_on_the_way_is_not_kept(send, kind, digest):
    sender = send()
    sender.begin()
    good = sender.content[:1000]
    refused = sender.piece(0, 1000, content=b"\0" * 1000, checksum=f"{kind} {b64(digest(good))}")
    assert refused.status_code == 460
    assert sender.offset() == 0
    assert sender.piece(0, 1000, checksum=f"{kind} {b64(digest(good))}").status_code == 204


def test_what_differs_from_the_senders_file_is_not_kept(send):
    sender = send()
    sender.begin()
    sender.piece(0, len(sender.content), content=sender.content[:-1] + b"\0")
    answer = sender.finish()
    assert (answer.status_code, answer.json()["code"]) == (422, "upload.changed")
    assert "không giống" in answer.json()["message"]
    assert not PendingUpload.objects.exists()
    assert list(uploads._folder().iterdir()) == []
    assert not StoredFile.objects.exists()


def test_more_than_announced_is_cut(send):
    sender = send()
    sender.begin()
    assert sender.piece(0, 0, content=sender.content + b"x").status_code == 413
    assert sender.offset() == 0


@pytest.mark.parametrize("who", ["bidon", "thuky", "chanhan"])
def test_nobody_else_sees_continues_ends_or_takes_it(send, page, world, now, who):
    sender = send()
    sender.all()
    other = Sender(page(who), sender.content)
    other.address = sender.address
    assert other.client.head(sender.address).status_code == 404
    assert other.piece(0, 10).status_code == 404
    assert other.client.delete(sender.address).status_code == 404
    assert other.finish().status_code == 404
    assert other.client.get(URL, {"cho": "/don#tep"}).json()["uploads"] == []
    (upload,) = uploads.finished([str(sender.row.pk)]).values()
    with pytest.raises(Refused, match="file.gone"):
        files.take_in(upload, name="x", by=world.viewer(who), at=now)


def test_without_an_account_nothing_is_begun(world):
    stranger = Sender(Client(), picture())
    answer = stranger.begin()
    assert (answer.status_code, answer.json()["code"]) == (401, "upload.signed_out")


def test_without_the_forms_token_nothing_is_begun(world):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(
        world.users["nguyendon"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert Sender(strict, picture()).begin().status_code == 403


@pytest.mark.parametrize(
    ("name", "door", "status", "code"),
    [
        ("virus.exe", "evidence", 422, "file.not_allowed"),
        ("phim.mp4", "papers", 422, "file.not_allowed"),
        ("a.jpg", "khong-co", 400, "upload.unknown_door"),
    ],
)
def test_what_would_be_refused_is_refused_before_it_is_sent(send, name, door, status, code):
    answer = send(name=name, door=door).begin()
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_receipt_may_not_be_as_long_as_a_video(send, settings):
    settings.TOAAN_UPLOAD_LIMIT = 1000
    assert send(door="papers").begin().status_code == 413
    settings.TOAAN_MEDIA_LIMIT = 10**6
    assert send(b"\0" * 2000, name="phim.mp4").begin().status_code == 201


def test_one_person_cannot_fill_the_disk(send, settings):
    settings.TOAAN_UPLOAD_QUOTA = 100_000
    sender = send(b"\0" * 60_000)
    assert sender.begin().status_code == 201
    assert send(b"\0" * 60_000, name="khac.jpg").begin().status_code == 429
    sender.client.delete(sender.address)
    assert send(b"\0" * 60_000, name="khac.jpg").begin().status_code == 201


def test_content_that_is_not_what_the_name_says_is_refused_and_forgotten(send):
    answer = send(b"MZ" * 5000).all()
    assert (answer.status_code, answer.json()["code"]) == (422, "file.wrong_type")
    assert not PendingUpload.objects.exists()


def test_a_finished_upload_passes_only_doors_that_take_its_kind(send, plaintiff, now):
    sender = send()
    (upload,) = uploads.finished([sender.all().json()["id"]]).values()
    with pytest.raises(Refused, match="file.not_allowed"):
        files.take_in(upload, name="x", by=plaintiff, at=now, door=files.PDF_ONLY)


def test_the_day_removes_what_nobody_continued(send, settings):
    sender = send()
    sender.begin()
    orphan = uploads._folder() / "mo-coi"
    orphan.write_bytes(b"x")
    daily.run(datetime.now(UTC).date(), datetime.now(UTC))
    assert PendingUpload.objects.count() == 1
    PendingUpload.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    import os

    os.utime(orphan, (0, 0))
    daily.run(datetime.now(UTC).date(), datetime.now(UTC))
    assert not PendingUpload.objects.exists()
    assert list(uploads._folder().iterdir()) == []


def test_a_virus_is_refused_written_down_and_not_kept_at_either_door(
    send, plaintiff, now, settings, tmp_path
):
    settings.TOAAN_ANTIVIRUS = f"clamscan:{own_signatures(tmp_path / 'chu-ky')}"
    bad = picture() + EICAR
    answer = send(bad).all()
    assert (answer.status_code, answer.json()["code"]) == (422, "file.infected")
    with pytest.raises(Refused, match="file.infected"):
        files.take_in(SimpleUploadedFile("a.jpg", bad), name="a.jpg", by=plaintiff, at=now)
    assert not PendingUpload.objects.exists()
    assert not StoredFile.objects.exists()
    entries = Event.objects.filter(act="core.refuse_infected")
    assert entries.count() == 2
    assert "Toaan.Eicar" in entries[0].data["signature"]


def test_while_the_scanner_is_silent_nothing_comes_in_unless_the_court_says_so(send, settings):
    settings.TOAAN_ANTIVIRUS = "clamd:/khong/co"
    sender = send()
    assert sender.all().status_code == 503
    assert PendingUpload.objects.count() == 1  # it need not be sent again
    settings.TOAAN_ANTIVIRUS_DOWN = "accept"
    assert sender.finish().status_code == 200


def test_a_player_gets_the_range_it_asks_for(send, plaintiff, now):
    kept = files.take_in(io.BytesIO(content := picture()), name="a.jpg", by=plaintiff, at=now)
    from toaan.core.serving import answer_range

    def ask(**headers):
        answer = answer_range(headers, files.respond(kept.pk, name="a.jpg"))
        return answer, b"".join(answer.streaming_content)

    answer, body = ask(Range="bytes=10-19")
    assert (answer.status_code, body) == (206, content[10:20])
    assert answer["Content-Range"] == f"bytes 10-19/{len(content)}"
    assert ask(Range="bytes=-5")[1] == content[-5:]
    assert ask(Range="bytes=100-")[1] == content[100:]
    assert ask(Range="bytes=0-999999999")[1] == content
    assert ask(Range=f"bytes={len(content)}-")[0].status_code == 416
    assert ask(Range="bytes=1-2,5-6")[1] == content
    assert ask(**{"If-None-Match": f'"{kept.pk}"'})[0].status_code == 304
