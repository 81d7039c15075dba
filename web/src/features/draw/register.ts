import { effect, untracked } from "@preact/signals";
import { desk } from "../../app/location";
import { registerCommand, registerDesk, registerPanel } from "../../app/registry";
import { can } from "../../app/session";
import {
  boardSession,
  chosen,
  giveUp,
  isBegun,
  letGo,
  mayDraw,
  proposalId,
  sketchPoints,
  takeTool,
  tool,
} from "./board.state";
import { execute, shown } from "./board-acts";
import { b } from "./board-messages";
import "./board-names";
import "./board-opening";
import "./board-sketch";
import { back, forth, toggleSnapping, toggleTracing } from "./board-strip";
import { tools } from "./board-tools";
import { corners } from "./corners.state";
import { drawing, pen } from "./draw.state";
import { DrawHint } from "./draw-hint";
import { DrawPanel } from "./draw-panel";
import { DrawTools } from "./draw-tools";
import { m } from "./messages";

const onDesk = () => desk.value === "draw";
const onBoard = () => onDesk() && proposalId.value !== null && mayDraw.value;
const penBusy = () => onDesk() && drawing.value.sketch.length > 0;
const lineBusy = () => onBoard() && sketchPoints.value.length > 0;

registerDesk({
  id: "draw",
  glyph: "绘",
  label: m.draw,
  icon: "draw",
  order: 31,
  available: () => can("plot:register"),
});
registerPanel({ id: "draw", slot: "left", order: 10, component: DrawPanel, title: m.draw, desks: ["draw"] });
registerPanel({ id: "draw-tools", slot: "map-start", order: 5, component: DrawTools, desks: ["draw"] });
registerPanel({ id: "draw-hint", slot: "map-bottom", order: 10, component: DrawHint, desks: ["draw"] });

registerCommand({
  id: "draw-undo",
  keys: ["Ctrl+z"],
  label: m.undo,
  group: "edit",
  enabled: onDesk,
  run: () => (proposalId.value === null ? pen.undo() : back()),
});
registerCommand({
  id: "draw-redo",
  keys: ["Ctrl+y", "Ctrl+Shift+z"],
  label: m.redo,
  group: "edit",
  enabled: onDesk,
  run: () => (proposalId.value === null ? pen.redo() : forth()),
});
registerCommand({
  id: "draw-back",
  keys: ["Backspace"],
  label: m.takeBack,
  group: "edit",
  enabled: () => penBusy() || lineBusy(),
  run: () => {
    if (!boardSession()?.takeBack()) pen.takeBack();
  },
});
registerCommand({
  id: "draw-finish",
  keys: ["Enter"],
  label: m.finish,
  group: "edit",
  enabled: () => penBusy() || lineBusy() || (onBoard() && shown.value !== null),
  run: () => {
    if (boardSession()?.finish()) return;
    if (penBusy()) pen.finish();
    else void execute();
  },
});
registerCommand({
  id: "draw-abort",
  keys: ["Escape"],
  label: m.abort,
  group: "edit",
  enabled: () =>
    penBusy() ||
    (onDesk() && drawing.value.mode === "hole") ||
    (onBoard() && (isBegun.value || tool.value !== "choose" || chosen.value.length > 0)),
  run: () => {
    if (pen.abort()) return;
    if (boardSession()?.abort()) return;
    if (corners.value.length) letGo();
    else if (isBegun.value || shown.value || chosen.value.length) giveUp();
    else if (proposalId.value !== null) takeTool("choose");
  },
});
registerCommand({
  id: "draw-type",
  keys: ["k"],
  label: b.typeIt,
  group: "edit",
  enabled: onBoard,
  run: () => document.querySelector<HTMLElement>(".drawing-tool :is(input, select, textarea)")?.focus(),
});
registerCommand({
  id: "draw-snap",
  keys: ["s"],
  label: m.snap,
  group: "edit",
  enabled: onDesk,
  run: toggleSnapping,
});
registerCommand({
  id: "draw-trace",
  keys: ["t"],
  label: m.trace,
  group: "edit",
  enabled: onDesk,
  run: toggleTracing,
});

// While a proposal is open its tools have their keys before those of the map (M measures, P prints elsewhere).
effect(() => {
  if (!onBoard()) return;
  const away = untracked(() =>
    tools.map(({ id, key, label }) =>
      registerCommand({
        id: `board-${id}`,
        keys: [key],
        label,
        group: "edit",
        enabled: onBoard,
        run: () => takeTool(id),
      }),
    ),
  );
  return () => {
    for (const take of away) take();
  };
});
