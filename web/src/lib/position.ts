export type Position = { latitude: number; longitude: number; accuracy: number };

const patience = 5000;

/** Where the device is; null when it does not know, may not tell, or takes longer than five seconds. */
export function currentPosition(): Promise<Position | null> {
  if (!('geolocation' in navigator)) return Promise.resolve(null);
  return new Promise((resolve) => {
    // The browser's own time limit does not run while it asks for consent.
    const timer = setTimeout(() => resolve(null), patience);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) => {
        clearTimeout(timer);
        resolve({ latitude, longitude, accuracy: Math.min(accuracy, 100_000) });
      },
      () => {
        clearTimeout(timer);
        resolve(null);
      },
      { timeout: patience, maximumAge: 60_000, enableHighAccuracy: true },
    );
  });
}
