"""A disk that is really full, and a database that another process keeps locked: a page in words, nothing half-written, and all goes on when there is room."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.chaos
UNSHARE = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]


def test_a_full_disk_takes_nothing_and_loses_nothing(tmp_path):
    done = subprocess.run(
        [*UNSHARE, sys.executable, "-m", "tests.bad_input.full_disk", str(tmp_path / "home")],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    seen = json.loads(done.stdout.splitlines()[-1])
    for name, typed in (
        ("full hand-in", "Bản sao kê ngân hàng"),
        ("full act", "Ghi rõ ngày giao tiền đặt cọc"),
    ):
        status, text = seen[name]
        assert status in (507, 422), (name, status, text[:3000])
        assert "đầy" in text or "dung lượng" in text, (name, text[:3000])
        assert typed in text, name
    for name, typed in (
        ("locked hand-in", "Bản sao kê ngân hàng"),
        ("locked act", "Ghi rõ ngày giao tiền đặt cọc"),
    ):
        status, text = seen[name]
        assert status == 503 and typed in text and "Gửi lại" in text, (name, status, text[:3000])
    assert seen["same rows"]
    assert seen["left over"] == []
    for name in ("room hand-in", "room act"):
        assert seen[name][0] == 302, (name, seen[name][1][:3000])
    assert seen["audit"] == []
