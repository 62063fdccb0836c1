// Stands in for the application when it has died: says so, and hands out the work as a backup file.
//
// It shares no code with the application, and works where WebAssembly does not. It is told by a `counterpoint-panic`
// event on the window, `{ message, updates: [Uint8Array], texts: {id: text}, isUnkept, isTorn, isStart }`, or finds out
// by an error that only a dead application throws: a panic ends in a trap, and a full stack or memory traps without a
// panic. It reads what the browser has kept, changes nothing of it, and shows once. While it holds what no store has,
// it asks before it is left. `src/domain/backup.rs` says what is in the file.

// What the application may listen to. No event of the window may reach it once it is dead: its data may be half changed.
// A timer or an answer of the database may still wake it, which ends where it finds its session in use.
const EVENTS =
  "auxclick beforeinput beforetoggle beforeunload blur cancel change click close compositionend " +
  "compositionstart compositionupdate contextmenu copy cut dblclick drag dragend dragenter dragleave dragover " +
  "dragstart drop focus focusin focusout freeze hashchange input invalid keydown keypress keyup message " +
  "mousedown mousemove mouseout mouseover mouseup offline online pagehide pageshow paste pointercancel " +
  "pointerdown pointermove pointerout pointerover pointerup popstate reset resize resume scroll scrollend " +
  "select selectionchange selectstart storage submit toggle touchcancel touchend touchmove touchstart " +
  "visibilitychange wheel";

/** A store that has not answered for so long is left. */
const PATIENCE_MILLISECONDS = 5_000;

/** A download's address may be let go of after so long: by then the browser has the file. */
const DOWNLOAD_MILLISECONDS = 60_000;

/** So many characters (code points) of a project's name the name of a file has at most. */
const LONGEST_SLUG = 40;

/** What was read, or handed over: updates in base64, texts by the ids of their articles, and what went wrong. */
const found = {
  name: "", updates: new Set(), texts: Object.create(null), aside: Object.create(null), problems: new Set(),
};

/** What is known of the changes of the last moments, and what became of them. */
const last = {
  isUnkept: false, // No store has them, or may not: `isUnkept` of the event.
  isTorn: false, // One may be missing from the file too: `isTorn` of the event.
  isLost: false, // The application could hand over nothing, and had some that no store took.
  isDownloaded: false,
  isAsked: false, // Whether to leave without them.
  isGivenUp: false,
};

/** The screen, once it is shown: its actions by their buttons, and what else changes in it. */
let shown = null;

for (const type of EVENTS.split(" ")) {
  // This script runs before the application, so that its listeners come before those of the application. What is
  // passive cannot ask.
  window.addEventListener(type, keepOut, { capture: true, passive: type !== "beforeunload" });
}
window.addEventListener("counterpoint-panic", (event) => {
  event.preventDefault();
  rescue(event.detail ?? {});
});
window.addEventListener("error", (event) => notice(event.error));
window.addEventListener("unhandledrejection", (event) => notice(event.reason));

/** Buttons act without any listener of theirs: those of the screen are answered from here. */
function keepOut(event) {
  if (!shown) return;
  event.stopImmediatePropagation();
  if (event.type === "click") shown.actions.get(event.target)?.(event);
  if (event.type === "beforeunload" && isAtRisk() && !last.isGivenUp) event.preventDefault();
}

function notice(error) {
  // After a panic comes a trap, which has no more to say.
  if (shown || !isDeadly(error)) return;
  // Nothing is handed over. Whether anything waited for a store, the page still says.
  last.isLost = document.querySelector("output[data-save='failed']") !== null;
  // Some browsers begin the stack with the message, others have the stack alone.
  const message = error.stack?.includes(error.message) ? error.stack : `${error}\n${error.stack}`;
  rescue({ message, isTorn: true });
}

/** A trap; or a stack or memory that is full, which is an error of JavaScript with WebAssembly among its callers. */
function isDeadly(error) {
  if (typeof WebAssembly === "undefined" || !(error instanceof Error)) return false;
  const isFull = error instanceof RangeError || error.name === "InternalError";
  return error instanceof WebAssembly.RuntimeError || (isFull && /\bwasm\b/.test(error.stack ?? ""));
}

/** Shows the screen, and reads what is kept. Of a later event only what it hands over counts. */
function rescue({ message = "", updates = [], texts = {}, isUnkept = false, isTorn = false, isStart = false }) {
  const known = found.updates.size;
  for (const update of updates) found.updates.add(encode(update));
  // The application has proved them.
  Object.assign(found.texts, texts);
  last.isUnkept ||= isUnkept;
  last.isTorn ||= isTorn;
  if (isUnkept && found.updates.size > known) last.isDownloaded = false;
  if (shown) return warn();
  shown = show(String(message), isStart);
  warn();
  shown.gathered = gather().catch((error) => problem("What is kept", error)).then(() => tell(...readiness()));
}

// What is kept

/** The project that the address names, or the one that was open last. */
function currentProject() {
  const isId = (id) => /^[\w-]{1,80}$/.test(id ?? "");
  const named = new URLSearchParams(location.search).get("project");
  if (isId(named)) return named;
  let recent;
  attempt("The browser’s local storage", () => { recent = localStorage.getItem("counterpoint/last-project"); });
  return isId(recent) ? recent : "default";
}

async function gather() {
  const project = currentProject();
  attempt("The browser’s local storage", () => gatherLocal(project));
  const row = (store, key, value) => take[store](key, value, `${store}/${key}`);
  const shelf = (store, key, value) => { if (key === `${project}/name`) found.name ||= nameIn(value); };
  await Promise.all([
    gatherDatabase(`counterpoint/${project}`, Object.keys(take), row),
    gatherDatabase("counterpoint", ["shelf"], shelf),
  ]);
}

/** The name in a field of the list of projects: `{"at": TIME, "value": NAME}`. */
function nameIn(field) {
  try {
    return String(JSON.parse(field)?.value ?? "").trim();
  } catch {
    return "";
  }
}

function gatherLocal(project) {
  found.name = nameIn(localStorage.getItem(`counterpoint/shelf/${project}/name`));
  const prefix = `counterpoint/${project}/`;
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith(prefix))) {
    const [kind, ...rest] = key.slice(prefix.length).split("/");
    const [name, value, place] = [rest.join("/"), localStorage.getItem(key), `local/${kind}/${rest.join("/")}`];
    if (kind === "text") keepText(name, value, place);
    else if (kind === "update" && isBase64(value)) found.updates.add(value.replace(/=+$/, ""));
    else if (kind === "update" || kind === "aside") found.aside[place] = value;
  }
}

/** What becomes of a row, by its store. What has another form than it should is put aside. */
const take = {
  updates: (key, bytes) => found.updates.add(encode(bytes)),
  snapshots: (key, bytes, place) => {
    // 32 bytes of hash, the length of a list of names, the list, and the update that is wanted.
    const length = bytes.length < 36 ? Infinity : new DataView(bytes.buffer, bytes.byteOffset).getUint32(32, true);
    if (36 + length < bytes.length) found.updates.add(encode(bytes.subarray(36 + length)));
    else found.aside[place] = encode(bytes);
  },
  texts: (key, bytes, place) => {
    try {
      keepText(key, new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), place);
    } catch {
      found.aside[place] = encode(bytes);
    }
  },
  aside: (key, value, place) => { found.aside[place] = value instanceof Uint8Array ? encode(value) : String(value); },
};

/** Of two texts under one id, one is damaged; which one, whoever opens the file can tell. */
function keepText(id, text, place) {
  if ((found.texts[id] ?? text) === text) found.texts[id] = text;
  else found.aside[place] = text;
}

/** Reads all rows of some stores of a database, if there is one. Never fails: what goes wrong is a problem to tell. */
function gatherDatabase(name, stores, row) {
  let database = null;
  const reading = new Promise((resolve, reject) => {
    let timer;
    // Each answer gives it more time: a large database is not a stuck one.
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => reject(new Error("it does not answer")), PATIENCE_MILLISECONDS);
    };
    const ask = (request, answer) => {
      request.onsuccess = () => { wait(); answer(request.result); };
      request.onerror = (event) => {
        // One row that cannot be read does not end the transaction.
        event.preventDefault();
        problem("The browser’s database", request.error);
      };
    };
    wait();
    const opening = openDatabase(name);
    if (!opening) return resolve();
    // There is none, and reading must not make one.
    opening.onupgradeneeded = () => { opening.transaction.abort(); resolve(); };
    opening.onerror = (event) => { event.preventDefault(); reject(opening.error); };
    opening.onsuccess = () => {
      database = opening.result;
      const present = stores.filter((store) => database.objectStoreNames.contains(store));
      try {
        if (present.length) readAll(database.transaction(present));
        else resolve();
      } catch (error) {
        reject(error);
      }
    };
    const readAll = (transaction) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
      for (const store of transaction.objectStoreNames) {
        const objects = transaction.objectStore(store);
        const take = (key) => (value) => attempt(`The entry ${store}/${key}`, () => row(store, key, value));
        ask(objects.getAllKeys(), (keys) => keys.forEach((key) => ask(objects.get(key), take(key))));
      }
    };
  });
  return reading.catch((error) => problem("The browser’s database", error)).finally(() => database?.close());
}

/** Begins to open a database. Nothing where the browser gives the page none, which is a problem to tell. */
function openDatabase(name) {
  let reason = "";
  try {
    const opening = window.indexedDB?.open(name);
    if (opening) return opening;
  } catch (error) {
    reason = ` (${reasonOf(error)})`;
  }
  found.problems.add(`This browser gives the page no database${reason}.`);
  return null;
}

// The file

async function download() {
  tell(READING);
  await shown.gathered;
  try {
    const now = new Date();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([backup(now)], { type: "application/json" }));
    link.download = fileName(now);
    // Before the click, which some browsers take for leaving the page.
    Object.assign(last, { isDownloaded: true, isAsked: false });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), DOWNLOAD_MILLISECONDS);
    tell(...quoted(link.download), " is among your downloads. To read it again, open Counterpoint and import it.");
  } catch (error) {
    tell(`The file could not be made (${reasonOf(error)}). Reload the page and export from there.`);
  }
}

/** The project's name and the reader's day and time: `budget-vote-2026-11-24-1405.counterpoint.json`. */
function fileName(now) {
  const [month, day, hours, minutes] = [now.getMonth() + 1, now.getDate(), now.getHours(), now.getMinutes()]
    .map((number) => String(number).padStart(2, "0"));
  const moment = `${now.getFullYear()}-${month}-${day}-${hours}${minutes}`;
  return `${slug(found.name) || "counterpoint"}-${moment}.counterpoint.json`;
}

/** A name in lower case: letters, with what is written above and below them, and digits; else single hyphens. */
function slug(name) {
  const words = name.toLowerCase().normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-/, "");
  return [...words].slice(0, LONGEST_SLUG).join("").replace(/-$/, "");
}

function backup(now) {
  const { updates, texts, aside } = found;
  const file = {
    counterpoint: "backup", schema: 2, name: found.name || "Project", saved: now.toISOString(),
    updates: [...updates], texts, aside,
  };
  // Half a character, which only damaged storage has, would make the whole file unreadable.
  return JSON.stringify(file, (key, value) => (typeof value === "string" ? value.toWellFormed?.() ?? value : value));
}

/** Base64 without the signs that fill it up, as local storage has it: what is kept twice goes into the file once. */
function encode(bytes) {
  const CHUNK = 0x8000;
  let text = "";
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text).replace(/=+$/, "");
}

function isBase64(text) {
  try {
    return btoa(atob(text)).replace(/=+$/, "") === text.replace(/=+$/, "");
  } catch {
    return false;
  }
}

// What may be lost

/** True while whoever leaves loses what a download would keep. */
function isAtRisk() {
  return last.isUnkept && !last.isDownloaded && !shown.save.hidden;
}

/** Says what of the last changes may be lost, and what to do about it. */
function warn() {
  const isAsked = isAtRisk() && last.isAsked;
  const text = warnings(isAsked).join(" ");
  // What is put there again unchanged would be read out again.
  if (shown.warning.textContent !== text) shown.warning.textContent = text;
  shown.warning.hidden = !text;
  shown.again.textContent = isAsked ? "Reload without them" : "Reload";
}

function warnings(isAsked) {
  return [
    isAsked && "If you reload now, the changes of the last moments are lost. Download your work first.",
    isAtRisk() && !isAsked &&
      "Changes of the last moments are in no store of this browser. Download them before you reload.",
    last.isUnkept && last.isDownloaded &&
      "The changes of the last moments are in the file alone. Reload the page, and import the file.",
    last.isLost && "What the page called “Not saved” could not be rescued, and is lost.",
    // Where nothing at all is there, there is no file.
    last.isTorn && !shown.save.hidden && "The very last change may be missing, and is then not in the file either.",
  ].filter(Boolean);
}

function reload(event) {
  // The second click of a double click is no answer.
  if (isAtRisk() && (!last.isAsked || event.detail > 1)) {
    last.isAsked = true;
    warn();
    // Whoever goes on pressing a key does the safe thing.
    shown.save.focus();
    return;
  }
  last.isGivenUp = true;
  location.reload();
}

// What goes wrong here must not stop the rest

function attempt(what, action) {
  try {
    action();
  } catch (error) {
    problem(what, error);
  }
}

function problem(what, error) {
  found.problems.add(`${what} could not be read: ${reasonOf(error)}.`);
}

/** What an error says, to go on from there: without the full stop. */
function reasonOf(error) {
  return String(error?.message || error || "no reason was given").replace(/\.$/, "");
}

// The screen

const READING = "Reading what this browser has kept …";

/** Says what became of the work, or that it is ready; and below that, what could not be read of it. */
function tell(...outcome) {
  shown.status.replaceChildren(...outcome);
  shown.problems.replaceChildren(...[...found.problems].map((line) => element("li", line)));
  shown.problems.hidden = !found.problems.size;
  document.title = [found.name, shown.title].filter(Boolean).join(" – ");
  warn();
}

function readiness() {
  const articles = Object.keys(found.texts).length;
  shown.save.hidden = !articles && !found.updates.size;
  // Of what is kept there is nothing to say, then.
  if (shown.save.hidden) shown.counsel?.replaceChildren("Reload the page to go on.");
  if (shown.save.hidden && found.problems.size) return ["Nothing of this project could be read."];
  if (shown.save.hidden) return ["Nothing of this project is kept in this browser."];
  const project = found.name ? [...quoted(found.name), ": "] : [];
  if (articles === 0) return [...project, "The annotations are ready to download, without the texts."];
  if (articles === 1) return [...project, "1 article with its annotations is ready to download."];
  return [...project, `${articles} articles with their annotations are ready to download.`];
}

/** A name in quotation marks. Its own direction of writing ends with it. */
function quoted(name) {
  return ["“", element("bdi", name), "”"];
}

function element(tag, text = "", { classes = "", role = null } = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = classes;
  if (role) made.setAttribute("role", role);
  if (tag === "button") made.type = "button";
  return made;
}

function show(message, isStart) {
  const [what] = message.split("\n", 1);
  const title = element("h1", isStart ? "Counterpoint could not start" : "Counterpoint has stopped");
  title.tabIndex = -1;
  const reason = element("p", `What went wrong: ${what}`, { classes: "muted", role: "alert" });
  const advice = isStart
    ? "Reload the page. If that does not help, try a browser of this year, with WebAssembly turned on. What you did " +
      "before is still in this browser, and you can download it here."
    : "What this browser has kept of your work is still there. Download it to be on the safe side, then reload the " +
      "page and go on.";
  const warning = element("p", "", { classes: "rescue-warning", role: "alert" });
  const save = element("button", "Download your work", { classes: "button primary" });
  const again = element("button", "Reload", { classes: "button" });
  const buttons = element("div", "", { classes: "rescue-actions" });
  buttons.append(save, again);
  const status = element("p", READING);
  const problems = element("ul");
  problems.hidden = true;
  const report = element("div", "", { classes: "rescue-report", role: "status" });
  report.append(status, problems);
  const details = element("details");
  const full = element("pre", `${message}\n\n${navigator.userAgent}`);
  details.append(element("summary", "The error in full, to report it"), full);
  const sheet = element("main", "", { classes: "rescue" });
  const counsel = element("p", advice);
  sheet.append(title, reason, counsel, warning, buttons, report, details);
  document.body.replaceChildren(sheet);
  document.title = title.textContent;
  title.focus();
  const actions = new Map([[save, download], [again, reload]]);
  return { title: title.textContent, counsel: isStart ? null : counsel, warning, save, again, status, problems, actions };
}
