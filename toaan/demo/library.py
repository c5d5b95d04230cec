"""The matters of the demonstration as the YAML files beside this module word them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "matters"


@dataclass(frozen=True)
class Template:
    """One matter before names and amounts are filled in. Texts hold {nd}, {bd}, {tien} … as the YAML explains."""

    key: str
    kind: str
    relation: str
    story: str
    claims: tuple[str, ...]
    papers: tuple[str, ...]
    """ "Title|what stands on it"."""
    answer: str
    agreed: str
    disputed: str
    reasoning: tuple[str, ...]
    basis: str
    ruling: tuple[str, ...]
    place: str
    """The article that makes it a matter for the court (BLTTDS 26–32)."""
    value: tuple[int, int] | None = None
    """Least and most, in millions of đồng."""
    share: int = 100
    """Per cent of the amount that the court accepts."""
    exemption: str = ""
    """Ground on which the plaintiff pays no fee (`fee_exemption:…`)."""
    fee_payer: str = "defendant"
    organisations: str = ""
    """ "both", "defendant", or neither is a company."""
    bank: bool = False
    couple: bool = False
    related: int = 0


@cache
def templates() -> Mapping[str, tuple[Template, ...]]:
    """Kind of case → its matters, in the order of the files."""
    found: dict[str, tuple[Template, ...]] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        shared = {key: content[key] for key in ("kind", "organisations") if key in content}
        found[content["kind"]] = tuple(_template({**shared, **row}) for row in content["matters"])
    return found


def _template(row: dict[str, Any]) -> Template:
    row = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Template(**row)
