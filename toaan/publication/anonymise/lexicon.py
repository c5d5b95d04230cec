"""Words the rules look for. All in exact search form (lower case, modern tone placement) through `phrase`."""

from toaan.vietnamese.names import FAMILY_NAMES
from toaan.vietnamese.places import COMMUNE_WORDS, DISTRICT_WORDS, HAMLET_WORDS, PROVINCE_WORDS, STREET_WORDS
from toaan.vietnamese.text import normalise

Phrase = tuple[str, ...]


def phrase(text: str) -> Phrase:
    """A phrase as the tuple of its words in search form."""
    return tuple(normalise(text).split())


def _norms(text: str) -> frozenset[str]:
    return frozenset(normalise(text).split())


def _phrases(*texts: str) -> frozenset[Phrase]:
    return frozenset(phrase(text) for text in texts)


TITLES = _norms("ông bà anh chị cụ cô chú bác cháu em cậu dì mợ thím dượng")
"""Words before a person's name, strong enough that one capitalised word after them is a name."""
FAMILIES = frozenset(normalise(name) for name in FAMILY_NAMES) - TITLES

ROLES = _phrases(
    "nguyên đơn", "bị đơn", "bị cáo", "bị can", "bị hại", "người làm chứng", "nhân chứng", "đương sự",
    "người khởi kiện", "người bị kiện", "người yêu cầu", "người kháng cáo", "người phiên dịch",
)  # fmt: skip
"""A role in the case, directly before a name."""

KIN = _norms("vợ chồng con mẹ cha bố ba má tên là tức và với cho của hai hoặc gặp")
"""Words after which a bare known name stands: "cụ Đan, Thời", "mẹ chồng là Minh", "(tức Hải)"."""

COURT_ROLES = _phrases(
    "thẩm phán", "chủ tọa", "chủ tọa phiên tòa", "hội thẩm", "hội thẩm nhân dân", "hội thẩm quân nhân", "thư ký",
    "thư ký phiên tòa", "thư ký tòa án", "kiểm sát viên", "kiểm tra viên", "thẩm tra viên", "đại diện viện kiểm sát",
    "chánh án", "phó chánh án", "viện trưởng",
)  # fmt: skip
"""Officers of the court and the procuracy: their names stay in a published judgment."""
LAWYERS = _phrases("luật sư", "trợ giúp viên pháp lý", "trợ giúp viên")
"""Lawyers and legal-aid officers stay named as holders of a public role."""
NAMED_ROLES = COURT_ROLES | LAWYERS

PARTY_STARTS = _phrases(
    "nguyên đơn", "bị đơn", "người khởi kiện", "người bị kiện", "người yêu cầu", "bị cáo", "các đương sự",
    "người bị yêu cầu",
)  # fmt: skip
"""The first of these after the panel ends the heading."""

COURT_ORGANS = _phrases(
    "tòa án nhân dân", "tòa án", "tand", "viện kiểm sát nhân dân", "viện kiểm sát", "vksnd", "thi hành án dân sự",
    "thads", "vks", "vks nd", "ta", "thi hành án", "tòa án nhân dân cấp cao tại", "tòa phúc thẩm",
)  # fmt: skip
"""Organs whose place is published with them."""

LEVELS = _phrases(*PROVINCE_WORDS, *DISTRICT_WORDS, *COMMUNE_WORDS, *HAMLET_WORDS, *STREET_WORDS,
                  "tp", "tx", "tt", "tdp", "cánh đồng", "xứ đồng", "cù lao", "huyên", "huỵên", "thi xã", "thi trấn", "kdc", "ngã ba", "ngã tư",
                  "khu du lịch", "khu công nghiệp")  # fmt: skip
"""Words before a place name. Longest match first."""
PROVINCE_LEVELS = _phrases("tỉnh", "thành phố", "tp")

ORGANISATIONS = _phrases(
    "công ty", "tổng công ty", "doanh nghiệp tư nhân", "doanh nghiệp", "dntn", "hợp tác xã", "htx",
    "tập đoàn", "quỹ tín dụng nhân dân", "quỹ tín dụng", "văn phòng luật sư", "văn phòng công chứng", "vpcc",
    "ngân hàng", "xí nghiệp", "nhà máy", "khách sạn", "siêu thị", "công ty con",
)  # fmt: skip
ORGANISATION_FORMS = _phrases(
    "tnhh", "trách nhiệm hữu hạn", "cổ phần", "cp", "mtv", "một thành viên", "hai thành viên", "tmcp", "tm",
    "dv", "xd", "sx", "xnk", "dl", "thương mại", "dịch vụ", "xây dựng", "sản xuất", "đầu tư", "phát triển",
    "xuất nhập khẩu", "vận tải", "du lịch", "bất động sản", "nông nghiệp", "công nghệ", "kỹ thuật", "tư vấn",
    "thiết kế", "liên doanh", "tài chính", "bảo hiểm", "luật", "quản lý", "khai thác", "tài sản", "địa ốc",
    "nhân thọ", "kinh doanh", "thực phẩm", "dược phẩm", "may", "may mặc", "thủy sản", "chế biến", "xăng dầu",
    "vàng bạc", "và", "cơ khí", "vật liệu", "điện", "nước", "môi trường", "tài nguyên", "in", "thép", "gỗ",
    "nội thất", "quảng cáo", "truyền thông", "giáo dục", "y tế", "một", "viên", "thành viên", "đo đạc",
    "thẩm định giá", "giám định", "đấu giá", "hợp danh", "tư nhân", "sản xuất thương mại", "sx-tm",
    "việt nam", "chi nhánh", "phòng giao dịch", "nhà", "nông thôn", "nhà nước", "chính sách xã hội", "ngoại thương", "quốc tế", "phần", "công thương",
)  # fmt: skip
"""What a company does or its legal form: stays, because it names nobody."""

PLACE_CONTEXT = _norms("nhánh dịch ty hàng viện trường học phẩm thị đường phố ngõ hẻm xã phường huyện tỉnh")
"""Last words of "chi nhánh", "phòng giao dịch" …: what follows is not a person even if it begins like one."""

# Capitalised openings that end a name: first syllable → following syllables. Whole phrases, never single words,
# because Ngân, Hợp, Trường, Quyết, Nghĩa … are given names.
_OPENINGS = """
ngân: hàng sách|hợp: đồng tác lệ pháp|trường: hợp trung cao tiểu đại mầm học|quyết: định toán|nghĩa: vụ|nghị: định quyết
thông: tư tin báo qua thường|cơ: quan sở cấu chế|trung: ương tâm|chính: phủ sách trị quyền sửa|tổ: chức quốc trưởng thẩm
nhiệm: vụ kỳ|thực: hiện hành phẩm tế chất|tôn: trọng|bảo: đảm hiểm vệ quản mật lãnh|hoạt: động|tiếp: nhận tục theo
thời: gian hạn điểm hiệu kỳ|đoàn: đại luật thanh giám|thành: viên phần lập phố|đại: diện hội biểu lý học úy
chương: trình|văn: bản phòng hóa bằng thư|hằng: năm|nhân: viên dân chứng thân danh|ban: hành chỉ quản chấp đầu
công: an nghệ ty bố tác dân trình khai báo chức văn nghiệp nhận nhân đoàn việc chứng|dân: quân tộc sự số|hướng: dẫn
kiến: nghị|đào: tạo|tài: chính liệu sản nguyên khoản|trình: tự độ bày|phương: án thức tiện pháp|lý: lịch do
doanh: nghiệp thu|chi: phí cục nhánh tiết|hội: đồng nghị thẩm nông phụ|thương: binh mại lượng|gia: đình|thể: hiện lệ
phát: triển hiện hành mãi biểu|định: kỳ giá|quốc: hội gia tịch lộ|giao: thông dịch kết|hành: vi khách chính
đơn: vị đề đăng xin yêu khiếu khởi phản kháng giá|hồ: sơ|đăng: ký tải|vi: phạm bằng|lợi: dụng nhuận ích
thường: trú vụ xuyên|danh: mục sách|lập: biên hồ vi|đồng: thời ý hồ tiền|thu: nhập thập hồi|cam: kết đoan
chuẩn: bị|sử: dụng|quyền: hạn lợi sở sử|khiếu: nại|an: toàn ninh|tính: toán|khai: thác báo|lưu: trữ ký
chế: độ|trụ: sở|trực: tiếp|từ: năm ngày đó khi|hoàn: thành cảnh trả|việt: nam|trưởng: ban phòng thôn công
trọng: tài|thống: nhất kê|tiến: hành|đình: chỉ|pháp: lệnh luật nhân|thi: hành|toàn: bộ|tố: tụng cáo|quân: đội nhân
liên: quan hệ đoàn|kỳ: hạn|chánh: án|tiền: lương sử án lãi gốc tạm công vay bồi mặt thuê hụi|năng: lực|tất: cả
lệ: phí|tranh: chấp tụng|hòa: giải|sinh: năm ngày viên|học: sinh vấn|xã: hội viên|trợ: giúp lý|các: hội|tổ: trưởng|địa: chỉ điểm chính bàn phương|nơi: cư ở đăng sinh thường làm
trú: tại quán|hộ: khẩu tịch gia|cư: trú ngụ|chức: vụ|nghề: nghiệp|trong: đó quá khi thời trường ngày các suốt|tại: phiên tòa bản đơn thời biên các khoản điều buổi cơ
theo: đơn quy bản hợp yêu như đó lời kết quyết giấy biên ủy|sau: khi đó này|trước: khi đây đó|khi: đó có nào vay ly|nếu: không có|do: đó vậy ông bà anh chị không vậy
vì: vậy thế|về: án phần việc yêu nghĩa quan nội hôn con tài thời chi|của: ông bà|căn: cứ nhà|xét: thấy về yêu|ngoài: ra|tuy: nhiên|như: vậy|nay: ông bà anh chị tôi do
hiện: nay tại ông bà anh chị đang|phần: đất diện còn nhà|diện: tích|thửa: đất số|giấy: chứng vay nhận mượn tờ ủy bán phép xác|biên: bản|bản: án tự sao đồ thân
tòa: án|toà: án|viện: kiểm trưởng|ủy: ban quyền|uỷ: ban quyền|kiểm: sát tra|thẩm: phán tra quyền định|thư: ký|luật: sư|người: đại bảo có làm kế được phải yêu bị khởi kháng giám thừa liên vay
nguyên: đơn nhân tắc|bị: đơn cáo hại can|đương: sự|các: đương bên tài con ông bà chị anh|những: người|yêu: cầu|buộc: ông bà anh chị|chấp: nhận|không: chấp có đồng|ghi: nhận chú
vợ: chồng ông|chồng: bà chị|con: ông bà chung|cha: mẹ ông bà|mẹ: ông bà|bố: mẹ|anh: em chị trai|chị: em gái|ông: bà nội ngoại|vắng: mặt|có: mặt đơn|cùng: địa ngày trú có nơi|đã: chết
năm: sinh|ngày: sinh|đối: với|đến: ngày nay năm|kể: từ|phía: bị nguyên ông bà đông tây nam bắc|bên: vay bán mua nguyên bị|số: tiền nhà điện tài cmnd|chứng: minh cứ thực|căn: cước|điện: thoại
nhưng: ông bà đến|để: đảm bảo giải|đề: nghị|qua: xem|xử: sơ phúc buộc|tuyên: xử bố bác|hủy: bỏ một|kết: luận quả hôn|nội: dung|nhận: định thấy xét|lời: khai trình|mặt: khác|quá: trình
việc: ông bà anh chị|thụ: lý|vụ: án|chủ: tịch tọa đầu hụi sở hộ|phó: chủ giám chánh trưởng|giám: đốc đốc định|tổng: giám cộng số|thôn: trưởng|sự: việc thật|tọa: lạc|lô: đất|vị: trí|tứ: cận
sự: kiện|khu: vực|bộ: luật|điều: luật khoản|khoản: tiền|án: phí lệ|quan: hệ|xác: nhận định|nhà: nước đất|đất: tọa ở thuộc|cộng: hòa|độc: lập|tự: do|hạnh: phúc|nam: bộ|kính: gửi|tham: gia
tháng: sáu bảy|là: con vợ chồng|vào: ngày năm khoảng|thời: điểm|mua: bán|cho: rằng|ý: kiến|lãi: suất|nợ: gốc lãi|thỏa: thuận|cơ: sở|kèm: theo|thuộc: thửa|tờ: bản|ở: địa|trả: lời|chết: ngày năm
gồm: có|giới: hạn|ranh: giới|hướng: đông tây nam bắc|hàng: xóm thừa|người: thừa|bất: động|mục: đích|giá: trị|nguồn: gốc|loại: đất|tổng: diện|hiệu: lực|lý: do|hạn: mức|chứng: nhận|biết: việc
"""


_TITLE_CASE_OPENINGS = _phrases(
    "tòa án", "ủy ban", "uỷ ban", "viện kiểm", "ngân hàng", "hội đồng", "hội thẩm", "công ty", "chi cục", "hợp đồng",
    "quyết định", "giấy chứng", "bản án", "thẩm phán", "kiểm sát", "thư ký", "văn phòng", "cơ quan", "nguyên đơn",
    "bị đơn", "chủ tịch", "đại diện", "trung tâm", "quyền sử", "quỹ tín", "các hội", "luật sư", "thi hành",
    "sinh năm", "địa chỉ", "công an", "cộng hòa",
)  # fmt: skip
"""Those that are also written with two capitals; in mixed case most pairs of capitals are names."""


def _openings() -> frozenset[Phrase]:
    found: set[Phrase] = set()
    for line in _OPENINGS.strip().splitlines():
        for entry in line.split("|"):
            first, _, rest = entry.partition(":")
            found |= {phrase(f"{first} {second}") for second in rest.split()}
    return frozenset(found)


OPENINGS = _openings()

TITLE_CASE_OPENINGS = frozenset(pair[:2] for pair in _TITLE_CASE_OPENINGS)

NEVER_GIVEN = _norms(
    "giấy tòa toà ủy uỷ viện cơ thửa biên người việc phần các những bản hội chủ khoản điều số nơi"
)
"""Syllables that open a compound after a title ("giao cho bà Giấy chứng nhận") and are no given names."""
AGREE = frozenset((("đồng", "ý"), ("đồng", "tình"), ("đồng", "thời")))
"""After a name these undo a compound: "bà Hợp đồng ý", "ông Hợp đồng thời là"."""
NEVER_LAST = frozenset(("thị", "văn"))
"""Middle names that do not end a full name: the next capital is the given name whatever it opens."""

PARTICLES = _norms("các những tại theo và của với không khi nếu nhưng để là có trong do vì nay")
"""Never the second word of a name when they open a line or follow a code."""

SENTENCE_STARTS = _norms("""tại theo trong khi nếu vì nay sau trước để và xét ngoài tuy như hiện cùng còn phía nhưng các những của
    về không nên thì mà có được bị đã đang sẽ này đó điều khoản điểm mục chỉ với bởi cho đến vào rồi số ngày tháng năm
    nơi địa thửa giấy người tòa toà ủy uỷ viện bản đề đối từ do căn việc chấp buộc mặt vắng là bên phần hai ba
    """)
"""At the start of a line these begin a sentence; as the last part of a name broken over a line they are unlikely."""

VERBS = _norms("""trình khai yêu đề không có là đã và được phải cho trả vay nói thừa xác đồng cùng bị thì cũng còn nộp chết
    ký kháng đứng mua bán gọi đi về nhận cung xin vắng tự sinh đang sẽ chưa hưởng chuyển tiếp khởi rút vẫn mới lại nợ
    giao sử làm ở với đưa bảo""")
"""What a person does: after one of these a bare known name at the start of a sentence is a person."""
