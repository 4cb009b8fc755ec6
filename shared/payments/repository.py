"""Where payments, what went out again, hand-overs and proofs are kept."""

from shared.core.firestore import Collection
from shared.payments.charge_models import Charge, PaymentEvent, PaymentIssue
from shared.payments.models import Disagreement, Handover, Payment, PaymentRules, Payout, Proof

payments = Collection("payments", Payment)
payouts = Collection("payouts", Payout)
handovers = Collection("handovers", Handover)
proofs = Collection("proofs", Proof)
disagreements = Collection("disagreements", Disagreement)
charges = Collection("charges", Charge)
payment_events = Collection("payment_events", PaymentEvent)
payment_issues = Collection("payment_issues", PaymentIssue)
payment_settings = Collection("settings", PaymentRules)
