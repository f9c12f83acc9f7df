/* Keeps a form on the server while it is typed. Nothing is stored in the browser: while the connection is down the page
   itself is the only copy, and it says so. Texts come from the page (templates/admin/incidents/autosave.html). */

const PAUSE = 2500; // milliseconds from a change to its being kept
const RETRY = 8000; // milliseconds between attempts while the server cannot be reached

const box = document.querySelector("[data-autosave]");
const form = box?.closest("form");
if (form) begin(form, box);

function begin(form, box) {
  const status = box.querySelector("[data-autosave-status]");
  let saved = content(form);
  let state = "idle";
  let timer = null;
  let leaving = false;

  form.autocomplete = "off";

  function say(name, values = {}) {
    const text = box.querySelector(`template[data-text="${name}"]`);
    status.replaceChildren(text ? text.content.cloneNode(true) : "");
    for (const [key, value] of Object.entries(values)) {
      status.querySelectorAll(`[data-value="${key}"]`).forEach((place) => (place.textContent = value));
    }
    box.dataset.state = name;
    state = name;
  }

  /* One attempt at a time; typing on does not put it off. */
  function later(pause) {
    timer ??= setTimeout(() => {
      timer = null;
      keep();
    }, pause);
  }

  /* Posts the form when it has changed, or when asked to see whether the server can be reached. True when it is kept. */
  async function keep(always = false) {
    const now = content(form);
    if (now === saved && always !== true) return true;
    const body = new URLSearchParams({
      object: box.dataset.object,
      user: box.dataset.user,
      token: box.dataset.token,
      data: now,
    });
    let response;
    try {
      response = await fetch(box.dataset.url, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": token(form) },
        redirect: "manual",
        cache: "no-store",
      });
    } catch {
      say("offline");
      later(RETRY);
      return false;
    }
    if (response.ok) {
      saved = now;
      say("saved", { time: (await response.json()).saved_at });
      return true;
    }
    if (response.status === 409) say("other");
    else if (response.type === "opaqueredirect" || response.status === 403) say("expired");
    else say("offline");
    later(RETRY);
    return false;
  }

  function changed() {
    if (content(form) === saved) return;
    if (state === "idle" || state === "saved") say("waiting");
    later(PAUSE);
  }

  for (const name of ["input", "change", "formset:added", "formset:removed"]) {
    form.addEventListener(name, changed);
  }
  // Selections by Django's autocompletes and calendar come without an event of the form's own.
  setInterval(changed, 4000);
  window.addEventListener("online", () => keep(true));
  // Back from signing in in another tab: go on at once.
  window.addEventListener("focus", () => state !== "idle" && state !== "saved" && keep());

  /* A form is sent only when the server can take it: else it would be lost on the way. */
  form.addEventListener("submit", async (event) => {
    if (leaving) return;
    event.preventDefault();
    const button = event.submitter;
    clearTimeout(timer);
    timer = null;
    if (!(await keep(true))) {
      status.scrollIntoView({ block: "center" });
      return;
    }
    token(form);
    leaving = true;
    form.requestSubmit(button ?? undefined);
  });

  window.addEventListener("beforeunload", (event) => {
    if (!leaving && content(form) !== saved) event.preventDefault();
  });
}

/* What the form would post, without what belongs to the page alone. */
function content(form) {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return new URLSearchParams(data).toString();
}

/* The token as it is now: signing in again in another tab changes it. */
function token(form) {
  const cookie = document.cookie.split("; ").find((part) => /^(__Host-)?csrftoken=/.test(part));
  const field = form.elements.csrfmiddlewaretoken;
  if (cookie && field) field.value = cookie.slice(cookie.indexOf("=") + 1);
  return field?.value ?? "";
}
