// Keeps a release of the page in the browser: a later visit takes nothing from the network, and works without one.
//
// It is a service worker, sw.js in a release. `cargo xtask dist` writes two constants in front of it: FILES, the names
// of the files of the release, paths from the page, each with the hash of what is in it; and VERSION, which is another
// one where any file is. A new version is fetched beside the old one, and takes over once no page of that is open: all
// that a page consists of is of one version. What cannot be fetched whole is not kept at all.

/** Caches of this page begin with it: another page of this host may have its own. */
const OURS = `counterpoint ${self.registration.scope} `;
const CACHE = OURS + VERSION;

/** Names of such files tell what is in them. */
const NAMED_BY_CONTENT = /-[0-9a-f]{16}[._/]/;

/** What the folder of the page itself shows. */
const PAGE = "index.html";

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name !== null) event.respondWith(answer(name, event.request));
});

/** Keeps all files. One after the other: whoever uses the page meanwhile goes first. */
async function keep() {
  const cache = await caches.open(CACHE);
  for (const [name, integrity] of Object.entries(FILES)) {
    // What an attempt of before has kept is whole.
    if (!(await found(cache, name))) await cache.put(addressOf(name), await fetched(name, integrity));
  }
}

async function fetched(name, integrity) {
  // What the browser has of the first visit is not fetched again, where it must be the same.
  const mode = NAMED_BY_CONTENT.test(name) ? "default" : "no-cache";
  const response = await fetch(addressOf(name), { integrity, cache: mode, priority: "low" });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  if (!response.redirected) return response;
  // A host may have one address for another, as / for /index.html. Browsers open no page that comes by such a way.
  return new Response(response.body, { headers: { "content-type": response.headers.get("content-type") } });
}

async function takeOver() {
  for (const key of await caches.keys()) {
    if (key.startsWith(OURS) && key !== CACHE) await caches.delete(key);
  }
  // The page that brought this worker needs it too, where it has not fetched all of its parts yet.
  await self.clients.claim();
}

/** What is kept; or else, where the browser had to make room or cannot read what it has, what the host has. */
async function answer(name, request) {
  const kept = await caches.open(CACHE).then((cache) => found(cache, name)).catch(() => undefined);
  return kept ?? fetch(request);
}

/** A host may say that its answer depends on headers of the request. This one does for all that ask from here. */
function found(cache, name) {
  return cache.match(addressOf(name), { ignoreVary: true });
}

/** The file that a request asks for; null where it asks for something else. */
function nameOf(request) {
  const [address] = request.url.split("#");
  const { scope } = self.registration;
  if (request.method !== "GET" || !address.startsWith(scope)) return null;
  const isPage = request.mode === "navigate";
  // A page is told by its address which project is to be open.
  const path = isPage ? address.split("?")[0] : address;
  const name = decoded(path.slice(scope.length)) || (isPage ? PAGE : "");
  return Object.hasOwn(FILES, name) ? name : null;
}

function addressOf(name) {
  return name.split("/").map(encodeURIComponent).join("/");
}

/** There is more than one way to write a name into an address. */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return "?";
  }
}
