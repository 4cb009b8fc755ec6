"""The routes of billing runs and invoices, of what moves money in a subscription's life, and of a customer's own bills.

Each is named by what it answers.
"""

from pydantic import Field

from shared.access.own_areas import inside_own_areas
from shared.access.settle_caller import caller
from shared.billing.add_charge import add_charge, remove_charge
from shared.billing.archive_customer import archive_customer
from shared.billing.dunning_models import (
    DunningExample,
    DunningExampleRequest,
    DunningPreview,
    DunningPreviewRequest,
    DunningView,
    ExemptionRequest,
    MyPromise,
    NewPromise,
    PromisePage,
    PromiseView,
    ReminderRequest,
    ReminderUndone,
    ReminderView,
)
from shared.billing.example_dunning import example_dunning
from shared.billing.exempt_customer import exempt_customer
from shared.billing.explain_dunning import explain_dunning
from shared.billing.invoice_pdf import invoice_pdf
from shared.billing.models import (
    FailurePage,
    InvoicePage,
    InvoiceQuery,
    InvoiceView,
    MyAccount,
    MyInvoice,
    MyInvoicePage,
    PayView,
    PreviewView,
    RunPage,
    RunRequest,
    RunStarted,
    RunView,
    SubscriptionPreview,
    SubscriptionPreviewRequest,
    VoidRequest,
)
from shared.billing.my_account import my_account, my_invoice_pdf, my_invoices, read_my_invoice
from shared.billing.my_promise import promise_by_myself
from shared.billing.open_bill import open_bill, open_bill_pdf
from shared.billing.preview_dunning import preview_dunning
from shared.billing.preview_run import preview_run
from shared.billing.preview_subscription import preview_subscription
from shared.billing.read_invoices import area_of_invoice, list_invoices, read_invoice, stored_invoice
from shared.billing.read_run import list_failures, list_runs, read_run
from shared.billing.reissue_invoice import reissue_invoice
from shared.billing.remind_now import remind_now, take_back_reminder
from shared.billing.revoke_links import revoke_links
from shared.billing.start_run import start_run
from shared.billing.step_subscription import step_subscription
from shared.billing.take_promise import list_promises, take_promise
from shared.billing.void_invoice import void_invoice
from shared.core.fields import PageQuery
from shared.core.http import PUBLIC, Answer, Download, Routes
from shared.core.idempotency import IdempotencyKey
from shared.core.model import Model
from shared.core.rate_limit import Limit
from shared.customers.change_subscription import area_of_subscription
from shared.customers.life_cycle import Step
from shared.customers.models import CustomerView, LifeCycleStep, NewCharge, SubscriptionView
from shared.customers.read_customers import area_of_customer
from shared.login.settle_customer import signed_in

PAPER = ("application/pdf",)
PREVIEWS = Limit(most=60, per_s=60)
"""Each reads every subscription that is due."""

billing = Routes("/api/billing")
collections = Routes("/api/collections")
invoices = Routes("/api/invoices", inside_own_areas(area_of_invoice))
accounts = Routes("/api/customers", inside_own_areas(area_of_customer))
life = Routes("/api/subscriptions", inside_own_areas(area_of_subscription))
pay = Routes("/api/pay")
me = Routes("/api/me")


class Path(Model):
    id: str = Field(max_length=100)


class StepPath(Path):
    step: Step


class ChargePath(Path):
    charge_id: str = Field(max_length=100)


class ArchiveQuery(Model):
    force: bool = False


class TokenPath(Model):
    token: str = Field(max_length=300)


@billing.post("/preview", may="runs.preview", limit=PREVIEWS)
def run_preview(body: RunRequest) -> PreviewView:
    return preview_run(body.on)


@billing.post("/runs", may="runs.start", status=202)
def started_run(body: RunRequest) -> RunStarted:
    return start_run(body.on, caller().id)


@billing.get("/runs", may="runs.read")
def run_list(query: PageQuery) -> RunPage:
    return list_runs(query)


@billing.get("/runs/{id}", may="runs.read")
def run(path: Path) -> RunView:
    return read_run(path.id)


@billing.get("/runs/{id}/failures", may="runs.read")
def failure_list(path: Path, query: PageQuery) -> FailurePage:
    return list_failures(path.id, query)


@billing.post("/dunning/example", may="dunning.preview")
def dunning_example(body: DunningExampleRequest) -> DunningExample:
    return example_dunning(body)


@billing.post("/dunning/preview", may="dunning.preview", limit=PREVIEWS)
def dunning_preview(body: DunningPreviewRequest) -> DunningPreview:
    return preview_dunning(body.on)


@collections.post("/promises", may="promises.take", status=201)
def new_promise(body: NewPromise) -> Answer[PromiseView]:
    return take_promise(body, caller())


@collections.get("/promises", may="promises.read")
def promise_list(query: PageQuery) -> PromisePage:
    return list_promises(query, caller())


@collections.post("/reminders", may="reminders.send", status=201)
def new_reminder(body: ReminderRequest) -> Answer[ReminderView]:
    return remind_now(body.customer_id, caller(), undoable=body.undoable)


@collections.post("/reminders/undo", may="reminders.send")
def undone_reminder(body: ReminderUndone) -> ReminderView:
    return take_back_reminder(body.customer_id, caller())


@collections.post("/exemptions", may="customers.exempt")
def exempted_customer(body: ExemptionRequest) -> CustomerView:
    return exempt_customer(body, caller())


@invoices.get("", may="invoices.read")
def invoice_list(query: InvoiceQuery) -> InvoicePage:
    return list_invoices(query, caller().areas)


@invoices.get("/{id}", may="invoices.read")
def invoice(path: Path) -> InvoiceView:
    return read_invoice(path.id)


@invoices.get("/{id}/pdf", may="invoices.read", produces=PAPER)
def invoice_paper(path: Path) -> Download:
    return invoice_pdf(stored_invoice(path.id).value)


@invoices.post("/{id}/void", may="invoices.void")
def voided_invoice(path: Path, body: VoidRequest) -> InvoiceView:
    return void_invoice(path.id, body.reason, caller())


@invoices.post("/{id}/reissue", may="invoices.reissue", status=201)
def reissued_invoice(path: Path) -> Answer[InvoiceView]:
    return reissue_invoice(path.id, caller())


@invoices.post("/{id}/revoke-links", may="invoices.revoke_links")
def revoked_links(path: Path) -> InvoiceView:
    return revoke_links(path.id, caller())


@accounts.delete("/{id}", may="customers.archive")
def archived_customer(path: Path, query: ArchiveQuery) -> CustomerView:
    return archive_customer(path.id, caller(), force=query.force)


@accounts.get("/{id}/dunning", may="dunning.read")
def explained_dunning(path: Path) -> DunningView:
    return explain_dunning(path.id)


@life.post("/{id}/preview", may="subscriptions.write")
def subscription_preview(path: Path, body: SubscriptionPreviewRequest) -> SubscriptionPreview:
    return preview_subscription(path.id, body, caller())


@life.post("/{id}/charges", may="subscriptions.write", status=201)
def new_charge(path: Path, body: NewCharge, header: IdempotencyKey) -> Answer[SubscriptionView]:
    return add_charge(path.id, body, caller(), header.idempotency_key)


@life.delete("/{id}/charges/{charge_id}", may="subscriptions.write")
def removed_charge(path: ChargePath) -> SubscriptionView:
    return remove_charge(path.id, path.charge_id, caller())


@life.post("/{id}/{step}", may="subscriptions.write")
def stepped_subscription(path: StepPath, body: LifeCycleStep) -> SubscriptionView:
    return step_subscription(path.id, path.step, body, caller())


@pay.get("/{token}", may=PUBLIC)
def bill(path: TokenPath) -> PayView:
    return open_bill(path.token)


@pay.get("/{token}/pdf", may=PUBLIC, produces=PAPER)
def bill_paper(path: TokenPath) -> Download:
    return open_bill_pdf(path.token)


@me.get("", may="me.read")
def account() -> MyAccount:
    return my_account(signed_in())


@me.get("/invoices", may="me.read")
def own_invoice_list(query: PageQuery) -> MyInvoicePage:
    return my_invoices(signed_in(), query)


@me.get("/invoices/{id}", may="me.read")
def own_invoice(path: Path) -> MyInvoice:
    return read_my_invoice(signed_in(), path.id)


@me.get("/invoices/{id}/pdf", may="me.read", produces=PAPER)
def own_invoice_paper(path: Path) -> Download:
    return my_invoice_pdf(signed_in(), path.id)


@me.post("/promises", may="me.pay", status=201)
def own_promise(body: MyPromise) -> Answer[MyPromise]:
    return promise_by_myself(signed_in(), body)
