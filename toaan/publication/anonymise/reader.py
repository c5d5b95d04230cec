"""Moves over the words of a judgment: phrases, and runs of capitalised words that may be one name."""

from collections.abc import Iterable, Sequence

from toaan.publication.anonymise import lexicon
from toaan.publication.anonymise.lexicon import Phrase
from toaan.publication.anonymise.source import Word

MAX_NAME_WORDS = 6


class Reader:
    """Read-only view of the words, with a note per word of which rule has claimed it."""

    def __init__(self, words: Sequence[Word], *, has_heading: bool = True) -> None:
        self.words, self.has_heading = words, has_heading
        self.claims: list[str | None] = [None] * len(words)
        self._indexes: dict[frozenset[Phrase], dict[str, list[Phrase]]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def phrase_at(self, i: int, phrases: frozenset[Phrase]) -> int:
        """Length in words of the longest of the phrases that begins at word i, or 0."""
        index = self._indexes.get(phrases) or self._index(phrases)
        word = self.words[i]
        if word.norm not in index:
            return 0
        return next((len(candidate) for candidate in index[word.norm] if self._matches(i, candidate)), 0)

    def phrase_before(self, i: int, phrases: frozenset[Phrase]) -> int:
        """Length of the longest of the phrases that ends just before word i (joined to it or not), or 0."""
        best = 0
        for length in range(1, 6):
            if i - length < 0:
                break
            if self.phrase_at(i - length, phrases) == length:
                best = length
        return best

    def _index(self, phrases: frozenset[Phrase]) -> dict[str, list[Phrase]]:
        index: dict[str, list[Phrase]] = {}
        for candidate in sorted(phrases, key=len, reverse=True):
            index.setdefault(candidate[0], []).append(candidate)
        self._indexes[phrases] = index
        return index

    def _matches(self, i: int, candidate: Phrase) -> bool:
        words = self.words
        if i + len(candidate) > len(words):
            return False
        for k in range(1, len(candidate)):
            if words[i + k].norm != candidate[k] or not words[i + k].joined:
                return False
        return words[i].norm == candidate[0]

    def opens_phrase(self, i: int) -> bool:
        """Whether word i begins an ordinary compound ("Hợp đồng", "Tòa án"), written with one or two capitals."""
        if i + 1 >= len(self.words) or not self.words[i + 1].joined:
            return False
        word, follows = self.words[i], self.words[i + 1]
        pair = (word.norm, follows.norm)
        if follows.cap and word.upper == follows.upper is False:
            return pair in lexicon.TITLE_CASE_OPENINGS
        third = self.words[i + 2].norm if i + 2 < len(self.words) else ""
        return pair in lexicon.OPENINGS and (follows.norm, third) not in lexicon.AGREE

    def run(
        self, i: int, *, limit: int = MAX_NAME_WORDS, after_title: bool = False, greedy: bool = False
    ) -> int:
        """End (exclusive) of the capitalised words from i that can be one name; i itself when there is none.

        after_title: word i stands right after ông/bà/…, so it is a name even if it opens a compound
        ("bà Hợp đồng ý"). greedy: go on over a line break even where the next line seems to begin a sentence;
        the caller decides.
        """
        words = self.words
        if not self._can_be_name(i) or (not after_title and self.opens_phrase(i)):
            return i
        j = i + 1
        while j < len(words) and j - i < limit and words[j].joined and self._can_be_name(j):
            if self._ends_run(i, j) or (not greedy and self._begins_sentence(i, j)):
                break
            j += 1
        return j

    def _can_be_name(self, i: int) -> bool:
        word = self.words[i]
        return (
            word.cap
            and self.claims[i] is None
            and (word.text.isalpha() or word.is_code or not word.text.isalnum())
        )

    def _ends_run(self, i: int, j: int) -> bool:
        """Whether word j, though capitalised and joined, no longer belongs to the name begun at i."""
        words = self.words
        word, last = words[j], words[j - 1]
        if last.norm in lexicon.NEVER_LAST and j - 1 > i and not word.upper:
            return False
        if word.norm in lexicon.PARTICLES and (word.new_line or last.is_code):
            return True
        if (last.is_code and (j - 1 > i or not last.text.isalpha())) or self.phrase_at(
            j, lexicon.COURT_ROLES
        ) > 1:
            return True
        if self.opens_phrase(j) or (word.upper != last.upper and len(word.text) > 1 and len(last.text) > 1):
            return True
        follows = words[j + 1] if j + 1 < len(words) and words[j + 1].joined else None
        if word.norm in lexicon.TITLES and follows and follows.cap:
            return word.new_line or word.norm not in ("anh", "em", "chú")
        return False

    def _begins_sentence(self, i: int, j: int) -> bool:
        """ "Nguyễn Văn An ⏎ Theo đơn": a line that opens with a sentence word and goes on in small letters."""
        words = self.words
        complete = words[j - 1].norm not in lexicon.NEVER_LAST or j - 1 == i
        follows = j + 1 < len(words) and words[j + 1].joined and not words[j + 1].cap
        return complete and words[j].new_line and words[j].norm in lexicon.SENTENCE_STARTS and follows

    def names(self, i: int, j: int) -> tuple[str, ...]:
        """The run i..j in search form."""
        return tuple(word.norm for word in self.words[i:j])

    def claim(self, i: int, j: int, owner: str) -> None:
        """Note that words i..j belong to a rule; later rules leave them alone."""
        self.claims[i:j] = [owner] * (j - i)

    def free(self, i: int, j: int) -> bool:
        """Whether no rule has claimed any of the words i..j."""
        return not any(self.claims[i:j])

    def occurrences(self, names: Iterable[tuple[str, ...]]) -> list[tuple[int, int]]:
        """Every place where one of the names stands as joined words, longest first at each place; any case."""
        index: dict[str, list[Phrase]] = {}
        for name in sorted(set(names), key=len, reverse=True):
            index.setdefault(name[0], []).append(name)
        found: list[tuple[int, int]] = []
        until = 0
        for i, word in enumerate(self.words):
            if i >= until and word.norm in index:
                length = next((len(name) for name in index[word.norm] if self._matches(i, name)), 0)
                if length:
                    found.append((i, i + length))
                    until = i + length
        return found
