"""Addresses of the assistant at the desk."""

from __future__ import annotations

from django.urls import include, path

from toaan.assistant import case_views, views

D = "ban/tro-ly/"
CASE = "ban/vu-an/<uuid:case_id>/tro-ly/"
patterns = [
    path(D, views.home, name="home"),
    path(f"{D}da-hoi/", views.asked, name="asked"),
    path(f"{D}da-hoi/tai-ve/", views.export, name="export"),
    path(f"{D}so-tay/<slug:card_id>/", views.card, name="card"),
    path(f"{D}<uuid:question_id>/", views.question, name="question"),
    path(f"{D}<uuid:question_id>/danh-gia/", views.rate, name="rate"),
    path(CASE, case_views.case, name="case"),
    path(f"{CASE}da-hoi/", case_views.asked, name="case_asked"),
    path(f"{CASE}dieu-luat/", case_views.articles, name="case_articles"),
    path(f"{CASE}ke-hoach/", case_views.plan, name="plan"),
    path(f"{CASE}ke-hoach/ban-in/", case_views.plan_print, name="plan_print"),
    path(f"{CASE}<uuid:question_id>/", case_views.question, name="case_question"),
]
urlpatterns = [path("", include((patterns, "assistant")))]
