"""Problem documents (RFC 9457): what went wrong, in a sentence a person can act on, with the fields at fault."""

from typing import Any

from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from shared.core.errors import FieldError, Invalid, NotFound, Problem, TooLarge
from shared.core.model import Model


class WrongField(Model):
    """One field at fault."""

    field: str
    message: str


class ProblemDocument(Model):
    """The body of every 4xx and 5xx answer."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    fields: list[WrongField] = []


TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}

SENTENCES: dict[str, tuple[str, str]] = {
    "missing": ("Wajib diisi.", "This field is required."),
    "extra_forbidden": ("Isian ini tidak dikenal.", "This field is not known."),
    "string_type": ("Harus berupa teks.", "Must be text."),
    "string_unicode": ("Teks berisi karakter yang rusak.", "The text holds broken characters."),
    "string_too_short": (
        "Terlalu pendek, paling sedikit {min_length} huruf.",
        "Too short: at least {min_length}.",
    ),
    "string_too_long": (
        "Terlalu panjang, paling banyak {max_length} huruf.",
        "Too long: at most {max_length}.",
    ),
    "string_pattern_mismatch": ("Bentuknya tidak sesuai.", "Does not have the expected form."),
    "int_type": ("Harus bilangan bulat.", "Must be a whole number."),
    "int_parsing": ("Harus bilangan bulat.", "Must be a whole number."),
    "int_from_float": ("Harus bilangan bulat, tanpa koma.", "Must be a whole number without a fraction."),
    "int_parsing_size": ("Bilangan terlalu besar.", "The number is too large."),
    "float_type": ("Harus bilangan.", "Must be a number."),
    "float_parsing": ("Harus bilangan.", "Must be a number."),
    "finite_number": ("Harus bilangan yang terhingga.", "Must be a finite number."),
    "bool_type": ("Harus ya atau tidak (true/false).", "Must be true or false."),
    "bool_parsing": ("Harus ya atau tidak (true/false).", "Must be true or false."),
    "greater_than": ("Harus lebih dari {gt}.", "Must be more than {gt}."),
    "greater_than_equal": ("Paling sedikit {ge}.", "Must be at least {ge}."),
    "less_than": ("Harus kurang dari {lt}.", "Must be less than {lt}."),
    "less_than_equal": ("Paling banyak {le}.", "Must be at most {le}."),
    "literal_error": ("Pilihan yang ada: {expected}.", "Must be one of {expected}."),
    "enum": ("Pilihan yang ada: {expected}.", "Must be one of {expected}."),
    "list_type": ("Harus berupa daftar.", "Must be a list."),
    "dict_type": ("Harus berupa objek.", "Must be an object."),
    "model_type": ("Harus berupa objek.", "Must be an object."),
    "too_long": ("Terlalu banyak, paling banyak {max_length}.", "Too many: at most {max_length}."),
    "too_short": ("Terlalu sedikit, paling sedikit {min_length}.", "Too few: at least {min_length}."),
}
DATE = ("Tanggal tidak ada atau bukan TTTT-BB-HH.", "Not an existing date written YYYY-MM-DD.")
MOMENT = ("Waktu tidak sah (RFC 3339).", "Not a valid RFC 3339 moment.")
OTHER = ("Isinya tidak sah.", "Not valid.")


def problem_document(problem: Problem, *, english: bool) -> ProblemDocument:
    """The problem in one language."""
    return ProblemDocument(
        title=TITLES.get(problem.status, "Error"),
        status=problem.status,
        code=problem.code,
        detail=problem.message_en if english else problem.message_id,
        fields=[
            WrongField(field=wrong.field, message=wrong.message_en if english else wrong.message_id)
            for wrong in problem.fields
        ],
    )


def from_validation_error(error: ValidationError) -> Invalid:
    """pydantic's findings as fields with sentences. Sentences raised by our own validators are kept."""
    return Invalid(fields=[_field(finding) for finding in error.errors(include_url=False)])


def from_http_exception(error: HTTPException) -> Problem:
    """Flask's own refusals (no such route, wrong method, too large) as a Problem."""
    status = error.code or 500
    if status == NotFound().status:
        return NotFound()
    if status == TooLarge().status:
        return TooLarge()
    title = TITLES.get(status, "Error")
    return Problem(title.lower().replace(" ", "_"), "Permintaan tidak dapat dilayani.", title + ".", status=status)


def _field(finding: Any) -> FieldError:
    name = ".".join(str(part) for part in finding["loc"]) or "body"
    kind = str(finding["type"])
    context = finding.get("ctx") or {}
    if kind in ("value_error", "assertion_error"):
        message_id, _, message_en = str(context.get("error", "")).partition(" | ")
        return FieldError(name, message_id or OTHER[0], message_en or message_id or OTHER[1])
    if kind.startswith("datetime") or kind.startswith("timezone"):
        template = MOMENT
    elif kind.startswith("date"):
        template = DATE
    else:
        template = SENTENCES.get(kind, OTHER)
    in_indonesian = {key: str(value).replace(" or ", " atau ") for key, value in context.items()}
    return FieldError(name, template[0].format(**in_indonesian), template[1].format(**context))
