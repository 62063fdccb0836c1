//! The way from tab to tab: what one writes, the others that show the same project take in at once.
//!
//! By `BroadcastChannel`; where a browser has none, by the events that local storage gives. Each message opens with
//! the version of the stores' layout, so that a tab notices when a newer version has come.

use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent, StorageEvent};

use super::local::{LocalStorage, News};
use crate::domain::id::ArticleId;
use crate::domain::journal::{EntryName, SCHEMA};
use crate::web::browser::window;

/// The other tabs.
pub(super) struct Tabs {
    channel: Option<BroadcastChannel>,
    /// They hear as long as this is there.
    _listeners: Vec<EventListener>,
}

impl Tabs {
    /// Listens to the tabs that show `project`. To be called before the stores are read, so that nothing falls
    /// between reading and listening.
    pub(super) fn listen(
        project: &str,
        local: Option<Rc<LocalStorage>>,
        hear: impl Fn(News) + Clone + 'static,
    ) -> Self {
        let channel = BroadcastChannel::new(&format!("counterpoint/{project}")).ok();
        let mut listeners = Vec::new();
        if let Some(channel) = &channel {
            let hear = hear.clone();
            listeners.push(EventListener::new(channel, "message", move |event| {
                let message = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                message.into_iter().flat_map(|message| read(&message)).for_each(&hear);
            }));
        }
        if let Some(local) = local {
            let has_channel = channel.is_some();
            listeners.push(EventListener::new(&window(), "storage", move |event| {
                let Some(event) = event.dyn_ref::<StorageEvent>() else { return };
                let (Some(key), Some(value)) = (event.key(), event.new_value()) else { return };
                let news = local.read_news(&key, &value);
                news.filter(|news| !has_channel || matches!(news, News::Schema(_))).into_iter().for_each(&hear);
            }));
        }
        let tabs = Self { channel, _listeners: listeners };
        tabs.post(&Array::of1(&SCHEMA.into()));
        tabs
    }

    /// Tells the other tabs of an entry.
    pub(super) fn tell(&self, name: &EntryName, update: Option<&[u8]>, text: Option<(&ArticleId, &str)>) {
        let message = Array::of2(&SCHEMA.into(), &name.as_str().into());
        message.push(&update.map_or(JsValue::NULL, |update| Uint8Array::from(update).into()));
        if let Some((article, text)) = text {
            message.push(&article.as_str().into());
            message.push(&text.into());
        }
        self.post(&message);
    }

    /// Tells the other tabs which entries the durable store has.
    pub(super) fn tell_kept<'a>(&self, names: impl Iterator<Item = &'a EntryName>) {
        let names: Array = names.map(|name| JsValue::from(name.as_str())).collect();
        self.post(&Array::of2(&SCHEMA.into(), &names));
    }

    fn post(&self, message: &Array) {
        if let Some(channel) = &self.channel {
            // A tab that does not hear of an entry finds it in the stores.
            let _ = channel.post_message(message);
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

/// The news in a message: `[schema]`, `[schema, name, update or null, article, text]`, or `[schema, names]` of entries
/// that the durable store has.
fn read(message: &JsValue) -> Vec<News> {
    let Some(message) = message.dyn_ref::<Array>() else { return Vec::new() };
    let schema = message.get(0).as_f64().unwrap_or_default();
    if schema > f64::from(SCHEMA) {
        return vec![News::Schema(u32::MAX)];
    }
    if let Some(names) = message.get(1).dyn_ref::<Array>() {
        return names
            .iter()
            .filter_map(|name| name.as_string())
            .map(|name| News::Kept(name.as_str().into()))
            .collect();
    }
    let mut news = Vec::new();
    if let (Some(article), Some(text)) = (message.get(3).as_string(), message.get(4).as_string()) {
        news.push(News::Text(article.into(), text));
    }
    if let (Some(name), Ok(update)) = (message.get(1).as_string(), message.get(2).dyn_into::<Uint8Array>()) {
        news.push(News::Update(name.as_str().into(), update.to_vec()));
    }
    news
}
