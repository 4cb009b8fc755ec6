"""terraform/ declares what the manifests and the configuration ask for, and nothing by hand beside them."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import hcl2
import pytest
import yaml

from shared.core.config import Settings

ROOT = Path(__file__).parents[2]
TERRAFORM = ROOT / "terraform"
SOURCES = sorted(TERRAFORM.glob("*.tf"))
FOLDERS = sorted(path for path in (ROOT / "functions").iterdir() if path.is_dir() and path.name != "__pycache__")
MANIFESTS: dict[str, dict[str, Any]] = {
    folder.name: yaml.safe_load((folder / "function.yaml").read_text(encoding="utf-8")) for folder in FOLDERS
}
QUEUES = [(queue, rules) for told in MANIFESTS.values() for queue, rules in (told.get("queues") or {}).items()]
SECRETS = {secret for told in MANIFESTS.values() for secret in told.get("secrets") or []}

LOCAL_ONLY = {
    "FIRESTORE_EMULATOR_HOST",
    "FIREBASE_AUTH_EMULATOR_HOST",
    "CLOUD_TASKS_EMULATOR_HOST",
    "STORAGE_EMULATOR_HOST",
    "CLOCK_OFFSET_FILE",
    "INVOKER_SECRET",
}
SET_BY_CLOUD_RUN = {"K_SERVICE", "K_REVISION"}
SETTINGS = {name.upper() for name in Settings.model_fields}


def parsed(name: str) -> dict[str, Any]:
    return hcl2.loads((TERRAFORM / name).read_text(encoding="utf-8"))


def code() -> str:
    """All .tf sources without their comments: a key that only a comment names is not read."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    return re.sub(r"(^|\s)#.*", "", text)


def resources(kind: str) -> dict[str, dict[str, Any]]:
    return {
        name.strip('"'): body
        for path in SOURCES
        for resource in parsed(path.name).get("resource", [])
        for found, named in resource.items()
        if found.strip('"') == kind
        for name, body in named.items()
    }


def given() -> dict[str, str]:
    """The variables every function is given, as they are written."""
    (block,) = [block["environment"] for block in parsed("functions.tf")["locals"] if "environment" in block]
    return {name.strip('"'): str(value).strip('"') for name, value in block.items() if not name.startswith("__")}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_source_is_hcl(path: Path) -> None:
    assert hcl2.loads(path.read_text(encoding="utf-8"))


def test_sources_are_in_terraforms_own_form() -> None:
    terraform = shutil.which("terraform")
    if not terraform:
        pytest.skip("terraform is not on this machine, so its formatter cannot be asked.")
    told = subprocess.run(
        [terraform, "fmt", "-check", "-recursive", "-diff", str(TERRAFORM)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_a_function_is_a_main_and_a_manifest_and_nothing_else(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} - {"__pycache__"} == {"main.py", "function.yaml"}


def test_every_key_of_the_manifests_is_read() -> None:
    keys = {key for told in MANIFESTS.values() for key in told} | {key for _, rules in QUEUES for key in rules}
    read = code()
    assert {key for key in keys if not re.search(rf"\.{key}\b", read)} == set()


def test_every_function_queue_schedule_and_secret_is_declared_from_the_manifests() -> None:
    declared = {
        kind: [body["for_each"] for body in resources(kind).values()]
        for kind in (
            "google_cloudfunctions2_function",
            "google_cloud_tasks_queue",
            "google_cloud_scheduler_job",
            "google_secret_manager_secret",
        )
    }
    assert declared == {
        "google_cloudfunctions2_function": ["${local.functions}"],
        "google_cloud_tasks_queue": ["${local.queues}"],
        "google_cloud_scheduler_job": ["${local.schedules}"],
        "google_secret_manager_secret": ["${local.secrets}"],
    }


def test_only_http_functions_let_everyone_in() -> None:
    callers = {
        body["for_each"]: body["member"]
        for kind in ("google_cloud_run_v2_service_iam_member", "google_cloudfunctions2_function_iam_member")
        for body in resources(kind).values()
    }
    assert callers == {
        "${local.http}": '"allUsers"',
        "${merge(local.tasks, local.schedules)}": "${google_service_account.invoker.member}",
    }
    assert code().count("allUsers") == 1


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_has_what_its_trigger_needs(name: str) -> None:
    needs = {"http": "routes", "task": "queues", "schedule": "schedule"}
    told = MANIFESTS[name]
    assert {key for key in needs.values() if told.get(key)} == {needs[told["trigger"]]}


@pytest.mark.parametrize("name", MANIFESTS)
def test_an_account_id_has_room_for_the_functions_name(name: str) -> None:
    assert re.fullmatch(r"[a-z](?:[-a-z0-9]{4,28}[a-z0-9])", f"fn-{name.replace('_', '-')}")


def test_every_queue_has_a_name_cloud_tasks_takes_and_all_its_rules() -> None:
    assert len({queue for queue, _ in QUEUES}) == len(QUEUES)
    assert [queue for queue, _ in QUEUES if not re.fullmatch(r"[A-Za-z0-9-]{1,100}", queue)] == []
    rules_needed = {"per_second", "concurrent", "max_attempts", "min_backoff_s", "max_backoff_s"}
    assert [(queue, rules_needed - rules.keys()) for queue, rules in QUEUES if not rules_needed <= rules.keys()] == []


def test_every_variable_the_configuration_knows_is_given_or_a_secret() -> None:
    assert given().keys() == SETTINGS - LOCAL_ONLY - SET_BY_CLOUD_RUN - SECRETS


def test_seconds_written_out_are_the_configurations_own() -> None:
    written = {name: float(value) for name, value in given().items() if name.endswith("_S")}
    assert written == {name: Settings.model_fields[name.lower()].default for name in written}
    assert written


def test_no_secret_and_nothing_local_is_given_in_the_open() -> None:
    assert not given().keys() & (SECRETS | LOCAL_ONLY)
    assert [name for name in LOCAL_ONLY if name in code()] == []


def test_threads_follow_the_manifests_concurrency() -> None:
    (function,) = resources("google_cloudfunctions2_function").values()
    (service,) = function["service_config"]
    assert "THREADS = tostring(each.value.concurrency)" in service["environment_variables"]
    assert service["max_instance_request_concurrency"] == "${each.value.concurrency}"


def test_every_secret_of_the_manifests_is_one_the_configuration_reads() -> None:
    assert not SECRETS - SETTINGS


def test_records_with_a_time_to_live_delete_themselves() -> None:
    (kept,) = [block["kept_until"] for block in parsed("firestore.tf")["locals"]]
    assert {key.strip('"'): field.strip('"') for key, field in kept.items() if not key.startswith("__")} == {
        "import_pages": "expires_at",
        "inbound": "expires_at",
        "line_days": "expires_at",
        "idempotency": "expires_at",
        "receipts": "expires_at",
        "rate_limits": "expires_at",
        "message_secrets": "expires_at",
        "otp": "expires_at",
        "otp_tickets": "expires_at",
        "payment_events": "expires_at",
    }
