//! What `sunboard next` can be asked.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use clap::Args;

use super::super::usage::InvalidValue;
use super::{EditionName, Format, moment};
use crate::units::{FromText as _, Timestamp, local, narrow};

#[derive(Debug, Args)]
pub(in crate::cli) struct NextArguments {
    /// 从这个时间到现在，有内容到了公开时间才以0退出，否则以3退出 Exit with 0 only where something came out since, else with 3
    #[arg(long, value_name = "TIME", value_parser = since)]
    pub since: Option<SinceMoment>,
    /// 与 --since 同用：换了一天也算，因为页面写明截至日期 With --since: a new day counts, too, since pages name the day
    #[arg(long, requires = "since")]
    pub daily: bool,
    /// 列出所有等待公开的内容 List all that waits
    #[arg(long, conflicts_with = "since")]
    pub all: bool,
    /// 输出格式 Format
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// 版本：公开版或内部版 Edition
    #[arg(long, value_enum, default_value_t = EditionName::Public)]
    pub edition: EditionName,
    /// 包括草稿 Include drafts
    #[arg(long)]
    pub drafts: bool,
    /// 内容文件夹 Content folder
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub content: PathBuf,
    /// 当作现在的日期或时间，默认用 site.yaml 的 as_of，再次是现在 The day or moment taken for now; otherwise `as_of` of site.yaml, else now
    #[arg(long, value_name = "YYYY-MM-DD [HH:MM]", value_parser = moment)]
    pub as_of: Option<Timestamp>,
}

/// A moment that is told by clocks of the site, or by all clocks of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum SinceMoment {
    /// By the site's own.
    Local(NaiveDateTime),
    /// By all.
    World(DateTime<Utc>),
}

impl SinceMoment {
    /// By the clocks of a zone.
    pub fn in_zone(self, zone: chrono_tz::Tz) -> NaiveDateTime {
        match self {
            Self::Local(time) => time,
            Self::World(time) => local(time, zone),
        }
    }
}

/// `2022-03-08 08:50` or `2022-03-08` (that day counts) in the site's zone, `2022-03-08T00:50:00Z` or another offset, or
/// seconds since 1970.
fn since(text: &str) -> Result<SinceMoment, InvalidValue> {
    let typed: String = text.trim().chars().map(narrow).collect();
    if let Ok(time) = Timestamp::from_text(&typed) {
        // What comes out at the beginning of a day came out on it.
        let is_day = typed.len() == 10;
        return Ok(SinceMoment::Local(if is_day { time.moment() - TimeDelta::seconds(1) } else { time.moment() }));
    }
    if let Ok(time) = DateTime::parse_from_rfc3339(&typed) {
        return Ok(SinceMoment::World(time.with_timezone(&Utc)));
    }
    let seconds = typed.strip_prefix('@').unwrap_or(&typed);
    let is_number = seconds.len() >= 9 && seconds.bytes().all(|byte| byte.is_ascii_digit());
    let time = seconds.parse().ok().filter(|_| is_number).and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    time.map(SinceMoment::World).ok_or_else(|| {
        InvalidValue(message!(
            "写作 \"2022-03-08 08:50\"、2022-03-08、2022-03-08T00:50:00Z 或1970年以来的秒数",
            "write it like \"2022-03-08 08:50\", 2022-03-08, 2022-03-08T00:50:00Z or in seconds since 1970"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_programs_write_them() {
        let shanghai = |text: &str| since(text).map(|since| since.in_zone(chrono_tz::Asia::Shanghai).to_string());
        for (text, shown) in [
            ("2022-03-08 8:50", "2022-03-08 08:50:00"),
            ("2022-03-08", "2022-03-07 23:59:59"),
            ("2022-03-08T00:50:00Z", "2022-03-08 08:50:00"),
            ("2022-03-08T08:50:00+08:00", "2022-03-08 08:50:00"),
            ("2022-03-08 08:50:00+08:00", "2022-03-08 08:50:00"),
            ("1646700600", "2022-03-08 08:50:00"),
            ("@1646700600", "2022-03-08 08:50:00"),
        ] {
            assert_eq!(shanghai(text).map_err(|wrong| wrong.0.en), Ok(shown.to_owned()), "{text}");
        }
        for text in ["", "yesterday", "2022", "20220308", "2022-03-08T08:50:00"] {
            assert!(shanghai(text).is_err(), "{text}");
        }
    }
}
