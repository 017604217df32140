//! How Chinese is read: the pinyin of a text, character by character, with the characters of several readings read as the
//! words around them want it. File names, the addresses of tags and the search all spell by it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use pinyin::ToPinyin as _;

use super::{FromText as _, Slug, narrow};

/// Characters of several readings. Its head says how it is written.
const READINGS: &str = include_str!("readings.txt");

/// A character of several readings.
struct Readings {
    /// How it is read where no word says otherwise.
    alone: &'static str,
    /// Words, how many characters stand in each before this one, and how it is read in them.
    words: Vec<(&'static [char], usize, &'static str)>,
}

/// The characters of several readings.
static SEVERAL: LazyLock<BTreeMap<char, Readings>> = LazyLock::new(|| {
    let lines = READINGS.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let (character, rest) = line.split_once(' ')?;
            let character = character.chars().next()?;
            let mut readings = Readings { alone: rest.split(' ').next()?, words: Vec::new() };
            for part in rest.split(" / ") {
                let mut words = part.split(' ');
                let reading = words.next()?;
                for word in words {
                    let word: &'static [char] = Vec::leak(word.chars().collect());
                    let places = (0..word.len()).filter(|place| word[*place] == character);
                    readings.words.extend(places.map(|place| (word, place, reading)));
                }
            }
            Some((character, readings))
        })
        .collect()
});

/// How each character of a text is read, in small Latin letters without tones (`ü` as `v`); none for what is no Chinese
/// character.
pub fn syllables(text: &str) -> Vec<(char, Option<&'static str>)> {
    let characters: Vec<char> = text.chars().collect();
    (0..characters.len()).map(|place| (characters[place], syllable(&characters, place))).collect()
}

/// All syllables there are, in order.
pub fn inventory() -> &'static [&'static str] {
    static ALL: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let single = ('\u{3400}'..='\u{9fff}').filter_map(|c| syllable(&[c], 0));
        let in_words = SEVERAL.values().flat_map(|several| several.words.iter().map(|(.., reading)| *reading));
        single.chain(in_words).collect::<BTreeSet<_>>().into_iter().collect()
    });
    &ALL
}

fn syllable(text: &[char], place: usize) -> Option<&'static str> {
    let Some(several) = SEVERAL.get(&text[place]) else {
        return match text[place].to_pinyin()?.plain() {
            "lü" => Some("lv"),
            "nü" => Some("nv"),
            "lüe" => Some("lve"),
            "nüe" => Some("nve"),
            plain => Some(plain),
        };
    };
    let fits = |(word, before, _): &&(&[char], usize, &str)| {
        let rest = place.checked_sub(*before).map(|start| &text[start..]);
        rest.is_some_and(|rest| rest.starts_with(word))
    };
    // The longest word; of equally long ones the one that begins first.
    let word = several.words.iter().filter(fits).max_by_key(|(word, before, _)| (word.len(), *before));
    Some(word.map_or(several.alone, |(.., reading)| *reading))
}

/// Letters of a file's name made from a title; a longer one ends with a whole syllable.
const LONGEST: usize = 32;

/// The pinyin of a title as a slug, as 丽水 → `lishui`; none where nothing of it can be spelled. What kind of thing it is
/// goes without saying: 云窑小镇 gives `yunyao`.
pub fn slug(title: &str) -> Option<Slug> {
    let endings = ["特色小镇", "小镇"];
    let stem = endings.iter().find_map(|ending| title.strip_suffix(ending)).filter(|stem| !stem.is_empty());
    let mut slug = String::new();
    let mut gap = false;
    for (character, syllable) in syllables(stem.unwrap_or(title)) {
        let latin = narrow(character).to_ascii_lowercase();
        if syllable.is_none() && !latin.is_ascii_alphanumeric() {
            gap = !slug.is_empty();
            continue;
        }
        let (length, longest) = syllable.map_or((1, LONGEST + 16), |letters| (letters.len(), LONGEST));
        if slug.len() + usize::from(gap) + length > longest {
            break;
        }
        if std::mem::take(&mut gap) {
            slug.push('-');
        }
        match syllable {
            Some(letters) => slug.push_str(letters),
            None => slug.push(latin),
        }
    }
    Slug::from_text(&slug).ok().or_else(|| Slug::from_text(&format!("{slug}-1")).ok().filter(|_| !slug.is_empty()))
}

/// The slug of a tag: its pinyin. It depends on the tag alone, so that a tag keeps its address whatever others come.
pub fn slug_of_tag(tag: &str) -> String {
    let mut slug = String::new();
    for (character, syllable) in syllables(tag) {
        let latin = narrow(character).to_ascii_lowercase();
        match syllable {
            Some(letters) => slug.push_str(letters),
            None if latin.is_ascii_alphanumeric() => slug.push(latin),
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
    }
    slug.truncate(48);
    let slug = slug.trim_matches('-').to_owned();
    if Slug::from_text(&slug).is_ok() { slug } else { format!("tag-{slug}").trim_end_matches('-').to_owned() }
}

/// What is the same in all ways of writing a tag: width, case, and how many blanks stand in it do not count.
pub fn key_of_tag(tag: &str) -> String {
    let narrow: String = tag.chars().map(narrow).flat_map(char::to_lowercase).collect();
    narrow.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The slug itself where it is free, else with the first number behind it that is.
pub fn free(slug: &Slug, taken: &BTreeSet<Slug>) -> Slug {
    let numbered = |number: u32| Slug(format!("{slug}-{number}").into());
    std::iter::once(slug.clone()).chain((2..).map(numbered)).find(|slug| !taken.contains(slug)).unwrap_or(slug.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> String {
        let letters = syllables(text).into_iter().map(|(character, syllable)| match syllable {
            Some(letters) => letters.to_owned(),
            None => character.to_string(),
        });
        letters.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_of_places_are_read_as_people_there_read_them() {
        for (name, expected) in [
            ("长兴", "chang xing"),
            ("长宁", "chang ning"),
            ("长治", "chang zhi"),
            ("长子县", "zhang zi xian"),
            ("重庆", "chong qing"),
            ("乐清", "yue qing"),
            ("乐山", "le shan"),
            ("乐陵", "lao ling"),
            ("昌乐", "chang le"),
            ("台州", "tai zhou"),
            ("丽水", "li shui"),
            ("蚌埠", "beng bu"),
            ("亳州", "bo zhou"),
            ("六安", "lu an"),
            ("六盘水", "liu pan shui"),
            ("会稽", "kuai ji"),
            ("单县", "shan xian"),
            ("尉氏", "wei shi"),
            ("番禺", "pan yu"),
            ("莘县", "shen xian"),
            ("铅山", "yan shan"),
            ("洪洞", "hong tong"),
            ("洞头", "dong tou"),
            ("东阿", "dong e"),
            ("任丘", "ren qiu"),
            ("浚县", "xun xian"),
            ("厦门", "xia men"),
            ("渑池", "mian chi"),
            ("盱眙", "xu yi"),
            ("高密", "gao mi"),
            ("朝阳", "chao yang"),
            ("朝鲜", "chao xian"),
            ("西藏", "xi zang"),
            ("成都", "cheng du"),
            ("都江堰", "du jiang yan"),
            ("大埔", "da bu"),
            ("黄埔", "huang pu"),
            ("中牟", "zhong mu"),
            ("荥阳", "xing yang"),
            ("荥经", "ying jing"),
            ("珲春", "hun chun"),
            ("涡阳", "guo yang"),
            ("枞阳", "zong yang"),
            ("歙县", "she xian"),
            ("井陉", "jing xing"),
            ("蔚县", "yu xian"),
            ("柞水", "zha shui"),
            ("穆棱", "mu ling"),
            ("黄陂", "huang pi"),
            ("泌阳", "bi yang"),
            ("筠连", "jun lian"),
            ("犍为", "qian wei"),
            ("什邡", "shi fang"),
            ("繁峙", "fan shi"),
            ("宕昌", "tan chang"),
            ("浒墅关", "xu shu guan"),
            ("东莞", "dong guan"),
            ("喀什", "ka shi"),
            ("吐鲁番", "tu lu fan"),
            ("佛山", "fo shan"),
            ("罗布泊", "luo bu po"),
            ("绿春", "lv chun"),
            ("缙云", "jin yun"),
            ("嵊州", "sheng zhou"),
            ("甪直", "lu zhi"),
            ("湖州市长兴县", "hu zhou shi chang xing xian"),
        ] {
            assert_eq!(spelled(name), expected, "{name}");
        }
    }

    #[test]
    fn words_of_the_trade_are_read_by_what_stands_around() {
        for (words, expected) in [
            ("音乐", "yin yue"),
            ("快乐", "kuai le"),
            ("银行业", "yin hang ye"),
            ("行业", "hang ye"),
            ("进行业务", "jin xing ye wu"),
            ("运行情况", "yun xing qing kuang"),
            ("施工行为", "shi gong xing wei"),
            ("绿道行走", "lv dao xing zou"),
            ("调研", "diao yan"),
            ("协调", "xie tiao"),
            ("价格调整", "jia ge tiao zheng"),
            ("重点", "zhong dian"),
            ("重建", "chong jian"),
            ("尊重新人", "zun zhong xin ren"),
            ("成长", "cheng zhang"),
            ("村长", "cun zhang"),
            ("长三角", "chang san jiao"),
            ("小镇长廊", "xiao zhen chang lang"),
            ("河长制", "he zhang zhi"),
            ("还原", "huan yuan"),
            ("还有", "hai you"),
            ("宝藏", "bao zang"),
            ("收藏", "shou cang"),
            ("会计", "kuai ji"),
            ("委员会计划", "wei yuan hui ji hua"),
            ("率领", "shuai ling"),
            ("效率", "xiao lv"),
            ("调查", "diao cha"),
            ("转化", "zhuan hua"),
            ("传记", "zhuan ji"),
            ("传统", "chuan tong"),
            ("来自传统", "lai zi chuan tong"),
            ("参差", "cen ci"),
            ("都市", "du shi"),
            ("首都在北京", "shou du zai bei jing"),
            ("人人都来", "ren ren dou lai"),
            ("数据", "shu ju"),
            ("人参", "ren shen"),
            ("参与", "can yu"),
            ("弹性", "tan xing"),
            ("子弹", "zi dan"),
            ("曲艺", "qu yi"),
            ("薄荷", "bo he"),
            ("角色", "jue se"),
            ("大厦", "da sha"),
            ("目的地", "mu di di"),
            ("为了解", "wei le jie"),
            ("女", "nv"),
            ("战略", "zhan lve"),
            ("5G云窑", "5 G yun yao"),
        ] {
            assert_eq!(spelled(words), expected, "{words}");
        }
    }

    #[test]
    fn every_word_of_the_table_holds_its_character_and_stands_there_once() {
        let lines: Vec<&str> = READINGS.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(SEVERAL.len(), lines.len(), "a line is not understood, or a character has two");
        for line in lines {
            let character = line.chars().next().expect("a character");
            let mut seen = BTreeSet::new();
            for part in line[character.len_utf8() + 1..].split(" / ") {
                let mut words = part.split(' ');
                let reading = words.next().expect("a reading");
                assert!(reading.bytes().all(|letter| letter.is_ascii_lowercase()), "{line}");
                for word in words {
                    assert!(word.contains(character) && word.chars().count() > 1, "{character}: {word}");
                    assert!(seen.insert(word), "{character}: {word} twice");
                }
            }
        }
    }

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
            ("５Ｇ小镇", "5g"),
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
    fn a_tag_is_spelled_by_itself() {
        for (tag, expected) in [
            ("做法交流", "zuofajiaoliu"),
            ("5G", "5g"),
            ("５ｇ", "5g"),
            ("！", "tag"),
            ("con", "tag-con"),
            ("工艺", "gongyi"),
            ("公益", "gongyi"),
            ("绿色 发展", "lvse-fazhan"),
            ("长兴经验", "changxingjingyan"),
            ("重庆", "chongqing"),
        ] {
            assert_eq!(slug_of_tag(tag), expected, "{tag}");
            assert_eq!(slug_of_tag(&key_of_tag(tag)), expected, "all ways of writing a tag have one address");
        }
        assert_eq!(key_of_tag("５Ｇ\u{3000} 应用"), key_of_tag("5g 应用"));
        assert_ne!(key_of_tag("工艺"), key_of_tag("公益"));
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let taken = ["a", "a-2"].map(|slug| Slug(slug.into())).into();
        assert_eq!(free(&Slug("a".into()), &taken).0, "a-3");
        assert_eq!(free(&Slug("b".into()), &taken).0, "b");
    }
}
