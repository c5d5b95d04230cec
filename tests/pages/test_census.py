"""No page escapes the checks: every URL pattern stands in the census, as a page or with the reason why not."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.pages.census import NOT_PAGES, PAGES, POST_ONLY

HOW = """
{missing}

Each URL pattern must stand in tests/pages/census, once:
  a page of a person   PAGES:      Page("{name}", "thuky", case("preparing")),
  only takes a press   POST_ONLY:  "{name}",
  a file, a machine    NOT_PAGES:  "{name}": FILE,
Then look at it: .venv/bin/python scripts/pictures.py --all /tmp/pictures --only {name}
"""


def patterns(resolver: URLResolver, space: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """Name and address of every URL pattern."""
    for one in resolver.url_patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield f"{space}{one.name or ''}", address
        else:
            yield from patterns(one, f"{space}{one.namespace}:" if one.namespace else space, address)


EVERY = dict(patterns(get_resolver("toaan.config.urls")))


def test_every_url_pattern_stands_in_the_census() -> None:
    known = {page.url for page in PAGES} | set(NOT_PAGES) | set(POST_ONLY)
    missing = {name: address for name, address in EVERY.items() if name not in known}
    listed = "\n".join(f"  not in the census: {name}  ({address})" for name, address in missing.items())
    assert not missing, HOW.format(missing=listed, name=next(iter(missing), ""))


def test_the_census_names_nothing_twice_and_nothing_that_is_gone() -> None:
    pages = {page.url for page in PAGES if not page.path}
    assert [name for name in [*pages, *NOT_PAGES, *POST_ONLY] if name not in EVERY] == []
    assert pages & set(NOT_PAGES) == pages & set(POST_ONLY) == set(NOT_PAGES) & set(POST_ONLY) == set()
    assert [key for key, times in Counter(page.key for page in PAGES).items() if times > 1] == [], (
        "two rows with one name: give one of them a label"
    )


def address(name: str) -> str:
    """Some address of a pattern, with made-up parts."""
    space, _, plain = name.rpartition(":")
    resolver = get_resolver().namespace_dict[space][1] if space else get_resolver()
    (possibility, *_) = resolver.reverse_dict.getlist(plain)[0][0]
    return reverse(name, kwargs={part: uuid.UUID(int=1) for part in possibility[1]})


@pytest.mark.parametrize("name", POST_ONLY)
def test_what_only_takes_a_press_cannot_be_read(page, name: str) -> None:
    assert page("chanhan").get(address(name)).status_code in {403, 405}, (
        f"{name} shows a page: move it to PAGES"
    )
