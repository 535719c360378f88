"""A gate asked while not all facts are known: the whole list all the same, and what nobody told is named, never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from typing import Any

from app.law.gates import Answer, Finding, Moment, Rule, finding_of, lack


class UntoldError(Exception):
    """A requirement asked for a fact that nobody told."""


class ToldFacts:
    """The facts of a gate as far as they were told; those the law's record gives a value of its own have it."""

    def __init__(self, kind: type[Any], told: Mapping[str, Any]) -> None:
        own = {one.name: one.default for one in fields(kind) if one.default is not MISSING}
        made = {one.name: one.default_factory() for one in fields(kind) if one.default_factory is not MISSING}
        self._told = {**own, **made, **told}

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["_told"][name]
        except KeyError:
            raise UntoldError(name) from None


def examine_told(rules: Sequence[Rule[Any]], facts: ToldFacts, moment: Moment) -> tuple[Finding, ...]:
    """The whole list, in order; a requirement that needs a fact nobody told is not met, and says which."""
    return tuple(finding_of(rule, _answer(rule, facts), moment) for rule in rules)


def _answer(rule: Rule[Any], facts: ToldFacts) -> Answer:
    try:
        return rule.answer(facts)
    except UntoldError as untold:
        return lack("fact_untold", fact=str(untold))
