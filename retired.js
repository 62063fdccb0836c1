// Takes the place of worker.js where the page is no release, as with `cargo xtask serve`.
//
// A browser that has kept a release of this address would open that one forever. It looks for another sw.js by itself,
// and finds this one, which gives up what was kept and has open pages come from the host.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(retire()));

async function retire() {
  const pages = await self.clients.matchAll({ type: "window" });
  const ours = `counterpoint ${self.registration.scope} `;
  for (const key of await caches.keys()) {
    if (key.startsWith(ours)) await caches.delete(key);
  }
  await self.registration.unregister();
  for (const page of pages) page.navigate(page.url);
}
