"""How jupyter_client comes by a forked kernel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from helpers.build.running.forked import Cold


class WarmProvisioner(LocalProvisioner):
    """Has a kernel forked; where that fails, starts an ordinary one."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """As jupyter_client's; `cmd` is that of an ordinary kernel."""
        kernel: Any = self.parent
        own = self.kernel_spec.env
        try:
            self.process = kernel.kernels.warm.fork(
                cmd, Path(kwargs["cwd"]), own, kwargs["stdout"].fileno()
            )
        except Cold:
            kernel.kernels.check()
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid
        self.cwd = kwargs["cwd"]
        return self.connection_info
