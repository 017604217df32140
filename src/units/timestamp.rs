//! Times of publication: a day, or a day with its minute, in the site's time zone; and the time of day in a zone.

use std::fmt;

use chrono::{
    DateTime, Datelike as _, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Timelike as _,
    Utc,
};

use super::date::{day, write_day};
use super::{FromText, narrow, read_from_text};
use crate::diagnostic::Message;

/// A day with an optional minute, written `2020-09-29` or `2020-09-29 15:30`, in the site's time zone.
/// Government pages show both (norms: 发布时间); where only the day is known, no minute is made up.
///
/// What bears it is out from that minute on, or from the beginning of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    time: NaiveDateTime,
    to_the_minute: bool,
}

impl From<NaiveDate> for Timestamp {
    /// A day of which no minute is known.
    fn from(day: NaiveDate) -> Self {
        Self { time: day.and_time(NaiveTime::MIN), to_the_minute: false }
    }
}

impl Timestamp {
    /// The day alone.
    pub fn day(self) -> NaiveDate {
        self.time.date()
    }

    /// The moment; midnight where only the day is known.
    pub fn moment(self) -> NaiveDateTime {
        self.time
    }

    /// The last moment that it may mean: the end of the day where only the day is said.
    pub fn end(self) -> NaiveDateTime {
        if self.to_the_minute { self.time } else { self.day().and_time(LAST_SECOND) }
    }

    /// Whether its moment has come by `now`.
    pub fn by(self, now: NaiveDateTime) -> bool {
        self.time <= now
    }
}

/// The last second of a day.
const LAST_SECOND: NaiveTime = match NaiveTime::from_hms_opt(23, 59, 59) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// What the clocks of a zone show. Where they are set back, they are taken to stand still until they show a later time
/// again: what was out stays out.
pub fn local(now: DateTime<Utc>, zone: chrono_tz::Tz) -> NaiveDateTime {
    let shown = now.with_timezone(&zone).naive_local();
    let LocalResult::Ambiguous(_, second) = zone.from_local_datetime(&shown) else { return shown };
    if now < second {
        return shown;
    }
    // The hour is shown for the second time: its end was shown already.
    let minute = shown.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(shown);
    let mut later = (1..=24 * 60).map(|minutes| minute + TimeDelta::minutes(minutes));
    let end = later.find(|time| !matches!(zone.from_local_datetime(time), LocalResult::Ambiguous(..)));
    end.map_or(shown, |end| end - TimeDelta::seconds(1))
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_day(f, self.day())?;
        if self.to_the_minute {
            write!(f, " {:02}:{:02}", self.time.hour(), self.time.minute())?;
        }
        Ok(())
    }
}

/// Reads the one way of writing; the hour may have one digit, which can mean nothing else.
fn read(text: &str) -> Option<Timestamp> {
    let Some((date, time)) = text.split_once(' ') else { return day(text).map(Timestamp::from) };
    let (hour, minute) = time.split_once(':')?;
    let is_number =
        |text: &str, lengths: &[usize]| lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(hour, &[1, 2]) || !is_number(minute, &[2]) {
        return None;
    }
    let time = day(date)?.and_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
    Some(Timestamp { time, to_the_minute: true })
}

/// What was probably meant by a time that is written in another way: `2020年9月29日 下午3点30分`, `2020/9/29T15:30:00`.
fn meant(text: &str) -> Option<Timestamp> {
    let narrow: String = text.trim().chars().map(narrow).collect();
    let is_afternoon = ["下午", "晚上", "PM", "pm"].iter().any(|word| narrow.contains(word));
    let numbers: Vec<u32> = narrow
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let [year, month, date, rest @ ..] = numbers.as_slice() else { return None };
    let day = NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *date)?;
    if !(1990..=2100).contains(&day.year()) || rest.len() > 3 || narrow.contains(['+', '.']) && rest.len() > 2 {
        return None;
    }
    let Some(hour) = rest.first() else { return Some(Timestamp::from(day)) };
    let hour = if is_afternoon && *hour < 12 { hour + 12 } else { *hour };
    let time = day.and_hms_opt(hour, rest.get(1).copied().unwrap_or(0), 0)?;
    Some(Timestamp { time, to_the_minute: true })
}

impl FromText for Timestamp {
    fn from_text(text: &str) -> Result<Self, Message> {
        read(text).ok_or_else(|| {
            let Message { zh, en } = match meant(text) {
                Some(meant) => message!("应写作 {meant}", "write it as {meant}"),
                None => message!("写作 2020-09-29 或 2020-09-29 15:30", "write it as 2020-09-29 or 2020-09-29 15:30"),
            };
            message!("“{text}”不是有效的发布时间；{zh}", "`{text}` is not a time of publication; {en}")
        })
    }
}

read_from_text!(Timestamp, "a time, written 2020-09-29 or 2020-09-29 15:30", { "type": "string", "pattern": "^(199[0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])( ([01]?[0-9]|2[0-3]):[0-5][0-9])?$" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_keep_their_precision_and_are_shown_in_one_way() {
        for (text, shown) in [
            ("2020-09-29 15:30", "2020-09-29 15:30"),
            ("2020-09-29 9:30", "2020-09-29 09:30"),
            ("2020-09-29 09:30", "2020-09-29 09:30"),
            ("2020-09-29 0:00", "2020-09-29 00:00"),
            ("2020-09-29", "2020-09-29"),
        ] {
            assert_eq!(Timestamp::from_text(text).map(|time| time.to_string()), Ok(shown.to_owned()));
        }
        let time = |text| Timestamp::from_text(text).expect("a time");
        assert_eq!(time("2020-09-29").end().to_string(), "2020-09-29 23:59:59");
        assert_eq!(time("2020-09-29 9:30").end().to_string(), "2020-09-29 09:30:00");
        assert_eq!(time("2020-09-29").moment().to_string(), "2020-09-29 00:00:00");
    }

    #[test]
    fn other_ways_of_writing_are_refused_with_the_right_one() {
        for (text, cure) in [
            ("2020-09-29T15:30", "应写作 2020-09-29 15:30"),
            ("2020-09-29 15：30", "应写作 2020-09-29 15:30"),
            ("2020-09-29 15:30:00", "应写作 2020-09-29 15:30"),
            ("2020/9/29 9:30", "应写作 2020-09-29 09:30"),
            ("2020年9月29日 下午3点30分", "应写作 2020-09-29 15:30"),
            ("2020年9月29日", "应写作 2020-09-29"),
            ("2020-9-29", "应写作 2020-09-29"),
            ("2020-09-29 9", "应写作 2020-09-29 09:00"),
            ("2020-09-29 25:30", "写作 2020-09-29 或 2020-09-29 15:30"),
            ("2020-09-29 9:3 0", "写作"),
            ("2020-02-30", "写作 2020-09-29 或"),
            ("2020-09-29 ", "写作 2020-09-29"),
            ("2020-09-29T15:30:00+08:00", "写作 2020-09-29 或"),
            ("明天", "写作 2020-09-29 或"),
            ("", "写作 2020-09-29 或"),
        ] {
            let refused = Timestamp::from_text(text).expect_err(text).zh;
            assert!(refused.contains(cure), "{refused}");
        }
    }

    #[test]
    fn clocks_that_are_set_back_do_not_take_back_what_is_out() {
        let berlin = chrono_tz::Europe::Berlin;
        let at = |text: &str| local(text.parse().expect("a time"), berlin).to_string();
        assert_eq!(at("2021-10-31T00:30:00Z"), "2021-10-31 02:30:00", "summer time");
        assert_eq!(at("2021-10-31T01:00:00Z"), "2021-10-31 02:59:59", "the hour is shown for the second time");
        assert_eq!(at("2021-10-31T01:59:59Z"), "2021-10-31 02:59:59");
        assert_eq!(at("2021-10-31T02:00:00Z"), "2021-10-31 03:00:00");
        assert_eq!(at("2021-03-28T01:00:00Z"), "2021-03-28 03:00:00", "an hour is left out");
        assert_eq!(
            local("2022-03-07T16:10:00Z".parse().expect("a time"), chrono_tz::Asia::Shanghai).to_string(),
            "2022-03-08 00:10:00"
        );
    }
}
