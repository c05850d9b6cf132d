"""Items of QTI 1.2, as Canvas and Common Cartridge have them, read by their structure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from quizkit.authoring.yaml_writing import Written
from quizkit.cloze import Blank, write_cloze
from quizkit.interchange.choices import Choice, choice_entry
from quizkit.interchange.teaching.html_fields import Fields, Find
from quizkit.interchange.teaching.xml_tree import Element

Entry = dict[str, Written]
_MOST = 9


class OldItem:
    """One item whose texts are read.

    Args:
        item: its element.
        fields: what reads its texts.
        find: gives the name in the import of a file.
    """

    def __init__(self, item: Element, fields: Fields, find: Find) -> None:
        self.item = item
        self.fields = fields
        self._find = find
        self._rights: dict[str, list[str]] = {}
        self._feedback: dict[str, str] = {}
        self._range: tuple[str, str] = ("", "")
        self._holes: dict[str, str] = {}
        self._is_strict = False
        for condition in item.within("respcondition"):
            self._judged(condition)

    @property
    def kind(self) -> str:
        """What the metadata call the kind of question; empty if they do not."""
        for field in self.item.within("qtimetadatafield"):
            if field.said("fieldlabel") in ("question_type", "qmd_itemtype", "cc_profile"):
                return field.said("fieldentry")
        return ""

    def question(self) -> str:
        """Return what is asked."""
        shown = self.item.first("presentation")
        if shown is None:
            return ""
        for number, lid in enumerate(self._lids()):
            if own := _own(lid):
                self._holes[f"[{own}]"] = f"\ue010{number}\ue011"
        asked = self._materials(_outside(shown), is_asked=True)
        if not all(hole in asked for hole in self._holes.values()):  # then none of them is a gap
            self._holes = {}
            asked = self._materials(_outside(shown))
        return asked

    def entry(self) -> Entry | None:
        """Return the item as an entry; None where it cannot be one, which is told."""
        question = self.question()
        lids = self._lids()
        texts = list(self.item.within("response_str", "response_num"))
        if not question:
            self.fields.lose("a question without a text", "there is nothing to ask")
            return None
        if "calculated" in self.kind or any(each.name == "response_xy" for each in lids):
            self.fields.lose(
                f"a question of the type {self.kind or 'hotspot'!r}", "quizkit has no such kind"
            )
            return None
        if self._holes:
            entry = self._gaps(question, lids)
        elif len(lids) > 1:
            entry = self._several(question, lids)
        elif lids:
            entry = self._choice(question, lids[0])
        else:
            entry = self._typed(question, texts)
        return self._explained(entry) if entry else None

    def _lids(self) -> list[Element]:
        return list(self.item.within("response_lid", "response_grp", "response_xy"))

    def _html(self, html: str, *, inline: bool = False) -> str:
        return self.fields.html(html, self._find, inline=inline)

    def _materials(
        self, materials: Iterator[Element], *, inline: bool = False, is_asked: bool = False
    ) -> str:
        """Return what materials say; in what is asked, the names of gaps as their places."""
        parts = []
        for material in materials:
            for each in material.children:
                text = each.text or each.inner
                for name, hole in self._holes.items() if is_asked else ():
                    text = text.replace(name, hole)
                if (
                    each.name == "mattext"
                    and each.get("texttype") in ("", "text/plain")
                    and "<" not in each.text
                ):
                    parts.append(self.fields.plain(text.strip(), inline=inline))
                elif each.name in ("mattext", "matemtext"):
                    parts.append(self._html(text, inline=inline))
                elif each.name == "matimage" and each.get("uri"):
                    parts.append(self._html(f'<img src="{each.get("uri")}">'))
        return ("\n" if inline else "\n\n").join(filter(None, parts))

    def _judged(self, condition: Element) -> None:
        """Keep what a condition says is right, and which feedback it shows."""
        value = max((_number(each.text) for each in condition.all("setvar")), default=0.0)
        said = condition.first("conditionvar")
        if said is None:
            return
        equals = list(_positive(said))
        for each in equals:
            if value > 0:
                self._rights.setdefault(each.get("respident"), []).append(each.text.strip())
                self._is_strict |= each.get("case").lower() == "yes"
            for shown in condition.all("displayfeedback"):
                self._feedback.setdefault(each.text.strip(), shown.get("linkrefid"))
        if value > 0 and not self._range[0]:
            low, high = (
                next(said.within("vargte", "vargt"), None),
                next(said.within("varlte", "varlt"), None),
            )
            if low is not None and high is not None:
                self._range = (low.text.strip(), high.text.strip())

    def _said(self, ident: str) -> str:
        for each in self.item.all("itemfeedback"):
            if each.get("ident") == ident:
                return self._materials(each.within("material"))
        return ""

    def _labels(self, lid: Element) -> dict[str, str]:
        return {
            each.get("ident"): self._materials(each.within("material"), inline=True)
            for each in lid.within("response_label")
        }

    def _choice(self, question: str, lid: Element) -> Entry | None:
        labels = self._labels(lid)
        rights = self._rights.get(lid.get("ident"), [])
        if lid.get("rcardinality") == "Ordered":
            order = [labels[each] for each in rights if each in labels]
            if 2 <= len(order) <= _MOST and len(set(order)) == len(order):
                return {"question": question, "order": order}
            self.fields.lose("too many or too few things to put in order", "a note has two to nine")
            return None
        choices = []
        for own, text in labels.items():
            feedback = self._said(self._feedback.get(own, "")) or self._said(f"{own}_fb")
            choices.append(Choice(text, own in rights, "" if own in rights else feedback))
        return choice_entry(question, choices, self.fields.place, self.fields.losses.append)

    def _rights_of(self, lid: Element, labels: Mapping[str, str]) -> list[str]:
        rights = [labels[each] for each in self._rights.get(lid.get("ident"), []) if each in labels]
        if not rights:
            self.fields.lose("a part without a right answer", "it is left out")
        return list(dict.fromkeys(rights))

    def _several(self, question: str, lids: list[Element]) -> Entry | None:
        """Return a question with several sets of options: pairs."""
        pairs: dict[str, str] = {}
        others: dict[str, None] = {}
        for lid in lids:
            own = self._materials(iter(lid.all("material")), inline=True)
            labels = self._labels(lid)
            others |= dict.fromkeys(labels.values())
            rights = self._rights_of(lid, labels)
            if rights:
                pairs.setdefault(own, rights[0])
        if not 2 <= len(pairs) <= _MOST:
            self.fields.lose("too many or too few pairs", "a note has two to nine")
            return None
        rest = [text for text in others if text not in pairs.values()]
        entry: Entry = {"question": question, "pairs": pairs}
        return {**entry, "distractors": rest} if rest else entry

    def _gaps(self, question: str, lids: list[Element]) -> Entry | None:
        """Return a text with the gaps whose places are in it."""
        blanks: dict[str, Blank] = {}
        for hole in self._holes.values():
            lid = lids[int(hole[1:-1])]
            labels = self._labels(lid)
            rights = self._rights_of(lid, labels)
            several = set(labels.values()) - set(rights)
            hint = " / ".join(sorted(labels.values())) if several else ""
            if rights:
                blanks[hole] = Blank(rights[0], tuple(rights[1:]), hint)
        parts = re.split("(\ue010\\d+\ue011)", question)
        if not blanks:
            return None
        return {
            "cloze": write_cloze([blanks.get(p, "…" if p[:1] == "\ue010" else p) for p in parts])
        }

    def _typed(self, question: str, fields: list[Element]) -> Entry | None:
        rights = list(
            dict.fromkeys(right for each in self._rights.values() for right in each if right)
        )
        if self._range[0]:
            return {"question": question, **_number_in(*self._range, rights)}
        if rights and len(fields) <= 1:
            texts = [*dict.fromkeys(self.fields.plain(each, inline=True) for each in rights)]
            entry: Entry = {"question": question, "answer": texts[0]}
            if texts[1:]:
                entry["accept"] = texts[1:]
            if self._is_strict:
                entry["case"] = "strict"
            return entry
        if len(fields) > 1:
            answers = [
                each for field in fields for each in self._rights.get(field.get("ident"), [])[:1]
            ]
            if len(answers) == len(fields):
                return {"question": question, "answers": list(dict.fromkeys(answers))}
        solution = self._said("solution") or self._said("general_fb")
        if not solution:
            self.fields.lose("a question without a right answer", "write it, and import it again")
            return None
        return {"question": question, "answer": solution, "type": "free"}

    def _explained(self, entry: Entry) -> Entry:
        if entry.get("type") == "free":
            return entry
        general, *others = map(self._said, ("general_fb", "correct_fb", "general_incorrect_fb"))
        said = (general, *(text for text in others if len(text.split()) > 3))
        telling = list(dict.fromkeys(filter(None, said)))
        return {**entry, "explanation": "\n\n".join(telling)} if telling else entry


def _own(lid: Element) -> str:
    """Return what stands with a response itself: the name of its gap."""
    return " ".join(each.text.strip() for m in lid.all("material") for each in m.children).strip()


def _number_in(low: str, high: str, rights: Sequence[str]) -> Entry:
    """Return a number and how far off one may be, or the two that it is to lie between."""
    try:
        least, most, exact = Decimal(low), Decimal(high), [Decimal(each) for each in rights]
        if len(exact) == 1 and most - exact[0] == exact[0] - least >= 0:
            off = {"tolerance": f"{most - exact[0]:f}"} if most != least else {}
            return {"answer": rights[0], "type": "number", **off}
    except InvalidOperation:
        pass
    return {"min": low, "max": high, "type": "number"}


def _number(text: str) -> float:
    try:
        return float(text.strip())
    except ValueError:
        return 0.0


def _positive(element: Element) -> Iterator[Element]:
    """Yield what a condition wants a response to be, and not what it must not be."""
    for each in element.children:
        if each.name in ("varequal", "varsubset"):
            yield each
        elif each.name != "not":
            yield from _positive(each)


def _outside(element: Element) -> Iterator[Element]:
    """Yield the materials that belong to no response."""
    for each in element.children:
        if each.name == "material":
            yield each
        elif not each.name.startswith("response_"):
            yield from _outside(each)
