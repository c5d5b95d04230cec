"""Codes: the initial of a name, with a digit only where two names of one judgment would fall together.

NQ 03/2017/NQ-HĐTP, article 7: Vietnamese letters, digits if needed, one code per name, the content unchanged.
A bare "ông A" must lead to one name, so the digit belongs to the given name, whatever the family name.
"""

from collections.abc import Iterable


class CodeBook:
    """Codes for one kind of name in one judgment, in order of first appearance."""

    def __init__(self, names: Iterable[tuple[str, str]], taken: Iterable[str] = ()) -> None:
        """names: (key, written form) in order of appearance; taken: codes that the text already uses."""
        used = {code.upper() for code in taken}
        by_letter: dict[str, dict[str, None]] = {}
        for key, written in names:
            by_letter.setdefault(_letters(written), {})[key] = None
        self._code: dict[str, str] = {}
        for letters, keys in by_letter.items():
            alone = len(keys) == 1 and letters not in used
            number = 0
            for key in keys:
                code = letters
                while not alone and (code == letters or code in used):
                    number += 1
                    code = f"{letters}{number}"
                self._code[key] = code

    def __getitem__(self, key: str) -> str:
        return self._code[key]


def _letters(written: str) -> str:
    """The initial of each word that has none of its own level: a one-letter code for persons and places."""
    return written[:1].upper()
