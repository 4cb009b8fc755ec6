"""What people write is answered once, from the facts, in one commit: through the real Firestore."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from shared.complaints.repository import complaints
from shared.conversations.answer import answer
from shared.core import clock
from shared.core.firestore import Commit
from shared.customers.repository import customers
from shared.messaging.models import Said
from shared.messaging.repository import contacts, messages
from shared.payments.repository import proofs
from tests.conversations.conftest import HOUSE, Chat, Isp, photo, text_of


def test_a_bill_is_told_with_its_lines_paper_and_link(isp: Isp) -> None:
    budi = isp.joins(1, "Budi Raharjo")
    isp.bills(budi)
    [told] = Chat().says("berapa tagihan saya min")
    assert told.content
    assert "*Rp165.000*" in told.content.text
    assert "Rumah 20 Mbps (November): Rp165.000" in told.content.text
    assert told.content.link
    assert told.content.link[1].startswith("/t/")
    assert told.content.document
    assert (told.lane, told.priority, told.status, told.customer_id) == ("now", 2, "queued", budi.id)
    assert isp.enqueued.take("send_message")[0].message_id == told.id


def test_a_report_becomes_one_complaint_whose_number_is_told(isp: Isp) -> None:
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    assert "foto lampu modem" in text_of(chat.says("wifi mati total dari pagi"))
    chat.says(photo())
    assert chat.talk.pictures
    chat.says(Said(kind="location", location=HOUSE))
    told = text_of(chat.taps("Kirim laporan"))
    [complaint] = [stored.value for stored in complaints.find()]
    assert complaint.id in told
    assert (complaint.category, complaint.source, len(complaint.photos)) == ("no_connection", "whatsapp", 1)
    assert complaint.location
    assert complaint.location.latitude == HOUSE.latitude
    assert complaint.description == "wifi mati total dari pagi"
    assert chat.talk.pictures == {}
    assert complaint.id in text_of(chat.says("sampai mana laporan saya?"))


def test_danger_told_right_after_a_report_makes_it_urgent(isp: Isp) -> None:
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    chat.says("wifi mati total")
    chat.says("kirim sekarang")
    [before] = [stored.value for stored in complaints.find()]
    assert before.id in text_of(chat.says("kabel di tiang depan keluar api pak"))
    [after] = [stored.value for stored in complaints.find()]
    assert (before.priority, after.priority) == ("high", "urgent")
    assert after.due_at
    assert before.due_at
    assert after.due_at < before.due_at


def test_a_photo_of_who_pays_is_a_proof_for_staff(isp: Isp) -> None:
    isp.bills(isp.joins(1, "Budi Raharjo"))
    chat = Chat()
    chat.says("bayar")
    assert "sudah kami terima" in text_of(chat.says(photo()))
    [proof] = [stored.value for stored in proofs.find()]
    assert (proof.customer_id, proof.source, proof.amount, proof.status) == (
        "PLG-00001",
        "whatsapp",
        165_000,
        "waiting",
    )
    assert "sedang diperiksa" in text_of(chat.says("sudah bayar kok"))


def test_a_photo_out_of_the_blue_is_asked_about_and_then_where_it_belongs(isp: Isp) -> None:
    isp.bills(isp.joins(1, "Budi Raharjo"))
    chat = Chat()
    assert "bukti bayar atau foto gangguan" in text_of(chat.says(photo()))
    chat.taps("Bukti bayar")
    assert proofs.count() == 1
    assert list(isp.files) == [f"proofs/PLG-00001/{proofs.find()[0].value.id}"]  # type: ignore[attr-defined]


def test_what_is_no_picture_is_said_and_nothing_is_kept(isp: Isp) -> None:
    isp.bills(isp.joins(1, "Budi Raharjo"))
    chat = Chat()
    chat.says("bayar")
    assert "tidak bisa kami buka" in text_of(chat.says(photo(data=b"no picture")))
    assert proofs.count() == 0
    assert {event.status for event in chat.events()} == {"done"}


def test_a_promise_is_noted_with_the_customer(isp: Isp) -> None:
    isp.bills(isp.joins(1, "Budi Raharjo"))
    assert "kami catat" in text_of(Chat().says("besok saya bayar ya"))
    stored = customers.get("PLG-00001")
    assert stored
    assert stored.value.promise
    assert stored.value.promise.until == clock.today() + timedelta(days=1)


def test_paid_and_yet_dead_is_answered_by_the_facts(isp: Isp) -> None:
    citra = isp.joins(1, "Citra Dewanti")
    isp.bills(citra, due_on=clock.today() - timedelta(days=20))
    isp.suspends(citra)
    told = text_of(Chat().says("udah bayar kok internetnya masih mati"))
    assert "dijeda sementara" in told
    assert "bukti bayarnya" in told


def test_a_stranger_sees_no_bill_before_a_second_fact(isp: Isp) -> None:
    isp.bills(isp.joins(1, "Budi Raharjo"))
    chat = Chat(phone="+6281377770001")
    assert "nomor pelanggan" in text_of(chat.says("cek tagihan"))
    assert "Rp" not in text_of(chat.says("PLG-00001"))
    assert "belum cocok" in text_of(chat.says("9999"))
    chat.says("PLG-00001")
    assert "*Rp165.000*" in text_of(chat.says("budi raharjo"))
    assert "*Rp165.000*" in text_of(chat.says("tagihan"))


def test_three_wrong_facts_leave_it_to_a_person(isp: Isp) -> None:
    isp.bills(isp.joins(1, "Budi Raharjo"))
    chat = Chat(phone=None, bsuid="ID.abc123")
    chat.says("cek tagihan")
    for fact in ("0002", "0003", "0004"):
        chat.says("PLG-00001")
        told = text_of(chat.says(fact))
    assert "Admin" in told
    assert (chat.talk.status, chat.talk.reason) == ("waiting", "not_known")
    assert chat.says("PLG-00001") == []


def test_bubbles_that_wait_together_get_one_answer(isp: Isp) -> None:
    isp.bills(isp.joins(1, "Budi Raharjo"))
    [told] = Chat().says("pagi kak", "mau tanya", "tagihan saya berapa ya")
    assert told.content
    assert "*Rp165.000*" in told.content.text


def test_an_answer_whose_task_died_after_its_commit_is_handed_on_when_the_task_comes_again(isp: Isp) -> None:
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    [told] = chat.says("menu")
    isp.enqueued.take("send_message")
    answer(chat.contact_id)
    assert [task.message_id for task in isp.enqueued.take("send_message")] == [told.id]
    commit, stored = Commit(), messages.get(told.id)
    assert stored
    commit.update(messages, stored, stored.value.model_copy(update={"status": "sent"}))
    commit.commit()
    answer(chat.contact_id)
    assert isp.enqueued.take("send_message") == []


def test_twice_at_once_by_two_workers_is_one_answer(isp: Isp) -> None:
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    chat.says("wifi mati")
    chat.news()
    words: tuple[str | Said, ...] = (photo(), "dari tadi malam", "kirim laporan")
    for number, said in enumerate(words, start=7):
        for _ in range(2):
            chat.arrives(said, number=number)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda _: answer(chat.contact_id), range(4)))
    assert complaints.count() == 1
    assert [message.purpose for message in chat.news()] == ["answer"] * 3
    assert {event.status for event in chat.events()} == {"done"}


SAID = ("wifi mati total", Said(kind="location", location=HOUSE), photo("lampu merah"))


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_whatever_the_order_they_come_in_they_are_read_as_they_were_said(isp: Isp, order: tuple[int, ...]) -> None:
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    for at in order:
        chat.arrives(SAID[at], number=at + 1)
        chat.arrives(SAID[at], number=at + 1)
    answer(chat.contact_id)
    answer(chat.contact_id)
    [told] = chat.news()
    assert told.id == "whatsapp_cloud_+6281200000001.3.answer"
    assert (chat.talk.talk.state, len(chat.talk.pictures)) == ("trouble_confirm", 1)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
@pytest.mark.parametrize("pause_after", [1, 2])
def test_a_word_that_comes_late_is_read_where_it_was_said(isp: Isp, order: tuple[int, ...], pause_after: int) -> None:
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    for number, at in enumerate(order, start=1):
        chat.arrives(SAID[at], number=at + 1)
        if number == pause_after:
            answer(chat.contact_id)
    answer(chat.contact_id)
    told = chat.news()
    assert 1 <= len(told) <= 2
    assert (chat.talk.talk.state, len(chat.talk.pictures)) == ("trouble_confirm", 1)
    assert "wifi mati total\nlampu merah" in chat.talk.talk.report.words


def test_a_late_word_that_changes_nothing_gets_no_second_answer(isp: Isp) -> None:
    isp.bills(isp.joins(1, "Budi Raharjo"))
    chat = Chat()
    assert len(chat.says(Said(kind="choice", choice="bill", text="Cek tagihan"))) == 1
    now = clock.now()
    chat.arrives("pagi kak", at=now - timedelta(hours=1, seconds=3))
    answer(chat.contact_id)
    assert chat.news() == []
    assert {event.status for event in chat.events()} == {"done"}


def test_what_was_done_stays_done_when_a_word_comes_late(isp: Isp) -> None:
    isp.bills(isp.joins(1, "Budi Raharjo"))
    chat = Chat()
    chat.says("besok saya bayar")
    chat.arrives("pagi kak", at=clock.now() - timedelta(hours=1, seconds=3))
    answer(chat.contact_id)
    assert "asisten otomatis" in text_of(chat.news())
    stored = customers.get("PLG-00001")
    assert stored
    assert stored.value.promise


def test_after_a_hand_over_the_bot_is_silent_and_everything_is_seen(isp: Isp) -> None:
    isp.joins(1, "Asih Lestari", area_id="utara")
    chat = Chat()
    assert "admin" in text_of(chat.says("mau bicara dengan admin"))
    assert (chat.talk.status, chat.talk.reason, chat.talk.area_id) == ("waiting", "asked", "utara")
    assert chat.says("halo ada orang?", "saya mau tanya tagihan") == []
    assert (chat.talk.unread, chat.talk.last_text) == (3, "saya mau tanya tagihan")
    assert {event.status for event in chat.events()} == {"done"}
    assert text_of(chat.says("menu")).startswith("Halo Bapak/Ibu Asih")
    assert chat.talk.status == "bot"


def test_an_answer_from_the_phone_app_silences_the_bot_for_twelve_hours(
    isp: Isp, monkeypatch: pytest.MonkeyPatch
) -> None:
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    assert chat.says("halo", Said(kind="echo", text="Halo Bu Asih, saya cek dulu ya")) == []
    assert (chat.talk.status, chat.talk.reason, chat.talk.last_by) == ("handed", "phone_app", "staff")
    assert chat.says("menu") == []
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(hours=13))
    assert "Halo Bapak/Ibu Asih" in text_of(chat.says("menu"))


def test_where_the_machine_fails_a_person_answers(
    isp: Isp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise KeyError("a word that nobody wrote")

    isp.joins(1, "Asih Lestari")
    chat = Chat()
    monkeypatch.setattr("shared.conversations.answer.converse", fails)
    assert "sambungkan ke admin" in text_of(chat.says("halo"))
    assert (chat.talk.status, chat.events()[0].status) == ("waiting", "done")
    assert "conversation_step_crashed" in capsys.readouterr().out


def test_two_machines_do_not_answer_each_other_for_ever(isp: Isp) -> None:
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    while chat.says("Toko Asih buka jam 8 sampai jam 5."):
        assert chat.read < 40
    assert (chat.read, chat.talk.status, chat.talk.reason) == (25, "waiting", "too_many")


def test_no_news_is_a_word_away_and_so_is_its_return(isp: Isp) -> None:
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    assert "promo tidak kami kirim lagi" in text_of(chat.says("berhenti"))
    stored = contacts.get(chat.contact_id)
    assert stored
    assert stored.value.no_broadcasts
    chat.taps("Terima info lagi")
    stored = contacts.get(chat.contact_id)
    assert stored
    assert not stored.value.no_broadcasts


def test_reactions_and_edits_are_seen_and_answered_by_nobody(isp: Isp) -> None:
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    assert chat.says(Said(kind="reaction", text="👍"), Said(kind="edited", text="halo", about="wamid.x")) == []
    assert {event.status for event in chat.events()} == {"done"}
    assert messages.count() == 0


def test_they_see_that_we_have_read_it_and_are_typing_unless_a_person_answers(
    isp: Isp, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[tuple[str, bool]] = []
    monkeypatch.setattr("shared.conversations.answer.mark_read", lambda *told: shown.append(told))
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    chat.says("halo", "kak")
    assert shown == [("wamid.+6281200000001.2", True)]
    chat.says(Said(kind="reaction", text="👍"))
    chat.says("admin")
    chat.says("halo?")
    assert [wamid[-1] for wamid, _ in shown] == ["2", "4"]
