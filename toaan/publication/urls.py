"""Addresses of the review at the desk and of the public site of judgments and decisions.

Everything published stands below "ban-an/": the addresses of judgments were given out before decisions joined them.
"""

from __future__ import annotations

from django.urls import include, path

from toaan.publication.views import desk, public

DESK = "ban/cong-bo/"
ONE = DESK + "<uuid:publication_id>/"

patterns = [
    path(DESK, desk.publication_list, name="list"),
    path("ban/vu-an/<uuid:case_id>/cong-bo/", desk.case_tab, name="case"),
    path(ONE, desk.one, name="one"),
    path(f"{ONE}ma-hoa/", desk.review, name="review"),
    path(f"{ONE}duyet/", desk.publish, name="publish"),
    path(f"{ONE}khong-cong-bo/", desk.decline, name="decline"),
    path(f"{ONE}go/", desk.withdraw, name="withdraw"),
    path("ban-an/", public.search, name="search"),
    path("ban-an/<uuid:public_id>/", public.read, name="read"),
    path("ban-an/<uuid:public_id>/tai-ve/", public.download, name="download"),
]
urlpatterns = [path("", include((patterns, "publication")))]
