//! Who stands behind 单位, where it is an office or a person and no unit of measure.

/// Ends of the names of offices and firms.
const ENDINGS: [&str; 64] = [
    "局",
    "委",
    "办",
    "厅",
    "政府",
    "公司",
    "中心",
    "镇",
    "市",
    "县",
    "区",
    "省",
    "部",
    "院",
    "会",
    "所",
    "处",
    "科",
    "室",
    "集团",
    "小组",
    "组",
    "站",
    "队",
    "司",
    "校",
    "乡",
    "街道",
    "村",
    "厂",
    "社",
    "园",
    "行",
    "企业",
    "班",
    "团",
    "馆",
    "店",
    "发改",
    "经信",
    "财政",
    "统计",
    "住建",
    "文旅",
    "文广",
    "城投",
    "交投",
    "建投",
    "旅投",
    "产投",
    "农投",
    "国资",
    "国投",
    "商务",
    "科技",
    "农业",
    "开发",
    "基地",
    "平台",
    "机关",
    "支部",
    "管委",
    "协会",
    "指挥部",
];

/// Words that go on the label: 单位名称, 单位（盖章）.
const LABELS: [&str; 12] =
    ["盖章", "公章", "签章", "印章", "签字", "签名", "负责人", "领导", "名称", "代码", "地址", "电话"];

/// Surnames of one character that begin no unit and no currency.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦昌马苗凤俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄贝明臧计伏成戴谈宋茅庞熊纪舒屈祝董梁杜阮蓝闵席麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞支柯管卢莫房裘缪解应宗丁宣邓郁杭洪包诸左石崔吉钮龚程邢裴陆荣翁荀羊惠甄曲封储靳焦牧谷车侯全班仰秋仲伊宫宁仇甘厉祖武符刘景詹束龙叶幸司韶黎薄印宿白怀蒲邰从鄂索籍赖卓蔺屠蒙池乔阴胥闻莘党翟谭贡劳逄姬申扶堵冉宰雍桑桂濮牛寿通边扈燕冀尚农温庄晏柴瞿阎慕连茹习艾向古易廖庾终居衡步都耿满匡国文寇广禄东沃利蔚越师巩聂晁勾敖融冷辛阚那简饶曾关查荆游竺权盖益桓公肖涂苟闫佟";

/// Surnames of two characters.
const LONG_SURNAMES: [&str; 8] = ["欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙"];

/// Whether words behind 单位 name an office, a firm or a person, or only go on the label. `names` are those of the region.
pub(super) fn is_body(words: &str, names: &[String]) -> bool {
    let is_blank = words.chars().all(|c| "x×*_-.… ○".contains(c));
    is_blank
        || LABELS.iter().any(|label| words.starts_with(label))
        || ENDINGS.iter().any(|end| words.ends_with(end))
        || names.iter().any(|name| words.starts_with(name.as_str()))
        || is_person(words)
}

/// Whether words are a person's name: two or three characters behind a surname, or 张某某, 李**.
fn is_person(words: &str) -> bool {
    let length = words.chars().count();
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || matches!(c, '*' | '×' | 'x');
    let has_surname = words.chars().next().is_some_and(|first| SURNAMES.contains(first)) && (2..=3).contains(&length);
    let has_long = LONG_SURNAMES.iter().any(|name| words.starts_with(name)) && (3..=4).contains(&length);
    words.chars().all(is_han) && (has_surname || has_long)
}
