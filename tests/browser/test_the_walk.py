"""The whole walk in a browser, in Arabic: from a telephone call to a public page, a correction and a tombstone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from incidents.models import Incident
from publication.models import PublishedIncident
from tests.browser.desk import Desk


@pytest.mark.walk
def test_from_entry_to_release_correction_and_withdrawal(at_desk: Callable[[str], Desk], page: Page) -> None:
    clerk, verifier, editor = at_desk("clerk"), at_desk("verifier"), at_desk("editor")

    # A clerk enters what she was told, digits and dates as she types them.
    clerk.fill_incident()
    clerk.submit()
    incident = Incident.objects.get()
    assert incident.state == "submitted"
    assert str(incident.start) == "2020-12-30"
    line = incident.lines.get()
    assert (line.qualifier, line.best, line.high) == ("about", 15, None)

    # She cannot verify her own record.
    clerk.open_review(incident)
    assert not clerk.offers("verify")

    # The verifier finds it on his desk and returns it with a reason.
    verifier.page.goto("/admin/")
    verifier.sees(incident.title_ar)
    verifier.open_review(incident)
    verifier.step("return", "العدد بحسب المصدر 16 لا 15")

    # She reads the reason, mends it and submits again.
    clerk.page.goto("/admin/")
    clerk.sees(incident.title_ar)
    clerk.open_review(incident)
    clerk.sees("العدد بحسب المصدر 16 لا 15")
    clerk.edit(incident)
    clerk.page.fill("#id_lines-0-figure_1", "16")
    clerk.submit()

    # He verifies it; nothing is public yet.
    verifier.open_review(incident)
    verifier.step("verify")
    incident.refresh_from_db()
    assert incident.state == "verified"
    address = f"/incidents/{incident.public_id}/"
    assert page.goto(address).status == 404

    # The editor sees it as the public will, and releases it.
    editor.page.goto(f"/admin/records/record/{incident.pk}/release/")
    preview = editor.page.frame_locator("iframe.preview__frame")
    expect(preview.locator("h1")).to_contain_text(incident.title_ar)
    expect(preview.locator("body")).to_contain_text("نحو 16")
    editor.release(incident)
    page.goto(address)
    expect(page.locator("h1")).to_contain_text(incident.title_ar)
    expect(page.locator("body")).to_contain_text("نحو 16 عنصراً")
    page.goto("/summaries/caliphate/78/")
    expect(page.locator("body")).to_contain_text("نحو 16")

    # An edit does not change the public page until it is released again.
    clerk.edit(incident)
    clerk.page.fill("#id_lines-0-figure_1", "17")
    clerk.submit()
    page.goto(address)
    expect(page.locator("body")).to_contain_text("نحو 16 عنصراً")
    verifier.open_review(incident)
    verifier.step("verify")
    page.goto(address)
    expect(page.locator("body")).not_to_contain_text("نحو 17")
    editor.release(incident, note="صُحِّح العدد.")
    page.goto(address)
    expect(page.locator("body")).to_contain_text("نحو 17 عنصراً")
    expect(page.locator("body")).to_contain_text("صُحِّح العدد.")

    # Withdrawal leaves a dated tombstone and takes the figure out of the month.
    editor.withdraw(incident, "doubt")
    assert page.goto(address).status == 410
    expect(page.locator("body")).not_to_contain_text(incident.title_ar)
    assert not PublishedIncident.objects.exists()
    page.goto("/summaries/caliphate/78/")
    expect(page.locator("body")).not_to_contain_text("نحو 17")


def test_two_people_save_one_record_and_the_second_loses_nothing(at_desk: Callable[[str], Desk]) -> None:
    clerk, editor = at_desk("clerk"), at_desk("editor")
    clerk.fill_incident()
    clerk.save()
    incident = Incident.objects.get()

    clerk.edit(incident)
    editor.edit(incident)
    clerk.page.fill("#id_title_ar", "عنوان مدخلة البيانات")
    editor.page.fill("#id_title_ar", "عنوان المحررة")
    clerk.save()
    editor.save()

    # The second saver sees both versions, hers still in the form.
    assert editor.page.input_value("#id_title_ar") == "عنوان المحررة"
    editor.sees("عنوان مدخلة البيانات")
    incident.refresh_from_db()
    assert incident.title_ar == "عنوان مدخلة البيانات"

    # Saving again is a knowing decision.
    editor.save()
    incident.refresh_from_db()
    assert incident.title_ar == "عنوان المحررة"
