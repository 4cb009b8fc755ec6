"""Do what a step comes to, in its commit: complaints, words about them, proofs, promises, who answers from now on."""

from dataclasses import dataclass, field
from datetime import datetime

from shared.billing.promise_until import promise_until
from shared.complaints.add_complaint import add_complaint
from shared.complaints.add_customer_event import add_customer_event
from shared.complaints.answer_recovery import answer_recovery
from shared.complaints.models import CUSTOMER, Complaint
from shared.complaints.repository import complaints
from shared.conversations.flow.talk import (
    AnswerRecovery,
    AskOfQuarter,
    HandOver,
    KeepAnswers,
    KeepPicture,
    KeepProof,
    OpenComplaint,
    PreferBroadcasts,
    PromiseToPay,
    Step,
    TellComplaint,
)
from shared.conversations.models import Reason
from shared.conversations.take_pictures import Pictures
from shared.core.errors import NotFound
from shared.core.fields import Location
from shared.core.firestore import Commit, Stored
from shared.customers.models import Customer
from shared.customers.repository import customers
from shared.messaging.models import Contact, SaidPlace
from shared.messaging.repository import contacts
from shared.payments.models import Proof
from shared.payments.repository import proofs
from shared.satisfaction.keep_answers import keep_answers, keep_asked
from shared.satisfaction.models import Answers

ONE_A_COMMIT = (OpenComplaint, TellComplaint, AnswerRecovery, PromiseToPay, AskOfQuarter, KeepAnswers)
"""Each writes documents that another of them may write too: one of them at a time."""


@dataclass
class Done:
    """What a commit will have done."""

    complaint: Complaint | None = None
    messages: list[str] = field(default_factory=list)
    handed: Reason = ""


@dataclass(frozen=True)
class Ready:
    """A step with its pictures kept: what is left is to be written."""

    step: Step
    proofs: tuple[Proof, ...] = ()


def too_much_at_once(step: Step) -> bool:
    """Whether it is more than one commit can hold."""
    return sum(isinstance(effect, ONE_A_COMMIT) for effect in step.effects) > 1


def made_ready(step: Step, pictures: Pictures) -> Ready:
    """The pictures of it are kept. Raises PictureRefused, Busy."""
    made: list[Proof] = []
    for effect, customer_id in zip(step.effects, step.whose, strict=True):
        if isinstance(effect, KeepPicture):
            pictures.keep(_stored(customer_id).value, effect.event_id)
        elif isinstance(effect, KeepProof):
            made.append(pictures.proof(_stored(customer_id).value, effect.event_id, effect.invoice_id))
        elif isinstance(effect, TellComplaint | OpenComplaint):
            for event_id in effect.photos if isinstance(effect, TellComplaint) else effect.report.photos:
                pictures.keep(_stored(customer_id).value, event_id)
    return Ready(step, tuple(made))


def carry_out(
    commit: Commit, ready: Ready, pictures: Pictures, contact: Stored[Contact], cause: str, now: datetime
) -> Done:
    """Add it to the commit; `cause` is the event it answers. Raises the problems of whoever refuses it."""
    done = Done()
    for proof in ready.proofs:
        commit.create(proofs, proof)
    for effect, customer_id in zip(ready.step.effects, ready.step.whose, strict=True):
        match effect:
            case OpenComplaint():
                done.complaint = _opened(commit, effect, _stored(customer_id).value, pictures, cause)
            case TellComplaint():
                done.messages += _told(commit, effect, _stored(customer_id).value, pictures, cause)
            case AnswerRecovery():
                done.complaint = _recovered(commit, effect, _stored(customer_id).value, cause)
            case AskOfQuarter():
                keep_asked(commit, _stored(customer_id).value, effect.about)
            case KeepAnswers():
                answers = Answers(service=effect.service, speed=effect.speed, ease=effect.ease)
                keep_answers(commit, _stored(customer_id).value, effect.about, answers, "whatsapp")
            case PromiseToPay():
                promise_until(commit, _stored(customer_id), effect.until, by=CUSTOMER)
            case PreferBroadcasts():
                known = contact.value
                if known.preferred_at is None or known.preferred_at <= now:
                    changes = {"no_broadcasts": not effect.wanted, "preferred_at": now}
                    commit.update(contacts, contact, known.model_copy(update=changes))
            case HandOver():
                done.handed = effect.reason
            case _:
                pass  # pictures and proofs are kept by now; links and logins are not written here
    return done


def _opened(commit: Commit, effect: OpenComplaint, customer: Customer, pictures: Pictures, cause: str) -> Complaint:
    report = effect.report
    return add_complaint(
        commit,
        customer,
        category=report.category or "other",  # type: ignore[arg-type]
        description=report.words,
        priority="high" if report.high else None,
        source="whatsapp",
        subscription_id=report.line or None,
        photos=[pictures.use(event_id) for event_id in report.photos],
        location=_location(report.place),
        cause=cause,
        notify=False,
    )


def _told(commit: Commit, effect: TellComplaint, customer: Customer, pictures: Pictures, cause: str) -> list[str]:
    stored = complaints.get(effect.ticket_id)
    if stored is None or stored.value.customer_id != customer.id:
        raise NotFound()
    heard = add_customer_event(
        commit,
        stored,
        customer,
        effect.kind,
        cause=cause,
        text=effect.words,
        photos=[pictures.use(event_id) for event_id in effect.photos],
        location=_location(effect.place),
        rating=effect.rating or None,
        notify=False,
    )
    return list(heard.messages)


def _recovered(commit: Commit, effect: AnswerRecovery, customer: Customer, cause: str) -> Complaint | None:
    return answer_recovery(
        commit,
        customer,
        effect.outage_id,
        works=effect.works,
        text=effect.words,
        source="whatsapp",
        cause=cause,
        notify=False,
    )


def _stored(customer_id: str) -> Stored[Customer]:
    stored = customers.get(customer_id)
    if stored is None:
        raise NotFound()
    return stored


def _location(place: SaidPlace | None) -> Location | None:
    return Location(latitude=place.latitude, longitude=place.longitude) if place else None
