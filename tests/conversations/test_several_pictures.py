"""Several pictures that come together have one answer, and none of them is lost: through the real Firestore."""

import io

from PIL import Image

from shared.complaints.models import MOST_PHOTOS
from shared.complaints.repository import complaints, events_of
from shared.conversations.answer import answer
from shared.payments.repository import proofs
from tests.conversations.conftest import Chat, Isp, photo, text_of


def shots(count: int) -> list[bytes]:
    """Pictures, no two alike."""
    found: list[bytes] = []
    for number in range(count):
        written = io.BytesIO()
        Image.new("RGB", (20 + number, 20), "red").save(written, "PNG")
        found.append(written.getvalue())
    return found


def test_all_that_come_right_after_a_report_go_into_it(isp: Isp) -> None:
    isp.joins(1, "Asih Lestari")
    chat = Chat()
    chat.says("wifi mati total")
    chat.says("kirim sekarang")
    for shot in shots(3):
        chat.arrives(photo(data=shot))
    answer(chat.contact_id)
    assert chat.news() == []
    for shot in shots(MOST_PHOTOS):
        chat.arrives(photo(data=shot))
    answer(chat.contact_id)
    assert chat.news() == []
    [ticket] = [stored.value for stored in complaints.find()]
    assert len(ticket.photos) == MOST_PHOTOS
    assert sum(event.file_id is not None for event in events_of(ticket.id)) == MOST_PHOTOS
    assert {event.status for event in chat.events()} == {"done"}
    assert ticket.id in text_of(chat.says("rumah pagar hijau dekat masjid"))


def test_each_of_several_proofs_is_one_and_all_have_one_answer(isp: Isp) -> None:
    isp.bills(isp.joins(1, "Budi Raharjo"))
    chat = Chat()
    chat.says("bayar")
    first, second, third = shots(3)
    for shot in (first, second):
        chat.arrives(photo(data=shot))
    answer(chat.contact_id)
    assert "sudah kami terima" in text_of(chat.news())
    assert chat.says(photo(data=third)) == []
    assert len(proofs.find()) == 3
