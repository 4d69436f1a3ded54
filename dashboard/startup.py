"""Import everything that pages use, once, before the first session draws anything.

app.py runs once per session, on a thread of its own. Streamlit looks into `sys.modules` for pandas to find out what it was given:
while another session is still importing pandas it finds a module without its classes, and fails. Python imports this module
under a lock, so that later sessions wait here until the first one has finished.
"""

import importlib

from analytics.processes import limit_threads
from dashboard import first_page
from dashboard.state import access, first_pictures

USED = (
    "duckdb",
    "numpy",
    "pandas",
    "pyarrow.parquet",
    "dashboard.components.column_choice",
    "dashboard.components.corpus_check",
    "dashboard.components.edit_actor",
    "dashboard.components.entry",
    "dashboard.components.evidence",
    "dashboard.components.facts",
    "dashboard.components.filter_bar",
    "dashboard.components.import_progress",
    "dashboard.components.reader",
    "plotly.io",  # st.plotly_chart imports it, which takes as long as the rest
)

limit_threads()
for name in USED:
    importlib.import_module(name)
access.guard_changes()
first_page.send_pictures(first_pictures.find)
