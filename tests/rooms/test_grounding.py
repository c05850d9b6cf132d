"""Facts compared with the paragraphs that the cards cite."""

from pathlib import Path

import pytest

from quizkit.formats.deck_yaml import parse_deck
from quizkit.lint import Finding, check_deck


def check(entries: str, *, head: str = "title: T\n", **options: object) -> list[Finding]:
    reading = parse_deck(f"{head}cards:\n{entries}")
    assert not reading.problems
    return check_deck(reading, **options)  # type: ignore[arg-type]


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


TEXT = """\
The Harbour Bridge
The bridge over the harbour of Norwick was opened in late 1932, after more than a decade of work.
It was designed by Dr. Anna Varga and her assistant professor Tom Reed for over 30,000 vehicles a day.
Engineers of the Norwick Institute of Technology found no evidence that the salt air weakens it.
"""
HEAD = (
    "title: A Bridge\nsources:\n  text:\n    title: The Harbour Bridge\n"
    "    unknown: [publisher, published, url]\n"
)
CARDS = """\
  - question: When was the bridge of Norwick opened?
    answer: late 1932
    source: text#2
  - question: How long had the work on the bridge of Norwick taken?
    answer: more than 10 years
    accept: [over a decade]
    source: text#2
  - question: Who designed the bridge of Norwick?
    answer: Anna Varga
    type: person
    source: text#2-3
  - question: For how many vehicles a day is the bridge made?
    answer: over 30,000
    source: text#3
  - question: Of what harm did the engineers of the NIT find no evidence?
    answer: weakening by salt air
    source: text#4
"""


def test_true_cards_ground_in_the_paragraphs_that_they_cite() -> None:
    assert check(CARDS, head=HEAD, texts={"text": TEXT}) == []


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("late 1932", "late 1923", "Q510"),
        ("over 30,000", "over 3,000", "Q510"),
        ("more than 10 years\n    accept: [over a decade]", "more than 12 years", "Q510"),
        ("late 1932", "early 1932", "Q512"),
        ("over 30,000", "under 30,000", "Q512"),
        ("Anna Varga", "Anna Nagy", "Q511"),
        ("bridge of Norwick opened", "bridge of Norwood opened", "Q511"),
        ("Of what harm did the engineers of the NIT find no evidence", "What harm did the engineers prove", "Q513"),
        ("Who designed the bridge", "Which associate designed the bridge", "Q516"),
        ("text#4", "text#9", "Q502"),
        ("source: text#4", "tags: [x]", "Q501"),
    ],
)  # fmt: skip
def test_a_card_that_departs_from_its_source_is_flagged(right: str, wrong: str, code: str) -> None:
    assert right in CARDS
    assert code in codes(check(CARDS.replace(right, wrong), head=HEAD, texts={"text": TEXT}))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The bridge was closed on 1 June 2023.", "2023-06-01"),
        ("The bridge was built from 1914 to 1918.", "1914-18"),
        ("The bridge (built 1914–18) is long.", "1914 to 1918"),
        ("The bridge was crossed by some 11,000 men.", "about 11,000"),
        ("The bridge was closed for two and a half years.", "2.5 years"),
    ],
)
def test_what_a_source_writes_in_another_way_is_in_it(text: str, answer: str) -> None:
    entry = f"  - {{question: What is said of the bridge?, answer: '{answer}', source: text#2}}\n"
    assert check(entry, head=HEAD, texts={"text": f"A Bridge\n{text}\n"}) == []


def test_the_paragraph_that_has_the_number_is_named() -> None:
    entry = "  - {question: When was the bridge opened?, answer: late 1932, source: text#3}\n"
    (finding,) = check(entry, head=HEAD, texts={"text": TEXT})
    assert "cite text#2" in finding.fix


@pytest.fixture
def deck_with_copy(tmp_path: Path) -> Path:
    (tmp_path / "bridge.txt").write_text(TEXT, "utf-8")
    deck = tmp_path / "deck.yaml"
    deck.write_text(HEAD + f"    file: bridge.txt\ncards:\n{CARDS}", "utf-8")
    return deck


def test_the_local_copy_that_the_deck_names_is_read(deck_with_copy: Path) -> None:
    assert check_deck(deck_with_copy) == []
    deck_with_copy.write_text(deck_with_copy.read_text("utf-8").replace("1932", "1923"), "utf-8")
    assert codes(check_deck(deck_with_copy)) == {"Q510"}


def test_a_missing_copy_is_an_error_unless_the_deck_has_its_digest(deck_with_copy: Path) -> None:
    from quizkit.lint.rules.q502_no_such_place import digest_of

    (deck_with_copy.parent / "bridge.txt").rename(deck_with_copy.parent / "away.txt")
    assert codes(check_deck(deck_with_copy)) == {"Q502"}
    text = deck_with_copy.read_text("utf-8")
    digest = f"file: bridge.txt\n    digest: {digest_of(TEXT)}"
    deck_with_copy.write_text(text.replace("file: bridge.txt", digest), "utf-8")
    assert check_deck(deck_with_copy) == []
    (deck_with_copy.parent / "bridge.txt").write_text(TEXT.replace("\n", "  \r\n\r\n"), "utf-8")
    assert check_deck(deck_with_copy) == []
    (deck_with_copy.parent / "bridge.txt").write_text(f"{TEXT}More.\n", "utf-8")
    assert codes(check_deck(deck_with_copy)) == {"Q502"}


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="has no files without end")
def test_a_copy_without_end_is_none(deck_with_copy: Path) -> None:
    text = deck_with_copy.read_text("utf-8")
    deck_with_copy.write_text(text.replace("file: bridge.txt", "file: /dev/zero"), "utf-8")
    assert codes(check_deck(deck_with_copy)) == {"Q502"}


# ---- A longer text, and many ways to depart from it ----------------------------------------------

ARTICLE = """\
Seagrass Returns to the Bay of Marrow
Divers planted more than 120,000 shoots of eelgrass in the Bay of Marrow between 2004 and 2011.
The work was led by Dr. Ingrid Solberg of the Coastal Research Institute (CRI) and paid for by the Marrow Harbour Trust.
By 2019 the meadow covered 36 square kilometres, nearly twice as much as the planners had hoped for.
The shoots came from a donor meadow 45 km to the north, off the island of Skarn.
Dr. Solberg's team counted 14 species of fish in the meadow, up from three species in bare sand.
The study found no evidence that the planting harmed the donor meadow.
Warm water in the summer of 2010 may have killed a tenth of the young plants, and storms some more.
Professor Amal Haddad of the University of Elling, who was not part of the work, called the result promising but warned that a single heat wave could undo a decade of growth.
Restoring one hectare cost about 9,500 dollars, less than half of what earlier projects had paid.
The Trust has promised 2.4 million dollars for a second bay, where planting is to start in early 2026.
Fishing with trawls has been banned in the meadow since late 2012, and only small boats may anchor there.
"""
SOURCE = (
    "title: Eelgrass\nsources:\n  text:\n    title: Seagrass Returns\n"
    "    unknown: [publisher, published, url]\n"
)
CLAIMS = """\
  - question: How many shoots of eelgrass did divers plant in the Bay of Marrow?
    answer: more than 120,000
    source: text#2
  - question: In which years did the planting of eelgrass in the Bay of Marrow begin and end?
    answer: 2004 to 2011
    source: text#2
  - question: Who led the planting in the Bay of Marrow?
    answer: Ingrid Solberg
    type: person
    source: text#2-3
  - question: Which body paid for the planting of eelgrass?
    answer: Marrow Harbour Trust
    source: text#3
  - question: How large was the meadow of the Bay of Marrow by 2019?
    answer: 36 km²
    accept: [36 square kilometres]
    source: [text#2, text#4]
  - question: How far from the bay lies the meadow that the shoots came from?
    answer: 45 km
    source: text#5
  - question: In which direction from the bay does the donor meadow lie?
    answer: north
    source: text#5
  - question: How many species of fish did the team of Dr. Solberg count in the meadow?
    answer: fourteen
    source: text#6
  - question: Of what harm by the planting did the study find no evidence?
    answer: harm to the donor meadow
    source: text#7
  - statement: Warm water may have killed a tenth of the young plants in 2010.
    answer: true
    source: text#8
  - question: How much growth could one heat wave undo, as Professor Haddad warned?
    answer: 10 years
    source: text#9
  - question: What did it cost to restore one hectare of the meadow?
    answer: about 9,500 dollars
    source: text#10
  - question: How much money has the Trust promised for a second bay?
    answer: 2.4 million dollars
    source: text#11
  - question: When is the planting in the second bay to start?
    answer: early 2026
    source: text#11
  - question: Since when has fishing with trawls been banned in the meadow?
    answer: late 2012
    source: text#12
"""


def departing(right: str, wrong: str) -> set[str]:
    assert right in CLAIMS
    return codes(check(CLAIMS.replace(right, wrong, 1), head=SOURCE, texts={"text": ARTICLE}))


def test_true_claims_of_many_sorts_are_let_pass() -> None:
    assert check(CLAIMS, head=SOURCE, texts={"text": ARTICLE}) == []


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("more than 120,000", "more than 12,000", "Q510"),
        ("more than 120,000", "under 120,000", "Q512"),
        ("more than 120,000", "at most 120,000", "Q512"),
        ("more than 120,000", "exactly 120,000", "Q513"),
        ("more than 120,000", "about 120,000", "Q512"),
        ("2004 to 2011", "2004 to 2012", "Q510"),
        ("Ingrid Solberg", "Ingrid Solheim", "Q511"),
        ("Ingrid Solberg", "Amal Haddad", "Q511"),
        ("Marrow Harbour Trust", "Coastal Research Trust", "Q511"),
        ("Marrow Harbour Trust", "Marrow Harbour", "Q517"),
        ("36 km²\n    accept: [36 square kilometres]", "36 hectares", "Q512"),
        ("36 km²\n    accept: [36 square kilometres]", "63 km²", "Q510"),
        ("by 2019", "by 2018", "Q510"),
        ("45 km", "45 miles", "Q512"),
        ("120,000\n", "121,000 shoots\n", "Q510"),
        ("45 km", "45.2 km", "Q510"),
        ("45 km", "29 miles", "Q510"),
        ("45 km", "54 km", "Q510"),
        ("answer: north", "answer: south", "Q516"),
        ("fourteen", "fifteen", "Q510"),
        ("Dr. Solberg count", "Dr. Haddad count", "Q511"),
        ("Of what harm by the planting did the study find no evidence", "What harm did the study prove", "Q513"),
        ("Of what harm by the planting did the study find no evidence", "What harm did the planting cause", "Q513"),
        ("may have killed", "always killed", "Q513"),
        ("in 2010", "in 2011", "Q510"),
        ("source: text#8", "source: text#7", "Q510"),
        ("10 years", "12 years", "Q510"),
        ("10 years", "10 months", "Q512"),
        ("about 9,500 dollars", "about 9,500 euros", "Q512"),
        ("about 9,500 dollars", "over 9,500 dollars", "Q512"),
        ("about 9,500 dollars", "about 5,900 dollars", "Q510"),
        ("2.4 million dollars", "2.4 billion dollars", "Q510"),
        ("early 2026", "late 2026", "Q512"),
        ("early 2026", "mid-2026", "Q512"),
        ("late 2012", "early 2012", "Q512"),
        ("source: text#12", "source: text#11", "Q510"),
        ("2.4 million dollars\n    source: text#11", "2.4 million dollars\n    source: text#99", "Q502"),
    ],
)  # fmt: skip
def test_a_wrong_claim_is_flagged(right: str, wrong: str, code: str) -> None:
    assert code in departing(right, wrong)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("more than 120,000", "120k or more"),
        ("more than 120,000", "over 120 thousand"),
        ("more than 120,000", "at least 120,000"),
        ("Ingrid Solberg", "I. Solberg"),
        ("45 km", "forty-five kilometres"),
        ("45 km", "45,000 m"),
        ("45 km", "28 miles"),
        ("fourteen", "14"),
        ("a tenth", "10 %"),
        ("10 years", "a decade"),
        ("about 9,500 dollars", "about $9,500"),
        ("2.4 million dollars", "$2.4m"),
        ("2.4 million dollars", "2,400,000 dollars"),
        ("early 2026", "2026"),
        ("late 2012", "2012"),
    ],
)  # fmt: skip
def test_one_fact_in_other_words_is_let_pass(one: str, other: str) -> None:
    assert departing(one, other) == set()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("2004 to 2011", "2011 to 2004"),
        ("fourteen", "3"),
        ("Of what harm by the planting did the study find no evidence", "Of what harm by the planting did the study find evidence"),
        ("may have killed", "killed"),
        ("banned", "discouraged"),
    ],
)  # fmt: skip
def test_what_no_check_of_words_can_be_sure_of_is_at_most_a_hint(right: str, wrong: str) -> None:
    """A right number or word in the wrong place, a negation or a hedge left out."""
    assert departing(right, wrong) == set()


@pytest.mark.parametrize(
    ("said", "asked", "answer"),
    [
        (
            "After 227 days in space the crew came home.",
            "How many days in space was the crew?",
            "227",
        ),
        ("It took 227 days in orbit.", "How long did it take in orbit?", "227 days"),
        ("The rope is 3 m in the well.", "How much of the rope is in the well?", "3 m"),
        ("The water stood 3 metres at noon.", "How high did the water stand at noon?", "3 m"),
        ("The pause lasts 5 s at most.", "How long does the pause last?", "5 s"),
        ("The lamp burns 12 h in winter.", "For how long does the lamp burn in winter?", "12 h"),
        ("A sack of 50 kg on the scale.", "How heavy is the sack on the scale?", "50 kg"),
        ("He ran 10 km by noon.", "How far did he run by noon?", "10 km"),
        ("It stays 40 min at the pole.", "How long does it stay at the pole?", "40 min"),
        ("They sailed 90 miles to the coast.", "How far did they sail to the coast?", "90 miles"),
        ("A tank of 200 l in the yard.", "How much does the tank in the yard hold?", "200 l"),
    ],
)
def test_a_preposition_behind_a_unit_is_no_part_of_it(said: str, asked: str, answer: str) -> None:
    card = f"  - {{question: '{asked}', answer: {answer}, source: text#1}}\n"
    assert "Q512" not in codes(check(card, head=HEAD, texts={"text": said}, hints=True))
    wrong = f"  - {{question: '{asked}', answer: 1{answer}, source: text#1}}\n"
    assert "Q510" in codes(check(wrong, head=HEAD, texts={"text": said}))


@pytest.mark.parametrize(
    "other", ["227 hours", "227 months", "227 weeks in a row", "227 years at sea"]
)
def test_another_unit_before_a_preposition_is_told(other: str) -> None:
    card = "  - {question: How long did it take in orbit?, answer: 227 days, source: text#1}\n"
    assert "Q512" in codes(check(card, head=HEAD, texts={"text": f"It took {other}."}))
