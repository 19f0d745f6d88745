const key = 'licheng.reloaded';
const pause = 10_000;

/**
 * After an update the files of the version before are gone: opening the page anew brings the new ones. Never without
 * network and never in a circle; answers whether it reloads.
 */
export function reloadForNewVersion(): boolean {
  const last = Number(sessionStorage.getItem(key));
  if (!navigator.onLine || Date.now() - last < pause) return false;
  sessionStorage.setItem(key, String(Date.now()));
  location.reload();
  return true;
}
