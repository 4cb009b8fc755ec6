"""Bubbles that wait together are one thing said; what is tapped stands alone; what was taken back was not said."""

from datetime import timedelta
from typing import Any

from shared.conversations.flow.heard import gather, in_order
from shared.messaging.models import InboundEvent, Said, SaidMedia
from tests.conversations.people import NOW


def event(number: int, kind: str = "text", text: str = "", *, at: int | None = None, **more: Any) -> InboundEvent:
    said = Said.model_validate({"kind": kind, "text": text, **more})
    moment = NOW + timedelta(seconds=number if at is None else at)
    return InboundEvent(
        id=f"e{number}", provider="whatsapp_cloud", provider_id=f"w{number}", kind="messages", raw="", said=said,
        said_at=moment, at=NOW + timedelta(minutes=number), expires_at=NOW,
    )  # fmt: skip


def test_bubbles_are_one_thing_said() -> None:
    [heard] = gather([event(1, text="pagi"), event(2, "image", "ini"), event(3, "audio"), event(4, text="ya")])
    assert (heard.text, heard.photos, heard.unread) == ("pagi\nini\nya", ["e2"], "voice")
    assert heard.events == ["e1", "e2", "e3", "e4"]


def test_what_is_tapped_stands_alone() -> None:
    heard = gather(
        [event(1, text="a"), event(2, "choice", "Bayar", choice="pay"), event(3, text="b"), event(4, text="c")]
    )
    assert [(one.text, one.choice) for one in heard] == [("a", ""), ("Bayar", "pay"), ("b\nc", "")]


def test_what_was_taken_back_was_not_said_and_what_was_mended_is_read_mended() -> None:
    told = [event(1, text="wifi mti"), event(2, text="rahasia"), event(3, "revoked", about="w2")]
    [heard] = gather([*told, event(4, "edited", "wifi mati", about="w1"), event(5, "reaction", "👍")])
    assert (heard.text, heard.events) == ("wifi mati", ["e1"])


def test_a_picture_sent_as_a_file_is_a_picture_and_a_paper_is_not() -> None:
    picture, paper = (SaidMedia(id="m", mime_type=kind) for kind in ("image/jpeg", "application/pdf"))
    [heard] = gather([event(1, "document", media=picture), event(2, "document", media=paper)])
    assert (heard.photos, heard.unread) == (["e1"], "document")


def test_they_are_read_in_the_order_they_were_said() -> None:
    told = [event(1, at=5), event(2, at=3), event(3, at=3)]
    assert [one.id for one in in_order(told)] == ["e2", "e3", "e1"]
