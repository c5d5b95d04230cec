"""Addresses of the decisions on the course of a case, on the desk and in the portal."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from toaan.course.views import (
    agreeing,
    case,
    challenging,
    changing,
    claiming,
    deciding,
    disputing,
    replacing,
    simplified,
    transferring,
)

CASE = "ban/vu-an/<uuid:case_id>/quyet-dinh/"
ONE = CASE + "<uuid:decision_id>/"
CLAIMS = "ban/vu-an/<uuid:case_id>/yeu-cau/"
CLAIM = CLAIMS + "<uuid:claim_id>/"

patterns = [
    path(CASE, case.tab, name="case"),
    path(CASE + "rut-gon/", simplified.simplify, name="simplify"),
    path(CASE + "thu-tuc-thong-thuong/", deciding.to_ordinary, name="to_ordinary"),
    path(CASE + "khieu-nai/", simplified.record_complaint, name="record_complaint"),
    path(CASE + "khieu-nai/giai-quyet/", deciding.settle_complaints, name="settle_complaints"),
    path("vu-an/<uuid:case_id>/khieu-nai-rut-gon/", simplified.complain, name="complain"),
    path(CASE + "tam-dinh-chi/", deciding.suspend, name="suspend"),
    path(CASE + "ly-do-khong-con/", deciding.end_reason, name="end_reason"),
    path(CASE + "tiep-tuc/", deciding.resume, name="resume"),
    path(CASE + "dinh-chi/", deciding.discontinue, name="discontinue"),
    path(CASE + "dinh-chi-yeu-cau/", deciding.discontinue_part, name="discontinue_part"),
    path(CASE + "cong-nhan-thoa-thuan/", agreeing.recognise, name="recognise"),
    path(CASE + "thay-doi-y-kien/", agreeing.record_change, name="record_mind"),
    path("vu-an/<uuid:case_id>/thay-doi-y-kien/", agreeing.my_change, name="my_mind"),
    path(CASE + "chuyen/", deciding.transfer, name="transfer"),
    path(CASE + "nhap/", deciding.join, name="join"),
    path(CASE + "tach/", deciding.separate, name="separate"),
    path(ONE + "khieu-nai/", transferring.complain_of_transfer, name="complain_of_transfer"),
    path(ONE + "giai-quyet-khieu-nai/", transferring.answer, name="answer"),
    path(ONE + "gui-ho-so/", transferring.send_file, name="send_file"),
    path("ban/ho-so-chuyen-den/<uuid:sending_id>/", transferring.receive_file, name="receive_file"),
    path("ban/ho-so-chuyen-den/<uuid:sending_id>/tranh-chap/", disputing.ask, name="ask_settlement"),
    path("ban/tranh-chap-tham-quyen/<uuid:dispute_id>/", disputing.one, name="dispute"),
    path("ban/tranh-chap-tham-quyen/<uuid:dispute_id>/<str:which>/", disputing.paper, name="dispute_paper"),
    path(ONE + "tep/", case.paper, name="paper"),
    path(ONE + "khang-cao/", challenging.record_appeal, name="record_appeal"),
    path(ONE + "khang-nghi/", challenging.record_protest, name="record_protest"),
    path(CLAIMS, claiming.tab, name="claims"),
    path(CLAIMS + "nhap/", claiming.enter, name="enter_claim"),
    path(CLAIMS + "thay-doi/nhap/", changing.enter, name="enter_change"),
    path(CLAIMS + "thay-doi/<uuid:change_id>/", changing.decide, name="decide_change"),
    path(CLAIM + "thu-ly/", claiming.admit, name="claim_admit"),
    path(CLAIM + "bien-lai/", claiming.receipt, name="claim_receipt"),
    path(CLAIM + "khong-chap-nhan/", claiming.refuse, name="claim_refuse"),
    path(CLAIM + "rut/", claiming.withdraw, name="claim_withdraw"),
    path(CASE + "thay-doi-nguoi/nhap/", replacing.enter, name="enter_replacement"),
    path(CASE + "thay-doi-nguoi/<uuid:replacement_id>/", replacing.decide, name="decide_replacement"),
    path("vu-an/<uuid:case_id>/thay-doi-nguoi/", replacing.mine, name="my_replacements"),
    path("vu-an/<uuid:case_id>/yeu-cau/", claiming.mine, name="my_claims"),
    path("vu-an/<uuid:case_id>/thay-doi-yeu-cau/", changing.mine, name="my_changes"),
    path("vu-an/<uuid:case_id>/yeu-cau/<uuid:claim_id>/rut/", claiming.my_withdrawal, name="my_withdrawal"),
    path("vu-an/<uuid:case_id>/yeu-cau/<uuid:claim_id>/bien-lai/", claiming.my_receipt, name="my_receipt"),
    path("vu-an/<uuid:case_id>/quyet-dinh/<uuid:decision_id>/khang-cao/", challenging.appeal, name="appeal"),
    path(
        "vu-an/<uuid:case_id>/quyet-dinh/<uuid:decision_id>/khieu-nai/",
        transferring.my_complaint,
        name="my_transfer_complaint",
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [path("", include((patterns, "course")))]
