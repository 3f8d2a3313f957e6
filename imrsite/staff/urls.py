"""Addresses of staff."""

from django.urls import path

from imrsite.staff import overview, rejected, runs, sight

app_name = "staff"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("index/", overview.update_index, name="update_index"),
    path("rejected/", rejected.RejectedLetters.as_view(), name="rejected"),
    path("rejected/reparse/", rejected.reparse, name="reparse"),
    path("rejected/<int:pk>/", rejected.rejected_letter, name="rejected_letter"),
    path("rejected/<int:pk>/original/", rejected.rejected_original, name="rejected_original"),
    path("runs/", runs.Runs.as_view(), name="runs"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("determinations/", sight.Determinations.as_view(), name="determinations"),
    path("determinations/<int:pk>/", sight.determination, name="determination"),
    path("determinations/<int:pk>/original/", sight.original, name="original"),
    path("determinations/<int:pk>/withdraw/", sight.withdraw, name="withdraw"),
    path("determinations/<int:pk>/restore/", sight.restore, name="restore"),
]
