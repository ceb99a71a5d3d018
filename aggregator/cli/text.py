"""The terminal's language."""

from __future__ import annotations

import os

from aggregator.i18n import translator, ui_language

LANGUAGE = ui_language(dict(os.environ))
_ = translator(LANGUAGE)
