"""The signed-in user of a request that is no script run: read from the cookie that Streamlit signs."""

from __future__ import annotations

import json
from http.cookies import CookieError, SimpleCookie
from typing import Any

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME


def user_of(cookies: str) -> dict[str, Any]:
    """Return what the provider said of the user with these cookies; empty for a stranger, and for a cookie that was made up."""
    try:
        held = {name: one.value for name, one in SimpleCookie(cookies).items()}
    except CookieError:
        return {}
    secret = get_cookie_secret()

    def signed(name: str) -> bytes | None:
        value = held.get(name)
        return None if value is None else decode_signed_value(secret, name, value.encode("latin-1", "replace"))

    try:
        said = json.loads(get_cookie_with_chunks(signed, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
