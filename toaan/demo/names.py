"""Invented names, addresses and companies, drawn from lists of our own with a given chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh",
    "Mai", "Trịnh", "Đoàn", "Lương", "Tô", "Châu", "Thái", "Quách", "La", "Lục", "Vi", "Hà", "Cao", "Nông", "Giàng",
    "Thạch", "Kim", "Đàm", "Khổng", "Nghiêm", "Tống", "Mạc", "Ninh", "Chu",
)  # fmt: skip
WOMEN_MIDDLE = (
    "Thị",
    "Ngọc",
    "Thanh",
    "Thị Thu",
    "Thị Kim",
    "Phương",
    "Thị Bích",
    "Hồng",
    "Thị Ngọc",
    "Minh",
    "Thùy",
    "Thị Mỹ",
)
WOMEN = (
    "Hiền", "Quyên", "Thương", "Trúc", "Oanh", "Duyên", "Tuyết", "Uyên", "Đào", "Hằng", "Trâm", "Nhàn", "Diễm", "Én",
    "Nhung", "Tú", "Nguyệt", "Phượng", "Hân", "Dậu", "Vi", "Nhi", "Lụa", "Mơ", "Sen", "Thắm", "Xoan", "Yên", "Huệ", "Cúc",
    "Loan", "Bưởi",
)  # fmt: skip
MEN_MIDDLE = (
    "Văn",
    "Quang",
    "Đức",
    "Hữu",
    "Thanh",
    "Công",
    "Trọng",
    "Xuân",
    "Minh",
    "Ngọc",
    "Viết",
    "Khắc",
    "Duy",
    "Thế",
    "Đình",
)
MEN = (
    "Đại", "Huy", "Phước", "Liêm", "Danh", "Nghĩa", "Ước", "Bách", "Triết", "Sửu", "Thiện", "Đăng", "Ẩn", "Tài", "Thắng",
    "Dũng", "Bảo", "Ích", "Hiếu", "Ưng", "Vinh", "Út", "Quý", "Lượng", "Khoát", "Sáng", "Tuân", "Phiên", "Hợp", "Rạng",
    "Mão", "Thuần",
)  # fmt: skip
CHILDREN = ("Bảo An", "Minh Khôi", "Gia Linh", "Hoàng Nam", "Ngọc Diệp", "Tuệ Minh", "Khánh Chi", "Đăng Khoa")
TRADES = (
    "Xây lắp", "Vật liệu xây dựng", "Nông sản", "Vận tải", "May mặc", "Cơ khí", "Thực phẩm", "Nội thất", "Thiết bị điện",
    "Bao bì",
)  # fmt: skip
BRANDS = (
    "Sông Thanh Phát", "Hạ Lâm", "Tân Hòa Thịnh", "Núi Voi", "Bắc Khê", "Đại Cường Vĩnh", "Minh Trường Lộc", "Bến Đò Xanh",
    "Thuận Khê", "Phú Cẩm", "Yên Khê Gia", "Lộc Vĩnh An", "Trường Giang Hạ", "Đá Bạc", "Hòa Lạc Thượng", "Khánh Ninh Đông",
)  # fmt: skip
STREETS = (
    "Bến Đò",
    "Chợ Cũ",
    "Hàng Bè",
    "Cầu Đá",
    "Đồi Thông",
    "Giếng Vuông",
    "Bờ Kè",
    "Nhà Thờ Tổ",
    "Lò Gạch",
    "Vườn Cam",
)
HAMLETS = ("Hạ", "Thượng", "Đình", "Bãi Dâu", "Cây Gạo", "Đồng Mít", "Ao Sen", "Trại Mới")


@dataclass(frozen=True)
class Person:
    """Somebody, or a company with who speaks for it."""

    name: str
    woman: bool = False
    born: int = 1980
    address: str = ""
    phone: str = ""
    username: str = ""
    representative: str = ""

    @property
    def is_company(self) -> bool:
        return bool(self.representative)

    @property
    def titled(self) -> str:
        """ "ông Bùi Văn Đại"; a company by its name."""
        return self.name if self.is_company else f"{'bà' if self.woman else 'ông'} {self.name}"


class Names:
    """Names that come once each, in an order that the chance decides."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._taken: set[str] = set()

    def taken(self, *names: str) -> None:
        """Names that somebody bears already."""
        self._taken |= set(names)

    def full(self, *, woman: bool) -> str:
        middles, givens = (WOMEN_MIDDLE, WOMEN) if woman else (MEN_MIDDLE, MEN)
        return self._fresh(lambda: " ".join(map(self._chance.choice, (SURNAMES, middles, givens))))

    def person(self, commune: str, *, woman: bool | None = None) -> Person:
        she = self._chance.random() < 0.5 if woman is None else woman
        return Person(
            self.full(woman=she),
            woman=she,
            born=self._chance.randint(1955, 2003),
            address=self.address(commune),
            phone=f"09{self._chance.randint(10_000_000, 99_999_999)}",
        )

    def company(self, commune: str, *, bank: bool = False) -> Person:
        def invent() -> str:
            brand = self._chance.choice(BRANDS)
            if bank:
                return f"Ngân hàng Thương mại cổ phần {brand}"
            form = self._chance.choice(("Công ty trách nhiệm hữu hạn", "Công ty cổ phần"))
            return f"{form} {self._chance.choice(TRADES)} {brand}"

        name = self._fresh(invent)
        head = self.full(woman=self._chance.random() < 0.4)
        return Person(name, address=self.address(commune), phone="", representative=f"{head}, Giám đốc")

    def child(self, father: str) -> str:
        return f"{father.split(maxsplit=1)[0]} {self._chance.choice(CHILDREN)}"

    def address(self, commune: str) -> str:
        if commune.startswith("phường"):
            return f"Số {self._chance.randint(2, 190)} đường {self._chance.choice(STREETS)}, {commune}, tỉnh Sông Thanh"
        return f"Thôn {self._chance.choice(HAMLETS)}, {commune}, tỉnh Sông Thanh"

    def _fresh(self, invent: Callable[[], str]) -> str:
        for _ in range(1000):
            name = invent()
            if name not in self._taken:
                self._taken.add(name)
                return name
        raise LookupError("no name is left")
