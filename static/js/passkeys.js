/* Passkeys: hands the form of the page to allauth's script, and says on the page what went wrong. */

const form = document.querySelector("form[data-passkey]");
const button = document.getElementById("passkey-button");

function show(id, shown) {
  const box = document.getElementById(id);
  if (box) box.hidden = !shown;
}

if (form && button) {
  if (window.PublicKeyCredential) {
    document.addEventListener("allauth.error", (event) => {
      event.preventDefault();
      show("passkey-trouble", true);
    });
    button.addEventListener("click", () => show("passkey-trouble", false));
    window.allauth.webauthn.forms[form.dataset.passkey]({
      ids: {
        add: button.id,
        authenticate: button.id,
        login: button.id,
        credential: "passkey-credential",
        data: "passkey-data",
        passwordless: "id_passwordless",
      },
    });
  } else {
    button.disabled = true;
    show("passkey-missing", true);
  }
}
