"""Codes: the initial of a name, with a digit only where two names of one judgment would fall together.

NQ 03/2017/NQ-HĐTP, article 7: Vietnamese letters, digits if needed, one code per name, the content unchanged.
A bare "ông A" must lead to one name, so the digit belongs to the given name, whatever the family name.
"""

from collections.abc import Iterable


class CodeBook:
    """Codes for one kind of name in one judgment, numbered in order of first appearance."""

    def __init__(self, names: Iterable[tuple[str, str]], taken: Iterable[str] = ()) -> None:
        """names: (key, letters of the code) in order of appearance; taken: codes that the text already uses."""
        used = {code.upper() for code in taken}
        by_letters: dict[str, dict[str, None]] = {}
        for key, letters in names:
            by_letters.setdefault(letters, {})[key] = None
        self._code: dict[str, str] = {}
        for letters, keys in by_letters.items():
            if len(keys) == 1 and letters not in used:
                self._code[next(iter(keys))] = letters
                continue
            free = (f"{letters}{n}" for n in range(1, len(keys) + len(used) + 1))
            fresh = (code for code in free if code not in used)
            self._code.update(zip(keys, fresh, strict=False))

    def __getitem__(self, key: str) -> str:
        return self._code[key]


def first_letter(name: str) -> str:
    """ "An" → "A", "Đào" → "Đ"."""
    return name[:1].upper()


def initials(name: str) -> str:
    """ "Hòa Bình" → "HB"."""
    return "".join(word[0].upper() for word in name.split() if word[0].isalpha()) or name[:1]
