"""Receipts in any order end the same, and never backwards."""

from datetime import timedelta
from itertools import permutations, product

import pytest

from shared.messaging.message_states import RANK, with_receipt
from shared.messaging.models import Message, MessageFailure, MessageStatus, Receipt
from tests.cast import NOW

FAILED = MessageFailure(code=131026, title="undeliverable")


def message(status: MessageStatus = "sending") -> Message:
    return Message(
        id="x.issued",
        cause="x",
        purpose="issued",
        customer_id="PLG-00001",
        to="+6281200000001",
        template="tagihan_terbit",
        values={},
        status=status,
        send_after=NOW,
        created_at=NOW,
        shard=1,
    )


def receipt(status: str, second: int) -> Receipt:
    return Receipt(
        message_id="x.issued",
        provider="whatsapp_cloud",
        provider_id="wamid.1",
        status=status,
        at=NOW + timedelta(seconds=second),
        failure=FAILED if status == "failed" else None,
    )


SEQUENCES = [["sent", "delivered", "read"], ["sent", "failed"], ["sent", "failed", "delivered"], ["sent", "read"]]


@pytest.mark.parametrize("before", ["sending", "unknown", "sent"])
@pytest.mark.parametrize("sequence", SEQUENCES, ids="-".join)
def test_every_order_of_receipts_ends_the_same(before: MessageStatus, sequence: list[str]) -> None:
    receipts = [receipt(status, second) for second, status in enumerate(sequence)]
    ends = []
    for order in permutations([*receipts, receipts[-1]]):
        state = message(before)
        for one in order:
            state = with_receipt(state, one)
        ends.append((state.status, state.delivered_at, state.read_at, state.failure))
    assert all(end == ends[0] for end in ends)


@pytest.mark.parametrize(
    ("before", "told"), list(product(["sent", "delivered", "read"], ["sent", "delivered", "read"]))
)
def test_a_message_never_goes_backwards(before: MessageStatus, told: str) -> None:
    assert RANK[with_receipt(message(before), receipt(told, 1)).status] >= RANK[before]


def test_a_receipt_resolves_what_was_unknown() -> None:
    after = with_receipt(message("unknown"), receipt("delivered", 1))
    assert (after.status, after.provider_id) == ("delivered", "wamid.1")


def test_a_delivery_on_one_device_wins_over_a_failure_on_another() -> None:
    failed = with_receipt(message(), receipt("failed", 1))
    assert with_receipt(failed, receipt("delivered", 2)).failure is None
