"""Set-up on a stranger's machine: nothing twice, and one clear line when something is missing."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"scripts_{name}", SCRIPTS / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The installer, working in an empty tree whose path has a space."""
    module = load("install")
    root = tmp_path / "Tòa án"
    root.mkdir()
    places = {
        "ROOT": root,
        "VENV": root / ".venv",
        "STAMPS": root / ".venv" / ".toaan",
        "LOGS": root / "build",
    }
    for name, path in places.items():
        monkeypatch.setattr(module, name, path)
    (root / "build").mkdir()
    return module


def python_step(install: ModuleType, code: str, source: Path):  # type: ignore[no-untyped-def]
    return install.Step("thu", "Thử", lambda: [[sys.executable, "-c", code]], lambda: install.digest(source))


def test_a_step_is_done_once_and_again_when_its_input_changes(
    install: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    source = install.ROOT / "base.txt"
    source.write_text("a==1")
    step = python_step(install, "print('xong')", source)
    assert step.is_due()
    install.perform(step, 1, 1)
    assert "[1/1] Thử … 0 s" in capsys.readouterr().out
    assert not step.is_due()
    source.write_text("a==2")
    assert step.is_due()


def test_a_failed_step_shows_its_end_and_is_due_again(
    install: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    source = install.ROOT / "base.txt"
    source.write_text("a==1")
    step = python_step(install, "print('hỏng ở đây'); raise SystemExit(4)", source)
    with pytest.raises(install.Fault, match=r"dừng với mã 4. Nhật ký: build/thu.log"):
        install.perform(step, 1, 1)
    assert "hỏng ở đây" in capsys.readouterr().err
    assert step.is_due()


def test_a_moved_tree_makes_its_environment_anew(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "PYTHON", Path(sys.executable))
    install.STAMPS.mkdir(parents=True)
    (install.STAMPS / "venv").write_text(install.digest(), encoding="ascii")
    assert not install.venv_is_broken()
    monkeypatch.setattr(install, "ROOT", install.ROOT / "noi-khac")
    assert install.venv_is_broken()


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("NewConnectionError: Temporary failure in name resolution", "không ra được mạng"),
        ("npm error code EAI_AGAIN", "không ra được mạng"),
        ("OSError: [Errno 28] No space left on device", "hết chỗ trên ổ đĩa"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", ""),
    ],
)
def test_a_failure_is_named_for_someone_who_reads_no_logs(
    install: ModuleType, output: str, expected: str
) -> None:
    found = install.reason(output)
    assert expected in found if expected else found == ""


def test_whoever_is_not_root_is_told_in_one_line_what_to_install(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    wanted = [install.Package(("libpango-1.0-0",), lambda: False), install.Package(("make",), lambda: True)]
    assert [p.names for p in install.missing_packages(wanted)] == [("libpango-1.0-0",)]
    with pytest.raises(install.Fault) as refused:
        list(install.system_commands(wanted))
    assert str(refused.value).endswith("sudo apt-get install -y libpango-1.0-0")
    assert "\n" not in str(refused.value)


def test_a_removed_package_counts_as_missing(install: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = subprocess.CompletedProcess([], 1, "fontconfig installed\nfonts-croscore config-files\n", "")
    monkeypatch.setattr(install.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(install.subprocess, "run", lambda *_, **__: answer)
    wanted = [install.Package(("fontconfig",)), install.Package(("fonts-croscore",))]
    assert [p.names[0] for p in install.missing_packages(wanted)] == ["fonts-croscore"]


def test_a_full_disk_is_told_before_the_work(install: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(install.shutil, "disk_usage", lambda _: usage(10**10, 10**10, 4 * 10**8))
    with pytest.raises(install.Fault, match="chỉ còn 0,4 GB trống, cần 1,5 GB"):
        install.check_disk()


def test_no_network_is_one_line(install: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    source = install.ROOT / "base.txt"
    source.write_text("a==1")
    step = python_step(install, "print('ENOTFOUND'); raise SystemExit(1)", source)
    with pytest.raises(install.Fault, match=r"không ra được mạng; .* Nhật ký: build/thu.log"):
        install.perform(step, 1, 1)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("value", ["0", "65536", "tám nghìn", "", "-1"])
def test_no_port_is_bad_input(install: ModuleType, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert install.main([f"--port={value}"]) == 2
    assert "không phải cổng hợp lệ" in capsys.readouterr().err


def test_a_busy_port_is_told_before_the_set_up(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install, "set_up", lambda **_: pytest.fail("set-up began"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        number = other.getsockname()[1]
        assert install.main(["--port", str(number)]) == 2
    assert capsys.readouterr().err.startswith(f"toaan: cổng {number} đang có chương trình khác dùng; thử:")


def test_another_python_is_one_line(tmp_path: Path) -> None:
    tree = tmp_path / "cây mã"
    (tree / "scripts").mkdir(parents=True)
    (tree / "scripts" / "setup.sh").write_text((SCRIPTS / "setup.sh").read_text())
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "python3").write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.13.1" || exit 1\n')
    (fake / "python3").chmod(0o755)
    for tool in ("sh", "dirname"):
        (fake / tool).symlink_to(f"/bin/{tool}" if Path(f"/bin/{tool}").exists() else f"/usr/bin/{tool}")
    done = subprocess.run(
        [fake / "sh", tree / "scripts" / "setup.sh"],
        env={"PATH": str(fake)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("toaan: cần Python 3.11, máy này có: Python 3.13.1.")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("folder", "code"), [("", 2), ("không-có", 2), (".", 0)])
def test_real_data_must_exist(folder: str, code: int, tmp_path: Path) -> None:
    environment = os.environ | {"TOAAN_DATA": str(tmp_path / folder) if folder else ""}
    done = subprocess.run(
        ["sh", SCRIPTS / "need-data.sh"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert done.stderr.count("\n") == (1 if code else 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://" + "pypi" + ".org/simple", True),
        ("--index" + "-url https://mirror.example", True),
        ('"resolved"' + ': "https://mirror.example/a.tgz"', True),
        ("open('/" + "home/lan/toaan')", True),
        ("/" + "root/.cache", True),
        ("https://vbpl.example/home/lan", False),
        ("uv.lock --no-emit-index-url", False),
        ("/usr/lib/postgresql", False),
    ],
)
def test_registry_addresses_and_machine_paths_are_found(text: str, found: bool) -> None:
    assert bool(list(load("tidy").findings(text))) is found


def test_stages_stop_at_the_first_failure_and_count_all_tests(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stages = load("stages")

    def stage(name: str, code: str):  # type: ignore[no-untyped-def]
        return stages.Stage(name, (sys.executable, "-c", code))

    good = [
        stage("một", "print('3 passed in 1.2s')"),
        stage("hai", "print('=== 4 passed, 2 warnings in 9s ===')"),
    ]
    monkeypatch.setattr(stages, "stages", lambda _: good)
    monkeypatch.setattr(stages, "AHEAD", ("true",))
    assert stages.main(["test"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "7 passed, 0 failed"
    bad = [stage("hỏng", "raise SystemExit(2)"), *good]
    monkeypatch.setattr(stages, "stages", lambda _: bad)
    assert stages.main(["test"]) == 1
    said = capsys.readouterr()
    assert "một" not in said.out
    assert "dừng ở bước “hỏng” (mã 2)" in said.err


def test_what_is_made_ahead_ends_with_the_stages_and_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stages, note = load("stages"), tmp_path / "pid"
    waits = f"import pathlib, time\nwhile not pathlib.Path({str(note)!r}).exists(): time.sleep(0.01)"
    monkeypatch.setattr(
        stages, "AHEAD", ("sh", "-c", f"sleep 600 & echo $! > {note}.new; mv {note}.new {note}; wait")
    )
    monkeypatch.setattr(stages, "stages", lambda _: [stages.Stage("một", (sys.executable, "-c", waits))])
    assert stages.main(["test"]) == 0
    started = Path("/proc") / note.read_text().strip()
    for _ in range(100):
        if not started.exists() or "Z" in (started / "stat").read_text().rpartition(")")[2].split()[0]:
            break
        time.sleep(0.05)
    else:
        pytest.fail("still running")
