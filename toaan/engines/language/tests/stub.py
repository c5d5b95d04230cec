"""A model server of our own on this machine, that answers well or in every wrong way."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HONEST = "Sổ thử được mở trong thời hạn 03 ngày làm việc, kể từ ngày nhận được đơn. [1]"


def chat(text: Any, **more: Any) -> bytes:
    """The body of a good answer."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}} | more
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


class Stub:
    """Serves until `close`; ``behave`` writes the answer, ``asked`` keeps what came."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.behave: Callable[[BaseHTTPRequestHandler], None] = says(chat(HONEST))
        self.over = threading.Event()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                stub.asked.append((self.path, dict(self.headers), json.loads(body)))
                with suppress(OSError):
                    stub.behave(self)

            def log_message(self, *_args: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def hang(self, _request: BaseHTTPRequestHandler) -> None:
        self.over.wait(30)

    def trickle_body(self, request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not self.over.wait(0.02):
            request.wfile.write(b" ")

    def trickle_head(self, request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.over.wait(0.02):
            request.wfile.write(b"a")


def says(body: bytes, status: int = 200, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def behave(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return behave


def floods(request: BaseHTTPRequestHandler) -> None:
    """A hundred megabytes, in pieces."""
    request.send_response(200)
    request.end_headers()
    for _ in range(100):
        request.wfile.write(b" " * 1_000_000)
        time.sleep(0)


def raw(words: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """These bytes and nothing of HTTP."""
    return lambda request: request.wfile.write(words) and None
