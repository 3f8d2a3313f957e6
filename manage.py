#!/usr/bin/env python
"""Django's command line for the portal; `manage.py help` lists the commands."""

import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command; a wrong setting and Ctrl-C end it with a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imrsite.settings")
    # Imported here: Ctrl-C may come while these load, which takes longer than some commands.
    from environs import EnvError

    from imrsite.environment import in_one_sentence

    try:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except EnvError as problem:
        sys.exit(in_one_sentence(problem))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(INTERRUPTED)
