"""The words owners use for where a subscription stands."""

import re
from functools import lru_cache

from shared.core.text import fold
from shared.customers.models import SubscriptionStatus
from shared.customers.spreadsheet_cells import LONGEST

# Asked from top to bottom: `belum aktif` is not active, and neither is `non aktif`. Off alone is read as a
# pause, which bills nothing and is easily undone.
_WORDS: tuple[tuple[SubscriptionStatus, str], ...] = (
    (
        "pending",
        r"(belum|blm) (aktif|di ?pasang|pasang|terpasang|instal|online|jadi|aktivasi)|pending"
        r"|menunggu( pasang| instalasi| pemasangan| aktivasi)?|waiting|antri(an)?|antre|survey?|survei|calon"
        r"|proses( pasang| instalasi| aktivasi)?|pasang baru|psb|registrasi"
        r"|prospek|(akan|mau|siap) (di ?)?pasang|inden|booking|request",
    ),
    (
        "paused",
        r"cuti|(off|non ?aktif|tidak aktif|stop|berhenti|putus|tutup|libur) sementara|paus(e|ed)|on hold|hold"
        r"|libur|jeda|dijeda|istirahat|vakum|mudik|freeze|off",
    ),
    (
        "stopped",
        r"berhenti|henti|stop|stopped|(di ?|ter)?putus|non ?aktif|not active|(tidak|tdk|tak|ga|gak) aktif"
        r"|in ?active|(di ?)?cabut|bongkar|dismantled?|terminat(e|ed|ion)|churn(ed)?|keluar|pindah|tutup"
        r"|mundur|batal|cancel(led|ed)?|closed?|selesai|mantan|ex|eks|resign|arsip|archived|off permanen"
        r"|tidak (lanjut|langganan|berlangganan)",
    ),
    (
        "suspended",
        r"(di ?|ter)?isolir|isolasi|isolated?|(di ?)?suspend(ed)?|(di ?|ter)?blok(ir|ed)?"
        r"|block(ed)?|(di ?)?limit(ed)?|(di ?)?bekukan|beku|disabled?|expired?|lock(ed)?|di ?kunci",
    ),
    (
        "active",
        r"aktif|active|aktip|aktiv|on|on ?line|ok|oke|okay|enabled?|normal|jalan|berjalan|lancar|running|up"
        r"|berlangganan|langganan|terpasang|(belum |sudah )?lunas|(belum|sudah) bayar|paid|unpaid|ya"
        r"|yes|true|open",
    ),
)
_WHOLE = [(status, re.compile(rf"(?:{words})")) for status, words in _WORDS]
_INSIDE = [(status, re.compile(rf"\b(?:{words})\b")) for status, words in _WORDS[:-1]]
_NO = {"false", "tidak", "tdk", "no", "n"}  # under Aktif; only if nothing else is said
_ACTIVE_FIRST = re.compile(r"(?:aktif|active)\b")


@lru_cache(maxsize=4096)
def read_status(text: str) -> SubscriptionStatus | None:
    """`AKTIF `, `Isolir (2 bln)`, `Off sementara`, ... as our word; None if no known word is there."""
    words = " ".join(re.findall(r"[a-z]+", fold(text[:LONGEST])))
    for status, pattern in _WHOLE:
        if pattern.fullmatch(words):
            return status
    if words in _NO:
        return "paused"
    if _ACTIVE_FIRST.match(words):
        return "active"
    return next((status for status, pattern in _INSIDE if pattern.search(words)), None)
