"""A static QRIS with an amount put inside: what changes, what stays, and which codes are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.core.errors import Invalid
from shared.payments.qris import crc16, dynamic_qris, merchant_name, read_objects, read_static_qris, with_checksum

BODY = (
    "000201010211"
    "26570011ID.DANA.WWW011893600915300000000102090000000010303UMI"
    "51440014ID.CO.QRIS.WWW0215ID10200000000010303UMI"
    "5204481453033605802ID5909ISP KAMIL6006SLEMAN61055558162070703A01"
)
CODE = with_checksum(BODY)


def changed(old: str, new: str) -> str:
    assert old in BODY
    return with_checksum(BODY.replace(old, new))


def test_the_checksum_is_that_of_the_standard() -> None:
    assert crc16(b"123456789") == 0x29B1


def test_only_amount_kind_and_checksum_differ() -> None:
    before, after = read_objects(CODE), read_objects(dynamic_qris(CODE, 165_000))
    assert (after["01"], after["54"]) == ("12", "165000")
    assert {key for key in after if after[key] != before.get(key)} == {"01", "54", "63"}
    assert list(after) == sorted(after)
    assert list(after)[-1] == "63"


@given(st.integers(min_value=1, max_value=10**13 - 1))
def test_every_amount_is_read_back_and_proved(amount: int) -> None:
    code = dynamic_qris(CODE, amount)
    assert int(read_objects(code)["54"]) == amount
    assert with_checksum(code[:-8]) == code


def test_it_is_kept_as_it_was_copied() -> None:
    assert read_static_qris(f"  {CODE}\n") == CODE
    assert read_static_qris(CODE[:-4] + CODE[-4:].lower())
    assert merchant_name(CODE) == "ISP KAMIL"


def test_a_code_without_its_kind_is_a_static_one() -> None:
    code = dynamic_qris(changed("010211", ""), 5)
    assert list(read_objects(code))[:2] == ["00", "01"]
    assert read_objects(code)["01"] == "12"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", "bukan isi"),
        ("https://example.test/bayar", "bukan isi"),
        ("QRIS ISP Kamil ☺", "bukan isi"),
        (CODE[:-1], "bukan isi"),
        (CODE[:40], "bukan isi"),
        (CODE + "0", "bukan isi"),
        (CODE[:-4] + "0000", "rusak"),
        (CODE.replace("SLEMAN", "SOLOAN"), "rusak"),
        (dynamic_qris(CODE, 1_000), "satu pembayaran"),
        (changed("010211", "010212"), "satu pembayaran"),
        (changed("5303360", "5303702"), "rupiah"),
        (changed("5802ID", "5802SG"), "rupiah"),
        (with_checksum("0002010102115204481453033605802ID5909ISP KAMIL6006SLEMAN"), "menerima uang"),
    ],
)
def test_a_wrong_or_foreign_code_is_refused_with_a_sentence(code: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_static_qris(code)
    assert said in refused.value.fields[0].message_id


@given(st.text(max_size=80))
def test_whatever_is_pasted_is_refused_or_read(text: str) -> None:
    try:
        read_static_qris(text)
    except Invalid:
        return
    raise AssertionError(text)


@pytest.mark.parametrize("amount", [0, -1, 10**13])
def test_no_amount_is_no_payment(amount: int) -> None:
    with pytest.raises(ValueError, match="no amount"):
        dynamic_qris(CODE, amount)
