"""Acts on the judgment, the only writers of its tables."""

from toaan.judgments.actions.challenge import record_appeal, record_protest
from toaan.judgments.actions.correcting import agree_to_correction, correct, mark_error, unmark_error
from toaan.judgments.actions.deliberation import (
    ask,
    drop_note,
    drop_question,
    sign_deliberation,
    vote,
    write_deliberation,
    write_note,
)
from toaan.judgments.actions.drafting import restore_draft, save_draft, save_sections
from toaan.judgments.actions.issuing import number, pronounce, reopen, sign
from toaan.judgments.actions.late import file_late_appeal, forward_late_appeal
from toaan.judgments.actions.settling import record_receipt, settle_dropped, take_effect
from toaan.judgments.actions.word import bring_word, drop_word, hand_out_word, take_word

__all__ = [
    "agree_to_correction", "ask", "bring_word", "correct", "drop_note", "drop_question", "drop_word", "file_late_appeal", "forward_late_appeal",
    "hand_out_word", "mark_error", "number", "pronounce", "record_appeal", "record_protest", "record_receipt", "reopen",
    "restore_draft", "save_draft", "save_sections", "settle_dropped", "sign", "sign_deliberation", "take_effect", "take_word", "unmark_error", "vote",
    "write_deliberation", "write_note",
]  # fmt: skip
