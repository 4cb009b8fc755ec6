"""A complaint's steps in words, for staff and for its customer: pure."""

from collections.abc import Sequence

from shared.complaints.complaint_words import EVENT
from shared.complaints.models import CUSTOMER, Complaint, ComplaintEvent, EventKind, Status
from shared.complaints.views import EventView, MyStep

FOR_STAFF_ONLY: frozenset[EventKind] = frozenset(
    {"note", "near_limit", "over_limit", "no_answer", "changed", "took_in"}
)

HEADLINE: dict[Status, str] = {
    "open": "Laporan Anda kami terima",
    "assigned": "Laporan Anda sedang ditangani",
    "scheduled": "Kunjungan teknisi sudah dijadwalkan",
    "on_the_way": "Teknisi menuju rumah Anda",
    "working": "Teknisi sedang bekerja di lokasi",
    "waiting": "Kami menunggu keterangan dari Anda",
    "resolved": "Selesai ditangani, mohon dicek",
    "closed": "Laporan sudah ditutup",
    "reopened": "Laporan dibuka lagi",
}
ASKED: dict[Status, str] = {
    "open": "Permintaan Anda kami terima",
    "assigned": "Permintaan Anda sedang kami urus",
    "resolved": "Selesai diurus, mohon dicek",
    "closed": "Permintaan sudah ditutup",
}
"""The same of what they asked for."""
STILL_TO_COME: dict[Status, tuple[str, ...]] = {
    "open": ("Teknisi ditunjuk", "Diperbaiki"),
    "assigned": ("Diperbaiki",),
    "scheduled": ("Teknisi dalam perjalanan", "Diperbaiki"),
    "on_the_way": ("Teknisi tiba di lokasi", "Diperbaiki"),
    "working": ("Diperbaiki",),
    "waiting": ("Diperbaiki",),
    "reopened": ("Diperbaiki",),
    "resolved": ("Anda memastikan sudah normal",),
    "closed": (),
}


def is_for_customer(event: ComplaintEvent) -> bool:
    """Internal notes never are, whatever kind they have."""
    return not event.internal and event.kind not in FOR_STAFF_ONLY


def my_timeline(complaint: Complaint, events: Sequence[ComplaintEvent]) -> list[MyStep]:
    """What the customer sees, oldest first, and what is still to come."""
    told = [
        MyStep(
            at=event.at,
            title="Permintaan diterima" if complaint.request and event.kind == "reported" else EVENT[event.kind],
            text=event.text,
            by="you" if event.by == CUSTOMER else "us",
            done=True,
            file_id=event.file_id,
        )
        for event in events
        if is_for_customer(event)
    ]
    to_come = STILL_TO_COME[complaint.status]
    if complaint.request:
        to_come = () if complaint.status in ("resolved", "closed") else ("Kami kabari hasilnya",)
    if complaint.outage_id and complaint.is_open and complaint.status != "resolved":
        to_come = ("Gangguan area pulih",)
    return told + [MyStep(at=None, title=title, text="", by="us", done=False) for title in to_come]


def headline(complaint: Complaint) -> str:
    """Where it stands, in one sentence."""
    if complaint.outage_id and complaint.status in ("open", "assigned", "reopened"):
        return "Bagian dari gangguan area yang sedang kami tangani"
    if complaint.request and complaint.status in ASKED:
        return ASKED[complaint.status]
    if complaint.merged_into:
        return f"Ditangani bersama laporan {complaint.merged_into}"
    return HEADLINE[complaint.status]


def event_view(event: ComplaintEvent) -> EventView:
    """A step for staff."""
    return EventView(
        id=event.id,
        kind=event.kind,
        title=EVENT[event.kind],
        text=event.text,
        at=event.at,
        by=event.by,
        by_name=event.by_name,
        internal=event.internal,
        file_id=event.file_id,
    )
