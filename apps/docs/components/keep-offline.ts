/**
 * Keeps the site for times without a network, once a page has all that it needs itself.
 */
export function keepOffline(worker: string): void {
  const { serviceWorker, connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  // There is none in a file or over plain HTTP, and some readers pay by the byte.
  if (serviceWorker === undefined || connection?.saveData === true) return;
  const register = (): void => void serviceWorker.register(worker).catch(() => undefined);
  if (document.readyState === "complete") register();
  else addEventListener("load", register);
}
