"""What we say in words of our own, inside a person's 24-hour window."""

from typing import Annotated

from pydantic import Field, model_validator

from shared.core.model import Model


class Attachment(Model):
    """A document the customer gets with the message; the provider fetches it from `path` on our public address."""

    path: str
    filename: str


class Choice(Model):
    """Something to tap; `id` is what comes back."""

    id: Annotated[str, Field(min_length=1, max_length=200)]
    title: str
    """20 letters are shown on a button, 24 in a list."""
    description: str = ""
    """In lists only; 72 letters are shown."""


class Content(Model):
    """A message of our own words. Of buttons, rows and link at most one; a list has no picture and no document."""

    text: str
    footer: str = ""
    buttons: list[Choice] = Field(default=[], max_length=3)
    rows: list[Choice] = Field(default=[], max_length=10)
    rows_button: str = ""
    """What opens the list; empty: "Pilih"."""
    link: tuple[str, str] | None = None
    """(label, path on our public address or a whole address)"""
    image: str | None = None
    """A path on our public address."""
    document: Attachment | None = None

    @model_validator(mode="after")
    def _fits_one_message(self) -> "Content":
        if sum(map(bool, (self.buttons, self.rows, self.link))) > 1:
            raise ValueError("one of buttons, rows and link")
        if self.image and self.document:
            raise ValueError("a picture or a document")
        if self.rows and (self.image or self.document):
            raise ValueError("a list has no picture and no document")
        return self
