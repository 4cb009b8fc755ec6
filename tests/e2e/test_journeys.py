"""The twenty journeys of docs/journeys.md are walked: each names a test that is there, and signs in."""

import ast
import re

from tests.e2e.desk import ROOT

ROW = re.compile(r"^\| (\d+) \| ([^|]+) \|.*\[(test_\w+)\]\(\.\./(tests/e2e/test_\w+\.py)\) \|$", re.MULTILINE)
JOURNEYS = ROW.findall((ROOT / "docs" / "journeys.md").read_text(encoding="utf-8"))


def test_there_are_twenty_and_no_two_are_the_same() -> None:
    assert [int(number) for number, *_ in JOURNEYS] == list(range(1, 21))
    assert len({name for _, _, name, _ in JOURNEYS}) == 20


def test_each_is_a_test_that_signs_in_as_those_it_names() -> None:
    missing = []
    for number, who, name, path in JOURNEYS:
        source = (ROOT / path).read_text(encoding="utf-8")
        tests = {one.name for one in ast.parse(source).body if isinstance(one, ast.FunctionDef)}
        roles = [
            role for role in who.split(", ") if f'"{role}@sambung.test"' not in source and f'"{role}")' not in source
        ]
        if name not in tests or roles:
            missing.append((number, name, roles))
    assert missing == []


def test_every_role_has_a_journey() -> None:
    assert {role for _, who, *_ in JOURNEYS for role in who.split(", ")} == {
        "owner",
        "admin",
        "cashier",
        "technician",
        "collector",
    }
