// Looks in all cases for what has every word that is typed.
// Each case keeps what can be found in it beside its page, in search.js. These are loaded when a
// reader first turns to the box: as scripts, since a page on a disk may not read files otherwise.
addEventListener("DOMContentLoaded", () => {
  const at = (id) => document.getElementById(id);
  const [box, input, told, found, group] = ["search-box", "words", "search-told", "found", "group"].map(at);
  const most = 200, known = new Map(), missing = [];
  const written = (n) => n.toLocaleString("en-GB");
  const counted = (n, one, more) => written(n) + " " + (n === 1 ? one : more);
  let asked, timer;
  // Called by the script of a case: kinds with their name, how many are left out, and the others.
  globalThis.standpointFound = (name, kinds) => {
    known.set(name, kinds.map(([kind, more, hits]) =>
      [kind, more, hits.map((hit) => [hit, plain(hit[1] + " " + hit[2])])]));
  };
  const load = ([name, title, place]) => {
    const script = document.createElement("script");
    const end = (event) => {
      if (event.type === "error" || !known.has(name)) missing.push(title);
      soon();
    };
    script.addEventListener("load", end);
    script.addEventListener("error", end);
    script.src = place + "search.js";
    document.head.append(script);
  };
  const entry = ([href, name, about], [, title, place]) => {
    const li = group.content.querySelector("li").cloneNode(true), [a, of] = li.children;
    a.href = place + href;
    a.textContent = name;
    a.after(" " + about);
    of.textContent = cases.length > 1 ? (about ? " · " : "") + title : "";
    return li;
  };
  const search = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean), kinds = new Map();
    let number = 0, unlisted = 0;
    const where = new Set();
    for (const one of cases) for (const [kind, more, hits] of known.get(one[0]) || []) {
      if (!kinds.has(kind)) kinds.set(kind, { all: 0, hits: [] });
      const here = kinds.get(kind);
      here.all += hits.length;
      unlisted += more;
      for (const [hit, text] of hits) if (words.every((word) => text.includes(word))) {
        where.add(one);
        here.hits.push([hit, one]);
      }
    }
    let room = words.length ? most : 0;
    found.replaceChildren(...[...kinds].filter(([, { hits }]) => words.length && hits.length).map(([kind, { all, hits }]) => {
      const section = group.content.firstElementChild.cloneNode(true);
      number += hits.length;
      section.querySelector("h2").prepend(kind + " ");
      section.querySelector("h2 span").textContent = "(" + written(hits.length) + " of " + written(all) + ")";
      section.querySelector("ul").replaceChildren(...hits.slice(0, room).map((each) => entry(...each)));
      room = Math.max(0, room - hits.length);
      return section;
    }));
    const waiting = cases.length - known.size - missing.length;
    const count = counted(number, "entry", "entries") + (cases.length > 1 ? " in " + counted(where.size, "case", "cases") : "");
    told.textContent = !words.length ? "" : [
      number ? count + (number > most ? "; the first " + most + " are shown. Add a word to find fewer." : " found.")
        : waiting ? "" : "Nothing found. An entry is found when it has all the words; try fewer, or a part of one.",
      waiting ? counted(waiting, "case is", "cases are") + " still being read." : "",
      unlisted ? counted(unlisted, "statement is", "statements are") + " not searched; they stand on the pages of the reports." : "",
      missing.length ? "Not searched, as the file search.js beside the page of the case is missing or broken: " + missing.join("; ") + "." : "",
    ].filter(Boolean).join(" ");
  };
  const ask = () => { asked ??= cases.map(load); };
  const soon = () => { clearTimeout(timer); timer = setTimeout(search, 150); };
  box.hidden = false;
  input.addEventListener("focus", ask);
  input.addEventListener("input", () => { ask(); soon(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value) { event.preventDefault(); input.value = ""; soon(); }
  });
  if (input.value) ask();
});
