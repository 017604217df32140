//! `sunboard export return`: the form in which towns report a quarter.

use std::path::PathBuf;

use super::args::ExportReturnArguments;
use super::{CommandError, ExitStatus, MessageLanguage, meant, show};
use crate::diagnostic::Diagnostic;
use crate::editor::returns::form::{FormRequest, workbook};
use crate::language::Speaks as _;
use crate::load::{self, Loaded};

pub(super) fn export_return(
    asked: &ExportReturnArguments,
    speech: &MessageLanguage,
) -> Result<ExitStatus, CommandError> {
    let Loaded { tree, files, diagnostics, .. } = load::load(&asked.content);
    if let Some(config) = &tree.config {
        speech.learn(config.language);
    }
    if diagnostics.iter().any(Diagnostic::is_error) {
        // A form without the towns whose files cannot be read would look complete.
        let errors: Vec<Diagnostic> = diagnostics.into_iter().filter(Diagnostic::is_error).collect();
        show::text(&errors, &files, speech.language());
        return Ok(ExitStatus::Faulty);
    }
    let county = asked.county.as_ref().map(|name| meant::county(&tree.counties, name)).transpose()?;
    let language = speech.language();
    let quarter = asked.quarter;
    let (bytes, towns) = workbook(&tree, &FormRequest { quarter, county, language }).map_err(CommandError)?;
    let file = asked.out.clone().unwrap_or_else(|| {
        let county = county.map_or_else(String::new, |county| format!("-{county}"));
        PathBuf::from(format!("return-{quarter}{county}.xlsx"))
    });
    let shown = file.display();
    // Somebody's figures may be in it already.
    if !asked.force && std::fs::read(&file).is_ok_and(|old| old != bytes) {
        return Err(CommandError(message!(
            "{shown} 已存在，没有覆盖；请换一个文件名，或加 --force",
            "{shown} exists and was not replaced; choose another name, or add --force"
        )));
    }
    std::fs::write(&file, bytes).map_err(|error| {
        CommandError(message!("无法写入 {shown}（{error}）", "{shown} cannot be written ({error})"))
    })?;
    println!(
        "{}",
        message!("已生成 {shown}：{quarter}，{towns}个小镇", "made {shown}: {quarter}, {towns} towns").pick(speech)
    );
    Ok(ExitStatus::Done)
}
