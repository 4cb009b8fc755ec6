"""What the owner sets of complaints and outages."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field, model_validator

from shared.core.fields import RequiredLine
from shared.core.firestore import Day, Hour, Record
from shared.core.model import Model

WEEKDAYS = 7
Hours = Annotated[int, Field(ge=1, le=1_000, strict=True)]


class OpeningHours(Model):
    """From when to when work is done on one weekday, on the provider's clock."""

    opens: Hour
    closes: Hour

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> "OpeningHours":
        if self.closes <= self.opens:
            raise ValueError("Jam tutup harus setelah jam buka. | It must close after it opens.")
        return self


class SlaHours(Model):
    """Business hours a complaint of each priority may take; `urgent` counts at night and on Sundays too."""

    urgent: Hours = 4
    high: Hours = 8
    normal: Hours = 16
    low: Hours = 40


class Density(Model):
    """When complaints are taken for one outage: so many different customers within so many minutes."""

    odp_complaints: int = Field(default=4, ge=2, le=1_000, strict=True)
    """Of one pole box."""
    area_complaints: int = Field(default=10, ge=2, le=10_000, strict=True)
    """Of one area, over several pole boxes."""
    within_minutes: int = Field(default=15, ge=1, le=1_440, strict=True)
    open_at_once: bool = True
    """False: staff are asked first."""
    announce: Literal["odp", "always", "never"] = "odp"
    """Whether everybody affected is told at once, or those who complain only; odp: everybody on that pole box."""


class CreditRule(Model):
    """What is given back for an outage: each day begun, once it lasted so many hours."""

    offer: bool = True
    minimum_hours: int = Field(default=6, ge=1, le=720, strict=True)


class Canned(Model):
    """Words that staff send often.

    Gaps: {nama}, in a chat {tagihan} and {link_bayar}, on a complaint's page {number} and {technician}.
    """

    title: RequiredLine
    text: Annotated[str, Field(min_length=1, max_length=1000)]


_WEEKDAY = OpeningHours(opens=time(8, 0), closes=time(17, 0))


class ComplaintRules(Record):
    """`settings/complaints`: how long complaints may take, who gets them, what makes an outage."""

    id: str = "complaints"

    hours: list[OpeningHours | None] = Field(default=[*[_WEEKDAY] * 6, None], min_length=WEEKDAYS, max_length=WEEKDAYS)
    """Monday first; None: closed."""
    holidays: list[Day] = Field(default=[], max_length=400)
    """Days on which nothing counts but what is urgent."""
    sla: SlaHours = SlaHours()
    assign_by_itself: bool = True
    """A new complaint goes to the technician of its area who has least to do."""
    close_after_hours: int = Field(default=24, ge=1, le=720, strict=True)
    """After it is resolved, unless the customer says it is not."""
    reopen_days: int = Field(default=7, ge=0, le=90, strict=True)
    """For so long after closing the same complaint goes on when the customer says it is not over."""
    no_answer_days: int = Field(default=3, ge=1, le=60, strict=True)
    """Then staff are told that the customer, who was asked something, has not answered."""
    density: Density = Density()
    credit: CreditRule = CreditRule()
    checklist: list[RequiredLine] = Field(
        default=[
            "Cek lampu dan kabel modem",
            "Ukur redaman di rumah pelanggan",
            "Uji kecepatan bersama pelanggan",
            "Rapikan kabel dan foto hasilnya",
        ],
        max_length=30,
    )
    """What a technician ticks off on a visit."""
    answers: list[Canned] = Field(
        default=[
            Canned(title="Teknisi sudah di lokasi", text="Teknisi kami sudah di lokasi dan sedang memeriksa."),
            Canned(
                title="Sudah nyala, mohon dicek", text="Jaringan sudah kami perbaiki. Mohon dicek dari tempat Anda."
            ),
            Canned(title="Minta foto lampu modem", text="Mohon kirim foto lampu modem Anda dari depan."),
            Canned(
                title="Tagihan dan cara bayar",
                text="{nama}, tagihan Anda {tagihan}. Bayar lewat tautan ini: {link_bayar}",
            ),
        ],
        max_length=50,
    )

    @model_validator(mode="after")
    def _open_sometime(self) -> "ComplaintRules":
        if not any(self.hours):
            raise ValueError("Isi jam kerja setidaknya satu hari. | Give the hours of at least one weekday.")
        return self

    def is_holiday(self, day: date) -> bool:
        return day in self.holidays
