"""Expected failures: each carries its HTTP status, a stable code, and a sentence in Indonesian and English."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class FieldError:
    """One field at fault: its dotted path as the caller wrote it, and why, in both languages."""

    field: str
    message_id: str
    message_en: str


@dataclass
class Problem(Exception):
    """A failure we foresee. Raised where it is known, turned into problem+json in core/http.py."""

    code: str
    message_id: str
    message_en: str
    fields: list[FieldError] = field(default_factory=list)
    status: int = 500
    retry_after_s: int | None = None

    def __str__(self) -> str:
        return self.code


@dataclass
class BadRequest(Problem):
    """What came cannot be read at all."""

    status: int = 400


@dataclass
class Unauthorized(Problem):
    """We do not know who is calling."""

    code: str = "unauthorized"
    message_id: str = "Silakan masuk lebih dulu."
    message_en: str = "Please sign in first."
    status: int = 401


@dataclass
class Forbidden(Problem):
    """We know who is calling, and they may not."""

    code: str = "forbidden"
    message_id: str = "Peran Anda tidak boleh melakukan ini. Minta izin kepada pemilik."
    message_en: str = "Your role may not do this. Ask the owner for permission."
    status: int = 403


@dataclass
class NotFound(Problem):
    """Not there, or not the caller's: the two are not told apart."""

    code: str = "not_found"
    message_id: str = "Data tidak ditemukan."
    message_en: str = "Not found."
    status: int = 404


@dataclass
class Conflict(Problem):
    """The present state does not allow it, or an id was used for something else."""

    status: int = 409


@dataclass
class TooLarge(Problem):
    """More bytes than we take."""

    code: str = "too_large"
    message_id: str = "Kiriman terlalu besar."
    message_en: str = "The request is too large."
    status: int = 413


@dataclass
class Invalid(Problem):
    """One or more fields are wrong."""

    code: str = "invalid"
    message_id: str = "Ada isian yang perlu diperbaiki."
    message_en: str = "Some fields need to be corrected."
    status: int = 422


@dataclass
class TooMany(Problem):
    """More calls than one caller may make in this time."""

    code: str = "too_many"
    message_id: str = "Terlalu sering. Coba lagi sebentar."
    message_en: str = "Too many requests. Try again shortly."
    status: int = 429
    retry_after_s: int | None = 60


@dataclass
class Busy(Problem):
    """Too many at once on the same thing; the same call will succeed later."""

    code: str = "busy"
    message_id: str = "Sedang sibuk. Coba lagi sebentar."
    message_en: str = "Busy. Try again shortly."
    status: int = 503
    retry_after_s: int | None = 2


def invalid(field_name: str, message_id: str, message_en: str) -> Invalid:
    """One wrong field, named as the caller wrote it."""
    return Invalid(fields=[FieldError(field_name, message_id, message_en)])


def too_large(most_bytes: int) -> TooLarge:
    """More bytes than this address takes; how many that is, said."""
    most = most_bytes // 1_000_000
    return TooLarge(
        message_id=f"Kiriman terlalu besar, paling banyak {most} MB.",
        message_en=f"The request is too large: at most {most} MB.",
    )


def wrong_type(message_id: str, message_en: str, *fields: str) -> Problem:
    """Sent as another kind of content than this address takes, or the fields of it."""
    wrong = [FieldError(name, message_id, message_en) for name in fields]
    return Problem("unsupported_media_type", message_id, message_en, wrong, status=415)


class OutsideError(Exception):
    """A call to somebody else's service failed. `permanent` tells the retry loop to give up."""

    def __init__(self, service: str, code: str, *, permanent: bool) -> None:
        super().__init__(f"{service}: {code}")
        self.service = service
        self.code = code
        self.permanent = permanent
