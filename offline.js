// Has the browser keep this release for later visits, with or without a network: see worker.js.
//
// It comes last: what the page itself needs has been fetched by then. Where it fails, the page goes on without.

async function settle() {
  await new Promise((resolve) => window.addEventListener("load", resolve, { once: true }));
  // A script that is a module is there once, however often it is imported: this awaits the start of the application.
  await import(document.querySelector("script[src*='start']").src);
  await new Promise((resolve) => setTimeout(resolve));
  await window.counterpoint?.ready;
}

if (navigator.serviceWorker) {
  try {
    await settle();
    await navigator.serviceWorker.register("sw.js");
  } catch {
    // A browser in private mode keeps nothing, and a page that did not start has said so.
  }
}
