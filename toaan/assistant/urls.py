"""Addresses of the assistant at the desk."""

from __future__ import annotations

from django.urls import include, path

from toaan.assistant import case_views, contribution_views, learning_views, views

D = "ban/tro-ly/"
GIVEN = f"{D}dong-gop/"
SAID = f"{D}gop-y/"
CASE = "ban/vu-an/<uuid:case_id>/tro-ly/"
patterns = [
    path(D, views.home, name="home"),
    path(f"{D}da-hoi/", views.asked, name="asked"),
    path(f"{D}da-hoi/tai-ve/", views.export, name="export"),
    path(f"{D}tuong-tu/", views.similar, name="similar"),
    path(f"{D}so-tay/<slug:card_id>/", views.card, name="card"),
    path(GIVEN, contribution_views.listing, name="contributions"),
    path(f"{GIVEN}moi/", contribution_views.contribute, name="contribute"),
    path(f"{GIVEN}<uuid:contribution_id>/", contribution_views.one, name="contribution"),
    path(f"{GIVEN}<uuid:contribution_id>/sua/", contribution_views.revise, name="revise"),
    path(f"{GIVEN}<uuid:contribution_id>/duyet/", contribution_views.approve, name="approve"),
    path(f"{GIVEN}<uuid:contribution_id>/tra-lai/", contribution_views.give_back, name="give_back"),
    path(f"{GIVEN}<uuid:contribution_id>/rut/", contribution_views.withdraw, name="withdraw"),
    path(SAID, learning_views.listing, name="feedback"),
    path(f"{SAID}tai-ve/", learning_views.export, name="training_lines"),
    path(f"{SAID}<uuid:question_id>/", learning_views.feedback, name="feedback_one"),
    path(f"{SAID}<uuid:question_id>/nhan/", learning_views.accept, name="accept_feedback"),
    path(f"{SAID}<uuid:question_id>/khong-nhan/", learning_views.decline, name="decline_feedback"),
    path(f"{D}su-dung/", learning_views.used, name="usage"),
    path(f"{D}diem-do/", learning_views.measured, name="scores"),
    path(f"{D}<uuid:question_id>/", views.question, name="question"),
    path(f"{D}<uuid:question_id>/cau-tra-loi/", views.worded, name="worded"),
    path(f"{D}<uuid:question_id>/danh-gia/", views.rate, name="rate"),
    path(CASE, case_views.case, name="case"),
    path(f"{CASE}da-hoi/", case_views.asked, name="case_asked"),
    path(f"{CASE}dieu-luat/", case_views.articles, name="case_articles"),
    path(f"{CASE}tuong-tu/", case_views.similar, name="case_similar"),
    path(f"{CASE}ke-hoach/", case_views.plan, name="plan"),
    path(f"{CASE}ke-hoach/ban-in/", case_views.plan_print, name="plan_print"),
    path(f"{CASE}<uuid:question_id>/", case_views.question, name="case_question"),
]
urlpatterns = [path("", include((patterns, "assistant")))]
