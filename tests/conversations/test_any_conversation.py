"""Whatever is said, in whatever order, by whomever: there is an answer that fits WhatsApp, and the machine stands."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.conversations.flow.heard import Heard
from shared.conversations.flow.respond import converse
from shared.conversations.flow.states import ANYWHERE, STATES
from shared.conversations.flow.talk import Talk
from tests.conversations import people
from tests.conversations.play import HOUSE, Stage, offers_of, scripts

FIXTURES = Path(__file__).parents[1] / "fixtures"
PHRASES = [json.loads(line)["text"] for line in (FIXTURES / "triage_built.jsonl").read_text("utf-8").splitlines()]
SAID = sorted({str(step["they"]) for script in scripts().values() for step in script.steps})
SCOPED = [f"{state}.{name}" for state in STATES for name in STATES[state].takes]
NAMED = [
    "kind:slow",
    "kind:",
    "kind:x",
    "line:PLG-00001-1",
    "line:",
    "customer:PLG-00002",
    "rate:5:TKT-1",
    "rate:x",
    ".",
]
OPTIONS = sorted({*ANYWHERE, *SCOPED, *NAMED})

texts = st.one_of(st.sampled_from(PHRASES), st.sampled_from(SAID), st.text(max_size=60))
acts = st.one_of(
    st.builds(Heard, text=texts),
    st.builds(Heard, choice=st.sampled_from(OPTIONS), text=texts),
    st.integers(1, 12).map(lambda number: Heard(text=str(number))),
    st.builds(Heard, photos=st.just(["e"]), text=st.one_of(st.just(""), texts)),
    st.builds(Heard, place=st.just(HOUSE), text=st.one_of(st.just(""), texts)),
    st.builds(Heard, unread=st.sampled_from(["voice", "video", "sticker", "contacts", "document", "unsupported"])),
    st.builds(Heard, broken=st.sampled_from(["unreadable", "gone", "enough"])),
)
who = st.sampled_from([*people.ACCOUNTS, "stranger", "hidden", "family"])


@settings(max_examples=150, deadline=None)
@given(person=who, said=st.lists(acts, min_size=1, max_size=8), other=who)
def test_every_step_is_answered_in_words_that_fit(person: str, said: list[Heard], other: str) -> None:
    stage = Stage(person)
    talk = Talk()
    for number, heard in enumerate(said):
        stage.person = other if number == 5 else stage.person
        heard = heard.model_copy(update={"events": [f"e{number}"], "at": stage.now})
        step = converse([heard], talk, stage.look)
        talk = step.talk
        assert talk.state in STATES
        assert len(step.whose) == len(step.effects)
        if step.reply is None:  # one more picture, right after the answer to the first
            assert heard.photos
            assert not heard.text
            continue
        assert step.reply.text
        shown = offers_of(step.reply)
        beside = bool(shown or step.reply.link or step.reply.image or step.reply.document)
        assert len(step.reply.text) <= (1024 if beside else 4096)
        assert len({option for option, _ in shown}) == len(shown)
        assert all(len(choice.title) <= 20 for choice in step.reply.buttons)
        assert all(len(choice.title) <= 24 and len(choice.description) <= 72 for choice in step.reply.rows)
        again = Talk.model_validate(json.loads(talk.model_dump_json()))
        assert again == talk


@settings(max_examples=60, deadline=None)
@given(person=who, said=st.lists(acts, min_size=1, max_size=5))
def test_several_things_at_once_end_where_one_after_the_other_does(person: str, said: list[Heard]) -> None:
    things = [heard.model_copy(update={"events": [f"e{n}"], "at": people.NOW}) for n, heard in enumerate(said)]
    together = converse(things, Talk(), Stage(person).look)
    talk, done = Talk(), 0
    for heard in things:
        step = converse([heard], talk, Stage(person).look)
        talk, done = step.talk, done + len(step.effects)
    assert (together.talk, len(together.effects)) == (talk, done)
