"""What a customer answered, or that they were asked, in the caller's commit: once for what it is about."""

from shared.complaints.repository import complaints
from shared.core import clock
from shared.core.errors import NotFound
from shared.core.firestore import Commit
from shared.customers.models import Customer
from shared.satisfaction.is_due import about_quarter
from shared.satisfaction.models import Answers, Channel, Satisfaction
from shared.satisfaction.repository import satisfaction


def keep_answers(commit: Commit, customer: Customer, about: str, answers: Answers, channel: Channel) -> bool:
    """Add them to the commit; False where there are some: the first count. Raises NotFound for what is not theirs."""
    refuse_strange(customer, about)
    known, now = satisfaction.get(about), clock.now()
    if known and known.value.answered_in:
        return False
    before = known.value if known else _asked(customer, about)
    month = f"{now.astimezone(clock.zone()):%Y-%m}"
    changes = {"answered_at": now, "answered_in": month, "channel": channel, **answers.model_dump()}
    after = before.model_copy(update=changes)
    if known:
        commit.update(satisfaction, known, after)
    else:
        commit.create(satisfaction, after)
    return True


def keep_asked(commit: Commit, customer: Customer, about: str) -> None:
    """Add to the commit that they were asked, or would rather not be: in this quarter they are not asked again."""
    refuse_strange(customer, about)
    if satisfaction.get(about) is None:
        commit.create(satisfaction, _asked(customer, about))


def refuse_strange(customer: Customer, about: str) -> None:
    """Raises NotFound for a complaint of somebody else, and for any quarter but the one that runs."""
    if about == about_quarter(customer.id, clock.today()):
        return
    complaint = complaints.get(about)
    if complaint is None or complaint.value.customer_id != customer.id:
        raise NotFound()


def _asked(customer: Customer, about: str) -> Satisfaction:
    return Satisfaction(
        id=about,
        customer_id=customer.id,
        asked_at=clock.now(),
        area_id=customer.area_id,
        branch_id=customer.branch_id,
    )
