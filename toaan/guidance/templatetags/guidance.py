"""Pieces of guidance on other pages: `{% load guidance %}`."""

from __future__ import annotations

from typing import Any

from django import template

from toaan.core import clock, practice
from toaan.guidance import practice_queries

register = template.Library()


@register.inclusion_tag("guidance/_roles.html", takes_context=True)
def practice_roles(context: template.Context) -> dict[str, Any]:
    """On the sign-in page of a practice court: the posts of its largest court, one press each. Elsewhere nothing."""
    if not practice.on():
        return {"posts": []}
    now = clock.now()
    casts = practice_queries.casts(now)
    return {
        "csrf_token": context.get("csrf_token"),
        "court": casts[0].court if casts else None,
        "posts": practice_queries.leading_roles(casts[0].posts) if casts else [],
        "citizens": practice_queries.citizens(now)[:3],
    }
