from typing import ClassVar

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0004_organisation")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Departure",
            fields=[
                ("person_id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("email", models.TextField()),
                ("language", models.CharField(max_length=12)),
                ("asked_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("searched_to", models.UUIDField(null=True)),
                ("searched_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person_id", models.UUIDField(db_index=True)),
                ("reason", models.TextField()),
                ("placed_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "placed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Parting",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "order_id", "person_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("order_id", models.UUIDField()),
                ("person_id", models.UUIDField()),
                ("is_party", models.BooleanField()),
                ("told_at", models.DateTimeField(null=True)),
                ("emptied_at", models.DateTimeField(null=True)),
            ],
            options={"indexes": [models.Index(fields=["person_id", "order_id"], name="people_parting_person")]},
        ),
    ]
