"""What readers said of articles, and what they asked."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "article", "language", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("article", models.CharField(max_length=60)),
                ("language", models.CharField(max_length=12)),
                ("useful", models.PositiveIntegerField(default=0)),
                ("not_useful", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="HelpRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("email", models.EmailField(blank=True, default="", max_length=254)),
                ("language", models.CharField(max_length=12)),
                ("article", models.CharField(blank=True, default="", max_length=60)),
                ("order_id", models.UUIDField(null=True)),
                ("question", models.TextField(max_length=4000)),
                ("asked_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, default="", max_length=4000)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["answered_at", "-id"], name="help_request_waiting"),
                    models.Index(fields=["person", "-id"], name="help_request_of_person"),
                    models.Index(fields=["email"], name="help_request_email"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False), models.Q(("email", ""), _negated=True), _connector="XOR"
                        ),
                        name="help_request_of_one_of_the_two",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("article", models.CharField(max_length=60)),
                ("language", models.CharField(max_length=12)),
                ("browser", models.CharField(blank=True, default="", max_length=64)),
                ("is_useful", models.BooleanField()),
                ("voted_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("article", "language", "person"),
                        name="help_vote_one_per_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("browser", ""), _negated=True),
                        fields=("article", "language", "browser"),
                        name="help_vote_one_per_browser",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False), models.Q(("browser", ""), _negated=True), _connector="XOR"
                        ),
                        name="help_vote_of_one_of_the_two",
                    ),
                ],
            },
        ),
    ]
