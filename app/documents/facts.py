"""What a paper must know. A fact that is missing is a refusal that names it; nothing is ever left blank."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Self, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from app.base.reading import faults_of
from app.base.refusal import Fault, Kind, Refusal
from app.law.case_numbers import CaseNumber
from app.law.citations import outdated

Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\r\n]*$")]
"""One line of text."""
Text = Annotated[
    str,
    BeforeValidator(lambda given: given.replace("\r\n", "\n") if isinstance(given, str) else given),
    StringConstraints(min_length=1, max_length=6000),
]
"""Text of one or more paragraphs, with the line ends of a browser's form made plain."""
Names = Annotated[tuple[Line, ...], Field(min_length=1)]
"""One or more names, or other short texts."""
Pair = Annotated[tuple[Line, ...], Field(min_length=2)]
"""Two officers at least."""
EMPTY = frozenset({"missing", "string_too_short", "too_short"})
TOGETHER = "各项之间"
"""What is wrong with no field alone, but with how they fit together."""


class Part(BaseModel):
    """A group of facts: frozen, closed, without blanks around."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


class Facts(Part):
    """The facts every paper has: the court and the day the paper bears."""

    court: Line = Field(title="法院")
    dated: date = Field(title="落款日期")

    @model_validator(mode="after")
    def _articles_as_numbered_on_its_day(self) -> Self:
        for text in getattr(self, "citations", ()):
            now = outdated(text, self.dated)
            if now is not None:
                told = {"old": text, "now": now.full}
                raise PydanticCustomError("citation_outdated", "{old} is {now} on the day of the paper", told)
        return self


class CaseFacts(Facts):
    """Facts of a paper in one enforcement case."""

    case_number: CaseNumber = Field(title="案号")


class Person(Part):
    """A natural person as a court paper describes him."""

    name: Line = Field(title="姓名")
    sex: Line = Field(title="性别")
    born: date = Field(title="出生日期")
    ethnicity: Line | None = Field(default=None, title="民族")
    id_number: Line = Field(title="公民身份号码")
    work: Line | None = Field(default=None, title="职业或工作单位")
    address: Line = Field(title="住址")


F = TypeVar("F", bound=Facts)


def read_facts(form: type[F], given: Mapping[str, Any]) -> F:
    """Make the facts of a paper. All that is missing is named in one refusal; so is all that is wrong."""
    try:
        return form.model_validate(given)
    except ValidationError as found:
        faults = faults_of(found)
        absent = tuple(dict.fromkeys(_absent(found)))
        if absent:
            labels = "、".join(label(form, path) for path in absent)
            raise Refusal("paper.fact_missing", Kind.INVALID, faults=faults, fields=labels) from None
        wrong = "、".join(dict.fromkeys(label(form, tuple(fault.field.split("."))) for fault in faults))
        raise Refusal("paper.fact_wrong", Kind.INVALID, faults=faults, fields=wrong) from None


def _absent(found: ValidationError) -> Iterator[tuple[str, ...]]:
    """The paths of what is missing. A list that is short because one of its items is wrong is not missing itself."""
    errors = [(tuple(map(str, error["loc"])), error) for error in found.errors(include_url=False)]
    for path, error in errors:
        inside = any(other[: len(path)] == path and other != path for other, _ in errors)
        if not inside and (error["type"] in EMPTY or error["input"] in (None, "")):
            yield path


def label(form: type[BaseModel], path: tuple[str, ...]) -> str:
    """The Chinese name of a field: 被拘留人·出生日期; an item of a list by its place: 文书（2）·名称; an unknown one as given."""
    words: list[str] = []
    model: type[BaseModel] | None = form
    for part in path:
        if part.isdigit():
            words[-1:] = [f"{words[-1] if words else ''}（{int(part) + 1}）"]
        elif model and part in model.model_fields:
            field = model.model_fields[part]
            words.append(field.title or part)
            model = _model_in(field.annotation)
    return "·".join(words) or (TOGETHER if path == ("whole",) else ".".join(path))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text among the facts with the name of its field."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            yield from texts(item, f"{path}.{place}")
    elif isinstance(value, str | CaseNumber):
        yield path, str(value)


def absence(field: str, title: str) -> Refusal:
    """The refusal for one fact that only its company makes necessary."""
    return Refusal("paper.fact_missing", Kind.INVALID, faults=(Fault(field=field, code="field.missing"),), fields=title)
