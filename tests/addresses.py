"""Every address of the portal, by the name that the URL configuration gives it.

Tests of what holds on every page loop over these, and ``tests/imrsite/test_addresses.py`` holds the list
against the URL configuration: a new page cannot be forgotten.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from bookmarks.keeping.filing import keep
from bookmarks.keeping.forms import new_folder
from bookmarks.keeping.targets import target_of
from bookmarks.models import Bookmark, Folder
from determinations.models import DisputedItem

FACET_PAGES = ("drug", "page", "decided_year")


@dataclass(frozen=True)
class Address:
    """One page, or one kind of it."""

    name: str
    path: str
    """Within the portal; ``{item}``, ``{determination}``, ``{letter}``, ``{case}``: those of one item.

    ``{bookmark}`` and ``{folder}`` are what ``keep_for`` made last.
    """
    needs_index: bool = False
    """Whether it has nothing to show while search is away; it then says so with status 503."""
    signed_in: bool = False
    """Whether only a signed-in person sees it."""
    confirmed: bool = False
    """Whether that person must have entered the password once more in the last minutes."""
    staff: bool = False
    """Whether, of those, only staff does."""

    def of(self, item: DisputedItem) -> str:
        """The path, of an item that is there."""
        determination = item.determination
        return self.path.format(
            item=item.pk,
            determination=determination.pk,
            letter=determination.letter_id,
            case=determination.case_number,
            bookmark=_latest(Bookmark),
            folder=_latest(Folder),
        )


def keep_for(user: User, item: DisputedItem) -> None:
    """Give a person a folder with bookmarks that have all that pages show: note, tags, a changed text."""
    new_folder(user, "Another matter")
    folder = new_folder(user, "Alvarez v. Harbor Freight")
    for what in ("", item.anchor, f"{item.anchor}:0-60"):
        if target := target_of(item.determination, what):
            kept = keep(user, target, folder)
            kept.note = "# Why\n\n**Quote** p. 98, [there](https://example.org/)."
            kept.kept_text = f"{kept.kept_text} And what the letter says no more."
            kept.save()
            kept.tags.create(owner=user, name=f"tag {kept.kind}")
    for gone in ("summary:0-20", "summary:0-30"):
        if target := target_of(item.determination, gone):
            removed = keep(user, target)
            removed.removed_at = timezone.now()
            removed.save()


def _latest(model: type[Bookmark] | type[Folder]) -> int:
    """The key of the latest that is not removed; 0 where there is none."""
    row = model.objects.filter(removed_at=None).order_by("pk").last()
    return row.pk if row else 0


PAGES = (
    Address("search:results", "/", needs_index=True),
    Address("search:similar", "/items/{item}/similar/", needs_index=True),
    *(Address("search:facet", f"/facets/{facet}/", needs_index=True) for facet in FACET_PAGES),
    Address("search:builder", "/build/"),
    Address("search:denial", "/denial/"),
    Address("search:won", "/won/", needs_index=True),
    Address("search:won_phrases", "/won/phrases/", needs_index=True),
    Address("search:help", "/help/"),
    Address("search:start", "/start/", needs_index=True),
    Address("search:heat_map", "/guideline-pages/chronic-pain-2009/", needs_index=True),
    Address("search:cross_table", "/tables/", needs_index=True),
    Address("search:place", "/drugs/tizanidine/", needs_index=True),
    Address("search:place", "/drug-classes/opioids/", needs_index=True),
    Address("search:place", "/body-parts/low-back/", needs_index=True),
    Address("search:place", "/guidelines/chronic-pain-medical-treatment/", needs_index=True),
    Address("search:edition", "/guidelines/chronic-pain-medical-treatment/2009/", needs_index=True),
    Address("search:guideline_page", "/guideline-pages/chronic-pain-2009/98/", needs_index=True),
    Address("determinations:browse", "/determinations/"),
    Address("determinations:by_case_number", "/determinations/{case}/"),
    Address("bookmarks:list", "/bookmarks/", signed_in=True),
    Address("bookmarks:history", "/bookmarks/history/", signed_in=True),
    Address("bookmarks:take_out", "/bookmarks/account/data/", signed_in=True),
    Address("bookmarks:delete_account", "/bookmarks/account/delete/", signed_in=True),
    Address("staff:overview", "/staff/", signed_in=True, staff=True),
    Address("staff:rejected", "/staff/rejected/", signed_in=True, staff=True),
    Address("staff:runs", "/staff/runs/", signed_in=True, staff=True),
    Address("staff:determinations", "/staff/determinations/", signed_in=True, staff=True),
    Address("staff:determination", "/staff/determinations/{determination}/", signed_in=True, staff=True),
    Address("bookmarks:saved_searches", "/bookmarks/searches/", signed_in=True),
    Address("bookmarks:save_search", "/bookmarks/searches/save/", needs_index=True, signed_in=True),
    Address("bookmarks:bookmark", "/bookmarks/{bookmark}/", signed_in=True),
    Address("bookmarks:filing", "/bookmarks/{bookmark}/filing/", signed_in=True),
    Address("bookmarks:note", "/bookmarks/{bookmark}/note/", signed_in=True),
    Address("bookmarks:removed", "/bookmarks/removed/", signed_in=True),
    Address("bookmarks:folders", "/bookmarks/folders/", signed_in=True),
    Address("bookmarks:folder", "/bookmarks/folders/{folder}/", signed_in=True),
    Address("bookmarks:edit_folder", "/bookmarks/folders/{folder}/edit/", signed_in=True),
    Address("bookmarks:delete_folder", "/bookmarks/folders/{folder}/delete/", signed_in=True),
    Address("bookmarks:exhibits_folder", "/bookmarks/exhibits/folders/{folder}/", signed_in=True),
    Address("bookmarks:exhibits_search", "/bookmarks/exhibits/search/", needs_index=True, signed_in=True),
    Address("about", "/about/"),
    Address("account_login", "/accounts/login/"),
    Address("account_signup", "/accounts/signup/"),
    Address("account_reset_password", "/accounts/password/reset/"),
    Address("account_reset_password_done", "/accounts/password/reset/done/"),
    Address("account_reset_password_from_key", "/accounts/password/reset/key/1-none/"),
    Address("account_reset_password_from_key_done", "/accounts/password/reset/key/done/"),
    Address("account_inactive", "/accounts/inactive/"),
    Address("account_email_verification_sent", "/accounts/confirm-email/"),
    Address("account_confirm_email", "/accounts/confirm-email/none/"),
    Address("account_home", "/accounts/", signed_in=True),
    Address("account_email", "/accounts/email/", signed_in=True),
    Address("account_change_password", "/accounts/password/change/", signed_in=True),
    Address("account_reauthenticate", "/accounts/reauthenticate/", signed_in=True),
    Address("account_logout", "/accounts/logout/", signed_in=True),
    Address("usersessions_list", "/accounts/sessions/", signed_in=True),
    Address("mfa_index", "/accounts/two-step/", signed_in=True),
    Address("mfa_list_webauthn", "/accounts/two-step/webauthn/", signed_in=True),
    Address("mfa_activate_totp", "/accounts/two-step/totp/activate/", signed_in=True, confirmed=True),
    Address("mfa_add_webauthn", "/accounts/two-step/webauthn/add/", signed_in=True, confirmed=True),
    Address(
        "mfa_generate_recovery_codes",
        "/accounts/two-step/recovery-codes/generate/",
        signed_in=True,
        confirmed=True,
    ),
)
"""What a person reads, one of each kind."""
OTHERS = (
    Address("search:suggest", "/suggest/"),
    Address("health", "/health/", needs_index=True),
    Address("search:book", "/guideline-pages/acupuncture-2007/"),
    Address("determinations:by_id", "/determinations/id/{determination}/"),
    Address("determinations:original", "/determinations/id/{determination}/original/"),
    Address("determinations:original_in_browser", "/determinations/id/{determination}/original/view/"),
    Address("determinations:page_header", "/determinations/id/{determination}/page-header.css"),
    Address("bookmarks:folder", "/bookmarks/folders/0/", signed_in=True),
    Address("bookmarks:sharing", "/bookmarks/folders/0/sharing/", signed_in=True),
    Address("bookmarks:take_out_file", "/bookmarks/account/data/file/", signed_in=True),
    Address("bookmarks:shared", "/bookmarks/shared/none/"),
    Address("robots", "/robots.txt"),
    Address("staff:rejected_letter", "/staff/rejected/{letter}/", signed_in=True, staff=True),
    Address("staff:rejected_original", "/staff/rejected/{letter}/original/", signed_in=True, staff=True),
    Address("staff:run", "/staff/runs/1/", signed_in=True, staff=True),
    Address("staff:original", "/staff/determinations/{determination}/original/", signed_in=True, staff=True),
    Address("bookmarks:export_search", "/bookmarks/exports/search/csv/", needs_index=True, signed_in=True),
    Address("bookmarks:export_folder", "/bookmarks/exports/folders/{folder}/csv/", signed_in=True),
    Address("bookmarks:saved_search", "/bookmarks/searches/1/", signed_in=True),
    Address("bookmarks:feed", "/bookmarks/feeds/none/"),
    Address("bookmarks:unsubscribe", "/bookmarks/unsubscribe/none/"),
    Address("account_set_password", "/accounts/password/set/", signed_in=True),
    Address("account_confirm_login_code", "/accounts/login/code/confirm/"),
    Address("mfa_login_webauthn", "/accounts/two-step/webauthn/login/"),
    # What these show needs a sign-in under way, or a second step: tests/browser/test_second_step.py.
    Address("mfa_authenticate", "/accounts/two-step/authenticate/"),
    Address("mfa_reauthenticate", "/accounts/two-step/reauthenticate/", signed_in=True),
    Address("mfa_reauthenticate_webauthn", "/accounts/two-step/webauthn/reauthenticate/", signed_in=True),
    Address("mfa_deactivate_totp", "/accounts/two-step/totp/deactivate/", signed_in=True),
    Address("mfa_view_recovery_codes", "/accounts/two-step/recovery-codes/", signed_in=True),
    Address("mfa_download_recovery_codes", "/accounts/two-step/recovery-codes/download/", signed_in=True),
    Address("mfa_edit_webauthn", "/accounts/two-step/webauthn/keys/1/edit/", signed_in=True),
    Address("mfa_remove_webauthn", "/accounts/two-step/webauthn/keys/1/remove/", signed_in=True),
)
"""JSON, files, redirections, and pages of a folder: there is none with the key 0."""
POSTED = (
    Address("bookmarks:add", "/bookmarks/add/{determination}/", signed_in=True),
    Address("bookmarks:remove", "/bookmarks/remove/{determination}/", signed_in=True),
    Address("bookmarks:share", "/bookmarks/folders/0/sharing/people/", signed_in=True),
    Address("bookmarks:change_share", "/bookmarks/folders/0/sharing/people/0/", signed_in=True),
    Address("bookmarks:end_share", "/bookmarks/folders/0/sharing/people/0/end/", signed_in=True),
    Address("bookmarks:make_link", "/bookmarks/folders/0/sharing/links/", signed_in=True),
    Address("bookmarks:revoke_link", "/bookmarks/folders/0/sharing/links/0/revoke/", signed_in=True),
    Address("bookmarks:leave", "/bookmarks/folders/0/leave/", signed_in=True),
    Address("bookmarks:remove_past_search", "/bookmarks/history/0/remove/", signed_in=True),
    Address("bookmarks:erase_history", "/bookmarks/history/erase/", signed_in=True),
    Address("bookmarks:switch_history", "/bookmarks/history/switch/", signed_in=True),
    Address("staff:update_index", "/staff/index/", signed_in=True, staff=True),
    Address("staff:reparse", "/staff/rejected/reparse/", signed_in=True, staff=True),
    Address("staff:withdraw", "/staff/determinations/{determination}/withdraw/", signed_in=True, staff=True),
    Address("staff:restore", "/staff/determinations/{determination}/restore/", signed_in=True, staff=True),
    Address("bookmarks:run_saved_search", "/bookmarks/searches/1/run/", signed_in=True),
    Address("bookmarks:new_feed_address", "/bookmarks/searches/1/new-feed-address/", signed_in=True),
    Address("bookmarks:delete_saved_search", "/bookmarks/searches/1/delete/", signed_in=True),
    Address("bookmarks:restore", "/bookmarks/restore/", signed_in=True),
    Address("bookmarks:change", "/bookmarks/change/", signed_in=True),
    Address("bookmarks:tags", "/bookmarks/{bookmark}/tags/", signed_in=True),
    Address("bookmarks:order_folders", "/bookmarks/folders/order/", signed_in=True),
    Address("bookmarks:order_bookmarks", "/bookmarks/folders/{folder}/order/", signed_in=True),
    Address("color_scheme", "/color-scheme/"),
    Address("usersessions_end", "/accounts/sessions/1/end/", signed_in=True),
)
"""What only a form leads to."""
EVERY = (*PAGES, *OTHERS, *POSTED)


def configured() -> set[str]:
    """The names of all addresses in the URL configuration."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns: Iterable[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}"
