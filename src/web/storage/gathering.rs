//! Gathers what the stores hold of a project that this page does not show, and changes nothing there.

use super::durable::{Durable, name_of};
use super::local::LocalStorage;
use super::{StorageError, database};
use crate::domain::article::article_id;
use crate::domain::id::ArticleId;
use crate::domain::journal::{Piece, restore};
use crate::domain::replica::Replica;
use crate::domain::text::Text;
use crate::web::browser::random;

/// Everything that could be read of a project.
pub struct Gathered {
    /// What its replica holds, as one update.
    pub update: Vec<u8>,
    /// The articles' texts.
    pub texts: Vec<(ArticleId, Text)>,
    /// How many entries could not be read. They stay where they are.
    pub damaged: usize,
}

/// Gathers what both stores hold of `project`.
///
/// # Errors
/// A store fails to give what it holds.
pub async fn gather(project: &str) -> Result<Gathered, StorageError> {
    let mut replica = Replica::new(random());
    let mut texts: Vec<(ArticleId, Text)> = Vec::new();
    let mut take = |piece: Piece<'_>| match piece {
        Piece::Update(update) => replica.merge(update).is_ok(),
        Piece::Proved(update) => replica.merge_proved(update).is_ok(),
        Piece::Text(article, text) => {
            let is_sound = article_id(text) == article.as_str();
            if is_sound && !texts.iter().any(|(known, _)| known == article) {
                texts.push((article.clone(), Text::new(text)));
            }
            is_sound
        }
    };
    let mut damaged = 0;
    if let Some(durable) = open(project).await? {
        let rows = durable.read().await;
        durable.close();
        damaged += restore(&rows?, &mut take).damaged.len();
    }
    if let Ok(local) = LocalStorage::open(project) {
        let near = local.read()?;
        let pieces = near.updates.iter().map(|(_, update)| Piece::Update(update));
        let pieces = pieces.chain(near.texts.iter().map(|(article, text)| Piece::Text(article, text)));
        damaged += near.damaged.len() + pieces.filter(|piece| !take(*piece)).count();
    }
    Ok(Gathered { update: replica.encode(), texts, damaged })
}

/// The database of `project`, where it has one. Opening makes it where there is none, which is done only where the
/// browser does not tell.
async fn open(project: &str) -> Result<Option<Durable>, StorageError> {
    let open = || Durable::open(project, |_| {});
    match database::names().await {
        Ok(names) if names.contains(&name_of(project)) => open().await.map(Some),
        Ok(_) => Ok(None),
        Err(StorageError::Missing(_)) => match open().await {
            Err(StorageError::Missing(_)) => Ok(None),
            opened => opened.map(Some),
        },
        Err(error) => Err(error),
    }
}
