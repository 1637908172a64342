"""Who holds a place as a hidden Markov chain in steps of six hours (RESOLUTION 4.1).

States are the sides at the place and, last, the two phases of a fight. Arrays: places, slots, states.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

SLOT = 0.25  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Changes per day: held to contested, contested to held (all sides together), held to another side.

    A fight that ripens passes from a first phase, settled at `early`, to a second, settled at `settled`: few
    fights end within hours. With `ripens` 0 there is one phase, and no memory of how long a fight has lasted.
    """

    to_contested: float
    settled: float
    flipped: float
    early: float
    ripens: float = 0.0


# RESOLUTION 4.1. These rates are the decay of what we know: twenty times faster where there is fighting.
QUIET = Rates(to_contested=0.004, settled=0.15, flipped=0.0005, early=0.15)
ACTIVE = Rates(to_contested=0.08, settled=0.25, flipped=0.01, early=0.25)


def between(assumed: Rates, seen: Rates, known: float) -> Rates:
    """Rates between two, `known` of the way to the second."""
    a, b = (np.array([r.to_contested, r.settled, r.flipped, r.early, r.ripens]) for r in (assumed, seen))
    mixed = (1 - known) * a + known * b
    names = ("to_contested", "settled", "flipped", "early", "ripens")
    return Rates(**{name: float(v) for name, v in zip(names, mixed, strict=True)})


def steps(sides: int, rates: Rates) -> Array:
    """Transition matrix of one slot, the exponential of the rates; the last two states are one fight."""
    q = np.zeros((sides + 2, sides + 2))
    q[:sides, :sides] = rates.flipped / max(1, sides - 1)
    q[:sides, sides] = rates.to_contested
    q[sides, :sides] = rates.early / sides
    q[sides, sides + 1] = rates.ripens
    q[sides + 1, :sides] = rates.settled / sides
    np.fill_diagonal(q, 0)
    np.fill_diagonal(q, -q.sum(axis=1))
    total = term = np.eye(sides + 2)
    for n in range(1, 16):
        term = term @ q * SLOT / n
        total = total + term
    return total


def told(moves: Array, factor: Array) -> Array:
    """Moves times the likelihood (slots, sides and contested) of what was said if they took place.

    Staying is the measure, so 1, and so is going on with a fight.
    """
    sides = factor.shape[-1] - 1
    out: Array = moves.copy()
    out[..., :, : sides + 1] *= factor[..., None, :]
    states = np.arange(moves.shape[-1])
    out[..., states, states] = moves[..., states, states]
    return out


def phases(states: Array) -> Array:
    """Weights of sides and contested as weights of the chain's states: both phases of a fight alike."""
    return np.concatenate([states, states[..., -1:]], axis=-1)


def shown(states: Array) -> Array:
    """P of the chain's states as P of sides and contested."""
    return np.concatenate([states[..., :-2], states[..., -2:].sum(axis=-1, keepdims=True)], axis=-1)


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
        back = back / back.max(axis=1, keepdims=True)  # by the largest: where nothing happens it stays 1
        out[:, t] *= back
    total: Array = out / out.sum(axis=2, keepdims=True)
    return total


def padded(given: Sequence[tuple[Array, Array, Array]]) -> tuple[Array, Array, Array]:
    """Priors, evidence and moves of stretches side by side; after the end of one nothing happens to it."""
    longest, states = max(len(weights) for _, weights, _ in given), len(given[0][0])
    evidence = np.ones((len(given), longest, states))
    moves = np.broadcast_to(np.eye(states), (len(given), longest, states, states)).copy()
    for n, (_, weights, steps_of) in enumerate(given):
        evidence[n, : len(weights)] = weights
        moves[n, : len(weights)] = steps_of
    return np.stack([prior for prior, _, _ in given]), evidence, moves
