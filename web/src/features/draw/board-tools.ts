import type { BoardMode } from "../../draw/board-session";
import type { IconName } from "../../ui/icon";
import { b } from "./board-messages";

export type ToolId =
  | "choose"
  | "outline"
  | "corners"
  | "line"
  | "area"
  | "ratio"
  | "lots"
  | "merge"
  | "hole"
  | "fill"
  | "setBack"
  | "square"
  | "shift";

/** A parameter of an act, as its field on the panel. */
export type FieldId =
  | "extend"
  | "areas"
  | "unit"
  | "bearing"
  | "fromRight"
  | "ratio"
  | "count"
  | "equal"
  | "closeGaps"
  | "keepInner"
  | "distance"
  | "keepStrip"
  | "tolerance"
  | "mostShift"
  | "withNeighbours"
  | "by"
  | "target";

export interface Tool {
  id: ToolId;
  key: string;
  icon: IconName;
  label: () => string;
  /** What the next click does. */
  hint: () => string;
  /** How many plots it works on: at least, at most. */
  plots: readonly [number, number];
  /** What is drawn on the map once the plots are chosen. */
  draws: BoardMode;
  fields: readonly FieldId[];
}

/** The strip, from top to bottom; each act is the server's. */
export const tools: readonly Tool[] = [
  {
    id: "choose",
    key: "v",
    icon: "choose",
    label: b.choose,
    hint: b.hintChoose,
    plots: [0, 999],
    draws: "choose",
    fields: [],
  },
  {
    id: "outline",
    key: "n",
    icon: "polygon",
    label: b.outline,
    hint: b.hintOutline,
    plots: [0, 0],
    draws: "pen",
    fields: [],
  },
  {
    id: "corners",
    key: "e",
    icon: "corner",
    label: b.corners,
    hint: b.hintCorners,
    plots: [0, 1],
    draws: "corners",
    fields: [],
  },
  {
    id: "shift",
    key: "p",
    icon: "shiftSide",
    label: b.shift,
    hint: b.hintTwo,
    plots: [2, 2],
    draws: "choose",
    fields: ["by", "target"],
  },
  {
    id: "line",
    key: "l",
    icon: "cutLine",
    label: b.line,
    hint: b.hintLine,
    plots: [1, 1],
    draws: "line",
    fields: ["extend"],
  },
  {
    id: "area",
    key: "a",
    icon: "splitArea",
    label: b.area,
    hint: b.hintSide,
    plots: [1, 1],
    draws: "side",
    fields: ["areas", "unit", "bearing", "fromRight"],
  },
  {
    id: "ratio",
    key: "r",
    icon: "splitRatio",
    label: b.ratio,
    hint: b.hintSide,
    plots: [1, 1],
    draws: "side",
    fields: ["ratio", "bearing", "fromRight"],
  },
  {
    id: "lots",
    key: "d",
    icon: "splitLots",
    label: b.lots,
    hint: b.hintSide,
    plots: [1, 1],
    draws: "side",
    fields: ["count", "equal", "bearing", "fromRight"],
  },
  {
    id: "merge",
    key: "m",
    icon: "merge",
    label: b.merge,
    hint: b.hintMerge,
    plots: [2, 100],
    draws: "choose",
    fields: ["closeGaps"],
  },
  {
    id: "hole",
    key: "h",
    icon: "hole",
    label: b.hole,
    hint: b.hintHole,
    plots: [1, 1],
    draws: "ring",
    fields: ["keepInner"],
  },
  {
    id: "fill",
    key: "f",
    icon: "fillHole",
    label: b.fill,
    hint: b.hintFill,
    plots: [1, 1],
    draws: "point",
    fields: [],
  },
  {
    id: "setBack",
    key: "b",
    icon: "setBack",
    label: b.setBack,
    hint: b.hintSetBack,
    plots: [1, 1],
    draws: "side",
    fields: ["distance", "keepStrip"],
  },
  {
    id: "square",
    key: "o",
    icon: "rightAngle",
    label: b.square,
    hint: b.hintOne,
    plots: [1, 1],
    draws: "choose",
    fields: ["tolerance", "mostShift", "withNeighbours"],
  },
];

export const toolOf = (id: ToolId): Tool => tools.find((one) => one.id === id) ?? tools[0]!;
