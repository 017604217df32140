//! `sunboard ci`: ready files that check, compare and publish a site on a code host.

use std::fs;
use std::io;
use std::path::Path;

use super::args::Host;
use super::{CommandError, ExitStatus, MessageLanguage};

/// The files of a host, by their path in the repository.
fn files(host: Host) -> &'static [(&'static str, &'static str)] {
    match host {
        Host::Github => &[(".github/workflows/sunboard.yml", include_str!("ci/github.yml"))],
        Host::Gitlab => &[(".gitlab-ci.yml", include_str!("ci/gitlab.yml"))],
        Host::Gitee => &[
            (".workflow/sunboard-review.yml", include_str!("ci/gitee-review.yml")),
            (".workflow/sunboard-publish.yml", include_str!("ci/gitee-publish.yml")),
        ],
    }
}

pub(super) fn ci(host: Host, folder: &Path, speech: &MessageLanguage) -> Result<ExitStatus, CommandError> {
    if !folder.join("content/site.yaml").is_file() {
        let folder = folder.display();
        return Err(CommandError(message!(
            "{folder} 中没有 content/site.yaml；请在网站所在的文件夹中执行",
            "there is no content/site.yaml in {folder}; run this in the folder of a site"
        )));
    }
    // All or nothing: what somebody wrote or changed stays.
    for (path, text) in files(host) {
        let there = folder.join(path);
        if there.exists() && fs::read(&there).ok().as_deref() != Some(text.as_bytes()) {
            return Err(CommandError(message!(
                "{path} 已存在且内容不同，没有覆盖；要重新生成请先改名或删除",
                "{path} exists with other contents and was left alone; rename or remove it to have it anew"
            )));
        }
    }
    for (path, text) in files(host) {
        let target = folder.join(path);
        let trouble =
            |error: io::Error| CommandError(message!("无法写入 {path}：{error}", "cannot write {path}: {error}"));
        target.parent().map_or(Ok(()), fs::create_dir_all).map_err(trouble)?;
        fs::write(&target, text).map_err(trouble)?;
        let told = message!(
            "已写入 {path}；需要先设置的写在文件开头",
            "wrote {path}; what to set up first stands at its head"
        );
        println!("{}", told.pick(speech));
    }
    Ok(ExitStatus::Done)
}
