"""The outbox as staff look through it."""

from typing import Any

import pytest

from shared.messaging.models import MessageQuery
from shared.messaging.read_messages import list_messages
from tests.messaging.test_send_message import keep

pytestmark = pytest.mark.usefixtures("db")


def found(**asked: Any) -> set[str]:
    return {message.id.split(".")[0] for message in list_messages(MessageQuery(**asked)).items}


def test_several_states_are_asked_for_at_once() -> None:
    for status in ("queued", "released", "sent", "failed"):
        keep(status, status=status)
    assert found(status=["queued", "released"]) == {"queued", "released"}
    assert found(status="sent") == {"sent"}
    assert found() == {"queued", "released", "sent", "failed"}


def test_a_run_shows_its_own_messages_and_no_others() -> None:
    keep("bill", batch="2026-12-01.1")
    keep("refused", batch="2026-12-01.1", status="failed")
    keep("other", batch="2026-12-02.1", status="failed")
    keep("alone")
    assert found(run_id="2026-12-01.1") == {"bill", "refused"}
    assert found(run_id="2026-12-01.1", status="failed") == {"refused"}


def test_pages_of_several_states_hold_each_message_once() -> None:
    for number in range(5):
        keep(f"m{number}", status="queued" if number % 2 else "released")
    asked = {"status": ["queued", "released"], "limit": 2}
    first = list_messages(MessageQuery(**asked))
    rest = list_messages(MessageQuery(**{**asked, "limit": 10}, cursor=first.next_cursor))
    assert len({message.id for message in first.items + rest.items}) == 5
