from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0003_mediators")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="person",
            name="organisation",
            field=models.CharField(blank=True, default="", max_length=120, verbose_name="organisation"),
        ),
    ]
