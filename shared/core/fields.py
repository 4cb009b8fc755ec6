"""Kinds of input field that several nouns share."""

from typing import Annotated

from pydantic import AfterValidator, Field

from shared.core.model import Model
from shared.core.text import tidy, tidy_lines

CLIENT_ID = r"^[A-Za-z0-9_-]{1,64}$"


def _not_reserved(text: str) -> str:
    if text.startswith("__") and text.endswith("__"):
        raise ValueError("Tidak boleh diawali dan diakhiri __. | Must not begin and end with __.")
    return text


ClientId = Annotated[str, Field(pattern=CLIENT_ID), AfterValidator(_not_reserved)]
"""An id the client made, so that sending the same thing ten times does it once."""

Rupiah = Annotated[int, Field(ge=0, le=1_000_000_000, strict=True)]
"""Whole rupiah, not negative."""


def _not_blank(text: str) -> str:
    if not text:
        raise ValueError("Wajib diisi. | This field is required.")
    return text


Line = Annotated[str, Field(max_length=200), AfterValidator(tidy)]
"""One line of text, tidied."""

RequiredLine = Annotated[str, Field(max_length=200), AfterValidator(tidy), AfterValidator(_not_blank)]
"""One line of text that says something."""

Prose = Annotated[str, Field(max_length=4000), AfterValidator(tidy_lines)]
"""Several lines of text, tidied."""


class Location(Model):
    """A point on the map, in degrees (WGS 84)."""

    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)


class PageQuery(Model):
    """How much of a long list, from where."""

    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = Field(default=None, max_length=500)
