"""The local store keeps the contract, and its own promises about modes, crashes and full disks."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from toaan.engines.storage import LocalStore, StorageError, StorageFull
from toaan.engines.storage import local as local_module

from .contract import ContentStoreContract

ROOT = Path(__file__).resolve().parents[4]


class TestLocalStore(ContentStoreContract):
    def make_store(self, tmp_path, max_bytes=None):
        return LocalStore(tmp_path / "files", max_bytes=max_bytes)


@pytest.fixture
def store(tmp_path):
    return LocalStore(tmp_path / "files")


def leftovers(store):
    return list((store.root / "tmp").iterdir())


def test_files_lie_in_two_levels_and_are_closed_to_strangers(store):
    old = os.umask(0)
    try:
        stored = store.put(b"secret of the parties")
    finally:
        os.umask(old)
    path = store.path(stored.sha256)
    assert path == store.root / stored.sha256[:2] / stored.sha256[2:4] / stored.sha256
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    for folder in (path.parent, path.parent.parent, store.root, store.root / "tmp"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o750


def test_no_temporary_file_stays_after_success_or_refusal(tmp_path):
    store = LocalStore(tmp_path / "files", max_bytes=10)
    store.put(b"small")
    with pytest.raises(StorageError):
        store.put(b"far too large")
    assert leftovers(store) == []


def test_a_damaged_file_is_noticed_and_mended_by_the_next_put(store):
    stored = store.put(b"the original")
    store.path(stored.sha256).write_bytes(b"THE original")
    assert not store.verify(stored.sha256)
    store.put(b"the original")
    assert store.verify(stored.sha256)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_in_vietnamese_and_leaves_nothing(store, monkeypatch, code):
    def full(_):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(local_module.os, "fsync", full)
    with pytest.raises(StorageFull, match="hết chỗ"):
        store.put(b"no room for this")
    monkeypatch.undo()
    assert leftovers(store) == []
    assert list(store.iter_hashes()) == []


def test_a_really_full_disk_is_refused():
    """/dev/full answers ENOSPC to every write: the real error, not an imitation."""
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(OSError) as caught:
        full.write(b"x")
    assert isinstance(local_module._as_storage_error(caught.value), StorageFull)


def test_another_disk_error_is_no_full_disk(store, monkeypatch):
    def broken(_):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(local_module.os, "fsync", broken)
    with pytest.raises(StorageError, match="chưa được lưu") as caught:
        store.put(b"x")
    assert not isinstance(caught.value, StorageFull)


WRITER = """
import io, sys, time
from toaan.engines.storage import LocalStore
class Slow(io.RawIOBase):
    sent = 0
    def read(self, size=-1):
        self.sent += 1
        if self.sent == 5:
            print("half", flush=True)
            time.sleep(60)
        return b"x" * 100_000
LocalStore(sys.argv[1]).put(Slow())
"""


def test_kill_9_in_the_middle_of_a_put_leaves_no_file_and_sweep_cleans_up(store):
    complete = store.put(b"stored before the crash")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store.root)], stdout=subprocess.PIPE, env=env
    )
    try:
        assert writer.stdout.readline() == b"half\n"
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
    assert list(store.iter_hashes()) == [complete.sha256]
    assert len(leftovers(store)) == 1
    assert store.sweep(older_than=3600, now=time.time()) == 0  # perhaps still being written
    assert store.sweep(older_than=3600, now=time.time() + 7200) == 1
    assert leftovers(store) == []
    assert store.read(complete.sha256) == b"stored before the crash"


PUT_SAME = """
import sys
from toaan.engines.storage import LocalStore
for _ in range(3):
    print(LocalStore(sys.argv[1]).put(b"y" * 3_000_000).sha256)
"""


def test_processes_that_put_the_same_bytes_at_once_store_them_once(store):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PUT_SAME, str(store.root)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, env=env, text=True) for _ in range(4)]
    hashes = "".join(process.communicate(timeout=60)[0] for process in processes).split()
    assert len(hashes) == 12
    assert set(hashes) == {hashlib.sha256(b"y" * 3_000_000).hexdigest()}
    assert list(store.iter_hashes()) == [hashes[0]]
    assert leftovers(store) == []
    assert store.verify(hashes[0])
