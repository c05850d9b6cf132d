"""The files of languages against each other, against CLDR, and against the table in the docs."""

import os
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from quizkit.answers.counting import number_words
from quizkit.answers.date_reading import read_date
from quizkit.answers.dates import Date
from quizkit.answers.languages import (
    all_languages,
    code_of,
    is_english,
    language_of,
    likely_languages,
)
from quizkit.answers.languages.language import Language, pairs_of, words_of
from quizkit.answers.letters import clean, without_marks
from quizkit.answers.quantities import read_quantity
from quizkit.answers.reading import read_answer
from tests.places import DOCS

LANGUAGES = dict(all_languages())
PAGE = DOCS / "languages.md"
BEGIN, END = "by tests/rooms/test_languages.py -->\n", "<!-- end -->"

WORDS_FOR = {
    "lists": {"conjunctions", "behind_item", "before_item"},
    "articles": {"articles"},
    "lead-ins": {"lead_ins", "tails"},
    "what adds nothing": {"leads", "contracted", "things", "countries"},
    "kings": {"ordinals"},
    "ranges": {"to", "start", "between"},
    "months": {"months", "more_months", "days", "reigns"},
    "parts": {"parts", "more_parts", "seasons"},
    "decades": {"decades", "decade_ending", "decade_names"},
    "eras": {"centuries", "century_names", "before_christ", "after_christ"},
    "large numbers": {"magnitudes"},
    "bounds": {"bounds"},
    "units": {"units"},
    "numbers": {
        "numbers",
        "counting",
        "tens",
        "compound",
        "twenties",
        "hundreds",
        "hundred_and",
        "thousand",
        "myriads",
    },
    "true and false": {"yes", "no"},
}
"""What the table says that a language has words for, each with the fields that hold them."""
UNSHOWN = {
    "name",
    "own_name",
    "decimal_comma",
    "point_regions",
    "abbreviations",
    "alternatives",
    "more_weekdays",
    "last",
    "weekdays",
    "about",
    "noise",
    "small_words",
}
ENGLISH_ITSELF = {
    "articles",
    "lead-ins",
    "what adds nothing",
    "kings",
    "decades",
    "bounds",
    "units",
    "numbers",
}
"""What English has without its file: other languages are put into its words."""


def table() -> str:
    rows = [["language", "code", "decimal", "words for"], ["---"] * 4]
    for code, language in sorted(LANGUAGES.items(), key=lambda item: item[1].name):
        filled = {name for name in attrs.asdict(language) if getattr(language, name)}
        own = ENGLISH_ITSELF if code == "en" else set()
        known = [name for name, fields in WORDS_FOR.items() if fields & filled or name in own]
        mark = "comma" if language.decimal_comma else "point"
        regions = language.point_regions.upper().split()
        mark += f" (point in {', '.join(regions)})" if regions else ""
        rows.append([language.name, f"`{code}`", mark, ", ".join(known) or "–"])
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def test_the_docs_have_a_row_a_language_with_what_is_filled_in() -> None:
    text = PAGE.read_text("utf-8")
    before, rest = text.split(BEGIN)
    written, after = rest.split(END)
    if os.environ.get("QUIZKIT_UPDATE_GOLDEN"):
        PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", "utf-8")
        written = table()
    assert written.strip() == table().strip()


def test_every_field_is_in_the_table_or_left_out_on_purpose() -> None:
    shown = set().union(*WORDS_FOR.values())
    assert shown | UNSHOWN == {field.name for field in attrs.fields(Language)}
    assert not shown & UNSHOWN


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_file_is_written_as_it_is_read(code: str) -> None:
    language = LANGUAGES[code]
    assert language.name
    assert language.own_name
    assert language_of(code) is language
    assert len(words_of(language.months)) in (0, 12)
    assert len(words_of(language.parts)) in (0, 7)
    assert len(language.between.split()) in (0, 2)
    assert bool(language.yes) == bool(language.no)
    assert all(1 <= int(month) <= 12 for month in pairs_of(language.more_months).values())
    assert all(1 <= int(day) + 1 <= 7 for day in pairs_of(language.more_weekdays).values())
    assert all(abs(int(year)) > 500 for year in pairs_of(language.reigns).values())
    assert all(int(power) > 0 for power in pairs_of(language.magnitudes).values())
    english = set(words_of(LANGUAGES["en"].parts))
    assert set(pairs_of(language.more_parts).values()) <= english
    for field in (language.bounds, language.units, language.numbers):
        for entry in filter(None, map(str.strip, field.replace("\n", ";").split(";"))):
            assert entry.count("=") == 1


def months_of_cldr(code: str) -> dict[str, int]:
    """Return the month that each of its names is, in full and abbreviated, in every form."""
    babel = pytest.importorskip("babel", reason="CLDR is compared through Babel, of the extra test")
    return {
        name: month
        for form in babel.Locale.parse(code).months.values()
        for width in ("wide", "abbreviated")
        for month, name in form[width].items()
        if not name.isdigit()
    }


def unread(months: dict[str, int], code: str) -> dict[str, int]:
    """Return the names of months that no date of theirs is read by."""
    year = "1990年{}" if language_of(code).myriads else "{} 1990"
    return {
        name: month
        for name, month in months.items()
        if read_date(year.format(name), language=code) != (Date(1990, month),)
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_months_and_decimal_marks_are_those_of_cldr(code: str) -> None:
    babel = pytest.importorskip("babel", reason="CLDR is compared through Babel, of the extra test")
    locale = babel.Locale.parse(code)
    language = LANGUAGES[code]
    assert locale.number_symbols["latn"]["decimal"] == ("," if language.decimal_comma else ".")
    for region in language.point_regions.split():
        local = babel.Locale.parse(f"{code}_{region.upper()}")
        assert local.number_symbols["latn"]["decimal"] == "."
    if language.months or language.more_months or language.myriads:
        parts = words_of(language.parts)
        months = {
            name: month
            for name, month in months_of_cldr(code).items()
            if without_marks(name) not in parts  # kesä is summer, and short for June
        }
        assert not unread(months, code)


@pytest.mark.parametrize("code", LANGUAGES)
def test_eras_weekdays_and_the_word_for_and_are_those_of_cldr(code: str) -> None:
    babel = pytest.importorskip("babel", reason="CLDR is compared through Babel, of the extra test")
    locale, language = babel.Locale.parse(code), LANGUAGES[code]
    if language.before_christ and code != "en":
        for width in ("wide", "abbreviated"):
            for number, era in enumerate(("bc", "ad")):
                name = locale.eras[width][number]
                dates = [*read_date(f"500 {name}", language=code)]
                dates += read_date(f"{name} 500", language=code)
                assert Date(500, era=era) in dates, name
    if language.weekdays:
        days = [locale.days["format"]["wide"][day] for day in range(7)]
        names = [without_marks(clean(day)).casefold().split()[-1] for day in days]
        assert words_of(language.weekdays) == names
    pair = locale.list_patterns["standard"]["2"].format("", "").strip()
    if language.conjunctions and pair not in ",、":
        known = f"{language.conjunctions} {language.behind_item} {language.before_item}"
        assert pair in known.split()


@pytest.mark.parametrize("code", [code for code, own in LANGUAGES.items() if own.countries])
def test_countries_are_those_of_cldr(code: str) -> None:
    babel = pytest.importorskip("babel", reason="CLDR is compared through Babel, of the extra test")
    names = babel.Locale.parse(code).territories
    countries = {name.strip().replace("'", "’") for name in LANGUAGES[code].countries.split(",")}
    states = {names[iso] for iso in names if len(iso) == 2 and "(" not in names[iso]}
    assert len(countries & states) > 185


@pytest.mark.parametrize("code", [code for code, own in LANGUAGES.items() if own.counting])
def test_every_number_to_a_hundred_is_read_in_words(code: str) -> None:
    language = LANGUAGES[code]
    assert {*range(101)} <= {*number_words(language).values()}
    for words, number in number_words(language).items():
        found = read_quantity(words, language=code)
        assert found is not None, words
        assert found.value == number, words


@pytest.mark.parametrize("tag", ["de", "DE", "de-AT", "de_AT", "de-Latn-DE"])
def test_the_first_part_of_a_tag_is_the_language(tag: str) -> None:
    assert language_of(tag) is LANGUAGES["de"]
    assert not is_english(tag)


def test_a_region_may_have_another_decimal_mark() -> None:
    assert not language_of("de-CH").decimal_comma
    assert language_of("de-CH").months == LANGUAGES["de"].months
    assert read_answer("2.5", language="de_CH") == read_answer("2.5")


@pytest.mark.parametrize(
    "tag", ["xx", "", "language", "os", "en.x", "../en", "a b", "…", "q" * 999]
)
def test_a_language_without_a_file_has_no_words_of_its_own(tag: str) -> None:
    assert not language_of(tag).name
    assert language_of(tag).decimal_comma


def test_languages_are_found_by_their_names() -> None:
    assert [code_of(name) for name in ("german", "Deutsch", "Klingon")] == ["de", "de", ""]


def test_a_deck_may_be_in_its_language_in_english_or_in_one_of_many_decks() -> None:
    assert [language.name for language in likely_languages("pl")][:2] == ["Polish", "English"]
    assert len(likely_languages("en")) == len(likely_languages("de")) == 4


def test_a_language_is_one_file_and_that_of_the_page_is_whole(tmp_path: Path) -> None:
    pytest.importorskip("babel", reason="CLDR is compared through Babel, of the extra test")
    written = PAGE.read_text("utf-8").partition("```text\n")[2].partition("```")[0]
    (tmp_path / "is.py").write_text(written, "utf-8")
    code = (
        f"from quizkit.answers import languages; languages.__path__.append({str(tmp_path)!r})\n"
        "from quizkit.answers.reading import read_answer\n"
        "from tests.rooms.test_languages import months_of_cldr, unread\n"
        "print(*(read_answer(text, language='is')[0] for text in ('3. maí 1969', '2,5')))\n"
        "print(unread(months_of_cldr('is'), 'is'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Date(year=1969, month=5, day=3" in done.stdout
    assert "Quantity(value=Fraction(5, 2)" in done.stdout
    assert done.stdout.endswith("\n{}\n")


def test_english_text_loads_no_other_language() -> None:
    code = (
        "import sys; from quizkit.grading import grade\n"
        "from quizkit.model import AnswerKey, Card, TypedNote\n"
        "note = TypedNote(id='n', question='?', key=AnswerKey('20 July 1969'))\n"
        "assert grade(Card('d#n', note, note), 'July 20, 1969').outcome.remembered\n"
        "room = 'quizkit.answers.languages.'\n"
        "print(*sorted(m.removeprefix(room) for m in sys.modules if m.startswith(room)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["en", "language"]
