"""Addresses of the decisions on a request."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from toaan.requests import views

CASE = "ban/vu-an/<uuid:case_id>/viec-dan-su/"
patterns = [
    path(CASE + "quyet-dinh/", views.rule, name="rule"),
    path(CASE + "thuan-tinh-ly-hon/", views.recognise, name="recognise"),
    path(CASE + "dinh-chi/", views.discontinue, name="discontinue"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((patterns, "requests")))]
