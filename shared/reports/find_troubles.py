"""What is wrong, by what can be seen of the system: pure. One cause has one id, however long it lasts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.core.dates import long_date, moment_text
from shared.messaging.models import HoldView, MessageStatus, OutboxHealth
from shared.reports.models import Standing

OUTBOX_AFTER_S = 900
RUN_AFTER_S = 3600
TOKEN_REFUSED = 190
TOKEN_DAYS = 7
QUOTA_PERCENT = 90
FEWEST_SENT = 5
"""So many messages of a while ago, and not one of them delivered: receipts do not arrive."""


@dataclass(frozen=True)
class SilentRouter:
    """One that has been heard before, and is not now."""

    id: str
    name: str
    heard_at: datetime


@dataclass(frozen=True)
class Signals:
    """All that is looked at."""

    now: datetime
    zone: ZoneInfo
    silent: Sequence[SilentRouter]
    standing: Standing
    outbox: OutboxHealth
    sent_a_while_ago: Sequence[MessageStatus]
    """What became of some messages that went out from two hours to half an hour ago."""
    token_expires_on: date | None


def find_troubles(seen: Signals) -> dict[str, str]:
    """Cause -> what is wrong, in words for the owner."""
    found = {
        f"router.{router.id}": f"Router {router.name} tidak melapor sejak {moment_text(router.heard_at, seen.zone)}."
        for router in seen.silent
    }
    found |= {f"hold.{hold.id}": _held(hold) for hold in seen.outbox.holds}
    if seen.standing.outbox_oldest_s >= OUTBOX_AFTER_S and not seen.outbox.holds:
        found["outbox"] = f"Pesan tertahan, yang tertua sejak {seen.standing.outbox_oldest_s // 60} menit lalu."
    if seen.standing.run_missing:
        found["run.missing"] = "Penerbitan tagihan hari ini belum dimulai."
    if seen.standing.run_oldest_s >= RUN_AFTER_S:
        found["run.slow"] = f"Penerbitan tagihan belum selesai setelah {seen.standing.run_oldest_s // 60} menit."
    if len(seen.sent_a_while_ago) >= FEWEST_SENT and not {"delivered", "read"} & {*seen.sent_a_while_ago}:
        found["receipts"] = "Tanda terima WhatsApp tidak datang. Periksa webhook di akun Meta."
    if seen.outbox.recipients_used * 100 >= seen.outbox.recipients_limit * QUOTA_PERCENT:
        used, limit = seen.outbox.recipients_used, seen.outbox.recipients_limit
        found["quota"] = f"Kuota WhatsApp hampir habis: {used} dari {limit} orang dalam 24 jam."
    last = seen.token_expires_on
    if last is not None and last - seen.now.astimezone(seen.zone).date() <= timedelta(days=TOKEN_DAYS):
        found["token"] = f"Token WhatsApp berlaku sampai {long_date(last)}. Buat yang baru sebelum itu."
    return found


def _held(hold: HoldView) -> str:
    if hold.code == TOKEN_REFUSED:
        return "WhatsApp menolak token kami. Perbarui token agar pesan terkirim lagi."
    if hold.id.startswith("template."):
        name = hold.id.removeprefix("template.")
        became = "menjadi lebih mahal" if hold.reason == "dearer" else "dihentikan WhatsApp"
        return f"Template {name} {became}, jadi kami tahan."
    return f"WhatsApp menolak kiriman kami: {hold.title}."
