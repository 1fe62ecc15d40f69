"""The way in to the `standpoint` command.

Nothing is imported before `main` runs, so that Ctrl-C ends the imports, too, without a traceback.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as that of typing, which would have to be imported
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; its exit code: 0 well, 1 some report failed, 2 refused, 3 another builds.

    130 says that Ctrl-C stopped it, 143 that a service manager or a time limit did (SIGTERM), and
    141 that whoever read the output went; a build goes on without.
    """
    try:
        from helpers.build.main import run

        return run(argv)
    except KeyboardInterrupt as stopped:
        import sys

        print(f"standpoint: stopped by {getattr(stopped, 'sign', 'Ctrl-C')}", file=sys.stderr)
        return getattr(stopped, "code", 130)
