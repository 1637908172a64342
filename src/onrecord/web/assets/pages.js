// Small comforts; every page works without them.

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = "Copied";
  });
}

// A card lights its words in the text, and the words their cards.
const lit = (ids, on) => {
  for (const mark of document.querySelectorAll("mark[data-claims]")) {
    if (mark.dataset.claims.split(" ").some((id) => ids.includes(id))) mark.classList.toggle("lit", on);
  }
  for (const card of document.querySelectorAll(".card[data-claim]")) {
    if (ids.includes(card.dataset.claim)) card.classList.toggle("lit", on);
  }
};
for (const card of document.querySelectorAll(".card[data-claim]")) {
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    card.addEventListener(event, () => lit([card.dataset.claim], on));
  }
}

// The sliders of the map: a day moves, the page's own answer for that day takes its place.
const form = document.querySelector("[data-sliders]");
if (form) {
  const first = new Date(`${form.dataset.first}T00:00:00Z`);
  const dayAt = (n) => new Date(first.getTime() + n * 86400000).toISOString().slice(0, 10);
  let waiting = 0;
  let latest = 0;
  const show = async () => {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const address = `${form.getAttribute("action")}?${asked}`;
    const mine = ++latest;
    const answer = await fetch(address);
    if (!answer.ok || mine !== latest) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["#map-part", ".map-frame > svg.world"]) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (old && fresh) old.replaceWith(document.adoptNode(fresh));
    }
    history.replaceState(null, "", address);
    document.dispatchEvent(new CustomEvent("onrecord:day", { detail: document }));
  };
  for (const range of form.querySelectorAll("input[type=range]")) {
    const date = form.elements[range.dataset.for];
    range.hidden = false;
    range.addEventListener("input", () => {
      date.value = dayAt(Number(range.value));
      clearTimeout(waiting);
      waiting = setTimeout(show, 30);
    });
    date.addEventListener("change", () => {
      range.value = Math.round((new Date(`${date.value}T00:00:00Z`) - first) / 86400000);
      show();
    });
  }
}

// A part of the page that is worked out while the rest is read.
for (const place of document.querySelectorAll("[data-load]")) {
  fetch(place.dataset.load).then(async (answer) => {
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector("#part");
    if (part) place.replaceChildren(document.adoptNode(part));
  });
}

// Every key names a button, a link, a box or a field of the page; while a field is typed in, keys are text.
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea, select");
  if (event.key === "Escape" && typing) event.target.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[a-z0-9/]$/.test(event.key)) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find")?.focus();
    return;
  }
  const wanted = document.querySelector(`main [data-key="${event.key}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("input[type=checkbox]")) wanted.checked = !wanted.checked;
  else if (wanted.matches("input, textarea, select")) wanted.focus();
  else wanted.click();
});

// Words selected in a report's text go into the field that waits for them.
for (const text of document.querySelectorAll("[data-select-into]")) {
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (chosen && !chosen.isCollapsed && text.contains(chosen.anchorNode) && text.contains(chosen.focusNode)) {
      document.getElementById(text.dataset.selectInto).value = chosen.toString().trim();
    }
  });
}
