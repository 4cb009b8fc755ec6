"""How often triage is right on phrases that its maker has not seen, label by label."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from shared.conversations.triage import THRESHOLD, triage

SCORED = Path(__file__).parents[1] / "fixtures" / "triage_scored.jsonl"
HEADS = ("intent", "category", "urgency")


def test_the_labels_are_right_nine_times_in_ten_on_phrases_never_seen(
    record_property: Callable[[str, str], None],
) -> None:
    right: Counter[str] = Counter()
    said_as: Counter[str] = Counter()
    of: Counter[str] = Counter()
    sure = sure_and_right = 0
    rows = [json.loads(line) for line in SCORED.read_text(encoding="utf-8").splitlines() if line.strip()]
    for row in rows:
        said = triage(row["text"])
        hits = {head: getattr(said, head) == row[head] for head in HEADS}
        for head in HEADS:
            label = f"{head} {row[head]}"
            of[label] += 1
            said_as[f"{head} {getattr(said, head)}"] += 1
            right[label] += hits[head]
            right[head] += hits[head]
        right["joint"] += all(hits.values())
        if said.confidence >= THRESHOLD:
            sure += 1
            sure_and_right += hits["intent"] and hits["category"]
    lines = [f"{len(rows)} phrases", f"{'label':26} right /  of          said"]
    for label in sorted(of):
        lines.append(
            f"{label:26} {right[label]:5} / {of[label]:3} = {right[label] / of[label]:.2f}   {said_as[label]:4}"
        )
    accuracy = {name: right[name] / len(rows) for name in (*HEADS, "joint")}
    lines.append("   ".join(f"{name} {share:.3f}" for name, share in accuracy.items()))
    lines.append(f"confidence >= {THRESHOLD}: {sure / len(rows):.3f} of all, right {sure_and_right / sure:.3f}")
    record_property("measured", "\n".join(lines))
    assert min(accuracy[head] for head in HEADS) >= 0.9
