"""Administrative units of Vietnam: the words for each level and the province names, now and before 1/7/2025.

Sources: Nghị quyết 202/2025/QH15 (34 provincial units, in force 1/7/2025); the 63 units before it.
Districts (quận, huyện, thị xã, thành phố thuộc tỉnh) ceased on 1/7/2025 but stand in every older judgment.
"""

from toaan.vietnamese.text import fold

PROVINCE_WORDS = ("tỉnh", "thành phố")
DISTRICT_WORDS = ("quận", "huyện", "thị xã", "thành phố")
"""Level abolished on 1/7/2025."""
COMMUNE_WORDS = ("xã", "phường", "đặc khu", "thị trấn")
"""Thị trấn ceased on 1/7/2025; đặc khu began."""
HAMLET_WORDS = (
    "thôn", "xóm", "ấp", "bản", "buôn", "bon", "làng", "plei", "plây", "phum", "sóc", "tổ dân phố", "tổ",
    "khu phố", "khu", "khu vực", "khóm", "khối", "khối phố", "tiểu khu", "cụm", "đội", "khu dân cư", "khu tập thể",
    "khu đô thị", "chung cư",
)  # fmt: skip
STREET_WORDS = ("đường", "phố", "ngõ", "ngách", "hẻm", "kiệt", "quốc lộ", "tỉnh lộ", "hương lộ", "đại lộ")
ABBREVIATIONS = {"TP": "thành phố", "TX": "thị xã", "TT": "thị trấn", "TDP": "tổ dân phố", "Q": "quận",
                 "H": "huyện", "P": "phường", "X": "xã", "T": "tỉnh"}  # fmt: skip

CURRENT_CITIES = ("Hà Nội", "Huế", "Hải Phòng", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ")
"""Centrally run cities since 1/7/2025."""
CURRENT_PROVINCES = (
    "Cao Bằng", "Tuyên Quang", "Điện Biên", "Lai Châu", "Sơn La", "Lào Cai", "Thái Nguyên", "Lạng Sơn",
    "Quảng Ninh", "Bắc Ninh", "Phú Thọ", "Hưng Yên", "Ninh Bình", "Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Quảng Trị",
    "Quảng Ngãi", "Gia Lai", "Khánh Hòa", "Đắk Lắk", "Lâm Đồng", "Đồng Nai", "Tây Ninh", "Vĩnh Long", "Đồng Tháp",
    "Cà Mau", "An Giang",
)  # fmt: skip
"""The 28 provinces (tỉnh) since 1/7/2025."""
DISSOLVED = (
    "Hà Giang", "Bắc Kạn", "Yên Bái", "Hòa Bình", "Bắc Giang", "Vĩnh Phúc", "Hải Dương", "Thái Bình", "Hà Nam",
    "Nam Định", "Quảng Bình", "Quảng Nam", "Bình Định", "Phú Yên", "Ninh Thuận", "Bình Thuận", "Kon Tum", "Đắk Nông",
    "Bình Dương", "Bình Phước", "Bà Rịa - Vũng Tàu", "Long An", "Tiền Giang", "Bến Tre", "Trà Vinh", "Hậu Giang",
    "Sóc Trăng", "Bạc Liêu", "Kiên Giang",
)  # fmt: skip
"""The 29 provinces merged into others on 1/7/2025."""

CURRENT_UNITS = CURRENT_CITIES + CURRENT_PROVINCES
FORMER_UNITS = CURRENT_UNITS + DISSOLVED
"""The 63 provincial units before 1/7/2025: every unit of today bears the name of one of them."""

_BY_FOLDED = {fold(name): name for name in FORMER_UNITS}
_ALSO = {"tphcm": "Hồ Chí Minh", "ba ria vung tau": "Bà Rịa - Vũng Tàu", "ba ria-vung tau": "Bà Rịa - Vũng Tàu",
         "ba ria – vung tau": "Bà Rịa - Vũng Tàu", "thua thien hue": "Huế", "thua thien - hue": "Huế",
         "dac lac": "Đắk Lắk", "dak lak": "Đắk Lắk", "dac nong": "Đắk Nông", "bac can": "Bắc Kạn",
         "sai gon": "Hồ Chí Minh"}  # fmt: skip


def province_name(text: str) -> str | None:
    """The standard name of a provincial unit, present or former, from any spelling ("tỉnh hoà bình"); else None."""
    folded = " ".join(fold(text).replace(".", " ").split())
    for word in ("tinh ", "thanh pho ", "tp "):
        folded = folded.removeprefix(word)
    return _BY_FOLDED.get(folded) or _ALSO.get(folded)


def is_current_unit(text: str) -> bool:
    """Whether a name is one of the 34 provincial units in force since 1/7/2025."""
    return province_name(text) in CURRENT_UNITS
