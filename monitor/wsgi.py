"""The WSGI entry for gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "monitor.settings")
application = get_wsgi_application()

if settings.STAFF:
    from records.triggers import refuse_to_serve_without

    refuse_to_serve_without()
