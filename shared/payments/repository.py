"""Where payments, what went out again, and hand-overs are kept."""

from shared.core.firestore import Collection
from shared.payments.models import Disagreement, Handover, Payment, Payout

payments = Collection("payments", Payment)
payouts = Collection("payouts", Payout)
handovers = Collection("handovers", Handover)
disagreements = Collection("disagreements", Disagreement)
