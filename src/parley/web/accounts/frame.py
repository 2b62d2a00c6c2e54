"""What stands around every page, for whoever reads it: the rooms they can go to, their name, languages, zone and colours."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from parley.people.models import Person as Account
from parley.people.models import Theme
from parley.web.accounts.reader import person_of, theme_of
from parley.web.components.action import Link
from parley.web.components.frame import Announcement, Frame, Language, NavItem, Person
from parley.web.console.standing import announced, of_desk
from parley.web.demo.bar import demo_bar
from parley.words.dates import zone_name

# The name of the room's address and the word for it. A room without an address is not built yet, and has no link.
ROOMS = (
    ("desk", gettext_lazy("Desk")),
    ("orders", gettext_lazy("Orders")),
    ("services", gettext_lazy("Services")),
    ("briefs", gettext_lazy("Briefs")),
    ("help", gettext_lazy("Help")),
)
OPEN_TO_GUESTS = frozenset({"services", "briefs", "help"})
MEDIATORS_ROOMS = (("cases", gettext_lazy("Cases")),)
OPERATORS_ROOMS = (
    ("console", gettext_lazy("Console")),
    ("policies", gettext_lazy("Policies")),
)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """A context processor: `frame` for base.html."""
    code = translation.get_language() or settings.LANGUAGE_CODE
    person = person_of(request)
    theme = theme_of(request)
    return {
        "frame": Frame(
            nav=rooms(request, person),
            languages=tuple(Language(each, name, current=each == code) for each, name in settings.LANGUAGES),
            language_href=reverse("language"),
            # A page that was posted to cannot be fetched again by its address alone, but its form can.
            here=_here(request),
            person=_shown(person) if person is not None else None,
            sign_in=Link(_("Sign in"), reverse("account_login")) if person is None else None,
            # Translators: {zone} is "your time in Madrid" or "in UTC time".
            zone=_("Times on this page: {zone}").format(zone=zone_name(timezone.get_current_timezone_name())),
            foot=_for_everybody(),
            demo=demo_bar(request),
            theme="" if theme == Theme.SYSTEM else theme,
            desk=of_desk(request).name,
            announcements=tuple(Announcement(str(one.id), one.text, one.language) for one in announced(request)),
            dismiss_href=reverse("dismiss_announcement"),
        )
    }


def _for_everybody() -> tuple[Link, ...]:
    """What this desk tells the public about itself."""
    return (
        Link(_("How cases end"), reverse("outcomes")),
        # Translators: the page on which anybody can check what was written down and signed.
        Link(_("Evidence"), reverse("evidence")),
    )


def _shown(person: Account) -> Person:
    """The reader's name, with the way to their own page and the way out."""
    # Translators: the page about the reader: name, language, time zone.
    return Person(person.name, (Link(pgettext("page", "You"), reverse("me")),), reverse("account_logout"))


def rooms(request: HttpRequest, person: Account | None) -> tuple[NavItem, ...]:
    """Guests are shown the rooms that are open to them; what is switched off nobody is shown."""
    if person is None:
        named = tuple((name, label) for name, label in ROOMS if name in OPEN_TO_GUESTS)
    else:
        mediators = MEDIATORS_ROOMS if person.may_mediate else ()
        named = (*ROOMS, *mediators, *(OPERATORS_ROOMS if person.is_operator else ()))
    off = {switch.value for switch in of_desk(request).off}
    found = ((label, address(name)) for name, label in named if name not in off)
    return tuple(NavItem(str(label), href, current=request.path.startswith(href)) for label, href in found if href)


def _here(request: HttpRequest) -> str:
    """Where somebody comes back to who chooses another language: an address that asks for one of its own then does not."""
    if not request.resolver_match:
        return "/"
    if "in" not in request.GET:
        return request.get_full_path()
    rest = request.GET.copy()
    del rest["in"]
    return request.path + (f"?{rest.urlencode()}" if rest else "")


def address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
