/* Figures: shows only what the chosen qualifier needs. Without this script every part is there and works. */

const BOX = "[data-figure-input]";

function adjust(box) {
  const chosen = box.querySelector("select").value;
  for (const part of box.querySelectorAll("[data-figure-for]")) {
    part.hidden = !part.dataset.figureFor.split(" ").includes(chosen);
  }
}

function adjustAll(root) {
  root.querySelectorAll(BOX).forEach(adjust);
}

document.addEventListener("change", (event) => {
  const box = event.target.matches("select") && event.target.closest(BOX);
  if (!box) return;
  adjust(box);
  box.querySelector("[data-figure-for]:not([hidden]) input")?.focus();
});
document.addEventListener("formset:added", (event) => adjustAll(event.target));
adjustAll(document);
