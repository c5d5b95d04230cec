"""Numbers and addresses that identify: identity papers, phones, accounts, plates, land, houses, e-mail, birthdays.

Patterns need a word that says what the number is (CMND, điện thoại, tài khoản …); the few that stand alone are
proposed as not confident. Codes name the kind and count within the judgment: CC1, ĐT1, TK1.
"""

import re
from dataclasses import dataclass

from toaan.publication.anonymise.model import Kind, KnownPerson
from toaan.vietnamese.dates import parse_date

_NUMBER = r"\d(?:[ .-]?\d)"
_PAPER = (
    r"(?:CMND|CMTND|CCCD|CMT|chứng minh (?:nhân dân|thư)|căn cước(?: công dân)?|định danh(?: cá nhân)?|hộ chiếu"
    r"|mã số thuế|MST|sổ hộ khẩu)"
)


@dataclass(frozen=True)
class Rule:
    """pattern's first group is what goes; prefix begins its code."""

    kind: Kind
    prefix: str
    pattern: re.Pattern[str]
    why: str
    confident: bool = True


def _rule(kind: Kind, prefix: str, pattern: str, why: str, *, confident: bool = True) -> Rule:
    return Rule(kind, prefix, re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE), why, confident)


RULES = (
    _rule("email", "EM", r"([\w.+-]+@\w[\w-]*(?:\.[\w-]+)+)", "Thư điện tử"),
    Rule(
        "identifier",
        "CC",
        re.compile(
            _PAPER.replace(" ", r"\s+") + rf"[^\d\n;]{{0,25}}?([A-Z]?{_NUMBER}{{6,13}})(?!\d)", re.IGNORECASE
        ),
        "Số giấy tờ tùy thân hoặc mã số thuế",
    ),
    Rule(
        "account",
        "TK",
        re.compile(
            rf"(?:tài\s+khoản|\bS?TK\b)[^\d\n;,]{{0,40}}?({_NUMBER}{{5,18}})(?![\d/])(?!\s*(?:đồng|đ\b))",
            re.IGNORECASE,
        ),
        "Số tài khoản",
    ),
    Rule(
        "phone",
        "ĐT",
        re.compile(
            rf"(?:điện\s+thoại|\bS?ĐT\b|Zalo)[^\d\n;]{{0,20}}?(\+?{_NUMBER}{{8,11}})(?!\d)", re.IGNORECASE
        ),
        "Số điện thoại",
    ),
    Rule(
        "phone",
        "ĐT",
        re.compile(r"(?<![\d./-])((?:\+84|0)[ .]?[35789]\d(?:[ .]?\d){7})(?![\d./-])"),
        "Giống số điện thoại",
        confident=False,
    ),
    Rule(
        "identifier",
        "CC",
        re.compile(r"(?<![\d./-])(0\d{11})(?![\d./-])"),
        "Giống số căn cước",
        confident=False,
    ),
    _rule(
        "plate",
        "BS",
        r"(?<![\w/])(\d{2}\s?-?\s?[A-ZĐ]{1,2}\d?\s*[-–.]\s*\d{3}\.?\d{1,2})(?![\d/])",
        "Biển số xe",
    ),
    _rule(
        "plate",
        "BS",
        r"(?:BKS|BSX?|biển (?:kiểm soát|số(?: xe)?))[:\s]*(?:số )?(\d{2}\s?-?[A-ZĐ]{1,2}\d?\s*\d{4,5})",
        "Biển số xe",
    ),
    Rule(
        "land",
        "GCN",
        re.compile(
            r"[Gg]iấy\s+chứng\s+nhận[^.;\n]{0,60}(?:\n[^.;\n]{0,60})?\b(?:số|seri)\s*(?:phát\s+hành\s*)?:?\s*([A-Z]{1,2}\s?\d{5,8})\b"
        ),
        "Số giấy chứng nhận quyền sử dụng đất",
    ),
    Rule(
        "land",
        "GCN",
        re.compile(r"[Ss]ố\s+vào\s+sổ[^\d\n;,]{0,25}?([A-Z]{0,4}\s?\d[\d/.-]*(?:[A-ZĐa-z]{0,6})?)"),
        "Số vào sổ cấp giấy chứng nhận",
    ),
    _rule("land", "TĐ", r"thửa(?: đất)?(?: số)?[\s:]*(\d+[a-z]?(?:[-+]\d+)*)\b(?![.,]\d)", "Số thửa đất"),
    _rule("land", "TBĐ", r"tờ bản đồ(?: địa chính)?(?: số)?[\s:]*(\d+(?:[-/]\d+)*)\b", "Số tờ bản đồ"),
    _rule("address", "SN", r"số nhà[\s:]*(\d+[a-z]?\*?(?:[/-]\d+[a-z]?)*)\b", "Số nhà"),
    _rule(
        "address",
        "SN",
        r"\bsố[\s:]*(\d+[a-z]?(?:[/-]\d+[a-z]?)*)(?=,? (?:đường|phố|ngõ|ngách|hẻm|kiệt|quốc lộ|tỉnh lộ)\b)",
        "Số nhà",
    ),
    _rule("address", "SN", r"địa chỉ[\s:]*(?:tại )?(?:số )?(\d+[a-z]?(?:[/-]\d+[a-z]?)*)(?=,? )", "Số nhà"),
)

_BIRTH_DATE = re.compile(
    r"sinh\s+(ngày\s*:?\s*(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+)(\d{4}))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """view[start:end] is a secret of this kind; key is equal for equal numbers; replacement only for dates."""

    start: int
    end: int
    kind: Kind
    prefix: str
    key: str
    why: str
    confident: bool = True
    replacement: str = ""


def find_numbers(view: str, known: list[KnownPerson]) -> list[Found]:
    """Identifying numbers in the cleaned text: those of the case file in any punctuation, then by pattern."""
    found = _known_numbers(view, known)
    for match in _BIRTH_DATE.finditer(view):
        found.append(
            Found(
                *match.span(1),
                "birth_date",
                "",
                match[1],
                "Ngày sinh: chỉ giữ năm",
                replacement=f"năm {match[2]}",
            )
        )
    for rule in RULES:
        for match in rule.pattern.finditer(view):
            key = re.sub(r"[^\w@]", "", match[1]).lower()
            found.append(Found(*match.span(1), rule.kind, rule.prefix, key, rule.why, rule.confident))
    return _without_overlaps(found)


def digits_pattern(number: str) -> re.Pattern[str]:
    """Matches the letters and digits of a number however they are grouped."""
    signs = re.findall(r"\w", number)
    return re.compile(
        r"(?<![^\W_])" + r"[\s.\-–]{0,2}".join(map(re.escape, signs)) + r"(?![^\W_])", re.IGNORECASE
    )


def date_pattern(written: str) -> re.Pattern[str] | None:
    """Matches a date in figures or words; None when written is not a full date."""
    try:
        day = parse_date(written)
    except ValueError:
        return None
    return re.compile(
        rf"(?:ngày\s+)?\b0?{day.day}\s*(?:[/.-]|\s+tháng\s+)\s*0?{day.month}\s*(?:[/.-]|\s+năm\s+)\s*{day.year}\b",
        re.IGNORECASE,
    )


def _known_numbers(view: str, known: list[KnownPerson]) -> list[Found]:
    found = []
    for person in known:
        for number in person.identifiers:
            if len(re.findall(r"\w", number)) >= 4:
                key = re.sub(r"\W", "", number).lower()
                for match in digits_pattern(number).finditer(view):
                    found.append(Found(*match.span(), "identifier", "CC", key, "Số có trong hồ sơ vụ án"))
        for mail in person.emails:
            for match in re.finditer(re.escape(mail), view, re.IGNORECASE):
                found.append(Found(*match.span(), "email", "EM", mail.lower(), "Thư điện tử có trong hồ sơ"))
        date = date_pattern(person.birth_date) if person.birth_date else None
        for match in date.finditer(view) if date else ():
            year = match.group()[-4:]
            text = f"năm {year}" if match.group().lower().startswith("ngày") else year
            found.append(
                Found(*match.span(), "birth_date", "", year, "Ngày sinh có trong hồ sơ", replacement=text)
            )
    return found


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Earlier rules win."""
    kept: list[Found] = []
    taken: set[int] = set()
    for item in found:
        if taken.isdisjoint(range(item.start, item.end)):
            taken.update(range(item.start, item.end))
            kept.append(item)
    return sorted(kept, key=lambda item: item.start)
