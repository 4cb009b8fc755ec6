"""GOWA and Fonnte as simulated, through our own clients: what is sent arrives, what is written comes back."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from shared.clients import fonnte, gowa
from shared.clients.outgoing import FreeMessage, Refused, Unclear
from shared.core import config
from shared.messaging.read_fonnte import read_fonnte
from shared.messaging.read_gowa import read_gowa
from tests.cast import picture
from tests.local.whatsapp_stand import PDF, Stand, stand, wait_for

__all__ = ["stand"]
NUMBER = iter(range(100, 999))
PHOTO = picture()


@pytest.fixture
def unofficial(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    for name, value in {
        "GOWA_URL": f"{stand.origin}/sandbox/gowa",
        "GOWA_LOGIN": "user:password",
        "FONNTE_URL": f"{stand.origin}/sandbox/fonnte",
        "FONNTE_TOKEN": "fonnte-token",
        "GOWA_WEBHOOK_SECRET": "gowa-signs",
        "WHATSAPP_TIMEOUT_S": "1",
    }.items():
        monkeypatch.setenv(name, value)
    config.settings.cache_clear()
    yield stand
    stand.faults()
    choose(stand, "whatsapp_cloud")
    config.settings.cache_clear()


def choose(stand: Stand, name: str) -> None:
    assert requests.put(f"{stand.origin}/sandbox/provider", json={"provider": name}, timeout=10).ok


def phone() -> str:
    return f"+62812000{next(NUMBER):05}"


def told(stand: Stand, name: str, about: str) -> list[dict[str, Any]]:
    """What this gateway has told of somebody or something."""
    pairs = zip(stand.business.paths, stand.business.bodies, strict=True)
    return [json.loads(body) for path, body in pairs if f"/{name}/a-path-secret" in path and about in body.decode()]


@pytest.mark.parametrize("name", ["gowa", "fonnte"])
def test_text_and_paper_arrive_and_are_receipted(unofficial: Stand, name: str) -> None:
    send, receipts = (gowa.send, read_gowa) if name == "gowa" else (fonnte.send, read_fonnte)
    to = phone()
    text_id = send(FreeMessage(to=to, text="Halo", rows=[("a", "Cek tagihan", "")]))
    send(FreeMessage(to=to, text="Tagihan", document=(f"{unofficial.business.url}/bill.pdf", "INV.pdf")))

    def both() -> bool:
        return len(unofficial.received(to)) == 2

    assert wait_for(both)
    text, paper = unofficial.received(to)
    assert text["text"] == "Halo\n\n1. Cek tagihan\nBalas dengan angka pilihan Anda."
    assert requests.get(paper["document"]["url"], timeout=10).content == PDF
    unofficial.received(to, read=True)
    assert wait_for(lambda: len(told(unofficial, name, text_id)) >= (2 if name == "gowa" else 3))
    statuses = {one.status for body in told(unofficial, name, text_id) for one in receipts(body)}  # type: ignore[union-attr]
    assert statuses == ({"delivered", "read"} if name == "gowa" else {"sent", "delivered", "read"})


def test_what_is_written_to_gowa_s_number_comes_signed_with_its_file(unofficial: Stand) -> None:
    choose(unofficial, "gowa")
    from_phone = phone()
    unofficial.act(from_phone, text="tagihan", name="Budi")
    unofficial.act(from_phone, image={"data": base64.b64encode(PHOTO).decode(), "caption": "modem"})
    assert wait_for(lambda: len(told(unofficial, "gowa", from_phone.lstrip("+"))) == 2)
    bodies = [body for body in unofficial.business.bodies if from_phone.lstrip("+").encode() in body]
    signatures = dict(zip(unofficial.business.bodies, unofficial.business.signatures, strict=True))
    for body in bodies:
        assert signatures[body] == "sha256=" + hmac.new(b"gowa-signs", body, hashlib.sha256).hexdigest()
    arrivals = [one for body in told(unofficial, "gowa", from_phone.lstrip("+")) for one in read_gowa(body)]
    said = {one.said.kind: one for one in arrivals}  # type: ignore[union-attr]
    assert (said["text"].phone, said["text"].name) == (from_phone, "Budi")  # type: ignore[union-attr]
    image = said["image"]
    media = image.said.media  # type: ignore[union-attr]
    assert media is not None
    jid = gowa.jid_of(from_phone)
    assert gowa.fetch_media(image.provider_id, jid, media.url, "", 5_000_000) == PHOTO
    assert gowa.fetch_media(image.provider_id, jid, "statics/media/gone", "", 5_000_000) == PHOTO


def test_what_is_written_to_fonnte_s_number_comes_with_its_file(unofficial: Stand) -> None:
    choose(unofficial, "fonnte")
    from_phone = phone()
    unofficial.act(from_phone, image=base64.b64encode(PHOTO).decode())
    assert wait_for(lambda: told(unofficial, "fonnte", from_phone.lstrip("+")))
    [arrival] = read_fonnte(told(unofficial, "fonnte", from_phone.lstrip("+"))[0])
    media = arrival.said.media  # type: ignore[union-attr]
    assert media is not None
    assert fonnte.fetch_media(media.url, 5_000_000) == PHOTO


def test_a_number_without_whatsapp_is_refused_by_both(unofficial: Stand) -> None:
    for send in (gowa.send, fonnte.send):
        with pytest.raises(Refused) as refused:
            send(FreeMessage(to="+62000123456", text="x"))
        assert refused.value.action == "give_up"


def test_an_expired_login_is_refused_by_both(unofficial: Stand) -> None:
    unofficial.faults(token_expired=1)
    for send in (gowa.send, fonnte.send):
        with pytest.raises(Refused) as refused:
            send(FreeMessage(to=phone(), text="x"))
        assert refused.value.action == "hold"


def test_an_answer_that_does_not_come_may_have_been_sent(unofficial: Stand) -> None:
    unofficial.faults(accept_then_timeout=1, hang_up_ms=1_500)
    for send in (gowa.send, fonnte.send):
        to = phone()
        with pytest.raises(Unclear):
            send(FreeMessage(to=to, text="x"))
        assert len(unofficial.received(to)) == 1


def test_gowa_comes_again_and_fonnte_does_not(unofficial: Stand) -> None:
    unofficial.business.answer = 503
    senders = {}
    for name in ("gowa", "fonnte"):
        choose(unofficial, name)
        senders[name] = phone()
        unofficial.act(senders[name], text="halo")
    wait_for(lambda: False, seconds=0.3)
    unofficial.business.answer = 200
    assert wait_for(lambda: told(unofficial, "gowa", senders["gowa"].lstrip("+")))
    assert told(unofficial, "fonnte", senders["fonnte"].lstrip("+")) == []


def test_any_webhook_of_meta_s_can_be_sent(unofficial: Stand) -> None:
    value = {"event": "PAUSED", "message_template_name": "tagihan_terbit", "message_template_language": "id"}
    address = f"{unofficial.origin}/sandbox/whatsapp/webhooks"
    field = "message_template_status_update"
    assert requests.post(address, json={"field": field, "value": value}, timeout=10).status_code == 202

    def came() -> bool:
        return any(field.encode() in body for body in unofficial.business.bodies)

    assert wait_for(came)
