"""The states of a conversation as data: what each asks, what it offers to tap, what it takes, where that leads.

A signal is taken by the state it falls into, else by ANYWHERE. The moves named here are functions of moves.py; every
state and every signal of a table is gone through by a script in tests/conversations/scripts.
"""

from dataclasses import dataclass, field

QUIET = ("idle", "paying")
"""The states in which we wait for no answer: a word in passing leaves them as they are."""
WORDS = "words"
"""The signal of words that mean nothing else here: what was asked for."""


@dataclass(frozen=True)
class State:
    """One question of ours."""

    asks: str
    """The function of questions.py that puts it."""
    takes: dict[str, str]
    """Signal -> move."""
    offers: tuple[str, ...] = ()
    """What is offered to tap, which numbers stand for too; a question may offer more of its own making."""
    reads: tuple[str, ...] = ()
    """How a text is read here before anything else, in this order: see read_signal.py."""
    topic: frozenset[str] = field(default_factory=frozenset)
    """Signals that are said in the course of an answer, and do not lead away from here."""


_TROUBLE = frozenset(("trouble", "status", "paid", "still_broken", "other", "unsure", "add_note", "greeting"))
_ANYTHING = frozenset(
    ("trouble", "status", "paid", "promise", "pay", "bill", "change", "works", "still_broken", "other", "unsure",
     "thanks", "greeting", "bot", "reschedule", "add_note")
)  # fmt: skip

_FREE = _ANYTHING | {"person"}
"""Where any words are the answer: `telpon dulu ya` is for the technician."""

STATES: dict[str, State] = {
    "idle": State(asks="menu", offers=("bill", "pay", "trouble", "status", "person"), reads=("option",), takes={}),
    "which_customer": State(asks="which_customer", reads=("option",), takes={"customer": "choose_customer"}),
    "which_line": State(asks="which_line", reads=("option",), takes={"line": "choose_line"}),
    "who_number": State(
        asks="who_number",
        offers=("no_number",),
        reads=("no_number", "customer_number"),
        takes={"customer_number": "take_number", "no_number": "no_number"},
        topic=_ANYTHING,
    ),
    "who_fact": State(
        asks="who_fact",
        offers=("no_number",),
        reads=("no_number", "other_number"),
        takes={WORDS: "check_fact", "customer_number": "take_number", "no_number": "no_number"},
        topic=_ANYTHING,
    ),
    "trouble_kind": State(
        asks="trouble_kind",
        offers=(
            "kind:no_connection", "kind:slow", "kind:unstable", "kind:hardware", "kind:account", "kind:other", "person",
        ),
        reads=("option",),
        takes={"trouble": "describe", WORDS: "describe", "photo": "add_photo"},
        topic=frozenset(("trouble", "other", "unsure", "still_broken")),
    ),
    "trouble_words": State(
        asks="trouble_words",
        takes={WORDS: "describe", "trouble": "describe", "photo": "add_photo"},
        topic=_FREE - {"bill", "pay"}
    ),
    "trouble_photo": State(
        asks="trouble_photo",
        offers=("trouble_photo.skip", "trouble_photo.send", "cancel"),
        reads=("option", "send", "skip", "no"),
        takes={
            "photo": "add_photo", "skip": "skip_photo", "no": "skip_photo", "send": "submit", WORDS: "add_words",
            "place": "add_place",
        },
        topic=_TROUBLE,
    ),
    "trouble_place": State(
        asks="trouble_place",
        offers=("trouble_place.skip", "trouble_place.send", "cancel"),
        reads=("option", "send", "skip", "no"),
        takes={
            "place": "add_place", "skip": "skip_place", "no": "skip_place", "send": "submit", WORDS: "add_words",
            "photo": "add_photo",
        },
        topic=_TROUBLE,
    ),
    "trouble_confirm": State(
        asks="trouble_confirm",
        offers=("trouble_confirm.submit", "cancel"),
        reads=("option", "send", "yes", "no"),
        takes={
            "submit": "submit", "send": "submit", "yes": "submit", "no": "cancel", WORDS: "add_words",
            "photo": "add_photo", "place": "add_place",
        },
        topic=_TROUBLE,
    ),
    "explained": State(
        asks="explained",
        offers=("pay", "paid", "explained.report_anyway"),
        reads=("option", "report_anyway", "no"),
        takes={"report_anyway": "report_anyway", "no": "cancel", "photo": "keep_proof"},
    ),
    "promise_day": State(
        asks="promise_day",
        offers=("cancel",),
        reads=("option", "day"),
        takes={"day": "take_day"},
        topic=frozenset(("promise", "other", "unsure")),
    ),
    "promise_confirm": State(
        asks="promise_confirm",
        offers=("promise_confirm.agree_day", "promise_confirm.other_day", "cancel"),
        reads=("option", "other_day", "day", "yes", "no"),
        takes={"agree_day": "promise", "yes": "promise", "other_day": "ask_day", "no": "ask_day", "day": "take_day"},
        topic=frozenset(("promise",)),
    ),
    "paying": State(asks="proof", reads=("option",), takes={"photo": "keep_proof"}),
    "proof": State(
        asks="proof",
        offers=("proof.no_proof", "cancel"),
        reads=("option", "skip", "no", "coming"),
        takes={
            "photo": "keep_proof", "no_proof": "no_proof", "skip": "no_proof", "no": "no_proof", "paid": "no_proof",
            "coming": "await_proof",
        },
    ),
    "photo_meaning": State(
        asks="photo_meaning",
        offers=("photo_meaning.proof", "photo_meaning.fault"),
        reads=("option", "proof", "fault", "paid"),
        takes={
            "proof": "photo_is_proof", "paid": "photo_is_proof", "fault": "photo_is_fault",
            "trouble": "photo_is_fault", "still_broken": "photo_is_fault", "photo": "another_photo",
        },
    ),
    "visit_day": State(asks="visit_day", offers=("cancel",), takes={WORDS: "ask_visit"}, topic=_FREE),
    "note": State(
        asks="note",
        offers=("cancel",),
        takes={WORDS: "take_note", "photo": "note_photo", "place": "note_place"},
        topic=_FREE,
    ),
    "rating_comment": State(
        asks="rating_comment",
        offers=("rating_comment.skip",),
        reads=("option", "skip", "no"),
        takes={WORDS: "comment", "skip": "no_comment", "no": "no_comment"},
        topic=_FREE,
    ),
    **{
        f"survey_{question}": State(
            asks=f"survey_{question}",
            offers=(*(f"survey_{question}.stars:{stars}" for stars in range(1, 6)), f"survey_{question}.skip"),
            reads=("stars", "option", "yes", "skip", "no"),
            takes={"stars": f"take_{question}", "yes": "put_again", "skip": "no_survey", "no": "no_survey"},
        )
        for question in ("service", "speed", "ease")
    },
    "change_what": State(
        asks="change_what", offers=("cancel",), takes={WORDS: "take_change", "change": "take_change"}, topic=_FREE
    ),
    "change_confirm": State(
        asks="change_confirm",
        offers=("change_confirm.ask_change", "cancel"),
        reads=("option", "send", "yes", "no"),
        takes={"ask_change": "request_change", "send": "request_change", "yes": "request_change", "no": "cancel",
               WORDS: "take_change"},
        topic=frozenset(("change", "other", "unsure")),
    ),
    "guess": State(asks="guess", reads=("option", "yes", "no"), takes={"yes": "first_guess", "no": "menu"}),
    "offer_person": State(
        asks="offer_person",
        offers=("person", "menu"),
        reads=("option", "yes", "no"),
        takes={"yes": "person", "no": "menu"},
    ),
}  # fmt: skip

ANYWHERE: dict[str, str] = {
    "menu": "menu",
    "cancel": "cancel",
    "person": "person",
    "bill": "bill",
    "pay": "pay",
    "promise": "promise_asked",
    "paid": "paid",
    "trouble": "trouble",
    "kind": "choose_kind",
    "status": "status",
    "reschedule": "reschedule",
    "agree_visit": "agree_visit",
    "add_note": "add_note",
    "change": "change",
    "works": "works",
    "still_broken": "still_broken",
    "rate": "rate",
    "customer": "choose_customer",
    "customer_number": "take_number",
    "stop_broadcasts": "stop_broadcasts",
    "want_broadcasts": "want_broadcasts",
    "thanks": "thanks",
    "greeting": "greet",
    "bot": "say_bot",
    "newcomer": "newcomer",
    "power_cut": "power_cut",
    "other": "other",
    "photo": "photo",
    "place": "place",
    "voice": "cannot",
    "video": "cannot",
    "document": "cannot",
    "contacts": "cannot",
    "unsupported": "cannot",
    "sticker": "sticker",
    "broken_photo": "broken_photo",
    "late": "join",
    "login": "login",
    "old_choice": "old_choice",
    "unsure": "ask_which",
    "unclear": "unclear",
}
"""Signal -> move, where the state does not take it."""

_OFFERED = {option.rpartition(".")[2].partition(":")[0] for state in STATES.values() for option in state.offers}
TAPPED = _OFFERED | {
    "add_note", "agree_visit", "change", "customer", "line", "promise", "rate", "reschedule", "still_broken",
    "want_broadcasts", "works",
}  # fmt: skip
"""What a button or row of ours may stand for; the rest is only ever read off what people send."""
