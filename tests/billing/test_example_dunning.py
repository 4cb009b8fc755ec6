"""The example of the ladder's editor is lived through by the decision that real bills get."""

from datetime import date, time

from shared.billing.dunning_models import DunningExample, DunningExampleRequest
from shared.billing.example_dunning import example_dunning
from shared.settings.models import BillingRules, LadderStep, LateFee, SuspensionPolicy

DUE = date(2026, 11, 10)


def example(**rules: object) -> DunningExample:
    return example_dunning(DunningExampleRequest(rules=BillingRules.model_validate(rules), due_on=DUE))


def told(of: DunningExample) -> list[tuple[str, int]]:
    return [(one.kind, one.day) for one in of.days]


def test_the_usual_ladder_reminds_warns_and_cuts_in_its_order() -> None:
    assert told(example()) == [("reminded", -3), ("reminded", 0), ("reminded", 3), ("warned", 9), ("suspended", 10)]


def test_a_suspension_moves_off_a_no_cut_day_and_says_why_while_reminders_keep_theirs() -> None:
    ladder = [LadderStep(day=5, action="remind"), LadderStep(day=12, action="suspend")]
    of = example(ladder=ladder, suspension=SuspensionPolicy(no_cut_weekdays=[6]))
    assert told(of) == [("reminded", 5), ("suspended", 13)]
    (cut,) = of.days[1:]
    assert (cut.moved_from, cut.moved_because) == (date(2026, 11, 22), "hari Minggu")
    assert of.days[0].on.weekday() == 6
    assert {one.on for one in of.no_cut} >= {date(2026, 11, 1), date(2026, 11, 29)}
    assert (of.from_on, of.until_on) == (date(2026, 11, 1), date(2026, 11, 30))


def test_a_late_fee_is_said_and_a_small_debt_is_not_cut_for() -> None:
    ladder = [LadderStep(day=2, action="suspend")]
    small = SuspensionPolicy(minimum_arrears=500_000, no_cut_weekdays=[], no_cut_holidays=False)
    assert told(example(ladder=ladder, late_fee=LateFee(amount=5_000), suspension=small)) == [("late_fee", 1)]


def test_steps_out_of_order_and_none_at_all_are_borne() -> None:
    ladder = [LadderStep(day=4, action="remind"), LadderStep(day=-2, action="remind")]
    hours = SuspensionPolicy(cut_from=time(8), cut_until=time(9))
    assert told(example(ladder=ladder, suspension=hours)) == [("reminded", -2), ("reminded", 4)]
    assert example(ladder=[]).days == []
