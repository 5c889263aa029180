"""Where every node stands: a force layout that is fast and always the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


_SMALL = 12  # a group of nodes up to this size needs no forces: a ring shows it
_ROOM = 84.0  # pixels around a ring
_WIDE = 1.15  # pictures are wider than tall


def layout(graph: nx.Graph[str], *, iterations: int = 90) -> dict[str, tuple[float, float]]:
    """Return a position in pixels for every node, the same for the same graph.

    Springs pull along edges; every node is pushed by its nearest neighbours (a KD-tree finds them)
    and by the middle of every cell of a coarse grid, which stands for the nodes far away. At the
    end nodes are pushed apart until none lies on another. Small groups that nothing ties to the
    rest stand as rings in rows on the right, so that they do not push the picture apart.
    """
    import networkx as nx
    import numpy as np

    index = {node: i for i, node in enumerate(graph)}
    groups = [
        sorted(index[node] for node in group)
        for group in nx.connected_components(graph.to_undirected(as_view=True))
    ]
    groups.sort(key=lambda group: (-len(group), group))
    pairs = sorted({(min(a, b), max(a, b)) for a, b in _pairs(graph, index) if a != b})
    position = np.zeros((len(index), 2))
    large = [node for group in groups if len(group) > _SMALL for node in sorted(group)]
    small = [group for group in groups if len(group) <= _SMALL]
    area = sum((2 * _radius(len(group)) + _ROOM) ** 2 for group in small)
    left, tall = 0.0, float(np.sqrt(area / _WIDE))
    if large:
        place = {node: i for i, node in enumerate(large)}
        edges = np.array([(place[a], place[b]) for a, b in pairs if a in place])
        settled = _spread(_settle(edges, len(large), iterations) * 62.0, 44.0)
        settled -= settled.min(axis=0)
        # So tall that both together are as wide as they should be.
        beside_it = float(settled[:, 0].max()) + 110.0
        tall = (beside_it + float(np.sqrt(beside_it**2 + 4 * _WIDE * area))) / (2 * _WIDE)
        tall = max(tall, float(settled[:, 1].max()))
        settled[:, 1] += (tall - settled[:, 1].max()) / 2
        position[large] = settled
        left = beside_it
    beside: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        beside[a].add(b)
        beside[b].add(a)
    _rows_of_rings(small, beside, position, left, max(1.1 * area / max(tall, 1.0), 300.0))
    return {
        node: (round(float(position[i, 0]), 1), round(float(position[i, 1]), 1))
        for node, i in index.items()
    }


def _pairs(graph: nx.Graph[str], index: dict[str, int]) -> list[tuple[int, int]]:
    return [(index[a], index[b]) for a, b in graph.edges()]


def _radius(count: int) -> float:
    """Return how far from its middle the nodes of a small group stand."""
    return 0.0 if count == 1 else max(46.0, 52.0 * (count - 1) / 6.28)


def _rows_of_rings(
    groups: list[list[int]], beside: dict[int, set[int]], position: Any, left: float, width: float
) -> None:
    """Stand small groups in rows: the best tied node in the middle, the others around it."""
    import numpy as np

    x, y, tall = left, 0.0, 0.0
    for group in groups:
        middle, *others = sorted(group, key=lambda n: (-len(beside[n]), n))
        radius = _radius(len(group))
        size = 2 * radius + _ROOM
        if x + size > left + width and x > left:
            x, y, tall = left, y + tall, 0.0
        tall = max(tall, size)
        centre = np.array([x + size / 2, y + size / 2])
        position[middle] = centre
        for i, node in enumerate(others):
            turn = 2 * np.pi * i / len(others) + 0.35
            position[node] = centre + radius * np.array([np.cos(turn), np.sin(turn)])
        x += size


def _settle(edges: Any, count: int, iterations: int) -> Any:
    """Return positions, edge length about 1, from springs and pushes cooling down."""
    import numpy as np
    from scipy.spatial import cKDTree  # type: ignore[import-untyped]

    degree = np.bincount(edges.ravel(), minlength=count)
    position = _spiral(edges, degree)
    # A hub's many springs would crush its neighbours into one heap: weaken them.
    strength = 1.0 / (1.0 + np.log(np.maximum(degree[edges[:, 0]], degree[edges[:, 1]])))
    near = min(14, count - 1)
    cells = 8
    for step in range(iterations):
        tree = cKDTree(position)
        distance, other = tree.query(position, k=near + 1)
        away = position[:, None, :] - position[other[:, 1:]]
        push = (away / np.maximum(distance[:, 1:], 0.05)[..., None] ** 2).sum(axis=1)

        low = position.min(axis=0)
        width = np.maximum(position.max(axis=0) - low, 1e-9)
        cell = np.minimum(((position - low) / width * cells).astype(int), cells - 1)
        flat = cell[:, 0] * cells + cell[:, 1]
        weight = np.bincount(flat, minlength=cells * cells).astype(float)
        full = np.flatnonzero(weight)
        middle = np.stack(
            [
                np.bincount(flat, position[:, axis], cells * cells)[full] / weight[full]
                for axis in (0, 1)
            ],
            axis=1,
        )
        apart = position[:, None, :] - middle[None, :, :]
        square = np.maximum((apart**2).sum(axis=2), 1.0)
        push += (apart * (weight[full] / square)[..., None]).sum(axis=1)

        span = position[edges[:, 1]] - position[edges[:, 0]]
        length = np.sqrt((span**2).sum(axis=1))
        pull = span * (length * strength)[:, None]
        force = push
        for axis in (0, 1):
            force[:, axis] += np.bincount(edges[:, 0], pull[:, axis], count)
            force[:, axis] -= np.bincount(edges[:, 1], pull[:, axis], count)
        force -= 0.02 * position * np.sqrt(count)

        size = np.sqrt((force**2).sum(axis=1))
        heat = 0.12 * np.sqrt(count) * (1.0 - step / iterations) ** 1.5 + 0.01
        position = position + force * (np.minimum(size, heat) / np.maximum(size, 1e-9))[:, None]
        position -= position.mean(axis=0)
    return position


def _spiral(edges: Any, degree: Any) -> Any:
    """Return a start: a sunflower, the nodes in breadth-first order from the best tied ones."""
    import numpy as np

    beside: dict[int, list[int]] = defaultdict(list)
    for a, b in edges.tolist():
        beside[a].append(b)
        beside[b].append(a)
    ranked = sorted(range(len(degree)), key=lambda n: (-degree[n], n))
    order: dict[int, None] = {}
    for first in ranked:
        if first in order:
            continue
        order[first] = None
        queue = [first]
        for node in queue:
            for other in beside[node]:
                if other not in order:
                    order[other] = None
                    queue.append(other)
    turn = np.arange(len(degree)) * (np.pi * (3 - np.sqrt(5)))
    radius = np.sqrt(np.arange(len(degree)) + 0.5) * 0.8
    start = np.zeros((len(degree), 2))
    start[list(order)] = np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=1)
    return start


def _spread(position: Any, least: float, rounds: int = 40) -> Any:
    """Push nodes that lie closer than ``least`` apart."""
    import numpy as np
    from scipy.spatial import cKDTree

    for _ in range(rounds):
        close = cKDTree(position).query_pairs(least, output_type="ndarray")
        if not len(close):
            break
        close = close[np.lexsort((close[:, 1], close[:, 0]))]
        span = position[close[:, 1]] - position[close[:, 0]]
        length = np.sqrt((span**2).sum(axis=1))
        # Two nodes on one spot have no direction to part in: give them one.
        span[length < 1e-6] = (1e-3, 1e-3)
        length = np.maximum(length, 1e-3)
        shift = span * ((least - length) / length * 0.5)[:, None]
        for axis in (0, 1):
            position[:, axis] -= np.bincount(close[:, 0], shift[:, axis], len(position))
            position[:, axis] += np.bincount(close[:, 1], shift[:, axis], len(position))
    return position
