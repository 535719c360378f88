"""Refusals and labels of visits and their photos."""

from typing import Final

from routes.words.marks import N_

REFUSALS: Final[dict[str, str]] = {
    "deed.cancelled_already": N_("这条记录已经更正过。"),
    "media.empty": N_("文件是空的。"),
    "media.size": N_("文件太大，最大 %(most)s MB。"),
    "media.type": N_("只接受 JPEG、PNG、WebP 图片和 PDF 文件。"),
    "media.broken": N_("图片已损坏，读不出大小。"),
    "media.pixels": N_("图片像素太多，最多 %(most)s 百万像素。"),
}

LABELS: Final[dict[str, dict[str, str]]] = {
    "visit_kind": {
        "visit.arrive": N_("到达"),
        "visit.miss": N_("未遇到人"),
        "visit.inform": N_("告知"),
        "visit.note": N_("记事"),
        "visit.photo": N_("照片"),
        "deed.cancel": N_("更正"),
    },
    "door": {
        "tablet": N_("平板"),
        "paper": N_("补录"),
        "desk": N_("办公端"),
    },
}
