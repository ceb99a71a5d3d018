"""The tree of errors. A subclass is a different thing that the caller can do.

::

    AsagaoError
    ├── ConfigError        the user's mistake in config.yaml or on the command line: say where, exit 2
    ├── SourceError        one source, page or record is in trouble: becomes a Trouble, the others go on
    │   ├── FetchError     the page did not arrive
    │   ├── ParseError     the page arrived and is not what its kind reads
    │   └── RecordError    one record of the page cannot become an event
    ├── StoreError         the database cannot be used
    └── DeliveryError      the digest was made and did not reach its reader: it can be sent again
"""

from __future__ import annotations

from aggregator.i18n import Translate, told
from aggregator.model import TroubleKind


class AsagaoError(Exception):
    """Root of every error that Asagao raises on purpose."""

    def told(self, say: Translate) -> str:
        """What is wrong, in the language of ``say`` where its sentence was made by ``said``."""
        return told(self.args[0], say) if self.args and isinstance(self.args[0], str) else str(self)


class ConfigError(AsagaoError):
    """A mistake that the user can mend; the text says what to do.

    ``str(error)`` reads ``config.yaml:12: sources.1.url: what is wrong and what would be right``; ``others`` are further
    mistakes of the same file.
    """

    others: tuple[ConfigError, ...] = ()

    def __init__(
        self, message: str, *, file: str | None = None, line: int | None = None, key: str | None = None
    ) -> None:
        self.message, self.file, self.line, self.key = message, file, line, key
        super().__init__(self._with_place(message))

    def told(self, say: Translate) -> str:
        """See ``AsagaoError``; where it stands comes first."""
        return self._with_place(told(self.message, say))

    def _with_place(self, message: str) -> str:
        place = f"{self.file}:{self.line}" if self.file and self.line else self.file
        return ": ".join(part for part in (place, self.key, message) if part)

    @property
    def mistakes(self) -> tuple[str, ...]:
        """This mistake and the others of its file, a line each."""
        return tuple(map(str, (self, *self.others)))


class SourceError(AsagaoError):
    """One source, page or record is in trouble.

    Args:
        message: what was seen, in English, naming field and value.
        kind: which trouble the reader is told of.
        source: name of the source, where it is known.
        url: the page, where there is one.
    """

    kind: TroubleKind = TroubleKind.UNREADABLE

    def __init__(
        self, message: str, *, kind: TroubleKind | None = None, source: str | None = None, url: str | None = None
    ) -> None:
        self.message, self.source, self.url = message, source, url
        if kind is not None:
            self.kind = kind
        super().__init__(f"{source}: {message}" if source else message)


class FetchError(SourceError):
    """The page did not arrive.

    ``retry_after`` is the number of seconds for which the server asked to be left alone (RFC 9110 §10.2.3), if it did.
    ``variable`` is the environment variable that holds no key. ``challenge``: the site asks for a proof of being human.
    ``reason`` is a word for one of several causes of a kind: a certificate that is ``expired``, for another ``name`` or by
    an unknown ``issuer``; an address with ``credentials``.
    """

    kind = TroubleKind.UNREACHABLE

    def __init__(
        self,
        message: str,
        *,
        kind: TroubleKind | None = None,
        source: str | None = None,
        url: str | None = None,
        status: int | None = None,
        retry_after: float | None = None,
        variable: str | None = None,
        challenge: bool = False,
        reason: str | None = None,
    ) -> None:
        self.status, self.retry_after, self.variable, self.challenge = status, retry_after, variable, challenge
        self.reason = reason
        super().__init__(message, kind=kind, source=source, url=url)

    @property
    def value(self) -> str | None:
        """What a ``Trouble`` of it keeps beside the kind, and the reader's sentence is made of."""
        return str(self.status) if self.status else self.variable or self.reason


class ParseError(SourceError):
    """The page arrived and is not what its kind reads (broken XML, HTML where a feed should be, an empty body …)."""


class RecordError(SourceError):
    """One record cannot become an event; ``field`` and ``value`` name why. Its neighbours live."""

    kind = TroubleKind.BAD_RECORD

    def __init__(
        self, message: str, *, field: str, value: object = None, source: str | None = None, url: str | None = None
    ) -> None:
        self.field, self.value = field, value
        shown = repr(value)
        super().__init__(f"{field}: {message} (got {shown[:80]})", source=source, url=url)


class StoreError(AsagaoError):
    """The database cannot be opened, migrated or written."""


class DeliveryError(AsagaoError):
    """The digest was made and did not reach its reader."""
