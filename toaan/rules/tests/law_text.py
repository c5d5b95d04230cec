"""Read the articles of the consolidated procedure codes out of their published PDFs.

The PDFs carry ToUnicode maps, so a few operators are enough: Tj, TJ show text, Td, TD, Tm, T* move the line.
"""

import re
from bisect import bisect_right
from functools import cache
from pathlib import Path

import pikepdf

PARTS = {
    "BLTTDS": (
        "99-2025-vbhn-vpqh-part-1.pdf",
        "99-2025-vbhn-vpqh-part-2.pdf",
        "99-2025-vbhn-vpqh-part-3.pdf",
    ),
    "LTTHC": ("13-2026-vbhn-vpqh.pdf",),
}
"""The consolidated text of each law: 99/VBHN-VPQH (26/8/2025), 13/VBHN-VPQH (6/2/2026)."""
_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_GAZETTE = re.compile(r"^(?:\d+ )?CÔNG BÁO/Số [\d +]+/Ngày [\d-]+(?: \d+(?= ))?")


@cache
def articles(folder: Path, law: str = "BLTTDS") -> dict[str, str]:
    """Number of article -> its text, blanks made single."""
    flat, _ = _text(folder, law)
    return {number: flat[start:end] for number, (start, end) in _spans(folder, law).items()}


@cache
def pages(folder: Path, law: str = "BLTTDS") -> dict[str, frozenset[str]]:
    """Number of article -> the pages on which it stands: ``2:11`` = part 2, page 11; ``66`` where there is one part."""
    _, starts = _text(folder, law)
    names, offsets = list(starts), list(starts.values())
    return {
        number: frozenset(names[bisect_right(offsets, start) - 1 : bisect_right(offsets, end - 1)])
        for number, (start, end) in _spans(folder, law).items()
    }


@cache
def _spans(folder: Path, law: str) -> dict[str, tuple[int, int]]:
    flat, _ = _text(folder, law)
    heads = [m for m in re.finditer(r"Điều (\d+[a-z]?)\. (?=[A-ZĐÀ-Ỹ])", flat)]
    found: dict[str, tuple[int, int]] = {}
    for head, following in zip(heads, [*heads[1:], None], strict=True):
        found.setdefault(head[1], (head.start(), following.start() if following else len(flat)))
    return found


@cache
def _text(folder: Path, law: str) -> tuple[str, dict[str, int]]:
    """The whole text without the gazette's running head, and where each page begins in it."""
    flat, starts = "", dict[str, int]()
    for part, name in enumerate(PARTS[law], 1):
        for number, page in enumerate(pikepdf.open(folder / name).pages, 1):
            starts[f"{part}:{number}" if len(PARTS[law]) > 1 else str(number)] = len(flat)
            flat += _GAZETTE.sub("", " ".join(_page_text(page).split())).strip() + " "
    return flat, starts


def _page_text(page: pikepdf.Page) -> str:
    fonts = {name: _unicode_map(font) for name, font in page.resources.get("/Font", {}).items()}
    out: list[str] = []
    table: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                table = fonts[str(operands[0])]
            case "Tj":
                out.append(_decode(bytes(operands[0]), table))
            case "TJ":
                out += [_decode(bytes(x), table) for x in operands[0] if isinstance(x, pikepdf.String)]
            case "Td" | "TD" if float(operands[1]):
                out.append("\n")
            case "T*":
                out.append("\n")
    return "".join(out)


def _unicode_map(font: pikepdf.Object) -> dict[bytes, str]:
    if "/ToUnicode" not in font:
        return {}
    table: dict[bytes, str] = {}
    data = font.ToUnicode.read_bytes()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.S):
        codes = [bytes.fromhex(h.decode()) for h in _HEX.findall(block)]
        table |= {a: b.decode("utf-16-be") for a, b in zip(codes[::2], codes[1::2], strict=True)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.S):
        for line in re.finditer(rb"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", block, re.S):
            _add_range(table, line)
    return table


def _add_range(table: dict[bytes, str], line: re.Match[bytes]) -> None:
    width = len(line[1]) // 2
    first, last = int(line[1], 16), int(line[2], 16)
    targets = [bytes.fromhex(h.decode()) for h in _HEX.findall(line[4] or b"")]
    for code in range(first, last + 1):
        if line[3]:
            start = bytes.fromhex(line[3].decode())
            value = start[:-2] + (int.from_bytes(start[-2:], "big") + code - first).to_bytes(2, "big")
        else:
            value = targets[code - first]
        table[code.to_bytes(width, "big")] = value.decode("utf-16-be")


def _decode(data: bytes, table: dict[bytes, str]) -> str:
    width = len(next(iter(table), b"."))
    codes = (data[i : i + width] for i in range(0, len(data), width))
    return "".join(table.get(code, code.decode("latin-1") if width == 1 else "") for code in codes)
