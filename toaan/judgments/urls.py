"""Addresses of the judgment, on the desk and in the portal."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from toaan.judgments.views import (
    case,
    challenge,
    correction,
    deliberation,
    drafting,
    issuing,
    late,
    versions,
    word,
)

CASE = "ban/vu-an/<uuid:case_id>/ban-an/"

patterns = [
    path(CASE, case.case, name="case"),
    path(CASE + "ban-in/", case.print_view, name="print"),
    path(CASE + "chu-ky/", case.signed, name="signatures"),
    path(CASE + "tep/", case.paper, name="paper"),
    path(CASE + "du-thao/", drafting.draft, name="draft"),
    path(CASE + "du-thao/bat-dau/", drafting.begin, name="begin"),
    path(CASE + "du-thao/phan/<slug:only>/", drafting.draft, name="section"),
    path(CASE + "du-thao/cac-ban/", versions.versions, name="versions"),
    path(CASE + "du-thao/cac-ban/so-sanh/", versions.compare, name="compare"),
    path(CASE + "du-thao/cac-ban/<int:revision>/", versions.version, name="version"),
    path(CASE + "du-thao/khoi-phuc/", versions.restore, name="restore"),
    path(CASE + "du-thao/word/", word.word_page, name="word"),
    path(CASE + "du-thao/word/tai-ve/", word.word_out, name="word_out"),
    path(CASE + "du-thao/word/<uuid:return_id>/", word.word_return, name="word_return"),
    path(CASE + "du-thao/word/<uuid:return_id>/tep/", word.word_file, name="word_file"),
    path(CASE + "du-thao/word/<uuid:return_id>/nhan/", word.word_take, name="word_take"),
    path(CASE + "du-thao/word/<uuid:return_id>/khong-nhan/", word.word_drop, name="word_drop"),
    path(CASE + "nghi-an/", deliberation.deliberation, name="deliberation"),
    path(CASE + "nghi-an/bien-ban/", deliberation.minutes_file, name="minutes"),
    path(CASE + "cap-so/", issuing.number, name="number"),
    path(CASE + "ky/", issuing.sign, name="sign"),
    path(CASE + "mo-lai/", issuing.reopen, name="reopen"),
    path(CASE + "tuyen/", issuing.pronounce, name="pronounce"),
    path(CASE + "sua-chua/", correction.correction, name="correction"),
    path(CASE + "sua-chua/bo/", correction.unmark, name="unmark_error"),
    path(CASE + "sua-chua/dong-y/", correction.agree, name="agree_correction"),
    path(CASE + "sua-chua/ban-hanh/", correction.issue, name="issue_correction"),
    path(CASE + "sua-chua/<uuid:correction_id>/tep/", correction.paper, name="correction_paper"),
    path(CASE + "khang-cao/", challenge.record_appeal, name="record_appeal"),
    path(CASE + "khang-nghi/", challenge.record_protest, name="record_protest"),
    path(CASE + "khang-cao-qua-han/", late.forward, name="late_appeals"),
    path("vu-an/<uuid:case_id>/khang-cao/", challenge.appeal, name="appeal"),
    path("vu-an/<uuid:case_id>/khang-cao-qua-han/", late.late_appeal, name="late_appeal"),
    path("vu-an/<uuid:case_id>/ban-an/", challenge.download, name="download"),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((patterns, "judgments")))]
