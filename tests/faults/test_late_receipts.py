"""Receipts that are merely slow never make a message go twice."""

from shared.clients.outgoing import Unclear
from shared.messaging.send_message import send_message
from tests.messaging.test_send_message import Provider, delivered, keep, provider, state

__all__ = ["provider"]


def test_while_another_accepted_message_waits_for_its_receipt_nothing_is_concluded(provider: Provider) -> None:
    for name in ("x", "slow", "quick"):
        keep(name)
    provider.fails_with(Unclear(), accepted=True)
    for name in ("x", "slow", "quick"):
        send_message(f"{name}.issued")
    delivered("quick", "wamid.3")
    send_message("x.issued")
    assert state().status == "unknown"
    delivered("slow", "wamid.2")
    delivered("x", "wamid.1")
    send_message("x.issued")
    assert provider.accepted.count("x.issued") == 1
    assert state().status == "delivered"


def test_once_all_others_have_theirs_it_was_not_accepted_and_goes(provider: Provider) -> None:
    for name in ("x", "slow", "quick"):
        keep(name)
    provider.fails_with(Unclear())
    for name in ("x", "slow", "quick"):
        send_message(f"{name}.issued")
    delivered("quick", "wamid.2")
    send_message("x.issued")
    assert "x.issued" not in provider.accepted
    delivered("slow", "wamid.1")
    send_message("x.issued")
    assert provider.accepted.count("x.issued") == 1
