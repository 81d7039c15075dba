import type * as contract from "../../api/schema";
import type { Bbox } from "../../api/types";

export type HitKind = contract.SearchHit["kind"];

export type Hit = contract.SearchHit;

export interface HitGroup {
  kind: HitKind;
  /** The hit and its place in the whole list, as the arrow keys count. */
  hits: { hit: Hit; index: number }[];
}

/** Hits by kind, kinds in the order of their best hit, the server's order inside; indices run through all groups. */
export function groupHits(hits: Hit[]): HitGroup[] {
  const kinds = [...new Set(hits.map(({ kind }) => kind))];
  let index = 0;
  return kinds.map((kind) => ({
    kind,
    hits: hits
      .filter((hit) => hit.kind === kind)
      .map((hit) => {
        const place = { hit, index };
        index += 1;
        return place;
      }),
  }));
}

/** The entry the arrow key leads to; at the ends it goes round. */
export function stepTo(index: number, count: number, key: string): number {
  if (count === 0) return 0;
  if (key === "ArrowDown") return (index + 1) % count;
  if (key === "ArrowUp") return (index - 1 + count) % count;
  return Math.min(index, count - 1);
}

/** The box around several boxes. */
export function unionBox(boxes: Bbox[]): Bbox | null {
  if (boxes.length === 0) return null;
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}
