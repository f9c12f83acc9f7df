/* Says what a typed date means: the weekday, the date in words, and the month of each series. */

const PAUSE = 350; // milliseconds after the last key

for (const box of document.querySelectorAll("[data-date-hint]")) {
  const input = document.getElementById(box.dataset.for);
  if (input) watch(input, box);
}

function watch(input, box) {
  input.setAttribute("aria-describedby", [input.getAttribute("aria-describedby"), box.id].filter(Boolean).join(" "));
  input.closest(".form-row")?.append(box);
  let asked = "";
  let timer = null;

  async function ask() {
    const day = input.value.trim();
    if (day === asked) return;
    asked = day;
    if (day.length < 6) {
      box.replaceChildren();
      return;
    }
    try {
      const response = await fetch(`${box.dataset.url}?${new URLSearchParams({ day })}`, { cache: "no-store" });
      if (!response.ok || response.redirected) return;
      const said = await response.json();
      if (input.value.trim() === day) show(said);
    } catch {
      asked = ""; // the connection is down: ask again with the next change
    }
  }

  function show(said) {
    const lines = said.error ? [said.error] : [said.day, ...said.months];
    box.classList.toggle("date-hint-error", Boolean(said.error));
    box.replaceChildren(
      ...lines.map((line, number) => {
        const part = document.createElement(number ? "span" : "strong");
        part.textContent = line;
        return part;
      }),
    );
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  // Django's calendar sets the value and then gives the field the focus.
  for (const name of ["input", "change", "focus", "blur"]) input.addEventListener(name, soon);
  ask();
}
