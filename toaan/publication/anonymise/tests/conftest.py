"""One complete invented judgment, as a court would hand it over for publication."""

from pathlib import Path

import pytest

from toaan.publication.anonymise import KnownPerson


@pytest.fixture(scope="session")
def judgment() -> str:
    return (Path(__file__).parent / "judgment.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def parties() -> list[KnownPerson]:
    return [
        KnownPerson(
            "Nguyễn Thị Hợp",
            addresses=("Số 93/5, đường Lê Văn Duyệt, ấp Tân Hiệp A, xã Mỹ Quý, tỉnh Đồng Tháp",),
            identifiers=("087170004521", "0918332417"),
            emails=("hop.nguyen70@thudientu.example",),
            birth_date="12/03/1970",
        ),
        KnownPerson("Võ Văn An", addresses=("ấp Bình Hòa, xã Mỹ Quý",)),
        KnownPerson("Võ Thị Ánh"),
        KnownPerson("Công ty TNHH Thương mại Dịch vụ Phúc Lộc Thành", kind="organisation"),
    ]
