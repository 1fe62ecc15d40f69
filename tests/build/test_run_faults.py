"""What goes wrong within a notebook ends in a clear line, in time, and with no kernel left."""

from __future__ import annotations

import resource
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from helpers.build.running.kernels import Kernels
from helpers.build.running.limits import MB, Limits
from helpers.build.running.ran import Ran, RunFailed

Run = Callable[..., Ran]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")


@pytest.fixture(params=["warm", "ordinary"])
def kernels(request: pytest.FixtureRequest) -> Kernels:
    """Forked and started kernels: what is said of one holds for the other."""
    return request.getfixturevalue("warm_kernels") if request.param == "warm" else Kernels()


@pytest.fixture
def fail(run_cells: Run, kernels: Kernels) -> Callable[..., RunFailed]:
    """Run cells that fail, with limits, and hand out how; no kernel is left."""

    def run(*cells: str, retries: int = 0, **limits: float) -> RunFailed:
        with pytest.raises(RunFailed) as failed:
            run_cells(*cells, kernels=kernels, retries=retries, limits=Limits(**limits))
        assert kernels.running == set()
        return failed.value

    return run


def kill_once(tmp_path: Path, number: int) -> str:
    """A cell that kills its kernel by a signal the first time that it runs."""
    mark = repr(str(tmp_path / "killed"))
    return f"""
import os, pathlib
if not pathlib.Path({mark}).exists():
    pathlib.Path({mark}).touch()
    os.kill(os.getpid(), {number})
print("survived")"""


def test_a_kernel_that_is_killed_is_replaced(
    run_cells: Run, kernels: Kernels, tmp_path: Path
) -> None:
    ran = run_cells(kill_once(tmp_path, signal.SIGKILL), kernels=kernels)
    assert (ran.attempts, ran.notebook.cells[-1].outputs[0].text) == (2, "survived\n")


def test_a_kernel_that_is_killed_each_time_is_a_failure_with_its_cell(
    fail: Callable[..., RunFailed],
) -> None:
    failed = fail("x = 1", "import os\nos.kill(os.getpid(), 9)", retries=1)
    assert str(failed) == "cell 4: the kernel was killed (SIGKILL); tried 2 times (--retries)"
    assert (failed.killed, failed.spent.attempts) == (True, 2)


def test_a_kernel_that_crashes_is_not_tried_again(
    fail: Callable[..., RunFailed], tmp_path: Path
) -> None:
    failed = fail(kill_once(tmp_path, signal.SIGSEGV), retries=1)
    assert str(failed) == "cell 3: the kernel crashed (SIGSEGV)"


def test_a_cell_that_ends_the_process_is_a_failure(fail: Callable[..., RunFailed]) -> None:
    assert str(fail("import os\nos._exit(3)")) == "cell 3: the kernel ended with exit code 3"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("import sys\nsys.exit(0)", "SystemExit: 0"),
        ("import sys\nsys.exit('no data')", "SystemExit: no data"),
        ("raise SystemExit", "SystemExit"),
        ("quit()", "SystemExit"),
    ],
)
def test_a_cell_that_exits_is_a_failure(
    run_cells: Run, warm_kernels: Kernels, cell: str, words: str
) -> None:
    with pytest.raises(RunFailed, match=f"^cell 3: {words}"):
        run_cells(cell, "print('unseen')", kernels=warm_kernels)


def test_what_is_wrong_with_a_parameter_is_told_without_class_and_cell(
    fail: Callable[..., RunFailed],
) -> None:
    failed = fail("from helpers.analysis.filters import at_least\nat_least('top', 0, 1)")
    assert str(failed) == "top: 0 is not allowed; use 1 or more"
    assert failed.notebook.cells[-1].outputs[0].ename == "SelectionError"


def test_a_cell_that_asks_for_input_is_a_failure(fail: Callable[..., RunFailed]) -> None:
    assert str(fail("input('Who?')")).startswith("cell 3: StdinNotImplementedError")


def test_a_cell_that_never_returns_is_interrupted_and_its_line_named(
    fail: Callable[..., RunFailed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpers.build.running.keeper.GRACE", 30)  # the machine may be busy
    failed = fail("n = 0", "while True:\n    n += 1", cell=0.5)
    assert str(failed).startswith("cell 4: took longer than 0.5 s (--cell-timeout) (in: ")
    assert not failed.killed


IGNORES = """
import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
while True:
    time.sleep(0.1)"""
CATCHES = """
import time
while True:
    try:
        time.sleep(9)
    except KeyboardInterrupt:
        pass"""
GOES_ON = """
import time
try:
    time.sleep(9)
except KeyboardInterrupt:
    print('never mind')"""


@pytest.mark.parametrize("cell", [IGNORES, CATCHES, GOES_ON])
def test_a_cell_that_ignores_the_interrupt_is_stopped_all_the_same(
    run_cells: Run, warm_kernels: Kernels, cell: str
) -> None:
    began = time.monotonic()
    with pytest.raises(RunFailed) as failed:
        run_cells(cell, kernels=warm_kernels, limits=Limits(cell=0.3))
    assert str(failed.value) == "cell 3: took longer than 0.3 s (--cell-timeout)"
    assert time.monotonic() - began < 30  # about 4 on an idle machine
    assert not failed.value.killed  # and so it is not tried again


def test_a_report_has_a_limit_however_short_its_cells(fail: Callable[..., RunFailed]) -> None:
    cells = ["import time\ntime.sleep(0.2)"] * 60
    failed = fail(*cells, report=3)
    assert "the report took longer than 3 s (--report-timeout)" in str(failed)
    assert str(failed).startswith("cell ")


BIG = "held = bytearray(1100 * 2**20)"
SMALL = "held = []\nwhile True:\n    held.append('x' * 1000 + str(len(held)))"


@LINUX
@pytest.mark.parametrize("cell", [BIG, SMALL, "import numpy as np\nnp.ones(2 * 10**8)"])
def test_a_cell_that_fills_memory_is_a_failure_that_names_the_limit(
    fail: Callable[..., RunFailed], cell: str
) -> None:
    failed = fail(cell, memory=700 * MB)
    assert str(failed).startswith("cell 3: ")
    assert str(failed).endswith(" 700 MB of memory (--memory)")


HOLDS = "held = bytearray(280 * 2**20); import time; time.sleep(60)"
STARTS = f"""
import subprocess, sys
for _ in range(3):
    subprocess.Popen([sys.executable, "-c", {HOLDS!r}], start_new_session=True)
__import__("time").sleep(60)"""


@LINUX
def test_the_memory_of_the_programs_that_a_cell_starts_counts(
    fail: Callable[..., RunFailed],
) -> None:
    failed = fail(STARTS, memory=700 * MB, cell=30)
    assert str(failed) == "cell 3: used more than 700 MB of memory (--memory)"


@LINUX
def test_the_memory_that_workers_share_with_their_kernel_counts_once(
    run_cells: Run, kernels: Kernels
) -> None:
    cell = """
import multiprocessing, os, time
held = b"x" * (300 * 2**20)
with multiprocessing.get_context("fork").Pool(4) as pool:
    pool.map(time.sleep, [1] * 4)"""
    ran = run_cells(cell, kernels=kernels, limits=Limits(memory=700 * MB))
    assert 300 * MB < ran.peak_memory < 700 * MB


PRINTS = {
    "in one go": "print('x' * 200_000_000)",
    "line by line": "for n in range(2_000_000):\n    print('x' * 100)",
    "as a program": "import subprocess\nsubprocess.run(['head', '-c', '200000000', '/dev/zero'])",
    "as displays": "while True:\n    display('x' * 100_000)",
}


@LINUX
@pytest.mark.parametrize("cell", PRINTS.values(), ids=PRINTS.keys())
def test_a_cell_that_prints_200_megabytes_is_stopped_before_the_builder_holds_them(
    run_cells: Run, warm_kernels: Kernels, cell: str
) -> None:
    Path("/proc/self/clear_refs").write_text("5")  # the peak is measured from here
    before = memory("VmRSS")
    with pytest.raises(RunFailed) as failed:
        run_cells(cell, kernels=warm_kernels)
    assert str(failed.value) == "cell 3: printed or displayed more than 20 MB (--output-limit)"
    assert memory("VmHWM") - before < 150 * MB


def memory(which: str) -> int:
    """Bytes of memory of this process, now (VmRSS) or at most so far (VmHWM)."""
    status = Path("/proc/self/status").read_text()
    return 1024 * int(status.split(f"{which}:")[1].split()[0])


def test_no_output_is_lost_when_there_are_many(run_cells: Run, kernels: Kernels) -> None:
    ran = run_cells("for n in range(5000):\n    display(n)", kernels=kernels)
    shown = [output.data["text/plain"] for output in ran.notebook.cells[-1].outputs]
    assert shown == [str(n) for n in range(5000)]


def test_what_a_kernel_said_outside_its_cells_is_kept(fail: Callable[..., RunFailed]) -> None:
    failed = fail("import ctypes\nctypes.string_at(0)")
    assert str(failed) == "cell 3: the kernel crashed (SIGSEGV)"
    assert "Fatal Python error: Segmentation fault" in failed.log


@LINUX
def test_the_peak_of_memory_is_told(run_cells: Run, kernels: Kernels) -> None:
    plain = run_cells("1", kernels=kernels).peak_memory
    filled = run_cells("held = b'x' * (300 * 10**6)\ndel held", kernels=kernels).peak_memory
    assert plain is not None
    assert filled is not None
    assert 290 * MB < filled - plain < 310 * MB


@LINUX
def test_what_a_failed_run_took_is_told(fail: Callable[..., RunFailed]) -> None:
    spent = fail("import time\ntime.sleep(0.3)\nheld = b'x' * (300 * 10**6)\n1 / 0").spent
    assert spent.seconds["kernel"] > 0
    assert spent.seconds["run"] >= 0.3
    assert spent.peak_memory is not None
    assert spent.peak_memory > 300 * 10**6


@LINUX
def test_the_limit_of_memory_leaves_the_builder_alone(run_cells: Run, kernels: Kernels) -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    run_cells("1", kernels=kernels, limits=Limits(memory=600 * MB))
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_no_kernel_starts_when_the_build_was_stopped(run_cells: Run) -> None:
    stopped = Kernels()
    stopped.stop()
    with pytest.raises(RunFailed, match=r"^before the first cell: Stopped: the build was stopped"):
        run_cells("1", kernels=stopped)


def test_a_notebook_without_limits_runs(run_cells: Run, kernels: Kernels) -> None:
    none = Limits(cell=None, report=None, memory=None, output=None)
    assert run_cells("1", kernels=kernels, limits=none).attempts == 1


def test_a_build_that_is_stopped_ends_its_kernels_at_once(run_cells: Run) -> None:
    kernels = Kernels()
    cell = "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\ntime.sleep(60)"
    with ThreadPoolExecutor(1) as pool:
        run = pool.submit(run_cells, cell, kernels=kernels)
        while not kernels.running:
            time.sleep(0.05)
        time.sleep(0.5)
        began = time.monotonic()
        kernels.stop()
        with pytest.raises(RunFailed, match="the kernel was killed"):
            run.result()
        assert time.monotonic() - began < 30
    assert kernels.running == set()
