"""Tell a page of those who had the outage that it is over; who had not heard of it yet hears nothing."""

from datetime import datetime

from shared.complaints.choices import tap_id
from shared.complaints.outage_models import Affected, Outage, OutageProgress
from shared.complaints.repository import affected, outage_progress, outages
from shared.complaints.tell_affected import announcement_id
from shared.core import clock
from shared.core.dates import moment_text
from shared.core.firestore import Commit
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.messaging.models import Choice, Content, Message
from shared.messaging.repository import messages, queue_message

PAGE = 60
NOT_OUT = ("queued", "released")


def recovery_page(outage_id: str) -> bool:
    """One page, in one commit with how far it has come; whether there is more."""
    stored, progress = outages.get(outage_id), outage_progress.get(outage_id)
    far = progress.value if progress else OutageProgress(id=outage_id)
    if stored is None or stored.value.status != "ended" or far.recovered:
        return False
    outage, now = stored.value, clock.now()
    after = [far.recovered_to] if far.recovered_to else None
    page = affected.find(("outage_id", "==", outage_id), by_id=True, limit=PAGE, after=after)
    owners = customers.get_many(one.value.customer_id for one in page)
    announced = messages.get_many(announcement_id(outage_id, one.value.customer_id) for one in page)
    commit = Commit()
    for one in page:
        if one.value.recovered_at:
            continue
        commit.update(affected, one, one.value.model_copy(update={"recovered_at": now}))
        before = announced.get(announcement_id(outage_id, one.value.customer_id))
        if before and before.value.status in NOT_OUT:
            commit.update(messages, before, before.value.model_copy(update={"status": "cancelled"}))
            continue
        owner = owners.get(one.value.customer_id)
        if owner and (message := recovery_message(outage, one.value, owner.value, now)):
            queue_message(commit, message)
    is_last = len(page) < PAGE
    reached = page[-1].value.id if page else far.recovered_to
    done = far.model_copy(update={"recovered_to": reached, "recovered": is_last})
    if progress:
        commit.update(outage_progress, progress, done)
    else:
        commit.create(outage_progress, done)
    commit.commit()
    return not is_last


def recovery_message(outage: Outage, one: Affected, customer: Customer, now: datetime) -> Message | None:
    """That it is over, since when, and whether it works for them; None for a customer without a number."""
    if customer.phone is None:
        return None
    restored = moment_text(outage.ended_at or now, clock.zone())
    content = Content(
        text=f"Bapak/Ibu {customer.name}, gangguan jaringan di {outage.place} sudah pulih pada {restored}.\n\n"
        "Bila belum tersambung, matikan modem satu menit lalu nyalakan kembali.",
        buttons=[
            Choice(id=tap_id("works", outage.id), title="Sudah tersambung"),
            Choice(id=tap_id("still_broken", outage.id), title="Masih terganggu"),
        ],
    )
    return Message(
        id=f"{outage.id}.recovered.{one.customer_id}",
        cause=outage.id,
        purpose=f"recovered.{one.customer_id}",
        batch=outage.id,
        customer_id=customer.id,
        to=customer.phone,
        template="gangguan_area_pulih",
        values={
            "customer_name": customer.name,
            "area": outage.place,
            "customer_number": customer.id,
            "restored_at": restored,
        },
        content=content,
        lane="bulk",
        priority=4,
        send_after=now,
        created_at=now,
        area_id=customer.area_id,
        shard=customer.shard,
    )
