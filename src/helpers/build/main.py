"""A command as a process: its output, the signals that stop it, its exit code."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from helpers.build.output import UNWRITTEN, Lasting, drop, open_missing
from helpers.build.parser import parser
from helpers.build.words import reason

#: So many seconds a command has to tidy up before it can be stopped a second time.
PATIENCE = 5.0


class Ended(KeyboardInterrupt):
    """SIGTERM came: whatever tidies up after Ctrl-C tidies up after it, too."""

    code = 143
    sign = "SIGTERM"


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` asks for, else the process's own arguments; its exit code.

    141 says that whoever read the output went, 1 may say that it could not be written. Raises
    KeyboardInterrupt when it is stopped.
    """
    with _stoppable(whole=argv is None):
        open_missing()
        arguments = parser().parse_args(argv)
        if isinstance(sys.stdout, io.TextIOWrapper):
            # A terminal that lacks a letter shows its code.
            sys.stdout.reconfigure(errors="backslashreplace")
        try:
            code: int = arguments.run(arguments)
            sys.stdout.flush()
        except OSError as error:
            if error.filename is not None:  # not of the output
                raise
            return _unwritten(error)
        return code


def _unwritten(error: OSError) -> int:
    """The exit code of a command whose output could not be written, which stderr is told."""
    drop(sys.stdout)
    if isinstance(error, BrokenPipeError):  # whoever read it has seen enough, as `head` does
        return 141
    print(f"standpoint: {UNWRITTEN} ({reason(error)})", file=Lasting(sys.stderr))
    return 1


@contextmanager
def _stoppable(*, whole: bool) -> Iterator[None]:
    """Raise KeyboardInterrupt where Ctrl-C, and Ended where SIGTERM, meets the main thread.

    When this is the `whole` of the process, the system itself answers signals afterwards.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # only there can signals be handled
        return
    both, stop = (signal.SIGINT, signal.SIGTERM), _Stop(sys.unraisablehook)
    # A shell that runs the command in the background has it ignore Ctrl-C.
    met = [sign for sign in both if signal.getsignal(sign) not in (None, signal.SIG_IGN)]
    before = {sign: signal.signal(sign, stop.meet) for sign in met}
    sys.unraisablehook = stop.lost
    try:
        yield
    finally:
        sys.unraisablehook = stop.hook
        for sign, handler in before.items():
            signal.signal(sign, signal.SIG_DFL if whole else handler)


class _Stop:
    """The first signal stops the command; others do not disturb its end unless it takes too long."""

    def __init__(self, hook: Callable[[sys.UnraisableHookArgs], object]) -> None:
        self.hook = hook
        self.since: float | None = None

    def meet(self, number: int, frame: FrameType | None) -> None:
        """Handle a signal."""
        if self.since is None:
            self.since = time.monotonic()
            raise Ended if number == signal.SIGTERM else KeyboardInterrupt
        if time.monotonic() > self.since + PATIENCE:
            os._exit(128 + number)  # kernels die with this process; the next build tidies up

    def lost(self, what: sys.UnraisableHookArgs) -> None:
        """Repeat a signal that met a callback, out of which Python lets no exception."""
        if not isinstance(what.exc_value, KeyboardInterrupt):
            self.hook(what)
            return
        self.since = None
        sign = signal.SIGTERM if isinstance(what.exc_value, Ended) else signal.SIGINT
        main = threading.main_thread().ident or 0
        threading.Timer(0.05, lambda: signal.pthread_kill(main, sign)).start()
