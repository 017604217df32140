//! A photo as a page shows it.

use serde::Serialize;

use super::context::Here;
use crate::model::{Focus, Photo};
use crate::units::{PartialDate, Slug};
use crate::words::numbers;

/// A photo.
#[derive(Clone, Debug, Serialize, Hash)]
pub struct PhotoView {
    /// Its path in the content folder; render puts the addresses and the size beside it.
    pub picture: String,
    /// What it shows.
    pub alt: String,
    /// Caption and credit.
    pub caption: Option<String>,
    /// Whether it opens the page, so that it is fetched at once; any other waits until a reader comes near.
    pub lead: bool,
    /// Classes for the point that stays in view where it is cropped: `fx30 fy70`, in tens of per cent from left and top.
    /// Classes, since the policy of the pages forbids inline style.
    pub focus: Option<String>,
}

/// What an editor wrote of a photo.
pub struct PhotoDetails<'a> {
    /// What it shows.
    pub alt: &'a str,
    /// When it was taken.
    pub taken: Option<PartialDate>,
    /// By whom.
    pub credit: Option<&'a str>,
    /// What stays in view where it is cropped.
    pub focus: Option<Focus>,
}

impl Here<'_> {
    /// A photo of the content folder with its caption: what it shows, when, by whom. None where the file or its size is not
    /// known.
    pub fn photo(&self, path: String, details: PhotoDetails<'_>) -> Option<PhotoView> {
        self.asset(&path)?.dimensions?;
        let PhotoDetails { alt, taken, credit, focus } = details;
        let taken = taken.map(|day| numbers::partial(day, self.language));
        let parts = [Some(alt), taken.as_deref(), credit].into_iter().flatten().filter(|part| !part.is_empty());
        // Parts are set apart as newspapers do it: a credit often has brackets of its own.
        let caption = parts.collect::<Vec<_>>().join(pick!(self, "　", " · "));
        let focus = focus.map(|Focus { x, y }| format!("fx{} fy{}", x.tens(), y.tens()));
        Some(PhotoView { picture: path, alt: alt.to_owned(), caption: Some(caption), lead: false, focus })
    }

    /// The photos of a town that are there.
    pub fn town_photos(&self, slug: &Slug) -> impl Iterator<Item = PhotoView> {
        self.town(slug).photos.iter().filter_map(move |photo| {
            let Photo { file, alt, credit, taken, focus } = photo;
            let details = PhotoDetails { alt, taken: *taken, credit: credit.as_deref(), focus: *focus };
            self.photo(format!("towns/{slug}/{file}"), details)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::model::testing::{site, slug};
    use crate::model::{Asset, Photo};
    use crate::pages::address;
    use crate::pages::context::Context;
    use crate::units::{FromText as _, PartialDate, Text};

    #[test]
    fn a_caption_says_what_when_and_by_whom() {
        let mut site = site();
        let yunyao = slug("yunyao");
        let text = |text: &str| Text(text.to_owned());
        let photo = |file: &str, taken: Option<&str>, credit: Option<&str>| Photo {
            file: text(file),
            alt: text("龙窑夜景"),
            credit: credit.map(text),
            taken: taken.map(|day| PartialDate::from_text(day).expect("a month")),
            focus: None,
        };
        let asset = |file: &str, dimensions| {
            let asset = Asset { file: file.into(), length: 1, dimensions, orientation: 1 };
            (format!("towns/yunyao/{file}"), asset)
        };
        site.assets = [asset("a.jpg", Some((3, 2))), asset("b.jpg", Some((3, 2))), asset("c.pdf", None)].into();
        let mut town = (*site.towns[&yunyao]).clone();
        town.photos = vec![
            photo("a.jpg", Some("2020-03"), Some("张三")),
            photo("b.jpg", None, None),
            photo("c.pdf", None, None),
            photo("d.jpg", None, None),
        ];
        site.towns.insert(yunyao.clone(), town.into());
        let evaluation = crate::evaluate::evaluate(&site);
        let captions = |language| -> Vec<String> {
            let here = Context { site: &site, evaluation: &evaluation, language }.from(address::town(&yunyao));
            here.town_photos(&yunyao).filter_map(|photo| photo.caption).collect()
        };
        assert_eq!(captions(Language::Chinese), ["龙窑夜景　2020年3月　张三", "龙窑夜景"]);
        assert_eq!(captions(Language::English), ["龙窑夜景 · March 2020 · 张三", "龙窑夜景"]);
    }
}
