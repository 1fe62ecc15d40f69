"""One look for every figure: the page's type, sizes and colours."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.axes import Axes

INK = "#1a1a1a"
PAPER = "#fdfdfb"
SUPPORT = "#0b6e8f"
OPPOSE = "#c2410c"
GREY = "#6b6b68"
FAINT = "#d9d7d2"
#: The page's CSS variables behind these colours, so that one figure serves light, dark and print.
VARIABLES = {
    INK: "ink",
    PAPER: "paper",
    SUPPORT: "support",
    OPPOSE: "oppose",
    GREY: "grey",
    FAINT: "faint",
}

#: Text from data is never read as mathematics, SVG text stays text, and a figure is transparent.
SETTINGS: dict[str, Any] = {
    "text.parse_math": False,
    "axes.unicode_minus": True,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 10.5,
    "axes.titlesize": 13,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.labelcolor": INK,
    "axes.edgecolor": GREY,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.prop_cycle": cycler(color=[SUPPORT, OPPOSE, GREY]),
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.labelsize": 9.5,
    "ytick.labelsize": 9.5,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "lines.solid_capstyle": "butt",
    "svg.fonttype": "none",
    "svg.hashsalt": "standpoint",
}


def new_axes(width: float = 9.0, height: float = 4.0) -> Axes:
    """Empty axes of that many inches (96 px each on the page) in the page's style."""
    plt.rcParams.update(SETTINGS)  # type: ignore[arg-type]
    figure = plt.Figure(figsize=(width, height), layout="constrained")
    return figure.add_subplot()
