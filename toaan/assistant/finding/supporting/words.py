"""Words on which a sentence of law turns: negation, duty and permission, conditions, persons; and those that say nothing.

Each class is one token: a sentence that says "có nghĩa vụ" agrees with a passage that says "phải". Phrases are matched longest first, so
that "chỉ" of "đình chỉ" is not taken for "only".
"""

from __future__ import annotations

from toaan.vietnamese.text import normalise

_TURNS = {
    "không-được": "không được, không có quyền, không được quyền, không được phép, không được cấp, nghiêm cấm, cấm",
    "không-phải": "không phải, không bắt buộc, không cần, không có nghĩa vụ, không cần phải, không buộc",
    "không-thể": "không thể",
    "không-quá": "không quá, tối đa, nhiều nhất",
    "ít-nhất": "ít nhất, tối thiểu",
    "chậm-nhất": "chậm nhất, muộn nhất",
    "không": "không, chẳng",
    "chưa": "chưa",
    "trừ": "trừ, trừ trường hợp, trừ khi, ngoại trừ",
    "chỉ": "chỉ, chỉ được, chỉ có",
    "phải": "phải, bắt buộc, có nghĩa vụ, có trách nhiệm, buộc, buộc phải",
    "có-thể": "có thể",
    "có-quyền": "có quyền, được quyền, được phép",
    "được": "được",
    "nếu": "nếu, khi, trường hợp, trong trường hợp, các trường hợp, trong các trường hợp, với điều kiện",
    "trước": "trước, trước khi",
    "sau": "sau, sau khi",
    "hoặc": "hoặc, hoặc là, hay",
    "trở-lên": "trở lên",
    "trở-xuống": "trở xuống",
    "trên": "trên, quá, vượt quá",
    "dưới": "dưới",
    "vẫn": "vẫn",
    "đều": "đều",
    "tạm-ứng": "tạm ứng",
    "thì": "thì",
}
"""Class → ways to say it. None may be dropped between the words of a sentence, nor added to them."""

_PERSONS = (
    "nguyên đơn", "bị đơn", "người khởi kiện", "người bị kiện", "người có quyền lợi, nghĩa vụ liên quan", "đương sự", "tòa án",
    "viện kiểm sát", "kiểm sát viên", "thẩm phán", "hội thẩm", "hội thẩm nhân dân", "hội đồng xét xử", "thư ký tòa án", "thư ký", "thẩm tra viên",
    "chánh án", "viện trưởng", "người kháng cáo", "người làm chứng", "người giám định", "người phiên dịch", "người đại diện",
    "người bảo vệ quyền và lợi ích hợp pháp", "bên bán", "bên mua", "bên cho thuê", "bên thuê", "bên vay", "bên cho vay", "bên tặng cho",
    "bên bảo đảm", "bên nhận bảo đảm", "người yêu cầu", "người bị yêu cầu", "người được thi hành án", "người phải thi hành án",
    "người lao động", "người sử dụng lao động", "chấp hành viên", "hòa giải viên", "đối thoại viên", "người để lại di sản", "người thừa kế",
    "vợ", "chồng", "cha", "mẹ", "con", "chủ sở hữu", "bên có quyền", "bên có nghĩa vụ", "bị cáo", "bị hại", "luật sư",
    "bị can", "người bị buộc tội", "người bị tạm giữ", "người bị tố cáo", "người tố cáo", "người khiếu nại", "người bị khiếu nại", "chủ tọa phiên tòa", "ủy ban nhân dân", "bên gửi", "bên giữ",
    "bên ủy quyền", "bên được ủy quyền", "người nhận", "người gửi", "tòa án cấp sơ thẩm", "tòa án cấp phúc thẩm",
)  # fmt: skip

_OPPOSED = (
    "sơ thẩm, phúc thẩm, giám đốc thẩm, tái thẩm", "có mặt, vắng mặt", "tạm đình chỉ, đình chỉ", "hoãn, tạm ngừng", "chấp nhận, bác",
    "công khai, kín", "kháng cáo, kháng nghị", "trả lại, thụ lý, tiếp nhận", "toàn bộ, một phần", "cá nhân, cơ quan, tổ chức",
    "trực tiếp, trực tuyến", "bản án, quyết định", "thành niên, chưa thành niên", "đồng ý, phản đối, từ chối",
    "mọi, tất cả, một trong, cả hai, một số", "cấp tỉnh, khu vực, cấp cao, tối cao", "thuận tình, đơn phương", "miễn, giảm, hoàn trả",
    "tăng, giảm", "bắt đầu, kết thúc, chấm dứt", "hợp pháp, trái pháp luật", "có hiệu lực, hết hiệu lực", "lệ phí, án phí", "đơn giản, phức tạp",
    "vô hiệu, có hiệu lực", "lý do chính đáng, trở ngại khách quan", "tranh chấp, yêu cầu", "tuyên án, nhận được",
    "động sản, bất động sản", "giao, nhận", "bên, người thứ ba", "trong nước, nước ngoài", "thẩm quyền", "thời hạn, thời hiệu",
)  # fmt: skip
"""Words that are often taken for each other; each must stand in the passage where the sentence has it."""

_PLAIN = (
    "đình chỉ, địa chỉ, điểm chỉ, chỉ định, chỉ đạo, chỉ thị, chỉ dẫn, chứng chỉ, nhận được, biết được, thu được, đạt được, có được, "
    "không gian, hàng không, chưa thành niên, trước bạ, trên cơ sở, sau đây, sau đó, như sau, bên trên, nêu trên, nói trên, trường hợp này, "
    "trường hợp đó, trong trường hợp này, trong trường hợp đó, trước đó, trước đây, dưới đây, quá trình, người đại diện hợp pháp, người đại diện theo ủy quyền, "
    "người đại diện theo pháp luật, nghĩa vụ, hay không, con người, mẹ đẻ, cha đẻ, con dấu, con đường, bị buộc, yêu cầu, phải thi hành, "
    "kiểm sát, giao dịch, giao nhận, chứng nhận, công nhận, thừa nhận, xác nhận, ghi nhận, nhận thức, bàn giao, giao thông, "
    "phải trái, giảm nhẹ, có quyền lợi"
)
_FREE = (
    "và, của, cho, các, những, là, mà, với, tại, trong, ở, theo, này, đó, bởi, về, để, do, từ, đến, cũng, đã, sẽ, đang, rằng, như, "
    "nêu, trên cơ sở, sau đây, như sau, nêu trên, nói trên, trường hợp này, trường hợp đó, trong trường hợp này, trong trường hợp đó, ngoài ra, đồng thời, tuy nhiên, như vậy, cụ thể, "
    "quy định, theo quy định, pháp luật, bộ luật, luật, điều, khoản, điểm, bao gồm, gồm, gồm có, đối với, một, việc, có, thuộc, nói chung, "
    "về nguyên tắc, thông thường, kể, tính, ngày, lại, ra, vào, bằng, qua, người, sự, cùng, nơi, mình, họ, thế, nhằm, còn, dạng, số, bị, "
    "thuộc trường hợp, thuộc các trường hợp, thuộc một trong các trường hợp, được quy định, được quy định như sau, đây, sau đó, trước đó, trước đây, dưới đây, hạn"
)


def _keys(words: str) -> list[tuple[str, ...]]:
    return [tuple(normalise(one).replace(",", " ").split()) for one in words.split(", ")]


TURNS = {key: f"!{name}" for name, ways in _TURNS.items() for key in _keys(ways)}
PERSONS = {tuple(normalise(one).replace(",", " ").split()): f"@{one}" for one in _PERSONS}
OPPOSED = {key: "=" + " ".join(key) for group in _OPPOSED for key in _keys(group)}
FREE = frozenset(_keys(_FREE))
PHRASES: dict[tuple[str, ...], str] = {
    **{key: " ".join(key) for key in _keys(_PLAIN)},
    **OPPOSED,
    **PERSONS,
    **TURNS,
}
LONGEST = max(len(key) for key in PHRASES)
SAME = frozenset({frozenset({"!có-quyền", "!được"}), frozenset({"!có-quyền", "!có-thể"})})
"""Classes that say the same of a person."""
OBLIQUE = frozenset({"của", "cho", "với", "đến", "từ", "giữa", "do", "bởi", "bằng"})
"""Words after which a person is not the one who acts."""
PARTIAL = (
    "về nguyên tắc",
    "nói chung",
    "thông thường",
    "trừ trường hợp pháp luật có quy định khác",
    "trừ một số trường hợp",
)
"""A sentence that says so may leave out the exceptions ("trừ …") of its passage; a condition never."""
EXCEPTIONS = frozenset({"!trừ", "!nếu", "!chỉ"})
"""What narrows the words before it."""
LINKS = frozenset({"!nếu", "!thì"})
"""A sentence may say them where the passage does not: "rút đơn thì" is "nếu rút đơn"."""
NEVER_SKIPPED = frozenset(TURNS.values()) - {"!hoặc", "!đều", "!thì"}
TELLING = frozenset(TURNS.values()) - {"!đều"} - LINKS
"""What a sentence may not say of itself."""
INSTANCES = {"=sơ thẩm": "@tòa án cấp sơ thẩm", "=phúc thẩm": "@tòa án cấp phúc thẩm"}
"""A sentence may say "bản án sơ thẩm" for "bản án của Tòa án cấp sơ thẩm"."""
NEGATIONS = frozenset({"!không", "!chưa", "!không-được", "!không-phải", "!không-thể"})
MODAL = frozenset({"!phải", "!có-thể", "!có-quyền", "!được", "!không-được", "!không-phải"})
