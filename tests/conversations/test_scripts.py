"""Every script of scripts/*.yaml through the pure machine; together they go through every state and transition."""

import re
from pathlib import Path

import pytest

from shared.conversations.flow import respond
from shared.conversations.flow.phrases import words
from shared.conversations.flow.questions import QUESTIONS
from shared.conversations.flow.respond import MOVES
from shared.conversations.flow.states import ANYWHERE, STATES
from tests.conversations.play import Stage, disagreements, scripts

LONGEST_SENTENCE = 15


@pytest.mark.parametrize("name", list(scripts()))
def test_the_conversation_goes_as_written(name: str) -> None:
    script = scripts()[name]
    stage = Stage(script.person)
    for number, told in enumerate(script.steps, start=1):
        assert disagreements(told, stage.play(told)) == [], f"step {number}: {told['they']}"


def test_there_are_enough_of_them() -> None:
    assert len(scripts()) >= 40


def test_the_scripts_go_through_every_state_and_transition() -> None:
    took: set[tuple[str, str]] = set()
    for script in scripts().values():
        stage = Stage(script.person)
        for told in script.steps:
            stage.play(told)
        took |= stage.took
    assert {state for state, _ in took} == set(STATES)
    wanted = {(state, signal) for state in STATES for signal in STATES[state].takes}
    assert wanted - took == set()
    assert set(ANYWHERE) - {signal for _, signal in took} == set()


def test_every_move_and_question_of_the_table_is_there() -> None:
    named = {move for state in STATES.values() for move in state.takes.values()} | set(ANYWHERE.values())
    assert named == set(MOVES)
    assert {state.asks for state in STATES.values()} == set(QUESTIONS)


@pytest.mark.parametrize("key", list(words()))
def test_both_languages_say_the_same_shortly_and_calmly(key: str) -> None:
    said = words()[key]
    blanks = [sorted(set(re.findall(r"{(\w+)}", text))) for text in said.values()]
    assert set(said) == {"id", "en"}
    assert blanks[0] == blanks[1]
    for text in said.values():
        assert "!" not in text
        assert all(len(part.split()) <= LONGEST_SENTENCE for part in re.split(r"(?<=[.?:]) ", text)), text
    if key.startswith("choice.") and not key.endswith(".more"):
        assert all(len(text) <= 20 for text in said.values())


def test_no_key_of_our_words_is_left_over() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(respond.__file__).parents[1].rglob("*.py"))
    families = ("choice.", "kind.", "status.word.", "cannot.", "photo.", "trouble.")
    named = set(re.findall(r"[a-z_.]+", source))
    assert [key for key in words() if key not in named and not key.startswith(families)] == []
