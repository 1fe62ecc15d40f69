// The reader's choice of light or dark, kept where the browser keeps such things.
// The choice itself is made in CSS, by the checked box; without this script it is only not remembered.
(() => {
  const root = document.documentElement, key = "standpoint-scheme";
  let kept = "";
  try { kept = localStorage.getItem(key) || ""; } catch { /* no storage, nothing kept */ }
  // Known before the first paint, when the boxes are not there yet.
  if (kept === "light" || kept === "dark") root.dataset.scheme = kept;
  addEventListener("DOMContentLoaded", () => {
    const box = document.getElementById("scheme-" + kept);
    if (box) box.checked = true;
    delete root.dataset.scheme;
  });
  addEventListener("change", ({ target }) => {
    if (target.name !== "scheme") return;
    try { localStorage.setItem(key, target.value); } catch { /* as above */ }
  });
})();
