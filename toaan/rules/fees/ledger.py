"""The amount being reckoned, with its steps and articles; the rows it is reckoned from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from toaan.rules.explain import vi_money
from toaan.rules.model import RuleRow, Source, vi_article

LAW = "Nghị quyết số 326/2016/UBTVQH14"
FeeStep = tuple[str, int]


class FeeRefused(ValueError):
    """The question makes no sense or names something unknown; one Vietnamese line."""


class FeeRuleMissing(LookupError):
    """No fee table for this kind of case, or no such exemption, is in force."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one side pays of a fee."""

    who: str
    amount: int


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount in đồng, the articles it rests on, and the arithmetic as (words, amount) steps."""

    amount: int
    article: str
    explanation_vi: str
    steps: tuple[FeeStep, ...]
    shares: tuple[Share, ...] = ()
    """Who pays which part, where the law or the question says so; they add up to `amount`."""
    articles: tuple[str, ...] = ()
    """The articles once more, as rules are named: ``NQ326:26.7``."""

    def as_json(self) -> dict[str, Any]:
        """A JSON-ready record."""
        record: dict[str, Any] = {
            "amount": self.amount,
            "article": self.article,
            "explanation_vi": self.explanation_vi,
            "steps": [list(step) for step in self.steps],
        }
        if self.shares:
            record["shares"] = [{"who": share.who, "fee": share.amount} for share in self.shares]
        return record


class Rules:
    """The rows in force on a day, by key; without a day the rows are taken to be in force."""

    def __init__(self, rows: Iterable[RuleRow], on: date | None) -> None:
        self._rows: dict[str, RuleRow] = {}
        for row in rows:
            if on is None or row.is_in_force(on):
                self._rows.setdefault(row.key, row)

    def row(self, key: str) -> RuleRow:
        """The row of this key. Raises :class:`FeeRuleMissing`."""
        if key not in self._rows:
            raise FeeRuleMissing(f"Không có quy định “{key}” về án phí đang có hiệu lực.")
        return self._rows[key]

    def table(self, code: str) -> RuleRow:
        """The fees of one kind of case, or of one charge (``LP:pha-san``)."""
        return self.row(f"fee:{code}")

    def codes(self, prefix: str) -> list[str]:
        """What follows the prefix in the keys in force: ``fee_rule:claim:`` gives the claims known."""
        return [key.removeprefix(prefix) for key in self._rows if key.startswith(prefix)]


@dataclass(slots=True)
class Ledger:
    """Adds up one fee. Every step names its rule, and the rule its article."""

    rules: Rules
    amount: int = 0
    steps: list[FeeStep] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    relief: list[Source] = field(default_factory=list)

    def note(self, words: str, amount: int | None = None) -> None:
        """A line of the arithmetic that leaves the amount as it is."""
        self.steps.append((words, self.amount if amount is None else amount))

    def cite(self, *keys: str) -> None:
        """Rest on these rules without a step of their own."""
        self.sources += [self.rules.row(f"fee_rule:{key}").source for key in keys]

    def set(self, words: str, amount: int) -> None:
        self.amount = amount
        self.note(words)

    def apply(self, key: str, words: str = "") -> None:
        """Take the rule's percentage of the amount reached so far."""
        row = self.rules.row(f"fee_rule:{key}")
        share = row.value["percent"]
        self.amount = percent(self.amount, share)
        title = words or row.value["title"]
        self.note(title if words or share in (0, 100) else f"{title}: {share}%")
        self.sources.append(row.source)

    def relieve(self, row: RuleRow) -> None:
        """Take off what the law spares this payer."""
        self.amount -= percent(self.amount, row.value["relief_percent"])
        self.note(f"{row.value['title']} ({row.source.cite()})")
        self.relief.append(row.source)

    def article(self) -> str:
        """``khoản 1 Điều 6, khoản 7 Điều 26 Nghị quyết số …``; what relieves stands behind a semicolon."""
        return "; ".join([*_citations(self.sources), *(source.cite() for source in self.relief)])

    def fee(self, shares: Sequence[Share] = ()) -> Fee:
        """The finished fee."""
        article = self.article()
        lines = "; ".join(f"{words} = {vi_money(result)}" for words, result in self.steps)
        words = f"{lines}. Số tiền: {vi_money(self.amount)} ({article})."
        return Fee(self.amount, article, words, tuple(self.steps), tuple(shares), self.articles())

    def articles(self) -> tuple[str, ...]:
        """Every article used, once, as rules are named."""
        return tuple(dict.fromkeys(f"{s.law}:{s.article}" for s in [*self.sources, *self.relief]))


def base_fee(table: RuleRow, value: int | None) -> tuple[int, str]:
    """The fee of the list at first instance for a value (``None``: without value), and its words."""
    bands = table.value.get("bands")
    if value is None or not bands:
        return int(table.value["no_value"]), "Án phí không có giá ngạch" if bands else str(
            table.value["title"]
        )
    if value < 0:
        raise FeeRefused("Giá trị tài sản có tranh chấp không thể là số âm.")
    band = next(b for b in bands if b.get("to") is None or value <= b["to"])
    return band["base"] + _permille(value - band["over"], band["permille"]), _band_words(band, value)


def percent(amount: int, share: int) -> int:
    """So many percent of an amount, a half đồng rounded up."""
    return _permille(amount, share * 10)


def _permille(amount: int, permille: int) -> int:
    return (amount * permille + 500) // 1000


def _band_words(band: Mapping[str, Any], value: int) -> str:
    if not band["permille"]:
        return f"Án phí có giá ngạch của {vi_money(value)}"
    rate = f"{band['permille'] / 10:g}%".replace(".", ",")
    if not band["over"]:
        return f"Án phí có giá ngạch: {rate} × {vi_money(value)}"
    return (
        f"Án phí có giá ngạch: {vi_money(band['base'])} + {rate} × "
        f"({vi_money(value)} − {vi_money(band['over'])})"
    )


def _citations(sources: Iterable[Source]) -> list[str]:
    """One entry per document, its articles in the order in which they were used, each once."""
    by_document: dict[str, list[str]] = {}
    for source in sources:
        articles = by_document.setdefault(source.document or source.law, [])
        if (article := vi_article(source.article)) not in articles:
            articles.append(article)
    return [f"{', '.join(articles)} {document}".strip() for document, articles in by_document.items()]
