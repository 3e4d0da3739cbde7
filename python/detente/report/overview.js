"use strict";
// The documents, a page at a time: 10,000 rows in the document tree would be slow, in an array they are not.
const SIZE = 50;
const all = JSON.parse(document.getElementById("data").textContent);
const table = document.getElementById("rows");
const heads = [...table.tHead.rows[0].cells];
const byId = (id) => document.getElementById(id);
const PAGE = heads.length, ERROR = heads.length + 1, BALANCE = heads.findIndex((head) => head.textContent === "balance");
const low = all.map((row) => (row[0] + " " + row[1] + " " + (row[ERROR] ?? "")).toLowerCase());
let shown = all, page = 0, sorted = -1, down = false;

function number(value, column) {
  if (value === null) return "–";
  if (column < BALANCE) return value.toLocaleString("en");
  return (value < 0 ? "−" : "+") + Math.abs(value).toFixed(2);
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
    cell.colSpan = heads.length - 1;
    cell.className = "error";
    cell.textContent = row[ERROR];
    return tr;
  }
  tr.insertCell().textContent = row[1];
  for (let column = 2; column < heads.length; column++) {
    const cell = tr.insertCell();
    cell.className = "n";
    cell.textContent = number(row[column], column);
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
