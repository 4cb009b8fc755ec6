"""Each function's manifest names the roles and secrets that its sources come to, and no others."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from shared.core.config import Settings
from tests.terraform.reach import Reach, reached

FUNCTIONS = Path(__file__).parents[2] / "functions"
MANIFESTS: dict[str, dict[str, Any]] = {
    path.parent.name: yaml.safe_load(path.read_text()) for path in sorted(FUNCTIONS.glob("*/function.yaml"))
}
SECRETS = {secret for told in MANIFESTS.values() for secret in told.get("secrets") or []}

ROLE_OF_LIBRARY = {
    "google.cloud.firestore": "roles/datastore.user",
    "google.cloud.tasks_v2": "roles/cloudtasks.enqueuer",
    "google.cloud.storage": "roles/storage.objectUser",
}
NEEDS_NO_ROLE = {"verify_id_token", "create_custom_token"}
"""Google's public keys are enough; a custom token is signed as `signs_tokens` allows."""
OURS_TO_USE = {"google.api_core", "google.auth", "google.oauth2", "google.protobuf", "google.cloud.exceptions"}
"""Of Google's, and no service: errors, retries, types, who we are."""


def called(reach: Reach, library: str) -> set[str]:
    """What of a library's own names is come to."""
    return {name for module, name in reach.symbols if module == library}


def roles(reach: Reach) -> set[str]:
    modules = {f"{module}.{name}" for module, name in reach.symbols}
    found = {role for library, role in ROLE_OF_LIBRARY.items() if library in modules}
    of_accounts = {name for name in called(reach, "firebase_admin.auth") if name.islower()} - NEEDS_NO_ROLE
    return found | ({"roles/firebaseauth.admin"} if of_accounts else set())


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_function_has_the_roles_that_its_sources_need(name: str) -> None:
    assert set(MANIFESTS[name]["roles"]) == roles(reached(name))


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_function_is_given_the_secrets_that_its_sources_read(name: str) -> None:
    read = {secret for secret in SECRETS if secret.lower() in reached(name).attributes}
    assert set(MANIFESTS[name].get("secrets") or []) == read


@pytest.mark.parametrize("name", MANIFESTS)
def test_who_makes_tokens_may_sign_as_itself_and_nobody_else_may(name: str) -> None:
    makes = "create_custom_token" in called(reached(name), "firebase_admin.auth")
    assert MANIFESTS[name].get("signs_tokens", False) == makes


@pytest.mark.parametrize("name", MANIFESTS)
def test_no_service_of_googles_is_used_that_nobody_thought_of(name: str) -> None:
    known = (*ROLE_OF_LIBRARY, *OURS_TO_USE, "google.cloud.firestore_v1", "google.cloud")
    theirs = {module for module, _ in reached(name).symbols if module.split(".")[0] == "google"}
    assert {module for module in theirs if not module.startswith(known)} == set()


def test_every_secret_is_read_by_somebody_and_is_a_setting() -> None:
    assert {secret.lower() for secret in SECRETS} <= set(Settings.model_fields)
