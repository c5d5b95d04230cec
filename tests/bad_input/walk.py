"""Writes bad texts into every form of every page of the practice court, as the person whose page it is.

    python -m tests.bad_input.walk fields      # in a court's own process: TOAAN_HOME says which
    python -m tests.bad_input.walk addresses [BEGINNING-OF-KEY [TEXT,TEXT…]]

Prints JSON: how much was tried, and every fault. Each sending is undone, so that every one meets the same court.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from tests.bad_input.page_forms import PageForm, forms_of
from tests.bad_input.texts import MARK, TEXTS
from tests.pages.visitors import signed_in

HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00]")
ENOUGH = 200  # letters of what was typed that must be seen again
LONGEST_ADDRESS = 100_000
"""Letters of one field, 260 kB once encoded. The web server answers 400 by itself to an address of 200 kB."""


class Walk:
    """One walk through the court, and what it found.

    `only`: what the keys of the pages begin with, several words parted by commas; empty: every page.
    """

    def __init__(self, only: str = "", texts: Mapping[str, str] = TEXTS) -> None:
        self.only, self.texts = tuple(only.split(",")), texts
        self.before: dict[str, int] | None = None  # each sending is undone: the same for all
        self.faults: list[str] = []
        self.done: Counter[str] = Counter()
        self.seen: set[tuple[str, str, tuple[str, ...]]] = set()
        self.clients: dict[str, Any] = {}

    def client(self, who: str) -> Any:
        """A browserless client signed in as this person."""
        if who not in self.clients:
            self.clients[who] = signed_in(who, raise_request_exception=False)
        return self.clients[who]

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """Key, person and address of every page of the census."""
        from tests.pages.practice import addresses

        for key, row in addresses().items():
            if "fault" not in row and key.startswith(self.only) and not key.startswith("design"):  # samples
                yield key, row["who"], row["path"]

    # --- forms ---

    def fields(self) -> None:
        """Every form of every page, with every text in all its fields."""
        for key, who, path in self.pages():
            answer = self.client(who).get(path)
            if not answer.headers.get("Content-Type", "").startswith("text/html"):
                continue
            for form in forms_of(answer.content.decode(), path):
                shape = (pattern_of(form.action), who, tuple(sorted(set(form.values))))
                if form.typed and shape not in self.seen:
                    self.seen.add(shape)
                    for name, text in self.texts.items():
                        self.send(f"{key}, {form.action}, {name}", who, form, text)

    def send(self, where: str, who: str, form: PageForm, text: str) -> None:
        """One form sent with `text` everywhere; then everything as before."""
        from django.core.cache import cache
        from django.db import transaction

        cache.clear()  # nobody here is slowed down for asking often
        client = self.client(who)
        if self.before is None:
            self.before = rows()
        if form.method == "get":
            text = text[:LONGEST_ADDRESS]
        whole = transaction.atomic()
        whole._from_testcase = True  # type: ignore[attr-defined]  # as in a test: an act inside sees no lock in it
        with whole:
            data = form.filled(text)
            try:
                answer = (
                    client.get(form.action, data) if form.method == "get" else client.post(form.action, data)
                )
            except UnicodeEncodeError:  # a browser cannot send it either; see test_texts for what can arrive
                data = form.filled(text.encode("utf-8", "replace").decode())
                answer = (
                    client.get(form.action, data) if form.method == "get" else client.post(form.action, data)
                )
            self.done[form.method] += 1
            self.judge(where, form, text, answer, self.before)
            transaction.set_rollback(True)

    def judge(self, where: str, form: PageForm, text: str, answer: Any, before: dict[str, int]) -> None:
        """Never a fault of ours; refused: nothing written and the text there again; taken: stored clean."""
        status = answer.status_code
        if status >= 500:
            fault = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
            self.faults.append(f"{status} {where}: {type(fault).__name__}: {str(fault)[:200]}")
            return
        if form.method == "get":
            return
        if status == 302:
            self.faults += [f"stored unclean by {where}: {found}" for found in unclean()]
            return
        if status not in (200, 400, 403, 404, 409, 413, 422, 429):
            self.faults.append(f"{status} {where}")
        if status == 413:
            return
        after = rows()
        grown = {name: n - before[name] for name, n in after.items() if n != before[name]}
        if grown and status != 200:
            self.faults.append(f"half-written by {where} ({status}): {grown}")
        page = unescape(b"".join(answer).decode()).replace("\r\n", "\n")
        wanted = text.strip("\x00 \t\u00a0\u3000")[:ENOUGH]
        if len(wanted) > 11 and not HIDDEN.search(wanted) and not grown and wanted not in page:
            self.faults.append(f"not shown again by {where} ({status})")

    # --- addresses ---

    def addresses(self) -> None:
        """Every page with garbage in each parameter that it, or any form on it, knows."""
        from django.core.cache import cache

        for key, who, path in self.pages():
            client, bare = self.client(who), urlsplit(path)
            answer = client.get(path)
            html = answer.headers.get("Content-Type", "").startswith("text/html")
            page = answer.content.decode() if html else ""
            names = set(re.findall(r"[?&;]([\w-]+)=", unescape(bare.query + " ?" + page)))
            names |= {n for f in forms_of(page, path) if f.method == "get" for n in f.values} | {
                "page",
                "trang",
            }
            for text in self.texts.values():
                cache.clear()
                clean = text.encode("utf-8", "replace").decode()[:3000]
                answer = client.get(bare.path, {name: clean for name in names})
                self.done["address"] += 1
                if answer.status_code >= 500:
                    fault = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
                    self.faults.append(
                        f"500 {key} {sorted(names)} {clean[:40]!r}: {type(fault).__name__}: {str(fault)[:200]}"
                    )


def pattern_of(address: str) -> str:
    """The name of the URL pattern behind an address."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return address


def rows() -> dict[str, int]:
    """How many rows every table holds, but for what counts visits, and the addresses that allauth copies when it shows them."""
    from django.apps import apps

    from toaan.core.together import counts

    passing = {
        "sessions.session",
        "axes.accessattempt",
        "axes.accesslog",
        "axes.accessfailurelog",
        "account.emailaddress",
    }
    models = [m for m in apps.get_models() if m._meta.label_lower not in passing]
    return dict(
        zip(
            (m._meta.label_lower for m in models),
            counts(*(m._default_manager.all() for m in models)),
            strict=True,
        )
    )


def unclean() -> Iterator[str]:
    """Texts of this walk that were stored with hidden marks or decomposed letters."""
    from django.apps import apps

    from toaan.core.together import finding

    marked = [rows for model in apps.get_models() if (rows := _marked(model)) is not None]
    for rows, some in zip(marked, finding(marked).ask(), strict=True):
        for row in rows if some else ():
            for name, value in row.items():
                text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                if MARK in text and (HIDDEN.search(text) or unicodedata.normalize("NFC", text) != text):
                    yield f"{rows.model._meta.label_lower}.{name}: {text[:80]!r}"


def _marked(model: Any) -> Any:
    """Texts of the rows of a table in which a text of this walk stands anywhere; None when it holds no free text."""
    from django.db.models import CharField, JSONField, Q, TextField
    from django.db.models.functions import Cast

    if model._meta.app_label == "sessions":
        return None
    rows, anywhere, names = model._default_manager.order_by(), Q(), []
    for column in model._meta.concrete_fields:
        if column.is_relation or column.choices or not isinstance(column, CharField | TextField | JSONField):
            continue
        name = column.name
        names.append(name)
        if isinstance(column, JSONField):
            name = f"{name}_as_text"
            rows = rows.alias(**{name: Cast(column.name, TextField())})
        anywhere |= Q(**{f"{name}__contains": MARK})
    return rows.filter(anywhere).values(*names) if names else None


def main() -> None:
    import django

    django.setup()
    only, names = [*sys.argv[2:], "", ""][:2]
    walk = Walk(only, {n: TEXTS[n] for n in names.split(",") if n} or TEXTS)
    {"fields": walk.fields, "addresses": walk.addresses}[sys.argv[1]]()
    from toaan.core import audit

    walk.faults += audit.verify().problems
    print(
        json.dumps(
            {"done": walk.done, "forms": len(walk.seen), "faults": walk.faults}, ensure_ascii=False, indent=1
        )
    )


if __name__ == "__main__":
    main()
