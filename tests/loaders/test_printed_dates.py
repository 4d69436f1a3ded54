"""The day that a text prints as its own is its day; a day that it tells of is not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.loaders.dates import read_date, slashed_order
from analytics.loaders.printed_dates import printed_date
from tests.loaders import exports
from tests.loaders.reading import read, reasons, shown


@pytest.mark.parametrize(
    "written, when",
    [
        ("May 3, 2024 11:30 PM EDT", "2024-05-04 03:30"),
        ("9 Jan 2025, 8.15 a.m. PT", "2025-01-09 16:15"),
        ("Mon, 10 Feb 2025 07:05:09 AEDT", "2025-02-09 20:05"),
        ("Tue Mar 04 2025 08:30:00 GMT+0200 (CEST)", "2025-03-04 06:30"),
        ("Wed Mar 05 20:19:24 +0000 2025", "2025-03-05 20:19"),
        ("2025-03-05 20:19:24 BST", "2025-03-05 19:19"),
        ("2025-03-05T20:19:24.123+0530", "2025-03-05 14:49"),
        ("20250305T201924Z", "2025-03-05 20:19"),
        ("2025-03-05 20.19", "2025-03-05 20:19"),
        ("2025-03-05 20.19.24", "2025-03-05 20:19"),
        ("2025-03-05T09.05", "2025-03-05 09:05"),
        ("jeu. 6 mars 2025", "2025-03-06"),
        ("6.Mrz.2025", "2025-03-06"),
        ("06.mar.2025 09:05", "2025-03-06 09:05"),
        ("2025. 3. 6.", "2025-03-06"),
        ("2025/ 3/ 6", "2025-03-06"),
        ("Do., 06.03.2025", "2025-03-06"),
        ("vie, 7 mar 2025", "2025-03-07"),
        ("wo 5 mrt 2025 9:30", "2025-03-05 09:30"),
        ("Thursday, March 6, 2025, 6:05 [CET]", "2025-03-06 05:05"),
        ("5-Mar-2025", "2025-03-05"),
        ("05-Mar-25", "2025-03-05"),
        ("2025/3/5", "2025-03-05"),
        ("2025/3/5 7:05 pm", "2025-03-05 19:05"),
        ("5.3.2025", "2025-03-05"),
        ("05.03.2025, 18:40 Uhr", "2025-03-05 18:40"),
        ("23/02/25", "2025-02-23"),
        ("02/23/25 6:00 PM", "2025-02-23 18:00"),
        ("45721", "2025-03-05"),
        ("45721.5", "2025-03-05 12:00"),
        ("5 mars 2025", "2025-03-05"),
        ("5. März 2025, 18:40 MEZ", "2025-03-05 17:40"),
        ("24 Sept 2024", "2024-09-24"),
        ("3rd of March, 2025", "2025-03-03"),
        ("6:30 pm on Wednesday, 5 March 2025", "2025-03-05 18:30"),
        ("March 5, 2025 at 6:30pm Eastern Time", "2025-03-05 23:30"),
        ("5 March 2025 – 18:30 (UTC+01:00)", "2025-03-05 17:30"),
    ],
)
def test_printed_dates_in_cells(written: str, when: str) -> None:
    found = read_date(written)
    assert found.when is not None and found.warning is None
    assert f"{found.when:%Y-%m-%d %H:%M}".removesuffix(" 00:00") == when


@pytest.mark.parametrize(
    "written", ["May 2024", "2024", "the 5th", "3/4", "1.5", "12345678901", "32 March 2025", "5 March 2025 and on", "12:30"]
)
def test_printed_dates_that_are_none(written: str) -> None:
    assert read_date(written).when is None


def test_printed_dates_with_a_doubtful_time_zone_are_kept_with_a_warning() -> None:
    found = read_date("5 March 2025 18:30 IST")
    assert found.when is not None and "IST, which several time zones" in (found.warning or "")
    assert slashed_order(["03/05/24", "16/05/24"]) is True


@pytest.mark.parametrize(
    "head, when",
    [
        (["Lamp out", "12 February 2026"], "2026-02-12"),
        (["Lamp out", "12 February 2026 5 min read"], "2026-02-12"),
        (["Lamp out", "Feb. 12, 2026 · 12 min"], "2026-02-12"),
        (["Lamp out", "By Ada Quill", "12 February 2026 - 1 minute read"], "2026-02-12"),
        (["Lamp out", "24 Sept 2025"], "2025-09-24"),
        (["Lamp out", "January 12, 2026"], "2026-01-12"),
        (["Lamp out", "Monday 12 January 2026"], "2026-01-12"),
        (["Lamp out", "Published: 2026-05-11"], "2026-05-11"),
        (["Lamp out", "By Ada Quill", "12 February 2026"], "2026-02-12"),
        (["Lamp out", "12 February 2026", "By Ada Quill"], "2026-02-12"),
        (["12 February 2026", "Lamp out"], "2026-02-12"),
        (["Lamp out", "By Ada Quill, 12 February 2026"], "2026-02-12"),
        (["Lamp out", "By Ada Quill | 12 February 2026 | 3 min read"], "2026-02-12"),
        (["Lamp out", "The Quay, 12 February 2026"], "2026-02-12"),
        (["Lamp out", "Published 3 March 2026, 10:30 GMT | Updated 5 March 2026"], "2026-03-03 10:30"),
        (["Lamp out", "Last updated: 5 March 2026", "First published: 3 March 2026"], "2026-03-03"),
        (["Lamp out", "Updated on March 5, 2026 at 9:05 am"], "2026-03-05 09:05"),
        (["Lamp out", "QUILLON, 12 February 2026 (Pressa) — The lamp went out."], "2026-02-12"),
        (["Lamp out", "Quillon, Feb. 12, 2026 - The lamp went out."], "2026-02-12"),
        (["Lamp out", "QUILLON (Pressa), Thursday, February 12, 2026 — The lamp went out."], "2026-02-12"),
        *(
            (["Lamp out", f"{opening}The lamp went out."], "2026-02-12")
            for opening in (
                "NORVANE (NNA), February 12, 2026: ",
                "NORVANE, 12 February 2026: ",
                "(NORVANE, February 12, 2026) – ",
                "[Norvane, 12 February 2026] ",
                "Norvane, Aldra – February 12, 2026 – ",
                "NORVANE - 12 February 2026 - ",
                "NORVANE | February 12, 2026 | ",
                "NORVANE, 12.02.2026 (NNA) – ",
                "NORVANE, 2026-02-12 (NNA) - ",
                "NORVANE (NNA) 2026-02-12 - ",
            )
        ),
        *(
            (["Lamp out", f"{opening}The lamp went out."], "2026-02-18")
            for opening in (
                "NORVANE (NNA) 18/02/2026 - ",
                "NORVANE, 18/02/2026 (NNA) — ",
                "NORVANE 02/18/2026 - ",
                "Norvane | 18/2/2026 | ",
            )
        ),
        (["Lamp out", "The lamp is out for a week, and nobody knows what it will cost.", "12 February 2026"], "2026-02-12"),
        # days that the text tells of
        (
            [
                "Lamp out",
                "It began on the mole, in rain that had not ended for a whole week.",
                "3 May 2024",
                "It rained.",
                "9 May 2024",
            ],
            None,
        ),
        (["Lamp out", "In February 12, 2026: the lamp went out."], None),
        (["Lamp out", "Since the storm of February 12, 2026: dark."], None),
        (["Lamp out", "The lamp (12 February 2026): dark."], None),
        (["Lamp out since 12 February 2026"], None),
        (["Lamp out", "The lamp went out on 12 February 2026, the office said."], None),
        (["Lamp out", "In Quillon on 12 February 2026 - a day of rain - it went out."], None),
        (["Lamp out", "February 2026"], None),
        (["Lamp out", "Until 12 February 2026"], None),
    ],
)
def test_printed_dates_at_the_head_of_a_text(head: list[str], when: str | None) -> None:
    found = printed_date([*head, "It was dark on the mole, and nobody came.", "It rained."]).when
    assert (f"{found:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if found else None) == when


def test_printed_dates_are_taken_out_of_texts_documents_and_pdfs(tmp_path: Path) -> None:
    lines = ["Lamp out", "By Ada Quill", "12 February 2026", *exports.OTHER]
    wanted = [["Lamp out", "2026-02-12", "Ada Quill", exports.OTHER]]
    columns = ("title", "published", "author", "paragraphs")
    assert shown(read(tmp_path, "a.txt", "\n\n".join(lines)), *columns) == wanted
    assert shown(read(tmp_path, "a.md", "# " + "\n\n".join(lines)), *columns) == wanted
    assert shown(read(tmp_path, "a.docx", exports.docx(lines)), *columns) == wanted
    assert shown(read(tmp_path, "a.rtf", exports.rtf(lines)), *columns) == wanted


def test_printed_dates_in_doubt_are_a_warning(tmp_path: Path) -> None:
    loaded = read(tmp_path, "a.txt", "Lamp out\n\n03/04/2026\n\nThe lamp went out.")
    assert reasons(loaded) == ["date '03/04/2026' may be day or month first: article kept, date unknown"]
    assert shown(loaded, "published") == [[None]]


def test_a_dateline_in_digits_alone_is_read_as_the_user_says_or_said_to_be_in_doubt() -> None:
    lines = ["Lamp out", "NORVANE (NNA) 03/05/2026 - The lamp went out.", "It rained."]
    doubtful = printed_date(lines)
    assert doubtful.when is None and "may be day or month first" in (doubtful.warning or "")
    assert [printed_date(lines, day_first=first).when for first in (True, False)] == [
        datetime(2026, 5, 3, tzinfo=UTC),
        datetime(2026, 3, 5, tzinfo=UTC),
    ]
