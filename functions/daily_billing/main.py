"""Cloud Scheduler starts the day at 05:00 local time: bills, then reminders, then what was kept long enough.

POST, the scheduler only. Safe to repeat: a second run of a day finds nothing due.
"""

import functions_framework

from shared.access.models import SYSTEM
from shared.billing.start_dunning import start_dunning
from shared.billing.start_run import start_run
from shared.core import clock
from shared.core.http import schedule_endpoint
from shared.privacy.apply_retention import begin_retention


@functions_framework.http
@schedule_endpoint
def main() -> None:
    start_run(clock.today(), SYSTEM)
    start_dunning()
    begin_retention()
