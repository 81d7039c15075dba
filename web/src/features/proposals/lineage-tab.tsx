import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { resource } from "../../api/resource";
import { dataRevision } from "../../app/changes";
import { asOfQuery } from "../../app/location";
import { goToPlot } from "../../app/map-actions";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { formatNumber } from "../../locale/number";
import { formatArea } from "../../locale/units";
import { EmptyState, ErrorState, LoadingState } from "../../ui/states";
import { box, layOut, type PlacedEdge, type PlacedNode } from "./lineage-graph";
import { lm } from "./lineage-messages";
import type { Lineage } from "./lineage-types";

const shownPlot = signal<number | null>(null);
const lineage = resource(
  () => (shownPlot.value === null ? null : { id: shownPlot.value, ...asOfQuery.value, revision: dataRevision.value }),
  ({ id, revision: _, ...query }, abort) =>
    api.get("/api/plots/{plot_id}/lineage", { path: { plot_id: id }, query, signal: abort }),
);

/** 沿革: where the ground of a plot came from and where it went, up to the day of the screen. */
export function LineageTab({ plotId }: { plotId: number }) {
  useEffect(() => {
    shownPlot.value = plotId;
    return () => {
      shownPlot.value = null;
    };
  }, [plotId]);
  const data = lineage.data.value;
  if (lineage.error.value !== null)
    return <ErrorState text={sentenceOf(lineage.error.value)} onRetry={lineage.reload} />;
  if (!data || data.plot_id !== plotId) return <LoadingState />;
  if (data.edges.length === 0) return <EmptyState icon="tree" title={lm.none()} />;
  return <Drawn data={data} />;
}

function Drawn({ data }: { data: Lineage }) {
  const graph = layOut(data.nodes, data.edges);
  const own = data.nodes.find(({ plot_id }) => plot_id === data.plot_id)?.plot_no ?? "";
  return (
    <div class="lineage">
      <p class="quiet">{lm.legend()}</p>
      <div class="lineage-scroll">
        <svg width={graph.width} height={graph.height} role="img" aria-label={lm.graph(own)}>
          {graph.edges.map((edge) => (
            <Line key={edge.id} edge={edge} />
          ))}
          {graph.nodes.map((node) => (
            <Box key={node.key} node={node} own={node.plot_id === data.plot_id} />
          ))}
        </svg>
      </div>
      <Plots nodes={graph.nodes} />
      <div class="lineage-scroll">
        <table class="page-table">
          <caption>{lm.changes()}</caption>
          <thead>
            <tr>
              {[lm.day, lm.what, lm.parent, lm.child, lm.ground, lm.source].map((head) => (
                <th key={head()} scope="col">
                  {head()}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {graph.edges.map((edge) => (
              <tr key={edge.id}>
                <td class="figure">{formatDate(edge.changed_on)}</td>
                <td>{term("proposals.LineageKind", edge.kind)}</td>
                <td>
                  <Name node={edge.from} />
                </td>
                <td>
                  <Name node={edge.to} />
                </td>
                <td class="figure">{formatArea(edge.area_m2)}</td>
                <td>{edge.proposal_no ?? edge.source}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const relations = ["own", "origin", "sibling", "successor"];

/** Every boundary of the graph in words: what it is to this plot, from when to when, how large. */
function Plots({ nodes }: { nodes: PlacedNode[] }) {
  const sorted = [...nodes].sort(
    (a, c) =>
      relations.indexOf(a.relation) - relations.indexOf(c.relation) ||
      a.began_on.localeCompare(c.began_on) ||
      a.plot_no.localeCompare(c.plot_no),
  );
  return (
    <div class="lineage-scroll">
      <table class="page-table">
        <caption>{lm.plots()}</caption>
        <thead>
          <tr>
            {[lm.relation, lm.plot, lm.began, lm.ended, lm.area].map((head) => (
              <th key={head()} scope="col">
                {head()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((node) => (
            <tr key={node.key}>
              <td>{term("proposals.LineageRelation", node.relation)}</td>
              <td>
                <Name node={node} />
              </td>
              <td class="figure">{formatDate(node.began_on)}</td>
              <td class="figure">{node.ended_on ? formatDate(node.ended_on) : lm.standing()}</td>
              <td class="figure">{formatArea(node.area_m2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Name({ node }: { node: PlacedNode }) {
  if (!node.is_live) return <span class="figure">{node.plot_no}</span>;
  return (
    <button
      type="button"
      class="proposals-link"
      title={lm.open(node.plot_no)}
      onClick={() => goToPlot({ id: node.plot_id })}
    >
      {node.plot_no}
    </button>
  );
}

function Line({ edge }: { edge: PlacedEdge }) {
  const [x1, y1] = [edge.from.x + box.width, edge.from.y + box.height / 2];
  const [x2, y2] = [edge.to.x, edge.to.y + box.height / 2];
  const bend = (x1 + x2) / 2;
  return (
    <g class="lineage-edge">
      <path d={`M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`} />
      <text x={bend} y={(y1 + y2) / 2 - 3}>
        {term("proposals.LineageKind", edge.kind)}
      </text>
    </g>
  );
}

function Box({ node, own }: { node: PlacedNode; own: boolean }) {
  return (
    <g class={`lineage-node ${node.is_live ? "" : "is-gone"} ${own ? "is-own" : ""}`}>
      <rect x={node.x} y={node.y} width={box.width} height={box.height} rx="4" />
      <text x={node.x + 8} y={node.y + 18} class="lineage-no">
        {node.plot_no}
      </text>
      <text x={node.x + box.width - 8} y={node.y + 18} class="lineage-sub" text-anchor="end">
        {term("proposals.LineageRelation", node.relation)}
      </text>
      <text x={node.x + 8} y={node.y + 35} class="lineage-sub">
        {formatNumber(node.area_m2, 0)} ㎡
      </text>
      <text x={node.x + 8} y={node.y + 51} class="lineage-sub">
        {node.ended_on ? lm.until(formatDate(node.ended_on)) : lm.from(formatDate(node.began_on))}
      </text>
    </g>
  );
}
