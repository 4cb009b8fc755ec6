"""The provider's own static QRIS made dynamic: the amount goes inside, the checksum is made anew. Pure.

EMVCo "QR Code Specification for Payment Systems: Merchant-Presented Mode" 1.1: objects of two digits of id, two of
length, and a value; the last is the CRC-16/CCITT-FALSE of all before it, `6304` included.
"""

from shared.core.errors import Invalid, invalid
from shared.core.money import rupiah

POINT_OF_INITIATION, CURRENCY, AMOUNT, COUNTRY, MERCHANT_NAME, CHECKSUM = "01", "53", "54", "58", "59", "63"
STATIC, DYNAMIC = "11", "12"
RUPIAH = "360"
MERCHANT_ACCOUNTS = range(26, 52)
MOST_LETTERS = 512
MOST_AMOUNT = 10**13 - 1

Objects = dict[str, str]


def read_static_qris(code: str) -> str:
    """The code as it is kept. Raises Invalid, in a sentence, for what is no static QRIS of ours to use."""
    _checked(code.strip())
    return code.strip()


def merchant_name(code: str) -> str:
    """Who gets the money, as the payer's app will say."""
    return _checked(code).get(MERCHANT_NAME, "")


def dynamic_qris(static_code: str, amount: int) -> str:
    """The code for one payment of `amount` rupiah. Raises Invalid for a code that is not ours to use, ValueError."""
    if not 0 < amount <= MOST_AMOUNT:
        raise ValueError(f"{rupiah(amount)} is no amount to pay")
    objects = _checked(static_code) | {POINT_OF_INITIATION: DYNAMIC, AMOUNT: str(amount)}
    del objects[CHECKSUM]
    text = "".join(f"{key}{len(value):02d}{value}" for key, value in sorted(objects.items()))
    return with_checksum(text)


def with_checksum(text: str) -> str:
    """Objects, with the one that proves them."""
    to_prove = f"{text}{CHECKSUM}04"
    return f"{to_prove}{crc16(to_prove.encode('ascii')):04X}"


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 1021, begins with FFFF, nothing reflected."""
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def read_objects(code: str) -> Objects:
    """The objects of a code by their ids, in order. Raises ValueError where it is not made of such."""
    objects: Objects = {}
    at = 0
    while at < len(code):
        key, length = code[at : at + 2], code[at + 2 : at + 4]
        value = code[at + 4 : at + 4 + int(length)] if length.isdecimal() else ""
        if not (key.isdecimal() and len(key) == 2 and len(length) == 2) or len(value) != int(length) or key in objects:
            raise ValueError(f"no object at {at}")
        objects[key] = value
        at += 4 + len(value)
    return objects


def _checked(code: str) -> Objects:
    if not code.isascii() or not code.isprintable() or len(code) > MOST_LETTERS:
        raise _refused("Ini bukan isi kode QRIS.", "This is not what a QRIS code holds.")
    try:
        objects = read_objects(code)
    except ValueError:
        objects = {}
    if objects.get("00") != "01" or CHECKSUM not in objects:
        raise _refused("Ini bukan isi kode QRIS.", "This is not what a QRIS code holds.")
    if list(objects)[-1] != CHECKSUM or with_checksum(code[:-8]) != code[:-4] + code[-4:].upper():
        raise _refused(
            "Kode QRIS ini rusak atau tidak tersalin utuh. Salin sekali lagi.",
            "This QRIS code is damaged or was not copied whole. Copy it again.",
        )
    if not any(f"{number:02d}" in objects for number in MERCHANT_ACCOUNTS):
        raise _refused("Kode ini bukan QRIS untuk menerima uang.", "This is no QRIS to be paid by.")
    if objects.get(CURRENCY) != RUPIAH or objects.get(COUNTRY) != "ID":
        raise _refused("Kode ini bukan QRIS Indonesia dalam rupiah.", "This is not an Indonesian QRIS in rupiah.")
    if objects.get(POINT_OF_INITIATION, STATIC) != STATIC or AMOUNT in objects:
        raise _refused(
            "Kode ini hanya untuk satu pembayaran. Minta kode QRIS statis, yang tertempel di toko.",
            "This code is for one payment only. Ask for the static QRIS, the one that is put up in a shop.",
        )
    return objects


def _refused(message_id: str, message_en: str) -> Invalid:
    return invalid("static_qris", message_id, message_en)
