"""What a question about a fee may say: kinds of case, options, and which of them go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from toaan.rules.fees.ledger import FeeRefused, Rules
from toaan.rules.options import Option, by_name, read_options
from toaan.vietnamese.text import fold

Family = Literal["civil", "admin", "criminal", "request", "other"]
MOST = 10**15
_CODES = {"claim": "fee_rule:claim:", "matter": "fee:LP:", "exempt": "fee_exemption:"}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of case or request, by its code."""

    code: str
    family: Family
    words: str


KINDS: Mapping[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("DS", "civil", "tranh chấp dân sự"),
        Kind("HNGĐ", "civil", "tranh chấp hôn nhân và gia đình"),
        Kind("KDTM", "civil", "tranh chấp kinh doanh, thương mại"),
        Kind("LĐ", "civil", "tranh chấp lao động"),
        Kind("HC", "admin", "vụ án hành chính"),
        Kind("HS", "criminal", "vụ án hình sự"),
        Kind("VDS", "request", "yêu cầu về dân sự"),
        Kind("VHNGĐ", "request", "yêu cầu về hôn nhân và gia đình"),
        Kind("VKDTM", "request", "yêu cầu về kinh doanh, thương mại"),
        Kind("VLĐ", "request", "yêu cầu về lao động"),
        Kind("LP", "other", "lệ phí Tòa án khác (kèm matter=…)"),
    )
}
_KIND_BY_FOLD = {fold(code): kind for code, kind in KINDS.items()}


_HEARINGS = ("ordinary-hearing", "simplified-hearing")
OPTIONS: Mapping[str, Option] = by_name(
    Option("instance", "choice", "cấp xét xử; mặc định so-tham", ("so-tham", "phuc-tham")),
    Option("advance", "flag", "hỏi tiền tạm ứng thay vì án phí, lệ phí"),
    Option("simplified", "flag", "thủ tục rút gọn"),
    Option("mediated", "flag", "thỏa thuận được (hòa giải, đối thoại thành); trước phiên tòa, trừ khi có agreed_at"),
    Option("agreed_at", "choice", "thỏa thuận tại phiên tòa nào", _HEARINGS),
    Option("stage", "choice", "như agreed_at: thỏa thuận ở phiên tòa thường hay phiên tòa rút gọn", _HEARINGS),
    Option("withdrawn", "choice", "rút đơn (sơ thẩm) hoặc rút kháng cáo (phúc thẩm) lúc nào", ("before-hearing", "at-hearing", "any")),
    Option("claim_withdrawn", "flag", "rút đơn khởi kiện ở cấp phúc thẩm"),
    Option("discontinued", "choice", "vì sao vụ án bị đình chỉ", ("chet", "giai-the", "vang-mat", "pha-san", "khong-nop-chi-phi", "het-thoi-hieu", "tra-lai-don", "huy-quyet-dinh")),
    Option("result", "choice", "kết quả xét xử phúc thẩm; ở sơ thẩm hành chính: yêu cầu được chấp nhận hay không", ("giu-nguyen", "sua", "huy", "chap-nhan", "khong-chap-nhan")),
    Option("accepted", "number", "phần giá trị yêu cầu được chấp nhận, đồng", least=0, most=MOST),
    Option("claimant", "choice", "ai yêu cầu: nguyên đơn, bị đơn phản tố, người liên quan có yêu cầu độc lập", ("nguyen-don", "phan-to", "doc-lap")),
    Option("payer", "choice", "tính cho người nào", ("nguyen-don", "bi-don", "lien-quan", "bi-cao", "bi-hai", "duong-su", "mot-ben")),
    Option("claim", "choice", "loại yêu cầu có cách tính riêng (Điều 27): mã của fee_rule:claim:…"),
    Option("property_agreed", "choice", "ly hôn: thỏa thuận chia tài sản chung lúc nào", ("before-mediation", "before-hearing")),
    Option("part", "choice", "phần hình sự hay dân sự của vụ án hình sự; phần bồi thường của vụ án hành chính", ("hinh-su", "dan-su", "ca-hai")),
    Option("paid_before", "number", "bị cáo tự nguyện nộp bồi thường trước phiên tòa, đồng", least=0, most=MOST),
    Option("matter", "choice", "lệ phí nào của loại LP: mã của fee:LP:…"),
    Option("exempt", "choice", "diện không phải nộp, được miễn, giảm: mã của fee_exemption:…"),
    Option("reduced", "flag", "được giảm vì sự kiện bất khả kháng (như exempt=bat-kha-khang)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """One question, read: the kind of case, the value (``None``: without value) and the options."""

    kind: Kind
    value: int | None = None
    instance: str = "so-tham"
    advance: bool = False
    simplified: bool = False
    mediated: bool = False
    agreed_at: str = ""
    withdrawn: str = ""
    claim_withdrawn: bool = False
    discontinued: str = ""
    result: str = ""
    accepted: int | None = None
    claimant: str = ""
    payer: str = ""
    claim: str = ""
    property_agreed: str = ""
    part: str = ""
    paid_before: int | None = None
    matter: str = ""
    exempt: str = ""

    @property
    def agreed(self) -> bool:
        """The parties agreed, before or at a hearing."""
        return self.mediated or bool(self.agreed_at)

    @property
    def on_appeal(self) -> bool:
        return self.instance == "phuc-tham"

    def names(self) -> set[str]:
        """The options that say something."""
        values = {name: getattr(self, name, None) for name in OPTIONS}
        told = {name for name, value in values.items() if value not in (None, "") and value is not False}
        return told - {"instance"}


def kind_of(text: object) -> Kind:
    """The kind of case by its code, with or without diacritics, in any case. Raises :class:`FeeRefused`."""
    found = _KIND_BY_FOLD.get(fold(text).strip()) if isinstance(text, str) else None
    if found is None:
        raise FeeRefused(f"Không có loại “{text}”; chọn: {', '.join(KINDS)}.")
    return found


def claim_of(kind: str, relation: str) -> str:
    """The option ``claim`` that the words of the legal relation tell; "" when they tell none."""
    return "ly-hon" if kind == "HNGĐ" and fold(relation).startswith("ly hon") else ""


def options_in_force(rules: Rules) -> dict[str, Option]:
    """The options with the codes that the rows in force know."""
    return {name: _with_codes(option, rules) for name, option in OPTIONS.items()}


def _with_codes(option: Option, rules: Rules) -> Option:
    prefix = _CODES.get(option.name)
    return replace(option, choices=tuple(rules.codes(prefix))) if prefix else option


def read_facts(rules: Rules, kind: object, value: object, options: Mapping[str, object]) -> Facts:
    """The question as facts, each in itself sound. Raises :class:`FeeRefused`, :class:`BadOption`."""
    found = kind_of(kind)
    told: dict[str, Any] = dict(read_options(options, options_in_force(rules)))
    stage = told.pop("stage", "")
    if stage and told.setdefault("agreed_at", stage) != stage:
        raise FeeRefused(f"agreed_at={told['agreed_at']} và stage={stage} trái nhau; chỉ ghi một.")
    if told.pop("reduced", False) and told.setdefault("exempt", "bat-kha-khang") != "bat-kha-khang":
        raise FeeRefused("Đã có exempt thì không dùng reduced: mỗi người chỉ tính một diện miễn hoặc giảm.")
    if told.get("agreed_at") == "simplified-hearing":  # there is no such hearing outside that procedure
        told["simplified"] = True
    return Facts(found, _value(value), **told)


def _value(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise FeeRefused(f"Giá trị “{value}” phải là số nguyên đồng.")
    if value < 0:
        raise FeeRefused("Giá trị tài sản có tranh chấp không thể là số âm.")
    if value > MOST:
        raise FeeRefused(f"Giá trị phải không quá {MOST:,} đồng.".replace(",", "."))
    return value
