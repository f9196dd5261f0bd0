// What the page does: filters its cards, walks through them, keeps verdicts and saves them.
// Every word of a source stays text: it is read with textContent and never made into markup.
"use strict";
(() => {
  const VERDICTS = ["conflict", "update", "not a conflict", "unsure"];
  const FILTERS = ["relation", "type", "source", "against", "speaker", "verdict"];
  const KEPT = "atodds/"; // then the run, "/", and the conflict
  const RUN = document.documentElement.dataset.atodds;

  const at = (id) => document.getElementById(id);
  const cards = [...document.querySelectorAll(".card")];
  const byId = new Map(cards.map((card) => [card.id, card]));
  const words = new Map(); // card → what a search looks through
  const before = new Map(); // card → the verdict, note and mark that the page was made with
  let shown = cards;
  let current = null;

  // ---- What is known of a card. ----

  const textOf = (card, selector) => [...card.querySelectorAll(selector)].map((part) => part.textContent);
  const numbers = (list) => (list ? list.split(" ") : []);
  const verdictOf = (card) => card.dataset.verdict;
  const noteOf = (card) => card.dataset.note;
  const markOf = (card) => card.dataset.carried; // what was carried over and must be looked at again
  const isDecided = (card) => verdictOf(card) !== "";

  function searchable(card) {
    if (!words.has(card)) {
      const parts = textOf(card, ".question, h4, blockquote, .by, .others, .why");
      words.set(card, parts.join("\n").normalize("NFC").toLowerCase());
    }
    return words.get(card);
  }

  // ---- Keeping verdicts. ----

  const keyOf = (card) => `${KEPT}${RUN}/${card.id}`;

  function parse(kept) {
    try {
      const { verdict, note, looked, at } = JSON.parse(kept);
      return {
        verdict: VERDICTS.includes(verdict) ? verdict : "",
        note: typeof note === "string" ? note : "",
        looked: looked === true,
        at: Number(at) || 0,
      };
    } catch {
      return null; // not ours, or damaged
    }
  }

  function keep(card) {
    const [verdict, note, carried] = [verdictOf(card), noteOf(card), markOf(card)];
    const made = before.get(card);
    try {
      if (verdict === made.verdict && note === made.note && carried === made.carried) {
        localStorage.removeItem(keyOf(card));
      } else {
        const kept = { verdict, note, looked: carried !== made.carried, at: Date.now() };
        localStorage.setItem(keyOf(card), JSON.stringify(kept));
      }
    } catch {
      warn("This browser keeps no verdicts for this page. Save them as CSV before you close it.");
    }
  }

  function warn(message) {
    at("notice").textContent = message;
    at("notice").hidden = false;
  }

  // What the storage of this browser holds for one card, or null.
  function kept(card) {
    try {
      return parse(localStorage.getItem(keyOf(card)));
    } catch {
      return null;
    }
  }

  // The latest verdicts that were given on pages of other runs and differ from those of this one,
  // for rows on which nothing was decided in this one.
  function keptEarlier() {
    const found = new Map();
    try {
      for (let number = 0; number < localStorage.length; number += 1) {
        const key = localStorage.key(number);
        const card = key.startsWith(KEPT) && byId.get(key.slice(key.indexOf("/", KEPT.length) + 1));
        if (card && key !== keyOf(card) && kept(card) === null) {
          const earlier = parse(localStorage.getItem(key));
          if (earlier && earlier.at >= (found.get(card)?.at ?? 0)) found.set(card, earlier);
        }
      }
    } catch {
      // no storage, so nothing earlier
    }
    const differs = ([card, { verdict, note }]) => verdict !== verdictOf(card) || note !== noteOf(card);
    return new Map([...found].filter(differs));
  }

  function offerEarlier() {
    const found = keptEarlier();
    const offer = at("earlier");
    offer.hidden = found.size === 0;
    const rows = found.size === 1 ? "1 row" : `${found.size} rows`;
    offer.querySelector("span").textContent = `This browser holds other verdicts of an earlier run for ${rows} of this one.`;
    offer.querySelector("button").onclick = () => {
      found.forEach(({ verdict, note }, card) => set(card, { verdict, note }));
      offer.hidden = true;
      filter();
    };
  }

  // ---- Showing verdicts. ----

  // Sets a verdict, a note or both, and shows, tells and keeps them. Who gives a verdict has looked.
  function set(card, { verdict, note = noteOf(card) }) {
    if (verdict === undefined) verdict = verdictOf(card);
    else card.dataset.carried = "";
    if (verdict !== verdictOf(card)) at("said").textContent = verdict ? `Verdict: ${verdict}` : "No verdict";
    card.dataset.verdict = verdict;
    card.dataset.note = note;
    show(card);
    keep(card);
    count();
  }

  function show(card) {
    const [verdict, note] = [verdictOf(card), noteOf(card)];
    card.querySelector(".decided").textContent = verdict && `✓ ${verdict}`;
    card.querySelector(".noted").textContent = `Verdict: ${verdict || "—"}${note && `. Note: ${note}`}`;
    for (const radio of card.querySelectorAll("input")) radio.checked = radio.value === verdict;
    const field = card.querySelector("textarea");
    if (field.value !== note) field.value = note;
    card.querySelector(".clear").hidden = verdict === "";
    const mark = card.querySelector(".carried");
    if (mark) mark.hidden = markOf(card) === "";
  }

  // Puts the fields for a verdict into a card.
  function equip(card) {
    if (!card.querySelector(".judging")) card.append(at("judging").content.cloneNode(true));
    for (const radio of card.querySelectorAll("input")) radio.name = `verdict-${card.id}`;
    show(card);
  }

  // ---- Filters. ----

  function matches(card, wanted, terms) {
    const { relation, type, source, against, speaker, verdict } = wanted;
    const [a, b] = [numbers(card.dataset.a), numbers(card.dataset.b)];
    const opposes = (x, y) => (!x || a.includes(x)) && (!y || b.includes(y));
    return (
      (!relation || card.dataset.relation === relation) &&
      (!type || card.dataset.type === type) &&
      (opposes(source, against) || opposes(against, source)) &&
      (!speaker || numbers(card.dataset.voices).includes(speaker)) &&
      (!verdict ||
        verdictOf(card) === verdict ||
        (verdict === "none" && !isDecided(card)) ||
        (verdict === "again" && markOf(card) !== "") ||
        (verdict === "decided" && isDecided(card))) &&
      terms.every((term) => searchable(card).includes(term))
    );
  }

  function filter() {
    const wanted = Object.fromEntries(FILTERS.map((id) => [id, at(id).value]));
    const terms = at("search").value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
    shown = [];
    for (const card of cards) {
      const fits = matches(card, wanted, terms);
      if (card.hidden === fits) card.hidden = !fits;
      if (fits) shown.push(card);
    }
    for (const pair of document.querySelectorAll(".pair")) {
      const both = [wanted.source, wanted.against];
      pair.setAttribute("aria-pressed", both.includes(pair.dataset.a) && both.includes(pair.dataset.b));
    }
    at("nothing").hidden = shown.length > 0 || cards.length === 0;
    if (current && current.hidden) select(null);
    count();
  }

  function reset() {
    for (const id of [...FILTERS, "search"]) at(id).value = "";
    filter();
  }

  function count() {
    const decided = cards.filter(isDecided).length;
    const text = `${shown.length} of ${cards.length} shown; ${decided} decided`;
    if (at("count").textContent !== text) at("count").textContent = text;
  }

  // ---- Walking through the cards. ----

  function select(card) {
    if (current === card) return;
    if (current) current.removeAttribute("aria-current");
    current = card;
    if (card) card.setAttribute("aria-current", "true");
  }

  function go(card) {
    if (!card) return;
    select(card);
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "start" });
  }

  function step(by) {
    if (shown.length === 0) return;
    const now = shown.indexOf(current);
    const first = by > 0 ? 0 : shown.length - 1;
    go(shown[now < 0 ? first : Math.min(Math.max(now + by, 0), shown.length - 1)]);
  }

  // Shows the card that the address names, as a link of the timeline does.
  function follow() {
    let card;
    try {
      card = byId.get(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return; // an address that somebody broke
    }
    if (card && card.hidden) reset();
    go(card);
  }

  // ---- Keys. ----

  const isTyping = (target) =>
    target.closest("textarea, select, dialog") || (target.closest("input") && target.type !== "radio");

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    n: () => current?.querySelector("textarea").focus(),
    "/": () => at("search").focus(),
    "?": () => at("keys").showModal(),
    0: () => current && set(current, { verdict: "" }),
  };
  VERDICTS.forEach((verdict, number) => {
    KEYS[number + 1] = () => current && set(current, { verdict });
  });

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && event.target.closest("#search, textarea")) {
      event.target.blur();
      if (current) current.focus({ preventScroll: true });
    } else if (!isTyping(event.target) && at("single").checked && Object.hasOwn(KEYS, event.key)) {
      event.preventDefault();
      KEYS[event.key]();
    }
  }

  // ---- Saving. ----

  // The same rule as in the CSV files: what a spreadsheet could compute gets an apostrophe.
  const FORMULA = /^[\t\r]|^['\p{White_Space}\p{Cc}\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]/u;

  function cell(text) {
    const marked = FORMULA.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
  }

  // `verdict_before` and `note_before` tell `--review` what was seen and changed here.
  function csv() {
    const header =
      "conflict_id,verdict,note,carried,verdict_before,note_before,question,quote_a,quote_b,source_a,source_b,type".split(",");
    const rows = cards.map((card) => [
      card.id,
      verdictOf(card),
      noteOf(card),
      markOf(card),
      before.get(card).verdict,
      before.get(card).note,
      ...textOf(card, ".question"),
      ...textOf(card, ".said"),
      ...textOf(card, ".source"),
      card.dataset.type,
    ]);
    return `\ufeff${[header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" }));
    link.download = "verdicts.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  // ---- Beginning. ----

  function listen() {
    const list = at("cards");
    list.addEventListener("input", ({ target }) => {
      if (target.matches("textarea")) set(target.closest(".card"), { note: target.value });
    });
    list.addEventListener("click", ({ target }) => {
      const card = target.closest(".card");
      // A click, and no change: the same verdict again says that somebody looked.
      if (card && target.type === "radio") set(card, { verdict: target.value });
      if (card && target.matches(".clear")) set(card, { verdict: "" });
      if (card && target.matches(".clear")) card.focus({ preventScroll: true });
    });
    list.addEventListener("focusin", ({ target }) => select(target.closest(".card") ?? current));
    list.addEventListener("mousedown", ({ target }) => select(target.closest(".card") ?? current));

    let waiting = 0;
    at("search").addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(filter, 120);
    });
    for (const id of FILTERS) at(id).addEventListener("change", filter);
    at("reset").addEventListener("click", reset);
    at("save").addEventListener("click", save);
    at("help").addEventListener("click", () => at("keys").showModal());
    at("close").addEventListener("click", () => at("keys").close());
    document.addEventListener("keydown", pressed);
    window.addEventListener("hashchange", follow);
    for (const pair of document.querySelectorAll(".pair")) {
      pair.addEventListener("click", () => {
        const { a, b } = pair.dataset;
        [at("source").value, at("against").value] = [a, b];
        filter();
        at("conflicts").scrollIntoView();
        at("conflicts").focus({ preventScroll: true });
      });
    }
    // Another window with the same page.
    window.addEventListener("storage", ({ key, newValue }) => {
      const card = key && cards.find((one) => keyOf(one) === key);
      if (!card) return;
      start(card, parse(newValue));
      show(card);
      count();
    });
  }

  // What a card begins with: what was decided in this browser, else what the page was made with.
  function start(card, kept) {
    const { verdict, note, carried } = before.get(card);
    card.dataset.verdict = kept?.verdict ?? verdict;
    card.dataset.note = kept?.note ?? note;
    card.dataset.carried = kept?.looked ? "" : carried;
  }

  function begin() {
    for (const card of cards) {
      before.set(card, { verdict: verdictOf(card), note: noteOf(card), carried: markOf(card) });
      start(card, kept(card));
      equip(card);
    }
    document.documentElement.classList.add("live");
    const bar = document.querySelector(".controls");
    const measure = () => {
      const height = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
      document.documentElement.style.setProperty("--bar", `${height}px`);
    };
    new ResizeObserver(measure).observe(bar);
    listen();
    reset(); // a browser may fill in what was chosen before a reload
    offerEarlier();
    if (location.hash) follow();
  }

  begin();
})();
