// Starts the application, and has rescue.js say so where it cannot.
//
// Trunk writes the addresses of the built files into the page, as links that preload them.

const address = (link) => document.querySelector(link).href;

try {
  const { default: start } = await import(address('link[rel="modulepreload"]'));
  await start({ module_or_path: address('link[rel="preload"][as="fetch"]') });
} catch (error) {
  const detail = { message: `${error}`, isStart: true };
  const isTold = !window.dispatchEvent(new CustomEvent("counterpoint-panic", { detail, cancelable: true }));
  if (!isTold) document.getElementById("app").textContent = `Counterpoint could not start (${error}). Reload the page.`;
  throw error;
}
