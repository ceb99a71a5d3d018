"""The terminal's language."""

from __future__ import annotations

import gettext
import os
from importlib.resources import files

from aggregator.i18n import translator, ui_language

LANGUAGE = ui_language(dict(os.environ))
_ = translator(LANGUAGE)
if LANGUAGE == "ja":  # click's own texts, by its documented way: the program's gettext domain
    gettext.bindtextdomain("click", str(files("aggregator") / "locale"))
    gettext.textdomain("click")
