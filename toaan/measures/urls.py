"""Addresses of interim measures, on the desk and in the portal."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from toaan.measures.views import desk, portal

CASE = "ban/vu-an/<uuid:case_id>/bien-phap/"
ONE = CASE + "<uuid:request_id>/"
DECISION = CASE + "quyet-dinh/<uuid:decision_id>/"
MINE = "vu-an/<uuid:case_id>/bien-phap/"

patterns = [
    path(CASE, desk.tab, name="case"),
    path(CASE + "nhap/", desk.enter, name="enter"),
    path(DECISION + "tep/", desk.paper, name="paper"),
    path(DECISION + "khieu-nai/", desk.record_complaint, name="record_complaint"),
    path(ONE + "da-bao-dam/", desk.record_security, name="record_security"),
    path(ONE + "<slug:word>/", desk.decide, name="decide"),
    path(MINE, portal.mine, name="mine"),
    path(MINE + "<uuid:decision_id>/khieu-nai/", portal.complain, name="complain"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((patterns, "measures")))]
