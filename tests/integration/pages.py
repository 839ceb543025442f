"""pages.py - any number of distinct raw pages, the same for the same seed.

Each page is a JSON envelope with an address of its own, so its events can be told apart. Most report
one to three initiatives; some report nothing, some are lists, some are broken envelopes. Words come
from small lists of classes; the sentences are our own.
"""
import json
import random
from collections import namedtuple

Page = namedtuple("Page", "name key value headers dead")  # dead: must become a dead letter

PLACES = [
    ("浙江省", "湖州市", "安吉县", "递铺街道"), ("陕西省", "宝鸡市", "金台区", "东风路街道"),
    ("湖北省", "宜昌市", "西陵区", "学院街道"), ("安徽省", "滁州市", "来安县", "新安镇"),
    ("贵州省", "遵义市", "湄潭县", "湄江街道"), ("河北省", "邢台市", "南和区", "和阳镇"),
    ("福建省", "龙岩市", "上杭县", "临江镇"), ("湖南省", "长沙市", "望城区", "月亮岛街道"),
    ("甘肃省", "天水市", "秦州区", "七里墩街道"), ("广东省", "江门市", "新会区", "会城街道"),
    ("江苏省", "宿迁市", "泗阳县", "众兴街道"), ("四川省", "绵阳市", "三台县", "潼川镇"),
]
CORES = ["邻里", "暖阳", "同心", "红石榴", "睦邻", "小巷", "连心", "橙色", "幸福", "家门口", "四季", "老街坊"]
HEADS = ["工程", "驿站", "议事会", "志愿服务队", "课堂", "机制", "计划", "食堂", "行动", "调解室"]
SURNAMES, GIVEN = "赵钱孙周吴郑冯陈蒋沈韩杨", ["建国", "晓梅", "志强", "雨桐", "海燕", "文博", "丽娟", "启航"]
VERBS = ["推行", "成立", "打造", "启动", "建成", "开展"]


def _article(chance, serial):
    province, city, county, town = chance.choice(PLACES)
    names = chance.sample([f"“{core}{chance.choice('一二三四五六')}号”{head}"
                           for core in CORES for head in HEADS], chance.randint(1, 3))
    who = chance.choice(SURNAMES) + chance.choice(GIVEN)
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    body = [f"今年以来，{province}{city}{county}{town}{chance.choice(VERBS)}{names[0]}，"
            f"服务居民{chance.randint(100, 9000)}余户，办结事项{chance.randint(20, 900)}件。"]
    for name in names[1:]:
        body.append(f"{town}还{chance.choice(VERBS)}{name}，吸纳党员、楼栋长{chance.randint(12, 400)}名，"
                    f"投入资金{chance.randint(2, 90)}万元。")
    body.append(f"“大家的事大家商量着办，第{serial}件也不例外。”{town}党工委书记{who}说。")
    paragraphs = "\n".join(f"<p>　　{text}</p>" for text in body)
    return (f"<html><head><meta charset='utf-8'><title>{county}：{names[0]}暖民心_基层网</title></head>\n"
            f"<body><div class='nav'><a href='/'>首页</a> <a href='/a'>要闻</a></div>\n"
            f"<h1>{county}：{names[0]}暖民心</h1>\n"
            f"<p>2024-{month:02}-{day:02} 来源：基层网 记者 {who}</p>\n{paragraphs}\n"
            f"<div>上一篇：<a href='/{serial}'>第{serial}期简报</a></div></body></html>")


def _list(serial):
    rows = "".join(f"<li><a href='/n/{serial}/{i}.html'>第{serial}批公告之{i}</a> 2024-03-{i:02}</li>"
                   for i in range(1, 15))
    return f"<html><head><title>公告列表</title></head><body><ul>{rows}</ul>共 9 页 下一页</body></html>"


def _weather(chance, serial):
    county = chance.choice(PLACES)[2]
    return (f"<html><head><title>{county}天气第{serial}期</title></head><body><h1>{county}天气第{serial}期</h1>"
            f"<p>预计未来三天{county}以多云天气为主，最高气温{chance.randint(20, 39)}℃，局地有阵雨。</p>"
            f"<p>早晚温差较大，出门请添衣；雨天路滑，驾车要慢行，注意保持车距。</p></body></html>")


def page(serial, seed=1, body=None):
    """The page of that serial; with body, one that holds just that text."""
    chance = random.Random(f"{seed}/{serial}")
    kind, url = chance.random(), f"https://pages.example.cn/{seed}/{serial:06}.html"
    if body is None:
        body = (_list(serial) if kind < 0.05 else _weather(chance, serial) if kind < 0.12
                else _article(chance, serial))
        dead = kind > 0.97
    else:
        body = f"<html><body><h1>第{serial}页</h1><p>{body}</p></body></html>"
        dead = False
    envelope = {"url": url, "fetched_at": "2024-12-01T00:00:00Z",
                "content_type": "text/html; charset=utf-8", "http_status": 200, "body": body,
                "meta": {"serial": serial}}
    value = json.dumps(envelope, ensure_ascii=False).encode()
    if dead:
        value = value[:len(value) // 2]
        while value and value[-1] & 0x80:  # not inside a character: only the JSON is broken
            value = value[:-1]
    return Page(f"{serial:06}.json", url.encode(), value,
                [("content-type", b"application/json"),
                 ("traceparent", f"00-{serial + 1:032x}-{serial + 1:016x}-01".encode())], dead)


def pages(count, seed=1):
    return [page(serial, seed) for serial in range(count)]
