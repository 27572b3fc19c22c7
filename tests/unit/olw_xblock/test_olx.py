"""OLX: readable, complete, and never a learner's."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from xblock.test.tools import blocks_are_equivalent

from tests.unit.olw_xblock.support import Platform


def exported(platform: Platform) -> str:
    node = etree.Element("unknown")
    platform.block(None).add_xml_to_node(node)
    return etree.tostring(node, encoding="unicode")


@pytest.mark.parametrize(
    "olx",
    [
        "<olw/>",
        '<olw module="kind"/>',
        '<olw module="kind" weight="1"/>',
        '<olw module="kind" weight="2.5" max_attempts="3" show="cards" report="completion"/>',
        '<olw module="kind" display_name="Fünf &amp; &lt;Zwei&gt;" trust_name="Trust"/>',
        '<olw module="kind" support_label="Help" support_url="tel:111"/>',
    ],
)
def test_round_trip(olx: str) -> None:
    platform = Platform()
    block = platform.parsed(olx)
    written = io.BytesIO()
    platform.export_to_xml(block, written)
    again = platform.parsed(written.getvalue())
    assert blocks_are_equivalent(block, again)
    root, first = etree.fromstring(written.getvalue()), etree.fromstring(olx)
    assert root.tag == "olw"
    assert sorted(root.items()) == sorted(first.items())


def test_readable(platform: Platform) -> None:
    platform.settings(module="kind", weight=1.0)
    assert exported(platform) == '<olw module="kind" weight="1"/>'


def test_no_limit_stays_no_limit(platform: Platform) -> None:
    platform.settings(max_attempts=None)
    again = platform.parsed(exported(platform))
    assert again.fields["max_attempts"].is_set_on(again)
    assert again.max_attempts is None


def test_no_learners_state_is_exported(platform: Platform) -> None:
    platform.play("a", "ac")
    node = etree.Element("unknown")
    platform.block().add_xml_to_node(node)
    assert etree.tostring(node, encoding="unicode") == '<olw module="desk"/>'


def test_settings_that_a_platform_mixes_in_are_kept() -> None:
    from xblock.core import XBlockMixin
    from xblock.fields import Scope, String

    class Dates(XBlockMixin):  # type: ignore[misc]
        due = String(scope=Scope.settings)

    platform = Platform()
    platform.mixologist = type(platform.mixologist)((Dates,))
    block = platform.parsed('<olw module="desk" due="2031-01-01"/>')
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    assert sorted(node.items()) == [("due", "2031-01-01"), ("module", "desk")]
