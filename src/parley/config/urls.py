"""Every address of the site: accounts and health here, the pages in web."""

from django.urls import include, path

handler400 = "parley.web.errors.not_readable"
handler429 = "parley.web.accounts.limits.too_many_requests"

urlpatterns = [
    path("", include("parley.web.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("parley.web.urls")),
]
