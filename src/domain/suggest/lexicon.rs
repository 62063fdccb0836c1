//! Words that rules go by: verbs of saying and judging, and the small words around them. Single words, all of them.
//!
//! This file must not know how a sentence is read.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::token::word_hash;

/// What a word tells about the sentence that it stands in. A word may be of one sort only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// It says that somebody says something: "said".
    Saying,
    /// It does so where somebody stands right before it: "called".
    Judging,
    /// It is followed by whom it was said to: "told".
    Telling,
    /// It may stand between somebody and a cue: "has", "also".
    Helping,
    /// He, she, they.
    Pronoun,
    /// The, a, his: somebody begins with it.
    Determiner,
    /// Of, for: it joins a name and what follows.
    Joining,
    /// In, on, at: when and where follows.
    Placing,
    /// But, while, because: a clause begins.
    Parting,
}

const SAYING: &str = "said says say saying wrote writes added adds adding noted notes noting argued argues argue arguing \
    announced suggested suggests suggesting reported reportedly reports stated stating explained explains tweeted \
    acknowledged acknowledges continued concluded concludes declared warned warns claimed claims insisted insists \
    complained recalled admitted admits predicted denied denies revealed vowed responded replied confirmed conceded \
    joked asserted testified remarked commented cautioned emphasized stressed reiterated lamented boasted quipped \
    shouted recounted alleged alleges contended contends estimated estimates hoped hopes hoping believes believe \
    thinks think claim claiming disclosed indicated indicates emailed pleaded chanted interjected declaring observed \
    maintained maintains pointed retorted answered asks asked wondered wonders repeated promised promises \
    dit affirme déclaré sagte sagten erklärte dijo afirmó disse сказав сказала заявив заявила повідомив сказал";

const JUDGING: &str = "called calls calling described describes describing criticized criticizes criticizing accused \
    accuses accusing endorsed endorses praised praises praising cited cites citing blamed blames denounced denounces \
    denouncing condemned condemns rejected dismissed defended defends opposed opposes supported supports sought seeks \
    refused refuses declined urged urges urging offered agreed agrees shows showed show found finds seemed seems \
    appeared appears expressed questioned mocked attacked blasted slammed slams proposed proposes wants wanted \
    expected referring referred mentioned mentions threatened pledged voiced outlined echoed touted invoked \
    highlighted challenged decried railed read reads sees worried worries considers knows \
    issued portrayed unveiled discussed ordered nominated requested demanded demands pressed";

const TELLING: &str = "told tells telling assured assures reminded reminds reminding informed thanked encouraged";

const HELPING: &str = "has have had also later then once again even never often recently already repeatedly still \
    just is are was were be been would will could can may might to did does do not now always previously reportedly \
    immediately quickly publicly first however";

const PRONOUN: &str = "he she they it i we you who one er sie il elle él ella він вона вони он она они";

const DETERMINER: &str = "the a an his her their its our my some many several most both another this that these those \
    two three four five other all no";

const JOINING: &str = "of for from with and de von";

const PLACING: &str = "in on at during after before by to about over since until when under following through into \
    against as monday tuesday wednesday thursday friday saturday sunday earlier last late";

const PARTING: &str = "but while because although though whereas if which where whose so or than whether that there only instead like quoted quotes quoting";

static SORTS: LazyLock<HashMap<u32, Sort>> = LazyLock::new(|| {
    let lists = [
        (SAYING, Sort::Saying),
        (JUDGING, Sort::Judging),
        (TELLING, Sort::Telling),
        (HELPING, Sort::Helping),
        (PRONOUN, Sort::Pronoun),
        (DETERMINER, Sort::Determiner),
        (JOINING, Sort::Joining),
        (PLACING, Sort::Placing),
        (PARTING, Sort::Parting),
    ];
    lists
        .into_iter()
        .flat_map(|(words, sort)| words.split_whitespace().map(move |word| (word_hash(word), sort)))
        .collect()
});

/// What the word with this hash tells, if anything.
#[must_use]
pub(super) fn sort(word: u32) -> Option<Sort> {
    SORTS.get(&word).copied()
}
