"""Whose payment speaks for which case: debtors, relatives that are known, and who paid for it before."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.money import matching_names as names
from app.money.matching_values import CaseRef, OpenReceipt


class Name(NamedTuple):
    """A name as it is written, its sound, and whether it is masked or that of a channel."""

    written: str
    sound: str
    masked: bool
    channel: bool


class People:
    """The people of all cases, by the sound of their names; one name is kept once, however often it stands."""

    def __init__(self, cases: Sequence[CaseRef], receipts: Iterable[OpenReceipt]) -> None:
        self._names: dict[str, Name] = {}
        self._debtors: dict[str, tuple[str, ...]] = {}
        self._others: dict[str, tuple[str, ...]] = {}
        self._cases: dict[str, tuple[str, ...]] = {}
        for case in cases:
            for name in case.debtors:
                self._know(self._debtors, case.id, name)
            for name in case.relatives:
                self._know(self._others, case.id, name)
        removed = {(case.id, self.heard(name).written) for case in cases for name in case.removed}
        for one in receipts:
            payer = self.heard(one.payer)
            if payer.sound not in self.debtors(one.case_id) and (one.case_id, payer.written) not in removed:
                self._know(self._others, one.case_id, one.payer)

    def heard(self, name: str) -> Name:
        """A name as it is compared."""
        found = self._names.get(name)
        if found is None:
            written = names.plain(name)
            sound, masked, channel = names.sound(written), names.is_masked(written), names.is_channel(written)
            found = self._names[name] = Name(written, sound, masked, channel)
        return found

    def debtors(self, case_id: str) -> tuple[str, ...]:
        """The debtors of a case."""
        return self._debtors.get(case_id, ())

    def others(self, case_id: str) -> tuple[str, ...]:
        """Those who pay for it and owe nothing."""
        return self._others.get(case_id, ())

    def cases(self, sound: str) -> tuple[str, ...]:
        """The cases that know somebody of this name."""
        return self._cases.get(sound, ())

    def belongs(self, sound: str, case_id: str) -> bool:
        """Whether somebody of this name is known to the case."""
        return sound in self.debtors(case_id) or sound in self.others(case_id)

    def of(self, one: OpenReceipt) -> set[str]:
        """Whose payment may be this receipt's: its payer's, and that of anyone known to pay for the case."""
        return {self.heard(one.payer).sound, *self.debtors(one.case_id), *self.others(one.case_id)}

    def _know(self, people: dict[str, tuple[str, ...]], case_id: str, name: str) -> None:
        heard = self.heard(name)
        if not heard.masked:
            _add(people, case_id, heard.sound)
            _add(self._cases, heard.sound, case_id)


def _add(found: dict[str, tuple[str, ...]], key: str, value: str) -> None:
    """A short tuple instead of a set: there are very many keys, and one or two values to each."""
    some = found.get(key, ())
    if value not in some:
        found[key] = (*some, value)
