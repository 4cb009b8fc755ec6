"""Where sign-ins are kept, for an hour."""

from shared.core.firestore import Collection
from shared.login.models import LoginTicket, PhoneLogins

phone_logins = Collection("otp", PhoneLogins)
tickets = Collection("otp_tickets", LoginTicket)
