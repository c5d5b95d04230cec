"""Addresses of the assistant at the desk."""

from __future__ import annotations

from django.urls import include, path

from toaan.assistant import views

D = "ban/tro-ly/"
patterns = [
    path(D, views.home, name="home"),
    path(f"{D}da-hoi/", views.asked, name="asked"),
    path(f"{D}da-hoi/tai-ve/", views.export, name="export"),
    path(f"{D}tuong-tu/", views.similar, name="similar"),
    path(f"{D}so-tay/<slug:card_id>/", views.card, name="card"),
    path(f"{D}<uuid:question_id>/", views.question, name="question"),
    path(f"{D}<uuid:question_id>/cau-tra-loi/", views.worded, name="worded"),
    path(f"{D}<uuid:question_id>/danh-gia/", views.rate, name="rate"),
]
urlpatterns = [path("", include((patterns, "assistant")))]
