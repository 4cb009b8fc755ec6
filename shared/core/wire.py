"""Values as Firestore's protocol carries them, written straight into its messages.

The client library copies each document and wraps each field first, which took most of a billing run's time.
"""

from datetime import datetime
from typing import Any


def write_fields(fields: Any, document: dict[str, Any]) -> None:
    """Fill `fields`, a protobuf map of google.firestore.v1.Value. Raises TypeError for what Firestore cannot hold."""
    for name, value in document.items():
        _write(fields[name], value)


def write_moment(target: Any, moment: datetime) -> None:
    """Fill a protobuf Timestamp; the nanoseconds of a moment that Firestore gave are kept."""
    exact = getattr(moment, "timestamp_pb", None)
    if exact:
        target.CopyFrom(exact())
    else:
        target.FromDatetime(moment)


def _write(target: Any, value: Any) -> None:
    if isinstance(value, str):
        target.string_value = value
    elif value is None:
        target.null_value = 0
    elif isinstance(value, bool):  # before int, which it is too
        target.boolean_value = value
    elif isinstance(value, int):
        target.integer_value = value
    elif isinstance(value, dict):
        target.map_value.SetInParent()
        write_fields(target.map_value.fields, value)
    elif isinstance(value, list | tuple):
        target.array_value.SetInParent()
        for element in value:
            _write(target.array_value.values.add(), element)
    elif isinstance(value, datetime):
        write_moment(target.timestamp_value, value)
    elif isinstance(value, float):
        target.double_value = value
    elif isinstance(value, bytes):
        target.bytes_value = value
    else:
        raise TypeError(f"Firestore holds no {type(value).__name__}")
