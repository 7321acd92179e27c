const FILES: Readonly<Record<string, unknown>> = import.meta.glob('../../../../../docs/contract/samples/*.json', { eager: true, import: 'default' });

/** The contract's samples by name; the server's tests read the same files. */
export const samples: ReadonlyMap<string, unknown> = new Map(
  Object.entries(FILES).map(([path, value]) => [path.replace(/^.*\/([^/]+)\.json$/, '$1'), value]),
);

/** One sample, taken for what its name says; `contract.test.ts` proves that it is. */
export function sample<T>(name: string): T {
  const value = samples.get(name);
  if (value === undefined) throw new Error(`no sample ${name} in docs/contract/samples`);
  return structuredClone(value) as T;
}
