"""Which steps a matter takes, by the turns of its story, and the hour at which each is done."""

from __future__ import annotations

from collections.abc import Sequence

HOURS = {
    "start": 20, "file": 21, "examiner": 9, "ask": 10, "amend": 20, "decide": 14, "return": 15, "receipt": 16, "accept": 9,
    "draw": 10, "send": 15, "prove": 16, "post": 9, "post_end": 9, "lawyer": 10, "answer": 11, "evidence": 14, "extend": 9,
    "suspend": 10, "discontinue": 10, "settle": 10, "plan": 10, "trial": 9, "minutes": 9, "appeal": 10, "protest": 14, "review": 10, "publish": 15, "decline": 15, "close": 14,
    "secure": 9, "apply": 14,
    "offer": 9, "choose": 10, "designate": 14, "respond": 10, "call": 9, "fail": 16, "confirm": 15, "recognise": 10,
    "challenge": 10, "check": 9, "advance": 10, "up": 14, "enter": 9, "bench": 10, "trial_above": 9, "panel_above": 9, "minutes_above": 9,
    "withdraw": 10, "home": 9,
}  # fmt: skip
"""The hour at which a step is done; sittings have their own."""
SITTINGS = frozenset(
    {
        "session", "record", "sign", "hear", "hear_again", "adjourn", "debate", "pronounce",
        "hear_above", "sit_above", "debate_above", "pronounce_above",
    }
)  # fmt: skip
"""Steps that are done at a sitting, so many minutes after it began."""
MEETINGS = frozenset({"meet", "agree"})
"""Steps that are done when a meeting of the mediator has ended."""
TO_THE_COURT_ABOVE = ("up", "enter", "bench", "send:enter", "prove:enter")


def steps_of(story_turns: frozenset[str], channel: str) -> list[str]:
    """The steps of a matter that takes these turns."""
    steps = ["start", "file"] if channel == "online" else ["file"]
    if "mediated" in story_turns:
        steps += ["offer", "choose", "designate", "respond", "call", "meet"]
        if "unsettled" not in story_turns:
            return [*steps, "agree", "confirm", "recognise"]
        steps.append("fail")
    steps.append("examiner")
    if "amended" in story_turns:
        steps += ["ask", "amend"]
    if "returned" in story_turns:
        return [*steps, "return"]
    steps += ["decide"] + ([] if "exempt" in story_turns else ["receipt"])
    steps += _preparation(story_turns)
    for turn, step in (("suspended", "suspend"), ("discontinued", "discontinue")):
        if turn in story_turns:
            return [*steps, step, f"send:{step}", f"prove:{step}", *_challenge(story_turns)]
    steps += ["plan", "send:plan", "prove:plan", "session", "record", "sign"]
    if "settled" in story_turns:
        return [
            *steps,
            "send:sign",
            "prove:sign",
            "settle",
            "send:settle",
            "prove:settle",
            "review",
            "publish",
            "close",
        ]
    steps += ["trial", "send:trial", "prove:trial", "hear"]
    if "adjourned" in story_turns:
        steps += ["adjourn", "send:adjourn", "prove:adjourn", "hear_again"]
    steps += ["debate", "later" if "deliberated" in story_turns else "pronounce"]
    steps += ["minutes", "send:judgment", "prove:judgment"]
    for turn, step in (("appealed", "appeal"), ("protested", "protest")):
        if turn in story_turns:
            steps += [step, f"send:{step}", f"prove:{step}"]
    if story_turns & {"appealed", "protested"}:
        return [*steps, *_above(story_turns)]
    return [*steps, "effect", *(["decline"] if "declined" in story_turns else ["review", "publish"]), "close"]


def _preparation(turns: frozenset[str]) -> Sequence[str]:
    """From the acceptance to the session."""
    steps = ["accept", "draw", "send:notice", "prove:notice"]
    if "failed" in turns:
        steps += ["post", "post_end"]
    if "lawyer" in turns:
        steps.append("lawyer")
    steps += ["answer", "send:answer", "prove:answer"]
    if "measured" in turns:
        steps += ["secure", "apply", "send:apply", "prove:apply"]
    if "evidence" in turns:
        steps += ["evidence", "send:evidence", "prove:evidence"]
    if "extended" in turns:
        steps.append("extend")
    return steps


def _above(turns: frozenset[str]) -> Sequence[str]:
    """What becomes of an appeal or a protest; it stays below where the turn "above" is missing."""
    if "above" not in turns:
        return ["effect"]
    paid = ["check", "send:check", "prove:check", "advance"] if "appealed" in turns else []
    steps = [*paid, "effect", *TO_THE_COURT_ABOVE]
    if "withdrawn" in turns:
        return [*steps, "withdraw"]
    return [
        *steps, "trial_above", "send:trial_above", "prove:trial_above", "hear_above", "debate_above", "pronounce_above",
        "minutes_above", "send:judgment_above", "prove:judgment_above", "review:above", "publish:above", "close:above", "home", "close",
    ]  # fmt: skip


def _challenge(turns: frozenset[str]) -> Sequence[str]:
    """The plaintiff appeals against the decision that ended his suit."""
    if "above" not in turns:
        return []
    return [
        "challenge", "check", "send:check", "prove:check", "advance", *TO_THE_COURT_ABOVE,
        "panel_above", "send:panel_above", "prove:panel_above", "sit_above",
    ]  # fmt: skip
