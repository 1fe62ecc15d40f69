"""A builder that is killed at any instant leaves a readable site, which the next build repairs.

The file is its own program: it publishes in children that are killed, at each step on disk or at
random times, and looks at the site after each. It forks, so it runs apart from the tests' process.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from helpers.build.pages.page import Page
from helpers.build.publishing import stage
from helpers.build.publishing.lock import build_lock
from helpers.build.publishing.publish import keep_failure, publish, recover
from helpers.build.publishing.record import Failure, Record, read_folder
from helpers.build.publishing.site import publish_index
from helpers.build.records.ledger import Ledger, Row

TITLES = ("tram", "The tram", "01-who", "Who said what?")
# What Python tells of before it does it: each is a step at which the process may be killed.
EVENTS = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "shutil.rmtree"}

# A killed process loses nothing that it has written, so memory will do, and is much faster.
MEMORY = next((place for place in ("/dev/shm",) if os.access(place, os.W_OK)), None)


def page_of(version: int, notebook: str = "01-who") -> Page:
    """A page of some version; its files have the version as text, one is of odd versions only."""
    names = ["both", "odd" if version % 2 else "even"]
    files = {f"{notebook}-{name}.csv": f"{version}\n" * 2000 for name in names}
    day = f"2025-06-03T14:05:00.{version:06}+00:00"
    record = Record("tram", "The tram", notebook, "Who?", [str(version)], day, files=list(files))
    content = record.as_json().replace("&", "&amp;").replace('"', "&quot;")
    told = '<p class="build-record">Built.</p>'
    html = (
        f'<head><meta name="standpoint-report" content="{content}"></head>{told}{"x" * 9000}</html>'
    )
    return Page(record, html, files)


def publish_version(out: Path, version: int) -> None:
    publish(out, page_of(version), f'{{"version": {version}}}')


def fail(out: Path, version: int) -> None:
    """Keep the failure of the build that would have made a version."""
    failed = f"2025-07-01T14:05:00.{version:06}+00:00"
    keep_failure(out, Failure(*TITLES, failed, "cell 1"), "{}", "Traceback", "log" * 9000)


def assert_whole(out: Path) -> None:
    """Every page and file is whole, old or new, as a reader may meet them at any instant."""
    for page in out.glob("*/*.html"):
        assert page.read_text().endswith("</html>"), page
    for table in out.glob("*/tables/*"):
        text = table.read_text()
        assert text == f"{text.splitlines()[0]}\n" * 2000, table


def assert_consistent(out: Path) -> list[int]:
    """Each page has just its own files, of its own version, and nothing else lies about."""
    assert_whole(out)
    found = read_folder(out)
    assert found.skipped == []
    of = [int(record.findings[0]) for record in found.pages]
    made = [page_of(version, page.notebook) for version, page in zip(of, found.pages, strict=True)]
    wanted = {name: text for page in made for name, text in page.files.items()}
    assert {path.name: path.read_text() for path in out.glob("tram/tables/*")} == wanted
    for version, page in zip(of, found.pages, strict=True):
        executed = (out / "tram/notebooks" / f"{page.stem}.ipynb").read_text()
        assert executed == f'{{"version": {version}}}'
    assert not list(out.rglob("*.part"))
    assert not (out / stage.WORK).exists()
    return of


def killed(out: Path, do: Callable[[Path], object], at: int) -> bool:
    """Whether a child that does something to `out` was killed before its step number `at`."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    steps = 0

    def step(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        if event in EVENTS or (event == "open" and str(out) in str(arguments[0])):
            steps += 1
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(step)
    with suppress(OSError):
        do(out)
    os._exit(0)


def at_each_step(do: Callable[[Path], object], expected: set[int]) -> int:
    """Kill a child at each step that `do` takes on a site of version 1; how many steps there are.

    The site is then of one of the `expected` versions, also when the repair is killed again and
    again, and the next build completes.
    """
    at, seen = 1, set()
    while True:
        with TemporaryDirectory(dir=MEMORY) as folder:
            out = Path(folder) / "reports"
            publish_version(out, 1)
            if not killed(out, do, at):
                break
            assert_whole(out)
            other = Path(shutil.copytree(out, out.with_name("other"), symlinks=True))
            recover(out)
            seen.update(assert_consistent(out))
            again = 1
            while killed(other, recover, again):
                assert_whole(other)
                again += 1
            assert assert_consistent(other) == assert_consistent(out)
            publish_version(out, 3)
            assert assert_consistent(out) == [3]
            assert read_folder(out).failures == []
        at += 1
    assert seen == expected, seen
    return at - 1


def refused_at_the_end(out: Path) -> None:
    """Publish version 2 on a disk that refuses to put the page, the last of four files, in place."""
    rename, last = os.replace, out / "tram/01-who.html"

    def replace(source: Path, target: Path) -> None:
        if Path(target) == last and Path(source).name.startswith("new-"):
            raise OSError(5, "Input/output error")
        rename(source, target)

    stage.os.replace = replace  # in a child that ends with this
    publish_version(out, 2)


def build(out: Path, version: int) -> None:
    """A build of four reports without their notebooks: all that touches the disk."""
    with build_lock(out):
        recover(out)
        ledger = Ledger(out)
        assert ledger.notes == []
        ledger.begin(jobs=1, versions="", command=["build"], current=0)
        for number in range(1, 5):
            notebook = f"0{number}-who"
            publish(out, page_of(version, notebook), f'{{"version": {version}}}')
            ledger.add(Row("tram", notebook, "", "built", "new"))
        publish_index(out)
        ledger.end(0, 1.0)


def at_random_times(times: int) -> None:
    """Kill a builder at random times; after each the site is whole, and the next build completes."""
    chance = random.Random(2025)
    hits = 0
    with TemporaryDirectory(dir=MEMORY) as folder:
        out = Path(folder)
        longest = seconds(lambda: build(out, 1))
        for number in range(times):
            hits += killed_after(chance.uniform(0, longest), lambda: build(out, 2))
            assert_whole(out)
            if chance.random() < 0.5:  # else the next one may be killed, too
                recover(out)
                assert_consistent(out)
                version = 1000 + number
                longest = seconds(lambda: build(out, version))  # noqa: B023 - called at once
                assert assert_consistent(out) == [version] * 4
        build(out, 5000)
        assert assert_consistent(out) == [5000] * 4
    assert hits > times / 3, hits


def seconds(do: Callable[[], object]) -> float:
    """How long it takes to do something."""
    begin = time.monotonic()
    do()
    return time.monotonic() - begin


def killed_after(pause: float, do: Callable[[], object]) -> bool:
    """Whether a child that does something was killed after so many seconds."""
    child = os.fork()
    if not child:
        do()
        os._exit(0)
    time.sleep(pause)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


RUNS = {
    "publish": lambda: at_each_step(lambda out: publish_version(out, 2), {1, 2}),
    "failure": lambda: at_each_step(lambda out: fail(out, 2), {1}),
    "refused": lambda: at_each_step(refused_at_the_end, {1, 2}),
    "random": lambda: at_random_times(50),
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the builder is killed in forked processes")
@pytest.mark.parametrize("run", RUNS)
def test_a_killed_builder_leaves_a_site_that_can_be_read_and_is_repaired(run: str) -> None:
    done = subprocess.run(
        [sys.executable, __file__, run], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr


if __name__ == "__main__":
    print(RUNS[sys.argv[1]]())
