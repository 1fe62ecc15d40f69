"""Finding the Dask cluster that --scheduler names, and whether it can be trusted with reports."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from helpers.build.planning.notebook import Refused
from helpers.build.running.jobs import Versions, differences, versions
from helpers.build.running.limits import Limits

if TYPE_CHECKING:
    from distributed import Client

    from helpers.build.running.cluster import Cluster

ANSWER = 5.0  # seconds in which a scheduler must answer
ADDRESS = re.compile(r"(tcp|tls)://[^\s/:]+(:[0-9]{1,5})|(tcp|tls)://\[[0-9a-fA-F:]+\]:[0-9]{1,5}")
EXTRA = "in the project's folder: pip install '.[cluster]'"


@contextmanager
def connected(address: str, *, limits: Limits | None = None, retries: int = 1) -> Iterator[Cluster]:
    """The cluster whose scheduler is at `address`, until the end of the context.

    Raises Refused when there is no such thing, when it has no worker, and when a worker runs other
    versions than this builder: its reports would not be what their pages say of them.
    """
    if not ADDRESS.fullmatch(address):
        raise Refused(
            [f"--scheduler: {address!r} is no address; use one as tcp://10.0.0.5:8786 (or tls://)"]
        )
    with _client(address) as client:
        needs = versions()
        try:
            _check_workers(client, address, needs)
            slots = sum(client.nthreads().values())
        except OSError as error:
            raise Refused(
                [f"--scheduler: the scheduler at {address} was lost ({error})"]
            ) from error
        from helpers.build.running.cluster import Cluster

        yield Cluster(client, slots, needs, limits or Limits(), retries)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    """A connection to the scheduler, closed at the end; raises Refused when there is none."""
    try:
        import dask.config
        from distributed import Client
    except ImportError as error:
        missing = f"--scheduler needs the package {error.name}, which is not installed; {EXTRA}"
        raise Refused([missing]) from error
    for name in ("client", "batched", "core", "comm", "utils"):
        # What matters of a lost connection is told with the reports that it concerns.
        logging.getLogger(f"distributed.{name}").setLevel(logging.CRITICAL)
    settings = {"distributed.admin.large-graph-warning-threshold": "1 TB"}  # the tables of a case
    with dask.config.set(settings):
        try:
            with warnings.catch_warnings(action="ignore"):  # versions are compared below, all
                client = Client(address, timeout=ANSWER, set_as_default=False)
        except (OSError, ValueError, RuntimeError) as error:
            late = f"--scheduler: no Dask scheduler answers at {address} within {ANSWER:g} seconds"
            raise Refused([late]) from error
        try:
            yield client
        finally:
            client.close(timeout=2)


def _check_workers(client: Client, address: str, needs: Versions) -> None:
    """Raise Refused unless there are workers and each runs what this builder runs."""
    found: dict[str, Any] = client.run(versions, on_error="return")
    if not found:
        raise Refused([f"--scheduler: the cluster at {address} has no worker"])
    problems = []
    for worker, there in sorted(found.items()):
        if isinstance(there, Exception):
            problems.append(f"worker {worker} cannot run Standpoint: {there}")
        elif wrong := differences(needs, there):
            problems.append(f"worker {worker} has {wrong}; install the same versions everywhere")
    if problems:
        raise Refused([f"--scheduler: {problem}" for problem in problems])
