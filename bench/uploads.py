"""One large file through the real server: megabytes a second, and how much memory the web process takes for it.

    python bench/uploads.py [megabytes]      # 500 by default; needs about twice that on the disk

The same bytes go as pieces (tus) and to a bare file with fsync, in the same run.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
HOME = Path(tempfile.mkdtemp(prefix="toaan-bench-"))
os.environ.update(TOAAN_MODE="practice", TOAAN_HOME=str(HOME), DJANGO_SETTINGS_MODULE="toaan.config.settings")
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402  (the environment comes first)

django.setup()

from django.conf import settings  # noqa: E402

from tests.journeys.court import FOUND, free_port, wait_for, web_process  # noqa: E402
from toaan.demo.people import PASSWORD  # noqa: E402

PIECE = 8 * 1024 * 1024
HEAD = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0\0\0\x08moov"


def sample(path: Path, size: int) -> str:
    """A whole MP4 container of this size; its SHA-256."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        first = HEAD + (size - len(HEAD)).to_bytes(4, "big") + b"mdat"
        block = hashlib.sha256(b"toaan").digest() * 32768
        left = size
        for whole in (first, *([block] * (size // len(block) + 1))):
            piece = whole[:left]
            digest.update(piece)
            file.write(piece)
            left -= len(piece)
    return digest.hexdigest()


def demand(good: bool, answer: bytes = b"") -> None:
    """Stop when the server said no."""
    if not good:
        sys.exit(f"bench: {answer.decode('utf-8', 'replace')[:500]}")


class Person:
    """Signed in over plain HTTP, with the cookies kept."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=600)
        self.cookies: dict[str, str] = {}

    @property
    def token(self) -> str:
        """What forms carry against forgery; this court names its cookies after its folder."""
        return self.cookies.get(settings.CSRF_COOKIE_NAME, "")

    def call(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        kept = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        told = {k.replace("_", "-"): v for k, v in headers.items()}
        token = {"X-CSRFToken": self.token} if self.token else {}
        self.line.request(method, path, body, {"Cookie": kept, **token, **told})  # type: ignore[arg-type]
        answer = self.line.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return answer.status, dict(answer.getheaders()), content

    def sign_in(self, username: str) -> None:
        status, _, text = self.call("GET", "/tai-khoan/login/")
        demand(status == 200, text)
        form = {"login": username, "password": PASSWORD, "csrfmiddlewaretoken": self.token}
        self.call(
            "POST", "/tai-khoan/login/", urlencode(form), Content_Type="application/x-www-form-urlencoded"
        )
        demand(settings.SESSION_COOKIE_NAME in self.cookies)


def memory(pid: int, key: str) -> float:
    """VmRSS or VmHWM of a process in MB."""
    found = re.search(rf"{key}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


def send(person: Person, path: Path, sha256: str) -> tuple[float, float]:
    """Seconds for the pieces, and for the end (hash, inspection)."""
    size = path.stat().st_size
    told = {"filename": "camera.mp4", "door": "evidence"}
    metadata = ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in told.items())
    begun = time.perf_counter()
    status, headers, _ = person.call("POST", "/tai-len/", Upload_Length=str(size), Upload_Metadata=metadata)
    demand(status == 201)
    offset = 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            status, _, text = person.call(
                "PATCH", headers["Location"], piece, Upload_Offset=str(offset),
                Content_Type="application/offset+octet-stream",
            )  # fmt: skip
            demand(status == 204, text)
            offset += len(piece)
    sent = time.perf_counter()
    body = f'{{"sha256": "{sha256}"}}'
    status, _, text = person.call(
        "POST", headers["Location"] + "xong/", body, Content_Type="application/json"
    )
    demand(status == 200, text)
    return sent - begun, time.perf_counter() - sent


def bare(path: Path, target: Path) -> float:
    """The same bytes to a file in the same pieces, flushed each time."""
    begun = time.perf_counter()
    with path.open("rb") as file, target.open("wb") as out:
        while piece := file.read(PIECE):
            out.write(piece)
            out.flush()
            os.fsync(out.fileno())
    return time.perf_counter() - begun


def main() -> None:
    import subprocess

    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    home, environment, process = HOME, dict(os.environ), None
    try:
        path = home / "camera.mp4"
        sha256 = sample(path, megabytes * 1024 * 1024)
        for words in (["-m", "toaan.cli", "setup-db"], ["-c", FOUND]):
            subprocess.run([sys.executable, *words], env=environment, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        process = subprocess.Popen(
            [sys.executable, "-m", "toaan.cli", "run", "--no-demo", "--port", str(port)],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process)
        person = Person(address)
        person.sign_in("nguyendon")
        web = web_process(home)
        before = memory(web, "VmRSS")
        pieces, end = send(person, path, sha256)
        print(f"pieces of 8 MB: {megabytes / pieces:.0f} MB/s; hash and inspection at the end: {end:.1f} s")
        plain = bare(path, home / "bare")
        print(f"bare file with fsync, same pieces: {megabytes / plain:.0f} MB/s; ratio {plain / pieces:.2f}")
        print(f"web process: {before:.0f} MB before, {memory(web, 'VmHWM'):.0f} MB at its highest")
    finally:
        if process is not None:
            process.terminate()
            process.wait(30)
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
