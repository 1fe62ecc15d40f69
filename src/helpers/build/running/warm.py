"""Kernels forked from one warm process, which has imported what the notebooks import (Linux).

The warm process is helpers.build.running.forking. It belongs to one build: it begins with it, imports
while the builder imports its own, and it and its kernels die with the builder, however that ends.
One that imports nothing starts each kernel anew, and looks after them in the same way.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from helpers.build.running import forking
from helpers.build.running.forked import Cold, ForkedKernel
from helpers.build.running.warm_imports import imports_of

#: What every kernel finds in its environment, forked or not.
ENVIRONMENT = {
    # One thread each: reports already run side by side, one to a core. No thread survives a fork.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # The order of sets of strings is the same in every build.
    "PYTHONHASHSEED": "0",
    # A scheduler has no screen, and a window system named in its environment is of no use.
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
#: The seed of random and of numpy.random's global state: a report built again is the same report.
SEED = 0
#: So many seconds the process has to end what is left of its kernels.
PATIENCE = 3.0


class WarmProcess:
    """A process that forks kernels; `fork` may be called from several threads.

    `warm` says, once it has forked one, whether they need not start anew.
    """

    def __init__(self, folder: Path, imports: str = "") -> None:
        """Start it in the empty `folder` and return while it still imports."""
        self.warm = False
        self.log = folder / "warm.log"
        work = folder / "warm"
        work.mkdir()
        self._lock = threading.Lock()
        self._ready = False
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-P", "-m", forking.__name__]
        command += [str(theirs.fileno()), imports, str(os.getpid())]
        with theirs, open(self.log, "ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=work,
                env={**os.environ, **ENVIRONMENT},
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # Ctrl-C is the builder's to handle
            )

    def fork(
        self, argv: list[str], folder: Path, environment: Mapping[str, str], log: int
    ) -> ForkedKernel:
        """The kernel that `argv` starts, working in `folder` and writing to the open file `log`.

        Waits until the imports are done. Raises Cold when the process is gone or unfit.
        """
        ours, theirs = os.pipe()
        request = {"argv": argv, "folder": str(folder), "environment": dict(environment)}
        try:
            with self._lock:
                if not self._ready:
                    says = self._socket.recv(16)
                    self._ready, self.warm = bool(says), says == forking.WARM
                if not self._ready:
                    raise Cold(self._last_words())
                socket.send_fds(self._socket, [json.dumps(request).encode()], [log, theirs])
        except OSError as error:
            os.close(ours)
            raise Cold(f"the warm process is gone ({error.strerror})") from error
        except Cold:
            os.close(ours)
            raise
        finally:
            os.close(theirs)
        return ForkedKernel(ours)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def stop(self) -> None:
        """Have it kill every kernel with all that came of them, and end; does not wait."""
        if self._ready:
            with suppress(OSError):  # it is gone
                self._socket.shutdown(socket.SHUT_RDWR)
        else:
            self._process.kill()

    def close(self) -> None:
        """End the process and forget it."""
        self.stop()
        self._socket.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line for line in reversed(lines) if line), "the warm process has ended")


@contextmanager
def warm_process(
    folder: Path, notebooks: Iterable[Path] = (), *, warm: bool = True
) -> Iterator[WarmProcess | None]:
    """A warm process for these notebooks that works in `folder`; None where it cannot be had.

    It imports while the caller goes on; nothing at all unless it is to be `warm`. The caller needs
    it closed after its kernels.
    """
    process = None
    if can_fork():
        with suppress(OSError):
            process = WarmProcess(folder, imports_of(notebooks) if warm else "")
    try:
        yield process
    finally:
        if process:
            process.close()


def can_fork() -> bool:
    """Whether kernels can be forked here."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and _pidfd_works()


def _pidfd_works() -> bool:
    """Linux before 5.3 and some sandboxes have no such call."""
    try:
        os.close(os.pidfd_open(os.getpid()))
    except OSError:
        return False
    return True
