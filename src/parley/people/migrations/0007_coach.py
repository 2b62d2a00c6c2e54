from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0006_published_figures")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="person",
            name="wants_coach",
            field=models.BooleanField(default=True),
        ),
    ]
