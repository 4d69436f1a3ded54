"""`streamlit run app.py -- --library DIR`: page set-up, the shared filters, the list of pages; nothing else."""

from pathlib import Path

import streamlit as st

st.set_page_config(page_title="Quoteboard", page_icon=str(Path(__file__).parent / "dashboard" / "icon.png"), layout="wide")
with st.container(key="qb-ahead"):
    # Never seen. Plotly's script is the largest thing that the browser needs: it fetches and reads it while Python does the rest.
    st.html("<style>.st-key-qb-ahead { display: none; }</style>")
    if "qb-ahead" not in st.session_state:
        st.session_state["qb-ahead"] = True
        st.plotly_chart({"data": [{"type": "bar"}], "layout": {"height": 20}}, key="ahead")

from dashboard import downloads, filters, opening, page  # noqa: E402 - these bring pandas and DuckDB along: after the line above

page.style()
chosen = st.navigation(
    [
        st.Page("dashboard/pages/overview.py", title="Overview", default=True),
        st.Page("dashboard/pages/quotes.py", title="Quotes", url_path="quotes"),
        st.Page("dashboard/pages/mentions.py", title="Mentions", url_path="mentions"),
        st.Page("dashboard/pages/tone.py", title="Tone", url_path="tone"),
        st.Page("dashboard/pages/article.py", title="Article", url_path="article"),
        st.Page("dashboard/pages/actors.py", title="Actors", url_path="actors"),
        st.Page("dashboard/pages/add.py", title="Import", url_path="import"),
        st.Page("dashboard/pages/method.py", title="Method", url_path="method"),
    ],
    position="top",
)
found = opening.find()
opening.masthead(found)
filters.bar(found, hidden=chosen.url_path in ("import", "method"))
chosen.run()
if chosen.url_path != "method":
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.page_link("dashboard/pages/method.py", label="How these numbers are made")
        if chosen.url_path != "import" and not isinstance(found, str):
            downloads.everything(found.library, filters.chosen().filters, filters.chosen().names)
