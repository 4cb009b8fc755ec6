"""A file that somebody sent: the expired link is asked for anew once, and what is not what was sent is refused."""

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

import pytest

from shared.clients.media_download import MediaGone
from shared.clients.whatsapp_media import fetch_media, mark_read
from shared.core import config
from shared.core.errors import Busy
from tests.clients.answering import Answering, Asked, answering

PHOTO = b"\xff\xd8 a photo"
SHA = hashlib.sha256(PHOTO).hexdigest()
GONE = {"error": {"code": 100, "error_subcode": 33, "message": "Unsupported get request."}}


class Meta:
    """Looks up a media id, and serves its file at a new link each time; `dead` links are 404."""

    def __init__(self) -> None:
        self.file: Any = PHOTO
        self.dead: set[int] = set()
        self.look_up: tuple[int, Any] | None = None
        self.size = len(PHOTO)
        self.links = 0
        self.url = ""

    def __call__(self, asked: Asked) -> tuple[int, Any]:
        if asked.headers.get("authorization") != "Bearer the-token":
            return 401, {"error": {"code": 190}}
        if asked.method == "POST":
            return 200, {"success": True}
        if asked.path.startswith("/file/"):
            return (404, b"") if int(asked.path.rsplit("/", 1)[1]) in self.dead else (200, self.file)
        if self.look_up:
            return self.look_up
        self.links += 1
        return 200, {"url": f"{self.url}/file/{self.links}", "file_size": self.size, "sha256": SHA}


@pytest.fixture
def meta() -> Meta:
    return Meta()


@pytest.fixture
def server(meta: Meta, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answering]:
    with answering(meta) as stand:
        meta.url = stand.url
        monkeypatch.setenv("WHATSAPP_GRAPH_URL", stand.url)
        monkeypatch.setenv("WHATSAPP_ACCESS_TOKEN", "the-token")
        monkeypatch.setenv("WHATSAPP_PHONE_NUMBER_ID", "1")
        config.settings.cache_clear()
        yield stand
    config.settings.cache_clear()


def fetch(url: str = "", media_id: str = "77", sha256: str = SHA, most: int = 1_000) -> bytes:
    return fetch_media(media_id, url, sha256, most)


def test_the_link_that_came_with_it_is_used_while_it_lives(server: Answering, meta: Meta) -> None:
    assert fetch(f"{server.url}/file/0") == PHOTO
    assert meta.links == 0


def test_an_expired_link_is_asked_for_anew_once(server: Answering, meta: Meta) -> None:
    meta.dead = {0, 1}
    assert fetch(f"{server.url}/file/0") == PHOTO
    assert meta.links == 2
    meta.dead = {0, 1, 2, 3, 4}
    with pytest.raises(MediaGone, match="expired"):
        fetch()
    assert meta.links == 4


def test_what_meta_does_not_know_any_more_is_gone(server: Answering, meta: Meta) -> None:
    meta.look_up = (400, GONE)
    with pytest.raises(MediaGone, match="expired"):
        fetch()


@pytest.mark.parametrize("answer", [(500, {}), (401, {"error": {"code": 190}}), (200, b"no json")])
def test_a_meta_that_fails_is_asked_again_later(server: Answering, meta: Meta, answer: tuple[int, Any]) -> None:
    meta.look_up = answer
    with pytest.raises(Busy):
        fetch()


def test_the_look_up_s_own_json_is_never_kept_as_the_file(server: Answering, meta: Meta) -> None:
    meta.file = {"url": "x"}
    with pytest.raises(MediaGone):
        fetch(sha256="")


@pytest.mark.parametrize("sha256", ["", SHA, SHA.upper(), base64.b64encode(hashlib.sha256(PHOTO).digest()).decode()])
def test_a_digest_is_compared_however_it_is_written(server: Answering, sha256: str) -> None:
    assert fetch(sha256=sha256) == PHOTO


def test_another_file_than_was_sent_is_refused(server: Answering, meta: Meta) -> None:
    meta.file = b"another"
    with pytest.raises(MediaGone, match="differs"):
        fetch()


def test_a_file_that_is_too_large_is_not_read_to_its_end(server: Answering, meta: Meta) -> None:
    meta.size, meta.file = 5_000, b"x" * 5_000
    with pytest.raises(MediaGone, match="too_large"):
        fetch()
    assert [asked.path for asked in server.asked if "file" in asked.path] == []  # the look-up told its size
    meta.size = 0  # or lied
    with pytest.raises(MediaGone, match="too_large"):
        fetch(most=100)


def test_our_token_is_shown_to_meta_alone(server: Answering, meta: Meta) -> None:
    with answering(meta) as somebody_else:
        assert fetch(f"{somebody_else.url}/file/0") == PHOTO
        assert somebody_else.asked == []


def test_a_read_mark_says_that_we_type(server: Answering) -> None:
    mark_read("wamid.1", typing=True)
    assert server.asked[-1].json == {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": "wamid.1",
        "typing_indicator": {"type": "text"},
    }


def test_a_read_mark_that_cannot_be_set_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHATSAPP_GRAPH_URL", "http://127.0.0.1:1")
    config.settings.cache_clear()
    mark_read("wamid.1", typing=False)
    config.settings.cache_clear()
