"""The routes of billing runs and invoices, and of the bill behind a pay link."""

from pydantic import BaseModel, Field

from shared.access.settle_caller import caller
from shared.billing.invoice_pdf import invoice_pdf
from shared.billing.models import (
    FailurePage,
    InvoicePage,
    InvoiceQuery,
    InvoiceView,
    PayView,
    PreviewView,
    RunPage,
    RunRequest,
    RunStarted,
    RunView,
    VoidRequest,
)
from shared.billing.open_bill import open_bill, open_bill_pdf
from shared.billing.preview_run import preview_run
from shared.billing.read_invoices import list_invoices, read_invoice, stored_invoice
from shared.billing.read_run import list_failures, list_runs, read_run
from shared.billing.start_run import start_run
from shared.billing.void_invoice import void_invoice
from shared.core.fields import PageQuery
from shared.core.http import PUBLIC, Download, Routes

billing = Routes("/api/billing")
invoices = Routes("/api/invoices")
pay = Routes("/api/pay")


class Path(BaseModel):
    id: str = Field(max_length=100)


class TokenPath(BaseModel):
    token: str = Field(max_length=300)


@billing.post("/preview", may="runs.preview")
def preview(body: RunRequest) -> PreviewView:
    return preview_run(body.on)


@billing.post("/runs", may="runs.start", status=202)
def start(body: RunRequest) -> RunStarted:
    return start_run(body.on, caller().id)


@billing.get("/runs", may="runs.read")
def runs(query: PageQuery) -> RunPage:
    return list_runs(query)


@billing.get("/runs/{id}", may="runs.read")
def run(path: Path) -> RunView:
    return read_run(path.id)


@billing.get("/runs/{id}/failures", may="runs.read")
def failures(path: Path, query: PageQuery) -> FailurePage:
    return list_failures(path.id, query)


@invoices.get("", may="invoices.read")
def list_(query: InvoiceQuery) -> InvoicePage:
    return list_invoices(query)


@invoices.get("/{id}", may="invoices.read")
def read(path: Path) -> InvoiceView:
    return read_invoice(path.id)


@invoices.get("/{id}/pdf", may="invoices.read")
def pdf(path: Path) -> Download:
    return invoice_pdf(stored_invoice(path.id).value)


@invoices.post("/{id}/void", may="invoices.void")
def void(path: Path, body: VoidRequest) -> InvoiceView:
    return void_invoice(path.id, body.reason, caller())


@pay.get("/{token}", may=PUBLIC)
def bill(path: TokenPath) -> PayView:
    return open_bill(path.token)


@pay.get("/{token}/pdf", may=PUBLIC)
def bill_pdf(path: TokenPath) -> Download:
    return open_bill_pdf(path.token)
