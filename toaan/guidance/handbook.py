"""The handbook (sổ tay): for each post, how to do what that post does. Written in data/handbook/*.yaml.

A task names the posts it is for, the acts it needs (keys of the policy table), and its steps in a small Markdown:
`[Sổ thụ lý](cases:register)` is a page by its URL name, `**Bốc thăm**` the exact name of a button or heading,
and words in back quotes are a command. Tests prove that pages open for those posts, that names stand on the pages,
that commands exist and that the policy allows the acts.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.urls import reverse
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from toaan.core.roles import POST_KINDS, Role
from toaan.vietnamese.text import fold

DATA = Path(__file__).parent / "data" / "handbook"
FIELDS = {"key", "roles", "acts", "title", "when", "steps", "law", "follows", "mistakes"}
NEEDED = FIELDS - {"acts", "law"}


class HandbookError(ValueError):
    """The handbook cannot be used; the message names the file and the task."""


@dataclass(frozen=True)
class Task:
    """One "Làm thế nào để …?"."""

    key: str
    roles: tuple[Role, ...]
    acts: tuple[str, ...]
    title: str
    when: str
    steps: tuple[str, ...]
    law: str
    follows: str
    mistakes: tuple[str, ...]
    folded: str
    """Everything it says, without diacritics, for the search."""

    @property
    def question(self) -> str:
        return f"Làm thế nào để {self.title}?"

    @property
    def prose(self) -> tuple[str, ...]:
        """Every text that may hold links and names."""
        return (self.when, *self.steps, self.follows, *self.mistakes)

    @property
    def first_page(self) -> str:
        """URL name of the page where it begins; empty when it begins nowhere in the system."""
        return next((name for text in self.steps for name in pages_in(text)), "")


@dataclass(frozen=True)
class Shown:
    """A task as one reader sees it."""

    task: Task
    when: SafeString
    steps: tuple[SafeString, ...]
    follows: SafeString
    mistakes: tuple[SafeString, ...]


@lru_cache(maxsize=1)
def tasks() -> tuple[Task, ...]:
    """Every task in the order of the files.

    Raises:
        HandbookError: a field is missing or unknown, a post does not exist, or a key comes twice.
    """
    found = [task for path in sorted(DATA.glob("*.yaml")) for task in _read(path)]
    keys = [task.key for task in found]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise HandbookError(f"hai việc cùng khóa: {', '.join(sorted(twice))}")
    return tuple(found)


def for_role(role: Role) -> tuple[Task, ...]:
    """The tasks of a post: its own first, what every post does last."""
    own = [task for task in tasks() if role in task.roles]
    return tuple(sorted(own, key=lambda task: len(task.roles) > len(POST_KINDS) // 2))


def search(words: str, role: Role) -> list[Task]:
    """Tasks in which every word occurs, titles first, the reader's own post before the others."""
    wanted = fold(words).split()
    if not wanted:
        return []
    hits = [task for task in tasks() if all(word in task.folded for word in wanted)]

    def rank(task: Task) -> tuple[bool, bool]:
        title = fold(task.title)
        return role not in task.roles, not all(word in title for word in wanted)

    return sorted(hits, key=rank)


@lru_cache(maxsize=512)
def shown(key: str, linked: bool) -> Shown:
    """A task rendered once; links only for posts whose task it is (others would be refused)."""
    task = next(t for t in tasks() if t.key == key)

    def html(text: str) -> SafeString:
        return render(text, linked=linked)

    return Shown(
        task,
        html(task.when),
        tuple(map(html, task.steps)),
        html(task.follows),
        tuple(map(html, task.mistakes)),
    )


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    return MarkdownIt("zero").enable(["emphasis", "link", "backticks"])


def render(text: str, *, linked: bool) -> SafeString:
    """The small Markdown as HTML; raw HTML is escaped, a link is a URL name of ours."""
    parser = _markdown()
    tokens = parser.parseInline(text)
    for token in tokens:
        children = token.children or []
        for child in children:
            if child.type == "link_open":
                child.attrs = {"href": reverse(str(child.attrs["href"]))}
        if not linked:
            token.children = [child for child in children if child.type not in {"link_open", "link_close"}]
    return SafeString(parser.renderer.render(tokens, parser.options, {}))


def _children(text: str) -> list[Token]:
    return [child for token in _markdown().parseInline(text) for child in token.children or []]


def pages_in(text: str) -> list[str]:
    """URL names of the pages a text leads to."""
    return [str(child.attrs["href"]) for child in _children(text) if child.type == "link_open"]


def names_in(text: str) -> list[str]:
    """Names of buttons and headings that a text quotes."""
    children = _children(text)
    return [after.content for one, after in itertools.pairwise(children) if one.type == "strong_open"]


def commands_in(text: str) -> list[str]:
    """Commands that a text gives."""
    return [child.content for child in _children(text) if child.type == "code_inline"]


def _read(path: Path) -> Iterator[Task]:
    for item in yaml.safe_load(path.read_text(encoding="utf-8")):
        key = item.get("key", "?")
        if (unknown := set(item) - FIELDS) or (missing := NEEDED - set(item)):
            raise HandbookError(f"{path.name}: {key}: thừa hoặc thiếu {sorted(unknown or missing)}")
        try:
            roles = tuple(Role(name) for name in item["roles"])
        except ValueError as error:
            raise HandbookError(f"{path.name}: {key}: {error}") from error
        yield _task(item, roles)


def _task(item: dict[str, Any], roles: tuple[Role, ...]) -> Task:
    texts = [
        item["title"],
        item["when"],
        *item["steps"],
        item["follows"],
        *item["mistakes"],
        item.get("law", ""),
    ]
    plain = re.sub(r"\]\([a-z_:]+\)|[*`\[]", "", " ".join(texts))
    return Task(
        key=item["key"], roles=roles, acts=tuple(item.get("acts", ())), title=item["title"], when=item["when"],
        steps=tuple(item["steps"]), law=item.get("law", ""), follows=item["follows"],
        mistakes=tuple(item["mistakes"]), folded=fold(plain),
    )  # fmt: skip
