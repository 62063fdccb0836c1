//! The dossier as a page that stands alone and prints well.
//!
//! The template escapes whatever it is handed; this file hands it nothing as markup but the style sheet.

use std::borrow::Cow;
use std::rc::Rc;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::excerpt::Piece;
use super::outline::{Finding, Group, Outline, Statement, Voice, date_of, joined, spoken, title_of};
use crate::domain::annotation::Status;
use crate::domain::exchange::harmless::{web_address, without_controls};
use crate::domain::exchange::records::{Article, Speaker};
use crate::domain::text::{counted, squeeze};

/// The style sheet. Nothing in it closes its element or loads anything.
const STYLE: &str = include_str!("dossier.css");

/// What the page may do: show itself with its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page.
pub(super) fn page(outline: &Outline) -> String {
    let title = squeeze(&without_controls(&outline.title));
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content="Counterpoint";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (front(outline, &title))
                @if !outline.told.is_empty() { (contents(outline)) }
                main { (sections(outline)) }
                (foot(outline))
            }
        }
    }
    .into_string()
}

fn front(outline: &Outline, title: &str) -> Markup {
    html! {
        header {
            p.kicker { "Dossier" }
            h1 dir="auto" { (title) }
            p.made { "Made on " (outline.made) "." @if !outline.told.is_empty() { " It holds " (outline.told) "." } }
        }
    }
}

/// The sections that have something in them, and how much; contradictions always, since one looks for them first.
fn contents(outline: &Outline) -> Markup {
    let groups = outline.groups.iter().map(|group| (group.id, group.title, group.findings.len()));
    let first = [("articles", "Articles", outline.articles.len())];
    let last = [
        ("speakers", "Statements by speaker", outline.voices.len()),
        ("unattributed", "Statements without a speaker", outline.unattributed.len()),
        ("silent", "Speakers who are not quoted", outline.silent.len()),
    ];
    let parts = first.into_iter().chain(groups).chain(last);
    html! {
        nav aria-label="Contents" {
            ol {
                @for (id, title, count) in parts.filter(|(.., count)| *count > 0) {
                    li { a href={ "#" (id) } { (title) } " " span.count { (count) } }
                }
            }
        }
    }
}

fn sections(outline: &Outline) -> Markup {
    if outline.told.is_empty() {
        return html! { p.none { "There is nothing in this project yet: no article, no quote, no link." } };
    }
    html! {
        @if !outline.articles.is_empty() {
            (section("articles", "Articles", &html! {
                ol.articles { @for (number, article) in (1..).zip(outline.articles) { (covered(number, article)) } }
            }))
        }
        @for group in &outline.groups { (links(group)) }
        @if !outline.voices.is_empty() {
            (section("speakers", "Statements by speaker", &html! { @for said in &outline.voices { (voice(said)) } }))
        }
        @if !outline.unattributed.is_empty() {
            (section("unattributed", "Statements without a speaker", &statements(&outline.unattributed, Naming::Here)))
        }
        @if !outline.silent.is_empty() {
            (section("silent", "Speakers who are not quoted", &html! {
                ul.silent { @for speaker in &outline.silent { li { (named(speaker)) } } }
            }))
        }
    }
}

fn section(id: &str, title: &str, body: &Markup) -> Markup {
    let heading = format!("{id}-heading");
    html! {
        section id=(id) aria-labelledby=(heading) { h2 id=(heading) { (title) } (body) }
    }
}

fn covered(number: usize, article: &Article) -> Markup {
    let about = [article.outlet.clone(), article.byline.clone(), date_of(article)];
    html! {
        li id={ "article-" (number) } {
            p.title { bdi { (words(title_of(article))) } }
            p.about dir="auto" { (words(&joined(about.iter().map(String::as_str), " · "))) }
            @if !article.address.trim().is_empty() { p.address { (address(&article.address)) } }
        }
    }
}

/// An address as a link, if it is one of the web, else as words.
fn address(address: &str) -> Markup {
    if let Some(web) = web_address(address) {
        html! { a href=(web) rel="noopener noreferrer" dir="ltr" { (web) } }
    } else {
        html! { bdi { (words(address)) } }
    }
}

fn links(group: &Group) -> Markup {
    if group.findings.is_empty() {
        let is_first = group.id == "contradictions";
        let none = html! { p.none { "No contradiction is open or resolved." } };
        return if is_first {
            section(group.id, group.title, &none)
        } else {
            html! {}
        };
    }
    let findings = html! {
        @for (number, finding) in (1..).zip(&group.findings) { (link(group.id, number, finding)) }
    };
    section(group.id, group.title, &findings)
}

fn link(group: &str, number: usize, finding: &Finding) -> Markup {
    let heading = format!("{group}-{number}");
    html! {
        article.finding aria-labelledby=(heading) {
            h3 id=(heading) {
                span.number { (number) "." } " " bdi { (words(&finding.who)) }
                @if finding.status != Status::Dismissed { " " span.status { (finding.status.name()) } }
            }
            div.sides { @for side in &finding.statements { div.side { (statement(side, Naming::Here)) } } }
            (facts("found", &finding.facts))
        }
    }
}

fn voice(voice: &Voice) -> Markup {
    let aliases = voice.speaker.aliases.iter().map(String::as_str);
    let aliases = joined(aliases, ", ");
    html! {
        div.voice {
            h3 {
                (named(voice.speaker)) " "
                span.count { (counted(voice.statements.len(), "statement", "statements")) }
            }
            @if !aliases.is_empty() { p.about { "Also: " bdi { (words(&aliases)) } } }
            (statements(&voice.statements, Naming::Above))
        }
    }
}

fn named(speaker: &Speaker) -> Markup {
    html! {
        bdi.name { (words(spoken(speaker))) }
        @if !speaker.role.trim().is_empty() { span.office { ", " bdi { (words(&speaker.role)) } } }
    }
}

/// Where it is told who made a statement.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// With the statement.
    Here,
    /// In the heading above.
    Above,
}

fn statements(statements: &[Rc<Statement>], naming: Naming) -> Markup {
    html! {
        ul.statements { @for said in statements { li { (statement(said, naming)) } } }
    }
}

fn statement(statement: &Statement, naming: Naming) -> Markup {
    let language = Some(statement.language).filter(|language| !language.is_empty());
    html! {
        @if naming == Naming::Here {
            p.who {
                bdi.name { (words(&statement.who)) }
                @if !statement.office.trim().is_empty() { span.office { ", " bdi { (words(statement.office)) } } }
            }
        }
        blockquote lang=[language] dir="auto" { (excerpt(&statement.excerpt)) }
        p.where {
            bdi { (words(statement.outlet)) }
            @if !statement.date.trim().is_empty() { ", " bdi { (words(&statement.date)) } }
            ", " a href={ "#article-" (statement.article) } { "article " (statement.article) }
        }
        (facts("told", &statement.facts))
    }
}

fn excerpt(pieces: &[Piece]) -> Markup {
    html! {
        @for piece in pieces {
            @match piece {
                Piece::Context(context) => (words(context)),
                Piece::Content(content) => mark { (words(content)) },
                Piece::Cut => span.cut { " … " },
            }
        }
    }
}

fn facts(class: &str, facts: &[(&str, String)]) -> Markup {
    if facts.is_empty() {
        return html! {};
    }
    html! {
        dl class=(class) { @for (name, value) in facts { div { dt { (name) } dd dir="auto" { (words(value)) } } } }
    }
}

fn foot(outline: &Outline) -> Markup {
    let annotators = joined(outline.annotators.iter().copied(), ", ");
    html! {
        footer {
            @if !annotators.is_empty() { p { "Marked by " bdi { (words(&annotators)) } "." } }
            p {
                "Made with Counterpoint. Marked words are the articles’ own, in the sentence that they stand in; an \
                 ellipsis stands where words of a longer sentence were left out."
            }
            p.sign { span { "Checked by" } span { "Date" } }
        }
    }
}

fn words(words: &str) -> Cow<'_, str> {
    without_controls(words)
}
