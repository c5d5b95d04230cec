"""Reading a published judgment: its laws and articles."""

from toaan.publication import paper


def test_articles_stand_under_their_law_in_the_order_of_the_text():
    found = paper.by_law(
        [
            "khoản 3 Điều 26 Bộ luật Tố tụng dân sự",
            "Điều 328 Bộ luật Dân sự",
            "Điều 35a Bộ luật Tố tụng dân sự",
            "án lệ",
        ]
    )
    assert [(law, [short for short, _ in places]) for law, places in found] == [
        ("Bộ luật Tố tụng dân sự", ["Khoản 3 Điều 26", "Điều 35a"]),
        ("Bộ luật Dân sự", ["Điều 328"]),
        ("", ["Án lệ"]),
    ]
    assert found[0][1][0][1] == "khoản 3 Điều 26 Bộ luật Tố tụng dân sự"
