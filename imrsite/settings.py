"""Settings, each from an environment variable with a default; the README lists them."""

from pathlib import Path

from csp.constants import NONE, SELF
from environs import Env, EnvValidationError

from imrsite.environment import folder_of
from imrsite.secret_key import kept_secret_key

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# The data folder: database, index, original files.
DATA_DIR = env.path("IMR_DATA_DIR", BASE_DIR / "var").absolute()
with folder_of("IMR_DATA_DIR"):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
ORIGINALS_DIR = DATA_DIR / "originals"
INDEX_DIR = DATA_DIR / "index"

DEBUG = env.bool("IMR_DEBUG", False)
with folder_of("IMR_DATA_DIR"):
    SECRET_KEY = env.str("IMR_SECRET_KEY", "") or kept_secret_key(DATA_DIR / "secret_key")
# Earlier keys, which still read what was signed or encrypted with them.
SECRET_KEY_FALLBACKS: list[str] = env.list("IMR_EARLIER_SECRET_KEYS", [])
ALLOWED_HOSTS = env.list("IMR_ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("IMR_TRUSTED_ORIGINS", [])
HTTPS = env.bool("IMR_HTTPS", False)
# Each of them adds the address that it was asked from to X-Forwarded-For; None: nobody said.
TRUSTED_PROXIES: int | None = env.int("IMR_TRUSTED_PROXIES", None)
# Mails and feeds are made where no request says how the portal is reached.
BASE_URL = env.str("IMR_BASE_URL", "http://localhost:8000").rstrip("/")

SEARCH_ENGINE = env.str("IMR_SEARCH_ENGINE", "auto")
WHOOSH_MAX_ITEMS = env.int("IMR_WHOOSH_MAX_ITEMS", 10_000)
OPENSEARCH_URL: list[str] = env.list("IMR_OPENSEARCH_URL", [])
OPENSEARCH_INDEX = env.str("IMR_OPENSEARCH_INDEX", "imr-items")
OPENSEARCH_SHARDS = env.int("IMR_OPENSEARCH_SHARDS", 1)
OPENSEARCH_REPLICAS: int | None = env.int("IMR_OPENSEARCH_REPLICAS", None)
OPENSEARCH_TIMEOUT = env.float("IMR_OPENSEARCH_TIMEOUT", 4.0)
OPENSEARCH_CA = env.str("IMR_OPENSEARCH_CA", "")
INGEST_WORKERS = env.int("IMR_INGEST_WORKERS", 0)
MAX_LETTER_MEGABYTES = env.int("IMR_MAX_LETTER_MEGABYTES", 20)

INSTALLED_APPS = [
    "imrsite.apps.PortalConfig",
    "bookmarks",
    "search",
    "determinations",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    # Above whatever refuses a request, such as for its Host header: a refusal is shown in no frame either.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Below WhiteNoise, whose files are compressed once and for all. The BREACH attack learns nothing from a
    # page's length: Django masks the CSRF token anew in each page, and this middleware varies the length.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "imrsite.accounts.middleware.SessionActivityMiddleware",
    "imrsite.accounts.middleware.AccountPagesMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "imrsite.error_pages.WrongMethodMiddleware",
]

ROOT_URLCONF = "imrsite.urls"
WSGI_APPLICATION = "imrsite.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "determinations.context_processors.corpus",
                "search.context_processors.search_index",
                "imrsite.context_processors.mail",
                "imrsite.context_processors.color_scheme",
            ],
        },
    },
]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Readers go on while an ingest writes; a writer waits for its turn instead of failing.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
    }
# What every worker must see alike, such as rate limits and codes that were used: a table, whose ``add`` one
# writer alone wins, on every machine that serves the portal. Counts that each process may keep for itself
# stay in its memory.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-us"
TIME_ZONE = "America/Los_Angeles"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "search:results"

# Without a server for it no mail is sent, and the pages promise none.
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"
mail = env.dj_email_url("EMAIL_URL", "")
if env.str("EMAIL_URL", "") and "EMAIL_BACKEND" not in mail:
    raise EnvValidationError(
        'Environment variable "EMAIL_URL" invalid: unknown scheme',
        ["Must begin with smtp:// or submission://."],
    )
EMAIL_BACKEND = mail.get("EMAIL_BACKEND", NO_MAIL)
EMAIL_FILE_PATH = mail["EMAIL_FILE_PATH"]
EMAIL_HOST, EMAIL_PORT = mail["EMAIL_HOST"], mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = mail["EMAIL_TIMEOUT"] or 20
DEFAULT_FROM_EMAIL = env.str("IMR_FROM_EMAIL", "webmaster@localhost")
SENDS_MAIL = EMAIL_BACKEND != NO_MAIL

ACCOUNT_ADAPTER = "imrsite.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
# An address that nobody can confirm is taken as it is. Once there is mail, accounts from before are asked
# for it when they next sign in.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if SENDS_MAIL else "none"
ACCOUNT_EMAIL_NOTIFICATIONS = SENDS_MAIL
ACCOUNT_EMAIL_SUBJECT_PREFIX = "IMR Precedent: "
# In the browser that signed up; any other is asked for the password.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "search:results"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# Beside allauth's own. An office may have one address for all of its people.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    # Wrong passwords and codes: few for an account, whatever addresses they come from. Its own limit is asked
    # first, so that who goes on trying does not use up the office's. Both are as long as the message says.
    "login_failed": "5/5m/key,100/5m/ip",
    "signup": "20/m/ip,100/h/ip",
    "reset_password": "20/m/ip,100/h/ip,3/10m/key",
    # Messages that anybody can have sent to an address.
    "mail_to_address": "6/h/key",
}
MFA_ADAPTER = "imrsite.accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "IMR Precedent"
# A phone's clock may be half a minute off, and a code may be typed slowly.
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = not SENDS_MAIL
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
MFA_FORMS = {
    "activate_totp": "imrsite.accounts.forms.ActivateAppForm",
    "add_webauthn": "imrsite.accounts.forms.AddPasskeyForm",
    "authenticate": "imrsite.accounts.forms.CodeForm",
    "authenticate_webauthn": "imrsite.accounts.forms.PasskeyForm",
    "edit_webauthn": "imrsite.accounts.forms.RenamePasskeyForm",
    "login_webauthn": "imrsite.accounts.forms.PasskeyLoginForm",
    "reauthenticate": "imrsite.accounts.forms.ConfirmingCodeForm",
    "reauthenticate_webauthn": "imrsite.accounts.forms.ConfirmingPasskeyForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES or 0

# Nothing leaves the portal's own host, and no script or style stands in a page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# A file that a person uploads is confidential: it is never written to disk.
FILE_UPLOAD_HANDLERS = ["search.uploads.InMemoryUpload"]
# A pasted text that is longer than is read gets its answer on the page, up to this size.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000

CSRF_FAILURE_VIEW = "imrsite.error_pages.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# What a person searches is confidential: request lines with their query text reach no log.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"secrets masked": {"()": "imrsite.secret_paths.SecretsMasked"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["secrets masked"],
        },
        # A logger without any handler writes its warnings to standard error.
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.server": {"handlers": ["nowhere"], "propagate": False},
        # Anybody can send a wrong Host header or address, or too large a form, and each would write a stack
        # trace or a secret link; the access log has every refused request.
        "django.request": {"level": "ERROR"},
        # The portal says in a sentence what is wrong; the client would write a stack trace for each try.
        "opensearch": {"handlers": ["nowhere"], "propagate": False},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        "django.security.RequestDataTooBig": {"handlers": ["nowhere"], "propagate": False},
    },
}
