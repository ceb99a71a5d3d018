"""What most commands share: where the config is, how much to say, and the open store."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from aggregator.cli.failure import Failure, usage
from aggregator.cli.text import _

if TYPE_CHECKING:
    from aggregator.config.load import Loaded
    from aggregator.store import Store

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Session:
    """A loaded configuration and its open store."""

    loaded: Loaded
    store: Store
    quiet: bool = False

    @property
    def profile(self) -> str:
        """Name of the profile."""
        return self.loaded.settings.profile.name


def now() -> datetime:
    """The one place where a command looks at the clock; aware, in the machine's zone."""
    return datetime.now().astimezone()


def located(function: F) -> F:
    """The options ``--config`` and ``--data``."""
    config = click.option(
        "--config",
        "-c",
        type=click.Path(dir_okay=False, path_type=Path),
        default=Path("config.yaml"),
        show_default=True,
        help=_("設定ファイル"),
    )
    data = click.option("--data", metavar="FILE|URL", help=_("データベース（ファイルか postgresql://…）"))
    return config(data(function))


def common(function: F) -> F:
    """The options ``--config``, ``--data``, ``--quiet`` and ``--verbose``; the command gets an open Session."""

    @located
    @click.option("--quiet", "-q", is_flag=True, help=_("結果のほかは何も言わない"))
    @click.option("--verbose", "-v", is_flag=True, help=_("していることを詳しく言う"))
    @wraps(function)
    def wrapped(*args: Any, config: Path, data: str | None, quiet: bool, verbose: bool, **kwargs: Any) -> Any:
        set_up_logging(quiet=quiet, verbose=verbose, lasting=click.get_current_context().info_name == "run")
        with session(config, data, quiet=quiet) as opened:
            return function(opened, *args, **kwargs)

    return wrapped  # type: ignore[return-value] # click calls it with what the options say


@contextmanager
def session(config: Path, data: str | None = None, *, quiet: bool = False) -> Iterator[Session]:
    """Load ``config`` and open the store; the user's mistakes and a broken store end in one sentence each."""
    from aggregator.config.load import load
    from aggregator.errors import AsagaoError, ConfigError
    from aggregator.store import Store

    try:
        loaded = load(config, os.environ, _)
        with Store.open(data or store_address(loaded.settings.store, loaded.settings.folder)) as store:
            yield Session(loaded, store, quiet)
    except ConfigError as error:
        raise usage(error) from error
    except AsagaoError as error:
        raise Failure(error.told(_), 1) from error


def store_address(configured: str | None, folder: str) -> str | Path:
    """Where the database is: as configured (relative to config.yaml), or under the platform's data folder."""
    if configured:
        return configured if "://" in configured else Path(folder, configured).expanduser()
    from aggregator.config.folder import data_folder

    return data_folder() / "asagao.db"


def set_up_logging(*, quiet: bool, verbose: bool, lasting: bool = False) -> None:
    """Log lines go to standard error, so that standard output stays clean for results.

    A command that somebody waits for tells its troubles itself; one that stays (``lasting``) has its log for that, with times.
    """
    usual = logging.WARNING if lasting else logging.ERROR
    level = logging.ERROR if quiet else logging.DEBUG if verbose else usual
    form = "%(levelname)s %(name)s: %(message)s"
    logging.basicConfig(level=level, stream=sys.stderr, format=f"%(asctime)s {form}" if lasting else form, force=True)
    if verbose:  # the libraries' own chatter (and what they print of requests) helps nobody
        for name in ("httpx", "httpcore", "alembic", "asyncio", "apscheduler"):
            logging.getLogger(name).setLevel(logging.WARNING)
