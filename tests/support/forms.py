"""A form of a page as a browser would post it, so that tests change one field and send the rest as it came."""

from html.parser import HTMLParser


class _Form(HTMLParser):
    def __init__(self, form_id: str):
        super().__init__()
        self.form_id = form_id
        self.inside = False
        self.values: dict[str, list[str]] = {}
        self.select = self.text = ""
        self.first_option: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = not self.form_id or found.get("id") == self.form_id
        if not self.inside:
            return
        name = found.get("name", "")
        if tag == "input" and name:
            self._input(name, found)
        elif tag == "textarea":
            self.text = name
            self.values[name] = [""]
        elif tag == "select":
            self.select, self.first_option = name, None
        elif tag == "option" and self.select:
            value = found.get("value", "")
            if "selected" in found:
                self.values.setdefault(self.select, []).append(value)
            elif self.first_option is None:
                self.first_option = value

    def _input(self, name: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        if kind in ("submit", "button", "image", "file") or "disabled" in found:
            return
        if kind in ("checkbox", "radio") and "checked" not in found:
            return
        default = "on" if kind == "checkbox" else ""
        self.values.setdefault(name, []).append(found.get("value", default))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            self.text = ""
        elif tag == "select":
            if self.select not in self.values and self.first_option is not None:
                self.values[self.select] = [self.first_option]
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.text:
            self.values[self.text][0] += data


def read_form(html: str | bytes, form_id: str = "") -> dict[str, list[str]]:
    """The fields of the form with this id (of all forms without one) with their values, as a browser posts them."""
    parser = _Form(form_id)
    parser.feed(html.decode() if isinstance(html, bytes) else html)
    # A browser leaves the line break out that opens a text area, and posts no empty list of choices.
    return {name: [value.removeprefix("\n").removeprefix("\r\n") for value in values]
            for name, values in parser.values.items()}  # fmt: skip
