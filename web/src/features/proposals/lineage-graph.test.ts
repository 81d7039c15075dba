import { describe, expect, it } from "vitest";
import { layOut } from "./lineage-graph";

const node = (plot_id: number, plot_no: string, version_no = 1) => ({
  plot_id,
  version_no,
  relation: "own" as const,
  plot_no,
  area_m2: 100,
  began_on: "2020-01-01",
  ended_on: null,
  is_live: true,
});
const edge = (from: number, to: number, from_version_no = 1, to_version_no = 1) => ({
  id: from * 100 + to,
  from_plot_id: from,
  from_version_no,
  to_plot_id: to,
  to_version_no,
  kind: "split" as const,
  changed_on: "2024-01-01",
  area_m2: 50,
  proposal_id: null,
  proposal_no: null,
  source: "",
});

describe("the graph of a plot's lineage", () => {
  it("puts what came later further to the right, whatever order it is told in", () => {
    const graph = layOut([node(3, "C"), node(1, "A"), node(2, "B")], [edge(2, 3), edge(1, 2)]);
    const x = Object.fromEntries(graph.nodes.map(({ plot_no, x: at }) => [plot_no, at]));
    expect((x.A ?? 0) < (x.B ?? 0) && (x.B ?? 0) < (x.C ?? 0)).toBe(true);
    expect(graph.edges).toHaveLength(2);
  });

  it("keeps the boundaries of one plot apart and leaves out edges to what may not be seen", () => {
    const graph = layOut([node(1, "A"), node(1, "A", 2)], [edge(1, 1, 1, 2), edge(1, 9)]);
    expect(graph.nodes.map(({ key }) => key)).toEqual(["1.1", "1.2"]);
    expect(graph.edges).toHaveLength(1);
  });

  it("has room for all rows of a column", () => {
    const graph = layOut([node(1, "A"), node(2, "B"), node(3, "C")], [edge(1, 2), edge(1, 3)]);
    const ys = graph.nodes.filter(({ plot_no }) => plot_no !== "A").map(({ y }) => y);
    expect(new Set(ys).size).toBe(2);
    expect(Math.max(...ys)).toBeLessThan(graph.height);
  });
});
