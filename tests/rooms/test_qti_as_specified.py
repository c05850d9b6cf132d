"""Packages of QTI 2.1, against tables after its information model, and its XSD where there is one."""

import io
import os
import zipfile
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from quizkit.formats import parse_deck
from quizkit.interchange import FORMATS, Outgoing, WriteOptions

DECK = """\
title: Canals
cards:
  - {id: typed, question: Which canal?, answer: Suez, accept: [Suez Canal], case: strict}
  - {id: number, question: How long?, answer: "193", type: number, tolerance: "0.5"}
  - {id: unit, question: How deep?, answer: 24 m, tolerance: 2 %}
  - {id: between, question: How old?, min: 150, max: 160}
  - {id: one, question: "Who, & why?", answer: A, distractors: {B: "no, he <sold> it", C: ''}}
  - {id: two, question: Which seas?, answers: [Red, Middle], distractors: [Black, Aral]}
  - {id: said, statement: It has locks., answer: false, explanation: It is level.}
  - {id: gaps, cloze: "Begun in {{1859|in 1859}}, opened in {{1869}}."}
  - {id: order, question: In which order?, order: [start, opening, sale]}
  - {id: pairs, question: Which end?, pairs: {Port Fuad: north, Suez: south}, distractors: [west]}
  - {id: free, question: Why?, answer: It is short., type: free}
  - {id: list, question: Which towns?, answers: [Suez, [Ismailia, Ismaïlia]]}
  - {id: 7up, question: Which tone?, answer: A, image: canal.png, audio: canal.mp3}
"""
MARKED = r"""
title: Marks
markup: markdown
cards:
  - id: blocks
    question: |
      A list:

      3. one
      4. two
         - in it

      > a quote

      ```python
      x = 1 < 2
      ```

      | a | b |
      |---|:-:|
      | 1 | **2** |

      ---

      # Head

      $$x^2$$
    answer: "yes, *it* is"
  - id: inlines
    question: "~~Not~~ `x` [p](https://a.example) <x> & {漢字|かんじ} ![it](canal.png)\\\nor $x$?"
    answer: "*a*"
    distractors: ["```\nx\n```", "~~b~~", "- c\n- d"]
  - {id: sides, question: Which?, pairs: {"*a* b": "`c`", "$d$": "e"}, distractors: [z]}
  - {id: gaps, cloze: "> a {{b}}\n\n- c {{d|e}}\n\n`x {{y}}`"}
  - {id: cells, cloze: "| a | b |\n|---|---|\n| {{c}} | d |"}
  - {id: essay, question: Why?, type: free, answer: "a\n\n- b", explanation: "| a |\n|---|\n| b |"}
"""

INLINE = frozenset(
    "img br object em a code span sub acronym big tt kbd q i dfn abbr strong sup var small samp b cite"
    " textEntryInteraction".split()
)
BLOCK = frozenset(
    "pre h1 h2 h3 h4 h5 h6 p address dl ol ul hr blockquote table div rubricBlock choiceInteraction"
    " orderInteraction matchInteraction extendedTextInteraction".split()
)
FLOW = INLINE | BLOCK
TEXT = "#text"
SCORING = frozenset(("responseCondition", "setOutcomeValue"))
VALUES = frozenset(("variable", "correct", "baseValue", "sum", "mapResponse", "equal"))
CHILDREN: dict[str, frozenset[str]] = {
    "assessmentItem": frozenset(
        "responseDeclaration outcomeDeclaration itemBody responseProcessing modalFeedback".split()
    ),
    "responseDeclaration": frozenset(("correctResponse", "mapping")),
    "outcomeDeclaration": frozenset(("defaultValue",)),
    "correctResponse": frozenset(("value",)),
    "defaultValue": frozenset(("value",)),
    "value": frozenset((TEXT,)),
    "mapping": frozenset(("mapEntry",)),
    "itemBody": BLOCK,
    "rubricBlock": BLOCK - {"rubricBlock"},
    "blockquote": BLOCK,
    **dict.fromkeys(("p", "h1", "pre", "em", "strong", "code", "a", "span"), INLINE | {TEXT}),
    **dict.fromkeys(("div", "li", "td", "th", "object", "modalFeedback"), FLOW | {TEXT}),
    **dict.fromkeys(("simpleChoice", "simpleAssociableChoice"), FLOW | {TEXT}),
    "ol": frozenset(("li",)),
    "ul": frozenset(("li",)),
    "table": frozenset(("thead", "tbody")),
    "thead": frozenset(("tr",)),
    "tbody": frozenset(("tr",)),
    "tr": frozenset(("td", "th")),
    "choiceInteraction": frozenset(("simpleChoice",)),
    "orderInteraction": frozenset(("simpleChoice",)),
    "matchInteraction": frozenset(("simpleMatchSet",)),
    "simpleMatchSet": frozenset(("simpleAssociableChoice",)),
    "responseProcessing": SCORING,
    "responseCondition": frozenset(("responseIf",)),
    "responseIf": SCORING | VALUES,
    "setOutcomeValue": VALUES,
    "baseValue": frozenset((TEXT,)),
    "equal": VALUES,
    "sum": VALUES,
}
"""What may stand within an element of those that are written."""

ATTRIBUTES = {
    "assessmentItem": "identifier title adaptive timeDependent",
    "responseDeclaration": "identifier cardinality baseType",
    "outcomeDeclaration": "identifier cardinality baseType",
    "choiceInteraction": "responseIdentifier shuffle maxChoices",
    "orderInteraction": "responseIdentifier shuffle",
    "matchInteraction": "responseIdentifier shuffle maxAssociations",
    "textEntryInteraction": "responseIdentifier",
    "extendedTextInteraction": "responseIdentifier",
    "rubricBlock": "view",
    "simpleChoice": "identifier",
    "simpleAssociableChoice": "identifier matchMax",
    "mapping": "defaultValue",
    "mapEntry": "mapKey mappedValue caseSensitive",
    "modalFeedback": "outcomeIdentifier identifier showHide",
    "setOutcomeValue": "identifier",
    "variable": "identifier",
    "correct": "identifier",
    "mapResponse": "identifier",
    "baseValue": "baseType",
    "equal": "toleranceMode tolerance",
    "img": "src alt",
    "object": "data type",
    "a": "href",
    "td": "align",
    "th": "align",
}
"""Attributes of the elements that are written: these, and no others but `class`."""

ORDER = [
    "responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback",
]  # fmt: skip

ASKED = {
    "choiceInteraction": {("single", "identifier"), ("multiple", "identifier")},
    "orderInteraction": {("ordered", "identifier")},
    "matchInteraction": {("multiple", "directedPair")},
    "textEntryInteraction": {("single", "string"), ("single", "float")},
    "extendedTextInteraction": {("single", "string")},
}
"""Which response an interaction is bound to: its cardinality and its type."""

TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"


def name_of(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def every(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if name_of(each) == name]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("canals")
    (folder / "canal.png").write_bytes(b"picture")
    (folder / "canal.mp3").write_bytes(b"sound")
    decks = [parse_deck(text).deck for text in (DECK, MARKED)]
    outgoing = [Outgoing(deck=deck, folder=folder) for deck in decks if deck]
    to = io.BytesIO()
    FORMATS["qti"].write(outgoing, to, WriteOptions(), int)
    with zipfile.ZipFile(to) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def items(package: dict[str, bytes]) -> list[Element]:
    found = [
        ElementTree.fromstring(data)
        for name, data in package.items()
        if name.startswith("items/") and name.endswith(".xml")
    ]
    assert len(found) == (DECK + MARKED).count("id: ")
    return found


def test_the_manifest_names_each_file_once(package: dict[str, bytes]) -> None:
    manifest = ElementTree.fromstring(package["imsmanifest.xml"])
    resources = every(manifest, "resource")
    assert len({each.get("identifier") for each in resources}) == len(resources)
    assert {each.get("type") for each in resources} == {"imsqti_item_xmlv2p1"}
    files = [each.get("href") for each in every(manifest, "file")]
    assert {*files} == package.keys() - {"imsmanifest.xml"}
    for resource in resources:
        assert resource.get("href") in [each.get("href") for each in resource]


def test_elements_stand_where_they_may_with_the_attributes_they_need(items: list[Element]) -> None:
    for root in items:
        assert [*map(name_of, root)] == sorted(map(name_of, root), key=ORDER.index)
        for each in root.iter():
            name, may = name_of(each), CHILDREN.get(name_of(each), frozenset())
            inner = {name_of(child) for child in each}
            if any((text or "").strip() for text in (each.text, *(child.tail for child in each))):
                inner.add(TEXT)
            assert inner <= may, name
            has = {*ATTRIBUTES.get(name, "").split()}
            assert (
                has - {"alt", "align", "baseType"} <= {*each.keys()} <= has | {"class", "template"}
            ), name
            assert name == "responseProcessing" or each.get("template") is None


def test_identifiers_are_unique_and_what_is_named_is_there(items: list[Element]) -> None:
    for root in items:
        declared = {each.get("identifier"): each for each in every(root, "responseDeclaration")}
        asked = [each for each in root.iter() if name_of(each) in ASKED]
        assert len(declared) == len(asked) == len({a.get("responseIdentifier") for a in asked})
        for each in asked:
            response = declared[each.get("responseIdentifier")]
            own = [e.get("identifier") or "" for e in each.iter() if e.get("identifier")]
            values = [value.text or "" for value in every(response, "value")]
            kind = response.get("cardinality"), response.get("baseType")
            assert kind in ASKED[name_of(each)]
            assert len(own) == len({*own})
            if own:
                assert {part for value in values for part in value.split()} <= {*own}
                assert values
            if name_of(each) == "orderInteraction":
                assert sorted(values) == sorted(own)
            if name_of(each) == "choiceInteraction":
                assert (each.get("maxChoices") == "1") == (kind[0] == "single")


def test_responses_are_processed_as_they_are_declared(items: list[Element]) -> None:
    for root in items:
        declared = {each.get("identifier"): each for each in every(root, "responseDeclaration")}
        outcomes = {each.get("identifier") for each in every(root, "outcomeDeclaration")}
        processing = every(root, "responseProcessing")
        assert len(processing) == (0 if every(root, "extendedTextInteraction") else 1)
        for each in processing:
            template = each.get("template")
            if template:
                need = {"match_correct": "correctResponse", "map_response": "mapping"}
                assert every(declared["RESPONSE"], need[template.removeprefix(TEMPLATES)])
            assert bool(template) != bool(len(each))
        for each in root.iter():
            if name_of(each) in ("variable", "correct", "mapResponse"):
                assert each.get("identifier") in declared
            if name_of(each) == "mapResponse":
                assert every(declared[each.get("identifier")], "mapping")
            if name_of(each) in ("setOutcomeValue", "modalFeedback"):
                assert (each.get("outcomeIdentifier") or each.get("identifier")) in outcomes


def test_the_schema_takes_every_item(package: dict[str, bytes]) -> None:
    named = os.environ.get("QUIZKIT_QTI_XSD")
    if not named:
        pytest.skip("QUIZKIT_QTI_XSD names no schema of QTI 2.1, a file or a folder")
    etree = pytest.importorskip("lxml.etree", reason="a schema takes lxml")
    path = Path(named)
    file = next(path.rglob("imsqti_v2p1*.xsd")) if path.is_dir() else path
    schema = etree.XMLSchema(etree.parse(str(file)))
    for name, data in package.items():
        if name.startswith("items/") and name.endswith(".xml"):
            assert schema.validate(etree.fromstring(data)), (name, schema.error_log)
