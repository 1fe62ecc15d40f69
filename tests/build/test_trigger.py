"""What started a build is guessed from its surroundings."""

from __future__ import annotations

import pytest

from helpers.build.records import trigger as module
from helpers.build.records.trigger import trigger


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No terminal, and no scheduler among the processes above."""
    monkeypatch.setattr(module, "_at_a_terminal", lambda: False)
    monkeypatch.setattr(module, "_ancestors", lambda: iter(["sh", "make", "init"]))
    return monkeypatch


@pytest.mark.parametrize(
    ("surroundings", "expected"),
    [
        ({}, "command line"),
        ({"CI": ""}, "command line"),
        ({"CI": "true"}, "continuous integration"),
        ({"CI": "true", "GITHUB_ACTIONS": "true"}, "GitHub Actions"),
        ({"AIRFLOW_CTX_DAG_ID": "reports", "INVOCATION_ID": "1f"}, "Airflow"),
        ({"INVOCATION_ID": "1f"}, "systemd"),
    ],
)
def test_a_scheduler_is_known_by_its_variables(
    alone: pytest.MonkeyPatch, surroundings: dict[str, str], expected: str
) -> None:
    assert trigger(surroundings) == expected


def test_cron_is_known_by_its_process(alone: pytest.MonkeyPatch) -> None:
    alone.setattr(module, "_ancestors", lambda: iter(["sh", "cron", "systemd"]))
    assert trigger({"INVOCATION_ID": "1f"}) == "cron"


def test_someone_at_a_terminal_is_no_scheduler(alone: pytest.MonkeyPatch) -> None:
    alone.setattr(module, "_at_a_terminal", lambda: True)
    assert trigger({"INVOCATION_ID": "1f"}) == "command line"


def test_the_processes_above_have_names() -> None:
    assert all(isinstance(name, str) for name in module._ancestors())
