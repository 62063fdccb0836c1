//! What an address says: the project, after `?`, and the view, after `#`: the open articles and the active record.
//!
//! `?project=ID#articles=ID,ID&quote=ID`, in any order; `speaker` or `link` may stand for `quote`. What cannot be read
//! is left out.

use super::id::{ArticleId, is_valid};
use super::session::{Active, Columns, View};
use super::shelf::is_project;

/// What names the project in the part after `?`.
const PROJECT: &str = "project=";

/// The project that the part of an address after `?` names, if it does.
#[must_use]
pub fn project(search: &str) -> Option<&str> {
    parameters(search).find_map(|part| part.strip_prefix(PROJECT)).filter(|id| is_project(id))
}

/// The part of an address after `?`, the sign and all, so that it names this project, or none. What else it says stays.
#[must_use]
pub fn with_project(search: &str, project: Option<&str>) -> String {
    let others = parameters(search).filter(|part| !part.starts_with(PROJECT)).map(str::to_owned);
    let parts: Vec<String> = project.map(|id| format!("{PROJECT}{id}")).into_iter().chain(others).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

fn parameters(search: &str) -> impl Iterator<Item = &str> {
    search.trim_start_matches('?').split('&').filter(|part| !part.is_empty())
}

/// The view as an address writes it, `#` and all; empty where nothing is open.
#[must_use]
pub fn write(view: &View) -> String {
    let articles: Vec<&str> = view.columns.articles().iter().map(ArticleId::as_str).collect();
    let mut parts = Vec::new();
    if !articles.is_empty() {
        parts.push(format!("articles={}", articles.join(",")));
    }
    parts.extend(view.active.as_ref().map(|active| match active {
        Active::Quote(id) => format!("quote={id}"),
        Active::Speaker(id) => format!("speaker={id}"),
        Active::Link(id) => format!("link={id}"),
    }));
    if parts.is_empty() { String::new() } else { format!("#{}", parts.join("&")) }
}

/// The view that an address names, or the empty view.
#[must_use]
pub fn read(address: &str) -> View {
    let mut view = View::default();
    let parts = address.trim_start_matches('#').split('&').filter_map(|part| part.split_once('='));
    for (key, value) in parts {
        let id = || is_valid(value).then_some(value);
        match key {
            "articles" => view.columns = Columns::new(value.split(',').filter(|id| is_valid(id)).map(Into::into)),
            "quote" => view.active = id().map(|id| Active::Quote(id.into())),
            "speaker" => view.active = id().map(|id| Active::Speaker(id.into())),
            "link" => view.active = id().map(|id| Active::Link(id.into())),
            _ => {}
        }
    }
    view
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_brings_back_the_view_that_wrote_it() {
        let check = |address: &str| assert_eq!(write(&read(address)), address);
        check("");
        check("#articles=a1");
        check("#articles=a1,b2,c3&quote=q-1");
        check("#articles=a1&speaker=s-1");
        check("#articles=a1,b2&link=l-1");
    }

    #[test]
    fn an_address_names_a_project() {
        let check = |search: &str, expected| assert_eq!(project(search), expected, "{search:?}");
        check("", None);
        check("?project=a-1", Some("a-1"));
        check("?x=y&project=a-1&z", Some("a-1"));
        check("?project=", None);
        check("?project=a%20b", None);
        check("?project=shelf", None);
        check("?projects=a", None);
    }

    #[test]
    fn naming_a_project_leaves_the_rest_of_the_address() {
        let check = |search: &str, id, expected: &str| assert_eq!(with_project(search, id), expected, "{search:?}");
        check("", None, "");
        check("", Some("a"), "?project=a");
        check("?project=b", Some("a"), "?project=a");
        check("?project=b", None, "");
        check("?x=y&project=b&z", Some("a"), "?project=a&x=y&z");
        check("?x=y", None, "?x=y");
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let check = |address: &str, expected: &str| assert_eq!(write(&read(address)), expected, "{address:?}");
        check("#articles=a,b,c,d,a", "#articles=a,b,c");
        check("#quote=<script>&articles=,,%20", "");
        check("#nonsense&x=y&=&articles", "");
    }
}
