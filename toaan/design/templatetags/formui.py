"""Helpers for the widget templates only (`{% load formui %}`); pages use `ui`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BoundField

register = template.Library()


@register.simple_tag
def is_invalid(widget: Mapping[str, Any]) -> bool:
    """True when Django marked the widget with aria-invalid (a name a template cannot spell)."""
    return widget["attrs"].get("aria-invalid") == "true"


@register.simple_tag
def widget_class(widget: Mapping[str, Any], base: str, extra: str = "") -> str:
    """Classes of an input: base, error variant, what the template and the form add."""
    wanted = [base, f"{base}--error" if is_invalid(widget) else "", extra, widget["attrs"].get("class", "")]
    return " ".join(part for part in wanted if part)


@register.simple_tag
def more_help(field: BoundField) -> tuple[Any, Any] | None:
    """Longer help of a field: the form's `more` {name: (title, text)}, folded away under the hint."""
    found: tuple[Any, Any] | None = getattr(field.form, "more", {}).get(field.name)
    return found
