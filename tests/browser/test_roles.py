"""A dashboard that others reach: strangers see nothing, readers change nothing by any message, editors do both."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from playwright.sync_api import Browser, expect
from websockets.exceptions import InvalidStatus

from analytics.actors.edits import Edit
from analytics.library import Library
from analytics.queries import counts
from analytics.queries.filters import Filters
from analytics.tasks import audit, edit_actors
from evaluation.kills import tables_of
from evaluation.sessions import Session
from tests.browser.conftest import FAR, Server, free_port, serving, start, stop
from tests.browser.provider import CLIENT, SECRET, Provider

pytestmark = pytest.mark.browser
EDITOR = {"email": "mara.ode@quorl.example", "email_verified": True}
READER = {"email": "ada.quill@post.example", "email_verified": True}
STRANGER = {"email": "orla.quenby@elsewhere.example", "email_verified": True}
CHANGES = {"actors": ("Undo the last edit", "Save meaning", "Save edit"), "method": ("Draw fifty quotes",), "import": ("Import",)}


class Board(NamedTuple):
    """A dashboard behind a sign-in, and its provider."""

    server: Server
    provider: Provider

    def sign_in(self, claims: dict[str, object]) -> dict[str, str]:
        """Sign in as a browser does, and return the cookies."""
        self.provider.claims = claims
        with Session(self.server.url) as session:
            session.run()
            session.run(click=session.widgets["Sign in"])
        with httpx.Client(base_url=self.server.url, follow_redirects=True) as client:
            client.get("/_stcore/health")
            assert client.get(session.redirect).status_code == 200
            return dict(client.cookies)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with an edit."""
    from analytics.tasks.sample import sample_library

    path = tmp_path_factory.mktemp("roles") / "library"
    shutil.copytree(sample_library(), path)
    with Library(path) as opened:
        most = counts.actors(opened, Filters()).iloc[0]
        edit_actors.make(opened, [Edit(1, "", "hand", "rename", actor=most["name"], type=most["type"], to="Orla Quenby")])
    return path


@pytest.fixture(scope="module")
def board(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    provider, port, folder = Provider(), free_port(), tmp_path_factory.mktemp("board")
    people = folder / "people.toml"
    people.write_text(
        f'editors = ["{EDITOR["email"]}"]\nreaders = ["post.example"]\n[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{"x" * 40}"\nclient_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
        f'server_metadata_url = "{provider.url}/.well-known/openid-configuration"\n'
    )
    process = start(["--library", str(library), "--sign-in", str(people)], folder / "log.txt", port)
    yield Board(Server(f"http://127.0.0.1:{port}", library, folder / "log.txt"), provider)
    stop(process)
    provider.close()


def test_roles_of_a_board_with_sign_in(board: Board, library: Path) -> None:
    url = board.server.url
    cookies = {name: board.sign_in(claims) for name, claims in (("editor", EDITOR), ("reader", READER), ("stranger", STRANGER))}
    with Session(url, cookies=cookies["editor"]) as editor, Session(url, cookies=cookies["reader"]) as reader:
        editor.run()
        ids = {}
        for page, labels in CHANGES.items():
            editor.run(page)
            ids |= {label: (page, editor.widgets[label]) for label in labels}
        before = tables_of(library)
        editor.run()
        made = editor.download("All tables as ZIP")
        assert made.startswith("/media/")
        for given, status in ((None, 403), (cookies["stranger"], 403), (cookies["reader"], 200), (cookies["editor"], 200)):
            answer = httpx.get(url + made, cookies=given)
            assert (answer.status_code, answer.content.startswith(b"PK")) == (status, status == 200)

        for given in (None, cookies["stranger"]):
            with Session(url, cookies=given) as stranger:
                stranger.run()
                assert stranger.pages == {}
                stranger.pages = editor.pages
                for page in ("", "actors", "method"):
                    stranger.run(page)
                    assert set(stranger.widgets) <= {"Sign in", "Sign out"}
                    assert "Quenby" not in "".join(stranger.texts).replace(STRANGER["email"], "")
            for address in ("/media/0.csv", "/_stcore/metrics", f"/_stcore/upload_file/{editor.id}/1"):
                assert httpx.get(url + address, cookies=given).status_code == 403, address

        reader.run()
        assert reader.exceptions == []
        for label, (page, widget) in ids.items():
            reader.run(page)
            assert label not in reader.widgets
            reader.run(page, click=widget, **{"qb-keyed": "x", "qb-library": "/", "paths-0": "/etc/passwd"})
        assert tables_of(library) == before

        for who, session, expected in (
            ("reader", editor, 403),
            ("reader", reader, 403),
            ("editor", reader, 403),
            ("editor", editor, 204),
        ):
            answer = httpx.put(
                f"{url}/_stcore/upload_file/{session.id}/1", files={"file": b"It rained."}, cookies=cookies[who],
                headers={"X-Xsrftoken": cookies[who]["_streamlit_xsrf"]},
            )  # fmt: skip
            assert answer.status_code == expected, who
        page, widget = ids["Draw fifty quotes"]
        editor.run(page)
        editor.run(page, click=widget)
        assert editor.exceptions == []
        assert set(tables_of(library)) - set(before) == {audit.FILE, ".checked.lock"}


def test_roles_of_a_stolen_cookie(board: Board) -> None:
    url, cookies = board.server.url, board.sign_in(EDITOR)
    with pytest.raises(InvalidStatus):
        Session(url, cookies=cookies, origin="http://127.0.0.1:1")
    with Session(url, cookies={name: value for name, value in cookies.items() if name != "_streamlit_xsrf"}) as session:
        assert session.run().pages == {}
    with Session(url, cookies=cookies) as session:
        assert session.run().pages != {}
        made = session.download("All tables as ZIP")
        assert httpx.get(url + made, cookies=cookies).status_code == 200
        httpx.get(f"{url}/auth/logout", cookies=cookies)
        with pytest.raises(InvalidStatus):
            Session(url, cookies=cookies)
        assert httpx.get(url + made, cookies=cookies).status_code == 403  # the window is still open, so the file is still there


def test_roles_in_a_browser(browser: Browser, board: Board) -> None:
    board.provider.claims = READER
    with browser.new_context() as context:
        context.set_default_timeout(1000 * FAR)
        page = context.new_page()
        page.goto(f"{board.server.url}/import")
        page.get_by_role("button", name="Sign in").click()
        expect(page.locator("h1.qb-headline")).to_be_visible()
        page.goto(f"{board.server.url}/import")
        expect(page.get_by_text("You are signed in as a reader")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_roles_read_only(library: Path, tmp_path: Path) -> None:
    ids = {}
    with serving(library, tmp_path) as everyone, Session(everyone.url) as editor:
        editor.run()
        for page, labels in CHANGES.items():
            editor.run(page)
            ids |= {label: (page, editor.widgets[label]) for label in labels if label in editor.widgets}
    before = tables_of(library)
    with serving(library, tmp_path, "--read-only") as server, Session(server.url) as visitor:
        visitor.run()
        for page, widget in ids.values():
            visitor.run(page)
            assert not visitor.exceptions
            visitor.run(page, click=widget)
        assert httpx.put(f"{server.url}/_stcore/upload_file/{visitor.id}/1", files={"file": b"x"}).status_code == 403
        visitor.run()
        made = server.url + visitor.download("All tables as ZIP")
        for headers in ({"Host": "news.example"}, {"Origin": "http://news.example"}, {"Sec-Fetch-Site": "cross-site"}):
            assert httpx.get(made, headers=headers).status_code == 403, headers
        assert httpx.get(made).content.startswith(b"PK")
    assert len(ids) >= 4
    assert tables_of(library) == before
