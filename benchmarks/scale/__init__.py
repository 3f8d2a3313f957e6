"""Search at the size of the state's corpus: ``python -m benchmarks.scale --items 1000000``.

The portal's engines, and beside them SQLite's and PostgreSQL's full text doing the same job on the
same documents in the same run: the items, all facets with their counts, totals, and snippets.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imrsite.settings")
# The processes that measure import this anew and find the data folder in their environment.
django.setup()
