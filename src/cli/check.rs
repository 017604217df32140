//! `sunboard check`: every fault of the content and of both editions made from it, without writing anything.

use super::args::{Format, SourceArguments};
use super::build::{in_threads, learn, make};
use super::{CommandError, ExitStatus, MessageLanguage, against, inspection, show, waiting};
use crate::Run;
use crate::artifact::{Discard, Output};
use crate::diagnostic::Diagnostic;
use crate::editor::addresses::AddressRecorder;
use crate::language::Speaks as _;
use crate::model::Edition;
use crate::render::Pictures;

pub(super) fn check(
    source: &SourceArguments,
    format: Format,
    dates: bool,
    earlier: Option<&str>,
    speech: &MessageLanguage,
) -> Result<ExitStatus, CommandError> {
    let taken = AddressRecorder::default();
    let output: &dyn Output = if earlier.is_some() { &taken } else { &Discard };
    let mut built =
        in_threads(source, || make(source, Edition::Public, Pictures::Checked, None, output, &Run::ALONE))??;
    learn(&built, speech);
    let mut diagnostics = std::mem::take(&mut built.diagnostics);
    if built.pages.is_some() {
        let internal =
            in_threads(source, || make(source, Edition::Internal, Pictures::Checked, None, &Discard, &Run::ALONE))??;
        for diagnostic in internal.diagnostics {
            if !diagnostics.contains(&diagnostic) {
                diagnostics.push(diagnostic);
            }
        }
    }
    if let Some(earlier) = earlier.filter(|_| built.pages.is_some()) {
        let now = taken.addresses();
        diagnostics.extend(in_threads(source, || against::vanished(source, earlier, &built, &now, speech))??);
    }
    let calendar = built.inspection.filter(|_| built.pages.is_some());
    match format {
        Format::Json => {
            diagnostics.extend(calendar.into_iter().flat_map(|(_, inspection)| inspection.findings));
            show::json(&diagnostics, &built.files);
        }
        Format::Text => {
            show::text(&diagnostics, &built.files, speech.language());
            if let Some((as_of, found)) = &calendar {
                inspection::findings(found, speech);
                if dates {
                    inspection::table(found, *as_of, speech);
                }
            }
            if let Some(note) = waiting::note(&built.waits, speech.language(), waiting::IN_SITE) {
                println!("{note}");
            }
            if diagnostics.is_empty() && calendar.is_none_or(|(_, found)| found.findings.is_empty()) {
                println!("{}", pick!(speech, "没有发现问题", "Nothing found"));
            }
        }
    }
    let is_faulty = diagnostics.iter().any(Diagnostic::is_error);
    Ok(if is_faulty { ExitStatus::Faulty } else { ExitStatus::Done })
}
