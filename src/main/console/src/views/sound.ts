const KEY = 'sportello.silent';

/** Whether offers may make a sound in this browser. */
export function soundWanted(): boolean {
  try {
    return localStorage.getItem(KEY) === null;
  } catch {
    return true;
  }
}

export function wantSound(wanted: boolean): void {
  try {
    if (wanted) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, '1');
  } catch {
    // the choice then lasts until the page is closed
  }
}
