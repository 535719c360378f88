"""The columns of a case list, and the many ways courts head them."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.cases import import_cells as cells
from app.cases.import_cells import Cell

Reader = Callable[[Cell], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: our word for it, the head the template prints, other heads in use, and how its cells are read."""

    key: str
    title: str
    synonyms: tuple[str, ...] = ()
    read: Reader = cells.text
    needed: bool = False
    of_debtor: bool = False
    """The cell belongs to the debtor of the row; else to the case, and must agree over its rows."""
    longest: int = 120
    example: str = ""
    hint: str = ""


COLUMNS: Final = (
    Column("number", "案号", ("案件编号", "执行案号", "案件号", "执行案件号"), cells.case_number, needed=True,
           example="（2025）宁0425执101号", hint="由办案系统编立，照录；半角括号也可以"),
    Column("external_id", "系统编号", ("案件标识", "案件ID", "案件主键", "系统ID"), cells.digits, longest=60,
           example="NX0425-2025-000101", hint="办案系统自己的编号，原样保留"),
    Column("cause", "案由", ("立案案由", "执行案由"), needed=True, example="金融借款合同纠纷"),
    Column("category", "类别", ("案件类别", "案件分类", "专项类别"), cells.category, example="涉金融",
           hint="涉金融、涉民生、涉企、欠薪、其他；空着时按案由推定"),
    Column("title_number", "执行依据", ("执行依据文号", "依据文书", "裁判文书号", "原审案号"),
           example="（2025）宁0425民初77号"),
    Column("title_effective_on", "生效日期", ("文书生效日期", "依据生效日期", "生效时间"), cells.day,
           example="2025-08-01"),
    Column("performance_due_on", "履行期限", ("履行期限届满日", "履行截止日期", "履行期届满日"), cells.day,
           example="2025-08-11", hint="履行期的最后一天"),
    Column("filed_on", "立案日期", ("执行立案日期", "收案日期", "立案时间"), cells.day, needed=True,
           example="2025-10-09"),
    Column("notice_served_on", "执行通知送达日期", ("执行通知书送达日期", "通知书送达日期"), cells.day,
           example="2025-10-12"),
    Column("judge", "承办人", ("承办法官", "执行法官", "承办人姓名"), example="", hint="本系统里法官的姓名"),
    Column("applied_amount", "执行标的", ("申请执行标的", "申请执行标的额", "标的额", "执行标的额", "标的", "申请标的"),
           cells.money, example="61200.50", hint="单位为元，最多两位小数"),
    Column("principal", "本金", ("借款本金", "主债务", "欠款本金"), cells.money, example="60000"),
    Column("general_interest", "利息", ("一般债务利息", "判决利息", "已结利息"), cells.money, example="1200.50",
           hint="执行依据已经确定数额的一般债务利息"),
    Column("costs", "诉讼费", ("案件受理费", "受理费", "诉讼费用"), cells.money, example="650"),
    Column("rate", "年利率", ("年利率%", "约定年利率", "利率"), cells.rate, example="15.4",
           hint="百分数，如 15.4；之后的利息按本金计算"),
    Column("interest_since", "起息日", ("计息起始日", "利息起算日"), cells.day, example="2025-01-01"),
    Column("account_no", "案款账号", ("一案一账号", "案款账户", "专用账号", "子账号"), cells.account,
           example="6200000000001010", hint="请把这一列设为文本格式"),
    Column("account_bank", "开户行", ("案款开户行", "开户银行"), example="松溪农村商业银行"),
    Column("applicants", "申请执行人", ("申请人", "债权人", "申请执行人名称", "申请执行人姓名"), cells.names,
           needed=True, longest=600, example="松溪村镇银行股份有限公司", hint="几个的用顿号或分号隔开"),
    Column("debtor", "被执行人", ("被执行人姓名", "被执行人名称", "被执行人姓名/名称", "债务人"), needed=True,
           of_debtor=True, longest=80, example="张某一", hint="一行一个；同一案号的几行合成一件案子"),
    Column("debtor_number", "身份证号", ("身份证号码", "公民身份号码", "证件号码", "证件号", "被执行人身份证号",
           "被执行人证件号码", "统一社会信用代码", "身份证号/信用代码"), cells.digits, of_debtor=True, longest=30,
           example="990000198503121011", hint="单位填统一社会信用代码；请把这一列设为文本格式"),
    Column("sex", "性别", ("被执行人性别",), cells.sex, of_debtor=True, example="男",
           hint="有身份证号时可以不填"),
    Column("ethnicity", "民族", (), of_debtor=True, longest=20, example="回族"),
    Column("work", "职业或单位", ("工作单位", "职业", "单位"), of_debtor=True, example="个体运输"),
    Column("phones", "电话", ("联系电话", "手机号", "手机", "电话号码", "联系方式", "被执行人电话"), cells.phones,
           of_debtor=True, example="13900000001", hint="几个的用顿号或分号隔开"),
    Column("addresses", "地址", ("住址", "住所", "被执行人地址", "家庭住址", "住所地", "联系地址"), cells.addresses,
           of_debtor=True, longest=1500, example="户籍：王洼镇李岔村三组；父母家：红河镇友联村一组",
           hint="几个的用分号隔开，可以冠以“户籍：”“父母家：”“单位：”“集市：”“亲属：”"),
    Column("address_kind", "地址类型", ("住址类型",), cells.address_kind, of_debtor=True, example="住所",
           hint="用于没有冠以类型的地址"),
    Column("representative", "法定代表人", ("法定代表人姓名", "负责人", "主要负责人"), of_debtor=True, longest=80,
           hint="被执行人是单位时填写"),
)  # fmt: skip

BY_KEY: Final = {column.key: column for column in COLUMNS}
MOST_TITLE_ROWS: Final = 10
FEWEST_KNOWN: Final = 3
_ASIDE: Final = re.compile(r"\(.*?\)|[*:\s]")


def plain_head(head: str) -> str:
    """A head without blanks, remarks in brackets and stars of duty: 执行标的（元）* is 执行标的."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", head)).upper()


_KNOWN: Final = {plain_head(head): column for column in COLUMNS for head in (column.title, *column.synonyms)}


def column_of(head: str) -> Column | None:
    """The column a head means, if any."""
    return _KNOWN.get(plain_head(head))


def header_row(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Which of the first rows holds the heads: the one that names the case number and two more columns at least."""
    for at, row in enumerate(rows[:MOST_TITLE_ROWS]):
        known = {column.key for cell in row if (column := column_of(cell.text))}
        if "number" in known and len(known) >= FEWEST_KNOWN:
            return at
    return None
