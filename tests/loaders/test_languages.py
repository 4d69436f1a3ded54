"""The language of a text, and that only English is analysed."""

from pathlib import Path

import pytest

from analytics.library import Library
from analytics.loaders import load
from analytics.loaders.languages import is_english, language_of
from analytics.tasks.ingest import take_in

TEXTS = {
    "en": "The port of Quillon was shut on Monday, and it is not known when the ships that lie in it will be let out, he said.",
    "de": "Der Hafen ist seit Montag zu, und es ist nicht bekannt, wann die Schiffe, die in ihm liegen, wieder auslaufen.",
    "fr": "Le port est fermé depuis lundi et on ne sait pas quand les navires qui sont à quai pourront de nouveau prendre la mer.",
    "es": "El puerto está cerrado desde el lunes y no se sabe cuándo podrán salir de nuevo los barcos que se encuentran en él.",
    "ru": "Порт закрыт с утра, и никто из них не знает, когда корабли, которые стоят в нём, выйдут в море, сказал он.",
    "ja": "クイロン港は月曜日から閉鎖されており、船がいつ出港できるかは分かっていない。",
    "zh": "奎隆港自周一起关闭，港务长说，尚不清楚停泊在港内的船只何时能够再次出海。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_languages_are_told_by_small_words(language: str) -> None:
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "Port shut", "Quillon 3, Varnholm 2 " * 20, "x" * 5000])
def test_languages_of_texts_that_do_not_tell_are_unknown(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    "told, english",
    [(None, True), ("en", True), ("en-GB", True), ("EN_us", True), ("English", True), ("de", False), ("enm", False)],
)
def test_languages_english_in_any_spelling(told: str | None, english: bool) -> None:
    assert is_english(told) == english


def test_languages_other_than_english_are_kept_and_left_out_of_the_analysis(tmp_path: Path) -> None:
    for language in ("de", "en"):
        (tmp_path / f"{language}.txt").write_text(f"{TEXTS[language]}\n\n“We will not sail,” Mara Ode said.", encoding="utf-8")
    loaded = load(tmp_path / "de.txt", tmp_path / "en.txt")
    assert loaded.articles["language"].tolist() == ["de", "en"]
    reason = "in another language (de): article kept, left out of the analysis. Expected English"
    assert loaded.skipped[["file", "reason"]].values.tolist() == [["de.txt", reason]]
    with Library(tmp_path / "library", create=True) as library:
        assert [step.added for step in take_in(library, [tmp_path / "de.txt", tmp_path / "en.txt"])] == [2]
        quoted = library.query(
            "SELECT a.language, count(q.quote) AS n FROM articles a LEFT JOIN quotes q USING (article_id) GROUP BY 1 ORDER BY 1"
        )
        assert quoted["language"].tolist() == ["de", "en"]
        assert quoted["n"][0] == 0 < quoted["n"][1]
