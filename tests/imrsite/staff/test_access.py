"""Pages of staff are for staff alone."""

import pytest
from django.test import Client
from django.urls import reverse

from determinations.models import IngestRun, Withdrawal
from determinations.runs import recorded_run
from tests.addresses import EVERY, POSTED
from tests.imrsite.staff.people import signed_in_with_second_step
from tests.search.world import build_world

OF_STAFF = [one for one in EVERY if one.staff]


@pytest.fixture
def item(db):
    with recorded_run(IngestRun.Kind.INGEST):
        items = build_world()
    return items["tizanidine_upheld"]


@pytest.mark.parametrize("address", OF_STAFF, ids=lambda one: one.name)
def test_a_visitor_is_asked_to_sign_in_and_others_find_no_such_page(item, signed_in, address):
    send = "post" if address in POSTED else "get"
    answer = getattr(Client(), send)(address.of(item))
    assert answer.status_code == 302
    # No form is sent again after signing in, and its address is none that can be opened.
    following = reverse("staff:overview") if address in POSTED else address.of(item)
    assert answer["Location"] == f"{reverse('account_login')}?next={following}"
    assert getattr(signed_in, send)(address.of(item), {"reason": "privacy"}).status_code == 404
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("address", [one for one in OF_STAFF if one in POSTED], ids=lambda one: one.name)
def test_a_link_alone_changes_nothing_and_a_form_needs_its_token(item, sam, staff, address):
    assert staff.get(address.of(item)).status_code == 405
    strict = signed_in_with_second_step(sam, Client(enforce_csrf_checks=True))
    assert strict.post(address.of(item), {"reason": "privacy"}).status_code == 403
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("address", OF_STAFF, ids=lambda one: one.name)
def test_staff_without_a_second_step_is_led_to_set_one_up(item, sam, address):
    client = Client()
    client.force_login(sam)
    send = client.post if address in POSTED else client.get
    answer = send(address.of(item), {"reason": "privacy"})
    assert answer["Location"] == reverse("mfa_index")
    assert not Withdrawal.objects.exists()
    assert "needs two-step sign-in" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("address", OF_STAFF, ids=lambda one: one.name)
def test_a_session_that_was_begun_with_the_password_alone_is_asked_for_the_second_step(item, sam, address):
    signed_in_with_second_step(sam)
    client = Client()
    client.force_login(sam)
    is_form = address in POSTED
    answer = client.post(address.of(item), {"reason": "privacy"}) if is_form else client.get(address.of(item))
    following = reverse("staff:overview") if is_form else address.of(item)
    assert answer["Location"] == f"{reverse('mfa_reauthenticate')}?next={following}"
    assert not Withdrawal.objects.exists()
    page = client.get(answer["Location"]).content.decode()
    assert ("Nothing was done yet" in page) == is_form


def test_staff_opens_each_page_which_is_kept_nowhere(item, staff):
    run = IngestRun.objects.get()
    for path in (
        *("/staff/", "/staff/rejected/", "/staff/runs/", "/staff/determinations/", run.get_absolute_url()),
        f"/staff/determinations/{item.determination_id}/",
    ):
        answer = staff.get(path)
        assert answer.status_code == 200, path
        assert "no-store" in answer["Cache-Control"], path


def test_the_link_stands_in_the_header_for_staff_alone(item, staff, signed_in):
    for client, seen in ((Client(), False), (signed_in, False), (staff, True)):
        assert (b'href="/staff/"' in client.get("/help/").content) == seen
        page = client.get(item.determination.get_absolute_url()).content
        assert (b"/staff/determinations/" in page) == seen


@pytest.mark.parametrize(
    "path", ["/staff/runs/9999/", "/staff/rejected/9999/", "/staff/determinations/9999/"]
)
def test_what_is_not_there_is_a_page_that_says_so(item, staff, path):
    assert staff.get(path).status_code == 404
    assert staff.get(path.replace("9999", "9" * 30)).status_code == 404


@pytest.mark.parametrize("path", ["/staff/runs/", "/staff/rejected/", "/staff/determinations/"])
def test_a_filter_that_makes_no_sense_is_no_failure(item, staff, path):
    for value in ("\x00", "9" * 400, "no-such", "2016-02-30", "'; --", "%"):
        names = (
            "rejection",
            "path",
            "media_type",
            "rejected_from",
            "kind",
            "end",
            "started_to",
            "state",
            "page",
        )
        answer = staff.get(path, dict.fromkeys((*names, "case_number", "reason"), value))
        assert answer.status_code == 200
