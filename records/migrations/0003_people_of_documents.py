"""Whom each document names, for documents that were stored before that was kept."""

from django.db import migrations


def note_people(apps, schema_editor):
    from records.disclosure import people_in

    documents, people = apps.get_model("records", "Document"), apps.get_model("records", "Person")
    for document in documents.objects.iterator(chunk_size=200):
        keys = {reference["pk"] for reference in people_in(document.content)}
        if keys:
            document.people.set(people.objects.filter(pk__in=keys))


class Migration(migrations.Migration):
    dependencies = [("records", "0002_people_vault_and_texts")]
    operations = [migrations.RunPython(note_people, migrations.RunPython.noop)]
