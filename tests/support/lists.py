"""Case lists for tests: as CSV text and as spreadsheets."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from tests.support.make_cases import id_number

HEADS = ("案号", "案由", "立案日期", "申请执行人", "被执行人", "身份证号", "电话", "地址", "执行标的（元）", "本金")
GOOD: dict[str, Any] = {
    "案号": "（2025）宁0425执501号",
    "案由": "金融借款合同纠纷",
    "立案日期": "2025-10-09",
    "申请执行人": "松溪村镇银行股份有限公司",
    "被执行人": "张某一",
    "身份证号": id_number(order=101),
    "电话": "13900000001、13900000002",
    "地址": "户籍：王洼镇李岔村三组；父母家：红河镇友联村一组",
    "执行标的（元）": "61,200.50",
    "本金": "60000",
}


def row(**changes: Any) -> dict[str, Any]:
    """A good row with changes by head."""
    return GOOD | changes


def csv_list(*rows: dict[str, Any], heads: Sequence[str] = HEADS, encoding: str = "utf-8-sig") -> bytes:
    """The rows as a CSV file."""
    lines = [",".join(heads)]
    lines += [",".join('"' + str(one.get(head, "")).replace('"', '""') + '"' for head in heads) for one in rows]
    return "\r\n".join(lines).encode(encoding)


def xlsx_list(*rows: dict[str, Any], heads: Sequence[str] = HEADS, title: str = "", merge: str = "") -> bytes:
    """The rows as an .xlsx file, perhaps below a title, perhaps with a merged area."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    if title:
        sheet.append([title])
    sheet.append(list(heads))
    for one in rows:
        sheet.append([one.get(head) for head in heads])
    if merge:
        sheet.merge_cells(merge)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
