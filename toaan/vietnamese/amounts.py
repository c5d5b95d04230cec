"""Sums of money and numbers as judgments write them: 350.000.000 đồng (ba trăm năm mươi triệu đồng)."""

import re
from dataclasses import dataclass
from itertools import pairwise

from toaan.vietnamese.text import clean, fold

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_LIMIT = 10**18

_UNITS = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_MARKS = re.compile(r"\s*(?:viet nam dong|dong|vnd|d)\s*\.?$")
_PLAIN = re.compile(r"\d+|\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*")
_WITH_UNIT = re.compile(r"(\d+(?:[.,]\d{1,3})?)\s*(nghin|ngan|trieu|ty|ti)\b\s*")


def number_in_words(n: int) -> str:
    """Read a whole number: 21 → "hai mươi mốt", 105 → "một trăm linh năm", 2_024 → "hai nghìn không trăm hai mươi tư".

    Raises ValueError outside ±10¹⁸.
    """
    if abs(n) >= _LIMIT:
        raise ValueError("Số quá lớn để đọc bằng chữ (tối đa 18 chữ số).")
    if n < 0:
        return f"âm {number_in_words(-n)}"
    if n == 0:
        return _DIGITS[0]
    return " ".join(_read(n, after_higher=False))


def _read(n: int, *, after_higher: bool) -> list[str]:
    """Words for n > 0, billions recursively; after_higher: a higher group was read, so say leading zeros."""
    words: list[str] = []
    billions, rest = divmod(n, 10**9)
    if billions:
        words += [*_read(billions, after_higher=after_higher), "tỷ"]
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            words += _read_group(group, full=after_higher or bool(words))
            words += [_GROUPS[power]] if power else []
    return words


def _read_group(group: int, *, full: bool) -> list[str]:
    """Three digits, 1–999; full: also say "không trăm" and "linh"."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        if ones:
            words += (["linh"] if words else []) + [_DIGITS[ones]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 4 and tens > 1:
        words.append("tư")
    elif ones == 5:
        words.append("lăm")
    elif ones:
        words.append(_DIGITS[ones])
    return words


def amount_in_words(n: int) -> str:
    """A sum of money (đồng) in words: 350_000_000 → "ba trăm năm mươi triệu đồng"."""
    return f"{number_in_words(n)} đồng"


def format_number(n: int) -> str:
    """A whole number with dots between thousands: 1234567 → "1.234.567"."""
    return f"{n:,}".replace(",", ".")


def format_money(n: int) -> str:
    """A sum of money: 1234567 → "1.234.567 đồng"."""
    return f"{format_number(n)} đồng"


def parse_money(text: str) -> int:
    """Read a sum in đồng: "1.234.567 đồng", "350 000 000đ", "350 triệu", "1,5 tỷ", "2 tỷ 300 triệu".

    Separators must stand at thousands; a decimal part is taken only before a unit word. Raises ValueError
    (message in Vietnamese) for anything else: a guessed sum in a court file is worse than a refused one.
    """
    asked = clean(text)
    refusal = ValueError(
        f"Không đọc được số tiền “{asked}”. Hãy nhập dạng 350.000.000 hoặc 350 triệu (đơn vị: đồng)."
    )
    folded = _MARKS.sub("", fold(asked)).strip()
    if _PLAIN.fullmatch(folded):
        return int(re.sub(r"\D", "", folded))
    total, position, last_unit = 0, 0, 10**12
    while position < len(folded):
        match = _WITH_UNIT.match(folded, position)
        if not match:
            raise refusal
        unit = _UNITS[match[2]]
        if unit >= last_unit:
            raise refusal
        total += _scaled(match[1], unit, refusal)
        position, last_unit = match.end(), unit
    if not folded:
        raise refusal
    return total


def _scaled(number: str, unit: int, refusal: ValueError) -> int:
    """ "1,5" × 10⁹ → 1_500_000_000; three digits after a separator ("1.500 triệu") are thousands."""
    whole, _, decimals = number.replace(",", ".").partition(".")
    if len(decimals) == 3:
        if "," in number:  # "1,500 tỷ": a comma may be decimal or thousands here, so ask again
            raise refusal
        return int(whole + decimals) * unit
    return int(whole) * unit + (int(decimals) * unit // 10 ** len(decimals) if decimals else 0)


@dataclass(frozen=True)
class FoundMoney:
    """A sum of money in a text: figures, and in words where the text says it again in brackets.

    words is the sum that the words say, None when there are none or they cannot be read.
    """

    start: int
    end: int
    amount: int
    words: int | None = None
    words_start: int = 0
    words_end: int = 0


_MONEY = re.compile(
    r"(?<![\w.,/-])(?P<figures>\d{1,3}(?:[.,]\s?\d{3})+|\d{4,12})(?:,00?)?\s*(?:(?P<unit>trieu|ty|ti|nghin|ngan)\s*)?"
    r"(?P<mark>dong|d{1,2}(?![a-z])|vn\s?d|viet nam dong)"
    r"|(?<![\w.,/-])(?P<short>\d{1,4}(?:[.,]\d{1,3})?)\s*(?P<unit2>trieu|ty|ti|nghin|ngan)\s*(?:dong|d(?![a-z]))"
    r"|(?<![\w.,/-])(?P<bare>\d{1,3}(?:\.\d{3}){2,})(?![\d/]|[.,]\d|\s*(?:m\s?2|met))"
)
"""Figures with their mark; from a million on, with dots, also without."""
_SAID = re.compile(
    r"\s*[,:-]?\s*\(\s*(?:viet\s+)?(?:bang\s+chu\s*:?\s*)?(?P<words>[a-z][a-z ,.\n]{5,200}?)\s*\)"
)
_NUMERALS = {
    "khong": 0, "mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "lam": 5, "nham": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
}  # fmt: skip
_FILLERS = frozenset({"dong", "chan", "viet", "vnd", "le", "linh", "va", "tien", "so", "bac"})


def find_money(folded: str) -> list[FoundMoney]:
    """Every sum in đồng in a text that was folded letter by letter, in order."""
    found = []
    for match in _MONEY.finditer(folded):
        written = match["figures"] or match["short"] or match["bare"]
        unit = match["unit"] or match["unit2"]
        amount = _written(written, unit)
        if amount is None:
            continue
        said = _SAID.match(folded, match.end())
        words = read_words(said["words"]) if said else None
        if said and words != amount and _clumsy(said["words"], amount):
            words = amount
        found.append(
            FoundMoney(match.start(), match.end(), amount)
            if said is None or words is None
            else FoundMoney(match.start(), match.end(), amount, words, said.start("words"), said.end("words"))
        )
    return found


def _written(written: str, unit: str | None) -> int | None:
    plain = re.sub(r"\s", "", written)
    if unit is None:
        return int(re.sub(r"\D", "", plain))
    whole, _, decimals = plain.replace(",", ".").partition(".")
    if "." in decimals or len(decimals) > 2:
        return None
    return int(whole) * _UNITS[unit] + (
        int(decimals) * _UNITS[unit] // 10 ** len(decimals) if decimals else 0
    )


def _clumsy(folded: str, amount: int) -> bool:
    """Words that name a unit twice or not in its order ("nghìn … nghìn"), but the very digits of the amount: clumsy, not another sum."""
    said = re.findall(r"[a-z]+", folded)
    named = [_UNITS[word] for word in said if word in _UNITS]
    if all(a > b for a, b in pairwise(named)):
        return False
    digits = "".join(
        "1" if word == "muoi" and (n == 0 or said[n - 1] not in _NUMERALS) else str(_NUMERALS.get(word, ""))
        for n, word in enumerate(said)
    )
    return digits.replace("0", "") == str(amount).replace("0", "")


def read_words(folded: str) -> int | None:
    """The number that folded words say ("ba tram linh chin nghin dong" → 309_000); None when they are something else."""
    total = group = digit = 0
    open_digit = False
    seen = False
    for word in re.findall(r"[a-z]+", folded):
        if word in _NUMERALS:
            if open_digit:
                return None
            digit, open_digit = _NUMERALS[word], True
        elif word == "tram":
            group, digit, open_digit = group + digit * 100, 0, False
        elif word in ("muoi", "chuc"):
            group, digit, open_digit = group + (digit if open_digit else 1) * 10, 0, False
        elif word in _UNITS:
            value = group + digit
            unit = _UNITS[word]
            if unit == 10**9:
                total = (total + value) * unit
            else:
                total += value * unit
            group = digit = 0
            open_digit = False
        elif word not in _FILLERS:
            return None
        seen = seen or word not in _FILLERS
    return total + group + digit if seen else None
