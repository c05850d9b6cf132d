(() => {
  "use strict";
  const told = JSON.parse(document.getElementById("told").textContent);
  const at = (id) => document.getElementById(id);
  const stage = at("stage");
  const STORE = `quizkit ${told.deck.id} ${told.deck.digest} ${told.page}`;
  const WORDS = {
    correct: ["\u2713", "Right"], close: ["\u2248", "Close enough"], partial: ["\u25d0", "Partly right"],
    wrong: ["\u2717", "Wrong"], shown: ["\u2013", "Shown"], compare: ["\u2013", "Compare"],
    open: ["\u2013", "Not answered"],
  };
  const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

  /** Return an element: attributes, functions as listeners, then what is in it. */
  function el(name, attributes = {}, ...inner) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(key, value);
      else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...inner.filter((each) => each !== null && each !== undefined));
    return made;
  }
  const button = (text, click, attributes = {}, key = "") =>
    el("button", { type: "button", click, ...attributes }, text, key ? el("kbd", {}, key) : null);

  /** Return what stands in an element of a question, as nodes of their own. */
  function copied(number, selector) {
    const base = at(`q${number}`);
    return [...base.querySelectorAll(selector)].map((each) => {
      const copy = each.cloneNode(true);
      copy.removeAttribute("id");
      return copy;
    });
  }
  const inside = (node) => [...node.cloneNode(true).childNodes];

  // What is kept: one sitting.
  let sitting = null;
  let keeps = true;
  let singleKeys = true;
  const onceShown = [];
  let began = 0;

  function instant() {
    const now = new Date();
    const ahead = -now.getTimezoneOffset();
    const two = (n) => String(Math.trunc(Math.abs(n))).padStart(2, "0");
    const local = new Date(now.getTime() + ahead * 60000).toISOString().slice(0, -1);
    return `${local}${ahead < 0 ? "-" : "+"}${two(ahead / 60)}:${two(ahead % 60)}`;
  }

  function newSitting(cards, mode, name) {
    const bytes = crypto.getRandomValues(new Uint8Array(6));
    const id = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return { id, mode, name, cards, began: instant(), finished: null, answers: [], drafts: {}, spent: {}, place: 0 };
  }

  /** Keep the sitting; false, and an alarm, where the browser does not. */
  function keep() {
    try {
      localStorage.setItem(STORE, JSON.stringify(sitting));
      keeps = true;
    } catch {
      keeps = false;
    }
    at("alarm").hidden = keeps;
    at("alarm").textContent = keeps ? "" : NOT_KEPT;
    return keeps;
  }
  const NOT_KEPT = "This browser keeps nothing for this page. Save your result before you close or reload it.";

  function kept() {
    try {
      localStorage.setItem(`${STORE} ?`, "");
      localStorage.removeItem(`${STORE} ?`);
      const found = JSON.parse(localStorage.getItem(STORE));
      return found && Array.isArray(found.cards) && Array.isArray(found.answers) ? found : null;
    } catch {
      keeps = false;
      return null;
    }
  }

  function show(title, progress, ...nodes) {
    document.title = title ? `${title} \u2013 ${told.deck.title}` : told.deck.title;
    const isInside = progress !== null;
    document.documentElement.classList.toggle("begin", !isInside);
    at("title").hidden = at("about").hidden = isInside;
    at("track").hidden = !isInside;
    at("place").replaceChildren();
    if (isInside) {
      at("place").append(el("b", { dir: "auto" }, told.deck.title), el("span", {}, progress.words));
      at("progress").value = progress.share;
    }
    stage.replaceChildren(...nodes.flat().filter(Boolean));
    stage.hidden = false;
    onceShown.splice(0).forEach((each) => each());
    at("alarm").hidden = keeps;
    at("alarm").textContent = keeps ? "" : NOT_KEPT;
    scrollTo(0, 0);
  }

  // Controls: each gives its node, reads a response (undefined: not finished, and says why), and
  // can be filled with one of before.
  const say = (text) => { at("said").textContent = text; };

  /** Have an empty field take the direction of its question, which is known once it is shown. */
  function direction(field, heading) {
    const set = () => { field.dir = field.value ? "auto" : getComputedStyle(heading).direction; };
    onceShown.push(set);
    field.addEventListener("input", set);
  }

  function optionNodes(number) {
    return [...document.querySelectorAll(`#q${number} > .options > li`)];
  }

  function choice(card, number, changed) {
    let picked = null;
    const buttons = optionNodes(number).map((each, place) =>
      el("button", { type: "button", class: "option", dir: "auto", "aria-pressed": "false", click: () => pick(place) },
        el("kbd", {}, String(place + 1)), el("span", {}, ...inside(each))));
    function mark() {
      buttons.forEach((each, place) => each.setAttribute("aria-pressed", String(card.options[place] === picked)));
    }
    function pick(place) {
      if (!buttons[place]) return;
      picked = card.options[place];
      mark();
      changed(true);
    }
    return {
      node: el("ul", { class: "choices" }, ...buttons.map((each) => el("li", {}, each))),
      submits: true, digit: (n) => pick(n - 1), read: () => picked ?? undefined, why: "Choose one.",
      fill(response) { picked = response; mark(); },
    };
  }

  function ticks(card, number, changed) {
    const boxes = card.options.map(() => el("input", { type: "checkbox", change: () => { none.checked = false; changed(); } }));
    const none = el("input", { type: "checkbox", change: () => { if (none.checked) boxes.forEach((box) => { box.checked = false; }); changed(); } });
    const row = (box, key, ...inner) => el("li", {}, el("label", { class: "option", dir: "auto" }, box,
      key ? el("kbd", { "aria-hidden": "true" }, key) : null, el("span", {}, ...inner)));
    const rows = optionNodes(number).map((each, place) => row(boxes[place], String(place + 1), ...inside(each)));
    return {
      node: el("ul", { class: "choices" }, ...rows, row(none, "", "None of these")),
      digit(n) { if (boxes[n - 1]) boxes[n - 1].click(); },
      read() {
        const ticked = card.options.filter((_, place) => boxes[place].checked);
        return ticked.length ? ticked : none.checked ? "none" : undefined;
      },
      why: "Tick what is right, or none of these.",
      fill(response) {
        none.checked = response === "none";
        boxes.forEach((box, place) => { box.checked = Array.isArray(response) && response.includes(card.options[place]); });
      },
    };
  }

  function ordered(card, number, changed) {
    const nodes = optionNodes(number);
    const list = el("ol", { class: "choices" });
    card.options.forEach((text, place) => {
      const item = el("div", { class: "item" }, el("span", { class: "handle", "aria-hidden": "true", pointerdown: (event) => drag(event, item.parentNode) }, "\u2807"),
        el("span", { dir: "auto" }, ...inside(nodes[place])),
        button("\u2191", () => move(item.parentNode, -1), { "aria-label": `Up: ${text}` }),
        button("\u2193", () => move(item.parentNode, 1), { "aria-label": `Down: ${text}` }));
      const row = el("li", {}, item);
      row.own = text;
      list.append(row);
    });
    const rows = () => [...list.children];
    function move(row, by) {
      const to = rows().indexOf(row) + by;
      const pressed = document.activeElement;
      if (to >= 0 && to < rows().length) {
        list.insertBefore(row, by < 0 ? rows()[to] : rows()[to].nextSibling);
        pressed.focus();
        say(`${row.own}: place ${to + 1} of ${rows().length}`);
      }
      changed();
    }
    // The document is listened to: moving an element ends its capture of the pointer.
    function drag(event, row) {
      event.preventDefault();
      row.firstChild.classList.add("held");
      const follow = (move) => {
        const under = rows().find((each) => each !== row && move.clientY > each.getBoundingClientRect().top && move.clientY < each.getBoundingClientRect().bottom);
        if (!under) return;
        const box = under.getBoundingClientRect();
        list.insertBefore(row, move.clientY > box.top + box.height / 2 ? under.nextSibling : under);
      };
      const drop = () => {
        row.firstChild.classList.remove("held");
        document.removeEventListener("pointermove", follow);
        document.removeEventListener("pointerup", drop);
        document.removeEventListener("pointercancel", drop);
        say(`${row.own}: place ${rows().indexOf(row) + 1} of ${rows().length}`);
        changed();
      };
      document.addEventListener("pointermove", follow);
      document.addEventListener("pointerup", drop);
      document.addEventListener("pointercancel", drop);
    }
    return {
      node: list, read: () => rows().map((row) => row.own), why: "",
      fill(response) { response.forEach((text) => list.append(rows().find((row) => row.own === text))); },
    };
  }

  function matched(card, number, changed) {
    const labels = [...document.querySelectorAll(`#q${number} > .labels > li`)];
    const selects = card.labels.map((label, place) => el("select", { id: `pair${place}`, change: changed },
      el("option", { value: "" }, "choose \u2026"), ...card.options.map((text) => el("option", { value: text }, text))));
    const rows = selects.map((select, place) => el("li", { class: "pair" },
      el("label", { for: `pair${place}`, dir: "auto" }, ...inside(labels[place])), select));
    return {
      node: el("ul", { class: "choices" }, ...rows),
      digit(n) {
        const next = selects.find((select) => !select.value);
        if (next && card.options[n - 1] !== undefined) { next.value = card.options[n - 1]; changed(); }
      },
      read: () => (selects.every((select) => select.value)
        ? Object.fromEntries(card.labels.map((label, place) => [label, selects[place].value])) : undefined),
      get why() { return `${selects.filter((select) => !select.value).length} more to pick.`; },
      fill(response) { selects.forEach((select, place) => { select.value = response[card.labels[place]] ?? ""; }); },
    };
  }

  // As on a terminal: `:h` asks for a hint and `:q` stops, `::q` answers `:q`.
  const unescaped = (text) => (/^::[hq]$/.test(text.trim()) ? text.trim().slice(1) : text);

  const FREE = { autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false" };

  function typed(card, number, changed, heading, label) {
    const isLong = card.block || card.form === "items" || card.form === "own";
    const field = el(isLong ? "textarea" : "input", { ...FREE, rows: isLong ? "4" : null, "aria-label": label, input: changed });
    direction(field, heading);
    return {
      node: el("p", {}, field), field,
      read() {
        if (!field.value.trim()) return undefined;
        return card.form === "items" ? judging.parted(card, field.value) : unescaped(field.value);
      },
      why: "Write an answer, or let it be shown.",
      fill(response) { field.value = Array.isArray(response) ? response.join("\n") : response; },
    };
  }

  /** Fields in the running text, all of one width; below it where the text has other marks too. */
  function cloze(card, number, changed, heading, below) {
    const fields = Array.from({ length: card.blanks }, (_, place) =>
      el("input", { ...FREE, class: "blank", "aria-label": card.blanks > 1 ? `Blank ${place + 1}` : "The blank", input: changed }));
    const holes = [heading, ...below].flatMap((node) => [...node.querySelectorAll("mark")]).filter((mark) => !mark.closest("math"));
    let node = null;
    if (holes.length === fields.length) {
      holes.forEach((hole, place) => {
        const hint = hole.textContent.slice(1, -1);
        if (hint !== "\u2026") fields[place].placeholder = hint;
        hole.replaceWith(fields[place]);
      });
    } else {
      node = el("p", {}, ...fields);
    }
    fields.forEach((field) => direction(field, heading));
    return {
      node, field: fields[0], fields,
      read: () => (fields.some((field) => field.value.trim()) ? fields.map((field) => field.value) : undefined),
      why: "Fill in the blanks, or let them be shown.",
      fill(response) { fields.forEach((field, place) => { field.value = response[place] ?? ""; }); },
    };
  }

  const CONTROLS = { one: choice, some: ticks, order: ordered, pairs: matched, line: typed, items: typed, own: typed, lines: cloze };

  /** Return a question as it is asked: its nodes, and its control. */
  function question(place, changed, isPast = false) {
    const number = place + 1;
    const card = told.cards[place];
    const article = at(`q${number}`);
    const heading = el("h1", { class: isPast ? "asked asked-again" : "asked", dir: "auto", id: "asked", tabindex: "-1" },
      ...inside(article.querySelector(".asked")));
    const around = copied(number, ":scope > :is(.below, .picture, .sound, .left-out)");
    const nodes = [heading, ...around.map((node) => { node.removeAttribute("hidden"); return node; })];
    if (isPast) return { nodes, heading };
    nodes.push(...copied(number, ":scope > .how"));
    const words = heading.textContent;
    const control = card.form === "lines" ? cloze(card, number, changed, heading, around)
      : CONTROLS[card.form](card, number, changed, heading, words);
    if (control.node) nodes.push(el("div", { role: "group", "aria-labelledby": control.field ? null : "asked" }, control.node));
    return { nodes, heading, control, card };
  }

  // Hints, one by one.
  function hinting(place) {
    const hints = [...document.querySelectorAll(`#q${place + 1} > .hints li`)];
    const box = el("div");
    const more = button("Hint", next, {}, "h");
    const hinted = { box, more, next, taken: 0 };
    function next() {
      if (!hints.length) return;
      hinted.taken += 1;
      box.append(el("p", { class: "hint", dir: "auto" }, ...inside(hints.shift())));
      more.hidden = !hints.length;
    }
    more.hidden = !hints.length;
    return hinted;
  }

  let keys = {};
  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    const target = event.target;
    const isField = target.matches("input:not([type=checkbox]), textarea, select");
    if (isField) {
      if (event.key === "Escape") { target.blur(); at("asked")?.focus(); }
      const sends = event.key === "Enter" && !target.matches("select, textarea");
      if (sends && keys.Enter && !target.closest(".naming")) { event.preventDefault(); keys.Enter(target); }
      return;
    }
    if (event.key === "Escape") stage.querySelector("input, textarea")?.focus();
    if (event.key === "Enter" && target.matches("button, summary, a, audio")) return;
    if (!singleKeys && event.key !== "Enter") return;
    const act = keys[event.key] || (/^[1-9]$/.test(event.key) && keys.digit && (() => keys.digit(Number(event.key))));
    if (act) { event.preventDefault(); act(target); }
  }

  function given(response) {
    if (response === null) return "";
    if (Array.isArray(response)) return response.map((each) => each || "\u2013").join(response.some((each) => each.includes(",")) ? "; " : ", ");
    if (typeof response === "object") return Object.entries(response).map((pair) => pair.join(" \u2013 ")).join("\n");
    return response;
  }

  /** Return what an answer was worth, with what is right; `name` is the element of its heading. */
  function verdict(place, answer, reason, name) {
    const number = place + 1;
    const kind = answer.page === "correct" && answer.score < 1 ? "close" : answer.page;
    const [sign, word] = WORDS[kind === "shown" && sitting.mode === "exam" ? "open" : kind];
    const isRight = kind === "correct" && ["one", "some", "order", "pairs"].includes(told.cards[place].form);
    const rows = [];
    const mine = given(answer.response);
    if (mine) rows.push(el("dt", {}, "You"), el("dd", { dir: "auto" }, mine));
    const right = copied(number, ".key > .right")[0];
    const isSame = kind === "correct" && right && right.textContent.trim() === mine.trim();
    if (right && !isSame && !(isRight && mine)) rows.push(el("dt", {}, "Answer"), el("dd", { id: `${name}-right` }, right));
    const rest = copied(number, ".key > :not(.right):not(summary)");
    return el("section", { class: `verdict ${kind}`, "data-word": word },
      el(name === "verdict" ? "h2" : "h3", { id: name, class: "judged" }, el("span", { class: "sign", "aria-hidden": "true" }, sign), ` ${word}${reason ? `: ${reason}` : ""}`),
      el("dl", { class: "told" }, ...rows), ...rest);
  }

  /** Return the two buttons by which a learner judges an answer that the page cannot. */
  function askSelf(answer, done, describedBy) {
    const say = (isRight) => { answer.self = isRight; answer.score = isRight ? 1 : 0; keep(); done(); };
    return el("div", { class: "row", role: "group", "aria-label": "Were you right?" }, el("span", {}, "Were you right?"),
      button("Yes", () => say(true), { class: "main", "aria-describedby": describedBy }, "y"), button("No", () => say(false), {}, "n"));
  }

  // Practice: one question after another, each with its feedback.
  const answeredSo = () => ({
    words: `${sitting.answers.length} answered, ${sitting.cards.length - sitting.answers.length} to go`,
    share: sitting.answers.length / sitting.cards.length,
  });

  function record(place, response) {
    const card = told.cards[place];
    const said = told.keyless ? { page: response === null ? "shown" : "compare", score: null, reason: "" } : judging.judge(card, response);
    const answer = { card: card.id, response, page: said.page, self: null, score: said.score, at: instant(), ms: Math.round(performance.now() - began) };
    return [answer, said.reason];
  }

  function ask() {
    const place = sitting.cards[sitting.answers.length];
    if (place === undefined) { finish(); return; }
    const asked = question(place, (isPick) => { if (isPick === true) submit(); });
    const { control } = asked;
    const hints = hinting(place);
    const problem = el("p", { role: "alert", class: "notice", hidden: true });
    function submit() {
      const meant = control.field && control.field.value.trim();
      if (meant === ":h" || meant === ":q") {
        control.field.value = "";
        if (meant === ":h") hints.next();
        else finish();
        return;
      }
      const response = control.read();
      if (response === undefined) {
        problem.hidden = false;
        problem.textContent = control.why;
        return;
      }
      answer(response);
    }
    function answer(response) {
      const [own, reason] = record(place, response);
      if (hints.taken) own.hints = hints.taken;
      sitting.answers.push(own);
      if (sitting.answers.length === sitting.cards.length) sitting.finished = own.at;
      keep();
      if (told.keyless) ask();
      else feedback(place, own, reason);
    }
    const showMe = told.keyless ? "Leave out" : "Show me";
    const isPick = control.submits;
    const row = el("div", { class: "row" },
      isPick ? null : button("Answer", submit, { class: "main" }, "Enter"),
      button(showMe, () => answer(null), {}, isPick ? "Enter" : ""), hints.more,
      sitting.answers.length ? button("Stop here", finish, { class: "end" }) : null);
    show(asked.heading.textContent, answeredSo(), asked.nodes, hints.box, problem, row);
    keys = {
      digit: control.digit, h: hints.next,
      Enter(target) {
        const next = control.fields && control.fields[control.fields.indexOf(target) + 1];
        if (next) next.focus();
        else if (isPick) answer(null);
        else submit();
      },
    };
    began = performance.now();
    (control.field || asked.heading).focus({ preventScroll: true });
  }

  function feedback(place, answer, reason) {
    const asked = question(place, null, true);
    const next = button(sitting.answers.length < sitting.cards.length ? "Next" : "Summary", ask, { class: "main", "aria-describedby": "verdict verdict-right" }, "Enter");
    const compares = answer.page === "compare";
    const row = compares ? askSelf(answer, ask, "verdict verdict-right") : el("div", { class: "row" }, next);
    const box = verdict(place, answer, reason, "verdict");
    show(box.dataset.word, answeredSo(), asked.nodes, box, row);
    const [yes, no] = row.querySelectorAll("button");
    keys = compares ? { y: () => yes.click(), n: () => no.click() } : { Enter: ask, " ": ask };
    row.querySelector("button").focus({ preventScroll: true });
  }

  // Exam: every question can be reached and changed, until all is handed in.
  const isOpen = (place) => sitting.drafts[place] === undefined;

  function examine(place) {
    sitting.place = place;
    let asked = null;
    function taken() {
      const response = asked.control.read();
      if (response === undefined) delete sitting.drafts[place];
      else sitting.drafts[place] = { response, at: instant() };
      const spent = performance.now() - began;
      sitting.spent[place] = Math.round((sitting.spent[place] || 0) + spent);
      began += spent;
      keep();
      mark();
    }
    asked = question(sitting.cards[place], taken);
    const last = sitting.cards.length - 1;
    const go = (to) => { if (to >= 0 && to <= last) examine(to); };
    const numbers = sitting.cards.map((_, other) => button(String(other + 1), () => go(other)));
    const clear = button("Clear", () => { delete sitting.drafts[place]; keep(); examine(place); });
    function mark() {
      numbers.forEach((each, other) => {
        each.className = isOpen(other) ? "" : "answered";
        each.setAttribute("aria-label", `Question ${other + 1}, ${isOpen(other) ? "open" : "answered"}`);
        if (other === place) each.setAttribute("aria-current", "step");
      });
      clear.hidden = isOpen(place);
      at("place").lastChild.textContent = examSo().words;
      at("progress").value = examSo().share;
    }
    const nav = el("nav", { "aria-label": "Questions" }, el("ol", { class: "numbers" }, ...numbers.map((each) => el("li", {}, each))));
    const row = el("div", { class: "row" },
      place < last ? button("Next", () => go(place + 1), { class: "main" }, "Enter") : button("Hand in", handIn, { class: "main" }, "Enter"),
      place ? button("Back", () => go(place - 1)) : null, clear,
      place < last ? button("Hand in", handIn, { class: "end" }) : null);
    show(`Question ${place + 1}`, examSo(), el("p", { class: "facts" }, `Question ${place + 1} of ${last + 1}`), asked.nodes, row, nav);
    if (!isOpen(place)) asked.control.fill(sitting.drafts[place].response);
    mark();
    keep();
    keys = {
      digit: asked.control.digit,
      Enter(target) {
        const next = asked.control.fields && asked.control.fields[asked.control.fields.indexOf(target) + 1];
        if (next) next.focus();
        else if (place < last) go(place + 1);
        else handIn();
      },
    };
    began = performance.now();
    (asked.control.field || asked.heading).focus({ preventScroll: true });
  }

  function examSo() {
    const done = sitting.cards.filter((_, place) => !isOpen(place)).length;
    return { words: `${done} answered, ${sitting.cards.length - done} open`, share: done / sitting.cards.length };
  }

  function handIn() {
    const open = sitting.cards.flatMap((_, place) => (isOpen(place) ? [place] : []));
    const links = open.map((place) => el("li", {}, button(String(place + 1), () => examine(place), { "aria-label": `To question ${place + 1}` })));
    const heading = el("h1", { tabindex: "-1" }, "Hand in?");
    const isAll = open.length === 0;
    show("Hand in?", examSo(), heading,
      el("p", {}, isAll ? "Every question is answered." : `${count(open.length, "question")} ${open.length === 1 ? "is" : "are"} open:`),
      isAll ? null : el("ul", { class: "numbers" }, ...links),
      el("p", {}, "Once handed in, answers cannot be changed."),
      el("div", { class: "row" }, button("Hand in", handedIn, { class: isAll ? "main" : "" }), button("Back", () => examine(sitting.place), { class: isAll ? "" : "main" })));
    keys = {};
    heading.focus();
  }

  function handedIn() {
    sitting.answers = sitting.cards.map((card, place) => {
      const draft = sitting.drafts[place];
      const [answer] = record(card, draft ? draft.response : null);
      return { ...answer, at: draft ? draft.at : answer.at, ms: sitting.spent[place] || 0 };
    });
    sitting.finished = instant();
    keep();
    finish();
  }

  // The end: what it came to, and the result to save.
  const percent = (share) => Math.floor(Math.round(share * 1e8) / 1e6);
  const number = (value) => String(Math.round(value * 100) / 100);

  function tally() {
    const answers = sitting.answers;
    const compared = answers.filter((each) => each.page === "compare");
    const judged = answers.filter((each) => each.page !== "compare" && each.page !== "shown");
    const points = answers.reduce((sum, each) => sum + (each.score || 0), 0);
    return { answers, compared, judged, points, shown: answers.length - compared.length - judged.length,
      right: judged.filter((each) => each.page === "correct").length,
      own: compared.filter((each) => each.self).length, waits: compared.filter((each) => each.self === null).length };
  }

  function scoreNodes() {
    if (told.keyless) return [el("p", {}, `${count(sitting.answers.filter((each) => each.response !== null).length, "answer")} kept. Save the result and hand it in.`)];
    const { answers, compared, judged, points, shown, right, own, waits } = tally();
    const lines = [el("p", { class: "score" }, `${number(points)} of ${count(answers.length, "point")} (${percent(points / answers.length)} %)`)];
    const parts = [`${judged.length} judged by this page, ${right} right`];
    if (compared.length) parts.push(`${compared.length} compared, ${own} right by your word${waits ? `, ${waits} still to compare` : ""}`);
    if (shown) parts.push(`${shown} ${sitting.mode === "exam" ? "not answered" : "shown"}`);
    lines.push(el("p", { class: "facts" }, `${parts.join("; ")}.`));
    return lines;
  }

  function finish() {
    const heading = el("h1", { tabindex: "-1" }, sitting.mode === "exam" ? "Handed in" : sitting.finished ? "Summary" : "So far");
    const score = el("div", {}, ...scoreNodes());
    const review = told.keyless ? [] : reviewNodes(() => score.replaceChildren(...scoreNodes()));
    const missed = sitting.cards.filter((_, place) => sitting.answers[place] && sitting.answers[place].score !== 1);
    const warned = el("p", { role: "alert", class: "notice", hidden: true }, "This result is not saved yet. Press again to begin anew without it.");
    const anew = (cards) => () => {
      if (sitting.saved || !warned.hidden) begin(cards, "practice");
      else warned.hidden = false;
    };
    const isDone = Boolean(sitting.finished);
    const again = !isDone ? el("div", { class: "row" }, button("Go on", resume, { class: "main" }, "Enter"))
      : told.keyless || sitting.mode !== "practice" ? null : el("div", { class: "row" },
        missed.length && missed.length < told.cards.length ? button(`Practise the ${missed.length} missed`, anew(missed)) : null,
        button("Practise all again", anew(told.cards.map((_, place) => place))), warned);
    show(heading.textContent, { words: count(sitting.answers.length, "answer"), share: sitting.answers.length / sitting.cards.length },
      heading, score, isDone ? null : again, saving(), isDone ? again : null, ...review);
    keys = isDone ? {} : { Enter: resume };
    heading.focus({ preventScroll: true });
  }

  function reviewNodes(changed) {
    const isExam = sitting.mode === "exam";
    const shown = sitting.cards.flatMap((place, index) => {
      const answer = sitting.answers[index];
      return answer && (isExam || answer.score !== 1) ? [[place, answer, index]] : [];
    });
    if (!shown.length) return [];
    const list = shown.map(([place, answer, index]) => {
      const reason = answer.response === null ? "" : judging.judge(told.cards[place], answer.response).reason;
      const box = verdict(place, answer, reason, `judged${index}`);
      box.prepend(el("p", { dir: "auto" }, `${index + 1}. `, ...inside(at(`q${place + 1}`).querySelector(".asked"))));
      if (answer.page === "compare" && answer.self === null) {
        const row = askSelf(answer, () => { row.replaceWith(el("p", {}, answer.self ? "Right, you say." : "Wrong, you say.")); changed(); }, `judged${index}`);
        box.append(row);
      } else if (answer.page === "compare") {
        box.append(el("p", {}, answer.self ? "Right, you say." : "Wrong, you say."));
      }
      return el("li", {}, box);
    });
    return [el("h2", {}, isExam ? "All answers" : "To look at again"), el("ol", { class: "choices" }, ...list)];
  }

  function resultText() {
    const { id, mode, name, began: since, finished, answers } = sitting;
    return JSON.stringify({ format: "quizkit-result", version: 1, id, deck: told.deck, mode, name, began: since, finished, answers }, null, 1);
  }

  function saving() {
    const done = el("span", { role: "status" });
    const area = el("textarea", { class: "result", readonly: true, "aria-label": "The result as text" });
    const more = el("details", { toggle: () => { area.value = resultText(); } }, el("summary", {}, "The result as text"), area);
    const name = el("input", { id: "name", autocomplete: "name", input: () => { sitting.name = name.value.trim(); keep(); } });
    name.value = sitting.name;
    const isSaved = (text) => { done.textContent = text; sitting.saved = true; keep(); };
    function save() {
      const stem = `${told.deck.id}-${sitting.name || sitting.id}`.replace(/[^\p{L}\p{N}._-]+/gu, "-");
      const link = el("a", { href: URL.createObjectURL(new Blob([resultText()], { type: "application/json" })), download: `${stem}.json` });
      document.body.append(link);
      link.click();
      link.remove();
      isSaved(`Saved as ${stem}.json.`);
    }
    async function copy() {
      try {
        await navigator.clipboard.writeText(resultText());
        isSaved("Copied.");
      } catch {
        more.open = true;
        area.value = resultText();
        area.select();
        isSaved(document.execCommand("copy") ? "Copied." : "Copy the text below.");
      }
    }
    return el("section", { class: "card naming", "aria-label": "Your result" },
      el("label", { for: "name", class: "name" }, "Your name, if it is to stand in the result"), name,
      el("div", { class: "row" }, button("Save the result", save, { class: "main" }), button("Copy it", copy), done), more);
  }

  // The beginning.
  function begin(cards, mode, name = sitting ? sitting.name : "") {
    sitting = newSitting(cards, mode, name);
    keep();
    resume();
  }

  function resume() {
    if (sitting.finished || (sitting.mode !== "exam" && sitting.answers.length === sitting.cards.length)) finish();
    else if (sitting.mode === "exam") examine(Math.min(sitting.place, sitting.cards.length - 1));
    else ask();
  }

  function start() {
    const all = told.cards.map((_, place) => place);
    const name = el("input", { id: "name", autocomplete: "name" });
    const wantsName = told.mode === "exam" || told.keyless;
    const go = () => begin(all, told.mode, name.value.trim());
    const first = button("Begin", go, { class: "main" });
    const single = el("input", { type: "checkbox", change: () => { singleKeys = single.checked; } });
    single.checked = singleKeys;
    show("", null,
      keeps ? null : el("p", { class: "alarm" }, NOT_KEPT),
      told.mode === "exam" ? el("p", {}, "All questions can be reached, and answers changed, until you hand in.") : null,
      wantsName ? el("p", {}, el("label", { for: "name", class: "name" }, "Your name"), name) : null,
      el("div", { class: "row" }, first),
      el("details", {}, el("summary", {}, "Keys"),
        el("p", {}, el("kbd", {}, "1"), "\u2013", el("kbd", {}, "9"), " pick, ", el("kbd", {}, "Enter"), " answers or goes on, ", el("kbd", {}, "h"), " gives a hint, ", el("kbd", {}, "Esc"), " leaves a field, and comes back. In a field ", el("kbd", {}, ":h"), " asks for a hint, ", el("kbd", {}, ":q"), " stops."),
        el("label", { class: "option" }, single, "Single keys")));
    at("alarm").hidden = true;
    keys = { Enter: go };
    first.focus({ preventScroll: true });
  }

  document.addEventListener("keydown", onKey);
  sitting = kept();
  if (sitting && (sitting.answers.length || Object.keys(sitting.drafts || {}).length)) resume();
  else start();
})();
