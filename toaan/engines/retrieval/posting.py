"""One JSON question to one address, answered within a time that covers all of it: connecting, sending, every byte of the answer."""

from __future__ import annotations

import http.client
import json
import socket
import time
from threading import Timer
from typing import Any
from urllib.parse import urlsplit

LARGEST = 16 * 1024 * 1024
"""Bytes of an answer; more is not read."""


class Unanswered(Exception):
    """No usable answer in time; the message is for the log and has nothing of the question."""


def post(url: str, body: Any, seconds: float) -> Any:
    """The JSON that an address answers.

    Raises:
        Unanswered: no connection, no answer in time, another status than 200, no JSON.
    """
    parts = urlsplit(url)
    begun = time.monotonic()
    make = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = make(parts.hostname or "", parts.port, timeout=seconds)
    try:
        connection.connect()
        return _exchange(
            connection, parts.path or "/", parts.query, body, seconds - (time.monotonic() - begun)
        )
    except (OSError, http.client.HTTPException, ValueError, RecursionError) as error:
        late = time.monotonic() - begun >= seconds
        raise Unanswered(
            f"no answer within {seconds:g} s" if late else f"{type(error).__name__}: {error}"[:200]
        ) from None
    finally:
        connection.close()


def _exchange(connection: http.client.HTTPConnection, path: str, query: str, body: Any, left: float) -> Any:
    # A time-out of the socket counts each read by itself: a server that sends a byte a second would never run into it.
    clock = Timer(max(0.01, left), _cut, (connection.sock,))
    clock.daemon = True
    clock.start()
    try:
        connection.request(
            "POST", f"{path}?{query}" if query else path, json.dumps(body, ensure_ascii=False).encode(),
            {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"},
        )  # fmt: skip
        answer = connection.getresponse()
        if answer.status != 200:
            raise Unanswered(f"status {answer.status}")
        data = answer.read(LARGEST + 1)
    finally:
        clock.cancel()
    if len(data) > LARGEST:
        raise Unanswered("an answer of more than 16 MB")
    return json.loads(data)


def _cut(line: socket.socket) -> None:
    try:
        line.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # already closed
