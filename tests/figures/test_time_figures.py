"""Figures of time: every mark stands for what is known, and no two labels overlap."""

from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import PathPatch, Polygon, Rectangle

from helpers.analysis.clock import day_by_clock
from helpers.analysis.selection import Selection
from helpers.analysis.spoken import spoken
from helpers.analysis.time_lanes import disputed_times
from helpers.analysis.timeline import axis_pieces, density, span_marks
from helpers.figures.accounts import time_disagreements
from helpers.figures.clock import clock_view
from helpers.figures.linked import areas
from helpers.figures.marks import FADE, SHORT, draw_time, forms_in
from helpers.figures.sheet import phone, sheet, text_width, width_of
from helpers.figures.strips import LINE, draw_bars
from helpers.figures.style import OPPOSE, PAPER, SUPPORT, new_axes
from helpers.figures.svg import svg
from helpers.figures.timeline import LABELLED, span_view, time_in
from helpers.figures.timescale import TimeScale

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


NO_COUNTS = pd.DataFrame(
    {"band": [], "level": [], "start": [], "end": [], "number": [], "anchor": []}
)


def parts(case, statements=None, **filters):
    """What the span figures are drawn from."""
    events = Selection(**filters).events(case).events
    pieces = axis_pieces(events, statements)
    counts = NO_COUNTS if statements is None else spoken(statements, events, pieces).counts
    phases = list(case.labels["phase"].values())
    drawn = {"pieces": pieces, "density": density(events, pieces)}
    return span_marks(events, {"e1"}), drawn | {"spoken": counts, "phases": phases}


def span(case, ax=None, **options):
    marks, drawn = parts(case, **options)
    return span_view(marks, ax=ax, **drawn)


def with_statements(draw):
    """The figure with the statements of the case beside its events."""
    return lambda case: draw(case, statements=Selection()(case).statements)


def clock(case, ax=None, day=""):
    found = day_by_clock(Selection().events(case), day)
    return clock_view(found.lanes, hours=found.hours, conflicts=found.conflicts, ax=ax)


def disputes(case, ax=None):
    return time_disagreements(disputed_times(Selection().events(case).accounts), ax=ax)


FIGURES = {
    "span": span,
    "span with statements": with_statements(span),
    "clock": clock,
    "disputes": disputes,
}


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_no_two_labels_overlap_and_none_leaves_the_figure(ferry, draw):
    ax = draw(ferry)
    assert len(ax.texts) > 5
    assert overlapping(ax) == []
    assert outside(ax) == []


@pytest.mark.parametrize(
    "draw",
    [draw for name, draw in FIGURES.items() if "statements" not in name],
    ids=[name for name in FIGURES if "statements" not in name],
)
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


@pytest.mark.parametrize(
    ("phase", "date", "shown"),
    [
        ("Raid, 3 June 2025", "about 10:00 on 3 June 2025", "about 10:00"),
        ("Raid, 3 June 2025", "3 June 2025", "3 June 2025"),
        ("Raid", "10:00 on 3 June 2025", "10:00 on 3 June 2025"),
        (
            "Raid, 3 June 2025",
            "10:00 on 3 June 2025 to 4 June 2025",
            "10:00 on 3 June 2025 to 4 June 2025",
        ),
    ],
)
def test_a_time_leaves_out_the_day_that_its_phase_is_named_for(phase, date, shown):
    assert time_in(phase, date) == shown


def test_more_events_than_can_be_labelled_are_counted_instead(told_case):
    case = told_case([{"title": f"Event {n}"} for n in range(LABELLED + 1)])
    for ax in (span(case), span(case, phone())):
        assert f"{LABELLED + 1} events" in texts(ax)
        assert "Event 1" not in texts(ax)


def many(told_case, events, statements):
    """A case of so many events in seven phases over four years, and so many statements beside it."""
    days = pd.date_range("2022-01-01", "2025-12-31", freq="D")
    dates = [f"{days[at * 37 % len(days)]:%Y-%m-%d}" for at in range(events)]
    phases = [f"a phase with a rather long name, number {at % 7}" for at in range(events)]
    case = told_case(
        [{"date": d, "phase": p} for d, p in zip(dates, phases, strict=True)],
    )
    said = days[np.arange(statements) * 53 % len(days)].to_series().dt.as_unit("s")
    table = pd.DataFrame(
        {
            "id": [f"s-{at}" for at in range(statements)],
            "stance": np.resize(["support", "oppose", "neutral", "mixed"], statements),
            "said_earliest": said.to_numpy(),
            "said_latest": said.to_numpy() + np.timedelta64(86_399, "s"),
        }
    )
    return case, table


def test_thousands_of_events_and_statements_stay_readable_and_small(told_case):
    case, statements = many(told_case, 5_000, 20_000)
    for ax in (None, phone()):
        ax = span(case, ax, statements=statements)
        assert overlapping(ax) == []
        assert outside(ax) == []
        assert len(svg(ax)) < 500_000
    assert "○ 10,000 mixed or neutral" in texts(span(case, statements=statements))


def test_a_strip_counts_statements_by_stance_with_sign_and_word(told_case):
    case, statements = many(told_case, 7, 8)
    shown = texts(span(case, statements=statements))
    assert {"+ 2 support", "− 2 oppose", "○ 4 mixed or neutral"} <= set(shown)
    assert "All statements" in shown


def test_bars_of_a_strip_are_as_high_as_their_numbers(told_case):
    case, _ = many(told_case, 7, 8)
    at = {"start": T("2022-06-01"), "end": T("2022-06-01T23:59:59"), "anchor": "said.2022-06-01"}
    late = {"start": T("2023-06-01"), "end": T("2023-06-01T23:59:59"), "anchor": "said.2023-06-01"}
    whole = {"band": "All statements", "level": "support"}
    counts = pd.DataFrame([whole | at | {"number": 4}, whole | late | {"number": 2}])
    marks, drawn = parts(case)
    ax = span_view(marks, **(drawn | {"spoken": counts}))
    (bars,) = (line for line in ax.lines if to_hex(line.get_color()) == SUPPORT)
    low, high, _ = np.array(bars.get_ydata()).reshape(2, 3).T
    assert list(low - high) == [LINE - 3, (LINE - 3) / 2]


def test_bars_of_periods_that_have_a_width_keep_it():
    scale = TimeScale(pd.DataFrame({"start": [T("2025-01-01")], "end": [T("2025-03-01")]}), 0, 590)
    week = {"start": T("2025-01-01"), "end": T("2025-01-08"), "number": 3}
    ax = sheet(40)
    draw_bars(ax, scale, pd.DataFrame([week, week]), bottom=30, most=3, colour=SUPPORT)
    (bars,) = (patch for patch in ax.patches if isinstance(patch, PathPatch))
    # 7 of 59 days, each of them 10 points wide.
    assert bars.get_path().get_extents().width == pytest.approx(70)


def test_events_and_periods_lead_to_their_places_on_the_page(told_case):
    case, statements = many(told_case, 7, 8)
    ax = span(case, statements=statements)
    assert {text.get_text(): text.get_url() for text in ax.texts if text.get_url()} == {
        "Event e1": "#e1"  # the others are not on the page
    }
    found = {area.target: area.name for area in areas(ax)}
    assert found["#said.2022-01-01"] == "1 January 2022: 1"


def mark(x0: float = 50, x1: float = 50, **flags) -> tuple[Axes, tuple[float, float]]:
    ax = sheet(40)
    return ax, draw_time(ax, x0, x1, 20, flags)


def lines(ax: Axes, gid: str = "") -> list:
    return [line for line in ax.lines if not gid or line.get_gid() == gid]


def test_a_known_day_is_a_dot_and_what_lasted_a_bar_of_its_length():
    dot, _ = mark(50, 90)
    bar, ends = mark(50, 90, long=True)
    assert list(lines(dot, "dot")[0].get_xdata()) == pytest.approx([70, 70], abs=0.1)
    assert ends == (50, 90)
    assert [type(patch) for patch in bar.patches] == [Rectangle]
    assert bar.patches[0].get_width() == 40


def test_bounds_are_a_line_between_two_caps():
    ax, ends = mark(50, 90, long=True, within=True)
    assert len(ax.patches) == 0
    assert sorted(tuple(line.get_xdata()) for line in lines(ax)) == [(50, 50), (50, 90), (90, 90)]
    assert ends == (50, 90)


def test_bounds_that_were_derived_are_broken():
    def across(**flags):
        ax, _ = mark(50, 90, long=True, within=True, **flags)
        return next(line for line in lines(ax) if tuple(line.get_xdata()) == (50, 90))

    assert across(hollow=True).is_dashed()
    assert not across().is_dashed()


def test_a_bar_is_long_enough_to_be_seen():
    _, ends = mark(50, 51, long=True)
    assert ends == (50.5 - SHORT / 2, 50.5 + SHORT / 2)


def test_a_derived_time_is_hollow():
    assert not lines(mark()[0], "hole")
    (hole,) = lines(mark(hollow=True)[0], "hole")
    assert to_hex(hole.get_color()) == PAPER


def test_an_approximate_end_breaks_up_outward_by_a_fixed_length():
    ax, ends = mark(50, 90, long=True, soft_end=True)
    assert ends == (50, 90 + FADE)
    (soft,) = lines(ax, "soft")
    assert list(soft.get_xdata()) == [90, 90 + FADE]
    assert soft.is_dashed()


@pytest.mark.parametrize(
    ("date", "interval", "form"),
    [
        ("2025-06-03/2025-06-09", "span", "bar"),
        ("2025-06-03/2025-06-09", "bounds", "bounds"),
        ("2025-06", "", "bounds"),
        ("2025-06-03", "", "dot"),
    ],
)
def test_an_event_is_drawn_as_what_its_interval_means(told_case, date, interval, form):
    events = Selection().events(told_case([{"date": date, "interval": interval}])).events
    assert forms_in(span_marks(events)) == [form]


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
    events = Selection().events(told_case([{"date": "2025-06-03?"}])).events
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
    (join,) = lines(ax, "conflict")
    assert to_hex(join.get_color()) == OPPOSE
    assert join.is_dashed()
    ten_fifteen, half_past_eleven = join.get_xdata()
    assert ten_fifteen < half_past_eleven
    assert "1 hour 15 minutes apart" in texts(ax)


def test_an_account_that_differs_says_so_in_words(told_case):
    assert "10:15 (differs)" in texts(clock(conflict_case(told_case)))


def test_a_lane_leads_to_the_words_of_its_account_where_the_page_has_them(told_case):
    found = day_by_clock(Selection().events(conflict_case(told_case)))
    ax = clock_view(found.lanes, hours=found.hours, conflicts=found.conflicts, told={"e1", "a2"})
    assert {text.get_text(): text.get_url() for text in ax.texts if text.get_url()} == {
        "Start": "#e1",
        "late": "#account.a2",
    }


def test_a_day_without_conflict_has_no_dashed_line(told_case):
    case = told_case(
        [{"date": "2025-06-03T10:00"}], [{"time": "2025-06-03T10:00/2025-06-03T11:00"}]
    )
    assert not lines(clock(case), "conflict")


def test_words_hide_a_line_only_where_one_is_drawn(told_case):
    def boxes(ax):
        return [patch for patch in ax.patches if to_hex(patch.get_facecolor()) == PAPER]

    ax = clock(conflict_case(told_case))
    (differs,) = (text for text in ax.texts if text.get_text() == "10:15 (differs)")
    assert any(
        box.get_path().contains_point(differs.get_position(), box.get_patch_transform())
        for box in boxes(ax)
    )
    (line,) = lines(ax, "conflict")
    assert line.get_zorder() < min(box.get_zorder() for box in boxes(ax)) < differs.get_zorder()
    calm = told_case([{"date": "2025-06-03T10:00"}], [{"time": "2025-06-03T10:00"}])
    assert boxes(clock(calm)) == []


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
    ax = new_axes(8, 1)
    assert clock(conflict_case(told_case), ax) is ax
    assert ax.get_xlim()[1] == 8 * 72


def test_a_line_between_accounts_begins_at_the_middle_of_a_dot(told_case):
    times = {"time": "2025-06-06"}, {"time": "2025-06-08", "article": "b"}
    ax = disputes(told_case([{}], list(times)))
    (join,) = lines(ax, "conflict")
    dots = [line.get_xdata().mean() for line in lines(ax, "dot")[:2]]
    assert list(join.get_xdata()) == pytest.approx(dots, abs=0.2)
