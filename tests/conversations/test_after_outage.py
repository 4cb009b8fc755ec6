"""After an outage everybody is asked whether it works again, and the answer counts: through the real Firestore."""

from datetime import timedelta

import pytest

from shared.complaints.outage_models import Affected, Outage
from shared.complaints.repository import affected, complaints, outages
from shared.core import clock
from shared.core.firestore import Commit
from tests.conversations.conftest import Chat, Isp, text_of


def asked(isp: Isp) -> None:
    """Asih, who had reported nothing, was asked an hour ago."""
    asih, commit, before = isp.joins(1, "Asih Lestari"), Commit(), clock.now() - timedelta(hours=1)
    moments = {"started_at": before, "opened_at": before, "ended_at": before}
    commit.put(
        outages, Outage(id="o-1", scope_key="area:utara", place="Utara", status="ended", opened_by="x", **moments)
    )
    was = Affected(
        id=f"o-1.{asih.id}", outage_id="o-1", customer_id=asih.id, told_at=before, recovered_at=before, shard=asih.shard
    )
    commit.put(affected, was)
    commit.commit()


def told_us() -> bool | None:
    stored = affected.get("o-1.PLG-00001")
    assert stored
    return stored.value.works


@pytest.mark.parametrize("said", ["Masih terganggu", "belum min", "di rumah masih mati total pak"])
def test_who_says_no_without_a_report_keeps_a_ticket_and_hears_its_number(isp: Isp, said: str) -> None:
    asked(isp)
    answered = text_of(Chat().says(said))
    [ticket] = [stored.value for stored in complaints.find()]
    assert ticket.id in answered
    assert (ticket.customer_id, ticket.category, ticket.source, ticket.description) == (
        "PLG-00001",
        "no_connection",
        "whatsapp",
        said,
    )
    assert told_us() is False
    assert [task.job for task in isp.enqueued.take("drain") if task.queue == "complaints"] == [ticket.id]


def test_who_says_yes_is_noted_and_has_no_ticket(isp: Isp) -> None:
    asked(isp)
    assert "Syukurlah" in text_of(Chat().says("udah nyala kak"))
    assert (told_us(), complaints.find()) == (True, [])


def test_a_no_after_a_yes_is_a_report_as_any(isp: Isp) -> None:
    asked(isp)
    chat = Chat()
    chat.says("udah nyala kak")
    chat.says("wifi mati lagi min")
    assert chat.talk.talk.state == "trouble_photo"
    assert complaints.find() == []
