// Leaves of the list of all that can be found what has every word that is typed.
// The list is in the page: nothing is fetched, and without this script it can be read as it is.
addEventListener("DOMContentLoaded", () => {
  const at = (id) => document.getElementById(id);
  const [box, input, told, found] = ["search-box", "words", "search-told", "found"].map(at);
  if (!input) return;
  const most = 200, groups = [...document.querySelectorAll(".found")];
  const written = (n) => n.toLocaleString("en-GB");
  let items, timer, unfolded;
  const list = () => groups.map((group) => [...group.querySelectorAll("li")].map((li) => [li, plain(li.textContent)]));
  const search = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    items ??= list();
    let number = 0;
    groups.forEach((group, n) => {
      let here = 0;
      for (const [li, text] of items[n]) {
        const hit = words.every((word) => text.includes(word));
        if (hit) here++;
        const hide = words.length > 0 && (!hit || number + here > most);
        if (li.hidden !== hide) li.hidden = hide;
      }
      number += here;
      group.hidden = !here;
      const all = written(items[n].length);
      group.querySelector("h3 span").textContent = words.length ? "(" + written(here) + " of " + all + ")" : "(" + all + ")";
    });
    if (words.length && !unfolded) unfolded = found.open ? "open" : "closed", found.open = true;
    if (!words.length && unfolded) found.open = unfolded === "open", unfolded = "";
    found.firstElementChild.hidden = words.length > 0;
    told.textContent = !words.length ? "" : number
      ? written(number) + (number === 1 ? " entry" : " entries") + (number > most ? "; the first " + most + " are shown. Add a word to find fewer." : " found.")
      : "Nothing found. An entry is found when it has all the words; try fewer, or a part of one.";
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(search, 150); };
  box.hidden = false;
  input.addEventListener("input", soon);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value) { event.preventDefault(); input.value = ""; soon(); }
  });
  if (input.value) search();
});
