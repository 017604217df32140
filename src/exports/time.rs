//! Times with their offset from UTC, as feeds and packages want them.

use chrono::{NaiveDateTime, SecondsFormat, TimeZone};

use crate::model::Site;

/// A time of the site's zone by RFC 3339: `2020-09-29T15:30:00+08:00`. An unknown zone is refused by check; UTC then.
pub(super) fn rfc3339(site: &Site, time: NaiveDateTime) -> String {
    let zone: chrono_tz::Tz = site.config.time_zone.parse().unwrap_or(chrono_tz::UTC);
    match zone.from_local_datetime(&time).earliest() {
        Some(time) => time.to_rfc3339_opts(SecondsFormat::Secs, true),
        // A minute that a change of clocks skipped.
        None => time.and_utc().to_rfc3339_opts(SecondsFormat::Secs, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_of_the_site_is_said() {
        let mut site = crate::model::testing::site();
        let time = site.as_of.and_hms_opt(15, 30, 0).expect("a time");
        assert_eq!(rfc3339(&site, time), "2020-05-01T15:30:00+08:00");
        site.config.time_zone = crate::units::Text("UTC".to_owned());
        assert_eq!(rfc3339(&site, time), "2020-05-01T15:30:00Z");
    }
}
