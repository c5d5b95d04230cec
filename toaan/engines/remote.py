"""A question to another program over HTTP: one JSON document out, one back, and never later than its deadline.

For model servers that the court runs or rents (answers, embeddings, order of results). Whatever such a server does, hang, trickle,
send a page instead of data, the caller hears of it as a `RemoteFault` in time. Only the address that was set is asked: no proxy of the
environment, no redirect, no other scheme than http and https.
"""

from __future__ import annotations

import http.client
import io
import json
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

_PIECE = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200


class RemoteFault(Exception):
    """No usable answer came.

    ``code``: "address", "unreachable", "slow", "redirect", "status", "too-large" or "not-json"; ``reason``: what is wrong and what
    to do, in Vietnamese. Neither holds the key, nor words of the answer.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def post_json(url: str, payload: Any, *, key: str = "", timeout: float, limit: int) -> Any:
    """Send a JSON document, read one back.

    Args:
        key: sent as "Authorization: Bearer …" when not empty.
        timeout: seconds for everything together: name, connection, sending, waiting, reading.
        limit: most bytes that the answer may have.

    Raises:
        RemoteFault: anything but a JSON document in time.
    """
    where = address(url)
    if not (key.isascii() and key.isprintable()):
        raise RemoteFault("address", "Khóa truy cập có ký tự không hợp lệ.")
    body = json.dumps(payload, ensure_ascii=False).encode("utf-8", "replace")
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Connection": "close"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    end = _End(time.monotonic() + timeout, timeout)
    connection = _Connection(where, end)
    try:
        connection.request(
            "POST", (where.path or "/") + (f"?{where.query}" if where.query else ""), body, headers
        )
        return _json(_read(connection.getresponse(), limit))
    except TimeoutError as error:
        raise RemoteFault("slow", f"Máy chủ không trả lời xong trong {_seconds(timeout)} giây.") from error
    except ssl.SSLError as error:
        raise RemoteFault(
            "unreachable", "Không lập được kết nối bảo mật (TLS) với máy chủ. Hãy xem lại chứng thư."
        ) from error
    except http.client.HTTPException as error:
        raise RemoteFault(
            "not-json", "Máy chủ không nói đúng giao thức HTTP. Hãy xem lại địa chỉ và cổng."
        ) from error
    except OSError as error:
        raise RemoteFault(
            "unreachable", f"Không kết nối được với máy chủ {where.hostname}. Hãy xem nó có đang chạy không."
        ) from error
    except ValueError as error:  # a path with characters that no request may carry
        raise RemoteFault("address", "Địa chỉ máy chủ có ký tự không hợp lệ.") from error
    finally:
        connection.end()


def _seconds(timeout: float) -> str:
    return f"{timeout:g}".replace(".", ",")


def address(url: str) -> SplitResult:
    """The parts of an address that may be asked.

    Raises:
        RemoteFault: "address"; the reason does not hold the address, in which there may be a key.
    """
    try:
        where = urlsplit(url.strip())
        good = where.scheme in {"http", "https"} and bool(where.hostname) and where.port != 0
    except ValueError:
        good = False
    if not good:
        raise RemoteFault("address", "Địa chỉ máy chủ phải có dạng http://máy:cổng/… hoặc https://….")
    if where.username is not None or where.password is not None:
        raise RemoteFault("address", "Đừng ghi khóa truy cập trong địa chỉ máy chủ; hãy đặt nó riêng.")
    return where


def _read(answer: http.client.HTTPResponse, limit: int) -> bytes:
    if answer.status in _REDIRECTS:
        raise RemoteFault("redirect", "Máy chủ chuyển sang địa chỉ khác. Hãy đặt đúng địa chỉ cuối cùng.")
    if answer.status != _OK:
        raise RemoteFault("status", f"Máy chủ báo lỗi HTTP {answer.status}.")
    heard = bytearray()
    while piece := answer.read(min(_PIECE, limit + 1 - len(heard))):
        heard += piece
        if len(heard) > limit:
            raise RemoteFault("too-large", f"Máy chủ trả về nhiều hơn {limit:,} byte.".replace(",", "."))
    return bytes(heard)


def _json(heard: bytes) -> Any:
    try:
        return json.loads(heard.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise RemoteFault("not-json", "Máy chủ không trả về dữ liệu JSON. Hãy xem lại địa chỉ.") from error


@dataclass(frozen=True)
class _End:
    """The moment by which everything must be over."""

    at: float
    whole: float

    def left(self) -> float:
        """Seconds left; raises TimeoutError when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Connection(http.client.HTTPConnection):
    """A connection whose every step ends by one moment: a timeout of the socket alone begins anew with each byte that comes."""

    def __init__(self, where: SplitResult, end: _End) -> None:
        secure = where.scheme == "https"
        super().__init__(str(where.hostname), where.port or (443 if secure else 80))
        self._end = end
        self._context = ssl.create_default_context() if secure else None
        self._held: socket.socket | None = None

    def connect(self) -> None:
        link = self._link()
        if self._context is not None:
            try:
                link.settimeout(self._end.left())
                link = self._context.wrap_socket(link, server_hostname=self.host)
            except BaseException:
                link.close()
                raise
        self._held = link
        self.sock = _Timed(link, self._end)

    def end(self) -> None:
        """Let go of the socket; `close` is called by http.client itself while the answer is still to be read."""
        self.close()
        if self._held is not None:
            self._held.close()

    def _link(self) -> socket.socket:
        fault: OSError = OSError("no address")
        for family, kind, protocol, _name, address in _resolve(self.host, self.port, self._end):
            link = socket.socket(family, kind, protocol)
            try:
                link.settimeout(self._end.left())
                link.connect(address)
            except OSError as error:
                link.close()
                fault = error
            else:
                return link
        raise fault


def _resolve(host: str, port: int, end: _End) -> list[Any]:
    """The addresses of a name. The system's resolver knows no deadline, so it is asked beside."""
    found: list[Any] = []

    def ask() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            pass

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(end.left())
    if asking.is_alive():
        raise TimeoutError
    return found


class _Timed:
    """As much of a socket as http.client uses, each step with the time that is left."""

    def __init__(self, link: socket.socket, end: _End) -> None:
        self._link = link
        self._end = end

    def sendall(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            self._link.settimeout(self._end.left())
            view = view[self._link.send(view) :]

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Raw(self._link, self._end))

    def close(self) -> None:
        """The connection closes it at its end."""


class _Raw(io.RawIOBase):
    def __init__(self, link: socket.socket, end: _End) -> None:
        self._link = link
        self._end = end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._link.settimeout(self._end.left())
        return self._link.recv_into(buffer)
