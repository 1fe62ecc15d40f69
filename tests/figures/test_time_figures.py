"""Figures of time: every mark stands for what is known, and no two labels overlap."""

from itertools import combinations, pairwise

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Ellipse, Polygon, Rectangle

from helpers.analysis.clock import day_by_clock
from helpers.analysis.event_selection import EventSelection
from helpers.analysis.time_lanes import disputed_times
from helpers.analysis.timeline import axis_pieces, density, span_marks, with_steps
from helpers.figures import show
from helpers.figures.accounts import time_disagreements
from helpers.figures.clock import clock_view
from helpers.figures.marks import FADE, SHORT, draw_time, forms_in
from helpers.figures.sheet import PHONE, phone, sheet, text_width, width_of
from helpers.figures.style import OPPOSE, PAPER, new_axes
from helpers.figures.timeline import LABELLED, span_view
from helpers.figures.timescale import TimeScale
from helpers.figures.upright import upright_view

T = pd.Timestamp


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def boxes(ax: Axes) -> list[tuple[str, float, float, float, float]]:
    """Each text with its box (left, right, top, bottom) in points, as wide as slack allows."""
    found = []
    for text in ax.texts:
        x, y = text.get_position()
        size = text.get_fontsize()
        wide = text_width(text.get_text(), size, str(text.get_weight()))
        shift = {"left": 0.0, "right": -wide, "center": -wide / 2}[text.get_ha()]
        half = size * 0.55
        found.append((text.get_text(), x + shift, x + shift + wide, y - half, y + half))
    return found


def overlapping(ax: Axes) -> list[tuple[str, str]]:
    return [
        (a[0], b[0])
        for a, b in combinations(boxes(ax), 2)
        if a[1] < b[2] and b[1] < a[2] and a[3] < b[4] and b[3] < a[4]
    ]


def outside(ax: Axes) -> list[str]:
    return [
        name for name, left, right, *_ in boxes(ax) if left < -0.5 or right > width_of(ax) + 0.5
    ]


def span(case, ax=None, **filters):
    selected = EventSelection(**filters)(case)
    pieces = axis_pieces(selected.events)
    return span_view(
        span_marks(selected.events),
        pieces=pieces,
        density=density(selected.events, pieces),
        phases=list(case.labels["phase"].values()),
        ax=ax,
    )


def upright(case):
    return upright_view(with_steps(span_marks(EventSelection()(case).events)))


def clock(case, ax=None, day=""):
    found = day_by_clock(EventSelection()(case), day)
    return clock_view(found.lanes, hours=found.hours, conflicts=found.conflicts, ax=ax)


def disputes(case, ax=None):
    return time_disagreements(disputed_times(EventSelection()(case).accounts), ax=ax)


FIGURES = {
    "span": span,
    "upright": upright,
    "clock": clock,
    "clock on a phone": lambda case: clock(case, phone()),
    "disputes": disputes,
    "disputes on a phone": lambda case: disputes(case, phone()),
}


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_no_two_labels_overlap_and_none_leaves_the_figure(ferry, draw):
    ax = draw(ferry)
    assert len(ax.texts) > 5
    assert overlapping(ax) == []
    assert outside(ax) == []


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_without_events_a_figure_says_so(told_case, draw):
    assert len(texts(draw(told_case([])))) == 1


def test_events_on_one_day_with_long_titles_do_not_overlap(told_case):
    case = told_case([{"title": "A very long title of an event " * 4}] * 30 + [{"date": "2026"}])
    assert overlapping(span(case)) == []
    assert outside(span(case)) == []


def test_phases_stand_in_the_order_of_the_case(told_case):
    case = told_case([{"phase": "late", "date": "2026"}, {"phase": "early", "date": "2025"}])
    shown = [text for text in texts(span(case)) if text in ("Late", "Early")]
    assert shown == ["Late", "Early"]


def test_more_events_than_can_be_labelled_are_counted_instead(told_case):
    case = told_case([{"title": f"Event {n}"} for n in range(LABELLED + 1)])
    shown = texts(span(case))
    assert f"{LABELLED + 1} events" in shown
    assert "Event 1" not in shown
    assert texts(upright(case)) == [f"{LABELLED + 1} events: see the table below."]


def mark(x0: float = 50, x1: float = 50, **flags) -> tuple[Axes, tuple[float, float]]:
    ax = sheet(40)
    return ax, draw_time(ax, x0, x1, 20, flags)


def test_a_known_day_is_a_dot_and_an_interval_a_bar_of_its_length():
    dot, _ = mark(50, 90)
    bar, ends = mark(50, 90, long=True)
    assert [type(patch) for patch in dot.patches] == [Ellipse]
    assert dot.patches[0].center == (70, 20)
    assert ends == (50, 90)
    assert bar.patches[0].get_width() == 40


def test_a_bar_is_long_enough_to_be_seen():
    _, ends = mark(50, 51, long=True)
    assert ends == (50.5 - SHORT / 2, 50.5 + SHORT / 2)


def test_a_derived_time_is_hollow():
    (known,), (derived,) = mark()[0].patches, mark(hollow=True)[0].patches
    assert to_hex(derived.get_facecolor()) == PAPER != to_hex(known.get_facecolor())


def test_an_approximate_end_fades_outward_by_a_fixed_length():
    ax, ends = mark(50, 90, long=True, soft_end=True)
    assert ends == (50, 90 + FADE)
    alphas = [patch.get_alpha() for patch in ax.patches if patch.get_alpha()]
    assert alphas == sorted(alphas, reverse=True)
    assert len(alphas) == 4


def test_an_open_end_is_an_arrow_that_points_away():
    ax, (left, right) = mark(50, 90, long=True, reaches_back=True)
    (head,) = [
        patch
        for patch in ax.patches
        if isinstance(patch, Polygon) and not isinstance(patch, Rectangle)
    ]
    assert head.get_xy()[0][0] == left < 50
    assert right == 90


def test_an_uncertain_time_has_a_question_mark():
    assert texts(mark(unsure=True)[0]) == ["?"]


def test_the_key_explains_only_the_marks_that_occur(told_case):
    events = EventSelection()(told_case([{"date": "2025-06-03?"}])).events
    assert forms_in(span_marks(events)) == ["dot", "unsure"]


PIECES = pd.DataFrame(
    {
        "start": [T("2003-07-11"), T("2025-05-30")],
        "end": [T("2003-07-11T23:59:59"), T("2026-06-03")],
    }
)


def test_places_rise_with_time_and_keep_between_the_ends_of_the_axis():
    scale = TimeScale(PIECES, 100, 700)
    moments = ["2003-07-11", "2003-07-11T20:00", "2025-05-30", "2025-12-01", "2026-06-03"]
    places = [scale.place(T(moment)) for moment in moments]
    assert places == sorted(places)
    assert places[0] == 100
    assert places[-1] == 700


def test_a_piece_of_time_keeps_its_proportions():
    scale = TimeScale(PIECES.iloc[1:], 0, 369)
    assert scale.place(T("2025-05-30") + pd.Timedelta(days=100)) == pytest.approx(100)


def test_ticks_do_not_collide_and_lie_on_the_axis():
    scale = TimeScale(PIECES, 100, 700)
    ticks = scale.ticks()
    ends = [(x - text_width(label, 8.5) / 2, x + text_width(label, 8.5) / 2) for x, label in ticks]
    assert ticks[0][1] == "Jul 2003"
    assert all(a[1] < b[0] for a, b in pairwise(ends))


def test_an_axis_of_days_has_no_ticks_within_a_day():
    pieces = pd.DataFrame({"start": [T("2025-06-05")], "end": [T("2025-06-08T23:59:59")]})
    assert [label for _, label in TimeScale(pieces, 0, 400).ticks()] == [
        "5 Jun",
        "6 Jun",
        "7 Jun",
        "8 Jun",
    ]


def conflict_case(told_case):
    return told_case(
        [{"date": "2025-06-03T10:00~/2025-06-03T12:00", "title": "Start"}],
        [
            {"article": "early", "time": "2025-06-03T10:15", "relation": "differs"},
            {"article": "late", "time": "2025-06-03T11:30/2025-06-03T11:59"},
        ],
    )


def test_two_accounts_that_exclude_each_other_are_joined_by_a_dashed_line(told_case):
    ax = clock(conflict_case(told_case))
    joins = [line for line in ax.lines if to_hex(line.get_color()) == OPPOSE and line.is_dashed()]
    (join,) = joins
    ten_fifteen, half_past_eleven = join.get_xdata()
    assert ten_fifteen < half_past_eleven
    assert "1 hour 15 minutes apart" in texts(ax)


def test_an_account_that_differs_says_so_in_words(told_case):
    assert "10:15 (differs)" in texts(clock(conflict_case(told_case)))


def test_a_day_without_conflict_has_no_dashed_line(told_case):
    case = told_case(
        [{"date": "2025-06-03T10:00"}], [{"time": "2025-06-03T10:00/2025-06-03T11:00"}]
    )
    assert not [line for line in clock(case).lines if line.is_dashed()]


def test_each_disputed_question_has_its_own_axis(told_case):
    case = told_case(
        [{}],
        [
            {"time": "2025-06-03T10:00"},
            {"time": "2025-06-03T11:00", "article": "b"},
            {"time": "2025-08-05", "question": "When was the other?"},
            {"time": "2025-08-20", "question": "When was the other?", "article": "b"},
        ],
    )
    shown = texts(disputes(case))
    assert {"When was it?", "When was the other?", "10:00", "11 Aug"} <= set(shown)


def test_axes_that_are_passed_in_are_drawn_on_and_returned(told_case):
    ax = new_axes(PHONE, 1)
    assert clock(conflict_case(told_case), ax) is ax
    assert ax.get_xlim()[1] == PHONE * 72


def test_a_figure_with_a_form_for_the_phone_holds_both(told_case):
    wide, narrow = clock(conflict_case(told_case)), clock(conflict_case(told_case), phone())
    part = show.figure(wide, alt="A day.", title="Day", phone=narrow)
    assert part.html.count('aria-label="A day."') == 2
    assert '<div class="phone" hidden>' in part.html
