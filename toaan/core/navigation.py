"""What stands in the side list of the desk and the bar of the portal: each domain adds its own items."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from toaan.core import news, policy, practice, together
from toaan.core.plans import kept
from toaan.core.remembered import until_next_act
from toaan.core.viewer import Viewer

GROUPS = ("Công việc", "Vụ án", "Văn bản", "Điều hành", "Hỗ trợ")


@dataclass(frozen=True)
class Item:
    """One module of the desk. Hidden, on the server, from those whom the policy does not admit to `page`."""

    group: str
    label: str
    url_name: str
    icon: str
    page: str
    order: int = 50
    count: Callable[[Viewer], QuerySet[Any]] | None = None
    """The rows that the figure beside the item counts."""


_items: list[Item] = []


def add(item: Item) -> None:
    """Called from `AppConfig.ready`."""
    if item.group not in GROUPS:
        raise ValueError(item.group)
    _items.append(item)


def desk(viewer: Viewer, path: str, told: dict[str, int] | None = None) -> list[dict[str, Any]]:
    """The groups and items that this viewer may open, with their figures where these are known already."""
    told = _figures(viewer) if told is None else told
    groups = []
    for group in GROUPS:
        items = [
            {
                "label": gettext(item.label),
                "url": (url := reverse(item.url_name)),
                "icon": item.icon,
                "current": path == url,
                "count": told.get(item.url_name, 0),
            }
            for item in sorted(_items, key=lambda i: i.order)
            if item.group == group and _is_open(viewer, item)
        ]
        if items:
            groups.append({"label": gettext(group), "items": items})
    return groups


def _is_open(viewer: Viewer, item: Item) -> bool:
    return viewer.role in policy.TABLE[item.page].who


NEWS = "news"


def _figures(viewer: Viewer) -> dict[str, int]:
    """The figures that stand around every page of the desk, news among them."""
    return until_next_act(viewer, "menu", lambda: _counts(viewer))


def unread(viewer: Viewer) -> int:
    """How much news there is for this officer."""
    return _figures(viewer)[NEWS]


def _counts(viewer: Viewer) -> dict[str, int]:
    """What waits behind each item; two items that show one figure ask for it once, and all of them together."""
    asked = list(dict.fromkeys(item.count for item in _items if item.count and _is_open(viewer, item)))
    others = {NEWS: news.fresh, **_beside}
    questions = (*asked, *others.values())
    counting = kept(
        viewer, "menu", lambda: together.counting([one(viewer) for one in questions]), news.seen(viewer)
    )
    found = [n or 0 for n in counting.ask()]
    told = dict(zip(asked, found, strict=False))
    shown = {item.url_name: told[item.count] for item in _items if item.count in told}
    return shown | dict(zip(others, found[len(asked) :], strict=True))


_beside: dict[str, Callable[[Viewer], QuerySet[Any]]] = {}


def beside(name: str, rows: Callable[[Viewer], QuerySet[Any]]) -> None:
    """Rows that a strip asks for: they are counted with the figures of the menu, in the same statement."""
    _beside[name] = rows


def figure(viewer: Viewer, name: str) -> int:
    """One of the figures that stand around every page."""
    return _figures(viewer)[name]


@dataclass(frozen=True)
class Door:
    """One item of the portal's bar."""

    label: str
    url_name: str
    order: int
    signed_in: bool = False
    """Shown only to those who are signed in."""


_doors: list[Door] = []


def add_door(door: Door) -> None:
    """Called from `AppConfig.ready`."""
    _doors.append(door)


def portal(viewer: Viewer, path: str) -> list[dict[str, Any]]:
    """The bar of the portal, and at its end the way in or the person's own page."""
    doors = [*_doors, Door("Việc của tôi", "portal:mine", 90, signed_in=True)]
    return [
        {
            "label": gettext(door.label),
            "url": (url := reverse(door.url_name)),
            "current": path.startswith(url),
        }
        for door in sorted(doors, key=lambda d: d.order)
        if viewer.user is not None or not door.signed_in
    ]


def account(viewer: Viewer) -> dict[str, str]:
    """The last item of the portal's bar."""
    if viewer.user is None:
        return {"label": gettext("Đăng nhập"), "url": reverse("account_login")}
    return {"label": viewer.name, "url": reverse("portal:account")}


@dataclass(frozen=True)
class Strip:
    """One line above every page of the desk: what is asked of the reader, and the way there. It blocks nothing."""

    text: str
    url: str
    label: str


_strips: list[Callable[[HttpRequest], Strip | None]] = []


def strip(finder: Callable[[HttpRequest], Strip | None]) -> Callable[[HttpRequest], Strip | None]:
    """Register what finds a strip for the reader of a page; called once for each page of the desk."""
    _strips.append(finder)
    return finder


def strips(request: HttpRequest) -> list[Strip]:
    """The strips of this page."""
    return [found for finder in _strips if (found := finder(request)) is not None]


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the viewer everywhere, the navigation where a page asks for it (lazily)."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        return {}
    figures = cache(lambda: _figures(viewer))  # counted once, and only where a page shows one of them
    return {
        "viewer": viewer,
        "practice": practice.facts(),
        "strips": lambda: strips(request),
        "navigation": lambda: desk(viewer, request.path, figures()),
        "notification_count": lambda: figures()[NEWS],
        "portal_navigation": lambda: portal(viewer, request.path),
        "portal_account": lambda: account(viewer),
    }
