//! A site to fill in: settings, rules and lists with their explanations, and neither towns nor figures.
//!
//! What a site must not invent is off until somebody writes it: thresholds of cards, due days of returns.

use chrono::NaiveDate;

use super::amend::YamlDocument;
use crate::diagnostic::Message;
use crate::language::Language;

/// The files, by path in the content folder. The area's name goes into the site's own names; `today` dates the page
/// about the site.
///
/// # Errors
/// Where the area's name cannot be written.
pub fn files(language: Language, area: Option<&str>, today: NaiveDate) -> Result<Vec<(String, String)>, Message> {
    let starter: [(&str, &str); 4] = match language {
        Language::Chinese => [
            ("site.yaml", include_str!("starter/zh/site.yaml")),
            ("rules.yaml", include_str!("starter/zh/rules.yaml")),
            ("counties.yaml", include_str!("starter/zh/counties.yaml")),
            ("pages/about.md", include_str!("starter/zh/pages/about.md")),
        ],
        Language::English => [
            ("site.yaml", include_str!("starter/en/site.yaml")),
            ("rules.yaml", include_str!("starter/en/rules.yaml")),
            ("counties.yaml", include_str!("starter/en/counties.yaml")),
            ("pages/about.md", include_str!("starter/en/pages/about.md")),
        ],
    };
    let mut files = Vec::new();
    for (path, text) in starter {
        let mut text = text.replace("date: DATE\n", &format!("date: {today}\n"));
        if let Some(area) = area.filter(|_| path == "site.yaml") {
            text = named(&text, area, language)?;
        }
        files.push((path.to_owned(), text));
    }
    Ok(files)
}

/// The settings with the area's name.
fn named(text: &str, area: &str, language: Language) -> Result<String, Message> {
    let (title, organiser) = match language {
        Language::Chinese => (format!("{area}特色小镇建设进展"), format!("{area}特色小镇建设联席会议办公室")),
        Language::English => {
            (format!("Characteristic towns of {area}"), format!("{area} Office for characteristic towns"))
        }
    };
    let mut site = YamlDocument::read(text)?;
    site.set("title", title.as_str(), &[])?;
    site.set("area", area, &[])?;
    site.set("organiser", organiser.as_str(), &[])?;
    Ok(site.text())
}
