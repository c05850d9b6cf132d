"""Items of QTI 2 and 3 as entries of a deck, interaction by interaction."""

import re
from collections.abc import Iterator, Mapping, Sequence

from quizkit.authoring.yaml_writing import Written
from quizkit.cloze import Blank, write_cloze
from quizkit.interchange.choices import Choice, choice_entry
from quizkit.interchange.teaching.html_fields import Fields, Find
from quizkit.interchange.teaching.xml_tree import Element

_BLOCKS = (
    "choiceInteraction", "orderInteraction", "matchInteraction", "extendedTextInteraction",
    "gapMatchInteraction",
)  # fmt: skip
_INLINE = ("textEntryInteraction", "inlineChoiceInteraction", "gap")
_NOT_ASKED = frozenset(
    ("rubricBlock", "feedbackBlock", "feedbackInline", "modalFeedback", "stylesheet")
)
_MOST = 9
Entry = dict[str, Written]


def as_second(element: Element) -> Element:
    """Return an element of QTI 3 with the names that QTI 2 has for it; others as they are."""
    found = Element(_camel(element.name), {}, element.line)
    found.attributes = {_camel(name, element.name): v for name, v in element.attributes.items()}
    found.content = [each if isinstance(each, str) else as_second(each) for each in element.content]
    return found


def _camel(name: str, of: str = "qti-") -> str:
    if not of.startswith("qti-") or not (of != "qti-" or name.startswith("qti-")):
        return name
    first, *rest = name.removeprefix("qti-").split("-")
    return first + "".join(part.capitalize() for part in rest)


class Item:
    """One item whose texts are read.

    Args:
        root: its element `assessmentItem`.
        fields: what reads its texts.
        find: gives the name in the import of a file.
    """

    def __init__(self, root: Element, fields: Fields, find: Find) -> None:
        self.root = root
        self.fields = fields
        self._find = find
        self._rights = {each.get("identifier"): each for each in root.all("responseDeclaration")}

    def entry(self) -> Entry | None:
        """Return the item as an entry; None where it cannot be one, which is told."""
        body = self.root.first("itemBody")
        if body is None:
            self.fields.lose("an item without a body", "there is nothing to ask")
            return None
        others = [
            each.name
            for each in body.within(*_names_of_interactions(body))
            if each.name not in _INLINE
        ]
        unknown = [name for name in others if name not in _BLOCKS]
        if unknown or len(others) > 1:
            what = (
                f"an interaction of the kind {unknown[0]:.40}"
                if unknown
                else "several interactions"
            )
            self.fields.lose(what, "quizkit has no such kind of question")
            return None
        block = next(body.within(*_BLOCKS), None)
        entry = self._block(block, body) if block else self._inline(body)
        return self._explained(entry) if entry else None

    def _html(self, html: str, *, inline: bool = False) -> str:
        return self.fields.html(html, self._find, inline=inline)

    def _values(self, identifier: str) -> list[str]:
        """Return the right values of a response, the first one first."""
        found = self._rights.get(identifier)
        if found is None:
            return []
        right = found.first("correctResponse")
        values = [each.text.strip() for each in right.all("value")] if right else []
        mapping = found.first("mapping")
        entries = mapping.all("mapEntry") if mapping else []
        best = max((_number(each.get("mappedValue")) for each in entries), default=0.0)
        if found.get("baseType") in ("string", "") or not values:
            for each in entries:
                share = _number(each.get("mappedValue"))
                if share > 0 and (share == best or found.get("cardinality") == "multiple"):
                    values.append(each.get("mapKey").strip())
                elif share > 0:
                    self.fields.lose("an answer that is partly right", "it is left out")
        return list(dict.fromkeys(value for value in values if value))

    def _is_strict(self, identifier: str) -> bool:
        entries = self._rights[identifier].within("mapEntry") if identifier in self._rights else ()
        return any(each.get("caseSensitive") == "true" for each in entries)

    def _asked(self, body: Element) -> str:
        """Return what stands in a body beside its interactions, with their prompts."""
        return self._html(_html_of(body))

    def _block(self, interaction: Element, body: Element) -> Entry | None:
        question = self._asked(body)
        if not question:
            self.fields.lose("a question without a text", "there is nothing to ask")
            return None
        readers = {
            "choiceInteraction": self._choice,
            "orderInteraction": self._order,
            "matchInteraction": self._match,
            "extendedTextInteraction": self._extended,
            "gapMatchInteraction": self._gap_match,
        }
        return readers[interaction.name](question, interaction)

    def _choice(self, question: str, interaction: Element) -> Entry | None:
        rights = self._values(interaction.get("responseIdentifier"))
        choices = []
        said = {each.get("identifier"): each for each in self.root.all("modalFeedback")}
        for each in interaction.within("simpleChoice"):
            own = each.get("identifier")
            told = next(each.within("feedbackInline"), said.get(own))
            feedback = self._html(told.inner).strip() if told else ""
            text = self._html(_html_of(each), inline=True)
            choices.append(Choice(text, own in rights, feedback))
        lose = self.fields.losses.append
        if [each.text for each in choices] == ["true", "false"] and sum(
            e.right for e in choices
        ) == 1:
            return {"statement": question, "answer": "true" if choices[0].right else "false"}
        entry = choice_entry(question, choices, self.fields.place, lose)
        several = interaction.get("maxChoices") != "1" and entry and "distractors" in entry
        if entry and several and self._cardinality(interaction) == "multiple" and "answer" in entry:
            feedback_of = entry.pop("distractors")
            entry = {
                "question": question,
                "answers": [str(entry["answer"])],
                "distractors": feedback_of,
            }
        return entry

    def _cardinality(self, interaction: Element) -> str:
        found = self._rights.get(interaction.get("responseIdentifier"))
        return found.get("cardinality") if found else ""

    def _order(self, question: str, interaction: Element) -> Entry | None:
        texts = {
            each.get("identifier"): self._html(_html_of(each), inline=True)
            for each in interaction.within("simpleChoice")
        }
        order = [
            texts[own]
            for own in self._values(interaction.get("responseIdentifier"))
            if own in texts
        ]
        if not 2 <= len(order) <= _MOST or len(set(order)) < len(order):
            why = "a note has two to nine different ones"
            self.fields.lose("too many or too few things to put in order", why)
            return None
        return {"question": question, "order": order}

    def _match(self, question: str, interaction: Element) -> Entry | None:
        texts = {
            each.get("identifier"): self._html(_html_of(each), inline=True)
            for each in interaction.within("simpleAssociableChoice")
        }
        pairs: dict[str, str] = {}
        for value in self._values(interaction.get("responseIdentifier")):
            left, _, right = value.partition(" ")
            if left in texts and right in texts and texts[left] not in pairs:
                pairs[texts[left]] = texts[right]
            else:
                self.fields.lose("a left side with several right ones", "the first is kept")
        if not 2 <= len(pairs) <= _MOST:
            self.fields.lose("too many or too few pairs", "a note has two to nine")
            return None
        sets = interaction.all("simpleMatchSet")
        right_ids = [each.get("identifier") for each in sets[-1].children] if sets else []
        others = dict.fromkeys(texts[own] for own in right_ids if own in texts)
        rest = [text for text in others if text not in pairs.values()]
        entry: Entry = {"question": question, "pairs": pairs}
        return {**entry, "distractors": rest} if rest else entry

    def _extended(self, question: str, interaction: Element) -> Entry | None:
        told = [each for each in self.root.within("rubricBlock") if "scorer" in each.get("view")]
        answer = self._html("".join(each.inner for each in told)) if told else ""
        answer = answer or "\n".join(self._values(interaction.get("responseIdentifier")))
        if not answer:
            self.fields.lose("an essay without a model answer", "write one to compare with")
            return None
        return {"question": question, "answer": answer, "type": "free"}

    def _gap_match(self, question: str, interaction: Element) -> Entry | None:
        texts = {
            each.get("identifier"): " ".join(_text_of(each).split())
            for each in interaction.within("gapText")
        }
        places: dict[str, str] = {}
        for value in self._values(interaction.get("responseIdentifier")):
            text, _, gap = value.partition(" ")
            places.setdefault(gap, texts.get(text, ""))
        hint = " / ".join(sorted(texts.values()))
        body = self.root.first("itemBody")
        gaps = list(interaction.within("gap"))
        answers = [
            [places[each.get("identifier")]] if each.get("identifier") in places else []
            for each in gaps
        ]
        return self._cloze(_html_of(body, gaps) if body else "", answers, [hint] * len(gaps))

    def _inline(self, body: Element) -> Entry | None:
        gaps = list(body.within("textEntryInteraction", "inlineChoiceInteraction"))
        if not gaps:
            self.fields.lose("an item that asks nothing", "there is nothing to answer")
            return None
        answers, hints = [], []
        for gap in gaps:
            values = self._values(gap.get("responseIdentifier"))
            options = {
                each.get("identifier"): " ".join(_text_of(each).split())
                for each in gap.within("inlineChoice")
            }
            answers.append([options.get(each, each) for each in values] if options else values)
            hints.append(" / ".join(sorted(options.values())))
        html = _html_of(body, gaps)
        bare = re.sub(r"(?<![\s>])(?:\s|<[^<>]*>|&nbsp;|\xa0)+$", "", html)
        shown = "".join(re.findall(r"<(?:img|audio)\b[^<>]*>", html[len(bare) :]))
        if len(gaps) == 1 and bare.endswith("\ue011") and not hints[0] and answers[0]:
            typed = self._typed(bare.replace("\ue0100\ue011", "") + shown, answers[0], gaps[0])
            if typed:
                return typed
        strict = [self._is_strict(gap.get("responseIdentifier")) for gap in gaps]
        entry = self._cloze(html, answers, hints)
        if entry and any(strict):
            entry = {**entry, "case": "strict"}
            if not all(strict):
                self.fields.lose("how letter case is judged", "it counts in all gaps, or in none")
        return entry

    def _typed(self, html: str, answers: Sequence[str], gap: Element) -> Entry | None:
        question = self._html(html)
        if not question:
            return None
        identifier = gap.get("responseIdentifier")
        texts = [*dict.fromkeys(self.fields.plain(text, inline=True) for text in answers)]
        entry: Entry = {"question": question, "answer": texts[0]}
        if texts[1:]:
            entry["accept"] = texts[1:]
        if self._is_strict(identifier):
            entry["case"] = "strict"
        equal = next(self.root.within("equal"), None)
        declared = self._rights.get(identifier)
        if declared is not None and declared.get("baseType") in ("integer", "float"):
            entry["type"] = "number"
            tolerance = (equal.get("tolerance").split() or [""])[0] if equal else ""
            if tolerance and tolerance != "0":
                entry["tolerance"] = tolerance
        return entry

    def _cloze(self, html: str, answers: Sequence[list[str]], hints: Sequence[str]) -> Entry | None:
        said = self._html(html)
        pieces: list[str | Blank] = []
        for index, part in enumerate(re.split("\ue010(\\d+)\ue011", said)):
            if index % 2 == 0:
                pieces.append(part)
            elif answers[int(part)]:
                first, *rest = (self.fields.plain(each, inline=True) for each in answers[int(part)])
                hint = self.fields.plain(hints[int(part)], inline=True)
                pieces.append(Blank(first, tuple(rest), hint))
            else:
                self.fields.lose("a gap without a right answer", "it stays open, as …")
                pieces.append("…")
        if not any(isinstance(each, Blank) for each in pieces):
            return None
        return {"cloze": write_cloze(pieces)}

    def _explained(self, entry: Entry) -> Entry:
        options = {each.get("identifier") for each in self.root.within("simpleChoice")}
        said = [
            self._html(each.inner)
            for each in self.root.all("modalFeedback")
            if each.get("identifier") not in options
        ]
        telling = list(
            dict.fromkeys(text for text in said if len(text.split()) > 3 or len(said) == 1)
        )
        return {**entry, "explanation": "\n\n".join(telling)} if any(telling) else entry


def _names_of_interactions(body: Element) -> set[str]:
    return {name for name in _every_name(body) if name.endswith("Interaction")}


def _every_name(element: Element) -> Iterator[str]:
    for each in element.children:
        yield each.name
        yield from _every_name(each)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _text_of(element: Element) -> str:
    return "".join(each if isinstance(each, str) else _text_of(each) for each in element.content)


def _html_of(element: Element, gaps: Sequence[Element] = ()) -> str:
    """Return what is asked in an element as HTML, with a sign and its number for each gap."""
    numbers = {id(gap): number for number, gap in enumerate(gaps)}
    return _asked_html(element, numbers)


def _asked_html(element: Element, gaps: Mapping[int, int]) -> str:
    from xml.sax.saxutils import escape, quoteattr

    parts = []
    for each in element.content:
        if isinstance(each, str):
            parts.append(escape(each))
        elif id(each) in gaps:
            parts.append(f"\ue010{gaps[id(each)]}\ue011")
        elif each.name == "object" and each.get("type").startswith("image"):
            parts.append(f"<img src={quoteattr(each.get('data'))} alt={quoteattr(_text_of(each))}>")
        elif each.name == "object" and each.get("type").startswith("audio"):
            parts.append(f"<audio src={quoteattr(each.get('data'))}>")
        elif each.name == "prompt":
            parts.append(f"<p>{_asked_html(each, gaps)}</p>")
        elif each.name == "gapMatchInteraction":
            parts.append(_asked_html(each, gaps) if gaps else _asked_html(_prompts(each), gaps))
        elif each.name.endswith("Interaction"):
            parts.append(_asked_html(_prompts(each), gaps))
        elif each.name not in _NOT_ASKED and each.name not in ("gapText", "gapImg", "gap"):
            inner = _asked_html(each, gaps)
            whole = Element(each.name, each.attributes, each.line)
            shell = whole.outer
            parts.append(
                shell
                if shell.startswith(("<img", "<br", "<hr"))
                else shell.replace("><", f">{inner}<", 1)
            )
    return "".join(parts)


def _prompts(interaction: Element) -> Element:
    found = Element("div", {}, interaction.line)
    found.content = list(interaction.all("prompt"))
    return found
