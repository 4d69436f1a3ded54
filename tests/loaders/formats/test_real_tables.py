"""Tables as people have them: what tools, hands and spreadsheets do to CSV, TSV and XLSX is undone or said."""

from pathlib import Path

import pytest

from tests.loaders.reading import read, reasons, shown
from tests.loaders.workbooks import workbook

SAID = '"Nobody saw it go out," Mara Ode said. "It was dark."'
DARK = "The lamp went out on Sunday, the office said."


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.tsv", f"title\ttext\tdate\nLamp\t{SAID}\t2026-02-12\nDark\t{DARK}\t2026-02-13\n"),
        ("b.csv", f'title,text,date\nLamp,{SAID},2026-02-12\nDark,"{DARK}",2026-02-13\n'),
        ("c.csv", f"title;text;date\nLamp;{SAID};2026-02-12\nDark;{DARK};2026-02-13\n"),
        ("d.csv", 'title,text,date\nLamp,"' + SAID.replace('"', '""') + f'",2026-02-12\nDark,"{DARK}",2026-02-13\n'),
        ("e.csv", "\ufeffsep=;\r\n" + f"title;text;date\r\nLamp;{SAID};12.02.2026\r\nDark;{DARK};13.02.2026\r\n"),
        ("f.csv", '"sep=|"\n' + f"title|text|date\nLamp|{SAID}|2026-02-12\nDark|{DARK}|2026-02-13\n"),
        ("g.csv", "sep=\t\n" + f"title\ttext\tdate\nLamp\t{SAID}\t2026-02-12\nDark\t{DARK}\t2026-02-13\n"),
        ("h.csv", f'Lamps of Quillon\n\n"2 results, of 3"\n;;\ntitle;text;date\nLamp;{SAID};2026-02-12\nDark;{DARK};2026-02-13\n'),
        ("i.tsv", f"Lamps\ntitle\ttext\tdate\nLamp\t{SAID}\t2026-02-12\nDark\t{DARK}\t2026-02-13\n"),
        ("j.csv", f"title;text;date\nLamp;{SAID};2026-02-12\ntitle;text;date\nDark;{DARK};2026-02-13\n"),
        (
            "k.xlsx",
            workbook([["Lamps of Quillon"], [], ["title", "text", "date"], ["Lamp", SAID, "2026-02-12"], ["Dark", DARK, 46066]]),
        ),
        (
            "l.xlsx",
            workbook([["title", "text", "date"], ["Lamp", SAID, 46065], ["title", "text", "date"], ["Dark", DARK, "13.2.2026"]]),
        ),
    ],
)
def test_real_tables_lose_no_row_and_no_mark(tmp_path: Path, name: str, data: bytes | str) -> None:
    loaded = read(tmp_path, name, data)
    wanted = [["Lamp", "2026-02-12", [SAID]], ["Dark", "2026-02-13", [DARK]]]
    assert (shown(loaded, "title", "published", "paragraphs"), reasons(loaded)) == (wanted, [])


@pytest.mark.parametrize(
    "name, rows",
    [
        ("a.tsv", ['1\t"Nobody saw it, Mara Ode said.', "2\tIt was dark.", '3\t"It was late, she said.', "4\tIt rained."]),
        ("b.tsv", ["1\tIt was dark.", '2\t"', '3\t"Late."', "4\tIt rained."]),
        ("c.csv", ['1,"Nobody saw it Mara Ode said.', "2,It was dark.", '3,"It was late she said.', "4,It rained."]),
    ],
)
def test_real_tables_with_marks_that_are_never_closed_keep_every_row(tmp_path: Path, name: str, rows: list[str]) -> None:
    mark = "\t" if name.endswith(".tsv") else ","
    loaded = read(tmp_path, name, f"id{mark}text\n" + "\n".join(rows) + "\n")
    assert loaded.articles["article_id"].tolist() == ["1", "2", "3", "4"]


def test_real_tables_quoted_cells_may_hold_lines_and_separators(tmp_path: Path) -> None:
    data = 'id\ttext\n1\t"It was dark.\n\nIt\train""ed""."\n2\t"Late."\n'
    assert read(tmp_path, "a.tsv", data).articles["text"].tolist() == ['It was dark.\n\nIt\train"ed".', "Late."]


@pytest.mark.parametrize("word", ["NA", "nan", "None", "null", "#N/A", "N/A", "NaN", "<NA>", " NULL "])
def test_real_tables_words_for_nothing_are_no_articles(tmp_path: Path, word: str) -> None:
    loaded = read(tmp_path, "a.csv", f"title,text,outlet\nA,{word},The Quay\nB,{DARK},{word}\n".replace(DARK, f'"{DARK}"'))
    assert shown(loaded, "title", "outlet") == [["B", None]]
    assert reasons(loaded) == [f"column 'text' is empty ({word.strip()!r})"]


@pytest.mark.parametrize(
    "text, wanted, reason",
    [
        ("â€œIt was dark,â€\x9d Mara Ode said.", "“It was dark,” Mara Ode said.", "repaired"),
        ("â€œIt was dark,â€\ufffd Mara Ode said.", "“It was dark,” Mara Ode said.", "repaired"),
        ("Le cafÃ© du port de Quillon a fermÃ©.", "Le café du port de Quillon a fermé.", "repaired"),
        ("It costs Â£5 to see the harbourâ€™s lamp.", "It costs £5 to see the harbour’s lamp.", "repaired"),
        ("Ângela saw it, and so did the Ålesund crew: Ã la carte.", None, None),
        ("The port was dark… [+2314 chars]", None, "text is cut off: it ends in '[+2314 chars]'"),
        ("The port was dark… [1204 chars]", None, "text is cut off: it ends in '[1204 chars]'"),
        ("The port was dark and [...]", None, "text is cut off: it ends in '[...]'"),
        ("The port was dark. Continue reading...", None, "text is cut off: it ends in 'Continue reading...'"),
        ("x" * 32_766 + ".", None, "text is cut off: it has 32,767 characters"),
        ("She would not say [which lamp].", None, None),
    ],
)
def test_real_tables_mend_characters_and_say_what_is_cut(tmp_path: Path, text: str, wanted: str | None, reason: str | None) -> None:
    loaded = read(tmp_path, "a.csv", f'title,text\nA,"{text}"\n')
    assert loaded.articles["text"].tolist() == [wanted or text]
    assert (
        [reason in found for found in loaded.skipped["reason"]] == ([True] if reason else [])
        if reason
        else len(loaded.skipped) == 0
    )


def test_real_tables_sheets_that_are_left_out_are_listed(tmp_path: Path) -> None:
    from tests.loaders.workbooks import workbook_of

    data = workbook_of(
        {"News": [["title", "text"], ["A", DARK]], "Codes": [["code", "meaning"], ["1", "lamp"]]},
        hidden={"Old": [["text"], ["Gone."]]},
    )
    loaded = read(tmp_path, "a.xlsx", data)
    assert shown(loaded, "title") == [["A"]]
    assert reasons(loaded) == ["hidden sheet 'Old' of 1 rows left out", "sheet 'Codes' of 1 rows left out: no text column"]
