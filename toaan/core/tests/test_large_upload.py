"""Half a gigabyte passes through without ever being in memory."""

from __future__ import annotations

import hashlib
import io
import os
import tracemalloc

import pytest

from toaan.core import files, uploads
from toaan.engines.antivirus.tests.contract import own_signatures

SIZE = 500 * 1024 * 1024
HEAD = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0\0\0\x08moov"


@pytest.mark.django_db
def test_500_mb_are_received_checked_kept_and_served_in_little_memory(plaintiff, now, settings):
    row = uploads.begin(by=plaintiff, name="camera.mp4", size=SIZE, door="evidence")
    first = HEAD + (SIZE - len(HEAD)).to_bytes(4, "big") + b"mdat"
    offset = uploads.append(row, io.BytesIO(first), offset=0)
    tracemalloc.start()
    offset = uploads.append(row, io.BytesIO(b"\1" * 8_000_000), offset=offset)
    assert offset == uploads.received(row)
    os.truncate(files.incoming(row), SIZE)  # the rest as a hole in the file: read like any other bytes
    tracemalloc.reset_peak()
    with files.incoming(row).open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    done = uploads.finish(by=plaintiff, upload_id=row.pk, sha256=sha256, at=now)
    kept = files.take_in(done, name=row.name, by=plaintiff, at=now)
    answer = files.respond(kept.pk, name=row.name)
    served = sum(len(piece) for piece in answer.streaming_content)
    answer.close()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (kept.pk, kept.size, served) == (sha256, SIZE, SIZE)
    assert peak < 20_000_000
    assert done.path.samefile(files.store().path(kept.pk))  # no second copy


@pytest.mark.django_db
def test_a_plain_upload_of_a_large_file_is_streamed_too(plaintiff, now, tmp_path):
    path = tmp_path / "camera.mp4"
    size = 200_000_000
    path.write_bytes(HEAD + (size - len(HEAD)).to_bytes(4, "big") + b"mdat")
    os.truncate(path, size)
    with path.open("rb") as file:
        tracemalloc.start()
        kept = files.take_in(file, name="camera.mp4", by=plaintiff, at=now)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert kept.size == size
    assert peak < 20_000_000


def test_the_scanner_reads_large_files_to_the_end(tmp_path):
    """ClamAV's default would pass what lies beyond 100 MB unseen."""
    from toaan.engines.antivirus import ClamCommand, Infected
    from toaan.engines.antivirus.tests.contract import EICAR

    path = tmp_path / "dai.bin"
    with path.open("wb") as file:
        file.seek(150_000_000)
        file.write(EICAR)
    with pytest.raises(Infected):
        ClamCommand(signatures=str(own_signatures(tmp_path / "chu-ky"))).scan(path)
