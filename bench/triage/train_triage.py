"""Train the weights of shared/conversations/triage_weights.json on tests/fixtures/triage_built.jsonl, by hand.

Needs scikit-learn, which nothing that runs needs: `pip install scikit-learn` in an environment of its own, then
`python -m bench.triage.train_triage` (trains and writes) or the same with `measure` (5 folds, writes nothing;
`measure misses` lists them too).
The scored phrases are never read here.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bench.triage.mix_phrases import Phrase, composed, mixed, noisy
from shared.conversations import triage
from shared.conversations.triage_features import features_of

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "tests" / "fixtures" / "triage_built.jsonl"
WEIGHTS = ROOT / "shared" / "conversations" / "triage_weights.json"
SEED = 1
FOLDS = 5
COMPOSED = 700
MIXES = 2
SEEN_BY = 3
"""A feature counts from this many built phrases on."""
FEATURES = {"intent": 4500, "category": 2000, "urgency": 1800}
SCALE = 100
STRENGTH = 0.15
"""How freely the model may fit: the inverse of the penalty on large weights."""


def read_built() -> list[Phrase]:
    rows = [json.loads(line) for line in BUILT.read_text(encoding="utf-8").splitlines()]
    return [Phrase(r["text"], r["intent"], r["category"], r["urgency"], at) for at, r in enumerate(rows)]


def enlarged(built: list[Phrase]) -> list[Phrase]:
    dice = random.Random(SEED)
    more = [copy for phrase in built for copy in noisy(phrase, dice)]
    for _ in range(MIXES):
        more += [copy for phrase in built for copy in mixed(phrase, dice)]
    return [*built, *more, *composed(dice, len(built), COMPOSED)]


class Head:
    """One question and its labels, learnt by a linear model over the features that count most."""

    def __init__(
        self, name: str, rows: list[set[str]], answers: list[str], weights: list[float], strength: float
    ) -> None:
        counts = Counter(feature for row in rows for feature in row)
        known = sorted(feature for feature, count in counts.items() if count >= SEEN_BY)
        model = self._fit(known, rows, answers, weights, strength)
        heaviest = np.argsort(-np.abs(model.coef_).max(axis=0))[: FEATURES[name]]
        chosen = sorted(known[at] for at in heaviest)
        model = self._fit(chosen, rows, answers, weights, strength)
        coefficients, bias = model.coef_, model.intercept_
        labels = [str(label) for label in model.classes_]
        if len(labels) == 2:
            coefficients, bias = np.vstack([-coefficients, coefficients]) / 2, np.array([-bias[0], bias[0]]) / 2
        self.data: triage.Head = {
            "scale": SCALE,
            "labels": labels,
            "bias": [round(float(one) * SCALE) for one in bias],
            "weights": {
                feature: [round(float(one) * SCALE) for one in coefficients[:, at]] for at, feature in enumerate(chosen)
            },
        }

    @staticmethod
    def _fit(
        features: list[str], rows: list[set[str]], answers: list[str], weights: list[float], strength: float
    ) -> LogisticRegression:
        place = {feature: at for at, feature in enumerate(features)}
        columns = [[place[feature] for feature in row if feature in place] for row in rows]
        starts = np.cumsum([0] + [len(one) for one in columns])
        flat = np.array([at for one in columns for at in one], dtype=np.int32)
        matrix = csr_matrix((np.ones(len(flat)), flat, starts), shape=(len(rows), len(features)))
        return LogisticRegression(C=strength, max_iter=150, tol=1e-3).fit(matrix, answers, sample_weight=weights)


def learn(phrases: list[Phrase], built: int, features: list[set[str]]) -> triage.Weights:
    """The weights of the three heads. Built phrases weigh more than what was mixed from them."""
    weigh = [2.0 if at < built else 0.6 for at in range(len(phrases))]
    intents = Head("intent", features, [p.intent for p in phrases], weigh, STRENGTH)
    with_category = [at for at, p in enumerate(phrases) if p.intent in triage.WITH_CATEGORY]
    open_urgency = [at for at, p in enumerate(phrases) if p.intent in triage.URGENCY_OPEN]
    categories = Head(
        "category",
        [features[at] | triage.facts_of(phrases[at].intent) for at in with_category],
        [phrases[at].category for at in with_category],
        [weigh[at] for at in with_category],
        STRENGTH,
    )
    urgencies = Head(
        "urgency",
        [features[at] | triage.facts_of(phrases[at].intent, phrases[at].category) for at in open_urgency],
        [phrases[at].urgency for at in open_urgency],
        [weigh[at] for at in open_urgency],
        STRENGTH,
    )
    return {"intent": intents.data, "category": categories.data, "urgency": urgencies.data}


def measure(phrases: list[Phrase], built: int, features: list[set[str]]) -> None:
    """Five folds over the built phrases: accuracy per head, and accuracy against coverage of the confidence."""
    right: Counter[str] = Counter()
    seen: list[tuple[float, bool]] = []
    misses: list[str] = []
    fold_of = [random.Random(SEED + p.source).randrange(FOLDS) for p in phrases]
    for fold in range(FOLDS):
        train = [at for at, one in enumerate(fold_of) if one != fold]
        weights = learn([phrases[at] for at in train], sum(at < built for at in train), [features[at] for at in train])
        for at in (at for at in range(built) if fold_of[at] == fold):
            said, true = triage.triage(phrases[at].text, weights), phrases[at]
            hits = {
                "intent": said.intent == true.intent,
                "category": said.category == true.category,
                "urgency": said.urgency == true.urgency,
            }
            right.update(name for name, hit in hits.items() if hit)
            right["joint"] += all(hits.values())
            right[f"  {true.intent}"] += hits["intent"]
            right[f"of {true.intent}"] += 1
            seen.append((said.confidence, hits["intent"] and hits["category"]))
            if not all(hits.values()):
                misses.append(f"{true.text} | {true.intent} {true.category} {true.urgency} | {said}")
    for name in ("intent", "category", "urgency", "joint"):
        print(f"{name:10} {right[name] / built:.3f}")
    for name in sorted(one[2:] for one in right if one.startswith("  ")):
        print(f"  {name:16} {right['  ' + name] / right['of ' + name]:.3f}")
    seen.sort(reverse=True)
    for least in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        taken = [hit for confidence, hit in seen if confidence >= least]
        print(f"confidence >= {least}: covers {len(taken) / built:.3f}, right {sum(taken) / max(1, len(taken)):.3f}")
    if "misses" in sys.argv:
        print("\n".join(misses))


def main() -> None:
    built = read_built()
    phrases = enlarged(built)
    features = [features_of(phrase.text)[0] for phrase in phrases]
    if "measure" in sys.argv:
        measure(phrases, len(built), features)
        return
    weights = learn(phrases, len(built), features)
    WEIGHTS.write_text(json.dumps(weights, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(phrases)} phrases, {WEIGHTS.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
