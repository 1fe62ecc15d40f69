"""Kernels for reports: this environment's own Python, a private folder each, no open port.

The installed kernel called `python3` may belong to another environment, TCP kernels that start
together race for ports, and ipc sockets are named relative to the working directory unless each
kernel is told a folder. So a report's kernel is described here and nowhere else.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from traitlets import Unicode

KERNEL = "python3"
LOG = "kernel.log"
# A socket's path may take 104 bytes (macOS) or 108 (Linux); what a kernel adds below the build's
# folder, "/00/kernel-5", is well under the margin left here.
LONGEST_FOLDER = 80
ENVIRONMENT = {
    # One thread each: reports already run side by side, one to a core.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # The order of sets of strings is the same in every build.
    "PYTHONHASHSEED": "0",
    # A scheduler has no screen, and a window system named in its environment is of no use.
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}

_running: set[int] = set()


class ReportKernel(AsyncKernelManager):
    """A kernel with its own folder, in which its sockets, log and working directory live.

    The working directory is empty: a notebook that depends on where it is started fails in
    every build, not only on the scheduler.
    """

    folder = Unicode(help="An existing private folder for this kernel.").tag(config=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        home = Path(self.folder)
        self.connection_file = str(home / "kernel.json")
        if hasattr(os, "fork") and len(os.fsencode(home)) <= LONGEST_FOLDER + 20:
            self.transport = "ipc"
            self.ip = str(home / "kernel")

    @property
    def kernel_spec(self) -> KernelSpec:
        """How the kernel is started, whatever specifications are installed."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        home = Path(self.folder)
        own = {
            # The user's start-up files and history have no say in a report.
            "IPYTHONDIR": str(home / "ipython"),
            # A kernel that is killed cannot tidy up; its folder is removed with the build's.
            "TMPDIR": str(home / "work"),
        }
        return KernelSpec(argv=argv, env=ENVIRONMENT | own, display_name=KERNEL, language="python")

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        work = Path(self.folder) / "work"
        work.mkdir(exist_ok=True)
        with open(Path(self.folder) / LOG, "ab") as log:
            kw |= {"cwd": str(work), "stdout": log, "stderr": log}
            await super()._async_launch_kernel(kernel_cmd, **kw)
        _running.add(self._pid())

    async def _async_kill_kernel(self, restart: bool = False) -> None:
        _kill_group(self._pid())
        await super()._async_kill_kernel(restart)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        _running.discard(self._pid())
        await super()._async_cleanup_resources(restart)

    def _pid(self) -> int:
        """The kernel's process, 0 while there is none."""
        return getattr(self.provisioner, "pid", None) or 0


def kill_kernels() -> None:
    """Kill every kernel of this process: the build was stopped."""
    for pid in list(_running):
        _kill_group(pid)


def _kill_group(pid: int) -> None:
    """Kill a kernel with the programs it started: it leads a process group numbered like itself."""
    if pid and hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def last_words(folder: Path) -> str:
    """The last line that the kernel of `folder` printed outside any cell, or an empty string."""
    try:
        lines = (folder / LOG).read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return ""
    return next((line.strip() for line in reversed(lines) if line.strip()), "")


def short_folder() -> tempfile.TemporaryDirectory[str]:
    """A private folder whose path is short enough for sockets, where the system allows it."""
    place = tempfile.gettempdir()
    if len(os.fsencode(place)) > LONGEST_FOLDER - 20 and os.access("/tmp", os.W_OK):
        place = "/tmp"
    return tempfile.TemporaryDirectory(prefix="standpoint-", dir=place, ignore_cleanup_errors=True)
