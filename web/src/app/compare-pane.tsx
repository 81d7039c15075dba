import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { messages } from "../locale/language";
import { clampShare, shareAfterKey } from "../map/swipe";
import { IconButton } from "../ui/button";
import "./compare-pane.css";
import { type Comparison, comparison, swipeAt } from "./comparison";
import { mountBefore } from "./map-before";
import { mapTool } from "./map-state";

const m = messages({
  bar: ["对比", "Comparison"],
  left: ["左", "left"],
  right: ["右", "right"],
  swipe: ["卷帘", "Swipe"],
  side: ["并排", "Side by side"],
  close: ["结束对比", "End the comparison"],
  before: ["对比地图，与主图同步移动。", "The compared map; it moves with the main one."],
  handle: ["卷帘位置，左右方向键移动", "Position of the swipe line; arrow keys move it"],
  share: [(percent: number) => `左侧占 ${percent}%`, (percent: number) => `Left side ${percent}%`],
});

/** The second map of a comparison, the line between the two, and what each of them shows. */
export function ComparePane() {
  const shown = comparison.value;
  if (!shown) return null;
  return (
    <div class={`compare is-${shown.arrangement} ${mapTool.value === "select" ? "" : "is-yielding"}`}>
      <BeforeMap />
      {shown.arrangement === "swipe" && <Handle />}
      <Bar shown={shown} />
    </div>
  );
}

function BeforeMap() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => (box.current ? mountBefore(box.current) : undefined), []);
  return <div ref={box} class="compare-map" role="application" aria-label={m.before()} />;
}

function Handle() {
  const line = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    if (line.current) line.current.style.left = `${(swipeAt.value * 100).toFixed(3)}%`;
  });
  const follow = (event: PointerEvent) => {
    const frame = line.current?.parentElement?.getBoundingClientRect();
    if (frame && line.current?.hasPointerCapture(event.pointerId)) {
      swipeAt.value = clampShare((event.clientX - frame.left) / frame.width);
    }
  };
  const percent = Math.round(swipeAt.value * 100);
  return (
    <div
      ref={line}
      class="compare-line"
      role="slider"
      tabIndex={0}
      aria-label={m.handle()}
      aria-orientation="horizontal"
      aria-valuemin={2}
      aria-valuemax={98}
      aria-valuenow={percent}
      aria-valuetext={m.share(percent)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
        event.preventDefault();
      }}
      onPointerMove={follow}
      onKeyDown={(event) => {
        const next = shareAfterKey(swipeAt.value, event.key);
        if (next === null) return;
        swipeAt.value = next;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <span class="compare-grip" aria-hidden="true">
        ◂▸
      </span>
    </div>
  );
}

function Bar({ shown }: { shown: Comparison }) {
  const { before, after } = shown.words();
  const other = shown.arrangement === "swipe" ? "side" : "swipe";
  return (
    <div class="compare-bar card" role="group" aria-label={m.bar()}>
      <span class="compare-word">
        <span class="quiet">{m.left()}</span> <b class="figure">{before}</b>
      </span>
      <IconButton
        icon={other === "side" ? "columns" : "grip"}
        label={other === "side" ? m.side() : m.swipe()}
        onClick={() => shown.arrange(other)}
      />
      <IconButton icon="close" label={m.close()} onClick={shown.close} />
      <span class="compare-word">
        <span class="quiet">{m.right()}</span> <b class="figure">{after}</b>
      </span>
    </div>
  );
}
