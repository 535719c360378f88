"""Words of printing: what a printer would not do, and what is wrong with how it is named."""

from typing import Final

from routes.words.marks import N_

REFUSALS: Final[dict[str, str]] = {
    "paper.prints_already": N_("这份文书正在打印，请等它打完。"),
    "paper.printer_gone": N_("法院设置里已经没有这台打印机。"),
    "paper.printer_silent": N_("打印机没有应答，请看它是否开机、是否连着小组热点；也可以在浏览器里打印。"),
    "paper.printer_busy": N_("打印机一直忙，没有打印，请稍后再送。"),
    "paper.printer_format": N_("这台打印机不收 PDF，请在浏览器里打印。"),
    "paper.printer_failed": N_("打印机没有打完，请看纸和墨，再送一次。"),
    "paper.printer_stuck": N_("打印机停住了，已撤回任务；请看纸和墨，再送一次。"),
}
FAULTS: Final[dict[str, str]] = {
    "field.printers": N_("每行一台：名称、空格、内网的 ipp 数字地址；名称不能重复"),
    "field.margins": N_("上/右/下/左四个毫米数，如 37/26/35/28；版心宽152至160毫米、高218至236毫米"),
    "paper.printer_unknown": N_("请选一台法院设置里的打印机"),
}
