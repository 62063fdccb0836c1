//! The command line: what can be asked for, and the help that says so.

use std::path::PathBuf;

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt};

/// What `cargo xtask --help` prints.
pub(crate) const HELP: &str = "\
The developer's commands of Counterpoint.

Usage: cargo xtask <command> [options]

Commands:
  serve    Build the page and serve it on 127.0.0.1; rebuild on change
             --port N          the port (8080)
             --open            open the browser once the page is built
             --release         the optimised build
             --articles DIR    serve the .txt, .md and .html files of DIR in place of articles/
  test     Run the tests: all of them, or one suite, or the tests of a suite whose name has FILTER in it
             test [native | browser | e2e] [FILTER]
  lint     Check formatting, tidiness, clippy and rustdoc, on the host and on wasm32, with warnings denied
  train    Train the model for suggestions of quotes, models/quotes.bin
             train CORPUS      a folder of PolNeAR: text/ and attributions/
  suggest  Write suggestions of quotes as JSON lines, offsets in code points
             --texts DIR       for the .txt files of DIR
             --rules           by rules alone, without the model
  dist     Leave the release build in dist/, for any static host, under any path, with compressed files beside the
           plain ones; print what each takes
  contradictions DIR
           Print pairs of statements of the .txt files of DIR that may contradict each other, as JSON lines, the one most
           worth a look first; spans are in Unicode code points
  bench    Measure, and print a table
             bench [page] [FILTER]  how fast the built page is, beside the floor and the best peer, in one browser; only
                                    what FILTER is in the name of: documents-100, documents-1000, documents-10000,
                                    reading, writing, project, import, visits
               --profile DIR        leave a profile of each in DIR
             bench suggest          how good suggestions of quotes are, and how fast, on ../shared
             bench contradictions   the same of contradictions, in tests/fixtures/stories
             bench native [FILTER]  the domain, with 1,000 to 100,000 quotes: times, and how they grow

What a command needs and the machine lacks (the wasm32 target, trunk, wasm-bindgen, wasm-split, a browser to test in) is
installed first; the command says what, why, where and for about how long. Nothing of yours is overwritten.
";

/// One invocation of `cargo xtask`.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    /// Print [`HELP`].
    Help,
    /// Build, serve, watch.
    Serve(ServeOptions),
    /// Build for release into `dist/`.
    Dist,
    /// Run the static checks.
    Lint,
    /// Run the tests.
    Test(Selection),
    /// Print candidate contradictions of the texts of a folder.
    Contradictions(PathBuf),
    /// Measure.
    Bench(Benchmark),
    /// Train the model for suggestions on a corpus.
    Train(PathBuf),
    /// Write suggestions.
    Suggest(SuggestOptions),
    /// Called by trunk after each build, not by people: see [`crate::page::finish`].
    FinishPage,
}

/// How to serve the page.
#[derive(Debug, PartialEq)]
pub(crate) struct ServeOptions {
    /// The port on 127.0.0.1.
    pub(crate) port: u16,
    /// Whether to open the browser once the page is built.
    pub(crate) open: bool,
    /// Whether to build with optimisation.
    pub(crate) release: bool,
    /// A folder of articles to serve in place of the project's own.
    pub(crate) articles: Option<PathBuf>,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self { port: 8080, open: false, release: false, articles: None }
    }
}

/// What can be measured.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Benchmark {
    /// How fast the page is.
    Page(PageOptions),
    /// How well contradictions are found.
    Contradictions,
    /// How fast the domain is: all of it, or what has this in its name.
    Native(Option<String>),
    /// How good suggestions of quotes are.
    Suggest,
}

/// What to measure of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PageOptions {
    /// Only what has this in its name.
    pub(crate) filter: Option<String>,
    /// A folder for profiles.
    pub(crate) profile: Option<PathBuf>,
}

/// What to suggest quotes for.
#[derive(Debug, PartialEq)]
pub(crate) struct SuggestOptions {
    /// A folder of texts.
    pub(crate) texts: PathBuf,
    /// How to find them.
    pub(crate) way: Way,
}

/// How suggestions are found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Way {
    /// By rules alone.
    Rules,
    /// With the trained model.
    Model,
}

/// Which tests to run.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Selection {
    /// One suite, or all of them.
    pub(crate) suite: Option<Suite>,
    /// Only the tests whose name has this in it.
    pub(crate) filter: Option<String>,
}

/// A family of tests that is built and run in one way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Suite {
    /// Unit tests and `tests/native`, on the host.
    Native,
    /// `tests/browser`: WebAssembly in a headless browser.
    Browser,
    /// `tests/e2e`: the built page, driven over WebDriver.
    EndToEnd,
}

impl Command {
    /// Reads a command line.
    pub(crate) fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let name = match arguments.next()? {
            None | Some(Long("help") | Short('h')) => return Ok(Self::Help),
            Some(Value(name)) => name.string()?,
            Some(other) => return Err(other.unexpected().into()),
        };
        match name.as_str() {
            "serve" => parse_serve(arguments),
            "test" => parse_test(arguments),
            "lint" => no_more(arguments, Self::Lint),
            "train" => parse_train(arguments),
            "suggest" => parse_suggest(arguments),
            "dist" => no_more(arguments, Self::Dist),
            "contradictions" => parse_contradictions(arguments),
            "bench" => parse_bench(arguments),
            "finish-page" => no_more(arguments, Self::FinishPage),
            "help" => Ok(Self::Help),
            unknown => bail!("there is no command `{unknown}`; `cargo xtask --help` lists them"),
        }
    }
}

fn parse_serve(mut arguments: lexopt::Parser) -> Result<Command> {
    let mut options = ServeOptions::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => options.port = arguments.value()?.parse()?,
            Long("open") => options.open = true,
            Long("release") => options.release = true,
            Long("articles") => options.articles = Some(arguments.value()?.into()),
            Long("help") | Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Command::Serve(options))
}

fn parse_test(mut arguments: lexopt::Parser) -> Result<Command> {
    let mut selection = Selection::default();
    while let Some(argument) = arguments.next()? {
        let word = match argument {
            Value(word) => word.string()?,
            Long("help") | Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        };
        match (word.as_str(), &selection) {
            ("native", Selection { suite: None, .. }) => selection.suite = Some(Suite::Native),
            ("browser", Selection { suite: None, .. }) => selection.suite = Some(Suite::Browser),
            ("e2e", Selection { suite: None, .. }) => selection.suite = Some(Suite::EndToEnd),
            (_, Selection { suite: None, .. }) => {
                bail!("there is no suite `{word}`; the suites are native, browser and e2e")
            }
            (_, Selection { filter: None, .. }) => selection.filter = Some(word),
            _ => bail!("one filter at a time: `{word}` is one too many"),
        }
    }
    Ok(Command::Test(selection))
}

fn parse_contradictions(mut arguments: lexopt::Parser) -> Result<Command> {
    match arguments.next()? {
        Some(Value(folder)) => no_more(arguments, Command::Contradictions(folder.into())),
        Some(Long("help") | Short('h')) => Ok(Command::Help),
        Some(other) => Err(other.unexpected().into()),
        None => bail!("name a folder of texts: `cargo xtask contradictions DIR`"),
    }
}

fn parse_train(mut arguments: lexopt::Parser) -> Result<Command> {
    match arguments.next()? {
        Some(Value(corpus)) => no_more(arguments, Command::Train(corpus.into())),
        Some(Long("help") | Short('h')) => Ok(Command::Help),
        Some(other) => Err(other.unexpected().into()),
        None => bail!("train on what? Name the folder of a corpus"),
    }
}

fn parse_suggest(mut arguments: lexopt::Parser) -> Result<Command> {
    let (mut texts, mut way) = (None, Way::Model);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("texts") => texts = Some(arguments.value()?.into()),
            Long("rules") => way = Way::Rules,
            Long("help") | Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        }
    }
    match texts {
        Some(texts) => Ok(Command::Suggest(SuggestOptions { texts, way })),
        None => bail!("suggest for what? Name a folder with --texts"),
    }
}

fn parse_bench(mut arguments: lexopt::Parser) -> Result<Command> {
    let mut options = PageOptions::default();
    let mut is_named = false;
    while let Some(argument) = arguments.next()? {
        let word = match argument {
            Value(word) => word.string()?,
            Long("profile") => {
                (options.profile, is_named) = (Some(arguments.value()?.into()), true);
                continue;
            }
            Long("help") | Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected().into()),
        };
        match word.as_str() {
            "page" if !is_named => is_named = true,
            "suggest" if !is_named => return no_more(arguments, Command::Bench(Benchmark::Suggest)),
            "contradictions" if !is_named => return no_more(arguments, Command::Bench(Benchmark::Contradictions)),
            "native" if !is_named => return parse_native(arguments),
            unknown if !is_named => {
                bail!("`{unknown}` cannot be measured; page, native, suggest and contradictions can")
            }
            _ if options.filter.is_none() => options.filter = Some(word),
            _ => bail!("one filter at a time: `{word}` is one too many"),
        }
    }
    Ok(Command::Bench(Benchmark::Page(options)))
}

fn parse_native(mut arguments: lexopt::Parser) -> Result<Command> {
    match arguments.next()? {
        None => Ok(Command::Bench(Benchmark::Native(None))),
        Some(Value(filter)) => no_more(arguments, Command::Bench(Benchmark::Native(Some(filter.string()?)))),
        Some(Long("help") | Short('h')) => Ok(Command::Help),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn no_more(mut arguments: lexopt::Parser, command: Command) -> Result<Command> {
    match arguments.next()? {
        None => Ok(command),
        Some(Long("help") | Short('h')) => Ok(Command::Help),
        Some(other) => Err(other.unexpected().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Command, String> {
        Command::parse(lexopt::Parser::from_args(line.split_whitespace())).map_err(|error| error.to_string())
    }

    #[test]
    fn reads_each_command() {
        let check = |line: &str, expected: Command| assert_eq!(parse(line).as_ref(), Ok(&expected), "{line}");
        let test =
            |suite, filter: Option<&str>| Command::Test(Selection { suite, filter: filter.map(str::to_owned) });

        check("", Command::Help);
        check("--help", Command::Help);
        check("serve --help", Command::Help);
        check("lint -h", Command::Help);
        check("serve", Command::Serve(ServeOptions::default()));
        check(
            "serve --port=9 --open --release --articles news",
            Command::Serve(ServeOptions { port: 9, open: true, release: true, articles: Some("news".into()) }),
        );
        check("train ../corpus", Command::Train("../corpus".into()));
        let suggest = |way| Command::Suggest(SuggestOptions { texts: "news".into(), way });
        check("suggest --texts news", suggest(Way::Model));
        check("suggest --rules --texts=news", suggest(Way::Rules));
        check("bench suggest", Command::Bench(Benchmark::Suggest));
        check("test", test(None, None));
        check("test browser", test(Some(Suite::Browser), None));
        check("contradictions news", Command::Contradictions("news".into()));
        check("bench contradictions", Command::Bench(Benchmark::Contradictions));
        check("bench native", Command::Bench(Benchmark::Native(None)));
        check("bench native import", Command::Bench(Benchmark::Native(Some("import".to_owned()))));
        check("bench --help", Command::Help);
        let page = |filter: Option<&str>, profile: Option<&str>| {
            let options = PageOptions { filter: filter.map(str::to_owned), profile: profile.map(PathBuf::from) };
            Command::Bench(Benchmark::Page(options))
        };
        check("bench", page(None, None));
        check("bench page", page(None, None));
        check("bench page reading --profile out", page(Some("reading"), Some("out")));
        check("test e2e native", test(Some(Suite::EndToEnd), Some("native")));
    }

    #[test]
    fn says_what_it_does_not_understand() {
        let check = |line: &str, part: &str| {
            let message = parse(line).expect_err(line);
            assert!(message.contains(part), "{line}: {message}");
        };
        check("brew", "no command `brew`");
        check("serve --port", "missing argument");
        check("serve --port high", "high");
        check("serve --port 99999", "99999");
        check("dist now", "now");
        check("contradictions", "name a folder");
        check("contradictions a b", "b");
        check("bench page a b", "`b` is one too many");
        check("bench page --profile", "missing argument");
        check("bench luck", "`luck` cannot be measured");
        check("bench native a b", "b");
        check("train", "Name the folder");
        check("suggest --rules", "--texts");
        check("test everything", "no suite `everything`");
        check("test native a b", "`b` is one too many");
    }
}
