"""Customers signing in: as stored, as they arrive, as they leave."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from shared.core.fields import CLIENT_ID, ClientId
from shared.core.firestore import Record
from shared.core.model import Model
from shared.core.phones import parse_phone

Way = Literal["code", "inbound"]
"""We send a code, or they send us one."""

# --- stored


class Code(Model):
    """One code of one phone; digests are keyed with a secret of ours, so the store alone gives nothing to guess at."""

    id: str
    way: Way
    salt: str
    digest: str
    made_at: datetime
    """On the real clock, as limits of rate are."""
    expires_at: datetime
    asker: str = ""
    """Digest of the secret that the browser which asked gave itself; empty if it gave none."""
    address: str
    """Digest of the address that asked."""
    tries: int = 0
    tries_of_others: int = 0
    """Those of `tries` that came neither from the browser nor the address that asked."""
    proven: bool = False
    """The message with it came from the phone itself."""
    spent: bool = False


class PhoneLogins(Record):
    """`otp/{digest of the phone}`: the codes and the tries of its last hour; `expires_at` is a TTL policy's."""

    codes: list[Code] = []
    tried_at: list[datetime] = []
    expires_at: datetime


class LoginTicket(Record):
    """`otp_tickets/{digest of the ticket}`: a phone was proven, and its owner is to choose who they are."""

    phone: str
    """Its digest."""
    customer_ids: list[str]
    expires_at: datetime


# --- arriving


def _phone(text: str) -> str:
    phone = parse_phone(text)
    if phone is None:
        raise ValueError("Bukan nomor telepon yang dapat dipakai. | Not a usable phone number.")
    return phone.e164


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


LoginPhone = Annotated[str, Field(max_length=60), AfterValidator(_phone)]
SixDigits = Annotated[str, Field(max_length=20), AfterValidator(_digits)]


class LoginRequest(Model):
    """Whoever wants to sign in."""

    phone: LoginPhone
    asker: ClientId | None = None
    """A secret the browser makes up and gives again when it confirms: what others try does not use up its tries."""


class LoginConfirm(Model):
    """The code of a phone; after an inbound login the phone and its asker; or a ticket and the customer chosen."""

    phone: LoginPhone | None = None
    code: SixDigits | None = None
    asker: ClientId | None = None
    ticket: str | None = Field(default=None, max_length=200)
    customer_id: str | None = Field(default=None, pattern=CLIENT_ID)

    @model_validator(mode="after")
    def _one_of_the_kinds(self) -> "LoginConfirm":
        if self.ticket is None and (self.phone is None or (self.code is None and self.asker is None)):
            raise ValueError(
                "Isi nomor telepon dan kode, atau tiket dan nomor pelanggan. | "
                "Give phone and code, or ticket and customer_id."
            )
        if self.ticket is not None and self.customer_id is None:
            raise ValueError("Pilih nomor pelanggan. | Choose a customer_id.")
        return self


class LoginRefresh(Model):
    """A session that is to go on."""

    refresh_token: str = Field(min_length=1, max_length=4000)


# --- leaving


class LoginRequested(Model):
    """What to do next, the same for every phone in the world."""

    way: Way
    expires_in: int
    """Seconds the code is good for."""
    resend_in: int
    """Seconds after which asking again makes sense."""
    text: str | None = None
    """Inbound: what to send us from that phone."""
    to: str | None = None
    """Inbound: our number, E.164."""


class Choice(Model):
    customer_id: str
    name: str


class LoginAnswer(Model):
    """A session, `expires_in` seconds long; or, where the phone has several customers, whom to choose from."""

    id_token: str | None = None
    refresh_token: str | None = None
    expires_in: int | None = None
    choose: list[Choice] | None = None
    ticket: str | None = None
