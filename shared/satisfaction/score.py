"""What answers come to, as such studies count it: the sum over the highest sum there could be, of 100. Pure."""

from collections.abc import Mapping

from shared.satisfaction.models import Question

HIGHEST = 5
WORDS: tuple[tuple[float, str], ...] = (
    (80, "Sangat puas"),
    (60, "Puas"),
    (40, "Cukup puas"),
    (20, "Kurang puas"),
    (0, "Tidak puas"),
)
"""Above which index it is called so: five classes of equal width."""


def index_of(total: int, answers: int) -> float | None:
    """0 to 100, one decimal, of `answers` scores of 1 to 5 that add up to `total`; None without answers."""
    return round(100 * total / (HIGHEST * answers), 1) if answers else None


def index_of_all(sums: Mapping[Question, int], answers: int) -> float | None:
    """The index over all questions, each of which was answered so often."""
    return index_of(sum(sums.values()), answers * len(sums))


def word_of(index: float | None) -> str:
    """`Sangat puas` down to `Tidak puas`; empty where nobody answered."""
    return "" if index is None else next((word for above, word in WORDS if index > above), WORDS[-1][1])
