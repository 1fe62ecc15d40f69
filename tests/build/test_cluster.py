"""Reports run by the workers of a real Dask cluster on this machine."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest

pytest.importorskip("distributed", reason="reports are sent to a cluster by the extra `cluster`")

from helpers.build.builder import build
from helpers.build.outcome import Silent
from helpers.build.planning.notebook import Refused, read_notebook
from helpers.build.planning.plan import CaseName, Report, plan_reports
from helpers.build.running import cluster, connect
from helpers.build.running.connect import connected
from helpers.build.running.jobs import Job, differences, pack_case, run_job, versions
from helpers.build.running.kernels import Kernels
from helpers.build.running.limits import Limits
from helpers.build.running.run import RunFailed, run_report
from helpers.build.running.runner import Options

CASE = "harbour-ferry"
CASES = Path(__file__).parents[1] / "cases"
LIMITS = Limits()
MOMENT = datetime(2025, 6, 3, 14, 5, tzinfo=UTC)
READS = "from helpers.case import read_case\nprint(read_case(case, data).name, data)"


@dataclass
class Machines:
    """A scheduler and its workers, each a process."""

    folder: Path
    address: str = ""
    processes: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard"]
        log = (self.folder / f"{kind}-{len(self.processes)}.log").open("wb")
        with log:
            process = subprocess.Popen([*command, *arguments], stdout=log, stderr=log)
        self.processes[process.pid] = process
        return process

    def start_worker(self) -> None:
        own = str(self.folder / str(len(self.processes)))
        one = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", "--local-directory", own)
        self.start("worker", self.address, *one)

    def workers(self) -> int:
        """How many workers there are."""
        with ExitStack() as stack:
            try:
                found = stack.enter_context(connected(self.address))
            except Refused:
                return 0
            return len(found.client.nthreads())


@pytest.fixture(scope="module")
def start_machines(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[int], Machines]]:
    """Start a scheduler and so many workers, which end with the tests."""
    started: list[Machines] = []

    def start(workers: int) -> Machines:
        made = Machines(tmp_path_factory.mktemp("machines"))
        started.append(made)
        about = made.folder / "scheduler.json"
        made.start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(about)
        )
        made.address = soon(lambda: about.exists() and json.loads(about.read_text())["address"])
        for _ in range(workers):
            made.start_worker()
        soon(lambda: made.workers() == workers)
        return made

    yield start
    for process in [each for made in started for each in made.processes.values()]:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def machines(start_machines: Callable[[int], Machines]) -> Machines:
    """A scheduler and two workers."""
    return start_machines(2)


@pytest.fixture
def make_report(tmp_path: Path, write_notebook: Callable[..., Path]) -> Callable[..., Report]:
    """Make a report of a notebook with these cells, for a copy of the ferry case."""
    data = tmp_path / "data"
    shutil.copytree(CASES / CASE, data / CASE)

    def make(name: str, *cells: str) -> Report:
        notebook = read_notebook(write_notebook(tmp_path / "books" / f"{name}.ipynb", *cells))
        return Report(CaseName(CASE, "The harbour ferry", "1.2.0"), notebook, data)

    return make


def soon(test: Callable[[], Any], seconds: float = 60) -> Any:
    """What `test` says as soon as it is true."""
    end = time.monotonic() + seconds
    while not (said := test()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)
    return said


def gone(pid: int) -> bool:
    """Whether a process has ended, be it that nobody has asked how."""
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def stays(mark: Path) -> str:
    """A cell that notes its process, and stays, the first time it is run."""
    return (
        "import os, pathlib, time\n"
        f"mark = pathlib.Path({str(mark)!r})\n"
        "if not mark.exists():\n"
        "    mark.with_suffix('.part').write_text(str(os.getpid()))\n"
        "    mark.with_suffix('.part').rename(mark)\n"
        "    time.sleep(300)\n"
        "print('ran again')"
    )


def pids(mark: Path) -> list[int]:
    """The kernel that `stays` noted, and its worker."""
    soon(mark.exists)
    kernel = psutil.Process(int(mark.read_text()))
    return [kernel.pid, next(p.pid for p in kernel.parents() if "dask_worker" in str(p.cmdline()))]


def printed(notebook: Any) -> list[str]:
    return [out.text for cell in notebook.cells for out in cell.get("outputs", []) if "text" in out]


def test_a_worker_runs_a_report_as_it_is_run_here(
    machines: Machines, make_report: Callable[..., Report], tmp_path: Path
) -> None:
    report, cells = make_report("01-reads", READS, "print(least)"), []
    with connected(machines.address) as found:
        ran = found.run(report, tmp_path, lambda number, of: cells.append((number, of)))
    home = tmp_path / "kernel"
    home.mkdir()
    here = run_report(report, home, kernels=Kernels(), limits=LIMITS, retries=0)
    outputs = [cell.get("outputs") for cell in ran.notebook.cells]
    assert outputs == [cell.get("outputs") for cell in here.notebook.cells]
    assert printed(ran.notebook) == [f"{CASE} {report.data}\n", "2\n"]
    assert set(ran.seconds) == set(here.seconds)
    assert cells[-1] == (4, 4)


def test_pages_of_a_cluster_are_those_that_are_built_here(
    machines: Machines, tmp_path: Path, write_notebook: Callable[..., Path]
) -> None:
    books = tmp_path / "books"
    write_notebook(books / "01-reads.ipynb", "from helpers.case import read_case", "case, data")
    write_notebook(books / "02-fails.ipynb", "rows = {}\nrows['phase']")
    reports = plan_reports([CASE], data=CASES, folder=books)
    outs = [tmp_path / "there", tmp_path / "here"]
    for out, address in zip(outs, (machines.address, ""), strict=True):
        options = Options(scheduler=address, warm=False)
        summary = build(reports, out=out, progress=Silent(), options=options, now=lambda: MOMENT)
        assert [each.report.stem for each in summary.failed] == ["02-fails"]
    kept = f".failed/{CASE}/02-fails"
    for name in (f"{CASE}/01-reads.html", f"{kept}.json", f"{kept}.txt"):
        assert (outs[0] / name).read_text("utf-8") == (outs[1] / name).read_text("utf-8")


def test_a_notebook_that_fails_is_a_failure_and_not_run_again(
    machines: Machines, make_report: Callable[..., Report], tmp_path: Path
) -> None:
    runs = tmp_path / "runs"
    fails = make_report("02-fails", f"open({str(runs)!r}, 'a').write('x')", "open(data + '/no')")
    with connected(machines.address) as found, pytest.raises(RunFailed) as failed:
        found.run(fails, tmp_path)
    assert str(failed.value).startswith("cell 4: FileNotFoundError: ")
    assert f"{fails.data}/no" in str(failed.value)
    assert failed.value.notebook.cells[-1].outputs[0].ename == "FileNotFoundError"
    assert runs.read_text() == "x"


def test_the_reports_of_a_lost_worker_are_run_elsewhere_and_its_kernel_is_gone(
    machines: Machines, tmp_path: Path, write_notebook: Callable[..., Path]
) -> None:
    books, out = tmp_path / "books", tmp_path / "out"
    marks = [tmp_path / "one", tmp_path / "other"]
    for name, mark in zip(("01-stays", "02-stays"), marks, strict=True):
        write_notebook(books / f"{name}.ipynb", READS, stays(mark))
    reports = plan_reports([CASE], data=CASES, folder=books)
    options = Options(scheduler=machines.address)
    with ThreadPoolExecutor(1) as pool:
        built = pool.submit(build, reports, out=out, progress=Silent(), options=options)
        kernels, workers = zip(*map(pids, marks), strict=True)
        os.kill(workers[0], signal.SIGKILL)
        soon(lambda: gone(kernels[0]), 10)
        os.kill(kernels[1], signal.SIGKILL)  # and a kernel alone, on the worker that stays
        outcomes = built.result(timeout=60).outcomes
    assert workers[0] != workers[1]
    assert [each.error for each in outcomes] == ["", ""]
    assert [each.spent.attempts for each in outcomes] == [1, 2]
    assert all("ran again" in each.page.read_text("utf-8") for each in outcomes)
    machines.start_worker()
    soon(lambda: machines.workers() == 2)


def test_a_build_that_is_stopped_leaves_no_kernel_on_a_worker(
    machines: Machines, make_report: Callable[..., Report], tmp_path: Path
) -> None:
    report = make_report("03-stays", stays(tmp_path / "mark"))
    with connected(machines.address) as found, ThreadPoolExecutor(1) as pool:
        future = pool.submit(found.run, report, tmp_path)
        kernel, _ = pids(tmp_path / "mark")
        found.stop()
        with pytest.raises(RunFailed, match="the build was stopped"):
            future.result(timeout=5)
        soon(lambda: gone(kernel), 10)


def test_a_builder_that_is_killed_leaves_no_kernel_on_a_worker(
    machines: Machines, make_report: Callable[..., Report], tmp_path: Path
) -> None:
    report = make_report("04-stays", stays(tmp_path / "mark"))
    code = (
        "from pathlib import Path\n"
        "from helpers.build.running.connect import connected\n"
        "from helpers.build.planning.notebook import read_notebook\n"
        "from helpers.build.planning.plan import CaseName, Report\n"
        f"book = read_notebook(Path({str(report.notebook.path)!r}))\n"
        f"report = Report(CaseName({CASE!r}, '', ''), book, Path({str(report.data)!r}))\n"
        f"with connected({machines.address!r}) as found:\n"
        "    found.run(report, Path())\n"
    )
    builder = subprocess.Popen([sys.executable, "-c", code])
    kernel, _ = pids(tmp_path / "mark")
    builder.kill()
    builder.wait()
    soon(lambda: gone(kernel), 15)


def test_workers_with_other_versions_are_refused_before_anything_is_run(
    machines: Machines,
) -> None:
    needs = {"Python": "2.7.18"}
    with connected(machines.address) as found, pytest.raises(Refused) as refused:
        connect._check_workers(found.client, machines.address, needs)
    problem, _ = refused.value.problems
    assert problem.startswith("--scheduler: worker tcp://127.0.0.1:")
    assert f"Python {versions()['Python']} (the builder 2.7.18)" in problem


def test_a_worker_that_came_later_with_other_versions_runs_nothing(
    make_report: Callable[..., Report], tmp_path: Path
) -> None:
    report = make_report("05-never", "1 / 0")
    job = Job(report, b"", LIMITS, 0, {"Python": "2.7.18"})
    done = run_job(job, b"", tmp_path, Kernels(), lambda *_: None)
    assert done.error.startswith("the worker has Python ")


def test_workers_without_this_project_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Client:
        def run(self, *_: object, **__: object) -> dict[str, object]:
            return {"tcp://10.0.0.7:9": ModuleNotFoundError("No module named 'helpers'")}

    with pytest.raises(Refused, match=r"10\.0\.0\.7:9 cannot run Standpoint: No module named"):
        connect._check_workers(Client(), "tcp://10.0.0.5:8786", {})


def test_a_scheduler_that_does_not_answer_is_refused_soon() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        begin = time.monotonic()
        with pytest.raises(Refused, match=f"no Dask scheduler answers at {address}"):
            connected(address).__enter__()
    assert time.monotonic() - begin < 30


@pytest.mark.parametrize(
    "address", ["10.0.0.5:8786", "tcp://:8786", "tcp://host", "http://a:1", ""]
)
def test_what_is_no_address_is_refused_at_once(address: str) -> None:
    with pytest.raises(Refused, match=r"is no address; use one as tcp://10\.0\.0\.5:8786"):
        connected(address).__enter__()


def test_without_the_package_the_way_to_install_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(
        Refused, match=r"--scheduler needs the package .*pip install '\.\[cluster\]'"
    ):
        connected("tcp://127.0.0.1:1").__enter__()


def test_a_job_carries_all_it_needs(make_report: Callable[..., Report], tmp_path: Path) -> None:
    report = make_report("06-alone", READS)
    texts = tmp_path / "elsewhere"
    texts.mkdir()
    shutil.copy(CASES / CASE / "texts" / "gazette-breakdown.txt", texts)
    report = replace(report, given={"texts": str(texts)})
    says = "from pathlib import Path\nprint(texts, [p.name for p in Path(texts).iterdir()])"
    path = report.notebook.path
    cells = json.loads(path.read_text("utf-8"))
    cells["cells"][2]["source"] += f"\n{says}"
    job = Job(report, json.dumps(cells).encode(), LIMITS, 0, {})
    packed = pack_case(report.data / CASE, texts)
    for folder in (report.data, path.parent, texts):
        shutil.rmtree(folder)
    home = tmp_path / "worker"
    home.mkdir()
    done = run_job(job, packed, home, Kernels(), lambda *_: None)
    assert done.error == ""
    assert str(home) not in str(done.notebook)
    expected = f"{CASE} {report.data}\n{texts} ['gazette-breakdown.txt']\n"
    shown = [
        "".join(out["text"])
        for cell in json.loads(str(done.notebook))["cells"]
        for out in cell.get("outputs", [])
    ]
    assert shown == [expected]


def test_the_same_tables_make_the_same_package_at_any_time(tmp_path: Path) -> None:
    copy = tmp_path / CASE
    shutil.copytree(CASES / CASE, copy)
    for path in copy.rglob("*.csv"):
        os.utime(path, (1, 1_000_000_000))
    assert pack_case(copy, copy / "texts") == pack_case(CASES / CASE, CASES / CASE / "texts")


def test_a_difference_names_both_versions() -> None:
    wanted = {"Python": "3.12.1", "pandas": "3.1.1", "numpy": "2.5.0"}
    assert differences(wanted, {"Python": "3.12.1", "pandas": "3.0.0"}) == (
        "pandas 3.0.0 (the builder 3.1.1), numpy missing (the builder 2.5.0)"
    )


def test_the_reports_of_a_lost_scheduler_fail(
    tmp_path: Path, make_report: Callable[..., Report], start_machines: Callable[..., Machines]
) -> None:
    lost = start_machines(1)
    report = make_report("07-stays", stays(tmp_path / "mark"))
    with connected(lost.address) as found, ThreadPoolExecutor(1) as pool:
        future = pool.submit(found.run, report, tmp_path)
        kernel, _ = pids(tmp_path / "mark")
        next(iter(lost.processes.values())).kill()
        with pytest.raises(RunFailed, match="the scheduler was lost"):
            future.result(timeout=60)
        soon(lambda: gone(kernel), 30)


def test_a_report_is_given_up_when_no_worker_comes_back(
    machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "LEFT_ALONE", 0)
    monkeypatch.setattr(cluster, "LOOK", 0)
    with connected(machines.address) as found:
        monkeypatch.setattr(found.client, "nthreads", dict)
        with pytest.raises(RunFailed, match="has had no worker for 0 seconds"):
            found._require_workers()
