"""What the index holds of a document. Whoever changes this, or the words, raises VERSION: indexes are rebuilt."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

import tantivy

from toaan.vietnamese.text import clean

from .api import Document
from .words import document_numbers, exact_words, folded_words

VERSION = "1"


def build() -> Any:
    """The tantivy schema. Text arrives as words separated by spaces: all of Vietnamese is done in Python."""
    builder = tantivy.SchemaBuilder()
    for name in ("id", "kind"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("filter", "number"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("title_exact", "title_folded", "body_exact", "body_folded"):
        builder.add_text_field(name, tokenizer_name="words", index_option="position")
    builder.add_integer_field("date", indexed=True, fast=True)
    builder.add_bytes_field("shown", stored=True)  # only read back
    return builder.build()


def words_analyzer() -> Any:
    """Splits at white space and keeps all else; words beyond 255 bytes (no word of a language) are dropped."""
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
        .filter(tantivy.Filter.remove_long(256))
        .build()
    )


def encode(document: Document) -> Any:
    """The tantivy document."""
    title, body = clean(document.title), clean(document.body)
    fields = {name: clean(value) for name, value in document.fields.items()}
    # A party's name or a number is searched like text, but only the body is shown in a snippet.
    searched = "\n".join([body, *fields.values()])
    made = tantivy.Document()
    made.add_text("id", document.id)
    made.add_text("kind", document.kind)
    made.add_text("title_exact", " ".join(exact_words(title)))
    made.add_text("title_folded", " ".join(folded_words(title)))
    made.add_text("body_exact", " ".join(exact_words(searched)))
    made.add_text("body_folded", " ".join(folded_words(searched)))
    for number in document_numbers(f"{title}\n{searched}"):
        made.add_text("number", number)
    for term in filter_terms({**document.fields, **document.facets}):
        made.add_text("filter", term)
    made.add_integer("date", day_number(document.date))
    made.add_bytes(
        "shown", json.dumps({"title": title, "body": body, "fields": fields}, ensure_ascii=False).encode()
    )
    return made


def filter_terms(filters: Mapping[str, str | Collection[str]]) -> Iterator[str]:
    """One exact term for each pair of name and value."""
    for name, value in filters.items():
        for one in [value] if isinstance(value, str) else value:
            yield f"{name}\x1f{clean(one)}"


def day_number(day: date | None) -> int:
    """20260512 for 12 May 2026; 0 for no date."""
    return 0 if day is None else day.year * 10000 + day.month * 100 + day.day
