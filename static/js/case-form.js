/* The case's form: what only a person has shows for a person, what only a group has for a group. What holds an error
   always shows. Without this script everything is there. */

const OF_A_PERSON = [
  ".form-row.field-name_ar",
  ".form-row.field-called_ar",
  ".form-row.field-called_en",
  ".form-row.field-sex",
  ".form-row.field-show_name",
  ".form-row.field-agreed",
  "fieldset.of-person",
];
const OF_A_GROUP = [
  ".form-row.field-title_ar",
  ".form-row.field-title_en",
  ".form-row.field-figure:not(.inline-related *)",
  "#counts-group",
  "#members-group",
];

const subject = document.getElementById("id_subject");

function show(selectors, wanted) {
  for (const part of document.querySelectorAll(selectors.join(", "))) {
    part.hidden = !wanted && !part.querySelector(".errorlist:not(:empty)");
  }
}

function adjust() {
  const group = subject.value === "group";
  show(OF_A_PERSON.map((one) => `${one}:not(.inline-related *)`), !group);
  show(OF_A_GROUP, group);
}

if (subject) {
  subject.addEventListener("change", adjust);
  adjust();
}

/* “latest” of a claim shows only where its date is not known to the day, as above for the case itself. */

function adjustDates(claim) {
  const precision = claim.querySelector("select[name$='-precision']");
  const latest = claim.querySelector("input[name$='-latest']");
  const box = latest?.closest(".form-multiline > div");
  if (precision && box) {
    box.hidden = precision.value === "day" && !latest.value && !box.querySelector(".errorlist:not(:empty)");
  }
}

const timeline = document.getElementById("claims-group");

if (timeline) {
  const claims = () => timeline.querySelectorAll(".inline-related");
  timeline.addEventListener("change", (event) => {
    const claim = event.target.closest(".inline-related");
    if (claim) {
      adjustDates(claim);
    }
  });
  // A row added later is a copy of the empty form, and hides what that one hides.
  claims().forEach(adjustDates);
}
