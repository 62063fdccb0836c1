//! The wording of page furniture, in lower case with plain apostrophes: what share bars, notices, pitches and
//! teasers say on news pages. Tables and nothing else; rustfmt would give each phrase a line of its own.

/// Whole lines, punctuation at the ends aside, that the page says wherever it likes: the report may go on after them.
#[rustfmt::skip]
pub(super) const ANYWHERE: &[&str] = &[
    "advertisement", "advertisement - scroll to continue", "ad", "ads", "sponsored", "sponsored content", "promoted",
    "promoted content", "story continues below", "article continues below", "scroll to continue", "share",
    "share this", "share article", "share this article", "share this story", "share this page", "share story",
    "tweet", "tweet this", "email", "email this", "print", "print this", "copy link", "link copied", "save",
    "save article", "bookmark", "listen", "listen to this article", "gift this article", "follow", "follow us",
    "loading", "menu", "search", "skip to content", "skip to main content", "skip advertisement", "sign in",
    "log in", "login", "register", "subscribe", "subscribe now", "donate", "donate now", "contribute",
    "contribute today", "contribute now", "support us", "accept", "accept all", "accept cookies",
    "accept all cookies", "reject all", "i agree", "agree", "manage cookies", "manage preferences",
    "cookie settings", "cookie policy", "privacy policy", "terms of use", "terms of service", "continue reading",
    "keep reading", "show more", "show less", "load more", "close", "view image in fullscreen", "play video",
    "watch", "live", "back to top", "image source", "image caption", "breaking news", "remind me later",
    // German, French, Spanish, Italian, Polish
    "anzeige", "werbung", "teilen", "artikel teilen", "drucken", "merken", "publicité", "partager",
    "partager cet article", "imprimer", "publicidad", "compartir", "imprimir", "pubblicità", "condividi", "reklama",
    "udostępnij",
    // Russian, Ukrainian
    "реклама", "поделиться", "поделиться в соцсетях", "распечатать", "поділитися", "поділитись", "поширити",
    "роздрукувати", "підписатися", "подписаться",
];

/// Whole lines that head what comes after a report: teasers, comments, tags.
#[rustfmt::skip]
pub(super) const AFTER: &[&str] = &[
    "comments", "comment", "leave a comment", "leave a reply", "post a comment", "join the conversation",
    "view comments", "show comments", "add a comment", "read more", "read next", "read also", "also read",
    "see also", "up next", "more on this story", "more on this topic", "more stories", "more news", "more from us",
    "related", "related articles", "related article", "related stories", "related story", "related topics",
    "related news", "related content", "related links", "related posts", "related coverage", "recommended",
    "recommended for you", "recommended reading", "recommended stories", "you may also like", "you might also like",
    "you may be interested in", "you might be interested in", "most read", "most popular", "most viewed", "popular",
    "popular now", "trending", "trending now", "latest", "latest news", "latest stories", "top stories", "top news",
    "editor's picks", "editors' picks", "editor's choice", "don't miss", "what to read next", "tags", "topics",
    "about the author", "about us", "about this article", "newsletter", "our newsletter", "previous article",
    "next article", "dear readers", "dear reader", "not ready to support today", "contact us",
    "follow us on social media", "our standards",
    // German, French, Spanish, Italian, Polish
    "lesen sie auch", "mehr zum thema", "mehr dazu", "das könnte sie auch interessieren", "kommentare", "kommentar",
    "meistgelesen", "themen", "lire aussi", "à lire aussi", "sur le même sujet", "les plus lus", "commentaires",
    "réagir", "lea también", "le puede interesar", "más noticias", "comentarios", "leggi anche", "commenti",
    "czytaj także", "czytaj też", "komentarze",
    // Russian, Ukrainian
    "читайте также", "читать далее", "материалы по теме", "по теме", "комментарии", "комментарий", "теги",
    "самое читаемое", "популярное", "читайте також", "читати далі", "матеріали за темою", "за темою", "коментарі",
    "коментар", "популярне", "головні новини",
];

/// Beginnings of short lines that stand wherever the page likes.
#[rustfmt::skip]
pub(super) const BEGIN_ANYWHERE: &[&str] = &[
    "read more:", "read also:", "also read:", "read next:", "related:", "related article:", "related story:",
    "see also:", "more:", "watch:", "watch live:", "watch now:", "listen:", "don't miss:", "recommended:",
    "in pictures:", "explainer:", "analysis:", "opinion:", "share on ", "share via ", "share this ", "share:",
    "share with ", "tweet this ", "follow us ", "follow along ", "join us on ", "join our ", "like us on ",
    "sign up for ", "sign up to ", "sign up here", "signup for ", "subscribe to ", "subscribe for ", "subscribe now",
    "subscribe today", "subscribe here", "already a subscriber", "already have an account", "create an account",
    "create a free account", "download our ", "download the app", "get the app", "get our app", "get our ",
    "get the latest ", "get unlimited ", "click here to ", "tap here to ", "log in to ", "sign in to ",
    "register to ", "register for free", "story continues ", "article continues ", "scroll down ", "we use cookies",
    "this site uses cookies", "this website uses cookies", "our site uses cookies", "our website uses cookies",
    "by continuing to use ", "by continuing to browse ", "by clicking ", "by signing up", "by subscribing",
    "by submitting ", "we and our partners", "we value your privacy", "please enable ", "enable javascript",
    "you need to enable javascript", "your browser ", "this video can not ", "this video cannot ",
    "subscribers agree to ", "support our ", "support independent ", "donate to ", "contribute to our ",
    "make a donation", "become a member", "become a supporter", "become a subscriber", "advertisement",
    "sponsored by ", "start your free trial", "cancel anytime", "cancel at any time", "add us as a preferred ",
    "add us on google", "listen to this article",
    // German, French, Spanish
    "lesen sie auch:", "mehr zum thema:", "abonnieren sie ", "folgen sie uns", "wir verwenden cookies", "lire aussi",
    "à lire aussi", "abonnez-vous", "inscrivez-vous ", "suivez-nous", "nous utilisons des cookies", "lea también",
    "suscríbete", "síguenos", "utilizamos cookies", "leggi anche", "czytaj także", "czytaj też",
    // Russian, Ukrainian
    "читайте также:", "читайте нас ", "подписывайтесь ", "подпишитесь ", "следите за ", "мы используем ",
    "поделиться ", "читайте також:", "підписуйтесь ", "підписуйтеся ", "підпишіться ", "стежте за ",
    "ми використовуємо ",
];

/// Beginnings of short lines that come after a report.
#[rustfmt::skip]
pub(super) const BEGIN_AFTER: &[&str] = &[
    "read more about", "read more on", "read more from", "read more in", "more about", "more on ", "more from ",
    "more stories ", "related topics", "related tags", "tags:", "topics:", "filed under", "posted in", "categories:",
    "a message from ", "dear readers", "dear reader", "not ready to support", "help us ", "leave a comment",
    "leave your comment", "post your comment", "join the discussion", "comments are closed", "comments on this",
    "this article was originally ", "this article first appeared", "this story was originally ",
    "this story was first ", "originally published", "first published in ", "republished ", "reprinted ",
    "copyright ", "©", "(c) ", "all rights reserved", "about the author", "contact the author",
    "contact the newsroom", "send us a tip", "have a tip", "got a tip", "do you have a story", "for more news",
    "for more on ", "for the latest ", "you can read more ", "click here for more", "found a mistake",
    "report an error", "report a typo", "our standards:", "alle rechte vorbehalten", "tous droits réservés",
    "все права защищены", "всі права захищено", "усі права захищено", "теги:", "оставить комментарий",
    "залишити коментар", "нашли ошибку", "знайшли помилку", "якщо ви знайшли помилку", "если вы нашли ошибку",
];

/// Words by which a page asks for something, or sells it. Each counts once.
#[rustfmt::skip]
pub(super) const PITCH: &[&str] = &[
    "subscribe", "subscriber", "subscription", "newsletter", "donat", "contribut", "support", "sign up",
    "privacy policy", "terms of", "independent journalism", "our journalism", "our reporting", "our work",
    "our readers", "readers", "membership", "member", "inbox", "mailbox", "your email", "cookie", "our app",
    "free trial", "cancel any", "cancel at any", "unlimited access", "ad-free", "paywall", "advertis", "click",
    "your privacy", "personal data", "log in", "unsubscribe", "for as little as", "per month", "a month", "a week",
    "monthly", "personalis", "personaliz", "подпис", "підпис", "пожертв", "поддерж", "підтрим", "abonn", "spende",
    "unterstütz", "soutenez", "suscri",
];

/// Words by which a page speaks to its reader, or of itself.
#[rustfmt::skip]
pub(super) const ADDRESS: &[&str] = &[
    "you", "your", "you're", "you'll", "yours", "we", "we're", "we've", "we'll", "us", "our", "ours", "sie", "ihr",
    "ihre", "wir", "uns", "vous", "votre", "nous", "notre", "usted", "nosotros", "вы", "вас", "ваш", "ваша", "мы",
    "нас", "нам", "наш", "ви", "ми", "наша",
];

/// The names of the places that a page asks to be shared on.
#[rustfmt::skip]
pub(super) const NETWORKS: &[&str] = &[
    "facebook", "twitter", "x", "whatsapp", "telegram", "linkedin", "reddit", "instagram", "youtube", "tiktok",
    "messenger", "viber", "pinterest", "threads", "bluesky", "mastodon", "flipboard", "email", "e-mail", "mail",
    "sms", "print", "copy", "link", "share", "tweet", "post", "rss", "pocket", "line", "wechat", "vk", "вконтакте",
    "одноклассники", "телеграм", "фейсбук", "on", "via", "google", "news", "+",
];

/// News agencies, as captions and datelines name them, in lower case.
#[rustfmt::skip]
pub(super) const AGENCIES: &[&str] = &[
    "afp", "ap", "associated press", "the associated press", "reuters", "upi", "tass", "interfax", "dpa", "efe",
    "ansa", "xinhua", "bloomberg", "getty", "getty images", "epa", "epa-efe", "pa", "pa media", "pa wire", "pool",
    "ukrinform", "unian", "ria novosti", "sputnik", "rfe", "rl", "rfe/rl", "anadolu", "anadolu agency", "aa", "cp",
    "aap", "kyodo", "yonhap", "pti", "ani", "agencies", "wires", "afp via getty images", "ap photo", "zuma",
    "shutterstock", "nurphoto", "imago", "belga", "keystone", "tt", "ntb", "ritzau", "pap", "agerpres", "afp-jiji",
    "picture alliance", "handout", "тасс", "риа новости", "укрінформ", "уніан", "интерфакс", "рейтер",
];

/// Words that names of news outlets are made of, in lower case.
#[rustfmt::skip]
pub(super) const OUTLET_WORDS: &[&str] = &[
    "news", "times", "post", "herald", "tribune", "journal", "gazette", "daily", "press", "wire", "observer",
    "guardian", "ledger", "chronicle", "radio", "tv", "television", "telegraph", "courier", "dispatch", "mail",
    "mirror", "standard", "independent", "globe", "star", "sun", "record", "register", "bulletin", "examiner",
    "inquirer", "sentinel", "monitor", "reporter", "review", "magazine", "weekly", "network", "media", "online",
    "today", "express", "echo", "argus", "bbc", "cnn", "nbc", "abc", "cbs", "fox", "npr", "pbs", "politico",
    "zeitung", "tagesschau", "spiegel", "monde", "figaro", "pravda", "правда", "известия", "новости", "новини",
    "газета", "вестник", "desk", "broadcaster", "insider",
];

/// Labels over a summary.
#[rustfmt::skip]
pub(super) const KEY_POINTS: &[&str] = &[
    "key points", "key takeaways", "takeaways", "key facts", "highlights", "story highlights", "summary",
    "article summary", "in brief", "at a glance", "in short", "what you need to know", "the main points",
    "main points", "das wichtigste in kürze", "auf einen blick", "points clés", "l'essentiel", "en bref",
    "puntos clave", "claves", "главное", "коротко", "головне", "стисло",
];
