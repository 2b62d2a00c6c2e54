"""What stands around every page: navigation, languages, the person, the zone, and in a demo the bar that plays everyone.

base.html reads one context variable, `frame`; without it the page has a wordmark and nothing else, as error pages do.
A context processor builds it. Blocks of base.html: title, title_end, head, main_class, main (the whole of <main>),
content (inside it, after the messages).

    Frame(nav=(NavItem(_("Desk"), "/", current=True),), languages=(Language("es", "Español", current=True),),
          person=Person("Ana Ruiz", links=(Link(_("Your account"), "/account/"),), sign_out_href="/accounts/logout/"),
          zone=_("Times on this page: your time in Madrid"))
"""

from __future__ import annotations

from dataclasses import dataclass

from parley.web.components.action import Link
from parley.web.components.moment import Moment
from parley.web.components.sentence import Text


@dataclass(frozen=True, slots=True)
class NavItem:
    """A room of the product that exists. `current` for the page's own room."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its own name."""

    code: str
    name: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in. `sign_out_href` is posted to."""

    name: str
    links: tuple[Link, ...] = ()
    sign_out_href: str = ""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody one can become. `value` is posted as `person`."""

    value: str
    name: str
    role: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class DemoStep:
    """A move of the demo's clock. `value` is posted as `step` ("1h", "48h", "5bd", "next")."""

    value: str
    label: Text
    small: Text = ""


@dataclass(frozen=True, slots=True)
class DemoBar:
    """The bar of a demo: become anybody with one click, move the clock with another.

    Set `open` from the cookie: request.COOKIES.get("demo_bar") != "closed". `back` is posted as `next`.
    """

    now: Moment
    people: tuple[DemoPerson, ...]
    steps: tuple[DemoStep, ...]
    become_href: str
    clock_href: str
    back: str = "/"
    open: bool = True
    note: Text = ""

    @property
    def current_name(self) -> str:
        return next((person.name for person in self.people if person.current), "")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the desk tells everybody. `value` is posted as `announcement` by whoever puts it away; `lang` is the text's."""

    value: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything base.html prints around the page. `language_href` takes Django's set_language form (language, next), and
    `dismiss_href` an announcement that is put away. `desk` is what the desk is called."""

    nav: tuple[NavItem, ...] = ()
    languages: tuple[Language, ...] = ()
    language_href: str = "/i18n/setlang/"
    here: str = "/"
    person: Person | None = None
    sign_in: Link | None = None
    zone: Text = ""
    foot: tuple[Link, ...] = ()
    demo: DemoBar | None = None
    theme: str = ""
    desk: str = "Parley"
    announcements: tuple[Announcement, ...] = ()
    dismiss_href: str = ""

    @property
    def language_name(self) -> str:
        return next((language.name for language in self.languages if language.current), "")
