// Comfort only: every page works without this. j and k go to the next and previous change, the arrows to the
// neighbouring versions, s and i switch the view; a button copies a change as a quote.
"use strict";

const changes = [...document.querySelectorAll(".change[id]")];

function step(by) {
  const at = changes.findIndex((change) => "#" + change.id === location.hash);
  const next = changes[Math.min(Math.max(at + by, 0), changes.length - 1)];
  if (next) location.hash = next.id;
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) link.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    ArrowLeft: () => follow(".steps a[rel=prev]"),
    ArrowRight: () => follow(".steps a[rel=next]"),
    s: () => follow(".views a[href*='view=side']"),
    i: () => follow(".views a:not([href*='view='])"),
    "/": () => document.getElementById("top-search").focus(),
  };
  if (actions[event.key]) {
    actions[event.key]();
    if (event.key === "/") event.preventDefault();
  }
});

for (const quote of document.querySelectorAll(".quote")) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy as quote";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(quote.querySelector("pre").textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy as quote"; }, 2000);
  });
  quote.append(button);
}

// A printed redline is the whole text: folds are opened for the printer, and closed again where they were.
const closed = () => [...document.querySelectorAll("details.unchanged:not([open]), details.fold:not([open])")];
let opened = [];
addEventListener("beforeprint", () => { opened = closed(); for (const fold of opened) fold.open = true; });
addEventListener("afterprint", () => { for (const fold of opened) fold.open = false; });

// Impossible pairs of the version list cannot be chosen: the older side must be older.
const list = document.querySelector("form.versions");
if (list) {
  const sides = (name) => [...list.querySelectorAll(`input[name=${name}]`)];
  const settle = () => {
    const from = sides("from").findIndex((input) => input.checked);
    const to = sides("to").findIndex((input) => input.checked);
    sides("from").forEach((input, n) => { input.disabled = n <= to; });
    sides("to").forEach((input, n) => { input.disabled = n >= from; });
  };
  list.addEventListener("change", settle);
  settle();
}
