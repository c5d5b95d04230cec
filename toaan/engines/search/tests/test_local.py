"""The tantivy index keeps the contract, and survives what happens to processes and disks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from toaan.engines.search import Document, IndexBusy, IndexOutdated, TantivyIndex

from .contract import SearchIndexContract

ROOT = Path(__file__).resolve().parents[4]


class TestTantivyIndex(SearchIndexContract):
    def make_index(self, tmp_path):
        return TantivyIndex(tmp_path / "index")


WRITER = """
import sys, time
from toaan.engines.search import Document, TantivyIndex
with TantivyIndex(sys.argv[1]).writer() as writer:
    for number in range(300):
        writer.put(Document(str(number), "note", f"Đã lưu {number}"))
    writer.commit()
    for number in range(300, 900):
        writer.put(Document(str(number), "note", f"Chưa lưu {number}"))
    print("half", flush=True)
    time.sleep(60)
"""


def start_writer(folder):
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, env=env)
    assert process.stdout.readline() == b"half\n"
    return process


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_kill_9_leaves_the_last_commit_readable_and_the_next_writer_works(tmp_path):
    for round_ in range(2):
        process = start_writer(tmp_path / "index")
        try:
            if round_ == 0:
                with pytest.raises(IndexBusy), TantivyIndex(tmp_path / "index").writer():
                    pass
        finally:
            kill(process)
        index = TantivyIndex(tmp_path / "index")
        assert index.search("đã lưu").total == 300
        assert index.search("chưa").total == 0
    with index.writer() as writer:
        writer.put(Document("after", "note", "Sau khi khôi phục"))
    assert index.search("khôi phục").total == 1


def test_an_open_reader_sees_what_another_process_committed(tmp_path):
    index = TantivyIndex(tmp_path / "index")
    assert index.search("đã lưu").total == 0
    process = start_writer(tmp_path / "index")
    try:
        assert index.search("đã lưu").total == 300
    finally:
        kill(process)


@pytest.mark.parametrize(
    ("name", "content"), [("schema-version", "0\n"), ("schema-version", ""), ("meta.json", "{broken")]
)
def test_an_index_of_another_version_or_damaged_asks_to_be_rebuilt(tmp_path, name, content):
    folder = tmp_path / "index"
    with TantivyIndex(folder).writer() as writer:
        writer.put(Document("1", "note", "Cũ"))
    (folder / name).write_text(content)
    with pytest.raises(IndexOutdated):
        TantivyIndex(folder)
    assert TantivyIndex.reset(folder).search("").total == 0
    assert TantivyIndex(folder).search("cũ").total == 0


def test_a_foreign_folder_is_not_taken_for_an_index(tmp_path):
    (tmp_path / "something").write_text("x")
    with pytest.raises(IndexOutdated, match="unknown"):
        TantivyIndex(tmp_path)
