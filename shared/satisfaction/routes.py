"""The routes of a customer's own satisfaction; named by what they answer."""

from shared.core.http import Routes
from shared.core.rate_limit import Limit
from shared.login.settle_customer import signed_in
from shared.satisfaction.models import MyAnswers, MySatisfaction, NoAnswers
from shared.satisfaction.my_satisfaction import answer_nothing, answer_questions, my_satisfaction

ANSWERS = Limit(most=60, per_s=3600)
"""By one customer."""

me = Routes("/api/me/satisfaction")


@me.get("", may="me.read")
def own_satisfaction() -> MySatisfaction:
    return my_satisfaction(signed_in())


@me.post("", may="me.complain", limit=ANSWERS)
def own_answers(body: MyAnswers) -> MySatisfaction:
    return answer_questions(signed_in(), body)


@me.post("/skip", may="me.complain", limit=ANSWERS)
def own_no_answers(body: NoAnswers) -> MySatisfaction:
    return answer_nothing(signed_in(), body)
