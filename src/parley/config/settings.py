"""Django's settings, made from the installation's choices (installation.py)."""

import os
from pathlib import Path

from parley.config.accounts import *  # noqa: F403  (allauth reads its settings by name from here)
from parley.config.database import database_settings
from parley.config.evidence_key import evidence_public_key
from parley.config.installation import BadSettings, read_installation
from parley.config.languages import LANGUAGES as SPOKEN
from parley.config.logs import logging_settings
from parley.config.mail import mail_settings
from parley.config.security import PAGE_POLICY, secret_key

SOURCE = Path(__file__).resolve().parent.parent

INSTALLATION = read_installation(os.environ)
try:
    INSTALLATION.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    SECRET_KEY = INSTALLATION.secret_key or secret_key(INSTALLATION.data)
    EVIDENCE_PUBLIC_KEY = evidence_public_key(INSTALLATION.data)
except OSError as error:
    raise BadSettings([f"PARLEY_DATA: the folder {INSTALLATION.data} cannot be used: {error.strerror}"]) from None
SECRET_KEY_FALLBACKS = list(INSTALLATION.secret_key_fallbacks)

DEBUG = False
DATA = INSTALLATION.data
BASE_URL = INSTALLATION.base_url
DEMO = INSTALLATION.demo
OPERATOR_FEE_PERCENT = INSTALLATION.operator_fee_percent
UPLOAD_FILE_BYTES = INSTALLATION.upload_file_bytes
UPLOAD_FILES = INSTALLATION.upload_files
LEAVING_WAIT_DAYS = INSTALLATION.leaving_wait_days
KEEP_WORDS_DAYS = INSTALLATION.keep_words_days

# --- What Parley is made of -------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "parley.config",
    "parley.web",
    "parley.people",
    "parley.help",
    "parley.office",
    "parley.search",
    "parley.storefront",
    "parley.board",
    "parley.store",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
]
AUTH_USER_MODEL = "people.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "parley.config.urls"
WSGI_APPLICATION = "parley.config.wsgi.application"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "parley.config.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "parley.config.headers.HeadersMiddleware",
    "parley.config.assets.AssetsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "parley.web.accounts.reader.ReaderMiddleware",
    "parley.web.console.switched.SwitchMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "parley.web.accounts.frame.frame",
            ],
        },
    }
]

# --- Kept things ------------------------------------------------------------------------------------------------------------
try:
    DATABASES = {"default": database_settings(INSTALLATION.database_url, INSTALLATION.data)}
except ValueError as error:
    raise BadSettings([f"PARLEY_DATABASE_URL: {error}"]) from None

# Rate limits are counted here, so the counts must be one for all processes and outlive a restart: a table, not the memory.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "people_cacheentry"}}

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": INSTALLATION.data / "files", "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "parley.config.assets.AssetStorage"},
}
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

DATA_UPLOAD_MAX_NUMBER_FILES = INSTALLATION.upload_files
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "parley.config.uploads.WholeUploadLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Languages and zones ----------------------------------------------------------------------------------------------------
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = INSTALLATION.language
LANGUAGES = [(language.code, language.own_name) for language in SPOKEN]
LOCALE_PATHS = [SOURCE / "locale"]

# --- Strangers --------------------------------------------------------------------------------------------------------------
LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [INSTALLATION.host, *INSTALLATION.hosts, *(LOOPBACK_HOSTS if INSTALLATION.is_loopback else [])]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = INSTALLATION.is_https
# A browser takes a __Host- cookie from this very host over https only, so that no neighbour can plant one.
SESSION_COOKIE_NAME = "__Host-parley_session" if INSTALLATION.is_https else "parley_session"
CSRF_COOKIE_NAME = "__Host-parley_csrf" if INSTALLATION.is_https else "parley_csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 30 * 24 * 3600
LANGUAGE_COOKIE_NAME = "parley_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600

CONTENT_SECURITY_POLICY = {"DIRECTIVES": PAGE_POLICY}
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if INSTALLATION.is_https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
ALLAUTH_TRUSTED_PROXY_COUNT = INSTALLATION.trusted_proxies
if INSTALLATION.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if INSTALLATION.is_https else "http"
# Browsers offer passkeys over plain http to this very machine only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO and INSTALLATION.is_loopback

# --- Words that leave: mail and log -----------------------------------------------------------------------------------------
try:
    globals().update(mail_settings(INSTALLATION.email_url))
except ValueError as error:
    raise BadSettings([f"PARLEY_EMAIL_URL: {error}"]) from None
DEFAULT_FROM_EMAIL = SERVER_EMAIL = INSTALLATION.email_from or f"Parley <parley@{INSTALLATION.host}>"
LOGGING = logging_settings(INSTALLATION.log_level)
