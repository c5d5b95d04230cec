"""What every content store promises. An adapter's test inherits the class and gives ``make_store``."""

from __future__ import annotations

import hashlib
import io
from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor

import pytest

from toaan.engines.storage import ContentMissing, ContentStore, ContentTooLarge


class ContentStoreContract(ABC):
    """Inherit and define ``make_store(self, tmp_path, max_bytes=None) -> ContentStore``."""

    @abstractmethod
    def make_store(self, tmp_path, max_bytes=None) -> ContentStore:
        """An empty one."""

    @pytest.fixture
    def store(self, tmp_path):
        return self.make_store(tmp_path)

    def test_is_a_content_store(self, store):
        assert isinstance(store, ContentStore)

    @pytest.mark.parametrize(
        "content", [b"", b"x", "Bản án số 12/2026/DS-ST".encode(), b"\0\xff" * 2_000_000]
    )
    def test_returns_the_same_bytes_under_their_sha256(self, store, content):
        stored = store.put(content)
        assert stored.sha256 == hashlib.sha256(content).hexdigest()
        assert stored.size == len(content)
        assert store.read(stored.sha256) == content
        assert store.exists(stored.sha256)
        assert store.verify(stored.sha256)

    def test_takes_a_stream_from_where_it_stands(self, store):
        stream = io.BytesIO(b"headbody")
        stream.seek(4)
        assert store.read(store.put(stream).sha256) == b"body"

    def test_opens_for_reading_in_pieces(self, store):
        stored = store.put(b"0123456789")
        with store.open(stored.sha256) as file:
            assert file.read(3) == b"012"
            assert file.read() == b"3456789"

    def test_keeps_the_same_bytes_once(self, store):
        first, second = store.put(b"same"), store.put(b"same")
        assert first == second
        assert list(store.iter_hashes()) == [first.sha256]

    def test_lists_all_hashes_in_order(self, store):
        hashes = sorted(store.put(str(number).encode()).sha256 for number in range(50))
        assert list(store.iter_hashes()) == hashes

    def test_concurrent_puts_of_the_same_and_other_bytes_all_succeed(self, store):
        contents = [bytes([number % 4]) * 300_000 for number in range(40)]
        with ThreadPoolExecutor(8) as pool:
            stored = list(pool.map(store.put, contents))
        assert len(set(stored)) == 4
        assert all(store.verify(one.sha256) for one in stored)

    def test_says_in_vietnamese_that_a_hash_is_unknown(self, store):
        unknown = hashlib.sha256(b"never stored").hexdigest()
        assert not store.exists(unknown)
        assert not store.verify(unknown)
        assert store.path(unknown) is None
        for read in (store.read, store.open):
            with pytest.raises(ContentMissing, match="Không tìm thấy"):
                read(unknown)

    @pytest.mark.parametrize("name", ["", "../../etc/passwd", "AB" * 32, "ab" * 31, "ab" * 32 + "/x"])
    def test_refuses_a_name_that_is_no_hash(self, store, name):
        for method in (store.read, store.exists, store.path, store.verify):
            with pytest.raises(ValueError, match="not a SHA-256"):
                method(name)

    def test_refuses_more_than_its_limit_and_stores_nothing(self, tmp_path):
        store = self.make_store(tmp_path / "small", max_bytes=1024 * 1024)
        with pytest.raises(ContentTooLarge, match="1,0 MB"):
            store.put(b"x" * (1024 * 1024 + 1))
        assert list(store.iter_hashes()) == []
        assert store.put(b"x" * 1024 * 1024).size == 1024 * 1024

    def test_a_source_that_breaks_leaves_nothing(self, store):
        class Broken(io.RawIOBase):
            calls = 0

            def read(self, _size=-1):
                self.calls += 1
                if self.calls > 2:
                    raise ConnectionResetError("line dropped")
                return b"x" * 1000

        with pytest.raises(Exception):  # noqa: B017 - the kind is the source's own affair
            store.put(Broken())
        assert list(store.iter_hashes()) == []

    def test_a_finished_file_is_adopted_and_may_then_go(self, store, tmp_path):
        finished = tmp_path / "xong"
        finished.write_bytes(b"noi dung" * 1000)
        first, again = store.adopt(finished), store.adopt(finished)
        finished.unlink()
        assert first == again == store.put(b"noi dung" * 1000)
        assert store.verify(first.sha256)
        assert store.sweep(older_than=-10, now=4e9) == 0
