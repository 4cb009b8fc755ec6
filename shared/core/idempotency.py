"""The same request twice: the second gets the first answer. Kept beside the effect, in its commit."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from shared.core import clock
from shared.core.errors import Conflict
from shared.core.fields import ClientId
from shared.core.firestore import Collection, Commit, Record
from shared.core.model import Model

KEPT_FOR = timedelta(days=30)
B = TypeVar("B", bound=Model)


class FirstAnswer(Record):
    """What was answered the first time; `expires_at` is a TTL policy's."""

    fingerprint: str
    body: str
    expires_at: datetime


first_answers = Collection("idempotency", FirstAnswer)


class IdempotencyKey(Model):
    """The header by which a client asks for the same thing again."""

    idempotency_key: ClientId | None = None


@dataclass(frozen=True)
class Once:
    """One act of one caller; without a key it is not protected."""

    key: str | None
    fingerprint: str


def once(what: str, caller_id: str, key: str | None, body: Model) -> Once:
    """The act `what` by `caller_id` under the client's `key`."""
    content = hashlib.sha256(body.model_dump_json().encode()).hexdigest()
    return Once(f"{what}.{caller_id}.{key}" if key else None, content)


def first_answer(act: Once, model: type[B]) -> B | None:
    """What this act was answered before, if it was. Raises Conflict if the key came with other content."""
    if act.key is None:
        return None
    stored = first_answers.get(act.key)
    if stored is None:
        return None
    if stored.value.fingerprint != act.fingerprint:
        raise Conflict(
            code="id_reused",
            message_id="Nomor permintaan ini sudah dipakai untuk isi yang lain.",
            message_en="This id was used for something else.",
        )
    return model.model_validate_json(stored.value.body)


def remember_answer(commit: Commit, act: Once, body: Model) -> None:
    """Keep the answer in the commit of the effect."""
    if act.key is None:
        return
    commit.create(
        first_answers,
        FirstAnswer(
            id=act.key,
            fingerprint=act.fingerprint,
            body=body.model_dump_json(),
            expires_at=clock.real() + KEPT_FOR,
        ),
    )
