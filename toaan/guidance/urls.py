"""Addresses of guidance. Those of the practice court do not exist in production."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from toaan.core import practice
from toaan.guidance.views import handbook, reading
from toaan.guidance.views import practice as practice_views

patterns: list[URLPattern] = [
    path("ban/so-tay/", handbook.index, name="handbook"),
    path("ban/so-tay/<slug:kind>/", handbook.post, name="post"),
    path("ban/an-toan-thong-tin/", reading.security, name="security"),
    path("ban/an-toan-thong-tin/xac-nhan/", reading.readings, name="readings"),
]
if practice.on():
    patterns += [
        path("thuc-hanh/", practice_views.play, name="play"),
        path("ban/dong-ho/", practice_views.clock_page, name="clock"),
    ]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((patterns, "guidance")))]
