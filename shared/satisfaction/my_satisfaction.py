"""A signed-in customer is asked three questions on the site, answers them, or would rather not."""

from shared.complaints.add_customer_event import add_customer_event
from shared.complaints.my_complaints import my_stored
from shared.core import clock
from shared.core.errors import invalid
from shared.core.firestore import Commit, attempt
from shared.customers.models import Customer
from shared.satisfaction.is_due import about_quarter
from shared.satisfaction.keep_answers import keep_answers, keep_asked
from shared.satisfaction.models import Answers, MyAnswers, MySatisfaction, NoAnswers
from shared.satisfaction.quarter_to_ask import quarter_to_ask

NOTHING = MySatisfaction(about=None)


def my_satisfaction(customer: Customer) -> MySatisfaction:
    """What the home page asks about now."""
    return MySatisfaction(about=quarter_to_ask(customer, clock.now()))


def answer_questions(customer: Customer, said: MyAnswers) -> MySatisfaction:
    """Kept once; of a complaint the first answer is its rating too.

    Raises NotFound for what is not theirs, Conflict `wrong_status` before its end, Invalid where an answer is missing.
    """
    is_quarter = said.about == about_quarter(customer.id, clock.today())
    if is_quarter and (said.speed is None or said.ease is None):
        raise invalid("speed" if said.speed is None else "ease", "Jawab ketiga pertanyaan.", "Answer all three.")

    def decide() -> None:
        commit = Commit()
        if not is_quarter:
            _rate(commit, customer, said)
        if said.speed is not None and said.ease is not None:
            answers = Answers(service=said.service, speed=said.speed, ease=said.ease)
            keep_answers(commit, customer, said.about, answers, said.channel)
        if commit.writes:
            commit.commit()

    attempt(decide)
    return NOTHING


def answer_nothing(customer: Customer, said: NoAnswers) -> MySatisfaction:
    """They are not asked about it again. Raises NotFound for what is not theirs."""

    def decide() -> None:
        commit = Commit()
        keep_asked(commit, customer, said.about)
        if commit.writes:
            commit.commit()

    attempt(decide)
    return NOTHING


def _rate(commit: Commit, customer: Customer, said: MyAnswers) -> None:
    """The complaint's own rating, where they have not given it yet."""
    stored = my_stored(customer, said.about)
    if stored.value.rating is None:
        cause = f"answers.{stored.value.reopened}"
        add_customer_event(commit, stored, customer, "rating", cause=cause, text=said.text, rating=said.service)
