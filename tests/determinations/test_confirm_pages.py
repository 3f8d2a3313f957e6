"""``manage.py confirm_pages``: topics of guideline pages that the letters' own citations bear out."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from determinations.ingest import ingest
from determinations.models import ConfirmedPageTopic, Letter
from determinations.page_topics import confirmed_topics
from tests.determinations.letters import letter

pytestmark = pytest.mark.django_db

RELAXANTS = ("Muscle relaxants Page(s): 63, 66.", "Muscle relaxants (for pain)")


def run(*arguments, **options) -> str:
    out = StringIO()
    call_command("confirm_pages", *arguments, stdout=out, **options)
    return out.getvalue()


def row_of(topic: str, out: str) -> list[str]:
    [line] = [line for line in out.splitlines() if line.startswith(topic)]
    return line.removeprefix(topic).split(maxsplit=2)


@pytest.fixture
def cite(inbox):
    """Stores letters of different cases, in each of which the reviewer cites this."""

    def stored(cited: str, letters: int, fictional: bool = False) -> None:
        for _ in range(letters):
            number = Letter.objects.count()
            text = letter(case_number=f"CM16-09908{number:02}", fictional=fictional)
            path = inbox / f"{number}.txt"
            path.write_text(text.replace(RELAXANTS[0], cited), encoding="utf-8")
            ingest([path])

    return stored


def test_a_topic_that_three_determinations_name_on_its_pages_is_confirmed(cite):
    cite("Muscle relaxants Page(s): 63, 66.", 3)
    out = run()
    assert row_of(RELAXANTS[1], out) == ["63-66", "3", "confirmed"]
    assert row_of("Yoga", out) == ["126", "0", "not confirmed"]
    stored = ConfirmedPageTopic.objects.get()
    assert (stored.first_page, stored.last_page, stored.topic, stored.support) == (63, 66, RELAXANTS[1], 3)
    assert [topic.topic for topic in confirmed_topics()] == [RELAXANTS[1]]


def test_the_total_comes_first_and_the_summary_last(cite):
    cite("Muscle relaxants Page(s): 63, 66.", 3)
    first, *_, last = run().splitlines()
    assert first.endswith("unconfirmed topics of Chronic Pain Medical Treatment 2009.")
    assert last.startswith("Done: 1 of ")


def test_two_determinations_are_too_few_unless_the_option_says_so(cite):
    cite("Muscle relaxants Page(s): 63, 66.", 2)
    assert row_of(RELAXANTS[1], run()) == ["63-66", "2", "not confirmed"]
    assert not ConfirmedPageTopic.objects.exists()
    assert row_of(RELAXANTS[1], run("--needed=2")) == ["63-66", "2", "confirmed"]


def test_a_determination_counts_once_however_often_it_cites(cite):
    cite(
        "Muscle relaxants Page(s): 64. Decision based on MTUS Chronic Pain Treatment Guidelines Muscle "
        "relaxants Page(s): 65.",
        1,
    )
    assert row_of(RELAXANTS[1], run()) == ["63-66", "1", "not confirmed"]


def test_sample_letters_never_count(cite):
    cite("Muscle relaxants Page(s): 63, 66.", 3, fictional=True)
    assert row_of(RELAXANTS[1], run())[1] == "0"


@pytest.mark.parametrize(
    "cited",
    ["Muscle relaxants Page(s): 63, 67.", "Opioids Page(s): 64.", "Page(s): 64.", "Muscle relaxants."],
)
def test_another_page_another_topic_or_one_without_the_other_bears_nothing_out(cite, cited):
    cite(cited, 3)
    assert row_of(RELAXANTS[1], run())[1] == "0"


def test_another_edition_bears_nothing_out(cite, inbox):
    text = letter().replace(
        "Chronic Pain Treatment Guidelines Muscle", "Chronic Pain Medical Treatment 2016 Muscle"
    )
    (inbox / "a.txt").write_text(text, encoding="utf-8")
    ingest([inbox])
    assert row_of(RELAXANTS[1], run("--needed=1"))[1] == "0"


def test_a_second_run_counts_anew_and_keeps_the_time_of_the_confirmation(cite):
    cite("Muscle relaxants Page(s): 63, 66.", 3)
    run()
    first = ConfirmedPageTopic.objects.get()
    cite("Muscle relaxants Page(s): 63, 66.", 1)
    run()
    again = ConfirmedPageTopic.objects.get()
    assert (again.pk, again.confirmed_at, again.support) == (first.pk, first.confirmed_at, 4)


def test_a_topic_that_is_not_borne_out_any_more_is_forgotten(cite):
    cite("Muscle relaxants Page(s): 63, 66.", 3)
    run()
    run("--needed=4")
    assert not ConfirmedPageTopic.objects.exists()


@pytest.mark.parametrize("typed", ["0", "-1", "few"])
def test_a_number_of_determinations_that_is_none_is_refused(typed):
    with pytest.raises(CommandError, match="no number of determinations"):
        run(f"--needed={typed}")


def test_verbosity_0_says_nothing(cite):
    cite("Muscle relaxants Page(s): 63, 66.", 3)
    assert run(verbosity=0) == ""
    assert ConfirmedPageTopic.objects.count() == 1
