#!/usr/bin/env python
"""Django's command line for the portal; `manage.py help` lists the commands."""

import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command; what a person can mend and Ctrl-C end it with a sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imrsite.settings")
    # Imported here: Ctrl-C may come while these load, which takes longer than some commands.
    from imrsite.command_line import run

    run(sys.argv)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        sys.exit(INTERRUPTED)
