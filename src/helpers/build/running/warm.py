"""Kernels forked from one warm process, which has imported what the notebooks import (Linux).

The warm process is helpers.build.running.forking. It belongs to one build: it begins with it, imports
while the builder imports its own, and it and its kernels die with the builder, however that ends.
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


class WarmProcess:
    """A process that forks kernels; `fork` may be called from several threads."""

    def __init__(self, folder: Path, imports: str) -> None:
        """Start it in the empty `folder` and return while it still imports."""
        self.log = folder / "warm.log"
        work = folder / "warm"
        work.mkdir()
        self._lock = threading.Lock()
        self._ready = False
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [
            sys.executable,
            "-P",
            "-m",
            "helpers.build.running.forking",
            str(theirs.fileno()),
            imports,
            str(os.getpid()),
        ]
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
        """A kernel of `argv` that works in `folder` and writes to the open file `log`.

        Waits until the imports are done. Raises Cold when the process is gone or unfit.
        """
        ours, theirs = os.pipe()
        request = {"argv": argv, "folder": str(folder), "environment": dict(environment)}
        try:
            with self._lock:
                self._ready = self._ready or self._socket.recv(16) == b"warm"
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

    def kill(self) -> None:
        """End the process at once, and with it every kernel that it forked."""
        self._process.kill()

    def close(self) -> None:
        """End the process and forget it."""
        self._socket.close()
        self.kill()
        self._process.wait()

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line for line in reversed(lines) if line), "the warm process has ended")


@contextmanager
def warm_process(
    folder: Path, notebooks: Iterable[Path], wanted: bool = True
) -> Iterator[WarmProcess | None]:
    """A warm process for these notebooks that works in `folder`; None where it cannot be had.

    It imports while the caller goes on. The caller needs it closed after its kernels.
    """
    process = None
    if wanted and can_fork():
        with suppress(OSError):
            process = WarmProcess(folder, imports_of(notebooks))
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
