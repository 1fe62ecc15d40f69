"""Kernels for reports: this environment's own Python, a private folder each, no open port.

The installed kernel called `python3` may belong to another environment, TCP kernels that start
together race for ports, and ipc sockets are named relative to the working directory unless each
kernel is told a folder. So a report's kernel is described here and nowhere else.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync

from helpers.build.running.client import ReportClient
from helpers.build.running.forked import ForkedKernel
from helpers.build.running.homes import LOG, LONGEST_FOLDER
from helpers.build.running.limits import Limits
from helpers.build.running.memory import memory, memory_with_programs
from helpers.build.running.processes import below, kill
from helpers.build.running.provisioner import WarmProvisioner
from helpers.build.running.warm import ENVIRONMENT, WarmProcess

KERNEL = "python3"


class Stopped(Exception):
    """The build was stopped: no kernel starts any more."""


class Kernels:
    """The kernels of one build, forked from `warm` where there is one."""

    def __init__(self, warm: WarmProcess | None = None) -> None:
        self.warm = warm
        self.stopped = False
        self.running: set[int] = set()

    @contextmanager
    def kernel(self, home: Path, limits: Limits) -> Iterator[ReportKernel]:
        """A kernel that lives in the empty private folder `home`, killed at the end."""
        kernel = ReportKernel(self, home, limits)
        try:
            yield kernel
        finally:
            kernel.end()

    def check(self) -> None:
        """Raise Stopped when no kernel may start any more."""
        if self.stopped:
            raise Stopped("the build was stopped")

    def stop(self) -> None:
        """Kill every kernel, and start no other."""
        self.stopped = True
        for pid in list(self.running):
            kill_all(pid)
        if self.warm:  # last: it looks after what its kernels leave behind
            self.warm.stop()


class ReportKernel(AsyncKernelManager):
    """A kernel with its own folder, in which its sockets, log and working directory live.

    The working directory is empty: a notebook that depends on where it is started fails in
    every build, not only on the scheduler.
    """

    def __init__(self, kernels: Kernels, home: Path, limits: Limits) -> None:
        super().__init__(kernel_name=KERNEL)
        self.kernels, self.home, self.limits = kernels, home, limits
        self.process: Any = None
        self.peak_memory: int | None = None
        self._most = 0  # bytes that were seen
        self._report_client: AsyncKernelClient | None = None
        self.connection_file = str(home / "kernel.json")
        if hasattr(os, "fork") and len(os.fsencode(home)) <= LONGEST_FOLDER + 20:
            self.transport = "ipc"
            self.ip = str(home / "kernel")

    @property
    def kernel_spec(self) -> KernelSpec:
        """How the kernel is started, whatever specifications are installed."""
        # -P: the modules of the working directory come after those of this environment.
        argv = [
            sys.executable,
            "-P",
            "-m",
            "helpers.build.running.inside",
            "-f",
            "{connection_file}",
        ]
        argv.append(f"--BoundedKernel.memory={self.limits.memory or 0}")
        argv.append(f"--BoundedKernel.output={self.limits.output or 0}")
        own = {
            # The user's start-up files and history have no say in a report.
            "IPYTHONDIR": str(self.home / "ipython"),
            # A kernel that is killed cannot tidy up; its folder is removed with the build's.
            "TMPDIR": str(self.home / "work"),
        }
        return KernelSpec(argv=argv, env=ENVIRONMENT | own, display_name=KERNEL)

    def client(self, **kwargs: Any) -> Any:
        """As jupyter_client's, kept so that it is closed with the kernel."""
        self.client_factory = ReportClient
        self._report_client = super().client(**kwargs)
        return self._report_client

    @property
    def is_warm(self) -> bool:
        """Whether it was forked from the warm process."""
        forked = isinstance(self.process, ForkedKernel)
        return forked and self.kernels.warm is not None and self.kernels.warm.warm

    @property
    def exit_code(self) -> int | None:
        """How the kernel ended, below 0 by a signal; None while it runs or was never there."""
        return self.process.poll() if self.process else None

    def signal(self, number: int) -> None:
        """Send a signal to the kernel and the programs it started."""
        if self.process and self.exit_code is None:
            signal_group(self.process.pid, number)

    def memory(self) -> int | None:
        """Bytes of memory that it has now with the programs it started; None if not known."""
        now = memory_with_programs(self.process.pid) if self.process else None
        self._most = max(self._most, now or 0)
        return now

    def end(self) -> None:
        """Kill the kernel, with whatever it started, and forget its sockets and files."""
        if self.process:
            pid = self.process.pid
            peak = memory(pid, "VmHWM")
            self.peak_memory = max(peak, self._most) if peak else self._most or None
            kill_all(pid)
            self.process.wait()
            self.kernels.running.discard(pid)
        if self._report_client:
            self._report_client.stop_channels()
        run_sync(self._async_cleanup_resources)()

    async def _async_pre_start_kernel(self, **kw: Any) -> tuple[list[str], dict[str, Any]]:
        if self.kernels.warm and self.provisioner is None:
            self.provisioner = WarmProvisioner(kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**kw)

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        self.kernels.check()
        work = self.home / "work"
        work.mkdir()
        with open(self.home / LOG, "ab") as log:
            kw |= {"cwd": str(work), "stdout": log, "stderr": log}
            await super()._async_launch_kernel(kernel_cmd, **kw)
        self.process = self.provisioner.process  # type: ignore[union-attr]
        self.kernels.running.add(self.process.pid)


def signal_group(pid: int, number: int) -> None:
    """Signal a kernel with the programs it started: it leads a process group numbered like itself."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, number)


def kill_all(pid: int) -> None:
    """Kill a kernel with all that came of it, daemons too."""
    started = below(pid)
    signal_group(pid, signal.SIGKILL)
    kill(started)
