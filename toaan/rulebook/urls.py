"""Addresses of the rules, all at the desk."""

from django.urls import include, path

from toaan.rulebook import views

patterns = [
    path("", views.rules, name="rules"),
    path("de-xuat/", views.proposals, name="proposals"),
    path("de-xuat/<uuid:proposal_id>/", views.proposal, name="proposal"),
    path("de-xuat/<uuid:proposal_id>/thoi-han/", views.affected, name="affected"),
    path("de-xuat/<uuid:proposal_id>/phieu/", views.paper, name="paper"),
    path("de-xuat/<uuid:proposal_id>/phe-duyet/", views.approve, name="approve"),
    path("de-xuat/<uuid:proposal_id>/rut/", views.withdraw, name="withdraw"),
    path("nam-moi/", views.new_year, name="new_year"),
    path("sua/<slug:kind>/<path:key>/", views.change, name="change"),
    path("xem/<slug:kind>/<path:key>/", views.rule, name="rule"),
]
urlpatterns = [path("ban/quy-dinh/", include((patterns, "rulebook")))]
