"""Documents read and written, counted: to issue one invoice, and to bring one message from queued to read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.bill_run import bill
from bench.people import keep_people
from bench.place import project
from bench.provider import listening
from bench.report import Figure, at_most
from shared.core.firestore import operations
from shared.messaging.release_messages import release_messages
from shared.messaging.repository import messages
from shared.messaging.send_message import send_message
from shared.messaging.whatsapp_webhook import take_in


@dataclass
class Counted:
    """Documents read and written for each of so many things."""

    reads: float = 0.0
    writes: float = 0.0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(self.reads + other.reads, self.writes + other.writes)


@dataclass(frozen=True)
class MessageCounts:
    """A message's way, step by step."""

    release: Counted
    send: Counted
    receipts: dict[str, Counted]

    @property
    def message(self) -> Counted:
        """From queued to read."""
        return sum(self.receipts.values(), self.release + self.send)


def figures(invoice: Counted, run: Counted, way: MessageCounts) -> list[Figure]:
    """Each count beside its aim."""
    message = way.message
    steps = {"release": way.release, "send": way.send} | way.receipts
    text = "; ".join(f"{step} {each.reads:.2f} + {each.writes:.2f}" for step, each in steps.items())
    return [
        at_most("one invoice, message, ledger and audit included: reads", invoice.reads, 2, digits=1),
        at_most("one invoice, message, ledger and audit included: writes", invoice.writes, 6, digits=1),
        Figure(f"  and for a run of any size: {run.reads:.0f} reads, {run.writes:.0f} writes", ""),
        at_most("from queued to read: reads", message.reads, 6, digits=1),
        at_most("from queued to read: writes", message.writes, 6, digits=1),
        Figure(f"  reads + writes: {text}", ""),
    ]


def invoice_counts(people: int) -> tuple[Counted, Counted]:
    """Of a run of so many customers: what each further invoice takes, and what the run takes whatever its size."""
    fewer = people // 2
    half, whole, more = _run_counts(fewer), _run_counts(people), people - fewer
    each = Counted((whole.reads - half.reads) / more, (whole.writes - half.writes) / more)
    return each, Counted(whole.reads - each.reads * people, whole.writes - each.writes * people)


def _run_counts(people: int) -> Counted:
    with project():
        keep_people(1, people)
        with counted(1) as run:
            bill()
    return run


def message_counts(letters: int) -> MessageCounts:
    """Count the way of so many messages."""
    with project(), listening() as provider:
        keep_people(1, letters)
        bill()
        with counted(letters) as release:
            release_messages()
        ids = [stored.value.id for stored in messages.find(("status", "==", "released"))]
        if len(ids) != letters:
            raise AssertionError(f"{len(ids)} of {letters} messages were released")
        with counted(letters) as send:
            for message_id in ids:
                send_message(message_id)
        receipts = {}
        for status in ("sent", "delivered", "read"):
            with counted(letters) as receipts[status]:
                for message_id in ids:
                    take_in(provider.receipt(message_id, status))
        if len(messages.find(("status", "==", "read"))) != letters:
            raise AssertionError("not all messages were read")
    return MessageCounts(release, send, receipts)


@contextmanager
def counted(each: int) -> Iterator[Counted]:
    """What is read and written in the block, for each of so many."""
    reads, writes = operations.reads, operations.writes
    found = Counted()
    yield found
    found.reads = (operations.reads - reads) / each
    found.writes = (operations.writes - writes) / each
