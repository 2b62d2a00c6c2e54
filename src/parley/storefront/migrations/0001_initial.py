"""Services with their packages and extras."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parley.people.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=parley.people.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("listed", "Listed"),
                            ("paused", "Paused"),
                            ("removed", "Removed"),
                        ],
                        default="draft",
                        max_length=8,
                    ),
                ),
                ("typed", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=0)),
                ("language", models.CharField(default="", max_length=12)),
                ("trade", models.CharField(default="", max_length=16)),
                ("title", models.CharField(default="", max_length=100)),
                ("summary", models.TextField(default="")),
                ("tags", models.JSONField(default=list)),
                ("currency", models.CharField(default="", max_length=3)),
                ("listed_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("stage_before", models.CharField(default="", max_length=8)),
                ("removed_at", models.DateTimeField(null=True)),
                ("removed_because", models.TextField(default="")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "removed_by",
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
            name="Package",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=40)),
                ("amount_minor", models.BigIntegerField()),
                ("delivery_days", models.PositiveSmallIntegerField()),
                ("rounds", models.PositiveSmallIntegerField()),
                ("items", models.JSONField()),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="packages", to="storefront.service"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Extra",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=100)),
                ("test", models.TextField()),
                ("amount_minor", models.BigIntegerField()),
                ("delivery_days", models.PositiveSmallIntegerField()),
                ("effort_minutes", models.PositiveIntegerField()),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="extras", to="storefront.service"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["stage", "-listed_at", "-id"], name="storefront_newest"),
        ),
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["owner", "-changed_at"], name="storefront_of_owner"),
        ),
        migrations.AddConstraint(
            model_name="package",
            constraint=models.UniqueConstraint(fields=("service", "number"), name="storefront_package_number"),
        ),
        migrations.AddConstraint(
            model_name="extra",
            constraint=models.UniqueConstraint(fields=("service", "number"), name="storefront_extra_number"),
        ),
    ]
