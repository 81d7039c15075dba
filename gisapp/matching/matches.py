"""A requirement against everything published: who is listed, why, what would bring more, what could be made of neighbours or of a large plot.

Every answer is kept with its pool, its requirement and the name of the algorithm, so that it can be worked out again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import orjson
from sqlalchemy.orm import Session

from gisapp.kernel.area import mu_to_m2
from gisapp.kernel.errors import Conflict, Invalid, NotFound
from gisapp.matching import match_store
from gisapp.matching.answers import tell_candidate, wish_label
from gisapp.matching.match_store import ReadPool
from gisapp.matching.relaxation_words import tell_relaxation
from gisapp.matching.rules.alternatives import find_combinations, find_divisions, keep_musts
from gisapp.matching.rules.columns import Columns, Whole, combine, part_of
from gisapp.matching.rules.matching import ALGORITHM, COUNTINGS, FULL, Counting, Scores, rank, score_candidates
from gisapp.matching.rules.relaxations import BIT, find_relaxations
from gisapp.matching.rules.requirement import Requirement
from gisapp.matching.rules.thresholds import threshold_points
from gisapp.matching.terms import CandidateKind, Criterion
from gisapp.rulebook.rulebook import load_rulebook
from gisapp.sites.pool import pool_of

KEPT_RANKS = 1000
ALTERNATIVES = 6


@dataclass(frozen=True)
class Ranked:
    """What the rules answer: rows of the pool best first, and everybody's points."""

    order: Whole
    scores: Scores

    def sha256(self, columns: Columns) -> str:
        """Return the hash of the whole ranking with its scores and reliabilities."""
        told = np.stack(
            [columns.number[self.order], self.scores.score[self.order], self.scores.reliability[self.order]], axis=1
        )
        return hashlib.sha256(np.ascontiguousarray(told, dtype="<i8").tobytes()).hexdigest()


def ask_match(
    session: Session, requirement: Requirement, as_of: date, *, zone_code: str, limit: int, offset: int
) -> dict[str, Any]:
    """Return one page of the ranking with contributions and reasons, what to relax and alternatives; the answer is kept in the log.

    Invalid (400) for a requirement whose limits contradict each other.
    """
    _refuse_contradictions(requirement)
    pool_id = pool_of(session, as_of)
    pool = match_store.read_pool(session, pool_id)
    columns = pool.columns
    counting = COUNTINGS[ALGORITHM]
    failed = _failed(session, pool_id, pool, requirement, counting)
    ranked = _rank(pool, failed, requirement, as_of, counting)
    run_id = _keep(session, zone_code, pool_id, as_of, requirement, columns, ranked)
    wishes = requirement.wishes()
    page = ranked.order[offset : offset + limit]
    alternatives = _alternatives(session, pool, failed, requirement, as_of) if wishes else []
    wanted = {int(columns.number[row]) for row in page} | {
        int(columns.number[row]) for group, _, _ in alternatives for row in group
    }
    cards = match_store.read_cards(session, pool_id, sorted(wanted), as_of)
    return {
        "run": run_id,
        "as_of": as_of,
        "algorithm": ALGORITHM,
        "requirement": requirement.as_json(),
        "pool": pool_id,
        "published": len(columns),
        "total": len(ranked.order),
        "bbox": match_store.read_extent(session, pool_id, columns.number[ranked.order]),
        "ids": [int(number) for number in columns.number[ranked.order[:KEPT_RANKS]]],
        "weights": [{"criterion": str(c), **wish_label(c), "weight": requirement.weight(c)} for c in wishes],
        "excluded": _excluded(failed, requirement) if wishes else [],
        "items": [
            tell_candidate(
                CandidateKind.SITE,
                [cards[int(columns.number[row])]],
                columns,
                int(row),
                ranked.scores,
                requirement,
                None,
            )
            for row in page
        ],
        "alternatives": [
            tell_candidate(
                kind, [cards[int(columns.number[row])] for row in group], made, place, scores, requirement, rest
            )
            for group, kind, (made, place, scores, rest) in alternatives
        ],
        "relaxations": [
            tell_relaxation(item) for item in find_relaxations(columns, failed, requirement, pool.clusters) if wishes
        ],
    }


def matching_ids(session: Session, requirement: Requirement, as_of: date) -> list[int]:
    """Return the numbers of all sites that a requirement finds on a day, best first; nothing is kept of the question."""
    _refuse_contradictions(requirement)
    pool_id = pool_of(session, as_of)
    pool = match_store.read_pool(session, pool_id)
    counting = COUNTINGS[ALGORITHM]
    failed = _failed(session, pool_id, pool, requirement, counting)
    ranked = _rank(pool, failed, requirement, as_of, counting)
    return [int(number) for number in pool.columns.number[ranked.order]]


def replay_match(session: Session, run_id: int) -> dict[str, Any]:
    """Work a kept answer out again from its pool and requirement, and say whether it comes out the same (404 for an unknown number).

    It is counted the way that the answer names; Conflict (409) where this installation does not know that way.
    """
    run = show_run(session, run_id)
    counting = COUNTINGS.get(run["algorithm"])
    if counting is None:
        raise Conflict(
            "match.algorithm_unknown",
            f"这次匹配用的是“{run['algorithm']}”版算法，本系统没有这一版，不能重算。请用作出答复时的版本或更新的版本核对。",
            message_en=f"This match was counted by version “{run['algorithm']}”, which this installation does not have. Check it with the version that answered, or a later one.",
        )
    requirement = Requirement.from_json(run["requirement"])
    pool = match_store.read_pool(session, run["pool_id"])
    failed = _failed(session, run["pool_id"], pool, requirement, counting)
    ranked = _rank(pool, failed, requirement, run["as_of"], counting)
    sha256 = ranked.sha256(pool.columns)
    return {
        "run": run_id,
        "is_same": sha256 == run["ranking_sha256"],
        "kept_sha256": run["ranking_sha256"],
        "worked_out_sha256": sha256,
        "total": len(ranked.order),
        "algorithm": run["algorithm"],
    }


def show_run(session: Session, run_id: int) -> dict[str, Any]:
    """Return a kept answer with its requirement and ranking (404 for an unknown number)."""
    run = match_store.find_run(session, run_id)
    if run is None:
        raise NotFound("match.not_found", "没有这条匹配记录，请核对编号。", message_en="No such match on record.")
    return run


def list_runs(session: Session, limit: int, offset: int) -> dict[str, Any]:
    """Return the log of matches, last asked first."""
    return match_store.list_runs(session, limit, offset)


def _failed(session: Session, pool_id: int, pool: ReadPool, requirement: Requirement, counting: Counting) -> Whole:
    """Return the hard limits that every site fails as bits, thresholds among them where they are a must."""
    failed = match_store.read_failed(session, pool_id, requirement, counting.builds)
    if counting.strict and requirement.is_must(Criterion.THRESHOLDS):
        points, _ = threshold_points(pool.columns, requirement)
        failed = failed | np.where(points < FULL, BIT[Criterion.THRESHOLDS], 0)
    return failed


def _rank(pool: ReadPool, failed: Whole, requirement: Requirement, as_of: date, counting: Counting) -> Ranked:
    scores = score_candidates(pool.columns, requirement, pool.clusters, as_of, counting)
    met = failed == 0 if requirement.wishes() or not counting.strict else np.zeros(len(failed), dtype=bool)
    return Ranked(rank(pool.columns, scores, np.flatnonzero(met)), scores)


def _keep(
    session: Session,
    zone_code: str,
    pool_id: int,
    as_of: date,
    requirement: Requirement,
    columns: Columns,
    ranked: Ranked,
) -> int:
    told = requirement.as_json()
    first = ranked.order[:KEPT_RANKS]
    return match_store.keep_run(
        session,
        {
            "zone_code": zone_code,
            "pool_id": pool_id,
            "as_of": as_of,
            "algorithm": ALGORITHM,
            "requirement": told,
            "requirement_sha256": hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest(),
            "total": len(ranked.order),
            "ranking": [int(number) for number in columns.number[first]],
            "scores": [int(score) for score in ranked.scores.score[first]],
            "ranking_sha256": ranked.sha256(columns),
        },
    )


Alternative = tuple[Sequence[int], CandidateKind, tuple[Columns, int, Scores, Decimal | None]]


def _alternatives(
    session: Session, pool: ReadPool, failed: Whole, requirement: Requirement, as_of: date
) -> list[Alternative]:
    """Return the best combinations and the best divisions, a few of each."""
    columns, clusters = pool.columns, pool.clusters
    found: list[Alternative] = []
    groups = find_combinations(columns, failed, requirement, pool.pairs)
    if groups:
        together = combine(columns, groups)
        scores = score_candidates(together, requirement, clusters, as_of)
        kept = keep_musts(together, requirement, clusters, as_of, COUNTINGS[ALGORITHM])
        best = rank(together, scores, kept)[:ALTERNATIVES]
        found += [
            (groups[int(place)], CandidateKind.COMBINATION, (together, int(place), scores, None)) for place in best
        ]
    rest = mu_to_m2(load_rulebook(session).value("sites.division_rest_mu", as_of))
    division = find_divisions(columns, failed, requirement, rest)
    if len(division.rows):
        parts = part_of(columns, division.rows, division.area)
        scores = score_candidates(parts, requirement, clusters, as_of)
        best = rank(parts, scores, np.arange(len(division.rows)))[:ALTERNATIVES]
        for place in best:
            row = int(division.rows[int(place)])
            left = Decimal(int(columns.area[row]) - division.area) / 100
            found.append(((row,), CandidateKind.DIVISION, (parts, int(place), scores, left)))
    return found


def _excluded(failed: Whole, requirement: Requirement) -> list[dict[str, Any]]:
    """Return for each hard limit how many sites fail it, and how many fail it alone."""
    told: list[dict[str, Any]] = []
    for criterion in Criterion:
        if requirement.is_must(criterion):
            bit = BIT[criterion]
            told.append(
                {
                    "criterion": str(criterion),
                    "label_zh": criterion.label_zh,
                    "label_en": criterion.label_en,
                    "count": int(((failed & bit) > 0).sum()),
                    "alone": int((failed == bit).sum()),
                }
            )
    return told


def _refuse_contradictions(requirement: Requirement) -> None:
    low, high = requirement.area_min_m2, requirement.area_max_m2
    if low is not None and high is not None and low > high:
        raise Invalid(
            "match.area_swapped",
            "用地下限大于上限，没有这样的面积。请对调后重试。",
            message_en="The smallest area is larger than the largest; swap them.",
        )
