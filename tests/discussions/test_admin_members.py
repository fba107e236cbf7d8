import pytest
from django.contrib.auth.models import Group, Permission

from discussions.models import Member
from tests.support.admin_forms import queries, save
from tests.support.cast import make_member, make_staff
from tests.support.html import parse

LIST = "/admin/discussions/member/"


@pytest.fixture
def somebody(db: None) -> Member:
    return make_member("somebody", display_name="Some Body", email="some.body@example.org")


def test_search_by_name_and_never_by_address(as_moderator, somebody):
    def found(words: str) -> list[str]:
        shown = parse(as_moderator.get(LIST, {"q": words}))
        return [cell.text for cell in shown.all("th", class_="field-username")]

    assert found("some body") == ["somebody"]
    assert found("somebody") == ["somebody"]
    assert found("example.org") == []


def test_no_page_of_the_admin_holds_an_address(as_moderator, admin_client, somebody):
    page = f"{LIST}{somebody.pk}/change/"
    for client in (as_moderator, admin_client):
        for url in (LIST, page, f"/members/{somebody.username}/"):
            assert "example.org" not in client.get(url).content.decode()
    assert admin_client.get("/admin/account/emailaddress/").status_code == 404


def test_list_takes_as_many_queries_for_many_members(as_moderator, somebody):
    few = queries(as_moderator, LIST)
    for number in range(30):
        make_member(f"member{number}")
    # session, member, permissions twice, the groups to filter by, a count, the list
    assert queries(as_moderator, LIST) == few <= 7


def test_moderators_read_and_give_no_rights(as_moderator, somebody):
    page = f"{LIST}{somebody.pk}/change/"
    shown = parse(as_moderator.get(page))
    assert "Some Body" in shown.text
    assert not shown.one(id="content").all("input", type="checkbox")
    assert as_moderator.post(page, {"is_superuser": "on"}).status_code == 403


def test_who_may_change_members_gives_no_rights_either(client_of, somebody, moderator):
    helper = make_staff("helper", "Moderators")
    helper.user_permissions.add(Permission.objects.get(codename="change_member"))
    page = f"{LIST}{helper.pk}/change/"
    assert client_of(helper).post(page, {"is_superuser": "on"}).status_code == 403


def test_a_superuser_makes_a_moderator(admin_client, somebody):
    group = Group.objects.get(name="Moderators")
    page = f"{LIST}{somebody.pk}/change/"
    saved = save(admin_client, page, is_staff="on", groups=[group.pk], username="another")
    assert saved.status_code == 302
    somebody = Member.objects.get(pk=somebody.pk)
    assert somebody.is_moderator
    assert somebody.username == "somebody"
    assert somebody.email == "some.body@example.org"


def test_members_are_neither_made_nor_deleted_here(admin_client, somebody):
    assert admin_client.get(LIST + "add/").status_code == 403
    assert admin_client.get(f"{LIST}{somebody.pk}/delete/").status_code == 403
    assert "delete_selected" not in admin_client.get(LIST).content.decode()


def test_editors_have_no_business_here(as_editor, as_reader, guest, somebody):
    assert as_editor.get(LIST).status_code == 403
    assert as_reader.get(LIST, follow=True).status_code == 403
    assert guest.get(LIST).status_code == 302
