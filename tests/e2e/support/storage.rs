//! What the browser keeps for the page: to look at it behind the page's back, to spoil it, to take its room away.

use anyhow::{Result, ensure};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::page::Page;

/// Leaves no room in the page's local storage, down to the last few characters.
const FILL: &str = "() => {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
        try {
            for (let number = 0; ; number++) localStorage.setItem(`filler-${size}-${number}`, 'x'.repeat(size));
        } catch {}
    }
}";

const EMPTY: &str = "() => Object.keys(localStorage).filter(key => key.startsWith('filler'))
    .forEach(key => localStorage.removeItem(key))";

/// As many bytes as limited databases may hold.
const QUOTA: u32 = 2 << 20;

/// The same for its databases.
const FILL_DATABASES: &str = "async () => {
    const opening = indexedDB.open('filler', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('filler', { autoIncrement: true });
    const database = await new Promise(done => { opening.onsuccess = () => done(opening.result); });
    for (let size = 1 << 20; size >= 1; size >>= 1) {
        for (let has_room = true; has_room;) {
            const transaction = database.transaction('filler', 'readwrite');
            transaction.objectStore('filler').put(new Uint8Array(size));
            has_room = await new Promise(done => {
                transaction.oncomplete = () => done(true);
                transaction.onabort = () => done(false);
            });
        }
    }
    database.close();
}";

/// How much room there is.
impl Page {
    /// Leaves no room in local storage.
    pub(crate) async fn fill_local_storage(&self) -> Result<()> {
        self.act(FILL, json!([])).await
    }

    /// Takes out again what filled local storage.
    pub(crate) async fn empty_local_storage(&self) -> Result<()> {
        self.act(EMPTY, json!([])).await
    }

    /// Lets the browser's databases have no more than [`QUOTA`] for the site. To be called before anything is in them:
    /// the browser reckons for half a minute with the room that it has once found.
    pub(crate) async fn limit_databases(&self) -> Result<()> {
        let quota = json!({ "origin": self.origin().await?, "quotaSize": QUOTA });
        self.session.devtools("Storage.overrideQuotaForOrigin", quota).await.map(drop)
    }

    /// Leaves no room in the browser's databases, which were limited before.
    pub(crate) async fn fill_databases(&self) -> Result<()> {
        self.act(FILL_DATABASES, json!([])).await
    }

    /// Gives the browser's databases as much room as they have by themselves.
    pub(crate) async fn empty_databases(&self) -> Result<()> {
        let quota = json!({ "origin": self.origin().await? });
        self.session.devtools("Storage.overrideQuotaForOrigin", quota).await.map(drop)
    }
}

/// What is there.
impl Page {
    /// Has the browser clear away what it keeps for the site, of some kinds: `indexeddb`, `local_storage`.
    pub(crate) async fn clear_away(&self, kinds: &str) -> Result<()> {
        let what = json!({ "origin": self.origin().await?, "storageTypes": kinds });
        self.session.devtools("Storage.clearDataForOrigin", what).await.map(drop)
    }

    /// Runs a JavaScript function on the project's database, which has to be there. It is given the open database, a
    /// function that awaits a request, and the arguments.
    pub(crate) async fn in_database<T: DeserializeOwned>(&self, function: &str, arguments: Value) -> Result<T> {
        let whole = format!(
            "async (...given) => {{
                const asked = request => new Promise((done, failed) => {{
                    request.onsuccess = () => done(request.result);
                    request.onerror = () => failed(request.error);
                }});
                const database = await asked(indexedDB.open('counterpoint/default'));
                try {{
                    return await ({function})(database, asked, ...given);
                }} finally {{
                    database.close();
                }}
            }}"
        );
        self.run(&whole, arguments).await
    }

    /// The keys of a store of the project's database.
    pub(crate) async fn keys_of(&self, store: &str) -> Result<Vec<String>> {
        let keys = "(database, asked, store) => asked(database.transaction(store).objectStore(store).getAllKeys())";
        self.in_database(keys, json!([store])).await
    }

    /// A row of the project's database: a list of bytes, or what else is there.
    pub(crate) async fn row(&self, store: &str, key: &str) -> Result<Value> {
        let row = "async (database, asked, store, key) => {
            const value = await asked(database.transaction(store).objectStore(store).get(key));
            return value instanceof Uint8Array ? [...value] : value ?? null;
        }";
        self.in_database(row, json!([store, key])).await
    }

    /// Local storage, every key.
    pub(crate) async fn local_storage(&self) -> Result<Map<String, Value>> {
        self.run("() => ({ ...localStorage })", json!([])).await
    }

    async fn origin(&self) -> Result<String> {
        let origin = self.address().await?.origin();
        ensure!(origin.is_tuple(), "the tab is at no site");
        Ok(origin.ascii_serialization())
    }
}
