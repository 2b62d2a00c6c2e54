from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0002_written_policies")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="person",
            name="is_mediator",
            field=models.BooleanField(default=False),
        ),
    ]
