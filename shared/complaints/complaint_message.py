"""What a customer is sent at each step of a complaint: words with buttons in their window, the template outside it."""

from datetime import datetime
from typing import Any

from shared.complaints.choices import rating_tap_id, tap_id
from shared.complaints.complaint_words import CATEGORY, NOBODY, RATING, about
from shared.complaints.models import Complaint, Visit
from shared.core import clock
from shared.core.dates import clock_time, long_date, moment_text
from shared.customers.models import Customer
from shared.messaging.models import Choice, Content, Lane, Message, OnlyWhile

SOON = "secepatnya, kami kabari"


def received_message(complaint: Complaint, customer: Customer, now: datetime) -> Message | None:
    """That it was taken down, under which number, and by when we mean to be done. None without a number to write to."""
    target = moment_text(complaint.due_at, clock.zone()) if complaint.due_at else SOON
    content = Content(
        text=f"{_name(customer)}, {_asked(complaint)} Anda sudah kami catat.\n\n"
        f"Nomor tiket: {complaint.id}\nJenis: {about(complaint)}\nTarget selesai: {target}",
        buttons=[
            Choice(id=tap_id("status", complaint.id), title="Cek status tiket"),
            Choice(id=tap_id("add_note", complaint.id), title="Tambah keterangan"),
        ],
    )
    values = {
        "category": about(complaint),
        "address": complaint.address,
        "reported_at": moment_text(complaint.created_at, clock.zone()),
        "target": target,
    }
    return _message(complaint, customer, "received", now, "pengaduan_diterima", values, content)


def _asked(complaint: Complaint) -> str:
    return "permintaan" if complaint.request else "laporan"


def outage_answer(complaint: Complaint, customer: Customer, news: str, now: datetime) -> Message | None:
    """That what they report is the outage they have heard of, and how it stands."""
    content = Content(
        text=f"{_name(customer)}, laporan {complaint.id} kami terima.\n\n{news}",
        buttons=[Choice(id=tap_id("status", complaint.id), title="Cek status tiket")],
    )
    values = {
        "category": CATEGORY[complaint.category],
        "address": complaint.address,
        "reported_at": moment_text(complaint.created_at, clock.zone()),
        "target": "bersama pulihnya gangguan area",
    }
    return _message(complaint, customer, "received", now, "pengaduan_diterima", values, content)


def scheduled_message(complaint: Complaint, customer: Customer, now: datetime) -> Message | None:
    """Who comes, and when."""
    if complaint.visit is None:
        return None
    schedule, technician = visit_text(complaint.visit), complaint.assignee_name or NOBODY
    content = Content(
        text=f"{_name(customer)}, tiket {complaint.id} akan ditangani {technician}.\n\nJadwal: {schedule}\n\n"
        "Mohon ada orang dewasa di rumah pada jadwal itu.",
        buttons=[
            Choice(id=tap_id("agree_visit", complaint.id), title="Setuju jadwal"),
            Choice(id=tap_id("reschedule", complaint.id), title="Ubah jadwal"),
        ],
    )
    values = {"technician": technician, "schedule": schedule}
    return _message(
        complaint, customer, f"scheduled.{complaint.events}", now, "pengaduan_dijadwalkan", values, content, "scheduled"
    )


def on_the_way_message(complaint: Complaint, customer: Customer, now: datetime) -> Message | None:
    """The technician has set out."""
    technician = complaint.assignee_name or "Teknisi kami"
    content = Content(
        text=f"{_name(customer)}, {technician} sedang menuju lokasi Anda untuk tiket {complaint.id}.",
        buttons=[Choice(id=tap_id("reschedule", complaint.id), title="Ubah jadwal")],
    )
    values = {"technician": technician, "schedule": "sekarang, teknisi sedang menuju lokasi"}
    return _message(
        complaint,
        customer,
        f"on_the_way.{complaint.events}",
        now,
        "pengaduan_dijadwalkan",
        values,
        content,
        "on_the_way",
    )


def question_message(complaint: Complaint, customer: Customer, now: datetime) -> Message | None:
    """What we need to know before we go on."""
    content = Content(
        text=f"{_name(customer)}, untuk tiket {complaint.id} kami membutuhkan keterangan: {complaint.question}.\n\n"
        "Balas pesan ini dengan keterangan atau fotonya."
    )
    values = {"question": complaint.question}
    return _message(
        complaint, customer, f"asked.{complaint.events}", now, "pengaduan_butuh_keterangan", values, content, "waiting"
    )


def resolved_message(complaint: Complaint, customer: Customer, now: datetime) -> Message | None:
    """What was found and done; they say whether it works."""
    content = Content(
        text=f"{_name(customer)}, tiket {complaint.id} selesai ditangani.\n\n"
        f"Penyebab: {complaint.cause_found or '-'}\nTindakan: {complaint.action_taken or '-'}\n\n"
        "Bagaimana keadaannya sekarang? Tanpa jawaban, tiket ini kami tutup nanti.",
        buttons=[
            Choice(id=tap_id("works", complaint.id), title="Sudah normal"),
            Choice(id=tap_id("still_broken", complaint.id), title="Masih bermasalah"),
        ],
    )
    values = {
        "resolved_at": moment_text(complaint.resolved_at or now, clock.zone()),
        "cause": complaint.cause_found,
        "action": complaint.action_taken,
    }
    return _message(
        complaint, customer, f"resolved.{complaint.events}", now, "pengaduan_selesai", values, content, "resolved"
    )


def rating_message(complaint: Complaint, customer: Customer, now: datetime, lane: Lane) -> Message | None:
    """How it was for them; None where nobody of ours did anything."""
    if not was_handled(complaint):
        return None
    technician = complaint.assignee_name or NOBODY
    content = Content(
        text=f"{_name(customer)}, tiket {complaint.id} sudah ditutup.\n\nBagaimana penanganan oleh {technician}?",
        rows=[
            Choice(id=rating_tap_id(complaint.id, stars), title=f"{stars} {words}") for stars, words in RATING.items()
        ],
        rows_button="Beri nilai",
    )
    values = {
        "closed_on": long_date((complaint.closed_at or now).astimezone(clock.zone()).date()),
        "technician": technician,
    }
    purpose = f"rating.{complaint.reopened}"
    return _message(complaint, customer, purpose, now, "penilaian_pengaduan", values, content, lane=lane)


def was_handled(complaint: Complaint) -> bool:
    """Whether there is something of ours to rate: not where it was mended with an outage, or went away by itself."""
    alone = complaint.merged_into is None and complaint.outage_id is None
    return alone and (complaint.resolved_at is not None or complaint.visit is not None)


def told_message(complaint: Complaint, customer: Customer, text: str, now: datetime) -> Message | None:
    """What staff write to them about it."""
    content = Content(text=f"{text}\n\nTiket {complaint.id}")
    return _message(complaint, customer, f"told.{complaint.events}", now, "", {}, content)


def reopened_message(complaint: Complaint, customer: Customer, now: datetime) -> Message | None:
    """That we go on with it."""
    content = Content(text=f"{_name(customer)}, tiket {complaint.id} kami buka lagi. Kami segera memeriksanya.")
    return _message(complaint, customer, f"reopened.{complaint.events}", now, "", {}, content)


def visit_text(visit: Visit) -> str:
    """`19 November 2026 pukul 09.00 sampai 11.00 WIB`."""
    zone = clock.zone()
    begins = f"{visit.starts_at.astimezone(zone):%H.%M}"
    return (
        f"{long_date(visit.starts_at.astimezone(zone).date())} pukul {begins} sampai {clock_time(visit.ends_at, zone)}"
    )


def _name(customer: Customer) -> str:
    return f"Bapak/Ibu {customer.name}"


def _message(
    complaint: Complaint,
    customer: Customer,
    purpose: str,
    now: datetime,
    template: str,
    values: dict[str, str],
    content: Content,
    while_status: str = "",
    lane: Lane = "now",
) -> Message | None:
    if customer.phone is None:
        return None
    more: dict[str, Any] = {}
    if while_status:
        more["only_while"] = OnlyWhile(document=f"complaints/{complaint.id}", field="status", values=[while_status])
    return Message(
        id=f"{complaint.id}.{purpose}",
        cause=complaint.id,
        purpose=purpose,
        customer_id=customer.id,
        to=customer.phone,
        template=template,
        values={"customer_name": customer.name, "ticket_number": complaint.id, **values} if template else {},
        content=content,
        lane=lane,
        priority=2 if lane == "now" else 5,
        send_after=now,
        created_at=now,
        area_id=customer.area_id,
        shard=customer.shard,
        **more,
    )
