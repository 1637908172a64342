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
