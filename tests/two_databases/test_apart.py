"""Where things are: publication's tables in its own database, everything else in the other, and nothing across."""

from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connections, router
from django.db.migrations.recorder import MigrationRecorder

from publication.checks import only_public_and_only_to_read
from publication.models import Applied, PublishedIncident
from records.models import Release
from tests.support import factories as make


def tables(alias: str) -> set[str]:
    return set(connections[alias].introspection.table_names())


def test_each_database_has_its_own_tables_alone() -> None:
    public = {name for name in tables("public") if not name.startswith("publication_")}
    assert public == {"django_migrations"}
    assert not {name for name in tables("default") if name.startswith("publication_")}
    models = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert models <= tables("public") | tables("default")


def test_the_public_database_has_seen_no_private_migration() -> None:
    assert {app for app, _name in MigrationRecorder(connections["public"]).applied_migrations()} == {
        "publication"
    }


def test_rights_on_public_models_are_with_the_accounts() -> None:
    assert Permission.objects.filter(content_type__app_label="publication").exists()


def test_rows_go_where_they_belong() -> None:
    incident = make.make_incident(state="released")
    assert PublishedIncident.objects.using("public").filter(pk=incident.public_id).exists()
    assert Applied.objects.db == "public" and Release.objects.db == "default"
    assert router.db_for_write(None) == "default", "django-import-export asks for no model"


def test_the_projector_waits_for_nobody_for_long() -> None:
    """Limits of the connection, and what lifts them for a rebuild."""
    from publication import database

    connection = connections["public"]
    if connection.vendor != "postgresql":
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        return

    def limits() -> list[str]:
        with connection.cursor() as cursor:
            found = []
            for name in ("lock_timeout", "statement_timeout"):
                cursor.execute(f"SHOW {name}")
                found.append(cursor.fetchone()[0])
            return found

    assert limits() == ["5s", "1min"]
    assert connection.settings_dict["OPTIONS"]["connect_timeout"] == 3
    with database.atomic():
        database.take_time()
        assert limits() == ["0", "0"]
    assert limits() == ["5s", "1min"]


def test_the_check_of_the_public_site_names_private_tables_and_a_role_that_may_write() -> None:
    """With a role that may only select it is content: tests/two_databases/test_public_server.py."""
    found = only_public_and_only_to_read(None, databases=["default"])
    assert found[0].id == "publication.E001" and "abductees_" in found[0].msg
    owner = ["publication.E002"] if connections["public"].vendor == "postgresql" else []
    assert [error.id for error in only_public_and_only_to_read(None, databases=["public"])] == owner
