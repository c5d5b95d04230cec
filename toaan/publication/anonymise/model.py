"""What anonymising proposes to the reviewing judge; offsets always point into the text as it was given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "person", "organisation", "place", "address", "identifier", "phone", "account", "plate",
    "land", "email", "birth_date",
]  # fmt: skip


@dataclass(frozen=True)
class KnownPerson:
    """A party as the case file knows it; everything in it must be gone from the published text.

    name is the full name (person) or the registered name (organisation); identifiers holds identity, tax,
    account and phone numbers in any punctuation; addresses are free text.
    """

    name: str
    kind: Literal["person", "organisation"] = "person"
    other_names: Sequence[str] = ()
    addresses: Sequence[str] = ()
    identifiers: Sequence[str] = ()
    emails: Sequence[str] = ()
    birth_date: str = ""


@dataclass(frozen=True)
class Replacement:
    """text[start:end] becomes replacement; why is shown to the reviewer; confident is False where a human must look."""

    start: int
    end: int
    text: str
    replacement: str
    kind: Kind
    why: str
    confident: bool = True


@dataclass(frozen=True)
class Warning:
    """A passage that was left as it is and that the reviewer should look at."""

    start: int
    end: int
    text: str
    why: str


@dataclass(frozen=True)
class Proposal:
    """Replacements in order of the text, without overlaps; mapping leads from "kind:code" to the original.

    A person appears under each form met: "person:Nguyễn Thị H" → "Nguyễn Thị Hợp". The mapping is secret.
    """

    replacements: list[Replacement]
    warnings: list[Warning] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Leak:
    """A known secret still readable in text[start:end]; secret is the spelling in the case file."""

    start: int
    end: int
    text: str
    secret: str
    kind: Kind


def apply(text: str, replacements: Sequence[Replacement]) -> str:
    """The text with every replacement made.

    Raises ValueError when replacements overlap or no longer fit the text (it was edited after the proposal).
    """
    pieces: list[str] = []
    position = 0
    for item in sorted(replacements, key=lambda r: (r.start, r.end)):
        if item.start < position or text[item.start : item.end] != item.text:
            raise ValueError(
                f"Đề xuất mã hóa tại vị trí {item.start} không còn khớp với văn bản. Hãy tạo lại đề xuất."
            )
        pieces += [text[position : item.start], item.replacement]
        position = item.end
    return "".join([*pieces, text[position:]])
