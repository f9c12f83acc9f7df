"""An edition knows which version of its report it is, and the tombstone of a report the month that it was on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0006_reports_and_editions")]

    operations = [
        migrations.AddField("tombstone", "stood_at", models.CharField(blank=True, max_length=60)),
        migrations.AddField(
            "publishededition", "version", models.PositiveIntegerField(default=1), preserve_default=False
        ),
    ]
