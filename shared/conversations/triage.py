"""What a customer's free text wants, what is broken, and how soon someone must look: the labels of triage.md.

Pure: the same text gets the same labels. A linear model learnt off line (bench/triage/train_triage.py) weighs the
words; the rules below are the page's own and have the last word.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypedDict, cast

from shared.conversations.triage_features import features_of

Intent = Literal[
    "report_trouble",
    "ask_bill",
    "pay",
    "claims_paid",
    "promise_to_pay",
    "ask_status",
    "talk_to_person",
    "request_change",
    "thanks",
    "greeting",
    "other",
]
Category = Literal["no_connection", "slow", "unstable", "hardware", "account", "none"]
Urgency = Literal["high", "normal", "low"]

THRESHOLD = 0.5
"""Below this confidence the bot asks instead of guessing."""

WITH_CATEGORY = ("report_trouble", "claims_paid")
URGENCY_OPEN = ("report_trouble", "promise_to_pay", "request_change", "ask_status", "talk_to_person")
"""Intents whose urgency the text decides; for the others the intent does."""


class Head(TypedDict):
    """What was learnt of one question: per feature a weight for each label, in hundredths or as `scale` says."""

    labels: list[str]
    scale: int
    bias: list[int]
    weights: dict[str, list[int]]


class Weights(TypedDict):
    """The three questions, as triage_weights.json holds them."""

    intent: Head
    category: Head
    urgency: Head


@dataclass(frozen=True)
class Triage:
    """The labels of one message; `confidence` (0..1) is how often such intent and category are right."""

    intent: Intent
    category: Category
    urgency: Urgency
    confidence: float


NOTHING_SAID = Triage("other", "none", "low", 0.0)

_CATEGORIES: dict[str, tuple[str, ...]] = {
    "report_trouble": ("no_connection", "slow", "unstable", "hardware", "account"),
    "claims_paid": ("no_connection", "none"),
}


@dataclass(frozen=True)
class Case:
    """What a rule of urgency may look at."""

    intent: str
    category: str
    signals: frozenset[str]


@dataclass(frozen=True)
class Rule:
    """A sentence of triage.md that settles the urgency by itself."""

    says: str
    holds: Callable[[Case], bool]
    urgency: Urgency


_GRAVE = ("danger", "many", "shop", "public_service")

RULES: tuple[Rule, ...] = (
    Rule("all thanks, greeting, other", lambda case: case.intent in ("thanks", "greeting", "other"), "low"),
    Rule("all ask_bill, pay", lambda case: case.intent in ("ask_bill", "pay"), "normal"),
    Rule("paid but still dead", lambda case: case.intent == "claims_paid" and case.category != "none", "high"),
    Rule("paid, with no dead line", lambda case: case.intent == "claims_paid", "normal"),
    Rule(
        "the customer says that it is not urgent",
        lambda case: "not_urgent" in case.signals and case.intent in ("report_trouble", "ask_status"),
        "low",
    ),
    Rule("every no_connection", lambda case: case.category == "no_connection", "high"),
    Rule(
        "danger; many neighbours; shop, work or public service hit now",
        lambda case: case.intent == "report_trouble" and not case.signals.isdisjoint(_GRAVE),
        "high",
    ),
    Rule(
        "slow, unstable, account, hardware still working",
        lambda case: (
            case.category in ("slow", "unstable", "account")
            or (case.category == "hardware" and "still_works" in case.signals and "red_light" not in case.signals)
        ),
        "normal",
    ),
)
"""In this order; the first that holds decides."""


def triage(text: str, weights: Weights | None = None) -> Triage:
    """The labels of a text of any length and kind; one without words is `other`, of confidence 0.

    `weights`: those to try instead of the stored ones.
    """
    heads = weights or _stored()
    features, signals = features_of(text)
    if not features:
        return NOTHING_SAID
    intents = _weigh(heads["intent"], features)
    intent = max(intents, key=lambda label: intents[label])
    category, sure = "none", 1.0
    if intent in WITH_CATEGORY:
        allowed = _CATEGORIES[intent]
        categories = _weigh(heads["category"], features | facts_of(intent), allowed)
        category = max(categories, key=lambda label: categories[label])
        sure = categories[category]
    return Triage(
        cast(Intent, intent),
        cast(Category, category),
        _urgency(Case(intent, category, frozenset(signals)), features, heads["urgency"]),
        round(intents[intent] * sure, 3),
    )


def facts_of(intent: str, category: str | None = None) -> set[str]:
    """What is settled already, as features of what is asked next."""
    return {f"i:{intent}"} if category is None else {f"i:{intent}", f"k:{category}"}


def _urgency(case: Case, features: set[str], head: Head) -> Urgency:
    for rule in RULES:
        if rule.holds(case):
            return rule.urgency
    allowed = ("normal", "low") if case.intent in ("promise_to_pay", "request_change") else ("high", "normal", "low")
    chances = _weigh(head, features | facts_of(case.intent, case.category), allowed)
    return cast(Urgency, max(chances, key=lambda label: chances[label]))


def _weigh(head: Head, features: set[str], allowed: tuple[str, ...] | None = None) -> dict[str, float]:
    """Each allowed label -> its chance."""
    sums = list(head["bias"])
    for feature in features:
        for at, weight in enumerate(head["weights"].get(feature, ())):
            sums[at] += weight
    raw = {
        label: total / head["scale"]
        for label, total in zip(head["labels"], sums, strict=True)
        if allowed is None or label in allowed
    }
    top = max(raw.values())
    shares = {label: math.exp(one - top) for label, one in raw.items()}
    whole = sum(shares.values())
    return {label: share / whole for label, share in shares.items()}


@lru_cache(maxsize=1)
def _stored() -> Weights:
    return cast(Weights, json.loads(Path(__file__).with_name("triage_weights.json").read_text(encoding="utf-8")))
