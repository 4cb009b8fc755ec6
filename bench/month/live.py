"""December 2026 of a provider, lived through by the functions as deployed, on the emulator the environment names."""

from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count

from bench.month.cloud import DAYS, SECRETS, Cloud
from bench.month.functions import main_of
from bench.month.mix import members, moment, plan, staff_look
from bench.month.used import Month
from bench.month.weigh import weigh
from bench.people import keep_people
from bench.place import project, variables
from local.manifests import load_all
from shared.access.models import StaffMember, StaffRole
from shared.access.repository import staff
from shared.core.firestore import Commit
from shared.messaging.models import MessagingRules
from shared.messaging.repository import messages, messaging_settings
from shared.payments.prove_accounts import EVERY, TURN
from shared.settings.models import BankAccount, BillingRules, Company
from shared.settings.repository import billing_settings, company_settings

TURNS_A_DAY = timedelta(days=1) // TURN
ROLES: tuple[StaffRole, ...] = ("owner", "cashier", "technician", "collector")


def live_through(people: int, sweeps_a_day: int = 12, staff_days: int = DAYS, *, proves: bool = True) -> Month:
    """What it used.

    The sweep really runs `sweeps_a_day` times, and wherever it `proves` accounts: the others are counted as the empty
    one that follows each of these. Staff really look on so many days.
    """
    with project(), variables(**SECRETS):
        _settle(people)
        for function in load_all():
            main_of(function.name)  # what is imported once is no part of any call
        cloud = Cloud(people, moment(1, 0))
        with cloud.standing():
            plan(cloud, people)
            _plan_sweeps(cloud, sweeps_a_day, proves=proves)
            for day in range(1, DAYS + 1):
                cloud.at(moment(day, 5), partial(cloud.invoke, "daily_billing", "bills issued"))
            for day in range(1, staff_days + 1):
                at = moment(1 + (day - 1) * DAYS // staff_days, 14)
                cloud.at(at, partial(staff_look, cloud, members(people) * DAYS / staff_days, DAYS / staff_days))
            cloud.run(moment(DAYS + 1, 0))
        _look_back(cloud)
        return cloud.month


def _settle(people: int) -> None:
    """The owner's settings: production's, and a quota that is large enough."""
    keep_people(1, people)
    commit = Commit()
    for role in ROLES:
        commit.put(staff, StaffMember(id=role, email=f"{role}@sambung.test", name=role, role=role))
    banks = [BankAccount(bank="BCA", number="1234567890", holder="Kamil Net")]
    commit.put(company_settings, Company(name="Kamil Net", banks=banks))
    commit.put(billing_settings, BillingRules())
    commit.put(messaging_settings, MessagingRules(daily_recipients=100_000))
    commit.commit()


def _plan_sweeps(cloud: Cloud, a_day: int, *, proves: bool) -> None:
    """Every five minutes, as cron has it: those that run for themselves, and those that the next one stands for."""
    first = (moment(1, 0) - datetime(2026, 1, 1, tzinfo=UTC)) // TURN
    stood_for = 0
    for turn in range(TURNS_A_DAY * DAYS):
        at = moment(1, 0) + turn * TURN
        if (first + turn) % EVERY == 0 and proves:
            cloud.at(at, partial(cloud.invoke, "sweep", "accounts proved"))
        elif turn % (TURNS_A_DAY // a_day) == 0:
            cloud.at(at, partial(cloud.invoke, "sweep", "sweep"))
        else:
            stood_for += 1
    each = stood_for / (a_day * DAYS)
    for number in count():
        at = moment(1, 0) + number * timedelta(days=1) / a_day + timedelta(seconds=90)
        if at >= moment(DAYS + 1, 0):
            return
        cloud.at(at, partial(cloud.invoke, "sweep", "sweep", times=each))


def _look_back(cloud: Cloud) -> None:
    month = cloud.month
    for stored in messages.find():
        month.messages[stored.value.purpose] += 1
        month.whatsapp_fee += stored.value.cost or 0
    weigh(month)
