"use strict";
// The documents, a page at a time: 10,000 rows in the document tree would be slow, in an array they are not.
const SIZE = 50;
const all = JSON.parse(document.getElementById("data").textContent);
const table = document.getElementById("rows");
const heads = [...table.tHead.rows[0].cells].filter((head) => head.querySelector("button"));
const byId = (id) => document.getElementById(id);
const PAGE = heads.length, ERROR = heads.length + 1, BALANCE = heads.findIndex((head) => head.textContent === "balance");
const low = all.map((row) => (row[0] + " " + row[1] + " " + (row[ERROR] ?? "")).toLowerCase());
let shown = all, page = 0, sorted = -1, down = false;

function number(value, column) {
  if (value === null) return "–";
  if (column < BALANCE) return value.toLocaleString("en");
  const text = Math.abs(value).toFixed(2);
  return +text === 0 ? text : (value < 0 ? "−" : "+") + text;
}
// The balance with its interval, drawn from −1 to +1; the figures stand beside it.
function drawn(balance, from, to) {
  const shape = (name, values) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in values) made.setAttribute(key, values[key]);
    return made;
  };
  const at = (value) => 50 + value * 45, line = (x1, x2, y1, y2, kind) => shape("line", { x1, x2, y1, y2, class: kind });
  const svg = shape("svg", { viewBox: "0 0 100 16", class: "chart", "aria-hidden": "true" });
  svg.append(line(50, 50, 0, 16, "axis"));
  if (balance !== null)
    svg.append(line(at(from), at(to), 8, 8, "whisker"), shape("circle", { cx: at(balance), cy: 8, r: 4, class: balance > 0 ? "coop" : "conf" }));
  return svg;
}
function line(row) {
  const tr = document.createElement("tr");
  const name = document.createElement("th");
  name.scope = "row";
  if (row[PAGE]) {
    const link = document.createElement("a");
    link.href = row[PAGE];
    link.textContent = row[0];
    name.append(link);
  } else name.textContent = row[0];
  tr.append(name);
  if (row[ERROR] !== null) {
    const cell = tr.insertCell();
    cell.colSpan = heads.length;
    cell.className = "error";
    cell.textContent = row[ERROR];
    return tr;
  }
  tr.insertCell().textContent = row[1];
  for (let column = 2; column < heads.length; column++) {
    const cell = tr.insertCell();
    cell.className = "n";
    cell.textContent = number(row[column], column);
    if (column === BALANCE + 2) tr.insertCell().append(drawn(row[BALANCE], row[BALANCE + 1], row[BALANCE + 2]));
  }
  return tr;
}
function draw() {
  const start = page * SIZE, rows = shown.slice(start, start + SIZE);
  table.tBodies[0].replaceChildren(...rows.map(line));
  byId("count").textContent = shown.length
    ? `${(start + 1).toLocaleString("en")} to ${(start + rows.length).toLocaleString("en")} of ${shown.length.toLocaleString("en")} documents`
    : "No document fits the filter";
  byId("before").disabled = page === 0;
  byId("after").disabled = start + SIZE >= shown.length;
}
// Missing figures come last in either direction.
function order(a, b) {
  const x = a[sorted], y = b[sorted];
  if (x === null || y === null) return (x === null) - (y === null);
  const way = typeof x === "string" ? x.localeCompare(y, "en", { numeric: true }) : x - y;
  return down ? -way : way;
}
function choose() {
  const wanted = byId("filter").value.trim().toLowerCase();
  const from = byId("from").value === "" ? null : +byId("from").value, to = byId("to").value === "" ? null : +byId("to").value;
  const fits = (row, n) => low[n].includes(wanted) && (from === null || (row[BALANCE] !== null && row[BALANCE] >= from)) && (to === null || (row[BALANCE] !== null && row[BALANCE] <= to));
  shown = all.filter(fits);
  if (sorted >= 0) shown.sort(order);
  page = 0;
  draw();
}
heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
  down = sorted === column ? !down : false;
  sorted = column;
  heads.forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  choose();
}));
for (const id of ["filter", "from", "to"]) byId(id).addEventListener("input", choose);
byId("choose").addEventListener("submit", (event) => event.preventDefault());
byId("before").addEventListener("click", () => { page--; draw(); });
byId("after").addEventListener("click", () => { page++; draw(); });
draw();
