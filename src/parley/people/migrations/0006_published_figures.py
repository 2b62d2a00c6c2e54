from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0005_departures")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="PublishedFigures",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("body", models.TextField()),
                ("turn", models.BigIntegerField()),
            ],
        ),
    ]
