"""Names are found by Chinese, by pinyin and by initials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traceability.pinyin import matches, pinyin_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("小白菜", "xiaobaicai xbc"),
        ("AD钙奶", "adgainai adgn"),
        ("Ｍozzarella", "mozzarella"),
        ("鸡蛋（散养） 30枚", "jidansanyang30mei jdsy30m"),
        ("绿豆", "lvdou ld"),
        ("重庆小面", "chongqingxiaomian cqxm"),
        ("长豆角", "changdoujiao cdj"),
        ("长茄子", "changqiezi cqz"),
        ("薄荷", "bohe bh"),
        ("大豆油", "dadouyou ddy"),
        ("大黄鱼", "dahuangyu dhy"),
        ("猪肋排", "zhuleipai zlp"),
        ("果脯", "guofu gf"),
        ("鸡脯肉", "jipurou jpr"),
        ("海参", "haishen hs"),
        ("鸭血粉丝", "yaxuefensi yxfs"),
        ("空心菜", "kongxincai kxc"),
        ("调和油", "tiaoheyou thy"),
        ("干豆腐", "gandoufu gdf"),
        ("生菜", "shengcai sc"),
        ("朝阳区", "chaoyangqu cyq"),
        ("六安瓜片", "luanguapian lagp"),
        ("蔚县小米", "yuxianxiaomi yxxm"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_pinyin_key_reads_food_names_as_cooks_do(name: str, key: str) -> None:
    assert pinyin_key(name) == key


@pytest.mark.parametrize("query", ["白菜", "小白菜", "xbc", "XBC", "baicai", "xiao bai", "ｘｂｃ", "bc", ""])
def test_matches_finds_a_name_by_any_part(query: str) -> None:
    assert matches(query, "小白菜", pinyin_key("小白菜"))


@pytest.mark.parametrize("query", ["大白菜", "xbcc", "caixbc", "xiaobaicai xbc"])
def test_matches_leaves_other_names_out(query: str) -> None:
    assert not matches(query, "小白菜", pinyin_key("小白菜"))


@given(st.text(max_size=20))
def test_pinyin_key_of_any_text_can_be_stored_and_compared(text: str) -> None:
    key = pinyin_key(text)

    assert "\0" not in key
    assert len(key.split()) <= 2
    assert key == key.strip()
    assert matches(text, text, key)
