"""Court fees and their advance (án phí, tạm ứng án phí) at first instance: NQ 326/2016/UBTVQH14.

Amounts are whole đồng; a fraction is rounded half up. Every result shows its arithmetic and its article.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from toaan.rules.explain import vi_money
from toaan.rules.model import RuleRow

LAW = "Nghị quyết số 326/2016/UBTVQH14"
FeeStep = tuple[str, int]


class FeeRuleMissing(LookupError):
    """No fee table for this kind of case, or no such exemption, is in force."""


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount in đồng, the article it rests on, and the arithmetic as (words, amount) steps."""

    amount: int
    article: str
    explanation_vi: str
    steps: tuple[FeeStep, ...]

    def as_json(self) -> dict[str, Any]:
        """A JSON-ready record."""
        return {
            "amount": self.amount,
            "article": self.article,
            "explanation_vi": self.explanation_vi,
            "steps": [list(step) for step in self.steps],
        }


@dataclass(frozen=True, slots=True)
class FeeShares:
    """Who bears which part of the first-instance fee (NQ 326 art. 26)."""

    plaintiff: Fee
    defendant: Fee


def fee_advance(
    rows: Iterable[RuleRow],
    kind: str,
    value: int | None,
    *,
    simplified: bool = False,
    exempt: str | None = None,
    on: date | None = None,
) -> Fee:
    """The advance a plaintiff pays before acceptance (NQ 326 art. 7.2, 7.4).

    ``kind`` is DS, HNGĐ, KDTM or LĐ; ``value`` the disputed value in đồng, ``None`` for a case without value.
    With value: half of the expected fee, never below the fee without value. ``exempt`` is the code of a row
    of kind ``fee_exemption``. Rows are read as of ``on``; without it they are taken to be in force. Raises
    :class:`FeeRuleMissing`, ``ValueError`` for a negative value.
    """
    rows = list(rows)
    table = _row(rows, f"fee:{kind}", on)
    full, steps = _full_fee(table, value)
    if value is None:
        amount, article = full, "khoản 2 Điều 7"
        steps.append(("Tạm ứng bằng mức án phí không có giá ngạch", amount))
    else:
        amount, article = _percent(full, 50), "khoản 2 Điều 7"
        steps.append((f"Tạm ứng 50% × {vi_money(full)}", amount))
        if amount < table.value["no_value"]:
            amount = table.value["no_value"]
            steps.append(("Không thấp hơn mức án phí không có giá ngạch", amount))
    if simplified:
        amount, article = _percent(amount, 50), "khoản 2 và khoản 4 Điều 7"
        steps.append(("Thủ tục rút gọn: 50%", amount))
    return _relieved(rows, amount, f"{article} {LAW}", steps, exempt=exempt, on=on, advance=True)


def court_fee(
    rows: Iterable[RuleRow],
    kind: str,
    value: int | None,
    *,
    simplified: bool = False,
    agreed_before_hearing: bool = False,
    exempt: str | None = None,
    on: date | None = None,
) -> Fee:
    """The first-instance fee for a claim of ``value`` đồng (``None``: without value).

    ``agreed_before_hearing``: the parties settled in the court's mediation before the hearing, half the fee
    (26.7). ``simplified``: half the list (6.2). Arguments and errors otherwise as in :func:`fee_advance`.
    """
    rows = list(rows)
    amount, steps = _full_fee(_row(rows, f"fee:{kind}", on), value)
    articles = ["khoản 1 Điều 6"]
    if simplified:
        amount = _percent(amount, 50)
        articles.append("khoản 2 Điều 6")
        steps.append(("Thủ tục rút gọn: 50%", amount))
    if agreed_before_hearing:
        amount = _percent(amount, 50)
        articles.append("khoản 7 Điều 26")
        steps.append(("Thỏa thuận được khi hòa giải trước khi mở phiên tòa: 50%", amount))
    return _relieved(rows, amount, f"{', '.join(articles)} {LAW}", steps, exempt=exempt, on=on)


def share_fee(
    rows: Iterable[RuleRow],
    kind: str,
    claimed: int,
    accepted: int,
    *,
    exempt_plaintiff: str | None = None,
    exempt_defendant: str | None = None,
    on: date | None = None,
) -> FeeShares:
    """Split the fee of a claim with value: each side pays on the part it lost (26.2-4).

    The plaintiff bears the fee of the rejected part, the defendant that of the accepted part, each by the
    band of its own part. Raises ``ValueError`` unless ``0 <= accepted <= claimed``.
    """
    if not 0 <= accepted <= claimed:
        raise ValueError("Phần yêu cầu được chấp nhận phải nằm trong giá trị yêu cầu.")
    rows = list(rows)
    lost = (
        (claimed - accepted, "phần yêu cầu không được chấp nhận", exempt_plaintiff),
        (accepted, "phần yêu cầu được chấp nhận", exempt_defendant),
    )
    shares = [_share(rows, kind, part, words, exempt=exempt, on=on) for part, words, exempt in lost]
    return FeeShares(plaintiff=shares[0], defendant=shares[1])


def _share(
    rows: list[RuleRow], kind: str, part: int, words: str, *, exempt: str | None, on: date | None
) -> Fee:
    article = f"khoản 2, khoản 3, khoản 4 Điều 26 {LAW}"
    if part == 0:
        return Fee(0, article, f"Không có {words} nên không phải chịu án phí ({article}).", ())
    amount, steps = _full_fee(_row(rows, f"fee:{kind}", on), part)
    return _relieved(rows, amount, article, [(f"Tính trên {words}", part), *steps], exempt=exempt, on=on)


def _full_fee(table: RuleRow, value: int | None) -> tuple[int, list[FeeStep]]:
    if value is None:
        amount = table.value["no_value"]
        return amount, [("Án phí không có giá ngạch", amount)]
    if value < 0:
        raise ValueError("Giá trị tài sản có tranh chấp không thể là số âm.")
    band = next(b for b in table.value["bands"] if b.get("to") is None or value <= b["to"])
    amount = band["base"] + _permille(value - band["over"], band["permille"])
    return amount, [(_band_words(band, value), amount)]


def _band_words(band: dict[str, Any], value: int) -> str:
    if not band["permille"]:
        return f"Án phí có giá ngạch của {vi_money(value)}"
    rate = f"{band['permille'] / 10:g}%".replace(".", ",")
    if not band["over"]:
        return f"Án phí có giá ngạch: {rate} × {vi_money(value)}"
    return (
        f"Án phí có giá ngạch: {vi_money(band['base'])} + {rate} × "
        f"({vi_money(value)} − {vi_money(band['over'])})"
    )


def _relieved(
    rows: Sequence[RuleRow],
    amount: int,
    article: str,
    steps: list[FeeStep],
    *,
    exempt: str | None,
    on: date | None,
    advance: bool = False,
) -> Fee:
    relief = _row(rows, f"fee_exemption:{exempt}", on) if exempt else None
    if relief and (advance or not relief.value.get("only_advance", False)):
        amount -= _percent(amount, relief.value["relief_percent"])
        steps.append((f"{relief.value['title']} ({relief.source.cite()})", amount))
        article = f"{article}; {relief.source.cite()}"
    lines = "; ".join(f"{words} = {vi_money(result)}" for words, result in steps)
    return Fee(amount, article, f"{lines}. Số tiền: {vi_money(amount)} ({article}).", tuple(steps))


def _row(rows: Iterable[RuleRow], key: str, on: date | None) -> RuleRow:
    for row in rows:
        if row.key == key and (on is None or row.is_in_force(on)):
            return row
    raise FeeRuleMissing(f"Không có quy định “{key}” về án phí đang có hiệu lực.")


def _percent(amount: int, percent: int) -> int:
    return _permille(amount, percent * 10)


def _permille(amount: int, permille: int) -> int:
    return (amount * permille + 500) // 1000
