"""The builder's end of the line to a kernel."""

from __future__ import annotations

import time
from contextlib import suppress
from queue import Empty
from typing import Any

import zmq
from jupyter_client.asynchronous.client import AsyncKernelClient

#: Milliseconds until a socket that is not there yet is tried again; zmq's own are 100.
AGAIN = 5


class ReportClient(AsyncKernelClient):
    """A client that is ready as soon as the kernel is."""

    def start_channels(self, *args: Any, **kwargs: Any) -> None:
        """As jupyter_client's; where the kernel has no sockets yet, it is tried again at once."""
        self.context.setsockopt(zmq.RECONNECT_IVL, AGAIN)
        super().start_channels(*args, **kwargs)

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """As jupyter_client's, without its wait for 0.2 s of silence at the end.

        Whoever reads the messages that are left knows by their parents that they are not theirs.
        """
        until = time.monotonic() + (timeout or float("inf"))
        while time.monotonic() < until:
            self.kernel_info()
            with suppress(Empty):
                reply = await self.shell_channel.get_msg(timeout=1)
                await self.iopub_channel.get_msg(timeout=0.2)  # it is heard there, too
                self._handle_kernel_info_reply(reply)
                return
            if not await self.is_alive():
                raise RuntimeError("the kernel ended before it was ready")
        raise RuntimeError(f"the kernel was not ready within {timeout:g} s")
