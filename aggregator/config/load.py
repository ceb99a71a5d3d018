"""Read config.yaml and check all of it at once, so that one run shows every mistake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from aggregator.config.document import Document, Path
from aggregator.config.explain import explain, unknown
from aggregator.config.profile import make_profile
from aggregator.config.schema import ConfigFile, ProfileSettings, Settings, SourceSettings
from aggregator.errors import AsagaoError, ConfigError
from aggregator.i18n import Translate, os_words
from aggregator.plugin import Options, Source
from aggregator.registry import kinds, source_class

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class ConfiguredSource:
    """A source as the user wishes it: the common keys, and the adapter with its options."""

    settings: SourceSettings
    source: Source[Any]

    @property
    def name(self) -> str:
        """Its name in config.yaml."""
        return self.settings.name


@dataclass(frozen=True, slots=True)
class Loaded:
    """What config.yaml says."""

    settings: Settings
    sources: tuple[ConfiguredSource, ...]


def load(path: FilePath, environment: Mapping[str, str], say: Translate) -> Loaded:
    """Read the file at ``path``.

    Args:
        path: config.yaml.
        environment: where ``${NAME}`` is looked up.
        say: translates messages.

    Raises:
        ConfigError: with all mistakes of the file (``error.others`` holds the further ones).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError(say("ファイルがありません。asagao init で作れます"), file=str(path)) from None
    except UnicodeDecodeError:
        raise ConfigError(say("UTF-8で保存してください"), file=str(path)) from None
    except OSError as error:
        raise ConfigError(say("読めません（{what}）").format(what=os_words(error, say)), file=str(path)) from None
    return load_text(text, environment, say, file=path.name, folder=str(path.absolute().parent))


def load_text(
    text: str, environment: Mapping[str, str], say: Translate, *, file: str = "config.yaml", folder: str = "."
) -> Loaded:
    """Like :func:`load`, from the file's text."""
    document = Document(text, file, say)
    data, errors = document.expanded(environment)
    checked = _validate(ConfigFile, data, document, (), errors, say)
    written = checked or ConfigFile(profile=_sound_profile(data, errors))
    profile = make_profile(written.profile, document, errors, say)
    sources = tuple(_sources(data.get("sources"), document, errors, say))
    if errors:
        _raise(errors)
    parts = {name: getattr(written, name) for name in ("digest", "mail", "fetch", "store", "calendars")}
    return Loaded(Settings(profile=profile, file=file, folder=folder, **parts), sources)


def _sound_profile(data: Mapping[str, Any], errors: list[ConfigError]) -> ProfileSettings:
    """What of the profile is right, so that its words are checked although something else in the file is wrong."""
    block = data.get("profile")
    wrong = {(error.key or "").removeprefix("profile.").partition(".")[0] for error in errors}
    if not isinstance(block, Mapping):
        return ProfileSettings()
    return ProfileSettings.model_validate({key: value for key, value in block.items() if key not in wrong})


def _raise(errors: list[ConfigError]) -> None:
    """Raise the first mistake of the file with all others behind it, in the order of their lines."""
    first, *others = sorted(errors, key=lambda error: (error.line or 0, error.key or ""))
    first.others = tuple(others)
    raise first


def _validate(
    model: type[M], data: Any, document: Document, at: Path, errors: list[ConfigError], say: Translate
) -> M | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors():
            path = (*at, *_steps(data, detail["loc"]))
            errors.append(document.error(path, explain(detail, model, say)))
        return None


def _steps(data: Any, path: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """``path`` without the names of union branches that pydantic puts in: what can be followed in ``data``, and its last key."""
    steps: list[int | str] = []
    for step in path:
        if isinstance(data, Mapping):
            steps.append(step)
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            steps.append(step)
            data = data[step]
    return tuple(steps)


def _sources(blocks: Any, document: Document, errors: list[ConfigError], say: Translate) -> Iterator[ConfiguredSource]:
    seen: set[str] = set()
    for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
        if not isinstance(block, dict):
            continue
        at: Path = ("sources", index)
        found = _source(block, document, at, errors, say)
        if found and found.name in seen:
            errors.append(
                document.error((*at, "name"), say("同じ名前の取得元がもうあります: {name}").format(name=found.name))
            )
        elif found:
            seen.add(found.name)
            yield found


def _source(
    block: dict[str, Any], document: Document, at: Path, errors: list[ConfigError], say: Translate
) -> ConfiguredSource | None:
    common = {key: value for key, value in block.items() if key in SourceSettings.model_fields}
    settings = _validate(SourceSettings, common, document, at, errors, say)
    kind = block.get("kind")
    if not isinstance(kind, str):
        return None
    if kind not in kinds():
        errors.append(document.error((*at, "kind"), unknown(kind, kinds(), say)))
        return None
    try:
        adapter = source_class(kind)
    except AsagaoError as error:
        errors.append(document.error((*at, "kind"), str(error)))
        return None
    rest = {key: value for key, value in block.items() if key not in SourceSettings.model_fields}
    options: Options | None = _validate(adapter.options_type, rest, document, at, errors, say)
    return ConfiguredSource(settings, adapter(options)) if settings and options is not None else None
