"""Who may pass which door, and whose facts he meets behind it: every door × every role × own and foreign."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

import pytest

from app.staff.verbs import WHOLE_COURT_ROLES
from routes.gate import WAYS
from tests.support import matrix
from tests.support.house import House
from tests.support.matrix import PEOPLE, Ground, World

OUTSIDE = {"static", "health.live", "health.ready"}
PUBLISHED = {
    "sweeps.edit",
    "rosters.form",
    "squads.form",
    "squads.edit",
    "targets.choose",
    "targets.form",
}
"""Pages that plan a sweep: of a published one there is nothing to plan any more."""
CALLED = {"rollcalls.form", "changes.listing"}
"""Pages of a sweep that is on: of one that is not published there is nothing to call."""
WHOLE_COURT = {"clerk.sheet", "statements.listing"}
"""Pages about the money of all cases together."""
NEEDS_MORE = {"papers.draft": 422, "maps.ways": 404, "print_sets.manifest": 404, "print_sets.print_set": 404}
"""GETs without a parameter in the address that still need one in the query."""
ASKS_NOTHING = {
    "case_facts.condition",
    "measures.answers",
    "measures.elsewhere",
    "tablet.record",
    "tablet_printing.named",
    "front.sign_out",
    "front.language",
    "imports.accept",
    "jobs.cancel",
    "bulletins.publish",
    "squads.change",
    "squads.drop",
    "stops.change",
    "print_sets.ask",
    "outlooks.enough",
    "rosters.end",
    "rosters.take",
    "planning_settings.weigh",
    "stops.propose",
    "sweeps.next_day",
    "sweeps.publish",
    "targets.drop",
    "approvals.agree",
    "approvals.allow",
    "authorisations.end",
    "rollcalls.call",
}
"""Forms that are complete without a field: only whoever may not send them is tried."""


@dataclass(frozen=True)
class Door:
    """One address of a world."""

    endpoint: str
    verb: str | None
    url: str
    parameters: tuple[str, ...]


def doors(house: House, method: str, ids: Mapping[str, str]) -> Iterator[Door]:
    """Every door with that method, each parameter filled in."""
    rules = {rule.endpoint: rule for rule in house.app.url_map.iter_rules() if method in (rule.methods or ())}
    for endpoint, rule in sorted(rules.items()):
        if endpoint in OUTSIDE:
            continue
        parameters = tuple(sorted(rule.arguments))
        values = {one: matrix.example(endpoint, one, ids) for one in parameters}
        with house.app.test_request_context():
            url = rule.build(values)
        assert url, endpoint
        yield Door(endpoint, WAYS[endpoint].verb, url[1], parameters)


def expected(username: str, world: World, door: Door, *, published: bool) -> set[int]:
    """What a page answers to this person."""
    if not matrix.holds(username, door.verb):
        return {403}
    if not matrix.sees(username, world, door.endpoint, door.parameters):
        return {404}
    if published and door.endpoint in PUBLISHED:
        return {409}
    if not published and door.endpoint in CALLED:
        return {409}
    if not published and "stop_id" in door.parameters:
        return {404}
    if door.endpoint in WHOLE_COURT and PEOPLE[username] not in WHOLE_COURT_ROLES:
        return {404}
    return {NEEDS_MORE[door.endpoint]} if door.endpoint in NEEDS_MORE else {200, 302}


@pytest.mark.parametrize("username", PEOPLE)
@pytest.mark.parametrize("name", ["near", "far"])
def test_every_page_is_shown_to_whom_it_is_to_be_shown_and_to_nobody_else(
    house: House, username: str, name: str
) -> None:
    world: World = getattr(house.ground, name)
    browser = house.open(username).client
    wrong = []
    for door in doors(house, "GET", world.ids):
        if door.verb is None or (name == "far" and not door.parameters):
            continue
        answer = browser.get(door.url)
        wanted = expected(username, world, door, published=name == "near")
        if answer.status_code not in wanted:
            wrong.append(f"{door.endpoint} {door.url}: {answer.status_code}, not {wanted}")
        told = (
            answer.get_data(as_text=True) if (answer.mimetype or "").startswith(("text/", "application/json")) else ""
        )
        own = any(username in world.own.get(matrix.name_of(door.endpoint, one), ()) for one in door.parameters)
        words = () if own else hidden(username, house.ground)
        wrong += [f"{door.endpoint} {door.url} tells {word}" for word in words if word in told]
    assert not wrong, "\n".join(wrong)


def hidden(username: str, ground: Ground) -> list[str]:
    """Words that no page may tell this person: who gave a lead, and names and numbers of what is not his to see."""
    words = [] if matrix.holds(username, "lead.giver") else [matrix.GIVER]
    if PEOPLE[username] not in WHOLE_COURT_ROLES:
        others = [world for world in (ground.near, ground.far) if username not in world.seen_by]
        words += [world.ids[name] for world in others for name in ("name", "number")]
    return words


@pytest.mark.parametrize("username", PEOPLE)
def test_what_does_not_exist_looks_like_what_one_may_not_see(house: House, username: str) -> None:
    ids = {name: "0" * 64 if len(value) == 64 else str(uuid4()) for name, value in house.ground.near.ids.items()}
    browser = house.open(username).client
    wrong = []
    for door in doors(house, "GET", ids):
        names = {matrix.name_of(door.endpoint, one) for one in door.parameters} - set(matrix.WORDS)
        if names and (status := browser.get(door.url).status_code) != (
            404 if matrix.holds(username, door.verb) else 403
        ):
            wrong.append(f"{door.endpoint}: {status}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("username", PEOPLE)
@pytest.mark.parametrize("name", ["near", "far"])
def test_an_empty_form_is_refused_at_every_door_and_writes_nothing(house: House, username: str, name: str) -> None:
    world: World = getattr(house.ground, name)
    browser = house.open(username).client
    before = house.written()
    wrong = []
    for door in doors(house, "POST", world.ids):
        held = matrix.holds(username, door.verb)
        seen = held and matrix.sees(username, world, door.endpoint, door.parameters)
        if (seen and door.endpoint in ASKS_NOTHING) or (name == "far" and not door.parameters):
            continue
        status = browser.post(door.url).status_code
        wanted = {403} if not held else set(range(400, 500)) if seen else {403, 404, 422}
        if status not in wanted:
            wrong.append(f"{door.endpoint} {door.url}: {status}, not {wanted if len(wanted) < 5 else '4xx'}")
    assert not wrong, "\n".join(wrong)
    assert house.written() == before


def test_a_wrong_entry_shows_no_page_that_the_person_may_not_open(house: House) -> None:
    """Who may write a deed down but not look at measures is told what is wrong, not shown the measures."""
    url = f"/cases/{house.ground.near.ids['case_id']}/measures"
    bailiff = house.open("bailiff").client
    assert bailiff.get(url).status_code == 403
    answer = bailiff.post(f"{url}/extend")
    assert answer.status_code == 422
    assert "双方和解" not in answer.get_data(as_text=True)
    assert house.ground.near.ids["proposal_id"] not in answer.get_data(as_text=True)
    assert "拘留" not in answer.get_data(as_text=True)
