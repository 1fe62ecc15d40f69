"""A zip whose bytes depend on nothing but the names and the contents of its files."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from helpers.build.publishing.disk import sync

SUMS = "SHA256SUMS"
#: The earliest time that a zip can hold; what it says of when a file was made is of no use here.
TIME = (1980, 1, 1, 0, 0, 0)
PLAIN_FILE, UNIX = 0o100644 << 16, 3


def write_archive(path: Path, top: str, files: Mapping[str, bytes]) -> str:
    """Write the files (name -> content) into a zip, below the folder `top`; its SHA-256 in hex.

    With them comes a list of their SHA-256 that `sha256sum -c` reads. Nothing is compressed, since
    compressors differ from one machine to another. Readers see the zip before or the new one,
    never a part. Raises OSError.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            with ZipFile(file, "w", ZIP_STORED) as archive:
                for name, content in sorted({**files, SUMS: sums(files)}.items()):
                    archive.writestr(_about(f"{top}/{name}"), content)
            file.flush()
            os.fsync(file.fileno())
        with part.open("rb") as made:
            digest = hashlib.file_digest(made, "sha256").hexdigest()
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    sync(path.parent)
    return digest


def sums(files: Mapping[str, bytes]) -> bytes:
    """The SHA-256 of each file, a line for each, as sha256sum writes them."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return "".join(lines).encode()


def _about(name: str) -> ZipInfo:
    about = ZipInfo(name, TIME)
    about.compress_type, about.create_system, about.external_attr = ZIP_STORED, UNIX, PLAIN_FILE
    return about
