"""The words that Nexis and LexisNexis put around a document, in the languages of their interfaces."""

from __future__ import annotations

import re
from typing import NamedTuple

_LABELS = {
    "section": "section rubrik ressort rubrique sección seccion sezione rubriek sectie seção",
    "length": "length länge laenge longueur longitud lunghezza lengte comprimento",
    "byline": "byline autor auteur auteur(s) autore auteurs signatur signature por par",
    "dateline": "dateline ortsangabe ortsmarke datumszeile origine provenance fecha-lugar lugar plaats",
    "highlight": "highlight highlights vorspann encart resumen samenvatting",
    "headline": "headline titel titre titular titolo kop",
    "language": "language sprache langue idioma lingua taal",
    "graphic": "graphic grafik graphique gráfico grafiek",
    "load-date": "load-date update ladedatum date-chargement fecha-carga fecha-de-carga laaddatum"
    " laad-datum data-caricamento data-carga",
    "publication-type": "publication-type publikationstyp publikations-typ type-publication tipo-publicación tipo-de-publicación"
    " publicatietype publicatie-type tipo-pubblicazione",
    "series": "series serie série",
    "url": "url",
    "journal-code": "journal-code zeitschriften-code code-revue",
}
FIELDS = {name: field for field, names in _LABELS.items() for name in names.split()}
"""The field of each label, by the label in lower case."""

LABELLED = re.compile(rf"(?i)\s*(?P<label>{'|'.join(map(re.escape, sorted(FIELDS, key=len, reverse=True)))})\s*:\s*(?P<value>.*)")
LENGTH = re.compile(
    r"(?i)\s*(?:length|länge|laenge|longueur|longitud|lunghezza|lengte|comprimento)\s*:\s*[\d.,]+\s*"
    r"(?:words?|wörter|woerter|worte|mots|palabras|parole|woorden|palavras)?\s*"
)
BODY = re.compile(
    r"(?i)\s*(?:body|text|haupttext|volltext|corps|corps de l'article|cuerpo|testo|corpo|hoofdtekst|tekst|texte|texto"
    r"|inhoud|inhalt|contenu|contenido|contenuto|conteúdo)\s*:?\s*"
)


class _End(NamedTuple):
    """The words that end a document, and a pattern for a line of them."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]


_ENDS = (
    "end of document", "dokumentende", "ende des dokuments", "fin du document", "fin del documento", "fin de documento",
    "fine del documento", "fine documento", "einde van het document", "einde van document", "einde document", "fim do documento",
)  # fmt: skip
END = _End(_ENDS, re.compile(rf"(?i)\s*(?:{'|'.join(_ENDS)})\s*"))
_OLD_COUNT = (
    r"(?:\d+ of \d+ documents?|dokument \d+ von \d+|\d+ von \d+ dokumenten?|document \d+ (?:de|sur|van) \d+"
    r"|\d+ (?:de|sur) \d+ documents?"
    r"|documento \d+ (?:de|di) \d+|\d+ (?:de|di) \d+ document[oi]s?|\d+ van \d+ documenten)"
)
OLD_START = re.compile(rf"(?i)\s*{_OLD_COUNT}\s*")
_AFTER_WORDS = (
    "classification|klassifizierung|klassifikation|classificatie|clasificación|classificazione|classificação|graphic|grafik|graphique|gráfico|grafiek"
    "|notes?|anmerkungen?|notas?|correction|korrektur|corrección|correctie"
)
_AFTER_LABELS = "|".join(
    re.escape(name)
    for field in ("load-date", "language", "publication-type", "journal-code", "graphic")
    for name in _LABELS[field].split()
)
AFTER = re.compile(rf"(?i)\s*(?:{_AFTER_WORDS}|(?:correction-date|journal code|subject|document-type|{_AFTER_LABELS}) ?:.*)\s*")
OLD_AFTER = re.compile(
    rf"\s*(?:URL|SUBJECT|CORRECTION|CORRECTION-DATE|NOTES|TYPE|DOC-TYPE|THEMEN|SUJET|TEMA|ONDERWERP|{_AFTER_LABELS.upper()})\s*:.*"
)
OTHER_LINES = re.compile(
    r"(?i)\s*(?:link to (?:the original|image|story|pdf).*|link zum (?:pdf|bild).*|page \d+ of \d+|return to list"
    r"|seite \d+ von \d+|page \d+ (?:de|sur|van) \d+|página \d+ de \d+)\s*"
)
COPYRIGHT = re.compile(
    r"(?i)\s*(?:copyright|©|\(c\)) ?.*|\s*(?:all rights reserved|alle rechte vorbehalten|tous droits réservés"
    r"|todos los derechos reservados|alle rechten voorbehouden)\.?\s*"
)
SIGN = re.compile(
    rf"(?m)^[ \t]*(?:{_OLD_COUNT}|documents? \(\d+\)|dokumente? \(\d+\)|documentos? \(\d+\)|documenten \(\d+\)|document[io] \(\d+\)"
    rf"|{'|'.join(_ENDS)}|load-date:.*)[ \t\r]*$"
)
"""A line that only an export of Nexis has, in lower case."""
