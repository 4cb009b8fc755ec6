"""The base of whatever is stored, arrives or leaves."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Built when it is first used: a function imports far more models than it ever uses, and pays for them at start."""

    model_config = ConfigDict(defer_build=True)
