"""The base of every model."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Base of every model: immutable, and a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
