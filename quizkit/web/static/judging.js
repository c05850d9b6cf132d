// How a handout judges: picks by the scores of the grader, what is typed by what it said beforehand.
const judging = (() => {
  "use strict";
  // The white space of Python, so that both make the same keys.
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
  const END = /[.!?,;:\u2026]+$/;

  /** Return by what a spelling is looked up: 0 forgets nothing, 1 spaces, 2 case and end marks. */
  function keyOf(text, forgets) {
    text = text.replace(/\r\n/g, "\n").normalize("NFC");
    if (!forgets) return text;
    text = text.replace(SPACE, " ").replace(/^ | $/g, "");
    return forgets === 2 ? text.replace(END, "").replace(/ +$/, "").toLowerCase() : text;
  }

  /** Return what is known of a spelling: a score, or why it is wrong; null for nothing. */
  function lookUp(known, text) {
    for (const [forgets, said] of known) {
      const key = keyOf(text, forgets);
      if (Object.hasOwn(said, key)) return said[key];
    }
    return null;
  }

  const compare = { page: "compare", score: null, reason: "" };
  const right = (score = 1) => ({ page: "correct", score, reason: "" });
  const wrong = (reason) => ({ page: "wrong", score: 0, reason: reason || "" });
  function scored(score, reason) {
    if (score >= 1) return right();
    return score <= 0 ? wrong(reason) : { page: "partial", score, reason };
  }

  function one(card, picked) {
    const said = card.one[card.options.indexOf(picked)];
    return said === 1 ? right() : wrong(said);
  }

  function some(card, ticked) {
    const isRight = (at) => card.some[at] === 1;
    const places = card.options.map((_, at) => at);
    const rights = places.filter(isRight).length;
    if (!Array.isArray(ticked)) return rights ? wrong(`0 of the ${rights} right ones`) : right();
    const picked = places.filter((at) => ticked.includes(card.options[at]));
    const hits = picked.filter(isRight).length;
    const misses = picked.filter((at) => !isRight(at));
    let score = hits / Math.max(rights, 1);
    score -= misses.length / Math.max(card.options.length - rights, 1);
    if (card.whole && score !== 1) score = 0;
    let said = rights ? `${hits} of the ${rights} right ones` : "none of them is right";
    if (misses.length) {
      const why = misses.map((at) => card.some[at]).filter(Boolean).map((text) => ` (${text})`);
      const named = misses.map((at) => card.options[at]).join(", ");
      said += `; ${hits ? "less what is wrong" : "wrong"}: ${named}${why.join("")}`;
    }
    return scored(score, said);
  }

  /** Return how long the longest run of rising numbers is. */
  function longestRun(places) {
    const best = [];
    places.forEach((place, at) => {
      const before = best.filter((_, other) => places[other] < place);
      best[at] = 1 + Math.max(0, ...before);
    });
    return Math.max(0, ...best);
  }

  function order(card, given) {
    const size = card.order.length;
    const run = longestRun(given.map((text) => card.order.indexOf(card.options.indexOf(text))));
    const swapped = size > 2 ? "the other way round" : "the two swapped";
    const score = (run - 1) / (size - 1);
    return scored(score, score > 0 ? `${run} of ${size} in the right order` : swapped);
  }

  function pairs(card, given) {
    const isMade = (label, at) => given[label] === card.options[card.pairs[at]];
    const made = card.labels.filter(isMade).length;
    const missed = card.labels.filter((label, at) => !isMade(label, at));
    const told = new Set(missed.map((label) => given[label]));
    const why = [...told].map((text) => [text, card.said[card.options.indexOf(text)]]);
    const said = why.filter((each) => each[1]).map(([text, reason]) => `; ${text}: ${reason}`);
    return scored(made / card.labels.length, `${made} of ${card.labels.length} pairs${said.join("")}`);
  }

  function line(card, text) {
    const said = lookUp(card.typed[0], text);
    if (said === null) return compare;
    return typeof said === "number" ? right(said) : wrong(said);
  }

  function blanks(card, lines) {
    const said = lines.map((text, at) => lookUp(card.typed[at], text));
    return said.every((each) => typeof each === "number") ? right(Math.min(...said)) : compare;
  }

  /** Judge a list: each item must name one part of the answer, and no two the same. */
  function items(card, given) {
    const named = new Set();
    let score = 1;
    for (const text of given) {
      const found = card.typed.map((known) => lookUp(known, text));
      const parts = found.flatMap((said, at) => (typeof said === "number" ? [at] : []));
      if (parts.length !== 1 || named.has(parts[0])) return compare;
      named.add(parts[0]);
      score = Math.min(score, found[parts[0]]);
    }
    if (named.size === card.asked) return right(score);
    if (named.size > card.asked) return compare;
    return { page: "partial", score: named.size / card.asked, reason: `${named.size} of ${card.asked} parts` };
  }

  /** Return the items that are written on lines, or with a mark between that no answer has. */
  function parted(card, text) {
    const known = (card.typed || []).flat().flatMap((each) => Object.keys(each[1])).join("\n");
    let parts = text.split("\n");
    for (const mark of [";", ","]) {
      if (!known.includes(mark)) parts = parts.flatMap((part) => part.split(mark));
    }
    return parts.map((part) => part.trim()).filter(Boolean);
  }

  const ways = { one, some, order, pairs, line, lines: blanks, items, own: () => compare };

  /** Return what a page says of an answer: page, score (null to compare), reason. */
  function judge(card, response) {
    if (response === null) return { page: "shown", score: 0, reason: "" };
    const isJudged = card.form === "own" || ["one", "some", "order", "pairs", "typed"].some((name) => card[name]);
    return isJudged ? ways[card.form](card, response) : compare;
  }

  return { judge, keyOf, parted };
})();
if (typeof module !== "undefined") module.exports = judging;
