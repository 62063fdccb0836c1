//! When two addresses are of one article.

use super::harmless::web_address;

/// Parameters that say how a reader came to a page, and nothing of the page.
const TRACKING: &[&str] =
    &["_ga", "dclid", "fbclid", "gbraid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "wbraid", "yclid"];

/// What two addresses of one article share: the address without scheme, `www.`, the usual port, fragment, tracking
/// parameters and slash at the end, its host in small letters. Nothing for what is no address of the web.
///
/// That another host shows the same article, as those for telephones do, is not guessed.
pub(super) fn normal(address: &str) -> Option<String> {
    let (_, rest) = web_address(address)?.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = place.split_once('/').unwrap_or((place, ""));
    let host = host.to_lowercase();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(&host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let parameters: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !is_tracking(part)).collect();
    let mut normal = format!("{host}/{path}").trim_end_matches('/').to_owned();
    if !parameters.is_empty() {
        normal.push('?');
        normal.push_str(&parameters.join("&"));
    }
    Some(normal)
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn addresses_of_one_article_are_the_same() {
        let check = |address: &str, expected: Option<&str>| assert_eq!(normal(address).as_deref(), expected);
        check("https://www.Example.org/Dam/?utm_source=x&id=2&fbclid=y#top", Some("example.org/Dam?id=2"));
        check("http://example.org:80/Dam?id=2", Some("example.org/Dam?id=2"));
        check("https://example.org", Some("example.org"));
        check("https://example.org/?gclid=1", Some("example.org"));
        check("https://m.example.org/dam", Some("m.example.org/dam"));
        check("https://example.org/amp/dam", Some("example.org/amp/dam"));
        check("javascript:alert(1)", None);
        check("urn:x:y", None);
        check("", None);
    }
}
