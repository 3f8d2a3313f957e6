"""How good the similar items are: against plain BM25 and plain more-like-this, on judged sets.

Which items are alike is judged by the letters' true facts, never by the parser's: those that the
generated letters were written from, and those that people labelled in real letters.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "imrsite.settings")
# The process that measures imports this anew and finds the data folder in its environment.
django.setup()
