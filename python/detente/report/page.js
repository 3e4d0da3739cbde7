"use strict";
// The note of a mark, shown while it is pointed at or focused.
const note = document.createElement("div");
note.id = "why";
note.hidden = true;
note.setAttribute("role", "tooltip");
document.body.append(note);
function show(event) {
  const mark = event.target.closest("mark[data-why]");
  note.hidden = !mark;
  if (!mark) return;
  note.textContent = mark.dataset.why;
  const box = mark.getBoundingClientRect();
  note.style.left = Math.max(4, Math.min(box.left, innerWidth - note.offsetWidth - 8)) + "px";
  note.style.top = (box.bottom + note.offsetHeight + 8 > innerHeight ? box.top - note.offsetHeight - 6 : box.bottom + 6) + "px";
}
for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, show);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") note.hidden = true; });
// Sorting and filtering of the overview.
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => row.cells[column]?.dataset.v ?? row.cells[column]?.textContent ?? "";
    const order = (a, b) => head.classList.contains("n") ? key(a) - key(b) : key(a).localeCompare(key(b));
    const rows = [...table.tBodies[0].rows].sort(order);
    table.tBodies[0].append(...(down ? rows.reverse() : rows));
  }));
}
const filter = document.getElementById("filter");
if (filter) filter.addEventListener("input", () => {
  const wanted = filter.value.toLowerCase();
  for (const row of document.querySelectorAll("table.sortable tbody tr")) row.hidden = !row.textContent.toLowerCase().includes(wanted);
});
