"""Root of the addresses: each domain brings its own `urls.py`, for the desk, the portal, or both."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from toaan.core import views

# Desk addresses start with /ban/ (bàn làm việc); everything else belongs to the portal.
DOMAINS = (
    "core", "legislation", "guidance", "cases", "filing", "delivery", "mediation", "hearings", "course", "measures", "requests", "searches", "judgments", "appeals", "review", "publication", "dossiers", "books", "rulebook",
    "statistics", "assistant", "desk", "portal", "design",
)  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("ngon-ngu/", set_language, name="set_language"),
    path("tai-khoan/", include("allauth.account.urls")),
]
for domain in DOMAINS:
    if find_spec(f"toaan.{domain}") and find_spec(f"toaan.{domain}.urls"):
        urlpatterns += import_module(f"toaan.{domain}.urls").urlpatterns

handler400 = "toaan.core.views.bad_request"
handler403 = "toaan.core.views.forbidden"
handler404 = "toaan.core.views.not_found"
handler500 = "toaan.core.views.server_error"
