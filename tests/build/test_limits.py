"""Limits: how they are written, and who keeps them."""

from __future__ import annotations

import asyncio
import signal

import pytest

from helpers.build.running.keeper import Keeper
from helpers.build.running.limits import GB, MB, Limits, size_in_words


@pytest.mark.parametrize(
    ("size", "words"),
    [(4 * GB, "4 GB"), (20 * MB, "20 MB"), (3 * GB // 2, "1.5 GB"), (9, "9 bytes")],
)
def test_a_size_is_told_in_its_unit(size: int, words: str) -> None:
    assert size_in_words(size) == words


@pytest.fixture
def keep() -> object:
    """Wait for a while in a loop with a keeper; the signals that it sent and its reason."""

    def run(limits: Limits, *cells: float, memory: int | None = 0) -> tuple[list[int], str]:
        sent: list[int] = []

        async def wait() -> str:
            loop = asyncio.get_running_loop()
            keeper = Keeper(limits, loop, sent.append, lambda: memory)
            keeper.report_begins()
            for seconds in cells:
                keeper.cell_begins()
                await asyncio.sleep(seconds)
            keeper.close()
            return keeper.reason

        return sent, asyncio.run(wait())

    return run


def test_a_cell_in_time_is_left_alone_however_many_there_are(keep) -> None:
    assert keep(Limits(cell=1), 0.4, 0.4, 0.4) == ([], "")


def test_a_cell_that_takes_too_long_is_interrupted(keep) -> None:
    sent, reason = keep(Limits(cell=0.1), 0.5)
    assert (sent, reason) == ([signal.SIGINT], "took longer than 0.1 s (--cell-timeout)")


def test_a_kernel_that_does_not_mind_the_interrupt_is_killed(
    keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.build.running.keeper.GRACE", 0.1)
    assert keep(Limits(cell=0.1), 0.6)[0] == [signal.SIGINT, signal.SIGKILL]


def test_the_first_reason_is_the_one_that_is_told(keep) -> None:
    assert "--report-timeout" in keep(Limits(cell=0.4, report=0.1), 0.8)[1]


def test_a_kernel_that_takes_too_much_memory_is_killed_at_once(keep) -> None:
    sent, reason = keep(Limits(memory=MB), 0.5, memory=2 * MB)
    assert (sent, reason) == ([signal.SIGKILL], "used more than 1 MB of memory (--memory)")


def test_without_limits_nothing_is_stopped(keep) -> None:
    assert keep(Limits(None, None, None, None), 0.3, memory=99 * GB) == ([], "")


def test_memory_that_is_not_known_is_not_limited(keep) -> None:
    assert keep(Limits(memory=1), 0.3, memory=None) == ([], "")
