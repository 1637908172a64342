"""Wars with a known truth, what is told of them, and how right the derivation is (RESOLUTION 5)."""

from __future__ import annotations

from onrecord.simulate.scored import simulate
from onrecord.simulate.war import Plan, War, war_of

__all__ = ["Plan", "War", "simulate", "war_of"]
