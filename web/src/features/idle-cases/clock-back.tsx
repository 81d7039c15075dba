import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import type { CasePicture } from "./clock-layout";
import { sm } from "./sheet-messages";

interface Props {
  back: CasePicture["backs"][number];
  y: number;
  bottom: number;
  line: number;
}

/** Where the case went back: a line from the annulment to the step it stands behind again, with the word. */
export function BackMark({ back, y, bottom, line }: Props) {
  const words = sm.wentBack(term("idle_cases.CaseStep", back.step), back.toSequence);
  const fits = back.x + 290 < line;
  return (
    <g class="clock-back">
      <title>
        {formatDate(back.day)} {words}
      </title>
      <path d={`M${back.x} ${bottom - 8}V${y}H${back.toX}V${bottom - 9}`} />
      <path d={`M${back.toX - 4} ${bottom - 14}l4 6 4 -6`} />
      <text x={fits ? back.x + 5 : back.toX - 5} y={y + 4} text-anchor={fits ? "start" : "end"}>
        {words}
      </text>
    </g>
  );
}
