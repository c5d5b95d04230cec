"""Second instance of civil cases (phúc thẩm, BLTTDS 270–315): through the higher court and back."""
