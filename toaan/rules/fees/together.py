"""Which facts go together: a question that the law gives no answer to is refused with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from toaan.rules.fees.facts import Facts
from toaan.rules.fees.ledger import FeeRefused, Rules

_COMMON = frozenset({"advance", "exempt"})
_CIVIL = _COMMON | {"simplified", "mediated", "agreed_at", "withdrawn", "discontinued"}
_APPEAL = _COMMON | {"simplified", "withdrawn", "discontinued", "claim_withdrawn", "result"}

# What may be said of each kind of case at each instance.
_ALLOWED: Mapping[tuple[str, str], frozenset[str]] = {
    ("civil", "so-tham"): _CIVIL | {"accepted", "claimant", "payer", "claim", "property_agreed"},
    ("civil", "phuc-tham"): _APPEAL | {"agreed_at"},
    ("admin", "so-tham"): _CIVIL | {"result", "part", "claimant"},
    ("admin", "phuc-tham"): _APPEAL | {"part"},
    ("criminal", "so-tham"): _COMMON | {"mediated", "agreed_at", "withdrawn", "payer", "part", "paid_before"},
    ("criminal", "phuc-tham"): _COMMON | {"withdrawn", "result", "payer", "part", "agreed_at"},
    ("request", "so-tham"): _COMMON | {"withdrawn", "claim", "payer"},
    ("request", "phuc-tham"): _COMMON | {"result"},
    ("other", "so-tham"): frozenset({"exempt", "matter"}),
    ("other", "phuc-tham"): frozenset({"exempt", "matter", "result"}),
}
_COURSE = {
    "civil": "án phí trong vụ án dân sự, hôn nhân và gia đình, kinh doanh, thương mại, lao động",
    "admin": "án phí hành chính",
    "criminal": "án phí trong vụ án hình sự",
    "request": "lệ phí giải quyết việc dân sự",
    "other": "lệ phí Tòa án khác",
}
_INSTANCE = {"so-tham": "sơ thẩm", "phuc-tham": "phúc thẩm"}
# Why an option that people expect is not there.
_WHY: Mapping[tuple[str, str, str], str] = {
    ("civil", "phuc-tham", "mediated"): "khoản 7 Điều 26 chỉ giảm án phí sơ thẩm; ở phúc thẩm dùng agreed_at=ordinary-hearing (khoản 5 Điều 29)",
    ("criminal", "so-tham", "simplified"): "khoản 2 Điều 6 không giảm án phí hình sự khi xử theo thủ tục rút gọn",
    ("criminal", "phuc-tham", "simplified"): "khoản 2 Điều 6 không giảm án phí hình sự khi xử theo thủ tục rút gọn",
    ("request", "phuc-tham", "withdrawn"): "Nghị quyết 326 không quy định lệ phí khi rút kháng cáo trong việc dân sự",
    ("civil", "so-tham", "claim_withdrawn"): "ở sơ thẩm dùng withdrawn",
    ("admin", "so-tham", "claim_withdrawn"): "ở sơ thẩm dùng withdrawn",
}  # fmt: skip
# Each of these says how the case ended; two ends cannot both be.
_ENDS: Mapping[str, Callable[[Facts], bool]] = {
    "mediated, agreed_at, stage": lambda f: f.agreed,
    "withdrawn": lambda f: bool(f.withdrawn),
    "claim_withdrawn": lambda f: f.claim_withdrawn,
    "discontinued": lambda f: bool(f.discontinued),
    "result": lambda f: bool(f.result),
    "accepted": lambda f: f.accepted is not None,
}
_PAYERS = {
    "civil": ("nguyen-don", "bi-don", "lien-quan"),
    "criminal": ("bi-cao", "bi-hai", "duong-su"),
    "request": ("mot-ben",),
}
_RESULTS = {
    ("civil", "phuc-tham"): ("giu-nguyen", "sua", "huy"),
    ("admin", "so-tham"): ("chap-nhan", "khong-chap-nhan"),
    ("admin", "phuc-tham"): ("giu-nguyen", "sua", "huy", "chap-nhan"),
    ("criminal", "phuc-tham"): ("giu-nguyen", "sua", "huy", "chap-nhan"),
    ("request", "phuc-tham"): ("giu-nguyen", "chap-nhan", "khong-chap-nhan"),
    ("other", "phuc-tham"): ("giu-nguyen", "chap-nhan", "khong-chap-nhan"),
}


def check(facts: Facts, rules: Rules) -> None:
    """Refuse facts that do not go together. Raises :class:`FeeRefused` with one Vietnamese line."""
    for name in sorted(facts.names() - _ALLOWED[facts.kind.family, facts.instance]):
        raise FeeRefused(_not_here(facts, name))
    rest = (_codes(facts), _payer(facts), _claim(facts, rules), _money(facts), _exemption(facts, rules))
    for problem in chain(_ends(facts), *rest):
        raise FeeRefused(problem)


def _not_here(facts: Facts, name: str) -> str:
    family = facts.kind.family
    why = _WHY.get((family, facts.instance, name))
    told = f"Tùy chọn {name} không dùng cho {_COURSE[family]} ở cấp {_INSTANCE[facts.instance]}"
    return f"{told}: {why}." if why else f"{told}."


def _ends(facts: Facts) -> Iterator[str]:
    ends = [names for names, told in _ENDS.items() if told(facts)]
    if len(ends) > 1:
        yield f"Vụ việc chỉ kết thúc theo một cách; không đi cùng nhau: {'; '.join(ends)}."
    if facts.advance and ends:
        yield f"Tạm ứng được nộp khi chưa biết kết quả; advance không đi cùng: {ends[0]}."
    if facts.agreed_at == "ordinary-hearing" and facts.simplified and not facts.on_appeal:
        yield "Vụ án theo thủ tục rút gọn thì thỏa thuận ở phiên tòa rút gọn: dùng stage=simplified-hearing."
    if facts.agreed_at == "simplified-hearing" and (facts.on_appeal or facts.kind.family != "civil"):
        yield "Khoản 8 Điều 26 chỉ giảm án phí dân sự sơ thẩm khi thỏa thuận tại phiên tòa rút gọn."
    if facts.withdrawn == "any" and facts.on_appeal and not _penalty_only(facts):
        yield "Rút kháng cáo trước hay tại phiên tòa thì mức án phí khác nhau: dùng withdrawn=before-hearing hoặc at-hearing."


def _penalty_only(facts: Facts) -> bool:
    return facts.kind.family == "criminal" and facts.part in ("", "hinh-su")


def _codes(facts: Facts) -> Iterator[str]:
    family, key = facts.kind.family, (facts.kind.family, facts.instance)
    if facts.result and facts.result not in _RESULTS[key]:
        yield f"result của loại {facts.kind.code} ở cấp {_INSTANCE[facts.instance]}: {', '.join(_RESULTS[key])}."
    if facts.discontinued:
        yield from _discontinued(facts)
    if facts.part == "ca-hai" and (family != "criminal" or facts.on_appeal):
        yield "part=ca-hai chỉ dùng cho vụ án hình sự sơ thẩm; ở cấp phúc thẩm hỏi riêng từng phần."
    if facts.part == "hinh-su" and family == "admin":
        yield "Vụ án hành chính không có phần hình sự; part chỉ nhận dan-su."
    if family == "other" and not facts.matter:
        yield "Loại LP cần matter=… để biết lệ phí nào."


def _payer(facts: Facts) -> Iterator[str]:
    family, consent = facts.kind.family, facts.claim == "thuan-tinh-ly-hon"
    if not facts.payer:
        return
    if facts.payer not in _PAYERS[family]:
        yield f"payer của loại {facts.kind.code}: {', '.join(_PAYERS[family])}."
    if family == "civil" and facts.accepted is None and (not consent or facts.advance):
        yield "payer cần accepted (phần yêu cầu được chấp nhận) để chia án phí cho mỗi bên."
    if facts.payer == "lien-quan" and facts.claimant != "doc-lap":
        yield "payer=lien-quan cần claimant=doc-lap."
    if family == "request" and not consent:
        yield "payer chỉ dùng khi vợ, chồng cùng yêu cầu: claim=thuan-tinh-ly-hon."
    if facts.payer == "duong-su" and facts.part != "dan-su" and not facts.advance:
        yield "Đương sự không chịu án phí hình sự: dùng part=dan-su."


def _discontinued(facts: Facts) -> Iterator[str]:
    if facts.on_appeal and facts.discontinued != "vang-mat":
        yield "Ở cấp phúc thẩm chỉ có discontinued=vang-mat (người kháng cáo vắng mặt lần thứ hai)."
    if facts.discontinued == "huy-quyet-dinh" and facts.kind.family != "admin":
        yield "discontinued=huy-quyet-dinh chỉ có trong vụ án hành chính (khoản 3 Điều 32)."
    if facts.discontinued == "pha-san" and facts.kind.family != "civil":
        yield "discontinued=pha-san chỉ có trong vụ án dân sự (điểm d khoản 1 Điều 217 Bộ luật Tố tụng dân sự)."


def _claim(facts: Facts, rules: Rules) -> Iterator[str]:
    if facts.property_agreed and (facts.claim not in ("ly-hon", "thuan-tinh-ly-hon") or facts.value is None):
        yield "property_agreed cần claim=ly-hon hoặc thuan-tinh-ly-hon và giá trị phần tài sản được chia."
    if facts.property_agreed and (facts.agreed or facts.advance):
        yield "property_agreed chỉ nói về phần tài sản; không đi cùng mediated, agreed_at, stage, advance."
    if not facts.claim:
        return
    consent = facts.claim == "thuan-tinh-ly-hon" and facts.kind.family == "civil"
    if consent and facts.value is not None and not (facts.payer or facts.advance):
        yield "Thuận tình ly hôn có chia tài sản: ghi payer, VALUE là phần tài sản người đó được chia."
    row = rules.row(f"fee_rule:claim:{facts.claim}")
    if facts.kind.code not in row.value["types"]:
        yield f"claim={facts.claim} chỉ dùng cho loại: {', '.join(row.value['types'])} ({row.source.cite()})."
    if row.value["basis"] == "value" and facts.value is None:
        yield f"claim={facts.claim} cần giá trị: {row.value['title']}."
    if facts.accepted is not None:
        yield f"accepted không đi cùng claim={facts.claim}: Điều 27 đã định người chịu án phí."


def _money(facts: Facts) -> Iterator[str]:
    if facts.accepted is not None and (facts.value is None or facts.accepted > facts.value):
        yield "Phần yêu cầu được chấp nhận phải nằm trong giá trị yêu cầu."
    if facts.accepted is not None and facts.exempt and not facts.payer:
        yield "exempt tính cho từng người: khi có accepted, ghi thêm payer=nguyen-don hoặc bi-don."
    halves = facts.claim == "thuan-tinh-ly-hon" and not (facts.advance and facts.kind.family == "civil")
    if halves and facts.exempt and not facts.payer:
        yield f"exempt tính cho từng người: ghi thêm payer={_PAYERS[facts.kind.family][0]}."
    if facts.paid_before is not None and (facts.value is None or facts.paid_before > facts.value):
        yield "paid_before phải nằm trong giá trị bồi thường (VALUE)."
    if facts.part == "hinh-su" and (facts.mediated or facts.agreed_at or facts.paid_before is not None):
        yield "Thỏa thuận và tự nguyện bồi thường chỉ thuộc phần dân sự: dùng part=dan-su hoặc ca-hai."
    if facts.kind.family == "criminal" and facts.on_appeal and facts.agreed_at and facts.part != "dan-su":
        yield "Thỏa thuận tại phiên tòa phúc thẩm chỉ thuộc phần dân sự: dùng part=dan-su."


def _exemption(facts: Facts, rules: Rules) -> Iterator[str]:
    if not facts.exempt:
        return
    row = rules.row(f"fee_exemption:{facts.exempt}")
    covers = {"request": "viec", "other": "khac"}.get(facts.kind.family, "an-phi")
    if covers not in row.value.get("covers", ["an-phi"]):
        yield f"exempt={facts.exempt} không áp dụng cho {_COURSE[facts.kind.family]} ({row.source.cite()})."
    code = f"LP:{facts.matter}" if facts.matter else facts.kind.code
    if code not in row.value.get("types", [code]):
        yield f"exempt={facts.exempt} chỉ áp dụng cho loại: {', '.join(row.value['types'])} ({row.source.cite()})."
    if row.value.get("appeal_only") and not facts.on_appeal:
        yield f"exempt={facts.exempt} chỉ áp dụng ở cấp phúc thẩm ({row.source.cite()})."
