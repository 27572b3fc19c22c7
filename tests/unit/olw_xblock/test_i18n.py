"""Translation by the platform's service where there is one, and a catalogue of every text."""

from __future__ import annotations

from typing import Any

import pytest

from olw_xblock import catalogue
from tests.unit.olw_xblock.support import Platform


class Shouting:
    """A service that translates into capitals."""

    def gettext(self, text: str) -> str:
        return text.upper()


def test_the_catalogue_names_every_text() -> None:
    """What is written is what `make translations` would write now."""
    assert catalogue.CATALOGUE.read_text("utf-8") == catalogue.written(
        catalogue.texts()
    )


def test_the_catalogue_has_the_texts_of_every_kind() -> None:
    texts = catalogue.texts()
    assert {"Save", "not started", "Sign in to take part.", "Continue"} <= set(texts)


def test_texts_are_translated() -> None:
    platform = Platform(i18n=Shouting()).settings(module="desk", max_attempts=1)
    platform.play("c")
    assert (
        "SIGN IN TO THE COURSE TO MAKE THE FIRST CHOICE."
        in platform.block().public_view().content
    )
    assert platform.post("retry", {"attempt": 1, "step": 0})[1]["error"]["message"] == (
        "YOU HAVE USED ALL THE ATTEMPTS THIS COURSE ALLOWS. YOUR RESULT IS KEPT."
    )
    assert platform.post("studio_submit", {"module": "desk", "weight": "x"})[1][
        "error"
    ]["fields"] == {"weight": "ENTER A NUMBER FROM 0 TO 1000."}


@pytest.mark.parametrize("service", [None, object()])
def test_without_a_service_texts_stay_as_they_are(service: Any) -> None:
    platform = Platform().settings(module="desk")
    platform._services["i18n"] = service
    assert platform.block().gettext("Save") == "Save"


def test_a_runtime_that_refuses_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    platform = Platform().settings(module="desk")
    block = platform.block()
    monkeypatch.setattr(
        type(block), "service_declaration", classmethod(lambda _cls, name: "need")
    )
    platform._services.pop("i18n")
    assert block.gettext("Save") == "Save"
