"""A closed network's promise: one archive, no registry, and the court runs."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.court import free_port

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = Path(__file__).with_name("nowhere.py")
ASK = """
import re, sys, time, urllib.request
base = sys.argv[1]
def get(path):
    with urllib.request.urlopen(base + path, timeout=5) as answer:
        return answer.read()
for attempt in range(300):
    try:
        get("/healthz")
        break
    except OSError:
        time.sleep(0.2)
page = get("/").decode()
sheet = re.search(r'href="(/static/[^"]*portal[^"]*[.]css)"', page)[1]
fonts = re.findall(r"url[(].?([^)]*?[.]woff2)", get(sheet).decode())
assert "Tòa án điện tử" in page and len(fonts) >= 6, (len(page), fonts)
assert get(sheet.rsplit("/", 1)[0] + "/" + fonts[0]).startswith(b"wOF2"), fonts[0]
print("answered", len(page), len(fonts))
"""
# The whole of what an administrator does, in a shell whose only network is the machine itself.
INSTALL_AND_RUN = """
set -e
sh scripts/setup.sh
.venv/bin/toaan run --no-demo --port "$PORT" & court=$!
trap 'kill -INT $court; wait $court' EXIT
python="$PWD/.venv/bin/python"
"$python" -c "$ASK" "http://127.0.0.1:$PORT"
.venv/bin/toaan doctor
"""


def closed(command: list[str], cwd: Path, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command in `cwd` without network, with nothing of the caller's environment."""
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        **more,
    }
    words = [sys.executable, str(NOWHERE), *command]
    return subprocess.run(
        words,
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=400,
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle, made as `make bundle` makes it."""
    out = tmp_path_factory.mktemp("goi")
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "bundle.py"), "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return next(out.glob("*.tar.gz"))


@pytest.fixture
def unpacked(archive: Path, tmp_path: Path) -> Iterator[Path]:
    """The tree that an administrator gets by unpacking, in a folder whose name has a space."""
    folder = tmp_path / "Tòa án"
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    yield next(folder.iterdir())


@pytest.mark.bundle
def test_the_namespace_has_no_way_out(tmp_path: Path) -> None:
    probe = "import socket; socket.create_connection(('192.0.2.1', 443), timeout=2)"
    done = closed([sys.executable, "-c", probe], tmp_path, tmp_path)
    assert done.returncode == 1
    assert "Network is unreachable" in done.stderr


@pytest.mark.bundle
def test_a_closed_network_installs_and_runs_the_court(unpacked: Path, tmp_path: Path) -> None:
    more = {"PORT": str(free_port()), "TOAAN_HOME": str(tmp_path / "du-lieu"), "ASK": ASK}
    done = closed(["sh", "-c", INSTALL_AND_RUN], unpacked, tmp_path, **more)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "answered" in done.stdout
    assert "SAI" not in done.stdout.replace("SAI  quy định", "")


@pytest.mark.bundle
def test_the_archive_is_what_its_checksum_says_and_so_is_all_it_brings(archive: Path, unpacked: Path) -> None:
    known = archive.with_name(f"{archive.name}.sha256").read_text().split()[0]
    assert hashlib.sha256(archive.read_bytes()).hexdigest() == known
    done = subprocess.run(
        ["sha256sum", "--quiet", "-c", "SHA256SUMS"],
        cwd=unpacked / "offline",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert len(list((unpacked / "offline" / "packages").glob("*.deb"))) > 20


@pytest.mark.bundle
def test_a_damaged_wheel_is_refused(unpacked: Path, tmp_path: Path) -> None:
    wheel = next((unpacked / "offline" / "wheels").glob("django-5*.whl"))
    content = bytearray(wheel.read_bytes())
    content[len(content) // 2] ^= 1
    wheel.write_bytes(content)
    done = closed(["sh", "scripts/setup.sh"], unpacked, tmp_path)
    assert done.returncode == 1
    assert "Cài thư viện Python" in done.stdout
    assert not (unpacked / ".venv" / "bin" / "toaan").exists()


@pytest.mark.bundle
def test_what_the_bundle_does_not_bring_is_named(unpacked: Path, tmp_path: Path) -> None:
    done = closed(["sh", "scripts/setup.sh", "--dev"], unpacked, tmp_path)
    assert done.returncode == 1
    assert "công cụ kiểm thử không nằm trong gói" in done.stderr


@pytest.mark.chaos
def test_a_bare_debian_in_a_closed_network_runs_the_court(archive: Path, tmp_path: Path) -> None:
    """A machine with nothing but Debian's smallest system: needs root, and debootstrap to make that machine."""
    assert os.geteuid() == 0 and shutil.which("debootstrap"), "make chaos: cần quyền root và gói debootstrap"
    bare = tmp_path / "may"
    made = ["debootstrap", "--variant=minbase", "bookworm", str(bare)]
    assert subprocess.run(made, capture_output=True, check=False).returncode == 0
    with tarfile.open(archive) as tar:
        tar.extractall(bare / "srv", filter="data")
    tree = next((bare / "srv").iterdir()).name
    script = INSTALL_AND_RUN.replace("set -e", f"set -e; cd /srv/{tree}; test ! -e /usr/bin/python3", 1)
    more = {"PORT": str(free_port()), "ASK": ASK}
    mount = 'mount -t proc proc "$0/proc" && mount --bind /dev "$0/dev" && exec chroot "$0" sh -c "$1"'
    done = closed(
        ["unshare", "--mount", "sh", "-c", mount, str(bare), script], tmp_path, Path("/root"), **more
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "answered" in done.stdout
