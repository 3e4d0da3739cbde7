"use strict";
// The note of a mark, shown while it is pointed at or focused.
const note = document.createElement("div");
note.id = "why";
note.hidden = true;
note.setAttribute("aria-hidden", "true"); // The mark itself carries it as a description.
document.body.append(note);
function show(mark) {
  note.hidden = !mark;
  if (!mark) return;
  note.textContent = mark.dataset.why;
  const box = mark.getBoundingClientRect();
  note.style.left = Math.max(4, Math.min(box.left, innerWidth - note.offsetWidth - 8)) + "px";
  note.style.top = (box.bottom + note.offsetHeight + 8 > innerHeight ? box.top - note.offsetHeight - 6 : box.bottom + 6) + "px";
}
const markOf = (element) => element?.closest?.("mark[data-why]");
document.addEventListener("focusin", (event) => show(markOf(event.target)));
// A pointer that leaves a mark gives the note back to the focused one, if it was not put away.
document.addEventListener("mouseover", (event) => show(markOf(event.target) ?? (note.hidden ? null : markOf(document.activeElement))));
// Focus scrolls: the note of the focused mark moves along.
document.addEventListener("scroll", () => show(note.hidden ? null : markOf(document.activeElement)), { passive: true });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") note.hidden = true; });
// Marks by class.
for (const box of document.querySelectorAll("input[data-show]")) {
  box.addEventListener("change", () => {
    for (const mark of document.querySelectorAll("mark." + box.dataset.show.replace(" ", "."))) {
      mark.classList.toggle("off", !box.checked);
      mark.tabIndex = box.checked ? 0 : -1;
    }
  });
}
// A bar leads to its events, a row to its section; who comes to an event by a link has its note.
for (const each of document.querySelectorAll("[data-to]")) {
  each.addEventListener("click", () => { location.hash = each.dataset.to; });
}
addEventListener("hashchange", () => document.querySelector("mark:target")?.focus());
// Print shows what is folded away.
addEventListener("beforeprint", () => { for (const each of document.querySelectorAll("details")) each.open = true; });
