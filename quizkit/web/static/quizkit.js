// Keys, the order of items, and sending: all that a page does by script. Without it every form works too.
"use strict";
(() => {
  const form = document.getElementById("step");
  const kind = form ? form.dataset.kind : "decks";
  const alert = document.getElementById("alert");
  const status = document.getElementById("status");
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const isField = (at) => at && at.matches("textarea, select, input:not([type=checkbox], [type=radio])");
  let busy = false;
  let left = null; // the field that Esc left

  // Sending: a step takes the place of its question in the history, so that Back leads out.
  const send = async (button) => {
    const fields = new URLSearchParams(new FormData(form));
    if (button && button.name) fields.append(button.name, button.value);
    busy = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "manual" });
      if (answer.type === "opaqueredirect") return location.replace(form.action);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const said = page.getElementById("alert");
      alert.textContent = said ? said.textContent.trim() : "quizkit could not take that.";
    } catch {
      alert.textContent = "quizkit does not answer: start it again, then send this again.";
    }
    busy = false;
  };
  if (form) {
    form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (button && button.value === "missed") return;
      event.preventDefault();
      if (!busy) send(button);
    });
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  }

  // Order: items are moved, and their selects say where they stand.
  const list = document.querySelector(".items");
  const place = () => all(".item", list).forEach((item, at) => { item.querySelector("select").value = String(at + 1); });
  const tell = (item) => {
    const items = all(".item", list);
    status.textContent = `${item.dataset.words}: place ${items.indexOf(item) + 1} of ${items.length}`;
  };
  const move = (item, by) => {
    const other = by < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (by < 0) other.before(item); else other.after(item);
    place();
    tell(item);
    item.querySelector(".handle").focus();
  };
  const drag = (item, start) => {
    start.preventDefault();
    item.classList.add("held");
    const over = (event) => {
      const other = all(".item", list).find((each) => {
        const box = each.getBoundingClientRect();
        return each !== item && event.clientY > box.top && event.clientY < box.bottom;
      });
      if (!other) return;
      const box = other.getBoundingClientRect();
      if (event.clientY < box.top + box.height / 2) other.before(item); else other.after(item);
      place();
    };
    const drop = () => { // on the document: moving an item ends its capture
      document.removeEventListener("pointermove", over);
      document.removeEventListener("pointerup", drop);
      document.removeEventListener("pointercancel", drop);
      item.classList.remove("held");
      tell(item);
    };
    document.addEventListener("pointermove", over);
    document.addEventListener("pointerup", drop);
    document.addEventListener("pointercancel", drop);
  };
  if (list) {
    list.classList.add("moved");
    const items = all(".item", list);
    const given = (item) => Number(item.querySelector("select").value) || 99;
    if (items.some((item) => given(item) < 99)) items.sort((a, b) => given(a) - given(b)).forEach((item) => list.append(item));
    for (const item of items) {
      const handle = document.createElement("button");
      handle.type = "button";
      handle.className = "handle";
      handle.textContent = "⠿";
      handle.setAttribute("aria-label", `Move ${item.dataset.words}: Up and Down`);
      handle.addEventListener("pointerdown", (event) => drag(item, event));
      handle.addEventListener("keydown", (event) => {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!by) return;
        event.preventDefault();
        move(item, by);
      });
      item.prepend(handle);
      item.querySelector("select").addEventListener("change", (event) => {
        const to = Number(event.target.value) - 1;
        if (to < 0) return;
        const others = all(".item", list).filter((each) => each !== item);
        if (to >= others.length) list.append(item); else others[to].before(item);
        place();
        tell(item);
      });
    }
  }

  // What is heard.
  const speaker = document.querySelector(".speak");
  const speak = () => {
    speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(speaker.dataset.speak);
    words.lang = speaker.lang;
    speechSynthesis.speak(words);
  };
  if (speaker && "speechSynthesis" in window) {
    speaker.hidden = false;
    speaker.addEventListener("click", speak);
  }
  const hear = () => {
    const sound = document.querySelector("audio");
    if (sound) { sound.currentTime = 0; sound.play(); } else if (speaker && !speaker.hidden) speak();
  };

  // What was missed, typed once: told right, letter by letter, and sent nowhere.
  const once = document.getElementById("once");
  if (once) {
    const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/;/g, ",").trim().toLowerCase();
    const ways = JSON.parse(once.dataset.once).map(bare);
    once.addEventListener("input", () => {
      const good = ways.includes(bare(once.value));
      once.classList.toggle("good", good);
      if (good && status) status.textContent = "Right.";
    });
  }

  // A pause goes on by itself.
  if (kind === "pause") {
    const until = Date.now() + 1000 * Number(form.dataset.seconds);
    const heading = form.querySelector("h1");
    const words = heading.textContent.replace(/in [^.]*\.$/, "in ");
    const tick = () => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      if (seconds <= 0) return form.querySelector("[value=next]").click();
      const minutes = Math.floor(seconds / 60);
      heading.textContent = `${words}${minutes ? `${minutes} min ` : ""}${seconds % 60 || !minutes ? `${seconds % 60} s` : ""}`.trim() + ".";
      setTimeout(tick, 1000 - ((Date.now() + 1) % 1000));
    };
    tick();
  }

  // Keys: each has a button, which it presses.
  const open = (...steps) => {
    let at = null;
    for (const step of steps) { at = document.querySelector(step); if (at) at.open = true; }
    if (at) { at.querySelector("summary").focus(); at.scrollIntoView({ block: "nearest" }); }
  };
  const looks = {
    w: () => open("details.more"),
    s: () => open("details.more"),
    "?": () => open("details.more", "details.help"),
    a: hear,
    p: () => { const image = document.querySelector(".pictures img, main img"); if (image) window.open(image.src, "_blank", "noopener"); },
  };
  const digit = (key) => {
    if (kind === "pairs") {
      const empty = all(".pair select").find((each) => !each.value);
      if (empty && empty.querySelector(`option[value="${key}"]`)) empty.value = key;
      return true;
    }
    return false;
  };
  const press = (key) => {
    if (/^[1-9]$/.test(key) && digit(key)) return true;
    const button = all("[data-key]").find((each) => each.dataset.key === key);
    if (!button) return false;
    if (key === "f") { open("details.more"); document.getElementById("flag").focus(); return true; }
    button.click();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (event.isComposing || event.keyCode === 229) return;
    if (event.repeat && (event.key === "Enter" || event.key === " ") && !(at && at.matches("textarea"))) {
      if (!isField(at) || event.key === "Enter") event.preventDefault(); // a key held down means nothing
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && at && at.matches("textarea")) {
      form.requestSubmit(form.querySelector(".primary"));
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.key === "Escape") {
      if (isField(at)) { left = at; at.blur(); } else if (left) { left.focus(); left = null; } else {
        const field = document.querySelector(".field, .blank");
        if (field) field.focus();
      }
      return;
    }
    if (isField(at)) {
      if (at.id === "flag" && event.key === "Enter") { event.preventDefault(); document.querySelector("[value=flag]").click(); }
      if (at.id === "once" && event.key === "Enter") { event.preventDefault(); document.querySelector("[data-enter]").click(); }
      return;
    }
    if (event.key === "Enter" || (event.key === " " && kind === "feedback")) {
      if (at && at.matches("button, a, summary")) return; // which it presses by itself
      const button = form && (form.querySelector("[data-enter]") || form.querySelector(".primary"));
      if (button) { event.preventDefault(); button.click(); }
      return;
    }
    if (document.documentElement.dataset.keys === "off") return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : "";
    if (key && (press(key) || (looks[key] && form && kind !== "summary" && (looks[key](), true)))) event.preventDefault();
  });
})();
