"""Addresses of interim measures, on the desk and in the portal."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from toaan.measures.views import desk, portal, urgent

CASE = "ban/vu-an/<uuid:case_id>/bien-phap/"
ONE = CASE + "<uuid:request_id>/"
DECISION = CASE + "quyet-dinh/<uuid:decision_id>/"
PETITION = "ban/bien-phap/don/<uuid:petition_id>/"
"""Before acceptance: requests together with a petition (BLTTDS 111.2)."""
MINE_URGENT = "don/<uuid:petition_id>/bien-phap/"
MINE = "vu-an/<uuid:case_id>/bien-phap/"

patterns = [
    path(CASE, desk.tab, name="case"),
    path(CASE + "nhap/", desk.enter, name="enter"),
    path(DECISION + "tep/", desk.paper, name="paper"),
    path(DECISION + "khieu-nai/", desk.record_complaint, name="record_complaint"),
    path(ONE + "da-bao-dam/", desk.record_security, name="record_security"),
    path(ONE + "<slug:word>/", desk.decide, name="decide"),
    path(PETITION, urgent.tab, name="petition"),
    path(PETITION + "nhap/", urgent.enter, name="enter_urgent"),
    path(PETITION + "giao-nhan/<uuid:copy_id>/", urgent.record_receipt, name="record_receipt"),
    path(PETITION + "quyet-dinh/<uuid:decision_id>/tep/", urgent.paper, name="paper_urgent"),
    path(
        PETITION + "quyet-dinh/<uuid:decision_id>/khieu-nai/",
        urgent.record_complaint,
        name="record_complaint_urgent",
    ),
    path(PETITION + "<uuid:request_id>/tham-phan/", urgent.name_judge, name="name_judge"),
    path(PETITION + "<uuid:request_id>/da-bao-dam/", urgent.record_security, name="record_security_urgent"),
    path(PETITION + "<uuid:request_id>/<slug:word>/", urgent.decide, name="decide_urgent"),
    path(MINE_URGENT, portal.mine_urgent, name="mine_urgent"),
    path(MINE_URGENT + "<uuid:decision_id>/tep/", portal.paper_urgent, name="mine_paper_urgent"),
    path(MINE_URGENT + "<uuid:decision_id>/khieu-nai/", portal.complain_urgent, name="complain_urgent"),
    path(MINE, portal.mine, name="mine"),
    path(MINE + "<uuid:decision_id>/khieu-nai/", portal.complain, name="complain"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((patterns, "measures")))]
