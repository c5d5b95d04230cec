"""Every colour pair of the palette can be read (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = dict(
    re.findall(
        r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})",
        (Path(__file__).resolve().parents[1] / "scss" / "_tokens.scss").read_text(encoding="utf-8"),
    )
)
TEXT, SHAPE = 4.5, 3.0
PAIRS = [
    "muc-900/trang", "muc-900/muc-50", "muc-700/trang", "muc-600/trang", "muc-600/muc-50",
    "muc-600/muc-100", "cham-700/trang", "cham-700/cham-50", "cham-700/muc-50", "cham-700/dong-100",
    "cham-900/cham-100", "trang/cham-700", "trang/cham-900", "cham-200/cham-900", "cham-100/cham-800",
    "dong-700/trang", "focus-ink/focus", "son-700/trang", "trang/son-700", "luc-800/luc-100",
    "nghe-800/nghe-100", "son-800/son-100", "tim-700/tim-100", "han-qua-fg/han-qua-bg",
    "han-nay-fg/han-nay-bg", "han-gan-fg/han-gan-bg", "han-con-fg/han-con-bg",
    "han-xong-fg/han-xong-bg", "han-dung-fg/han-dung-bg",
]  # fmt: skip
SHAPES = [
    "muc-500/trang", "muc-500/muc-50", "dong-400/cham-900", "dong-600/trang", "focus/cham-900",
    "focus-ink/trang", "han-nay-bd/trang", "han-gan-bd/trang", "han-con-bd/trang", "han-qua-bg/trang",
]  # fmt: skip


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def ratio(pair: str) -> float:
    light, dark = sorted((luminance(TOKENS[name]) for name in pair.split("/")), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("pair", "least"), [(p, TEXT) for p in PAIRS] + [(p, SHAPE) for p in SHAPES])
def test_contrast(pair: str, least: float) -> None:
    assert ratio(pair) >= least


def test_the_most_urgent_level_is_told_apart_without_colour() -> None:
    fills = {
        level: luminance(TOKENS[f"han-{level}-bg"]) for level in ("qua", "nay", "gan", "con", "xong", "dung")
    }
    assert fills.pop("qua") < 0.1
    assert min(fills.values()) > 0.8
