import { sample } from './samples';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly csrf: string | null;
}

type Answer = { readonly status: number; readonly body: unknown };

/** Answers the console's API calls: what a test prepared for a path, else 200 `done`; and writes down what was asked. */
export class FakeServer {
  readonly asked: Asked[] = [];
  readonly #answers = new Map<string, Answer | Promise<Answer>>();

  /** @param call method and path without `/api/v1`, for instance `POST /presence` */
  answers(call: string, body: unknown, status = 200): void {
    this.#answers.set(call, { status, body });
  }

  refuses(call: string, status: number, errorId: string): void {
    this.answers(call, { ...sample<object>('problem'), status, errorId }, status);
  }

  /** Leaves a call open until the returned function is called. */
  holds(call: string): () => void {
    let release: () => void = () => undefined;
    this.#answers.set(call, new Promise((resolve) => (release = () => resolve({ status: 200, body: sample('done') }))));
    return () => release();
  }

  posted(path: string): Asked | undefined {
    return this.asked.findLast((a) => a.method === 'POST' && a.path === path);
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const path = String(input).replace('/api/v1', '');
    const method = init?.method ?? 'GET';
    const headers = new Headers(init?.headers);
    this.asked.push({ method, path, body: typeof init?.body === 'string' ? JSON.parse(init.body) : (init?.body ?? null), csrf: headers.get('X-CSRF-Token') });
    const answer = await (this.#answers.get(`${method} ${path}`) ?? { status: 200, body: sample('done') });
    return new Response(JSON.stringify(answer.body), { status: answer.status });
  };
}
