"""The addresses of the services."""

from __future__ import annotations

from django.urls import path

from parley.web.storefront.acts import (
    delete_service,
    pause_service,
    put_back_service,
    resume_service,
    take_away_service,
)
from parley.web.storefront.browse import services
from parley.web.storefront.mine import own_services
from parley.web.storefront.order import order_service
from parley.web.storefront.service import service
from parley.web.storefront.write import edit_service, new_service

OF_SERVICE = "services/<uuid:service_id>"

urlpatterns = [
    path("services", services, name="services"),
    path("services/new", new_service, name="new_service"),
    path("services/mine", own_services, name="own_services"),
    path(OF_SERVICE, service, name="service"),
    path(OF_SERVICE + "/order", order_service, name="order_service"),
    path(OF_SERVICE + "/edit", edit_service, name="edit_service"),
    path(OF_SERVICE + "/pause", pause_service, name="pause_service"),
    path(OF_SERVICE + "/resume", resume_service, name="resume_service"),
    path(OF_SERVICE + "/delete", delete_service, name="delete_service"),
    path(OF_SERVICE + "/take-away", take_away_service, name="take_away_service"),
    path(OF_SERVICE + "/put-back", put_back_service, name="put_back_service"),
]
