"""A court's own model: what it orders, and that one that hangs, lies or answers HTML changes nothing and costs little time."""

from __future__ import annotations

import json
import math
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pytest

from toaan.engines.retrieval import Hit
from toaan.engines.retrieval.rerank import (
    FIRST,
    Embedder,
    Endpoint,
    Reranker,
    Resting,
    Scorer,
    Unanswered,
    chosen,
    reordered,
)

HITS = [Hit(f"1/2099/QH20#{n}", 10.0 - n, "words") for n in range(4)]
KEYS = [hit.key for hit in HITS]
Answer = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


def texts(keys):
    return [f"lời văn {key}" for key in keys]


@contextmanager
def server(answer: Answer) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer(self, asked)

        def log_message(self, *_):
            pass

    stub = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.daemon_threads = True
    Thread(target=stub.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{stub.server_port}/rerank"
    finally:
        stub.shutdown()
        stub.server_close()


def says(body: Any) -> Answer:
    def answer(to, asked):
        told = body(asked) if callable(body) else body
        data = (told if isinstance(told, str) else json.dumps(told)).encode()
        to.send_response(200)
        to.send_header("Content-Type", "application/json")
        to.send_header("Content-Length", str(len(data)))
        to.end_headers()
        to.wfile.write(data)

    return answer


def backwards(asked):
    return {
        "results": [{"index": n, "relevance_score": n / 10} for n in reversed(range(len(asked["documents"])))]
    }


def vectors(asked):
    """The last text is the question's twin."""
    last = len(asked["input"]) - 1
    return {
        "data": [
            {"index": n, "embedding": [1.0, 0.0] if n in {0, last} else [0.0, 1.0]} for n in range(last + 1)
        ]
    }


def test_the_model_and_our_order_together_decide():
    def last_best(asked):
        return {
            "results": [
                {"index": n, "relevance_score": float(n == 1)} for n in range(len(asked["documents"]))
            ]
        }

    with server(says(last_best)) as url:
        ordered = reordered("gì?", HITS, Reranker(Endpoint(url)), texts)
    assert ordered.failed == "" and ordered.hits[0].key in KEYS[:2]
    assert {hit.key for hit in ordered.hits} == set(KEYS) and {hit.why for hit in ordered.hits} == {"model"}
    scores = [hit.score for hit in ordered.hits]
    assert scores == sorted(scores, reverse=True)


def test_what_is_asked_has_the_question_the_texts_and_the_models_name():
    seen: list[dict] = []

    def keep(asked):
        seen.append(asked)
        return backwards(asked)

    with server(says(keep)) as url:
        reordered("gì?", HITS, Reranker(Endpoint(url, "bge")), texts)
    assert seen[0]["query"] == "gì?" and seen[0]["documents"] == texts(KEYS) and seen[0]["model"] == "bge"


def test_embeddings_are_compared_by_their_angle():
    with server(says(vectors)) as url:
        assert Embedder(Endpoint(url)).score("gì?", ["a", "b", "c"]) == [0.0, 0.0, 1.0]


def test_only_the_first_fifty_are_sent_and_named_articles_stay_first():
    many = [
        Hit("92/2015/QH13#203", 1000.0, "citation"),
        *(Hit(f"1#{n}", 100.0 - n, "words") for n in range(80)),
    ]
    sent: list[int] = []

    def count(asked):
        sent.append(len(asked["documents"]))
        return backwards(asked)

    with server(says(count)) as url:
        ordered = reordered("gì?", many, Reranker(Endpoint(url)), texts)
    assert sent == [FIRST - 1] and ordered.hits[0] == many[0] and ordered.hits[FIRST:] == many[FIRST:]
    assert len(ordered.hits) == len(many)


def rows(*pairs):
    return {"results": [{"index": n, "relevance_score": score} for n, score in pairs]}


LIES = {
    "HTML": says("<!DOCTYPE html><html><body>Đăng nhập</body></html>"), "a list": says([1, 2]), "no rows": says({"results": []}),
    "too few": says(rows((0, 1.0), (1, 0.5))), "too many": says(rows(*((n, 1.0) for n in range(9)))),
    "one twice": says(rows((0, 1.0), (0, 0.9), (1, 0.5), (2, 0.1))), "out of range": says(rows((0, 1.0), (1, 0.5), (2, 0.1), (7, 3.0))),
    "below zero": says(rows((0, 1.0), (1, 0.5), (2, 0.1), (-1, 3.0))), "NaN": says(rows((0, math.nan), (1, 0.5), (2, 0.1), (3, 0.0))),
    "infinite": says(rows((0, math.inf), (1, 0.5), (2, 0.1), (3, 0.0))), "words": says(rows((0, "cao"), (1, 0.5), (2, 0.1), (3, 0.0))),
    "true": says(rows((0, True), (1, 0.5), (2, 0.1), (3, 0.0))), "a huge number": says('{"results": [{"index": 0, "relevance_score": 1' + "0" * 400 + "}]}"),
    "vectors": says({"data": []}),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_what_lies_leaves_our_order_and_says_so(lie):
    with server(LIES[lie]) as url:
        ordered = reordered("gì?", HITS, Reranker(Endpoint(url)), texts)
    assert ordered.hits == HITS and url in ordered.failed


BAD_VECTORS = {
    "too few": lambda _asked: {"data": [{"index": 0, "embedding": [1.0]}]},
    "different lengths": lambda _asked: {
        "data": [{"index": n, "embedding": [1.0] * (n + 1)} for n in range(5)]
    },
    "no length": lambda _asked: {"data": [{"index": n, "embedding": [0.0, 0.0]} for n in range(5)]},
    "NaN": lambda _asked: {"data": [{"index": n, "embedding": [math.nan, 1.0]} for n in range(5)]},
    "text": lambda _asked: {"data": [{"index": n, "embedding": "AAAA"} for n in range(5)]},
    "empty": lambda _asked: {"data": [{"index": n, "embedding": []} for n in range(5)]},
}


@pytest.mark.parametrize("lie", BAD_VECTORS)
def test_vectors_that_lie_leave_our_order(lie):
    with server(says(BAD_VECTORS[lie])) as url:
        ordered = reordered("gì?", HITS, Embedder(Endpoint(url)), texts)
    assert ordered.hits == HITS and ordered.failed


def test_what_hangs_costs_no_more_than_its_time():
    over = Event()
    with server(lambda *_: over.wait(20)) as url:
        begun = time.monotonic()
        ordered = reordered("gì?", HITS, Reranker(Endpoint(url, seconds=0.5)), texts)
        assert time.monotonic() - begun < 3
        over.set()
    assert ordered.hits == HITS and "0,5 giây" in ordered.failed


def test_nobody_there_leaves_our_order():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ordered = reordered(
        "gì?", HITS, Embedder(Endpoint(f"http://127.0.0.1:{port}/v1/embeddings", seconds=1)), texts
    )
    assert ordered.hits == HITS and ordered.failed


def test_after_a_failure_it_is_not_asked_for_half_a_minute():
    hour, asked = [0.0], []

    class Down:
        def score(self, question, _documents):
            asked.append(question)
            raise Unanswered("down")

        def describe(self):
            return "máy thử"

    resting = Resting(Down(), lambda: hour[0])
    for at in (0.0, 10.0, 29.0, 31.0):
        hour[0] = at
        assert "down" in reordered("gì?", HITS, resting, texts).failed
    assert len(asked) == 2


def test_the_reranker_goes_before_the_embeddings_and_without_either_nothing_is_asked():
    one, two = Endpoint("http://a/rerank"), Endpoint("http://b/v1/embeddings")
    assert (
        chosen(one, two).describe() == "http://a/rerank"
        and chosen(None, two).describe() == "http://b/v1/embeddings"
    )
    assert chosen(None, None) is None and isinstance(chosen(one, None), Scorer)
    assert reordered("gì?", HITS, None, texts).hits == HITS


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://a/b",
        "file:///etc/passwd",
        "may-chu/rerank",
        "http://",
        "http://a:99999/",
        "http://a:b/",
        "http://[::1/",
    ],
)
def test_only_web_addresses_are_taken(url):
    with pytest.raises(ValueError, match="http"):
        Endpoint(url)


def test_a_key_in_the_address_or_no_time_is_refused_without_telling_the_key():
    with pytest.raises(ValueError, match="khóa") as refused:
        Endpoint("https://khach:mat@may.example:8443/rerank")
    assert "mat" not in str(refused.value)
    for seconds in (0.0, -1.0, math.inf, math.nan):
        with pytest.raises(ValueError, match="giây"):
            Endpoint("http://a/rerank", seconds=seconds)


def test_an_address_is_told_without_its_secrets():
    assert Endpoint("https://may.example:8443/rerank?key=1").describe() == "https://may.example:8443/rerank"
