"""A kernel that was forked, as jupyter_client wants to see it."""

from __future__ import annotations

import os
import select
import signal
from contextlib import suppress


class Cold(Exception):
    """No kernel can be forked: an ordinary one is wanted. str() says why."""


class ForkedKernel:
    """A kernel that is a child of the warm process, with what jupyter_client asks of a Popen."""

    stdin = stdout = stderr = None

    def __init__(self, pipe: int) -> None:
        """Wait until the kernel leads a process group; raises Cold when it never does."""
        self._pipe = os.fdopen(pipe, "rb")
        self.returncode: int | None = None
        first = self._pipe.readline()
        if not first:
            self._pipe.close()
            raise Cold("the warm process ended while it forked")
        self.pid = int(first)

    def poll(self) -> int | None:
        """How it ended, as of subprocess.Popen: None while it runs."""
        if self.returncode is None and select.select([self._pipe], [], [], 0)[0]:
            self.wait()
        return self.returncode

    def wait(self) -> int:
        """Wait for its end. When the warm process went, its kernels were killed with it."""
        if self.returncode is None:
            last = self._pipe.readline()
            self._pipe.close()
            self.returncode = int(last) if last else -signal.SIGKILL
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Signal the process unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill the process."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)
