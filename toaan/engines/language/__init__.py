"""A language model (mô hình ngôn ngữ) that words an answer from numbered passages: optional, never trusted.

    model = model_for(url, "qwen2.5-7b-instruct", key="", timeout=60)    # None without a url: extracts alone are shown
    text = model.answer(question, [Source("Điều 273 BLTTDS", "1. Thời hạn kháng cáo …"), …])

`answer` raises `ModelUnusable` (``code``, Vietnamese ``reason``) when the endpoint hangs, trickles, answers with a page or nonsense, or
cannot be reached; it never waits longer than its timeout, and one that was slow or not there is left alone for half a minute. What it returns is a claim, not an answer: it is shown only where
`toaan.assistant.finding.supported.check` finds every sentence in the passage that it cites, and never without the passages. The
numbers [n] of the answer are those of the sources, from 1.
"""

from toaan.engines.language.api import ABSTENTION, LanguageModel, ModelUnusable, Source
from toaan.engines.language.chat import ChatModel
from toaan.engines.language.choice import model_for

__all__ = ["ABSTENTION", "ChatModel", "LanguageModel", "ModelUnusable", "Source", "model_for"]
