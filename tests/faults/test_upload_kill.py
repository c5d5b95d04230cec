"""A server killed while a piece is being written: the upload goes on, and the whole is what was sent."""

from __future__ import annotations

import pytest

from tests.faults.test_kill import Machine

pytestmark = pytest.mark.chaos

PROGRAM = """
import hashlib, io
from toaan.core import uploads
from toaan.core.models import PendingUpload
from toaan.core.viewer import Viewer
by = Viewer(user=world().users["nguyendon"])
content = b"\\xff\\xd8\\xff" + bytes(range(256)) * 4000
def send(start, end):
    row = uploads.begin(by=by, name="a.jpg", size=len(content), door="evidence", mark="1")
    return uploads.append(row, io.BytesIO(content[start:end]), offset=start)
"""


def test_killed_between_writing_and_answering(tmp_path):
    machine = Machine(tmp_path)
    machine.run(PROGRAM + "send(0, 100_000)")
    machine.run(PROGRAM + "send(100_000, 300_000)", kill_at="upload:written")
    machine.run(
        PROGRAM
        + """
row = PendingUpload.objects.get()
here = uploads.received(row)
assert 100_000 <= here <= 300_000, here
send(here, len(content))
from toaan.core.files import incoming
assert hashlib.sha256(incoming(row).read_bytes()).digest() == hashlib.sha256(content).digest()
assert PendingUpload.objects.count() == 1
"""
    )
