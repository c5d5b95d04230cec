"""Put everything a closed network needs into one archive: source, built interface with its fonts, wheels, packages.

    bundle.py [--out DIR] [--no-packages]

Run by `make bundle` on a machine with network, Debian 12 and the processor of the machines it is meant for. The
archive holds an `offline/` folder; `make run` in the unpacked tree sees it and asks no registry (scripts/install.py).
`--no-packages` leaves the Debian packages out, for machines that have them or get them otherwise.
Exit 1: something could not be had; 2: bad input.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

# The set-up beside this file: same packages, same locks.
sys.path.insert(0, str(Path(__file__).resolve().parent))

import install

ROOT = install.ROOT
SUMS = "SHA256SUMS"
README = """Tòa án điện tử - gói cài đặt cho mạng đóng

1. Kiểm tra gói:      sha256sum -c {archive}.sha256
2. Giải nén:          tar xf {archive} && cd {folder}
3. Chạy (Debian 12):  make run        (máy trống: sh scripts/setup.sh trước, khi chưa có lệnh make)
   Quyền root chỉ cần khi máy thiếu gói hệ thống; các gói ấy nằm trong offline/packages.

Không bước nào cần mạng. Mỗi tệp trong thư mục offline có mã SHA-256 trong offline/{sums};
thư viện Python còn được đối chiếu với mã băm đã khóa trong requirements/base.txt.
"""


def revision() -> str:
    """Version of the tree and the commit it was made from, "0.1.0-1a2b3c4"; a mark when the tree was changed since."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    commit = git("rev-parse", "--short", "HEAD").strip()
    return f"{version}-{commit}{'-sua' if git('status', '--porcelain') else ''}"


def git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise install.Fault("chỉ đóng gói được từ một bản sao git của mã nguồn.")
    return done.stdout


def source_files() -> Iterator[Path]:
    """What git keeps, as it stands in the working tree, and the built interface."""
    names = git("ls-files", "-z").split("\0")
    yield from (path for name in names if name and (path := ROOT / name).is_file())
    yield from (path for path in sorted(install.DIST.rglob("*")) if path.is_file())


def run(command: Sequence[str], what: str) -> None:
    """Run a command quietly; its failure is one line with the reason, if it is a known one."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        output = done.stdout + done.stderr
        lines = output.strip().splitlines() or [f"mã {done.returncode}"]
        raise install.Fault(f"{what}: {install.reason(output) or lines[-1]}")


def fetch_wheels(folder: Path) -> None:
    """The locked libraries as wheels for this processor: nothing is compiled on the closed side."""
    folder.mkdir(parents=True)
    lock = str(ROOT / "requirements" / "base.txt")
    words = (
        "download",
        "--no-deps",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "-r",
        lock,
        "-d",
        str(folder),
    )
    run(install.pip(*words), "không tải được thư viện Python")


def fetch_packages(folder: Path) -> None:
    """The Debian packages that the court needs, with all they depend on, as if nothing were installed."""
    if not shutil.which("apt-get"):
        raise install.Fault("không có apt-get; đóng gói trên Debian 12, hoặc dùng --no-packages.")
    (folder / "partial").mkdir(parents=True)
    names = [install.pick_name(package) for package in install.SYSTEM]
    with tempfile.NamedTemporaryFile() as nothing_installed:
        options = (f"Dir::State::status={nothing_installed.name}", f"Dir::Cache::archives={folder}/")
        settings = [word for option in (*options, "Debug::NoLocking=true") for word in ("-o", option)]
        words = ["-y", "--download-only", "--no-install-recommends", *settings, "install", *names]
        run(["apt-get", *words], "không tải được gói hệ thống (thử: apt-get update)")
    for leftover in (folder / "partial", folder / "lock"):
        shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink(missing_ok=True)


def write_sums(folder: Path) -> None:
    """A line per file, as sha256sum writes it."""
    lines = [
        f"{sha256(path)}  {path.relative_to(folder)}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def pack(archive: Path, folder: str, files: Iterable[tuple[Path, str]], when: int) -> None:
    """A tar whose bytes depend on its files and the commit's time only."""

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = when
        entry.mode = 0o755 if entry.mode & 0o100 else 0o644
        return entry

    draft = archive.with_suffix(".part")
    with (
        draft.open("wb") as raw,
        gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=when) as stream,
        tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path, name in sorted(files, key=lambda pair: pair[1]):
            tar.add(path, f"{folder}/{name}", recursive=False, filter=plain)
    draft.replace(archive)


def make(out: Path, *, packages: bool) -> Path:
    """Make the archive and its checksum in `out`; returns the archive."""
    if not install.DIST.is_dir():
        raise install.Fault("chưa dựng giao diện; chạy: make bundle")
    name = f"toaan-{revision()}"
    archive = out / f"{name}-{platform.machine()}.tar.gz"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="toaan-goi-") as draft:
        offline = Path(draft) / "offline"
        print("• Tải thư viện Python …", flush=True)
        fetch_wheels(offline / "wheels")
        if packages:
            print("• Tải gói hệ thống …", flush=True)
            fetch_packages(offline / "packages")
        readme = README.format(archive=archive.name, folder=name, sums=SUMS)
        (offline / "HUONG-DAN.txt").write_text(readme, encoding="utf-8")
        write_sums(offline)
        print("• Đóng gói …", flush=True)
        own = [(path, str(path.relative_to(ROOT))) for path in source_files()]
        brought = [(path, str(path.relative_to(draft))) for path in offline.rglob("*") if path.is_file()]
        when = int(git("log", "-1", "--format=%ct"))
        pack(archive, name, [*own, *brought, (offline / "HUONG-DAN.txt", "HUONG-DAN.txt")], when)
    checksum = archive.with_name(f"{archive.name}.sha256")
    checksum.write_text(f"{sha256(archive)}  {archive.name}\n", encoding="ascii")
    return archive


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "bundle")
    parser.add_argument("--no-packages", action="store_true")
    options = parser.parse_args(arguments)
    os.umask(0o022)
    try:
        archive = make(options.out, packages=not options.no_packages)
    except install.Fault as fault:
        print(f"toaan: {fault}", file=sys.stderr)
        return fault.code
    except OSError as error:
        print(f"toaan: không ghi được {error.filename or 'tệp'}: {error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ntoaan: đã dừng đóng gói.", file=sys.stderr)
        return 130
    print(f"{archive}  {archive.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
