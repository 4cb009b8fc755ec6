"""Where payments, what went out again, hand-overs and proofs are kept."""

from shared.core.firestore import Collection
from shared.payments.models import Disagreement, Handover, Payment, PaymentRules, Payout, Proof

payments = Collection("payments", Payment)
payouts = Collection("payouts", Payout)
handovers = Collection("handovers", Handover)
proofs = Collection("proofs", Proof)
disagreements = Collection("disagreements", Disagreement)
payment_settings = Collection("settings", PaymentRules)
