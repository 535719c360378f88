"""The day itself, scene by scene. Published: 张某, 黄某, 赵某 and 吴某, and the totals; the rest is constructed."""

from app.base.actor import WHOLE_COURT
from app.base.money import Money
from app.cases.actions_conclude import Conclude, conclude
from app.cases.rules import Conclusion
from app.measures import actions_decisions as decisions
from app.measures import actions_proposals as proposals
from app.measures import queries as measures
from app.measures.actions_decisions import Approve, Endorse
from app.measures.actions_proposals import ProposeEarlyRelease
from app.measures.rules import ProposalKind
from app.sweeps import actions as sweeps
from app.sweeps import actions_roll
from app.sweeps.actions import PublishSweep
from app.sweeps.actions_roll import CallRoll
from routes.demonstration import money, tables
from routes.demonstration.clockwork import DAY, EVENING
from routes.demonstration.court import SQUADS
from routes.demonstration.persons import DEBTORS
from routes.demonstration.stage import Scene, Stage

NAMES = {one.key: one.name for one in DEBTORS}
DOORSTEP = {"seriously_ill": False, "sole_carer": False}
"""What was asked before he was led away."""


def endorse(stage: Stage) -> None:
    """The director endorses what the judge proposed."""
    director = stage.cast.acting("director", stage.moment)
    for one in measures.waiting(stage.session, WHOLE_COURT):
        decisions.endorse(stage.session, director, Endorse(proposal_id=one.id, reason="同意，报院长批准。"))


def approve(stage: Stage) -> None:
    """The president approves, one by one."""
    president = stage.cast.acting("president", stage.moment)
    for one in measures.waiting(stage.session, WHOLE_COURT):
        decisions.approve(stage.session, president, Approve(proposal_id=one.id, reason="同意。"))


def publish(stage: Stage) -> None:
    """The director publishes the sweep."""
    director = stage.cast.acting("director", stage.moment)
    sweeps.publish_sweep(stage.session, director, PublishSweep(sweep_id=stage.sweep.id))


def roll_call(stage: Stage) -> None:
    """Everybody and every car is there."""
    director = stage.cast.acting("director", stage.moment)
    for squad, party in zip(stage.squads, SQUADS, strict=True):
        cars = (squad.car.id,) if squad.car else ()
        members = tuple(stage.cast.ids[name] for name in party.members)
        roll = CallRoll(squad_id=squad.id, on_day=DAY, officer_ids=members, vehicle_ids=cars)
        actions_roll.call_roll(stage.session, director, roll)


def zhang_at_dawn(stage: Stage) -> None:
    """The parents' home: the decision is read out, he phones relatives, the whole sum arrives within the hour."""
    stage.tell("zhang", "visit.arrive", "06:05", note="院内有灯，其父开门，张某在家。")
    stage.tell("zhang", "visit.inform", "06:08", identity_shown=True, consequences_told=True)
    decision = stage.proposal("zhang", ProposalKind.DETAIN)
    stage.tell(
        "zhang",
        "detain.announce",
        "06:12",
        proposal_id=str(decision.id),
        decision_served=True,
        signed=True,
        place="张某父母家",
        **DOORSTEP,
    )
    stage.tell("zhang", "visit.note", "06:15", note="张某表示愿意履行，当场电话联系亲友筹款。")


def zhang_pays(stage: Stage) -> None:
    """All that is owed, to the fen, by transfer into the case's own account."""
    amount = money.owed(stage, "zhang")
    stage.tell(
        "zhang", "money.take", "07:04", way="transfer", amount=int(amount), payer="张某", note="亲友筹款，全部到账。"
    )


def zhang_is_let_go(stage: Stage) -> None:
    """Released by decision without going to custody."""
    judge = stage.cast.acting("judge", stage.moment)
    detention = stage.proposal("zhang", ProposalKind.DETAIN)
    release = ProposeEarlyRelease(of_id=detention.id, cause="paid", reason="张某已全部履行，承认并改正错误。")
    proposal_id = proposals.propose_early_release(stage.session, judge, release)
    president = stage.cast.acting("president", stage.moment)
    decisions.approve(stage.session, president, Approve(proposal_id=proposal_id, reason="同意提前解除。"))
    stage.tell("zhang", "person.release", "07:20", reason="paid", proposal_id=str(proposal_id))


def compelled(key: str) -> list[Scene]:
    """Found and told, taken, brought to court, questioned: a scene for each, at its own time."""
    found, taken, brought, begun, ended = tables.COMPELLED[key]

    def find(stage: Stage) -> None:
        stage.tell(key, "visit.arrive", found)
        stage.tell(key, "visit.inform", found, identity_shown=True, consequences_told=True)

    def take(stage: Stage) -> None:
        warrant = stage.proposal(key, ProposalKind.COMPEL)
        stage.tell(key, "compel.record", taken, proposal_id=str(warrant.id), consequences_told=True)

    name = NAMES[key]
    return [
        Scene(found, find, title=f"{name} is found and told what refusal leads to."),
        Scene(taken, take, title=f"{name} is compelled to attend."),
        letter(brought, key, "compel.arrive", f"{name} is brought to court.", place="彭阳县人民法院"),
        letter(begun, key, "question.begin", f"Questioning of {name} begins.", place="执行局询问室"),
        letter(ended, key, "question.end", f"Questioning of {name} ends."),
    ]


def letter(clock: str, key: str, kind: str, title: str, **body: str) -> Scene:
    """A scene that is one letter."""
    return Scene(clock, lambda stage: stage.tell(key, kind, clock, **body), title=title)


def couple_at_home(stage: Stage) -> None:
    """The second visit to 赵某 and 吴某."""
    for key in ("zhao", "wu"):
        stage.tell(key, "visit.arrive", "08:50")
        stage.tell(key, "visit.inform", "08:55", identity_shown=True, consequences_told=True)
    stage.tell("zhao", "visit.note", "09:00", note="与夫妻二人核算收入支出：打零工、低保与秋季出栏，赵某长期服药。")


def couple_undertakes(stage: Stage) -> None:
    """The first instalment at once; grace and a waiver the bank agreed to by phone; both sign the undertaking."""
    plan_id = money.plan_of_couple(stage, "09:30")
    money.take(stage, "zhao", "09:35", Money.yuan("5000"), way="transfer", payer="吴某", relation="spouse")
    money.undertake(stage, "09:45", plan_id)


def settle_one(key: str) -> Scene:
    """The scene in which one debtor pays something and settles with his creditor."""
    paid_at, amount, way = tables.SETTLED[key]

    def play(stage: Stage) -> None:
        money.settle(stage, key, paid_at, Money.yuan(amount), way=way)

    return Scene(paid_at, play, title=f"{NAMES[key]} pays something and settles with his creditor.")


def yang_pays(stage: Stage) -> None:
    """The small wage case is paid in full."""
    money.take(stage, "yang", "10:00", money.owed(stage, "yang"), way="qr", payer="杨某")
    stage.tell("yang", "person.release", "10:05", reason="paid")


def detained(key: str, announced: str, handed: str, admitted: str, told: str) -> list[Scene]:
    """A person who still refuses is detained, seen by a doctor, handed over, admitted; the family is told."""

    def announce(stage: Stage) -> None:
        decision = stage.proposal(key, ProposalKind.DETAIN)
        stage.tell(
            key,
            "detain.announce",
            announced,
            proposal_id=str(decision.id),
            decision_served=True,
            signed=True,
            place="彭阳县人民法院",
            **DOORSTEP,
        )

    def examine(stage: Stage) -> None:
        stage.tell(key, "detain.examine", tables.EXAMINED[key], place="彭阳县人民医院", doctor="演示医生", result="fit")

    name, place = NAMES[key], "彭阳县拘留所"
    family = {"result": "told", "how": "电话", "whom": "家属", "relation": "配偶"}
    receipt = {"place": place, "receipt_no": f"演示-{key}", "receiver": "值班民警", "belongings": "手机一部、钱包一个"}
    return [
        Scene(announced, announce, title=f"{name} still refuses; the detention decision is read out."),
        Scene(tables.EXAMINED[key], examine, title=f"A doctor finds {name} fit for custody."),
        letter(handed, key, "detain.hand_over", f"{name} is handed over for custody.", place=place),
        letter(admitted, key, "detain.admit", f"{name} is admitted.", **receipt),
        letter(told, key, "detain.tell_family", f"The family of {name} is told.", **family),
    ]


def afterwards() -> list[Scene]:
    """A restraint on the way, a call that nobody answered, a first talk, an application to the higher court."""
    escape = {"means": "handcuffs", "danger": "escape", "reason": "得知拘留后冲向大门"}
    tried = {"result": "tried", "how": "电话", "whom": "家属", "relation": "配偶", "reason": "无人接听"}
    return [
        letter("11:03", "wang", "restraint.apply", f"{NAMES['wang']} runs for the door and is handcuffed.", **escape),
        letter("12:38", "wang", "restraint.remove", "The handcuffs come off at the custody place.", injuries="无"),
        letter(
            "13:50",
            "hai",
            "detain.tell_family",
            f"Nobody answers when the family of {NAMES['hai']} is called.",
            **tried,
        ),
        letter("15:30", "wang", "detain.talk", f"Two officers talk with {NAMES['wang']}.", place="彭阳县拘留所"),
        letter("16:10", "hai", "reconsider.ask", f"{NAMES['hai']} asks the higher court to reconsider.", how="written"),
    ]


def others(stage: Stage) -> None:
    """Two were not at home."""
    stage.tell("yan", "visit.miss", "11:50", note="大门上锁，邻居称去外县打工。")
    stage.tell("hu", "visit.miss", "12:05", note="父母称其未返乡。")


def wei_is_summoned(stage: Stage) -> None:
    """Found at home and summoned to court."""
    stage.tell("wei", "visit.arrive", "08:45")
    stage.tell("wei", "visit.inform", "08:47", identity_shown=True, consequences_told=True)
    stage.tell(
        "wei",
        "service.summon",
        "08:55",
        appear_at="2026-01-23T09:00",
        place="彭阳县人民法院执行局",
        matter="接受调查询问，报告财产",
        mode="signed",
        receiver="韦某",
    )


def su_is_let_go(stage: Stage) -> None:
    """Questioned, promised to come with money, let go."""
    stage.tell("su", "visit.note", "10:50", note="苏某陈述工资收入，承诺春节前筹款。")
    stage.tell("su", "person.release", "11:00", reason="decided")


def performed(stage: Stage) -> None:
    """The judge finds two cases fully performed."""
    judge = stage.cast.acting("judge", stage.moment)
    for key in ("zhang", "yang"):
        case_id = stage.sought[key].case_id
        deed = Conclude(case_id=case_id, kind=Conclusion.PERFORMED, reason="案款已全部到账，执行完毕。")
        conclude(stage.session, judge, deed)


SCENES = tuple(
    sorted(
        (
            Scene("18:20", endorse, EVENING),
            Scene("18:40", approve, EVENING),
            Scene("19:00", publish, EVENING),
            Scene("05:35", roll_call),
            Scene("06:05", zhang_at_dawn),
            Scene("07:04", zhang_pays),
            Scene("07:18", zhang_is_let_go),
            *(scene for key in tables.COMPELLED for scene in compelled(key)),
            Scene("08:50", couple_at_home),
            Scene("09:35", couple_undertakes),
            Scene("10:00", yang_pays),
            *(settle_one(key) for key in tables.SETTLED),
            *detained("wang", "11:00", "12:10", "12:40", "13:30"),
            *detained("hai", "12:00", "13:00", "13:30", "14:20"),
            *afterwards(),
            Scene("08:56", wei_is_summoned),
            Scene("12:06", others),
            Scene("11:00", su_is_let_go),
            Scene("16:30", money.hand_over),
            Scene("16:50", money.acknowledge),
            Scene("17:30", money.import_statement),
            Scene("17:40", money.confirm_matches),
            Scene("18:00", performed),
        ),
        key=lambda scene: scene.moment,
    )
)
