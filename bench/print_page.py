"""The page all engines set: a detention decision of one page, with another person, number and text each time."""

from typing import Final

from app.documents.catalog import KINDS
from app.documents.facts import read_facts
from app.documents.facts_measures import DetentionDecision
from app.documents.imprint import Imprint
from app.documents.pool import Order

KIND: Final = "detention_decision"
FAMILIES: Final = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN: Final = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚"
FINDINGS: Final = "生效判决确定{name}偿还借款{yuan}元。{name}取得运输收入，存入他人名下账户，既未履行，也未报告财产。"


def facts(number: int) -> DetentionDecision:
    """The facts of the paper of that number."""
    name = FAMILIES[number % 20] + GIVEN[number // 20 % 20] + GIVEN[number * 7 % 20]
    sample = KINDS[KIND].sample().model_dump(mode="json")
    changed = {
        "case_number": f"（2026）宁0425司惩{number + 1}号",
        "person": sample["person"] | {"name": name, "work": None, "address": "宁夏彭阳县白阳镇样本村三组12号"},
        "dispute": f"样本银行申请执行{name}借款",
        "findings": FINDINGS.format(name=name, yuan=10_000 + number * 37),
        "evidence": ["送达回证", "账户交易明细"],
        "reasoning": "有履行能力而拒不履行",
        "citations": sample["citations"][:1],
    }
    return read_facts(DetentionDecision, sample | changed)


def order(number: int) -> Order:
    """The paper of that number as the pool takes it."""
    return Order(KIND, facts(number), Imprint(f"JL2026-{number + 1:06d}"))
