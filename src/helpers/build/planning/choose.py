"""Which cases and notebooks a list of names stands for, on the command line and in the build file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from helpers.build.planning.values import nearest


def choose_cases(
    wanted: Iterable[str], known: Sequence[str], where: str = "", *, notebooks: Sequence[str] = ()
) -> tuple[list[str], list[str]]:
    """The cases of these names, each once, and the problems met; `where` begins each problem.

    `notebooks` are known for the hint that one of them was taken for a case.
    """
    names = list(dict.fromkeys(wanted))
    problems = []
    for name in names:
        if name not in known:
            hint = _nearest(name, known)
            if name and _named(name, notebooks):
                hint = f"; to build the notebook of that name, write --notebook {name}"
            problems.append(f"{where}no case is named {name!r}{hint}")
    return [name for name in names if name in known], problems


def choose_notebooks(
    wanted: Iterable[str],
    known: Sequence[str],
    where: str = "",
    *,
    sets: Sequence[str] = (),
    cases: Sequence[str] = (),
) -> tuple[list[str], list[str]]:
    """The stems of the notebooks that names stand for, each once, and the problems met.

    A name is that of a notebook, its beginning, or its number. With `--set` behind it, where there
    are `sets`, it stands for the report of that set alone. `cases` are known for the hint that one
    of them was taken for a notebook.
    """
    chosen, problems = [], []
    for name in dict.fromkeys(wanted):
        base, dashes, variant = name.removesuffix(".ipynb").partition("--")
        found = _named(base, known)
        if len(found) == 1 and (not dashes or variant in sets):
            chosen.append(found[0] + dashes + variant)
        elif len(found) > 1:
            problems.append(f"{where}{name!r} stands for several notebooks: {', '.join(found)}")
        elif found and sets:
            near = _nearest(variant, sets)
            problems.append(f"{where}no parameter set is named {variant!r}{near}")
        else:
            case = "; to build the case of that name, write it before --notebook"
            hint = case if name in cases else _nearest(name, known)
            problems.append(f"{where}no notebook is named {name!r}{hint}")
    return list(dict.fromkeys(chosen)), problems


def _named(name: str, known: Sequence[str]) -> list[str]:
    """The notebooks that `name` stands for: a whole name, its beginning, or its number."""
    if name in known:
        return [name]
    number = name.lstrip("0") if name.isdecimal() else None
    return [
        stem
        for stem in known
        if stem.startswith(f"{name}-") or stem.partition("-")[0].lstrip("0") == number
    ]


def _nearest(name: str, known: Sequence[str]) -> str:
    """How a message goes on: the name most like the one given, else all names."""
    return nearest(name, known) or f"; there are: {', '.join(known)}"
