"""The command ``serve``: who may do what has to be said where other machines can reach the dashboard."""

import contextlib
from pathlib import Path

import pytest

from analytics.cli import serve
from analytics.cli.main import main
from analytics.start import KEY, OPEN, READ_ONLY, SIGN_IN, Start, parsed

REFUSED = [
    (["--host", "0.0.0.0"], "Say what they may do: --read-only, --sign-in FILE, or --open"),
    (["--host", "192.0.2.7"], "Say what they may do"),
    (["--name", "quotes.example"], "Say what they may do"),
    (["--import-root", "no/such/folder"], "no such folder"),
    (["--open", "--read-only"], "not allowed with"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED)
def test_serve_refuses_what_would_be_open_unsaid(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(["serve", *words])
    except SystemExit as ended:
        code = int(ended.code or 0)
    assert code != 0
    assert said in capsys.readouterr().err


STARTED = [
    ([], Start()),
    (["--library", "a"], Start(library=Path("a"))),
    (["--open"], Start(access=OPEN, roots=())),
    (["--open", "--import-root", "/press"], Start(access=OPEN, roots=("/press",))),
    (["--import-root", "/press"], Start(access=KEY, roots=("/press",))),
    (["--name", "quotes.example", "--read-only"], Start(access=READ_ONLY, roots=(), names=("quotes.example",))),
    (
        ["--sign-in", "people.toml", "--host", "0.0.0.0"],
        Start(access=SIGN_IN, people=Path("people.toml"), roots=(), host="0.0.0.0"),
    ),
    (["--server.port=8501", "unknown"], Start()),
]


@pytest.mark.parametrize(("words", "start"), STARTED)
def test_start_limits_paths_unless_only_the_user_has_the_key(words: list[str], start: Start) -> None:
    assert parsed(tuple(words)) == start


def test_serve_passes_on_what_was_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given: list[list[str]] = []

    def started(command: list[str], **_: object) -> None:
        given.append(command)
        raise KeyboardInterrupt

    monkeypatch.setattr(serve.os, "execv", lambda _, command: started(command))
    monkeypatch.setattr(serve.subprocess, "run", started)
    monkeypatch.setattr(serve, "_make_sample", lambda: None)
    monkeypatch.setattr(serve, "_own_library", lambda: None)
    words = [
        "--host",
        "0.0.0.0",
        "--name",
        "quotes.example",
        "--open",
        "--import-root",
        str(tmp_path),
        "--log-json",
        "--port",
        "8599",
    ]
    with contextlib.suppress(KeyboardInterrupt, SystemExit):
        main(["serve", *words])
    found = parsed(tuple(given[0][3:]))
    assert found == Start(None, OPEN, None, (str(tmp_path.resolve()),), "0.0.0.0", 8599, ("quotes.example",), False, True)
