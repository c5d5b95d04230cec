"""Components and filters of the interface: `{% load ui %}`.

Every component takes plain data (a dict or an object with the same names) and decides nothing: levels, dates
and articles come from the rules. Shapes are given in each docstring; the style guide shows every state.
"""

from __future__ import annotations

import html
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from toaan.vietnamese.amounts import format_money
from toaan.vietnamese.dates import format_date, weekday_name

register = template.Library()
log = logging.getLogger(__name__)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
ICON_LIST = Path(__file__).resolve().parent.parent / "icons.txt"
DAYBAR_LIMIT = 14  # a longer bar cannot be read; the sentence says it instead
SHORT_HEAD = 24  # a number, "12/2026/TLST-DS", stays on one line; a name may wrap
WIDE_TABLE = 6  # more columns than this scroll sideways on a desk rather than crush the text

# code name -> (css level, icon, default words); the css names are accepted as well
_URGENCY = {
    "overdue": ("qua", "alert-triangle", "Quá hạn"),
    "today": ("nay", "alert-circle", "Hôm nay"),
    "soon": ("gan", "clock", "Sắp đến hạn"),
    "on_time": ("con", "circle", "Còn hạn"),
    "done": ("xong", "check", "Xong"),
    "paused": ("dung", "player-pause", "Tạm dừng"),
}
_URGENCY |= {css: (css, icon_name, words) for css, icon_name, words in list(_URGENCY.values())}

_ALERT_ICONS = {
    "information": "info-circle",
    "warning": "alert-triangle",
    "error": "alert-circle",
    "success": "circle-check",
}


# --- small pieces -----------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def known_icons() -> frozenset[str]:
    """Names in the sprite (`icons.txt`)."""
    return frozenset(ICON_LIST.read_text(encoding="utf-8").split())


@register.simple_tag
def asset(path: str) -> str:
    """Address of a built file, `{% asset "desk.css" %}`; never fails, so that the error page can be shown."""
    try:
        return static(f"design/{path}")
    except ValueError:  # the manifest is missing or the theme was not built
        return f"{settings.STATIC_URL or '/static/'}design/{path}"


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Decorative icon from the sprite, hidden from screen readers: always put words beside it."""
    if name not in known_icons():
        if settings.DEBUG:
            raise template.TemplateSyntaxError(f"icon {name!r} is not in toaan/design/icons.txt")
        log.error("icon %s is not in the sprite", name)
        return SafeString("")
    return _drawn(name, css, asset("icons.svg"))


@lru_cache(maxsize=500)
def _drawn(name: str, css: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="ta-ic{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>',
        f" {css}" if css else "",
        sprite,
        name,
    )


@register.simple_tag
def badge(urgency: str, text: str = "") -> SafeString:
    """Deadline badge (mức thời hạn): icon, border and words, never colour alone.

    `urgency`: overdue, today, soon, on_time, done, paused. A final "LV" is spelt out for readers.
    """
    css, icon_name, words = _URGENCY.get(urgency, _URGENCY["on_time"])
    words = str(text or words)
    short = words.endswith(" LV")
    return format_html(
        '<span class="ta-han ta-han--{}">{}<span>{}{}</span></span>',
        css,
        icon(icon_name),
        words.removesuffix("LV") if short else words,
        format_html('<abbr title="{}">LV</abbr>', _("làm việc")) if short else "",
    )


@register.filter
def urgency_css(urgency: str) -> str:
    """Css level (`qua`, `nay`, `gan`, `con`, `xong`, `dung`) of an urgency name."""
    return _URGENCY.get(urgency or "on_time", _URGENCY["on_time"])[0]


@register.simple_tag
def tag(text: str, colour: str = "", icon_name: str = "") -> SafeString:
    """State of a thing: `{% tag "Đạt" "green" %}`; colours grey, green, yellow, red, purple (machine output)."""
    css = f"govuk-tag govuk-tag--{colour}" if colour else "govuk-tag"
    return format_html('<span class="{}">{}{}</span>', css, icon(icon_name) if icon_name else "", text)


@register.simple_tag(takes_context=True)
def title_prefix(context: template.Context) -> str:
    """The words "Lỗi: " when a form or formset of the page was refused; screen readers read the title first."""
    named: list[Any] = [context.get(name) for name in ("form", "formset")]
    refused = any(getattr(item, "is_bound", False) and not item.is_valid() for item in named)
    return _("Lỗi: ") if refused or context.get("has_errors") else ""


# --- components -------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/deadline.html")
def deadline(d: Any, open: bool = False) -> dict[str, Any]:
    """Deadline that explains itself.

    `d`: title, urgency, badge_text, due_text, rule_text, article, article_url, skipped_text, done_when,
    steps [{day, small, kind: start|skipped|counted|end, number, wide}], aria_text, provisional, extended_text,
    moved_text, ended_text, owner_text, action {label, url}. A bar with a wide box shows a whole term end to end.
    """
    steps = list(_get(d, "steps") or ())
    return {
        "d": d,
        "open": open,
        "steps": steps if len(steps) <= DAYBAR_LIMIT else [],
        "long_names": any(_get(step, "wide") for step in steps),
    }


@register.inclusion_tag("ui/next_step.html", takes_context=True)
def next_step(context: template.Context, n: Any) -> dict[str, Any]:
    """The one next step of a case: anchor (id of the heading), kicker, title, text, button {label, url, icon, post}, escape {label, url},
    waiting_for (then no button is shown: say who is awaited and since when)."""
    return {"n": n, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/kpi.html")
def kpi(items: Iterable[Any], label: str = "") -> dict[str, Any]:
    """Strip of at most five figures: {value, label, url, icon, hot}."""
    return {"items": list(items), "label": label or _("Tóm tắt")}


@register.inclusion_tag("ui/work_list.html")
def work_list(items: Iterable[Any], heading_level: int = 3) -> dict[str, Any]:
    """Deadlines and tasks, most urgent first.

    Item: urgency, badge_text, title, url, reference, meta, explain_url, button {label, url, primary}, anchor;
    `time` in place of the badge makes a row of a day's calendar, `now` marks the running one.
    """
    return {"items": list(items), "h": f"h{heading_level}"}


@register.inclusion_tag("ui/timeline.html")
def timeline(items: Iterable[Any]) -> dict[str, Any]:
    """Events of a case, newest first: {title, when, who, text, link {label, url, icon}, kind: next|major|small|system|""};
    `more` (items) makes one line of several small ones, opened on demand."""
    return {"items": list(items)}


@register.inclusion_tag("ui/stages.html")
def stages(items: Iterable[Any], label: str = "") -> dict[str, Any]:
    """Stages on the desk: {label, note, state: done|now|""}."""
    return {"items": list(items), "label": label or _("Các giai đoạn của vụ án")}


@register.inclusion_tag("ui/track.html")
def track(items: Iterable[Any]) -> dict[str, Any]:
    """The way of a case in the portal: {label, when, text, icon, state: done|now|"", links [{label, url, note}]};
    of a step to come also who does it, `by` when, `why` that day, and what `you` must do."""
    return {"items": list(items)}


@register.inclusion_tag("ui/alert.html")
def alert(kind: str, text: str, role: str = "") -> dict[str, Any]:
    """Message of one sentence; kind information, warning, error or success; role="status" if it appears live."""
    return _alert_context(kind, text, role)


@register.simple_block_tag
def alert_block(content: str, kind: str, role: str = "") -> str:
    """The same with markup inside: `{% alert_block "warning" %}…{% endalert_block %}`."""
    return render_to_string("ui/alert.html", _alert_context(kind, content, role))


@register.inclusion_tag("ui/empty_state.html")
def empty_state(
    title: str, text: str = "", icon_name: str = "inbox", url: str = "", label: str = ""
) -> dict[str, Any]:
    """Nothing here yet: says so, why, and (url, label) what to do."""
    return {"title": title, "text": text, "icon_name": icon_name, "url": url, "label": label}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: template.Context, page_obj: Page[Any], parameter: str = "page") -> dict[str, Any]:
    """Pages of a list; keeps the rest of the query string. Needs `request` in the context."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None

    def address(number: int | str) -> str:
        if query is None:
            return f"?{parameter}={number}"
        query[parameter] = str(number)
        return f"?{query.urlencode()}"

    paginator = page_obj.paginator
    numbers = [
        {"label": n, "url": address(n) if isinstance(n, int) else "", "current": n == page_obj.number}
        for n in paginator.get_elided_page_range(page_obj.number, on_each_side=2, on_ends=1)
    ]
    return {
        "page_obj": page_obj,
        "numbers": numbers,
        "previous_url": address(page_obj.previous_page_number()) if page_obj.has_previous() else "",
        "next_url": address(page_obj.next_page_number()) if page_obj.has_next() else "",
    }


@register.inclusion_tag("ui/summary_list.html")
def summary_list(rows: Iterable[Any]) -> dict[str, Any]:
    """Label and value pairs: (label, value) or {label, value, url, change_url, change_label}."""
    return {"rows": [_row(row) for row in rows]}


@register.inclusion_tag("ui/data_table.html")
def data_table(table: Any) -> dict[str, Any]:
    """Register table that becomes cards on phones.

    `table`: caption, label, tight (default true), columns [{label, short, numeric, sort_url, sorted:
    ascending|descending}], rows [[cell, …]]; a cell is text or {text, url, urgency, tag, css}, {html} where a page has
    something of its own to say (`text` beside it says how long it is); the first cell is the row's header.
    """
    columns = list(_get(table, "columns") or ())
    heads = [
        (_escaped(_get(c, "short") or _get(c, "label")), "r " if _get(c, "numeric") else "") for c in columns
    ]
    rows = [_line(heads, row) for row in _get(table, "rows") or ()]
    css = "" if _get(table, "tight") is False else " ta-table--tight"
    css += " ta-table--wide" if len(columns) > WIDE_TABLE else ""
    return {"table": table, "columns": columns, "rows": rows, "css": css}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """What must be mended, at the top of the page, linked to the fields; takes forms and formsets, or None."""
    from toaan.design.forms import collect_errors

    errors = collect_errors(*forms)
    return {"errors": errors, "count": len(errors)}


@register.inclusion_tag("ui/mark.html")
def mark() -> dict[str, Any]:
    """Our sign: the roof of a village hall as the beam of a scale. Never on legal documents."""
    return {}


# --- filters ----------------------------------------------------------------------------------------------


@register.filter
def vn_date(value: date | datetime | None) -> str:
    """dd/mm/yyyy; a moment is first moved to Asia/Ho_Chi_Minh."""
    day = _local(value)
    return format_date(day) if day else ""


@register.filter
def vn_datetime(value: datetime | None) -> str:
    """HH:MM dd/mm/yyyy in Asia/Ho_Chi_Minh."""
    moment = _local(value)
    return f"{moment:%H:%M} {format_date(moment)}" if isinstance(moment, datetime) else ""


@register.filter
def vn_long_date(value: date | datetime | None) -> str:
    """thứ Hai, ngày 4 tháng 5 năm 2026."""
    day = _local(value)
    if not day:
        return ""
    weekday = weekday_name(day).replace("Thứ", "thứ")
    return f"{weekday}, ngày {day.day} tháng {day.month} năm {day.year}"


@register.filter
def money(value: Any) -> str:
    """Whole đồng with dots: 1.234.567 đồng. Empty for None."""
    if value is None or value == "":
        return ""
    return format_money(int(value))


@register.filter
def filesize_vi(value: Any) -> str:
    """Bytes in kB or MB (thousands, decimal comma): 1,4 MB."""
    if value is None or value == "":
        return ""
    size = int(value)
    if size < 1000:
        return f"{size} byte"
    if size < 999_500:
        return f"{size / 1000:.0f} kB"
    unit, scale = ("MB", 1e6) if size < 999_500_000 else ("GB", 1e9)
    return f"{size / scale:.1f}".removesuffix(".0").replace(".", ",") + f" {unit}"


# --- helpers ----------------------------------------------------------------------------------------------


def _get(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)


def _line(heads: Sequence[tuple[str, str]], row: Iterable[Any]) -> SafeString:
    """A row of cells as HTML, under these labels and classes: by hand, because a template is asked ten times longer for each of some hundred cells."""
    cells = []
    for n, ((label, css), cell) in enumerate(zip(heads, row, strict=True)):
        told = cell if isinstance(cell, Mapping) else {"text": cell}
        text = told.get("text")
        if n == 0:
            short = " ta-nowrap" if text is None or len(str(text)) < SHORT_HEAD else ""
            cells.append(f'<th scope="row" class="ta-num{short}">{_escaped(_inside(told))}</th>')
            continue
        said = "" if told.get("urgency") else label
        more = _escaped(told.get("css") or "")
        cells.append(f'<td data-l="{said}" class="{css}{more}">{_escaped(_inside(told))}</td>')
    return mark_safe(f"<tr>{''.join(cells)}</tr>")  # noqa: S308  (every piece is escaped above)


def _escaped(value: Any) -> str:
    """As `conditional_escape` does it, without its detours for words that are known only later."""
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(value))


def _inside(cell: Mapping[str, Any]) -> Any:
    """What stands in a cell."""
    text = cell.get("text")
    if "html" in cell:
        return cell["html"]
    if cell.get("urgency"):
        return badge(cell["urgency"], text or "")
    if cell.get("tag"):
        return tag(text or "", cell["tag"])
    if cell.get("url"):
        return mark_safe(f'<a href="{_escaped(cell["url"])}">{_escaped(text)}</a>')  # noqa: S308  (both escaped)
    return "—" if text is None else text


def _row(row: Any) -> Any:
    return {"label": row[0], "value": row[1]} if isinstance(row, Sequence) else row


def _alert_context(kind: str, text: str, role: str) -> dict[str, Any]:
    if kind not in _ALERT_ICONS:
        raise template.TemplateSyntaxError(f"alert kind must be one of {', '.join(_ALERT_ICONS)}")
    return {"kind": kind, "text": text, "role": role, "icon_name": _ALERT_ICONS[kind]}


def _local(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(HANOI)
    return value if isinstance(value, date) else None
