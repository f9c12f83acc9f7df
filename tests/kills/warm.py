"""What the server of processes loads once: the whole site, without a connection."""

import gc

import django
import pytest  # noqa: F401 -- every process looks at the program that started it

django.setup()

from django.contrib import admin  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from tests.kills import judging, works  # noqa: E402, F401

admin.autodiscover()
get_resolver().url_patterns  # noqa: B018 -- loads the addresses
gc.freeze()  # what is shared with every process is not looked through, and so not copied
