"""Every page of both faces, the person whose page it is, and a matter at the right stage to see it with.

A new URL pattern needs one line here: in PAGES when it shows a page to a person, else in NOT_PAGES or POST_ONLY.
Try the line at once:

    .venv/bin/python scripts/pictures.py --all /tmp/pictures --only cases:overview
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.pages.finders import (
    CLERK,
    JUDGE,
    PARTY,
    PETITIONER,
    Finder,
    absence,
    assigned,
    case,
    copy,
    extendable_deadline,
    fixed,
    folio,
    handed_over,
    hearing,
    letters,
    nothing,
    petition,
    portal_copy,
    post,
    published,
)


@dataclass(frozen=True)
class Page:
    """One page to look at: the name of its URL pattern, who looks, and where the parts of the address come from."""

    url: str
    who: str = ""
    """User name, "" for a visitor, or "@judge" … for whoever holds the matter."""
    where: Finder = nothing
    label: str = ""
    """Tells rows of the same pattern apart."""
    query: str = ""
    path: str = ""
    """An address that belongs to no pattern (the pages of errors)."""
    status: int = 200
    weighed: bool = True
    sheet: bool = False
    """A sheet to be printed: no frame of a face, no letters of the screen."""

    @property
    def key(self) -> str:
        """Name of the row, of its picture and of its line in the table."""
        return self.url.replace(":", "-") + (f"-{self.label}" if self.label else "")


PAGES: tuple[Page, ...] = (
    # --- the portal: anybody ---
    Page("portal:home"),
    Page("portal:help"),
    *(
        Page("portal:help_topic", where=fixed(slug=slug), label=slug)
        for slug in (
            "nop-don",
            "an-phi",
            "ra-toa",
            "giay-to-cua-toa-an",
            "khang-cao",
            "bi-kien",
            "hoa-giai",
            "tro-giup-phap-ly",
            "tai-khoan",
        )
    ),
    Page("portal:fees"),
    Page("portal:fees", query="loai=DS&co_gia_ngach=co&gia_tri=350.000.000", label="result"),
    Page("portal:check_paper"),
    Page("portal:courts"),
    Page("portal:accessibility"),
    Page("portal:privacy"),
    Page("portal:register"),
    Page("account_login"),
    Page("account_login", query="next=/ca-nhan/", label="next"),
    Page("account_signup"),
    Page("account_reset_password"),
    Page("account_reset_password_done"),
    Page("account_reset_password_from_key", where=fixed(uidb36="1", key="sai-khoa"), label="expired"),
    Page("account_reset_password_from_key_done"),
    Page("account_confirm_email", where=fixed(key="sai-khoa"), label="expired"),
    Page("account_email_verification_sent"),
    Page("account_inactive"),
    Page("filing:track"),
    Page("hearings:public"),
    Page("publication:search"),
    Page("publication:search", query="q=dat+coc", label="found"),
    Page("publication:search", query="q=khongcogi", label="empty"),
    Page("publication:judgment", where=published),
    Page("design-style-guide", weighed=False),  # every component and every icon at once, for developers
    Page("design-style-guide", query="mat=cong", label="portal"),
    Page("error", path="/khong-co-trang-nay/", status=404, label="404"),
    Page("error", "nguyendon", path="/ban/so-thu-ly/", status=403, label="403"),
    # --- the portal: signed in ---
    Page("portal:mine", "nguyendon"),
    Page("portal:mine", "nguoila", label="empty"),
    Page("portal:account", "nguyendon"),
    Page("portal:enter", "thuky", query="chon=1"),
    Page("portal:case", PARTY, case("preparing", parties__user__isnull=False), label="preparing"),
    Page("portal:case", PARTY, case("judged", parties__user__isnull=False), label="judged"),
    Page("portal:case", PARTY, case("archived", parties__user__isnull=False), label="archived"),
    Page("account_logout", "nguyendon"),
    Page("account_change_password", "nguyendon"),
    Page("account_email", "nguyendon"),
    Page("account_reauthenticate", "nguyendon"),
    Page("filing:start", "nguyendon"),
    Page("filing:draft_section", PETITIONER, petition("draft", step="nguoi-khoi-kien"), label="plaintiffs"),
    Page("filing:draft_section", PETITIONER, petition("draft", step="nguoi-bi-kien"), label="defendants"),
    Page("filing:draft_section", PETITIONER, petition("draft", step="su-viec"), label="facts"),
    Page("filing:draft_section", PETITIONER, petition("draft", step="yeu-cau"), label="claims"),
    Page("filing:draft_papers", PETITIONER, petition("draft")),
    Page("filing:draft_check", PETITIONER, petition("draft")),
    Page("filing:mine", "nguyendon"),
    Page("filing:mine_petition", PETITIONER, petition("received"), label="received"),
    Page("filing:mine_petition", PETITIONER, petition("amending"), label="amending"),
    Page("filing:mine_petition", PETITIONER, petition("returned"), label="returned"),
    Page("filing:mine_petition", PETITIONER, petition("accepted"), label="accepted"),
    Page("filing:filed", PETITIONER, petition("received")),
    Page("filing:mine_receipt", PETITIONER, petition("fee_due")),
    Page("filing:submit_document", PARTY, case("preparing", parties__user__isnull=False)),
    Page("delivery:inbox", "nguyendon"),
    Page("delivery:inbox", "nguoila", label="empty"),
    Page("delivery:paper", PARTY, portal_copy("sent"), label="sent"),
    Page("judgments:appeal", PARTY, case("judged", parties__user__isnull=False)),
    Page("dossiers:party", PARTY, case("preparing", parties__user__isnull=False)),
    # --- the desk ---
    Page("desk:home", "thuky", label="clerk"),
    Page("desk:home", "thamphan", label="judge"),
    Page("desk:home", "chanhan", label="president"),
    Page("desk:home", "vanthu", label="document-clerk"),
    Page("desk:waiting", "chanhan"),
    Page("desk:notifications", "thuky"),
    Page("desk:notifications", "hoitham3", label="empty"),
    Page("desk:search", "thuky", query="q=dat+coc", label="found"),
    Page("desk:search", "thuky", label="empty"),
    Page("guidance:handbook", "thuky"),
    Page("guidance:handbook", "thamphan", query="q=bien ban", label="search"),
    Page("guidance:post", "thuky", fixed(kind="clerk")),
    Page("guidance:security", "thuky"),
    Page("guidance:readings", "tochuc"),
    Page("guidance:play"),
    Page("guidance:clock", "thuky"),
    Page("desk:account", "thuky"),
    Page("desk:posts", "tochuc"),
    Page("desk:end_post", "tochuc", post("lay_judge")),
    Page("desk:leave", "tochuc"),
    Page("desk:leave_back", "tochuc", absence),
    Page("cases:handover_people", "chanhan"),
    Page("cases:handover_choose", "chanhan", post("clerk")),
    Page("cases:handover_done", "chanhan", handed_over),
    Page("cases:register", "thuky"),
    Page("cases:register", "thuky", query="q=khongcogi", label="empty"),
    Page("cases:register_print", "thuky", sheet=True),
    Page("cases:deadline_list", "thuky", query="pham-vi=tat-ca"),
    Page("filing:register", "thuky"),
    Page("filing:register_print", "thuky", sheet=True),
    Page("filing:intake", "thuky"),
    Page("filing:petition", "chanhan", petition("received"), label="received"),
    Page("filing:petition", JUDGE, petition("examining"), label="examining"),
    Page("filing:petition", "thuky", petition("accepted"), label="accepted"),
    Page("filing:receipt", "thuky", petition("received")),
    Page("filing:step", "chanhan", petition("received", act_slug="phan-cong"), label="assign"),
    Page("filing:step", JUDGE, petition("examining", act_slug="nhan-tham-quyen"), label="jurisdiction"),
    Page("filing:step", JUDGE, petition("examining", act_slug="yeu-cau-sua-doi"), label="amendment"),
    Page("filing:step", JUDGE, petition("examining", act_slug="tra-lai"), label="return"),
    Page("filing:step", "thuky", petition("amending", act_slug="sua-doi"), label="amend"),
    Page("filing:step", "thuky", petition("fee_due", act_slug="bien-lai"), label="receipt"),
    Page("filing:step", "thuky", petition("fee_paid", act_slug="thu-ly"), label="accept"),
    Page("delivery:desk", "thuky", query="pham-vi=tat-ca"),
    Page("delivery:desk", "thuky", query="pham-vi=tat-ca&danh-dau=het", label="ticked"),
    Page("delivery:mail", "thuky", letters()),
    Page("delivery:mail", "thuky", letters("in=nhan&sheet=2x7&start=15"), label="refused", status=422),
    Page("delivery:mail", "thuky", label="empty"),
    Page("delivery:posting", "vanthu"),
    Page("delivery:receipts", "vanthu"),
    Page("delivery:dispatches", "vanthu"),
    Page("delivery:book", "vanthu", sheet=True),
    Page("delivery:procuracy", "kiemsat"),
    Page("publication:list", "thamphan", query="muc=cho"),
    Page("hearings:calendar", "thuky"),
    Page("hearings:rooms", "chanhan"),
    Page("statistics:month", "chanhan"),
    Page("statistics:cases", "chanhan", query="cell=new"),
    Page("statistics:leadership", "chanhan"),
    Page("statistics:target", "chanhan", fixed(code="cong-bo")),
    # --- the case, stage by stage ---
    Page("cases:overview", "chanhan", case("preparing", assignments__isnull=True), label="accepted"),
    Page("cases:overview", JUDGE, assigned(), label="preparing"),
    Page("cases:overview", JUDGE, case("trial_set"), label="trial-set"),
    Page("cases:overview", JUDGE, case("hearing"), label="hearing"),
    Page("cases:overview", JUDGE, case("deliberating"), label="deliberating"),
    Page("cases:overview", CLERK, case("judged"), label="judged"),
    Page("cases:overview", CLERK, case("effective"), label="effective"),
    Page("cases:overview", "chanhan", case("archived"), label="archived"),
    Page("cases:print", JUDGE, case("judged"), sheet=True),
    Page("cases:parties", CLERK, assigned()),
    Page("cases:assignment", "chanhan", case("preparing", assignments__isnull=True), label="draw"),
    Page("cases:assignment", "chanhan", assigned(), label="drawn"),
    Page("cases:deadlines", JUDGE, assigned()),
    Page("cases:extend_deadline", "chanhan", extendable_deadline),
    Page("cases:audit", "chanhan", case("archived")),
    Page("filing:receive_document", CLERK, assigned()),
    Page("delivery:case", CLERK, case("judged")),
    Page(
        "delivery:recipient", CLERK, copy(state="sent", proof="", method__in=("post", "hand")), label="sent"
    ),
    Page("delivery:recipient", CLERK, copy(state="received"), label="received"),
    Page("hearings:case", JUDGE, assigned(), label="none"),
    Page("hearings:case", JUDGE, case("trial_set"), label="trial-set"),
    Page("hearings:schedule_session", JUDGE, assigned()),
    Page("hearings:decide_trial", JUDGE, case("preparing", hearings__outcome="not_settled")),
    Page("hearings:attendance", CLERK, hearing("disclosure_session", "planned"), label="session"),
    Page("hearings:attendance", CLERK, hearing("trial", "open"), label="trial"),
    Page("hearings:conduct", JUDGE, hearing("trial", "open")),
    Page("hearings:adjourn", JUDGE, hearing("trial", "planned")),
    Page("hearings:minutes", CLERK, hearing("disclosure_session", "planned"), label="session"),
    Page("hearings:minutes", CLERK, hearing("trial", "open"), label="trial"),
    Page("hearings:minutes", JUDGE, hearing("trial", "closed"), label="closed"),
    Page("judgments:case", JUDGE, case("deliberating", judgment__isnull=True), label="draft"),
    Page("judgments:case", JUDGE, case("deliberating", judgment__state="signed"), label="signed"),
    Page("judgments:case", CLERK, case("judged"), label="pronounced"),
    Page("judgments:draft", JUDGE, case("deliberating", judgment__isnull=True, judgment_draft__isnull=False)),
    Page("judgments:print", JUDGE, case("judged")),
    Page("judgments:record_appeal", CLERK, case("judged")),
    Page("judgments:record_protest", "kiemsat", case("judged")),
    Page("publication:case", JUDGE, case("effective"), label="proposed"),
    Page("publication:case", JUDGE, case("archived"), label="published"),
    Page("publication:review", JUDGE, case("effective")),
    Page("publication:decline", JUDGE, case("effective")),
    Page("publication:withdraw", JUDGE, case("archived")),
    Page("dossiers:case", CLERK, assigned(), label="open"),
    Page("dossiers:case", CLERK, case("archived"), label="closed"),
    Page("dossiers:folio", CLERK, folio("judged", "effective")),
    Page("dossiers:print", CLERK, case("archived"), sheet=True),
    Page("dossiers:check", CLERK, case("archived")),
    Page("dossiers:close", CLERK, case("effective")),
)

FILE, SWITCH = "a file, no page", "answers only with a redirection"
NOT_PAGES: dict[str, str] = {
    "healthz": "for machines",
    "core:uploads": "for the upload script",
    "core:upload": "for the upload script",
    "set_language": "changes the language by a press and sends readers on",
    "portal:calendar_file": FILE,
    "account_set_password": f"{SWITCH}: every account has a password",
    "account_confirm_login_code": f"{SWITCH}: sign-in by code is off",
    "cases:document": FILE,
    "cases:handover_record": FILE,
    "filing:attachment": FILE,
    "filing:version": FILE,
    "filing:paper": FILE,
    "filing:receipt_file": FILE,
    "delivery:document": FILE,
    "delivery:proof": FILE,
    "delivery:print": FILE,
    "delivery:dispatch": FILE,
    "delivery:paper_file": FILE,
    "hearings:paper": FILE,
    "judgments:paper": FILE,
    "judgments:download": FILE,
    "publication:download": FILE,
    "dossiers:inventory": FILE,
    "dossiers:file": FILE,
    "statistics:csv": FILE,
    "cases:register_csv": FILE,
    "filing:register_csv": FILE,
}
"""URL patterns that show nobody a page, with the reason."""

POST_ONLY: tuple[str, ...] = (
    "core:finish_upload",
    "cases:draw_judge",
    "cases:assign_clerk",
    "cases:assign_lay_judges",
    "cases:handover_perform",
    "cases:handover_resume",
    "cases:handover_back",
    "filing:attach",
    "filing:draft_remove_paper",
    "delivery:send",
    "delivery:choose",
    "delivery:sign_for",
    "delivery:receive",
    "hearings:finish_minutes",
    "hearings:sign_minutes",
    "hearings:return_minutes",
    "hearings:close_room",
    "judgments:begin",
    "judgments:number",
    "judgments:sign",
    "judgments:reopen",
    "judgments:pronounce",
    "publication:publish",
)
"""URL patterns that take a press of a button and nothing else; a test sees that they refuse to be read."""
