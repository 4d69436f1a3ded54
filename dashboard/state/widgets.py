"""Widgets that are bound to the address: whether they are at their defaults."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def differ(defaults: Mapping[str, object]) -> bool:
    """Whether the address or this window has another value than the default for one of these widgets, by key."""
    return any(
        st.query_params.get(key) not in (None, "", str(value)) or st.session_state.get(key, value) != value
        for key, value in defaults.items()
    )
