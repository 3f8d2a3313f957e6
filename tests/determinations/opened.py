"""The page of a letter that a test wrote."""

from django.core.management import call_command

from determinations.models import Determination


def determination_in(inbox, text: str) -> Determination:
    """The determination of a letter of ``tests.determinations.letters``, ingested by the command."""
    (inbox / "letter.txt").write_text(text, encoding="utf-8")
    call_command("ingest", str(inbox), verbosity=0)
    return Determination.objects.get(case_number="CM16-0990001")


def page_of_letter(client, inbox, text: str) -> str:
    """The HTML of its page."""
    return client.get(determination_in(inbox, text).get_absolute_url()).content.decode()
