"""Cloud Scheduler looks every 5 minutes for what a crash left behind and hands it on again.

POST, the scheduler only. Safe to repeat: what is not left behind is not touched.
"""

import functions_framework

from shared.billing.lay_dates_again import notice_new_rules
from shared.billing.resume_runs import resume_runs
from shared.billing.start_dunning import resume_dunning
from shared.broadcasts.drain_broadcast import resume_broadcasts
from shared.complaints.drain_outage import resume_outages
from shared.complaints.step_due_complaints import step_due_complaints
from shared.core.http import schedule_endpoint
from shared.core.in_turn import in_turn
from shared.imports.resume_imports import resume_imports
from shared.messaging.requeue_inbound import requeue_inbound
from shared.messaging.requeue_messages import requeue_messages
from shared.network.look_for_outages import look_again
from shared.payments.check_charge import check_silent_charges
from shared.payments.prove_accounts import prove_accounts_in_turn
from shared.privacy.resume_erasures import resume_erasures
from shared.reports.watch_over import watch_over


@functions_framework.http
@schedule_endpoint
def main() -> None:
    in_turn(
        resume_runs,
        notice_new_rules,
        resume_dunning,
        resume_imports,
        resume_erasures,
        step_due_complaints,
        look_again,
        resume_outages,
        resume_broadcasts,
        requeue_messages,
        requeue_inbound,
        check_silent_charges,
        prove_accounts_in_turn,
        watch_over,
    )
