import type { LineageEdge, LineageNode } from "./lineage-types";

export interface PlacedNode extends LineageNode {
  key: string;
  x: number;
  y: number;
}

export interface PlacedEdge extends LineageEdge {
  from: PlacedNode;
  to: PlacedNode;
}

export interface Graph {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  width: number;
  height: number;
}

export const box = { width: 136, height: 60, gapX: 48, gapY: 14, margin: 6 };

const keyOf = (plot: number, version: number) => `${plot}.${version}`;

/** Boundaries in columns by how far they are from the first ones, in rows by their place among those of the same column. */
export function layOut(nodes: readonly LineageNode[], edges: readonly LineageEdge[]): Graph {
  const column = new Map(nodes.map((node) => [keyOf(node.plot_id, node.version_no), 0]));
  // every edge leads to a later day, so as many rounds as there are boundaries settle every column
  for (let round = 0; round < nodes.length; round += 1) {
    for (const edge of edges) {
      const from = column.get(keyOf(edge.from_plot_id, edge.from_version_no));
      const to = keyOf(edge.to_plot_id, edge.to_version_no);
      if (from !== undefined && column.has(to)) column.set(to, Math.max(column.get(to) ?? 0, from + 1));
    }
  }
  const filled = new Map<number, number>();
  const placed = new Map<string, PlacedNode>();
  for (const node of [...nodes].sort((a, b) => a.plot_no.localeCompare(b.plot_no))) {
    const key = keyOf(node.plot_id, node.version_no);
    const at = column.get(key) ?? 0;
    const row = filled.get(at) ?? 0;
    filled.set(at, row + 1);
    placed.set(key, {
      ...node,
      key,
      x: box.margin + at * (box.width + box.gapX),
      y: box.margin + row * (box.height + box.gapY),
    });
  }
  const columns = Math.max(0, ...column.values()) + 1;
  const rows = Math.max(1, ...filled.values());
  const drawn = edges.flatMap((edge): PlacedEdge[] => {
    const from = placed.get(keyOf(edge.from_plot_id, edge.from_version_no));
    const to = placed.get(keyOf(edge.to_plot_id, edge.to_version_no));
    return from && to ? [{ ...edge, from, to }] : [];
  });
  return {
    nodes: [...placed.values()],
    edges: drawn,
    width: 2 * box.margin + columns * box.width + (columns - 1) * box.gapX,
    height: 2 * box.margin + rows * box.height + (rows - 1) * box.gapY,
  };
}
