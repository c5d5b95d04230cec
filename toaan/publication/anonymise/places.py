"""Places: a level word (xã, đường, …) and the name after it. Courts keep theirs, and provinces stay readable."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toaan.publication.anonymise import lexicon
from toaan.publication.anonymise.keep import heading_end
from toaan.publication.anonymise.reader import Reader
from toaan.publication.anonymise.source import read
from toaan.vietnamese.places import FORMER_UNITS
from toaan.vietnamese.text import normalise

MAX_PLACE_WORDS = 4
_CHAIN = re.compile(r"[\s,–—-]*")
_PROVINCES = frozenset(
    tuple(re.findall(r"\w+", normalise(name)))
    for name in (*FORMER_UNITS, "Thừa Thiên Huế", "Sài Gòn", "Đắc Lắc")
)
_ABBREVIATED = ("tp", "tx", "tt", "tdp", "kdc")
_SUFFIXES = ("A", "B", "C", "D", "E", "I", "II", "III")
_HIGHLAND = ("ea", "ia", "chư", "cư", "đắk", "krông", "kon")
_HOUSE = re.compile(r"^\d+[A-Za-z]?$")


@dataclass(frozen=True)
class Place:
    """Words i..j are a place name; level is the word before it in search form."""

    i: int
    j: int
    level: str


def address_names(address: str) -> list[tuple[str, ...]]:
    """The place names of an address that identify, in search form: neither provinces nor single syllables alone."""
    reader = Reader(read(address).words)
    names = {reader.names(place.i, place.j) for place in find_places(reader)}
    for part in re.split(r"[,;]", address):
        piece = Reader(read(part).words)
        end = piece.run(0) if len(piece) else 0
        if end >= 2 and end == len(piece):
            names.add(piece.names(0, end))
    return sorted(name for name in names - _PROVINCES if len(name) >= 2)


def find_places(
    reader: Reader, known: Sequence[tuple[str, ...]] = (), *, encode_provinces: bool = False
) -> list[Place]:
    """Claim every place name: "place" for those to encode, "fixed" for those that stay (courts', provinces).

    known: place names from the case file, found also without a level word. Provinces stay unless encode_provinces: the court named in the heading gives them away, and published
    judgments keep them.
    """
    found: list[Place] = []
    courts: list[Place] = []
    heading = heading_end(reader)
    court_until = -1  # words up to here continue a court's own address: "TAND huyện X, tỉnh Y"
    i, size = 0, len(reader)
    while i < size:
        organ = reader.phrase_at(i, lexicon.COURT_ORGANS)
        if organ:
            court_until = i + organ
            i += organ
            continue
        length = _level_at(reader, i)
        if not length:
            i += _house_street(reader, i, found)
            continue
        start = i + length
        of_court = court_until == i and bool(_CHAIN.fullmatch(reader.words[i].before))
        end, province = _name_end(reader, start, reader.words[i + length - 1].norm)
        if end > start:
            level = " ".join(reader.names(i, start))
            if province and not encode_provinces:
                reader.claim(start, end, "fixed")
            elif of_court or end <= heading:
                reader.claim(start, end, "fixed")
                courts.append(Place(start, end, level))
            elif not _is_code(reader, start, end):
                reader.claim(start, end, "place")
                found.append(Place(start, end, level))
            if of_court:
                court_until = end
            i = end
        else:
            if of_court and start < len(reader) and reader.words[start].is_code:
                court_until = start + 1
            i = start
    found += _other_courts(reader, found, courts, heading)
    found += _bare_mentions(reader, found, known)
    return sorted(found, key=lambda place: place.i)


def _is_code(reader: Reader, start: int, end: int) -> bool:
    """Encoded already: "xã B", "thành phố LA" (capitals after a level word in small letters), "huyện Tân Y"."""
    last, level = reader.words[end - 1], reader.words[start - 1]
    short = end - start == 1 and last.upper and len(last.text) <= 4 and not level.upper
    highland = reader.words[start].norm in _HIGHLAND  # "Ea Ô" is whole
    return short or (last.is_code and end - start <= 2 and not highland)


def _other_courts(reader: Reader, found: list[Place], courts: list[Place], heading: int) -> list[Place]:
    """Another court's place is encoded when the same name is encoded elsewhere: it would give the code away."""
    encoded = {reader.names(place.i, place.j) for place in found}
    own = {reader.names(place.i, place.j) for place in courts if place.j <= heading}
    return [place for place in courts if reader.names(place.i, place.j) in encoded - own]


def _level_at(reader: Reader, i: int) -> int:
    length = reader.phrase_at(i, lexicon.LEVELS)
    if not length or i + length >= len(reader):
        return 0
    follows = reader.words[i + length]
    dotted = reader.words[i].norm in _ABBREVIATED and follows.before.strip() == "."  # "TP. Hà Nội"
    if length == 1 and follows.joined and (reader.words[i].norm, follows.norm) in lexicon.OPENINGS:
        return 0
    glued = follows.joined or dotted
    return length if glued and follows.cap and reader.free(i + length, i + length + 1) else 0


def _name_end(reader: Reader, start: int, level: str) -> tuple[int, bool]:
    """End of the place name from start, and whether it is a province."""
    for length in (4, 3, 2, 1):
        if (
            start + length <= len(reader)
            and reader.names(start, start + length) in _PROVINCES
            and (length > 1 or level in ("phố", "tp", "tỉnh"))
        ):
            return start + length, level in ("tỉnh", "phố", "tp")
    end = reader.run(start, limit=MAX_PLACE_WORDS)
    for k in range(start + 1, end):
        if reader.words[k].new_line and reader.words[k].norm in lexicon.SENTENCE_STARTS:
            return k, False
        if (
            reader.phrase_at(k, lexicon.LEVELS)
            and k + 1 < end
            and (reader.words[k].new_line or not reader.words[k].cap)
        ):
            return k, False
    while end - start > 2 and reader.words[end - 1].is_code and reader.words[end - 1].text not in _SUFFIXES:
        end -= 1  # "huyện Đức Long L": a code left beside the name; but "xã Tân Hiệp A" is one name
    return end, False


def _house_street(reader: Reader, i: int, found: list[Place]) -> int:
    """ "số 93/5 Nguyễn Trãi": a house number followed by a street name without its level word."""
    words = reader.words
    if words[i].norm != "số" or not i + 2 < len(words):
        return 1
    k = i + 2 if words[i + 1].norm == "nhà" and words[i + 1].joined else i + 1
    first = k
    while k < len(words) and _HOUSE.match(words[k].text) and (k == first or words[k].before in "/-."):
        k += 1
    if k == first or k >= len(words) or not words[k].joined or not words[k].cap or not reader.free(k, k + 1):
        return 1
    end = reader.run(k, limit=MAX_PLACE_WORDS)
    province = reader.names(k, end) in _PROVINCES
    if end - k >= 2 and not province and not words[end - 1].is_code:
        reader.claim(k, end, "place")
        found.append(Place(k, end, "đường"))
        return end - i
    return 1


def _bare_mentions(reader: Reader, found: list[Place], more: Sequence[tuple[str, ...]]) -> list[Place]:
    """Names of two or more words met again without a level word: "trú tại Nga Sơn"."""
    known = {reader.names(place.i, place.j) for place in found if place.j - place.i >= 2} | set(more)
    again = []
    for i, j in reader.occurrences(known - _PROVINCES):
        alone = not (i and reader.words[i].joined and reader.words[i - 1].cap) and not (
            j < len(reader) and reader.words[j].joined and reader.words[j].cap and not reader.opens_phrase(j)
        )
        if alone and reader.free(i, j) and all(word.cap for word in reader.words[i:j]):
            reader.claim(i, j, "place")
            again.append(Place(i, j, ""))
    return again
