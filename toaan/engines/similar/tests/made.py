"""Small invented judgments."""

from __future__ import annotations

from datetime import date

from toaan.engines.similar import Judgment

BLDS = "91/2015/QH13"
_HEAD = "TÒA ÁN NHÂN DÂN KHU VỰC 1\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nNguyên đơn: ông {a}\nBị đơn: bà {b}\n"
_CASES = {
    "loan": (
        "Tranh chấp hợp đồng vay tài sản", (f"{BLDS}#463", f"{BLDS}#466", f"{BLDS}#468"),
        "Ông {a} cho bà {b} vay {sum} đồng, thời hạn vay mười hai tháng, lãi suất một phần trăm mỗi tháng, có giấy vay tiền viết tay. Đến hạn "
        "bà {b} không trả nợ gốc và nợ lãi dù đã được nhắc nhiều lần.\nÔng {a} yêu cầu Tòa án buộc bà {b} trả nợ gốc {sum} đồng và tiền lãi chậm trả.",
        "Hợp đồng vay tài sản được xác lập tự nguyện. Bên vay có nghĩa vụ trả nợ khi đến hạn theo Điều 466. Bà {b} chậm trả nên phải chịu lãi "
        "trên nợ gốc theo Điều 468 của Bộ luật Dân sự.",
        "1. Chấp nhận toàn bộ yêu cầu khởi kiện của ông {a}. Buộc bà {b} trả {sum} đồng tiền nợ gốc.\n2. Về án phí: bà {b} phải chịu.",
    ),
    "heritage": (
        "Tranh chấp về thừa kế tài sản", (f"{BLDS}#623", f"{BLDS}#649", f"{BLDS}#651"),
        "Cha mẹ của ông {a} và bà {b} chết không để lại di chúc. Di sản thừa kế là căn nhà cấp bốn và thửa đất vườn do bà {b} đang quản lý.\n"
        "Ông {a} đề nghị Tòa án chia di sản thừa kế theo pháp luật thành hai phần bằng nhau.",
        "Người để lại di sản không có di chúc nên di sản được chia theo pháp luật. Hàng thừa kế thứ nhất gồm hai người con theo Điều 651. Thời "
        "hiệu yêu cầu chia di sản theo Điều 623 vẫn còn.",
        "1. Chấp nhận một phần yêu cầu khởi kiện của ông {a} về việc chia di sản thừa kế.\n2. Về án phí: mỗi người chịu một nửa.",
    ),
    "dog": (
        "Tranh chấp về bồi thường thiệt hại ngoài hợp đồng", (f"{BLDS}#584", f"{BLDS}#590", f"{BLDS}#603"),
        "Con chó của nhà bà {b} thả rông không rọ mõm đã lao ra đường cắn ông {a} làm ông ngã xe máy, gãy tay, nằm viện mười ngày.\nÔng {a} yêu "
        "cầu Tòa án buộc bà {b} bồi thường chi phí chữa trị {sum} đồng và tổn thất tinh thần.",
        "Chủ sở hữu súc vật phải bồi thường thiệt hại do súc vật gây ra theo Điều 603. Thiệt hại do sức khỏe bị xâm phạm gồm chi phí cứu chữa.",
        "1. Không chấp nhận yêu cầu khởi kiện của ông {a}.\n2. Về án phí: ông {a} phải chịu.",
    ),
}  # fmt: skip


def judgment(
    sort: str, n: int, *, court: str = "Tòa án 1", kind: str = "DS", year: int = 2024, more: str = ""
) -> Judgment:
    """One of a sort: "loan", "heritage", "dog"."""
    relation, articles, facts, reasons, orders = _CASES[sort]
    text = (
        f"{_HEAD}NỘI DUNG VỤ ÁN:\n{facts}{more}\nNHẬN ĐỊNH CỦA TÒA ÁN:\n{reasons}\nQUYẾT ĐỊNH:\n{orders}".replace(
            "{a}", "ABCDĐGH"[n % 7]
        )
        .replace("{b}", "KLMNPQT"[n % 7])
        .replace("{sum}", f"{n + 20}.000.000")
    )
    return Judgment(
        f"{sort}-{n}", f"{n}/{year}/DS-ST", f"Bản án số {n}/{year}/DS-ST", kind, "Sơ thẩm", court, date(year, 1 + n % 12, 3), relation, text, articles
    )  # fmt: skip


def judgments(each: int = 8) -> list[Judgment]:
    """So many of each sort."""
    return [
        judgment(
            sort,
            n,
            court=f"Tòa án {n % 3}",
            year=2020 + n % 5,
            more=f" Việc thứ {'abcdefgh'[n % 8]} xảy ra tại chợ.",
        )
        for sort in _CASES
        for n in range(each)
    ]
