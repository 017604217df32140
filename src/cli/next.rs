//! `sunboard next`: the next moment at which something comes out; with `--since`, whether something has come out.

use std::fmt::Write as _;

use chrono::NaiveDateTime;
use serde_json::{Value, json};

use super::args::{Format, NextArguments};
use super::build::request_for;
use super::diff::say;
use super::{CommandError, ExitStatus, MessageLanguage, show, waiting};
use crate::diagnostic::Diagnostic;
use crate::language::Speaks as _;
use crate::load::{Calendar, Due};
use crate::units::Timestamp;
use crate::{Request, Waits};

pub(super) fn next(asked: &NextArguments, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    let request = Request {
        edition: asked.edition.into(),
        as_of: asked.as_of.map(Timestamp::end),
        drafts: asked.drafts,
        ..request_for(&asked.content)
    };
    let since = asked.since.map(|since| move |zone| since.in_zone(zone));
    let since = since.as_ref().map(|since| since as &dyn Fn(chrono_tz::Tz) -> NaiveDateTime);
    let dates = crate::build::content::dates(&request, since).map_err(|error| CommandError(error.message))?;
    if let Some(language) = dates.language {
        speech.learn(language);
    }
    let Some((calendar, waits)) = dates.calendar else {
        let errors: Vec<Diagnostic> = dates.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
        show::text(&errors, &dates.files, speech.language());
        return Ok(ExitStatus::Faulty);
    };
    let told = NextReport { calendar: &calendar, waits: &waits, speech };
    let is_next_day = asked.daily && !waits.is_pinned && told.is_next_day();
    let is_due = !calendar.come.is_empty() || is_next_day;
    match asked.format {
        Format::Json => say(&format!("{}\n", told.json(asked, is_due))),
        Format::Text if asked.since.is_some() => say(&told.come(is_next_day)),
        Format::Text => say(&told.waiting(asked.all)),
    }
    Ok(if asked.since.is_none() || is_due { ExitStatus::Done } else { ExitStatus::NotDue })
}

struct NextReport<'a> {
    calendar: &'a Calendar,
    waits: &'a Waits,
    speech: &'a MessageLanguage,
}

impl NextReport<'_> {
    /// Whether another day has begun since.
    fn is_next_day(&self) -> bool {
        self.calendar.since.zip(self.waits.now).is_some_and(|(since, now)| since.date() < now.date())
    }

    fn lines(&self, items: &[Due]) -> String {
        let language = self.speech.language();
        items.iter().fold(String::new(), |mut text, due| {
            _ = writeln!(text, "{}\t{}", due.at, waiting::name(&due.what).pick(language));
            text
        })
    }

    /// What comes at the next moment, or all that waits.
    fn waiting(&self, all: bool) -> String {
        let items = &self.calendar.waiting;
        let first =
            items.iter().take_while(|due| Some(due.at.moment()) == items.first().map(|first| first.at.moment()));
        let count = if all { items.len() } else { first.count() };
        let mut text = self.lines(&items[..count]);
        if items.is_empty() {
            text.push_str(pick!(self.speech, "没有等待公开的内容\n", "Nothing waits\n"));
        } else if let Some(now) = self.waits.now.filter(|_| self.waits.is_pinned) {
            let now = waiting::shown(now);
            _ = writeln!(
                text,
                "{}",
                say!(
                    self.speech,
                    "数据截至时间固定为{now}（site.yaml 的 as_of 或 --as-of），到时不会自动公开",
                    "The as-of moment is pinned to {now} (as_of of site.yaml, or --as-of): nothing comes out by itself"
                )
            );
        }
        text
    }

    /// What has come out since.
    fn come(&self, is_next_day: bool) -> String {
        let mut text = self.lines(&self.calendar.come);
        if self.calendar.come.is_empty() {
            text.push_str(match is_next_day {
                true => {
                    pick!(self.speech, "没有内容到公开时间，但日期已变\n", "Nothing came out, but it is another day\n")
                }
                false => pick!(self.speech, "没有内容到公开时间\n", "Nothing came out\n"),
            });
        }
        text
    }

    fn json(&self, asked: &NextArguments, is_due: bool) -> Value {
        let list = |items: &[Due]| items.iter().map(waiting::json).collect::<Vec<Value>>();
        let mut value = json!({
            "now": self.waits.now.map(|now| now.format("%Y-%m-%d %H:%M:%S").to_string()),
            "pinned": self.waits.is_pinned,
            "next": self.calendar.next().map(|next| next.to_string()),
            "waiting": list(&self.calendar.waiting),
        });
        if asked.since.is_some() {
            value["due"] = json!(is_due);
            value["come"] = json!(list(&self.calendar.come));
        }
        value
    }
}
