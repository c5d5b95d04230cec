"""Addresses of the review at the desk and of the public site of judgments."""

from __future__ import annotations

from django.urls import include, path

from toaan.publication.views import desk, public

CASE = "ban/vu-an/<uuid:case_id>/cong-bo/"

patterns = [
    path("ban/cong-bo/", desk.publication_list, name="list"),
    path(CASE, desk.case_tab, name="case"),
    path(f"{CASE}ma-hoa/", desk.review, name="review"),
    path(f"{CASE}duyet/", desk.publish, name="publish"),
    path(f"{CASE}khong-cong-bo/", desk.decline, name="decline"),
    path(f"{CASE}go/", desk.withdraw, name="withdraw"),
    path("ban-an/", public.search, name="search"),
    path("ban-an/<uuid:public_id>/", public.judgment, name="judgment"),
    path("ban-an/<uuid:public_id>/tai-ve/", public.download, name="download"),
]
urlpatterns = [path("", include((patterns, "publication")))]
