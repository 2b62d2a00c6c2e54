"""Briefs, what was said of them, the offers that answer them, and the brief of each day."""

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
            name="Brief",
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
                            ("waiting", "Waiting"),
                            ("published", "Published"),
                            ("blocked", "Blocked"),
                            ("closed", "Closed"),
                            ("answered", "Answered"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("typed", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=0)),
                ("language", models.CharField(default="", max_length=12)),
                ("trade", models.CharField(default="", max_length=16)),
                ("title", models.CharField(default="", max_length=100)),
                ("text", models.TextField(default="")),
                ("result", models.TextField(default="")),
                ("wanted_by", models.DateField(null=True)),
                ("currency", models.CharField(default="", max_length=3)),
                ("least_minor", models.BigIntegerField(null=True)),
                ("most_minor", models.BigIntegerField(null=True)),
                ("reasons", models.JSONField(default=list)),
                ("read_with", models.CharField(default="", max_length=32)),
                ("allowed", models.PositiveIntegerField(default=0)),
                ("was_refused", models.BooleanField(default=False)),
                ("first_posted_at", models.DateTimeField(null=True)),
                ("waiting_since", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("words", models.TextField()),
                ("made_at", models.DateTimeField()),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="appeals", to="board.brief"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BriefAnswer",
            fields=[
                ("order_id", models.UUIDField(primary_key=True, serialize=False)),
                ("is_open", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="board.brief"
                    ),
                ),
                (
                    "freelancer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BriefOfTheDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("chosen_at", models.DateTimeField()),
                (
                    "brief",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="board.brief"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("value", models.BigIntegerField()),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="likenesses", to="board.brief"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ruling",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=parley.people.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("allowed", "Allowed"), ("refused", "Refused"), ("taken_away", "Taken Away")],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField()),
                ("made_at", models.DateTimeField()),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rulings", to="board.brief"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="brief",
            index=models.Index(fields=["stage", "-published_at", "-id"], name="board_newest"),
        ),
        migrations.AddIndex(
            model_name="brief",
            index=models.Index(fields=["stage", "waiting_since", "id"], name="board_queue"),
        ),
        migrations.AddIndex(
            model_name="brief",
            index=models.Index(fields=["author", "-changed_at"], name="board_of_author"),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.UniqueConstraint(fields=("brief", "version"), name="board_appeal_once"),
        ),
        migrations.AddConstraint(
            model_name="briefanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_open", True)), fields=("brief", "freelancer"), name="board_one_open_answer"
            ),
        ),
        migrations.AddIndex(
            model_name="briefoftheday",
            index=models.Index(fields=["brief"], name="board_day_of_brief"),
        ),
        migrations.AddIndex(
            model_name="likeness",
            index=models.Index(fields=["place", "value"], name="board_likeness_value"),
        ),
    ]
