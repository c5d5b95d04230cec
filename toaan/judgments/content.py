"""What a draft holds: the sections that the judge writes. Pure: no database."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from toaan.vietnamese.text import clean

_BETWEEN = re.compile(r"\n\s*\n|\n(?=\s*\[\d+\])")
_OWN_NUMBER = re.compile(r"^\s*(?:\[\d+\]\.?|\d{1,2}[.)])\s+")


@dataclass(frozen=True)
class Content:
    """The sections of a judgment after its heading (BLTTDS 266.2): text, or a list of texts in their order."""

    about: str = ""
    """Trích yếu: what stands after "V/v"."""
    facts: tuple[str, ...] = ()
    """Nội dung vụ án, paragraph by paragraph."""
    reasoning: tuple[str, ...] = ()
    """Nhận định của Tòa án: paragraphs [1], [2] …; the numbers are not part of the text."""
    basis: tuple[str, ...] = ()
    """Căn cứ pháp luật, at the head of the ruling."""
    ruling: tuple[str, ...] = ()
    """Quyết định: each item is a part that can be appealed by itself."""
    fees: tuple[str, ...] = ()
    """Án phí, chi phí tố tụng: together the last part of the ruling."""
    appeal: str = ""
    """Quyền kháng cáo."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote; unknown keys are left out."""
        known: dict[str, Any] = {f.name: data[f.name] for f in fields(cls) if f.name in data}
        ready: dict[str, Any] = {k: v if isinstance(v, str) else tuple(v) for k, v in known.items()}
        return cls(**ready)

    def as_json(self) -> dict[str, Any]:
        return json.loads(json.dumps(asdict(self)))

    @property
    def digest(self) -> str:
        """SHA-256 of the text: all that the audit learns of a draft."""
        return hashlib.sha256(
            json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True).encode()
        ).hexdigest()

    @property
    def values(self) -> tuple[str | tuple[str, ...], ...]:
        """The sections in their order."""
        return tuple(getattr(self, f.name) for f in fields(self))

    @staticmethod
    def mark_of(value: str | tuple[str, ...]) -> str:
        """A short mark of one section's text, to see later whether it is still the same."""
        said = json.dumps(value, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the ruling in their order, the fees last."""
        return (*self.ruling, "\n".join(self.fees)) if self.fees else self.ruling


def paragraphs(typed: str) -> tuple[str, ...]:
    """Typed text as paragraphs: a blank line or a new [n] parts them; a number that the typist gave is taken off."""
    found = (
        _OWN_NUMBER.sub("", clean(block)).strip() for block in _BETWEEN.split(typed.replace("\r\n", "\n"))
    )
    return tuple(p for p in found if p)


def lines(typed: str) -> tuple[str, ...]:
    """Typed text as items, one a line."""
    return tuple(line for line in (clean(one).strip() for one in typed.splitlines()) if line)


def items(typed: Iterable[str]) -> tuple[str, ...]:
    """Typed items, the empty ones left out."""
    return tuple(item for item in (_OWN_NUMBER.sub("", clean(one)).strip() for one in typed) if item)
