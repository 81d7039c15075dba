import { term } from "../../app/terms";
import { Icon, type IconName } from "../../ui/icon";
import { m } from "./messages";

const icons: Record<string, IconName> = {
  signed: "handshake",
  handed_over: "key",
  started: "crane",
  completed: "building",
  in_production: "factory",
  attained: "star",
};

/** How far a contract has come: shape and word, never colour alone. */
export function ProgressMark({ progress }: { progress: string }) {
  return (
    <span class={`contracts-progress is-${progress}`} title={m.progressWhy()}>
      <Icon name={icons[progress] ?? "dot"} size={14} />
      {term("supply.ContractProgress", progress)}
    </span>
  );
}
