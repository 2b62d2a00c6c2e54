"""A signed hash over all orders, once a day."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_states_from_their_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="DailyRoot",
            fields=[
                ("day", models.TextField(primary_key=True, serialize=False)),
                ("statement", models.TextField()),
                ("signature", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("stamp", models.TextField(null=True)),
            ],
            options={"db_table": "daily_roots"},
        ),
    ]
