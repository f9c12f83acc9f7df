/* A page of staff that nobody has used for as long as a session may be idle shows nothing any more: its session is over,
   and whoever finds the machine must not read what was left open. What was typed into a form is on the server
   (autosave.js). A page in use keeps the others open as well. */

const SPARE = 15; // seconds more, so that the server ends the session first
const limit = (Number(document.querySelector("meta[name=idle-seconds]").content) + SPARE) * 1000;
const channel = new BroadcastChannel("staff-in-use");
let used = Date.now();
let told = used;

/* A machine that slept runs no timer, so the first touch after it looks before it counts as use. */
function touched() {
  look();
  used = Date.now();
  if (used - told > 10_000) {
    told = used;
    channel.postMessage(used);
  }
}

function look() {
  if (Date.now() - used < limit) return;
  document.title = "";
  document.body.replaceChildren();
  // By GET: the answer to a form is not asked for again.
  location.replace(location.href);
}

channel.addEventListener("message", (event) => {
  if (typeof event.data === "number" && event.data <= Date.now()) used = Math.max(used, event.data);
});
for (const name of ["pointerdown", "keydown", "wheel", "input"]) {
  addEventListener(name, touched, { capture: true, passive: true });
}
for (const name of ["focus", "pageshow", "visibilitychange"]) addEventListener(name, look);
setInterval(look, 5000);
