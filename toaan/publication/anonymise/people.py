"""People: two passes. First collect names where a title, a role or a family name proves them; then find them bare."""

from collections import Counter
from dataclasses import dataclass, field

from toaan.publication.anonymise import lexicon
from toaan.publication.anonymise.reader import Reader
from toaan.publication.anonymise.source import Word
from toaan.vietnamese.places import province_name


@dataclass(frozen=True)
class Mention:
    """Words i..j name a person; the last word is the given name, the one to encode."""

    i: int
    j: int
    why: str
    confident: bool = True


@dataclass
class Names:
    """What the first pass learnt."""

    full: set[tuple[str, ...]] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)  # codes that stood in the text already


def find_people(reader: Reader, known: list[tuple[str, ...]]) -> tuple[list[Mention], Names]:
    """Every mention of a person outside the words already claimed; known: full names from the case file."""
    names = Names(full={name for name in known if len(name) > 1}, given={name[-1] for name in known if name})
    mentions = _known_full(reader, names)
    mentions += _titled(reader, names)
    mentions += _by_family_name(reader, names)
    mentions += _known_full(reader, names)
    mentions += _bare(reader, names)
    return sorted(mentions, key=lambda mention: mention.i), names


def _take(reader: Reader, names: Names, i: int, j: int, why: str, *, confident: bool = True) -> Mention:
    reader.claim(i, j, "person")
    if j - i > 1:
        names.full.add(reader.names(i, j))
    names.given.add(reader.words[j - 1].norm)
    return Mention(i, j, why, confident)


def _known_full(reader: Reader, names: Names) -> list[Mention]:
    """Full names already known, in any case and tone placement, wherever they stand."""
    found = []
    for i, j in reader.occurrences(names.full):
        if reader.free(i, j) and (j - i > 2 or all(word.cap for word in reader.words[i:j])):
            found.append(_take(reader, names, i, j, "Họ tên đã gặp trong bản án hoặc hồ sơ"))
    return found


def _titled(reader: Reader, names: Names) -> list[Mention]:
    runs: list[tuple[int, int, str]] = []
    for i in range(1, len(reader)):
        if not reader.words[i].cap or reader.claims[i]:
            continue
        title = reader.words[i].joined and reader.words[i - 1].norm in lexicon.TITLES
        role = _after_role(reader, i)
        if not (title or role) or _title_is_name(reader, i):
            continue
        if reader.opens_phrase(i) and reader.words[i].norm in lexicon.NEVER_GIVEN:
            continue
        j = reader.run(i, after_title=title, greedy=True)
        if j == i or (role and not title and not _role_name(reader, i, j)):
            continue
        if reader.words[j - 1].is_code:
            names.codes.add(reader.words[j - 1].text.upper())
            continue
        runs.append((i, j, "Sau từ xưng hô" if title else "Sau tư cách tố tụng"))
    runs = _cut_at_lines(reader, runs)
    return [_take(reader, names, i, j, why) for i, j, why in runs if reader.free(i, j)]


def _title_is_name(reader: Reader, i: int) -> bool:
    """ "Lan Anh Tuấn": the title itself is the capitalised end of a name before it."""
    title = reader.words[i - 1]
    return (
        title.cap
        and i > 1
        and title.joined
        and reader.words[i - 2].cap
        and not title.new_line
        and bool(reader.claims[i - 2])
    )


def _after_role(reader: Reader, i: int) -> bool:
    word = reader.words[i]
    return (word.joined or word.before.strip() in (":", "-", "–", "là")) and bool(
        reader.phrase_before(i, lexicon.ROLES)
    )


def _role_name(reader: Reader, i: int, j: int) -> bool:
    """After "nguyên đơn" a capital may also open a sentence or an organisation; demand a family name or one word."""
    return (j - i > 1 and reader.words[i].norm in lexicon.FAMILIES) or (
        j - i == 1 and reader.words[i].joined and not reader.words[i].new_line and not reader.words[i].upper
    )


def _cut_at_lines(reader: Reader, runs: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """A run over a line break may have swallowed the next sentence's first word; the rest of the text decides."""
    seen = Counter(reader.words[j - 1].norm for i, j, _ in runs if not _break_in(reader, i, j))
    result = []
    for i, end, why in runs:
        cut = _break_in(reader, i, end)
        last, before = reader.words[end - 1].norm, reader.words[cut - 1].norm
        doubtful = seen[before] or last in lexicon.SENTENCE_STARTS
        swallowed = cut and doubtful and not seen[last] and before not in lexicon.NEVER_LAST
        result.append((i, cut if swallowed else end, why))
    return result


def _break_in(reader: Reader, i: int, j: int) -> int:
    return next((k for k in range(j - 1, i, -1) if reader.words[k].new_line), 0)


def _by_family_name(reader: Reader, names: Names) -> list[Mention]:
    found = []
    i, size = 0, len(reader)
    while i < size:
        j = _family_run(reader, names, i)
        if j:
            found.append(_take(reader, names, i, j, "Bắt đầu bằng họ", confident=j - i > 2))
        i = j or i + 1
    return found


def _family_run(reader: Reader, names: Names, i: int) -> int:
    words = reader.words
    word = words[i]
    if not word.cap or word.norm not in lexicon.FAMILIES or reader.claims[i] or word.is_code:
        return 0
    previous = words[i - 1] if i and word.joined else None
    plain = previous is None or previous.norm in lexicon.TITLES or previous.norm in lexicon.KIN
    if previous and ((previous.cap and not plain) or previous.norm in lexicon.PLACE_CONTEXT):
        return 0
    j = reader.run(i)
    if word.upper or j - i < 2 or j - i > 5:
        return 0
    if words[j - 1].is_code:
        names.codes.add(words[j - 1].text.upper())
        return 0
    text = " ".join(w.text for w in words[i:j])
    if province_name(text) or (j - i == 2 and not _two_words_are_name(reader, names, i, j)):
        return 0
    return j


def _two_words_are_name(reader: Reader, names: Names, i: int, j: int) -> bool:
    """Two capitalised words are a name only with help: "Thị …", a given name met before, or a word of kinship."""
    return reader.words[j - 1].norm in names.given or bool(
        i and reader.words[i - 1].norm in lexicon.KIN and reader.words[i].joined
    )


def _bare(reader: Reader, names: Names) -> list[Mention]:
    """Given names without a title: in lists, in brackets, after words of kinship, before verbs."""
    found = []
    for i, word in enumerate(reader.words):
        if word.norm in names.given and word.cap and not reader.claims[i] and _stands_as_name(reader, i):
            reader.claim(i, i + 1, "person")
            found.append(Mention(i, i + 1, "Tên đã gặp, không có từ xưng hô", confident=False))
    return found


def _stands_as_name(reader: Reader, i: int) -> bool:
    """Whether a capitalised word equal to a known given name is that person here, not half of another name."""
    words = reader.words
    word = words[i]
    follows = words[i + 1] if i + 1 < len(words) and words[i + 1].joined else None
    if i == 0 or reader.opens_phrase(i) or word.upper or (follows and follows.cap):
        return False
    if word.joined:
        return _follows_people_word(reader, i, follows)
    gap = word.before.strip()
    if gap.endswith("("):
        return follows is None
    return gap in (",", ";", "-", "–") and _in_list(reader, i)


def _follows_people_word(reader: Reader, i: int, follows: Word | None) -> bool:
    word, previous = reader.words[i], reader.words[i - 1]
    if previous.norm in lexicon.KIN:
        return True
    if previous.cap:
        return False
    if previous.norm in ("và", "với", "hoặc", "cùng") and _in_list(reader, i):
        return True
    return not word.new_line and (follows is None or follows.norm in lexicon.VERBS)


def _in_list(reader: Reader, i: int) -> bool:
    """A person, or a person's code, stands within the four words before."""
    before = range(max(0, i - 4), i)
    return reader.words[i - 1].is_code or any(reader.claims[k] == "person" for k in before)
