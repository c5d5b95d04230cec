"""The codes and laws that judgments cite most, version by version: number, first and last day in force, last article.

A judgment names a code by its name and year ("Bộ luật Dân sự năm 2005"), often one that no collection of texts in force still
holds; which version was meant, and whether it was in force on a day, is told from here.

`checked`: number, first day and last article stand so in the law's own texts (`tests/test_codes.py`, make test-data). All else is
secondary, from memory and held against no text; `last_day` always, but where it is the day before a checked version's first day. It is
empty for what is in force or where a later law's first day is not settled here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Version:
    """One version of a code (bộ luật, luật) as the courts call it by its year."""

    short: str
    year: int
    number: str
    first_day: date
    last_day: date | None
    articles: int
    """The number of its last article; 0: not known here."""
    procedural: bool = False
    """It rules the proceedings, so that the day of the act counts, not the day of the facts."""
    checked: bool = False
    """Held against the law's own text."""

    def in_force(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


CHECKED = frozenset({
    "92/2015/QH13", "101/2015/QH13", "93/2015/QH13", "91/2015/QH13", "100/2015/QH13", "45/2019/QH14", "52/2014/QH13", "59/2020/QH14",
    "36/2005/QH11", "26/2008/QH12", "51/2014/QH13", "326/2016/UBTVQH14",
})  # fmt: skip
"""Numbers of the versions whose first day and last article were found in the law's own texts."""


def _rows() -> tuple[Version, ...]:
    def day(text: str) -> date | None:
        return date.fromisoformat(text) if text else None

    told = (
        ("BLTTDS", 2004, "24/2004/QH11", "2005-01-01", "2016-06-30", 418, True),
        ("BLTTDS", 2015, "92/2015/QH13", "2016-07-01", "", 517, True),
        ("BLTTHS", 2003, "19/2003/QH11", "2004-07-01", "2017-12-31", 346, True),
        ("BLTTHS", 2015, "101/2015/QH13", "2018-01-01", "", 510, True),
        ("LTTHC", 2010, "64/2010/QH12", "2011-07-01", "2016-06-30", 265, True),
        ("LTTHC", 2015, "93/2015/QH13", "2016-07-01", "", 372, True),
        ("BLDS", 1995, "44-L/CTN", "1996-07-01", "2005-12-31", 838, False),
        ("BLDS", 2005, "33/2005/QH11", "2006-01-01", "2016-12-31", 777, False),
        ("BLDS", 2015, "91/2015/QH13", "2017-01-01", "", 689, False),
        ("BLHS", 1999, "15/1999/QH10", "2000-07-01", "2017-12-31", 344, False),
        ("BLHS", 2015, "100/2015/QH13", "2018-01-01", "", 426, False),
        ("BLLĐ", 2012, "10/2012/QH13", "2013-05-01", "2020-12-31", 242, False),
        ("BLLĐ", 2019, "45/2019/QH14", "2021-01-01", "", 220, False),
        ("LHNGĐ", 2000, "22/2000/QH10", "2001-01-01", "2014-12-31", 110, False),
        ("LHNGĐ", 2014, "52/2014/QH13", "2015-01-01", "", 133, False),
        ("LĐĐ", 1987, "3-LCT/HĐNN8", "1988-01-08", "1993-10-14", 57, False),
        ("LĐĐ", 1993, "24-L/CTN", "1993-10-15", "2004-06-30", 89, False),
        ("LĐĐ", 2003, "13/2003/QH11", "2004-07-01", "2014-06-30", 146, False),
        ("LĐĐ", 2013, "45/2013/QH13", "2014-07-01", "2024-07-31", 212, False),
        ("LĐĐ", 2024, "31/2024/QH15", "2024-08-01", "", 260, False),
        ("LNO", 2005, "56/2005/QH11", "2006-07-01", "2015-06-30", 153, False),
        ("LNO", 2014, "65/2014/QH13", "2015-07-01", "2024-07-31", 183, False),
        ("LNO", 2023, "27/2023/QH15", "2024-08-01", "", 198, False),
        ("LKDBĐS", 2006, "63/2006/QH11", "2007-01-01", "2015-06-30", 81, False),
        ("LKDBĐS", 2014, "66/2014/QH13", "2015-07-01", "2024-07-31", 82, False),
        ("LKDBĐS", 2023, "29/2023/QH15", "2024-08-01", "", 83, False),
        ("LCTCTD", 1997, "07/1997/QHX", "1998-10-01", "2010-12-31", 131, False),
        ("LCTCTD", 2010, "47/2010/QH12", "2011-01-01", "2024-06-30", 163, False),
        ("LCTCTD", 2024, "32/2024/QH15", "2024-07-01", "", 210, False),
        ("LDN", 2005, "60/2005/QH11", "2006-07-01", "2015-06-30", 172, False),
        ("LDN", 2014, "68/2014/QH13", "2015-07-01", "2020-12-31", 213, False),
        ("LDN", 2020, "59/2020/QH14", "2021-01-01", "", 218, False),
        ("LTM", 1997, "58/L-CTN", "1998-01-01", "2005-12-31", 264, False),
        ("LTM", 2005, "36/2005/QH11", "2006-01-01", "", 324, False),
        ("LCC", 2006, "82/2006/QH11", "2007-07-01", "2014-12-31", 67, False),
        ("LCC", 2014, "53/2014/QH13", "2015-01-01", "2025-06-30", 81, False),
        ("LCC", 2024, "46/2024/QH15", "2025-07-01", "", 76, False),
        ("LTHADS", 2008, "26/2008/QH12", "2009-07-01", "", 183, True),
        ("LPS", 2004, "21/2004/QH11", "2004-10-15", "2014-12-31", 95, True),
        ("LPS", 2014, "51/2014/QH13", "2015-01-01", "", 133, True),
        ("PLAP", 2009, "10/2009/UBTVQH12", "2009-07-01", "2016-12-31", 0, True),
        ("NQAP", 2016, "326/2016/UBTVQH14", "2017-01-01", "", 48, True),
    )  # fmt: skip
    return tuple(
        Version(
            short, year, number, day(first) or date.min, day(last), articles, procedural, number in CHECKED
        )
        for short, year, number, first, last, articles, procedural in told
    )


VERSIONS = _rows()
AMENDED_IN = {
    "BLTTDS": {2011, 2025}, "BLTTHS": {2021, 2025}, "LTTHC": {2025}, "BLHS": {1985, 2009, 2017, 2025}, "BLLĐ": {1994, 2002, 2006, 2007},
    "LHNGĐ": {1959, 1986, 2010}, "LĐĐ": {1998, 2001, 2009, 2018}, "LNO": {2009}, "LCTCTD": {2004, 2017}, "LDN": {1999, 2013, 2025},
    "LTHADS": {2014, 2022, 2025}, "LTM": {2017, 2019}, "LPS": {1993, 2025}, "LCC": {2018}, "LKDBĐS": set(), "BLDS": set(),
}  # fmt: skip
"""Other years by which courts call these codes: of their amendments and of versions before those above. From memory, unchecked."""


def versions(short: str) -> list[Version]:
    """The versions of one code, oldest first."""
    return [one for one in VERSIONS if one.short == short]


def version(short: str, *, year: int | None = None, on: date | None = None) -> Version | None:
    """The version of that year; without a year the one in force on the day, else the last before it."""
    known = versions(short)
    if year is not None:
        return next((one for one in known if one.year == year), None)
    if on is not None:
        begun = [one for one in known if one.first_day <= on]
        return next((one for one in begun if one.in_force(on)), begun[-1] if begun else None)
    return known[-1] if known else None


def by_number(number: str) -> Version | None:
    """The version with this number: "91/2015/QH13"."""
    return next((one for one in VERSIONS if one.number == number), None)
