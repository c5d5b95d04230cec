"""Pages go out small, files go out as they are."""

from __future__ import annotations

import gzip

from toaan.core import files


def test_a_page_is_compressed_for_whoever_can_read_it(client, world):
    plain = client.get("/")
    packed = client.get("/", headers={"accept-encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Tòa án điện tử" in gzip.decompress(packed.content).decode()
    assert len(packed.content) < len(plain.content) / 2


def test_a_file_keeps_its_length_and_its_bytes(page, world, now):
    from toaan.demo import steps

    petition = steps.filed_petition(world, now)
    attached = petition.attachments.get()
    answer = page("nguyendon").get(
        f"/don/{petition.pk}/tep/{attached.pk}/", headers={"accept-encoding": "gzip"}
    )
    original = files.read(attached.file_id)
    assert "Content-Encoding" not in answer.headers
    assert int(answer.headers["Content-Length"]) == len(original)
    assert b"".join(answer) == original
