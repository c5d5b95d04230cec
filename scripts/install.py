"""Set up everything that `make run` and `make test` need, and nothing twice.

Runs before the environment exists: standard library only. Each step is stamped with a hash of its inputs;
a second run only compares hashes. What a step prints goes to build/setup/<step>.log.

    install.py [--dev] [--port N]

`--dev` adds what lint and tests need; `--port` first asks whether that port is free, before anything slow.
Exit 1: something could not be installed; 2: bad input.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / ".toaan"
LOGS = ROOT / "build" / "setup"
OFFLINE = ROOT / "offline"
"""What a bundle for closed networks brings along (scripts/bundle.py); absent in a clone."""
NEEDED_BYTES = 1_500_000_000
TAIL_LINES = 15
NO_NETWORK = (
    "Temporary failure in name resolution",
    "Temporary failure resolving",
    "Name or service not known",
    "Could not resolve",
    "Network is unreachable",
    "Failed to establish a new connection",
    "NewConnectionError",
    "Connection timed out",
    "EAI_AGAIN",
    "ENOTFOUND",
    "ECONNREFUSED",
)
NO_SPACE = ("No space left on device", "ENOSPC")


class Fault(Exception):
    """Set-up cannot go on; the message is one line saying what happened and what to do."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Package:
    """A package of the operating system, under the names that Debian and Ubuntu give it."""

    names: tuple[str, ...]
    present: Callable[[], bool] | None = None


@dataclass(frozen=True)
class Step:
    """One piece of the set-up: what it is called, whether it is due, and how it is done."""

    key: str
    title: str
    commands: Callable[[], Iterable[Sequence[str]]]
    digest: Callable[[], str] | None = None
    due: Callable[[], bool] | None = None

    def is_due(self) -> bool:
        """Due when its own question says so, or when its inputs are not those of the last time."""
        if self.due is not None and self.due():
            return True
        return self.digest is not None and stamped(self.key) != self.digest()

    def stamp(self) -> None:
        if self.digest is not None:
            STAMPS.mkdir(parents=True, exist_ok=True)
            (STAMPS / self.key).write_text(self.digest(), encoding="ascii")


def stamped(key: str) -> str:
    """What the step's inputs were when it was last done; empty when it never was."""
    stamp = STAMPS / key
    return stamp.read_text(encoding="ascii") if stamp.exists() else ""


# --- What the operating system must give ---------------------------------------------------------


def postgres_present() -> bool:
    """Debian keeps the server's programs in a folder per version, not on PATH."""
    return bool(shutil.which("initdb")) or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


SYSTEM = (
    Package(("python3-venv",), lambda: PYTHON.exists() or importlib.util.find_spec("ensurepip") is not None),
    Package(("make",), lambda: bool(shutil.which("make"))),
    Package(("ca-certificates",)),
    Package(("libpango-1.0-0",)),
    Package(("libpangoft2-1.0-0",)),
    Package(("libharfbuzz-subset0",)),
    Package(("fontconfig",)),
    Package(("fonts-croscore",)),
)
SYSTEM_DEV = (
    Package(("postgresql-15", "postgresql"), postgres_present),
    Package(("chromium", "chromium-browser"), lambda: bool(shutil.which("chromium"))),
    # Tests scan with a signature of their own; nothing is fetched and no daemon is started (see below).
    Package(("clamav",), lambda: bool(shutil.which("clamscan"))),
    Package(("clamav-daemon",), lambda: Path("/usr/sbin/clamd").exists()),
    Package(("gettext",), lambda: bool(shutil.which("xgettext"))),
)


def missing_packages(wanted: Sequence[Package]) -> list[Package]:
    """Those that are not on this machine; without dpkg only what leaves a program behind can be told."""
    unknown = [p for p in wanted if p.present is None]
    installed: set[str] = set()
    if shutil.which("dpkg-query"):
        names = [name for p in unknown for name in p.names]
        query = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names]
        lines = subprocess.run(query, capture_output=True, text=True, check=False).stdout.splitlines()
        installed = {line.split()[0] for line in lines if line.endswith(" installed")}
    else:
        installed = {name for p in unknown for name in p.names}
    return [
        p for p in wanted if not (p.present() if p.present else any(name in installed for name in p.names))
    ]


def pick_name(package: Package) -> str:
    """The first of its names that apt knows here."""
    for name in package.names[:-1]:
        known = subprocess.run(["apt-cache", "show", name], capture_output=True, check=False)
        if known.returncode == 0:
            return name
    return package.names[-1]


def system_commands(wanted: Sequence[Package]) -> Iterator[Sequence[str]]:
    """Install through apt as root; anyone else is told in one line what to install."""
    missing = missing_packages(wanted)
    first = " ".join(p.names[0] for p in missing)
    brought = sorted((OFFLINE / "packages").glob("*.deb"))
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        where = "; trong mạng đóng: sudo sh scripts/setup.sh" if brought else ""
        raise Fault(f"thiếu gói hệ thống; hãy cài rồi chạy lại: sudo apt-get install -y {first}{where}")
    if OFFLINE.is_dir():
        yield install_brought(brought)
        return
    yield ["apt-get", "update", "-qq"]
    names = [pick_name(p) for p in missing]
    if any(name.startswith("postgresql") for name in names):
        # The tests start their own throw-away server: the package must not start one for the machine.
        folder = Path("/etc/postgresql-common/createcluster.d")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "toaan.conf").write_text("create_main_cluster = false\n", encoding="ascii")
    if "clamav" in names and shutil.which("debconf-set-selections"):
        # "manual": the package neither starts freshclam nor fetches 300 MB of signatures.
        answer = "clamav-freshclam clamav-freshclam/autoupdate_freshclam select manual"
        yield ["sh", "-c", f"echo '{answer}' | debconf-set-selections"]
    patient = ("-o", "DPkg::Lock::Timeout=120")
    yield ["apt-get", "install", "-y", "-qq", *patient, "--no-install-recommends", *names]


def install_brought(packages: Sequence[Path]) -> Sequence[str]:
    """Install the bundle's packages that are missing here or older here, after checking their bytes; no source is asked.

    Raises:
        Fault: the bundle has none, or one is not what the bundle's list says.
    """
    if not packages:
        raise Fault("gói này không kèm gói hệ thống; hãy cài chúng từ nguồn của đơn vị rồi chạy lại.")
    check_brought(packages)
    due = [str(path) for path in packages if is_newer(path)]
    closed = ("-o", "Dir::Etc::sourcelist=/dev/null", "-o", "Dir::Etc::sourceparts=/dev/null")
    return ["apt-get", "install", "-y", "-qq", *closed, "--no-install-recommends", *due]


def check_brought(files: Sequence[Path]) -> None:
    """Hold files of the bundle against its list of SHA-256 sums."""
    lines = (OFFLINE / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: known for known, _, name in (line.partition("  ") for line in lines)}
    for path in files:
        with path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != sums.get(str(path.relative_to(OFFLINE))):
                raise Fault(f"tệp {path.relative_to(ROOT)} không đúng mã băm; hãy chép lại gói cài đặt.")


def is_newer(package: Path) -> bool:
    """Whether this package file is not installed here, or is newer than what is."""
    fields = ["dpkg-deb", "--show", "--showformat=${Package} ${Version}", str(package)]
    name, version = subprocess.run(fields, capture_output=True, text=True, check=True).stdout.split()
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status} ${Version}", name]
    state, _, here = subprocess.run(query, capture_output=True, text=True, check=False).stdout.partition(" ")
    if state != "installed":
        return True
    return subprocess.run(["dpkg", "--compare-versions", here, "lt", version], check=False).returncode == 0


# --- The Python environment ----------------------------------------------------------------------


def digest(*paths: Path) -> str:
    """One hash over the files and the place of the tree (an environment cannot be moved)."""
    total = hashlib.sha256(f"{ROOT}\n".encode())
    for path in paths:
        total.update(f"{path.relative_to(ROOT)}\n".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def venv_is_broken() -> bool:
    """An interrupted set-up leaves an interpreter without pip; a moved tree, scripts that point elsewhere."""
    if not PYTHON.exists():
        return True
    if known := stamped("venv"):
        return known != digest()
    probe = "import pip, sys; sys.exit(sys.version_info[:2] != (3, 11))"
    return subprocess.run([PYTHON, "-c", probe], capture_output=True, check=False).returncode != 0


def venv_commands() -> Iterator[Sequence[str]]:
    if venv_is_broken():
        base = Path(sys.base_prefix) / "bin" / "python3.11"
        yield [str(base if base.exists() else sys.executable), "-m", "venv", "--clear", str(VENV)]


def pip(*words: str) -> list[str]:
    """A pip call that asks nothing and gives up soon when there is no network."""
    quiet = ["--disable-pip-version-check", "--no-input", "--retries", "2"]
    return [str(PYTHON), "-m", "pip", *quiet, *words]


def locked_install(name: str) -> list[list[str]]:
    """Install exactly what the lock says; `pip check` then proves that the versions fit together."""
    lock = f"requirements/{name}.txt"
    words = ["--root-user-action=ignore", "--require-hashes", "--no-deps", "-r", lock]
    if OFFLINE.is_dir():
        words += ["--no-index", "--find-links", str(OFFLINE / "wheels")]
    return [pip("install", *words), pip("check")]


def command_install() -> list[list[str]]:
    editable = ("--no-index", "--no-deps", "--no-build-isolation", "--root-user-action=ignore", "-e", ".")
    return [pip("install", *editable)]


# --- The front end -------------------------------------------------------------------------------

DESIGN = ROOT / "toaan" / "design"
DIST = DESIGN / "dist"
CATALOGUE = ROOT / "toaan" / "locale" / "en" / "LC_MESSAGES" / "django.po"
DESIGN_KINDS = {".scss", ".css", ".js", ".mjs", ".json", ".py", ".svg", ".png", ".woff2", ".ico"}
BUILT_FOLDERS = {"dist", "node_modules", "__pycache__", "tests", "templates", "templatetags"}


def design_inputs() -> list[Path]:
    """Every file that shapes the built assets."""
    found = [ROOT / name for name in ("package.json", "package-lock.json") if (ROOT / name).exists()]
    for folder, folders, files in os.walk(DESIGN):
        folders[:] = sorted(set(folders) - BUILT_FOLDERS)
        found += [Path(folder, name) for name in sorted(files) if Path(name).suffix in DESIGN_KINDS]
    return found


# --- Doing it ------------------------------------------------------------------------------------


def plan(*, dev: bool) -> list[Step]:
    """The steps in their order."""
    requirements = ROOT / "requirements"
    wanted = SYSTEM + SYSTEM_DEV if dev else SYSTEM
    steps = [
        Step(
            "system",
            "Cài gói hệ thống",
            lambda: system_commands(wanted),
            due=lambda: bool(missing_packages(wanted)),
        ),
        Step("venv", "Tạo môi trường Python", venv_commands, digest, venv_is_broken),
        Step(
            "base",
            "Cài thư viện Python",
            lambda: locked_install("base"),
            lambda: digest(requirements / "base.txt"),
        ),
        Step(
            "command",
            "Cài lệnh toaan",
            command_install,
            lambda: digest(ROOT / "pyproject.toml"),
            lambda: not (VENV / "bin" / "toaan").exists(),
        ),
        Step(
            "build",
            "Cài công cụ dựng giao diện",
            lambda: locked_install("build"),
            lambda: digest(requirements / "build.txt"),
        ),
        Step(
            "design",
            "Dựng giao diện",
            lambda: [[str(PYTHON), "-m", "toaan.design.build"]],
            lambda: digest(*design_inputs()),
            lambda: not DIST.is_dir(),
        ),
        Step(
            "messages",
            "Biên dịch câu tiếng Anh",
            lambda: [[str(PYTHON), "scripts/messages.py", "compile"]],
            lambda: digest(CATALOGUE),
            lambda: not CATALOGUE.with_suffix(".mo").exists(),
        ),
    ]
    if OFFLINE.is_dir():
        steps = [step for step in steps if step.key != "build"]  # the bundle brings the interface built
    if dev:
        tools = Step(
            "dev",
            "Cài công cụ kiểm thử",
            lambda: locked_install("dev"),
            lambda: digest(requirements / "base.txt", requirements / "dev.txt"),
        )
        steps.insert(3, tools)
        checks = Step(
            "checks",
            "Cài công cụ kiểm tra giao diện",
            lambda: [[str(PYTHON), "-m", "toaan.design.build", "--tools"]],
            lambda: digest(ROOT / "package-lock.json"),
        )
        steps.append(checks)
    return steps


def run_logged(command: Sequence[str], log: Path, beat: Callable[[], None]) -> None:
    """Run one command with its output in `log`; a failure shows the log's end and names the reason."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "PYTHONUNBUFFERED": "1"}
    with log.open("ab") as sink:
        sink.write(("$ " + " ".join(map(str, command)) + "\n").encode())
        sink.flush()
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink
        )
        try:
            while True:
                try:
                    process.wait(timeout=1)
                    break
                except subprocess.TimeoutExpired:
                    beat()
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode:
        text = log.read_text(encoding="utf-8", errors="replace")
        known = reason(text)
        print(flush=True)
        if not known:
            tail = text.splitlines()[-TAIL_LINES:]
            print("\n".join(f"    {line}" for line in tail), file=sys.stderr)
        words = known or f"lệnh cài đặt dừng với mã {process.returncode}."
        raise Fault(f"{words} Nhật ký: {log.relative_to(ROOT)}")


def reason(text: str) -> str:
    """What a failed command's output means, for someone who does not read it; empty when it is none of these."""
    if OFFLINE.is_dir() and "No matching distribution found" in text:
        return "gói cài đặt không kèm thư viện này (công cụ kiểm thử không nằm trong gói), hoặc làm cho máy khác loại."
    if any(sign in text for sign in NO_SPACE):
        return "hết chỗ trên ổ đĩa; hãy giải phóng rồi chạy lại."
    if any(sign in text for sign in NO_NETWORK):
        return "không tải được gói vì máy không ra được mạng; hãy kiểm tra kết nối rồi chạy lại."
    return ""


def seconds(since: float) -> str:
    return f"{time.monotonic() - since:.0f} s"


def perform(step: Step, number: int, total: int) -> None:
    """Do one step, with a line that says what is going on and how long it took."""
    begun = time.monotonic()
    line = f"[{number}/{total}] {step.title} …"
    live = sys.stdout.isatty()
    print(line, end="", flush=True)

    def beat() -> None:
        if live:
            print(f"\r{line} {seconds(begun)}", end="", flush=True)

    log = LOGS / f"{step.key}.log"
    log.write_bytes(b"")
    for command in step.commands():
        run_logged(command, log, beat)
    step.stamp()
    print(f"\r{line} {seconds(begun)}" if live else f" {seconds(begun)}", flush=True)


def check_disk() -> None:
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        have, need = (f"{n / 1e9:.1f}".replace(".", ",") for n in (free, NEEDED_BYTES))
        raise Fault(f"ổ đĩa chỉ còn {have} GB trống, cần {need} GB để cài; hãy giải phóng rồi chạy lại.")


def check_port(value: str) -> None:
    """Refuse a port that is no port or that another program holds.

    Raises:
        Fault: code 2.
    """
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        raise Fault(f"PORT={value} không phải cổng hợp lệ; dùng một số từ 1 đến 65535.", code=2)
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(value)))
            probe.listen(1)
        except PermissionError:
            raise Fault(f"không được mở cổng {value}; hãy dùng cổng từ 1024 trở lên.", code=2) from None
        except OSError:
            hint = f"make run PORT={int(value) % 65535 + 1}"
            raise Fault(f"cổng {value} đang có chương trình khác dùng; thử: {hint}", code=2) from None


def set_up(*, dev: bool) -> None:
    """Do what is due, one set-up at a time on this tree."""
    steps = plan(dev=dev)
    if not any(step.is_due() for step in steps):
        return
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Đang chờ một lần cài đặt khác trên cùng thư mục này …", flush=True)
            fcntl.flock(lock, fcntl.LOCK_EX)
        check_disk()
        for number, step in enumerate(steps, 1):
            if step.is_due():
                perform(step, number, len(steps))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--dev", action="store_true")
    parser.add_argument("--port")
    options = parser.parse_args(arguments)
    try:
        if sys.version_info[:2] != (3, 11):
            raise Fault(f"cần Python 3.11, đang chạy bằng {sys.version.split()[0]}.")
        if options.port is not None:
            check_port(options.port)
        set_up(dev=options.dev)
    except Fault as fault:
        print(f"toaan: {fault}", file=sys.stderr)
        return fault.code
    except OSError as error:
        print(f"toaan: không ghi được {error.filename or 'tệp'}: {error.strerror}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\ntoaan: đã dừng cài đặt; chạy lại lệnh để làm tiếp.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
