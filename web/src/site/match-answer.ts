/** The answer of POST /api/matches. Scores of 100. */

import type * as contract from "../api/schema";

export type Contribution = contract.Contribution;
export type Threshold = contract.GisappMatchingSchemasThreshold;
export type Candidate = contract.Candidate;
export type Relaxation = contract.RelaxationTold;

export type MatchAnswer = contract.MatchAnswer;
