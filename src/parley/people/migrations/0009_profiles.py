from typing import ClassVar

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0008_look")]

    operations: ClassVar = [
        migrations.AddIndex(model_name="person", index=models.Index(fields=["look"], name="people_person_look")),
        migrations.CreateModel(
            name="Profile",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="profile",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("headline", models.CharField(blank=True, default="", max_length=100)),
                ("about", models.TextField(blank=True, default="")),
                ("language", models.CharField(blank=True, default="", max_length=12)),
                ("skills", models.JSONField(default=list)),
                ("languages", models.JSONField(default=list)),
                ("is_public", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=80)),
                ("line", models.CharField(blank=True, default="", max_length=160)),
                ("alt", models.CharField(max_length=250)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("language", models.CharField(blank=True, default="", max_length=12)),
                ("picture", models.CharField(max_length=33, unique=True)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["person", "place", "id"], name="people_piece_of_person")],
            },
        ),
    ]
