"""Addresses of the books, and of the registers that are books now."""

from __future__ import annotations

from django.urls import include, path

from toaan.books import numbers, views

patterns = [
    path("ban/so/", views.shelf, name="shelf"),
    path("ban/so/dinh-chinh/<uuid:correction_id>/", views.correction_paper, name="correction"),
    path("ban/so/<slug:key>/", views.book, name="book"),
    path("ban/so/<slug:key>/in/", views.printed, name="print"),
    path("ban/so/<slug:key>/tai-ve/", views.spreadsheet, name="sheet"),
    path("ban/so/<slug:key>/<uuid:line_id>/", views.line, name="line"),
    path("ban/so/<slug:key>/<uuid:line_id>/<slug:column>/", views.correct, name="correct"),
    # Registers that were pages of their own
    path(
        "ban/so-thu-ly/in/",
        views.moved,
        {"key": numbers.ACCEPTANCE, "to": "print"},
        name="old_acceptance_print",
    ),
    path(
        "ban/so-thu-ly/tai-ve/",
        views.moved,
        {"key": numbers.ACCEPTANCE, "to": "sheet"},
        name="old_acceptance_file",
    ),
    path("ban/don/in/", views.moved, {"key": numbers.PETITIONS, "to": "print"}, name="old_petitions_print"),
    path(
        "ban/don/tai-ve/", views.moved, {"key": numbers.PETITIONS, "to": "sheet"}, name="old_petitions_file"
    ),
    path("ban/ban-sao/", views.moved, {"key": numbers.COPIES}, name="old_copies"),
    path("ban/ban-sao/in/", views.moved, {"key": numbers.COPIES, "to": "print"}, name="old_copies_print"),
    path("ban/ban-sao/tai-ve/", views.moved, {"key": numbers.COPIES, "to": "sheet"}, name="old_copies_file"),
    path("ban/tong-dat/so/", views.moved, {"key": "giao-nhan"}, name="old_delivered"),
]
urlpatterns = [path("", include((patterns, "books")))]
