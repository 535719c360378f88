"""The court of the demonstration, its people and its cars."""

from dataclasses import dataclass

from app.court.profile import CourtProfile
from app.staff.verbs import Role

PROFILE = CourtProfile(
    name="彭阳县人民法院",
    code="宁0425",
    superior="固原市中级人民法院",
    address="彭阳县白阳镇（演示地址）",
    phone="0954-0000000",
    custody_place="彭阳县拘留所",
    custody_address="彭阳县白阳镇（演示地址）",
    custody_phone="0954-0000001",
    custody_places="彭阳县拘留所 35.8472,106.6534",
    police="彭阳县公安局",
    trust_account="6400000000000000425",
    trust_bank="演示农村商业银行彭阳支行",
)


@dataclass(frozen=True)
class Colleague:
    """One person of the court."""

    username: str
    name: str
    sex: str
    kind: str | None
    roles: tuple[Role, ...]
    drives: bool = False


PEOPLE = (
    Colleague("judge", "李法官", "male", "judge", (Role.JUDGE,)),
    Colleague("judge2", "何法官", "male", "judge", (Role.JUDGE,)),
    Colleague("judge3", "刘法官", "female", "judge", (Role.JUDGE,)),
    Colleague("director", "周局长", "male", "judge", (Role.DIRECTOR,)),
    Colleague("president", "王院长", "male", None, (Role.PRESIDENT,)),
    Colleague("clerk", "陈书记员", "female", "clerk", (Role.CLERK,)),
    Colleague("recorder", "米书记员", "female", "clerk", (Role.BAILIFF,)),
    Colleague("cashier", "钱会计", "female", None, (Role.CASHIER,)),
    Colleague("keeper", "孙工程师", "male", None, (Role.KEEPER,)),
    Colleague("auditor", "吴督察", "female", None, (Role.AUDITOR,)),
    Colleague("bailiff", "马执行员", "male", "executor", (Role.BAILIFF,), drives=True),
    Colleague("bailiff2", "杨执行员", "female", "executor", (Role.BAILIFF,)),
    Colleague("bailiff3", "虎执行员", "male", "executor", (Role.BAILIFF,), drives=True),
    Colleague("bailiff4", "海执行员", "female", "executor", (Role.BAILIFF,)),
    Colleague("bailiff5", "祁执行员", "male", "executor", (Role.BAILIFF,), drives=True),
    Colleague("bailiff6", "剡助理", "female", "assistant", (Role.BAILIFF,)),
    Colleague("bailiff7", "韩执行员", "male", "executor", (Role.BAILIFF,), drives=True),
    Colleague("bailiff8", "白助理", "female", "assistant", (Role.BAILIFF,)),
    Colleague("police1", "丁法警", "male", "police", (Role.BAILIFF,)),
    Colleague("police2", "苏法警", "female", "police", (Role.BAILIFF,)),
    Colleague("police3", "罗法警", "male", "police", (Role.BAILIFF,)),
    Colleague("police4", "冯法警", "male", "police", (Role.BAILIFF,)),
    Colleague("police5", "马法警", "male", "police", (Role.BAILIFF,)),
    Colleague("police6", "白法警", "female", "police", (Role.BAILIFF,)),
    Colleague("police7", "韩法警", "male", "police", (Role.BAILIFF,)),
    Colleague("police8", "虎法警", "male", "police", (Role.BAILIFF,)),
    Colleague("auxiliary1", "田辅警", "male", "auxiliary", (Role.BAILIFF,)),
    Colleague("auxiliary2", "贾辅警", "male", "auxiliary", (Role.BAILIFF,)),
)

SHOWN = ("bailiff", "judge", "director", "president", "clerk", "cashier", "keeper", "auditor")
"""The accounts that `make run` prints: one for each role."""

VEHICLES = (("宁D·演001警", 9), ("宁D·演002警", 9), ("宁D·演003警", 9), ("宁D·演004警", 9))


@dataclass(frozen=True)
class Party:
    """A squad of the day: leader, members, and the debtors on its route in their order."""

    name: str
    leader: str
    members: tuple[str, ...]
    route: tuple[str, ...]


SQUADS = (
    Party(
        "第一小组",
        "judge",
        ("judge", "bailiff", "bailiff2", "police1", "police5", "recorder"),
        ("zhang", "yang", "su", "wei"),
    ),
    Party("第二小组", "judge2", ("judge2", "bailiff3", "bailiff4", "police2", "police6"), ("huang", "zhao", "wu")),
    Party(
        "第三小组",
        "judge3",
        ("judge3", "bailiff5", "bailiff6", "police3", "police7", "auxiliary1"),
        ("ma", "wang", "hai", "han", "hu"),
    ),
    Party(
        "第四小组",
        "director",
        ("director", "bailiff7", "bailiff8", "police4", "police8", "auxiliary2"),
        ("chen", "qi", "bai", "yan"),
    ),
)
