/* Moves the code of an invitation from the address, where the history would keep it, into the form. */

function take() {
  const field = document.getElementById("id_code");
  const code = window.location.hash.slice(1);
  if (!field || !code) return;
  field.value = code;
  window.history.replaceState(null, "", window.location.pathname);
}

window.addEventListener("hashchange", take);
take();
