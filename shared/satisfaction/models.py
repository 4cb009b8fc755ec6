"""Three questions to a customer: as stored, as answered on the site, as asked."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from shared.core.fields import Prose
from shared.core.firestore import Record
from shared.core.model import Model
from shared.customers.models import DEFAULT_BRANCH

Channel = Literal["web", "mobile", "whatsapp"]
"""Where it was answered: the site on a computer, the site on a phone, a conversation."""
Question = Literal["service", "speed", "ease"]
Score = Annotated[int, Field(ge=1, le=5, strict=True)]
"""1 not content, 5 very content."""


class Answers(Model):
    """All three."""

    service: Score
    speed: Score
    ease: Score


# --- stored


class Satisfaction(Record):
    """`satisfaction/TKT-2611-0042`, `satisfaction/PLG-00123_2026-Q4`: what they answered, or that they were asked.

    Its id is what they were asked about: a complaint, or a quarter with us.
    """

    customer_id: str
    asked_at: datetime
    answered_at: datetime | None = None
    answered_in: str | None = None
    """The month of it, `2026-11`; None while there is no answer."""
    channel: Channel | None = None
    service: int | None = None
    speed: int | None = None
    ease: int | None = None
    area_id: str | None = None
    branch_id: str = DEFAULT_BRANCH


# --- arriving

About = Annotated[str, Field(max_length=64)]


class MyAnswers(Model):
    """What they answer on the site: of a complaint all but the first may be left out, and it can be said in words."""

    about: About
    channel: Literal["web", "mobile"]
    service: Score
    speed: Score | None = None
    ease: Score | None = None
    text: Prose = ""


class NoAnswers(Model):
    """They would rather not."""

    about: About


# --- leaving


class MySatisfaction(Model):
    """What they are to be asked about now; None: nothing."""

    about: str | None
