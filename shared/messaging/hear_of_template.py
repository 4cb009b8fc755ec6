"""What WhatsApp tells of a template: paused or disabled it stands still, and so it does where it became dearer."""

from collections.abc import Callable
from datetime import datetime, timedelta

from shared.core import clock
from shared.core.firestore import Commit, attempt
from shared.core.logging import log
from shared.messaging.hold_outbox import forget_holds, release_held, template_hold
from shared.messaging.models import Hold, HoldReason, TemplateStanding
from shared.messaging.prices import price_of
from shared.messaging.repository import holds, messaging_rules, template_standings
from shared.messaging.templates import templates

STOPS: dict[str, tuple[HoldReason, int]] = {
    "PAUSED": ("paused", 132015),
    "DISABLED": ("disabled", 132016),
    "REJECTED": ("disabled", 132001),
    "DELETED": ("disabled", 132001),
    "PENDING_DELETION": ("disabled", 132001),
}
DEARER = -1
"""Not a code of Meta's: nothing was refused."""
GOES_ON = ("APPROVED", "REINSTATED", "UNPAUSED")
TRIED_AGAIN_AFTER: dict[HoldReason, timedelta] = {
    "paused": timedelta(hours=6),  # Meta's first two pauses last 3 and 6 hours
    "disabled": timedelta(days=1),
    "dearer": timedelta(days=365),  # a person decides
}


def hear_status(name: str, status: str, at: datetime) -> None:
    """Paused, disabled or gone: hold it, one alert. Approved: lift that hold."""

    def heard(standing: TemplateStanding) -> TemplateStanding | None:
        if standing.status_at and standing.status_at >= at:
            return None
        return standing.model_copy(update={"status": status, "status_at": at})

    reason, code = STOPS.get(status, (None, 0))
    _hear(name, heard, reason, code, status, lifts=("refused", "paused", "disabled") if status in GOES_ON else ())


def hear_category(name: str, category: str, previous: str, at: datetime) -> None:
    """Where a message of it costs more than before: hold it, one alert. Where it costs no more: lift that hold."""
    template = templates().get(name)
    previous = (previous or (template.category if template else "utility")).lower()

    def heard(standing: TemplateStanding) -> TemplateStanding | None:
        if standing.category_at and standing.category_at >= at:
            return None
        return standing.model_copy(update={"category": category.lower(), "category_at": at})

    rates, today = messaging_rules().rates, clock.today()
    is_dearer = price_of(category.lower(), today, rates) > price_of(previous, today, rates)
    _hear(name, heard, "dearer" if is_dearer else None, DEARER, category, lifts=() if is_dearer else ("dearer",))


def hear_quality(name: str, quality: str, at: datetime) -> None:
    """Kept beside the template; a red one is near its pause."""

    def heard(standing: TemplateStanding) -> TemplateStanding | None:
        if standing.quality_at and standing.quality_at >= at:
            return None
        return standing.model_copy(update={"quality": quality, "quality_at": at})

    if _hear(name, heard, None, 0, quality, lifts=()) and quality == "RED":
        log("template_quality_low", severity="ERROR", template=name)


def _hear(
    name: str,
    heard: Callable[[TemplateStanding], TemplateStanding | None],
    reason: HoldReason | None,
    code: int,
    title: str,
    *,
    lifts: tuple[HoldReason, ...],
) -> bool:
    """Write it down with the hold it makes or ends; False for what came late or is no template of ours."""
    if name not in templates():
        return False

    def decide() -> tuple[bool, Hold | None, Hold | None]:
        stored, held = template_standings.get(name), holds.get(template_hold(name))
        after = heard(stored.value if stored else TemplateStanding(id=name))
        if after is None:
            return False, None, None
        commit, made, lifted = Commit(), None, None
        if stored:
            commit.update(template_standings, stored, after)
        else:
            commit.create(template_standings, after)
        if reason and held is None:
            made = _hold(name, reason, code, title)
            commit.create(holds, made)
        elif held and held.value.reason in lifts:
            lifted = held.value
            commit.delete(holds, held)
        commit.commit()
        return True, made, lifted

    is_news, made, lifted = attempt(decide)
    forget_holds()
    if made:
        log("outbox_held", severity="ERROR", what=made.id, reason=made.reason)
    if lifted:
        release_held(lifted)
    return is_news


def _hold(name: str, reason: HoldReason, code: int, title: str) -> Hold:
    now = clock.now()
    until = now + TRIED_AGAIN_AFTER[reason]
    return Hold(id=template_hold(name), code=code, title=title, reason=reason, since=now, until=until)
