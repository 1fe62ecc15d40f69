"""Within a kernel's process: what holds for every report, whichever way its kernel is started.

`python -m helpers.build.running.inside -f FILE` starts a kernel; one that is forked warm calls `serve`.
"""

from __future__ import annotations

import faulthandler
import os
import random
import sys
from collections.abc import Callable
from typing import Any

from ipykernel.kernelapp import IPKernelApp
from traitlets import Integer

from helpers.build.running.light import without
from helpers.build.running.limits import HEADROOM, LAST_WORDS, OUTPUT_PASSED
from helpers.build.running.processes import adopt_orphans, die_with
from helpers.build.running.warm import SEED

with without("debugpy"):  # slow to import, and nobody can connect a debugger to a report's kernel
    from ipykernel import debugger  # noqa: F401


def serve(argv: list[str] | None = None) -> None:
    """Be the kernel that `argv` describes, until it is killed."""
    adopt_orphans()
    app = BoundedKernel.instance()
    app.initialize(argv)
    _draw_inline()
    shell: Any = app.shell
    # IPython's own let the cells that follow run, or not, as they are quick.
    shell.user_ns["exit"] = shell.user_ns["quit"] = sys.exit
    # Not before the first cell: what runs until then takes random numbers, too.
    shell.events.register("pre_run_cell", _seed_once)
    app.start()


class BoundedKernel(IPKernelApp):
    """ipykernel's kernel within limits."""

    name = "standpoint-kernel"
    memory = Integer(0, help="Bytes of memory it may use; 0 for any.").tag(config=True)
    output = Integer(0, help="Bytes of messages it may send; 0 for any.").tag(config=True)

    def initialize(self, argv: list[str] | None = None) -> None:
        """As ipykernel's, then the limit on memory: what came before is the kernel's own."""
        super().initialize(argv)
        if self.memory and sys.platform == "linux":
            import resource

            # Counts private memory that can be written, and so not what libraries merely reserve.
            # The builder looks at the memory, too; this stops whoever is quicker than it looks.
            most = self.memory + HEADROOM
            resource.setrlimit(resource.RLIMIT_DATA, (most, most + LAST_WORDS))
            shell: Any = self.shell
            shell.set_custom_exc((MemoryError,), _tell_at_the_limit)

    def init_poller(self) -> None:
        """Nothing on Linux, where the system itself ends a kernel whose parent is gone."""
        if sys.platform != "linux":
            super().init_poller()

    def log_connection_info(self) -> None:
        """Nothing: nobody else connects to the kernel of a report."""

    def init_iopub(self, context: Any) -> None:
        """As ipykernel's, but no message is dropped when many wait, and all are counted."""
        context.sndhwm = 0
        super().init_iopub(context)
        thread = self.iopub_thread
        thread.send_multipart = self._bounded(thread.send_multipart, _size)

    def init_io(self) -> None:
        """As ipykernel's, but what is printed is counted before it waits to be sent."""
        super().init_io()
        for stream in (sys.stdout, sys.stderr):
            stream.write = self._bounded(stream.write, len)  # type: ignore[method-assign]
        # A crash tells the log where it was: what goes to stderr nobody would read any more.
        faulthandler.enable(getattr(sys.stderr, "_original_stdstream_copy", 2))

    def _bounded(self, send: Callable[..., Any], size: Callable[[Any], int]) -> Callable[..., Any]:
        """`send`, which ends the process when it has sent too much: nobody else has to hold it."""
        left = self.output or sys.maxsize

        def bounded(message: Any, *args: Any, **kwargs: Any) -> Any:
            nonlocal left
            left -= size(message)
            if left < 0:
                os._exit(OUTPUT_PASSED)
            return send(message, *args, **kwargs)

        return bounded


def _tell_at_the_limit(shell: Any, *error: Any, tb_offset: int | None = None) -> None:
    """Tell of an error for want of memory, which takes some."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    shell.showtraceback(error, tb_offset=tb_offset)


def _size(message: list[Any]) -> int:
    """Bytes of a message in parts."""
    return sum(memoryview(part).nbytes for part in message)


def _seed_once(*_: object) -> None:
    """Start the random numbers that a notebook does not seed itself at the same place."""
    import numpy as np

    random.seed(SEED)
    np.random.seed(SEED)
    shell: Any = BoundedKernel.instance().shell
    shell.events.unregister("pre_run_cell", _seed_once)


def _draw_inline() -> None:
    """Connect a matplotlib that drew a figure before there was a shell to the shell.

    One that was only imported connects itself with its first figure.
    """
    if inline := sys.modules.get("matplotlib_inline.backend_inline"):
        from matplotlib import pyplot

        pyplot.install_repl_displayhook()
        inline._enable_matplotlib_integration()


def enter(folder: str, environment: dict[str, str]) -> None:
    """Take over what was fixed when the warm process began: variables, directory."""
    import tempfile

    os.environ.update(environment)
    tempfile.tempdir = None
    os.chdir(folder)


if __name__ == "__main__":
    die_with(int(os.environ.pop("JPY_PARENT_PID", os.getppid())))
    serve()
