"""Kernels forked from a warm process are those that are started, only sooner."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest

from helpers.build.running.homes import short_folder
from helpers.build.running.kernels import Kernels
from helpers.build.running.ran import Ran
from helpers.build.running.warm import SEED, can_fork, warm_process
from helpers.build.running.warm_imports import ALWAYS, imports_of

pytestmark = pytest.mark.skipif(not can_fork(), reason="kernels are forked on Linux only")
Run = Callable[..., Ran]
Said = Callable[[Ran], list[str]]

#: What a notebook can notice of how its kernel was started.
NOTICED = [
    "import os, sys, time, random, signal, locale, warnings, tempfile, threading, gc, re",
    "random.random(), random.choice('abcdef')",
    "import numpy as np\nnp.random.random(), np.random.randint(10**9)",
    "hash('council'), list({'audit', 'council', 'campaign', 'raid'})",
    "from matplotlib import pyplot as plt\nplt.rcParams['backend'], plt.isinteractive()",
    "hash(str(plt.rcParams))",
    "fig, ax = plt.subplots()\nax.plot([1, 2]);",
    "import pandas as pd\npd.DataFrame({'a': [1.5, 2]}).sample(2)",
    "time.tzname, time.localtime(0).tm_hour, locale.getlocale(), locale.localeconv()",
    "warnings.warn('an old habit', FutureWarning)",
    "sorted(map(str, warnings.filters))",
    "sys.path, sys.flags, sys.executable, sys.getrecursionlimit()",
    "[signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE, signal.SIGCHLD)]",
    "os.read(0, 9), os.path.basename(os.getcwd()), os.listdir(), os.umask(0o77)",
    "os.getpgid(0) == os.getpid() == os.getsid(0)",
    "[re.sub(r'-\\d+', '', t.name) for t in threading.enumerate()].sort(), gc.isenabled()",
    "gc.get_threshold()",
    "own = ('TMPDIR', 'IPYTHONDIR', '_', 'PYTEST_CURRENT_TEST', 'JPY_SESSION_NAME')\n"
    "sorted(item for item in os.environ.items() if item[0] not in own)",
    "tempfile.gettempdir() == os.environ['TMPDIR'] == os.getcwd()",
    "get_ipython().profile_dir.location.split('/')[-1], get_ipython().history_manager.hist_file",
    "sys.modules['__main__'].__dict__ is globals(), sorted(globals())",
]


def outputs(ran: Ran) -> list[str]:
    """What the cells show, without the number of the process and the kernel's own folder."""
    shown = [json.dumps(cell.get("outputs")) for cell in ran.notebook.cells[3:]]
    own = r'[^"\s]*/standpoint-\w+/\d/work/ipykernel_\d+/'
    return [re.sub(own, "", text) for text in shown]


def test_a_notebook_says_the_same_in_a_forked_and_in_a_started_kernel(
    warm_kernels: Kernels, run_cells: Run
) -> None:
    forked, started = run_cells(*NOTICED, kernels=warm_kernels), run_cells(*NOTICED)
    assert (forked.warm, started.warm) == (True, False)
    pairs = zip(NOTICED, outputs(forked), outputs(started), strict=True)
    assert [(cell, one, other) for cell, one, other in pairs if one != other] == []
    assert "image/png" in "".join(outputs(forked))


def test_a_forked_kernel_keeps_no_line_to_the_builder_nor_a_file_of_the_warm_process(
    warm_kernels: Kernels, run_cells: Run, said: Said
) -> None:
    look = """
import os, socket, stat
open_files = [fd for fd in map(int, os.listdir('/proc/self/fd')) if os.path.exists(f'/proc/self/fd/{fd}')]
lines = [fd for fd in open_files if stat.S_ISSOCK(os.fstat(fd).st_mode)]
types = {socket.socket(fileno=os.dup(fd)).type for fd in lines}
names = [os.readlink(f'/proc/self/fd/{fd}') for fd in open_files]
"""
    ask = (
        "socket.SOCK_SEQPACKET in types, any('warm' in n or 'pidfd' in n for n in names), names[0]"
    )
    assert said(run_cells(look, ask, kernels=warm_kernels)) == ["(False, False, '/dev/null')"]


def test_random_numbers_that_a_notebook_does_not_seed_begin_at_the_recorded_seed(
    warm_kernels: Kernels, run_cells: Run, said: Said
) -> None:
    ran = run_cells("import random; random.random()", kernels=warm_kernels)
    assert said(ran) == [str(random.Random(SEED).random())]


def test_a_time_zone_set_for_the_build_holds_in_a_forked_kernel(
    run_cells: Run, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    with warm_process(tmp_path, []) as process:
        ran = run_cells("import time; time.tzname[0]", kernels=Kernels(process))
    assert said(ran) == ["'+0545'"]


def test_what_one_kernel_changes_no_other_sees(
    warm_kernels: Kernels, run_cells: Run, said: Said
) -> None:
    change = "import os, pandas\npandas.changed = os.environ['CHANGED'] = 'yes'"
    run_cells(change, kernels=warm_kernels)
    ask = "import os, pandas\nhasattr(pandas, 'changed'), 'CHANGED' in os.environ, os.listdir()"
    assert said(run_cells(ask, kernels=warm_kernels)) == ["(False, False, [])"]


def test_kernels_that_run_at_once_do_not_hear_each_other(
    warm_kernels: Kernels, run_cells: Run, said: Said
) -> None:
    def ask(number: int) -> list[str]:
        return said(run_cells(f"import time; time.sleep(0.3)\n{number}", kernels=warm_kernels))

    with ThreadPoolExecutor(1) as pool:
        pairs = [pool.submit(ask, 7)]
        time.sleep(0.2)  # the notebook of the first has been read
        assert ask(8) == ["8"]
        assert pairs[0].result() == ["7"]


def test_what_the_projects_notebooks_import_leaves_the_warm_process_fit_to_fork(
    run_cells: Run, tmp_path: Path
) -> None:
    books = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
    with warm_process(tmp_path, books) as process:
        assert run_cells("1", kernels=Kernels(process)).warm
    assert "thread" not in (tmp_path / "warm.log").read_text()


MODULES = {
    "warns": "import warnings\nwarnings.warn('an old module', FutureWarning)",
    "threads": "import threading, time\nthreading.Thread(target=time.sleep, args=(9,), daemon=True).start()",
    "breaks": "1 / 0",
}


@pytest.fixture
def with_import(
    run_cells: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Ran]:
    """Run a cell that imports one of MODULES, with a warm process that was to import it, too."""
    for name, source in MODULES.items():
        (tmp_path / f"{name}.py").write_text(source)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    def run(name: str) -> Ran:
        cell = f"try:\n    import {name}\nexcept ArithmeticError as error:\n    print(error)"
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(f"import {name}")])
        nbformat.write(book, tmp_path / "imports.ipynb")
        with warm_process(tmp_path, [tmp_path / "imports.ipynb"]) as process:
            return run_cells(cell, kernels=Kernels(process))

    return run


def test_a_module_that_warns_when_imported_warns_in_the_notebook(
    with_import: Callable[[str], Ran], said: Said
) -> None:
    ran = with_import("warns")
    assert "FutureWarning: an old module" in said(ran)[0]
    assert ran.warm


def test_a_module_that_cannot_be_imported_fails_in_the_notebook(
    with_import: Callable[[str], Ran], said: Said
) -> None:
    assert said(with_import("breaks")) == ["division by zero"]


def test_a_module_that_starts_a_thread_makes_kernels_ordinary(
    with_import: Callable[[str], Ran],
) -> None:
    assert not with_import("threads").warm


def test_without_the_warm_process_kernels_are_ordinary(run_cells: Run, tmp_path: Path) -> None:
    with warm_process(tmp_path, []) as process:
        assert process is not None
        os.kill(process.pid, signal.SIGKILL)
        assert not run_cells("1", kernels=Kernels(process)).warm


def test_a_kernel_that_dies_with_the_warm_process_is_replaced(
    run_cells: Run, tmp_path: Path
) -> None:
    with warm_process(tmp_path, []) as process:
        assert process is not None
        cell = f"import os, time\nif os.getppid() == {process.pid}:\n    os.kill({process.pid}, 9)\n    time.sleep(9)"
        ran = run_cells(cell, kernels=Kernels(process))
    assert (ran.attempts, ran.warm) == (2, False)


def test_without_warmth_kernels_are_started_anew_by_a_process_that_looks_after_them(
    run_cells: Run, said: Said, tmp_path: Path
) -> None:
    with warm_process(tmp_path, warm=False) as process:
        assert process is not None
        ask = (
            "import os\n(os.getppid(), os.getsid(0) == os.getpid(), 'JPY_PARENT_PID' in os.environ)"
        )
        ran = run_cells(ask, kernels=Kernels(process))
    assert (said(ran), ran.warm) == ([f"({process.pid}, True, False)"], False)


BUILDER = """
import sys
from pathlib import Path
from helpers.build.running.kernels import Kernels
from helpers.build.planning.notebook import read_notebook
from helpers.build.planning.plan import CaseName, Report
from helpers.build.running.run import run_report
from helpers.build.running.warm import warm_process
book, folder, warm = sys.argv[1:]
report = Report(CaseName("a", "A", "1"), read_notebook(Path(book)), Path(folder))
with warm_process(Path(folder), warm=warm == "warm") as process:
    run_report(report, Path(folder), kernels=Kernels(process))
"""


@pytest.mark.parametrize("kind", ["warm", "cold"])
def test_no_kernel_outlives_a_builder_that_is_killed(
    kind: str, write_notebook: Callable[..., Path], tmp_path: Path
) -> None:
    told = tmp_path / "told"
    cell = (
        f"import os, time\nopen({str(told)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}}.')\n"
    )
    book = write_notebook(tmp_path / "01-sleeps.ipynb", cell + "while True: pass")
    with short_folder() as folder:
        builder = subprocess.Popen([sys.executable, "-c", BUILDER, str(book), folder, kind])
        wait_for(lambda: told.exists() and told.read_text().endswith("."))
        kernel, parent = map(int, told.read_text().rstrip(".").split())
        builder.kill()
        builder.wait()
        wait_for(lambda: not is_running(kernel) and not is_running(parent))


@pytest.mark.parametrize("kind", ["warm", "cold"])
def test_no_kernel_outlives_the_process_that_started_it(
    kind: str, write_notebook: Callable[..., Path], tmp_path: Path
) -> None:
    told = tmp_path / "told"
    cell = f"import os\nopen({str(told)!r}, 'w').write(f'{{os.getpid()}} {{os.getppid()}}.')\n"
    book = write_notebook(tmp_path / "01-sleeps.ipynb", cell + "while True: pass")
    with short_folder() as folder:
        builder = subprocess.Popen([sys.executable, "-c", BUILDER, str(book), folder, kind])
        wait_for(lambda: told.exists() and told.read_text().endswith("."))
        kernel, parent = map(int, told.read_text().rstrip(".").split())
        builder.send_signal(signal.SIGSTOP)  # it cannot see to it
        os.kill(parent, signal.SIGKILL)
        try:
            wait_for(lambda: not is_running(kernel), 5)
        finally:
            builder.kill()
            builder.wait()


DAEMON = """
import os, subprocess, time
subprocess.Popen(["sleep", "600"], start_new_session=True)
subprocess.run("setsid sleep 600 &", shell=True)
time.sleep(0.3)
open({told!r}, "w").write(str(os.getpid()) + ".")
{then}
"""


def left_by(kernel: int) -> list[str]:
    """The programs that run in a session of their own since that kernel began."""
    return [
        entry.name
        for entry in Path("/proc").glob("[0-9]*")
        if (entry / "cmdline").exists()
        and (entry / "cmdline").read_bytes() == b"sleep\x00600\x00"
        and int(entry.name) > kernel
        and is_running(int(entry.name))
    ]


ENDS = ["", "raise KeyError", "os._exit(7)", "os.kill(os.getpid(), 9)", "time.sleep(600)"]


@pytest.mark.parametrize("warm", [True, False], ids=["warm", "cold"])
@pytest.mark.parametrize("then", ENDS)
def test_no_daemon_that_a_notebook_starts_outlives_its_kernel(
    then: str, warm: bool, run_cells: Run, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    cell = DAEMON.format(told=str(told), then=then)
    with short_folder() as folder, warm_process(Path(folder), warm=warm) as process:
        kernels = Kernels(process)
        with ThreadPoolExecutor(1) as pool:
            run = pool.submit(run_cells, cell, kernels=kernels, retries=0)
            wait_for(lambda: told.exists() and told.read_text().endswith("."))
            if "sleep" in then:
                kernels.stop()
            run.exception()
        wait_for(lambda: not left_by(int(told.read_text().rstrip("."))), 5)


def test_an_ordinary_kernel_takes_its_daemons_with_it(run_cells: Run, tmp_path: Path) -> None:
    told = tmp_path / "told"
    run_cells(DAEMON.format(told=str(told), then=""))
    assert not left_by(int(told.read_text().rstrip(".")))


@pytest.mark.parametrize("kind", ["warm", "cold"])
def test_daemons_do_not_outlive_a_builder_that_is_killed(
    kind: str, write_notebook: Callable[..., Path], tmp_path: Path
) -> None:
    told = tmp_path / "told"
    cell = DAEMON.format(told=str(told), then="while True: pass")
    book = write_notebook(tmp_path / "01-sleeps.ipynb", cell)
    with short_folder() as folder:
        builder = subprocess.Popen([sys.executable, "-c", BUILDER, str(book), folder, kind])
        wait_for(lambda: told.exists() and told.read_text().endswith("."))
        builder.kill()
        builder.wait()
        wait_for(lambda: not left_by(int(told.read_text().rstrip("."))))


def test_the_warm_process_goes_with_a_builder_that_is_killed_while_it_imports(
    tmp_path: Path,
) -> None:
    told = tmp_path / "told"
    says = f"import os, time\nopen({str(told)!r}, 'w').write(f'{{os.getpid()}}.')\ntime.sleep(60)\n"
    (tmp_path / "slow.py").write_text(says)
    book = tmp_path / "01-slow.ipynb"
    cell = nbformat.v4.new_code_cell("import slow")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), book)
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom helpers.build.running.warm import warm_process\n"
        "with warm_process(Path(sys.argv[1]), [Path(sys.argv[2])]):\n    time.sleep(60)"
    )
    surroundings = {**os.environ, "PYTHONPATH": str(tmp_path)}
    with short_folder() as folder:
        command = [sys.executable, "-c", code, folder, str(book)]
        builder = subprocess.Popen(command, env=surroundings)
        wait_for(lambda: told.exists() and told.read_text().endswith("."))
        warm = int(told.read_text().rstrip("."))
        builder.kill()
        builder.wait()
        wait_for(lambda: not is_running(warm), 5)


def is_running(pid: int) -> bool:
    """Whether there is such a process that is not merely waiting to be forgotten."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_the_imports_are_those_of_the_cells_each_once(tmp_path: Path) -> None:
    cells = ["import a\nfrom b import c as d\nx = 1", "import a", "%matplotlib inline\nimport e"]
    made: list[Any] = [nbformat.v4.new_code_cell(cell) for cell in cells]
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("import f"), *made])
    nbformat.write(book, tmp_path / "01-imports.ipynb")
    found = imports_of([tmp_path / "01-imports.ipynb"]).split("\n")
    assert found == [*ALWAYS, "import a", "from b import c as d"]
