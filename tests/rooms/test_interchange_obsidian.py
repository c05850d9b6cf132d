"""Notes of Obsidian with cards: found as the plugin finds them, with what it remembers of them."""

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from quizkit import read_deck
from quizkit.errors import QuizkitError
from quizkit.interchange import Import, ReadOptions, Source, deck_text
from quizkit.interchange.markdown.obsidian import likely, read
from quizkit.interchange.markdown.obsidian_cloze import pattern_of, pieces_of
from quizkit.interchange.markdown.obsidian_text import as_markdown
from quizkit.interchange.values import ImportedNote
from quizkit.progress import Remembered, Rescheduled


def of(text: str, **options: object) -> Import:
    source = Source(name="Bridges.md", data=text.encode())
    return read(source, ReadOptions()._replace(**options), int)


def notes(found: Import) -> list[ImportedNote]:
    return [note for deck in found.decks for note in deck.notes]


def entries(found: Import) -> list[dict[str, object]]:
    return [dict(note.entry) for note in notes(found)]


def lost(found: Import) -> list[tuple[str, str]]:
    return [(loss.what, loss.place) for loss in found.losses]


NOTE = """---
tags: [flashcards, engineering]
aliases: [spans]
---
# Bridges

A line of prose.

- What carries a **suspended** deck?::cables
pier:::pillar
A keystone closes an ==arch== of ==stone;;material==.

### Card 7
Which bridge
is longest?
?
The one with
the most piers

```
x::y
?
```

Not `a::b` here, nor in it
<!-- a remark::of none
-->

A long one to be turned round, far above all limits of words::??
a
??
b
"""


def test_each_form_of_a_card_becomes_a_note() -> None:
    found = of(NOTE)
    assert entries(found) == [
        {
            "question": "What carries a **suspended** deck?",
            "answer": "cables",
            "tags": ["engineering"],
        },
        {
            "question": "pier",
            "answer": "pillar",
            "reverse": "true",
            "tags": ["engineering"],
        },
        {
            "cloze": "A keystone closes an {{arch}} of {{stone::material}}.",
            "tags": ["engineering"],
        },
        {
            "question": "### Card 7\nWhich bridge\\\nis longest?",
            "answer": "The one with\\\nthe most piers",
            "type": "free",
            "tags": ["engineering"],
        },
        {
            "question": "A long one to be turned round, far above all limits of words",
            "answer": "??",
            "tags": ["engineering"],
        },
        {"question": "a", "answer": "b", "reverse": "true", "tags": ["engineering"]},
    ]
    assert [note.place for note in notes(found)] == [
        "line 9", "line 10", "line 11", "line 13", "line 29", "line 30",
    ]  # fmt: skip
    assert lost(found) == [("properties before a note", "")]


def test_what_was_read_loads_without_a_problem() -> None:
    (deck,) = of(NOTE).decks
    new = deck_text(deck, "bridges")
    assert not new.losses
    assert len(read_deck(new.text).notes) == 6


def test_a_note_too_long_to_be_typed_is_asked_both_ways_by_two_notes() -> None:
    long = "a very long side of a card that nobody will ever type"
    found = of(f"short:::{long}\n<!--SR:!2024-05-04,4,250!2024-05-06,5,270-->\n")
    assert entries(found) == [
        {"question": "short", "answer": long, "type": "free"},
        {"question": long, "answer": "short", "type": "free"},
    ]
    assert [[event.due.day for event in note.events] for note in notes(found)] == [[4], [6]]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "Works"
    settings = folder / ".obsidian" / "plugins" / "obsidian-spaced-repetition"
    settings.mkdir(parents=True)
    signs = {
        "flashcardTags": ["#cards"],
        "singleLineCardSeparator": ";;",
        "singleLineReversedCardSeparator": ";;;",
        "multilineCardSeparator": "--",
        "multilineCardEndMarker": "+++",
        "clozePatterns": ["{@{[123::]answer[::hint]}@}"],
    }
    (settings / "data.json").write_text(json.dumps({"settings": signs}), "utf-8")
    (folder / "img").mkdir()
    (folder / "img" / "Span.PNG").write_bytes(b"png")
    (folder / "Arches").mkdir()
    (folder / "Arches" / "Stone.md").write_text(
        "#cards/stone #cards/old\nWhat is shown? ![[span.png|200]];;an arch ^abc-1\n"
        "colour;;;grey\n\nSee {@{2::this}@} and {@{1::that::a hint}@} of [[Arch|an arch]].\n+++\n"
        "Which\n--\none\n\ntwo\n+++\n#cards/own x;;y\n",
        "utf-8",
    )
    (folder / "Other.md").write_text("no;;card\n", "utf-8")
    (folder / "Plain.md").write_text("#cards\nbare;;tag\n", "utf-8")
    return folder


def test_a_vault_says_its_signs_and_its_tags_say_the_decks(vault: Path) -> None:
    found = read(Source(vault), ReadOptions(), int)
    assert {deck.path: [dict(note.entry) for note in deck.notes] for deck in found.decks} == {
        ("stone",): [
            {"question": "What is shown? ![](<media://Span.PNG>)", "answer": "an arch"}
            | {"tags": ["old"]},
            {"question": "colour", "answer": "grey", "reverse": "true", "tags": ["old"]},
            {"cloze": "See {{c2::this}} and {{c1::that::a hint}} of an arch.", "tags": ["old"]},
            {"question": "Which", "answer": "one\n\ntwo", "type": "free", "tags": ["old"]},
        ],
        ("own",): [{"question": "x", "answer": "y"}],
        ("Works",): [{"question": "bare", "answer": "tag"}],
    }
    assert found.media["Span.PNG"]() == b"png"
    assert [note.source_id for note in notes(found)].count("abc-1") == 1
    assert not found.losses


def test_a_note_of_a_vault_is_read_with_the_signs_of_the_vault(vault: Path) -> None:
    found = read(Source(vault / "Plain.md"), ReadOptions(), int)
    assert [deck.path for deck in found.decks] == [("Plain",)]
    assert likely(Source(vault / "Plain.md")) == 0 < likely(Source(vault))


def test_folders_are_decks_where_the_settings_say_so(vault: Path) -> None:
    settings = vault / ".obsidian" / "plugins" / "obsidian-spaced-repetition" / "data.json"
    settings.write_text('{"settings": {"convertFoldersToDecks": true}}', "utf-8")
    (vault / "Arches" / "New.md").write_text("a::b\n", "utf-8")
    (vault / "Top.md").write_text("c::d\n", "utf-8")
    found = read(Source(vault), ReadOptions(), int)
    assert [deck.path for deck in found.decks] == [("Works",), ("Arches",)]


def test_several_tags_of_cards_are_decks_each(vault: Path) -> None:
    settings = vault / ".obsidian" / "plugins" / "obsidian-spaced-repetition" / "data.json"
    settings.write_text('{"settings": {"flashcardTags": ["#one", "#two/parts"]}}', "utf-8")
    (vault / "A.md").write_text(
        "#one\na::b\n#two/parts\nc::d\n#two/parts/e\n\n# f\n?\ng\n", "utf-8"
    )
    found = read(Source(vault), ReadOptions(), int)
    assert [deck.path for deck in found.decks] == [("one",), ("parts",), ("e",)]
    assert entries(found)[2] == {"question": "f", "answer": "g"}


def test_notes_without_the_tag_are_taken_where_none_has_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a::b\n", "utf-8")
    found = read(Source(tmp_path), ReadOptions(), int)
    assert entries(found) == [{"question": "a", "answer": "b"}]
    assert "#flashcards" in found.hints[0]


def test_signs_can_be_told() -> None:
    own = {"card": "=>", "cloze": "{{}}", "tag": "#x", "lines": "--"}
    found = of("a=>b\n\nc {{d}}\n\ne\n--\nf\n", separators=own)
    assert [list(entry.values()) for entry in entries(found)] == [
        ["a", "b"],
        ["c {{d}}"],
        ["e", "f"],
    ]
    with pytest.raises(QuizkitError, match="no sign called 'sign'; there are card, reverse"):
        of("a", separators={"sign": "x"})


SCHEDULED = """#flashcards
a::b
<!--SR:!2024-08-16,51,230-->
c:::d <!--SR:!2024-08-16,5,370!2000-01-01,1,250-->
==x== and ==y==
<!--SR:!2024-08-16,4,130!2024-08-17,4,250!2024-08-18,4,250-->

e::f
<!--SR:!fsrs,2024-08-16T10:00:00.000Z,8,9.5,4.25,2,7,1,0,2024-08-08T10:00:00.000Z-->
g::h

<!--SR:!16-08-2024,3,250-->
i::j
<!--SR:!soon,3,250-->
k::l
<!--SR:!fsrs,2024-08-16T10:00:00.000Z,0,0,0,0,0,0,0,-->
"""


def test_what_the_plugin_remembers_comes_along() -> None:
    zone = timezone(timedelta(hours=2))
    found = of(SCHEDULED, zone=zone)
    known = {
        str(note.entry.get("question") or note.entry["cloze"]): [
            (event.card, event.at, event.due, event.remembered)
            for event in note.events
            if isinstance(event, Rescheduled)
        ]
        for note in notes(found)
    }

    def at(month: int, day: int, hour: int = 12) -> datetime:
        return datetime(2024, month, day, hour, tzinfo=zone)

    assert known == {
        "a": [("", at(6, 26), at(8, 16, 4), Remembered(51, 6.25, 6))],
        "c": [("", at(8, 11), at(8, 16, 4), Remembered(5, 1, 3))],
        "{{x}} and {{y}}": [
            (":x", at(8, 12), at(8, 16, 4), Remembered(4, 10, 2)),
            (":y", at(8, 13), at(8, 17, 4), Remembered(4, 5.5, 2)),
        ],
        "e": [("", at(8, 8), at(8, 16, 4), Remembered(9.5, 4.25, 7, 1))],
        "g": [("", at(8, 13), at(8, 16, 4), Remembered(3, 5.5, 2))],
        "i": [],
        "k": [],
    }
    assert lost(found) == [
        ("a schedule of a card that is gone", "line 5"),
        ("a schedule that cannot be read", "line 13"),
    ]


def test_the_same_note_gives_the_same_events_and_a_newer_one_others() -> None:
    def names(text: str) -> set[object]:
        return {event.id for note in notes(of(text)) for event in note.events}

    assert len(names(SCHEDULED)) == 6
    assert names(SCHEDULED) == names("\n\n" + SCHEDULED)
    assert len(names(SCHEDULED) & names(SCHEDULED.replace(",51,", ",52,"))) == 5
    assert not of(SCHEDULED, history=False).decks[0].notes[0].events


def test_no_event_lies_in_the_future() -> None:
    now = datetime(2024, 1, 1, tzinfo=UTC)
    assert all(e.at <= now for note in notes(of(SCHEDULED, now=now)) for e in note.events)


def test_gaps_in_bold_are_taken_where_a_schedule_stands_below() -> None:
    assert entries(
        of("An **arch** of stone.\n<!--SR:!2024-08-16,4,130-->\n\nA **bold** word.\n")
    ) == [{"cloze": "An {{arch}} of stone."}]


@pytest.mark.parametrize(
    ("signs", "text", "pieces"),
    [
        ("==[123;;]answer[;;hint]==", "a ==1;;b;;c== d", ["a ", ("b", "c", 1), " d"]),
        ("==[123;;]answer[;;hint]==", "a ==b== `==c==` $==d==$", ["a ", ("b", "", None), " `==c==` $==d==$"]),
        ("{{[123::]answer[::hint]}}", r"{{\text{x}}} y", [("\\text{x}", "", None), " y"]),
        (r"==answer==[^\[hint\]][\[^123\]]", "==a==^[b][^2] c", [("a", "b", 2), " c"]),
        ("==[123;;]answer[;;hint]==", "==1;;a== ==b==", [("a", "", 1), " ", "b"]),
        ("==[123;;]answer[;;hint]==", "==ash;;a== ==sha;;b==", [("a", "", 1), " ", ("b", "", 3)]),
        ("**[123;;]answer[;;hint]**", "**open", ["**open"]),
        ("none", "x", ["x"]),
        ("==answer==", "==a\nb==", ["==a\nb=="]),
        ("==answer==", "== ==", ["== =="]),
    ],
)  # fmt: skip
def test_gaps_are_found_by_their_pattern(signs: str, text: str, pieces: list[object]) -> None:
    found = pieces_of(text, (pattern_of(signs),))
    assert [
        piece if isinstance(piece, str) else (piece.answer, piece.hint, piece.number)
        for piece in found
    ] == pieces


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("[[Arch]] and [[Arch|an arch]] `[[x]]`", "Arch and an arch `[[x]]`"),
        ("a ==b== c==d", "a **b** c==d"),
        ("a\nb", "a\\\nb"),
        ("a<br>b<br/>\nc", "a\\\nb\\\nc"),
        ("a %%hidden%% b", "a  b"),
        ("a %%open", "a %%open"),
        ("`%%` a %%b%%", "`%%` a "),
        ("- a\n- b\n# c\nd\n| e |\nf", "- a\n- b\n# c\nd\n| e |\nf"),
        ("```\na\nb\n```\nc\nd", "```\na\nb\n```\nc\\\nd"),
        ("a\n$$\nx\ny\n$$\nb", "a\n$$\nx\ny\n$$\nb"),
        ("> [!note]- A title\n> text", "> **A title**\\\n> text"),
        ("![x|200x100](y.png)", "![x](y.png)"),
    ],
)
def test_its_markdown_becomes_ours(text: str, markdown: str) -> None:
    assert as_markdown(text) == markdown


def test_sides_that_are_empty_are_told() -> None:
    found = of("#flashcards\n::b\na::\n")
    assert lost(found) == [
        ("a card without a question", "line 2"),
        ("a card without an answer", "line 3"),
    ]


def test_it_is_known_by_schedules_and_tags() -> None:
    assert likely(Source(name="a.md", data=SCHEDULED.encode())) == 95
    assert likely(Source(name="a.md", data=b"#flashcards\n\na :: b\n")) == 90
    assert likely(Source(name="a.md", data=b"a :: b\n")) == 0
