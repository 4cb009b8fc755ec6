"""A step that fails keeps no other from being done, and is told of at the end."""

import pytest

from shared.core.in_turn import in_turn


def test_what_fails_keeps_nothing_after_it_from_being_done(capsys: pytest.CaptureFixture[str]) -> None:
    done = []

    def first() -> None:
        raise LookupError("rahasia")

    def second() -> None:
        done.append("second")
        raise ValueError("lain")

    with pytest.raises(LookupError):
        in_turn(first, second, lambda: done.append("third"))
    assert done == ["second", "third"]
    told = capsys.readouterr().out
    assert '"step": "first"' in told
    assert '"step": "second"' in told
    assert "rahasia" not in told


def test_where_all_goes_well_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    in_turn(lambda: None, lambda: None)
    assert capsys.readouterr().out == ""
