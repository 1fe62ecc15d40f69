r"""The warm process: has imported what notebooks import, and forks a kernel whenever it is asked.

`python -m helpers.build.running.forking FD IMPORTS PID` serves the builder, process PID, at the other end
of socket FD. One thread, no event loop and no sockets of zmq's, since none of them would survive a fork.
Without IMPORTS, or when one of them started a thread, it starts each kernel anew. All that comes
of a kernel comes to this process in the end, and ends with the kernel.

A request is one packet: JSON with `argv`, `folder` and `environment` of the kernel, and the file
descriptors of its log and of a pipe. The pipe gets `<pid>\n` from the kernel when it leads a
process group of its own, and `<wait status>\n` from here when it has ended.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import selectors
import socket
import sys
import traceback
import warnings
from contextlib import suppress
from typing import Any, NoReturn

from helpers.build.running.processes import adopt_orphans, die_with, kill_below, live_on

LONGEST_REQUEST = 65536
#: What the builder is told when kernels can be had: how they will be started.
WARM, COLD = b"warm", b"cold"


def main(descriptor: int, imports: str, parent: int) -> None:
    """Import, say so with a packet, and serve until the builder, process `parent`, is gone."""
    die_with(parent)  # while it imports it does not look
    builder = socket.socket(fileno=descriptor)
    if imports:
        gc.disable()  # what is imported stays: to look for garbage in it takes a sixth of the time
        warm_up(imports)
        gc.enable()
    # Threads do not survive a fork.
    warm = bool(imports) and len(os.listdir("/proc/self/task")) == 1
    gc.collect()
    gc.freeze()  # a collector that visits these objects would copy their pages into each kernel
    adopt_orphans()
    live_on()
    builder.send(WARM if warm else COLD)
    _serve(builder, warm)
    kill_below(os.getpid())


def warm_up(imports: str) -> None:
    """Import the kernel's modules, then obey each import statement of `imports`.

    One that fails or warns is left to the notebook, where it will do so for its reader to see.
    """
    from helpers.build.running import inside  # noqa: F401

    shown, warnings.showwarning = warnings.showwarning, _raise
    for statement in ast.parse(imports).body:
        try:
            exec(compile(ast.Module([statement], []), "<warm>", "exec"), {})
        except Exception:
            traceback.print_exc()
    warnings.showwarning = shown


def _raise(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> NoReturn:
    """In place of warnings.showwarning."""
    raise category(message)


def _serve(builder: socket.socket, warm: bool) -> None:
    """Start a kernel for each request and report the end of each."""
    kernels: set[int] = set()
    with selectors.DefaultSelector() as selector:
        selector.register(builder, selectors.EVENT_READ)
        while True:
            for key, _ in selector.select():
                if key.fileobj is not builder:
                    selector.unregister(key.fileobj)
                    pid, pipe = key.data
                    kernels.discard(pid)
                    _report_end(key.fd, pid, pipe, frozenset(kernels))
                elif request := _next_request(builder):
                    pid, pipe = _fork(warm, *request)
                    kernels.add(pid)
                    selector.register(os.pidfd_open(pid), selectors.EVENT_READ, (pid, pipe))
                else:
                    return


def _next_request(builder: socket.socket) -> tuple[dict[str, Any], int, int] | None:
    """A request with its log and pipe; None when the builder is gone."""
    packet, descriptors, _, _ = socket.recv_fds(builder, LONGEST_REQUEST, 2)
    if not packet:
        return None
    log, pipe = descriptors
    return json.loads(packet), log, pipe


def _fork(warm: bool, request: dict[str, Any], log: int, pipe: int) -> tuple[int, int]:
    """Fork a kernel; its process and the pipe that waits for its end."""
    server = os.getpid()
    pid = os.fork()
    if pid == 0:
        _become_kernel(server, warm, request, log, pipe)
    os.close(log)
    return pid, pipe


def _become_kernel(
    server: int, warm: bool, request: dict[str, Any], log: int, pipe: int
) -> NoReturn:
    """What the child does; it never returns into the server's loop."""
    try:
        os.setsid()
        die_with(server)
        os.write(pipe, f"{os.getpid()}\n".encode())
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        start = _go_on if warm else _start_anew
        start(server, request["argv"], request["folder"], request["environment"])
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(1)


def _go_on(server: int, command: list[str], folder: str, environment: dict[str, str]) -> None:
    """Become the kernel of a command with all that was imported here."""
    from helpers.build.running.inside import enter, serve

    enter(folder, environment)
    arguments = command[command.index("-f") :]
    sys.argv = ["kernel", *arguments]
    serve(arguments)


def _start_anew(server: int, command: list[str], folder: str, environment: dict[str, str]) -> None:
    """Become the kernel of a command with nothing of this process but its surroundings."""
    os.chdir(folder)
    own = {**environment, "JPY_PARENT_PID": str(server)}
    os.execve(command[0], command, {**os.environ, **own})


def _report_end(pidfd: int, pid: int, pipe: int, others: frozenset[int]) -> None:
    """Tell the builder how a kernel ended; what it left behind ends, that of `others` does not."""
    os.close(pidfd)
    _, status = os.waitpid(pid, 0)
    kill_below(os.getpid(), others)
    with suppress(BrokenPipeError):  # the builder has stopped waiting
        os.write(pipe, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os.close(pipe)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    os._exit(0)  # the builder waits, and taking all apart that was imported would take longer
