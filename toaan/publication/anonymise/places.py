"""Places: a level word (xã, đường, …) and the name after it. Courts keep theirs, and provinces stay readable."""

import re
from dataclasses import dataclass

from toaan.publication.anonymise import lexicon
from toaan.publication.anonymise.reader import Reader
from toaan.vietnamese.places import FORMER_UNITS
from toaan.vietnamese.text import normalise

MAX_PLACE_WORDS = 4
_CHAIN = re.compile(r"[\s,–—-]*")
_PROVINCES = frozenset(
    tuple(re.findall(r"\w+", normalise(name))) for name in (*FORMER_UNITS, "Thừa Thiên Huế", "Sài Gòn", "Đắc Lắc")
)
_HOUSE = re.compile(r"^\d+[A-Za-z]?$")


@dataclass(frozen=True)
class Place:
    """Words i..j are a place name; level is the word before it in search form."""

    i: int
    j: int
    level: str


def find_places(reader: Reader, *, encode_provinces: bool = False) -> list[Place]:
    """Claim every place name: "place" for those to encode, "fixed" for those that stay (courts', provinces).

    Provinces stay unless encode_provinces: the court named in the heading gives them away, and published
    judgments keep them.
    """
    found: list[Place] = []
    court_until = -1  # words up to here continue a court's own address: "TAND huyện X, tỉnh Y"
    i = 0
    while i < len(reader):
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
            if of_court or (province and not encode_provinces):
                reader.claim(start, end, "fixed")
            elif not reader.words[end - 1].is_code:
                reader.claim(start, end, "place")
                found.append(Place(start, end, level))
            if of_court:
                court_until = end
            i = end
        else:
            if of_court and start < len(reader) and reader.words[start].is_code:
                court_until = start + 1
            i = start
    found += _bare_mentions(reader, found)
    return sorted(found, key=lambda place: place.i)


def _level_at(reader: Reader, i: int) -> int:
    length = reader.phrase_at(i, lexicon.LEVELS)
    if not length or i + length >= len(reader):
        return 0
    follows = reader.words[i + length]
    glued = follows.joined or re.fullmatch(r"\s*\.\s*", follows.before)  # "TP. Hà Nội"
    return length if glued and follows.cap and reader.free(i + length, i + length + 1) else 0


def _name_end(reader: Reader, start: int, level: str) -> tuple[int, bool]:
    """End of the place name from start, and whether it is a province."""
    for length in (4, 3, 2, 1):
        if reader.names(start, start + length) in _PROVINCES and (length > 1 or level in ("phố", "tp", "tỉnh")):
            return start + length, level in ("tỉnh", "phố", "tp")
    end = reader.run(start, limit=MAX_PLACE_WORDS)
    for k in range(start + 1, end):
        if reader.words[k].new_line and reader.words[k].norm in lexicon.SENTENCE_STARTS:
            return k, False
        if reader.phrase_at(k, lexicon.LEVELS) and reader.words[k].text[1:].islower() and k + 1 < end:
            return k, False
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


def _bare_mentions(reader: Reader, found: list[Place]) -> list[Place]:
    """Names of two or more words met again without a level word: "trú tại Nga Sơn"."""
    known = {reader.names(place.i, place.j) for place in found if place.j - place.i >= 2}
    again = []
    for i, j in reader.occurrences(known - _PROVINCES):
        alone = not (i and reader.words[i].joined and reader.words[i - 1].cap) and not (
            j < len(reader) and reader.words[j].joined and reader.words[j].cap and not reader.opens_phrase(j)
        )
        if alone and reader.free(i, j) and all(word.cap for word in reader.words[i:j]):
            reader.claim(i, j, "place")
            again.append(Place(i, j, ""))
    return again
