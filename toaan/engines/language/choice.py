"""Which model the settings mean."""

from __future__ import annotations

from toaan.engines.language.api import LanguageModel
from toaan.engines.language.chat import ChatModel


def model_for(url: str, model: str = "", *, key: str = "", timeout: float = 60.0) -> LanguageModel | None:
    """The model behind an address; None without one: the assistant then shows extracts alone."""
    return ChatModel(url.strip(), model.strip(), key.strip(), timeout) if url.strip() else None
