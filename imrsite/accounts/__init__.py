"""Accounts: what django-allauth leaves to the site, and the pages that it has none for."""
