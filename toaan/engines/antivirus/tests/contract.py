"""What every scanner promises, held against real ClamAV with a signature of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from toaan.engines.antivirus import Infected, Scanner

# The industry's harmless test text, in two halves so that no scanner takes this file for it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def own_signatures(folder: Path) -> Path:
    """A signature database of one line that knows the test text anywhere in any file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "toaan.ndb").write_text(f"Toaan.Eicar:0:*:{EICAR.hex()}\n", encoding="ascii")
    return folder


class ScannerContract:
    """Inherit and define the fixture ``scanner``."""

    def test_is_a_scanner_and_says_what_it_is(self, scanner):
        assert isinstance(scanner, Scanner)
        assert "ClamAV" in scanner.describe()

    def test_a_clean_file_passes(self, scanner, tmp_path):
        clean = tmp_path / "đơn khởi kiện.txt"
        clean.write_bytes(b"noi dung binh thuong" * 1000)
        scanner.scan(clean)

    @pytest.mark.parametrize("before", [b"", b"\0" * 30_000_000])
    def test_a_harmful_one_is_named_wherever_it_hides(self, scanner, tmp_path, before):
        bad = tmp_path / "hinh.jpg"
        bad.write_bytes(before + EICAR)
        with pytest.raises(Infected) as found:
            scanner.scan(bad)
        assert "Toaan.Eicar" in found.value.signature
        assert bad.read_bytes() == before + EICAR
