"""The search index of cases."""

from django.db import migrations

from publication import search_index


def install(apps, schema_editor):
    search_index.install(schema_editor.connection)


def remove(apps, schema_editor):
    search_index.remove(schema_editor.connection, "publication_publishedcase")


class Migration(migrations.Migration):
    dependencies = [("publication", "0003_cases")]
    operations = [migrations.RunPython(install, remove)]
