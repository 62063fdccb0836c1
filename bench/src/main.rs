//! lists
use counterpoint::domain::{article::describe, id::ArticleId, suggest::contradictions::of_text, text::Text};
fn main() {
    for path in std::env::args().skip(1) {
        let source = std::fs::read_to_string(&path).unwrap();
        let text = Text::new(source.as_str());
        let d = describe(&text, &path);
        let id = ArticleId::from(path.as_str());
        println!("## {path} | {} | {} | {}", d.title, d.outlet, d.date);
        for (n, s) in of_text(&id, &text, &d.regions).iter().enumerate() {
            println!("{n} {}", s.text);
        }
    }
}
