"""The guard before the server, and the rights of people, without a server."""

import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit import runtime

from dashboard import guard
from dashboard.guard import Guard, Sweeper, UploadLimits
from dashboard.state import access, people
from dashboard.state.people import Role
from tests.loops import run

HOSTS = ("127.0.0.1", "quotes.example")


class GuardedServer:
    """Stands in for Streamlit: it holds the uploads that get through, and forgets those of a session when told."""

    def __init__(self) -> None:
        self.file_storage: dict[str, dict[str, Any]] = {}
        self.active: set[str] = set()
        self.uploaded_file_mgr = self

    def is_active_session(self, session: str) -> bool:
        return session in self.active

    def remove_session_files(self, session: str) -> None:
        del self.file_storage[session]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if upload := guard.UPLOAD.fullmatch(scope["path"]):
            size = int(dict(scope["headers"])[b"content-length"])
            self.file_storage.setdefault(upload[1], {})[upload[2]] = SimpleNamespace(data=bytes(size))
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-frame-options", b"ALLOWALL")]})
        await send({"type": "http.response.body", "body": b""})


def ask(guarded: Guard, path: str = "/", kind: str = "http", method: str = "GET", **headers: str) -> tuple[int, dict[bytes, bytes]]:
    """Send a request through the guard; return the status, 403 for a WebSocket that was closed, and the headers."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("nothing reads the body")

    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in {"host": "127.0.0.1:8501", **headers}.items()]
    scope = {"type": kind, "path": path, "method": method, "headers": given}
    run(guarded(scope, receive, send))
    return (403 if sent[0]["type"] == "websocket.close" else sent[0]["status"]), dict(sent[0].get("headers", ()))


REQUESTS = [
    ({}, 200),
    ({"host": "QUOTES.example"}, 200),
    ({"host": "quotes.example.evil.example"}, 403),
    ({"host": "evil.example"}, 403),
    ({"host": "evil.example@127.0.0.1"}, 403),
    ({"host": ""}, 403),
    ({"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}, 200),
    ({"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:9999"}, 403),
    ({"host": "127.0.0.1:8501", "origin": "null"}, 403),
    ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"}, 403),
    ({"sec_fetch_site": "same-site", "sec_fetch_mode": "cors"}, 403),
    ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}, 200),
]


@pytest.mark.parametrize(("headers", "status"), REQUESTS)
def test_guard_refuses_other_names_origins_and_sites(headers: dict[str, str], status: int) -> None:
    found, sent = ask(Guard(GuardedServer(), HOSTS), **headers)
    assert found == status
    assert sent[b"x-frame-options"] == b"DENY"
    assert b"frame-ancestors 'none'" in sent[b"content-security-policy"]


def test_guard_bounds_uploads_and_frees_those_of_closed_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    server = GuardedServer()
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: server)
    monkeypatch.setattr(access, "is_editors", lambda session: session != "reader")
    guarded = Guard(server, HOSTS, UploadLimits(session=100, server=250))

    def put(session: str, name: str, size: int | None) -> int:
        length = {} if size is None else {"content_length": str(size)}
        return ask(guarded, f"/_stcore/upload_file/{session}/{name}", method="PUT", **length)[0]

    assert put("a", "1", None) == 411
    assert put("reader", "1", 1) == 403
    assert [put("a", "1", 60), put("a", "2", 41), put("a", "2", 40)] == [200, 413, 200]
    assert [put("b", "1", 100), put("c", "1", 51), put("c", "1", 50)] == [200, 413, 200]
    server.active = {"a", "b"}
    patient, hasty = Sweeper(patience=600), Sweeper(patience=0)
    patient.sweep()
    assert guard.held_uploads() == {"a": 100, "b": 100, "c": 50}
    hasty.sweep()
    assert guard.held_uploads() == {"a": 100, "b": 100}
    assert put("d", "1", 50) == 200


NOW = time.time()
USERS = [
    ({}, Role.STRANGER),
    ({"email": "mara.ode@quorl.example"}, Role.EDITOR),
    ({"email": "Mara.Ode@Quorl.example"}, Role.EDITOR),
    ({"email": "ada@post.example"}, Role.READER),
    ({"email": "ada@not-post.example"}, Role.STRANGER),
    ({"email": "post.example"}, Role.STRANGER),
    ({"email": "mara.ode@quorl.example@post.example"}, Role.STRANGER),
    ({"email": "ada@post.example", "email_verified": False}, Role.STRANGER),
    ({"email": "ada@post.example", "email_verified": "true"}, Role.STRANGER),
    ({"email": "ada@post.example", "is_logged_in": False}, Role.STRANGER),
    ({"email": "ada@post.example", "iat": NOW - people.LONGEST - 1}, Role.STRANGER),
    ({"email": "ada@post.example", "iat": NOW + 3600}, Role.STRANGER),
    ({"email": "ada@post.example", "iat": None}, Role.STRANGER),
]
AUTH = (
    '[auth]\nredirect_uri = "https://quotes.example/oauth2callback"\ncookie_secret = "0123456789012345678901234567890123456789"\n'
    'client_id = "a"\nclient_secret = "b"\nserver_metadata_url = "https://login.example/"\n'
)


@pytest.mark.parametrize(("user", "role"), USERS)
def test_people_have_the_rights_of_their_proven_address(tmp_path: Path, user: dict[str, Any], role: Role) -> None:
    path = tmp_path / "people.toml"
    path.write_text(f'editors = ["mara.ode@quorl.example"]\nreaders = ["post.example"]\n{AUTH}')
    said = {"is_logged_in": True, "iat": NOW, "email_verified": True, **user}
    assert people.rights(said, path) is role
    path.write_text("editors = [")
    assert people.rights(said, path) is Role.STRANGER


WRONG = [
    ("editors = [", "Expected TOML"),
    (AUTH, "lists no one"),
    (f"editors = [1]\n{AUTH}", "Expected a list of e-mail addresses and domains"),
    ('editors = ["a@b.example"]\n[auth]\nclient_id = "a"\n', "no redirect_uri, cookie_secret, client_secret, server_metadata_url"),
    (f'editors = ["a@b.example"]\n{AUTH}'.replace("0123456789012345678901234567890123456789", "short"), "shorter than 32"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_people_of_a_wrong_file_say_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "people.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=said):
        people.read(path)
