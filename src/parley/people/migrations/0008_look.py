from typing import Any, ClassVar

from django.db import migrations, models

from parley.people.lookalikes import look_of

AT_ONCE = 1_000


def see(apps: Any, _editor: object) -> None:
    """What the names of those who are here already look like."""
    person = apps.get_model("people", "Person")
    seen = []
    for one in person.objects.only("id", "name").order_by("id").iterator(AT_ONCE):
        one.look = look_of(one.name)
        seen.append(one)
        if len(seen) == AT_ONCE:
            person.objects.bulk_update(seen, ["look"])
            seen = []
    person.objects.bulk_update(seen, ["look"])


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0007_coach")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="person",
            name="look",
            field=models.CharField(blank=True, default="", editable=False, max_length=160),
        ),
        migrations.RunPython(see, migrations.RunPython.noop, elidable=True),
    ]
