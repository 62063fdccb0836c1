// Starts the application, and says on the page when it cannot.
//
// Trunk writes the addresses of the built files into the page, as links that preload them.

const address = (link) => document.querySelector(link).href;

try {
  const { default: start } = await import(address('link[rel="modulepreload"]'));
  await start({ module_or_path: address('link[rel="preload"][as="fetch"]') });
} catch (error) {
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent =
    `Counterpoint could not start (${error}). ` +
    "Reload the page; if that does not help, try a browser of this year, with WebAssembly turned on. " +
    "What you saved in this browser is still there.";
  document.getElementById("app").replaceChildren(message);
  throw error;
}
