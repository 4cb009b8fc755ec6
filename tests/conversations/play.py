"""Plays the scripts of scripts/*.yaml: what they do and what we say, side by side."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from shared.conversations.flow.facts import Facts
from shared.conversations.flow.heard import Heard
from shared.conversations.flow.respond import converse
from shared.conversations.flow.talk import LinkCustomer, Step, Talk
from shared.messaging.models import Content, SaidPlace
from tests.conversations import people

SCRIPTS = Path(__file__).parent / "scripts"
HOUSE = SaidPlace(latitude=-7.01, longitude=110.41)


@dataclass
class Script:
    """One conversation. `steps` are dicts: who does what, and what comes back; see README in scripts/."""

    name: str
    person: str
    steps: list[dict[str, Any]]


@cache
def scripts() -> dict[str, Script]:
    """Every script by its name; a file holds several."""
    found: dict[str, Script] = {}
    for path in sorted(SCRIPTS.glob("*.yaml")):
        for told in yaml.safe_load(path.read_text(encoding="utf-8")):
            script = Script(told["script"], told.get("who", "asih"), told["steps"])
            assert script.name not in found, script.name
            found[script.name] = script
    return found


@dataclass
class Stage:
    """A conversation under way in the pure machine; time passes only where a script says so."""

    person: str
    talk: Talk = field(default_factory=Talk)
    now: datetime = people.NOW
    asked_rating: bool = False
    broken: str = ""
    offered: list[tuple[str, str]] = field(default_factory=list)
    took: set[tuple[str, str]] = field(default_factory=set)
    events: int = 0

    def look(self, talk: Talk, _heard: Heard) -> Facts:
        if self.person in ("stranger", "hidden") and talk.linked_id:
            known = people.facts("budi")
        elif self.person == "family" and talk.customer_id:
            known = people.facts("budi", people=people.FAMILY)
        else:
            known = people.facts(self.person)
            if talk.candidate == people.ASIH_UNSEEN.customer_id:
                known.candidate = people.ASIH_UNSEEN
        return known.model_copy(
            update={
                "now": self.now,
                "today": self.now.date(),
                "asked_rating_last": self.asked_rating,
            }
        )

    def play(self, told: dict[str, Any]) -> Step:
        """What we do about it."""
        self.person = told.get("who", self.person)
        self.now += since_last(told)
        self.asked_rating = bool(told.get("asked_rating"))
        step = converse(self.things(told), self.talk, self.look)
        self.talk = step.talk
        if step.reply:
            self.offered = offers_of(step.reply)
        self.took |= set(step.took)
        assert not any(isinstance(effect, LinkCustomer) for effect in step.effects) or self.talk.linked_id
        return step

    def things(self, told: dict[str, Any]) -> list[Heard]:
        said = told["they"]
        return [self._thing(one) for one in (said if isinstance(said, list) else [said])]

    def _thing(self, said: Any) -> Heard:
        self.events += 1
        event = f"e{self.events}"
        acts = said if isinstance(said, dict) else {"text": said}
        heard = Heard(events=[event], text=str(acts.get("text", "")), at=self.now)
        if "tap" in acts:
            heard.choice = self._tapped(acts["tap"])
            heard.text = acts["tap"]
        if "photo" in acts:
            heard.photos = [f"{event}.{number}" for number in range(int(acts["photo"]))]
        if "place" in acts:
            heard.place = HOUSE
        heard.unread = acts.get("unread", "")
        heard.broken = acts.get("broken", "")
        return heard

    def _tapped(self, title: str) -> str:
        """The id of what carries this title now; a template's button is its own id, one of long ago is given as id."""
        return next((option for option, shown in self.offered if shown == title), title)


def since_last(told: dict[str, Any]) -> timedelta:
    """A minute, if the script does not say."""
    if "after_seconds" in told:
        return timedelta(seconds=told["after_seconds"])
    return timedelta(hours=told.get("after_hours", 0), minutes=1)


def offers_of(reply: Content) -> list[tuple[str, str]]:
    """(id, title) of all there is to tap."""
    return [(choice.id, choice.title) for choice in (*reply.buttons, *reply.rows)]


def disagreements(told: dict[str, Any], step: Step) -> list[str]:
    """Where what came back is not what the script says."""
    found: list[str] = []
    text = step.reply.text if step.reply else ""
    wanted = told.get("we", [])
    if wanted == "nothing":
        found += [f"said {text!r}"] if step.reply else []
        wanted = []
    for part in wanted if isinstance(wanted, list) else [wanted]:
        found += [f"not said: {part!r} in {text!r}"] if part not in text else []
    for part in told.get("not", []):
        found += [f"said: {part!r} in {text!r}"] if part in text else []
    if "state" in told and step.talk.state != told["state"]:
        found.append(f"state {step.talk.state}, not {told['state']}")
    if "offers" in told:
        shown = [title for _, title in offers_of(step.reply)] if step.reply else []
        found += [f"offers {shown}"] if shown != told["offers"] else []
    done = [type(effect).__name__ for effect in step.effects]
    if done != told.get("does", []):
        found.append(f"does {done}, not {told.get('does', [])}")
    if "with" in told:
        did = str(step.effects)
        found += [f"not in effects: {part} of {did}" for part in told["with"] if part not in did]
    if told.get("brings"):
        content = step.reply or Content(text="")
        has = {"link": content.link, "qris": content.image, "pdf": content.document}
        found += [f"brings no {one}" for one in told["brings"] if not has[one]]
    return found
