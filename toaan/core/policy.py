"""Who may do what: role × act × condition. The one table that every action and every page asks.

A row names, for each role, the relations of which the viewer must have one towards the thing acted on
(`()` = the role alone is enough). Relations are computed by the thing itself: `thing.relations(viewer)`.

==================  ==========================================================================
relation            the viewer …
==================  ==========================================================================
petitioner          filed, or is drafting, this petition
same_court          works in the court that holds the thing
examining_judge     was assigned to examine the petition (BLTTDS 191.2)
presiding_judge     presides over the case (BLTTDS 48, 197)
panel               sits on the case: presiding judge, other judges, lay judges
case_clerk          is the clerk of the case (BLTTDS 51)
party               is a party, or represents one, in the case
appellant           is the party who appealed, or represents it
claimant            is the party who has this counterclaim or independent claim, or represents it
mediator            is the mediator designated for this matter, on the list and in term (LHGDT 17)
judge_in_charge     is the judge in charge of this mediation (LHGDT 16.4.a)
respondent          is a party against whom the petition is, in its mediation (LHGDT 16.8)
supervising         is a procurator of the procuracy at the same level (BLTTDS 21, 57)
recipient           is the addressee of this service
receiving_court     works at the court to which the file was sent (BLTTDS 41.1)
holder              holds this post
rule_authority      works in the highest court of the installation, which keeps its rules
proposer            proposed this change of a rule
==================  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from toaan.core.errors import Refused
from toaan.core.roles import CASE_ROLES, COURT_ROLES, Role
from toaan.core.viewer import Viewer

R = Role
Relations = tuple[str, ...]


class Subject(Protocol):
    """A thing that acts concern: it knows how a viewer stands to it."""

    def relations(self, viewer: Viewer) -> frozenset[str]: ...


@dataclass(frozen=True)
class Row:
    """One act, its Vietnamese name, its article, and who may do it."""

    act: str
    title: str
    article: str
    who: Mapping[Role, Relations]
    hint: str
    """What the message tells a person who may not: who may, and whom to ask."""


def _leaders(*relations: str) -> dict[Role, Relations]:
    return {R.PRESIDENT: relations, R.DEPUTY_PRESIDENT: relations}


def _judges(*relations: str) -> dict[Role, Relations]:
    return {role: relations for role in (R.PRESIDENT, R.DEPUTY_PRESIDENT, R.CHAMBER_HEAD, R.JUDGE)}


SYSTEM_ONLY: dict[Role, Relations] = {R.SYSTEM: ()}
BY_ITSELF = "Hệ thống tự làm việc này khi đủ điều kiện, không ai bấm thay được."
STAFF: dict[Role, Relations] = {role: ("same_court",) for role in COURT_ROLES}
STAFF_PAGE: dict[Role, Relations] = {role: () for role in STAFF}

POLICY: tuple[Row, ...] = (
    # Accounts, posts, rules
    Row("core.register", "Đăng ký tài khoản", "NQ 04/2016 12", {R.ANONYMOUS: ()},
        "Bạn đã đăng nhập bằng một tài khoản. Hãy đăng xuất trước khi đăng ký tài khoản khác."),
    Row("core.appoint", "Ghi nhận chức vụ", "", {R.HR_OFFICER: ("same_court",), R.SYSTEM: ()},
        "Chỉ cán bộ tổ chức của Tòa án này ghi nhận chức vụ."),
    Row("core.end_post", "Ghi nhận thôi giữ chức vụ", "", {R.HR_OFFICER: ("same_court",), R.SYSTEM: ()},
        "Chỉ cán bộ tổ chức của Tòa án này ghi nhận thôi giữ chức vụ."),
    Row("core.refuse_infected", "Từ chối tệp chứa mã độc", "", {role: () for role in Role if role is not R.ANONYMOUS},
        "Hãy đăng nhập rồi gửi tệp."),
    Row("core.record_leave", "Ghi nhận nghỉ, vắng mặt", "BLTTDS 47.2",
        {**_leaders("same_court"), R.HR_OFFICER: ("same_court",)},
        "Chỉ lãnh đạo hoặc cán bộ tổ chức của Tòa án này ghi nhận nghỉ, vắng mặt."),
    Row("core.end_leave", "Ghi nhận trở lại làm việc", "",
        {**_leaders("same_court"), R.HR_OFFICER: ("same_court",)},
        "Chỉ lãnh đạo hoặc cán bộ tổ chức của Tòa án này ghi nhận việc trở lại."),
    Row("page.leave", "Nghỉ, vắng mặt", "", {**_leaders(), R.HR_OFFICER: ()},
        "Trang này dành cho lãnh đạo và cán bộ tổ chức của Tòa án. Hãy báo ngày nghỉ cho cán bộ tổ chức."),
    Row("core.confirm_clock", "Xác nhận giờ máy chủ đã đúng", "", SYSTEM_ONLY,
        "Người quản trị máy chủ xác nhận giờ bằng lệnh “toaan clock confirm”."),
    # Rules
    Row("rulebook.propose", "Đề xuất thay đổi quy định", "",
        {**_leaders("rule_authority"), R.IT_OFFICER: ("rule_authority",)},
        "Chỉ lãnh đạo, cán bộ công nghệ thông tin của Tòa án cao nhất dùng chung hệ thống này đề xuất thay đổi quy định. "
        "Hãy báo cho họ điều cần sửa."),
    Row("rulebook.withdraw", "Rút đề xuất thay đổi quy định", "",
        {**_leaders("proposer"), R.IT_OFFICER: ("proposer",)}, "Chỉ người đề xuất rút được đề xuất của mình."),
    Row("rulebook.approve", "Phê duyệt thay đổi quy định", "", _leaders("rule_authority"),
        "Chỉ Chánh án hoặc Phó Chánh án của Tòa án cao nhất dùng chung hệ thống này phê duyệt thay đổi quy định."),
    Row("rulebook.reject", "Không duyệt thay đổi quy định", "", _leaders("rule_authority"),
        "Chỉ Chánh án hoặc Phó Chánh án của Tòa án cao nhất dùng chung hệ thống này quyết định về đề xuất."),
    Row("rulebook.recount", "Tính lại thời hạn khi quy định thay đổi", "", SYSTEM_ONLY, BY_ITSELF),
    Row("page.rules", "Quy định", "", {role: () for role in (*STAFF, R.PROCURATOR)},
        "Trang này dành cho người giữ chức vụ tại Tòa án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("core.found_court", "Lập Tòa án trong hệ thống", "", SYSTEM_ONLY,
        "Người quản trị máy chủ lập Tòa án bằng lệnh."),
    Row("filing.enter_area", "Ghi địa bàn của Tòa án", "",
        {**_leaders("same_court"), R.HR_OFFICER: ("same_court",), R.SYSTEM: ()},
        "Chỉ lãnh đạo hoặc cán bộ tổ chức của Tòa án này ghi địa bàn của Tòa án mình."),
    Row("filing.end_area", "Kết thúc một dòng địa bàn", "",
        {**_leaders("same_court"), R.HR_OFFICER: ("same_court",), R.SYSTEM: ()},
        "Chỉ lãnh đạo hoặc cán bộ tổ chức của Tòa án này sửa địa bàn của Tòa án mình."),
    Row("page.areas", "Địa bàn của Tòa án", "BLTTDS 39", STAFF_PAGE,
        "Trang này dành cho người giữ chức vụ tại Tòa án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("core.read_news", "Ghi nhận đã xem thông báo", "",
        {role: ("holder",) for role in (*STAFF, R.PROCURATOR, R.MEDIATOR)},
        "Chỉ người được thông báo ghi nhận đã xem. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("core.refresh_findings", "Kiểm tra hồ sơ", "",
        {R.SYSTEM: (), **_judges("same_court"), R.CLERK: ("same_court",), R.IT_OFFICER: ("same_court",)},
        "Chỉ lãnh đạo, Thẩm phán, Thư ký và cán bộ công nghệ thông tin của Tòa án này chạy kiểm tra hồ sơ."),
    Row("page.integrity", "Kiểm tra hồ sơ", "", {**_judges(), R.CLERK: (), R.IT_OFFICER: ()},
        "Trang này dành cho lãnh đạo, Thẩm phán, Thư ký và cán bộ công nghệ thông tin."),
    # Filing
    Row("filing.start_draft", "Bắt đầu soạn đơn", "BLTTDS 189", {R.CITIZEN: ()},
        "Hãy đăng nhập bằng tài khoản cá nhân để soạn đơn."),
    Row("filing.save_draft", "Lưu bản nháp đơn", "BLTTDS 189", {R.CITIZEN: ("petitioner",)},
        "Chỉ người đang soạn đơn này sửa được bản nháp. Hãy đăng nhập bằng tài khoản đã soạn đơn."),
    Row("filing.attach", "Đính kèm tài liệu", "BLTTDS 189.5",
        {R.CITIZEN: ("petitioner",), R.CLERK: ("same_court",)},
        "Chỉ người soạn đơn, hoặc Thư ký của Tòa án nhận đơn, đính kèm được tài liệu. Hãy gửi tài liệu cho người đó."),
    Row("filing.detach", "Gỡ tài liệu khỏi bản nháp", "BLTTDS 189.5", {R.CITIZEN: ("petitioner",)},
        "Chỉ người đang soạn đơn này gỡ được tài liệu. Hãy đăng nhập bằng tài khoản đã soạn đơn."),
    Row("filing.submit", "Nộp đơn khởi kiện", "BLTTDS 190", {R.CITIZEN: ("petitioner",)},
        "Chỉ người đang soạn đơn này nộp được đơn. Hãy đăng nhập bằng tài khoản đã soạn đơn."),
    Row("filing.record_paper", "Nhập đơn nộp trực tiếp hoặc qua bưu chính", "BLTTDS 191.1",
        {R.CLERK: ("same_court",), R.DOCUMENT_CLERK: ("same_court",)},
        "Chỉ Thư ký hoặc Văn thư của Tòa án nhận đơn được nhập đơn giấy."),
    Row("filing.assign_examiner", "Phân công Thẩm phán xem xét đơn", "BLTTDS 191.2", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án của Tòa án nhận đơn phân công Thẩm phán xem xét đơn."),
    Row("filing.replace_examiner", "Phân công lại Thẩm phán xem xét đơn", "BLTTDS 47.1, 191.2", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án phân công lại Thẩm phán xem xét đơn."),
    Row("filing.request_amendment", "Yêu cầu sửa đổi, bổ sung đơn", "BLTTDS 193", _judges("examining_judge"),
        "Chỉ Thẩm phán được phân công xem xét đơn làm được việc này."),
    Row("filing.amend", "Sửa đổi, bổ sung đơn", "BLTTDS 193.2",
        {R.CITIZEN: ("petitioner",), R.CLERK: ("same_court",)},
        "Chỉ người khởi kiện, hoặc Thư ký của Tòa án nhận đơn, ghi được việc sửa đổi, bổ sung. Hãy đề nghị người đó."),
    Row("filing.return_petition", "Trả lại đơn khởi kiện", "BLTTDS 192", _judges("examining_judge"),
        "Chỉ Thẩm phán được phân công xem xét đơn trả lại đơn."),
    Row("filing.transfer_petition", "Chuyển đơn khởi kiện cho Tòa án có thẩm quyền", "BLTTDS 191.3.c",
        _judges("examining_judge"), "Chỉ Thẩm phán được phân công xem xét đơn chuyển đơn."),
    Row("filing.receive_transferred", "Nhận đơn khởi kiện do Tòa án khác chuyển đến", "BLTTDS 191.3.c", SYSTEM_ONLY, BY_ITSELF),
    Row("filing.take_jurisdiction", "Nhận thẩm quyền, thông báo nộp tạm ứng án phí", "BLTTDS 191.3, 195.1",
        _judges("examining_judge"), "Chỉ Thẩm phán được phân công xem xét đơn làm được việc này."),
    Row("filing.exempt_from_advance", "Xác nhận miễn, không phải nộp tạm ứng án phí", "BLTTDS 195.4",
        _judges("examining_judge"), "Chỉ Thẩm phán được phân công xem xét đơn làm được việc này."),
    Row("filing.hand_in_receipt", "Nộp biên lai tạm ứng án phí", "BLTTDS 195.2",
        {R.CITIZEN: ("petitioner",), R.CLERK: ("same_court",)},
        "Chỉ người khởi kiện nộp biên lai, hoặc Thư ký của Tòa án nhận đơn nhập thay. Hãy chuyển biên lai cho Thư ký."),
    Row("filing.accept", "Thụ lý vụ án", "BLTTDS 195.3", {**_judges("examining_judge"), R.CLERK: ("same_court",)},
        "Chỉ Thẩm phán xem xét đơn hoặc Thư ký của Tòa án này thụ lý được."),
    Row("filing.submit_document", "Giao nộp tài liệu, chứng cứ", "BLTTDS 96",
        {R.CITIZEN: ("party",), R.CLERK: ("case_clerk",)},
        "Chỉ đương sự giao nộp, hoặc Thư ký vụ án nhận tài liệu tại Tòa án. Hãy đề nghị Thư ký vụ án."),
    # The case
    Row("cases.open", "Vào sổ thụ lý", "BLTTDS 195.3", SYSTEM_ONLY, BY_ITSELF),
    Row("cases.draw_judge", "Phân công ngẫu nhiên Thẩm phán giải quyết vụ án", "BLTTDS 197.1", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án phân công Thẩm phán giải quyết vụ án."),
    Row("cases.assign_clerk", "Phân công Thư ký", "BLTTDS 47.1", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án phân công Thư ký."),
    Row("cases.assign_lay_judges", "Phân công Hội thẩm nhân dân", "BLTTDS 47.1", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án phân công Hội thẩm nhân dân."),
    Row("cases.hand_over", "Bàn giao công việc", "BLTTDS 47.1, 197.3", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án của Tòa án này quyết định bàn giao công việc."),
    Row("cases.hand_back", "Giao lại công việc cho người trở lại", "BLTTDS 47.1", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án của Tòa án này quyết định giao lại công việc."),
    Row("cases.replace_officer", "Thay người tiến hành tố tụng", "BLTTDS 47.1, 56, 197.3", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án quyết định thay người tiến hành tố tụng."),
    Row("cases.finish_handover", "Kết thúc bàn giao", "BLTTDS 47.1", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án của Tòa án này kết thúc việc bàn giao."),
    Row("page.handover", "Bàn giao công việc", "BLTTDS 47.1", _leaders(),
        "Chánh án, Phó Chánh án quyết định bàn giao công việc. Hãy đề nghị lãnh đạo Tòa án."),
    Row("cases.extend_deadline", "Gia hạn thời hạn", "BLTTDS 203.1", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án gia hạn được thời hạn này."),
    Row("cases.add_party", "Đưa đương sự vào tham gia tố tụng", "BLTTDS 68.4, 74",
        {**_judges("presiding_judge"), R.CLERK: ("case_clerk",)},
        "Chỉ Thẩm phán giải quyết vụ án hoặc Thư ký vụ án đưa đương sự vào tham gia tố tụng."),
    Row("cases.register_protector", "Đăng ký người bảo vệ quyền và lợi ích hợp pháp", "BLTTDS 75",
        {R.CLERK: ("case_clerk",)}, "Chỉ Thư ký vụ án đăng ký người bảo vệ."),
    Row("page.deadlines", "Thời hạn", "", {role: () for role in CASE_ROLES},
        "Trang Thời hạn dành cho người làm công việc vụ án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("cases.remind", "Nhắc thời hạn", "", SYSTEM_ONLY, BY_ITSELF),
    Row("cases.note_deadline", "Ghi ý kiến về thời hạn", "",
        {**_leaders("same_court"), R.CHAMBER_HEAD: ("same_court",), R.JUDGE: ("holder", "presiding_judge"),
         R.CLERK: ("holder", "case_clerk"), R.EXAMINER: ("holder",)},
        "Chỉ người giữ thời hạn, Chánh tòa và lãnh đạo Tòa án ghi ý kiến về thời hạn này."),
    Row("page.overdue", "Quá hạn", "", {**_leaders(), R.CHAMBER_HEAD: ()},
        "Trang này dành cho lãnh đạo và Chánh tòa. Thời hạn của bạn có ở trang Thời hạn."),
    Row("cases.link_account", "Đăng ký giao dịch điện tử cho đương sự", "BLTTDS 176; NQ 04/2016 12",
        {R.CLERK: ("same_court",)}, "Chỉ Thư ký của Tòa án này đăng ký giao dịch điện tử cho đương sự."),
    # Service of process
    Row("delivery.order", "Lập việc tống đạt", "BLTTDS 170", {R.SYSTEM: (), R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký vụ án lập việc tống đạt. Hãy đề nghị Thư ký được phân công vụ án này."),
    Row("delivery.make_ready", "Hoàn thành văn bản để tống đạt", "BLTTDS 171", SYSTEM_ONLY, BY_ITSELF),
    Row("delivery.record_failure", "Ghi nhận tống đạt không thành", "BLTTDS 177, 178", {R.CLERK: ("case_clerk",), R.DOCUMENT_CLERK: ("same_court",)},
        "Chỉ Thư ký vụ án hoặc Văn thư của Tòa án này ghi nhận kết quả tống đạt."),
    Row("delivery.send", "Gửi văn bản tống đạt", "BLTTDS 172, 173",
        {R.CLERK: ("case_clerk",), R.DOCUMENT_CLERK: ("same_court",), R.SYSTEM: ()},
        "Chỉ Thư ký vụ án hoặc Văn thư của Tòa án này gửi văn bản tống đạt."),
    Row("delivery.record_proof", "Ghi nhận kết quả tống đạt", "BLTTDS 175",
        {R.CLERK: ("case_clerk",), R.DOCUMENT_CLERK: ("same_court",)},
        "Chỉ Thư ký vụ án hoặc Văn thư của Tòa án này ghi nhận kết quả tống đạt."),
    Row("delivery.list_dispatch", "Lập bảng kê bưu gửi", "BLTTDS 173.1",
        {R.CLERK: ("same_court",), R.DOCUMENT_CLERK: ("same_court",)},
        "Chỉ Thư ký hoặc Văn thư của Tòa án này lập bảng kê bưu gửi."),
    Row("page.posting", "Bưu gửi", "BLTTDS 173.1", {R.CLERK: (), R.DOCUMENT_CLERK: ()},
        "Trang này dành cho Thư ký và Văn thư, là những người gửi thư của Tòa án."),
    Row("delivery.confirm_receipt", "Xác nhận đã nhận văn bản", "BLTTDS 176",
        {R.CITIZEN: ("recipient",), R.PROCURATOR: ("recipient",)}, "Chỉ người nhận xác nhận được việc này."),
    Row("page.delivery", "Tống đạt", "BLTTDS 170", {role: () for role in CASE_ROLES},
        "Trang Tống đạt dành cho người làm công việc vụ án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("page.procuracy_inbox", "Văn bản gửi Viện kiểm sát", "BLTTDS 21", {R.PROCURATOR: ()},
        "Trang này dành cho Kiểm sát viên. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    # Mediation at court before acceptance (Law 58/2020: LHGDT)
    Row("mediation.appoint", "Ghi nhận bổ nhiệm Hòa giải viên", "LHGDT 11", {R.HR_OFFICER: ("same_court",)},
        "Chỉ cán bộ tổ chức của Tòa án này ghi nhận quyết định bổ nhiệm Hòa giải viên."),
    Row("mediation.remove", "Xóa tên Hòa giải viên", "LHGDT 13.3, 15.4", {R.HR_OFFICER: ("same_court",)},
        "Chỉ cán bộ tổ chức của Tòa án này ghi nhận việc miễn nhiệm, buộc thôi làm Hòa giải viên."),
    Row("mediation.offer", "Thông báo quyền lựa chọn hòa giải, đối thoại", "LHGDT 16.3", {R.CLERK: ("same_court",)},
        "Chỉ Thư ký của Tòa án nhận đơn thông báo quyền lựa chọn hòa giải."),
    Row("mediation.offer_again", "Thông báo lần thứ hai", "LHGDT 16.4.c", {R.CLERK: ("same_court",)},
        "Chỉ Thư ký của Tòa án nhận đơn thông báo quyền lựa chọn hòa giải."),
    Row("mediation.answer", "Người khởi kiện trả lời về hòa giải", "LHGDT 16.4", {R.CITIZEN: ("petitioner",), R.CLERK: ("same_court",)},
        "Chỉ người khởi kiện trả lời, hoặc Thư ký ghi nhận ý kiến của họ."),
    Row("mediation.assign_judge", "Phân công Thẩm phán phụ trách hòa giải, đối thoại", "LHGDT 16.4.a, 16.5", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án phân công Thẩm phán phụ trách hòa giải, đối thoại."),
    Row("mediation.number_designation", "Cấp số quyết định chỉ định Hòa giải viên", "LHGDT 16.6", _judges("judge_in_charge"),
        "Chỉ Thẩm phán phụ trách hòa giải, đối thoại chỉ định Hòa giải viên."),
    Row("mediation.designate", "Chỉ định Hòa giải viên", "LHGDT 16.6, 17, 18.3", _judges("judge_in_charge"),
        "Chỉ Thẩm phán phụ trách hòa giải, đối thoại chỉ định Hòa giải viên."),
    Row("mediation.decline", "Hòa giải viên từ chối hòa giải, đối thoại", "LHGDT 18.2", {R.MEDIATOR: ("mediator",)},
        "Chỉ Hòa giải viên được chỉ định từ chối được."),
    Row("mediation.ask_replacement", "Đề nghị thay đổi Hòa giải viên", "LHGDT 16.8.b, 18", {R.CITIZEN: ("party",), R.CLERK: ("same_court",)},
        "Chỉ các bên đề nghị thay đổi Hòa giải viên, hoặc Thư ký ghi nhận đề nghị của họ."),
    Row("mediation.respond", "Người bị kiện trả lời về hòa giải", "LHGDT 16.8", {R.CITIZEN: ("respondent",), R.CLERK: ("same_court",)},
        "Chỉ người bị kiện trả lời, hoặc Thư ký ghi nhận ý kiến của họ."),
    Row("mediation.link_account", "Đăng ký giao dịch điện tử cho bên tham gia hòa giải", "NQ 04/2016 12", {R.CLERK: ("same_court",)},
        "Chỉ Thư ký của Tòa án này đăng ký giao dịch điện tử cho các bên."),
    Row("mediation.record_receipt", "Ghi nhận việc nhận văn bản hòa giải", "LHGDT 16, 24.2",
        {R.CLERK: ("same_court",), R.DOCUMENT_CLERK: ("same_court",)}, "Chỉ Thư ký hoặc Văn thư của Tòa án này ghi nhận."),
    Row("mediation.make_paper", "Hoàn thành văn bản hòa giải", "LHGDT 16, 24", SYSTEM_ONLY, BY_ITSELF),
    Row("mediation.schedule", "Ấn định phiên hòa giải, đối thoại", "LHGDT 24, 27", {R.MEDIATOR: ("mediator",)},
        "Chỉ Hòa giải viên được chỉ định ấn định phiên hòa giải."),
    Row("mediation.record_session", "Ghi nhận việc mở phiên", "LHGDT 25, 28, 29", {R.MEDIATOR: ("mediator",)},
        "Chỉ Hòa giải viên được chỉ định ghi nhận."),
    Row("mediation.extend", "Kéo dài thời hạn hòa giải, đối thoại", "LHGDT 20",
        {**_judges("judge_in_charge"), R.MEDIATOR: ("mediator",)}, "Chỉ Thẩm phán phụ trách hoặc Hòa giải viên ghi nhận việc kéo dài."),
    Row("mediation.save_note", "Ghi chép riêng của Hòa giải viên", "LHGDT 4.2", {R.MEDIATOR: ("mediator",)},
        "Ghi chép này chỉ Hòa giải viên được chỉ định đọc và viết."),
    Row("mediation.ask_to_stop", "Không đồng ý tiếp tục hòa giải, đối thoại", "LHGDT 8.1.a, 40.3", {R.CITIZEN: ("party",), R.CLERK: ("same_court",)},
        "Chỉ các bên quyết định không tiếp tục hòa giải."),
    Row("mediation.end", "Chấm dứt hòa giải, đối thoại", "LHGDT 40, 41", {R.MEDIATOR: ("mediator",)},
        "Chỉ Hòa giải viên được chỉ định lập biên bản chấm dứt hòa giải, đối thoại."),
    Row("mediation.record_result", "Lập biên bản ghi nhận kết quả hòa giải, đối thoại", "LHGDT 31", {R.MEDIATOR: ("mediator",)},
        "Chỉ Hòa giải viên được chỉ định lập biên bản này."),
    Row("mediation.confirm_result", "Xác nhận biên bản ghi nhận kết quả", "LHGDT 30.6", _judges("judge_in_charge"),
        "Chỉ Thẩm phán tham gia phiên họp ký xác nhận biên bản."),
    Row("mediation.number_decision", "Cấp số quyết định về kết quả hòa giải, đối thoại", "LHGDT 32", _judges("judge_in_charge"),
        "Chỉ Thẩm phán được phân công ra quyết định này."),
    Row("mediation.recognise", "Công nhận kết quả hòa giải thành, đối thoại thành", "LHGDT 32, 33", _judges("judge_in_charge"),
        "Chỉ Thẩm phán được phân công ra quyết định này."),
    Row("mediation.refuse_recognition", "Không công nhận kết quả hòa giải thành, đối thoại thành", "LHGDT 32.3.b", _judges("judge_in_charge"),
        "Chỉ Thẩm phán được phân công ra quyết định này."),
    Row("mediation.file_review", "Đề nghị xem xét lại quyết định công nhận", "LHGDT 36, 37",
        {R.CITIZEN: ("party",), R.CLERK: ("same_court",), R.PROCURATOR: ("supervising",)},
        "Chỉ các bên, Viện kiểm sát đề nghị, kiến nghị; Thư ký ghi nhận văn bản gửi bằng giấy."),
    Row("mediation.close_review", "Ghi nhận quyết định của Tòa án cấp trên", "LHGDT 38", {R.CLERK: ("same_court",)},
        "Chỉ Thư ký của Tòa án này ghi nhận quyết định của Tòa án cấp trên."),
    Row("page.mediation", "Hòa giải tại Tòa án", "LHGDT", {**_leaders(), R.CHAMBER_HEAD: (), R.JUDGE: (), R.CLERK: (), R.DOCUMENT_CLERK: (), R.MEDIATOR: (), R.PROCURATOR: ()},
        "Trang này dành cho lãnh đạo, Thẩm phán, Thư ký, Văn thư và Hòa giải viên."),
    Row("page.mediators", "Danh sách Hòa giải viên", "LHGDT 11.5", {**_leaders(), R.CHAMBER_HEAD: (), R.JUDGE: (), R.CLERK: (), R.HR_OFFICER: (), R.MEDIATOR: ()},
        "Danh sách dành cho người làm công việc hòa giải và cán bộ tổ chức."),
    # Hearings
    Row("hearings.schedule_session", "Mở phiên họp công khai chứng cứ và hòa giải", "BLTTDS 208",
        {**_judges("presiding_judge"), R.CLERK: ("case_clerk",)},
        "Chỉ Thẩm phán chủ tọa hoặc Thư ký vụ án ấn định phiên họp."),
    Row("hearings.record_session", "Lập biên bản phiên họp", "BLTTDS 211", {R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký vụ án lập biên bản phiên họp."),
    Row("hearings.sign_session_minutes", "Ký biên bản phiên họp", "BLTTDS 211", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ trì ký biên bản phiên họp."),
    Row("hearings.decide_trial", "Quyết định đưa vụ án ra xét xử", "BLTTDS 220", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án ra quyết định này."),
    Row("hearings.open_hearing", "Khai mạc phiên tòa", "BLTTDS 239", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa khai mạc phiên tòa."),
    Row("hearings.adjourn", "Hoãn phiên tòa", "BLTTDS 233", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa hoãn phiên tòa."),
    Row("hearings.write_minutes", "Ghi biên bản phiên tòa", "BLTTDS 236", {R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký phiên tòa ghi biên bản."),
    Row("hearings.close_debate", "Kết thúc tranh luận, vào nghị án", "BLTTDS 263, 264", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa kết thúc tranh luận."),
    Row("hearings.keep_room", "Quản lý phòng xử án", "",
        {**_leaders("same_court"), R.DOCUMENT_CLERK: ("same_court",), R.SYSTEM: ()},
        "Chỉ lãnh đạo hoặc Văn thư của Tòa án này khai báo phòng xử."),
    Row("hearings.number_trial_decision", "Cấp số quyết định đưa vụ án ra xét xử", "BLTTDS 220",
        _judges("presiding_judge"), "Chỉ Thẩm phán được phân công giải quyết vụ án ra quyết định này."),
    Row("hearings.record_attendance", "Ghi sự có mặt, vắng mặt", "BLTTDS 237.2", {R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký phiên tòa kiểm tra, ghi sự có mặt."),
    Row("hearings.number_adjournment", "Cấp số quyết định hoãn phiên tòa", "BLTTDS 233", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa hoãn phiên tòa."),
    Row("hearings.finish_minutes", "Hoàn thành biên bản", "BLTTDS 211.4, 236.3", {R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký hoàn thành biên bản."),
    Row("hearings.return_minutes", "Trả biên bản để Thư ký sửa", "BLTTDS 236.3",
        {**_judges("presiding_judge"), R.CLERK: ("case_clerk",)}, "Chỉ Thẩm phán chủ tọa hoặc Thư ký mở lại biên bản."),
    Row("hearings.sign_minutes", "Ký biên bản phiên tòa", "BLTTDS 236.3", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa ký biên bản phiên tòa."),
    Row("hearings.mediate", "Hòa giải tại phiên tòa", "BLTTDS 320.3", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa hòa giải tại phiên tòa."),
    Row("hearings.close", "Kết thúc phiên tòa", "BLTTDS 267", SYSTEM_ONLY, BY_ITSELF),
    Row("hearings.rebook", "Xếp lại người tiến hành tố tụng", "BLTTDS 47.1", SYSTEM_ONLY, BY_ITSELF),
    Row("hearings.call_off", "Không mở, kết thúc phiên", "BLTTDS 214, 217, 41", SYSTEM_ONLY, BY_ITSELF),
    # The course of the case: suspended, resumed, discontinued, transferred
    Row("course.number", "Cấp số quyết định", "BLTTDS 219", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án, tại phiên tòa là Hội đồng xét xử, ra quyết định này."),
    Row("course.suspend", "Tạm đình chỉ giải quyết vụ án", "BLTTDS 214, 219", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án, tại phiên tòa là Hội đồng xét xử, ra quyết định tạm đình chỉ."),
    Row("course.end_reason", "Ghi nhận lý do tạm đình chỉ không còn", "BLTTDS 215.4, 216",
        {**_judges("presiding_judge"), R.CLERK: ("case_clerk",)},
        "Chỉ Thẩm phán được phân công giải quyết vụ án hoặc Thư ký vụ án ghi nhận việc này."),
    Row("course.resume", "Tiếp tục giải quyết vụ án", "BLTTDS 216, 219", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án ra quyết định tiếp tục giải quyết."),
    Row("course.discontinue", "Đình chỉ giải quyết vụ án", "BLTTDS 217, 219", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án, tại phiên tòa là Hội đồng xét xử, ra quyết định đình chỉ."),
    Row("course.discontinue_part", "Đình chỉ giải quyết yêu cầu của nguyên đơn", "BLTTDS 217.2, 219, 245",
        _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án, tại phiên tòa là Hội đồng xét xử, ra quyết định đình chỉ."),
    Row("course.transfer", "Chuyển vụ án cho Tòa án khác", "BLTTDS 41.1", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án ra quyết định chuyển vụ án."),
    Row("course.simplify", "Giải quyết theo thủ tục rút gọn", "BLTTDS 317.1, 318.1", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án xác định việc này."),
    Row("course.to_ordinary", "Chuyển sang thủ tục thông thường", "BLTTDS 317.3, 320.4", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án ra quyết định chuyển sang thủ tục thông thường."),
    Row("course.complain", "Khiếu nại, kiến nghị quyết định xét xử theo thủ tục rút gọn", "BLTTDS 319.1",
        {R.CITIZEN: ("party",), R.PROCURATOR: ("supervising",), R.CLERK: ("case_clerk",)},
        "Chỉ đương sự, Viện kiểm sát cùng cấp gửi, hoặc Thư ký vụ án nhận khiếu nại, kiến nghị."),
    Row("course.number_settlement", "Cấp số quyết định giải quyết khiếu nại, kiến nghị", "BLTTDS 319.2",
        _leaders("same_court"), "Chỉ Chánh án giải quyết khiếu nại, kiến nghị."),
    Row("course.uphold_simplified", "Giữ nguyên quyết định xét xử theo thủ tục rút gọn", "BLTTDS 319.2.a",
        _leaders("same_court"), "Chỉ Chánh án giải quyết khiếu nại, kiến nghị."),
    Row("course.cancel_simplified", "Hủy quyết định xét xử theo thủ tục rút gọn", "BLTTDS 319.2.b",
        _leaders("same_court"), "Chỉ Chánh án giải quyết khiếu nại, kiến nghị."),
    Row("course.complain_of_transfer", "Nhận khiếu nại, kiến nghị về việc chuyển vụ án", "BLTTDS 41.1",
        {R.CITIZEN: ("party",), R.CLERK: ("case_clerk",), R.PROCURATOR: ("supervising",)},
        "Chỉ đương sự, Viện kiểm sát, hoặc Thư ký vụ án nhận thay, gửi được khiếu nại, kiến nghị này."),
    Row("course.uphold_transfer", "Giữ nguyên quyết định chuyển vụ án", "BLTTDS 41.1", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án của Tòa án đã ra quyết định chuyển vụ án giải quyết khiếu nại, kiến nghị."),
    Row("course.annul_transfer", "Hủy quyết định chuyển vụ án", "BLTTDS 41.1", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án của Tòa án đã ra quyết định chuyển vụ án giải quyết khiếu nại, kiến nghị."),
    Row("course.send_file", "Gửi hồ sơ vụ án cho Tòa án có thẩm quyền", "BLTTDS 41.1",
        {R.CLERK: ("case_clerk",), R.DOCUMENT_CLERK: ("same_court",)},
        "Chỉ Thư ký vụ án hoặc Văn thư của Tòa án này gửi hồ sơ."),
    Row("course.receive_file", "Nhận hồ sơ, thụ lý vụ án được chuyển đến", "BLTTDS 41.1, 195",
        {**_leaders("receiving_court"), R.CLERK: ("receiving_court",)},
        "Chỉ lãnh đạo hoặc Thư ký của Tòa án được chuyển đến nhận hồ sơ."),
    Row("course.join", "Nhập vụ án", "BLTTDS 42.1", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án ra quyết định nhập vụ án."),
    Row("course.be_joined", "Nhập vào vụ án khác", "BLTTDS 42.1", SYSTEM_ONLY, BY_ITSELF),
    Row("course.bring_papers", "Nhập hồ sơ của vụ án khác", "BLTTDS 42.1", SYSTEM_ONLY, BY_ITSELF),
    Row("course.separate", "Tách vụ án", "BLTTDS 42.2", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án ra quyết định tách vụ án."),
    Row("course.start_period", "Thời hạn kháng cáo, kháng nghị, khiếu nại quyết định bắt đầu", "BLTTDS 273.2, 280.2, 41.1",
        SYSTEM_ONLY, BY_ITSELF),
    Row("course.record_appeal", "Nhận đơn kháng cáo quyết định", "BLTTDS 272, 273.2",
        {R.CITIZEN: ("party",), R.CLERK: ("case_clerk",)}, "Chỉ đương sự hoặc Thư ký vụ án nộp, nhận kháng cáo."),
    Row("course.record_protest", "Nhận kháng nghị quyết định", "BLTTDS 278, 280.2",
        {R.PROCURATOR: ("supervising",), R.CLERK: ("case_clerk",)},
        "Chỉ Viện kiểm sát hoặc Thư ký vụ án gửi, nhận kháng nghị."),
    Row("course.take_effect", "Quyết định có hiệu lực pháp luật", "BLTTDS 282", SYSTEM_ONLY, BY_ITSELF),
    Row("course.file_claim", "Yêu cầu phản tố, yêu cầu độc lập", "BLTTDS 200, 201",
        {R.CITIZEN: ("party",), R.CLERK: ("case_clerk",)},
        "Chỉ bị đơn, người có quyền lợi, nghĩa vụ liên quan của vụ án, hoặc Thư ký vụ án nhận đơn giấy."),
    Row("course.admit_claim", "Thụ lý yêu cầu phản tố, yêu cầu độc lập", "BLTTDS 195, 200.2, 201.1, 202",
        _judges("presiding_judge"), "Chỉ Thẩm phán được phân công giải quyết vụ án xem xét yêu cầu này."),
    Row("course.hand_in_claim_receipt", "Nộp biên lai tạm ứng án phí của yêu cầu", "BLTTDS 195.2, 202",
        {R.CITIZEN: ("claimant",), R.CLERK: ("case_clerk",)},
        "Chỉ người có yêu cầu nộp biên lai, hoặc Thư ký vụ án nhập thay."),
    Row("course.refuse_claim", "Không chấp nhận yêu cầu phản tố, yêu cầu độc lập trong vụ án", "BLTTDS 72.6, 73.2, 202",
        _judges("presiding_judge"), "Chỉ Thẩm phán được phân công giải quyết vụ án xem xét yêu cầu này."),
    Row("course.withdraw_claim", "Rút yêu cầu phản tố, yêu cầu độc lập", "BLTTDS 210.2, 217.2, 243",
        {R.CITIZEN: ("claimant",), R.CLERK: ("case_clerk",)},
        "Chỉ người có yêu cầu, hoặc Thư ký vụ án nhận văn bản của người đó, rút được yêu cầu này."),
    Row("course.file_change", "Thay đổi, bổ sung, rút yêu cầu khởi kiện", "BLTTDS 70.4, 71.2",
        {R.CITIZEN: ("party",), R.CLERK: ("case_clerk",)},
        "Chỉ nguyên đơn, hoặc Thư ký vụ án nhận đơn giấy, gửi được đơn này."),
    Row("course.accept_change", "Chấp nhận thay đổi, bổ sung, rút yêu cầu", "BLTTDS 244", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án, tại phiên tòa là Hội đồng xét xử, xem xét đơn này."),
    Row("course.refuse_change", "Không chấp nhận thay đổi, bổ sung yêu cầu", "BLTTDS 244", _judges("presiding_judge"),
        "Chỉ Thẩm phán được phân công giải quyết vụ án, tại phiên tòa là Hội đồng xét xử, xem xét đơn này."),
    # Judgments
    Row("judgments.save_draft", "Soạn bản án", "BLTTDS 266", _judges("presiding_judge"),
        "Dự thảo bản án thuộc bí mật nghị án: chỉ Thẩm phán chủ tọa soạn."),
    Row("judgments.restore_draft", "Khôi phục bản cũ của dự thảo", "BLTTDS 266", _judges("presiding_judge"),
        "Dự thảo bản án thuộc bí mật nghị án: chỉ Thẩm phán chủ tọa khôi phục bản cũ."),
    Row("judgments.hand_out_word", "Tải dự thảo về tệp Word", "BLTTDS 264, 266",
        {**_judges("panel"), R.LAY_JUDGE: ("panel",), R.CLERK: ("case_clerk",)},
        "Dự thảo bản án thuộc bí mật nghị án: chỉ Hội đồng xét xử và Thư ký vụ án tải về được."),
    Row("judgments.bring_word", "Gửi lại tệp Word đã sửa", "BLTTDS 264, 266",
        {**_judges("panel"), R.LAY_JUDGE: ("panel",), R.CLERK: ("case_clerk",)},
        "Dự thảo bản án thuộc bí mật nghị án: chỉ Hội đồng xét xử và Thư ký vụ án gửi lại được."),
    Row("judgments.take_word", "Nhận thay đổi từ tệp Word", "BLTTDS 266", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa quyết định nhận thay đổi vào dự thảo."),
    Row("judgments.drop_word", "Không nhận tệp Word", "BLTTDS 266", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa quyết định không nhận tệp Word."),
    Row("judgments.write_note", "Ghi chú về vụ án", "BLTTDS 264",
        {**_judges("panel"), R.LAY_JUDGE: ("panel",), R.CLERK: ("case_clerk",)},
        "Ghi chú thuộc bí mật nghị án: chỉ Hội đồng xét xử và Thư ký vụ án ghi được."),
    Row("judgments.drop_note", "Xóa ghi chú về vụ án", "BLTTDS 264",
        {**_judges("panel"), R.LAY_JUDGE: ("panel",), R.CLERK: ("case_clerk",)},
        "Chỉ người viết xóa được ghi chú của mình."),
    Row("judgments.ask", "Nêu vấn đề nghị án", "BLTTDS 264.2", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa nêu vấn đề để Hội đồng xét xử biểu quyết."),
    Row("judgments.drop_question", "Rút vấn đề nghị án", "BLTTDS 264.2", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa rút vấn đề chưa ai biểu quyết."),
    Row("judgments.vote", "Biểu quyết khi nghị án", "BLTTDS 264.2", {**_judges("panel"), R.LAY_JUDGE: ("panel",)},
        "Chỉ thành viên Hội đồng xét xử có quyền nghị án và biểu quyết."),
    Row("judgments.write_deliberation", "Lập biên bản nghị án", "BLTTDS 264.3", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa lập biên bản nghị án."),
    Row("judgments.sign_deliberation", "Ký biên bản nghị án", "BLTTDS 264.3",
        {**_judges("panel"), R.LAY_JUDGE: ("panel",)}, "Chỉ thành viên Hội đồng xét xử ký biên bản nghị án."),
    Row("judgments.read_draft", "Xem dự thảo bản án", "BLTTDS 264",
        {**_judges("panel"), R.LAY_JUDGE: ("panel",), R.CLERK: ("case_clerk",)},
        "Dự thảo bản án thuộc bí mật nghị án: chỉ Hội đồng xét xử và Thư ký vụ án được xem."),
    Row("judgments.number", "Cấp số bản án", "BLTTDS 266", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa ký bản án."),
    Row("judgments.sign", "Ký số bản án", "BLTTDS 266", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa ký bản án."),
    Row("judgments.pronounce", "Tuyên án", "BLTTDS 267", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa tuyên án."),
    Row("judgments.record_appeal", "Nhận đơn kháng cáo", "BLTTDS 272, 274",
        {R.CITIZEN: ("party",), R.CLERK: ("case_clerk",)}, "Chỉ đương sự hoặc Thư ký vụ án nộp, nhận kháng cáo."),
    Row("judgments.record_protest", "Nhận quyết định kháng nghị", "BLTTDS 278, 280",
        {R.PROCURATOR: ("supervising",), R.CLERK: ("case_clerk",)},
        "Chỉ Viện kiểm sát hoặc Thư ký vụ án gửi, nhận kháng nghị."),
    Row("judgments.file_late_appeal", "Nhận đơn kháng cáo quá hạn", "BLTTDS 275.1",
        {R.CITIZEN: ("party",), R.CLERK: ("case_clerk",)}, "Chỉ đương sự hoặc Thư ký vụ án nộp, nhận kháng cáo quá hạn."),
    Row("judgments.forward_late_appeal", "Gửi kháng cáo quá hạn cho Tòa án cấp phúc thẩm", "BLTTDS 275.1",
        {R.CLERK: ("case_clerk",)}, "Chỉ Thư ký vụ án gửi kháng cáo quá hạn cho Tòa án cấp phúc thẩm."),
    Row("judgments.take_effect", "Bản án có hiệu lực pháp luật", "BLTTDS 282.2", SYSTEM_ONLY, BY_ITSELF),
    # Second instance
    Row("appeals.notify_fee", "Chấp nhận đơn kháng cáo, thông báo nộp tạm ứng án phí phúc thẩm", "BLTTDS 274.1, 276.1",
        _judges("presiding_judge"), "Chỉ Thẩm phán chủ tọa đã xét xử vụ án kiểm tra đơn kháng cáo."),
    Row("appeals.exempt", "Chấp nhận đơn kháng cáo, không phải nộp tạm ứng án phí phúc thẩm", "BLTTDS 274.1, 276.1",
        _judges("presiding_judge"), "Chỉ Thẩm phán chủ tọa đã xét xử vụ án kiểm tra đơn kháng cáo."),
    Row("appeals.start_term", "Thời hạn nộp tạm ứng án phí phúc thẩm bắt đầu", "BLTTDS 276.2", SYSTEM_ONLY, BY_ITSELF),
    Row("appeals.hand_in_receipt", "Nộp biên lai tạm ứng án phí phúc thẩm", "BLTTDS 276.2",
        {R.CITIZEN: ("appellant",), R.CLERK: ("case_clerk",)},
        "Chỉ người kháng cáo nộp biên lai, hoặc Thư ký vụ án nhập thay. Hãy chuyển biên lai cho Thư ký vụ án."),
    Row("appeals.return_appeal", "Trả lại đơn kháng cáo", "BLTTDS 274.4", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa đã xét xử vụ án trả lại đơn kháng cáo."),
    Row("appeals.withdraw_early", "Rút kháng cáo trước khi chuyển hồ sơ", "BLTTDS 284",
        {R.CITIZEN: ("party",), R.CLERK: ("case_clerk",)},
        "Chỉ người kháng cáo rút kháng cáo của mình, hoặc Thư ký vụ án nhận văn bản rút."),
    Row("appeals.send_up", "Gửi hồ sơ vụ án cho Tòa án cấp phúc thẩm", "BLTTDS 283", {R.CLERK: ("case_clerk",)},
        "Chỉ Thư ký vụ án gửi hồ sơ. Hãy đề nghị Thư ký được phân công vụ án này."),
    Row("appeals.accept", "Thụ lý vụ án để xét xử phúc thẩm", "BLTTDS 285.1", {R.CLERK: ("same_court",)},
        "Chỉ Thư ký của Tòa án nhận hồ sơ vào sổ thụ lý phúc thẩm."),
    Row("appeals.tell_below", "Báo Tòa án cấp sơ thẩm biết việc thụ lý phúc thẩm", "BLTTDS 285.1", SYSTEM_ONLY, BY_ITSELF),
    Row("appeals.assign_panel", "Thành lập Hội đồng xét xử phúc thẩm", "BLTTDS 64, 285.2", _leaders("same_court"),
        "Chỉ Chánh án hoặc Phó Chánh án thành lập Hội đồng xét xử phúc thẩm."),
    Row("appeals.withdraw", "Rút kháng cáo, kháng nghị", "BLTTDS 284.3, 284.4",
        {R.CITIZEN: ("party",), R.CLERK: ("case_clerk",)},
        "Chỉ người kháng cáo rút kháng cáo của mình, hoặc Thư ký vụ án nhận văn bản rút kháng cáo, kháng nghị."),
    Row("appeals.number_discontinuance", "Cấp số quyết định đình chỉ xét xử phúc thẩm", "BLTTDS 289", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa ra quyết định đình chỉ xét xử phúc thẩm."),
    Row("appeals.discontinue", "Đình chỉ xét xử phúc thẩm", "BLTTDS 289, 312", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa ra quyết định đình chỉ xét xử phúc thẩm."),
    Row("appeals.rule", "Ghi kết quả nghị án phúc thẩm", "BLTTDS 264, 308", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa ghi kết quả nghị án."),
    Row("appeals.come_back", "Nhận kết quả phúc thẩm", "BLTTDS 313, 315", SYSTEM_ONLY, BY_ITSELF),
    Row("appeals.come_back_quashed", "Nhận kết quả phúc thẩm: bản án sơ thẩm bị hủy", "BLTTDS 308.3, 308.4", SYSTEM_ONLY, BY_ITSELF),
    Row("appeals.accept_again", "Thụ lý lại vụ án theo thủ tục sơ thẩm", "BLTTDS 308.3, 310", {R.CLERK: ("same_court",)},
        "Chỉ Thư ký của Tòa án này thụ lý lại vụ án."),
    Row("page.appeal_files", "Hồ sơ gửi lên phúc thẩm", "BLTTDS 285", {role: () for role in CASE_ROLES},
        "Trang này dành cho người làm công việc vụ án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("judgments.settle_parts", "Hiệu lực của phần không còn bị kháng cáo", "BLTTDS 282.2", SYSTEM_ONLY, BY_ITSELF),
    Row("judgments.reopen", "Mở lại bản án để sửa trước khi tuyên", "BLTTDS 264", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa mở lại bản án chưa tuyên."),
    Row("judgments.start_period", "Thời hạn kháng cáo, kháng nghị bắt đầu", "BLTTDS 273.1, 280.1",
        SYSTEM_ONLY, BY_ITSELF),
    Row("judgments.close_periods", "Hết thời hạn kháng cáo, kháng nghị", "BLTTDS 282", SYSTEM_ONLY, BY_ITSELF),
    # Publication
    Row("publication.propose", "Đề xuất mã hóa bản án", "NQ 03/2017 7", SYSTEM_ONLY, BY_ITSELF),
    Row("publication.review", "Mã hóa bản án", "NQ 03/2017 7",
        {**_judges("presiding_judge"), R.CLERK: ("case_clerk",)}, "Chỉ Thẩm phán chủ tọa hoặc Thư ký vụ án mã hóa."),
    Row("publication.publish", "Công bố bản án", "NQ 03/2017 8", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa duyệt công bố bản án."),
    Row("publication.decline", "Không công bố bản án", "NQ 03/2017 4", _judges("presiding_judge"),
        "Chỉ Thẩm phán chủ tọa quyết định không công bố."),
    Row("publication.withdraw", "Gỡ bản án đã công bố", "NQ 03/2017", {**_judges("presiding_judge"), **_leaders("same_court")},
        "Chỉ Chánh án hoặc Thẩm phán chủ tọa gỡ bản án."),
    # Dossiers
    Row("dossiers.file", "Đưa tài liệu vào hồ sơ", "BLTTDS 204", SYSTEM_ONLY, BY_ITSELF),
    Row("dossiers.read", "Đọc hồ sơ vụ án", "BLTTDS 21, 48, 49, 51, 70.8", {
        **_judges("panel"), **_leaders("same_court"), R.LAY_JUDGE: ("panel",), R.CLERK: ("case_clerk",),
        R.ARCHIVIST: ("same_court",), R.PROCURATOR: ("supervising",), R.CITIZEN: ("party",)},
        "Chỉ người tiến hành tố tụng, lãnh đạo Tòa án, lưu trữ, Viện kiểm sát và đương sự của vụ án đọc hồ sơ."),
    Row("dossiers.close", "Đóng hồ sơ vụ án", "BLTTDS 204", {R.CLERK: ("case_clerk",), R.ARCHIVIST: ("same_court",)},
        "Chỉ Thư ký vụ án hoặc cán bộ lưu trữ đóng hồ sơ."),
    Row("dossiers.make_copy", "Cấp bản sao từ hồ sơ", "NĐ 30/2020 25, 27; BLTTDS 70.8, 70.21",
        {R.CLERK: ("case_clerk",), R.ARCHIVIST: ("same_court",)},
        "Chỉ Thư ký vụ án hoặc cán bộ lưu trữ của Tòa án này cấp bản sao từ hồ sơ."),
    Row("dossiers.seal_copy", "Đóng dấu số bản sao", "NĐ 30/2020 25, 33.2",
        {R.CLERK: ("case_clerk",), R.ARCHIVIST: ("same_court",)},
        "Chỉ Thư ký vụ án hoặc cán bộ lưu trữ của Tòa án này đóng dấu số bản sao."),
    Row("page.copies", "Sổ cấp bản sao", "NĐ 30/2020 25", {
        **_leaders(), R.CHAMBER_HEAD: (), R.JUDGE: (), R.CLERK: (), R.DOCUMENT_CLERK: (), R.ARCHIVIST: ()},
        "Sổ cấp bản sao dành cho lãnh đạo, Thẩm phán, Thư ký, Văn thư và cán bộ lưu trữ. Cần bản sao, hãy đề nghị Thư ký vụ án."),
    # Books
    Row("books.correct", "Đính chính sổ", "",
        {R.CLERK: ("same_court",), R.DOCUMENT_CLERK: ("same_court",), R.ARCHIVIST: ("same_court",)},
        "Chỉ người giữ sổ của Tòa án này đính chính: Thư ký, Văn thư; với sổ cấp bản sao là Thư ký, Lưu trữ."),
    Row("page.books", "Sổ của Tòa án", "", {role: () for role in CASE_ROLES},
        "Sổ của Tòa án dành cho người làm công việc vụ án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    # Pages
    Row("page.desk", "Bàn làm việc", "", {role: () for role in (*STAFF, R.PROCURATOR, R.MEDIATOR)},
        "Trang này dành cho cán bộ Tòa án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("guidance.confirm_reading", "Xác nhận đã đọc nội dung an toàn thông tin", "", {role: () for role in STAFF},
        "Chỉ người giữ chức vụ tại Tòa án được hỏi việc này."),
    Row("guidance.move_clock", "Dời giờ của Tòa án thực hành", "", {role: () for role in (*STAFF, R.PROCURATOR, R.MEDIATOR)},
        "Hãy chọn một chức vụ của Tòa án thực hành rồi dời giờ."),
    Row("page.handbook", "Sổ tay", "", {role: () for role in (*STAFF, R.PROCURATOR, R.MEDIATOR)},
        "Sổ tay dành cho người giữ chức vụ tại Tòa án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("page.security_notes", "An toàn thông tin", "", {role: () for role in STAFF},
        "Trang này dành cho người giữ chức vụ tại Tòa án."),
    Row("page.readings", "Theo dõi việc đọc an toàn thông tin", "",
        {R.PRESIDENT: (), R.DEPUTY_PRESIDENT: (), R.HR_OFFICER: (), R.IT_OFFICER: ()},
        "Chỉ lãnh đạo, cán bộ tổ chức và cán bộ công nghệ thông tin xem được ai đã xác nhận."),
    Row("page.petition_register", "Sổ nhận đơn", "BLTTDS 191", {role: () for role in CASE_ROLES},
        "Sổ nhận đơn dành cho người làm công việc vụ án. Cần tra cứu một đơn, hãy đề nghị Thư ký nhận đơn."),
    Row("page.case_register", "Sổ thụ lý", "BLTTDS 195", {role: () for role in CASE_ROLES},
        "Sổ thụ lý dành cho người làm công việc vụ án. Cần tra cứu một vụ án, hãy đề nghị Thư ký của Tòa án."),
    Row("page.hearing_calendar", "Lịch phiên tòa", "",
        {role: () for role in (*CASE_ROLES, R.LAY_JUDGE, R.PROCURATOR)},
        "Lịch này dành cho người tiến hành tố tụng và cán bộ Tòa án. Lịch xét xử công khai có ở trang dành cho người dân."),
    Row("hearings.make_feed", "Lập, đổi địa chỉ lịch cá nhân", "",
        {role: ("holder",) for role in (*CASE_ROLES, R.LAY_JUDGE, R.PROCURATOR, R.CITIZEN)},
        "Chỉ người có lịch phiên tòa lập địa chỉ lịch của mình. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("hearings.revoke_feed", "Thu hồi địa chỉ lịch cá nhân", "",
        {role: ("holder",) for role in (*CASE_ROLES, R.LAY_JUDGE, R.PROCURATOR, R.CITIZEN)},
        "Chỉ chủ của địa chỉ lịch thu hồi được. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("page.rooms", "Phòng xử án", "", {R.PRESIDENT: (), R.DEPUTY_PRESIDENT: (), R.DOCUMENT_CLERK: ()},
        "Lãnh đạo và Văn thư khai báo phòng xử án. Cần thêm, sửa một phòng, hãy đề nghị Văn thư."),
    Row("page.statistics", "Số liệu thống kê", "", {role: () for role in CASE_ROLES},
        "Số liệu thống kê dành cho người làm công việc vụ án. Nếu bạn giữ nhiều chức vụ, hãy chọn đúng chức vụ."),
    Row("page.leadership", "Điều hành", "", {**_leaders(), R.CHAMBER_HEAD: ()},
        "Trang Điều hành dành cho Chánh án, Phó Chánh án và Chánh tòa."),
    Row("page.statistics_below", "Xem số liệu của Tòa án cấp dưới trực tiếp", "", _leaders(),
        "Chỉ lãnh đạo Tòa án cấp trên trực tiếp xem được số liệu của Tòa án cấp dưới; nội dung vụ án thì không."),
    Row("page.audit", "Nhật ký hành vi", "", {
        R.PRESIDENT: ("same_court",), R.DEPUTY_PRESIDENT: ("same_court",), R.IT_OFFICER: ("same_court",),
        R.CLERK: ("case_clerk",), **{r: ("presiding_judge", "same_court") for r in (R.JUDGE, R.CHAMBER_HEAD)}},
        "Nhật ký hành vi dành cho lãnh đạo, Thẩm phán chủ tọa, Thư ký vụ án và cán bộ công nghệ thông tin. Cần xem một "
        "việc đã ghi, hãy đề nghị Thư ký vụ án."),
    Row("page.posts", "Chức vụ", "", {R.HR_OFFICER: (), R.PRESIDENT: (), R.IT_OFFICER: ()},
        "Trang này dành cho Chánh án, cán bộ tổ chức và cán bộ công nghệ thông tin. Cần ghi một chức vụ, hãy đề nghị cán "
        "bộ tổ chức."),
)  # fmt: skip

TABLE: dict[str, Row] = {row.act: row for row in POLICY}


def allows(viewer: Viewer, act: str, subject: Subject | None = None) -> bool:
    """Whether `viewer` may do `act` on `subject`. An act without a row is a programming error (KeyError)."""
    needed = TABLE[act].who.get(viewer.role)
    if needed is None:
        return False
    if not needed or viewer.system:
        return True
    return subject is not None and bool(subject.relations(viewer) & set(needed))


def require(viewer: Viewer, act: str, subject: Subject | None = None) -> None:
    """Refuse unless `viewer` may do `act` on `subject`.

    Raises:
        Refused: "not_allowed", saying who may.
    """
    if not allows(viewer, act, subject):
        raise Refused("not_allowed", TABLE[act].hint, status=403)
