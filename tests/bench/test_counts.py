"""The counted aims hold, at a size that takes a second: what an operation costs is not to grow unseen."""

import pytest

from bench import counts, lists
from bench.people import keep_people
from bench.place import project

pytestmark = pytest.mark.usefixtures("place")


def test_an_invoice_takes_two_reads_and_six_writes() -> None:
    invoice, run = counts.invoice_counts(240)
    assert round(invoice.reads, 1) <= 2
    assert round(invoice.writes, 1) <= 6
    assert run.reads + run.writes <= 16 * 12  # slices


def test_a_message_takes_no_more_than_it_did_from_queued_to_read() -> None:
    # The aim is 6 and 6. The person's contact (one of each: quota, spacing) and the receipt "sent" are beyond it.
    message = counts.message_counts(letters=40).message
    assert message.reads <= 7.5
    assert message.writes <= 8.5


def test_a_list_reads_as_many_documents_among_few_as_among_many() -> None:
    reads = []
    for count in (650, 1_300):
        with project():
            keep_people(1, count)
            reads.append({what: lists.documents_read(query) for what, (query, _) in lists.QUERIES.items()})
    assert reads[0] == reads[1]
    assert max(reads[0].values()) == 51
