"""The journal over all orders, in the order in which things happened: what the operator's console leafs through."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0004_daily_roots"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["at", "order_id", "seq"], name="journal_by_time"),
        ),
    ]
