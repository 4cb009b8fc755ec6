"""An outage in words for customers: pure."""

from zoneinfo import ZoneInfo

from shared.complaints.outage_models import Outage, OutageNews
from shared.core.dates import moment_text

NOT_KNOWN_YET = "sedang kami periksa"
WE_WILL_TELL = "kami kabari begitu pasti"


def news_of(outage: Outage, zone: ZoneInfo) -> OutageNews:
    """What is told of it."""
    return OutageNews(
        id=outage.id,
        place=outage.place,
        cause=outage.cause,
        started_at=outage.started_at,
        expected_at=outage.expected_at,
        ended_at=outage.ended_at,
        text=text_of(outage, zone),
    )


def text_of(outage: Outage, zone: ZoneInfo) -> str:
    """In a few sentences."""
    if outage.ended_at:
        return f"Gangguan jaringan di {outage.place} sudah pulih pada {moment_text(outage.ended_at, zone)}."
    return (
        f"Ada gangguan jaringan di {outage.place} sejak {moment_text(outage.started_at, zone)}. "
        f"Penyebab sementara: {cause_of(outage)}. Perkiraan pulih: {expected_of(outage, zone)}. "
        "Anda tidak perlu melapor lagi. Kami kabari begitu layanan pulih."
    )


def cause_of(outage: Outage) -> str:
    return outage.cause or NOT_KNOWN_YET


def expected_of(outage: Outage, zone: ZoneInfo) -> str:
    """The estimate, where there is one that has not passed."""
    return moment_text(outage.expected_at, zone) if outage.expected_at and not outage.late else WE_WILL_TELL


def place_of_areas(names: list[str]) -> str:
    """`Cilongok`, `Cilongok dan Griya Asri`; what lies above the pole boxes has no name that customers know."""
    *others, last = names or [place_words("", "")]
    return f"{', '.join(others)} dan {last}" if others else last


def place_words(area_name: str, odp: str) -> str:
    """`Griya Asri`, `ODP-CLG-07, Griya Asri`; without either, `wilayah Anda`."""
    return ", ".join(part for part in (odp, area_name) if part) or "wilayah Anda"
