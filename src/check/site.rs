//! **The site's own data.** The time zone exists; addresses are `http(s)` ones, and `base_url` ends in a slash and is no
//! longer the sample that a new site begins with (warning), unless the site calls itself an example in its notice; the site
//! code has ten digits; columns are there once.
//!
//! Why: they stand on every page, in feeds and on the 404 page, and inspections read them.
//!
//! Example: `base_url: towns.example.cn` is refused.

use std::path::Path;

use super::{Content, Report};
use crate::model::SiteConfig;

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !text.contains(|c: char| c.is_whitespace() || "\"<>'`".contains(c))
    })
}

pub(super) fn check(content: &Content<'_>, report: &mut Report) {
    if let Some(config) = &content.tree.config {
        addresses(config, report);
        identity(config, report);
    }
}

/// The rule of addresses that nobody has changed; no fault where the address is given otherwise.
pub(crate) const SAMPLE_ADDRESS: &str = "sample-address";

/// Whether an address is one that is reserved for examples, as those of new sites and of the manuals are.
fn is_sample(address: &str) -> bool {
    let host = address.split("://").nth(1).unwrap_or_default().split(['/', ':']).next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    host.split('.').any(|label| label == "example") || host.ends_with(".invalid")
}

/// Whether every page of the site says that it is an example.
fn says_example(config: &SiteConfig) -> bool {
    let words = ["示例", "样例", "示范数据", "演示", "测试", "example", "sample", "demo", "test"];
    config.notice.as_ref().is_some_and(|notice| {
        let notice = notice.to_lowercase();
        words.iter().any(|word| notice.contains(word))
    })
}

fn addresses(config: &SiteConfig, report: &mut Report) {
    let file = Path::new("site.yaml");
    let base = &config.base_url;
    if !is_address(base) || !base.ends_with('/') || base.contains(['?', '#']) {
        report.error(
            "address",
            file,
            "base_url",
            message!("“{base}”不是网站地址", "`{base}` is not the address of a site"),
            message!(
                "以 https:// 开头，以 / 结尾，例如 https://towns.example.cn/",
                "begin with https:// and end in a slash, such as https://towns.example.cn/"
            ),
        );
    }
    if is_address(base) && is_sample(base) && !says_example(config) {
        report.warning(
            SAMPLE_ADDRESS,
            file,
            "base_url",
            message!("“{base}”是示例网址，还没有改成网站自己的网址", "`{base}` is the sample; the site's own address is still to be written"),
            message!("写网站发布后的网址；订阅、规范地址、站点地图和分享预览都用它。只作演示的网站在 notice 中写明“示例”", "write where the site will be published: feeds, canonical links, the sitemap and share previews use it; a site that is only a demonstration says `example` in its `notice`"),
        );
    }
    let licence = config.data_licence.as_ref().and_then(|licence| licence.url.as_ref());
    let others = [
        ("error_report_url", config.error_report_url.as_ref()),
        ("government_mark_url", config.government_mark_url.as_ref()),
        ("data_licence.url", licence),
    ];
    for (path, address) in others {
        if let Some(address) = address.filter(|address| !is_address(address)) {
            report.error(
                "address",
                file,
                path,
                message!("“{address}”不是网址", "`{address}` is not an address"),
                message!("以 https:// 或 http:// 开头", "begin with https:// or http://"),
            );
        }
    }
}

fn identity(config: &SiteConfig, report: &mut Report) {
    let file = Path::new("site.yaml");
    if config.time_zone.parse::<chrono_tz::Tz>().is_err() {
        report.error(
            "time-zone",
            file,
            "time_zone",
            message!("没有时区“{}”", "there is no time zone `{}`", config.time_zone),
            message!("中国用 Asia/Shanghai", "China's is Asia/Shanghai"),
        );
    }
    if let Some(code) =
        config.site_code.as_ref().filter(|code| code.len() != 10 || !code.bytes().all(|byte| byte.is_ascii_digit()))
    {
        report.error(
            "site-code",
            file,
            "site_code",
            message!("网站标识码“{code}”不是十位数字", "the site code `{code}` is not ten digits"),
            message!(
                "写全国政府网站信息报送系统给的十位码，加引号；没有就删去",
                "write the ten digits in quotes, or leave it out"
            ),
        );
    }
    if let Some(email) = config
        .contact
        .email
        .as_ref()
        .filter(|email| !email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')))
    {
        report.error(
            "e-mail",
            file,
            "contact.email",
            message!("“{email}”不是电子邮箱", "`{email}` is not an e-mail address"),
            message!("例如 office@example.cn", "such as office@example.cn"),
        );
    }
    for (index, column) in config.columns.iter().enumerate() {
        if config.columns[..index].iter().any(|other| other.id == column.id) {
            report.error(
                "same-id",
                file,
                &format!("columns[{index}].id"),
                message!("这个栏目写了两次", "this column is written twice"),
                message!("只保留一条", "keep one of them"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn the_site_is_well_described() {
        let one = |old, new| found(&[("site.yaml", old, new)]);
        assert_eq!(
            one("https://towns.example.cn/", "https://towns.example.cn"),
            ["address site.yaml https://towns.example.cn"]
        );
        // An example may keep its address; a site that is none may not, nor one with another reserved name.
        let plain = |address: &str| {
            let (own, notice) = (format!("base_url: {address}"), "notice: 网站将于5月1日改版");
            found(&[
                ("site.yaml", "notice: 示例数据", notice),
                ("site.yaml", "base_url: https://towns.example.cn/", &own),
            ])
        };
        for sample in ["https://towns.example.cn/", "https://example.com/", "http://www.Example.gov.cn:8080/sun/"] {
            assert_eq!(plain(sample), [format!("sample-address site.yaml {sample}")]);
        }
        assert!(plain("https://towns.lishui.gov.cn/example/").is_empty());
        assert!(plain("https://examples.cn/").is_empty());
        assert_eq!(one("https://report.example.cn/", "report.example.cn"), ["address site.yaml report.example.cn"]);
        assert_eq!(one("Asia/Shanghai", "Asia/Beijing"), ["time-zone site.yaml Asia/Beijing"]);
        assert_eq!(one("\"3300000001\"", "\"330000\""), ["site-code site.yaml \"330000\""]);
        assert_eq!(one("email: office@example.cn", "email: office"), ["e-mail site.yaml office"]);
    }
}
