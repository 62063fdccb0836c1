//! What the commands do that concern the project: marking, attributing, contradicting, deleting.

use std::rc::Rc;

use unicode_segmentation::UnicodeSegmentation;

use super::super::annotation::{Attribution, Quote, Relation, Role};
use super::super::article::{RegionKind, around_folds, kind_at, with_kind};
use super::super::command::Command;
use super::super::dismissal::Place;
use super::super::edit::{Correction, Edit};
use super::super::id::{LinkId, QuoteId, SpeakerId, Timestamp};
use super::super::quotation::kind_of;
use super::super::search::is_pronoun;
use super::super::snap::{Snap, snap};
use super::super::suggest::Suggestion;
use super::super::text::{Span, Text, squeeze};
use super::pointing::Direction;
use super::view::{Active, Pending, Selection};
use super::{Outcome, Refusal, Session, next_colour, snapped};

/// One of the two ends of a span.
#[derive(Clone, Copy)]
enum End {
    Start,
    End,
}

impl Session {
    /// Gives a command that concerns the project or the view. Those that concern the page alone do nothing here.
    pub(super) fn command(&mut self, command: Command, now: Timestamp) -> Result<Outcome, Refusal> {
        match command {
            Command::MarkQuote => self.mark_quote(now),
            Command::MarkSource => self.mark_span(Role::Source, now),
            Command::MarkCue => self.mark_span(Role::Cue, now),
            Command::AddFragment => self.mark_span(Role::Content, now),
            Command::Contradict => self.contradict(now),
            Command::NextQuote => self.step(Direction::Next),
            Command::PreviousQuote => self.step(Direction::Previous),
            Command::CycleOverlapping => self.cycle_overlapping(),
            Command::CycleSpan => self.cycle_span(),
            Command::StartEarlier => self.move_end(End::Start, Direction::Previous, now),
            Command::StartLater => self.move_end(End::Start, Direction::Next, now),
            Command::EndEarlier => self.move_end(End::End, Direction::Previous, now),
            Command::EndLater => self.move_end(End::End, Direction::Next, now),
            Command::Suggest => Ok(self.toggle_suggesting()),
            Command::Accept => self.accept(None, now),
            Command::Delete if self.view.suggestion.is_some() => self.reject(now),
            Command::Delete => self.delete(now),
            Command::Escape => Ok(self.let_go()),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::NextArticle => {
                let next = self.next_article(Direction::Next)?;
                Ok(self.look(|view| view.open(next)))
            }
            Command::PreviousArticle => {
                let previous = self.next_article(Direction::Previous)?;
                Ok(self.look(|view| view.open(previous)))
            }
            Command::OpenBeside => {
                let next = self.next_article(Direction::Next)?;
                Ok(self.look(|view| view.open_beside(next)))
            }
            Command::NextColumn => Ok(self.next_column()),
            Command::CloseColumn => Ok(self.close_column()),
            Command::ToggleBoilerplate => self.toggle_boilerplate(now),
            Command::ChooseSpeaker
            | Command::EditNote
            | Command::EditTags
            | Command::Search
            | Command::Palette
            | Command::Help
            | Command::Import
            | Command::Export
            | Command::ExportAs
            | Command::ReviseArticle
            | Command::EditArticle
            | Command::Projects
            | Command::Settings => Ok(Outcome::default()),
        }
    }

    /// Makes a quote of the selection, or picks the one that is there already.
    fn mark_quote(&mut self, now: Timestamp) -> Result<Outcome, Refusal> {
        let (selection, span) = self.selected()?;
        let content = self.pieces(&selection, span);
        if let Some(known) = self.quote_of(&selection, &content) {
            self.take_selection();
            return Ok(self.activate(Active::Quote(known)));
        }
        let quote: QuoteId = self.mint.mint();
        let outcome = self.perform(self.new_quote(quote.clone(), &selection, content)?, now)?;
        self.take_selection();
        self.look(|view| {
            view.active = Some(Active::Quote(quote));
            view.span = None;
        });
        Ok(outcome)
    }

    fn new_quote(&self, quote: QuoteId, selection: &Selection, content: Vec<Span>) -> Result<Edit, Refusal> {
        let text = self.project.text(&selection.article).ok_or(Refusal::NothingSelected)?;
        let kind = kind_of(text, &content);
        let attribution = Attribution { article: selection.article.clone(), content, kind, ..Attribution::default() };
        Ok(Edit::AddQuote { quote, attribution })
    }

    /// Adds the selection to the active quote. Where it overlaps a span of that role, it takes that span's place.
    fn mark_span(&mut self, role: Role, now: Timestamp) -> Result<Outcome, Refusal> {
        let (id, quote) = self.active_quote()?;
        let (selection, span) = self.selected()?;
        if selection.article != quote.attribution.article {
            return Err(Refusal::OtherArticle);
        }
        let overlapped = quote.attribution.spans(role).iter().position(|known| known.overlaps(span));
        let mark = match overlapped {
            Some(number) => Edit::MoveSpan { quote: id.clone(), role, number, span },
            None => Edit::MarkSpan { quote: id.clone(), role, span },
        };
        let edit = match self.speaker_named_by(&quote, &selection, role, span) {
            Some(speaker) => {
                let assign = Edit::AssignSpeaker { quote: id.clone(), speaker: Some(speaker) };
                Edit::Together { name: mark.name().to_owned(), edits: vec![mark, assign] }
            }
            None => mark,
        };
        let outcome = self.perform(edit, now)?;
        self.take_selection();
        if role == Role::Content {
            // Of several fragments, the keys go on with the one that was just added.
            self.pick_fragment(&id, span);
        }
        Ok(outcome)
    }

    /// Picks the fragment of the quote that has the span in it: one that touched another may have grown together with it.
    fn pick_fragment(&mut self, id: &QuoteId, span: Span) {
        let Some(quote) = self.project.quote(id) else { return };
        let number = quote.attribution.content.iter().position(|fragment| fragment.overlaps(span));
        self.look(|view| view.span = number.map(|number| (Role::Content, number)));
    }

    /// The one speaker who goes by just the words of a new source, if the quote has no speaker yet.
    fn speaker_named_by(&self, quote: &Quote, selection: &Selection, role: Role, span: Span) -> Option<SpeakerId> {
        if role != Role::Source || self.project.speaker_of(quote).is_some() {
            return None;
        }
        let words = squeeze(self.project.text(&selection.article)?.slice(span));
        if is_pronoun(&words) {
            return None;
        }
        let speakers = self.project.speakers();
        let mut named = speakers.iter().filter(|(id, _)| self.project.names(id).contains(&words));
        let (id, _) = named.next()?;
        named.next().is_none().then(|| (*id).clone())
    }

    /// Begins a contradiction with the selection or the active quote, or completes the one begun.
    fn contradict(&mut self, now: Timestamp) -> Result<Outcome, Refusal> {
        if self.view.selection.is_none()
            && self.view.pending.is_none()
            && let Some(Active::Link(link)) = self.view.active.clone()
        {
            self.look(|view| view.pending = Some(Pending::Link(link)));
            return Ok(tell("Now press X on the statement that joins this contradiction."));
        }
        let mut edits = Vec::new();
        let quote = if self.view.selection.is_some() {
            let (selection, span) = self.selected()?;
            let content = self.pieces(&selection, span);
            if let Some(known) = self.quote_of(&selection, &content) {
                known
            } else {
                let quote: QuoteId = self.mint.mint();
                edits.push(self.new_quote(quote.clone(), &selection, content)?);
                quote
            }
        } else {
            self.active_quote()?.0
        };
        match self.view.pending.clone() {
            None => self.begin_contradiction(quote, edits, now),
            Some(Pending::Quote(first)) if first == quote => {
                self.look(|view| view.pending = None);
                Ok(tell("Let go of the contradiction begun here."))
            }
            Some(Pending::Quote(first)) => self.complete_contradiction(first, quote, edits, now),
            Some(Pending::Link(link)) => {
                edits.push(Edit::JoinLink { link: link.clone(), quote });
                self.finish_contradiction(link, "add to contradiction", edits, now)
            }
        }
    }

    fn begin_contradiction(&mut self, quote: QuoteId, edits: Vec<Edit>, now: Timestamp) -> Result<Outcome, Refusal> {
        let made = match edits.into_iter().next() {
            Some(edit) => self.perform(edit, now)?,
            None => Outcome::default(),
        };
        self.take_selection();
        self.look(|view| {
            view.pending = Some(Pending::Quote(quote.clone()));
            view.active = Some(Active::Quote(quote));
            view.span = None;
        });
        Ok(Outcome { notice: tell("Now press X on the statement that contradicts it.").notice, ..made })
    }

    fn complete_contradiction(
        &mut self,
        first: QuoteId,
        second: QuoteId,
        mut edits: Vec<Edit>,
        now: Timestamp,
    ) -> Result<Outcome, Refusal> {
        let known = self.project.links_of(&first).find(|(link, _)| self.project.members(link).contains(&second));
        let link = if let Some((known, _)) = known {
            known.clone()
        } else {
            let link: LinkId = self.mint.mint();
            let members = vec![first, second];
            edits.push(Edit::LinkQuotes { link: link.clone(), relation: Relation::default(), members });
            link
        };
        self.finish_contradiction(link, "link contradiction", edits, now)
    }

    fn finish_contradiction(
        &mut self,
        link: LinkId,
        name: &str,
        edits: Vec<Edit>,
        now: Timestamp,
    ) -> Result<Outcome, Refusal> {
        let outcome = self.perform(Edit::Together { name: name.to_owned(), edits }, now)?;
        self.take_selection();
        self.look(|view| view.pending = None);
        self.activate(Active::Link(link));
        Ok(Outcome { notice: tell("Linked. Say in the panel what differs, and why.").notice, ..outcome })
    }

    /// Deletes the active span if it is one that can go, else the active record.
    fn delete(&mut self, now: Timestamp) -> Result<Outcome, Refusal> {
        let edit = match self.view.active.clone().ok_or(Refusal::NoQuote)? {
            Active::Link(link) => Edit::DeleteLink { link },
            Active::Speaker(speaker) => Edit::DeleteSpeaker { speaker },
            Active::Quote(quote) => {
                let record = self.project.quote(&quote).ok_or(Refusal::NoQuote)?;
                match self.view.span {
                    Some((role, number)) if role != Role::Content || record.attribution.content.len() > 1 => {
                        Edit::UnmarkSpan { quote, role, number }
                    }
                    _ => Edit::DeleteQuote { quote },
                }
            }
        };
        let notice = Some(format!("Done: {}.", edit.name()));
        Ok(Outcome { notice, ..self.perform(edit, now)? })
    }

    /// Moves one end of the active span, or of the content where no span is active, to the next word boundary.
    fn move_end(&mut self, end: End, direction: Direction, now: Timestamp) -> Result<Outcome, Refusal> {
        if let Some((place, suggestion)) = self.active_suggestion() {
            return self.move_end_of_suggestion(&place, suggestion, end, direction);
        }
        let (id, quote) = self.active_quote()?;
        let last = quote.attribution.content.len().saturating_sub(1);
        let number = match end {
            End::Start => 0,
            End::End => last,
        };
        let (role, number) = self.view.span.unwrap_or((Role::Content, number));
        let span = *quote.attribution.spans(role).get(number).ok_or(Refusal::NoQuote)?;
        let text = self.project.text(&quote.attribution.article).ok_or(Refusal::NoQuote)?;
        let moved = moved(text, span, end, direction)?;
        self.perform(Edit::MoveSpan { quote: id, role, number, span: moved }, now)
    }

    /// Moves one end of the active suggestion's content.
    fn move_end_of_suggestion(
        &mut self,
        place: &Place,
        mut suggestion: Suggestion,
        end: End,
        direction: Direction,
    ) -> Result<Outcome, Refusal> {
        let text = self.project.text(&place.article).ok_or(Refusal::NoSuggestion)?;
        let span = match end {
            End::Start => suggestion.content.first_mut(),
            End::End => suggestion.content.last_mut(),
        };
        let span = span.ok_or(Refusal::NoSuggestion)?;
        *span = moved(text, *span, end, direction)?;
        suggestion.kind = kind_of(text, &suggestion.content);
        Ok(self.reshape_suggestion(place, &suggestion))
    }

    /// Lets go of one thing: the selection first, then a contradiction begun, then the active span, then the record.
    fn let_go(&mut self) -> Outcome {
        let lets_go_of_pending = self.view.selection.is_none() && self.view.pending.is_some();
        let outcome = self.look(|view| {
            if view.selection.take().is_none() && view.pending.take().is_none() && view.span.take().is_none() {
                view.active = None;
                view.suggestion = None;
            }
        });
        if lets_go_of_pending { tell("Let go of the contradiction begun here.") } else { outcome }
    }

    fn close_column(&mut self) -> Outcome {
        match self.view.columns.focused().cloned() {
            Some(article) => self.look(|view| view.close(&article)),
            None => Outcome::default(),
        }
    }

    /// Makes boilerplate of the selected paragraphs, or text again where all of them are folded away.
    fn toggle_boilerplate(&mut self, now: Timestamp) -> Result<Outcome, Refusal> {
        let selection = self.view.selection.clone().ok_or(Refusal::NothingSelected)?;
        let project = &self.project;
        let article = project.article(&selection.article).ok_or(Refusal::NothingSelected)?;
        let text = project.text(&selection.article).ok_or(Refusal::NothingSelected)?;
        let chosen = text.paragraphs_of(selection.span);
        let mut with_words = chosen.clone().map(|number| text.paragraphs()[number]);
        if with_words.clone().all(|line| text.slice(line).trim().is_empty()) {
            return Err(Refusal::NothingSelected);
        }
        let is_folded = |line: Span| kind_at(article.regions(), line.start).is_some_and(RegionKind::folded);
        let all_folded = with_words.all(|line| text.slice(line).trim().is_empty() || is_folded(line));
        let kind = (!all_folded).then_some(RegionKind::Boilerplate);
        let regions = with_kind(text, article.regions(), chosen, kind);
        let correction = Correction { regions: Some(regions), ..Correction::default() };
        let correct = Edit::CorrectArticle { article: selection.article, correction };
        let name = if all_folded { "show as text" } else { "fold as boilerplate" };
        let outcome = self.perform(Edit::Together { name: name.to_owned(), edits: vec![correct] }, now)?;
        self.take_selection();
        Ok(outcome)
    }

    /// Assigns the active quote to the speaker with a number key, or accepts the active suggestion as said by them.
    pub(super) fn assign_number(&mut self, number: usize, now: Timestamp) -> Result<Outcome, Refusal> {
        let speakers = self.project.speakers_by_age();
        let place = number.checked_sub(1).and_then(|place| speakers.get(place));
        let speaker = place.map(|(id, _)| (*id).clone()).ok_or(Refusal::NoSpeaker(number));
        if self.view.suggestion.is_some() {
            return self.accept(Some(speaker?), now);
        }
        let (quote, _) = self.active_quote()?;
        let speaker = speaker?;
        self.perform(Edit::AssignSpeaker { quote, speaker: Some(speaker) }, now)
    }

    /// Assigns the active quote to a new speaker.
    pub(super) fn assign_new(&mut self, name: String, now: Timestamp) -> Result<Outcome, Refusal> {
        let (quote, _) = self.active_quote()?;
        let speaker: SpeakerId = self.mint.mint();
        let add = Edit::AddSpeaker { speaker: speaker.clone(), name, colour: next_colour(&self.project) };
        let assign = Edit::AssignSpeaker { quote, speaker: Some(speaker.clone()) };
        let edit = Edit::Together { name: "assign new speaker".to_owned(), edits: vec![add, assign] };
        Ok(Outcome { made: Some(speaker.to_string()), ..self.perform(edit, now)? })
    }

    fn active_quote(&self) -> Result<(QuoteId, Rc<Quote>), Refusal> {
        let id = self.view.active_quote().ok_or(Refusal::NoQuote)?;
        let quote = self.project.quote(id).ok_or(Refusal::NoQuote)?;
        Ok((id.clone(), Rc::clone(quote)))
    }

    /// The selection and its span, snapped.
    fn selected(&self) -> Result<(Selection, Span), Refusal> {
        let selection = self.view.selection.clone().ok_or(Refusal::NothingSelected)?;
        let span = snapped(&self.project, &selection, self.snap).ok_or(Refusal::NothingSelected)?;
        Ok((selection, span))
    }

    /// The quote that has just this content, if there is one.
    fn quote_of(&self, selection: &Selection, content: &[Span]) -> Option<QuoteId> {
        let mut quotes = self.project.quotes_over(&selection.article, *content.first()?);
        quotes.find(|(_, quote)| quote.attribution.content == content).map(|(id, _)| id.clone())
    }

    /// The selected words as a reader sees them: without lines folded away between them.
    fn pieces(&self, selection: &Selection, span: Span) -> Vec<Span> {
        let (article, text) = (self.project.article(&selection.article), self.project.text(&selection.article));
        let Some((article, text)) = article.zip(text) else { return vec![span] };
        let pieces = around_folds(text, article.regions(), span).into_iter();
        let pieces: Vec<Span> = pieces.filter_map(|piece| snap(text, piece, Snap::Exact)).collect();
        if pieces.is_empty() { vec![span] } else { pieces }
    }

    fn take_selection(&mut self) {
        self.look(|view| view.selection = None);
    }
}

/// A span with one end at the next word boundary.
fn moved(text: &Text, span: Span, end: End, direction: Direction) -> Result<Span, Refusal> {
    let moved = match end {
        End::Start => Span::new(word_edge(text, span.start, end, direction), span.end),
        End::End => Span::new(span.start, word_edge(text, span.end, end, direction)),
    };
    let shrinks = matches!((end, direction), (End::Start, Direction::Next) | (End::End, Direction::Previous));
    if moved.is_empty() || (shrinks && moved == span) { Err(Refusal::TooShort) } else { Ok(moved) }
}

/// The next word boundary from `byte`: for a start the beginning of a word, for an end the end of one. Where there is
/// none, `byte` itself.
fn word_edge(text: &Text, byte: usize, end: End, direction: Direction) -> usize {
    let edges = |within: Span| {
        text.slice(within).unicode_word_indices().map(move |(start, word)| match end {
            End::Start => within.start + start,
            End::End => within.start + start + word.len(),
        })
    };
    let here = text.paragraph_at(byte);
    // No word goes over the end of a paragraph.
    let paragraphs = text.paragraphs().iter().copied();
    let found = match direction {
        Direction::Next => paragraphs.skip(here).find_map(|within| edges(within).find(|&edge| edge > byte)),
        Direction::Previous => {
            let before = |within| edges(within).take_while(|&edge| edge < byte).last();
            paragraphs.take(here + 1).rev().find_map(before)
        }
    };
    found.unwrap_or(byte)
}

fn tell(notice: &str) -> Outcome {
    Outcome { notice: Some(notice.to_owned()), ..Outcome::default() }
}
