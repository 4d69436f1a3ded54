"""The language of a text: English is kept, other languages are named, too little is unknown."""

from __future__ import annotations

import pytest

from analytics.language import language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council said on Monday that the bridge would be shut, and that the ferry would run until the ice came.", "en"),
        ("THE COUNCIL SAID ON MONDAY THAT THE BRIDGE WOULD BE SHUT AND THAT THE FERRY WOULD RUN ALL WINTER", "en"),
        ("Le conseil a dit lundi que le pont serait fermé et que le bac ne passerait plus avec la glace dans les ports.", "fr"),
        ("Der Rat sagte am Montag, dass die Brücke gesperrt wird und dass die Fähre nicht mehr fährt, wenn das Eis kommt.", "de"),
        ("El consejo dijo el lunes que el puente se cerraría y que el ferry no iba a salir hasta que se fuera el hielo.", "es"),
        ("Il consiglio ha detto che il ponte sarà chiuso e che il traghetto non partirà più con il ghiaccio nel porto.", "it"),
        ("O conselho disse que a ponte vai fechar e que o barco não sai mais com o gelo no porto até ao fim do inverno.", "pt"),
        ("De raad zei maandag dat de brug dicht gaat en dat het veer niet meer vaart als er ijs in de haven is.", "nl"),
        ("Совет сообщил в понедельник, что мост закроют, а паром не пойдёт.", "ru"),
        ("Рада повідомила, що міст закриють, а пором не піде через кригу.", "uk"),
        ("قال المجلس يوم الاثنين إن الجسر سيغلق وإن العبارة لن تعمل", "ar"),
        ("市议会周一表示，这座桥将关闭，渡轮也将停运，直到冰雪融化为止。", "zh"),
        ("市議会は月曜日に、この橋を閉鎖し、フェリーも運休すると発表しました。", "ja"),
        ("시의회는 월요일에 다리를 폐쇄하고 여객선 운항도 중단한다고 밝혔다.", "ko"),
        ("Bridge shut", None),
        ("", None),
        ("\x00 12 34 !!! 🙂", None),
        ("Quorl brindle vax ombert stilling drope karn wistle obbin trag mellor finch drumble", None),
    ],
)  # fmt: skip
def test_language_of_a_text(text: str, expected: str | None) -> None:
    assert language(text) == expected
