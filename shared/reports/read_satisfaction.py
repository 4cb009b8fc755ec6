"""How content customers are, of 100: summed up by Firestore, no answer is read."""

from typing import get_args

from shared.core import clock
from shared.core.dates import add_months
from shared.core.firestore import Tally
from shared.reports.ages import month_of
from shared.reports.models import ChannelSatisfaction, MonthSatisfaction, QuestionSatisfaction, SatisfactionView
from shared.satisfaction.models import Channel, Question
from shared.satisfaction.repository import tally_answers
from shared.satisfaction.score import index_of, index_of_all, word_of

MONTHS = 6
QUESTIONS: tuple[Question, ...] = get_args(Question)
CHANNELS: tuple[Channel, ...] = get_args(Channel)


def read_satisfaction(month: str | None) -> SatisfactionView:
    """The month by channel and by question, and the months up to it."""
    first, _ = month_of(month, clock.today())
    months = [f"{add_months(first, -back, 1):%Y-%m}" for back in reversed(range(MONTHS))]
    told = {one: tally_answers(one) for one in months}
    whole = told[months[-1]]
    index = _index(whole)
    return SatisfactionView(
        month=months[-1],
        answers=whole.count,
        index=index,
        word=word_of(index),
        by_channel=[_of_channel(channel, tally_answers(months[-1], channel)) for channel in CHANNELS],
        by_question=[
            QuestionSatisfaction(question=one, index=index_of(whole.sums[one], whole.count)) for one in QUESTIONS
        ],
        months=[MonthSatisfaction(month=one, answers=of.count, index=_index(of)) for one, of in told.items()],
    )


def _of_channel(channel: Channel, told: Tally) -> ChannelSatisfaction:
    index = _index(told)
    return ChannelSatisfaction(channel=channel, answers=told.count, index=index, word=word_of(index))


def _index(told: Tally) -> float | None:
    return index_of_all({one: told.sums[one] for one in QUESTIONS}, told.count)
