import { effect, untracked } from "@preact/signals";
import { desk } from "../../app/location";
import { registerCommand } from "../../app/registry";
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
import "./board-names";
import "./board-opening";
import "./board-sketch";
import { back, forth, toggleSnapping, toggleTracing } from "./board-strip";
import { tools } from "./board-tools";
import { corners } from "./corners.state";
import { drawing, pen } from "./draw.state";
import { keyHandlers } from "./keys";

const onDesk = () => desk.value === "draw";
const onBoard = () => onDesk() && proposalId.value !== null && mayDraw.value;
const penBusy = () => onDesk() && drawing.value.sketch.length > 0;
const lineBusy = () => onBoard() && sketchPoints.value.length > 0;

keyHandlers.value = {
  undo: { enabled: onDesk, run: () => (proposalId.value === null ? pen.undo() : back()) },
  redo: { enabled: onDesk, run: () => (proposalId.value === null ? pen.redo() : forth()) },
  back: {
    enabled: () => penBusy() || lineBusy(),
    run: () => {
      if (!boardSession()?.takeBack()) pen.takeBack();
    },
  },
  finish: {
    enabled: () => penBusy() || lineBusy() || (onBoard() && shown.value !== null),
    run: () => {
      if (boardSession()?.finish()) return;
      if (penBusy()) pen.finish();
      else void execute();
    },
  },
  abort: {
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
  },
  type: {
    enabled: onBoard,
    run: () => document.querySelector<HTMLElement>(".drawing-tool :is(input, select, textarea)")?.focus(),
  },
  snap: { enabled: onDesk, run: toggleSnapping },
  trace: { enabled: onDesk, run: toggleTracing },
};

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
