import { inLanguage } from "../locale/language";
import { Swatch } from "../ui/swatch";
import { mainLayer, plotClass } from "./layers";
import { term } from "./terms";

/** A stage as the map shows it: swatch with pattern, and the word. */
export function StageMark({ stage, bare }: { stage: string; bare?: boolean }) {
  const entry = plotClass(stage);
  const word = entry ? inLanguage(entry.label_zh, entry.label_en) : term("stage", stage);
  return (
    <>
      {entry && (
        <Swatch color={entry.color} pattern={entry.pattern} opacity={mainLayer.value?.legend.opacity} size={14} />
      )}
      <span class={bare ? "visually-hidden" : undefined}>{word}</span>
    </>
  );
}
