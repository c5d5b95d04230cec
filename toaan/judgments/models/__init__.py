"""Tables of the judgment, of appeals and protests, and of legal effect."""

from toaan.judgments.models.challenge import Appeal, AppealPeriod, Protest
from toaan.judgments.models.correction import Correction, CorrectionConsent
from toaan.judgments.models.deliberation import DeliberationMinutes, PanelNote, Question, Vote
from toaan.judgments.models.draft import Draft, DraftVersion, WordCopy, WordReturn
from toaan.judgments.models.effect import Effect, PartEffect
from toaan.judgments.models.judgment import Judgment, JudgmentPart
from toaan.judgments.models.late import LateAppeal

__all__ = [
    "Appeal", "AppealPeriod", "Correction", "CorrectionConsent", "DeliberationMinutes", "Draft", "DraftVersion", "Effect", "Judgment", "JudgmentPart", "LateAppeal", "PanelNote", "PartEffect", "Protest", "Question", "Vote",
    "WordCopy", "WordReturn",
]  # fmt: skip
