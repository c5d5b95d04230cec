"""An invented judgment without a fault, and an invented book of law."""

from __future__ import annotations

from datetime import date

from toaan.assistant.checking.book import FileBook
from toaan.legislation.reading import ArticleRecord

TEXT = """TÒA ÁN NHÂN DÂN
HUYỆN M, TỈNH N
Bản án số: 15/2018/DS-ST
Ngày: 20/8/2018
V/v tranh chấp hợp đồng vay tài sản

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

NHÂN DANH
NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TÒA ÁN NHÂN DÂN HUYỆN M, TỈNH N

- Thành phần Hội đồng xét xử sơ thẩm gồm có:
Thẩm phán - Chủ tọa phiên tòa: Ông Lê Quang Bách.
Các Hội thẩm nhân dân: Bà Đỗ Thị Mận và ông Cao Văn Sáu.
- Thư ký phiên tòa: Bà Trịnh Thu Thảo - Thư ký Tòa án.
Ngày 20 tháng 8 năm 2018, tại trụ sở Tòa án nhân dân huyện M xét xử sơ thẩm công khai vụ án thụ lý số: 31/2018/TLST-DS ngày 05/4/2018 về tranh chấp hợp đồng vay tài sản theo Quyết định đưa vụ án ra xét xử số: 22/2018/QĐXXST-DS ngày 25/7/2018 giữa các đương sự:
1. Nguyên đơn: Bà Hoàng Thị Lan Chi, sinh năm 1980. Địa chỉ: xã P, huyện M (có mặt).
2. Bị đơn: Ông Vũ Đức Thịnh, sinh năm 1975. Địa chỉ: xã Q, huyện M (có mặt).

NỘI DUNG VỤ ÁN:
Theo đơn khởi kiện ngày 20/3/2018, nguyên đơn bà Hoàng Thị Lan Chi trình bày: Ngày 10/02/2017 bà cho ông Vũ Đức Thịnh vay 100.000.000 đồng (Một trăm triệu đồng) và ngày 15/3/2017 cho vay thêm 40.000.000 đồng. Bà yêu cầu ông Vũ Đức Thịnh trả 140.000.000 đồng.
Bị đơn ông Vũ Đức Thịnh trình bày: Ông thừa nhận có vay nhưng xin trả dần.

NHẬN ĐỊNH CỦA TÒA ÁN:
[1] Tranh chấp thuộc thẩm quyền của Tòa án theo khoản 3 Điều 26, điểm a khoản 1 Điều 35, điểm a khoản 1 Điều 39 Bộ luật Tố tụng dân sự năm 2015.
[2] Yêu cầu của nguyên đơn bà Hoàng Thị Lan Chi có căn cứ theo Điều 463, Điều 466 Bộ luật Dân sự năm 2015 nên được chấp nhận, buộc ông Vũ Đức Thịnh trả cho bà Hoàng Thị Lan Chi 140.000.000 đồng.
[3] Bị đơn phải chịu 7.000.000 đồng án phí dân sự sơ thẩm.
Vì các lẽ trên,

QUYẾT ĐỊNH:
Căn cứ khoản 3 Điều 26, điểm a khoản 1 Điều 35, Điều 147, Điều 273 Bộ luật Tố tụng dân sự năm 2015; Điều 463, Điều 466 Bộ luật Dân sự năm 2015; Nghị quyết số 326/2016/UBTVQH14 ngày 30/12/2016.
1. Chấp nhận yêu cầu khởi kiện của bà Hoàng Thị Lan Chi. Buộc ông Vũ Đức Thịnh phải trả cho bà Hoàng Thị Lan Chi 140.000.000 đồng (Một trăm bốn mươi triệu đồng).
2. Về án phí: Ông Vũ Đức Thịnh phải chịu 7.000.000 đồng án phí dân sự sơ thẩm.
3. Các đương sự có quyền kháng cáo trong thời hạn 15 ngày kể từ ngày tuyên án.

Nơi nhận: TM. HỘI ĐỒNG XÉT XỬ SƠ THẨM
- Các đương sự; THẨM PHÁN - CHỦ TỌA PHIÊN TÒA
"""


def _article(document: str, number: str, title: str, text: str) -> ArticleRecord:
    return ArticleRecord(document, number, title, text, effective=date(2016, 7, 1))


BOOK = FileBook(
    records=[
        _article("92/2015/QH13", "26", "Tranh chấp về dân sự", "1. Một.\n2. Hai.\n3. Ba."),
        _article("92/2015/QH13", "35", "Thẩm quyền", "1. Những việc sau:\na) Một;\nb) Hai.\n2. Hai."),
        _article("92/2015/QH13", "39", "Thẩm quyền theo lãnh thổ", "1. Như sau:\na) Một;\nb) Hai."),
        _article("92/2015/QH13", "147", "Nghĩa vụ chịu án phí", "1. Một.\n2. Hai."),
        _article("91/2015/QH13", "463", "Hợp đồng vay tài sản", "Hợp đồng vay tài sản là sự thỏa thuận."),
        _article("91/2015/QH13", "466", "Nghĩa vụ trả nợ", "1. Một.\n2. Hai."),
    ]
)
