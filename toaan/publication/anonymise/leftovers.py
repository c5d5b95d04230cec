"""What no rule took and a reviewer should see: stray capitals, banks named by trade alone, old fonts."""

from toaan.publication.anonymise import lexicon
from toaan.publication.anonymise.model import Warning
from toaan.publication.anonymise.reader import Reader
from toaan.publication.anonymise.source import Source
from toaan.vietnamese.text import normalise

_ORDINARY = frozenset(
    normalise(
        "tòa toà án hội viện nhà điều ủy uỷ luật bộ nghị khoản ngân quốc đảng mặt sở phòng ban công cơ chi kiểm văn chủ phó"
        " trung tổ giấy hợp quyết bản thông đơn biên di bên điểm phần mục quyền đất tết âm đông tây nam bắc việt cục"
        " môi bảng sổ số hình trật tỉnh ông bà anh chị quý họ"
        " tổng quỹ thẩm thư chánh đại dân pháp hiến thửa tờ tp"
    ).split()
)


def stray_capitals(reader: Reader, source: Source) -> list[Warning]:
    """Capitalised words inside a sentence that no rule recognised, each name once."""
    found: list[Warning] = []
    seen: set[tuple[str, ...]] = set()
    i, size = 1, len(reader)
    while i < size:
        j = reader.run(i)
        if j > i and _inside_sentence(reader, i, j) and reader.names(i, j) not in seen:
            seen.add(reader.names(i, j))
            found.append(
                warning(source, reader, i, j, "Từ viết hoa chưa rõ là gì: có phải tên riêng cần mã hóa?")
            )
        i = max(j, i + 1)
    return found


def _inside_sentence(reader: Reader, i: int, j: int) -> bool:
    word, previous = reader.words[i], reader.words[i - 1]
    if (
        not word.joined
        or word.new_line
        or previous.cap
        or word.upper
        or word.is_code
        or word.norm in _ORDINARY
    ):
        return False
    follows = reader.words[j] if j < len(reader) and reader.words[j].joined else None
    return j - i > 1 or follows is None or (word.norm, follows.norm) not in lexicon.OPENINGS


def warning(source: Source, reader: Reader, i: int, j: int, why: str) -> Warning:
    """A warning about words i..j."""
    start, end = reader.words[i].start, reader.words[j - 1].end
    return Warning(start, end, source.original[start:end], why)


def unreadable(source: Source) -> list[Warning]:
    """One warning for each passage in an old font, neighbouring words taken together."""
    passages: list[list[int]] = []
    for start, end in source.legacy:
        if passages and start - passages[-1][1] < 80:
            passages[-1][1] = end
        else:
            passages.append([start, end])
    why = "Đoạn dùng phông chữ cũ (VNI), máy không đọc được: kiểm tra bằng mắt"
    return [Warning(start, end, source.original[start:end], why) for start, end in passages]


def nameless_organisations(reader: Reader, source: Source, starts: list[int]) -> list[Warning]:
    """Organisations known only by trade or acronym, each wording once."""
    found: dict[tuple[str, ...], Warning] = {}
    why = "Tổ chức chỉ nêu ngành nghề hoặc chữ viết tắt: xem có cần mã hóa không"
    for i in starts:
        j = min(i + 5, len(reader))
        while j > i + 1 and not (
            reader.words[j - 1].joined and (reader.words[j - 1].cap or reader.claims[j - 1])
        ):
            j -= 1
        found.setdefault(reader.names(i, j), warning(source, reader, i, j, why))
    return list(found.values())
