"""GOWA and Fonnte as they answer: also 200 with a refusal in it, nothing at all, and what is no JSON."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest

from shared.clients import fonnte, gowa
from shared.clients.media_download import MediaGone
from shared.clients.outgoing import FreeMessage, NotReached, Refused, Unclear
from shared.clients.plain_text import plain_text
from shared.core import config
from tests.clients.answering import Answering, Asked, answering

MENU = FreeMessage(
    to="+6281200000001",
    text="Ada yang bisa kami bantu?",
    footer="ISP Kamil",
    rows=[("bill", "Cek tagihan", "Berapa dan kapan"), ("trouble", "Lapor gangguan", "")],
)
TEXT = FreeMessage(to="+6281200000001", text="Halo")
SENT = {"code": "SUCCESS", "results": {"message_id": "3EB0", "status": "sent"}}


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Answering]]:
    """Both gateways at one address that answers (status, body)."""
    open_stands = []

    def start(answer: Callable[[Asked], tuple[int, Any]] | tuple[int, Any]) -> Answering:
        stand = answering(answer if callable(answer) else lambda _: answer)
        running = stand.__enter__()
        open_stands.append(stand)
        for name, value in {
            "GOWA_URL": running.url,
            "GOWA_LOGIN": "user:pass",
            "GOWA_DEVICE_ID": "dev",
            "FONNTE_URL": running.url,
            "FONNTE_TOKEN": "tok",
            "WHATSAPP_TIMEOUT_S": "1",
        }.items():
            monkeypatch.setenv(name, value)
        config.settings.cache_clear()
        return running

    yield start
    for stand in open_stands:
        stand.__exit__(None, None, None)
    config.settings.cache_clear()


def test_a_menu_is_numbered_and_a_link_written_out() -> None:
    assert plain_text(MENU).split("\n\n") == [
        "Ada yang bisa kami bantu?",
        "1. Cek tagihan (Berapa dan kapan)\n2. Lapor gangguan\nBalas dengan angka pilihan Anda.",
        "ISP Kamil",
    ]
    linked = FreeMessage(to="+62", text="Tagihan", link=("Lihat tagihan", "https://isp.test/t/x"))
    assert plain_text(linked) == "Tagihan\n\nLihat tagihan: https://isp.test/t/x"


def test_gowa_gets_text_with_its_login_and_device(serve: Callable[..., Answering]) -> None:
    server = serve((200, SENT))
    assert gowa.send(TEXT) == "3EB0"
    [asked] = server.asked
    assert (asked.path, asked.json) == (
        "/send/message",
        {"phone": "6281200000001@s.whatsapp.net", "message": "Halo"},
    )
    assert asked.headers["x-device-id"] == "dev"
    assert asked.headers["authorization"].startswith("Basic ")


def test_gowa_gets_a_paper_as_a_file(serve: Callable[..., Answering]) -> None:
    server = serve(lambda asked: (200, b"%PDF-1.7") if asked.path == "/bill.pdf" else (200, SENT))
    paper = FreeMessage(to="+6281200000001", text="Tagihan", document=(f"{server.url}/bill.pdf", "INV.pdf"))
    assert gowa.send(paper) == "3EB0"
    assert server.asked[-1].path == "/send/file"
    assert b'filename="INV.pdf"' in server.asked[-1].body
    assert b"%PDF-1.7" in server.asked[-1].body


def test_a_paper_that_cannot_be_had_is_not_sent_without_it(serve: Callable[..., Answering]) -> None:
    server = serve(lambda asked: (404, b"") if asked.path == "/bill.pdf" else (200, SENT))
    with pytest.raises(NotReached):
        gowa.send(FreeMessage(to="+62812", text="x", document=(f"{server.url}/bill.pdf", "INV.pdf")))
    assert len(server.asked) == 1


def test_gowa_reaches_who_hides_their_number(serve: Callable[..., Answering]) -> None:
    server = serve((200, SENT))
    gowa.send(FreeMessage(to="ZZ.2515", text="x"))
    assert server.asked[0].json["phone"] == "2515@lid"


@pytest.mark.parametrize(
    ("answer", "action"),
    [
        ((401, {"code": "UNAUTHORIZED"}), "hold"),
        ((500, {"code": "INTERNAL_SERVER_ERROR", "message": "x"}), "retry"),
        ((400, {"code": "400", "message": "Phone 62 is not on whatsapp"}), "give_up"),
        ((400, {"code": "VALIDATION_ERROR"}), "give_up"),
        ((400, {"code": "DEVICE_NOT_FOUND"}), "hold"),
    ],
)
def test_gowa_s_refusals_ask_for(serve: Callable[..., Answering], answer: tuple[int, Any], action: str) -> None:
    serve(answer)
    with pytest.raises(Refused) as refused:
        gowa.send(TEXT)
    assert refused.value.action == action


@pytest.mark.parametrize("answer", [(200, b"<html>"), (200, {"code": "SUCCESS"}), (200, [1])])
def test_what_is_no_answer_of_gowa_s_may_have_been_sent(serve: Callable[..., Answering], answer: Any) -> None:
    serve(answer)
    with pytest.raises(Unclear):
        gowa.send(TEXT)


def test_fonnte_gets_a_form_with_its_bare_token(serve: Callable[..., Answering]) -> None:
    server = serve((200, {"detail": "success! message in queue", "id": ["80367170"], "status": True}))
    assert fonnte.send(FreeMessage(to="+6281200000001", text="x", document=("https://isp.test/a.pdf", "a.pdf"))) == (
        "80367170"
    )
    [asked] = server.asked
    form = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
    assert (asked.path, asked.headers["authorization"]) == ("/send", "tok")
    assert form == {
        "target": "6281200000001",
        "message": "x",
        "countryCode": "0",
        "url": "https://isp.test/a.pdf",
        "filename": "a.pdf",
    }


@pytest.mark.parametrize(
    ("reason", "action"),
    [
        ("token invalid", "hold"),
        ("insufficient quota", "hold"),
        ("request invalid on disconnected device", "hold"),
        ("target invalid", "give_up"),
        ("something new", "retry"),
    ],
)
def test_fonnte_refuses_with_a_200(serve: Callable[..., Answering], reason: str, action: str) -> None:
    serve((200, {"status": False, "reason": reason}))
    with pytest.raises(Refused) as refused:
        fonnte.send(TEXT)
    assert refused.value.action == action


def test_a_gateway_that_was_never_set_up_holds_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONNTE_TOKEN", "-")
    monkeypatch.setenv("GOWA_URL", "")
    config.settings.cache_clear()
    for send in (gowa.send, fonnte.send):
        with pytest.raises(Refused) as refused:
            send(TEXT)
        assert refused.value.action == "hold"
    config.settings.cache_clear()


def test_a_gateway_that_is_not_there_was_not_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONNTE_TOKEN", "tok")
    monkeypatch.setenv("FONNTE_URL", "http://127.0.0.1:1")
    config.settings.cache_clear()
    with pytest.raises(NotReached):
        fonnte.send(TEXT)
    config.settings.cache_clear()


def test_gowa_is_asked_for_a_file_anew_where_its_path_is_gone(serve: Callable[..., Answering]) -> None:
    def answer(asked: Asked) -> tuple[int, Any]:
        if "/download" in asked.path:
            return 200, {"results": {"file_path": "statics/media/new.jpg"}}
        return (200, b"photo") if "new" in asked.path else (404, b"")

    server = serve(answer)
    assert gowa.fetch_media("3EB0", "62812@s.whatsapp.net", "statics/media/old.jpg", "", 100) == b"photo"
    assert [asked.path.partition("?")[0] for asked in server.asked] == [
        "/statics/media/old.jpg",
        "/message/3EB0/download",
        "/statics/media/new.jpg",
    ]


def test_only_a_path_below_gowa_is_ever_asked_for(serve: Callable[..., Answering]) -> None:
    server = serve((200, b"photo"))
    gowa.fetch_media("3EB0", "x", "http://169.254.169.254/secret", "", 100)
    assert server.asked[0].path == "/secret"
    with pytest.raises(MediaGone):
        gowa.fetch_media("3EB0", "x", "../../etc/passwd", "", 100)


def test_fonnte_s_files_are_only_fetched_from_fonnte(serve: Callable[..., Answering]) -> None:
    server = serve((200, b"photo"))
    assert fonnte.fetch_media(f"{server.url}/a.jpg", 100) == b"photo"
    for elsewhere in ("http://169.254.169.254/x", "https://fonnte.com.evil.test/x", "https://evil.test/fonnte.com"):
        with pytest.raises(MediaGone):
            fonnte.fetch_media(elsewhere, 100)
    assert json.dumps([asked.path for asked in server.asked]) == '["/a.jpg"]'
