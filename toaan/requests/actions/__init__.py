"""Acts on a request: what the judge or the panel decides, and how a panel of three comes to sit (BLTTDS 67.1)."""

from toaan.requests.actions.deciding import become_suit, discontinue, recognise, rule, take_effect
from toaan.requests.actions.panel import (
    ask_explanation,
    assign_panel,
    file_to_send,
    others,
    send_to_procuracy,
)

__all__ = [
    "ask_explanation", "assign_panel", "become_suit", "discontinue", "file_to_send", "others", "recognise", "rule",
    "send_to_procuracy", "take_effect",
]  # fmt: skip
