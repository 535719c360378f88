"""What the doctor says of the machine: what was found and, for a complaint, what to do."""

from flask_babel import gettext

from app.base.doctor import Complaint, Finding
from routes.words.marks import N_

FINE = {
    "python": N_("Python %(version)s"),
    "sqlite": N_("SQLite %(version)s"),
    "sqlite_covered": N_(
        "SQLite %(version)s：此版本在多个进程同时写入时可能损坏数据；本产品同一时刻只让一个进程写入，不受影响，有条件时仍请升级到 3.51.3 以上"
    ),
    "library": N_("排版库 %(library)s"),
    "set_up": N_("安装生成的文件 %(file)s"),
    "font_pack": N_("文书字库"),
    "court_fonts": N_("本院字库 %(folder)s：%(count)s 个字体文件"),
    "disk": N_("磁盘剩余 %(gigabytes)s GB（%(percent)s）"),
    "encrypted": N_("数据目录所在磁盘已加密（%(citation)s）"),
    "disk_plain": N_("数据目录所在磁盘没有加密，或者系统没有给出；存放真实案件之前请加密（%(citation)s）"),
    "home": N_("数据目录 %(folder)s 可写"),
    "clock": N_("时钟 %(now)s"),
    "locale": N_("字符编码 UTF-8"),
    "store": N_("数据库结构为最新"),
    "sources": N_("法源：待核 %(open)s 条，见“法源状态”"),
    "calendar": N_("节假日确定至 %(until)s"),
    "store_empty": N_("还没有数据库；真实法院请运行 init，演示请运行 demo load"),
}

COMPLAINTS = {
    "calendar": N_(
        "节假日只确定至 %(until)s，之后的期限按周末推定。请载入新的放假通知：flask --app wsgi court calendar FILE"
    ),
    "store": N_("数据库结构不是最新。请停止服务，备份后运行 flask --app wsgi upgrade。"),
    "python": N_("Python %(version)s 太旧。请安装 %(oldest)s 或更新版本，删除 .venv 后重新运行 make setup。"),
    "sqlite": N_("SQLite %(version)s 太旧。请升级系统，使 SQLite 不低于 %(oldest)s。"),
    "library": N_("缺少排版库 %(library)s，不能制作文书。请以 root 运行：apt-get install %(package)s"),
    "set_up": N_("缺少 %(file)s。请运行 make setup。"),
    "font_pack": N_("没有文书字库，文书会带“样式待配”标记。请连接软件源后运行 make fonts。"),
    "court_fonts": N_(
        "本院字库目录 %(folder)s 里没有字体文件。请放入 .ttf 或 .otf 文件，或去掉 FIELDWRIT_FONTS 设置。"
    ),
    "disk": N_("磁盘只剩 %(gigabytes)s GB（%(percent)s）。请腾出空间，至少保留 %(least)s，否则可能无法登记。"),
    "disk_plain": N_("数据目录所在磁盘没有加密（%(citation)s）。请把数据目录移到加密磁盘（如 LUKS）上。"),
    "home": N_("数据目录 %(folder)s 不可写。请改正它的属主和权限，或用 FIELDWRIT_HOME 指定别的目录。"),
    "clock_year": N_("时钟显示 %(now)s，不可信。请校准系统时间（如启用 NTP）。"),
    "clock_behind": N_("时钟显示 %(now)s，早于最近一条留痕 %(newest)s。请校准系统时间后再使用，期限都按时钟计算。"),
    "clock_ahead": N_("时钟显示 %(now)s，比最近一条留痕 %(newest)s 晚了一年以上。请核对系统时间。"),
    "locale": N_("字符编码是 %(encoding)s。请设置环境变量 LANG=C.UTF-8 后重新启动。"),
}


def sentence(finding: Finding) -> str:
    """The finding as a person reads it."""
    words = COMPLAINTS if isinstance(finding, Complaint) else FINE
    return str(gettext(words[finding.code], **finding.facts))
