"""The little provider of tests/billing, which takes money."""

from tests.billing.conftest import at_once, provider  # noqa: F401
