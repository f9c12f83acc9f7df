/* The incident's form: “latest” shows only where the date is not known to the day. */

const precision = document.getElementById("id_precision");
const row = document.querySelector(".form-row.field-latest");

function adjust() {
  row.hidden = precision.value === "day";
}

if (precision && row) {
  precision.addEventListener("change", adjust);
  adjust();
}
