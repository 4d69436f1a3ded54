"""The labels of ProQuest's records, in the languages of its interface."""

from __future__ import annotations

import functools
import re

_LABELS = (
    "Title|Author|Publication title|Publication info|Publication date|Publication year|Publication subject|Publisher|Full text|"
    "Abstract|Links|Subject|Location|People|Company / organization|Company|Classification|Identifier / keyword|Section|First page|"
    "Pages|Number of pages|Volume|Issue|Year|ISSN|e-ISSN|Source type|Language of publication|Language|Document type|"
    "Document feature|Dateline|Column|Edition|Credit|Illustration|ProQuest document ID|Document URL|Copyright|"
    "Last updated|Database|Place of publication|Country of publication|DOI|Accession number|"
    "Business indexing term|Ethnicity|Product name"
)
_TRANSLATED = {
    "Title": "titel|título|titulo|titre|titolo",
    "Author": "autor|auteur|autore",
    "Publication title": "publikationstitel|título de (?:la )?publicación|titre de la publication|titolo della pubblicazione"
    "|título da publicação|titel van publicatie|titel der veröffentlichung",
    "Publication info": "veröffentlichungsinfo|publikationsinfo(?:rmationen)?|veröffentlichungsinformationen"
    "|información de (?:la )?publicación|informations? (?:sur la|de|de la) publication|informazioni sulla pubblicazione"
    "|informações (?:da|de) publicação|publicatiegegevens",
    "Publication date": "publikationsdatum|veröffentlichungsdatum|datum der veröffentlichung|fecha de (?:la )?publicación"
    "|date de publication|data di pubblicazione|data de publicação|publicatiedatum",
    "Publication year": "publikationsjahr|año de publicación|année de publication|anno di pubblicazione|ano de publicação",
    "Full text": "volltext|texto completo|texte intégral|texte complet|testo completo|texto integral|volledige tekst",
    "Abstract": "zusammenfassung|resumen|résumé|abstract|resumo|samenvatting",
    "Links": "enlaces|liens|verknüpfungen",
    "Subject": "thema|themen|schlagwort|materia|tema|sujet|soggetto|assunto|onderwerp",
    "Location": "standort|ort|lugar|lieu|localização",
    "People": "personen|personas|personnes|pessoas",
    "Language of publication": "publikationssprache|sprache der veröffentlichung|idioma de (?:la )?publicación"
    "|langue de (?:la )?publication"
    "|lingua di pubblicazione|idioma da publicação|taal van publicatie",
    "Document type": "dokumenttyp|tipo de documento|type de document|tipo di documento",
    "Source type": "quellentyp|quelltyp|tipo de fuente|type de source|tipo de fonte",
    "Place of publication": "erscheinungsort|lugar de publicación|lieu de publication|local de publicação",
    "Country of publication": "erscheinungsland|país de publicación|pays de publication|país de publicação",
    "Section": "rubrik|abschnitt|sección|rubrique|seção",
    "Publisher": "herausgeber|verlag|editorial|editor|éditeur|editora",
    "Pages": "seiten|páginas|première page|primera página|erste seite",
    "ProQuest document ID": "proquest-dokument-id|id (?:del|de) documento (?:de )?proquest|id du document proquest"
    "|n° de document proquest"
    "|id documento proquest|proquest-document-id|identificador de documento de proquest",
    "Document URL": "dokument-url|url del documento|url du document|url do documento",
    "Copyright": "urheberrecht|copyright|derechos de autor",
    "Last updated": "zuletzt aktualisiert|última actualización|dernière mise à jour|última atualização",
    "Database": "datenbank|base de datos|base de données|banco de dados",
    "Credit": "crédito|crédit",
}
"""The labels in other languages of the interface, in lower case."""

_ANY_LABEL = "|".join([_LABELS, *(f"(?i:{names})" for names in _TRANSLATED.values())])
ENGLISH = re.compile(rf"(?P<label>{_LABELS}):(?:\s+(?P<value>.*)|\s*)")
LABELLED = re.compile(rf"(?P<label>{_ANY_LABEL})\s?:(?:\s+(?P<value>.*)|\s*)")
_ORIGINALS = tuple((label, re.compile(names, re.I)) for label, names in _TRANSLATED.items())
ID = re.compile(rf"(?i)(?:{_TRANSLATED['ProQuest document ID']})\s?:")
DOCUMENT_ID = re.compile(rf"\s*(?:ProQuest document ID|(?i:{_TRANSLATED['ProQuest document ID']}))\s?:")


@functools.lru_cache(maxsize=1_000)
def original(label: str) -> str:
    """A label in English; as it is where no list has it.

    >>> original("Volltext"), original("Mood")
    ('Full text', 'Mood')
    """
    return next((original for original, names in _ORIGINALS if names.fullmatch(label)), label)
