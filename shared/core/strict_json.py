"""JSON as it arrives: an object whose every key stands once and whose numbers a database can hold."""

import json
import math
from typing import Any

from flask.json.provider import DefaultJSONProvider

from shared.core.errors import BadRequest, Problem, invalid

DEEPEST = 32
LARGEST_INT = 2**63 - 1
_TOO_LARGE = 2**64
_INT_DIGITS = 19


class _Object(dict[str, Any]):
    """A JSON object that remembers a key that came twice."""

    twice: str | None = None


class StrictJson(DefaultJSONProvider):
    """Flask's JSON, but what json.loads would swallow is refused with the field that is wrong."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Raises Problem for what can't be read, or must not be."""
        try:
            value = json.loads(s, object_pairs_hook=_object, parse_int=_int, **kwargs)
        except RecursionError:
            raise too_deep() from None
        except ValueError:
            raise bad_json("Kiriman bukan JSON yang sah.", "The body is not valid JSON.") from None
        if not isinstance(value, dict):
            raise bad_json("Kiriman harus berupa objek JSON.", "The body must be a JSON object.")
        _check(value)
        return value


def bad_json(message_id: str, message_en: str) -> Problem:
    """What came is no JSON of ours."""
    return BadRequest(code="bad_json", message_id=message_id, message_en=message_en)


def too_deep() -> Problem:
    """More levels than anything we take has."""
    return bad_json(
        f"JSON bersarang terlalu dalam, paling banyak {DEEPEST} tingkat.",
        f"The JSON is nested too deeply: at most {DEEPEST} levels.",
    )


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        made.twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return made


def _int(digits: str) -> int:
    # Reading a number of a million digits takes minutes, and nothing of ours has more than 19.
    return int(digits) if len(digits.lstrip("-")) <= _INT_DIGITS else _TOO_LARGE


def _check(value: dict[str, Any]) -> None:
    """Level by level, so that depth costs no stack."""
    level: list[tuple[str, Any]] = [("", value)]
    for _ in range(DEEPEST):
        if not level:
            return
        level = [found for path, each in level for found in _inside(path, each)]
    if level:
        raise too_deep()


def _inside(path: str, value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, _Object):
        if value.twice is not None:
            raise invalid(_joined(path, value.twice), "Ditulis dua kali.", "Written twice.")
        return [(_joined(path, key), each) for key, each in value.items()]
    if isinstance(value, list):
        return [(_joined(path, str(index)), each) for index, each in enumerate(value)]
    if isinstance(value, str) and not _is_whole(value):
        raise invalid(path, "Teks berisi karakter yang rusak.", "The text holds broken characters.")
    if isinstance(value, float) and not math.isfinite(value):
        raise invalid(path, "Harus bilangan yang terhingga.", "Must be a finite number.")
    if isinstance(value, int) and abs(value) > LARGEST_INT:
        raise invalid(path, "Bilangan terlalu besar.", "The number is too large.")
    return []


def _is_whole(text: str) -> bool:
    """Whether no half of a character stands in it, which JSON can write and nothing can keep."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
