"""A page as a browser without JavaScript reads it: its links, its words, and its forms with what stands in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse, StreamingHttpResponse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "use"}


@dataclass
class ReadForm:
    """A form: where it goes, and what it would send as it stands. `buttons` are the named ones; pressing sends one of them."""

    id: str
    action: str
    method: str
    is_multipart: bool = False
    fields: dict[str, list[str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, typed: dict[str, object]) -> dict[str, object]:
        """What is sent when `typed` is filled in. A name that is no field of the form is a mistake of the test."""
        unknown = [name for name in typed if name not in self.names and name not in dict(self.buttons)]
        assert not unknown, f"{self.action} has no field {unknown}; it has {self.names}"
        return {**{name: values for name, values in self.fields.items() if values}, **typed}


@dataclass
class ReadPage:
    """A page as it was read. `ids` has each id as often as it stands there."""

    text: str = ""
    title: str = ""
    language: str = ""
    links: list[str] = field(default_factory=list)
    forms: list[ReadForm] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def form(self, action: str) -> ReadForm:
        """The form that posts to an address with this end."""
        found = [one for one in self.forms if one.action.endswith(action)]
        assert len(found) == 1, f"{len(found)} forms go to {action!r}; there are {[one.action for one in self.forms]}"
        return found[0]

    def has_form(self, action: str) -> bool:
        return any(one.action.endswith(action) for one in self.forms)


def read(answer: HttpResponse | StreamingHttpResponse | str) -> ReadPage:
    reader = _Reader()
    reader.feed(answer if isinstance(answer, str) else answer.content.decode())
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ReadPage()
        self.open_forms: list[ReadForm] = []
        self.elsewhere: list[tuple[str, str, list[str]]] = []
        self.words: list[str] = []
        self.stack: list[str] = []
        self.textarea: tuple[str, str, list[str]] | None = None
        self.select: tuple[str, str, list[str], list[str]] | None = None
        self.heading: list[str] | None = None

    def finished(self) -> ReadPage:
        assert not [tag for tag in self.stack if tag not in VOID], f"left open: {self.stack}"
        for form_id, name, values in self.elsewhere:
            [form] = [one for one in self.page.forms if one.id == form_id] or [ReadForm("", "", "post")]
            _add(form, name, values)
        self.page.text = " ".join(" ".join(self.words).split())
        return self.page

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        assert len(given) == len(attributes), f"an attribute stands twice in <{tag} {attributes}>"
        self.page.tags.append((tag, given))
        if tag not in VOID:
            self.stack.append(tag)
        if "id" in given:
            self.page.ids.append(given["id"])
        match tag:
            case "html":
                self.page.language = given.get("lang", "")
            case "a" if "href" in given:
                self.page.links.append(given["href"])
            case "h1" | "title":
                self.heading = []
            case _:
                self._part_of_a_form(tag, given)

    def _part_of_a_form(self, tag: str, given: dict[str, str]) -> None:
        match tag:
            case "form":
                self._form_begins(given)
            case "input":
                self._input(given)
            case "textarea":
                self.textarea = given.get("form", ""), given["name"], []
            case "select":
                self.select = given.get("form", ""), given["name"], [], []
            case "option" if self.select is not None:
                self.select[2].append(given.get("value", ""))
                if "selected" in given:
                    self.select[3].append(given.get("value", ""))
            case "button" if "name" in given and "disabled" not in given:
                target = self._form(given.get("form", ""))
                if target is not None:
                    target.buttons.append((given["name"], given.get("value", "")))

    def _form_begins(self, given: dict[str, str]) -> None:
        assert not self.open_forms, "a form inside a form"
        is_multipart = given.get("enctype") == "multipart/form-data"
        form = ReadForm(given.get("id", ""), given.get("action", ""), given.get("method", "get"), is_multipart)
        self.open_forms.append(form)
        self.page.forms.append(form)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self.stack and self.stack[-1] != tag and self.stack[-1] in ("p", "li", "option", "td", "tr", "th"):
            self.stack.pop()
        assert self.stack, f"</{tag}> closes nothing"
        assert self.stack[-1] == tag, f"</{tag}> closes <{self.stack[-1]}>"
        self.stack.pop()
        match tag:
            case "form":
                self.open_forms.pop()
            case "textarea" if self.textarea is not None:
                form_id, name, words = self.textarea
                self._note(form_id, name, ["".join(words).removeprefix("\n")])
                self.textarea = None
            case "select" if self.select is not None:
                form_id, name, all_values, chosen = self.select
                self._note(form_id, name, chosen or all_values[:1])
                self.select = None
            case "h1" | "title" if self.heading is not None:
                said = " ".join("".join(self.heading).split())
                if tag == "h1":
                    self.page.headings.append(said)
                else:
                    self.page.title = said
                self.heading = None

    def handle_data(self, data: str) -> None:
        if self.textarea is not None:
            self.textarea[2].append(data)
        if self.heading is not None:
            self.heading.append(data)
        if self.stack and self.stack[-1] not in ("script", "style"):
            self.words.append(data)

    def _form(self, form_id: str) -> ReadForm | None:
        if form_id:
            return next((one for one in self.page.forms if one.id == form_id), None)
        return self.open_forms[-1] if self.open_forms else None

    def _input(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if not name:
            return
        is_choice = kind in ("checkbox", "radio")
        sent = [given.get("value", "on" if is_choice else "")] if not is_choice or "checked" in given else []
        self._note(given.get("form", ""), name, [] if kind == "file" or "disabled" in given else sent)

    def _note(self, form_id: str, name: str, values: list[str]) -> None:
        form = self._form(form_id)
        if form is None:
            self.elsewhere.append((form_id, name, values))
        else:
            _add(form, name, values)


def _add(form: ReadForm, name: str, values: list[str]) -> None:
    if name not in form.names:
        form.names.append(name)
    form.fields.setdefault(name, []).extend(values)
