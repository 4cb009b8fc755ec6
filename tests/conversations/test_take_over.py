"""A person answers instead of the bot: the list, the history, taking over, writing inside the window, handing back."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.access.audit import entries
from shared.access.models import Caller
from shared.conversations import read_conversations
from shared.conversations.models import ConversationQuery, HistoryQuery
from shared.conversations.read_conversations import conversation_picture, list_conversations, read_conversation
from shared.conversations.ready_answers import ready_answers
from shared.conversations.take_over import hand_back, reply, take_over
from shared.core import clock
from shared.core.errors import Conflict, NotFound
from shared.core.firestore import Commit
from shared.customers.repository import customers
from shared.messaging.fetch_media import MediaGone
from shared.messaging.repository import messages
from tests.conversations.conftest import Chat, Isp, photo, text_of
from tests.messaging.test_message_states import message

FITRI = Caller(id="demo-cashier", role="cashier", name="Fitri")
NINA = Caller(id="demo-admin", role="admin", name="Nina", areas=("utara",))


@pytest.fixture
def chat(isp: Isp) -> Chat:
    """Budi owes, and asks for a person."""
    isp.bills(isp.joins(1, "Budi Raharjo", area_id="utara"))
    theirs = Chat()
    theirs.says("tagihan")
    theirs.says("mau bicara dengan admin")
    return theirs


def ids(by: Caller = FITRI, **asked: Any) -> list[str]:
    return [one.id for one in list_conversations(ConversationQuery(**asked), by).items]


def test_who_asks_for_a_person_is_on_the_list_until_somebody_has_read_it(chat: Chat) -> None:
    assert ids(status="waiting") == ids(unread=True) == ids(NINA) == [chat.contact_id]
    [one] = list_conversations(ConversationQuery(), FITRI).items
    assert (one.name, one.phone, one.reason, one.unread) == ("Budi Raharjo", chat.phone, "asked", 1)
    assert one.last_text == "mau bicara dengan admin"
    take_over(chat.contact_id, FITRI)
    assert ids(mine=True) == ids(status="handed") == [chat.contact_id]
    assert ids(status="waiting") == ids(unread=True) == ids(NINA, mine=True) == []
    chat.says("halo?")
    assert ids(mine=True, unread=True) == [chat.contact_id]


def test_the_history_has_both_sides_and_what_is_owed_beside_it(chat: Chat) -> None:
    chat.says(photo("ini kak"))
    reply(chat.contact_id, "Baik Pak Budi, saya cek.", FITRI, "r-1")
    told = read_conversation(chat.contact_id, HistoryQuery())
    said = [(bubble.by, bubble.kind, bubble.text.split("\n")[0]) for bubble in reversed(told.bubbles)]
    assert "Rp165.000. Bayar lewat tautan ini: http" in ready_answers(chat.contact_id).items[-1].text
    assert said == [
        ("customer", "text", "tagihan"),
        ("bot", "text", "Yang perlu dibayar: *Rp165.000*."),
        ("customer", "text", "mau bicara dengan admin"),
        ("bot", "text", said[3][2]),
        ("customer", "image", "ini kak"),
        ("staff", "text", "Baik Pak Budi, saya cek."),
    ]
    assert [bill.amount_due for bill in told.bills] == [165_000]
    assert (told.balance, told.tickets) == (165_000, [])
    assert told.window_until
    taken_back(chat, 5, told.bubbles[2].at)
    pages: list[str] = []
    query: HistoryQuery | None = HistoryQuery(limit=2)
    while query:
        page = read_conversation(chat.contact_id, query)
        pages += [bubble.id for bubble in page.bubbles]
        query = HistoryQuery(limit=2, cursor=page.next_cursor) if page.next_cursor else None
    assert pages == [bubble.id for bubble in told.bubbles]


def taken_back(chat: Chat, many: int, at: datetime) -> None:
    """So many messages to them that never went."""
    commit = Commit()
    for number in range(many):
        late = {"id": f"x.{number}", "to": chat.phone, "created_at": at + timedelta(microseconds=number + 1)}
        commit.create(messages, message("cancelled").model_copy(update=late))
    commit.commit()


def test_a_reply_goes_out_once_however_often_it_is_sent(isp: Isp, chat: Chat) -> None:
    chat.news()
    for status in (201, 200, 200):
        answer = reply(chat.contact_id, "Sudah kami cek.", FITRI, "r-1")
        assert answer.status == status
    assert text_of(chat.news()) == "Sudah kami cek."
    assert [task.message_id for task in isp.enqueued.take("send_message")][-1] == answer.body.id
    assert (chat.talk.status, chat.talk.handed_to_name, chat.talk.last_by) == ("handed", "Fitri", "staff")
    with pytest.raises(Conflict) as refused:
        reply(chat.contact_id, "Lain lagi.", FITRI, "r-1")
    assert refused.value.code == "id_reused"


def test_after_a_day_without_a_word_of_theirs_no_reply_may_go(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(hours=25))
    with pytest.raises(Conflict) as refused:
        reply(chat.contact_id, "Halo", FITRI, None)
    assert (refused.value.code, refused.value.status) == ("window_closed", 409)
    assert read_conversation(chat.contact_id, HistoryQuery()).window_until is None


def test_handed_back_the_bot_answers_again(chat: Chat) -> None:
    take_over(chat.contact_id, FITRI)
    assert chat.says("tagihan") == []
    hand_back(chat.contact_id, FITRI, say_so=True)
    assert "Asisten otomatis membantu lagi" in text_of(chat.news())
    assert "*Rp165.000*" in text_of(chat.says("tagihan"))
    assert hand_back(chat.contact_id, FITRI, say_so=True).status == "bot"
    assert chat.news() == []


def test_each_act_is_in_the_trail_without_what_was_said(chat: Chat) -> None:
    take_over(chat.contact_id, FITRI)
    reply(chat.contact_id, "Rahasia kita", FITRI, None)
    hand_back(chat.contact_id, FITRI, say_so=False)
    kept = [one.value for one in entries.find(("subject", "==", f"conversations/{chat.contact_id}"))]
    assert sorted(one.what for one in kept) == [
        "conversation_handed_back",
        "conversation_replied",
        "conversation_taken",
    ]
    assert "Rahasia" not in "".join(one.model_dump_json() for one in kept)


def test_a_picture_of_theirs_is_shown_while_it_is_to_be_had(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_conversations, "fetch_media", lambda event: bytes.fromhex(event.said.media.id))
    event_id = chat.arrives(photo())
    assert conversation_picture(chat.contact_id, event_id).media_type == "image/jpeg"
    with pytest.raises(NotFound):
        conversation_picture("somebody-else", event_id)

    def gone(_event: object) -> bytes:
        raise MediaGone("expired")

    monkeypatch.setattr(read_conversations, "fetch_media", gone)
    with pytest.raises(NotFound):
        conversation_picture(chat.contact_id, event_id)


def test_the_list_follows_the_customer_who_is_meant(isp: Isp, chat: Chat) -> None:
    assert ids(customer_id="PLG-00001") == [chat.contact_id]
    assert ids(customer_id="PLG-00002") == []
    assert ids(Caller(id="x", role="admin", areas=("selatan",))) == []
    assert customers.get("PLG-00001")
