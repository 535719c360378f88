"""Each kind of paper has a sample that shows its elements."""

import hashlib
import logging
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pytest

from app.documents.catalog import KINDS, Form, Seal
from app.documents.facts_sweeps import DEEDS
from app.documents.fonts import fonts_in_force
from app.documents.render import render
from app.documents.samples_measures import CASE, PUNISHMENT

ELEMENTS = {
    "summons": (
        "传票",
        str(CASE),
        "被传唤人",
        "应到时间2026年1月14日9时30分",
        "应到处所",
        "存根",
        "二〇二六年一月八日",
    ),
    "compel_warrant": ("拘传票", "批准人院长", "执行法警法警甲、法警乙", "宣布时间", "拒签情况"),
    "detention_decision": (
        "拘留决定书",
        str(PUNISHMENT),
        "公民身份号码990000198503120019",
        "第一百一十四条第一款第六项",
        "拘留十五日",
        "三日内",
        "固原市中级人民法院申请复议一次",
        "不停止本决定的执行",
        "二〇二六年一月十七日",
    ),
    "custody_notice": (
        "执行拘留通知书",
        "彭阳县公安局、彭阳县拘留所",
        "自2026年1月17日起至2026年2月1日止",
        "回执",
        "不予收拘",
        "存根",
    ),
    "family_notice": ("拘留通知书", "妻子", "彭阳县拘留所", "电话", "无法通知的原因"),
    "early_release": ("提前解除拘留决定书", "尚未将其送交拘留所", "提前解除对张样本的拘留", "具结悔过书"),
    "enforcement_record": ("执行笔录", "出示证件", "06:10", "异议及答复", "记录人（签名）"),
    "service_receipt": ("送达回证", "送达方式", "留置送达", "见证人签名", "送达人"),
    "cash_receipt": ("第一联", "第二联", "第三联", "叁仟元整", "3,000.00", "最迟移交", "收款编号宁0425收2026-000001"),
    "cash_record": ("收款笔录", "清点情况", "叁仟元整", "交款人陈述"),
    "undertaking": ("分期还款承诺书", "126,000.00", "第三期", "不是执行和解协议", "申请执行人意见"),
    "settlement": ("执行和解协议", "甲方（申请执行人）", "特别授权", "恢复执行", "接受直接强制执行"),
    "operation_plan": ("行动方案", "总指挥", "一人一策", "风险防控"),
    "task_sheet": ("任务单", *DEEDS),
    "route_sheet": ("路线单", "05:50", "87.3公里", "估算"),
    "day_sheet": ("日结单", "5f3a" * 16, "103,200.00", "作废"),
    "bulletin": ("战报", "统计口径", "10.82万元", "张某"),
    "handover_slip": ("交接单", "宁0425收2026-000001", "捌仟元整"),
}
OTHER_WORLDS = {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LANG": "C", "PATH": "/usr/bin:/bin"}
HASHES = """
import hashlib
from app.documents.catalog import KINDS
from app.documents.render import render
for kind in reversed(KINDS.values()):
    print(hashlib.sha256(render(kind, kind.sample())).hexdigest())
"""


@pytest.mark.parametrize("key", KINDS)
def test_a_sample_shows_its_elements_on_a4_in_our_faces(
    key: str, sample: Callable[[str], bytes], words: Callable[[bytes], str]
) -> None:
    content = sample(key)
    text = words(content)
    assert [element for element in ELEMENTS[key] if element.replace(" ", "") not in text] == []
    with pdfplumber.open(BytesIO(content)) as pdf:
        faces = {str(char["fontname"]).partition("+")[2] for page in pdf.pages for char in page.chars}
        assert {(round(page.width), round(page.height)) for page in pdf.pages} == {(595, 842)}
    if not fonts_in_force().mark:
        assert {face[:6] for face in faces} == {"Court-"}


def test_rendering_gives_no_warning(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        for key in ("detention_decision", "cash_receipt", "settlement", "task_sheet", "enforcement_record"):
            render(KINDS[key], KINDS[key].sample())
    assert caplog.records == []


def test_another_process_in_another_world_makes_the_same_bytes(sample: Callable[[str], bytes]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", HASHES], capture_output=True, text=True, check=True, env=OTHER_WORLDS
    ).stdout.split()
    assert told == [hashlib.sha256(sample(key)).hexdigest() for key in reversed(KINDS)]


def test_a_party_paper_has_no_title_of_the_court_and_no_seal(
    sample: Callable[[str], bytes], words: Callable[[bytes], str]
) -> None:
    for kind in KINDS.values():
        if kind.form is Form.PARTY:
            assert kind.seal is Seal.NONE
            text = words(sample(kind.key))
            assert not text.startswith("彭阳县人民法院")
            assert "执行人员" not in text


def test_the_court_papers_wait_for_a_seal_and_series_are_unique() -> None:
    assert len({kind.series for kind in KINDS.values()}) == len(KINDS)
    for kind in KINDS.values():
        if kind.form in {Form.DECISION, Form.NOTICE, Form.SLIP}:
            assert kind.seal is Seal.COURT


def test_a_paper_is_an_archive_file_of_the_day_it_bears(sample: Callable[[str], bytes]) -> None:
    with pdfplumber.open(BytesIO(sample("detention_decision"))) as pdf:
        assert pdf.metadata["CreationDate"].startswith("D:20260117")
        assert pdf.metadata["Title"] == "拘留决定书"
        about = pdf.doc.catalog["Metadata"].resolve().get_data()
    assert b"<pdfaid:part>3</pdfaid:part>" in about or b'pdfaid:part="3"' in about
