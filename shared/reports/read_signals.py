"""What can be seen of the system, for warnings: some twenty reads, and one a router."""

from datetime import timedelta

from shared.billing.repository import runs
from shared.core import clock
from shared.core.firestore import Stored
from shared.messaging.read_health import read_health
from shared.messaging.repository import messages
from shared.network.models import Router
from shared.network.repository import routers
from shared.reports.alert_models import AlertRules
from shared.reports.find_troubles import Signals, SilentRouter
from shared.reports.models import Standing

SILENT_FOR = timedelta(minutes=5)
"""Longer than it takes to restart; its lines are unknown from two minutes on."""
UNHEARD_FOR = timedelta(minutes=2)
"""On the real clock: the sandbox's leaps over days, and no report comes in between."""
SOME = 10
SENT_FROM, SENT_TO = timedelta(hours=2), timedelta(minutes=30)


def read_signals(rules: AlertRules, standing: Standing) -> Signals:
    """As of now. Where there has never been a run, none is missing: the system has only just been set up."""
    now = clock.now()
    sent = messages.find(("sent_at", ">", now - SENT_FROM), ("sent_at", "<", now - SENT_TO), limit=SOME)
    return Signals(
        now=now,
        zone=clock.zone(),
        silent=[silent for stored in routers.find(("active", "==", True)) if (silent := _silent(stored))],
        standing=standing.model_copy(update={"run_missing": standing.run_missing and runs.count() > 0}),
        outbox=read_health(),
        sent_a_while_ago=[stored.value.status for stored in sent],
        token_expires_on=rules.token_expires_on,
    )


def _silent(stored: Stored[Router]) -> SilentRouter | None:
    router = stored.value
    if router.heard_at is None or clock.now() - router.heard_at < SILENT_FOR:
        return None
    if clock.real() - stored.update_time < UNHEARD_FOR:
        return None
    return SilentRouter(router.id, router.name, router.heard_at)
