"""Words kept ready are filled with what is known of whom one talks to; what is not known is named."""

from shared.complaints.rules import Canned
from shared.conversations.ready_answers import filled, known_of
from tests.payments.test_proofs import bill

ASKS = Canned(title="Cara bayar", text="{nama}, tagihan Anda {tagihan}: {link_bayar}")


def test_who_owes_is_told_how_much_and_where_to_pay_the_oldest() -> None:
    later = bill().model_copy(update={"id": "PLG-90001-1_2026-12", "billed_on": bill().billed_on.replace(month=12)})
    said = filled(ASKS, known_of("Budi", [bill(), later]))
    assert said.missing == []
    assert said.text.startswith("Budi, tagihan Anda Rp330.000: http")
    assert filled(Canned(title="x", text="{link_bayar}"), known_of("Budi", [bill()])).text in said.text


def test_what_is_not_known_stays_and_is_named() -> None:
    said = filled(ASKS, known_of("", []))
    assert (said.text, said.missing) == (ASKS.text, ["nama", "tagihan", "link_bayar"])
    assert filled(Canned(title="x", text="Halo {name}"), known_of("Asih", [])).text == "Halo Asih"
