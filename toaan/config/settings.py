"""Settings of an installation. What differs between a court and a country comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from toaan.config import environment, logs

PACKAGE = Path(__file__).resolve().parent.parent

TOAAN_MODE = environment.mode()
TOAAN_HOME = environment.home()
TOAAN_FILES = TOAAN_HOME / "files"
TOAAN_INDEX = TOAAN_HOME / "index"
TOAAN_ASSISTANT = TOAAN_HOME / "assistant"
"""Indexes of the assistant: built again from the database whenever they are missing."""
TOAAN_KEYS = TOAAN_HOME / "keys"
TOAAN_CLOCK = TOAAN_HOME / "clock.json"
TOAAN_UPLOAD_LIMIT = int(os.environ.get("TOAAN_UPLOAD_LIMIT", str(50 * 1024 * 1024)))
"""Largest document that a person may hand in (PDF, picture, Word, Excel), in bytes."""
TOAAN_MEDIA_LIMIT = int(os.environ.get("TOAAN_MEDIA_LIMIT", str(500 * 1024 * 1024)))
"""Largest piece of evidence that is long by nature: a scanned bundle as PDF, sound, video; in bytes."""
TOAAN_UPLOAD_QUOTA = int(os.environ.get("TOAAN_UPLOAD_QUOTA", str(4 * 1024 * 1024 * 1024)))
"""How much one person may have on its way at a time, in bytes."""
TOAAN_INCOMING = TOAAN_HOME / "incoming"
TOAAN_PREVIEWS = TOAAN_HOME / "previews"
TOAAN_ANTIVIRUS = os.environ.get("TOAAN_ANTIVIRUS", "none" if TOAAN_MODE == "test" else "")
"""Virus scanner: none, clamd[:address], clamscan[:signatures]; empty: clamd where its usual socket is."""
TOAAN_ANTIVIRUS_DOWN = os.environ.get("TOAAN_ANTIVIRUS_DOWN", "refuse")
"""What happens to files while the scanner gives no verdict: "refuse" or "accept" (and a warning in the log)."""

TOAAN_SIGNER = os.environ.get("TOAAN_SIGNER", "")
"""Dotted path of what gives the signing keys; empty: demonstration keys, which production refuses."""
TOAAN_LLM_URL = "" if TOAAN_MODE == "test" else os.environ.get("TOAAN_LLM_URL", "")
"""OpenAI-compatible endpoint that words answers ("http://127.0.0.1:8080/v1"); empty: the assistant shows extracts alone."""
TOAAN_LLM_MODEL = os.environ.get("TOAAN_LLM_MODEL", "")
"""Name of the model there; empty where the server has only one."""
TOAAN_LLM_KEY = os.environ.get("TOAAN_LLM_KEY", "")
"""Key of the endpoint, if it wants one."""
TOAAN_LLM_TIMEOUT = float(os.environ.get("TOAAN_LLM_TIMEOUT", "60"))
"""Seconds until an answer must be whole; after that extracts alone are shown."""
TOAAN_ADDRESS = os.environ.get("TOAAN_ADDRESS", "")
"""Public address ("https://toaan.example") that QR codes on papers lead to."""

TOAAN_PRACTICE_ADDRESS = os.environ.get("TOAAN_PRACTICE_ADDRESS", "")
"""Address of the practice court beside this one ("https://thuc-hanh.toaan.example"); the handbook leads there."""

TOAAN_RERANK_URL = os.environ.get("TOAAN_RERANK_URL", "")
"""Address of the court's own model that orders articles: {"query", "documents"} → {"results": [{"index", "relevance_score"}]}."""
TOAAN_EMBED_URL = os.environ.get("TOAAN_EMBED_URL", "")
"""Address of an OpenAI-compatible /v1/embeddings that does so where no reranker is set."""
TOAAN_RERANK_MODEL = os.environ.get("TOAAN_RERANK_MODEL", "")
TOAAN_EMBED_MODEL = os.environ.get("TOAAN_EMBED_MODEL", "")
"""The model's name, where the server wants one."""
TOAAN_RERANK_SECONDS = float(os.environ.get("TOAAN_RERANK_SECONDS", "2"))
"""How long a question waits for either; after that our own order stands."""

PRODUCTION = TOAAN_MODE == "production"
DEBUG = os.environ.get("TOAAN_DEBUG") == "1"
SECRET_KEY = environment.secret_key(TOAAN_HOME)
_tls = os.environ.get("TOAAN_TLS") == "1"
ALLOWED_HOSTS = [h for h in os.environ.get("TOAAN_HOSTS", "").split(",") if h] or (
    [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
if PRODUCTION:
    environment.refuse_unsafe(
        debug=DEBUG,
        hosts=ALLOWED_HOSTS,
        tls=_tls,
        folder=TOAAN_HOME,
        key_given="TOAAN_SECRET_KEY" in os.environ,
    )

INSTALLED_APPS = [
    "toaan.core",
    "toaan.legislation",
    "toaan.guidance",
    "toaan.cases",
    "toaan.filing",
    "toaan.delivery",
    "toaan.hearings",
    "toaan.course",
    "toaan.mediation",
    "toaan.requests",
    "toaan.searches",
    "toaan.measures",
    "toaan.judgments",
    "toaan.appeals",
    "toaan.review",
    "toaan.publication",
    "toaan.dossiers",
    "toaan.books",
    "toaan.rulebook",
    "toaan.statistics",
    "toaan.assistant",
    "toaan.desk",
    "toaan.portal",
    "toaan.design",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
# A domain appears in the list before its folder does while the house is being built.
INSTALLED_APPS = [
    app for app in INSTALLED_APPS if not app.startswith("toaan.") or (PACKAGE / app[6:] / "apps.py").exists()
]

MIDDLEWARE = [
    "toaan.core.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "toaan.core.middleware.compress",
    "toaan.core.middleware.Sessions",
    "toaan.core.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "toaan.core.middleware.viewer",
    "toaan.core.middleware.refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "toaan.config.urls"
ASGI_APPLICATION = "toaan.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "toaan.core.navigation.context",
            ],
        },
    }
]
FORM_RENDERER = "toaan.design.forms.ToaanRenderer"

DATABASES = {"default": environment.database(TOAAN_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
# scrypt costs a thief memory and us 0.1 s; the fast one is for tests only.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
    if TOAAN_MODE == "test"
    else "django.contrib.auth.hashers.ScryptPasswordHasher"
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/vao/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "toaan.portal.account_adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "toaan.portal.account_forms.AnotherAddressForm",
    "login": "toaan.portal.account_forms.SignInForm",
    "change_password": "toaan.portal.account_forms.NewPasswordForm",
    "reauthenticate": "toaan.portal.account_forms.PasswordAgainForm",
    "reset_password": "toaan.portal.account_forms.ForgottenPasswordForm",
    "reset_password_from_key": "toaan.portal.account_forms.PasswordFromLinkForm",
}
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": False} if TOAAN_MODE == "test" else {}
ACCOUNT_PREVENT_ENUMERATION = True
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "toaan.portal.account_adapter.typed_name"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "toaan.core.views.csrf_failure"
if TOAAN_MODE == "practice":
    # A browser does not tell ports apart: two courts on one machine must not share a sign-in.
    SESSION_COOKIE_NAME = environment.cookie_name("session", TOAAN_HOME)
    CSRF_COOKIE_NAME = environment.cookie_name("csrf", TOAAN_HOME)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _tls
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _tls else None
SECURE_HSTS_SECONDS = 31536000 if _tls else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = TOAAN_HOME / "mail"
if os.environ.get("TOAAN_SMTP_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["TOAAN_SMTP_HOST"]
    EMAIL_PORT = int(os.environ.get("TOAAN_SMTP_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("TOAAN_MAIL_FROM", "khong-tra-loi@toaan.example")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
DATE_FORMAT = "d/m/Y"
FORMAT_MODULE_PATH = ["toaan.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = TOAAN_HOME / "static"
STATICFILES_DIRS = [("design", PACKAGE / "design" / "dist")]
if TOAAN_MODE == "test":
    _staticfiles = "django.contrib.staticfiles.storage.StaticFilesStorage"
else:
    _staticfiles = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _staticfiles},
}
WHITENOISE_MAX_AGE = 31536000
WHITENOISE_USE_FINDERS = TOAAN_MODE == "test"

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 50

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LOGGING = logs.settings(TOAAN_MODE)
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
