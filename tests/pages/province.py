"""What the lists, deadlines and charts of the whole demonstration show, as JSON: `python -m tests.pages.province`."""

from __future__ import annotations

import json
import re
import sys

from tests.pages.visitors import signed_in

LISTS: tuple[tuple[str, str], ...] = (
    ("chanhan", "/ban/"),
    ("thamphan", "/ban/"),
    ("thuky", "/ban/"),
    ("chanhan", "desk:waiting"),
    ("thuky", "desk:notifications"),
    ("tochuc", "desk:posts"),
    ("tochuc", "desk:leave"),
    ("chanhan", "cases:handover_people"),
    ("thuky", "cases:register"),
    ("thuky", "filing:register"),
    ("thuky", "cases:deadline_list?pham-vi=tat-ca"),
    ("thuky", "delivery:desk?pham-vi=tat-ca"),
    ("vanthu", "delivery:posting"),
    ("vanthu", "delivery:dispatches"),
    ("vanthu", "/ban/so/giao-nhan/"),
    ("luutru", "/ban/so/ban-sao/"),
    ("thuky", "/ban/so/quyet-dinh/"),
    ("kiemsat", "delivery:procuracy"),
    ("thamphan", "publication:list?muc=cho"),
    ("thamphan", "publication:list?muc=da-cong-bo"),
    ("thuky", "hearings:calendar"),
    ("chanhan", "hearings:rooms"),
    ("chanhan", "statistics:month"),
    ("chanhan", "statistics:leadership"),
    ("chanhan.tinh", "statistics:leadership"),
    ("nguyendon", "portal:mine"),
    ("bidon", "portal:mine"),
    ("luatsu", "portal:mine"),
    ("nguyendon", "filing:mine"),
    ("nguyendon", "delivery:inbox"),
    ("", "publication:search"),
    ("", "hearings:public"),
)
EMPTY = re.compile(r'<div class="ta-empty">.*?<h2>(.*?)</h2>', re.DOTALL)


def shown() -> dict[str, object]:
    """Every list with what it lacks, the colours of the deadlines, and the sums of the charts."""
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment
    from django.urls import reverse

    settings.DEBUG = False
    setup_test_environment()
    found: dict[str, object] = {}
    for who, page in LISTS:
        client = signed_in(who)
        name, _, query = page.partition("?")
        path = name if name.startswith("/") else reverse(name)
        answer = client.get(f"{path}?{query}")
        html = answer.content.decode()
        found[f"{who} {page}".strip()] = {
            "status": answer.status_code,
            "to": answer.get("Location", ""),
            "empty": EMPTY.findall(html),
        }
    return {"lists": found, "urgency": _colours(), "states": _states(), "months": _months()}


def _colours() -> dict[str, int]:
    """How many deadlines of the province wear each colour today."""
    from toaan.cases import cards
    from toaan.cases.models import Deadline

    counted: dict[str, int] = {}
    for deadline in Deadline.objects.select_related("party"):
        level = (cards.badge(deadline) or {})["urgency"]
        counted[level] = counted.get(level, 0) + 1
    return counted


def _states() -> dict[str, int]:
    from django.db.models import Count

    from toaan.cases.models import Case

    return dict(Case.objects.values_list("state").annotate(n=Count("pk")).order_by())


def _months() -> dict[str, int]:
    from toaan.cases.models import Case

    counted: dict[str, int] = {}
    for day in Case.objects.values_list("accepted_on", flat=True):
        counted[f"{day:%Y-%m}"] = counted.get(f"{day:%Y-%m}", 0) + 1
    return counted


if __name__ == "__main__":
    json.dump(shown(), sys.stdout, ensure_ascii=False, indent=1)
