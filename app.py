"""The dashboard, started by `streamlit run app.py -- --library DIR`: page settings, the shared filters, the list of pages.

Streamlit runs this file for each session. Before, `streamlit run` imports it once and serves the ``app`` that it finds, so that all
requests pass the guard of `quoteboard serve`, see `dashboard.serve`.
"""

from pathlib import Path

import streamlit as st

from dashboard import serve


def draw() -> None:
    """Draw the page that this session has chosen, or ask a stranger to sign in."""
    # Not before: without a session, each cached function that is imported warns that no server runs.
    from dashboard import startup  # noqa: F401 - imports what all pages use, before any session draws
    from dashboard.components import downloads, entry, filter_bar, layout, open_library, saved_views
    from dashboard.state import filters, first_pictures, imports, library
    from dashboard.state.library import Opened

    st.set_page_config(page_title="Quoteboard", page_icon=str(Path(__file__).parent / "dashboard" / "icon.png"), layout="wide")
    entry.admit()
    layout.style()
    chosen = st.navigation(
        [
            st.Page("dashboard/pages/overview.py", title="Overview", default=True),
            st.Page("dashboard/pages/quotes.py", title="Quotes", url_path="quotes"),
            st.Page("dashboard/pages/mentions.py", title="Mentions", url_path="mentions"),
            st.Page("dashboard/pages/tone.py", title="Tone", url_path="tone"),
            st.Page("dashboard/pages/sources.py", title="Sources", url_path="sources"),
            st.Page("dashboard/pages/compare.py", title="Compare", url_path="compare"),
            st.Page("dashboard/pages/article.py", title="Article", url_path="article"),
            st.Page("dashboard/pages/actors.py", title="Actors", url_path="actors"),
            st.Page("dashboard/pages/actor.py", title="Actor", url_path="actor", visibility="hidden"),
            st.Page("dashboard/pages/import_articles.py", title="Import", url_path="import"),
            st.Page("dashboard/pages/method.py", title="Method", url_path="method"),
        ],
        position="top",
    )
    st.session_state[saved_views.PAGE] = chosen.url_path
    imports.open_when_ended()
    with library.one_look():
        found = library.find()
        open_library.masthead(found)
        filter_bar.bar(found, hidden=chosen.url_path in ("import", "method"), quotes=chosen.url_path == "quotes")
        with first_pictures.noting(chosen.url_path, found):
            chosen.run()
        if chosen.url_path != "method":
            with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
                st.page_link("dashboard/pages/method.py", label="How these numbers are made")
                if chosen.url_path != "import" and isinstance(found, Opened):
                    downloads.everything(found.library, filters.chosen().filters, filters.chosen().names)


if __name__ == "__main__":
    draw()
elif __name__ != "__mp_main__":  # a process of a pool imports the main module of its parent, which serves nothing
    app = st.App(__file__, **serve.guarded(serve.options_of_streamlit()))
