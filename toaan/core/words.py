"""What is kept is Vietnamese, what is shown is in the reader's language.

Titles of events, papers and registers are records: they are written in Vietnamese, the language of procedure
(BLTTDS 20), whoever reads them. A refusal is only shown. Both are worded inside acts, so an act's words keep
their pattern beside the finished Vietnamese sentence, and a face can say the same sentence in English::

    from toaan.core.words import words as _

    raise Refused("filing.no_file", _("Tệp “%(name)s” rỗng.") % {"name": name})
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.utils.translation import gettext, override

P = ParamSpec("P")
T = TypeVar("T")
RECORD_LANGUAGE = "vi"


def in_record_language(function: Callable[P, T]) -> Callable[P, T]:
    """Decorator of whatever makes a paper: its labels are those of the record, whoever pressed the button.

    (Django's `override` used as a decorator keeps the language to go back to in one place for all threads.)
    """

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> T:
        with override(RECORD_LANGUAGE):
            return function(*args, **kwargs)

    return inside


class Words(str):
    """A Vietnamese sentence that remembers the pattern and the values it was made of."""

    pattern: str
    values: Mapping[str, Any] | tuple[Any, ...] | None

    def __new__(cls, text: str, pattern: str, values: Any = None) -> Words:
        made = super().__new__(cls, text)
        made.pattern, made.values = pattern, values
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """For copying."""
        return str(self), self.pattern, self.values

    def __mod__(self, values: Any) -> Words:
        """Fill the placeholders, in Vietnamese."""
        return Words(super().__mod__(values), self.pattern, values)


def words(text: str) -> Words:
    """Mark words of an act for translation (gettext's keyword `_`) without translating them yet."""
    return Words(text, text)


def shown(text: str) -> str:
    """The same words in the language of whoever reads them now; unknown ones stay Vietnamese."""
    if not text:
        return text
    if not isinstance(text, Words):
        return gettext(text)
    said = gettext(text.pattern)
    return said if text.values is None else said % _shown_values(text.values)


def _shown_values(values: Any) -> Any:
    """Sentences within a sentence are said in the same language."""
    if not isinstance(values, Mapping):
        return values
    return {name: shown(value) if isinstance(value, Words) else value for name, value in values.items()}
