"""The README tells the truth: its commands exist and every setting has a row."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "imrsite/settings.py").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
OWN_APPS = ("determinations", "search", "bookmarks", "imrsite")


def test_the_readme_starts_with_the_two_commands():
    first = README.index("make demo"), README.index("make test")
    assert max(first) < README.index("\n## ", README.index("\n## ") + 1)


def test_every_setting_read_from_the_environment_has_a_row():
    read = set(re.findall(r'env\.\w+\("(\w+)"', SETTINGS))
    assert read == set(re.findall(r"^\| `([A-Z_]+)` \|", README, flags=re.MULTILINE)) - {
        "PORT",
        "HOST",
        "IMR_SERVER_WORKERS",
    }


@pytest.mark.parametrize("target", sorted(set(re.findall(r"`?make ([a-z]+)`?", README))))
def test_every_make_target_named_exists(target):
    assert re.search(rf"^{target}:", MAKEFILE, flags=re.MULTILINE)


def test_every_command_named_exists_and_every_own_command_is_named():
    named = set(re.findall(r"manage\.py ([a-z_]+)", README))
    commands = get_commands()
    own = {name for name, app in commands.items() if app in OWN_APPS}
    assert named <= set(commands)
    assert own <= named


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https?:)([^)#]+)\)", README))
def test_every_link_into_the_tree_leads_somewhere(link):
    assert (ROOT / link).exists()
