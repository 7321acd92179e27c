import type { ApiError } from './errors';
import { EMPTY, type Letter, parseLetter } from './letter';

/**
 * `saved`: the server has it; `waiting`: it will be sent there in a moment, or is on its way; `offline`: the server cannot be
 * reached, this browser alone has it; `conflict`: somebody changed it meanwhile, nothing is sent until the operator has chosen.
 */
export type Keeping = 'saved' | 'waiting' | 'offline' | 'conflict';

export interface Kept {
  readonly letter: Letter;
  readonly keeping: Keeping;
}

/** What a keeper needs of the world around it. */
export interface KeeperPorts {
  /** Resolves to the new version, 0 for none; rejects with `draft-changed` if another one than `basedOn` is there. */
  save(basedOn: number, letter: Letter): Promise<number>;
  /** What this browser keeps of it while the server does not have it. */
  readBridge(): string;
  writeBridge(text: string): void;
  /** Runs something later, unless the returned function is called before. */
  after(ms: number, task: () => void): () => void;
}

const SAVE_AFTER_MS = 800;
const TRY_AGAIN_AFTER_MS = 5_000;

/** Keeps one contact's letter on the server while it is written: one save at a time, a moment after the last change. */
export class LetterKeeper {
  readonly #ports: KeeperPorts;
  readonly #listeners = new Set<() => void>();
  #kept: Kept;
  #basedOn = 0;
  #opened = false;
  #cancel: (() => void) | null = null;
  #onItsWay = false;
  #closed = false;

  constructor(ports: KeeperPorts) {
    this.#ports = ports;
    const bridge = parseBridge(ports.readBridge());
    this.#kept = { letter: bridge?.letter ?? EMPTY, keeping: bridge === null ? 'saved' : 'waiting' };
    this.#basedOn = bridge?.basedOn ?? 0;
  }

  get kept(): Kept {
    return this.#kept;
  }

  subscribe(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  /** What the server has was read for the first time. What was typed before, or stayed in this browser, is not lost to it. */
  open(there: { readonly version: number; readonly letter: Letter } | null): void {
    if (this.#opened) return;
    this.#opened = true;
    if (this.#kept.keeping === 'saved') {
      this.#basedOn = there?.version ?? 0;
      this.#set(there?.letter ?? EMPTY, 'saved');
    } else {
      this.#saveAfter(0);
    }
  }

  change(letter: Letter): void {
    const conflict = this.#kept.keeping === 'conflict';
    this.#set(letter, conflict ? 'conflict' : 'waiting');
    this.#bridge();
    if (!conflict && this.#opened) this.#saveAfter(SAVE_AFTER_MS);
  }

  /** It was sent: the server has forgotten it. */
  sent(): void {
    this.#cancel?.();
    this.#basedOn = 0;
    this.#set(EMPTY, 'saved');
    this.#ports.writeBridge('');
  }

  /** After a conflict: this one counts. */
  keepMine(thereVersion: number): void {
    this.#basedOn = thereVersion;
    this.#set(this.#kept.letter, 'waiting');
    this.#saveAfter(0);
  }

  /** After a conflict: the other one counts. */
  takeOther(version: number, letter: Letter): void {
    this.#basedOn = version;
    this.#set(letter, 'saved');
    this.#ports.writeBridge('');
  }

  /** The editor goes away: what waits is sent at once. */
  close(): void {
    const waits = this.#cancel !== null && this.#kept.keeping === 'waiting';
    this.#cancel?.();
    if (waits) void this.#save();
    this.#closed = true;
  }

  #saveAfter(ms: number): void {
    this.#cancel?.();
    if (this.#closed) return;
    this.#cancel = this.#ports.after(ms, () => {
      this.#cancel = null;
      void this.#save();
    });
  }

  async #save(): Promise<void> {
    if (this.#onItsWay) {
      this.#saveAfter(SAVE_AFTER_MS);
      return;
    }
    this.#onItsWay = true;
    const letter = this.#kept.letter;
    try {
      this.#basedOn = await this.#ports.save(this.#basedOn, letter);
      if (this.#kept.letter === letter) {
        this.#set(letter, 'saved');
        this.#ports.writeBridge('');
      } else if (this.#kept.keeping !== 'saved') {
        this.#bridge();
        this.#saveAfter(SAVE_AFTER_MS);
      }
    } catch (e) {
      if (this.#kept.keeping !== 'saved') this.#failed((e as ApiError).errorId);
    } finally {
      this.#onItsWay = false;
    }
  }

  #failed(why: string): void {
    if (why === 'draft-changed') {
      this.#set(this.#kept.letter, 'conflict');
    } else {
      this.#set(this.#kept.letter, 'offline');
      this.#saveAfter(TRY_AGAIN_AFTER_MS);
    }
  }

  #bridge(): void {
    this.#ports.writeBridge(JSON.stringify({ basedOn: this.#basedOn, letter: this.#kept.letter }));
  }

  #set(letter: Letter, keeping: Keeping): void {
    this.#kept = { letter, keeping };
    for (const listener of this.#listeners) listener();
  }
}

/** What stayed in this browser; earlier consoles kept the bare text. */
function parseBridge(text: string): { readonly basedOn: number; readonly letter: Letter } | null {
  if (text === '') return null;
  try {
    const { basedOn, letter } = JSON.parse(text) as { basedOn?: unknown; letter?: Partial<Letter> };
    if (typeof basedOn === 'number' && letter !== undefined) return { basedOn, letter: { ...EMPTY, ...letter } };
  } catch {
    // the bare text
  }
  return { basedOn: 0, letter: parseLetter(text) };
}
