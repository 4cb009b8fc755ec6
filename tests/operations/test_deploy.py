"""Deploying is a fixed order of commands; what fails stops the rest, and says how to go on."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from local.manifests import load_all
from operations import deploy as deploying
from operations import site
from operations.deploy import deploy, plan, prepare, run
from operations.pause import pause
from operations.place import Place, Unusable, enter
from operations.site import stage_site

PLACE = Place("staging", "isp-kamil-staging", {"public_url": "https://staging.example.id", "region": "asia-southeast2"})


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []
    monkeypatch.setattr(deploying, "migrate", lambda _: said.append("migrate"))
    monkeypatch.setattr(deploying, "stage_site", lambda _: said.append("site"))
    monkeypatch.setattr(deploying, "wait_until_healthy", lambda url: said.append(url))
    return said


def noted(done: list[str], fails: str = "") -> deploying.Run:
    def do(command: Sequence[str]) -> None:
        done.append(" ".join(part for part in command if not part.startswith("-chdir")))
        if fails and fails in command:
            raise Unusable("failed")

    return do


def test_the_order_is_functions_then_data_then_sites_then_a_look(done: list[str]) -> None:
    deploy(PLACE, noted(done))
    verbs = [" ".join(command.split()[:2]) for command in done]
    assert verbs == [
        "terraform init", "terraform plan", "terraform apply", "migrate", "site", "npx --yes",
        "https://staging.example.id/api/health",
    ]  # fmt: skip
    assert "bucket=isp-kamil-staging-terraform" in done[0]
    assert "-var-file=staging.tfvars" in done[1]
    assert "--only hosting --project isp-kamil-staging" in done[5]


def test_what_fails_stops_what_would_come_after(done: list[str]) -> None:
    with pytest.raises(Unusable):
        deploy(PLACE, noted(done, fails="apply"))
    assert "migrate" not in done
    assert "site" not in done


def test_a_plan_changes_nothing(done: list[str]) -> None:
    plan(PLACE, noted(done))
    assert [command.split()[1] for command in done] == ["init", "plan"]


def test_the_first_time_only_apis_and_empty_secrets_are_made(done: list[str]) -> None:
    prepare(PLACE, noted(done))
    assert [command.split()[1] for command in done] == ["init", "apply"]
    targets = {part for part in done[1].split() if part.startswith("-target=")}
    assert targets == {"-target=google_project_service.used", "-target=google_secret_manager_secret.secret"}


def test_going_back_a_version_leaves_what_is_stored_alone(done: list[str]) -> None:
    deploy(PLACE, noted(done), migrating=False)
    assert "migrate" not in done


def test_a_command_that_fails_or_is_not_there_is_one_sentence() -> None:
    with pytest.raises(Unusable, match="false failed"):
        run(["false"])
    with pytest.raises(Unusable, match="not installed"):
        run(["no-such-command"])


def test_the_site_is_both_sites_the_contract_and_whose_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("customer", "admin"):
        (tmp_path / "dist" / name).mkdir(parents=True)
        (tmp_path / "dist" / name / "index.html").write_text(name)
    (tmp_path / "dist" / "openapi.json").write_text("{}")
    monkeypatch.setattr(Place, "secret", lambda _, name: f"the {name}")
    stage_site(PLACE, tmp_path / "dist", tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "customer"
    assert (tmp_path / "site" / "admin" / "index.html").read_text() == "admin"
    assert (tmp_path / "site" / "api" / "openapi.json").exists()
    config = json.loads((tmp_path / "site" / "config.json").read_text())
    assert (config["project_id"], config["api_key"]) == ("isp-kamil-staging", "the WEB_API_KEY")
    with pytest.raises(Unusable, match="not built"):
        stage_site(PLACE, tmp_path / "nowhere", tmp_path / "site")
    assert site.DIST.parts[-2:] == ("web", "dist")


def test_pausing_holds_every_schedule_and_every_queue() -> None:
    done: list[str] = []
    pause(PLACE, "pause", noted(done))
    schedules = {one.name.replace("_", "-") for one in load_all() if one.trigger == "schedule"}
    assert {command.split()[4] for command in done if "scheduler" in command} == schedules
    assert {command.split()[4] for command in done if "tasks queues" in command} == {
        queue for one in load_all() for queue in one.queues
    }


def test_a_place_is_what_its_variables_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "staging.tfvars").write_text('project_id = "isp-kamil"\npublic_url = "https://x.id"\nbudget = 5\n')
    with monkeypatch.context() as kept:
        for name in ("GOOGLE_CLOUD_PROJECT", "FIRESTORE_EMULATOR_HOST", "PUBLIC_URL", "BUCKET", "REGION", "TIME_ZONE"):
            kept.setenv(name, "before")
        place = enter("staging", terraform=tmp_path)
        from shared.core.config import settings

        assert place.project == settings().google_cloud_project == "isp-kamil"
        assert settings().bucket == "isp-kamil-private"
        assert not settings().emulated
    from shared.core import config

    config.settings.cache_clear()
