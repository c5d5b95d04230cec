import pytest

from toaan.rules.effect import (
    LIMIT_KEYS,
    AppealPeriod,
    JudgmentPart,
    PartyFacts,
    ProcuracyFacts,
    appeal_periods,
    effective_dates,
    settlement_effective,
)
from toaan.rules.tests.shipped import CALENDAR, d, limit

LIMITS = {key: limit(key) for key in LIMIT_KEYS}
PRONOUNCED = d("2/3/2026")
PRESENT = PartyFacts("p", "Bà Lê Thị An", attended_hearing=True, attended_pronouncement=True)
ABSENT = PartyFacts("d", "Ông Trần Văn Bình", attended_hearing=False, attended_pronouncement=False)
ATTENDED = ProcuracyFacts(attended=True)
PARTS = [
    JudgmentPart("1", "Phần trả nợ gốc"),
    JudgmentPart("2", "Phần lãi", challenged_by=("Ông Trần Văn Bình",)),
]


def periods(*parties: PartyFacts, procuracy: ProcuracyFacts = ATTENDED) -> list[AppealPeriod]:
    return appeal_periods(PRONOUNCED, parties, procuracy, LIMITS, CALENDAR)


def absent(**facts: object) -> PartyFacts:
    return PartyFacts(
        "d", "Ông Trần Văn Bình", **{"attended_hearing": False, "attended_pronouncement": False, **facts}
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("party", "due"),
    [
        (PRESENT, "17/3/2026"),
        (absent(attended_hearing=True), "17/3/2026"),  # 273.1 para 2: no good reason
        (absent(attended_hearing=True, good_reason=True, received_on=d("10/3/2026")), "25/3/2026"),
        (absent(received_on=d("12/3/2026")), "27/3/2026"),
        (absent(posted_on=d("12/3/2026")), "27/3/2026"),
        (absent(received_on=d("20/3/2026"), posted_on=d("12/3/2026")), "27/3/2026"),
        (absent(), None),
        (absent(attended_hearing=True, good_reason=True), None),
    ],
)
def test_the_appeal_period_depends_on_presence_and_reason(party: PartyFacts, due: str | None) -> None:
    period = periods(party)[0]
    assert (period.due and period.due.due) == (due and d(due))
    assert "khoản 1 Điều 273" in period.explanation


@pytest.mark.parametrize(
    ("procuracy", "same", "higher"),
    [
        (ProcuracyFacts(attended=True), "17/3/2026", "2/4/2026"),
        (ProcuracyFacts(attended=False, received_on=d("10/3/2026")), "25/3/2026", "10/4/2026"),
        (ProcuracyFacts(attended=False), None, None),
    ],
)
def test_protest_periods_of_both_levels(
    procuracy: ProcuracyFacts, same: str | None, higher: str | None
) -> None:
    found = [p.due and p.due.due for p in periods(PRESENT, procuracy=procuracy)[1:]]
    assert found == [same and d(same), higher and d(higher)]


def test_an_unchallenged_part_takes_effect_the_day_after_the_last_period() -> None:
    (_, debt, why), (_, interest, why_not) = effective_dates(PARTS, periods(PRESENT))
    assert debt == d("3/4/2026")  # the higher procuracy's month ends on 2/4/2026 at 24:00
    assert "Viện kiểm sát cấp trên trực tiếp, hết lúc 24 giờ ngày 02/04/2026" in why
    assert "khoản 2 Điều 282" in why
    assert interest is None
    assert "Ông Trần Văn Bình" in why_not
    assert "khoản 1 Điều 282" in why_not


def test_a_late_receipt_puts_off_the_effect_for_everybody() -> None:
    late = absent(received_on=d("30/3/2026"))
    assert effective_dates(PARTS, periods(PRESENT, late))[0][1] == d("15/4/2026")


def test_while_somebody_has_not_received_the_judgment_no_day_is_invented() -> None:
    _, day, why = effective_dates(PARTS, periods(PRESENT, ABSENT))[0]
    assert day is None
    assert "Ông Trần Văn Bình" in why
    assert "cập nhật ngày nhận" in why


def test_the_other_reading_of_282_2_is_a_setting() -> None:
    assert effective_dates(PARTS, periods(PRESENT), first_day="last_day")[0][1] == d("2/4/2026")


def test_an_effect_that_rests_on_an_unannounced_year_is_provisional() -> None:
    found = appeal_periods(d("15/12/2026"), [PRESENT], ATTENDED, LIMITS, CALENDAR)
    assert "tạm tính" in effective_dates(PARTS, found)[0][2]


def test_without_periods_nothing_takes_effect() -> None:
    with pytest.raises(ValueError, match="kháng cáo, kháng nghị"):
        effective_dates(PARTS, [])


def test_an_agreement_takes_effect_at_once() -> None:
    day, why = settlement_effective(d("2/3/2026"))
    assert day == d("2/3/2026")
    assert "khoản 1 Điều 213" in why
