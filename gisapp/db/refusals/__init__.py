"""Constraint name → what its refusal means to a person, one table per part of the house."""
