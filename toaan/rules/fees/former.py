"""Fees of cases accepted before 01/01/2017: Pháp lệnh 10/2009/UBTVQH12, whose list differs from NQ 326/2016 below its first band only.

Needed to judge old sums, never to charge new ones: NQ 326/2016/UBTVQH14, art. 48, leaves such cases under the ordinance. The amounts are
secondary (judgments of 2015–2018 and reprints of the list agree).
"""

from datetime import date

CHECKED = False
"""Pháp lệnh 10/2009/UBTVQH12 is in no collection of texts in force: only the last day of its list, from the first of NQ 326/2016, is checked."""

FIRST_DAY_OF_RESOLUTION = date(2017, 1, 1)
FORMER_NO_VALUE = {
    "DS": 200_000,
    "HNGĐ": 200_000,
    "KDTM": 2_000_000,
    "LĐ": 200_000,
    "HC": 200_000,
    "HS": 200_000,
}


def former_fee(kind: str, value: int, fee: int) -> int:
    """The fee under the ordinance of a value whose fee today is `fee`: 5 % where the resolution has its fixed first band."""
    least = FORMER_NO_VALUE.get(kind, 0)
    return max(least, min(fee, (value * 50 + 500) // 1000)) if kind in ("DS", "HNGĐ", "KDTM") else fee
