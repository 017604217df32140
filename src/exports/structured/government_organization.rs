//! `GovernmentOrganization`: who publishes and how to reach them, on the home page.

use serde_json::{Value, json};

use super::publisher;
use crate::model::Site;
use crate::pages::{Page, address};

pub(super) fn describe(site: &Site, page: &Page, _: Option<&str>) -> Option<Value> {
    if page.route != address::home() {
        return None;
    }
    let config = &site.config;
    let mut value = publisher(site);
    value["areaServed"] = json!(config.area.0);
    let contact = &config.contact;
    if let Some(address) = &contact.address {
        value["address"] = json!(address.0);
    }
    if let Some(phone) = &contact.phone {
        value["telephone"] = json!(phone.0);
    }
    if let Some(email) = &contact.email {
        value["email"] = json!(email.0);
    }
    if let Some(description) = &config.description {
        value["description"] = json!(description.0);
    }
    if let Some(conference) = &config.conference {
        let members = conference.members.iter();
        value["member"] = members.map(|name| json!({ "@type": "GovernmentOrganization", "name": name.0 })).collect();
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::page;
    use super::super::testing::described;
    use crate::model::testing::site;
    use crate::pages::PageKind;
    use crate::units::Text;

    #[test]
    fn what_is_not_said_is_absent() {
        let mut site = site();
        site.config.contact.phone = Some(Text("0578-</script>".to_owned()));
        let found = described(&site, &page(PageKind::Home, "index.html", "首页"));
        assert_eq!(found[0]["telephone"], "0578-</script>");
        assert_eq!(found[0]["name"], "市特镇办");
        assert_eq!(found[0].get("email"), None);
        assert!(described(&site, &page(PageKind::Towns, "towns.html", "名录")).is_empty());
    }
}
