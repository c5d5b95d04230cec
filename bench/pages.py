"""Main pages of the practice court: queries, time, weight (HTML, gzip), for the person whose page it is."""

from __future__ import annotations

import gzip
import os
import statistics
import tempfile
import time

HOME = tempfile.TemporaryDirectory(prefix="toaan-bench-")
os.environ.update(TOAAN_MODE="test", TOAAN_HOME=HOME.name, DJANGO_SETTINGS_MODULE="toaan.config.settings")
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402  (the environment comes first)

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from toaan.cases.models import Case  # noqa: E402
from toaan.core import setup  # noqa: E402
from toaan.core.middleware import POST_KEY  # noqa: E402
from toaan.core.models import Post, User  # noqa: E402
from toaan.demo import load  # noqa: E402

PAGES = (
    ("", "/"),
    ("", "/ban-an/?q=dat+coc"),
    ("", "/lich-xet-xu/"),
    ("nguyendon", "/ca-nhan/"),
    ("nguyendon", "/vu-an/{case}/"),
    ("thuky", "/ban/"),
    ("thuky", "/ban/so-thu-ly/"),
    ("thuky", "/ban/don/"),
    ("thuky", "/ban/tong-dat/"),
    ("chanhan", "/ban/vu-an/{case}/"),
    ("chanhan", "/ban/vu-an/{case}/thoi-han/"),
    ("chanhan", "/ban/vu-an/{case}/nhat-ky/"),
    ("chanhan", "/ban/thong-ke/"),
)


def signed_in(username: str) -> Client:
    client = Client()
    if username:
        user = User.objects.get(username=username)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        if post := Post.objects.filter(user=user).first():
            session = client.session
            session[POST_KEY] = str(post.pk)
            session.save()
    return client


def main() -> None:
    setup.prepare(lambda _: None)
    load.ensure(lambda _: None)
    case = Case.objects.order_by("accepted_on").first()
    print(f"{'trang':<34}{'người':<12}{'truy vấn':>9}{'ms':>8}{'kB (gzip)':>11}")
    for username, pattern in PAGES:
        client, path = signed_in(username), pattern.format(case=case.pk if case else "")
        client.get(path)
        times = []
        for _ in range(5):
            begun = time.perf_counter()
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = client.get(path)
            times.append(1000 * (time.perf_counter() - begun))
        if answer.status_code != 200:
            raise SystemExit(f"toaan: {path} trả lời {answer.status_code}")
        weight = len(gzip.compress(answer.content)) / 1000
        shown = pattern.replace("{case}", "…")
        print(
            f"{shown:<34}{username or '–':<12}{len(queries):>9}{statistics.median(times):>8.0f}{weight:>11.1f}"
        )


if __name__ == "__main__":
    main()
