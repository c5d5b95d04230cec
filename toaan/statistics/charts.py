"""Charts as plain numbers for an SVG that the server draws: no script, and a table says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from toaan.statistics.leadership import Age, Month

WIDTH, BASE, TOP, LEFT, RIGHT = 720, 200, 20, 34, 716
AGE_WIDTH = 340


def _ceiling(value: int) -> int:
    """The next round number at the top of the axis, divisible by four."""
    for step in (4, 8, 12, 20, 40, 60, 80, 100, 200, 400, 800, 1200, 2000):
        if value <= step:
            return step
    return (value // 4000 + 1) * 4000


def columns(months: Sequence[Month]) -> dict[str, Any]:
    """Two columns a month: accepted and resolved."""
    top = _ceiling(max((max(m.accepted, m.resolved) for m in months), default=0))
    step = (RIGHT - LEFT) / max(len(months), 1)
    scale = (BASE - TOP) / top
    wide = round(step * 0.32)

    def bar(x: float, value: int) -> dict[str, Any]:
        high = round(value * scale, 1)
        return {"x": round(x, 1), "y": round(BASE - high, 1), "h": high, "value": value}

    drawn = []
    for n, month in enumerate(months):
        x = LEFT + n * step + step * 0.16
        label = month.asked.period.start
        drawn.append(
            {
                "name": month.asked.name,
                "label": f"T{label.month}",
                "year": str(label.year) if n == 0 or label.month == 1 else "",
                "middle": round(x + wide, 1),
                "accepted": bar(x, month.accepted),
                "resolved": bar(x + wide + 2, month.resolved),
            }
        )
    lines = [{"y": round(BASE - top * n / 4 * scale, 1), "value": top * n // 4} for n in range(5)]
    return {"bars": drawn, "lines": lines, "wide": wide, "left": LEFT, "right": RIGHT, "base": BASE}


@dataclass(frozen=True)
class Slice:
    age: Age
    x: float
    width: float
    url: str = ""


def bands(found: Sequence[Age]) -> list[Slice]:
    """The remaining cases as one bar cut by age; a band with cases is never thinner than can be seen."""
    total = sum(a.cases for a in found)
    if not total:
        return []
    room = AGE_WIDTH - 2 * (sum(a.cases > 0 for a in found) - 1)
    wide = [max(room * a.cases / total, 8.0) if a.cases else 0.0 for a in found]
    scale = room / sum(wide)
    slices, x = [], 0.0
    for age, width in zip(found, wide, strict=True):
        slices.append(Slice(age, round(x, 1), round(width * scale, 1)))
        x += width * scale + (2 if age.cases else 0)
    return slices


def spark(values: Sequence[int]) -> str:
    """Points of a small line, 74 by 18, as tall as its own highest value."""
    top, last = max(max(values, default=0), 1), max(len(values) - 1, 1)
    return " ".join(f"{2 + 70 * n / last:.1f},{16 - 14 * v / top:.1f}" for n, v in enumerate(values))
