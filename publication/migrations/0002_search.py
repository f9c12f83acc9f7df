"""Indexes for searching incidents by words, on either engine (publication.search_index)."""

from django.db import migrations

from publication import search_index


def install(apps, schema_editor):
    search_index.install(schema_editor.connection)


def remove(apps, schema_editor):
    search_index.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
