"""Keep the picture by which a customer says that they have paid, for staff to look at."""

from datetime import timedelta

from shared.billing.models import Invoice
from shared.billing.pay_invoice import left_to_pay, oldest_first
from shared.billing.repository import invoices
from shared.core import clock
from shared.core.errors import Conflict, invalid
from shared.core.firestore import Commit, attempt
from shared.core.http import Answer
from shared.core.ids import digest, ulid
from shared.core.pictures import Picture, clean_picture
from shared.core.storage import put_file
from shared.customers.models import Customer
from shared.payments.models import Proof, ProofReceived, ProofSource
from shared.payments.repository import payments, proofs

MOST_WAITING = 10
SAME_AMOUNT_WITHIN = timedelta(days=10)


def keep_proof(
    customer: Customer, sent: bytes, source: ProofSource, *, invoice_id: str | None, amount: int | None, key: str | None
) -> Answer[ProofReceived]:
    """201, or 200 where this key has brought the same before. Without an amount it is what is left of the bill.

    Raises TooLarge, 415 for what is no picture, Invalid for somebody else's bill, Conflict `too_many_proofs`,
    `id_reused`.
    """
    picture = clean_picture(sent)
    proof_id = proof_id_of(customer, key) if key else ulid()
    if known := proofs.get(proof_id):
        return Answer(_received(_same(known.value, picture.sha256)), 200)
    proof = new_proof(customer, picture, source, proof_id=proof_id, invoice_id=invoice_id, amount=amount)
    put_file(file_of(proof), picture.data, picture.media_type)

    def decide() -> Answer[ProofReceived]:
        if known := proofs.get(proof_id):
            return Answer(_received(_same(known.value, picture.sha256)), 200)
        commit = Commit()
        commit.create(proofs, proof)
        commit.commit()
        return Answer(_received(proof), 201)

    return attempt(decide)


def proof_id_of(customer: Customer, key: str) -> str:
    """The id of the proof that this act of theirs brings."""
    return digest("proof", customer.id, key)


def new_proof(
    customer: Customer,
    picture: Picture,
    source: ProofSource,
    *,
    proof_id: str,
    invoice_id: str | None = None,
    amount: int | None = None,
) -> Proof:
    """A proof that waits for staff, to be created in a commit after its picture was put at `file_of`.

    Raises Invalid for somebody else's bill, Conflict `too_many_proofs`.
    """
    if len(proofs.find(("customer_id", "==", customer.id), ("status", "==", "waiting"))) >= MOST_WAITING:
        raise Conflict(
            code="too_many_proofs",
            message_id="Masih ada bukti Anda yang sedang kami periksa. Tunggu sebentar, ya.",
            message_en="Some of your proofs are still being looked at. Please wait a little.",
        )
    bill = _bill(customer, invoice_id)
    due = left_to_pay(bill) if bill else max(0, customer.balance)
    claimed = amount or due or None
    return Proof(
        id=proof_id,
        customer_id=customer.id,
        customer_name=customer.name,
        invoice_id=bill.id if bill else None,
        invoice_number=bill.number if bill else "",
        amount=claimed,
        amount_due=due,
        source=source,
        media_type=picture.media_type,
        sha256=picture.sha256,
        same_picture=same_picture(proof_id, picture.sha256),
        same_amount=same_amount(customer.id, claimed),
        sent_at=clock.now(),
        area_id=customer.area_id,
        branch_id=customer.branch_id,
        shard=customer.shard,
    )


def file_of(proof: Proof) -> str:
    """Where the picture lies in the private bucket."""
    return f"proofs/{proof.customer_id}/{proof.id}"


def same_picture(proof_id: str, sha256: str) -> list[str]:
    """Other proofs with the very same picture, whoever sent them."""
    found = proofs.find(("sha256", "==", sha256), limit=20)
    return sorted(stored.value.id for stored in found if stored.value.id != proof_id)


def same_amount(customer_id: str, amount: int | None, but: str | None = None) -> list[str]:
    """Payments of this customer of late, of this amount: the proof may be of one that is counted already."""
    if amount is None:
        return []
    since = clock.now() - SAME_AMOUNT_WITHIN
    latest_first = [("recorded_at", "DESCENDING")]
    of_late = payments.find(("customer_id", "==", customer_id), ("recorded_at", ">=", since), order=latest_first)
    counted = (stored.value for stored in of_late if stored.value.status == "recorded")
    return sorted(one.id for one in counted if one.amount == amount and one.id != but)


def _bill(customer: Customer, invoice_id: str | None) -> Invoice | None:
    """The bill it is for: the one that is named, else the oldest that is open."""
    if invoice_id is None:
        found = invoices.find(("customer_id", "==", customer.id), ("status", "==", "open"))
        return next(iter(oldest_first(stored.value for stored in found)), None)
    stored = invoices.get(invoice_id)
    if stored is None or stored.value.customer_id != customer.id:
        raise invalid("invoice_id", "Tagihan ini bukan milik Anda.", "This invoice is not yours.")
    return stored.value


def _same(known: Proof, sha256: str) -> Proof:
    if known.sha256 != sha256:
        raise Conflict(
            code="id_reused",
            message_id="Nomor permintaan ini sudah dipakai untuk foto yang lain.",
            message_en="This id was used for another picture.",
        )
    return known


def _received(proof: Proof) -> ProofReceived:
    return ProofReceived(id=proof.id, file_id=proof.id, invoice_number=proof.invoice_number, sent_at=proof.sent_at)
