"""Kernels come and go without leaving anything behind."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zmq

from helpers.build.running.client import AGAIN, ReportClient
from helpers.build.running.homes import LONGEST_LOG, last_line, log_of, short_folder
from helpers.build.running.kernels import Kernels
from helpers.build.running.ran import Ran
from helpers.build.running.warm import warm_process

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what a process holds")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of temporary files; of short name, as sockets need it."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


def held(temporary: Path) -> dict[str, int]:
    """How much this process holds of each thing that could leak."""
    gc.collect()
    tasks = Path("/proc/self/task").glob("*/children")
    return {
        "open files": len(os.listdir("/proc/self/fd")),
        "threads": threading.active_count(),
        "processes": sum(len(task.read_text().split()) for task in tasks),
        "temporary files": len(list(temporary.rglob("*"))),
    }


def memory() -> int:
    """Bytes of memory of this process."""
    status = Path("/proc/self/status").read_text()
    return 1024 * int(status.split("VmRSS:")[1].split()[0])


@LINUX
def test_runs_in_a_row_leave_nothing_behind(run_cells: Callable[..., Ran], temporary: Path) -> None:
    with short_folder() as folder, warm_process(Path(folder), []) as process:
        kernels = Kernels(process)
        for _ in range(3):  # what is made once is made
            run_cells("print('x' * 100_000)", kernels=kernels)
        before, used = held(temporary), memory()
        for _ in range(20):
            run_cells("print('x' * 100_000)", kernels=kernels)
        assert held(temporary) == before
        assert memory() - used < 10 * 2**20


@LINUX
def test_failures_in_a_row_leave_nothing_behind(
    run_cells: Callable[..., Ran], temporary: Path, warm_kernels: Kernels
) -> None:
    def fail(cell: str) -> None:
        with pytest.raises(Exception, match=r"^cell 3"):
            run_cells(cell, kernels=warm_kernels, retries=0)

    cells = ["1 / 0", "import os; os.kill(os.getpid(), 9)", "import sys; sys.exit(1)"]
    for cell in cells:
        fail(cell)
    before = held(temporary)
    for cell in cells * 2:
        fail(cell)
    assert held(temporary) == before


@LINUX
def test_warm_processes_in_a_row_leave_nothing_behind(
    run_cells: Callable[..., Ran], temporary: Path
) -> None:
    def build() -> None:
        with short_folder() as folder, warm_process(Path(folder), []) as process:
            run_cells("1", kernels=Kernels(process))

    build()
    before = held(temporary)
    for _ in range(3):
        build()
    assert held(temporary) == before


@LINUX
def test_what_a_cell_started_ends_with_its_kernel(
    run_cells: Callable[..., Ran], warm_kernels: Kernels
) -> None:
    cell = "import subprocess\nprint(subprocess.Popen(['sleep', '60']).pid)"
    for kernels in (warm_kernels, Kernels()):
        ran = run_cells(cell, kernels=kernels)
        pid = int(ran.notebook.cells[-1].outputs[0].text)
        stat = Path(f"/proc/{pid}/stat")
        assert not stat.exists() or ") Z " in stat.read_text()


def test_the_time_of_a_run_is_told_by_stage(run_cells: Callable[..., Ran]) -> None:
    seconds = run_cells("import time; time.sleep(0.3)").seconds
    assert seconds["run"] >= 0.3
    assert seconds["kernel"] > 0


def test_the_modules_beside_a_notebook_do_not_hide_those_of_the_environment(
    run_cells: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pandas.py").write_text("1 / 0")
    monkeypatch.chdir(tmp_path)
    assert run_cells("import pandas; pandas.__version__").attempts == 1


def test_a_kernel_without_sockets_yet_is_tried_again_at_once(tmp_path: Path) -> None:
    async def pause() -> int:
        client = ReportClient(transport="ipc", ip=f"{tmp_path}/k")
        client.start_channels(hb=False)
        try:
            return client.shell_channel.socket.get(zmq.RECONNECT_IVL)
        finally:
            client.stop_channels()

    assert asyncio.run(pause()) == AGAIN


def test_of_a_long_log_the_end_is_kept(tmp_path: Path) -> None:
    (tmp_path / "kernel.log").write_bytes(b"x" * LONGEST_LOG + b"\nthe end\n\xff\n \n")
    log = log_of(tmp_path)
    assert len(log) == LONGEST_LOG
    assert log.endswith("x\nthe end\n�\n \n")
    assert (last_line(log), last_line("\n")) == ("�", "")


def test_a_kernel_that_never_came_has_no_log(tmp_path: Path) -> None:
    assert log_of(tmp_path) == ""
