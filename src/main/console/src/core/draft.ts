/** What an operator typed and did not send yet, kept per person and contact until it is sent. */

/** The part of the browser's storage that drafts need. */
export interface DraftStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export type DraftKind = 'reply' | 'note' | 'question' | 'opinion' | 'closing';

/** A storage that is full or forbidden loses the draft at the next reload, never the text on the screen. */
export class Drafts {
  readonly #storage: DraftStorage;
  readonly #user: string;

  constructor(storage: DraftStorage, user: string) {
    this.#storage = storage;
    this.#user = user;
  }

  read(kind: DraftKind, contact: string): string {
    try {
      return this.#storage.getItem(this.#key(kind, contact)) ?? '';
    } catch {
      return '';
    }
  }

  /** An empty text removes the draft. */
  write(kind: DraftKind, contact: string, text: string): void {
    try {
      if (text === '') this.#storage.removeItem(this.#key(kind, contact));
      else this.#storage.setItem(this.#key(kind, contact), text);
    } catch {
      // nothing to do: see the class
    }
  }

  #key(kind: DraftKind, contact: string): string {
    return `sportello.draft.${this.#user}.${kind}.${contact}`;
  }
}
