"""Pages on which the judge decides on a request; they look and work like those of the course of a case."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy

from toaan.cases import queries as cases
from toaan.cases import request_kinds
from toaan.cases.models import Case
from toaan.core.errors import not_found
from toaan.core.http import staff, viewer_of
from toaan.course.models import CourseDecision
from toaan.course.views.deciding import Page, decide
from toaan.requests import actions
from toaan.requests.forms import ConsentForm, EndForm, RulingForm
from toaan.requests.legality_form import LegalityForm
from toaan.requests.panel_forms import RecognitionForm

K = CourseDecision.Kind
RULE = Page(
    K.RULING, RulingForm, actions.rule, gettext_lazy("Quyết định giải quyết việc dân sự"),
    gettext_lazy(
        "Quyết định được cấp số, ký, gửi trong 05 ngày làm việc (khoản 2 Điều 370); phiên họp kết thúc cùng lúc."
    ),
)  # fmt: skip
RECOGNITION = Page(
    K.RULING, RecognitionForm, actions.rule, gettext_lazy("Quyết định của Hội đồng xét đơn yêu cầu"),
    gettext_lazy(
        "Hội đồng thảo luận và quyết định theo đa số; không xét xử lại vụ việc đã được giải quyết ở nước ngoài. Quyết định được cấp "
        "số, ký, gửi cho đương sự, Bộ Tư pháp và Viện kiểm sát (Điều 438, Điều 441, Điều 458, Điều 460)."
    ),
)  # fmt: skip
LEGALITY = Page(
    K.RULING, LegalityForm, actions.rule, gettext_lazy("Quyết định về tính hợp pháp của cuộc đình công"),
    gettext_lazy(
        "Hội đồng thảo luận và quyết định theo đa số; quyết định được công bố công khai tại phiên họp, cấp số, ký và gửi ngay cho tổ "
        "chức đại diện tập thể lao động, người sử dụng lao động, Viện kiểm sát. Bất hợp pháp thì người lao động phải ngừng ngay đình "
        "công và trở lại làm việc (Điều 411, Điều 412)."
    ),
)  # fmt: skip
RECOGNISE = Page(
    K.CONSENT, ConsentForm, actions.recognise, gettext_lazy("Công nhận thuận tình ly hôn"),
    gettext_lazy(
        "Chỉ ra quyết định khi có đủ ba điều kiện của khoản 4 Điều 397. Quyết định có hiệu lực ngay, không bị kháng cáo, kháng "
        "nghị theo thủ tục phúc thẩm (Điều 213, Điều 371)."
    ),
)  # fmt: skip
DISCONTINUE = Page(
    K.REQUEST_END, EndForm, actions.discontinue, gettext_lazy("Đình chỉ giải quyết việc dân sự"),
    gettext_lazy(
        "Việc dân sự kết thúc và được ghi là đã xóa tên trong sổ thụ lý; đơn và tài liệu được trả lại. Không thỏa thuận được về con, "
        "tài sản thì Tòa án thụ lý vụ án ngay trong việc này (khoản 5 Điều 397)."
    ),
)  # fmt: skip


@staff()
def rule(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Decide on the request at its session."""
    case = _need_request(request, case_id)
    way = request_kinds.way_of(case)
    if way is not None and way.is_strike:
        return decide(request, case_id, LEGALITY)
    return decide(request, case_id, RECOGNITION if way else RULE)


@staff()
def recognise(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """Recognise a divorce by consent."""
    _need_request(request, case_id)
    return decide(request, case_id, RECOGNISE)


@staff()
def discontinue(request: HttpRequest, case_id: uuid.UUID) -> HttpResponseBase:
    """End the request without deciding on it."""
    _need_request(request, case_id)
    return decide(request, case_id, DISCONTINUE)


def _need_request(request: HttpRequest, case_id: uuid.UUID) -> Case:
    """A suit has none of these pages."""
    case = cases.get(viewer_of(request), case_id)
    if case.nature != Case.Nature.REQUEST:
        raise not_found()
    return case
