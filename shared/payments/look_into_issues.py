"""Money that staff look at: paid twice, a wrong amount, an order nobody knows; looked into, it leaves the list."""

from shared.access.audit import record_audit
from shared.access.models import Caller
from shared.access.own_areas import ALL, area_filters
from shared.core import clock
from shared.core.errors import Conflict, NotFound
from shared.core.firestore import Commit, Filter, Stored, attempt
from shared.messaging.send_now import send_now
from shared.payments.apply_truth import CURRENCY
from shared.payments.charge_models import IssuePage, IssueQuery, IssueResolution, IssueView, PaymentIssue
from shared.payments.close_charges import look_after
from shared.payments.repository import payment_issues, payments
from shared.payments.write_payment import Asked, Booked, write_payment


def list_issues(query: IssueQuery, within: tuple[str, ...] = ALL) -> IssuePage:
    """Issues of these areas, the latest first. Asked by several things, a page may hold fewer than `limit`."""
    filters: list[Filter] = area_filters(within) or []
    if not filters and query.status:
        filters = [("status", "==", query.status)]
    page = payment_issues.page(*filters, order=[("at", "DESCENDING")], limit=query.limit, cursor=query.cursor)
    meant = [issue for issue in page.items if query.status in (None, issue.status)]
    return IssuePage(items=[issue_view(issue) for issue in meant], next_cursor=page.next_cursor)


def resolve_issue(issue_id: str, resolution: IssueResolution, by: Caller) -> IssueView:
    """Off the list, with what was done; a second time changes nothing. `book` makes the payment it had not become.

    Raises NotFound, Conflict `not_bookable`.
    """

    def decide() -> tuple[PaymentIssue, Booked | None]:
        stored = _stored(issue_id)
        issue = stored.value
        if issue.status == "resolved":
            return issue, None
        commit = Commit()
        booked = write_payment(commit, _asked(issue, resolution.note), by) if resolution.book else None
        after = issue.model_copy(
            update={
                "status": "resolved",
                "note": resolution.note,
                "payment_id": booked.payment.id if booked else issue.payment_id,
                "resolved_at": clock.now(),
                "resolved_by": by.id,
                "resolved_by_name": by.name,
            }
        )
        commit.update(payment_issues, stored, after)
        record_audit(
            commit,
            cause=issue.id,
            what="resolved",
            by=by.id,
            subject=f"customers/{issue.customer_id}" if issue.customer_id else f"payment_issues/{issue.id}",
            after={"kind": issue.kind, "note": resolution.note, "payment": after.payment_id},
        )
        commit.commit()
        return after, booked

    issue, booked = attempt(decide)
    if booked:
        send_now(booked.messages)
        look_after(booked.closed)
    return issue_view(issue)


def area_of_issue(issue_id: str) -> str | None:
    """Raises NotFound."""
    return _stored(issue_id).value.area_id


def issue_view(issue: PaymentIssue) -> IssueView:
    """An issue for staff."""
    return IssueView.model_validate(issue.model_dump())


def _stored(issue_id: str) -> Stored[PaymentIssue]:
    stored = payment_issues.get(issue_id)
    if stored is None:
        raise NotFound()
    return stored


def _asked(issue: PaymentIssue, note: str) -> Asked:
    """The payment that was held back, under the id it would have had: it cannot be booked twice."""
    payment_id = issue.id.removesuffix(f".{issue.kind}")
    bookable = issue.customer_id and issue.amount and issue.currency == CURRENCY and issue.kind == "wrong_amount"
    if not bookable or payments.get(payment_id):
        raise Conflict(
            code="not_bookable",
            message_id="Uang ini tidak bisa dibukukan dari sini. Catat pembayarannya secara manual.",
            message_en="This money cannot be booked from here. Record the payment by hand.",
        )
    return Asked(
        id=payment_id,
        customer_id=str(issue.customer_id),
        amount=int(issue.amount or 0),
        method="gateway",
        invoice_id=issue.invoice_id,
        note=note,
    )
