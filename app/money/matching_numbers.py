"""The numbers of all cases, and which of them a number as written may mean."""

from collections.abc import Iterable, Iterator

from app.money import matching_memo as memos
from app.money.matching_memo import Number
from app.money.matching_values import CaseRef


class Numbers:
    """Cases by the kind and the serial of their number: the year and the court are compared where they are written."""

    def __init__(self, cases: Iterable[CaseRef]) -> None:
        self._of: dict[str, Number] = {}
        self._looked_far: dict[tuple[Number, ...], set[str]] = {}
        self._by_serial: dict[str, dict[int, tuple[str, ...]]] = {}
        for case in cases:
            for number in memos.numbers(memos.bare(case.number))[:1]:
                self._of[case.id] = number
                alike = self._by_serial.setdefault(number.type, {})
                alike[number.serial] = (*alike.get(number.serial, ()), case.id)

    def meant(self, written: Number) -> Iterator[str]:
        """The cases a number means: one where it is written in full, those of any year and court left out where not."""
        for case in self._alike(written):
            known = self._of[case]
            if written.year in ("", known.year) and written.court in ("", known.court):
                yield case

    def is_near(self, written: Iterable[Number], case_id: str) -> bool:
        """Whether a number is one slip away from that of the case."""
        known = self._of.get(case_id)
        return known is not None and any(memos.near(one, known) for one in written)

    def near(self, written: tuple[Number, ...]) -> set[str]:
        """The cases whose number is one slip away from one of these; it looks far, and once."""
        found = self._looked_far.get(written)
        if found is None:
            found = self._looked_far[written] = {case for one in written for case in self._near(one)}
        return found

    def _near(self, number: Number) -> Iterator[str]:
        alike = self._by_serial.get(number.type, {})
        for serial in memos.serials(number.serial):
            if serial in alike:
                yield from self.meant(number._replace(serial=serial))
        for year in memos.years(number):
            yield from self.meant(number._replace(year=year))
        for case in self._alike(number) if number.full else ():
            if memos.near(number, self._of[case]):
                yield case

    def _alike(self, number: Number) -> tuple[str, ...]:
        return self._by_serial.get(number.type, {}).get(number.serial, ())
