"""What the owner sets in the admin site, the payment gateways and the routers: read from Firestore, asked outside."""

import os
from collections.abc import Iterator
from datetime import timedelta

from operations.place import Place
from operations.preflight.finding import Finding, found
from shared.access.repository import owners
from shared.clients.gateway import Known
from shared.clients.gateways import GATEWAYS
from shared.core import clock, config
from shared.core.errors import OutsideError, Problem
from shared.network.repository import routers
from shared.payments.models import PaymentRules
from shared.payments.qris import read_static_qris
from shared.payments.repository import payment_settings
from shared.settings.models import Company
from shared.settings.repository import company_settings

SILENT_AFTER = timedelta(minutes=5)
KEYS = (
    "MIDTRANS_SERVER_KEY", "XENDIT_SECRET_KEY", "XENDIT_CALLBACK_TOKEN",
    "TRIPAY_MERCHANT_CODE", "TRIPAY_API_KEY", "TRIPAY_PRIVATE_KEY",
)  # fmt: skip


def of_provider() -> Iterator[Finding]:
    """Settings, people, routers."""
    yield found(
        "there is an owner who can sign in",
        any(one.value.active for one in owners()),
        "make first-owner EMAIL=... NAME=...",
    )
    kept = company_settings.get("company")
    company = kept.value if kept else Company()
    named = company.name != Company().name and bool(company.address)
    yield found("bills name the provider and its address", named, "Pengaturan, Perusahaan.")
    rules = payment_settings.get(PaymentRules.model_fields["id"].default)
    qris = rules.value.static_qris if rules else ""
    if qris:
        try:
            read_static_qris(qris)
            yield Finding("the provider's own QRIS is a good one", "ok")
        except Problem:
            yield Finding("the provider's own QRIS is a good one", "missing", "Pengaturan, Pembayaran: scan it anew.")
    if not qris and not company.banks:
        yield Finding("a way to transfer: a bank account or QRIS", "look", "Pengaturan, Perusahaan or Pembayaran.")
    for stored in routers.find():
        router = stored.value
        if router.active:
            heard = router.heard_at is not None and router.heard_at > clock.real() - SILENT_AFTER
            yield found(f"router {router.name} reports", heard, "Jaringan, Router: install its script.")


def of_gateways(place: Place) -> Iterator[Finding]:
    """Each gateway with keys is asked for an order that does not exist: only good keys are told so."""
    os.environ.update({name: place.secret(name) for name in KEYS})
    config.settings.cache_clear()
    ready = [gateway for gateway in GATEWAYS.values() if gateway.is_ready()]
    if not ready:
        yield Finding("a payment gateway", "look", "None is set up: customers pay by transfer, QRIS or cash.")
    for gateway in ready:
        try:
            gateway.ask(Known("preflight-0", "", gateway.CHANNELS[0]), 20)
            yield Finding(f"{gateway.NAME} takes its keys", "ok")
        except OutsideError as error:
            yield Finding(f"{gateway.NAME} takes its keys", "missing", f"It says {error.code}; docs/gateways.md.")
