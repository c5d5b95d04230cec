"""Forms and papers that the court issues: a template and data become a PDF kept in the store."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from toaan.core import files, practice
from toaan.core.models import StoredFile
from toaan.core.words import RECORD_LANGUAGE
from toaan.engines.pdf import page_count, render_pdf

OURS = frozenset({"title", "made_at"})


def render(
    template: str, context: Mapping[str, Any], *, title: str, at: datetime, author: str = ""
) -> StoredFile:
    """Render an HTML template of a form into a PDF/A and keep it.

    Takes 0.1–1 s: call it before the act or afterwards in the worker, never while a lock is held.

    Raises:
        ValueError: the form was given a value of its own under a name that the paper itself needs.
    """
    if taken := OURS & context.keys():
        raise ValueError(f"{template}: {', '.join(sorted(taken))}")
    with override(RECORD_LANGUAGE):
        html = render_to_string(template, {**context, "title": title, "made_at": at})
    content = render_pdf(html, title=title, author=author, mark=practice.paper_mark())
    return files.keep_made(content, pages=page_count(content), at=at)
