"""Invented names, addresses and companies, drawn from lists of our own with a given chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh",
    "Mai", "Trịnh", "Đoàn", "Lương", "Tô", "Châu", "Thái", "Quách", "La", "Lục", "Vi", "Hà", "Cao", "Nông", "Giàng",
    "Y", "Thạch", "Kim", "Đàm", "Khổng", "Nghiêm", "Tống", "Mạc", "Ninh", "Chu",
)  # fmt: skip
WOMEN = (
    "Thị Thu Hiền", "Thị Bích Ngọc", "Ngọc Quyên", "Thị Hoài Thương", "Thanh Trúc", "Thị Kim Oanh", "Mỹ Duyên",
    "Thị Ánh Tuyết", "Phương Uyên", "Thị Xuân Đào", "Khánh Vy", "Thị Lệ Hằng", "Bảo Trâm", "Thị Nhàn", "Thùy Dương",
    "Thị Én", "Hồng Nhung", "Thị Cẩm Tú", "Minh Nguyệt", "Thị Phượng", "Gia Hân", "Thị Dậu", "Tường Vi", "Thị Yến Nhi",
)  # fmt: skip
MEN = (
    "Văn Đại", "Quang Huy", "Đức Anh", "Hữu Phước", "Thanh Liêm", "Công Danh", "Trọng Nghĩa", "Bá Ước", "Xuân Bách",
    "Minh Triết", "Văn Sửu", "Chí Thiện", "Hải Đăng", "Ngọc Ẩn", "Tấn Tài", "Viết Thắng", "Anh Dũng", "Gia Bảo",
    "Văn Ích", "Khắc Hiếu", "Duy Ưng", "Thế Vinh", "Văn Út", "Đình Quý",
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
        return self._fresh(
            lambda: f"{self._chance.choice(SURNAMES)} {self._chance.choice(WOMEN if woman else MEN)}"
        )

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
