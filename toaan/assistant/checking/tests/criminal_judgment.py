"""An invented criminal judgment without a fault."""

TEXT = """TÒA ÁN NHÂN DÂN
HUYỆN M, TỈNH N
Bản án số: 12/2019/HS-ST
Ngày: 18/6/2019

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

NHÂN DANH
NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TÒA ÁN NHÂN DÂN HUYỆN M, TỈNH N

- Thành phần Hội đồng xét xử sơ thẩm gồm có:
Thẩm phán - Chủ tọa phiên tòa: Ông Lê Quang Bách.
Các Hội thẩm nhân dân: Bà Đỗ Thị Mận và ông Cao Văn Sáu.
- Thư ký phiên tòa: Bà Trịnh Thu Thảo - Thư ký Tòa án.
- Đại diện Viện kiểm sát nhân dân huyện M tham gia phiên tòa: Ông Tạ Văn Hùng - Kiểm sát viên.
Ngày 18 tháng 6 năm 2019, tại trụ sở Tòa án nhân dân huyện M xét xử sơ thẩm công khai vụ án hình sự thụ lý số: 10/2019/TLST-HS ngày 06/5/2019 theo Quyết định đưa vụ án ra xét xử số: 11/2019/QĐXXST-HS ngày 03/6/2019 đối với bị cáo:
Bị cáo: Phan Văn Khải, sinh ngày 12/3/1990 tại huyện M. Nơi cư trú: xã P, huyện M; nghề nghiệp: làm ruộng; trình độ văn hóa: 9/12; dân tộc: Kinh; con ông Phan Văn Tư và bà Lý Thị Tám; tiền án, tiền sự: không. Bị cáo bị tạm giam từ ngày 20/02/2019, có mặt.
- Bị hại: Bà Đoàn Thị Xuân, sinh năm 1970. Nơi cư trú: xã P, huyện M (có mặt).

NỘI DUNG VỤ ÁN:
Khoảng 22 giờ ngày 15/02/2019, bị cáo Phan Văn Khải vào nhà bà Đoàn Thị Xuân lấy một xe máy trị giá 18.000.000 đồng. Cơ quan điều tra thu giữ một tua vít. Bà Đoàn Thị Xuân yêu cầu bị cáo bồi thường 2.000.000 đồng tiền sửa xe.
Cáo trạng số 15/CT-VKS ngày 26/4/2019 của Viện kiểm sát nhân dân huyện M truy tố bị cáo Phan Văn Khải về tội “Trộm cắp tài sản” theo khoản 1 Điều 173 Bộ luật Hình sự.
Tại phiên tòa, đại diện Viện kiểm sát giữ nguyên cáo trạng và đề nghị xử phạt bị cáo Phan Văn Khải từ 09 đến 12 tháng tù.

NHẬN ĐỊNH CỦA TÒA ÁN:
[1] Hành vi của bị cáo Phan Văn Khải phạm tội “Trộm cắp tài sản” theo khoản 1 Điều 173 Bộ luật Hình sự năm 2015. Bị cáo thành khẩn khai báo, được giảm nhẹ theo điểm s khoản 1 Điều 51 Bộ luật Hình sự năm 2015.
[2] Bị cáo phải bồi thường cho bị hại 2.000.000 đồng. Tua vít là công cụ phạm tội, cần tịch thu tiêu hủy.
Vì các lẽ trên,

QUYẾT ĐỊNH:
Căn cứ khoản 1 Điều 173, điểm s khoản 1 Điều 51 Bộ luật Hình sự năm 2015; Điều 106, Điều 136, Điều 331, Điều 333 Bộ luật Tố tụng hình sự năm 2015; Nghị quyết số 326/2016/UBTVQH14 ngày 30/12/2016.
1. Tuyên bố bị cáo Phan Văn Khải phạm tội “Trộm cắp tài sản”. Xử phạt bị cáo Phan Văn Khải 09 (chín) tháng tù, thời hạn tù tính từ ngày 20/02/2019.
2. Buộc bị cáo Phan Văn Khải bồi thường cho bà Đoàn Thị Xuân 2.000.000 đồng (Hai triệu đồng).
3. Tịch thu tiêu hủy 01 tua vít.
4. Về án phí: Bị cáo Phan Văn Khải phải chịu 200.000 đồng án phí hình sự sơ thẩm và 300.000 đồng án phí dân sự sơ thẩm.
5. Bị cáo, bị hại có quyền kháng cáo trong thời hạn 15 ngày kể từ ngày tuyên án.

Nơi nhận: TM. HỘI ĐỒNG XÉT XỬ SƠ THẨM
- Bị cáo; THẨM PHÁN - CHỦ TỌA PHIÊN TÒA
"""
