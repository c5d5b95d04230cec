"""Addresses of the decisions on a request."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from toaan.requests import panel_views, views

CASE = "ban/vu-an/<uuid:case_id>/viec-dan-su/"
patterns = [
    path(CASE + "quyet-dinh/", views.rule, name="rule"),
    path(CASE + "thuan-tinh-ly-hon/", views.recognise, name="recognise"),
    path(CASE + "dinh-chi/", views.discontinue, name="discontinue"),
    path(CASE + "hoi-dong/", panel_views.panel, name="panel"),
    path(CASE + "giai-thich/", panel_views.ask_explanation, name="ask_explanation"),
    path(CASE + "vien-kiem-sat/", panel_views.send_to_procuracy, name="send_to_procuracy"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((patterns, "requests")))]
