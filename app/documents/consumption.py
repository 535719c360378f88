"""What an order on consumption forbids, and what it says beside that; the judge may change each before it is issued.

The rule in force is the one amended in 2015, whose text was not read: no order is made before a lawyer of the court
confirmed the articles it rests on.
"""

from typing import Final

RESTS_ON: Final = ("CONSUME.prohibited", "CONSUME.exemption", "CONSUME.release")
"""The articles behind the items, the way to an exemption, and the end of the restriction."""
READ: Final = (
    "乘坐飞机、列车软卧和轮船二等以上舱位",
    "在星级以上宾馆、酒店、夜总会、高尔夫球场等场所高消费",
    "购买不动产，或者新建、扩建、高档装修房屋",
    "租用高档写字楼、宾馆、公寓等场所办公",
    "购买非经营必需的车辆",
    "旅游、度假",
    "子女就读高收费私立学校",
    "支付高额保费购买保险理财产品",
)
"""Items whose words were read, in the rule as it stood before the amendment."""
AMENDED: Final = "乘坐G字头动车组列车全部座位、其他动车组列车一等以上座位等其他非生活和工作必需的消费行为"
"""The item the amendment brought: known, not read."""
PROHIBITED: Final = (*READ, AMENDED)
RELEASE: Final = "全部履行义务，或者提供确实有效的担保，或者申请执行人书面同意的，本院解除限制。"
EXEMPTION: Final = "因生活或者经营必需而要进行上列消费的，应当事先向本院书面申请，获准后方可进行。"
CONSEQUENCES: Final = "违反本令的，本院可以予以罚款、拘留；构成犯罪的，依法追究刑事责任。"
