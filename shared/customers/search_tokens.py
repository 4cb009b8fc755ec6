"""Words a customer is found by: prefixes kept as a map, so that a search is an AND of equalities on an index.

A customer has at most 120 tokens. What does not fit is left out word by word, the least telling last words of a long
address first, so that a word is found by each of its beginnings or by none.
"""

import re
from collections.abc import Iterator

from shared.core.text import fold
from shared.customers.models import Customer

LONGEST, MOST = 8, 120
PHONE_ENDS = range(4, 9)
PHONE_BEGINNINGS = range(3, 9)

_WORDS = re.compile(r"[^\W_]+")
_NUMBERED = re.compile(r"[^\W\d_]+([0-9]+)")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼ`´](?=\w)")
_PHONE = re.compile(r"(?<![\w.@])(?:\+|\(|\+\()?[0-9][0-9 ().-]*[0-9](?![\w@])")
_PHONE_DIGITS = range(9, 16)
_IN_EVERY_ADDRESS = frozenset(
    [
        "jl",
        "jln",
        "jalan",
        "gg",
        "gang",
        "no",
        "nomor",
        "rt",
        "rw",
        "dusun",
        "dsn",
        "desa",
        "ds",
        "kel",
        "kelurahan",
        "kec",
        "kecamatan",
        "kab",
        "kabupaten",
        "kota",
    ]
)
_MOST_WORDS = 8


def findable(customer: Customer) -> Customer:
    """The customer with the tokens of what they are called now."""
    return customer.model_copy(update={"t": search_tokens(customer)})


def search_tokens(customer: Customer) -> dict[str, bool]:
    """Beginnings of 1 to 8 letters of all words a customer goes by, and both ends of phones."""
    tokens = {plan_token(plan_id): True for plan_id in customer.plan_ids[:_MOST_WORDS]}
    for group in _groups(customer):
        missing = [token for token in group if token not in tokens]
        if len(tokens) + len(missing) <= MOST:
            tokens.update(dict.fromkeys(missing, True))
    return tokens


def plan_token(plan_id: str) -> str:
    """Stands for a plan: as a token it joins the AND of a search without an index of its own."""
    return f"plan:{plan_id}"


def query_tokens(text: str) -> list[str]:
    """The tokens that all have to be there for what somebody typed; none if it holds no letter and no digit."""
    rest, phones = _without_phones(text)
    tokens = [phone[-LONGEST:] for phone in phones] + [word[:LONGEST] for word in _words(rest)]
    return list(dict.fromkeys(tokens))[:_MOST_WORDS]


def unfinished_phone_tokens(text: str) -> list[str]:
    """As `query_tokens`, where a phone is typed from its beginning and not to its end yet."""
    rest, phones = _without_phones(text)
    tokens = [phone[:LONGEST] for phone in phones] + [word[:LONGEST] for word in _words(rest)]
    return list(dict.fromkeys(tokens))[:_MOST_WORDS]


def has_phone(text: str) -> bool:
    """Whether a telephone number of at least nine digits stands in what somebody typed."""
    return bool(_without_phones(text)[1])


def is_meant(customer: Customer, text: str) -> bool:
    """Whether everything typed fits, also what is longer than a token."""
    rest, phones = _without_phones(text)
    own = [_national(phone) for phone in _phones(customer)]
    long = [word for word in _whole_words(rest) if len(word) > LONGEST]
    if not long and not phones:
        return True
    words = [word for text in _texts(customer) for word in _whole_words(text)]
    return all(any(word.startswith(typed) for word in words) for typed in long) and all(
        any(typed in phone for phone in own) or any(word.startswith(typed) for word in words) for typed in phones
    )


def _groups(customer: Customer) -> Iterator[list[str]]:
    """The tokens of one word after another, the most telling word first."""
    number = customer.id.removeprefix("PLG-")
    yield from map(_beginnings, (*_words(customer.id), number.lstrip("0"), customer.id.replace("-", "").lower()))
    phones = [_national(phone) for phone in _phones(customer)]
    yield from map(_phone_ends, phones[:1])
    for text in _texts(customer)[1:-1]:
        yield from map(_beginnings, _words(text))
    yield from map(_phone_ends, phones[1:])
    address = _words(customer.address)
    yield from (_beginnings(word) for word in address if word not in _IN_EVERY_ADDRESS)
    yield from (_beginnings(word) for word in address if word in _IN_EVERY_ADDRESS)


def _texts(customer: Customer) -> list[str]:
    users = [brief.pppoe_user or "" for _, brief in sorted(customer.subscriptions.items())]
    return [customer.id, customer.old_number or "", customer.name, *users, customer.address]


def _phones(customer: Customer) -> list[str]:
    return [phone for phone in (customer.phone, *customer.other_phones) if phone]


def _words(text: str) -> list[str]:
    """As `_whole_words`, and of `pelanggan00012` also `00012`: what its first eight letters do not tell."""
    words: list[str] = []
    for word in _whole_words(text):
        words.append(word)
        if len(word) > LONGEST and (numbered := _NUMBERED.match(word)):
            words.append(numbered[1])
    return words


def _whole_words(text: str) -> list[str]:
    """Folded words. `nur'aini` is one, and `aini` another."""
    found: list[str] = []
    for piece in fold(text).split():
        found += _WORDS.findall(_APOSTROPHES.sub("", piece))
        if _APOSTROPHES.search(piece):
            found += _WORDS.findall(_APOSTROPHES.sub(" ", piece))[1:]
    return found


def _beginnings(word: str) -> list[str]:
    return [word[:length] for length in range(1, min(len(word), LONGEST) + 1)]


def _phone_ends(phone: str) -> list[str]:
    return [phone[-length:] for length in PHONE_ENDS] + [phone[:length] for length in PHONE_BEGINNINGS]


def _national(phone: str) -> str:
    """As people type it: `+6281234567890` -> `081234567890`; of other countries the digits."""
    return "0" + phone[3:] if phone.startswith("+62") else phone.lstrip("+")


def _without_phones(text: str) -> tuple[str, list[str]]:
    """What was typed without telephone numbers, and these in the form that is kept."""
    phones: list[str] = []

    def take(match: re.Match[str]) -> str:
        digits = re.sub(r"[^0-9]", "", match[0])
        if digits.startswith("62") and ("+" in match[0] or len(digits) > LONGEST):
            digits = "0" + digits[2:].lstrip("0")
        if len(digits) in _PHONE_DIGITS:
            phones.append(digits)
            return " "
        # `0812-3456` is the beginning of one number, `12-15` are two words.
        return digits if digits.startswith("08") or "+" in match[0] else match[0]

    return _PHONE.sub(take, text), phones
