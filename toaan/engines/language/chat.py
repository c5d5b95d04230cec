"""A model behind an OpenAI-compatible endpoint (/v1/chat/completions): llama.cpp, vLLM, Ollama, or a service."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from toaan.engines.language.api import ABSTENTION, ModelUnusable, Source
from toaan.engines.language.prompt import messages
from toaan.engines.remote import RemoteFault, post_json

MOST_TOKENS = 700
"""Five sentences of law; a model that goes on and on is stopped."""
MOST_BYTES = 1024 * 1024
MOST_LETTERS = 8_000
_THOUGHT = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_VERSION = re.compile(r"v\d\w*")


@dataclass(frozen=True)
class ChatModel:
    """Asks at temperature 0."""

    url: str
    """ "http://127.0.0.1:8080", ".../v1" or the whole address of chat/completions."""
    model: str = ""
    """The model's name at the endpoint; empty where a server has only one."""
    key: str = field(default="", repr=False)
    timeout: float = 60.0

    @property
    def name(self) -> str:
        return self.model or urlsplit(self.url).hostname or self.url

    @property
    def endpoint(self) -> str:
        """Where the question goes."""
        base = self.url.strip().rstrip("/")
        if base.endswith("/chat/completions"):
            return base
        versioned = any(_VERSION.fullmatch(part) for part in base.split("/"))
        return base + ("" if versioned else "/v1") + "/chat/completions"

    def answer(self, question: str, passages: Sequence[Source]) -> str:
        """Raises ModelUnusable."""
        if not passages or not question.strip():
            return ABSTENTION
        asked: dict[str, Any] = {
            "messages": messages(question, passages),
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
        }
        if self.model:
            asked["model"] = self.model
        try:
            told = post_json(self.endpoint, asked, key=self.key, timeout=self.timeout, limit=MOST_BYTES)
        except RemoteFault as fault:
            raise ModelUnusable(fault.code, fault.reason) from fault
        return _text(told)


def _text(told: Any) -> str:
    try:
        choice = told["choices"][0]
        text, ended = choice["message"]["content"], choice.get("finish_reason")
    except (TypeError, KeyError, IndexError, AttributeError) as error:
        raise ModelUnusable(
            "shape", "Máy chủ không trả lời theo dạng của OpenAI (choices, message, content)."
        ) from error
    if text is None or (isinstance(text, str) and not text.strip()):
        raise ModelUnusable("empty", "Mô hình trả về câu trả lời trống.")
    if not isinstance(text, str):
        raise ModelUnusable("shape", "Máy chủ không trả lời bằng chữ.")
    text = _THOUGHT.sub("", text, count=1).strip()
    if ended == "length" or len(text) > MOST_LETTERS or text.startswith("<think>"):
        raise ModelUnusable("cut", "Câu trả lời của mô hình quá dài nên bị cắt giữa chừng.")
    if not text:
        raise ModelUnusable("empty", "Mô hình trả về câu trả lời trống.")
    return text
