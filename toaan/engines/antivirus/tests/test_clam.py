"""Both ways to ClamAV keep the contract; a scanner that gives no verdict never passes a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from toaan.engines.antivirus import ClamCommand, ClamDaemon, NoScanner, ScannerDown, scanner_for

from .contract import ScannerContract, own_signatures


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    """A real clamd of our own; its socket."""
    folder = tmp_path_factory.mktemp("clamd")
    link = folder / "s"
    conf = folder / "clamd.conf"
    conf.write_text(
        f"LocalSocket {link}\nDatabaseDirectory {own_signatures(folder / 'db')}\nForeground yes\n"
        f"PidFile {folder / 'pid'}\nStreamMaxLength 40M\nMaxThreads 2\n",
        encoding="ascii",
    )
    program = shutil.which("clamd") or "/usr/sbin/clamd"
    daemon = subprocess.Popen(
        [program, "-c", str(conf)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + 60
    while not link.exists():
        assert daemon.poll() is None
        assert time.monotonic() < end
        time.sleep(0.05)
    yield str(link)
    daemon.terminate()
    daemon.wait(20)


class TestCommand(ScannerContract):
    @pytest.fixture
    def scanner(self, tmp_path):
        return ClamCommand(signatures=str(own_signatures(tmp_path / "chu-ky")))


class TestDaemon(ScannerContract):
    @pytest.fixture
    def scanner(self, daemon):
        return ClamDaemon(daemon)

    def test_too_large_for_the_daemon_is_no_verdict(self, scanner, tmp_path):
        big = tmp_path / "lon.bin"
        big.touch()
        os.truncate(big, 60_000_000)
        with pytest.raises(ScannerDown):
            scanner.scan(big)


@pytest.mark.parametrize(
    "scanner",
    [
        ClamDaemon("/khong/co/socket"),
        ClamDaemon("127.0.0.1:1"),
        ClamCommand(program="khong-co-lenh-nay"),
        ClamCommand(signatures="/khong/co/chu-ky"),
    ],
)
def test_a_scanner_that_is_not_there_gives_no_verdict(scanner, tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"a")
    with pytest.raises(ScannerDown):
        scanner.scan(file)


def test_without_a_scanner_the_description_says_so():
    assert "không được quét" in NoScanner().describe()


@pytest.mark.parametrize(
    ("setting", "scanner"),
    [
        ("none", NoScanner),
        ("clamd", ClamDaemon),
        ("clamd:10.0.0.5:3310", ClamDaemon),
        ("clamscan", ClamCommand),
        ("clamscan:/chu/ky", ClamCommand),
    ],
)
def test_the_setting_names_the_scanner(setting, scanner):
    assert isinstance(scanner_for(setting), scanner)


def test_an_unknown_setting_is_explained():
    with pytest.raises(ValueError, match="clamscan"):
        scanner_for("norton")


def test_addresses_are_kept_whole():
    assert scanner_for("clamd:10.0.0.5:3310") == ClamDaemon("10.0.0.5:3310")
    assert scanner_for(f"clamscan:{Path('/chu/ky')}") == ClamCommand(signatures="/chu/ky")
