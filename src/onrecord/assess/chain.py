"""Who holds a place as a hidden Markov chain in steps of six hours (RESOLUTION 4.1).

States are the sides at the place and, last, contested. Arrays: places, slots, states.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

SLOT = 0.25  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Changes per day: held to contested, contested to held (all sides together), held to another side."""

    to_contested: float
    settled: float
    flipped: float


# RESOLUTION 4.1. These rates are the decay of what we know: twenty times faster where there is fighting.
QUIET = Rates(to_contested=0.004, settled=0.15, flipped=0.0005)
ACTIVE = Rates(to_contested=0.08, settled=0.25, flipped=0.01)


def steps(sides: int, rates: Rates) -> Array:
    """Transition matrix of one slot: the matrix exponential of the rates."""
    q = np.zeros((sides + 1, sides + 1))
    q[:sides, :sides] = rates.flipped / max(1, sides - 1)
    q[:sides, sides] = rates.to_contested
    q[sides, :sides] = rates.settled / sides
    np.fill_diagonal(q, 0)
    np.fill_diagonal(q, -q.sum(axis=1))
    total = term = np.eye(sides + 1)
    for n in range(1, 20):
        term = term @ q * SLOT / n
        total = total + term
    return total


def told(moves: Array, factor: Array) -> Array:
    """Moves times the likelihood of what was said if they took place; staying is the measure, so 1."""
    out: Array = moves * factor[..., None, :]
    states = np.arange(moves.shape[-1])
    out[..., states, states] = moves[..., states, states]
    return out


def forward(prior: Array, evidence: Array, moves: Array) -> Iterator[Array]:
    """Filter: the states of all places after each slot, given the evidence up to it."""
    now = prior
    for t in range(evidence.shape[1]):
        if t:
            now = np.einsum("ps,pst->pt", now, moves[:, t])
        now = now * evidence[:, t]
        now = now / now.sum(axis=1, keepdims=True)
        yield now


def smooth(prior: Array, evidence: Array, moves: Array) -> Array:
    """Forward and backward: P(state) of each slot given all the evidence."""
    out = np.stack(list(forward(prior, evidence, moves)), axis=1)
    back = np.ones_like(prior)
    for t in range(evidence.shape[1] - 2, -1, -1):
        back = np.einsum("pst,pt->ps", moves[:, t + 1], evidence[:, t + 1] * back)
        back = back / back.sum(axis=1, keepdims=True)
        out[:, t] *= back
    total: Array = out / out.sum(axis=2, keepdims=True)
    return total
