"""Opening a database: address, pragmas, migrations, and errors in words that a person can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from aggregator.errors import StoreError
from aggregator.i18n import said

HEAD = "0003"
"""The newest migration of this version of Asagao (a test holds it against the folder)."""

BUSY_SECONDS = 10
"""How long to wait for another process that is writing."""

_MIGRATION_LOCK = 0x61736167616F
"""Key of PostgreSQL's advisory lock: the letters of the name."""


def address(url_or_path: str | Path) -> URL:
    """The SQLAlchemy address of ``url_or_path``: a path is a SQLite file, ``postgresql://`` means psycopg.

    Raises:
        StoreError: it is neither.
    """
    words = str(url_or_path)
    if "://" not in words:
        return URL.create("sqlite", database=words if words == ":memory:" else str(Path(words).expanduser()))
    try:
        url = make_url(words)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{words.partition('://')[0]}://…: not a database address ({error})") from error
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise StoreError(f"{named(url)}: only SQLite and PostgreSQL are known")
    return url


def named(url: URL) -> str:
    """The address as it may be shown: without its password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return url.render_as_string(hide_password=True)


def connect(url: URL) -> Engine:
    """An engine for ``url`` whose tables are those of this version; a missing file or folder is made.

    Raises:
        StoreError: it cannot be opened, is no database, is locked, or was written by a newer version.
    """
    with plainly(url):
        engine = _sqlite(url) if url.get_backend_name() == "sqlite" else create_engine(url, pool_pre_ping=True)
        try:
            migrate(engine)
        except BaseException:
            engine.dispose()
            raise
    return engine


def migrate(engine: Engine) -> None:
    """Bring the tables to this version in one transaction; processes that open the store at once wait for each other.

    Raises:
        StoreError: the tables belong to a newer version.
    """
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with engine.connect().execution_options(asagao_writes=True, asagao_migrates=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        _upgrade(connection)


@contextmanager
def plainly(url: URL) -> Iterator[None]:
    """Say a failure of the database as a ``StoreError`` that names the database and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(_reason(named(url), str(error.orig))) from error
    except NoSuchModuleError as error:
        raise StoreError(f"{named(url)}: {error}") from error
    except ModuleNotFoundError as error:
        raise StoreError(f"{named(url)}: {error.name} is not installed; `pip install 'asagao[cluster]'`") from error
    except SQLAlchemyError as error:
        raise StoreError(f"{named(url)}: {error}") from error
    except OSError as error:
        raise StoreError(f"{named(url)}: {error.strerror or error}") from error


def _sqlite(url: URL) -> Engine:
    in_memory = url.database in {None, "", ":memory:"}
    engine = create_engine(url, poolclass=StaticPool) if in_memory else create_engine(url)
    if not in_memory:
        _own_file(Path(str(url.database)))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _own_file(path: Path) -> None:
    """Make the file where it is missing, for its owner's eyes only: it says where somebody goes. SQLite's own beside it follow."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=True)


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Transactions are begun by ``_begin``: sqlite3's own would leave table changes outside of them."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: two that both read first could never both go on."""
    options = connection.get_execution_options()
    if options.get("asagao_migrates"):
        # Alembic's batch mode copies a table and drops the old one, which foreign keys would forbid.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("asagao_writes") else "BEGIN")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = _alembic(connection)
    version = _version(connection)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreError(
            said(
                "{name}: 新しい版の朝顔が書いたものです（表 {version}、この版は {head} まで）。"
                "朝顔を新しくするか、--data でほかのファイルを選んでください",
                name=named(connection.engine.url),
                version=version,
                head=HEAD,
            )
        )
    command.upgrade(config, "head")


def _alembic(connection: Connection) -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _reason(name: str, words: str) -> str:
    """What the driver said of the database called ``name``, and what a person can do."""
    known: dict[str, object] = {"name": name, "words": " ".join(words.split()), "seconds": BUSY_SECONDS}
    advice = {
        "locked": said(
            "{name}: ほかのプログラムが{seconds}秒以上書き込んでいます。終わってからもう一度どうぞ（{words}）"
        ),
        "not a database": said(
            "{name}: 朝顔のデータベースではありません。--data でほかのファイルを選んでください（{words}）"
        ),
        "malformed": said("{name}: ファイルが壊れています。控えに戻すか、よそへ移して新しく始めてください（{words}）"),
        "unable to open": said("{name}: 開けません。フォルダーとファイルに書き込めるか確かめてください（{words}）"),
        "readonly": said("{name}: 書き込めません。ファイルとフォルダーの権限を確かめてください（{words}）"),
        "connection failed": said(
            "{name}: データベースにつながりません。動いているか、アドレスとパスワードが合っているか確かめてください（{words}）"
        ),
        "full": said("{name}: ディスクに空きがありません（{words}）"),
    }
    for sign, what in advice.items():
        if sign in words:
            return said(what.template, **known)
    return f"{name}: {words.strip()}"
