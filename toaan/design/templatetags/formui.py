"""Helpers for the widget templates only (`{% load formui %}`); pages use `ui`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

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
def options(widget: Mapping[str, Any]) -> SafeString:
    """What a list offers, in its groups: by hand, because a template asks ten times longer for each of some hundred lines."""
    pieces: list[str] = []
    for group, offered, _index in widget["optgroups"]:
        lines = "".join(_option(one) for one in offered)
        pieces.append(f'<optgroup label="{conditional_escape(group)}">{lines}</optgroup>' if group else lines)
    return mark_safe("".join(pieces))  # noqa: S308  (every piece is escaped)


def _option(one: Mapping[str, Any]) -> str:
    said = "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'
        for name, value in one["attrs"].items()
        if value is not False and name not in {"class", "required"}
    )
    value, label = conditional_escape(str(one["value"])), conditional_escape(one["label"])
    return f'<option value="{value}"{said}>{label}</option>'


@register.simple_tag
def more_help(field: BoundField) -> tuple[Any, Any] | None:
    """Longer help of a field: the form's `more` {name: (title, text)}, folded away under the hint."""
    found: tuple[Any, Any] | None = getattr(field.form, "more", {}).get(field.name)
    return found
