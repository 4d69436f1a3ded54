"""Sources: quotes by the gender and the role class of their speakers, with what is not shown, over time and by outlet."""

from analytics.queries import base, counts, sources
from analytics.queries.table_rows import read_rows
from dashboard.charts import coverage
from dashboard.charts import sources as charts
from dashboard.charts.shapes import lines
from dashboard.components import downloads, filter_bar, layout, open_library
from dashboard.components.layout import Figure
from dashboard.state import filters
from dashboard.state.library import ahead, ask
from dashboard.text import formats, headlines

library = open_library.opened()
chosen = filters.chosen()
view = chosen.filters
ahead(library, view, (counts.totals,), (sources.sources, "gender"), (sources.sources, "role"), (base.reach,))
total = ask(counts.totals, library, view)
if not total.quotes:
    filter_bar.none_left("quotes")

first, last = ask(base.reach, library, view)
period = base.period_for(first, last)
tables = {by: ask(sources.sources, library, view, by) for by in sources.BY}
rows = {by: read_rows(table, sources.SourceRow) for by, table in tables.items()}
known = {by: sum(row.quotes for row in found if row.group != sources.UNKNOWN) for by, found in rows.items()}
women = next((row for row in rows["gender"] if row.group == "women"), None)
largest = next((row for row in rows["role"] if row.group not in (sources.UNKNOWN, sources.OTHER)), None)
undrawn = coverage.not_drawn(total.articles, total.undated)

layout.headline(
    "Sources",
    headlines.sources(
        women.share if women else 0.0, total.quotes, known["gender"], largest.group if largest else None,
        largest.share if largest else 0.0,
    ),
    chosen.words,
)  # fmt: skip
layout.figures(
    [
        Figure("Quotes", formats.count(total.quotes), "Quotes under the current filters, whoever speaks."),
        Figure("Gender shown", formats.share(known["gender"] / total.quotes), f"{formats.count(known['gender'])} quotes."),
        Figure("Role shown", formats.share(known["role"] / total.quotes), f"{formats.count(known['role'])} quotes."),
        Figure(
            "Quotes by women",
            formats.share(women.share if women else None),
            f"Of the {formats.count(known['gender'])} quotes whose speaker's gender the article shows.",
        ),
    ]
)

titles = {"gender": "Women or men?", "role": "In which roles?"}
for cell, by in zip(layout.pair(), sources.BY, strict=True):
    with (
        cell,
        layout.card(
            titles[by],
            f"Share of the {formats.count(known[by])} quotes of {formats.count(total.quotes)} whose speaker's {by} is shown,"
            " with 95% intervals over articles.",
            link=by,
        ),
    ):
        below = layout.chart(charts.shares(tables[by]), f"sources-{by}", f"Quotes by {by} of their speakers")
        downloads.numbers(tables[by], f"sources-{by}", below)

for by in sources.BY:
    groups = [row.group for row in rows[by] if row.group not in (sources.UNKNOWN, sources.OTHER)]
    shown = f"Share of the quotes whose {by} is shown"
    with layout.card(f"{by.capitalize()} over time", f"{shown}, per {period}.{undrawn}", link=f"{by}-time"):
        course = ask(sources.sources_by, library, view, by, period)
        days = base.periods(first, last, period)
        if len(course):
            drawn = charts.over_time(course, period, days, groups[:4])
            figure = lines.lines(days, drawn, percent=True, partial=base.is_partial(last, period))
            below = layout.chart(figure, f"sources-{by}-time", f"Quotes by {by} over time")
            downloads.numbers(course, f"sources-{by}-time", below)
        else:
            layout.nothing(f"No dated quote here shows a {by}", "A chart over time needs both.")
    with layout.card(f"{by.capitalize()} by outlet", f"{shown}. Click to filter.", link=f"{by}-outlets"):
        parts = ask(sources.sources_by, library, view, by, "outlet")
        if len(parts):
            figure, outlets = charts.by_outlet(parts, groups)
            below = layout.chart(figure, f"sources-{by}-outlets", f"Quotes by {by} and outlet", filters.pick_outlet(outlets))
            downloads.numbers(parts, f"sources-{by}-outlets", below)
        else:
            layout.nothing(f"No quote with an outlet shows a {by}", "Try fewer filters.")
