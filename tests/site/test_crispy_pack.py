"""The project's own template pack: whatever the widget, a label, a help text and an error that
screen readers find."""

import re
from html.parser import HTMLParser

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Row, Submit
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_field, as_crispy_form
from crispy_forms.utils import render_crispy_form
from django import forms

HELP = "What it is for."
ERROR = "This field is required."
CHOICES = [("a", "First"), ("b", "Second")]


class EveryWidget(forms.Form):
    text = forms.CharField(label="Text", help_text=HELP)
    textarea = forms.CharField(label="Textarea", help_text=HELP, widget=forms.Textarea)
    select = forms.ChoiceField(label="Select", help_text=HELP, choices=CHOICES)
    checkbox = forms.BooleanField(label="Checkbox", help_text=HELP)
    password = forms.CharField(label="Password", help_text=HELP, widget=forms.PasswordInput)
    email = forms.EmailField(label="Email", help_text=HELP)
    file = forms.FileField(label="File", help_text=HELP)
    radio = forms.ChoiceField(
        label="Radio", help_text=HELP, choices=CHOICES, widget=forms.RadioSelect
    )
    boxes = forms.MultipleChoiceField(
        label="Boxes", help_text=HELP, choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    hidden = forms.CharField(required=False, widget=forms.HiddenInput)


SINGLE = ["text", "textarea", "select", "checkbox", "password", "email", "file"]
GROUPS = ["radio", "boxes"]

Attributes = dict[str, str]


class Page(HTMLParser):
    """Every element of a piece of HTML with its attributes, and the text in each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def find(self, *tags: str, **wanted: str) -> Attributes:
        found = [
            attributes
            for tag, attributes in self.elements
            if tag in tags and all(attributes.get(name) == value for name, value in wanted.items())
        ]
        assert len(found) == 1, (tags, wanted, found)
        return found[0]

    @property
    def ids(self) -> list[str]:
        return [attributes["id"] for _tag, attributes in self.elements if "id" in attributes]


def rendered(name: str, *, bound: bool = False) -> Page:
    form = EveryWidget({} if bound else None)
    return Page(as_crispy_field(form[name]))


@pytest.mark.parametrize("name", SINGLE)
def test_a_control_has_a_label_and_names_its_help(name: str) -> None:
    page = rendered(name)
    control = page.find("input", "textarea", "select", name=name)
    page.find("label", **{"for": control["id"]})
    page.find("div", id=f"id_{name}_helptext")
    assert control["aria-describedby"] == f"id_{name}_helptext"
    assert "aria-invalid" not in control


@pytest.mark.parametrize("name", SINGLE)
def test_a_control_with_an_error_names_it(name: str) -> None:
    page = rendered(name, bound=True)
    control = page.find("input", "textarea", "select", name=name)
    page.find("ul", id=f"id_{name}_error")
    assert control["aria-invalid"] == "true"
    assert control["aria-describedby"].split() == [f"id_{name}_helptext", f"id_{name}_error"]


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_has_a_legend_and_a_label_for_each_choice(name: str) -> None:
    page = rendered(name, bound=True)
    group = page.find("fieldset")
    page.find("legend")
    assert group["aria-describedby"].split() == [f"id_{name}_helptext", f"id_{name}_error"]
    for index in range(len(CHOICES)):
        page.find("input", id=f"id_{name}_{index}")
        page.find("label", **{"for": f"id_{name}_{index}"})


def test_a_hidden_field_is_nothing_but_itself() -> None:
    assert [tag for tag, _attributes in rendered("hidden").elements] == ["input"]


def test_the_word_optional_stands_only_where_a_field_is() -> None:
    form = EveryWidget()
    form.fields["text"].required = False
    assert "(optional)" in as_crispy_field(form["text"])
    assert "(optional)" not in as_crispy_field(form["email"])


def test_a_trap_for_machines_has_a_label_and_no_style_of_its_own() -> None:
    form = EveryWidget()
    form.fields["text"].widget.attrs |= {"tabindex": "-1", "style": "position: absolute"}
    page = Page(as_crispy_field(form["text"]))
    control = page.find("input", name="text")
    assert "style" not in control
    page.find("label", **{"for": control["id"]})


def test_a_form_lists_its_errors_on_top_with_a_way_to_each_field() -> None:
    form = EveryWidget({})
    html = as_crispy_form(form)
    page = Page(html)
    linked = re.findall(r'href="#([^"]+)"', html.split('class="field"')[0])
    visible = [field for field in form if not field.is_hidden]
    assert len(linked) == len(visible)
    assert set(linked) <= set(page.ids)
    assert html.count(ERROR) == 2 * len(visible)


def test_a_form_uses_each_id_once() -> None:
    ids = Page(as_crispy_form(EveryWidget({}))).ids
    assert len(ids) == len(set(ids))


def test_a_form_with_a_layout_of_its_own() -> None:
    helper = FormHelper()
    helper.form_action = "/somewhere/"
    helper.layout = Layout(
        Fieldset("A legend", "text", css_id="first"), Row("email", "select"), Div("textarea")
    )
    helper.add_input(Submit("send", "Send it"))
    page = Page(render_crispy_form(EveryWidget(), helper))
    assert page.find("form")["action"] == "/somewhere/"
    page.find("fieldset", id="first")
    page.find("legend")
    assert page.find("button", type="submit")["name"] == "send"
    for name in ("text", "email", "select", "textarea"):
        page.find("input", "textarea", "select", name=name)
