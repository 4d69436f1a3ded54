"""Sources: quotes by what the articles show of their speakers and by the user's facts, over time, by outlet and kind of article."""

import streamlit as st

from analytics.queries import base, counts, sources
from analytics.queries.source_groups import OTHERS, UNKNOWN
from analytics.queries.table_rows import read_rows
from dashboard.charts import coverage
from dashboard.charts import sources as charts
from dashboard.charts.shapes import lines
from dashboard.components import downloads, evidence, facts, filter_bar, layout, open_library, tables
from dashboard.components.layout import Figure
from dashboard.state import clicks, filters, time_axis
from dashboard.state.library import LISTED, MOST_ROWS, ahead, ask
from dashboard.text import formats, headlines

TITLES = {
    "gender": "Women or men?", "role": "In which roles?", "organisation": "Which organisations?",
    "country": "From which countries?",
    "party": "Of which parties?",
}  # fmt: skip
SHOWN = {
    "organisation": "whose speaker is an organisation, or speaks for one",
    "country": "whose speaker's country a name or role shows",
}  # fmt: skip

library = open_library.opened()
chosen = filters.chosen()
view = chosen.filters
try:
    dimensions = sources.dimensions(library)
except ValueError:  # the card of facts shows the error
    dimensions = sources.BY
given = st.session_state.get("sources-of") or st.query_params.get("sources-of")
of = "words" if given == "quoted words" else "quotes"  # its control is drawn further down
ahead(library, view, (counts.totals,), *((sources.sources, by, of) for by in dimensions), (base.reach,))
total = ask(counts.totals, library, view)
if not total.quotes:
    filter_bar.none_left("quotes")

first, last = ask(base.reach, library, view)
period = time_axis.period(first, last)
shares = {by: ask(sources.sources, library, view, by, of) for by in dimensions}
rows = {by: read_rows(table, sources.SourceRow) for by, table in shares.items()}
known = {by: sum(row.quotes for row in found if row.group != UNKNOWN) for by, found in rows.items()}
women = next((row for row in rows["gender"] if row.group == "women"), None)
largest = next((row for row in rows["role"] if row.group not in (UNKNOWN, *OTHERS)), None)
undrawn = coverage.not_drawn(total.articles, total.undated) + time_axis.note(period)

layout.headline(
    "Sources",
    headlines.sources(
        women.share if women else 0.0, total.quotes, known["gender"], largest.group if largest else None,
        largest.share if largest else 0.0, of,
    ),
    chosen.words,
)  # fmt: skip
layout.figures(
    [
        Figure("Quotes", formats.count(total.quotes), "Quotes under the current filters, whoever speaks."),
        Figure("Gender shown", formats.share(known["gender"] / total.quotes), f"{formats.count(known['gender'])} quotes."),
        Figure("Role shown", formats.share(known["role"] / total.quotes), f"{formats.count(known['role'])} quotes."),
        Figure(
            "Quotes by women" if of == "quotes" else "Quoted words by women",
            formats.share(women.share if women else None),
            f"Of those of the {formats.count(known['gender'])} quotes whose speaker's gender the article shows.",
        ),
    ]
)

st.segmented_control("Share of", ["quotes", "quoted words"], key="sources-of", default="quotes", bind="query-params")
whole = "quotes" if of == "quotes" else "quoted words"


cells = [cell for _ in range(0, len(dimensions), 2) for cell in layout.pair()]
for cell, by in zip(cells, dimensions, strict=False):
    stated = SHOWN.get(by, f"whose speaker's {by} {'is shown' if by in sources.BY else 'your facts give'}")
    with (
        cell,
        layout.card(
            TITLES.get(by, f"By {by}?"),
            f"Share of {'' if of == 'quotes' else 'the words of '}the {formats.count(known[by])} quotes of"
            f" {formats.count(total.quotes)} {stated}, with 95% intervals over articles. Click for the quotes.",
            link=by,
        ),
    ):
        drawn = [row.group for row in charts.drawn(rows[by])]
        below = layout.chart(
            charts.shares(shares[by]),
            f"sources-{by}",
            f"{whole.capitalize()} by {by} of their speakers",
            clicks.pick_group(by, drawn),
        )
        downloads.numbers(shares[by], f"sources-{by}", below)

by = st.segmented_control("Look closer by", list(dimensions), key="sources-by", default="gender", bind="query-params") or "gender"
groups = [row.group for row in rows[by] if row.group not in (UNKNOWN, *OTHERS)]
shown = f"Share of the {whole} whose {by} is known"
with layout.card(f"{by.capitalize()} over time", f"{shown}, per {period}.{undrawn}", link="time"):
    course = time_axis.smoothed(ask(sources.sources_over_time, library, view, by, period, of), ("share",), "group")
    if len(course):
        days = base.periods(first, last, period)
        figure = lines.lines(
            days, charts.over_time(course, period, groups[:4]), percent=True, partial=base.is_partial(last, period)
        )
        below = layout.chart(figure, "sources-time", f"{whole.capitalize()} by {by} over time")
        downloads.numbers(course, f"sources-{by}-time", below)
    else:
        layout.nothing(f"No dated quote here shows a {by}", "A chart over time needs both.")
left, right = layout.pair()
for cell, part, title in ((left, "outlet", "outlet"), (right, "kind", "kind of article")):
    with (
        cell,
        layout.card(f"{by.capitalize()} by {title}", f"{shown}.{' Click to filter.' if part == 'outlet' else ''}", link=part),
    ):
        parts = ask(sources.sources_by, library, view, by, part, of)
        if len(parts):
            figure, names = charts.by_part(parts, groups)
            picked = clicks.pick_outlet(names) if part == "outlet" else None
            below = layout.chart(figure, f"sources-{part}", f"{whole.capitalize()} by {by} and {title}", picked)
            downloads.numbers(parts, f"sources-{by}-{part}", below)
        else:
            layout.nothing(
                f"No quote here with {'an outlet' if part == 'outlet' else 'an article'} shows a {by}", "Try fewer filters."
            )

facts.card(library)

names = [row.group for row in rows[by]]
with layout.card("The quotes of a group", "Select a row: its passage and the reasons appear below.", link="group"):
    group = st.selectbox(f"{by.capitalize()}", names, key="group", bind="query-params") if names else None
    if group:
        found = ask(tables.listed, library, view, tables.of_quotes, sources.quotes_of, by, group, LISTED["quotes"], MOST_ROWS)
        tables.quotes(found, next(row.quotes for row in rows[by] if row.group == group), key=f"quotes-{by}-{group}")
if names and group:
    with layout.card("Evidence", "The passage of the selected row; of the first if none is selected.", link="evidence"):
        evidence.quote(library, *tables.chosen_quote(library, view, found.rows))
