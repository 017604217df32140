//! An example tree of any size: N towns and 2N stories made from the example's own files, always the same for the
//! same N, with every feature that the example shows. For whoever weighs the tool, and for measuring it.
//!
//! A batch is one copy of the example's towns under other slugs, names and counties; its completed investment is
//! scaled by a percentage that depends on the town, so that ranks and cards differ. Pictures are left out.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

/// Batches that share one set of counties: about 14 towns a county, as in the country.
const BATCHES_PER_COUNTIES: usize = 6;
/// First and second characters of made-up names.
const FIRST: &str = "青松云溪岚竹白石清江长桥南湖东山枫林梅坞龙泉半月桃源双门上塘古堰大洋新亭";
const SECOND: &str = "溪源坪川湖岭泉洲塘坑岙埠浦屿湾墩渡桥田畈沙堰港坞谷冈台井潭寮垟";

/// The files of the tree, by path in the content folder. `example` holds the example's files likewise.
pub fn files(example: &[(&str, &[u8])], towns: usize) -> Vec<(String, String)> {
    let texts: Vec<(&str, &str)> =
        example.iter().filter_map(|(path, bytes)| Some((*path, std::str::from_utf8(bytes).ok()?))).collect();
    let below = |folder: &str, ending: &str| -> Vec<(String, &str)> {
        let slug = |path: &str| Some(path.strip_prefix(folder)?.strip_suffix(ending)?.to_owned());
        texts.iter().filter_map(|(path, text)| Some((slug(path)?, *text))).collect()
    };
    let stories = below("stories/", ".md");
    let told = stories.iter().take(2 * towns).map(|(slug, _)| slug.clone()).collect();
    let demo = Demo { templates: below("towns/", ".yaml"), towns, told };
    let mut files = Vec::new();
    for (path, text) in &texts {
        match *path {
            "counties.yaml" => files.push(((*path).to_owned(), demo.counties(text))),
            path if path.starts_with("towns/") || path.starts_with("stories/") => {}
            path if path.ends_with(".yaml") || path.ends_with(".md") => {
                files.push((path.to_owned(), demo.with_towns_of(text, 0)));
            }
            path if path.starts_with("policies/") => files.push((path.to_owned(), (*text).to_owned())),
            _ => {}
        }
    }
    files.extend((0..towns).map(|number| demo.town(number)));
    files.extend((0..2 * towns).filter(|_| !stories.is_empty()).map(|number| {
        let (slug, text) = &stories[number % stories.len()];
        demo.story(slug, text, number / stories.len())
    }));
    files
}

struct Demo<'a> {
    /// The example's towns: slug and text.
    templates: Vec<(String, &'a str)>,
    towns: usize,
    /// The example's stories that the tree holds; a small tree holds only some.
    told: Vec<String>,
}

impl Demo<'_> {
    /// The slug of a template's copy in a batch; where the tree is too small to hold it, that of the template itself, so
    /// that nothing public comes to name a copy of an internal town; in the smallest trees that of another town.
    fn slug(&self, template: usize, batch: usize) -> String {
        let copy = batch * self.templates.len() + template;
        let number = if copy < self.towns { copy } else { template % self.towns.max(1) };
        let (batch, template) = (number / self.templates.len(), number % self.templates.len());
        let slug = &self.templates[template].0;
        if batch == 0 { slug.clone() } else { format!("{slug}-{batch}") }
    }

    fn town(&self, number: usize) -> (String, String) {
        let (batch, template) = (number / self.templates.len(), number % self.templates.len());
        let text = self.templates[template].1;
        let path = format!("towns/{}.yaml", self.slug(template, batch));
        let old = value(text, "name: ").unwrap_or_default();
        // Two of the example's towns may differ in the first character alone.
        let alike =
            |(_, text): &&(String, &str)| skip_first(value(text, "name: ").unwrap_or_default()) == skip_first(old);
        let is_told_apart = self.templates.iter().filter(alike).count() == 1;
        let new = match batch {
            0 => old.to_owned(),
            _ if is_told_apart => made_up(batch) + skip_first(old),
            _ => made_up(batch) + old,
        };
        let percent = percent(template, batch);
        let mut lines = String::new();
        let mut block = "";
        for line in text.lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                block = line.split(':').next().unwrap_or_default();
            }
            let line = match block {
                "photos" => continue,
                // Names and addresses of its own.
                "aliases" | "also" if batch > 0 => continue,
                "county" => county_line(line, batch),
                "progress" => scaled(line, percent),
                "projects" => scaled_project(line, batch, percent),
                _ => line.to_owned(),
            };
            lines.push_str(&line);
            lines.push('\n');
        }
        (path, self.with_towns_of(&lines.replace(old, &new), batch))
    }

    fn story(&self, slug: &str, text: &str, batch: usize) -> (String, String) {
        let name = if batch == 0 { slug.to_owned() } else { format!("{slug}-{batch}") };
        let left_out = ["cover:", "cover_alt:", "cover_credit:", "aliases:"];
        let mut lines = String::new();
        for line in text.lines().filter(|line| !left_out.iter().any(|key| line.starts_with(key))) {
            let title = line.strip_prefix("title: ").filter(|_| batch > 0);
            match title {
                Some(title) => lines.push_str(&format!("title: {}：{title}", made_up(batch))),
                None => lines.push_str(line),
            }
            lines.push('\n');
        }
        let towns = self.towns.div_ceil(self.templates.len()).max(1);
        (format!("stories/{name}.md"), self.with_towns_of(&lines, batch % towns))
    }

    /// The text with references to the example's towns led to their copies of a batch.
    fn with_towns_of(&self, text: &str, batch: usize) -> String {
        let copies: BTreeMap<&str, String> = (0..self.templates.len())
            .map(|template| (self.templates[template].0.as_str(), self.slug(template, batch)))
            .collect();
        let lead = |slug: &str| copies.get(slug).cloned().unwrap_or_else(|| slug.to_owned());
        let story = |slug: &str| {
            let first = self.told.first().map_or(slug, |first| first);
            if self.told.iter().any(|told| told == slug) { slug.to_owned() } else { first.to_owned() }
        };
        let mut led = String::new();
        for line in text.split_inclusive('\n') {
            if let Some(list) = line.strip_prefix("towns: [").and_then(|rest| rest.trim_end().strip_suffix(']')) {
                let mut slugs: Vec<String> = list.split(',').map(|slug| lead(slug.trim())).collect();
                slugs.dedup();
                led.push_str(&format!("towns: [{}]\n", slugs.join(", ")));
                continue;
            }
            let mut rest = line;
            let marks = ["(town:", "{town: ", "- town: ", "(story:"];
            while let Some(at) = marks.iter().filter_map(|mark| Some(rest.find(mark)? + mark.len())).min() {
                let end = rest[at..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len() - at);
                led.push_str(&rest[..at]);
                let slug = &rest[at..at + end];
                led.push_str(&if rest[..at].ends_with("(story:") { story(slug) } else { lead(slug) });
                rest = &rest[at + end..];
            }
            led.push_str(rest);
        }
        led
    }

    /// The example's counties, and as many more sets of them as the towns need. Only the first have a code and a tile.
    fn counties(&self, text: &str) -> String {
        let sets = self.towns.div_ceil(self.templates.len()).div_ceil(BATCHES_PER_COUNTIES).max(1);
        let mut all = text.to_owned();
        let entries = entries(text);
        for set in 1..sets {
            for entry in &entries {
                let Some(name) = entry.iter().find_map(|field| field.strip_prefix("name: ")) else { continue };
                let new = made_up(set) + last(name);
                let field = |field: &&str| {
                    let key = field.split(':').next().unwrap_or_default();
                    match key {
                        "tile" | "code" | "short_name" => None,
                        "id" => Some(format!("{field}-{set}")),
                        _ => Some(field.replace(name, &new)),
                    }
                };
                let fields: Vec<String> = entry.iter().filter_map(field).collect();
                all.push_str(&format!("- {{{}}}\n", fields.join(", ")));
            }
        }
        all
    }
}

/// The fields (`key: value`) of each entry of a list, in either layout: a field a line, or an entry a line in braces.
fn entries(text: &str) -> Vec<Vec<&str>> {
    let mut entries: Vec<Vec<&str>> = Vec::new();
    for line in text.lines().map(|line| line.split(" #").next().unwrap_or_default().trim()) {
        let (field, begins) = match line.strip_prefix("- ") {
            Some(field) => (field, true),
            None => (line, false),
        };
        if field.is_empty() || field.starts_with('#') {
            continue;
        }
        if begins {
            entries.push(Vec::new());
        }
        let Some(entry) = entries.last_mut() else { continue };
        match field.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')) {
            Some(inner) => entry.extend(fields(inner)),
            None => entry.push(field),
        }
    }
    entries
}

/// The fields of a map in one line; a comma within brackets parts nothing.
fn fields(inner: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    let mut fields = Vec::new();
    let mut start = 0;
    for (at, c) in inner.char_indices() {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                fields.push(inner[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    fields.push(inner[start..].trim());
    fields
}

/// The text after a key at the start of a line.
fn value<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim)
}

fn skip_first(name: &str) -> &str {
    name.char_indices().nth(1).map_or("", |(at, _)| &name[at..])
}

/// The last character of a name: 县, 市, 区.
fn last(name: &str) -> &str {
    name.char_indices().next_back().map_or("", |(at, _)| &name[at..])
}

/// A made-up name of two characters, three from the thousands on.
fn made_up(number: usize) -> String {
    let pick = |from: &str, at: usize| from.chars().nth(at % from.chars().count());
    let firsts = FIRST.chars().count();
    let seconds = SECOND.chars().count();
    let more = (number >= firsts * seconds).then(|| pick(SECOND, number / (firsts * seconds)));
    [pick(FIRST, number), pick(SECOND, number / firsts + number), more.flatten()].into_iter().flatten().collect()
}

fn county_line(line: &str, batch: usize) -> String {
    match (batch / BATCHES_PER_COUNTIES, line.strip_prefix("county: ")) {
        (set @ 1.., Some(id)) => format!("county: {}-{set}", id.split('#').next().unwrap_or(id).trim()),
        _ => line.to_owned(),
    }
}

fn scaled_project(line: &str, batch: usize, percent: Decimal) -> String {
    let id = ["- id: ", "- {id: "].iter().find_map(|mark| Some(line.find(mark)? + mark.len()));
    match id {
        Some(at) if batch > 0 => {
            let end = line[at..].find([',', ' ', '}']).map_or(line.len(), |end| at + end);
            format!("{}-{batch}{}", &line[..end], scaled(&line[end..], percent))
        }
        _ => scaled(line, percent),
    }
}

/// How much of the example's completed investment a town has, in per cent with one digit: amounts have one, and content takes
/// four. Copies of one town all differ, up to 560 of them.
fn percent(template: usize, batch: usize) -> Decimal {
    Decimal::from(600 + (template * 370 + batch * 37) % 560) / Decimal::TEN
}

/// A line with its completed amounts scaled, exactly; plans and dates stay.
fn scaled(line: &str, percent: Decimal) -> String {
    let keys = ["total: ", "industrial: ", "non_government: ", "key_projects: ", "completed: ", "value: "];
    let mut done = String::new();
    let mut rest = line;
    while let Some(at) = keys.iter().filter_map(|key| Some(rest.find(key)? + key.len())).min() {
        let end = rest[at..].find(|c: char| !c.is_ascii_digit() && c != '.').map_or(rest.len(), |end| at + end);
        done.push_str(&rest[..at]);
        match rest[at..end].parse::<Decimal>() {
            Ok(amount) => done.push_str(&(amount * percent / Decimal::ONE_HUNDRED).normalize().to_string()),
            Err(_) => done.push_str(&rest[at..end]),
        }
        rest = &rest[end..];
    }
    done + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completed_amounts_are_scaled_exactly_and_nothing_else() {
        let line = "  - {quarter: 2020Q1, reported: 2020-04-11, total: 8421, industrial: 5010.5, status: final}";
        assert_eq!(scaled(line, 73.into()), line.replace("8421", "6147.33").replace("5010.5", "3657.665"));
        let project =
            "  - {id: lq-01, investment: 36000, progress: [{quarter: 2020Q3, basis: since_start, completed: 100}]}";
        assert_eq!(
            scaled_project(project, 2, 50.into()),
            project.replace("lq-01", "lq-01-2").replace("completed: 100", "completed: 50")
        );
    }

    #[test]
    fn copies_of_a_town_differ_and_so_do_names_that_are_alike_but_for_the_first_character() {
        let shares: std::collections::BTreeSet<Decimal> = (0..560).map(|batch| percent(3, batch)).collect();
        assert_eq!(shares.len(), 560);
        assert_eq!((percent(0, 0), percent(0, 1)), (60.into(), Decimal::new(637, 1)));
        let templates =
            vec![("a".to_owned(), "name: 东窑\n"), ("b".to_owned(), "name: 西窑\n"), ("c".to_owned(), "name: 茶\n")];
        let demo = Demo { templates, towns: 6, told: Vec::new() };
        let name = |number: usize| demo.town(number).1.lines().next().unwrap_or_default().to_owned();
        let new = made_up(1);
        assert_eq!(
            [name(3), name(4), name(5)],
            [format!("name: {new}东窑"), format!("name: {new}西窑"), format!("name: {new}")]
        );
    }

    #[test]
    fn counties_of_either_layout_are_copied_under_other_names() {
        let text = "- id: a\n  name: 岚城区\n  code: \"1\"  # 示例\n  lead_body: 岚城区发改局\n\
                    - {id: b, name: 窑溪市, tile: {x: 1, y: 2}, lead_body: 窑溪市发改局}\n";
        let demo = Demo { templates: vec![("t".to_owned(), "")], towns: BATCHES_PER_COUNTIES + 1, told: Vec::new() };
        let new = made_up(1);
        let more = format!(
            "- {{id: a-1, name: {new}区, lead_body: {new}区发改局}}\n- {{id: b-1, name: {new}市, lead_body: {new}市发改局}}\n"
        );
        assert_eq!(demo.counties(text), text.to_owned() + &more);
    }

    #[test]
    fn references_follow_their_towns() {
        let demo = Demo {
            templates: vec![("a".to_owned(), "name: 甲\n"), ("b".to_owned(), "name: 乙\n")],
            towns: 3,
            told: Vec::new(),
        };
        assert_eq!(demo.slug(0, 1), "a-1");
        assert_eq!(demo.slug(1, 1), "b", "the fourth town of three is its own template");
        assert_eq!(
            demo.with_towns_of("towns: [a, b]\n见[甲](town:a)。{town: b, reason: x}", 1),
            "towns: [a-1, b]\n见[甲](town:a-1)。{town: b, reason: x}"
        );
    }
}
