import type { Area, Leaf, Text2 } from './protocol';

/** The labels of a three-level classification; an id that is no longer in the tree stands for itself. */
export function labels(areas: readonly Area[], ids: readonly string[]): readonly Text2[] {
  const area = areas.find((a) => a.id === ids[0]);
  const topic = area?.topics.find((t) => t.id === ids[1]);
  const detail = topic?.details.find((d) => d.id === ids[2]);
  const levels: readonly (Leaf | undefined)[] = [area, topic, detail];
  return ids.map((id, i) => levels[i]?.label ?? { it: id, en: id });
}
