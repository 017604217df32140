//! A file's name from a Chinese title: pinyin, as 丽水 → `lishui`.

use std::collections::BTreeSet;

use pinyin::ToPinyin as _;

use crate::units::{FromText as _, Slug};

/// Words in which a character is read otherwise than alone. The longest that fits wins.
const WORDS: &[(&str, &str)] = &[
    // Places.
    ("重庆", "chongqing"),
    ("乐清", "yueqing"),
    ("长兴", "changxing"),
    ("长三角", "changsanjiao"),
    ("厦门", "xiamen"),
    ("六安", "luan"),
    ("蚌埠", "bengbu"),
    ("铅山", "yanshan"),
    ("台州", "taizhou"),
    ("天台", "tiantai"),
    ("会稽", "kuaiji"),
    ("东阿", "donge"),
    ("番禺", "panyu"),
    ("朝阳", "chaoyang"),
    ("丽水", "lishui"),
    ("缙云", "jinyun"),
    ("成都", "chengdu"),
    ("首都", "shoudu"),
    ("莘县", "shenxian"),
    ("单县", "shanxian"),
    ("西藏", "xizang"),
    ("大埔", "dabu"),
    ("黄埔", "huangpu"),
    ("牟平", "muping"),
    ("歙县", "shexian"),
    ("柏林", "bolin"),
    // Words of the trade.
    ("音乐", "yinyue"),
    ("乐器", "yueqi"),
    ("银行", "yinhang"),
    ("行业", "hangye"),
    ("行情", "hangqing"),
    ("商行", "shanghang"),
    ("重建", "chongjian"),
    ("重新", "chongxin"),
    ("重启", "chongqi"),
    ("重阳", "chongyang"),
    ("双重", "shuangchong"),
    ("调研", "diaoyan"),
    ("调查", "diaocha"),
    ("调度", "diaodu"),
    ("成长", "chengzhang"),
    ("生长", "shengzhang"),
    ("增长", "zengzhang"),
    ("县长", "xianzhang"),
    ("市长", "shizhang"),
    ("省长", "shengzhang"),
    ("镇长", "zhenzhang"),
    ("校长", "xiaozhang"),
    ("长远", "changyuan"),
    ("种子", "zhongzi"),
    ("稻种", "daozhong"),
    ("种植", "zhongzhi"),
    ("大厦", "dasha"),
    ("都市", "dushi"),
    ("传记", "zhuanji"),
    ("自传", "zizhuan"),
    ("会计", "kuaiji"),
    ("参差", "cenci"),
    ("便宜", "pianyi"),
    ("宝藏", "baozang"),
    ("藏族", "zangzu"),
    ("作坊", "zuofang"),
    ("油坊", "youfang"),
    ("牌坊", "paifang"),
    ("当铺", "dangpu"),
    ("铺子", "puzi"),
    ("宿营", "suying"),
    ("星宿", "xingxiu"),
    ("还乡", "huanxiang"),
    ("归还", "guihuan"),
    ("供给", "gongji"),
    ("给予", "jiyu"),
    ("率先", "shuaixian"),
    ("效率", "xiaolv"),
    ("角色", "juese"),
    ("处理", "chuli"),
    ("好客", "haoke"),
    ("曲艺", "quyi"),
    ("歌曲", "gequ"),
    ("畲族", "shezu"),
    ("模样", "muyang"),
    ("差异", "chayi"),
    ("出差", "chuchai"),
    ("分内", "fennei"),
    ("应用", "yingyong"),
    ("空白", "kongbai"),
    ("相册", "xiangce"),
    ("朝霞", "zhaoxia"),
    ("朝气", "zhaoqi"),
    ("落下", "luoxia"),
    ("卷烟", "juanyan"),
    ("薄荷", "bohe"),
    ("荷花", "hehua"),
    ("石榴", "shiliu"),
    ("降落", "jiangluo"),
    ("晾晒", "liangshai"),
];

/// Letters of a file's name made from a title; a longer one ends with a whole syllable.
const LONGEST: usize = 32;

/// The pinyin of a title as a slug; none where nothing of it can be spelled. What kind of thing it is goes without saying:
/// 云窑小镇 gives `yunyao`.
pub fn slug(title: &str) -> Option<Slug> {
    let endings = ["特色小镇", "小镇"];
    let stem = endings.iter().find_map(|ending| title.strip_suffix(ending)).filter(|stem| !stem.is_empty());
    let mut slug = String::new();
    let mut gap = false;
    let mut rest = stem.unwrap_or(title);
    while let Some(character) = rest.chars().next() {
        let word = WORDS.iter().filter(|(word, _)| rest.starts_with(word)).max_by_key(|(word, _)| word.len());
        let (length, letters, is_latin) = match word {
            Some((word, letters)) => (word.len(), (*letters).to_owned(), false),
            None => {
                let pinyin = character.to_pinyin().map(|pinyin| pinyin.plain().replace('ü', "v"));
                let is_latin = pinyin.is_none();
                let latin = || character.to_ascii_lowercase().to_string();
                (character.len_utf8(), pinyin.unwrap_or_else(latin), is_latin)
            }
        };
        rest = &rest[length..];
        if !letters.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            gap = !slug.is_empty();
            continue;
        }
        let hyphen = usize::from(gap);
        let longest = if is_latin { LONGEST + 16 } else { LONGEST };
        if slug.len() + hyphen + letters.len() > longest {
            break;
        }
        if std::mem::take(&mut gap) {
            slug.push('-');
        }
        slug.push_str(&letters);
    }
    Slug::from_text(&slug).ok().or_else(|| Slug::from_text(&format!("{slug}-1")).ok().filter(|_| !slug.is_empty()))
}

/// The slug itself where it is free, else with the first number behind it that is.
pub fn free(slug: &Slug, taken: &BTreeSet<Slug>) -> Slug {
    let numbered = |number: u32| Slug(format!("{slug}-{number}").into());
    std::iter::once(slug.clone()).chain((2..).map(numbered)).find(|slug| !taken.contains(slug)).unwrap_or(slug.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_spelled_as_they_are_read() {
        for (title, expected) in [
            ("丽水", "lishui"),
            ("云窑小镇", "yunyao"),
            ("绿能小镇", "lvneng"),
            ("重庆", "chongqing"),
            ("重点项目", "zhongdianxiangmu"),
            ("乐清电器小镇", "yueqingdianqi"),
            ("长兴新能源小镇", "changxingxinnengyuan"),
            ("稻种小镇", "daozhong"),
            ("油坊小镇", "youfang"),
            ("龙泉青瓷特色小镇", "longquanqingci"),
            ("音乐小镇", "yinyue"),
            ("小镇", "xiaozhen"),
            ("5G 小镇", "5g"),
            ("AI＋医疗", "ai-yiliao"),
            ("Kiln Night", "kiln-night"),
            ("停烧三十一年的龙窑重新点火", "tingshaosanshiyiniandelongyao"),
            ("“一镇一策”怎么做", "yizhenyice-zenmezuo"),
        ] {
            assert_eq!(slug(title).map(|slug| slug.0).as_deref(), Some(expected), "{title}");
        }
        assert_eq!(slug("！？"), None);
        assert_eq!(slug("con").map(|slug| slug.0).as_deref(), Some("con-1"), "no system takes `con` for a file's name");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let taken = ["a", "a-2"].map(|slug| Slug(slug.into())).into();
        assert_eq!(free(&Slug("a".into()), &taken).0, "a-3");
        assert_eq!(free(&Slug("b".into()), &taken).0, "b");
    }
}
